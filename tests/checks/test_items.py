"""Flaws of items, of forms and of a curator's distractors, each by example."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from quizgen.checks.allowances import USELESS_ALLOW
from quizgen.checks.distractors import REFUSED_DISTRACTOR, TRUE_DISTRACTOR, problems
from quizgen.checks.forms.answer_given_away import ANSWER_GIVEN_AWAY
from quizgen.checks.forms.fact_twice import FACT_TWICE
from quizgen.checks.forms.grades_beyond import GRADES_BEYOND
from quizgen.checks.forms.uneven_keys import UNEVEN_KEYS
from quizgen.checks.items.absolute import ABSOLUTE
from quizgen.checks.items.answer_in_stem import ANSWER_IN_STEM
from quizgen.checks.items.catch_all import ALL_OF_THE_ABOVE, NONE_OF_THE_ABOVE
from quizgen.checks.items.cues import KEY_CONVERGES, KEY_ECHOES_STEM, LONG_KEY
from quizgen.checks.items.mixed_options import MIXED_OPTIONS
from quizgen.checks.items.not_one_key import NOT_ONE_KEY
from quizgen.checks.items.option_grammar import OPTION_GRAMMAR
from quizgen.checks.items.overlapping_options import OVERLAPPING_OPTIONS
from quizgen.checks.items.plain_negative import PLAIN_NEGATIVE
from quizgen.checks.items.tied_order import TIED_ORDER
from quizgen.checks.items.unsorted_options import UNSORTED_OPTIONS
from quizgen.checks.row import Material
from quizgen.checks.table import check, check_form
from quizgen.diagnostics import Code, Position, Severity
from quizgen.model import (
    Choice,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Kind,
    Level,
    Media,
    Numeric,
    Option,
    Order,
    Origin,
    PaperHead,
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
    (NOT_ONE_KEY, "Who?", choice("Ann", "Bob", also=["Cay"])),
    (
        NOT_ONE_KEY,
        "Who?",
        Choice((Option("Ann", correct=False), Option("Bob", correct=False))),
    ),
    (OVERLAPPING_OPTIONS, "When?", choice("1916", "1914–18", "1920")),
    (OVERLAPPING_OPTIONS, "Who?", choice("Ann", "Bob", "“Bob”")),
    (ANSWER_IN_STEM, "Who was Anna's mother?", choice("Anna", "Mary", "Ruth")),
    (ALL_OF_THE_ABOVE, "Who?", choice("Ann", "Bob", "All of the above")),
    (NONE_OF_THE_ABOVE, "Who?", choice("Ann", "Bob", "None of these")),
    (OPTION_GRAMMAR, "It was an", choice("apple", "pear", "orange")),
    (
        LONG_KEY,
        "Why?",
        choice("because of the long and bitter rain that fell", "because of snow", "for fun"),
    ),
    (
        KEY_ECHOES_STEM,
        "Why did the horse and the rider fall?",
        choice("the rider hit the horse", "it was raining hard", "there was much snow"),
    ),
    (
        KEY_CONVERGES,
        "What?",
        choice("seven heavy guns", "seven boats now", "heavy storms came", "light guns broke"),
    ),
    (ABSOLUTE, "What?", choice("it rains", "it always snows", "it hails")),
    (PLAIN_NEGATIVE, "Which of these is not wet?", choice("sand", "rain", "snow")),
    (MIXED_OPTIONS, "When?", choice("1066", "14 October 1066", "1067")),
    (UNSORTED_OPTIONS, "When?", choice("1066", "1060", "1070", ordered=True)),
    (TIED_ORDER, "Order", Order((Ranked("a", 1), Ranked("b", 1)))),
    (TIED_ORDER, "Order", Order((Ranked("a", 1), Ranked("b", 2), Ranked("a", 3)))),
    (ANSWER_IN_STEM, "Who was Anna?", TextEntry(("Anna",))),
    (ANSWER_IN_STEM, "Were it 1,000 men?", Numeric(Decimal(1), "1,000 men")),
    (ANSWER_IN_STEM, "", Gaps(("Anna met ", Gap(1, "Anna"), "."))),
]


@pytest.mark.parametrize(("code", "stem", "interaction"), FLAWED)
def test_a_flaw_is_found(code: Code, stem: str, interaction: Interaction) -> None:
    assert code in [d.code for d in check(Material(items=[item(stem, interaction)]))]


@pytest.mark.parametrize(
    ("stem", "interaction"),
    [
        ("Who?", choice("Ann", "Bob", "Cay")),
        ("Which of these is **not** wet?", choice("sand", "rain", "snow")),
        ("When?", choice("1066", "1060", "1070")),
        ("Who?", choice("Maximiliana Bartholomew", "Ann", "Bob")),
        ("What?", choice("it has never rained", "it rained once", "it rained twice")),
        ("Order", Order((Ranked("a", 1), Ranked("b", 2)))),
        ("What?", choice("it always rains", "it always snows", "it never hails")),
        ("Where?", choice("in seven towns", "in the 7 towns of the hills", "on the sea")),
        ("How far?", choice("7 km", "9 km", "12 km")),
        ("Who came after Anna?", choice("Bert", "Anna", "Cay")),  # a wrong answer may be named
        ("Which letter?", choice(r"\(x^2\)", r"\(7\)", r"\(y\)")),
    ],
)
def test_nothing_is_found_where_nothing_is(stem: str, interaction: Interaction) -> None:
    assert check(Material(items=[item(stem, interaction)])) == ()


@pytest.mark.parametrize(("right", "is_flawed"), [(0, True), (1, False), (3, False), (4, True)])
def test_of_options_to_be_ticked_some_are_right_and_some_wrong(right: int, is_flawed: bool) -> None:
    options = (
        Option(text, correct=n < right) for n, text in enumerate(("Ann", "Bob", "Cay", "Di"))
    )
    several = item("Who?", Choice(tuple(options)), "multiple")
    found = [d.code for d in check(Material(items=[several]))]
    assert found == ([NOT_ONE_KEY] if is_flawed else [])


def test_a_flaw_stands_at_its_fact() -> None:
    (found,) = check(Material(items=[item("Who?", choice("Ann", "Bob", "None of these"))]))
    assert str(found).startswith("d.yaml:3:1: item 'i': 'None of these' is an option")
    assert found.severity is Severity.WARNING


def form(*made: Item) -> Form:
    return Form("T", "A", (Section("choice", made),))


@pytest.mark.parametrize(
    ("code", "interaction"), [(c, i) for c, _, i in FLAWED if isinstance(i, Choice)]
)
def test_of_options_that_are_pictures_no_words_are_told(code: Code, interaction: Choice) -> None:
    """Whether there is one key among them is looked at all the same."""
    options = (
        replace(option, picture=Media(f"{n}.svg", b""))
        for n, option in enumerate(interaction.options)
    )
    made = item("Which?", replace(interaction, options=tuple(options)))
    told = {d.code for d in check(Material(items=[made]))}
    assert told == ({NOT_ONE_KEY} if code is NOT_ONE_KEY else set())


def codes(*made: Item) -> list[Code]:
    return [d.code for d in check_form(form(*made))]


def test_a_form_that_tests_a_fact_twice() -> None:
    one = item("Who?", choice("Ann", "Bob", "Cay"))
    two = item("Where?", choice("Rome", "Bonn", "Riga"), id_="j")
    assert codes(one, two) == [FACT_TWICE]
    assert check_form(form(one, two), repeat=True) == ()
    worse = replace(two, interaction=choice("Rome", "Bonn", "None of these"))
    told = check_form(form(one, worse), repeat=True)
    assert [d.code for d in told] == [NONE_OF_THE_ABOVE]


def test_a_form_in_which_one_item_gives_away_another() -> None:
    one = item("Who led?", choice("Anna", "Bob", "Cay"))
    two = item("Where did Anna live?", choice("Rome", "Bonn", "Riga"), id_="j", fact="g")
    assert codes(one, two) == [ANSWER_GIVEN_AWAY]


def test_a_paper_heeds_what_its_facts_allow() -> None:
    wordy = choice("Bob", "Ann", "None of these")
    (warning,) = check_form(form(item("Who?", wordy)))
    assert warning.code is NONE_OF_THE_ABOVE
    allowing = replace(origin(), allow=frozenset({"none-of-the-above"}))
    assert check_form(form(replace(item("Who?", wordy), origins=(allowing,)))) == ()


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("BBBBBBACC", "version A: 6 of 9 keys are B"),
        ("BBBBBBBCA", "version A: 7 of 9 keys are B"),
        ("ABBBBBACC", ""),
        ("BBBBBBB", ""),
    ],
)
def test_the_letter_that_has_too_many_keys(keys: str, message: str) -> None:
    made = []
    for n, letter in enumerate(keys):
        options = [Option(f"{letter}{n}{o}", correct="ABC"[o] == letter) for o in range(3)]
        made.append(item("Who?", Choice(tuple(options)), id_=str(n), fact=str(n)))
    assert [d.message for d in check_form(form(*made))] == ([message] if message else [])


def test_of_the_letters_of_keys_those_of_questions_with_one_key_are_counted() -> None:
    made = [
        item(f"Q{n}?", choice(f"A{n}", f"B{n}", f"C{n}"), id_=str(n), fact=str(n)) for n in range(7)
    ]
    several = choice("A", "B", "C", "D", also=["E", "F"])
    others = [
        item("Several?", several, "multiple", id_="several", fact="several"),
        item("Written?", TextEntry(("Ann",)), "short", id_="written", fact="written"),
    ]
    assert codes(*made, *others) == []  # seven are too few to tell
    more = item("Q7?", choice("A7", "B7", "C7"), id_="7", fact="7")
    (found,) = check_form(form(*made, *others, more))
    assert found.message == "version A: 8 of 8 keys are A"


def test_keys_that_sit_on_one_letter() -> None:
    made = [
        item("Who?", choice(f"A{n}", f"B{n}", f"C{n}"), id_=str(n), fact=str(n)) for n in range(9)
    ]
    assert codes(*made) == [UNEVEN_KEYS]


CURATED = [
    ("Ann", TRUE_DISTRACTOR, "the distractor 'Ann' is right"),
    ("Ann Bee", OVERLAPPING_OPTIONS, "overlaps with the answer 'Ann'"),
    ("Bob C", OVERLAPPING_OPTIONS, "overlaps with 'Bob'"),
    ("All of the above", ALL_OF_THE_ABOVE, "is no distractor"),
    ("None of these", NONE_OF_THE_ABOVE, "tests little"),
    ("always Bo", ABSOLUTE, "has an absolute"),
]


@pytest.mark.parametrize(("text", "code", "said"), CURATED)
def test_a_curators_distractor(text: str, code: Code, said: str, workspace: Workspace) -> None:
    workspace.deck(f"- {{question: Who?, id: q, answer: Ann, distractors: [Bob, {text}]}}")
    (found,) = problems(workspace.propositions())
    assert (found.code, found.position.line) == (code, 5)
    assert found.position.column > 50
    assert said in found.message


def test_a_distractor_that_does_not_fit_the_stem(
    assert_facts: Callable[[str], list[Proposition]],
) -> None:
    text = "- {question: It was an, id: q, answer: apple, distractors: [egg, pear]}"
    (found,) = problems(assert_facts(text))
    assert found.code is OPTION_GRAMMAR


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (
            "person: Ann, role: Queen, accept: [Bee], distractors: {reverse: [Bee Dow, Cay]}",
            "no item has the distractor 'Bee Dow': 'Bee' is true of it, too",
        ),
        (
            "question: Who fought Cay and Eve?, answer: Ann, distractors: [Bob, Eve]",
            "no item has the distractor 'Eve': it stands in the question",
        ),
    ],
)
def test_a_distractor_that_no_item_has_is_told_with_the_reason(
    fact: str, said: str, workspace: Workspace
) -> None:
    workspace.deck(f"- {{{fact}, id: a}}")
    (found,) = problems(workspace.propositions())
    assert found.code is REFUSED_DISTRACTOR
    assert found.message == said


def test_what_is_right_of_one_picture_is_a_distractor_of_another(workspace: Workspace) -> None:
    for name in "ab":
        drawing = f"<svg xmlns='http://www.w3.org/2000/svg' id='{name}'/>"
        (workspace.decks / f"{name}.svg").write_text(drawing, encoding="utf-8")
    flag = (
        "- {{question: Whose flag?, id: {0}, answer: {1}, distractors: [{2}, Monaco], media: {3}}}"
    )
    media = "{{file: {}.svg, alt: a flag, side: front}}"
    workspace.deck(
        flag.format("a", "Japan", "Poland", media.format("a"))
        + "\n"
        + flag.format("b", "Poland", "Japan", media.format("b"))
    )
    assert not list(problems(workspace.propositions()))


def test_a_distractor_that_is_a_member(assert_facts: Callable[[str], list[Proposition]]) -> None:
    text = "- {list: Who?, id: l, members: [a: Ann, b: Bob], distractors: [Cay, Ann]}"
    (found,) = problems(assert_facts(text))
    assert found.code is TRUE_DISTRACTOR


def test_an_allowance_for_an_item_that_needs_none_is_useless(workspace: Workspace) -> None:
    workspace.deck(
        "- {question: Who?, id: q, answer: Ann, distractors: [Bob, Cay], "
        "allow: {long-key: none is}}"
    )
    (found,) = load(workspace.decks)[1]
    assert found.code is USELESS_ALLOW


@pytest.mark.parametrize(
    ("grades", "is_told"),
    [(("Pass",), False), (("Pass from 1",), True), (("Pass from 50 %", "Merit from 75"), False)],
)
def test_grades_that_ask_for_more_than_there_is(grades: tuple[str, ...], is_told: bool) -> None:
    form = Form("Test", "A", (), head=PaperHead(grades=grades))
    assert [d.code for d in check_form(form)] == [GRADES_BEYOND] * is_told
