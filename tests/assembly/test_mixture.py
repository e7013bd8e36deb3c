"""What a paper is made of where nobody says, and what one type lacks given to the others."""

from __future__ import annotations

import pytest

from quizgen.assembly.mixture import capacities, mixed
from quizgen.assembly.pool import Pool
from quizgen.model import Item, TextEntry, TrueFalse, Wanted
from quizgen.project import load
from tests.assembly.bank import choice, item, word
from tests.conftest import ROOT

GIVEN = Wanted("", 0)


def pool(choices: int = 0, shorts: int = 0, statements: int = 0, deck: str = "d") -> Pool:
    """Return a bank of items that all go together."""
    items = [item(f"c{n}", choice(n), deck=deck) for n in range(choices)]
    items += [item(f"s{n}", TextEntry((word(600 + n),)), deck=deck) for n in range(shorts)]
    items += [item(f"t{n}", TrueFalse(n % 2 == 0), deck=deck) for n in range(statements)]
    return Pool(items)


def counts(items: int, types: list[str], bank: Pool, given: Wanted = GIVEN) -> dict[str, int]:
    sections = mixed(items, types, given, bank)
    assert len({section.type for section in sections}) == len(sections)
    return {section.type: section.items for section in sections}


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (20, {"truefalse": 5, "choice": 9, "short": 6}),
        (3, {"choice": 2, "short": 1}),
        (2, {"choice": 1, "short": 1}),
        (1, {"choice": 1}),
    ],
)
def test_the_usual_mixture(items: int, expected: dict[str, int]) -> None:
    """A twentieth of it or more each; what there is none of goes to the others, one by one."""
    assert counts(items, [], pool(30, 30, 30)) == expected


def test_of_the_types_named_as_many_each_in_the_order_of_a_paper() -> None:
    bank = pool(30, 30, 30)
    assert list(counts(9, ["short", "truefalse", "choice"], bank).items()) == [
        ("truefalse", 3),
        ("choice", 3),
        ("short", 3),
    ]
    assert counts(8, ["short", "choice"], bank) == {"choice": 4, "short": 4}
    assert counts(7, ["short", "choice"], bank) == {"choice": 4, "short": 3}


def test_what_one_type_lacks_the_others_make_up_for() -> None:
    assert counts(9, ["choice", "short", "truefalse"], pool(1, 30, 30)) == {
        "truefalse": 4,
        "choice": 1,
        "short": 4,
    }
    assert counts(9, ["choice", "short", "truefalse"], pool(0, 4, 30)) == {
        "truefalse": 5,
        "short": 4,
    }
    assert counts(9, ["choice", "short"], pool(2, 3)) == {"choice": 2, "short": 3}
    assert counts(9, ["choice"], pool()) == {}


def test_what_was_wanted_of_all_is_wanted_of_each() -> None:
    both = Pool([*pool(9, 9).items, *_renamed(pool(9, 9, deck="e").items)])
    given = Wanted("", 0, decks=("e",))
    sections = mixed(20, ["choice", "short"], given, both)
    assert [(s.type, s.items, s.decks) for s in sections] == [
        ("choice", 9, ("e",)),
        ("short", 9, ("e",)),
    ]


def _renamed(items: tuple[Item, ...]) -> list[Item]:
    return [
        item(f"e/{i.id}", choice(40 + n) if i.type == "choice" else TextEntry((word(n),)), deck="e")
        for n, i in enumerate(items)
    ]


def test_how_many_of_each_type_alone_fit_one_paper() -> None:
    most = capacities(GIVEN, 5, pool(3, 9))
    assert {type_: count for type_, count in most.items() if count} == {"choice": 3, "short": 5}


def test_a_short_paper_takes_what_there_is() -> None:
    """Of so few items most types have no share; they step in where the others have nothing."""
    assert counts(1, [], pool(0, 1)) == {"short": 1}
    assert counts(2, [], pool(0, 0, 5)) == {"truefalse": 2}
    assert counts(3, [], pool(1, 1, 5)) == {"truefalse": 1, "choice": 1, "short": 1}
    assert counts(1, [], pool()) == {}


def test_items_of_many_facts_leave_the_others_enough() -> None:
    """There are eighteen facts, each of which is tested once, and a table has five of them."""
    project, _ = load(ROOT / "tests" / "decks" / "europe")
    types = ["choice", "short", "numeric", "match", "table"]
    assert counts(18, types, project.pool) == {"choice": 7, "short": 5, "numeric": 6}
    few = {"choice": 3, "short": 3, "numeric": 2, "match": 1, "table": 1}
    assert counts(10, types, project.pool) == few
