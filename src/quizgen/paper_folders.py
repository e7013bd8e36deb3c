"""The folder of a paper: the files of one run, and none that was changed by hand is lost.

``.quizgen.json`` in it says which run its files are of, the digest of each as it was made, the
title of the paper, and which facts are asked about in it, by the codes of its versions: so a resit
can avoid them. Runs of the same paper add to each other: another format, another edition, another
part of its versions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from quizgen.fingerprints import digest
from quizgen.locks import locked
from quizgen.output import STAMPS, OutputError, Written, differs, remove_files, write_files
from quizgen.records import dataclass
from quizgen.user_files import UnreadableError, read, read_text

LARGEST = 2**40
"""Bytes of a file that quizgen made; no bound but that it must be one."""
_LABEL = re.compile(r"[A-Z]+(?=[-.])")
"""What the name of a file of a version begins with."""
_DAMAGES = (OSError, UnreadableError, ValueError, AttributeError, TypeError, RecursionError)


@dataclass(frozen=True, slots=True)
class PaperFolder:
    """A folder under ``out`` for the files of a paper, which ``run`` tells from other papers.

    ``labels`` are its versions, None where a run makes a part of them. ``facts`` are those that
    each of them asks about, by its code.
    """

    out: Path
    name: str
    run: str
    labels: Collection[str] | None = None
    title: str = ""
    facts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def write(
        self, files: Mapping[str, bytes], *, force: bool = False
    ) -> tuple[Written, tuple[str, ...]]:
        """Write files by their path under ``out``; return what became of them, and what is gone.

        What another run has left is removed.

        Raises:
            OutputError: when a file was changed by hand that would be written or removed, unless
                ``force`` is set; or when one cannot be written.
            LockedError: when another process does not let go of the folder.

        """
        with locked(self.out / self.name):
            run, before, facts = self._read()
            stale = {path for path in before.keys() - files.keys() if self._is_stale(path, run)}
            if not force:
                self._refuse_edited(files, stale, before)
            kept = {path: seen for path, seen in before.items() if path not in stale}
            kept |= {path: digest(data) for path, data in files.items()}
            earlier = facts if run == self.run and self.labels is None else {}
            stamps = self._dump(kept, {**earlier, **self.facts})
            written = write_files(self.out, {**files, self._stamps: stamps})
            gone = remove_files(self.out, stale)
        return self._counted(written), gone

    @property
    def _stamps(self) -> str:
        return f"{self.name}/{STAMPS}"

    def _is_stale(self, path: str, run: str) -> bool:
        """Whether a file is of another run, or of a version that the paper no longer has."""
        match = _LABEL.match(path.removeprefix(f"{self.name}/"))
        is_other = match is not None and self.labels is not None and match[0] not in self.labels
        return run != self.run or is_other

    def _refuse_edited(
        self, files: Mapping[str, bytes], stale: Collection[str], before: Mapping[str, str]
    ) -> None:
        changed = {path for path, data in files.items() if differs(self.out, path, data)}
        edited = sorted(path for path in {*changed, *stale} if self._is_edited(path, before))
        if edited:
            path = (self.out / edited[0]).as_posix()
            more = f" and {len(edited) - 1} more were" if len(edited) > 1 else " was"
            raise OutputError(
                f"{path}{more} not left as quizgen made it; nothing was written: "
                "keep it elsewhere, write to another folder by '--out', or overwrite by '--force'"
            )

    def _is_edited(self, path: str, before: Mapping[str, str]) -> bool:
        """Whether a file is there that is not as a run made it."""
        try:
            return digest(read(self.out / path, LARGEST)) != before.get(path)
        except FileNotFoundError:
            return False
        except UnreadableError:
            return True

    def _read(self) -> tuple[str, dict[str, str], dict[str, list[str]]]:
        """Return the run that the folder has, its files, and the facts of each version by its code.

        There are none where that cannot be read.
        """
        try:
            data = json.loads(read_text(self.out / self._stamps, LARGEST))
            return str(data["run"]), dict(self._own(data["files"])), _facts(data)
        except (*_DAMAGES, LookupError):
            return "", {}, {}

    def _own(self, files: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for name, seen in files.items():
            if ".." not in Path(name).parts and not Path(name).is_absolute():
                yield f"{self.name}/{name}", str(seen)

    def _dump(self, files: Mapping[str, str], papers: Mapping[str, Iterable[str]]) -> bytes:
        names = {path.removeprefix(f"{self.name}/"): seen for path, seen in files.items()}
        facts = sorted({fact for own in papers.values() for fact in own})
        place = {fact: index for index, fact in enumerate(facts)}
        data = {
            "run": self.run,
            "files": names,
            "title": self.title,
            "facts": facts,
            "papers": {code: sorted(place[f] for f in own) for code, own in papers.items()},
        }
        return (json.dumps(data, indent=0, sort_keys=True) + "\n").encode()

    def _counted(self, written: Written) -> Written:
        """Return what became of the files of the paper alone."""
        new, same = (
            tuple(path for path in paths if path != self._stamps)
            for paths in (written.written, written.unchanged)
        )
        return Written(new, same)


def facts_of(folder: Path, code: str) -> list[str]:
    """Return the facts of a paper by its code, none where no folder in one of papers has it."""
    for path in sorted(folder.glob(f"**/{STAMPS}")):
        try:
            papers = _facts(json.loads(read_text(path, LARGEST)))
        except (*_DAMAGES, LookupError):
            continue
        if code in papers:
            return papers[code]
    return []


def _facts(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the facts of each version of a paper by its code, as its folder has noted them."""
    names = [str(name) for name in data.get("facts", ())]
    return {str(code): [names[i] for i in own] for code, own in data.get("papers", {}).items()}


def papers_in(folder: Path) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Yield each paper in a folder of them: its folder there, title, codes and files, sorted."""
    for path in sorted(folder.glob(f"**/{STAMPS}")):
        try:
            data = json.loads(read_text(path, LARGEST))
            title, codes, files = str(data["title"]), sorted(data["papers"]), sorted(data["files"])
        except (*_DAMAGES, LookupError):
            continue
        there = [name for name in files if (path.parent / name).is_file()]
        yield path.parent.relative_to(folder).as_posix(), title, codes, there
