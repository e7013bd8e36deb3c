"""A collection without a deck."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.row import COLLECTION, Rule
from quizgen.checks.stages.releases import WHO
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Files, Severity
from quizgen.facts import Collection

NO_DECK = Code(
    name="no-deck",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says="The folder has a collection and no deck.",
    why="There is nothing to check or to make, and it may be the wrong folder.",
    source="",
    bad=Files({}),
    good=Facts(WHO),
)


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield one where there is no deck at all."""
    if not collection.decks:
        message = "there is no deck in this folder yet"
        hint = "write one into a file beside this one, beginning with 'deck: <title>'"
        yield Diagnostic(collection.locate(), NO_DECK, message, hint)


RULE = Rule((NO_DECK,), COLLECTION, problems, compares=True)
