"""What a fact allows, with a reason: a code that is none, and one that nothing needs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection as Codes
from collections.abc import Iterable, Iterator

from quizgen.checks.row import Stage
from quizgen.checks.stages.keys import WRONG_VALUE
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Position, Severity, suggestion
from quizgen.facts import Collection, Fact

USELESS_ALLOW = Code(
    name="useless-allow",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says="A fact allows a check that finds nothing in it.",
    why="An allowance that is left behind will silence the next mistake.",
    source="ruff's unused-noqa (RUF100)",
    bad=Facts(
        "- question: Where was the accord of 1988 signed?\n  id: where\n  answer: Geneva\n"
        "  allow: {answer-in-question: it was there once}\n"
    ),
    good=Facts("- {question: Where was the accord of 1988 signed?, id: where, answer: Geneva}\n"),
)

STAGE = Stage((USELESS_ALLOW, WRONG_VALUE), "what facts allow, after all other checks")


def unknown(collection: Collection, names: Codes[str]) -> Iterator[Diagnostic]:
    """Yield the allowances for a check that is none; ``names`` are those of all checks."""
    for fact in _facts(collection):
        for name in fact.allow:
            if name not in names:
                place = fact.locate("allow", name)
                hint = suggestion(name, names) or "see 'quizgen check --explain'"
                yield Diagnostic(place, WRONG_VALUE, f"there is no check '{name}'", hint)


def without_allowed(
    collection: Collection, diagnostics: Iterable[Diagnostic], seen: Codes[str]
) -> Iterator[Diagnostic]:
    """Leave out what facts allow, and add the allowances that nothing needed.

    ``seen`` are the names of the checks of which none can come from elsewhere.
    """
    facts = _FactsByPlace(collection)
    used: set[tuple[Position, str]] = set()
    for diagnostic in diagnostics:
        fact = facts.at(diagnostic.position)
        if fact and diagnostic.code.name in fact.allow:
            used.add((fact.locate(), diagnostic.code.name))
        else:
            yield diagnostic
    for fact in facts.sorted:
        for name in fact.allow:
            if name in seen and (fact.locate(), name) not in used:
                message = f"'{name}' is allowed here, but nothing needs it"
                yield Diagnostic(fact.locate("allow", name), USELESS_ALLOW, message, "delete it")


def _facts(collection: Collection) -> Iterator[Fact]:
    for deck in collection.decks:
        yield from deck.facts


class _FactsByPlace:
    """Tells which fact a place in a file belongs to."""

    def __init__(self, collection: Collection) -> None:
        self.sorted = sorted(_facts(collection), key=lambda fact: fact.locate())
        self.starts = [fact.locate() for fact in self.sorted]

    def at(self, position: Position) -> Fact | None:
        """Return the last fact that begins at or before a place in its file."""
        index = bisect_right(self.starts, position) - 1
        if index < 0 or self.starts[index].path != position.path:
            return None
        return self.sorted[index]
