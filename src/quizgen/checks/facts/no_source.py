"""A fact without a source, in a collection that has sources."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.row import COLLECTION, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection, Fact

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
    """Yield the facts that name none; nothing where there is no list of sources.

    Of a deck in which none does, it is told once: a teacher's own list of words has no source.
    """
    if not collection.references:
        return
    for deck in collection.decks:
        without = [fact for fact in deck.facts if not deck.passages(fact)]
        if 1 < len(without) == len(deck.facts) and not any(_is_allowed(fact) for fact in without):
            message = f"none of the {len(without)} facts of '{deck.id}' names a source"
            yield Diagnostic(deck.locate(), NO_SOURCE, message, "give the deck a 'source'")
            continue
        for fact in without:
            message = f"the fact '{fact.id}' names no source"
            hint = "give it or its deck a 'source'"
            yield Diagnostic(fact.locate(), NO_SOURCE, message, hint)


def _is_allowed(fact: Fact) -> bool:
    return NO_SOURCE.name in fact.allow


RULE = Rule((NO_SOURCE,), COLLECTION, problems)
