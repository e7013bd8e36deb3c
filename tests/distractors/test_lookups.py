"""Whether the items of a deck are still as they were made is known from what they looked up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quizgen.digests import digest_of
from quizgen.distractors.bank import Bank
from quizgen.distractors.lookups import Lookups, WatchedBank, answers, still_hold
from quizgen.language import language
from quizgen.model import Item, Proposition
from quizgen.questions import items_of, subjects
from tests.conftest import Workspace

OURS = """
- {question: Which city is on a lake?, id: lake, answer: Geneva, type: city, distractors: [Lyon]}
- {question: Which city is on a river?, id: river, answer: Basel, type: city}
- {event: The fall of the king, id: fall, date: 1850}
- {event: The end of the war, id: end, date: 1855-03}
- {claim: The king erred, id: erred, by: Ann, distractors: [Bob]}
- {claim: The queen was late, id: late, by: Ann}
"""
THEIRS = """
- {question: Which city has a port?, id: port, answer: Genoa, type: city}
- {question: Which city has a tower?, id: tower, answer: Pisa, type: city}
- {question: Which city has two rivers?, id: two, answer: Lyon, type: town}
- {event: The last of all, id: last, date: 1900}
- {claim: The bridge was weak, id: bridge, by: Bob, distractors: [Ann]}
"""


def asserted(workspace: Workspace, theirs: str) -> tuple[list[Proposition], Bank]:
    """Return what a deck asserts, and a bank of it and of another."""
    workspace.deck(OURS, "ours")
    workspace.deck(theirs, "theirs")
    every = workspace.propositions()
    bank = Bank(every, language("en-GB"))
    return [p for p in every if p.origin.deck == "ours"], bank


def made(ours: Sequence[Proposition], bank: Bank) -> tuple[list[Item], Lookups]:
    watched = WatchedBank(bank)
    return list(items_of(ours, watched)), watched.lookups


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [
        ("Genoa", "Genua", False),
        ("Which city has two rivers?", "Which city has a hill?", False),
        ("Which city has a port?", "Which city is on a river?", False),
        ("1900", "1950", False),
        ("1900", "1852", False),
        ("1900", "1901", False),
        ("answer: Pisa", "answer: Pisa, note: It leans.", True),
        ("Pisa, type: city", "Pisa, type: tower", False),
        ("", "", True),
    ],
)
def test_what_was_looked_up_holds_where_the_items_are_the_same(
    old: str, new: str, is_same: bool, workspace: Workspace
) -> None:
    ours, bank = asserted(workspace, THEIRS)
    before, lookups = made(ours, bank)
    same, now = asserted(workspace, THEIRS.replace(old, new))
    assert digest_of(same) == digest_of(ours)
    assert (made(same, now)[0] == before) is is_same
    assert still_hold(lookups, lambda: subjects(ours), lambda: now) is is_same


def test_what_cannot_have_changed_is_not_looked_up_again(workspace: Workspace) -> None:
    ours, bank = asserted(workspace, THEIRS)
    _, lookups = made(ours, bank)

    def none() -> Bank:
        raise AssertionError("nothing was to be looked up")

    assert still_hold(lookups, lambda: subjects(ours), none, lambda _: False)
    _, other = asserted(workspace, THEIRS.replace("Genoa", "Genua"))
    assert still_hold(lookups, lambda: subjects(ours), lambda: other, lambda what: "1900" in what)


def test_what_is_looked_up_once_more_has_the_same_answers(workspace: Workspace) -> None:
    ours, bank = asserted(workspace, THEIRS)
    _, lookups = made(ours, bank)
    every = {**lookups.answers}
    for decision in lookups.decisions.values():
        again = answers(WatchedBank(bank), decision.lookups, subjects(ours))
        assert tuple(again) == decision.lookups
        assert digest_of(again) == decision.answers
        every |= again
    assert {what.partition(" ")[0] for what in every} == {
        "about",
        "index",
        "near",
        "newest",
        "true",
    }


def test_what_is_no_longer_there_does_not_hold(workspace: Workspace) -> None:
    ours, bank = asserted(workspace, THEIRS)
    for lookup in ("near theirs/none", "index  os:getcwd", "index  quizgen.quiz:none", "x y"):
        assert not still_hold(Lookups({lookup: ""}), lambda: subjects(ours), lambda: bank)
