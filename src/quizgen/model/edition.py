"""How a page is laid out, and for whom."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from pathlib import Path

from quizgen.records import dataclass


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


@dataclass(frozen=True, slots=True)
class Edition:
    """How one form is laid out. All editions have the same numbering, and so one key.

    ``columns`` is 1 or 2, and counts for the standard layout alone: large type needs the whole
    line. ``templates`` is a user's own folder; its text, not its place, decides what is made.
    """

    paper: Paper = Paper.A4
    layout: Layout = Layout.STANDARD
    columns: int = 1
    ink_saving: bool = False
    templates: Path | None = field(default=None, repr=False, compare=False)
