"""A fact without a source, in a collection that has sources."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.row import COLLECTION, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection

SOURCES = {"decks/sources.yaml": "references:\n- {id: hansen-2005, type: book, title: First Man}\n"}

NO_SOURCE = Code(
    name="no-source",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says="A fact names no source, though the collection has `sources.yaml`.",
    why="What nobody can look up cannot be corrected either.",
    source="Wozniak's twenty rules, 18: provide sources",
    bad=Facts("- {question: Who?, id: who, answer: Armstrong}\n", files=SOURCES),
    good=Facts(
        "- {question: Who?, id: who, answer: Armstrong, source: hansen-2005}\n", files=SOURCES
    ),
)


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield the facts that name none; nothing where there is no list of sources."""
    if not collection.references:
        return
    for deck in collection.decks:
        for fact in deck.facts:
            if not deck.passages(fact):
                message = f"the fact '{fact.id}' names no source"
                hint = "give it or its deck a 'source'"
                yield Diagnostic(fact.locate(), NO_SOURCE, message, hint)


RULE = Rule((NO_SOURCE,), COLLECTION, problems)
