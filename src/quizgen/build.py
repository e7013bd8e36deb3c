"""The pipeline: read → assert → check → notes and items → bytes → write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from quizgen import banks, printing
from quizgen.checks.stages.releases import NEW_IDS
from quizgen.diagnostics import Diagnostic, Problems, in_order
from quizgen.facts import Collection, Deck
from quizgen.fingerprints import digest
from quizgen.formats import FORM_GROUPS, MEDIA, NoteMedium, PageMedium
from quizgen.formats.documents import glyphs
from quizgen.formats.exchange.outcome import LOSSES, summary_of
from quizgen.formats.pages import PAGES, index
from quizgen.formats.pages.timeline import events
from quizgen.input import LARGEST_MEDIA, UnreadableError, read, read_text
from quizgen.locks import locked
from quizgen.model import Edition, Layout, Level
from quizgen.output import File, Written, remove_files, write_files
from quizgen.printing import Request
from quizgen.project import Project
from quizgen.reading import is_sheet, is_yaml, with_new_ids
from quizgen.release.ledger import Ledger
from quizgen.release.ledger_file import dump
from quizgen.release.subdecks import Subdeck, subdecks
from quizgen.release.update import LEDGER, Update, opened, stale_ledger
from quizgen.resources import templates_dir
from quizgen.version import __version__

STAMPS = ".quizgen.json"
LARGEST_OUTPUT = 2**40
"""Bytes of a file that quizgen made; no bound but that it must be one."""
DEFAULT = tuple(
    name
    for name, row in MEDIA.items()
    if isinstance(row, NoteMedium) or (isinstance(row, PageMedium) and row.is_default)
)
"""What is made where nobody asks; what needs an extra is made only where it is asked for."""
GROUPS: Mapping[str, tuple[str, ...]] = {
    "anki": tuple(name for name, row in MEDIA.items() if isinstance(row, NoteMedium)),
    "print": PAGES,
    **FORM_GROUPS,
}
"""Names for several at once: media, or pages as HTML."""
NAMES = (*MEDIA, *PAGES)
"""What decks can be built into: media, and pages as HTML."""


_OURS = re.compile(r"(anki|bank|print|web)/([a-z]+/)?[a-z0-9-]+(\.[a-z0-9]+)+|index\.html")
"""Paths that a build may have written, and may delete again."""


def asked_for(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the media and the pages that names ask for, of :data:`GROUPS` and :data:`NAMES`.

    A page alone means HTML, a medium alone all pages.
    """
    named = [part for name in names for part in GROUPS.get(name, (name,))]
    pages = tuple(name for name in PAGES if name in named)
    media = tuple(name for name in MEDIA if name in named or (name == "html" and pages))
    return media, pages or PAGES


