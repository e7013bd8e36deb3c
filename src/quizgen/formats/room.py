"""The number of each item on a paper, and how much room it has there: for pages and documents."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from typing import assert_never

from quizgen.formats import sizes
from quizgen.formats.answers import given
from quizgen.formats.fitting import MARGIN_MM, SIZES_MM
from quizgen.formats.grid import LEAST, Grid, grid, height
from quizgen.model import (
    Choice,
    Edition,
    Form,
    Gaps,
    Interaction,
    Item,
    Layout,
    Match,
    Numeric,
    OpenResponse,
    Order,
    Section,
    TextEntry,
    TrueFalse,
)
from quizgen.records import dataclass
from quizgen.text import formula_width, letter, lines, plain

LENGTHS = (12.0, 20.0)
"""Answer lines in em that are less than a whole line: few, since a length tells something."""
WHOLE = {Layout.STANDARD: 38.0, Layout.LARGE_PRINT: 24.0, Layout.DYSLEXIA: 30.0}
"""A whole line of the page in em, in one column."""
INDENT = 2.4
"""What a number and the space after it take of a line, in em."""
COLUMN = 17.0
"""The same in one column of two."""
SIDE = 0.42
"""What a prompt or a response of a matching question has of a line, less its box or letter."""
BESIDE = {4: 0.24, 3: 0.32, 2: 0.48}
"""What an option has of a line where so many stand side by side."""
NUMBER, LETTER = 2.2, 2.9
"""What stands before an item and an option, in em."""
MARK = 3.2
"""What a box for a mark takes of a line, in em."""
MOST = 16
"""Options that fit a page in large print."""
IN_AN_EM = 2
"""Characters of print, of which a wide one (as in Chinese) counts two."""
LINES_A_PAGE = 1.08
"""Of a page, for each em of a line: the same proportion in every layout, of A4 and Letter."""
HEADING = 4
"""Lines of a section's heading with its directions, which go with its first item."""
WORKING = 0.75
"""What room to work in takes of a page, at the most."""
HEAD, STEM = 6, 3
"""Lines of a paper's head, and of a question above its options, at the most."""
BELOW_MM = 5
"""What is left free between two options that are pictures."""
HALF = 0.4
"""What an option that is a picture has of a line where two stand side by side."""
NASTALIQ = 1.3
"""How much higher the lines of Urdu are."""
HANDWRITING = 0.8
"""What a character takes on paper in em, twice what it takes in print."""
SHORTEST = 8.0
"""A gap in em, at the least."""
MOST_LINES = 4
PART = 3
"""A correction is of some part of a sentence; its length must not tell whether there is one."""
LINES_A_POINT = 2
"""Lines to write on for each point of an open response."""
LINE = 1.5
"""Height of one, in lines of print."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item with its number on the paper, and the width (in em) and number of answer lines.

    One that is ``long`` would not fit a page, and may go over to the next.
    """

    number: int
    item: Item
    width: float
    lines: int = 1
    long: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is printed."""

    type: str
    points: int
    items: tuple[Numbered, ...]
    title: str = ""
    instructions: str = ""
    working: int = 0


def whole_line(edition: Edition) -> float:
    """Return the width of a line from margin to margin of an edition, in em."""
    two = edition.columns == 2 and edition.layout is Layout.STANDARD
    return COLUMN if two else WHOLE[edition.layout]


def parts(form: Form, whole: float = WHOLE[Layout.STANDARD]) -> Iterable[Part]:
    """Yield the sections with their items numbered through; ``whole`` is a line of the page."""
    number, most = 1, int(_lines_a_page(whole) * WORKING / LINE)
    for section in form.sections:
        gap, working = _gap_width(section, whole), min(section.working, most)
        numbered = tuple(
            Numbered(number + index, item, *_room(item, gap, whole), _is_long(item, whole, working))
            for index, item in enumerate(section.items)
        )
        number += len(numbered)
        points = sum(item.points for item in section.items)
        yield Part(section.type, points, numbered, section.title, section.instructions, working)


def minutes(form: Form) -> int:
    """Return the time that is allowed, or how long a form takes, rounded up to five minutes."""
    return form.minutes or math.ceil(sum(_minutes(item.interaction) for item in form.items) / 5) * 5


def grid_of(gaps: Gaps, whole: float) -> Grid:
    """Return how a table is set; in smaller type only on the full lines of the standard edition."""
    return grid(gaps, whole - INDENT, LEAST if whole == WHOLE[Layout.STANDARD] else 1.0)


def is_stacked(match: Match, whole: float) -> bool:
    """Whether a formula is too wide for prompts and responses side by side on lines so wide."""
    texts = (text for pair in match.pairs for text in pair)
    return max(map(formula_width, (*texts, *match.responses))) > whole * SIDE


def beside(choice: Choice, edition: Edition) -> int:
    """Return how many options stand side by side, up to four."""
    is_standard = edition.layout is Layout.STANDARD
    if not edition.abreast or not (is_standard or choice.is_pictured):
        return 1
    if choice.is_pictured:
        pictures = filter(None, (option.picture for option in choice.options))
        is_wide = is_standard and edition.columns == 1
        most = 4 if is_wide else 2
        if not any(map(sizes.has_words, pictures)):
            return most
        is_small = edition.layout is not Layout.LARGE_PRINT and whole_line(edition) != COLUMN
        return 2 if is_small or _is_larger_abreast(choice, edition) else 1
    texts = [option.text for option in choice.options]
    width = max(max(formula_width(text), _width(text)) for text in texts)
    room = whole_line(edition) - NUMBER - (MARK if edition.marks else 0)
    for count, share in BESIDE.items():
        left = len(texts) % count  # on the last line, where one alone looks lost
        if len(texts) >= count and left in {0, count - 1} - {1} and width <= room * share - LETTER:
            return count
    return 1


def enlarged(choice: Choice, edition: Edition) -> float:
    """Return how many times as large as usual the options are that are pictures.

    One below the other, drawings with words are no larger than lets all of them stand on a page.
    """
    usual = sizes.ENLARGED if edition.layout is Layout.LARGE_PRINT else 1.0
    if not choice.is_pictured or beside(choice, edition) > 1:
        return usual
    return round(min(usual, _fit(choice, edition)), 2)


def is_headed(choice: Choice, edition: Edition) -> bool:
    """Whether a letter stands above its picture, which has the room for words in large print."""
    pictures = filter(None, (option.picture for option in choice.options))
    is_large = edition.layout is Layout.LARGE_PRINT and beside(choice, edition) > 1
    return is_large and any(map(sizes.has_words, pictures))


def _is_larger_abreast(choice: Choice, edition: Edition) -> bool:
    """Whether drawings with words are larger side by side than one below the other on a page."""
    line = SIZES_MM[edition.paper][0] - 2 * MARGIN_MM
    share = HALF / 2 if whole_line(edition) == COLUMN else HALF
    wide = max(sizes.width(option.picture) for option in choice.options if option.picture)
    return wide > 0 and line * share > wide * _fit(choice, edition)


def _fit(choice: Choice, edition: Edition) -> float:
    """Return how many times as large as they ask for drawings with words can stand on one page."""
    whole = whole_line(edition)
    page = SIZES_MM[edition.paper][1] - 2 * MARGIN_MM
    lines = _lines_a_page(whole)
    above = STEM if whole == COLUMN else HEAD + STEM  # or the first page may hold the head alone
    left = page * (lines - above) / (lines + HEADING) - BELOW_MM * len(choice.options)
    asked = sum(sizes.height(option.picture) for option in choice.options if option.picture)
    return left / asked if asked else math.inf


def _width(text: str) -> float:
    """Return how long the words of a text are in print, in em."""
    words = plain(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in words)
    return (len(words) + wide) / IN_AN_EM


def _minutes(interaction: Interaction) -> float:
    match interaction:
        case TrueFalse():
            return 0.5
        case Choice() | TextEntry() | Numeric():
            return 1
        case Gaps(parts):
            return 0.5 + 0.5 * sum(not isinstance(part, str) for part in parts)
        case Match(pairs):
            return 0.5 * len(pairs)
        case Order(entries):
            return 0.5 * len(entries)
        case OpenResponse(guide):
            return 2.0 * len(guide)
        case _:
            assert_never(interaction)


def _gap_width(section: Section, whole: float) -> float:
    """Gaps of one section are equally long, so that their length tells nothing."""
    lengths = [
        len(plain(part.text))
        for item in section.items
        if isinstance(item.interaction, Gaps)
        for part in item.interaction.parts
        if not isinstance(part, str)
    ]
    return min(whole, max(SHORTEST, _em(max(lengths, default=0))))


def _room(item: Item, gap: float, whole: float) -> tuple[float, int]:
    """Return the width of an item's answer lines in em, and how many it has."""
    match item.interaction:
        case Gaps():
            return gap, 1
        case TextEntry(accepted):
            longest, model = max(len(plain(t)) for t in accepted), len(plain(accepted[0]))
            count = max(_lines(model, whole)[1], len(lines(accepted[0])))
            return (_lines(longest, whole)[0] if count == 1 else whole), count
        case Numeric(_, words):
            return _lines(len(plain(words)), whole)
        case TrueFalse():
            return whole, _lines(len(plain(item.stem)) // PART, whole)[1]
        case OpenResponse(guide):
            return whole, LINES_A_POINT * max(1, len(guide))
        case Choice() | Match() | Order():
            return whole, 1
        case _:
            assert_never(item.interaction)


def _lines(characters: int, whole: float) -> tuple[float, int]:
    """Return the shortest of the usual lines that fits, or as many whole ones as it takes."""
    needed = _em(characters)
    width = next((w for w in LENGTHS if needed <= w < whole), whole)
    return width, max(1, min(MOST_LINES, math.ceil(needed / width)))


def _em(characters: int) -> float:
    """Return the width that handwriting needs for some characters."""
    return round(characters * HANDWRITING, 1)


def _is_long(item: Item, whole: float, working: int) -> bool:
    """Whether an item may be taller than a page, whose lines are ``whole`` em wide.

    It has so many lines of room to work in.
    """
    if isinstance(item.interaction, Choice) and len(item.interaction.options) > MOST:
        return True
    table = 0.0
    texts = (item.stem, *given(item.interaction))
    if isinstance(item.interaction, Gaps) and item.interaction.columns:
        texts = (item.stem, *item.interaction.bank)
        table = height(item.interaction, grid_of(item.interaction, whole), whole)
    rows = sum(math.ceil(_width(text) / whole) for text in texts) + math.ceil(LINE * working)
    if item.excerpt:
        rows += math.ceil(LINE * LINES_A_POINT * item.points)
    leading = NASTALIQ if item.origins and item.language.tag.startswith("ur") else 1
    return rows * leading + table > _lines_a_page(whole)


def _lines_a_page(whole: float) -> float:
    """Return how many lines of print a page has for items, less those of a heading."""
    page = WHOLE[Layout.STANDARD] if whole == COLUMN else whole  # a column is as high as its page
    return page * LINES_A_PAGE - HEADING


def answer_letter(choice: Choice) -> str:
    """Return the letter of the key, or the letters of the keys."""
    return ", ".join(letter(i) for i, option in enumerate(choice.options) if option.correct)
