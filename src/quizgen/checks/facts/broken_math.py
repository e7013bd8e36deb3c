"""Formulas that are no TeX, or not the TeX that is set."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen import text
from quizgen.checks.facts.texts import within
from quizgen.checks.row import COLLECTION, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Locator, Position, Severity
from quizgen.facts import Collection
from quizgen.facts.column import Columns

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
    """Yield each text of a fact, or of what else ``locate`` finds the keys of, in the same way.

    The columns of a fact are left out: they are looked at once, with its deck.
    """
    for place, markdown in within(value, without=frozenset(), skipped=Columns):
        if "\\" in markdown:
            yield locate(*place), markdown


RULE = Rule((BROKEN_MATH,), COLLECTION, problems)
