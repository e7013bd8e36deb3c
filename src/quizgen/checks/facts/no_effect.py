"""What is asked for and changes nothing: a wording that is never used, an option without a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from quizgen.checks.row import DECKS, Decks, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection, Deck, Fact
from quizgen.facts.parts import NO_DISTRACTORS, NO_WORDING

NO_EFFECT = Code(
    name="no-effect",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says="`ask`, `reverse`, `accept`, `distractors` or an option of `anki` changes nothing.",
    why="Its curator waits for a card that never comes, or for an answer to be marked right. A "
    "statement is not asked in words of one's own, a list not back, and each of its members has an "
    "`accept` of its own; a choice card wants two `distractors`, a timeline three dated events.",
    source="",
    bad=Facts("- {statement: 'The [Eagle] landed.', id: eagle, reverse: yes}\n"),
    good=Facts("- {term: Eagle, id: eagle, means: the lunar module of Apollo 11, reverse: yes}\n"),
)

OPTIONS = {
    "choice": "give its facts two 'distractors' or more",
    "timeline": "it takes three events with dates that do not overlap",
}
"""What an option of the deck needs to make a card, by its name, which is that of the note type."""


_ANSWERS: Mapping[str, tuple[Any, str]] = {
    "accept": ((), "has no one answer that it could go with"),
    "distractors": (NO_DISTRACTORS, "is asked without wrong answers"),
}
"""Keys of other answers, right and wrong: what each is when it is left out, and why it may be."""
_DOUBTS = {"forward": "in words of your own", "reverse": "back"}


def problems(decks: Decks) -> Iterator[Diagnostic]:
    """Yield the keys of facts that have no effect, then the options of decks that have none."""
    types = {(note.origin.deck, note.type.key) for note in decks.notes}
    for deck in decks.collection.decks:
        for option, need in OPTIONS.items():
            if deck.facts and getattr(deck.anki, option) and (deck.id, option) not in types:
                message = f"'{option}' makes no card in '{deck.id}'"
                yield Diagnostic(deck.locate("anki", option), NO_EFFECT, message, need)
        for fact in deck.facts:
            yield from _of_fact(decks.collection, deck, fact)


def _of_fact(collection: Collection, deck: Deck, fact: Fact) -> Iterator[Diagnostic]:
    for key, (nothing, why) in _ANSWERS.items():
        without = fact if getattr(fact, key) == nothing else replace(fact, **{key: nothing})
        if without is not fact and _is_all_the_same(collection, deck, fact, without):
            message = f"'{key}' has no effect: {_kind_of(fact)} {why}"
            yield Diagnostic(fact.locate(key), NO_EFFECT, message, "leave it out")
    if fact.ask == NO_WORDING and not fact.reverse:
        return
    for direction, doubt in _DOUBTS.items():
        wording = getattr(fact.ask, direction)
        if wording and _is_idle(collection, deck, fact, direction, wording):
            message = f"'ask' has no effect: {_kind_of(fact)} is not asked {doubt}"
            yield Diagnostic(fact.locate("ask"), NO_EFFECT, message, "leave it out")
    never = replace(fact, reverse=False, ask=replace(fact.ask, reverse=None))
    always = replace(never, reverse=True)
    if fact.reverse and _is_all_the_same(collection, deck, always, never):
        message = f"'reverse' has no effect: {_kind_of(fact)} is not asked back"
        yield Diagnostic(fact.locate("reverse"), NO_EFFECT, message, "leave it out")


def _kind_of(fact: Fact) -> str:
    """Return the kind of a fact with its article."""
    return f"{'an' if fact.kind[0] in 'aeiou' else 'a'} {fact.kind}"


def _is_idle(collection: Collection, deck: Deck, fact: Fact, direction: str, wording: str) -> bool:
    """Whether all that is asserted stays the same whatever a question is worded like."""
    one, other = (
        replace(fact, ask=replace(fact.ask, **{direction: text}))
        for text in (wording, f"{wording}?")
    )
    return _is_all_the_same(collection, deck, one, other)


def _is_all_the_same(collection: Collection, deck: Deck, *facts: Fact) -> bool:
    """Whether facts assert the same."""
    first, *others = (list(collection.propositions(replace(deck, facts=(f,)))) for f in facts)
    return all(asserted == first for asserted in others)


RULE = Rule((NO_EFFECT,), DECKS, problems)
