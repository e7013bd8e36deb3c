"""Each rule by example: what it finds, and what it leaves alone."""

from __future__ import annotations

from time import process_time

import pytest

from quizgen.checks.facts.doubled_text import DOUBLED
from quizgen.checks.stages.keys import SVG
from quizgen.diagnostics import Problems
from quizgen.project import load
from tests.conftest import Workspace


def found(workspace: Workspace, text: str) -> list[str]:
    """Return the codes and lines of what is wrong with a deck."""
    workspace.deck(text)
    try:
        _, diagnostics = load(workspace.decks)
    except Problems as problems:
        diagnostics = problems.diagnostics
    return [f"{d.position.line} {d.code}" for d in diagnostics]


def test_a_good_deck(workspace: Workspace) -> None:
    assert found(workspace, "- {question: Who?, id: who, answer: She}") == []


def test_an_empty_deck(workspace: Workspace) -> None:
    assert found(workspace, "") == ["1 empty-deck"]
    path = workspace.decks / "small.yaml"
    path.write_text(f"anki: {{choice: yes, timeline: yes}}\n{path.read_text()}")
    assert [d.code.name for d in load(workspace.decks)[1]] == ["empty-deck"]


def without_sources(workspace: Workspace, **decks: str) -> list[str]:
    for id_, text in decks.items():
        path = workspace.deck(text, id_)
        path.write_text(path.read_text().replace("source: smith-2020\n", ""))
    _, diagnostics = load(workspace.decks)
    assert {d.code.name for d in diagnostics} <= {"no-source"}
    return [f"{d.position.line} {d.message}" for d in diagnostics]


def test_facts_without_a_source(workspace: Workspace) -> None:
    """Of a deck in which none has one it is told once, unless it has but one or allows one."""
    fact = "- {{question: 'Who was {0}?', id: w{0}, answer: N{0}{1}}}\n".format
    assert without_sources(workspace, a=fact("a", "")) == ["4 the fact 'wa' names no source"]
    assert without_sources(
        workspace,
        a=fact("a", "") + fact("b", ""),
        b=fact("c", "") + fact("d", ", allow: {no-source: mine}") + fact("e", ""),
        c=fact("f", "") + fact("g", ", source: smith-2020"),
    ) == [
        "1 none of the 2 facts of 'a' names a source",
        "4 the fact 'wc' names no source",
        "6 the fact 'we' names no source",
        "4 the fact 'wf' names no source",
    ]


@pytest.mark.parametrize(("count", "codes"), [(7, []), (8, ["5 long-list"])])
def test_a_long_list(workspace: Workspace, count: int, codes: list[str]) -> None:
    members = ", ".join(f"m{i}: Member {i}" for i in range(count))
    assert found(workspace, f"- {{list: Which?, id: l, members: [{members}]}}") == codes


@pytest.mark.parametrize(
    "idle",
    [
        "- {statement: 'The [Eagle] landed.', id: eagle, reverse: yes}",
        "- {statement: 'The [Eagle] landed.', id: eagle, ask: Which craft landed?}",
        "- {list: Which?, id: l, members: [a: A, b: B], ask: {reverse: Of what are A and B two?}}",
        "- {list: Which?, id: l, members: [a: A, b: B], accept: [C]}",
        "- {statement: 'The [Eagle] landed.', id: eagle, distractors: [the owl]}",
        "- {statement: 'The [Eagle] was [here].', id: eagle, accept: [there]}",
    ],
)
def test_what_is_asked_for_in_vain(workspace: Workspace, idle: str) -> None:
    assert found(workspace, idle) == ["5 no-effect"]


@pytest.mark.parametrize(
    "used",
    [
        "- {term: NATO, id: nato, means: an alliance, reverse: yes, ask: What is NATO?}",
        "- {question: Who?, id: who, answer: She, ask: {reverse: Who was she?}}",
        "- {list: Which?, id: l, members: [a: A, b: B], ask: Which two?, distractors: [C]}",
        "- {statement: 'The [Eagle] landed.', id: eagle, accept: [module]}",
    ],
)
def test_what_is_asked_for_and_heeded(workspace: Workspace, used: str) -> None:
    assert found(workspace, used) == []


@pytest.mark.parametrize("option", ["choice", "timeline"])
def test_an_option_that_makes_no_card(workspace: Workspace, option: str) -> None:
    path = workspace.deck("- {event: The end, id: end, date: 1988}")
    head = path.read_text().replace("facts:", f"anki: {{{option}: yes}}\nfacts:")
    path.write_text(head)
    _, diagnostics = load(workspace.decks)
    assert [d.code.name for d in diagnostics] == ["no-effect"]
    more = ", distractors: ['1989', '1990']}\n" + "".join(
        f"- {{event: The end {n}, id: end-{n}, date: 19{n}}}\n" for n in (90, 92, 94)
    )
    path.write_text(head.replace("1988}", f"1988{more}"))
    assert not load(workspace.decks)[1]


