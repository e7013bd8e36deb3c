"""Each rule by example: what it finds, and what it leaves alone."""

from __future__ import annotations

import pytest

from quizgen.diagnostics import Problems
from quizgen.works import load
from tests.conftest import Project


def found(project: Project, text: str) -> list[str]:
    """Return the codes and lines of what is wrong with a deck."""
    project.deck(text)
    try:
        _, diagnostics = load(project.decks)
    except Problems as problems:
        diagnostics = problems.diagnostics
    return [f"{d.position.line} {d.code}" for d in diagnostics]


def test_a_good_deck(project: Project) -> None:
    assert found(project, "- {question: Who?, id: who, answer: She}") == []


def test_an_empty_deck(project: Project) -> None:
    assert found(project, "") == ["1 empty-deck"]


def test_a_fact_without_a_source(project: Project) -> None:
    path = project.deck("- {question: Who?, id: who, answer: She}")
    path.write_text(path.read_text().replace("source: smith-2020\n", ""))
    _, diagnostics = load(project.decks)
    assert [d.code for d in diagnostics] == ["no-source"]


def test_a_long_list(project: Project) -> None:
    members = ", ".join(f"m{i}: Member {i}" for i in range(8))
    assert found(project, f"- {{list: Which?, id: l, members: [{members}]}}") == ["5 long-list"]


SAME = """
- {person: Ann, id: ann, role: Queen}
- {person: Eve, id: eve, role: Queen %s}
"""


def test_two_cards_that_ask_the_same(project: Project) -> None:
    assert found(project, SAME % "") == ["7 same-question"]


@pytest.mark.parametrize("fix", [", years: 1900/1910", ", reverse: no"])
def test_two_cards_told_apart(project: Project, fix: str) -> None:
    assert found(project, SAME % fix) == []


@pytest.mark.parametrize(
    "pair",
    [("C++?", "C#?"), (r"\(a+b\)?", r"\(a-b\)?"), ("schon?", "schön?"), ("दिन?", "दान?")],
)
def test_two_questions_that_only_look_alike(project: Project, pair: tuple[str, str]) -> None:
    facts = (f"- {{question: '{q}', id: q{i}, answer: Yes}}\n" for i, q in enumerate(pair))
    assert found(project, "".join(facts)) == []


def test_a_hint_tells_two_questions_apart(project: Project) -> None:
    text = "- {question: Who?, id: a, answer: A, hint: one}\n- {question: who?, id: b, answer: B%s}"
    assert found(project, text % ", hint: other") == []
    assert found(project, text % ", hint: One") == ["6 same-question"]


def test_math_that_is_no_tex(project: Project) -> None:
    text = r"- {list: 'Which?', id: l, members: [a: '\(x^\)', b: '\(x^2\)']}"
    assert found(project, text) == ["5 broken-math"]


def test_the_answer_in_the_question(project: Project) -> None:
    text = "- {question: Where was the Geneva Accord signed?, id: q, answer: Geneva}"
    assert found(project, text) == ["5 answer-in-question"]
    assert found(project, "- {question: Is it in Norway?, id: q, answer: No}") == []


def test_a_distractor_that_is_right(project: Project) -> None:
    text = """
    - question: Who?
      id: who
      answer: Ann
      accept: [Anne]
      distractors: [Eve, anne]
    - question: who
      id: who-else
      ask: Who else?
      answer: Eve
    """
    assert found(project, text) == ["10 true-distractor", "10 true-distractor"]


def test_a_reverse_distractor_that_is_right(project: Project) -> None:
    text = """
    - person: Ann
      id: ann
      role: Queen
      years: 1900/1910
      distractors: {reverse: [Eve, Una]}
    - {person: Eve, id: eve, role: Queen, years: 1910/1920}
    """
    assert found(project, text) == ["10 true-distractor"]


ALLOWED = """
- question: Where was the Geneva Accord signed?
  id: q
  answer: Geneva
  allow:
    answer-in-question: that is the joke
    %s
"""


def test_what_a_fact_allows(project: Project) -> None:
    assert found(project, ALLOWED % "") == []


def test_an_allowance_reaches_every_line_of_its_fact(project: Project) -> None:
    text = """
    - question: Who?
      id: who
      answer: Ann
      distractors: [Eve, ann]
      allow: {true-distractor: a trap}
    - {question: What?, id: what, answer: It}
    """
    assert found(project, text) == []


def test_an_allowance_for_evidence_waits_for_the_texts(project: Project) -> None:
    text = "- {question: Who?, id: q, answer: Ann, allow: {term-missing: the scan is bad}}"
    assert found(project, text) == []


def test_an_allowance_that_nothing_needs(project: Project) -> None:
    assert found(project, ALLOWED % "long-list: why not") == ["11 useless-allow"]


def test_an_allowance_of_nothing(project: Project) -> None:
    assert found(project, ALLOWED % "long-lists: why not") == ["11 wrong-value"]
