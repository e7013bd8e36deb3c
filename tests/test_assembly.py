"""Forms: no fact twice, no item that gives away another, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.assembly import assemble, worksheet_blueprint
from quizgen.model import Blueprint, Choice, Form, Item, Match, Order, TrueFalse, Wanted
from quizgen.text import fold
from quizgen.works import Works, load
from tests.conftest import ROOT, Project


@lru_cache(maxsize=1)
def shipped() -> Works:
    return load(ROOT / "decks")[0]


def every_item() -> list[Item]:
    return [item for items in shipped().items.values() for item in items]


SECTIONS = tuple(
    Wanted(type_, count)
    for type_, count in [
        ("truefalse", 5),
        ("choice", 12),
        ("match", 2),
        ("gaps", 4),
        ("order", 2),
        ("short", 8),
    ]
)


def form(seed: int, label: str = "A") -> Form:
    return assemble(Blueprint("test", "Test", SECTIONS, seed), every_item(), label)


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_a_form_keeps_its_promises(seed: int) -> None:
    made = form(seed)
    assert made == form(seed)
    counts = Counter(item.type for item in made.items)
    assert counts == {wanted.type: wanted.items for wanted in SECTIONS}
    facts = [fact for item in made.items for fact in item.facts]
    assert len(set(facts)) == len(facts)
    for item in made.items:
        if isinstance(item.interaction, Order):
            ranks = [entry.rank for entry in item.interaction.entries]
            assert sorted(ranks) == list(range(1, len(ranks) + 1)) != ranks
        if isinstance(item.interaction, Match):
            assert {r for _, r in item.interaction.pairs} <= set(item.interaction.responses)


@settings(max_examples=20)
@given(st.integers(0, 2**32))
def test_no_stem_holds_the_answer_of_another_choice(seed: int) -> None:
    chosen = [item for item in form(seed).items if isinstance(item.interaction, Choice)]
    for item in chosen:
        assert isinstance(item.interaction, Choice)
        (key,) = [fold(o.text) for o in item.interaction.options if o.correct]
        for other in chosen:
            if len(key) > 3:
                assert f" {key} " not in f" {fold(other.stem)} ", (item.id, other.id)


def test_keys_spread_over_the_letters() -> None:
    places: Counter[int] = Counter()
    for seed in range(40):
        for item in form(seed).items:
            if isinstance(item.interaction, Choice) and len(item.interaction.options) == 4:
                places[[o.correct for o in item.interaction.options].index(True)] += 1
    total = sum(places.values())
    assert all(abs(places[place] / total - 0.25) < 0.08 for place in range(4)), places


def test_true_and_false_are_in_balance() -> None:
    wanted = Blueprint("test", "Test", (Wanted("truefalse", 6),), 3)
    answers = [
        item.interaction.answer
        for item in assemble(wanted, every_item()).items
        if isinstance(item.interaction, TrueFalse)
    ]
    assert 2 <= sum(answers) <= 4


def test_other_labels_and_seeds_give_other_forms() -> None:
    assert len({form(1), form(2), form(1, "B")}) == 3


def test_another_fact_does_not_reorder_what_is_in_the_others() -> None:
    items = every_item()
    one = {item.id: item for item in assemble(Blueprint("t", "T", SECTIONS, 1), items).items}
    fewer = [item for item in items if "geneva-accords/withdrawal" not in item.facts]
    other = {item.id: item for item in assemble(Blueprint("t", "T", SECTIONS, 1), fewer).items}
    same = one.keys() & other.keys()
    assert len(same) > 10
    for id_ in same:
        if isinstance(one[id_].interaction, Order):
            assert one[id_] == other[id_]


def test_a_small_bank_gives_a_small_form(project: Project) -> None:
    project.deck("- {question: Who?, id: who, answer: She, distractors: [Him, Them]}")
    works, _ = load(project.decks)
    (deck,) = works.collection.decks
    blueprint = worksheet_blueprint("small", "Small", 1)
    made = assemble(blueprint, works.items["small"])
    assert works.worksheet(deck).items == works.worksheet(deck).items
    assert [item.type for item in made.items] == ["choice"]
    assert made.points == 1
