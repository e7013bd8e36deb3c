"""What each kind of fact asserts: YAML in, propositions out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.diagnostics import Problems, Unreadable
from quizgen.facts import KINDS
from quizgen.facts.number import read_amount
from quizgen.language import language
from quizgen.model import Association, Enumeration, Excerpt, Gap, Kind, Proposition, Statement
from quizgen.project import load
from quizgen.reading import read_collection
from tests import injection
from tests.conftest import Workspace

Facts = Callable[[str], list[Proposition]]


def asked(p: Proposition) -> tuple[str, str, str]:
    """Return the forward question, its key, and the backward question."""
    assert isinstance(p, Association)
    return p.ask, p.value.text, p.ask_back


def test_every_kind_is_documented() -> None:
    for name, kind in KINDS.items():
        assert f"``{name}:" in (kind.__doc__ or ""), name


def test_every_kind_is_a_row_or_a_row_of_a_deck() -> None:
    assert KINDS.keys() == {*Kind} - {Kind.ROW}


def test_every_kind_can_be_tried_with_texts_that_another_syntax_would_take() -> None:
    for kind in KINDS:
        assert injection.Filler().fact(kind, asked=True)


def test_each_kind_asserts_what_has_an_address_and_asks_a_curators_question_once(
    tmp_path: Path,
) -> None:
    for name, data in injection.bank(1).files.items():
        (tmp_path / name).write_bytes(data)
    collection = read_collection(tmp_path).collection
    assert collection
    for deck in collection.decks:
        asserted = list(collection.propositions(deck))
        slots = Counter((p.origin.fact, p.slot) for p in asserted)
        assert {address for address, count in slots.items() if count > 1} == set()
        asked = Counter((p.origin.fact, p.ask) for p in asserted if isinstance(p, Association))
        assert {question for question, count in asked.items() if count > 1} == set()


def test_question(assert_facts: Facts) -> None:
    (p,) = assert_facts(
        """
        - question: Where were the Accords signed?
          id: place
          answer: Geneva
          type: place
          accept: Genève
          ask: {reverse: What was signed in Geneva?}
        """
    )
    assert asked(p) == ("Where were the Accords signed?", "Geneva", "What was signed in Geneva?")
    assert isinstance(p, Association)
    assert p.value.type == "place"
    assert p.value.names == {"geneva", "geneve"}


def test_term_with_expansion_and_meaning(assert_facts: Facts) -> None:
    expansion, meaning = assert_facts(
        """
        - term: ISAF
          id: isaf
          stands_for: International Security Assistance Force
          means: UN-mandated force in Afghanistan
          type: organisation
          ask: {reverse: Which force was it?}
        """
    )
    assert asked(expansion) == (
        "What does ISAF stand for?",
        "International Security Assistance Force",
        "What is the abbreviation? International Security Assistance Force",
    )
    assert asked(meaning) == (
        "What is ISAF?",
        "UN-mandated force in Afghanistan",
        "Which force was it?",
    )
    assert isinstance(meaning, Association)
    assert "international security assistance force" in meaning.subject.names


def test_term_that_is_not_asked_back(assert_facts: Facts) -> None:
    (p,) = assert_facts("- {term: Détente, id: d, means: easing of tension, reverse: no}")
    assert asked(p) == ("What is Détente?", "easing of tension", "")


def test_person(assert_facts: Facts) -> None:
    (p,) = assert_facts(
        """
        - person: Colin Powell
          id: powell
          role: US Secretary of State
          years: 2001/2005
        """
    )
    assert asked(p) == (
        "Who was Colin Powell (2001–2005)?",
        "US Secretary of State",
        "Who was US Secretary of State, 2001–2005?",
    )


@pytest.mark.parametrize(
    ("date", "question", "answer"),
    [
        ("1988-04-14", "On what date? The end", "14 April 1988"),
        ("1988-04", "In what month and year? The end", "April 1988"),
        ("1988", "In what year? The end", "1988"),
        ("198X", "In what decade? The end", "1980s"),
        ("19XX", "In what century? The end", "20th century"),
        ("1982/1988", "From when to when? The end", "1982–1988"),
        ("1982/..", "Since when? The end", "since 1982"),
        ("../1988", "Until when? The end", "until 1988"),
    ],
)
def test_event(assert_facts: Facts, date: str, question: str, answer: str) -> None:
    (p,) = assert_facts(f"- {{event: The end, id: end, date: {date}}}")
    assert asked(p) == (question, answer, "")


@pytest.mark.parametrize(
    ("fields", "question", "answer"),
    [
        ("unit: soldiers", "How many soldiers? Dead", "13,000 soldiers"),
        ("unit: soldiers, qualifier: over", "How many soldiers? Dead", "over 13,000 soldiers"),
        ("unit: '%'", "What percentage? Dead", "13,000%"),
        ("unit: per cent", "What percentage? Dead", "13,000 per cent"),
        ("unit: kg, of: the dead weight", "What is the dead weight, in kg?", "13,000\u00a0kg"),
        ("unit: kg, of: The dead weight", "What is the dead weight, in kg?", "13,000\u00a0kg"),
        ("unit: kg", "What is it in kg? Dead", "13,000\u00a0kg"),
        ("unit: €, qualifier: over", "What is it in €? Dead", "over €13,000"),
        ("unit: million €", "What is it in million €? Dead", "€13,000 million"),
        ("reverse: yes", "How many? Dead", "13,000"),
    ],
)
def test_number(assert_facts: Facts, fields: str, question: str, answer: str) -> None:
    named = fields if "of:" in fields else f"of: Dead, {fields}"
    (p,) = assert_facts(f"- {{number: '13,000', id: dead, {named}}}")
    assert asked(p)[:2] == (question, answer)
    assert bool(asked(p)[2]) == ("reverse" in fields)


@pytest.mark.parametrize(
    ("number", "question", "answer"),
    [
        ("12.50 %", "What percentage? X", "12.50%"),
        ("-40 °C", "What is it in °C? X", "-40°C"),
        ("€5", "What is it in €? X", "€5"),
        ("-€5.50", "What is it in €? X", "-€5.50"),
        ("5 €", "What is it in €? X", "€5"),
        ("3 million US$", "What is it in million US$? X", "US$3 million"),
        ("13,000 soldiers", "How many soldiers? X", "13,000 soldiers"),
        ("9.81 m/s²", "What is it in m/s²? X", "9.81\u00a0m/s²"),
        ("1.6 × 10^-19 C", "What is it in C? X", "1.6\u00a0×\u00a010⁻¹⁹\u00a0C"),
        ("6.022e23", "How many? X", "6.022\u00a0×\u00a010²³"),
        ("3.14159", "What is the value? X", "3.14159"),
        ("-1", "What is the value? X", "-1"),
        ("pH 7.0", "What is it in pH? X", "pH\u00a07.0"),
        ("6.022e23 /mol", "What is it in /mol? X", "6.022\u00a0×\u00a010²³\u00a0/mol"),
    ],
)
def test_a_number_with_its_unit(
    assert_facts: Facts, number: str, question: str, answer: str
) -> None:
    (p,) = assert_facts(f"- {{number: '{number}', id: n, of: X}}")
    assert asked(p)[:2] == (question, answer)


@pytest.mark.parametrize(
    ("number", "cure"),
    [
        ("~ 5", "write 'number: 5' and 'qualifier: about'"),
        ("≥ 5 km", "write 'number: 5 km' and 'qualifier: at least'"),
        ("60–100", "ask for a range or a fraction by 'question:'"),
        ("2 1/2 cups", "ask for a range or a fraction by 'question:'"),
        ("6.022e23:mol", "write one such as 13,000"),
        ("13.000,5 km", "write 13,000.5 km"),
    ],
)
def test_what_is_more_than_a_number_is_told_with_the_cure(number: str, cure: str) -> None:
    with pytest.raises(Unreadable) as told:
        read_amount(number, language("en-GB"))
    assert cure in told.value.hint
    with pytest.raises(Unreadable) as told:
        read_amount(number, language("en-GB"), in_cell=True)
    assert not re.search("qualifier:|question:", told.value.hint)


@pytest.mark.parametrize(
    ("tag", "fields", "question", "answer"),
    [
        ("de", "number: '12,5 %'", "Wie viel Prozent? X", "12,5\u00a0%"),
        ("de", "number: '-3,50 °C'", "Welcher Wert in °C? X", "-3,50\u00a0°C"),
        ("de", "number: '1.234,5', unit: €", "Welcher Wert in €? X", "1.234,5\u00a0€"),
        ("de", "number: €5", "Welcher Wert in €? X", "5\u00a0€"),
        ("de", "number: '2', unit: Inseln", "Wie viele Inseln? X", "2 Inseln"),
        ("de", "number: '5', unit: m, of: Die Höhe", "Welchen Wert in m hat die Höhe?", "5\u00a0m"),
        ("ur", "number: '13,000', unit: افراد", "کتنے افراد؟ X", "13,000 افراد"),
        ("ur", "number: 12.5 %", "کتنے فیصد؟ X", "12.5%"),
        ("ur", "number: '100', unit: °C", "\u200f\u200e°C میں کتنا ہے؟ X", "\u200e100\u200e°C"),
    ],
)
def test_a_number_in_its_language(
    workspace: Workspace, tag: str, fields: str, question: str, answer: str
) -> None:
    (workspace.decks / "collection.yaml").write_text(f"id: t\ntitle: T\nlanguage: {tag}\n")
    named = fields if "of:" in fields else f"{fields}, of: X"
    workspace.deck(f"- {{{named}, id: n}}")
    assert asked(*workspace.propositions())[:2] == (question, answer)


def test_what_qualifies_a_number_stands_where_the_language_has_it(workspace: Workspace) -> None:
    (workspace.decks / "collection.yaml").write_text("id: t\ntitle: T\nlanguage: ur\n")
    workspace.deck("- {number: '13,000', unit: افراد, qualifier: over, of: X, id: n}")
    (p,) = workspace.propositions()
    assert isinstance(p, Association)
    assert (p.value.text, p.value.bare) == ("13,000 سے زیادہ افراد", "13,000 افراد")
    assert p.value.qualifier == "… سے زیادہ"


def test_a_collection_may_ask_for_numbers_in_its_own_words(workspace: Workspace) -> None:
    own = workspace.folder / "templates" / "language"
    own.mkdir(parents=True)
    (own / "en.yaml").write_text('number: "How much is it? {of}"\nnumber.measure: "{of}?"\n')
    workspace.deck(
        "- {number: 3, unit: kg, of: The weight, id: n}\n- {number: 3, unit: men, of: X, id: m}"
    )
    shown = [p.ask for p in workspace.propositions() if isinstance(p, Association)]
    assert shown == ["What is the weight, in kg?", "How much is it? X"]


def test_list(assert_facts: Facts) -> None:
    (p,) = assert_facts(
        """
        - list: Which two?
          id: two
          ordered: yes
          members:
            - first: One
            - {key: second, text: Two, accept: [2]}
        """
    )
    assert isinstance(p, Enumeration)
    assert p.ordered
    assert [(m.key, m.text, m.accept) for m in p.members] == [
        ("first", "One", ()),
        ("second", "Two", ("2",)),
    ]


def test_statement(assert_facts: Facts) -> None:
    (p,) = assert_facts(
        r"""
        - statement: 'The [Accords|what?] of [1988], see [this](https://example.org) and \[that\].'
          id: s
          false: The Accords of 1989.
        """
    )
    assert isinstance(p, Statement)
    assert p.parts == (
        "The ",
        Gap(1, "Accords", "what?"),
        " of ",
        Gap(2, "1988"),
        r", see [this](https://example.org) and \[that\].",
    )
    assert p.text.startswith("The Accords of 1988,")
    assert p.false == ("The Accords of 1989.",)


def test_what_is_no_gap(assert_facts: Facts) -> None:
    (p,) = assert_facts(
        r"""
        - statement: 'In \([0,1]\) and `x[0]`, \[not\] a [gap \] here].'
          id: s
        """
    )
    assert isinstance(p, Statement)
    assert [gap.text for gap in p.gaps] == [r"gap \] here"]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("An [ ] gap", "a gap is empty"),
        ("Two [a]{1} and [b]{1}", "two gaps have the number 1"),
        ("A [a]{0} gap", "has number 0, not 1 to 99"),
        ("A [a]{100} gap", "has number 100, not 1 to 99"),
        ("The **treaty of [Geneva] was** signed", "emphasis runs over a gap"),
    ],
)
def test_gaps_that_would_go_wrong(workspace: Workspace, statement: str, said: str) -> None:
    workspace.deck(f"- {{statement: '{statement}', id: s}}")
    (diagnostic,) = read_collection(workspace.decks).diagnostics
    assert said in diagnostic.message


def test_claim(assert_facts: Facts) -> None:
    who, what = assert_facts(
        """
        - claim: It cost [a million] lives
          id: cost
          by: smith-2020
          answered_by: Others say less.
          distractors: [smith-2020, Joan]
          note: Compare the census.
        """
    )
    assert asked(who) == ("Who argues this? It cost a million lives", "Ann Smith (2020)", "")
    assert isinstance(who, Association)
    assert who.distractors == ("Ann Smith (2020)", "Joan")
    assert who.origin.note == "The answer to it: Others say less.\nCompare the census."
    assert isinstance(what, Statement)
    assert what.text == "According to Ann Smith (2020): It cost a million lives"


def test_claim_by_a_party(assert_facts: Facts) -> None:
    (p,) = assert_facts("- {claim: It was fair, id: c, by: Islamabad, answered_by: It was not.}")
    assert asked(p)[1] == "Islamabad"
    assert p.origin.note == "The answer to it: It was not."


def test_quote(assert_facts: Facts) -> None:
    (p,) = assert_facts("- {quote: 'Peanuts!', id: q, by: Zia-ul-Haq, date: 1980, reverse: yes}")
    assert asked(p) == (
        "Who said this? “Peanuts!”",
        "Zia-ul-Haq",
        "What were the words of Zia-ul-Haq?",
    )


def test_a_quote_says_to_whom(assert_facts: Facts) -> None:
    (p,) = assert_facts("- {quote: 'Peanuts!', id: q, by: Zia-ul-Haq, to: reporters}")
    assert asked(p)[0] == "Who said this to reporters? “Peanuts!”"


def test_table(assert_facts: Facts) -> None:
    cells = assert_facts(
        """
        - table: Who wanted what
          id: t
          columns: {us: Washington, them: Moscow}
          rows:
            - {row: Time, key: time, cells: {us: seven months, them: eighteen months}}
            - {row: Guarantees, key: guarantees, cells: {us: mutual}}
        """
    )
    assert [(p.slot, *asked(p)[:2]) for p in cells if isinstance(p, Association)] == [
        ("time/us", "Who wanted what: Time – Washington?", "seven months"),
        ("time/them", "Who wanted what: Time – Moscow?", "eighteen months"),
        ("guarantees/us", "Who wanted what: Guarantees – Washington?", "mutual"),
    ]


def test_what_every_fact_carries(assert_facts: Facts) -> None:
    (p,) = assert_facts(
        """
        - question: Who?
          id: who
          answer: She
          ask: Who was it in 2001?
          level: core
          tags: one
          at: p. 3
          also: [{source: smith-2020, at: p. 9}]
          as_of: 2024
          note: A note
          hint: A hint
          disputed: He says it was he.
          distractors: [He, They]
          allow: {same-question: twice on purpose}
        """
    )
    origin = p.origin
    assert asked(p)[0] == "Who was it in 2001?"
    assert (origin.id, origin.kind, origin.level, origin.tags) == (
        "small/who",
        "question",
        "core",
        ("one",),
    )
    assert [c.text for c in origin.citations] == ["Smith 2020, p. 3", "Smith 2020, p. 9"]
    assert (origin.note, origin.hint, origin.disputed) == (
        "A note",
        "A hint",
        "He says it was he.",
    )
    assert str(origin.as_of) == "2024"
    assert origin.allow == {"same-question"}
    assert origin.locate("hint").line == 16
    assert isinstance(p, Association)
    assert p.distractors == ("He", "They")


WORK = """
- excerpt: We came, we saw … we went home.
  id: work
  by: Ada
  questions:
    - {key: says, question: What did they do last?, guide: [they went home], card: yes}
    - {key: missing, question: What is missing?, guide: [why they came, what they saw]}
    - {key: judge, question: Was it worth it?, levels: [gives an opinion, weighs both sides]}
