"""The two waists: what a fact asserts (Proposition), and a question with its key (Item).

Everything here is a frozen value. Texts are in the Markdown subset of :mod:`quizgen.text`; the
fields of a Note are HTML, since that is what Anki keeps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from quizgen.dates import Edtf
from quizgen.diagnostics import Locator
from quizgen.text import fold

PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
SOUNDS = (".flac", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav")

# --- where it comes from ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """A source: its citation key, how it is cited in passing and in full, and who says it.

    ``page_break`` is what its text has at the head of each page, from ``first_page`` on.
    """

    key: str
    short: str
    full: str
    who: str
    url: str = ""
    first_page: int | None = None
    page_break: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and the place in it."""

    reference: Reference
    place: str = ""

    @property
    def text(self) -> str:
        """``Khudayberdiyev 2024, Results, p. 10``."""
        return f"{self.reference.short}, {self.place}" if self.place else self.reference.short


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a sound: a name made of its content, its bytes, and words for a picture."""

    name: str
    data: bytes = field(repr=False)
    alt: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether it is played rather than shown."""
        return self.name.endswith(SOUNDS)


@dataclass(frozen=True, slots=True)
class Origin:
    """The fact behind a proposition: its identity, its sources, and what goes on the back."""

    deck: str
    fact: str
    kind: str
    level: str
    tags: tuple[str, ...]
    citations: tuple[Citation, ...]
    locate: Locator = field(repr=False, compare=False)
    note: str = ""
    hint: str = ""
    as_of: Edtf | None = None
    disputed: str = ""
    front_media: tuple[Media, ...] = ()
    back_media: tuple[Media, ...] = ()
    identity: str = ""
    retired: str = ""
    allow: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """``deck/fact``, unique in the collection; ``identity`` is what it was when it was new."""
        return f"{self.deck}/{self.fact}"


# --- the first waist: propositions ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Value:
    """One end of an association: its text, its sort, and what else counts as the same.

    ``type`` decides which values can stand beside it as distractors; ``period`` is when it held;
    ``bare`` is a number with its unit, without what qualifies it.
    """

    text: str
    type: str
    accept: tuple[str, ...] = ()
    date: Edtf | None = None
    number: Decimal | None = None
    unit: str = ""
    period: Edtf | None = None
    tolerance: Decimal | None = None
    bare: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Everything it is called, folded for comparison."""
        return frozenset(map(fold, (self.text, *self.accept)))


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
    and ``distractors_back`` are the curator's own wrong answers to them. ``answer`` is what is said
    against a claim; ``cell`` is the value's place, where it stands in a table.
    """

    origin: Origin
    slot: str
    relation: str
    subject: Value
    value: Value
    ask: str
    ask_back: str = ""
    distractors: tuple[str, ...] = ()
    distractors_back: tuple[str, ...] = ()
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

    ``distractors`` are what a curator says is no member.
    """

    origin: Origin
    slot: str
    prompt: str
    members: tuple[Member, ...]
    ordered: bool
    distractors: tuple[str, ...] = ()


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

# --- study: notes -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoteType:
    """An Anki note type: names of fields and templates in an order that never changes.

    ``key`` names its templates' folder; fields and templates carry ids derived from ``id``.
    """

    key: str
    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[str, ...]
    cloze: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One thing a learner is asked: which template makes it, and both sides in words."""

    ordinal: int
    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note: where it came from, its fields as HTML in its note type's order, and its cards.

    ``address`` is ``deck/fact/slot`` as it was when the note was new; its GUID is made of it.
    ``gaps`` are the texts of a cloze note by number.
    """

    origin: Origin
    address: str
    type: NoteType
    fields: tuple[str, ...]
    cards: tuple[Card, ...]
    media: tuple[Media, ...] = ()
    gaps: tuple[tuple[int, str], ...] = ()


# --- assessment: items and forms --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Option:
    """A choice, whether it is the key, and why it is wrong if it is not."""

    text: str
    correct: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Choose the key, or each of several keys, among options.

    ``sorted`` ones (dates, numbers) keep their order in print.
    """

    options: tuple[Option, ...]
    sorted: bool = False

    @property
    def keys(self) -> tuple[int, ...]:
        """The indexes of the options that are right."""
        return tuple(index for index, option in enumerate(self.options) if option.correct)


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """Judge a sentence; ``correction`` is the true one where it is false."""

    answer: bool
    correction: str = ""


