"""What is printed of a deck: its pages, in each layout and medium, and what a site says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from quizgen.facts import Deck
from quizgen.formats import MEDIA, PageMedium
from quizgen.formats.pages import FORM_PAGES, PAGES, PAIR_PAGES, STUDY_PAGES, PairRenderer
from quizgen.formats.pages.picture import picture
from quizgen.formats.site.downloads import Printed
from quizgen.model import Edition, Layout
from quizgen.output import File
from quizgen.project import Project
from quizgen.records import dataclass

FOLDER = "print"
STANDARD = Edition()


@dataclass(frozen=True, slots=True)
class Request:
    """What to print: pages by name, media by name, on which paper, in which layouts."""

    media: tuple[str, ...]
    pages: tuple[str, ...] = PAGES
    edition: Edition = STANDARD
    layouts: tuple[Layout, ...] = tuple(Layout)

    @property
    def page_media(self) -> tuple[PageMedium, ...]:
        """Those of the media that lay out pages."""
        rows = (row for name, row in MEDIA.items() if name in self.media)
        return tuple(row for row in rows if isinstance(row, PageMedium))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a deck in one of its layouts."""

    deck: str
    page: str
    layout: Layout

    def path(self, suffix: str) -> str:
        """Return where it stands in a medium with that suffix, under the output folder."""
        return f"{FOLDER}/{self.deck}-{self.page}{self.layout.suffix}{suffix}"

    @property
    def picture_path(self) -> str:
        """Where the site's picture of it stands."""
        return f"{FOLDER}/pictures/{self.deck}-{self.page}{self.layout.suffix}.svg"


def sheets(project: Project, deck: Deck, request: Request) -> Iterator[Sheet]:
    """Yield the pages of a deck that are asked for, and that its facts suffice for."""
    for name in request.pages:
        if name in FORM_PAGES:
            if not project.of_deck(deck.id, "asks on paper", partial(_asks, project, deck)):
                continue
            layouts = (x for x in FORM_PAGES[name].layouts if _is_asked_for(x, name, request))
            yield from (Sheet(deck.id, name, layout) for layout in layouts)
        elif name in PAIR_PAGES:
            yield from [Sheet(deck.id, name, Layout.STANDARD)] if deck.base else []
        elif project.of_deck(
            deck.id, f"possible {name}", partial(_is_possible, project, deck, name)
        ):
            yield Sheet(deck.id, name, Layout.STANDARD)


def _asks(project: Project, deck: Deck) -> bool:
    """Whether a deck asserts anything that papers ask; one that moved in may ask cards alone."""
    return bool(project.printable[deck.id])


def _is_possible(project: Project, deck: Deck, page: str) -> bool:
    language = project.collection.language_of(deck)
    return STUDY_PAGES[page].is_possible(project.printable[deck.id], language)


def _is_asked_for(layout: Layout, page: str, request: Request) -> bool:
    """Whether a layout is to be printed; a page that has one layout alone comes in that."""
    return layout in request.layouts or len(FORM_PAGES[page].layouts) == 1


def files(
    project: Project, deck: Deck, request: Request
) -> Iterator[tuple[Sheet, PageMedium, File]]:
    """Yield the pages of a deck in each medium, and the site's pictures of them."""
    for sheet in sheets(project, deck, request):
        for medium in request.page_media:
            make = _maker(project, deck, sheet, medium, request.edition)
            if make and medium.is_browsed:
                page = _Page(make)
                yield sheet, medium, File(sheet.path(medium.suffix), page.keep)
                picture = partial(_picture, page, request.edition)
                yield sheet, medium, File(sheet.picture_path, picture)
            elif make:
                yield sheet, medium, File(sheet.path(medium.suffix), make)


class _Page:
    """A page that is rendered once for itself and for its picture, which is made after it."""

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make
        self._kept: bytes | None = None

    def keep(self) -> bytes:
        """Return the page, and keep it for its picture."""
        self._kept = self._make()
        return self._kept

    def take(self) -> bytes:
        """Return the page, and keep it no longer: all pages at once would fill the memory."""
        page, self._kept = self._kept, None
        return self._make() if page is None else page


def _maker(
    project: Project, deck: Deck, sheet: Sheet, medium: PageMedium, edition: Edition
) -> Callable[[], bytes] | None:
    """Return what makes a page in a medium, None where the medium does not lay that page out."""
    laid_out = replace(edition, layout=sheet.layout)
    language = project.collection.language_of(deck)
    if sheet.page in medium.form_pages:
        render = medium.form_pages[sheet.page]
        return lambda: render(project.worksheet(deck), laid_out, language)
    if sheet.page in medium.pair_pages:
        return partial(_pair, project, deck, medium.pair_pages[sheet.page], laid_out)
    if sheet.page in medium.study_pages:
        study = medium.study_pages[sheet.page]
        return partial(study, deck, project.printable[deck.id], laid_out, language)
    return None


def _pair(project: Project, deck: Deck, render: PairRenderer, edition: Edition) -> bytes:
    """Return a page in the language of a deck that is translated, and in that of its translation.

    The first side is the translated deck's.
    """
    (base,) = project.chosen([deck.base])
    language_of = project.collection.language_of
    return render(project.pair(deck), edition, (language_of(base), language_of(deck)))


def _picture(page: _Page, edition: Edition) -> bytes:
    return picture(page.take(), edition.paper)


def printed(project: Project, deck: Deck, request: Request) -> Iterator[Printed]:
    """Yield the pages that are printed of a deck, with the paths of the files of each."""
    media = sorted(request.page_media, key=lambda medium: not medium.is_browsed)
    for sheet in sheets(project, deck, request):
        laid_out = [medium for medium in media if sheet.page in _pages_of(medium)]
        if laid_out:
            paths = tuple(sheet.path(medium.suffix) for medium in laid_out)
            picture_path = sheet.picture_path if laid_out[0].is_browsed else ""
            yield Printed(sheet.page, sheet.layout, paths, picture_path)


def _pages_of(medium: PageMedium) -> frozenset[str]:
    return frozenset((*medium.form_pages, *medium.pair_pages, *medium.study_pages))