@dataclass(frozen=True, slots=True)
class Settings:
    """What to build, from where, to where; ``now`` is Unix time, for what has changed."""

    folder: Path
    out: Path
    now: int
    decks: tuple[str, ...] = ()
    media: tuple[str, ...] = DEFAULT
    pages: tuple[str, ...] = PAGES
    edition: Edition = field(default_factory=Edition)
    layouts: tuple[Layout, ...] = tuple(Layout)
    frozen: bool = False
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file to be made, and the digest of its inputs."""

    file: File
    inputs: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, the warnings it met, and loss reports by path, each in a line.

    ``digests`` are those of all that is up to date, by path; ``named`` are files of the decks that
    got ids for their rows.
    """

    files: Written
    removed: tuple[str, ...]
    ledger_changed: bool
    warnings: tuple[Diagnostic, ...]
    losses: tuple[tuple[str, str], ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    named: tuple[str, ...] = ()


Progress = Callable[[Sequence[Artefact]], Iterable[Artefact]]


def build(
    settings: Settings, progress: Progress = iter, waiting: Callable[[str], None] = lambda _: None
) -> Report:
    """Build what is stale, alone: ``waiting`` is told if another build has to end first.

    Raises:
        Problems: when a deck is wrong, or the ledger is damaged or (``frozen``) stale, or
            (``is_strict``) there is a warning.
        OutputError: when a file cannot be written.
        LockedError: when another build does not end.

    """
    with locked(settings.folder, waiting):
        return _build(settings, progress)


def _build(settings: Settings, progress: Progress) -> Report:
    update = opened(settings.folder, settings.now)
    project, new = update.project, update.ledger
    edition = replace(settings.edition, templates=project.collection.templates)
    settings = replace(settings, edition=edition)
    if settings.frozen:
        _refuse_changes(update, settings.folder)
    project.chosen(settings.decks)
    found = in_order((*update.about(settings.decks), *_lost(project, settings)))
    if settings.is_strict and found:
        raise Problems(diagnostic.as_error for diagnostic in found)
    named = with_new_ids(settings.folder, project.collection.decks)
    planned = tuple(_plan(project, new, settings, named))
    stamps = _read_stamps(settings.out)
    stale = [a for a in planned if _is_stale(a, settings.out, stamps)]
    made = {artefact.file.path: artefact.file.make() for artefact in progress(stale)}
    kept_facts = named | ({LEDGER: dump(new).encode()} if update.is_news else {})
    write_files(settings.folder, kept_facts)  # first, for what is handed out rests on it
    files = write_files(settings.out, made)
    removed = _tidy(settings, stamps, planned)
    kept = {path: stamp for path, stamp in stamps.items() if path not in removed}
    stamps = kept | {a.file.path: [a.inputs, digest(made[a.file.path])] for a in stale}
    if stale or removed:
        write_files(settings.out, {STAMPS: _dump(stamps)})
    unchanged = sorted({a.file.path for a in planned} - set(files.written))
    losses = tuple((p, summary_of(made[p])) for p in sorted(made) if p.endswith(LOSSES))
    written = Written(files.written, tuple(unchanged))
    digests = {a.file.path: stamps[a.file.path][1] for a in planned}
    ids = tuple(sorted(named))
    return Report(written, removed, update.is_news, found, losses, digests, ids)


def _refuse_changes(update: Update, folder: Path) -> None:
    """Raise what a build would change beside the decks."""
    found = [d for deck in update.project.collection.decks for d in _unwritten(deck)]
    if update.is_news:
        found.append(stale_ledger(folder, update.old, update.ledger))
    if found:
        raise Problems(found)


def _unwritten(deck: Deck) -> Iterator[Diagnostic]:
    """Yield what is wrong where rows of a deck have no id of their own yet."""
    ids = [place for place, text in deck.new_ids]
    if ids:
        some = "1 row" if len(ids) == 1 else f"{len(ids)} rows"
        said = f"{some} of '{deck.id}' {'has' if len(ids) == 1 else 'have'} no id yet"
        hint = "run 'quizgen build', which writes them down, and commit the file"
        yield Diagnostic(min(ids), NEW_IDS, said, hint)


# --- the plan ---------------------------------------------------------------------------------


def _plan(
    project: Project, known: Ledger, settings: Settings, named: Mapping[str, bytes]
) -> Iterator[Artefact]:
    """Yield what is to be made; ``named`` are files of the decks as they will be."""
    collection = project.collection
    media = sorted(found.name for deck in collection.decks for found in deck.media.values())
    common = digest(_inputs(settings, named), repr((settings.edition, media)).encode())
    packaged = digest(common.encode(), dump(known).encode())
    request = _request(settings)
    yield from (Artefact(file, packaged) for file in _packages(project, known, settings))
    for deck in project.chosen(settings.decks):
        yield from (Artefact(file, common) for file in printing.files(project, deck, request))
        filled = banks.files(project, deck, settings.media, settings.edition)
        yield from (Artefact(file, common) for file in filled)
    if _is_whole(settings):
        index = File("index.html", partial(_index, project, settings))
        yield Artefact(index, common)


def _request(settings: Settings) -> Request:
    return Request(settings.media, settings.pages, settings.edition, settings.layouts)


def _is_whole(settings: Settings) -> bool:
    """Whether all decks are built, in all that a build makes where nobody asks."""
    return (
        not settings.decks
        and set(settings.media) >= set(DEFAULT)
        and set(settings.pages) == set(PAGES)
        and set(settings.layouts) == set(Layout)
    )


def _packages(project: Project, known: Ledger, settings: Settings) -> Iterator[File]:
    """Yield a package of each deck, and of all of them with what is left of those that are gone."""
    collection = project.collection
    packaged = cache(lambda: subdecks(project, known))
    chosen = {deck.id: [deck.id] for deck in project.chosen(settings.decks)}
    if _is_whole(settings):
        chosen[collection.id] = []
    for name in settings.media:
        medium = MEDIA[name]
        if isinstance(medium, NoteMedium):
            for stem, ids in chosen.items():
                make = partial(_package, packaged, known, collection, ids, medium)
                yield File(f"anki/{stem}{medium.suffix}", make)


def _package(
    packaged: Callable[[], Mapping[str, Subdeck]],
    known: Ledger,
    collection: Collection,
    decks: Sequence[str],
    medium: NoteMedium,
) -> bytes:
    """Render some decks, or all of them where none are named."""
    every = packaged()
    chosen = [every[id_] for id_ in decks or every]
    return medium.render(collection.id, chosen, known, collection.templates)


def _index(project: Project, settings: Settings) -> bytes:
    decks = project.collection.decks
    rows = [printing.row(project, deck, _request(settings)) for deck in decks]
    core = [p for deck in decks for p in project.printable[deck.id] if p.origin.level is Level.CORE]
    return index.index(project.collection, rows, events(core), settings.edition)


def _lost(project: Project, settings: Settings) -> Iterator[Diagnostic]:
    """Yield what some medium cannot hold of the decks' worksheets."""
    for name in settings.media:
        medium = MEDIA[name]
        if isinstance(medium, PageMedium):
            for deck in project.chosen(settings.decks):
                yield from medium.losses(project.worksheet(deck))
            if medium.has_fonts:
                yield from glyphs.in_decks(project.collection, project.chosen(settings.decks))


# --- what is stale ----------------------------------------------------------------------------


def _inputs(settings: Settings, named: Mapping[str, bytes]) -> bytes:
    """Return a digest of everything an output may depend on but the ledger: code, too.

    ``named`` are files of the decks as they will be when this build has written them. What cannot
    be read is no input of anything; that it cannot be has been told by then.
    """
    parts = [__version__.encode()]
    package = Path(__file__).parent
    roots = [(settings.folder, "*"), (templates_dir(), "*"), (package, "*.py")]
    if settings.edition.templates:
        roots.append((settings.edition.templates, "*"))
    for root, pattern in roots:
        for path in sorted(root.rglob(pattern)):
            if root != settings.folder or is_yaml(path) or is_sheet(path):
                name = path.relative_to(root).as_posix()
                own = named.get(name) if root == settings.folder else None
                parts += [name.encode(errors="replace"), _bytes(path) if own is None else own]
    return digest(*parts).encode()


def _bytes(path: Path) -> bytes:
    try:
        return read(path, LARGEST_MEDIA)
    except (FileNotFoundError, UnreadableError):
        return b""


def _is_stale(artefact: Artefact, out: Path, stamps: Mapping[str, list[str]]) -> bool:
    inputs, output = stamps.get(artefact.file.path, ["", ""])
    if inputs != artefact.inputs:
        return True
    return not _is_ours(out / artefact.file.path, output)


def _is_ours(path: Path, output: str) -> bool:
    """Whether a file is as it was made."""
    try:
        return digest(read(path, LARGEST_OUTPUT)) == output
    except (FileNotFoundError, UnreadableError):
        return False


def _read_stamps(out: Path) -> dict[str, list[str]]:
    """Return what the last build left; anything unreadable only means that all is stale."""
    try:
        data = json.loads(read_text(out / STAMPS))
        return {
            path: [str(inputs), str(output)]
            for path, (inputs, output) in data.items()
            if _OURS.fullmatch(path)
        }
    except (OSError, UnreadableError, ValueError, AttributeError, TypeError, RecursionError):
        return {}


def _dump(stamps: Mapping[str, list[str]]) -> bytes:
    return (json.dumps(stamps, indent=0, sort_keys=True) + "\n").encode()


def _tidy(
    settings: Settings, stamps: Mapping[str, list[str]], planned: Sequence[Artefact]
) -> tuple[str, ...]:
    """After a whole build, delete what an earlier one made and this one would not.

    What somebody has changed since is theirs, and stays.
    """
    if not _is_whole(settings):
        return ()
    others = stamps.keys() - {artefact.file.path for artefact in planned}
    ours = (path for path in others if _is_ours(settings.out / path, stamps[path][1]))
    return remove_files(settings.out, ours)