@dataclass(frozen=True, slots=True)
class TextEntry:
    """Write a short text; the first accepted one is the model answer."""

    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numeric:
    """Write a number; it is right within the tolerance. ``shown`` is the model answer in words."""

    value: Decimal
    shown: str
    tolerance: Decimal = Decimal(0)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Complete a sentence, a list or a table.

    ``bank`` holds the words to choose from, if any. With ``columns``, the parts are the cells of a
    table, row by row, its head first; what is no gap is given. ``ordered`` is False where the gaps
    may be filled in any order.
    """

    parts: tuple[str | Gap, ...]
    bank: tuple[str, ...] = ()
    columns: int = 0
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """Pair each prompt with its response; the responses include some that belong to nothing."""

    pairs: tuple[tuple[str, str], ...]
    responses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry to be put in order: its right rank from 1, and what the key says about it.

    ``date`` is when it happened, where that is what the order is about.
    """

    text: str
    rank: int
    reveal: str = ""
    date: Edtf | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """Number the entries, which are given in the order they are printed."""

    entries: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class OpenResponse:
    """Write freely; the guide says what earns a point each."""

    guide: tuple[str, ...]


Interaction = Choice | TrueFalse | TextEntry | Numeric | Gaps | Match | Order | OpenResponse


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its key. ``id`` is the same in every form, file and system.

    ``difficulty`` is an estimate from 0 to 1, of level, type and the distance of its distractors.
    A ``derived`` item asks what no curator has worded; papers take it after those that one has.
    """

    id: str
    type: str
    stem: str
    interaction: Interaction
    origins: tuple[Origin, ...]
    level: str
    points: int = 1
    rationale: str = ""
    difficulty: float = 0.5
    derived: bool = False

    @property
    def deck(self) -> str:
        """The deck that it belongs to: its topic."""
        return self.origins[0].deck

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts it tests, ``deck/fact``."""
        return tuple(dict.fromkeys(origin.id for origin in self.origins))


class Vary(StrEnum):
    """How the forms of a blueprint differ."""

    ORDER = "order"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A section of a blueprint: how many items of a type, and from where.

    An empty tuple of decks, tags, levels or facts means any. ``points`` is for each item, where it
    is not to be the item's own; ``bank`` asks for a word bank (gaps, tables).
    """

    type: str
    items: int
    decks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    points: int | None = None
    bank: bool = False


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a paper is to hold. ``id`` and ``seed`` address its forms.

    ``forms`` is how many to make; they hold the same items in another order, or (``vary``) other
    items of the same type, topic and difficulty. ``minutes`` is the time allowed, 0 if none is set.
    ``editions`` names how each form is to be laid out. ``repeat`` lets a fact be tested twice.
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


@dataclass(frozen=True, slots=True)
class Section:
    """Items of one type, in the order they are printed."""

    type: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a paper.

    ``counterparts`` is the version map: for each item, the number that it, or the item in whose
    place it stands, has in version A. ``minutes`` is the time allowed, 0 if none is set.
    """

    title: str
    label: str
    sections: tuple[Section, ...]
    counterparts: tuple[int, ...] = ()
    minutes: int = 0
    blueprint: str = ""
    seed: int = 0

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order they are numbered."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def points(self) -> int:
        """The score of a perfect paper."""
        return sum(item.points for item in self.items)

    @property
    def difficulty(self) -> float:
        """The mean difficulty of its items, 0 where it has none."""
        return sum(item.difficulty for item in self.items) / max(1, len(self.items))


class Paper(StrEnum):
    """A size of paper, by the name that CSS gives it."""

    A4 = "a4"
    LETTER = "letter"


class Layout(StrEnum):
    """Whom a page is laid out for."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"
    DYSLEXIA = "dyslexia-friendly"


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
