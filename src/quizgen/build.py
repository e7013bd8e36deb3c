"""The pipeline: read → assert → check → notes and items → bytes → write."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from quizgen import __version__
from quizgen.diagnostics import Diagnostic, Problems, in_order
from quizgen.facts import Collection, Deck
from quizgen.formats import PACKAGES, PAGES
from quizgen.formats.documents import docx
from quizgen.formats.pages import index
from quizgen.formats.pages.timeline import events
from quizgen.model import Edition, Layout
from quizgen.output import Written, remove_files, write_files
from quizgen.printing import Sheet, row, sheets
from quizgen.project import Project, load
from quizgen.release.ledger import Ledger
from quizgen.release.update import (
    LEDGER,
    Subdeck,
    bring_up_to_date,
    read_ledger,
    stale_ledger,
    subdecks,
)
from quizgen.resources import templates_dir

STAMPS = ".quizgen.json"
GROUPS: Mapping[str, tuple[str, ...]] = {"anki": tuple(PACKAGES), "print": PAGES}
FORMATS = tuple(name for names in GROUPS.values() for name in names)
ON_REQUEST = ("pdf", "docx")
"""Formats that need an extra, and are made only where they are asked for."""


_OURS = re.compile(r"(anki|print|web)/([a-z]+/)?[a-z0-9-]+\.[a-z]+|index\.html")
"""Paths that a build may have written, and may delete again."""


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
    project, warnings = load(settings.folder)
    edition = replace(settings.edition, templates=project.collection.templates)
    settings = replace(settings, edition=edition)
    old = read_ledger(settings.folder)
    new, noticed = bring_up_to_date(project, old, settings.now)
    if settings.frozen and new != old:
        raise Problems([stale_ledger(settings.folder, old, new)])
    planned = tuple(_plan(project, new, settings))
    stamps = _read_stamps(settings.out)
    stale = [a for a in planned if _is_stale(a, settings.out, stamps)]
    made = {artefact.path: artefact.make() for artefact in progress(stale)}
    files = write_files(settings.out, made)
    removed = _tidy(settings, stamps, planned)
    kept = {path: stamp for path, stamp in stamps.items() if path not in removed}
    fresh = {a.path: [a.inputs, _digest(made[a.path])] for a in stale}
    if stale or removed:
        write_files(settings.out, {STAMPS: _dump(kept | fresh)})
    if new != old:
        write_files(settings.folder, {LEDGER: new.dump().encode()})
    unchanged = sorted({a.path for a in planned} - set(files.written))
    found = in_order((*warnings, *noticed, *_lost(project, settings)))
    return Report(Written(files.written, tuple(unchanged)), removed, new != old, found)


# --- the plan ---------------------------------------------------------------------------------


def _plan(project: Project, known: Ledger, settings: Settings) -> Iterator[Artefact]:
    collection = project.collection
    decks = _chosen(project, settings)
    media = sorted(found.name for deck in collection.decks for found in deck.media.values())
    digest = _digest(_inputs(settings), repr((settings.edition, media)).encode())
    packaged = _digest(digest.encode(), known.dump().encode())
    shelves = cache(lambda: subdecks(project, known))
    for deck in decks:
        for name in PACKAGES.keys() & set(settings.formats):
            make = partial(_package, shelves, known, collection, (deck.id,), name)
            yield Artefact(f"anki/{deck.id}.{name}", packaged, make)
        for sheet in _printed(project, deck, settings):
            yield Artefact(sheet.path, digest, sheet.make)
    if _is_whole(settings):
        for name in PACKAGES:
            make = partial(_package, shelves, known, collection, (), name)
            yield Artefact(f"anki/{collection.id}.{name}", packaged, make)
        yield Artefact("index.html", digest, partial(_index, project, settings))


def _chosen(project: Project, settings: Settings) -> list[Deck]:
    return [d for d in project.collection.decks if not settings.decks or d.id in settings.decks]


def _is_whole(settings: Settings) -> bool:
    return (
        not settings.decks
        and set(settings.formats) >= set(FORMATS)
        and set(settings.layouts) == set(Layout)
    )


def _package(
    shelves: Callable[[], Mapping[str, Subdeck]],
    known: Ledger,
    collection: Collection,
    decks: Sequence[str],
    name: str,
) -> bytes:
    """Render some decks, or all of them and what is left of those that are gone."""
    found = shelves()
    chosen = [found[id_] for id_ in decks] if decks else list(found.values())
    return PACKAGES[name](collection.id, chosen, known, collection.templates)


def _printed(project: Project, deck: Deck, settings: Settings) -> tuple[Sheet, ...]:
    if not set(settings.formats) & {*PAGES, *ON_REQUEST}:
        return ()
    return tuple(sheets(project, deck, settings.edition, settings.layouts, settings.formats))


def _index(project: Project, settings: Settings) -> bytes:
    decks = project.collection.decks
    rows = [row(project, deck, _printed(project, deck, settings)) for deck in decks]
    core = [p for deck in decks for p in project.printable[deck.id] if p.origin.level == "core"]
    return index.index(project.collection, rows, events(core), settings.edition)


def _lost(project: Project, settings: Settings) -> Iterator[Diagnostic]:
    """Yield what some format cannot hold."""
    if "docx" in settings.formats:
        for deck in _chosen(project, settings):
            yield from docx.lost(project.worksheet(deck))


# --- what is stale ----------------------------------------------------------------------------


def _inputs(settings: Settings) -> bytes:
    """Return a digest of everything an output may depend on but the ledger: code, too."""
    parts = [__version__.encode()]
    package = Path(__file__).parent
    roots = [(settings.folder, "*.y*ml"), (templates_dir(), "**/*"), (package, "**/*.py")]
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
        return {
            path: [str(inputs), str(output)]
            for path, (inputs, output) in data.items()
            if _OURS.fullmatch(path)
        }
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
