"""Formulas that are no TeX, or not the TeX that is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from quizgen import text
from quizgen.checks.row import COLLECTION, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Locator, Position, Severity
from quizgen.facts import Collection
from quizgen.facts.column import Columns
from quizgen.facts.row import Content

SQUARE = "- {question: What is the derivative of the square of x?, id: square, answer: '%s'}\n"

BROKEN_MATH = Code(
    name="broken-math",
    severity=Severity.ERROR,
    family=Family.FACTS,
    says=r"What stands between `\(` and `\)` is no TeX, or has a command that is not set.",
    why="Anki would show an error in its place, and paper something else than was meant.",
    source="",
    bad=Facts(SQUARE % r"\(2x^\)"),
    good=Facts(SQUARE % r"\(2x\)"),
)

Place = tuple[str | int, ...]


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield what is wrong with each formula, wherever in a fact or a deck's head it stands."""
    for position, markdown in formulas(collection):
        for fault in text.broken_math(markdown):
            yield Diagnostic(position, BROKEN_MATH, fault.message, fault.hint)


def formulas(collection: Collection) -> Iterator[tuple[Position, str]]:
    """Yield each text of a collection that may have a formula, and where it stands."""
    yield from formulas_in(
        {"title": collection.title, "about": collection.about}, collection.locate
    )
    for deck in collection.decks:
        head = {"deck": deck.deck, "about": deck.about, "columns": deck.columns}
        yield from formulas_in(head, deck.locate)
        for fact in deck.facts:
            yield from formulas_in(fact, fact.locate)


def formulas_in(value: object, locate: Locator) -> Iterator[tuple[Position, str]]:
    """Yield each text of a fact, or of what else ``locate`` finds the keys of, in the same way."""
    for place, markdown in _within(value):
        yield locate(*place), markdown


def _within(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield the texts in a value that have a backslash, each with the way to it."""
    inner: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, str):
        if "\\" in value:
            yield place, value
    elif isinstance(value, Columns):
        return  # they are looked at once, with their deck
    elif isinstance(value, Content) and value.html:
        return  # it is no Markdown, and Anki alone shows it
    elif isinstance(value, tuple):
        inner = enumerate(value)
    elif isinstance(value, Mapping):
        inner = value.items()
    elif is_dataclass(value):
        inner = ((name, getattr(value, name)) for name in _names(type(value)))  # type: ignore[arg-type]  # a class is hashable
    for key, part in inner:
        if part:  # most fields are empty
            yield from _within(part, (*place, key))


@cache
def _names(cls: type[Any]) -> tuple[str, ...]:
    """Return the fields of a class, looked up once: facts are many, and have thirty each."""
    return tuple(field.name for field in fields(cls))


RULE = Rule((BROKEN_MATH,), COLLECTION, problems)
