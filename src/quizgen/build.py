"""The pipeline: read → assert → check → notes and items → bytes → write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from quizgen import banks, printing
from quizgen.checks.facts import wide_formula
from quizgen.checks.stages.releases import NEW_IDS
from quizgen.diagnostics import Diagnostic, Problems, counted, stop_at_errors
from quizgen.digests import digest_of
from quizgen.facts import Collection, Deck
from quizgen.fingerprints import digest
from quizgen.formats import (
    FORM_GROUPS,
    MEDIA,
    FormMedium,
    NoteMedium,
    PageMedium,
    SiteMedium,
    nothing,
)
from quizgen.formats.documents import glyphs
from quizgen.formats.exchange.outcome import summary_of
from quizgen.formats.pages import FORM_PAGES, PAGES, PAIR_PAGES
from quizgen.formats.site.downloads import DeckFiles
from quizgen.formats.site.pages import Contents
from quizgen.inputs import Inputs, installed_fonts
from quizgen.kept_items import KeptItems
from quizgen.locks import locked
from quizgen.model import Edition, Layout
from quizgen.output import LOSSES, File, Written, remove_files, write_files
from quizgen.printing import Request
from quizgen.project import Project
from quizgen.reading import with_new_ids
from quizgen.records import dataclass
from quizgen.release.ledger import Ledger
from quizgen.release.ledger_file import dump
from quizgen.release.update import LEDGER, Update, opened, stale_ledger
from quizgen.stamps import Stamp, Stamps
from quizgen.workers import Task, Workers

PAGE_MEDIA = tuple(n for n, row in MEDIA.items() if isinstance(row, PageMedium) and row.is_default)
"""The media that pages are laid out in where nobody asks for another."""
DEFAULT = tuple(
    name for name, row in MEDIA.items() if isinstance(row, NoteMedium) or row.is_default
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


def asked_for(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the media and the pages that names ask for, of :data:`GROUPS` and :data:`NAMES`.

    A page alone means the default medium for pages, a medium alone all pages.
    """
    named = [part for name in names for part in GROUPS.get(name, (name,))]
    pages = tuple(name for name in PAGES if name in named)
    laid_out = PAGE_MEDIA if pages else ()
    return tuple(name for name in MEDIA if name in named or name in laid_out), pages or PAGES


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
    jobs: int = 1
    is_strict: bool = False
    is_divided: bool = False
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file to be made, and the digest of its inputs."""

    file: File
    inputs: str
    deck: str = ""
    """The deck that it is made of alone, and in its worker; packages are made of the ledger."""


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
    with locked(settings.folder, waiting), Workers(settings.jobs) as workers:
        return _build(settings, progress, workers)


def _build(settings: Settings, progress: Progress, workers: Workers) -> Report:
    kept = KeptItems(settings.out)
    update = opened(settings.folder, settings.now, workers=workers, kept=kept)
    project, new = update.project, update.ledger
    look = project.collection.look
    edition = replace(settings.edition, theme=look.theme, templates=look.templates)
    settings = replace(settings, edition=edition)
    if settings.frozen:
        _refuse_changes(update, settings.folder)
    project.chosen(settings.decks)
    met = (*update.about(settings.decks), *_lost(project, settings))
    diagnostics = stop_at_errors(met, is_strict=settings.is_strict)
    named = with_new_ids(settings.folder, project.collection.decks)
    is_news = update.is_news
    del update  # and the old ledger with it, before what takes most memory
    planned = {artefact.file.path: artefact for artefact in _plan(project, new, settings)}
    stamps = Stamps(settings.out)
    stale = [a for path, a in planned.items() if not stamps.is_current(path, a.inputs)]
    contents = _contents(stale, settings, workers, progress, project.keep)
    beside_facts = named | ({LEDGER: dump(new).encode()} if is_news else {})
    write_files(settings.folder, beside_facts)  # first, for what is handed out rests on it
    files = write_files(settings.out, contents)
    others = stamps.others(planned) if _is_whole(settings) else ()
    removed = remove_files(settings.out, others)
    stamps.write(
        {path: Stamp(planned[path].inputs, digest(contents[path])) for path in contents}, others
    )
    unchanged = sorted(planned.keys() - set(files.written))
    losses = tuple((p, summary_of(contents[p])) for p in sorted(contents) if p.endswith(LOSSES))
    written = Written(files.written, tuple(unchanged))
    digests = {path: stamps.digest(path) for path in planned}
    ids = tuple(sorted(named))
    return Report(written, removed, is_news, diagnostics, losses, digests, ids)


def _contents(
    stale: Sequence[Artefact],
    settings: Settings,
    workers: Workers,
    progress: Progress,
    keep: Callable[[], None],
) -> dict[str, bytes]:
    """Return the bytes of all that is stale: what is of one deck by workers, the rest beside.

    What there is to ``keep`` for the next build is kept beside, too.
    """
    paths: dict[str, list[str]] = {}
    for artefact in stale:
        if artefact.deck:
            paths.setdefault(artefact.deck, []).append(artefact.file.path)
    workers.begin(Task(deck, _made, (deck, of, settings), len(of)) for deck, of in paths.items())
    others = _beside([artefact.file for artefact in stale if not artefact.deck], keep)
    names = [iter(of) for of in paths.values()]
    contents, bar = {}, iter(progress(stale))
    for order, result in workers.results(others):
        next(bar, None)
        path, data = result if order < 0 else (next(names[order]), result)
        contents[path] = data
    next(bar, None)
    return contents


def _beside(files: Iterable[File], keep: Callable[[], None]) -> Iterator[tuple[str, bytes]]:
    for file in files:
        yield file.path, file.make()
    keep()


def _made(project: Project, id_: str, paths: Sequence[str], settings: Settings) -> Iterator[bytes]:
    """Yield the bytes of some files of one deck."""
    (deck,) = project.chosen([id_])
    files = {file.path: file for file in _of_deck(project, deck, settings)}
    for path in paths:
        yield files[path].make()


def _of_deck(project: Project, deck: Deck, settings: Settings) -> Iterator[File]:
    for _, _, file in printing.files(project, deck, _request(settings)):
        yield file
    yield from _banks(project, deck, settings)


def _banks(project: Project, deck: Deck, settings: Settings) -> Iterator[File]:
    media, edition = settings.media, settings.edition
    yield from banks.files(project, deck, media, edition, is_divided=settings.is_divided)


def _refuse_changes(update: Update, folder: Path) -> None:
    """Raise what a build would change beside the decks."""
    changes = [d for deck in update.project.collection.decks for d in _unwritten(deck)]
    if update.is_news:
        changes.append(stale_ledger(folder, update.old, update.ledger))
    if changes:
        raise Problems(changes)


def _unwritten(deck: Deck) -> Iterator[Diagnostic]:
    """Yield what is wrong where rows of a deck have no id of their own yet."""
    ids = [place for place, text in deck.new_ids]
    if ids:
        has = "has" if len(ids) == 1 else "have"
        message = f"{counted(len(ids), 'row')} of '{deck.id}' {has} no id yet"
        hint = "run 'quizgen build', which writes them down, and commit the file"
        yield Diagnostic(min(ids), NEW_IDS, message, hint)


# --- the plan ---------------------------------------------------------------------------------


def _plan(project: Project, ledger: Ledger, settings: Settings) -> Iterator[Artefact]:
    """Yield all that is asked for, each file with the digest of what it is made of."""
    inputs = Inputs(project, ledger, settings.edition)
    yield from _packages(project, ledger, inputs, settings)
    of_decks = list(_pages_and_banks(project, inputs, settings))
    yield from of_decks
    for name in settings.media:
        medium = MEDIA[name]
        if isinstance(medium, SiteMedium):
            contents = _contents_of_site(project, ledger, settings)
            web = [(a.file.path, a.inputs) for a in of_decks if a.file.path.startswith("web/")]
            for file, of in medium.files(contents, web):
                yield Artefact(file, digest_of(inputs.common, of))


def _pages_and_banks(project: Project, inputs: Inputs, settings: Settings) -> Iterator[Artefact]:
    """Yield what is made of one deck each."""
    media = settings.media
    for deck in project.chosen(settings.decks):
        for sheet, medium, file in printing.files(project, deck, _request(settings)):
            of = _inputs(project, inputs, deck, sheet.page)
            of = digest_of(of, installed_fonts()) if medium.has_fonts else of
            yield Artefact(file, of, deck.id)
        for file in _banks(project, deck, settings):
            of = digest_of(inputs.items(deck), banks.exported(media), banks.has_site(media))
            yield Artefact(file, of, deck.id)


def _inputs(project: Project, inputs: Inputs, deck: Deck, page: str) -> str:
    """Return the digest of what a page of a deck is made of."""
    if page in PAIR_PAGES:
        (base,) = project.chosen([deck.base])
        return digest_of(inputs.items(deck), inputs.items(base))
    return inputs.items(deck) if page in FORM_PAGES else inputs.facts(deck)


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


def _packages(
    project: Project, ledger: Ledger, inputs: Inputs, settings: Settings
) -> Iterator[Artefact]:
    """Yield a package of each deck, and of all of them with what is left of those that are gone."""
    collection = project.collection
    chosen = {deck.id: [deck.id] for deck in project.chosen(settings.decks)}
    if _is_whole(settings):
        chosen[collection.stem] = []
    for name in settings.media:
        medium = MEDIA[name]
        if isinstance(medium, NoteMedium):
            for stem, ids in chosen.items():
                make = partial(_package, inputs, ledger, collection, ids, medium)
                file = File(f"anki/{stem}{medium.suffix}", make)
                yield Artefact(file, inputs.packages(ids))


def _package(
    inputs: Inputs,
    ledger: Ledger,
    collection: Collection,
    decks: Sequence[str],
    medium: NoteMedium,
) -> bytes:
    """Render some decks, or all of them where none are named."""
    chosen = [inputs.subdecks[id_] for id_ in decks or inputs.subdecks]
    return medium.render(collection.id, chosen, ledger, collection.look)


def _contents_of_site(project: Project, ledger: Ledger, settings: Settings) -> Contents:
    collection, media = project.collection, settings.media
    packages = [row.suffix for n in media if isinstance(row := MEDIA[n], NoteMedium)]
    has_whole = bool(packages) and _is_whole(settings)
    return Contents(
        collection,
        [_files(project, deck, settings) for deck in project.chosen(settings.decks)],
        project.propositions,
        ledger,
        settings.edition,
        settings.base_url or collection.base_url or "",
        is_whole=not settings.decks,
        whole=f"anki/{collection.stem}{packages[0]}" if has_whole else "",
        of_deck=project.of_deck,
    )


def _files(project: Project, deck: Deck, settings: Settings) -> DeckFiles:
    """Return a deck with what is made of it."""
    rows = [MEDIA[name] for name in settings.media]
    paths = {
        f"{row.folder}/{deck.id}{row.deck_suffix}": row.is_deck_page
        for row in rows
        if isinstance(row, FormMedium) and row.of_deck
    }
    return DeckFiles(
        deck,
        project.fact_count(deck),
        project.card_count(deck),
        tuple(f"anki/{deck.id}{row.suffix}" for row in rows if isinstance(row, NoteMedium)),
        tuple(printing.printed(project, deck, _request(settings))),
        next((path for path, is_page in paths.items() if is_page), ""),
        (
            *banks.paths(deck, settings.media),
            *(path for path, is_page in paths.items() if not is_page),
        ),
    )


def _lost_of_deck(project: Project, id_: str, name: str) -> Iterator[tuple[Diagnostic, ...]]:
    medium, (deck,) = MEDIA[name], project.chosen([id_])
    assert isinstance(medium, PageMedium)  # noqa: S101 - whoever asks has looked
    yield tuple(medium.losses(project.worksheet(deck)))


def _lost(project: Project, settings: Settings) -> Iterator[Diagnostic]:
    """Yield what some medium cannot hold of the decks' worksheets, and what columns cannot."""
    if settings.edition.columns == 2:
        yield from wide_formula.in_columns(project.chosen(settings.decks))
    own = project.collection.templates
    for name in settings.media:
        medium = MEDIA[name]
        if isinstance(medium, PageMedium):
            yield from medium.unread(own) if own else ()
            if medium.losses is not nothing:  # or all worksheets would be assembled in vain
                chosen = project.chosen(settings.decks)
                tasks = (Task(d.id, _lost_of_deck, (d.id, name), len(d.facts)) for d in chosen)
                project.workers.begin(tasks)
                for _, losses in project.workers.results():
                    yield from losses
            if medium.has_fonts:
                collection = project.collection
                yield from glyphs.in_theme(collection.look.theme, collection.locate("theme"))
                yield from glyphs.in_decks(collection, project.chosen(settings.decks))
    if settings.is_strict:
        for deck in project.chosen(settings.decks):
            yield from banks.losses(project, deck, settings.media)
