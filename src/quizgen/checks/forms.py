"""Rules about a form: what its items do to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from quizgen.checks.items import items
from quizgen.diagnostics import Code, Diagnostic, in_order
from quizgen.giveaways import trace
from quizgen.model import Choice, Form

FEWEST_KEYS = 8
"""So few keys cannot be spread evenly."""
EVEN = 1.6
"""No letter has so many times its share of the keys."""


def form(made: Form, *, repeat: bool = False) -> tuple[Diagnostic, ...]:
    """Return every flaw of a form and of its items; ``repeat`` allows a fact twice."""
    rules: tuple[Callable[[Form], Iterable[Diagnostic]], ...] = (
        lambda f: items(f.items),
        lambda f: () if repeat else _facts_twice(f),
        _given_away,
        _uneven_keys,
    )
    return in_order(diagnostic for rule in rules for diagnostic in rule(made))


def _facts_twice(made: Form) -> Iterator[Diagnostic]:
    tested = Counter(fact for item in made.items for fact in item.facts)
    for item in made.items:
        for origin in item.origins:
            if tested[origin.id] > 1:
                said = (
                    f"version {made.label} tests the fact '{origin.id}' {tested[origin.id]} times"
                )
                yield Diagnostic(origin.locate(), Code.FACT_TWICE, said)


def _given_away(made: Form) -> Iterator[Diagnostic]:
    traces = [(item, trace(item)) for item in made.items]
    for item, shown in traces:
        for other, asked in traces:
            if item is not other and shown.gives_away(asked):
                said = f"version {made.label}: '{item.id}' gives away the answer of '{other.id}'"
                yield Diagnostic(item.origins[0].locate(), Code.ANSWER_GIVEN_AWAY, said)


def _uneven_keys(made: Form) -> Iterator[Diagnostic]:
    choices = [item.interaction for item in made.items if isinstance(item.interaction, Choice)]
    single = [choice for choice in choices if len(choice.keys) == 1]
    if len(single) < FEWEST_KEYS:
        return
    letters = Counter(choice.keys[0] for choice in single)
    share = sum(1 / len(choice.options) for choice in single)
    place, count = max(letters.items(), key=lambda entry: (entry[1], -entry[0]))
    if count > EVEN * share + 1:
        said = f"version {made.label}: {count} of {len(single)} keys are {'ABCDEFGH'[place]}"
        position = made.items[0].origins[0].locate()
        yield Diagnostic(position, Code.UNEVEN_KEYS, said)
