"""Rules about facts as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.diagnostics import Code, Diagnostic
from quizgen.facts import Collection
from quizgen.model import Enumeration, Proposition

LONGEST_LIST = 7
"""Members that can be learnt as one list (Wozniak's rules 9 and 10: no sets, no enumerations)."""


def empty_decks(collection: Collection) -> Iterator[Diagnostic]:
    """A deck without facts makes an empty package."""
    for deck in collection.decks:
        if not deck.facts:
            said = f"the deck '{deck.id}' has no facts"
            yield Diagnostic(deck.locate("deck"), Code.EMPTY_DECK, said, "add some under 'facts:'")


def facts_without_source(collection: Collection) -> Iterator[Diagnostic]:
    """A fact that names no source cannot be checked; no rule where there is no list of sources."""
    if not collection.references:
        return
    for deck in collection.decks:
        for fact in deck.facts:
            if not deck.passages(fact):
                said = f"the fact '{fact.id}' names no source"
                hint = "give it or its deck a 'source'"
                yield Diagnostic(fact.locate(), Code.NO_SOURCE, said, hint)


def long_lists(propositions: Iterable[Proposition]) -> Iterator[Diagnostic]:
    """A long enumeration is learnt badly."""
    for p in propositions:
        if isinstance(p, Enumeration) and len(p.members) > LONGEST_LIST:
            said = f"the list has {len(p.members)} members"
            hint = f"regroup it into lists of up to {LONGEST_LIST}"
            yield Diagnostic(p.origin.locate(), Code.LONG_LIST, said, hint)


def unknown_allowances(collection: Collection) -> Iterator[Diagnostic]:
    """An allowance for a code that does not exist silences nothing."""
    for deck in collection.decks:
        for fact in deck.facts:
            for code in fact.allow:
                if code not in set(Code):
                    place = fact.locate("allow", code)
                    yield Diagnostic(place, Code.WRONG_VALUE, f"there is no check '{code}'")
