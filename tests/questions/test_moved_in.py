"""Items that moved in from a platform: asked as they were, with all their answers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from quizgen.language import language
from quizgen.model import (
    Choice,
    Interaction,
    Item,
    Match,
    Numeric,
    Proposition,
    TextEntry,
    TrueFalse,
)
from quizgen.questions import Bank, items_of, moved_in

Facts = Callable[[str], list[Proposition]]

CITY = "question: 'Where?', id: q, answer: Kabul, accept: [Caubul]"
CHOICE = f"{CITY}, distractors: [{{text: Herat, why: In the west.}}, Ghazni]"
JUDGED = "question: 'So?', id: q, answer: %s, distractors: [{text: %s, why: It is not.}]"
LIST = "list: 'Which?', id: q, members: [k: Kabul, h: Herat], distractors: [{text: Rome, why: No.}]"
YEAR = "question: 'When?', id: q, answer: '1988', distractors: ['1990', '1979']"
NUMBER = """number: "1,400", accept: [some], id: q, of: the aid, ask: 'How much?'"""
TABLE = """table: 'Where?', id: q, columns: {land: Land}, rows: [
    {row: Kabul, key: k, cells: {land: Afghanistan}}, {row: Rome, key: r, cells: {land: Italy}}]"""


def moved(assert_facts: Facts, fact: str, item: str) -> Item:
    """Return the one item of a fact."""
    (made,) = moved_in.items(assert_facts(f"- {{{fact},\n   item: {{{item}}}}}")).values()
    assert made.lms
    assert made.type == made.lms.type
    return made


def shown(interaction: Interaction) -> str:
    """Return how it is answered, options in their order with a star before each key."""
    match interaction:
        case Choice(options, is_sorted):
            texts = [f"{'*' * o.correct}{o.text}{f' ({o.why})' * bool(o.why)}" for o in options]
            return f"{'sorted: ' * is_sorted}{', '.join(texts)}"
        case Match(pairs, responses):
            return f"{', '.join(map('-'.join, pairs))} of {', '.join(responses)}"
        case TextEntry(accepted):
            return ", ".join(accepted)
        case TrueFalse(answer, correction):
            return f"{answer} {correction}"
        case Numeric(value):
            return f"{value}"
        case _:
            raise AssertionError(interaction)


@pytest.mark.parametrize(
    ("fact", "item", "id_", "how"),
    [
        (CHOICE, "type: choice", "q/answer/choice", "*Kabul, Herat (In the west.), Ghazni"),
        (
            CHOICE,
            "type: choice, answers: {Ghazni: 0, Kabul: 100, Herat: 0, Caubul: 100}",
            "q/answer/choice",
            "Ghazni, *Kabul, Herat (In the west.)",
        ),
        (
            YEAR,
            "type: choice, answers: {'1990': 0, '1979': 0, '1988': 100}",
            "q/answer/choice",
            "sorted: 1979, *1988, 1990",
        ),
        (CITY, "type: short, answers: {'K*': 90}", "q/answer/short", "Kabul, Caubul"),
        (
            CITY.replace("Caubul", "Caubul, '*Kabul*'"),
            "type: short",
            "q/answer/short",
            "*Kabul*, Caubul",
        ),
        (
            JUDGED % ("'False'", "'True'"),
            "type: truefalse",
            "q/answer/truefalse",
            "False It is not.",
        ),
        (JUDGED % ("'True'", "'False'"), "type: truefalse", "q/answer/truefalse", "True "),
        (LIST, "type: multiple", "q/members/multiple", "*Kabul, *Herat, Rome (No.)"),
        (
            TABLE,
            "type: match, answers: {Spain: 0}",
            "q/match",
            "Kabul-Afghanistan, Rome-Italy of Afghanistan, Italy, Spain",
        ),
        (NUMBER, "type: numeric, answers: {'410:5': 50}", "q/number/numeric", "1400"),
    ],
)
def test_an_item_is_asked_as_it_was(
    assert_facts: Facts, fact: str, item: str, id_: str, how: str
) -> None:
    made = moved(assert_facts, fact, item)
    assert (made.id, shown(made.interaction)) == (f"small/{id_}", how)
    assert made.stem == fact.split("'")[1]


@pytest.mark.parametrize(
    ("fact", "item", "answers"),
    [
        (CHOICE, "type: choice", "Kabul 100, Caubul 100, Herat 0 (In the west.), Ghazni 0"),
        (
            CHOICE,
            "type: choice, answers: {Herat: {feedback: No!}, Zoe: 50}",
            "Kabul 100, Caubul 100, Herat 0 (No!), Ghazni 0, Zoe 50",
        ),
        (
            CHOICE,
            "type: choice, answers: {Zoe: 50, Ghazni: -50, Kabul: {}, Herat: 0, Caubul: 90}",
            "Zoe 50, Ghazni -50, Kabul 100, Herat 0 (In the west.), Caubul 90",
        ),
        (f"{CITY}, note: It is high.", "type: short", "Kabul 100, Caubul 100"),
        (
            f"{CITY}, note: It is high.",
            "type: short, note: key, answers: {'K*': 90}",
            "Kabul 100 (It is high.), Caubul 100, K* 90 pattern",
        ),
        (
            JUDGED % ("'False'", "'True'"),
            "type: truefalse",
            "False 100, True 0 (It is not.)",
        ),
        (LIST, "type: multiple", "Kabul 50, Herat 50, Rome -50 (No.)"),
        (TABLE, "type: match, answers: {Spain: 0}", "Spain 0"),
        (NUMBER, "type: numeric, answers: {'410:5': 50}", "1400 100, 410:5 50"),
    ],
)
def test_every_answer_has_what_it_is_worth_and_what_is_said(
    assert_facts: Facts, fact: str, item: str, answers: str
) -> None:
    """They stand as the item names them, where it names all that the fact has."""
    lms = moved(assert_facts, fact, item).lms
    assert lms
    told = [
        f"{a.text} {a.worth or Decimal(0):f}{f' ({a.feedback})' * bool(a.feedback)}"
        f"{' pattern' * a.pattern}"
        for a in lms.answers
    ]
    assert ", ".join(told) == answers


def test_what_a_fact_cannot_be_asked_as_is_no_item(assert_facts: Facts) -> None:
    """A check tells of it."""
    other = JUDGED % ("'Yes'", "'No'")
    idle = [(other, "truefalse"), (CITY, "choice"), (LIST, "choice"), (CHOICE, "multiple")]
    idle += [(CITY, "numeric"), (CITY, "match"), (NUMBER, "match"), (TABLE, "multiple")]
    facts = "\n".join(
        f"- {{{fact.replace('id: q', f'id: q{n}')},\n   item: {{type: {type_}}}}}"
        for n, (fact, type_) in enumerate(idle)
    )
    assert moved_in.items(assert_facts(facts)) == {}
    assert moved_in.items(assert_facts(f"- {{{CHOICE}}}")) == {}


def test_a_sentence_to_be_judged_is_asked_in_no_other_way(assert_facts: Facts) -> None:
    judged = JUDGED % ("'True'", "'False'")
    for fact, item, expected in (
        (judged, "type: truefalse", True),
        (judged, "type: choice", False),
        (CITY, "type: short", False),
    ):
        (p,) = assert_facts(f"- {{{fact},\n   item: {{{item}}}}}")
        assert moved_in.is_judged(p) is expected
    (p,) = assert_facts(f"- {{{judged}}}")
    assert not moved_in.is_judged(p)


def test_points_and_the_note_go_with_the_item(assert_facts: Facts) -> None:
    made = moved(
        assert_facts, f"{CITY}, note: It is high., level: core", "type: short, points: 1.5"
    )
    assert (made.points, made.rationale, made.level) == (2, "It is high.", "core")
    hard = moved(assert_facts, f"{CITY}, level: detail", "type: short")
    assert hard.difficulty > made.difficulty


@pytest.mark.parametrize(
    ("fact", "item", "expected"),
    [
        (CHOICE, "type: choice", ["q/answer/choice, moved in", "q/answer/short"]),
        (CITY, "type: short", ["q/answer/short, moved in"]),
        (JUDGED % ("'True'", "'False'"), "type: truefalse", ["q/answer/truefalse, moved in"]),
        (CHOICE, "", ["q/answer/choice", "q/answer/short"]),
    ],
)
def test_what_moved_in_takes_the_place_of_what_is_made_of_its_fact(
    assert_facts: Facts, fact: str, item: str, expected: list[str]
) -> None:
    facts = assert_facts(f"- {{{fact}{f', item: {{{item}}}' * bool(item)}}}")
    made = items_of(facts, Bank(facts, language("en-GB")))
    assert [
        f"{each.id.removeprefix('small/')}{', moved in' * bool(each.lms)}" for each in made
    ] == expected
