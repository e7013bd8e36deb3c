"""What may differ in a bank is found from what has changed in it: never too little."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from benchmarks.generated import decks
from quizgen.distractors.bank import FEW, Bank, Traits, traits_of
from quizgen.distractors.changes import Changes
from quizgen.distractors.lookups import WatchedBank, answers
from quizgen.language import language
from quizgen.model import Proposition
from quizgen.questions import items_of, subjects
from tests.conftest import Workspace

FACTS = 7 * FEW
"""Of which a fifth are people, more than are all weighed as neighbours."""
EDITED = "deck-0001"
EDITS = {
    "a role": (r"role: '(.)", r"role: 'The late \1"),
    "a note": (r"(years: [0-9/]+)\}", r"\1, note: On him.}"),
    "a date": (r"date: \d{4}", "date: 1701"),
    "a fact less": (r"(?m)^- \{person.*\n", ""),
    "two facts in turn": (r"(?m)^(- .*\n)(- .*\n)", r"\2\1"),
    "a name": (r"canal of (\w+)", r"canal of Upper \1"),
}


def _asserted(workspace: Workspace) -> dict[str, tuple[Proposition, ...]]:
    collection = workspace.read()
    return {deck.id: tuple(collection.propositions(deck)) for deck in collection.decks}


def _bank(asserted: Mapping[str, tuple[Proposition, ...]]) -> WatchedBank:
    every = [p for some in asserted.values() for p in some]
    return WatchedBank(Bank(every, language("en-GB"), traits_of(every)))


def _traits(asserted: Mapping[str, tuple[Proposition, ...]]) -> dict[str, tuple[Traits, ...]]:
    return {id_: traits_of(some) for id_, some in asserted.items()}


@pytest.mark.slow
def test_no_look_up_is_left_out_that_has_another_answer(workspace: Workspace) -> None:
    for id_, text in decks(FACTS, deck=FACTS // 3):
        (workspace.decks / f"{id_}.yaml").write_text(text)
    before = _asserted(workspace)
    bank = _bank(before)
    other = "deck-0002"
    list(items_of(before[other], bank))
    looked_up = [*bank.lookups.answers]
    for decision in bank.lookups.decisions.values():
        looked_up += decision.lookups
    asked = subjects(before[other])
    answered = answers(bank, looked_up, asked)
    path = workspace.decks / f"{EDITED}.yaml"
    original = path.read_text()
    for edit, (old, new) in EDITS.items():
        path.write_text(re.sub(old, new, original, count=1))
        assert path.read_text() != original, edit
        now = _asserted(workspace)
        may_differ = Changes(_traits(before), _traits(now)).may_concern(other)
        again = answers(_bank(now), looked_up, asked)
        differing = {lookup for lookup in answered if answered[lookup] != again[lookup]}
        suspected = set(filter(may_differ, answered))
        assert differing <= suspected, edit
        assert len(suspected) < len(answered) / 4, edit
    assert not any(map(Changes(_traits(before), _traits(before)).may_concern(other), answered))
