"""The version map: which question of one version stands where in another, and its answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from quizgen.formats.pages.rendering import render
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Edition,
    Form,
    Gap,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.records import dataclass
from quizgen.text import letter, plain

ACROSS = 4
"""Versions side by side on one page; more go below."""
LONGEST = 60
"""Characters of an answer that is written; the key has the rest."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A question in one version: its number there, and its answer as a text without markup."""

    number: int
    answer: str


@dataclass(frozen=True, slots=True)
class Row:
    """One place: its section's type and title, and the number and answer in each version."""

    type: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Some versions side by side."""

    labels: tuple[str, ...]
    rows: tuple[Row, ...]


def version_map(forms: Sequence[Form], edition: Edition, language: Language) -> bytes:
    """Return one page for all versions, in the order of version A."""
    return render(
        "print/versions.html",
        language,
        form=forms[0],
        edition=edition,
        blocks=tuple(_blocks(forms, language)),
        same_items=len({frozenset(item.id for item in form.items) for form in forms}) == 1,
    )


def _blocks(forms: Sequence[Form], language: Language) -> Iterator[Block]:
    titles = {item.id: section.title for section in forms[0].sections for item in section.items}
    for start in range(0, len(forms), ACROSS):
        beside = forms[start : start + ACROSS]
        columns = [_cells(form, language) for form in beside]
        rows = (
            Row(item.type, titles[item.id], tuple(column[number] for column in columns))
            for number, item in enumerate(forms[0].items, 1)
        )
        yield Block(tuple(form.label for form in beside), tuple(rows))


def _cells(form: Form, language: Language) -> dict[int, Cell]:
    """Return, by the number in version A, what stands in this version's column."""
    pairs = zip(form.counterparts, form.items, strict=True)
    return {
        counterpart: Cell(number, shortened(brief(item, language)))
        for number, (counterpart, item) in enumerate(pairs, 1)
    }


def shortened(text: str) -> str:
    """Return a text of so many characters at the most, without markup."""
    text = " ".join(plain(text).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def brief(item: Item, language: Language) -> str:
    """Return the answer of an item in one line: letters and numbers where it has them."""
    match item.interaction:
        case Choice() as choice:
            return "".join(map(letter, choice.keys))
        case TrueFalse(answer):
            return language.say("paper.true" if answer else "paper.false")
        case TextEntry(accepted):
            return accepted[0]
        case Numeric(shown=words):
            return words
        case Gaps(parts):
            return "; ".join(part.text for part in parts if isinstance(part, Gap))
        case Match(pairs, responses):
            return " ".join(letter(responses.index(response)) for _, response in pairs)
        case Order(entries):
            return " ".join(str(entry.rank) for entry in entries)
        case OpenResponse(guide):
            return "; ".join(guide)
        case _:
            assert_never(item.interaction)
