"""The version map: which question of one version is which of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.formats.pages.rendering import render
from quizgen.language import Language
from quizgen.model import Choice, Edition, Form, Item
from quizgen.text import letter

ACROSS = 8
"""Versions side by side on one page; more go below."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question: its section's type, and its number and answer in each version."""

    type: str
    cells: tuple[str, ...]


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
        blocks=tuple(_blocks(forms)),
    )


def _blocks(forms: Sequence[Form]) -> Iterator[Block]:
    for start in range(0, len(forms), ACROSS):
        beside = forms[start : start + ACROSS]
        columns = [_cells(form) for form in beside]
        rows = (
            Row(item.type, tuple(column[number] for column in columns))
            for number, item in enumerate(forms[0].items, 1)
        )
        yield Block(tuple(form.label for form in beside), tuple(rows))


def _cells(form: Form) -> dict[int, str]:
    """Return, by the number in version A, what stands in this version's column."""
    return {
        counterpart: f"{number}{_letters(item)}"
        for number, (counterpart, item) in enumerate(
            zip(form.counterparts, form.items, strict=True), 1
        )
    }


def _letters(item: Item) -> str:
    if not isinstance(item.interaction, Choice):
        return ""
    return " " + "".join(map(letter, item.interaction.keys))
