"""What is asked for and changes nothing: a wording that is never used, an option without a card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizgen.checks.row import DECKS, Decks, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection, Deck, Fact
from quizgen.facts.parts import NO_WORDING

NO_EFFECT = Code(
    name="no-effect",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says="`ask`, `reverse` or an option of `anki` is set, and nothing is asked otherwise for it.",
    why="Its curator waits for a card that never comes. A statement is not asked in words of one's "
    "own, a list not back; a choice card wants two `distractors`, a timeline three dated events.",
    source="",
    bad=Facts("- {statement: 'The [Eagle] landed.', id: eagle, reverse: yes}\n"),
    good=Facts("- {term: Eagle, id: eagle, means: the lunar module of Apollo 11, reverse: yes}\n"),
)

OPTIONS = {
    "choice": "give its facts two 'distractors' or more",
    "timeline": "it takes three events with dates that do not overlap",
}
"""What an option of the deck needs to make a card, by its name, which is that of the note type."""


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
    if fact.ask == NO_WORDING and not fact.reverse:
        return
    for direction, doubt in _DOUBTS.items():
        wording = getattr(fact.ask, direction)
        if wording and _is_idle(collection, deck, fact, direction, wording):
            message = f"'ask' has no effect: {_kind_of(fact)} is not asked {doubt}"
            yield Diagnostic(fact.locate("ask"), NO_EFFECT, message, "leave it out")
    never = replace(fact, reverse=False, ask=replace(fact.ask, reverse=None))
    always = replace(never, reverse=True)
    if fact.reverse and _asserted(collection, deck, always) == _asserted(collection, deck, never):
        message = f"'reverse' has no effect: {_kind_of(fact)} is not asked back"
        yield Diagnostic(fact.locate("reverse"), NO_EFFECT, message, "leave it out")


def _kind_of(fact: Fact) -> str:
    """Return the kind of a fact with its article."""
    return f"{'an' if fact.kind[0] in 'aeiou' else 'a'} {fact.kind}"


def _is_idle(collection: Collection, deck: Deck, fact: Fact, direction: str, wording: str) -> bool:
    """Whether all that is asserted stays the same whatever a question is worded like."""
    first, second = (
        _asserted(collection, deck, replace(fact, ask=replace(fact.ask, **{direction: text})))
        for text in (wording, f"{wording}?")
    )
    return first == second


def _asserted(collection: Collection, deck: Deck, fact: Fact) -> list[object]:
    return list(collection.propositions(replace(deck, facts=(fact,))))


RULE = Rule((NO_EFFECT,), DECKS, problems)
