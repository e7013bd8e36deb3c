"""Rules about facts and cards: one module a family, and one row here for each rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.checks import cards, distractors, evidence, facts, items
from quizgen.diagnostics import Code, Diagnostic, in_order
from quizgen.facts import Collection
from quizgen.model import Item, Note, Proposition
from quizgen.sources import SourceText


@dataclass(frozen=True, slots=True)
class Material:
    """What the rules look at: the collection, all that it asserts, and all its notes.

    ``texts`` are the sources' texts by citation key, or None where they are not to be checked; so
    are ``items``, which cost more than all the rest and are looked at by ``quizgen check`` alone.
    """

    collection: Collection
    propositions: Sequence[Proposition]
    notes: Sequence[Note]
    texts: Mapping[str, SourceText] | None = None
    items: Sequence[Item] | None = None


RULES: tuple[Callable[[Material], Iterable[Diagnostic]], ...] = (
    lambda m: facts.empty_decks(m.collection),
    lambda m: facts.facts_without_source(m.collection),
    lambda m: facts.long_lists(m.propositions),
    lambda m: facts.unknown_allowances(m.collection),
    lambda m: cards.same_question(m.notes),
    lambda m: cards.answer_in_question(m.notes),
    lambda m: distractors.distractors(m.propositions),
    lambda m: () if m.items is None else items.items(m.items),
    lambda m: () if m.texts is None else evidence.evidence(m.collection, m.texts),
)

ITEM_CODES = items.CODES
"""What only a look at the items can find."""


def check(material: Material) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a collection, less what its facts allow."""
    found = [diagnostic for rule in RULES for diagnostic in rule(material)]
    unlooked = ITEM_CODES if material.items is None else frozenset()
    return in_order(_without_allowed(material.collection, found, unlooked))


def _without_allowed(
    collection: Collection, found: list[Diagnostic], unlooked: frozenset[Code]
) -> Iterator[Diagnostic]:
    """Leave out what a fact allows, and name the allowances that nothing needed."""
    spans = {
        (fact.locate().path, fact.locate().line): fact
        for deck in collection.decks
        for fact in deck.facts
        if fact.allow
    }
    used: set[tuple[str, int, str]] = set()
    for diagnostic in found:
        place = (diagnostic.position.path, diagnostic.position.line)
        fact = spans.get(place)
        if fact and diagnostic.code in fact.allow:
            used.add((*place, diagnostic.code))
        else:
            yield diagnostic
    for (path, line), fact in spans.items():
        for code in fact.allow:
            if code in set(Code) - unlooked and (path, line, code) not in used:
                said = f"'{code}' is allowed here, but nothing needs it"
                yield Diagnostic(fact.locate("allow", code), Code.USELESS_ALLOW, said, "delete it")
