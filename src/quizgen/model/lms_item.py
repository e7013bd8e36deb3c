"""What a learning platform keeps of an item beside what the fact says: for items that moved in."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from quizgen.records import dataclass
from quizgen.text import plain

_WILD = re.compile(r"(?<!\\)\*")
FULL, NONE = Decimal(100), Decimal(0)
"""What the key is worth, and what a wrong answer is, in hundredths."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to an item as platforms grade it, in Markdown.

    ``worth`` is in hundredths, below 0 where it costs something; None is what its item gives it. A
    ``pattern`` is no answer of the fact's: an asterisk in it stands for any text.
    """

    text: str
    worth: Decimal | None = None
    feedback: str = ""
    pattern: bool = False


@dataclass(frozen=True, slots=True)
class LmsItem:
    """An item as it was where it moved in from.

    ``answers`` are at first those of which something is to be said, and all of them once there is
    an item. An answer to a number may have a tolerance of its own, ``1822:2``. ``points`` and
    ``penalty`` are shares of a mark, None where nothing was said. ``overall`` is what is said to
    who is right, partly right and wrong, by the platform's own name for it; ``settings`` are its
    other settings by theirs. ``notes_key`` says that the fact's note is said with the key.
    """

    type: str
    idnumber: str = ""
    name: str = ""
    category: str = ""
    points: Decimal | None = None
    penalty: Decimal | None = None
    answers: tuple[Answer, ...] = ()
    overall: tuple[tuple[str, str], ...] = ()
    hints: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    notes_key: bool = False

    @property
    def is_graded(self) -> bool:
        """Whether an answer is right in part, or one that is right is commented on."""
        return any(
            answer.pattern
            or (NONE < (answer.worth or NONE) < FULL and self.type != "multiple")
            or (answer.feedback and answer.worth == FULL and not self.notes_key)
            for answer in self.answers
        )

    @property
    def particulars(self) -> tuple[str, ...]:
        """What few platforms have, by the names that Moodle has for it."""
        grade = ("defaultgrade",) if self.points and self.points != self.whole_points else ()
        penalty = () if self.penalty is None else ("penalty",)
        told = (*(name for name, _ in self.overall), *(("hint",) if self.hints else ()))
        return (*grade, *penalty, *told, *(name for name, _ in self.settings))

    @property
    def whole_points(self) -> int:
        """What it is worth on paper."""
        return max(1, int((self.points or Decimal(1)).to_integral_value(ROUND_HALF_UP)))


def share_of(keys: int) -> Decimal:
    """Return what each of several keys is worth, as Moodle's list of fractions has it."""
    return round(FULL / keys, 5).normalize()


def is_pattern(text: str) -> bool:
    """Whether a short answer in Markdown stands for more than itself: Moodle's asterisk."""
    return bool(_WILD.search(plain(text)))