SAME = """
- {person: Ann, id: ann, role: Queen}
- {person: Eve, id: eve, role: Queen %s}
"""


def test_two_cards_that_ask_the_same(workspace: Workspace) -> None:
    assert found(workspace, SAME % "") == ["7 same-question"]


@pytest.mark.parametrize("fix", [", years: 1900/1910", ", reverse: no"])
def test_two_cards_told_apart(workspace: Workspace, fix: str) -> None:
    assert found(workspace, SAME % fix) == []


@pytest.mark.parametrize(
    "pair",
    [("C++?", "C#?"), (r"\(a+b\)?", r"\(a-b\)?"), ("schon?", "schön?"), ("दिन?", "दान?")],
)
def test_two_questions_that_only_look_alike(workspace: Workspace, pair: tuple[str, str]) -> None:
    facts = (f"- {{question: '{q}', id: q{i}, answer: Yes}}\n" for i, q in enumerate(pair))
    assert found(workspace, "".join(facts)) == []


def test_a_hint_tells_two_questions_apart(workspace: Workspace) -> None:
    text = "- {question: Who?, id: a, answer: A, hint: one}\n- {question: who?, id: b, answer: B%s}"
    assert found(workspace, text % ", hint: other") == []
    assert found(workspace, text % ", hint: One") == ["6 same-question"]


def test_math_that_is_no_tex(workspace: Workspace) -> None:
    text = r"- {list: 'Which?', id: l, members: [a: '\(x^\)', b: '\(x^2\)']}"
    assert found(workspace, text) == ["5 broken-math"]


@pytest.mark.parametrize("file", ["collection.yaml", "small.yaml"])
def test_texts_above_all_facts_are_looked_at(workspace: Workspace, file: str) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She}")
    path = workspace.decks / file
    path.write_text(f"about: 'It is \\(x^\\). See [this](x.html).'\n{path.read_text()}")
    with pytest.raises(Problems) as raised:
        load(workspace.decks)
    assert {
        (str(d.position).partition("decks/")[2][:-2], d.code.name) for d in raised.value.diagnostics
    } == {
        (f"{file}:1", "broken-math"),
        (f"{file}:1", "dead-link"),
    }


@pytest.mark.parametrize(
    ("alt", "looks", "told"),
    [
        ("", "green", ["7 the pictures of column 'flag' have no 'alt'"]),
        (', alt: "{looks}"', "green", []),
        (
            ', alt: "{looks}"',
            "",
            ["11 the picture in column 'flag' has no words: a cell of its 'alt' is empty"],
        ),
    ],
)
def test_pictures_of_a_column_without_words(
    workspace: Workspace, alt: str, looks: str, told: list[str]
) -> None:
    for name in ("at.svg", "be.svg"):
        (workspace.decks / name).write_text(SVG.replace("4", "5" if name == "at.svg" else "3"))
    (workspace.decks / "flags.yaml").write_text(f"""\
deck: Flags
id: flags
source: smith-2020
columns:
  country:
  looks: {{ask: no}}
  flag: {{picture: "{{id}}.svg", ask: yes, back: Whose flag is this?{alt}}}
  capital:
rows:
  - {{id: at, country: Austria, looks: red, capital: Vienna}}
  - {{id: be, country: Belgium, looks: "{looks}", capital: Brussels}}
""")
    try:
        diagnostics = tuple(load(workspace.decks)[1])
    except Problems as problems:
        diagnostics = problems.diagnostics
    every = [f"{d.position.line} {d.message}" for d in diagnostics if d.code.name == "no-alt"]
    assert every == told


def test_the_answer_in_the_question(workspace: Workspace) -> None:
    text = "- {question: Where was the Geneva Accord signed?, id: q, answer: Geneva}"
    assert set(found(workspace, text)) == {"5 answer-in-question", "5 answer-in-stem"}
    assert found(workspace, "- {question: Is it in Norway?, id: q, answer: No}") == []


def test_a_distractor_that_is_right(workspace: Workspace) -> None:
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
    assert found(workspace, text) == ["10 true-distractor", "10 spelling-only"]


