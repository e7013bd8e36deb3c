"""Math that is no TeX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from quizgen import text
from quizgen.checks.row import COLLECTION, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection

SQUARE = "- {question: What is the derivative of the square of x?, id: square, answer: '%s'}\n"

BROKEN_MATH = Code(
    name="broken-math",
    severity=Severity.ERROR,
    family=Family.FACTS,
    says=r"What stands between `\(` and `\)` is no TeX.",
    why="Anki shows an error in its place, and paper cannot set it.",
    source="",
    bad=Facts(SQUARE % r"\(2x^\)"),
    good=Facts(SQUARE % r"\(2x\)"),
)


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield the broken math of each fact, wherever in it that stands."""
    for deck in collection.decks:
        for fact in deck.facts:
            for tex in _math_in(fact):
                message = f"the math '{tex}' is not TeX"
                hint = r"mend it, or write '\\(' for a bracket"
                yield Diagnostic(fact.locate(), BROKEN_MATH, message, hint)


def _math_in(value: object) -> Iterator[str]:
    """Yield the broken math in any text of a fact."""
    if isinstance(value, str):
        if "\\(" in value:
            yield from text.broken_math(value)
    elif not value:
        return  # most fields are empty
    elif isinstance(value, tuple):
        for part in value:
            yield from _math_in(part)
    elif isinstance(value, Mapping):
        yield from _math_in(tuple(value.values()))
    elif is_dataclass(value):
        for name in _names(type(value)):  # type: ignore[arg-type]  # a class is hashable
            yield from _math_in(getattr(value, name))


@cache
def _names(cls: type[Any]) -> tuple[str, ...]:
    """Return the fields of a class, looked up once: facts are many, and have thirty each."""
    return tuple(field.name for field in fields(cls))


RULE = Rule((BROKEN_MATH,), COLLECTION, problems)
