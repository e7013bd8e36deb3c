"""GIFT and Moodle XML become facts with their distractors, and each question is accounted for."""

from __future__ import annotations

import base64

import pytest

from quizgen.imports.bundle import ImportRefused
from tests.imports.conftest import Planned

GIFT = r"""$CATEGORY: $course$/top/history

// question: 1  name: pact [id:pact] [tag:history] [tag:1939]
::Pact::Who signed\: the pact?{
  =Molotov
  ~Stalin#was not there
  ~Litvinov
  ####Signed in [Moscow] on 23 August
}

::Hastings::[html]<p>When was the <b>Battle</b> of Hastings?</p>{#1066:2}

::Range::How many?{#=10..20#near}

Capitals{ =France -> Paris =Italy -> Rome = -> Berlin }

The capital is {=Kabul =Kaabul} today.

Which are primes?{~%50%2 ~%50%3 ~%-100%4#even}

The sun rises in the east.{TRUE#It does rise there.}

Write about it {}

Just a description.
"""


def test_gift(planned: Planned) -> None:
    plan, trial = planned("q.gift", GIFT)
    assert not trial.is_refused, trial.diagnostics
    assert (plan.coming, plan.count) == (7, 9)
    deck = plan.files["decks/q.yaml"].decode()
    assert deck.startswith(GIFT_DECK)
    for part in ("number: 15", "tolerance: 5", 'answer: "True"', "accept: [Kaabul]", "{Berlin: 0}"):
        assert part in deck
    left = "\n".join(plan.left)
    for part in ("an essay: Write", "a text that asks nothing: Just"):
        assert part in left


GIFT_DECK = r"""deck: Q
id: q
facts:
  - question: "Who signed: the pact?"
    id: pact
    answer: Molotov
    distractors: [{Stalin: was not there}, Litvinov]
    note: "Signed in [Moscow] on 23 August"
    tags: [history, 1939]
"""


def test_gift_that_other_tools_export(planned: Planned) -> None:
    plan, _ = planned("x.txt", "::T1::Is it?{T}\n\n::T2::Who?{=A#yes ~B#no ~%-50%C}\n")
    assert plan.coming == 2


def question(type_: str, inner: str, name: str = "N", text: str = "What?") -> str:
    asked = f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
    return f'<question type="{type_}"><name><text>{name}</text></name>{asked}{inner}</question>'


def pair(prompt: str, text: str) -> str:
    return f"<subquestion><text>{prompt}</text><answer><text>{text}</text></answer></subquestion>"


def answer(text: str, fraction: str, feedback: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="html"><text><![CDATA[{text}]]></text>'
        f"<feedback><text>{feedback}</text></feedback></answer>"
    )


PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n map").decode()
SHOWN = (
    '<questiontext format="html"><text><![CDATA[<p>Which <u>city</u>?'
    '<img src="@@PLUGINFILE@@/a%20map.png" alt="a river"></p>]]></text>'
    f'<file name="a map.png" path="/" encoding="base64">{PNG}</file></questiontext>'
)
QUESTIONS = (
    question(
        "multichoice",
        answer("<p>Kabul</p>", "100")
        + answer("Herat", "0", "in the west")
        + answer("Ghazni", "-33.33333")
        + "<single>true</single><penalty>0.5</penalty><idnumber>afg-1</idnumber>"
        + "<tags><tag><text>central asia</text></tag></tags>",
    ).replace('<questiontext format="html"><text><![CDATA[What?]]></text></questiontext>', SHOWN),
    question(
        "shortanswer",
        answer("Kabul", "100") + answer("Kaboul", "100") + answer("Caboul", "50"),
        text="Capital?",
    ),
    question(
        "numerical",
        answer("3.5", "100").replace("</answer>", "<tolerance>0.1</tolerance></answer>")
        + answer("*", "0"),
        text="How high is it?",
    ),
    question("matching", pair("France", "Paris") + pair("Italy", "Rome") + pair("", "Bern")),
    question("truefalse", answer("true", "0", "no") + answer("false", "100"), text="It is flat."),
    question("multichoice", answer("2", "50") + answer("3", "50") + answer("4", "-100"), text="?!"),
    question("essay", "", name="Write"),
    question(
        "numerical",
        answer("5", "100") + "<units><unit><unit_name>m</unit_name></unit></units>",
        text="How long is it?",
    ),
    question("shortanswer", answer("x", "50"), text="No right answer"),
)
CATEGORY = '<question type="category"><category><text>top/x</text></category></question>'
MOODLE = f'<?xml version="1.0"?>\n<quiz>{CATEGORY}{"".join(QUESTIONS)}</quiz>'


def test_moodle(planned: Planned) -> None:
    plan, trial = planned("m.xml", MOODLE)
    assert not trial.is_refused, trial.diagnostics
    assert (plan.coming, plan.count) == (7, 9)
    deck = plan.files["decks/m.yaml"].decode()
    assert deck.startswith(MOODLE_DECK)
    assert "number: 3.5" in deck
    assert "tolerance: 0.1" in deck
    assert 'answer: "False"' in deck
    assert "accept: [Kaboul]" in deck
    assert "answers: {Bern: 0}" in deck
    assert plan.files["decks/media/m/a map.png"] == b"\x89PNG\r\n\x1a\n map"
    left = "\n".join(plan.left)
    for part in ("'essay': Write", "no answer that is right in full", "<u>", "<units>"):
        assert part in left, left


MOODLE_DECK = """deck: M
id: m
facts:
  - question: "Which city?"
    id: afg-1
    answer: Kabul
    distractors: [{Herat: in the west}, Ghazni]
    tags: [central-asia]
    media: [{file: media/m/a map.png, alt: a river, side: front}]
"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<quiz>", "no XML"),
        ("<html></html>", "no Moodle XML"),
        ("<quiz></quiz>", "there is no question in it"),
        ('<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&c;</quiz>', "no XML"),
    ],
)
def test_what_is_no_moodle_xml(planned: Planned, text: str, says: str) -> None:
    with pytest.raises(ImportRefused, match=says):
        planned("m.xml", text)


def test_questions_without_a_blank_line_between_them_are_told(planned: Planned) -> None:
    plan, _ = planned("q.gift", "One {=1 ~2}\nTwo {=3 ~4}\n\nThree {=5 ~6}\n")
    assert (plan.coming, plan.count) == (1, 2)
    assert "where no blank line ends the first" in plan.left[0]
