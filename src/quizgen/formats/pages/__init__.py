"""HTML pages to print and to read: one module a page, and one row here.

Beside the pages stand what several of them share (``rendering``, ``timeline``, ``tables``,
``puzzle`` with its ``board``, the ``math_font`` of formulas), the pictures of pages that a site
shows (``picture``), and the version map (``versions``) with answers told ``shortly``. ``papers``
lists those of a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from quizgen.facts import Deck
from quizgen.formats.pages import (
    bilingual,
    crossword,
    flashcards,
    organiser,
    paper,
    puzzle,
    vocabulary,
    wordsearch,
)
from quizgen.language import Language
from quizgen.model import Edition, Form, Layout, Proposition
from quizgen.records import dataclass

FormRenderer = Callable[[Form, Edition, Language], bytes]
PairRenderer = Callable[[tuple[Form, Form], Edition, tuple[Language, Language]], bytes]
StudyRenderer = Callable[[Deck, Sequence[Proposition], Edition, Language], bytes]


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page of a form, and the layouts that it comes in: one key serves all worksheets."""

    render: FormRenderer
    layouts: tuple[Layout, ...] = (Layout.STANDARD,)


@dataclass(frozen=True, slots=True)
class StudyPage:
    """A page of a deck's facts to learn from, and whether they are enough to make one."""

    render: StudyRenderer
    is_possible: Callable[[Sequence[Proposition], Language], bool] = lambda facts, _: bool(facts)


FORM_PAGES: Mapping[str, FormPage] = MappingProxyType(
    {
        "worksheet": FormPage(paper.worksheet, tuple(Layout)),
        "key": FormPage(paper.key),
    }
)

PAIR_PAGES: Mapping[str, PairRenderer] = MappingProxyType(
    {"bilingual": bilingual.worksheet, "bilingual-key": bilingual.key}
)
"""Pages of one form in two languages, that of a deck and that of its translation."""

STUDY_PAGES: Mapping[str, StudyPage] = MappingProxyType(
    {
        "flashcards": StudyPage(flashcards.flashcards),
        "flashcards-fold": StudyPage(flashcards.fold_over),
        "organiser": StudyPage(organiser.organiser),
        "vocabulary": StudyPage(vocabulary.vocabulary, vocabulary.enough),
        "crossword": StudyPage(crossword.crossword, puzzle.enough),
        "wordsearch": StudyPage(wordsearch.word_search, puzzle.enough),
    }
)

PAGES = (*FORM_PAGES, *PAIR_PAGES, *STUDY_PAGES)
"""The names of all pages, in the order of a site."""

__all__ = [
    "FORM_PAGES",
    "PAGES",
    "PAIR_PAGES",
    "STUDY_PAGES",
    "FormPage",
    "FormRenderer",
    "PairRenderer",
    "StudyPage",
]
