"""Assessment: what a paper is to hold, and its versions."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from quizgen.diagnostics import Position
from quizgen.model.edition import Edition, Layout
from quizgen.model.item import Item
from quizgen.model.origin import Media
from quizgen.model.vocabulary import Level
from quizgen.records import dataclass

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of the codes of papers: without 0, 1, I and O, which are taken for one another."""
CODE_LENGTH = 6


class Vary(StrEnum):
    """How the forms of a blueprint differ."""

    ORDER = "order"
    ITEMS = "items"


class Directions(StrEnum):
    """In which directions a paper asks what can be asked both ways; the rest is asked anyhow."""

    FORWARD = "forward"
    REVERSE = "reverse"
    MIXED = "mixed"


class Candidate(StrEnum):
    """What whoever takes a paper writes at its head."""

    NAME = "name"
    DATE = "date"
    CLASS = "class"
    NUMBER = "number"
    TEACHER = "teacher"
    CENTRE = "centre"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """What stands at the head of a paper, and at head and foot of its pages, beside its title.

    ``instructions`` are in the Markdown subset; ``grades`` say, line by line, from how many points
    a grade is given; ``candidate`` are the fields to be filled in, its number in so many ``boxes``
    if there are any; ``header`` and ``footer`` stand on each page. ``totals`` asks for a table of
    the points of each section, ``cover`` for a head on a page of its own, which has that table.
    """

    logo: Media | None = None
    school: str = ""
    subject: str = ""
    date: str = ""
    instructions: str = ""
    grades: tuple[str, ...] = ()
    candidate: tuple[Candidate, ...] = (Candidate.NAME, Candidate.DATE, Candidate.CLASS)
    boxes: int = 0
    header: str = ""
    footer: str = ""
    cover: bool = False
    totals: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A section of a blueprint: how many items of a type, and from where.

    An empty tuple of decks, tags, levels, facts or ids (of items) means any. ``points`` is for each
    item, where it is not to be the item's own; ``bank`` asks for a word bank (gaps, tables),
    ``listening`` for items about a sound, which no other section has. ``title`` and
    ``instructions`` stand in the place of the usual ones; ``working`` is room above each answer, in
    lines. ``position`` is where it is written, None where flags ask for it.
    """

    type: str
    items: int
    decks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    facts: tuple[str, ...] = ()
    points: int | None = None
    bank: bool = False
    listening: bool = False
    title: str = ""
    instructions: str = ""
    working: int = 0
    ids: tuple[str, ...] = ()
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a paper is to hold. ``id`` and ``seed`` address its forms.

    ``forms`` is how many to make; they hold the same items in another order, or (``vary``) other
    items of the same type, topic and difficulty. ``minutes`` is the time allowed, 0 if none is set.
    ``editions`` names how each form is to be laid out, ``look`` how its pages are set. ``command``
    makes its forms again, where a command made them. ``repeat`` lets a fact be tested twice;
    ``exclude`` are facts that are not asked about, ``include`` facts or items that are, and
    ``points`` those of single facts or items. Of the types in ``without_derived``, only what a
    curator has worded is taken.
    """

    id: str
    title: str
    sections: tuple[Wanted, ...]
    seed: int = 0
    forms: int = 1
    vary: Vary = Vary.ORDER
    minutes: int = 0
    editions: tuple[Layout, ...] = ()
    repeat: bool = False
    look: Edition = field(default_factory=Edition)
    command: str = ""
    head: PaperHead = PaperHead()
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    points: tuple[tuple[str, int], ...] = ()
    directions: Directions = Directions.MIXED
    without_derived: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Items of one type, in the order they are printed; its title and instructions if not usual.

    ``working`` is the room above each answer, in lines.
    """

    type: str
    items: tuple[Item, ...]
    title: str = ""
    instructions: str = ""
    working: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a paper.

    ``counterparts`` is the version map: for each item, the number that it, or the item in whose
    place it stands, has in version A. ``minutes`` is the time allowed, 0 if none is set.
    ``command`` makes it again, where a command made it.
    """

    title: str
    label: str
    sections: tuple[Section, ...]
    counterparts: tuple[int, ...] = ()
    minutes: int = 0
    blueprint: str = ""
    seed: int = 0
    command: str = ""
    head: PaperHead = PaperHead()

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order they are numbered."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def points(self) -> int:
        """The score of a perfect paper."""
        return sum(item.points for item in self.items)

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that it asks about, ``deck/fact``."""
        return tuple(dict.fromkeys(fact for item in self.items for fact in item.facts))

    @property
    def difficulty(self) -> float:
        """The mean difficulty of its items, 0 where it has none."""
        return sum(item.difficulty for item in self.items) / max(1, len(self.items))
