"""Flaws of items, of forms and of a curator's distractors, each by example."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

import pytest

from quizgen.checks.distractors import distractors
from quizgen.checks.forms import form as check_form
from quizgen.checks.items import CODES, flaws, items
from quizgen.diagnostics import WARNINGS, Code, Position
from quizgen.model import (
    Choice,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Kind,
    Level,
    Numeric,
    Option,
    Order,
    Origin,
    Proposition,
    Ranked,
    Section,
    TextEntry,
)
from quizgen.project import load
from tests.conftest import Workspace


def origin(fact: str = "f") -> Origin:
    return Origin(
        "d", fact, Kind.QUESTION, Level.CORE, (), (), locate=lambda *_: Position("d.yaml", 3)
    )


def item(
    stem: str, interaction: Interaction, type_: str = "choice", *, id_: str = "i", fact: str = "f"
) -> Item:
    return Item(id_, type_, stem, interaction, (origin(fact),), Level.CORE)


def choice(key: str, *wrong: str, ordered: bool = False, also: Iterable[str] = ()) -> Choice:
    keys = [Option(key, correct=True), *(Option(text, correct=True) for text in also)]
    return Choice((*keys, *(Option(text, correct=False) for text in wrong)), sorted=ordered)


FLAWED = [
    (Code.NOT_ONE_KEY, "Who?", choice("Ann", "Bob", also=["Cay"])),
    (
        Code.NOT_ONE_KEY,
        "Who?",
        Choice((Option("Ann", correct=False), Option("Bob", correct=False))),
    ),
    (Code.OVERLAPPING_OPTIONS, "When?", choice("1916", "1914–18", "1920")),
    (Code.OVERLAPPING_OPTIONS, "Who?", choice("Ann", "Bob", "bob")),
    (Code.ANSWER_IN_STEM, "Who was Anna's mother?", choice("Anna", "Mary", "Ruth")),
    (Code.ALL_OF_THE_ABOVE, "Who?", choice("Ann", "Bob", "All of the above")),
    (Code.NONE_OF_THE_ABOVE, "Who?", choice("Ann", "Bob", "None of these")),
    (Code.OPTION_GRAMMAR, "It was an", choice("apple", "pear", "orange")),
    (
        Code.LONG_KEY,
        "Why?",
        choice("because of the long and bitter rain that fell", "because of snow", "for fun"),
    ),
    (
        Code.KEY_ECHOES_STEM,
        "Why did the horse and the rider fall?",
        choice("the rider hit the horse", "it was raining hard", "there was much snow"),
    ),
    (
        Code.KEY_CONVERGES,
        "What?",
        choice("seven heavy guns", "seven boats now", "heavy storms came", "light guns broke"),
    ),
    (Code.ABSOLUTE, "What?", choice("it rains", "it always snows", "it hails")),
    (Code.PLAIN_NEGATIVE, "Which of these is not wet?", choice("sand", "rain", "snow")),
    (Code.MIXED_OPTIONS, "When?", choice("1066", "14 October 1066", "1067")),
    (Code.UNSORTED_OPTIONS, "When?", choice("1066", "1060", "1070", ordered=True)),
    (Code.TIED_ORDER, "Order", Order((Ranked("a", 1), Ranked("b", 1)))),
    (Code.ANSWER_IN_STEM, "Who was Anna?", TextEntry(("Anna",))),
    (Code.ANSWER_IN_STEM, "Were it 1,000 men?", Numeric(Decimal(1), "1,000 men")),
    (Code.ANSWER_IN_STEM, "", Gaps(("Anna met ", Gap(1, "Anna"), "."))),
]


@pytest.mark.parametrize(("code", "stem", "interaction"), FLAWED)
def test_a_flaw_is_found(code: Code, stem: str, interaction: Interaction) -> None:
    assert code in [found for found, _ in flaws(item(stem, interaction))]


def test_every_code_of_items_has_an_example() -> None:
    assert {code for code, *_ in FLAWED} == CODES


@pytest.mark.parametrize(
    ("stem", "interaction"),
    [
        ("Who?", choice("Ann", "Bob", "Cay")),
        ("Which of these is **not** wet?", choice("sand", "rain", "snow")),
        ("When?", choice("1066", "1060", "1070")),
        ("Who?", choice("Maximiliana Bartholomew", "Ann", "Bob")),
        ("What?", choice("it has never rained", "it rained once", "it rained twice")),
        ("Order", Order((Ranked("a", 1), Ranked("b", 2)))),
    ],
)
def test_nothing_is_found_where_nothing_is(stem: str, interaction: Interaction) -> None:
    assert list(flaws(item(stem, interaction))) == []


def test_a_flaw_stands_at_its_fact() -> None:
    (found,) = items([item("Who?", choice("Ann", "Bob", "None of these"))])
    assert str(found).startswith("d.yaml:3:1: item 'i': 'None of these' is an option")
    assert found.code in WARNINGS


def form(*made: Item) -> Form:
    return Form("T", "A", (Section("choice", made),))


def codes(*made: Item) -> list[Code]:
    return [d.code for d in check_form(form(*made))]


def test_a_form_that_tests_a_fact_twice() -> None:
    one = item("Who?", choice("Ann", "Bob", "Cay"))
    two = item("Where?", choice("Rome", "Bonn", "Riga"), id_="j")
    assert codes(one, two) == [Code.FACT_TWICE]
    assert check_form(form(one, two), repeat=True) == ()


def test_a_form_in_which_one_item_gives_away_another() -> None:
    one = item("Who led?", choice("Anna", "Bob", "Cay"))
    two = item("Where did Anna live?", choice("Rome", "Bonn", "Riga"), id_="j", fact="g")
    assert codes(one, two) == [Code.ANSWER_GIVEN_AWAY]


def test_keys_that_sit_on_one_letter() -> None:
    made = [
        item("Who?", choice(f"A{n}", f"B{n}", f"C{n}"), id_=str(n), fact=str(n)) for n in range(9)
    ]
    assert codes(*made) == [Code.UNEVEN_KEYS]


CURATED = [
    ("Ann", Code.TRUE_DISTRACTOR, "the distractor 'Ann' is right"),
    ("Ann Bee", Code.OVERLAPPING_OPTIONS, "overlaps with the answer 'Ann'"),
    ("Bob C", Code.OVERLAPPING_OPTIONS, "overlaps with 'Bob'"),
    ("All of the above", Code.ALL_OF_THE_ABOVE, "is no distractor"),
    ("None of these", Code.NONE_OF_THE_ABOVE, "tests little"),
    ("always Bo", Code.ABSOLUTE, "has an absolute"),
]


@pytest.mark.parametrize(("text", "code", "said"), CURATED)
def test_a_curators_distractor(text: str, code: Code, said: str, workspace: Workspace) -> None:
    workspace.deck(f"- {{question: Who?, id: q, answer: Ann, distractors: [Bob, {text}]}}")
    (found,) = distractors(workspace.propositions())
    assert (found.code, found.position.line) == (code, 5)
    assert found.position.column > 50
    assert said in found.message


def test_a_distractor_that_does_not_fit_the_stem(
    assert_facts: Callable[[str], list[Proposition]],
) -> None:
    text = "- {question: It was an, id: q, answer: apple, distractors: [egg, pear]}"
    (found,) = distractors(assert_facts(text))
    assert found.code is Code.OPTION_GRAMMAR


def test_a_distractor_that_is_a_member(assert_facts: Callable[[str], list[Proposition]]) -> None:
    text = "- {list: Who?, id: l, members: [a: Ann, b: Bob], distractors: [Cay, Ann]}"
    (found,) = distractors(assert_facts(text))
    assert found.code is Code.TRUE_DISTRACTOR


def test_an_allowance_for_an_item_that_needs_none_is_useless(workspace: Workspace) -> None:
    workspace.deck(
        "- {question: Who?, id: q, answer: Ann, distractors: [Bob, Cay], "
        "allow: {long-key: none is}}"
    )
    (found,) = load(workspace.decks)[1]
    assert found.code is Code.USELESS_ALLOW
