"""Flashcards to cut: double-sided with mirrored columns, or with question and answer to fold.

A printer's two sides drift by a millimetre or two; who minds takes the cards to fold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.distractors.bank import written_ways
from quizgen.facts import Deck
from quizgen.formats.fitting import MM, SIZES_MM, size
from quizgen.formats.pages.rendering import render
from quizgen.language import Language
from quizgen.model import (
    Association,
    Edition,
    Enumeration,
    Excerpt,
    Gap,
    Learned,
    Media,
    Origin,
    Proposition,
)
from quizgen.records import dataclass
from quizgen.text import code_width, formula_width, lines, plain

COLUMNS = 2
FEW, MANY = 4, 5
"""Rows on a page: eight cards, or ten where all of them are short."""
MARGIN = 10.0
"""Round the cards, in mm: no desktop printer needs more."""
INSET, HEAD, FOOT = 10.0, 7.0, 9.0
"""What is not text in a card, in mm: both sides together, above, below."""
LARGEST, COMFORTABLE, LEAST = 14.0, 11.0, 4.0
"""Sizes of type, in points."""
LEGIBLE = 8.0
"""The least size at which lines of code are kept whole; longer ones are broken."""
CODE, BAR = 0.56, 0.8
"""A character of code in em, and what stands before each line of it."""
MOST = 1200
"""Characters that a card holds in type that can be read."""
PICTURE = 0.5
"""How much of the room for text a picture takes; several stand side by side."""
BLANK = "______"


@dataclass(frozen=True, slots=True)
class Flashcard:
    """A card: its number in the deck, both sides in Markdown.

    ``pictures`` and ``sizes`` (of type, in points) are those of its front and of its back.
    """

    number: int
    origin: Origin
    question: str
    answers: tuple[str, ...]
    ordered: bool
    pictures: tuple[tuple[Media, ...], tuple[Media, ...]]
    sizes: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A page's cards: how many rows, and a card's width and height in mm."""

    rows: int
    width: float
    height: float

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of what is neither margin nor head nor foot of a card, in mm."""
        return self.width - INSET, self.height - HEAD - FOOT

    @property
    def picture(self) -> float:
        """The height of a picture in mm, at the most."""
        return self.room[1] * PICTURE


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cards as they lie on the front and, mirrored, on the back; None is no card."""

    fronts: tuple[tuple[Flashcard | None, ...], ...]
    backs: tuple[tuple[Flashcard | None, ...], ...]


def flashcards(
    deck: Deck, propositions: Sequence[Proposition], edition: Edition, language: Language
) -> bytes:
    """Return fronts and backs in turn, to be printed on both sides and cut."""
    return _page("flashcards", COLUMNS, deck, propositions, edition, language)


def fold_over(
    deck: Deck, propositions: Sequence[Proposition], edition: Edition, language: Language
) -> bytes:
    """Return questions beside their answers, to be printed on one side, cut and folded."""
    return _page("flashcards-fold", 1, deck, propositions, edition, language)


def _page(
    name: str,
    across: int,
    deck: Deck,
    propositions: Sequence[Proposition],
    edition: Edition,
    language: Language,
) -> bytes:
    learned = [p for p in propositions if not isinstance(p, Excerpt)]
    grid = _grid(learned, edition)
    cards = tuple(_card(number, p, grid) for number, p in enumerate(learned, 1))
    sheets = tuple(_sheets(cards, across, grid.rows))
    return render(
        f"print/{name}.html", language, edition, deck=deck, sheets=sheets, grid=grid, margin=MARGIN
    )


def _card(number: int, p: Learned, grid: Grid) -> Flashcard:
    question, answers, ordered = _sides(p)
    question, answers = _cut(question), tuple(map(_cut, answers))
    front, back = _pictures(p)
    sizes = (
        _size((question,), "", front, grid),
        _size(answers, "00 ", back, grid),
    )
    origin = next(written_ways(p)).origin if isinstance(p, Association) else p.origin
    return Flashcard(number, origin, question, answers, ordered, (front, back), sizes)


def _cut(text: str) -> str:
    """Return a text that is longer than any card holds as its beginning; a check tells of it."""
    return f"{plain(text)[:MOST]} …" if len(text) > MOST else text


def _sides(p: Learned) -> tuple[str, tuple[str, ...], bool]:
    """Return the question, the answers, and whether their order counts."""
    if isinstance(p, Association):
        asked = next(written_ways(p))
        members = asked.key.members or tuple(filter(None, (asked.key.text,)))
        return asked.stem, members, False
    if isinstance(p, Enumeration):
        return p.prompt, tuple(member.text for member in p.members), p.ordered
    if not p.gaps:
        return p.text, (), False
    return "".join(map(_blank, p.parts)), tuple(gap.text for gap in p.gaps), len(p.gaps) > 1


def _pictures(p: Learned) -> tuple[tuple[Media, ...], tuple[Media, ...]]:
    """Return the pictures of both sides."""
    if not isinstance(p, Association):
        return p.origin.front_pictures, p.origin.back_pictures
    asked = next(written_ways(p))
    return asked.origin.front_pictures, (*asked.key.pictures, *p.origin.back_pictures)


def _blank(part: str | Gap) -> str:
    if isinstance(part, str):
        return part
    return f"{BLANK} ({part.hint})" if part.hint else BLANK


def _grid(propositions: Sequence[Learned], edition: Edition) -> Grid:
    """Lay out ten cards a page where all are comfortable to read so, and eight otherwise."""
    width, height = (side - 2 * MARGIN for side in SIZES_MM[edition.paper])
    many = Grid(MANY, width / COLUMNS, height / MANY)
    short = all(min(_card(0, p, many).sizes) >= COMFORTABLE for p in propositions)
    return many if short else Grid(FEW, width / COLUMNS, height / FEW)


def _size(texts: Sequence[str], before: str, pictures: Sequence[Media], grid: Grid) -> float:
    """Return the size of type for some texts, each line of which has something before it."""
    width, height = grid.room
    height -= grid.picture if pictures else 0
    broken = [before + line for text in texts for line in lines(text)]
    unbroken = max(map(formula_width, texts), default=0.0)
    code = BAR + CODE * max(map(code_width, texts), default=0)
    unbroken = max(unbroken, min(code, width / (LEGIBLE * MM)))
    return size(broken, width, height, LARGEST, LEAST, unbroken)


def _sheets(cards: Sequence[Flashcard], across: int, rows: int) -> Iterator[Sheet]:
    each = across * rows
    for first in range(0, len(cards), each):
        some: list[Flashcard | None] = list(cards[first : first + each])
        some += [None] * (each - len(some))
        fronts = tuple(tuple(some[i : i + across]) for i in range(0, each, across))
        yield Sheet(fronts, tuple(row[::-1] for row in fronts))
