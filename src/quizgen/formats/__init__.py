"""Bytes out: one module a format, and one row in the table of its family."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from quizgen.formats import anki, paper, tsv
from quizgen.formats.anki import Subdeck
from quizgen.language import Language
from quizgen.ledger import Ledger
from quizgen.model import Edition, Form

Assessment = Callable[[Form, Edition, Language], bytes]

Study = Callable[[str, Sequence[Subdeck], Ledger], bytes]

STUDY: Mapping[str, Study] = MappingProxyType(
    {
        "apkg": anki.package,
        "tsv": tsv.text,
    }
)
"""Formats of decks, for learners."""

ASSESSMENT: Mapping[str, Assessment] = MappingProxyType(
    {
        "worksheet": paper.worksheet,
        "key": paper.key,
    }
)
"""Formats of a form."""

__all__ = ["ASSESSMENT", "STUDY", "Assessment", "Study"]
