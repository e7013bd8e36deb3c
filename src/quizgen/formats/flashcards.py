"""Flashcards to cut: double-sided with mirrored columns, or with question and answer to fold.

A printer's two sides drift by a millimetre or two; who minds takes the cards to fold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.facts import Deck
from quizgen.formats.fitting import SIZES_MM, size
from quizgen.formats.pages import render
from quizgen.language import Language
from quizgen.model import Association, Edition, Enumeration, Gap, Origin, Proposition
from quizgen.text import plain

COLUMNS = 2
FEW, MANY = 4, 5
"""Rows on a page: eight cards, or ten where all of them are short."""
MARGIN = 10.0
"""Round the cards, in mm: no desktop printer needs more."""
INSET, HEAD, FOOT = 10.0, 7.0, 9.0
"""What is not text in a card, in mm: both sides together, above, below."""
LARGEST, COMFORTABLE, LEAST = 14.0, 11.0, 4.0
"""Sizes of type, in points."""
BLANK = "______"


@dataclass(frozen=True, slots=True)
class Flashcard:
    """A card: its number in the deck, both sides in Markdown, and their sizes of type in points."""

    number: int
    origin: Origin
    question: str
    answers: tuple[str, ...]
    ordered: bool
    sizes: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A page's cards: how many rows, and a card's width and height in mm."""

    rows: int
    width: float
    height: float


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
    sides = [(p.origin, *_sides(p)) for p in propositions]
    grid = _grid([(question, *answers) for _, question, answers, _ in sides], edition)
    cards = tuple(
        Flashcard(number, origin, question, answers, ordered, _sizes(question, answers, grid))
        for number, (origin, question, answers, ordered) in enumerate(sides, 1)
    )
    sheets = tuple(_sheets(cards, across, grid.rows))
    return render(
        f"print/{name}.html", language, edition, deck=deck, sheets=sheets, grid=grid, margin=MARGIN
    )


def _sides(proposition: Proposition) -> tuple[str, tuple[str, ...], bool]:
    """Return the question, the answers, and whether their order counts."""
    p = proposition
    if isinstance(p, Association):
        return p.ask, (p.value.text,), False
    if isinstance(p, Enumeration):
        return p.prompt, tuple(member.text for member in p.members), p.ordered
    if not p.gaps:
        return p.text, (), False
    return "".join(map(_blank, p.parts)), tuple(gap.text for gap in p.gaps), len(p.gaps) > 1


def _blank(part: str | Gap) -> str:
    if isinstance(part, str):
        return part
    return f"{BLANK} ({part.hint})" if part.hint else BLANK


def _grid(texts: Sequence[tuple[str, ...]], edition: Edition) -> Grid:
    """Lay out ten cards a page where all are comfortable to read so, and eight otherwise."""
    width, height = (side - 2 * MARGIN for side in SIZES_MM[edition.paper])
    many = Grid(MANY, width / COLUMNS, height / MANY)
    short = all(min(_sizes(question, answers, many)) >= COMFORTABLE for question, *answers in texts)
    return many if short else Grid(FEW, width / COLUMNS, height / FEW)


def _sizes(question: str, answers: Sequence[str], grid: Grid) -> tuple[float, float]:
    room = (grid.width - INSET, grid.height - HEAD - FOOT)
    front = size([plain(question)], *room, LARGEST, LEAST)
    back = size([f"00 {plain(answer)}" for answer in answers], *room, LARGEST, LEAST)
    return front, back


def _sheets(cards: Sequence[Flashcard], across: int, rows: int) -> Iterator[Sheet]:
    each = across * rows
    for first in range(0, len(cards), each):
        some: list[Flashcard | None] = list(cards[first : first + each])
        some += [None] * (each - len(some))
        fronts = tuple(tuple(some[i : i + across]) for i in range(0, each, across))
        yield Sheet(fronts, tuple(row[::-1] for row in fronts))
