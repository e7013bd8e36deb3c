"""What a version map tells: where a question of one version stands in others, and its answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.formats.shortly import shortly
from quizgen.language import Language
from quizgen.model import Form
from quizgen.records import dataclass

ACROSS = 4
"""Versions side by side on one page; more go below."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A question in one version: its number there, and its answer as a text without markup."""

    number: int
    answer: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """One place: its section's type and title, and the number and answer in each version."""

    type: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Some versions side by side."""

    labels: tuple[str, ...]
    rows: tuple[MapRow, ...]


def are_same(forms: Sequence[Form]) -> bool:
    """Whether all versions hold the same items."""
    return len({frozenset(item.id for item in form.items) for form in forms}) == 1


def blocks(forms: Sequence[Form], language: Language) -> Iterator[Block]:
    """Yield the versions, so many side by side, place by place in the order of version A."""
    titles = {item.id: section.title for section in forms[0].sections for item in section.items}
    for start in range(0, len(forms), ACROSS):
        beside = forms[start : start + ACROSS]
        columns = [_cells(form, language) for form in beside]
        rows = (
            MapRow(item.type, titles[item.id], tuple(column[number] for column in columns))
            for number, item in enumerate(forms[0].items, 1)
        )
        yield Block(tuple(form.label for form in beside), tuple(rows))


def _cells(form: Form, language: Language) -> dict[int, Cell]:
    """Return, by the number in version A, what stands in this version's column."""
    pairs = zip(form.counterparts, form.items, strict=True)
    return {
        counterpart: Cell(number, shortly(item, language))
        for number, (counterpart, item) in enumerate(pairs, 1)
    }
