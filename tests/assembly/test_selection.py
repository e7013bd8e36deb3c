"""Which items may stand on a paper, and which of them are taken."""

from __future__ import annotations

from dataclasses import replace

from quizgen.assembly.pool import Pool
from quizgen.assembly.selection import belongs, select, suits
from quizgen.model import (
    Blueprint,
    Directions,
    Item,
    Media,
    TextEntry,
    Wanted,
)
from tests.assembly.bank import choice, item, word

ONE = item("d/one/answer/short", TextEntry((word(1),)), tags=("war", "peace"), fact="one")


def test_an_item_of_several_facts_is_of_them_all() -> None:
    other = item("x", ONE.interaction, deck="e", fact="two", tags=("war",)).origins
    both = replace(ONE, origins=(*ONE.origins, *other))
    assert belongs(both, Wanted("short", 1, decks=("d", "e"), facts=("d/one", "e/two")))
    for section in (
        Wanted("short", 1, decks=("d",)),
        Wanted("short", 1, facts=("d/one",)),
        Wanted("short", 1, tags=("peace",)),
    ):
        assert belongs(ONE, section)
        assert not belongs(both, section)


def taken(blueprint: Blueprint, *items: Item) -> set[str]:
    section, pool = blueprint.sections[0], Pool(items)
    return {each.id for each in items if suits(each, section, blueprint, pool)}


PAPER = Blueprint("test", "A test", (Wanted("short", 2),))


def test_a_paper_asks_in_the_direction_that_is_wanted() -> None:
    back = item("d/one/answer/reverse/short", TextEntry((word(2),)), fact="one")
    alone = item("d/two/answer/short", TextEntry((word(3),)), fact="two")
    every = (ONE, back, alone)
    ways = {way: taken(replace(PAPER, directions=way), *every) for way in Directions}
    assert ways == {
        Directions.MIXED: {ONE.id, back.id, alone.id},
        Directions.FORWARD: {ONE.id, alone.id},
        Directions.REVERSE: {back.id, alone.id},
    }


def test_what_is_derived_is_left_out_of_the_types_that_are_named() -> None:
    derived = item("d/two/answer/short", TextEntry((word(2),)), fact="two", derived=True)
    assert taken(PAPER, ONE, derived) == {ONE.id, derived.id}
    assert taken(replace(PAPER, without_derived=("choice",)), ONE, derived) == {ONE.id, derived.id}
    assert taken(replace(PAPER, without_derived=("short",)), ONE, derived) == {ONE.id}


def test_facts_may_be_left_out() -> None:
    assert taken(replace(PAPER, exclude=("d/two",)), ONE) == {ONE.id}
    assert taken(replace(PAPER, exclude=("d/one",)), ONE) == set()


def test_what_is_to_be_on_a_paper_is_there_whatever_is_drawn() -> None:
    items = [item(f"d/f{n}/a/choice", choice(n), f"Q{n}?", fact=f"f{n}") for n in range(20)]
    for number in range(0, 20, 5):
        for named in (f"d/f{number}", f"d/f{number}/a/choice"):
            paper = Blueprint("test", "A test", (Wanted("choice", 2),), include=(named,))
            (section,) = select(paper, Pool(items)).items
            assert len(section) == 2
            assert items[number] in section


def test_single_items_may_be_asked_for() -> None:
    assert belongs(ONE, Wanted("short", 1, ids=(ONE.id, "d/two/answer/short")))
    assert not belongs(ONE, Wanted("short", 1, ids=("d/two/answer/short",)))


def test_what_is_heard_stands_in_sections_for_listening_alone() -> None:
    sound = replace(ONE.origins[0], front_media=(Media("a.mp3", b"a"),))
    heard = replace(ONE, stem="", origins=(sound,))
    assert heard.is_heard is not ONE.is_heard
    for each in (ONE, heard):
        assert belongs(each, Wanted("short", 1, listening=True)) is each.is_heard
        assert belongs(each, Wanted("short", 1)) is not each.is_heard


def test_what_is_derived_of_a_fact_is_asked_once_even_where_facts_may_be_tested_twice() -> None:
    items = [
        item(f"d/{fact}/a{n}/choice", choice(n), f"Q{n}?", fact=fact, derived=fact == "one")
        for n, fact in enumerate(("one", "one", "two", "two"))
    ]
    paper = Blueprint("test", "A test", (Wanted("choice", 4),), repeat=True)
    (section,) = select(paper, Pool(items)).items
    assert sorted(each.facts for each in section) == [("d/one",), ("d/two",), ("d/two",)]


def test_what_is_not_derived_of_a_fact_is_asked_beside_what_is() -> None:
    items = [
        item(f"d/{fact}/a{n}/choice", choice(n), f"Q{n}?", fact=fact, derived=n < 2, tags=(str(n),))
        for n, fact in enumerate(("one", "two", "one", "two"))
    ]
    sections = (Wanted("choice", 1, tags=("0",)), Wanted("choice", 3, tags=("1", "2", "3")))
    selection = select(Blueprint("test", "A test", sections, repeat=True), Pool(items))
    assert [len(section) for section in selection.items] == [1, 3]
