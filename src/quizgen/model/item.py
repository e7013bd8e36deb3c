"""The second waist: a question with its key, and the closed set of ways to answer."""

from __future__ import annotations

import re
from decimal import Decimal
from operator import attrgetter

from quizgen.dates import Edtf
from quizgen.language import Language
from quizgen.model.lms_item import LmsItem
from quizgen.model.origin import Media, Origin
from quizgen.model.proposition import Gap, Task
from quizgen.model.vocabulary import Direction, Level
from quizgen.numbers import Notation, Style
from quizgen.records import dataclass

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice, whether it is the key, and why it is wrong if it is not.

    Where it is a picture, ``text`` is what the picture shows, as far as anybody has said.
    """

    text: str
    correct: bool
    why: str = ""
    picture: Media | None = None


_PICTURE = attrgetter("picture")


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

    @property
    def is_pictured(self) -> bool:
        """Whether its options are pictures."""
        return any(map(_PICTURE, self.options))


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
    """Write a number; it is right within the tolerance. ``shown`` is the model answer in words.

    ``style`` and ``zero`` are how its author wrote it, as in :class:`quizgen.numbers.Figure`.
    """

    value: Decimal
    shown: str
    tolerance: Decimal = Decimal(0)
    unit: str = ""
    style: Style = Style.PLAIN
    zero: str = "0"


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
    """Write freely; the guide says what earns a point each.

    Of several questions on an ``excerpt``, which the stem asks all together for media that have no
    room for more, ``tasks`` are the single ones, each with its part of the guide.
    """

    guide: tuple[str, ...]
    excerpt: str = ""
    tasks: tuple[Task, ...] = ()


Interaction = Choice | TrueFalse | TextEntry | Numeric | Gaps | Match | Order | OpenResponse


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its key. ``id`` is the same in every form, file and system.

    ``difficulty`` is an estimate from 0 to 1, of level, type and the distance of its distractors.
    A ``derived`` item asks what no curator has worded; papers take it after those that one has.
    ``lms`` is what a platform had of an item that moved in from there.
    """

    id: str
    type: str
    stem: str
    interaction: Interaction
    origins: tuple[Origin, ...]
    level: Level
    points: int = 1
    rationale: str = ""
    difficulty: float = 0.5
    derived: bool = False
    lms: LmsItem | None = None

    @property
    def is_reverse(self) -> bool:
        """Whether it asks back, for that of which its fact tells something."""
        return bool(self.forward_id)

    @property
    def forward_id(self) -> str:
        """The id of the item that asks the other way, if it asks back; nothing if it does not."""
        before, *between, way, type_ = self.id.split("/")
        is_reverse = way == Direction.REVERSE and len(between) > 1
        return "/".join((before, *between, type_)) if is_reverse else ""

    @property
    def hint(self) -> str:
        """What helps with it, if it asks one fact as its curator worded it, and no order."""
        alone = len(self.origins) == 1 and not self.derived
        return self.origins[0].hint if alone and not isinstance(self.interaction, Order) else ""

    @property
    def shape(self) -> str:
        """The name of its interaction, as templates are called: ``text-entry``."""
        return _CAPITAL.sub("-", type(self.interaction).__name__).lower()

    @property
    def language(self) -> Language:
        """The language that it asks in."""
        return self.origins[0].language

    @property
    def notation(self) -> Notation:
        """How the numbers in its texts are written."""
        return self.origins[0].notation

    @property
    def deck(self) -> str:
        """The deck that it belongs to: its topic."""
        return self.origins[0].deck

    @property
    def pictures(self) -> tuple[Media, ...]:
        """What is shown with the stem: what its fact has on its front, if it asks one fact."""
        return self.origins[0].front_pictures if len(self.origins) == 1 else ()

    @property
    def sounds(self) -> tuple[Media, ...]:
        """What is played with the stem: what its fact has on its front, if it asks one fact."""
        return self.origins[0].front_sounds if len(self.origins) == 1 else ()

    @property
    def media(self) -> tuple[Media, ...]:
        """What is shown and played with the stem."""
        return (*self.pictures, *self.sounds)

    @property
    def is_heard(self) -> bool:
        """Whether it asks about what is played, so that its words alone are no question."""
        return len(self.origins) == 1 and self.origins[0].is_heard

    @property
    def excerpt(self) -> str:
        """The text that its questions are about, where it has several."""
        return self.interaction.excerpt if isinstance(self.interaction, OpenResponse) else ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts it tests, ``deck/fact``."""
        return tuple(dict.fromkeys(origin.id for origin in self.origins))
