"""Rules about facts and cards: one module a family, and one row here for each rule."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.checks import cards, distractors, evidence, facts, items
from quizgen.diagnostics import Code, Diagnostic, Position, in_order
from quizgen.facts import Collection, Fact
from quizgen.model import Item, Note, Proposition
from quizgen.sources import SourceText


@dataclass(frozen=True, slots=True)
class Material:
    """What the rules look at: the collection, all that it asserts, and all its notes.

    ``texts`` are the sources' texts by citation key, or None where they are not to be checked.
    """

    collection: Collection
    propositions: Sequence[Proposition]
    notes: Sequence[Note]
    items: Sequence[Item]
    texts: Mapping[str, SourceText] | None = None


RULES: tuple[Callable[[Material], Iterable[Diagnostic]], ...] = (
    lambda m: facts.empty_decks(m.collection),
    lambda m: facts.facts_without_source(m.collection),
    lambda m: facts.long_lists(m.propositions),
    lambda m: facts.unknown_allowances(m.collection),
    lambda m: facts.broken_math(m.collection),
    lambda m: facts.media_remarks(m.collection),
    lambda m: cards.same_question(m.notes),
    lambda m: cards.answer_in_question(m.notes),
    lambda m: distractors.distractors(m.propositions),
    lambda m: items.items(m.items),
    lambda m: () if m.texts is None else evidence.evidence(m.collection, m.texts),
)

ELSEWHERE = frozenset({Code.GAP_RENUMBERED, Code.EMPTIED_CARD, Code.LOST_PICTURE})
"""Codes of what a build alone finds; whether an allowance for one is needed is not seen here."""


EVIDENCE = frozenset(
    {
        Code.NO_TEXT,
        Code.NO_EVIDENCE,
        Code.TERM_MISSING,
        Code.TERMS_APART,
        Code.NO_PLACE,
        Code.WRONG_PLACE,
    }
)
"""Codes that only a look at the sources' texts can find."""


def check(material: Material) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a collection, less what its facts allow."""
    found = [diagnostic for rule in RULES for diagnostic in rule(material)]
    unlooked = ELSEWHERE | (EVIDENCE if material.texts is None else frozenset())
    return in_order(_without_allowed(material.collection, found, unlooked))


def _without_allowed(
    collection: Collection, found: list[Diagnostic], unlooked: frozenset[Code]
) -> Iterator[Diagnostic]:
    """Leave out what a fact allows, and name the allowances that nothing needed."""
    home = _Homes(collection)
    used: set[tuple[str, str]] = set()
    for diagnostic in found:
        fact = home.of(diagnostic.position)
        if fact and diagnostic.code in fact.allow:
            used.add((str(fact.locate()), diagnostic.code))
        else:
            yield diagnostic
    for fact in home.facts:
        for code in fact.allow:
            if code in set(Code) - unlooked and (str(fact.locate()), code) not in used:
                said = f"'{code}' is allowed here, but nothing needs it"
                yield Diagnostic(fact.locate("allow", code), Code.USELESS_ALLOW, said, "delete it")


class _Homes:
    """Tells which fact a place in a file belongs to."""

    def __init__(self, collection: Collection) -> None:
        facts = [fact for deck in collection.decks for fact in deck.facts]
        self.facts = sorted(facts, key=lambda fact: fact.locate())
        self.starts = [fact.locate() for fact in self.facts]

    def of(self, position: Position) -> Fact | None:
        """Return the last fact that begins at or before a place in its file."""
        index = bisect_right(self.starts, position) - 1
        if index < 0 or self.starts[index].path != position.path:
            return None
        return self.facts[index]