def test_a_distractor_in_another_spelling(workspace: Workspace) -> None:
    text = """
    - {question: Which class?, id: a, answer: String, distractors: [string, STRING]}
    - {question: Which year?, id: b, answer: año, distractors: [ano, anos]}
    - {question: Which type?, id: c, answer: "`String`", distractors: ["`string`", "`char`"]}
    - {question: Who?, id: d, answer: Ann, distractors: [Eve, "Ann!", Una]}
    - {question: Where?, id: e, answer: Bonn, distractors: [Rome, "rome", Oslo]}
    - {question: Which span?, id: f, answer: año, distractors: [ano, anos, lustro]}
    - {question: Which time?, id: g, answer: año, distractors: [ano, anos, lustro, siglo]}
    - {question: Which age?, id: h, answer: año, distractors: [ano]}
    """
    assert found(workspace, text) == [
        "9 true-distractor",
        *(f"{line} spelling-only" for line in (10, 12, 13)),
    ]


def test_a_distractor_that_is_absolute(workspace: Workspace) -> None:
    text = """
    - {question: What?, id: a, answer: It always rose, distractors: [It never rose]}
    - {question: How?, id: b, answer: It rose in some years, distractors: [It never rose, It fell]}
    """
    assert set(found(workspace, text)) == {"7 absolute"}


def test_a_reverse_distractor_that_is_right(workspace: Workspace) -> None:
    text = """
    - person: Ann
      id: ann
      role: Queen
      years: 1900/1910
      distractors:
        reverse:
          - Una
          - Eve
    - {person: Eve, id: eve, role: Queen, years: 1910/1920}
    """
    assert found(workspace, text) == ["13 true-distractor"]


ALLOWED = """
- question: Where was the Geneva Accord signed?
  id: q
  answer: Geneva
  allow:
    answer-in-question: that is the joke
    answer-in-stem: the same
    %s
"""


def test_what_a_fact_allows(workspace: Workspace) -> None:
    assert found(workspace, ALLOWED % "") == []


def test_an_allowance_reaches_every_line_of_its_fact(workspace: Workspace) -> None:
    text = """
    - question: Who?
      id: who
      answer: Ann
      distractors: [Eve, Ann]
      allow: {true-distractor: a trap}
    - {question: What?, id: what, answer: It}
    """
    assert found(workspace, text) == []


def test_an_allowance_reaches_no_other_file(workspace: Workspace) -> None:
    workspace.deck("", "z-empty")
    text = "- {question: Who?, id: q, answer: Ann, allow: {empty-deck: it is to come}}"
    assert found(workspace, text) == ["5 useless-allow", "1 empty-deck"]


def test_an_allowance_for_evidence_waits_for_the_texts(workspace: Workspace) -> None:
    text = "- {question: Who?, id: q, answer: Ann, allow: {term-missing: the scan is bad}}"
    assert found(workspace, text) == []


def test_an_allowance_that_nothing_needs(workspace: Workspace) -> None:
    assert found(workspace, ALLOWED % "long-list: why not") == ["12 useless-allow"]


def test_an_allowance_of_nothing(workspace: Workspace) -> None:
    assert found(workspace, ALLOWED % "long-lists: why not") == ["12 wrong-value"]
    with pytest.raises(Problems, match=r"no check 'long-lists'; did you mean 'long-list'\?"):
        load(workspace.decks)


@pytest.mark.parametrize("code", ["unknown-was", "tab", "useless-allow"])
def test_an_allowance_that_cannot_be_used(workspace: Workspace, code: str) -> None:
    assert found(workspace, ALLOWED % f"{code}: why not") == ["12 useless-allow"]


@pytest.mark.parametrize("code", ["gap-renumbered", "emptied-card", "lost-picture", "no-text"])
def test_an_allowance_for_another_step(workspace: Workspace, code: str) -> None:
    assert found(workspace, ALLOWED % f"{code}: we know") == []


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("It is far. It is far.", ["5 doubled-text"]),
        ("सब लोग बैठे। सब लोग बैठे।", ["5 doubled-text"]),
        ("Call `f`, not g. Call `f`, not g.", ["5 doubled-text"]),
        ("Row, row, row your boat.", []),
        ("A curried call is `pow(base)(base)`, or `run(it); a.b.c.d.e.a.b.c.d.e.`", []),
        (r"A square is \\((a+b)(a+b)\\), or (a+b)(a+b), or (CH3)(CH3).", []),
        ("It is 0.12345678.12345678", []),
    ],
)
def test_what_stands_twice(workspace: Workspace, note: str, codes: list[str]) -> None:
    assert found(workspace, f'- {{question: Who?, id: who, answer: She, note: "{note}"}}') == codes


def test_a_long_text_is_not_looked_through_from_each_word_to_its_end() -> None:
    begun = process_time()
    assert not DOUBLED.search("a, b (c " * 4000)
    assert process_time() - begun < 2  # five, where each word is tried against all that follows
