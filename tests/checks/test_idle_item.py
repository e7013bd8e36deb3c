"""Items that moved in from a platform: which of them fit the fact that they stand with."""

from __future__ import annotations

import pytest

from quizgen.checks.facts.idle_item import problems
from tests.conftest import Workspace

FACTS = {
    "choice": "question: 'Where?', answer: Kabul, distractors: [Herat, Ghazni]",
    "short": "question: 'Where?', answer: Kabul, accept: [Caubul]",
    "truefalse": "question: 'It is Kabul.', answer: 'True', distractors: ['False']",
    "multiple": "list: 'Which?', members: [k: Kabul, h: Herat], distractors: [Rome]",
    "numeric": "number: 400, of: the aid, ask: 'How much?'",
    "match": "table: 'Where?', columns: {land: Land}, rows: ["
    "{row: Kabul, key: k, cells: {land: A}}, "
    "{row: Rome, key: r, cells: {land: I}}, {row: Oslo, key: o, cells: {land: N}}]",
}


def told(workspace: Workspace, facts: list[tuple[str, str]]) -> list[str]:
    """Return what is told of facts with their items: ``line:column message; hint``."""
    workspace.deck(
        "".join(
            f"- {{{fact}, id: f{n},\n   item: {{{item}}}}}\n"
            if item
            else f"- {{{fact}, id: f{n}}}\n"
            for n, (fact, item) in enumerate(facts)
        )
    )
    return [
        f"{d.position.line - 4}:{d.position.column} {d.message}; {d.hint}"
        for d in problems(workspace.propositions())
    ]


def test_each_type_fits_the_facts_of_its_kind(workspace: Workspace) -> None:
    facts = [(fact, f"type: {type_}") for type_, fact in FACTS.items()]
    assert told(workspace, facts) == []
    assert told(workspace, [(fact, "") for fact in FACTS.values()]) == []


@pytest.mark.parametrize(
    ("fact", "type_", "message"),
    [
        ("statement: 'It is [Kabul].'", "short", "'statement'; leave 'item' out"),
        (FACTS["multiple"], "choice", "'list'; it holds multiple"),
        (FACTS["match"], "multiple", "'table'; it holds match"),
        (FACTS["choice"], "numeric", "'question'; it holds choice or short or truefalse"),
    ],
)
def test_a_kind_holds_no_other_types(
    workspace: Workspace, fact: str, type_: str, message: str
) -> None:
    assert told(workspace, [(fact, f"type: {type_}")]) == [
        f"2:10 no item of the type '{type_}' is held by the kind {message}"
    ]


def test_a_fact_has_what_its_item_takes(workspace: Workspace) -> None:
    yes, alone = FACTS["choice"].replace("Kabul", "Yes"), FACTS["choice"].partition(", dis")[0]
    assert told(workspace, [(yes, "type: truefalse"), (alone, "type: choice")]) == [
        "2:10 the fact makes no item of the type 'truefalse'; its answer is 'True' or 'False'",
        "4:10 the fact makes no item of the type 'choice'; give it wrong answers: 'distractors'",
    ]


FREE = {
    "choice": ("1", "50", "99.9"),
    "short": ("1", "50", "99.9"),
    "numeric": ("-50", "0", "1", "50", "99.9", "100"),
    "match": ("-50", "0", "1", "50", "99.9", "100"),
}
"""What an answer that the fact does not have may be worth, for platforms alone."""


@pytest.mark.parametrize("type_", FACTS)
def test_an_answer_that_the_fact_has_not_is_one_for_platforms_or_told(
    workspace: Workspace, type_: str
) -> None:
    worths = ("-50", "0", "1", "50", "99.9", "100", "{feedback: No.}")
    answers = [(FACTS[type_], f"type: {type_}, answers: {{Zzz: {worth}}}") for worth in worths]
    lines = {int(line.partition(":")[0]) for line in told(workspace, answers)}
    free = FREE.get(type_, ())
    assert lines == {2 * n for n, worth in enumerate(worths, 1) if worth not in free}


def test_an_answer_may_stand_for_many_where_a_text_is_asked_for(workspace: Workspace) -> None:
    answers = ((type_, f"type: {type_}, answers: {{'K*l': 100}}") for type_ in FACTS)
    every = [(FACTS[type_], item) for type_, item in answers if type_ not in ("numeric", "match")]
    assert [line[0] for line in told(workspace, every)] == ["2", "6", "8"]


def test_an_answer_that_is_almost_one_of_the_facts_is_told_with_it(workspace: Workspace) -> None:
    items = [f"type: choice, answers: {{{text}: 100}}" for text in ("Kabbul", "Rome", "Herat")]
    assert told(workspace, [(FACTS["choice"], item) for item in items]) == [
        "2:43 'Kabbul' is neither an answer of the fact nor a wrong one; did you mean 'Kabul'?",
        "4:41 'Rome' is neither an answer of the fact nor a wrong one; "
        "these are: Kabul, Herat, Ghazni",
    ]
