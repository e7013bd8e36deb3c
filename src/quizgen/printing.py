"""What is printed of a deck: which pages, under which names, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from quizgen.facts import Deck
from quizgen.formats import ASSESSMENT, DOCUMENTS, PAGES, STUDY
from quizgen.formats.documents.pdf import pdf
from quizgen.formats.pages import puzzle
from quizgen.formats.pages.index import Printed, Row
from quizgen.formats.pages.picture import picture
from quizgen.model import Edition, Layout, Paper
from quizgen.project import Project

PICTURE, PICTURES = "picture", "pictures"
"""The format of what the start page shows of a page, and the folder of such pictures."""
PUZZLES = frozenset({"crossword", "wordsearch"})
"""Formats that a deck of too few words does not come in."""
EDITED = frozenset({"worksheet"})
"""Formats that come in every edition; one key serves them all."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to print: its format, its edition, its path under the output folder, and how."""

    format: str
    layout: Layout
    path: str
    make: Callable[[], bytes]


def sheets(
    project: Project,
    deck: Deck,
    edition: Edition,
    layouts: Sequence[Layout],
    formats: Sequence[str],
) -> Iterator[Sheet]:
    """Yield the pages of a deck in some formats, each in the layouts that it comes in.

    "pdf" and "docx" are made of the pages that are asked for with them, or of all there are.
    """
    pages = [name for name in PAGES if name in formats]
    speech = project.collection.speech
    for name in pages or PAGES:
        if name in PUZZLES and not puzzle.enough(project.printable[deck.id], speech):
            continue
        for layout in layouts if name in EDITED else (Layout.STANDARD,):
            laid_out = replace(edition, layout=layout)
            stem = f"print/{deck.id}-{name}{'' if layout is Layout.STANDARD else f'-{layout}'}"
            make = _maker(project, deck, name, laid_out)
            if pages:
                yield Sheet(name, layout, f"{stem}.html", make)
                shown = f"print/{PICTURES}{stem.removeprefix('print')}.svg"
                yield Sheet(PICTURE, layout, shown, partial(_picture, make, edition.paper))
            if "pdf" in formats:
                yield Sheet(name, layout, f"{stem}.pdf", partial(as_pdf, make))
            if "docx" in formats and name in DOCUMENTS:
                form = partial(_document, project, deck, name, laid_out)
                yield Sheet(name, layout, f"{stem}.docx", form)


def _maker(project: Project, deck: Deck, name: str, edition: Edition) -> Callable[[], bytes]:
    if name in STUDY:
        return partial(_study, project, deck, name, edition)
    return partial(_assessment, project, deck, name, edition)


def _assessment(project: Project, deck: Deck, name: str, edition: Edition) -> bytes:
    return ASSESSMENT[name](project.worksheet(deck), edition, project.collection.speech)


def _study(project: Project, deck: Deck, name: str, edition: Edition) -> bytes:
    return STUDY[name](deck, project.printable[deck.id], edition, project.collection.speech)


def _document(project: Project, deck: Deck, name: str, edition: Edition) -> bytes:
    return DOCUMENTS[name](project.worksheet(deck), edition, project.collection.speech)


def _picture(make: Callable[[], bytes], paper: Paper) -> bytes:
    return picture(make(), paper)


def as_pdf(make: Callable[[], bytes]) -> bytes:
    """Return the PDF of a page that is yet to be made."""
    return pdf(make())


def row(project: Project, deck: Deck, printed: Sequence[Sheet]) -> Row:
    """Return a deck's part of the start page, with the pages that were printed of it."""
    paths = [sheet.path for sheet in printed]
    pages = []
    for sheet in printed:
        stem, _, suffix = sheet.path.rpartition(".")
        if suffix == "html":
            shown = f"print/{PICTURES}{stem.removeprefix('print')}.svg"
            others = tuple(p for p in (f"{stem}.pdf", f"{stem}.docx") if p in paths)
            pages.append(Printed(sheet.format, sheet.layout, sheet.path, shown, others))
    facts = len(project.facts(deck))
    return Row(deck, facts, project.card_count(deck), f"anki/{deck.id}.apkg", tuple(pages))
