"""How a page is laid out, and for whom."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from pathlib import Path

from quizgen.records import dataclass
from quizgen.theme import Theme


class Paper(StrEnum):
    """A size of paper, by the name that CSS gives it."""

    A4 = "a4"
    LETTER = "letter"


class Layout(StrEnum):
    """Whom a page is laid out for."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"
    DYSLEXIA = "dyslexia-friendly"

    @property
    def suffix(self) -> str:
        """What a file's name says of it: nothing of the standard one, else ``-large-print``."""
        return "" if self is Layout.STANDARD else f"-{self}"


class Space(StrEnum):
    """What an answer is written on."""

    LINED = "lined"
    DOTTED = "dotted"
    SQUARED = "squared"


class Watermark(StrEnum):
    """What stands across each page of a paper that is not to be handed out."""

    DRAFT = "draft"
    TEACHER = "teacher"


class Booklet(StrEnum):
    """How pages are put on sheets that are folded: as large as they are, or at half their size."""

    FULL = "full"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Edition:
    """How one form is laid out. All editions have the same numbering, and so one key.

    ``columns`` is 1 or 2, and counts for the standard layout alone: large type needs the whole
    line. ``marks`` asks for a box for the mark of each item, ``abreast`` lets short options stand
    side by side, ``cut_lines`` asks for lines between flashcards. ``templates`` is a user's own
    folder; its text, not its place, decides what is made.
    """

    paper: Paper = Paper.A4
    layout: Layout = Layout.STANDARD
    columns: int = 1
    ink_saving: bool = False
    marks: bool = False
    abreast: bool = True
    space: Space = Space.LINED
    watermark: Watermark | None = None
    booklet: Booklet | None = None
    theme: Theme = Theme()
    cut_lines: bool = False
    templates: Path | None = field(default=None, repr=False, compare=False)
