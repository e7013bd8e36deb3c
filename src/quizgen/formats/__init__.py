"""Media: what a form, a deck's pages or its notes are handed out as, one row for each.

``MEDIA`` is what ``--to`` takes. A row says which files it makes, what it cannot hold, and whether
a version map goes with it; a new medium is one module and one row. Families of media are
``anki``, ``pages``, ``documents``, ``web``, ``site``, ``data`` and ``exchange``; what several of
them share is ``answers`` (what is right, in words; ``shortly`` in a few), ``versions`` (where a
question stands in each), ``codes`` (of papers), ``room`` (what an item has on paper), ``grid`` (of
tables to complete), ``sizes`` (of pictures in questions), ``fitting`` (what a text takes) and
``archive``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, fields
from functools import partial
from pathlib import Path
from types import MappingProxyType

from quizgen.diagnostics import Diagnostic
from quizgen.facts import Deck
from quizgen.formats.anki import package, tsv
from quizgen.formats.data import json
from quizgen.formats.documents import docx
from quizgen.formats.documents.booklet import booklet
from quizgen.formats.documents.pdf import pdf
from quizgen.formats.exchange import EXCHANGE, Exchange
from quizgen.formats.exchange.outcome import Outcome, Outcomes
from quizgen.formats.pages import (
    FORM_PAGES,
    PAIR_PAGES,
    STUDY_PAGES,
    FormRenderer,
    PairRenderer,
    StudyRenderer,
)
from quizgen.formats.pages.versions import version_map
from quizgen.formats.site import files as site
from quizgen.formats.site.files import Made
from quizgen.formats.site.pages import Contents
from quizgen.formats.web import page as web
from quizgen.formats.web import scorm
from quizgen.language import Language
from quizgen.model import Booklet, Edition, Form, Media, Note, PaperHead, Proposition
from quizgen.output import File
from quizgen.reading.plans import LOOK
from quizgen.records import dataclass
from quizgen.release.ledger import Ledger
from quizgen.release.subdecks import Subdeck
from quizgen.theme import KEYS

Losses = Callable[[Form], Iterable[Diagnostic]]
"""What a medium cannot hold of a form, each with its place.

