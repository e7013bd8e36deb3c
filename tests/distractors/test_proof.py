"""What can be no distractor since it may be right, each reason by an example and its opposite."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from quizgen.distractors.bank import Asked, Bank, forward, reverse
from quizgen.distractors.proof import Proof
from quizgen.language import language
from quizgen.model import Association, Proposition
from tests.conftest import Workspace

Facts = Callable[[str], list[Proposition]]
Way = Callable[[Association], Asked]


def proof(facts: list[Proposition], way: Way = forward, fact: str = "a") -> Proof:
    return Proof(asked(facts, way, fact), Bank(facts, language("en-GB")))


def asked(facts: list[Proposition], way: Way = forward, fact: str = "a") -> Asked:
    (found,) = (p for p in facts if isinstance(p, Association) and p.origin.fact == fact)
    return way(found)


ONE = "- {question: Who led the march on Rome?, id: a, answer: Ann Lee, accept: [Annie]}"


@pytest.mark.parametrize(
    ("text", "is_admitted"),
    [
        ("Bob", True),
        ("Ann Lee", False),  # the key
        ("Annie", False),  # another name of it
        ("Lee", False),  # a part of it
        ("Ann Lee of York", False),  # the key and more
        ("Rome", False),  # it stands in the stem
        ("Romeo", True),
        ("All of the above", False),
        ("None of these", False),
        ("\u200b", False),  # nothing that can be seen
    ],
)
def test_a_text(text: str, is_admitted: bool, assert_facts: Facts) -> None:
    assert proof(assert_facts(ONE)).admits(text) is is_admitted


@pytest.mark.parametrize(("text", "is_admitted"), [("`x`", True), ("x", False), ("`y`", False)])
def test_code_may_stand_in_the_stem(text: str, is_admitted: bool, assert_facts: Facts) -> None:
    """It is one sign, which is asked about: a word that stands there gives itself away."""
    facts = (
        "- {question: 'What is printed, after x is set to y, by `print(x)`?', id: a, answer: '`y`'}"
    )
    assert proof(assert_facts(facts)).admits(text) is is_admitted


def test_a_number_of_a_formula_in_the_stem_may_be_an_option(assert_facts: Facts) -> None:
    stem = r"How many electrons are in \(8\,\mathrm{H^+} + 5\,\mathrm{e^-}\), of 2?"
    facts = f"- {{question: '{stem}', id: a, answer: '5'}}"
    assert [proof(assert_facts(facts)).admits(text) for text in "824"] == [True, False, True]


def test_an_option_that_overlaps_with_one_that_is_taken(assert_facts: Facts) -> None:
    facts = "- {question: When was it?, id: a, answer: '1850', type: year}"
    one = proof(assert_facts(facts))
    assert one.admits("1914–18")
    one.take("1916")
    assert not one.admits("1914–18")
    assert one.admits("1919")


def test_a_curators_own_may_differ_in_an_accent_alone(assert_facts: Facts) -> None:
    """Of what the collection has, that is not certain."""
    every = assert_facts("""
    - {question: How is the year written?, id: a, answer: Ano}
    - {question: Who came?, id: other, answer: año}
    """)
    one = proof(every)
    assert one.admits("año")
    assert not one.admits_value(asked(every, forward, "other"))
    one.take("anno")
    assert one.admits("ánno")


def test_an_option_that_does_not_follow_the_article(assert_facts: Facts) -> None:
    one = proof(assert_facts("- {question: It was called after an, id: a, answer: eagle}"))
    assert one.admits("owl")
    assert not one.admits("hawk")


def test_what_another_fact_says_of_the_same_thing(assert_facts: Facts) -> None:
    facts = """
    - {term: radium, id: a, means: a metal that shines}
    - {term: Radium, id: b, means: what the Curies discovered, allow: {same-question: two sides}}
    """
    one = proof(assert_facts(facts))
    assert not one.admits("what the Curies discovered")
    assert one.admits("what the Braggs discovered")


def test_a_curators_own_may_hold_what_the_key_holds(assert_facts: Facts) -> None:
    """The land that somebody signed for makes no other office of that land his."""
    every = assert_facts("""
    - {person: Ann, id: a, role: Judge of the North}
    - {question: Who signed for the North?, id: b, answer: Ann}
    - {term: Ann, id: c, means: the North, allow: {same-question: two sides}}
    """)
    assert proof(every).admits("Mayor of the North")
    assert not proof(every).admits("the North")
    assert not proof(every).admits("Chief Judge of the North")


def test_what_another_fact_answers_to_the_same_question(assert_facts: Facts) -> None:
    facts = """
    - {question: Who came?, id: a, answer: Ann, hint: the first}
    - {question: who came?, id: b, answer: Bob, hint: the second}
    """
    assert not proof(assert_facts(facts)).admits("Bob")


TIMES = """
- {event: The red revolt, id: a, date: 1801-05, reverse: yes}
- {event: The blue revolt, id: same, date: 1801-04/1801-06, reverse: yes}
- {event: The grey revolt, id: other, date: 1802, reverse: yes}
"""
NUMBERS = """
- {number: 3, of: ships, unit: tonnes, id: a, reverse: yes}
- {number: 3, of: boats, unit: tons, id: same, reverse: yes}
- {number: 4, of: carts, unit: tons, id: other, reverse: yes}
"""
OFFICES = """
- {person: Ann, id: a, role: judge}
- {person: Bob, id: same, role: judge of the North}
- {person: Cay, id: other, role: cook of the North}
"""


@pytest.mark.parametrize("facts", [TIMES, NUMBERS, OFFICES], ids=["time", "number", "office"])
def test_what_is_given_for_the_one_may_be_true_of_the_other(
    facts: str, assert_facts: Facts
) -> None:
    every = assert_facts(facts)
    one = proof(every, reverse)
    assert not one.admits_value(asked(every, reverse, "same"))
    assert one.admits_value(asked(every, reverse, "other"))


def test_what_is_given_in_another_way_is_another_thing(assert_facts: Facts) -> None:
    """A time is compared with times, and a number with numbers: neither with what is none."""
    every = assert_facts(
        """
    - {event: The red revolt, id: time, date: 1801-05, reverse: yes}
    - {number: 3, of: ships, unit: tonnes, id: number, reverse: yes}
    - {question: Who came?, id: word, answer: Bob, ask: {reverse: Who was he?}}
    """
    )
    ids = ("time", "number", "word")
    for one, other in permutations(ids, 2):
        assert proof(every, reverse, one).admits_value(asked(every, reverse, other))


def test_a_sign_that_stands_in_the_question_may_be_an_option(assert_facts: Facts) -> None:
    one = proof(assert_facts("- {question: What comes after x + y?, id: a, answer: '='}"))
    assert one.admits("+")


def test_a_part_that_is_named_so_broadly_that_it_covers_the_other(assert_facts: Facts) -> None:
    every = assert_facts("""
    - {person: Ann, id: a, role: leader of the North}
    - {person: Bob, id: same, role: governor of the North}
    - {person: Cay, id: other, role: governor of the South}
    - {person: Dan, id: both, role: leader of the West}
    """)
    one = proof(every)
    assert not one.admits_value(asked(every, forward, "same"))
    assert one.admits_value(asked(every, forward, "other"))
    assert one.admits_value(asked(every, forward, "both"))


def test_what_is_in_the_picture_alone_tells_two_questions_apart(workspace: Workspace) -> None:
    for name in ("one", "two"):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{name}</desc></svg>'
        (workspace.decks / f"{name}.svg").write_text(svg)
    workspace.deck("""
    - {question: Who?, id: a, answer: Ann, media: {file: one.svg, alt: x, side: front}}
    - {question: Who?, id: other, answer: Bob, media: {file: two.svg, alt: x, side: front}}
    - {question: Who?, id: same, answer: Cay, media: {file: one.svg, alt: x, side: front}, hint: y}
    - {question: Who?, id: bare, answer: Dan}
    """)
    every = workspace.propositions()
    one = proof(every)
    assert one.admits_value(asked(every, forward, "other"))
    assert not one.admits_value(asked(every, forward, "same"))
    assert not proof(every, fact="bare").admits_value(asked(every, forward, "other"))


def flags(workspace: Workspace) -> list[Proposition]:
    """Four countries and their flags; two have the same, under two names."""
    for name, width in (("at", 6), ("be", 7), ("same", 6), ("fr", 8)):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="4"/>'
        (workspace.decks / f"{name}.svg").write_text(svg)
    (workspace.decks / "flags.yaml").write_text("""\
deck: Flags
id: flags
source: smith-2020
columns:
  country: {type: country}
  flag: {picture: "{id}.svg", alt: a flag, ask: yes, back: Whose flag is this?}
rows:
  - {id: at, country: Austria}
  - {id: be, country: Belgium}
  - {id: same, country: Tirol}
  - {id: fr, country: France}
""")
    return workspace.propositions()


def test_who_has_the_same_flag_is_no_distractor(workspace: Workspace) -> None:
    every = flags(workspace)
    one = proof(every, reverse, "at")
    assert not one.admits_value(asked(every, reverse, "same"))
    assert one.admits_value(asked(every, reverse, "be"))


def test_a_picture_is_another_option_if_it_is_made_of_other_bytes(workspace: Workspace) -> None:
    every = flags(workspace)
    one, belgian = proof(every, forward, "at"), asked(every, forward, "be")
    assert not one.admits_value(asked(every, forward, "same"))
    assert one.admits_value(belgian)
    one.take(belgian.key.media[0].digest)
    assert not one.admits_value(belgian)
    assert one.admits_value(asked(every, forward, "fr"))
