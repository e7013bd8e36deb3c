"""``quizgen import``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.common import Decks, Sentences, remark, tell, waiting
from quizgen.cli.telling import count
from quizgen.clock import now
from quizgen.diagnostics import Problems, Severity
from quizgen.facts import Collection
from quizgen.imports import after, bytes_of, format_of, writing
from quizgen.imports.bundle import ImportRefused
from quizgen.imports.plan import Options, Plan, Target
from quizgen.imports.trial import Trial, ledger_with, paths, refusals, tried
from quizgen.locks import locked
from quizgen.notes import note_types
from quizgen.output import differs, write_files
from quizgen.project import Project
from quizgen.reading import read_collection
from quizgen.reading.deck_paths import COLLECTION, SHEETS
from quizgen.reading.note_types import FOLDER
from quizgen.records import dataclass
from quizgen.release import identity
from quizgen.release.ledger_file import dump
from quizgen.release.update import LEDGER, read_ledger
from quizgen.resources import templates_dir
from quizgen.scaffold import SCHEMAS
from quizgen.slugs import slug

MOST_ALIKE = 3
"""How many sentences of one beginning are told before the rest is counted."""
MOST_TOLD = 10
"""How many errors are told before the rest is left out."""


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="What to import; a folder is CrowdAnki's."),
    ],
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="DECK.yaml", help="The deck to write; else named by FILE."),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The title of the deck.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="NAMES",
            help="What the columns of a sheet are, such as word,meaning,note; '-' leaves one out.",
        ),
    ] = None,
    head: Annotated[
        bool | None,
        typer.Option("--head/--no-head", help="Whether the first line of a sheet names columns."),
    ] = None,
    released: Annotated[
        list[Path] | None,
        typer.Option(
            "--released",
            metavar="LAST.apkg",
            help="What learners have of a CrowdAnki folder, for the ids that they know it by.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Write without asking.")] = False,
    folder: Decks = Path("decks"),
) -> None:
    """Move decks in from elsewhere: say first what becomes of them, then write their files."""
    with Sentences(), locked(folder, waiting):
        collection = _collection(folder)
        options = _options(collection, title, columns, head, released)
        target = _target(collection, folder, into)
        plans = []
        for path, others in _grouped(files):
            planned = _planned(path, replace(options, others=others), target, collection)
            target = after(planned.plan, target)
            plans.append(planned)
        for planned in plans:
            _tell(planned)
        if any(planned.trial.is_refused for planned in plans):
            typer.echo("quizgen: a build would refuse this; nothing was written", err=True)
            raise typer.Exit(1)
        if dry_run or not _is_agreed(yes=yes):
            remark("nothing was written")
            return
        _write([planned.plan for planned in plans], folder, collection)
    remark("next: quizgen build")


@dataclass(frozen=True, slots=True)
class _Planned:
    """A file, what becomes of it, and what a build would make of that."""

    path: Path
    plan: Plan
    trial: Trial


def _collection(folder: Path) -> Collection:
    reading = read_collection(folder)
    if reading.collection is None:
        if not os.path.lexists(folder / COLLECTION):
            raise typer.BadParameter(
                f"there is no {(folder / COLLECTION).as_posix()}; 'quizgen init' begins a "
                "collection"
            )
        raise Problems(reading.diagnostics)
    return reading.collection


def _options(
    collection: Collection,
    title: str | None,
    columns: str | None,
    head: bool | None,
    released: Sequence[Path] | None,
) -> Options:
    return Options(
        now=now(),
        language=collection.speech,
        title=title or "",
        released=tuple(_bytes(path) for path in released or ()),
        columns=tuple(part.strip() for part in columns.split(",")) if columns else (),
        head=head,
    )


def _target(collection: Collection, folder: Path, into: Path | None) -> Target:
    base = into.name.partition(".")[0] if into else ""
    if into and (slug(base) != base or into.suffix not in ("", ".yaml")):
        raise typer.BadParameter(f"'{into}' is no deck; write --into {slug(base)}.yaml")
    if into and into.parent.resolve() not in (folder.resolve(), Path.cwd()):
        raise typer.BadParameter(f"'{into}' does not lie in {folder.as_posix()}/")
    own = Path(os.path.normpath(folder.absolute())).parent / "templates"
    if own.resolve() == templates_dir().resolve():
        raise typer.BadParameter(
            f"the folder {own.as_posix()} has quizgen's own templates: note types cannot go there; "
            "import into a project of your own"
        )
    notes = [note for some in Project(collection).notes.values() for note in some]
    return Target(
        collection=collection.id,
        base=base,
        is_named=bool(into),
        decks=frozenset(deck.id for deck in collection.decks),
        titles=frozenset(deck.deck for deck in collection.decks),
        note_types=_names(own / FOLDER),
        guids=frozenset(identity.guid(collection.id, note) for note in notes),
    )


def _names(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in folder.iterdir()) if folder.is_dir() else frozenset()


def _grouped(files: Sequence[Path]) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """Yield each file with those that belong to it: sheets are parts of one table."""
    sheets = [path for path in files if path.suffix.lower() in SHEETS]
    if len(sheets) > 1:
        yield sheets[0], tuple(sheets[1:])
    yield from ((path, ()) for path in files if len(sheets) < 2 or path not in sheets)


def _bytes(path: Path) -> bytes:
    try:
        return bytes_of(path)
    except ImportRefused as refused:
        raise typer.BadParameter(f"{path.as_posix()}: {refused}") from refused


def _planned(path: Path, options: Options, target: Target, collection: Collection) -> _Planned:
    if not target.base:
        name = path.resolve().name if path.is_dir() else path.name.partition(".")[0]
        target = replace(target, base=writing.free(slug(name), set(target.decks)))
    elif target.base in target.decks:
        raise typer.BadParameter(f"there is a deck '{target.base}' already; nothing was written")
    try:
        format_ = format_of(path)
        plan = format_.plan(path, target, options)
        trial = tried(plan, collection, options.now)
        if trial.is_refused:
            refused = {} if plan.notes else refusals(plan, trial)
            other = format_.plan(path, target, replace(options, asks=False, refused=refused))
            again = tried(other, collection, options.now)
            plan, trial = (plan, trial) if again.is_refused else (other, again)
    except ImportRefused as refused:
        message = f"{path.as_posix()}: {refused}; nothing was written"
        typer.echo(f"quizgen: {message}", err=True)
        raise typer.Exit(1) from refused
    return _Planned(path, plan, trial)


def _tell(planned: _Planned) -> None:
    """Say what becomes of a file, what of it does not come, and what its learners will notice."""
    plan, trial = planned.plan, planned.trial
    remark(f"{planned.path.as_posix()}: {format_of(planned.path).title}")
    for line in _summed_up(plan.becomes):
        remark(f"  {line}")
    for line in _summed_up(plan.left):
        remark(f"  does not come: {line}")
    tell([d for d in trial.diagnostics if d.severity is Severity.ERROR][:MOST_TOLD])
    warnings = sum(d.severity is not Severity.ERROR for d in trial.diagnostics)
    learners = ""
    if plan.notes:
        learners = f"; to learners {trial.same:,} are the very same"
        if trial.altered:
            learners += f", {len(trial.altered):,} will be updated"
    told = f"; 'quizgen check' will have {count(warnings, 'remark')}" if warnings else ""
    of = count(plan.count, plan.noun)
    remark(f"{plan.coming:,} of {of} come{'s' if plan.coming == 1 else ''}{learners}{told}")


def _summed_up(lines: Sequence[str]) -> Iterator[str]:
    """Yield sentences, of many with the same beginning only a few, and how many more there are."""
    alike: dict[str, list[str]] = {}
    for line in lines:
        alike.setdefault(line.partition(": ")[0], []).append(line)
    for beginning, some in alike.items():
        yield from some[:MOST_ALIKE]
        if len(some) > MOST_ALIKE:
            yield f"{beginning}: {len(some) - MOST_ALIKE:,} more"


def _is_agreed(*, yes: bool) -> bool:
    if yes:
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise typer.BadParameter("say --yes to write this, or --dry-run to look at it alone")
    return typer.confirm("Write it?", default=True)


def _write(plans: Sequence[Plan], folder: Path, collection: Collection) -> None:
    """Write files that are not there yet, and tell the ledger what learners have."""
    root = Path(os.path.normpath(folder.absolute()))
    schemas = _names(root / SCHEMAS)
    files: dict[str, bytes] = {}
    ledger = read_ledger(folder, note_types(collection))
    old = ledger
    for plan in plans:
        files |= writing.headed(paths(plan, root), root.name, schemas)
        ledger = ledger_with(ledger, plan)
    taken = [
        name
        for name, data in files.items()
        if differs(root.parent, name, data) and os.path.lexists(root.parent / name)
    ]
    if taken:
        raise typer.BadParameter(f"{', '.join(taken[:3])} is there already; nothing was written")
    if ledger != old:
        files[f"{root.name}/{LEDGER}"] = dump(ledger).encode()
    written = write_files(root.parent, files).written
    for name in written:
        if name.endswith((".yaml", ".csv")):
            remark(f"wrote {name}")
    others = sum(not name.endswith((".yaml", ".csv")) for name in written)
    if others:
        remark(f"wrote {count(others, 'other file')}: templates, pictures, sounds and the ledger")
