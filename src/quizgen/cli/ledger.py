"""``quizgen ledger``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.common import Decks, Sentences, remark, waiting
from quizgen.cli.telling import count
from quizgen.locks import locked
from quizgen.output import write_files
from quizgen.project import load
from quizgen.release import ledger_file
from quizgen.release.containers import PackageError
from quizgen.release.ledger import Ledger
from quizgen.release.ledger_file import LedgerError, dump
from quizgen.release.merging import merged, sides
from quizgen.release.packages import PackagedNote, read_package
from quizgen.release.recovery import rebuilt
from quizgen.release.update import LEDGER
from quizgen.user_files import LARGEST_LEDGER, LARGEST_PACKAGE, UnreadableError, read, read_text

VERSIONS = ("BASE", "OURS", "THEIRS")
"""The files that git hands to a merge driver: ``%O %A %B``."""


def ledger(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="LAST.apkg", help="The packages of the last release."),
    ] = None,
    folder: Decks = Path("decks"),
    merge: Annotated[
        bool,
        typer.Option(
            "--merge",
            help="Instead, finish a merge of two branches in the ledger, or in three files: "
            f"{' '.join(VERSIONS)}, as git names them.",
        ),
    ] = False,
) -> None:
    """Rebuild a lost or damaged ledger from the packages that learners have."""
    with Sentences(), locked(folder, waiting):
        if merge:
            _merge(files or (), folder / LEDGER)
        elif files:
            _rebuild(files, folder)
        else:
            raise typer.BadParameter("name the packages of the last release, or say --merge")


def _rebuild(packages: Sequence[Path], folder: Path) -> None:
    project, _ = load(folder)
    try:
        recovered, others = rebuilt(project, map(_package, packages))
    except PackageError as error:
        raise typer.BadParameter(f"{', '.join(map(str, packages))}: {error}") from error
    write_files(folder, {LEDGER: dump(recovered).encode()})
    remark(f"wrote {(folder / LEDGER).as_posix()}: {count(len(recovered.notes), 'note')}")
    if others:
        kept = "they are kept, and the next build retires them"
        remark(f"{count(others, 'note')} in the packages belong to no fact: {kept}")


def _package(path: Path) -> dict[str, PackagedNote]:
    try:
        return read_package(read(path, LARGEST_PACKAGE))
    except FileNotFoundError as error:
        raise PackageError(error.strerror or str(error)) from error
    except UnreadableError as error:
        raise PackageError(str(error)) from error


def _merge(files: Sequence[Path], path: Path) -> None:
    """Finish a merge in the ledger, or do what git asks of a merge driver."""
    if files and len(files) != len(VERSIONS):
        raise typer.BadParameter(f"--merge takes no files, or three: {' '.join(VERSIONS)}")
    if files:
        base, ours, theirs = (_ledger(file, _text(file)) for file in files)
        path = files[VERSIONS.index("OURS")]
    else:
        base, ours, theirs = _sides(path)
    joined = merged(base, ours, theirs)
    write_files(path.parent, {path.name: dump(joined).encode()})
    remark(f"merged {path.as_posix()}: {count(len(joined.notes), 'note')}; build the decks next")


def _sides(path: Path) -> tuple[Ledger, Ledger, Ledger]:
    try:
        return sides(_text(path))
    except LedgerError as error:
        raise typer.BadParameter(f"{path.as_posix()}: {error}") from error


def _ledger(path: Path, text: str) -> Ledger:
    """Read a version of the ledger; git hands over an empty file where there was none."""
    try:
        return ledger_file.load(text) if text.strip() else Ledger()
    except LedgerError as error:
        raise typer.BadParameter(f"{path.as_posix()}: {error}") from error


def _text(path: Path) -> str:
    try:
        return read_text(path, LARGEST_LEDGER)
    except (FileNotFoundError, UnreadableError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise typer.BadParameter(f"{path.as_posix()}: {why}") from error
