"""What must hold of every item, over the shipped decks and over made-up ones."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pytest

from benchmarks.__main__ import generated, guessed
from quizgen.checks.row import Material
from quizgen.checks.table import check
from quizgen.diagnostics import has_errors
from quizgen.model import (
    Association,
    Choice,
    Enumeration,
    Gap,
    Gaps,
    Item,
    Match,
    Order,
    Proposition,
)
from quizgen.project import Project
from quizgen.questions import QUESTION_TYPES, Bank
from quizgen.text import fold
from quizgen.wording import looked_up, overlap
from tests.conftest import shipped

COLLECTIONS = ("shipped", pytest.param("made-up", marks=pytest.mark.slow))


@lru_cache(maxsize=2)
def project(name: str) -> Project:
    if name == "shipped":
        return shipped().project
    with tempfile.TemporaryDirectory() as folder:
        return generated(400, Path(folder) / "decks")


def every(name: str) -> list[tuple[Item, Choice]]:
    return [
        (i, i.interaction) for i in project(name).pool.items if isinstance(i.interaction, Choice)
    ]


def propositions(name: str) -> list[Proposition]:
    return [p for ps in project(name).propositions.values() for p in ps]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_no_item_has_an_error(name: str) -> None:
    problems = check(Material(items=project(name).pool.items))
    assert not has_errors(problems), "\n".join(map(str, problems))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_one_key_or_the_stated_set(name: str) -> None:
    for item, choice in every(name):
        count = sum(option.correct for option in choice.options)
        if item.type == "multiple":
            assert 2 <= count <= len(choice.options) - 2, item.id
        else:
            assert count == 1, item.id
            assert 3 <= len(choice.options) <= 4, item.id


@pytest.mark.parametrize("name", COLLECTIONS)
def test_no_two_options_are_equal_or_overlap(name: str) -> None:
    for item, choice in every(name):
        texts = [option.text for option in choice.options]
        for index, text in enumerate(texts):
            assert not any(overlap(text, other, item.notation) for other in texts[:index]), item.id
            assert fold(text) not in {fold(other) for other in texts[:index]}, item.id


@pytest.mark.parametrize("name", COLLECTIONS)
def test_no_distractor_is_true_of_what_is_given(name: str) -> None:
    """Whatever any fact says of the thing asked about, under any of its names, is no distractor."""
    said: dict[str, set[str]] = defaultdict(set)
    ends: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for p in propositions(name):
        if isinstance(p, Association):
            ends[f"{p.origin.id}/{p.slot}/choice"] = p.subject.names, p.value.names
            ends[f"{p.origin.id}/{p.slot}/reverse/choice"] = p.value.names, p.subject.names
            for one, other in ((p.subject, p.value), (p.value, p.subject)):
                for called in one.names:
                    said[called] |= other.names
    checked = 0
    for item, choice in every(name):
        if item.id in ends:
            given, key = ends[item.id]
            true = key.union(*(said[called] for called in given))
            for option in choice.options:
                if not option.correct:
                    assert fold(option.text) not in true, item.id
                    checked += 1
    assert checked > 500


@pytest.mark.parametrize("name", COLLECTIONS)
def test_groups_hold_what_their_facts_say(name: str) -> None:
    """Decades by the events' dates; authors by the claims' own words and their curators'."""
    dates = {p.subject.text: p.value.date for p in _of(name, "date")}
    by = {p.subject.text: _author(p.value.text) for p in _of(name, "claim")}
    denied = {p.subject.text: set(map(_author, p.distractors)) for p in _of(name, "claim")}
    seen = 0
    for item, choice in every(name):
        decade = re.search(r"happened in the (\d{4})s", item.stem)
        claims = re.search(r"claims? comes? from (.+?)(?:\?|\. Which)", item.stem)
        belongs = item.type != "odd-one-out"
        for option in choice.options if decade or claims else ():
            inside = option.correct is belongs
            if decade and (date := dates[option.text]):
                year = int(decade[1])
                within = year <= date.earliest[0] and date.latest[0] <= year + 9
                assert within is inside, (item.id, option.text)
            elif claims and inside:
                assert by[option.text] == _author(claims[1]), (item.id, option.text)
            elif claims:
                assert _author(claims[1]) in denied[option.text], (item.id, option.text)
            seen += 1
    assert seen > 100


def _of(name: str, relation: str) -> list[Association]:
    found = [p for p in propositions(name) if isinstance(p, Association)]
    return [p for p in found if p.relation == relation]


def _author(name: str) -> str:
    return re.sub(r" \d{4}$| and ", " ", fold(name)).replace("  ", " ").strip()


