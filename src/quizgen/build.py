"""The pipeline: read → assert → check → notes and items → bytes → write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from quizgen import __version__, ledger
from quizgen.diagnostics import Code, Diagnostic, Position, Problems
from quizgen.facts import Deck
from quizgen.formats import PAGES, anki, index
from quizgen.formats.timeline import events
from quizgen.ledger import Ledger
from quizgen.model import Edition, Layout
from quizgen.notes import NOTE_TYPES
from quizgen.output import Written, remove_files, write_files
from quizgen.press import Sheet, row, sheets
from quizgen.resources import templates_dir
from quizgen.works import Works, load

LEDGER = "ledger.json"
STAMPS = ".quizgen.json"
GROUPS: Mapping[str, tuple[str, ...]] = {"anki": ("apkg",), "print": PAGES}
FORMATS = tuple(name for names in GROUPS.values() for name in names)
ON_REQUEST = ("pdf", "docx")
"""Formats that need an extra, and are made only where they are asked for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What to build, from where, to where; ``now`` is Unix time, for what has changed."""

    folder: Path
    out: Path
    now: int
    decks: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    edition: Edition = field(default_factory=Edition)
    layouts: tuple[Layout, ...] = tuple(Layout)
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file to be made: its path under the output folder, its inputs' digest, and how."""

    path: str
    inputs: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, and the warnings it met."""

    files: Written
    removed: tuple[str, ...]
    ledger_changed: bool
    warnings: tuple[Diagnostic, ...]


Progress = Callable[[Sequence[Artefact]], Iterable[Artefact]]


def build(settings: Settings, progress: Progress = iter) -> Report:
    """Build what is stale.

    Raises:
        Problems: when a deck is wrong, or the ledger is damaged or (``frozen``) stale.
        OutputError: when a file cannot be written.

    """
    works, warnings = load(settings.folder)
    old = _read_ledger(settings.folder / LEDGER)
    new = _current(works, old, settings)
    planned = tuple(_plan(works, new, settings))
    stamps = _read_stamps(settings.out)
    stale = [a for a in planned if _is_stale(a, settings.out, stamps)]
    made = {artefact.path: artefact.make() for artefact in progress(stale)}
    if new != old:
        write_files(settings.folder, {LEDGER: new.dump().encode()})
    files = write_files(settings.out, made)
    removed = _tidy(settings, stamps, planned)
    kept = {path: stamp for path, stamp in stamps.items() if path not in removed}
    fresh = {a.path: [a.inputs, _digest(made[a.path])] for a in stale}
    if stale or removed:
        write_files(settings.out, {STAMPS: _dump(kept | fresh)})
    unchanged = sorted({a.path for a in planned} - set(files.written))
    return Report(Written(files.written, tuple(unchanged)), removed, new != old, warnings)


# --- the ledger -------------------------------------------------------------------------------


def _read_ledger(path: Path) -> Ledger:
    try:
        return ledger.load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Ledger()
    except (OSError, ValueError) as error:
        hint = (
            "restore it from version control, or delete it to start anew: then every note updates"
        )
        said = f"the ledger cannot be read: {error}"
        raise Problems([Diagnostic(Position(path.as_posix()), Code.LEDGER, said, hint)]) from error


def _current(works: Works, old: Ledger, settings: Settings) -> Ledger:
    notes = [note for notes in works.notes.values() for note in notes]
    digests = anki.digests(works.collection.id, notes, NOTE_TYPES)
    new = old.brought_up_to_date(digests, settings.now)
    if settings.frozen and new != old:
        count = sum(old.entries.get(key) != entry for key, entry in new.entries.items())
        said = f"the ledger is stale: {count} notes or note types have changed since it was written"
        position = Position((settings.folder / LEDGER).as_posix())
        hint = "run 'quizgen build' and commit it"
        raise Problems([Diagnostic(position, Code.STALE_LEDGER, said, hint)])
    return new


# --- the plan ---------------------------------------------------------------------------------


def _plan(works: Works, entries: Ledger, settings: Settings) -> Iterator[Artefact]:
    collection = works.collection
    decks = [d for d in collection.decks if not settings.decks or d.id in settings.decks]
    digest = _digest(_inputs(settings), repr(settings.edition).encode())
    packaged = _digest(digest.encode(), entries.dump().encode())
    for deck in decks:
        if "apkg" in settings.formats:
            make = partial(_package, works, entries, (deck,))
            yield Artefact(f"anki/{deck.id}.apkg", packaged, make)
        for sheet in _printed(works, deck, settings):
            yield Artefact(sheet.path, digest, sheet.make)
    if _is_whole(settings):
        make = partial(_package, works, entries, collection.decks)
        yield Artefact(f"anki/{collection.id}.apkg", packaged, make)
        yield Artefact("index.html", digest, partial(_index, works, settings))


def _is_whole(settings: Settings) -> bool:
    return (
        not settings.decks
        and set(settings.formats) >= set(FORMATS)
        and set(settings.layouts) == set(Layout)
    )


def _package(works: Works, entries: Ledger, decks: Iterable[Deck]) -> bytes:
    collection = works.collection
    subdecks = (
        anki.Subdeck(
            key=deck.id,
            name=f"{collection.title}::{deck.deck}",
            description=deck.about or "",
            notes=works.notes[deck.id],
        )
        for deck in decks
    )
    return anki.package(collection.id, subdecks, entries)


def _printed(works: Works, deck: Deck, settings: Settings) -> tuple[Sheet, ...]:
    if not set(settings.formats) & {*PAGES, *ON_REQUEST}:
        return ()
    return tuple(sheets(works, deck, settings.edition, settings.layouts, settings.formats))


def _index(works: Works, settings: Settings) -> bytes:
    decks = works.collection.decks
    rows = [row(works, deck, _printed(works, deck, settings)) for deck in decks]
    core = [p for deck in decks for p in works.propositions[deck.id] if p.origin.level == "core"]
    return index.index(works.collection, rows, events(core), settings.edition)


# --- what is stale ----------------------------------------------------------------------------


def _inputs(settings: Settings) -> bytes:
    """Return a digest of everything an output may depend on but the ledger."""
    parts = [__version__.encode()]
    roots = [(settings.folder, "*.y*ml"), (templates_dir(), "**/*")]
    if settings.edition.templates:
        roots.append((settings.edition.templates, "**/*"))
    for root, pattern in roots:
        for path in sorted(p for p in root.glob(pattern) if p.is_file()):
            parts += [path.relative_to(root).as_posix().encode(), path.read_bytes()]
    return _digest(*parts).encode()


def _is_stale(artefact: Artefact, out: Path, stamps: Mapping[str, list[str]]) -> bool:
    inputs, output = stamps.get(artefact.path, ["", ""])
    if inputs != artefact.inputs:
        return True
    try:
        return _digest((out / artefact.path).read_bytes()) != output
    except OSError:
        return True


def _read_stamps(out: Path) -> dict[str, list[str]]:
    """Return what the last build left; anything unreadable only means that all is stale."""
    try:
        data = json.loads((out / STAMPS).read_text(encoding="utf-8"))
        return {str(path): [str(inputs), str(output)] for path, (inputs, output) in data.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _dump(stamps: Mapping[str, list[str]]) -> bytes:
    return (json.dumps(stamps, indent=0, sort_keys=True) + "\n").encode()


def _tidy(
    settings: Settings, stamps: Mapping[str, list[str]], planned: Sequence[Artefact]
) -> tuple[str, ...]:
    """After a whole build, delete what an earlier one made and this one would not."""
    if not _is_whole(settings):
        return ()
    return remove_files(settings.out, stamps.keys() - {artefact.path for artefact in planned})


def _digest(*parts: bytes) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()[:32]
