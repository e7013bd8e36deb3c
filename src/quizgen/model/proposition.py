"""The first waist: what a fact asserts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from quizgen.comparison import loosely
from quizgen.dates import Edtf
from quizgen.model.origin import Origin
from quizgen.model.vocabulary import Relation
from quizgen.numbers import Figure


@dataclass(frozen=True, slots=True)
class Value:
    """One end of an association: its text, its sort, and what else counts as the same.

    ``closed`` says that any other value of the sort ``type`` is another thing, as one place is not
    another; only then do such values become distractors. Of free texts, such as reasons, two may
    both be right. ``period`` is when it held; ``bare`` is a number with its unit, without what
    qualifies it, and ``qualifier`` is that alone: "over …".
    """

    text: str
    type: str
    accept: tuple[str, ...] = ()
    date: Edtf | None = None
    number: Figure | None = None
    unit: str = ""
    period: Edtf | None = None
    tolerance: Decimal | None = None
    bare: str = ""
    qualifier: str = ""
    closed: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything it is called."""
        return (self.text, *self.accept)

    @property
    def names(self) -> frozenset[str]:
        """Everything it is called, as it is compared with what might be the same."""
        return frozenset(map(loosely, self.texts))


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a value in a table: its title, and the headings of the row and the column."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Association:
    """Two values and how they belong together: a term and its meaning, an event and its date.

    ``ask`` asks for the value; ``ask_back``, if not empty, asks for the subject. ``distractors``
    and ``distractors_back`` are the curator's own wrong answers to them, ``reasons`` what some of
    these really are. ``answer`` is what is said against a claim; ``cell`` is the value's place,
    where it stands in a table.
    """

    origin: Origin
    slot: str
    relation: Relation
    subject: Value
    value: Value
    ask: str
    ask_back: str = ""
    distractors: tuple[str, ...] = ()
    distractors_back: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    cell: Cell | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of an enumeration; the key names it for good, and ``was`` is what it once was."""

    key: str
    text: str
    accept: tuple[str, ...] = ()
    was: str = ""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A prompt and all its members, in order where order has a meaning.

    ``distractors`` are what a curator says is no member, ``reasons`` what some of these are.
    """

    origin: Origin
    slot: str
    prompt: str
    members: tuple[Member, ...]
    ordered: bool
    distractors: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A part to be supplied; numbered from 1."""

    number: int
    text: str
    hint: str = ""
    accept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A true sentence in parts, some of them gaps, with variants that are false."""

    origin: Origin
    slot: str
    parts: tuple[str | Gap, ...]
    false: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole sentence."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps, in reading order."""
        return tuple(part for part in self.parts if isinstance(part, Gap))


Proposition = Association | Enumeration | Statement