"""


def test_excerpt(assert_facts: Facts) -> None:
    """A card asks what it is told to; the excerpt has every question, and levels as points."""
    work, card = assert_facts(WORK)
    box = "“We came, we saw … we went home.”\n— Ada"
    assert asked(card) == (f"{box}\n\nWhat did they do last?", "they went home", "")
    assert isinstance(work, Excerpt)
    assert work.text == box
    assert [task.points for task in work.tasks] == [1, 2, 2]
    assert work.tasks[2].guide == ("Level 1: gives an opinion", "Level 2: weighs both sides")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("{key: a, question: Why?}", "question 'a' needs either 'guide' or 'levels'"),
        ("{key: a, question: Why?, guide: x, levels: [y]}", "needs either 'guide' or 'levels'"),
        ("{key: a, question: Why?, levels: [y], card: yes}", "no card can ask it"),
    ],
)
def test_a_question_on_an_excerpt_is_marked_one_way(
    workspace: Workspace, question: str, told: str
) -> None:
    workspace.deck(f"- {{excerpt: We saw., id: work, by: Ada, questions: [{question}]}}\n")
    with pytest.raises(Problems) as problems:
        load(workspace.decks)
    assert told in str(problems.value.diagnostics[0].sentence)


def test_any_script(assert_facts: Facts) -> None:
    (p,) = assert_facts("- {question: معاہدہ کہاں ہوا؟, id: urdu, answer: جنیوا}")
    assert asked(p)[:2] == ("معاہدہ کہاں ہوا؟", "جنیوا")


def test_a_table_with_lists_and_questions_of_its_own(assert_facts: Facts) -> None:
    cells = assert_facts(
        """
        - table: Who wanted what
          id: t
          columns: [Washington, Moscow]
          ask: {forward: 'What did {column} want ({row})?', reverse: 'What is {cell} to {column}?'}
          rows:
            - {row: Time, key: time, cells: [seven months, eighteen months]}
            - {row: Guarantees, key: guarantees, cells: ['', mutual]}
        """
    )
    assert [(p.slot, *asked(p)) for p in cells if isinstance(p, Association)] == [
        (
            "time/washington",
            "What did Washington want (Time)?",
            "seven months",
            "What is seven months to Washington?",
        ),
        (
            "time/moscow",
            "What did Moscow want (Time)?",
            "eighteen months",
            "What is eighteen months to Moscow?",
        ),
        (
            "guarantees/moscow",
            "What did Moscow want (Guarantees)?",
            "mutual",
            "What is mutual to Moscow?",
        ),
    ]


def test_a_table_is_asked_back_for_its_rows(assert_facts: Facts) -> None:
    (p,) = assert_facts(
        """
        - table: Books
          id: t
          columns: [Author]
          rows: [{row: Ghost Wars, key: ghosts, cells: [Steve Coll]}]
          reverse: yes
        """
    )
    assert asked(p)[2] == "Books – Author: Steve Coll. Which row is this?"
    assert isinstance(p, Association)
    assert p.subject.closed