@pytest.mark.parametrize("name", COLLECTIONS)
def test_what_comes_next_and_first_is_as_the_facts_say(name: str) -> None:
    lists = {
        f"{p.origin.id}/{p.slot}": [m.text for m in p.members]
        for p in propositions(name)
        if isinstance(p, Enumeration)
    }
    dates = {p.subject.text: p.value.date for p in _of(name, "date")}
    seen = 0
    for item, choice in every(name):
        (*_, way, _) = item.id.split("/")
        (key, *_) = (option.text for option in choice.options if option.correct)
        if way in ("next", "before"):
            members = lists[item.id.rsplit("/", 3)[0]]
            given = re.findall("[“”]([^“”]+)[“”]", item.stem)[-1]
            step = 1 if way == "next" else -1
            assert members[members.index(given) + step] == key, item.id
            seen += 1
        elif way == "first":
            mine = dates[key]
            for option in choice.options:
                theirs = dates[option.text]
                assert mine
                assert theirs
                assert option.correct or mine.latest < theirs.earliest, item.id
            seen += 1
    assert seen > 50


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_reason_stands_beside_what_the_collection_knows_is_wrong(name: str) -> None:
    own = {
        fold(text)
        for p in propositions(name)
        if isinstance(p, Association)
        for text in (*p.distractors, *p.distractors_back)
    }
    for item, choice in every(name):
        for option in choice.options:
            assert not (option.correct and option.why), item.id
            known = fold(option.text) not in own and f"the {fold(option.text)}" not in own
            assert option.correct or option.why or not known, (item.id, option.text)


def test_the_shipped_decks_say_of_every_wrong_option_what_it_is() -> None:
    for item, choice in every("shipped"):
        for option in choice.options:
            assert option.correct or option.why, (item.id, option.text)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_matching_leaves_responses_over_and_none_that_is_right(name: str) -> None:
    true: dict[str, set[str]] = defaultdict(set)
    for p in propositions(name):
        if isinstance(p, Association):
            for called in p.subject.names:
                true[called] |= p.value.names
    for item in project(name).pool.items:
        if isinstance(item.interaction, Match):
            pairs, responses = item.interaction.pairs, item.interaction.responses
            assert 4 <= len(pairs) <= 10
            assert 2 <= len(responses) - len(pairs) <= 3
            for prompt, right in pairs:
                wrong = {fold(r) for r in responses if r != right}
                assert not wrong & true[fold(prompt)], (item.id, prompt)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_word_banks_hold_the_answers_and_more_in_order(name: str) -> None:
    found = 0
    for item in project(name).pool.items:
        if isinstance(item.interaction, Gaps) and item.interaction.bank:
            answers = [p.text for p in item.interaction.parts if isinstance(p, Gap)]
            bank = item.interaction.bank
            assert set(answers) <= set(bank), item.id
            assert bank == looked_up(bank, item.language.notation), item.id
            assert item.type == "table" or len(bank) >= len(answers) + 2, item.id
            found += 1
    assert found > 10


@pytest.mark.parametrize("name", COLLECTIONS)
def test_orders_have_no_ties(name: str) -> None:
    for item in project(name).pool.items:
        if isinstance(item.interaction, Order):
            ranks = sorted(entry.rank for entry in item.interaction.entries)
            assert ranks == list(range(1, len(ranks) + 1)), item.id


@pytest.mark.parametrize("type_", QUESTION_TYPES)
def test_a_type_uses_the_propositions_that_it_says(type_: str) -> None:
    """What it does not name adds nothing."""
    row = QUESTION_TYPES[type_]
    every = propositions("shipped")
    bank = Bank(every, project("shipped").collection.speech)
    others = [p for p in every if not isinstance(p, row.USES)]
    assert list(row.items(others, bank)) == []
    assert list(row.items([p for p in every if isinstance(p, row.USES)], bank))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_difficulty_follows_level_and_type(name: str) -> None:
    for item in project(name).pool.items:
        assert 0.05 <= item.difficulty <= 0.95
    core, detail = (
        [i.difficulty for i in project("shipped").pool.items if i.level == level]
        for level in ("core", "detail")
    )
    assert sum(core) / len(core) < sum(detail) / len(detail)


@pytest.mark.slow
@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_guesser_that_knows_no_history_does_no_better_than_chance(name: str) -> None:
    """Chance plus three points on what papers print: longest option, echoes of the stem, …"""
    for score in guessed(project(name).pool):
        assert score.items >= 150, score
        assert score.gain <= 3, score
