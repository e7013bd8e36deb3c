"""A deck without facts."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.row import COLLECTION, Rule
from quizgen.checks.stages.releases import WHO
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection

EMPTY_DECK = Code(
    name="empty-deck",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says="A deck has no facts.",
    why="It makes an empty package, and no page.",
    source="",
    bad=Facts(""),
    good=Facts(WHO),
)


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield the decks that have none."""
    for deck in collection.decks:
        if not deck.facts:
            message = f"the deck '{deck.id}' has no facts"
            yield Diagnostic(deck.locate("deck"), EMPTY_DECK, message, "add some under 'facts:'")


RULE = Rule((EMPTY_DECK,), COLLECTION, problems)
