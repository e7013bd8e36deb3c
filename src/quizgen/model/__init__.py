"""The two waists: what a fact asserts (Proposition), and a question with its key (Item).

Beside ``proposition`` and ``item`` stand what both carry (``origin``, the words of ``vocabulary``,
and of what moved in an ``lms_item``) and what is made of them: a ``note`` with its cards, and a
``form`` of items with its blueprint, laid out in an ``edition``.

Everything here is a frozen value. Texts are in the Markdown subset of :mod:`quizgen.text`; the
fields of a Note are HTML, since that is what Anki keeps.
"""

from __future__ import annotations

from quizgen.model.edition import Booklet, Edition, Layout, Paper, Space, Watermark
from quizgen.model.form import (
    CODE_ALPHABET,
    CODE_LENGTH,
    Blueprint,
    Candidate,
    Directions,
    Form,
    PaperHead,
    Section,
    Vary,
    Wanted,
)
from quizgen.model.item import (
    Choice,
    Gaps,
    Interaction,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Ranked,
    TextEntry,
    TrueFalse,
)
from quizgen.model.lms_item import LmsItem
from quizgen.model.note import CELL, Card, Note, NoteType, OwnTemplates
from quizgen.model.origin import PICTURES, SOUNDS, Citation, Media, Origin, Reference
from quizgen.model.proposition import (
    Association,
    Cell,
    Enumeration,
    Excerpt,
    Gap,
    Learned,
    Member,
    Proposition,
    Statement,
    Task,
    Value,
    by_language,
)
from quizgen.model.vocabulary import Direction, Kind, Level, Relation

__all__ = [
    "CELL",
    "CODE_ALPHABET",
    "CODE_LENGTH",
    "PICTURES",
    "SOUNDS",
    "Association",
    "Blueprint",
    "Booklet",
    "Candidate",
    "Card",
    "Cell",
    "Choice",
    "Citation",
    "Direction",
    "Directions",
    "Edition",
    "Enumeration",
    "Excerpt",
    "Form",
    "Gap",
    "Gaps",
    "Interaction",
    "Item",
    "Kind",
    "Layout",
    "Learned",
    "Level",
    "LmsItem",
    "Match",
    "Media",
    "Member",
    "Note",
    "NoteType",
    "Numeric",
    "OpenResponse",
    "Option",
    "Order",
    "Origin",
    "OwnTemplates",
    "Paper",
    "PaperHead",
    "Proposition",
    "Ranked",
    "Reference",
    "Relation",
    "Section",
    "Space",
    "Statement",
    "Task",
    "TextEntry",
    "TrueFalse",
    "Value",
    "Vary",
    "Wanted",
    "Watermark",
    "by_language",
]
