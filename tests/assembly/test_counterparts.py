"""Forms that vary in their items: each of them is as sound a paper as the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from quizgen.assembly import counterparts, forms
from quizgen.model import Blueprint, Form, Item, Vary, Wanted
from tests.assembly.bank import choice, item

PAPER = Blueprint("test", "A test", (Wanted("choice", 6, tags=("war",)),), forms=6, vary=Vary.ITEMS)


@pytest.fixture(autouse=True)
def level(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each form be levelled, however little it is off."""
    monkeypatch.setattr(counterparts, "OFF", 0.0)


def items() -> Iterator[Item]:
    """Yield two items of each fact, of which none, one or both are derived, some by another tag."""
    for number in range(48):
        fact, second = divmod(number, 2)
        yield item(
            f"d/f{fact}/a{second}/choice",
            choice(number),
            f"Q{number}?",
            fact=f"f{fact}",
            difficulty=0.4 + 0.004 * (number * 7 % 29),
            derived=fact % 3 == 0 or (fact % 3 == 2 and second == 1),
            tags=("peace",) if fact % 6 == 5 else ("war",),
        )


def made(paper: Blueprint) -> Iterator[Form]:
    for seed in range(8):
        yield from forms(replace(paper, seed=seed), items())


def test_each_form_is_whole_and_tests_no_fact_twice() -> None:
    first: dict[int, tuple[Item, ...]] = {}
    others = 0
    for form in made(PAPER):
        assert len({fact for each in form.items for fact in each.facts}) == len(form.items) == 6
        assert all("war" in each.origins[0].tags for each in form.items)
        own = first.setdefault(form.seed, form.items)
        others += len({each.id for each in form.items} - {each.id for each in own})
    assert others > 30


def test_what_every_paper_is_to_hold_is_on_each_form() -> None:
    for form in made(replace(PAPER, include=("d/f3", "d/f4/a1/choice"))):
        assert any(each.facts == ("d/f3",) for each in form.items)
        assert any(each.id == "d/f4/a1/choice" for each in form.items)


def test_a_fact_is_tested_twice_where_it_may_be_but_what_is_derived_of_it_once() -> None:
    twice = 0
    for form in made(replace(PAPER, repeat=True)):
        assert len({each.id for each in form.items}) == 6
        counted = Counter(each.facts for each in form.items)
        derived = Counter(each.facts for each in form.items if each.derived)
        assert max(derived.values(), default=1) == 1
        twice += max(counted.values()) > 1
    assert twice
