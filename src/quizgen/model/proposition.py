"""The first waist: what a fact asserts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from quizgen.comparison import loosely
from quizgen.dates import Edtf
from quizgen.model.origin import Media, Origin
from quizgen.model.vocabulary import Relation
from quizgen.numbers import Figure
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """One end of an association: its text, its sort, and what else counts as the same.

    A picture or a sound has no text but what it shows; a list has ``members``, in any order.

    ``closed`` says that any other value of the sort ``type`` is another thing, as one place is not
    another; only then do such values become distractors. Of free texts, such as reasons, two may
    both be right. ``period`` is when it held; ``bare`` is a number with its unit, without what
    qualifies it, and ``qualifier`` is that alone: "over …". ``language`` is the tag of its own,
    where that is not the one of its fact, with which its texts are marked
    (``quizgen.language_marks``).
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
    media: tuple[Media, ...] = ()
    members: tuple[str, ...] = ()
    closed: bool = False
    language: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything it is called; a picture alone by what it is made of."""
        if self.media and not self.text:
            return (*(media.digest for media in self.media), *self.accept)
        return (self.text, *self.accept)

    @property
    def names(self) -> frozenset[str]:
        """Everything it is called, as it is compared with what might be the same."""
        return frozenset(map(loosely, self.texts))

    @property
    def pictures(self) -> tuple[Media, ...]:
        """What of it can be printed."""
        return tuple(media for media in self.media if not media.is_sound)

    @property
    def is_heard(self) -> bool:
        """Whether it is a sound and nothing else."""
        return bool(self.media) and not self.text and not self.pictures


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a value in a table: its title, and the headings of the row and the column.

    ``head`` is the heading of the column that the rows' own headings stand in.
    """

    table: str
    row: str
    column: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Association:
    """Two values and how they belong together: a term and its meaning, an event and its date.

    ``ask`` asks for the value; ``ask_back``, if not empty, asks for the subject. ``distractors``
    and ``distractors_back`` are the curator's own wrong answers to them, ``reasons`` what some of
    these really are. ``answer`` is what is said against a claim; ``cell`` is the value's place,
    where it stands in a table; and of those that share a ``group`` the nearest distractors are
    made. ``hint_back`` is shown with ``ask_back``. An empty ``ask`` asks back alone.
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
    hint_back: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of an enumeration; the key names it for good, and ``was`` is what it once was.

    ``guid`` is the GUID that its note moved in with.
    """

    key: str
    text: str
    accept: tuple[str, ...] = ()
    was: str = ""
    guid: str = ""


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


@dataclass(frozen=True, slots=True)
class Task:
    """One of several questions on an excerpt; the guide says what earns a point each."""

    question: str
    guide: tuple[str, ...]

    @property
    def points(self) -> int:
        """What a perfect answer is worth."""
        return len(self.guide)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a source says, as it is shown with whose words it is, and the questions on it."""

    origin: Origin
    slot: str
    text: str
    tasks: tuple[Task, ...]


Learned = Association | Enumeration | Statement
"""What cards ask."""
Proposition = Learned | Excerpt


def by_language(propositions: Iterable[Proposition]) -> list[list[Proposition]]:
    """Return propositions in groups of one language each, in the order in which these come up."""
    groups: dict[str, list[Proposition]] = {}
    for proposition in propositions:
        groups.setdefault(proposition.origin.foreign, []).append(proposition)
    return list(groups.values())