Raises :class:`quizgen.resources.MissingExtra` where a library that it needs is not installed.
"""


PAGE_SUFFIX = ".html"
DeckRenderer = Callable[[Form, Sequence[Note], Edition, Language], bytes]
"""Renders a deck: its bank of items, and its notes."""


MapRenderer = Callable[[Sequence[Form], Edition, Language], bytes]
"""Renders the map of the versions of a paper."""


def nothing(_: object) -> Iterable[Diagnostic]:
    """Of a medium that loses nothing."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMedium:
    """Lays out pages, a file for each: of a form, of one in two languages, of a deck's facts.

    ``version_map`` lays out the map of versions, where it can; ``folded`` makes a booklet of a
    page. ``heeds`` names the keys of a blueprint that tell how a paper looks, or what stands at its
    head, and show in it; ``heeds_in_standard``, which of them show in the standard edition alone.
    ``is_default`` tells whether a build makes it where nobody asks; ``is_browsed``, whether the
    site leads to it first, with a picture of each page; ``has_fonts``, whether it takes its fonts
    with it, so that they have to be here. ``unread`` tells which of a user's own templates it is
    made without.
    """

    suffix: str
    form_pages: Mapping[str, FormRenderer]
    pair_pages: Mapping[str, PairRenderer] = field(default_factory=dict)
    study_pages: Mapping[str, StudyRenderer] = field(default_factory=dict)
    losses: Losses = nothing
    unread: Callable[[Path], Iterable[Diagnostic]] = nothing
    has_version_map: bool = True
    version_map: MapRenderer | None = None
    folded: Callable[[Callable[[], bytes], Edition, Language], bytes] | None = None
    heeds: frozenset[str] = frozenset()
    heeds_in_standard: frozenset[str] = frozenset()
    is_default: bool = False
    is_browsed: bool = False
    has_fonts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMedium:
    """Holds a form in one file.

    ``with_outcomes`` renders it with what becomes of its items in other media that are asked for;
    ``divided`` gives a file for each item, by name, where a format has such files, and
    ``has_folder`` tells that pictures lie in a folder beside it. ``of_deck`` makes a file of a
    deck's bank and its notes, too, with ``deck_suffix`` and in a ``folder`` of its own, where it
    makes more of a deck than of a form; ``of_deck_in_site`` one that leads to pages of the site,
    where there is one. ``outcomes`` tell what becomes of each item, None where all are held as they
    are; ``heeds`` and ``heeds_in_standard`` are as of pages; ``group`` is what ``--to`` calls it
    together with its like; ``beside`` are files that go with any number of forms, by name.
    """

    suffix: str
    render: FormRenderer
    of_deck: DeckRenderer | None = None
    of_deck_in_site: DeckRenderer | None = None
    deck_suffix: str = PAGE_SUFFIX
    folder: str = "bank"
    is_default: bool = False
    with_outcomes: Callable[[Form, Edition, Language, Outcomes], bytes] | None = None
    divided: Callable[[Form, Language], Mapping[str, bytes]] | None = None
    group: str = ""
    outcomes: Callable[[Form, Language], Sequence[Outcome]] | None = None
    has_folder: bool = False
    beside: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    losses: Losses = nothing
    heeds: frozenset[str] = frozenset()
    heeds_in_standard: frozenset[str] = frozenset()
    has_version_map: bool = False

    @property
    def is_deck_page(self) -> bool:
        """Whether it makes a page of a deck, which others can lead to."""
        return self.of_deck is not None and self.deck_suffix == PAGE_SUFFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMedium:
    """Holds the notes of some decks in one file."""

    suffix: str
    render: Callable[[str, Sequence[Subdeck], Ledger, Edition], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMedium:
    """Holds a collection as pages that lead to one another; a build makes it where nobody asks.

    ``files`` gets the contents, and what else it leads to, by path with the digest of each.
    """

    suffix: str
    files: Callable[[Contents, Sequence[tuple[str, str]]], Iterator[Made]]
    is_default: bool = True


Medium = PageMedium | FormMedium | NoteMedium | SiteMedium


def _exchanged(exchange: Exchange, form: Form, _: Edition, language: Language) -> bytes:
    return exchange.exporter.render(form, language)


def _form_as_pdf(render: FormRenderer, form: Form, edition: Edition, language: Language) -> bytes:
    return pdf(render(form, edition, language))


def _map_as_pdf(forms: Sequence[Form], edition: Edition, language: Language) -> bytes:
    return pdf(version_map(forms, edition, language))


def _folded(make: Callable[[], bytes], edition: Edition, language: Language) -> bytes:
    size = edition.booklet or Booklet.FULL
    return booklet(make(), size, is_rtl=language.direction == "rtl")


def _pair_as_pdf(
    render: PairRenderer,
    forms: tuple[Form, Form],
    edition: Edition,
    languages: tuple[Language, Language],
) -> bytes:
    return pdf(render(forms, edition, languages))


def _study_as_pdf(
    render: StudyRenderer,
    deck: Deck,
    facts: Sequence[Proposition],
    edition: Edition,
    language: Language,
) -> bytes:
    return pdf(render(deck, facts, edition, language))


_THEME = frozenset(KEYS)
_HEAD = frozenset(field.name for field in fields(PaperHead))
_SHOWN = frozenset({*LOOK, *_HEAD, "time"})
_PRINTED = (_SHOWN | {"editions"}) - {"booklet"}

_OWN: Mapping[str, Medium] = MappingProxyType(
    {
        "apkg": NoteMedium(suffix=".apkg", render=package.package),
        "tsv": NoteMedium(suffix=".tsv", render=tsv.text),
        "html": PageMedium(
            suffix=".html",
            form_pages={name: page.render for name, page in FORM_PAGES.items()},
            pair_pages=PAIR_PAGES,
            study_pages={name: page.render for name, page in STUDY_PAGES.items()},
            version_map=version_map,
            heeds=_PRINTED,
            is_default=True,
            is_browsed=True,
        ),
        "pdf": PageMedium(
            suffix=".pdf",
            form_pages={n: partial(_form_as_pdf, p.render) for n, p in FORM_PAGES.items()},
            pair_pages={n: partial(_pair_as_pdf, render) for n, render in PAIR_PAGES.items()},
            study_pages={n: partial(_study_as_pdf, p.render) for n, p in STUDY_PAGES.items()},
            version_map=_map_as_pdf,
            folded=_folded,
            heeds=_PRINTED | {"booklet"},
            has_fonts=True,
        ),
        "docx": PageMedium(
            suffix=".docx",
            form_pages=docx.PAGES,
            losses=docx.lost,
            unread=docx.unread,
            version_map=docx.version_map,
            heeds=_PRINTED - {"ink_saving", "space"},
            heeds_in_standard=frozenset({"abreast", "columns"}),
        ),
        "web": FormMedium(
            suffix=".web.html",
            render=web.of_paper,
            of_deck=web.of_deck,
            of_deck_in_site=partial(web.of_deck, is_in_site=True),
            folder="web",
            heeds=_THEME | {"time"},
            is_default=True,
        ),
        "site": SiteMedium(suffix="index.html", files=site.files),
        "scorm": FormMedium(
            suffix=".scorm.zip",
            render=scorm.of_paper,
            of_deck=scorm.of_deck,
            deck_suffix=".scorm.zip",
            heeds=_THEME | {"time"},
        ),
        "json": FormMedium(
            suffix=".json",
            render=json.form_data,
            with_outcomes=json.form_data,
            heeds=_SHOWN,
            beside={json.SCHEMA: json.schema},
        ),
    }
)
_EXCHANGED: Mapping[str, Medium] = {
    name: FormMedium(
        suffix=row.suffix,
        render=partial(_exchanged, row),
        divided=row.exporter.divided if row.exporter.pieces else None,
        has_folder=row.exporter.has_folder,
        group=row.group,
        outcomes=row.exporter.outcomes,
        heeds=row.heeds,
    )
    for name, row in EXCHANGE.items()
}

MEDIA: Mapping[str, Medium] = MappingProxyType({**_OWN, **_EXCHANGED})

FORM_MEDIA: Mapping[str, PageMedium | FormMedium] = MappingProxyType(
    {n: row for n, row in MEDIA.items() if isinstance(row, PageMedium | FormMedium)}
)
"""What a form can be handed out as."""


BROWSED = next(r for r in MEDIA.values() if isinstance(r, PageMedium) and r.is_browsed)
"""The pages that any computer shows."""


def outcomes_in(media: Iterable[str], form: Form, language: Language) -> Outcomes:
    """Return what becomes of a form's items in those of some media that cannot hold all of them."""
    rows = ((name, MEDIA[name]) for name in media)
    return {
        name: row.outcomes(form, language)
        for name, row in rows
        if isinstance(row, FormMedium) and row.outcomes
    }


def pieces(stem: str, medium: FormMedium, form: Form, language: Language) -> Iterator[File]:
    """Yield a file for each item of a form, in a folder named after the form and the format."""
    for name, data in (medium.divided(form, language) if medium.divided else {}).items():
        yield _beside(stem, medium, name, data)


def pictures(stem: str, medium: FormMedium, media: Iterable[Media]) -> Iterator[File]:
    """Yield the pictures that a format names, each once, where it has them in a folder."""
    for name, file in ({m.name: m for m in media} if medium.has_folder else {}).items():
        if not file.is_sound:
            yield _beside(stem, medium, name, file.data)


def _beside(stem: str, medium: FormMedium, name: str, data: bytes) -> File:
    """Return a file in a folder that is named as the file it belongs to, less its last ending."""
    return File(f"{stem}{medium.suffix.rpartition('.')[0]}/{name}", partial(bytes, data))


DIVIDED = tuple(n for n, row in MEDIA.items() if isinstance(row, FormMedium) and row.divided)
"""Those that can be handed out as a file for each item."""
FORM_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        group: tuple(n for n, row in EXCHANGE.items() if row.group == group)
        for group in dict.fromkeys(row.group for row in EXCHANGE.values())
    }
)
"""Formats of other programs by what ``--to`` calls them together."""

__all__ = [
    "BROWSED",
    "DIVIDED",
    "FORM_GROUPS",
    "FORM_MEDIA",
    "MEDIA",
    "FormMedium",
    "Medium",
    "NoteMedium",
    "PageMedium",
    "SiteMedium",
    "outcomes_in",
    "pictures",
    "pieces",
]
