"""A plan tried out: its files are read in a folder of their own, as the next build reads them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from quizgen.diagnostics import Diagnostic, Severity, has_errors
from quizgen.facts import Collection
from quizgen.imports import writing
from quizgen.imports.plan import Plan
from quizgen.interrupts import Tidied
from quizgen.output import write_files
from quizgen.records import dataclass
from quizgen.release.ledger import Ledger
from quizgen.release.ledger_file import dump
from quizgen.release.update import LEDGER, inspected


@dataclass(frozen=True, slots=True)
class Trial:
    """What is wrong with a plan's files, and how many notes are as learners have them.

    ``altered`` are the GUIDs of those that are not.
    """

    diagnostics: tuple[Diagnostic, ...]
    facts: int = 0
    cards: int = 0
    same: int = 0
    altered: tuple[str, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether a build would refuse them."""
        return has_errors(self.diagnostics)


def tried(plan: Plan, collection: Collection, now: int) -> Trial:
    """Read a plan's files beside a collection's head alone, and look at what a build would do."""
    with (
        tempfile.TemporaryDirectory(prefix="quizgen-import-") as folder,
        Tidied(lambda: shutil.rmtree(folder, ignore_errors=True)),
    ):
        root = Path(folder)
        head = {"id": collection.id, "title": collection.title, "language": collection.language}
        lines = "".join(f"{key}: {json.dumps(text)}\n" for key, text in head.items())
        ledger = ledger_with(Ledger(), plan)
        files = {**plan.files, "decks/collection.yaml": lines.encode()}
        write_files(root, {**files, f"decks/{LEDGER}": dump(ledger).encode()})
        inspection = inspected(root / "decks", now)
        update = inspection.update
        relative = tuple(_relative(d, root) for d in inspection.diagnostics)
        if update is None:
            return Trial(relative)
        entries = {guid: update.ledger.notes.get(guid) for guid in plan.notes}
        altered = tuple(g for g, entry in entries.items() if not (entry and entry.is_as_released))
        project = update.project
        decks = project.collection.decks
        return Trial(
            relative,
            facts=sum(len(deck.facts) for deck in decks),
            cards=sum(map(project.card_count, decks)),
            same=len(entries) - len(altered),
            altered=altered,
        )


def refusals(plan: Plan, trial: Trial) -> dict[int, tuple[Diagnostic, ...]]:
    """Return why a build would refuse single facts or rows of a plan, by their index."""
    reasons: dict[int, tuple[Diagnostic, ...]] = {}
    for diagnostic in trial.diagnostics:
        path, line = diagnostic.position.path, diagnostic.position.line
        if diagnostic.severity is Severity.ERROR and path in plan.files:
            index = _index(plan.files[path].decode(), line, is_sheet=path.endswith(".csv"))
            if index is not None:
                reasons[index] = (*reasons.get(index, ()), diagnostic)
    return reasons


def _index(text: str, line: int, *, is_sheet: bool) -> int | None:
    """Return which fact or which row of a file a line is of."""
    if not is_sheet:
        before = text.split("\n")[:line]
        return (
            sum(text_line.startswith(writing.FACT) for text_line in before) - 1
            if line > 3
            else None
        )
    reader = csv.reader(io.StringIO(text))
    return next((n - 1 for n, _ in enumerate(reader) if reader.line_num >= line and n), None)


def ledger_with(ledger: Ledger, plan: Plan) -> Ledger:
    """Return a ledger that knows of what learners have already of a plan's notes."""
    if not plan.notes:
        return ledger
    last = max(entry.changed for entry in plan.notes.values())
    return Ledger(
        {**ledger.notes, **plan.notes},
        {**ledger.types, **plan.types},
        ledger.decks,
        max(ledger.released, last),
    )


def _relative(diagnostic: Diagnostic, root: Path) -> Diagnostic:
    """Return a diagnostic with its place as it will be in the project."""
    path = diagnostic.position.path.replace(f"{root.as_posix()}/", "")
    return replace(diagnostic, position=replace(diagnostic.position, path=path))


def paths(plan: Plan, folder: Path) -> Mapping[str, bytes]:
    """Return a plan's files by their path beside a folder of decks, whatever that is called."""
    return {
        f"{folder.name}/{name.removeprefix('decks/')}" if name.startswith("decks/") else name: data
        for name, data in plan.files.items()
    }
