"""Bytes out: one module a format, and one row in the table of its family."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from quizgen.facts import Deck
from quizgen.formats.anki import package as anki
from quizgen.formats.anki import tsv
from quizgen.formats.documents import docx
from quizgen.formats.pages import crossword, flashcards, organiser, paper, wordsearch
from quizgen.language import Language
from quizgen.model import Edition, Form, Proposition
from quizgen.release.ledger import Ledger
from quizgen.release.update import Subdeck

Assessment = Callable[[Form, Edition, Language], bytes]
Study = Callable[[Deck, Sequence[Proposition], Edition, Language], bytes]

Package = Callable[[str, Sequence[Subdeck], Ledger, Path | None], bytes]

PACKAGES: Mapping[str, Package] = MappingProxyType(
    {
        "apkg": anki.package,
        "tsv": tsv.text,
    }
)
"""Formats that Anki takes in."""

ASSESSMENT: Mapping[str, Assessment] = MappingProxyType(
    {
        "worksheet": paper.worksheet,
        "key": paper.key,
    }
)
"""Formats of a form."""

DOCUMENTS: Mapping[str, Assessment] = MappingProxyType(
    {
        "worksheet": docx.worksheet,
        "key": docx.key,
    }
)
"""The same as documents to edit, where python-docx is installed."""

STUDY: Mapping[str, Study] = MappingProxyType(
    {
        "flashcards": flashcards.flashcards,
        "flashcards-fold": flashcards.fold_over,
        "organiser": organiser.organiser,
        "crossword": crossword.crossword,
        "wordsearch": wordsearch.word_search,
    }
)
"""Formats of a deck's facts, to learn from."""

PAGES = (*ASSESSMENT, *STUDY)
"""Formats that are pages to print, in the order of the start page."""

__all__ = ["ASSESSMENT", "DOCUMENTS", "PACKAGES", "PAGES", "STUDY", "Assessment", "Study"]
