"""Pieces of assembly by small banks, and forms as text, so that none ever changes for a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.assembly import Assembler, Pool, assemble, forms, worksheet_blueprint
from quizgen.assembly.selection import Shortage, belongs, select
from quizgen.model import (
    Blueprint,
    Choice,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Level,
    Match,
    Option,
    Order,
    Ranked,
    TextEntry,
    TrueFalse,
    Vary,
    Wanted,
)
from tests.assembly.bank import bank, choice, item, origin, word

PLAN = Blueprint(
    "plan",
    "A plan",
    (
        Wanted("truefalse", 4),
        Wanted("choice", 8, points=2),
        Wanted("match", 1),
        Wanted("order", 1),
        Wanted("short", 4),
    ),
    seed=7,
    forms=3,
    minutes=20,
)


def outline(form: Form) -> Iterator[str]:
    head = f"{form.title} {form.label}: {form.blueprint}, seed {form.seed}, {form.minutes} minutes"
    yield f"{head}, {form.points} points; {form.counterparts}"
    for section in form.sections:
        yield f"  {section.type}"
        for entry in section.items:
            yield f"    {entry.id} ({entry.points}) {contents(entry)}"


def contents(entry: Item) -> str:
    match entry.interaction:
        case Choice(options):
            return " | ".join(f"{'*' * o.correct}{o.text}" for o in options)
        case Order(entries):
            return " | ".join(e.text for e in entries)
        case Match(pairs, responses):
            return f"{' | '.join('-'.join(pair) for pair in pairs)} of {', '.join(responses)}"
        case TrueFalse(answer):
            return str(answer)
        case _:
            return ""


@pytest.mark.parametrize("vary", Vary)
def test_forms_are_the_same_for_ever(vary: Vary, golden: Callable[[Path, str], None]) -> None:
    plans = [replace(PLAN, vary=vary), replace(PLAN, vary=vary, seed=8, id="other")]
    lines = [line for plan in plans for form in forms(plan, bank()) for line in outline(form)]
    golden(Path(__file__).parent / "golden" / f"{vary}.txt", "\n".join(lines) + "\n")


# --- the pool ---------------------------------------------------------------------------------


def stems(texts: list[str], answer: str) -> Pool:
    asked = [item(f"i{n}", TextEntry((word(n),)), text) for n, text in enumerate(texts)]
    return Pool([*asked, item("told", TextEntry((answer,)), "Which town?")])


@pytest.mark.parametrize(
    ("texts", "answer", "is_crowding"),
    [
        (["Who left Rome?"] * 5, "Rome", True),
        (["Who left Rome?"] * 4, "Rome", False),
        (["Who left Rome?"] * 5, "Milan", False),
        (["Who left Rome?"] * 5, "Rome fell", False),
        (["Who left Rome?"] * 5 + ["Who left Oslo for Rome?"] * 4, "left Oslo", False),
        (["Who left Oslo for Rome?"] * 5 + ["Who left Rome?"], "left Oslo", True),
        (["Who left Oslo for Rome?"] * 4 + ["Who left Rome for Oslo?"] * 5, "left Oslo", False),
    ],
)
def test_an_answer_that_stands_in_many_stems_crowds_out_all_others(
    texts: list[str], answer: str, is_crowding: bool
) -> None:
    assert stems(texts, answer).crowding == ({"told"} if is_crowding else set())


def test_items_are_found_by_type_and_topic() -> None:
    here = item("a", TextEntry(("Ann",)))
    there = item("b", TextEntry(("Bob",)), deck="e")
    pool = Pool([here, there, item("c", TrueFalse(True))])
    assert list(pool.of_type("short")) == [here, there]
    assert list(pool.of_topic("short", "e")) == [there]
    assert list(pool.of_topic("short", "f")) == list(pool.of_type("order")) == []


# --- selection --------------------------------------------------------------------------------


def chosen(items: list[Item], count: int, type_: str = "short", seed: int = 0) -> list[str]:
    blueprint = Blueprint("b", "B", (Wanted(type_, count),), seed=seed)
    return [entry.id for entry in assemble(blueprint, items).items]


def test_what_no_curator_has_worded_comes_after_what_one_has() -> None:
    derived = [item(f"d{n}", TextEntry((word(n),)), derived=True) for n in range(8)]
    worded = [item(f"w{n}", TextEntry((word(20 + n),)), level=Level.DETAIL) for n in range(4)]
    for seed in range(5):
        assert {id_[0] for id_ in chosen([*derived, *worded], 4, seed=seed)} == {"w"}


def test_what_crowds_out_others_comes_last() -> None:
    stems_ = [item(f"s{n}", TextEntry((word(n),)), f"{word(50 + n)} Rome?") for n in range(6)]
    rome = item("rome", TextEntry(("Rome",)), "Which town?")
    for seed in range(5):
        assert "rome" not in chosen([rome, *stems_], 6, seed=seed)


def test_core_facts_are_drawn_sooner() -> None:
    items = [
        item(f"{level}-{n}", TextEntry((word(40 * level.rank + n),)), level=level)
        for level in Level
        for n in range(30)
    ]
    drawn = [id_ for seed in range(20) for id_ in chosen(items, 12, seed=seed)]
    counts = [sum(id_.startswith(level) for id_ in drawn) for level in Level]
    assert counts[0] > counts[1] > counts[2]


def test_the_scarcest_section_is_filled_first() -> None:
    """One fact has the only ordering; the choice that it has, too, leaves it to that."""
    both = [item("o", Order((Ranked("x", 1), Ranked("y", 2))), type_="order", fact="f")]
    both += [item("c", choice(1), fact="f"), item("d", choice(2), fact="g")]
    for seed in range(8):
        plan = Blueprint("b", "B", (Wanted("choice", 1), Wanted("order", 1)), seed=seed)
        assert [entry.id for entry in Assembler(plan, both).form(0).items] == ["d", "o"]


def of_two(interaction: Interaction | None = None) -> Item:
    """Return an item of two facts, in two decks."""
    one, other = origin("f", "d", "war", "north"), origin("g", "e", "war", "south")
    shape = interaction or TextEntry(("Ann",))
    return replace(item("i", shape, level=Level.USEFUL), origins=(one, other))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted("short", 1), True),
        (Wanted("choice", 1), False),
        (Wanted("short", 1, bank=True), False),
        (Wanted("short", 1, decks=("d", "e", "c")), True),
        (Wanted("short", 1, decks=("d", "c")), False),
        (Wanted("short", 1, levels=(Level.CORE, Level.USEFUL)), True),
        (Wanted("short", 1, levels=(Level.CORE, Level.DETAIL)), False),
        (Wanted("short", 1, facts=("d/f", "e/g", "e/h")), True),
        (Wanted("short", 1, facts=("d/f",)), False),
        (Wanted("short", 1, tags=("north", "south")), True),
        (Wanted("short", 1, tags=("war",)), True),
        (Wanted("short", 1, tags=("north",)), False),
    ],
)
def test_what_a_section_wants(wanted: Wanted, expected: bool) -> None:
    """Each fact of an item has to be of the decks, of the facts, and to have one of the tags."""
    assert belongs(of_two(), wanted) is expected


def test_a_section_wants_gaps_with_a_bank_of_words_or_without() -> None:
    parts = ("It was ", Gap(1, "hot"), ".")
    for bank_ in (("hot", "cold"), ()):
        gaps = item("i", Gaps(parts, bank_))
        for wanted in (True, False):
            assert belongs(gaps, Wanted("gaps", 1, bank=wanted)) is (wanted is bool(bank_))


def test_an_item_is_taken_once_even_if_facts_may_repeat() -> None:
    items = [item("a", choice(1), fact="f"), item("b", choice(2), fact="f")]
    sections = (Wanted("choice", 1), Wanted("choice", 2))
    for seed in range(6):
        plan = Blueprint("b", "B", sections, seed=seed, repeat=True)
        form = assemble(plan, items)
        assert sorted(entry.id for entry in form.items) == ["a", "b"]
    (section,) = assemble(replace(plan, repeat=False), items).sections
    assert len(section.items) == 1


def test_of_true_and_false_none_is_ahead_by_two() -> None:
    """So of many that are true only one more is taken than there are false ones."""
    items = [item(f"{n}", TrueFalse(n != 3), f"{word(n)}.") for n in range(9)]
    for seed in range(6):
        ids = chosen(items, 5, "truefalse", seed)
        assert "3" in ids
        assert len(ids) == 3


def rivals() -> list[Item]:
    """Return an item that goes with neither of two others, which go together."""
    rome, oslo = (item(town, TextEntry((town,)), f"{word(n)}?") for n, town in enumerate(TOWNS))
    return [item("both", TextEntry(("Ann",)), "Who left Rome for Oslo?"), rome, oslo]


TOWNS = ("Rome", "Oslo")


def test_what_does_not_fit_at_the_first_draw_is_drawn_again() -> None:
    for seed in range(12):
        assert sorted(chosen(rivals(), 2, seed=seed)) == ["Oslo", "Rome"]


def test_of_what_is_never_whole_the_fullest_is_taken() -> None:
    """All items that there are do not go together: what is short is what no draw could fit."""
    sections = (Wanted("truefalse", 1), Wanted("short", 3), Wanted("choice", 2))
    items = [*rivals(), item("t", TrueFalse(True), "So?"), item("c", choice(9))]
    for seed in range(12):
        blueprint = Blueprint("b", "B", sections, seed=seed)
        selection = select(blueprint, Pool(items))
        assert [len(chosen_) for chosen_ in selection.items] == [1, 2, 1]
        assert selection.shortages == (
            Shortage(2, sections[1], 3, 2),
            Shortage(3, sections[2], 1, 1),
        )


@pytest.mark.parametrize(
    ("there", "fit", "end"),
    [
        (3, 3, "there are no more"),
        (5, 3, "of the 5 that there are, no more fit one paper"),
    ],
)
def test_a_shortage_is_a_sentence(there: int, fit: int, end: str) -> None:
    shortage = Shortage(2, Wanted("short", 9), there, fit)
    assert shortage.short == 6
    assert str(shortage) == f"section 2 has 3 of 9 items of type 'short': {end}"
    tagged = Shortage(1, Wanted("short", 9, tags=("war", "peace")), there, fit)
    assert "of type 'short' (tags war, peace): " in str(tagged)


# --- counterparts -----------------------------------------------------------------------------


def stands_in(own: Item, other: Item) -> bool:
    """Whether either of two items ever stands in for the other, which is in version A."""
    plan = Blueprint("b", "B", (Wanted(own.type, 1),), forms=6, vary=Vary.ITEMS)
    for seed in range(9):
        first, *others = (
            [i.id for i in f.items] for f in forms(replace(plan, seed=seed), [own, other])
        )
        if any(ids != first for ids in others):
            return True
    return False


OWN = item("own", choice(1))


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        (OWN, item("i", choice(2)), True),
        (OWN, item("i", choice(2), derived=True), False),
        (OWN, item("i", choice(2), points=2), False),
        (OWN, item("i", choice(2), deck="e"), False),
        (OWN, item("i", choice(2, sorted_=True)), False),
        (
            item("own", choice(1, sorted_=True)),
            item("i", choice(2, sorted_=True)),
            True,
        ),
        (item("own", TrueFalse(True)), item("i", TrueFalse(True)), True),
        (item("own", TrueFalse(True)), item("i", TrueFalse(False)), False),
    ],
)
def test_what_stands_in_for_an_item(own: Item, other: Item, expected: bool) -> None:
    assert stands_in(own, other) is expected


@pytest.mark.parametrize(("apart", "expected"), [(0.05, True), (0.07, False)])
def test_what_stands_in_is_as_difficult_within_bounds(apart: float, expected: bool) -> None:
    """One is harder and one easier, so that the mean stays."""
    own = [item(f"own-{d}", choice(n), deck=d) for n, d in enumerate("de")]
    others = [
        item("hard", choice(3), deck="d", difficulty=0.5 + apart),
        item("easy", choice(4), deck="e", difficulty=0.5 - apart),
    ]
    plan = Blueprint("b", "B", (Wanted("choice", 2),), forms=9, vary=Vary.ITEMS)
    seeds = [
        [{i.id for i in f.items} for f in forms(replace(plan, seed=n), [*own, *others])]
        for n in range(9)
    ]
    both = ({"own-d", "own-e"}, {"hard", "easy"})
    assert any(all(ids in found for ids in both) for found in seeds) is expected


def test_what_stands_in_gives_away_nothing_of_the_rest() -> None:
    rome, who = item("a", TextEntry(("Rome",)), "Which town?"), item("b", TextEntry(("Ann",)))
    tells = item("c", TextEntry(("Bob",)), "Who left Rome?")
    plan = Blueprint("b", "B", (Wanted("short", 2),), forms=9, vary=Vary.ITEMS)
    for seed in range(9):
        for form in forms(replace(plan, seed=seed), [rome, who, tells]):
            assert not {"a", "c"} <= {entry.id for entry in form.items}


def test_the_mean_difficulty_is_held() -> None:
    items = [item(f"i{n}", TextEntry((word(n),)), difficulty=0.4 + n / 100) for n in range(40)]
    plan = Blueprint("b", "B", (Wanted("short", 8),), forms=20, vary=Vary.ITEMS)
    for seed in range(5):
        first, *others = forms(replace(plan, seed=seed), items)
        for form in others:
            assert len({i.id for i in form.items} - {i.id for i in first.items}) >= 4
            assert abs(form.difficulty / first.difficulty - 1) <= 0.012


# --- arrangement ------------------------------------------------------------------------------


def test_easier_levels_come_first_and_points_are_the_sections() -> None:
    items = [item(str(n), choice(n), level=list(Level)[n % 3], points=3) for n in range(9)]
    form = assemble(Blueprint("b", "B", (Wanted("choice", 9, points=2),)), items)
    assert [entry.level.rank for entry in form.items] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert {entry.points for entry in form.items} == {2}
    own = assemble(Blueprint("b", "B", (Wanted("choice", 9),)), items)
    assert {entry.points for entry in own.items} == {3}


@pytest.mark.parametrize("sorted_", [0, 3])
def test_keys_are_spread_over_the_letters_those_of_sorted_options_counted_in(sorted_: int) -> None:
    items = [item(str(n), choice(n, sorted_=n < sorted_)) for n in range(9)]
    for seed in range(5):
        form = assemble(Blueprint("b", "B", (Wanted("choice", 9),), seed=seed), items)
        keys = [e.interaction.keys[0] for e in form.items if isinstance(e.interaction, Choice)]
        assert sorted(keys) == [0, 0, 0, 1, 1, 1, 2, 2, 2]


def test_options_of_which_several_are_right_stand_anywhere() -> None:
    options = tuple(Option(word(n), correct=n < 2) for n in range(5))
    several = item("several", Choice(options), type_="multiple")
    plan = Blueprint("b", "B", (Wanted("multiple", 1),))
    keys = set()
    for seed in range(20):
        (printed,) = assemble(replace(plan, seed=seed), [several]).items
        assert isinstance(printed.interaction, Choice)
        assert sorted(o.text for o in printed.interaction.options) == sorted(map(word, range(5)))
        keys.add(printed.interaction.keys)
    assert any(second - first > 1 for first, second in keys)


def test_entries_are_never_given_in_their_order() -> None:
    for seed in range(9):
        for count in (2, 3):
            entries = tuple(Ranked(word(n), n) for n in range(count))
            plan = Blueprint("b", "B", (Wanted("order", 1),), seed=seed)
            (one,) = assemble(plan, [item("o", Order(entries), type_="order")]).items
            assert isinstance(one.interaction, Order)
            assert one.interaction.entries != entries
            assert sorted(one.interaction.entries, key=lambda e: e.rank) == list(entries)


def test_entries_that_are_alike_have_no_other_order() -> None:
    entries = (Ranked("x", 1), Ranked("x", 1))
    plan = Blueprint("b", "B", (Wanted("order", 1),))
    (one,) = assemble(plan, [item("o", Order(entries), type_="order")]).items
    assert one.interaction == Order(entries)


# --- worksheets -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        (0, [1, 1, 1, 1, 1, 1, 1]),
        (4, [1, 1, 1, 1, 1, 1, 1]),
        (11, [1, 2, 1, 1, 1, 2, 1]),
        (20, [3, 5, 1, 3, 1, 5, 1]),
        (31, [4, 7, 1, 4, 1, 7, 1]),
        (99, [5, 8, 1, 5, 1, 8, 1]),
    ],
)
def test_a_worksheet_grows_with_its_deck_up_to_a_point(facts: int, counts: list[int]) -> None:
    blueprint = worksheet_blueprint("moon", "The Moon", facts)
    assert (blueprint.id, blueprint.title) == ("worksheet/moon", "The Moon")
    types = ["truefalse", "choice", "match", "gaps", "order", "short", "source-work"]
    assert [(w.type, w.items) for w in blueprint.sections] == list(zip(types, counts, strict=True))
