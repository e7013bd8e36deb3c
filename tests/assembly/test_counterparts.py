"""Forms that vary in their items: each of them is as sound a paper as the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest

from quizgen.assembly import counterparts, forms
from quizgen.assembly.counterparts import Counterparts
from quizgen.assembly.pool import Pool
from quizgen.assembly.selection import Selection
from quizgen.model import Blueprint, Form, Item, TextEntry, Vary, Wanted
from tests.assembly.bank import choice, item, word

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


@pytest.mark.parametrize(
    ("command", "expected"), [("", ["", ""]), ("x", ["x --forms 1-1", "x --forms 2-2"])]
)
def test_each_form_says_how_it_alone_is_made_again(command: str, expected: list[str]) -> None:
    paper = replace(PAPER, forms=2, command=command)
    assert [form.command for form in forms(paper, items())] == expected


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


def of_fact(fact: int, second: int) -> Item:
    """Return one of two items of a fact, of which none, one, the other or both are derived."""
    derived = bool(fact >> second & 1)
    return item(
        f"d/f{fact}/a{second}/short",
        TextEntry((word(2 * fact + second),)),
        word(300 + 2 * fact + second),
        fact=f"f{fact}",
        derived=derived,
        tags=(str(derived),),
    )


@pytest.mark.parametrize("repeat", [False, True])
def test_whatever_two_items_may_be_in_one_form_are_in_one_of_many(repeat: bool) -> None:
    bank = [of_fact(fact, second) for fact in range(4) for second in range(2)]
    together = set[frozenset[Item]]()
    for seed, sorts in product(
        range(24), (("True", "True"), ("True", "False"), ("False", "False"))
    ):
        sections = tuple(Wanted("short", 1, tags=(sort,)) for sort in sorts)
        paper = replace(PAPER, sections=sections, seed=seed, forms=9, repeat=repeat)
        _, *others = forms(paper, bank)
        together |= {frozenset(form.items) for form in others}
    assert together == {
        frozenset((one, other))
        for one, other in combinations(bank, 2)
        if one.facts != other.facts or (repeat and not (one.derived and other.derived))
    }


@pytest.mark.parametrize("others", [1, 3])
def test_what_papers_take_last_stands_in_where_nothing_else_does(others: int) -> None:
    """An answer that stands in many stems crowds out all others."""
    crowd = item("d/crowd", TextEntry(("Rome",)), word(99))
    fair = [item(f"d/fair{n}", TextEntry((word(n),)), word(50 + n)) for n in range(others)]
    stems = [
        item(f"d/long{n}", choice(200 + n), f"{word(100 + n)} Rome {word(150 + n)}")
        for n in range(9)
    ]
    paper = replace(PAPER, sections=(Wanted("short", 1),), forms=30)
    taken = {form.items[0] for form in forms(paper, [crowd, *fair, *stems])}
    assert taken == ({*fair} if others > 1 else {*fair, crowd})


@pytest.mark.parametrize(
    ("offs", "expected"),
    [((0.04, 0.04, -0.05), [0.5, 0.54, 0.45]), ((0.02, 0.04, -0.03), [0.52, 0.5, 0.47])],
)
def test_as_few_as_it_takes_are_put_back_to_level_a_form(
    offs: tuple[float, ...], expected: list[float]
) -> None:
    """Those that are furthest off come first; back come those that bring the mean nearer."""
    bank = [
        item(
            f"d/f{place}/a{second}/short",
            TextEntry((word(2 * place + second),)),
            word(50 + 2 * place + second),
            fact=f"f{place}",
            difficulty=0.5 + off * second,
            tags=(str(place),),
        )
        for place, off in enumerate(offs)
        for second in range(2)
    ]
    sections = tuple(Wanted("short", 1, tags=(str(place),)) for place in range(3))
    first = Selection(tuple((own,) for own in bank[::2]))
    others = Counterparts(replace(PAPER, sections=sections), Pool(bank), first).items("B")
    assert [other.difficulty for (other,) in others] == expected
