"""Each question type by example, and a contract for all of them over the shipped decks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from quizgen.formats.answers import limits
from quizgen.language import language
from quizgen.model import (
    Association,
    Choice,
    Gap,
    Gaps,
    Item,
    Match,
    Numeric,
    Order,
    Proposition,
    TextEntry,
    TrueFalse,
)
from quizgen.questions import QUESTION_TYPES, Bank, items_of
from quizgen.text import plain
from quizgen.wording import in_order
from tests.conftest import shipped

Facts = Callable[[str], list[Proposition]]


def items(propositions: list[Proposition], type_: str) -> list[Item]:
    bank = Bank(propositions, language("en-GB"))
    return list(QUESTION_TYPES[type_].items(propositions, bank))


def options(item: Item) -> list[str]:
    assert isinstance(item.interaction, Choice)
    return [("*" if o.correct else "") + o.text for o in item.interaction.options]


def reasons(made: list[Item]) -> dict[str, str]:
    """Return why each wrong option is wrong."""
    choices = [i.interaction for i in made if isinstance(i.interaction, Choice)]
    return {o.text: o.why for choice in choices for o in choice.options if not o.correct}


PEOPLE = """
- {person: Ann, id: ann, role: Queen, years: 1900/1910}
- {person: Eve, id: eve, role: Judge, years: 1905/1909}
- {person: Joan, id: joan, role: Mayor, years: 1850/1860}
- {person: Kim, id: kim, role: Judge, years: 1920/1925}
- {person: Lea, id: lea, role: Pilot, years: 1901/1902, accept: [Leah]}
"""


def test_choice_draws_on_values_of_the_same_sort(assert_facts: Facts) -> None:
    ann, queen, *_ = items(assert_facts(PEOPLE), "choice")
    assert ann.id == "small/ann/role/choice"
    assert options(ann)[0] == "*Queen"
    assert set(options(ann)[1:]) <= {"Judge", "Mayor", "Pilot"}
    assert queen.id == "small/ann/role/reverse/choice"
    assert len(options(queen)) == 4


def test_a_distractor_is_never_true(assert_facts: Facts) -> None:
    made = {item.id: item for item in items(assert_facts(PEOPLE), "choice")}
    judge = options(made["small/eve/role/reverse/choice"])
    assert judge[0] == "*Eve"
    assert "Kim" not in judge


def test_a_distractor_says_what_it_really_is(assert_facts: Facts) -> None:
    ann, *_ = items(assert_facts(PEOPLE), "choice")
    assert isinstance(ann.interaction, Choice)
    whys = {o.text: o.why for o in ann.interaction.options}
    assert whys["Queen"] == ""
    assert "Pilot: Lea (1901–1902)" in whys.values()


def test_the_curators_distractors_come_first(assert_facts: Facts) -> None:
    text = PEOPLE + "- {question: Who ruled?, id: q, answer: Zoe, type: person, distractors: [Una]}"
    made = items(assert_facts(text), "choice")
    (item,) = [item for item in made if item.origins[0].fact == "q"]
    assert options(item)[:2] == ["*Zoe", "Una"]
    assert len(options(item)) == 4


@pytest.mark.parametrize("wrong", ["Zoe!", "“Zoe”", "Zoe of Kiev", "Who"])
def test_a_distractor_that_is_the_key_or_overlaps_it_is_dropped(
    assert_facts: Facts, wrong: str
) -> None:
    made = items(
        assert_facts(
            f"- {{question: Who ruled?, id: q, answer: Zoe, distractors: ['{wrong}', Una, Vera]}}"
        ),
        "choice",
    )
    assert options(made[0]) == ["*Zoe", "Una", "Vera"]


def test_a_curator_may_say_what_a_distractor_really_is(assert_facts: Facts) -> None:
    text = """
    - {question: Where?, id: q, answer: Geneva, distractors: [Bonn: the seat of 2001, Rome]}
    - list: Which?
      id: l
      members: [a: Ann, b: Bea, c: Cy]
      distractors: [Dan: a clerk, Ed]
    """
    facts = assert_facts(text)
    where, which = reasons(items(facts, "choice")), reasons(items(facts, "multiple"))
    assert where == {"Bonn": "Bonn: the seat of 2001", "Rome": ""}
    assert which["Dan"] == "Dan: a clerk"


def test_an_answer_to_another_question_says_so(assert_facts: Facts) -> None:
    text = "\n".join(
        f"- {{question: Which town has {thing}?, id: {thing}, answer: {town}, type: place}}"
        for thing, town in (("mills", "Leeds"), ("ships", "Hull"), ("steel", "Sheffield"))
    )
    whys = reasons(items(assert_facts(text), "choice"))
    assert whys["Hull"] == "Hull answers another question: Which town has ships?"


def test_distractors_for_the_reverse(assert_facts: Facts) -> None:
    text = "- {person: Ann, id: a, role: Queen, distractors: {reverse: [Una, Vera]}}"
    (item,) = items(assert_facts(text), "choice")
    assert options(item) == ["*Ann", "Una", "Vera"]


def test_too_few_distractors_make_no_choice(assert_facts: Facts) -> None:
    assert items(assert_facts("- {question: Who?, id: q, answer: Zoe}"), "choice") == []


@pytest.mark.parametrize(
    "date", ["1893", "1988-04", "1988-04-14", "2024", "1900~", "2025-12", "0476"]
)
def test_dates_keep_the_keys_precision_and_order(assert_facts: Facts, date: str) -> None:
    propositions = assert_facts(f"- {{event: The end, id: end, date: {date}}}")
    (item,) = items(propositions, "choice")
    assert isinstance(item.interaction, Choice)
    assert item.interaction.sorted
    assert len(set(options(item))) == 4
    (key,) = propositions
    assert isinstance(key, Association)
    assert f"*{key.value.text}" in options(item)
    assert all(("about" in text) == ("~" in date) for text in options(item))


@pytest.mark.parametrize("date", ["1982/1988", "198X", "-04XX", "1988-21"])
def test_dates_that_have_no_neighbours(assert_facts: Facts, date: str) -> None:
    assert items(assert_facts(f"- {{event: The end, id: end, date: '{date}'}}"), "choice") == []


@pytest.mark.parametrize(
    ("date", "key"),
    [
        ("-0043-03-15", "15 March 44 BCE"),
        ("-0043-03", "March 44 BCE"),
        ("-0489", "490 BCE"),
        ("0000", "1 BCE"),
        ("-0004~", "about 5 BCE"),
        ("0003", "3 CE"),
    ],
)
def test_dates_around_the_first_year_say_their_era(
    assert_facts: Facts, date: str, key: str
) -> None:
    event = f"- {{event: The end, id: end, date: '{date}'}}\n"
    (item, *_) = items(assert_facts(f"{event}- {{event: Now, id: now, date: 2024}}"), "choice")
    assert isinstance(item.interaction, Choice)
    shown = options(item)
    assert f"*{key}" in shown
    assert len(set(shown)) == 4
    assert all(text.endswith(("BCE", "CE")) for text in shown), shown
    years = [int(re.findall(r"(\d+) (BCE|CE)", t)[0][0]) * (-1 if "BCE" in t else 1) for t in shown]
    assert years == sorted(years)
    wrong = [option for option in item.interaction.options if not option.correct]
    assert all(re.search(r" ([1-9]\d*|a) \w+ too ", option.why) for option in wrong)


@pytest.mark.parametrize("number", ["13,000", "1.6", "3", "2977", "35", "1", "0.4", "100"])
def test_numbers_keep_their_form(assert_facts: Facts, number: str) -> None:
    """Bare, since "over 7,000" would be true where 13,000 is; what qualifies it is in the stem."""
    text = f"- {{number: '{number}', id: n, of: Dead, unit: men, qualifier: over}}"
    (item,) = items(assert_facts(text), "choice")
    shown = options(item)
    assert item.stem == "How many men? Dead (over …)"
    assert len(set(shown)) == len(shown) >= 3
    assert f"*{number if number != '2977' else '2,977'} men" in shown
    assert all(text.endswith(" men") and "over" not in text for text in shown)
    values = [float(t.lstrip("*").split()[0].replace(",", "")) for t in shown]
    assert values == sorted(values)
    if float(number.replace(",", "")) == int(float(number.replace(",", ""))):
        assert all(value == int(value) for value in values)


@pytest.mark.parametrize(
    ("number", "unit", "ending"),
    [
        ("-40", "°C", "°C"),
        ("-273.15", "°C", "°C"),
        ("12.50", "€", "0"),
        ("1.0", "g/cm³", "g/cm³"),
        ("6.022e23", "", ""),
        ("6.0220e23", "", ""),
        ("1.60 × 10^-19", "C", "C"),
        ("-1.76e11", "C/kg", "C/kg"),
        ("10^6", "", ""),
        ("10^-9", "m", "m"),
        ("5 %", "", "%"),
    ],
)
def test_numbers_keep_their_sign_their_digits_and_their_style(
    assert_facts: Facts, number: str, unit: str, ending: str
) -> None:
    own = f", unit: '{unit}'" if unit else ""
    propositions = assert_facts(f"- {{number: '{number}', id: n, of: X{own}}}")
    (item,) = items(propositions, "choice")
    assert isinstance(item.interaction, Choice)
    shown = [option.text for option in item.interaction.options]
    assert len(set(shown)) == len(shown) >= 3
    assert all(text.endswith(ending) for text in shown), shown
    assert in_order(shown, item.notation) == list(range(len(shown))), shown
    assert {("-" in text, "×" in text) for text in shown} == {("-" in shown[0], "×" in shown[0])}
    (key,) = (option.text for option in item.interaction.options if option.correct)
    (p,) = propositions
    assert isinstance(p, Association)
    assert key == p.value.text
    if "×" in key:
        assert {len(re.findall(r"\d", text.partition("×")[0])) for text in shown} == {
            len(re.findall(r"\d", key.partition("×")[0]))
        }, shown


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ("number: '13,000', unit: men, qualifier: over", "12,500", "13,500"),
        ("number: 12.50, unit: €, qualifier: about", "€12.495", "€12.505"),
        ("number: -40 °C, tolerance: 0.5", "-40.5°C", "-39.5°C"),
        ("number: 6.022e23, tolerance: 1e20", "6.021 × 10²³", "6.023 × 10²³"),
        ("number: 9.81, unit: m/s², tolerance: 0.01", "9.80 m/s²", "9.82 m/s²"),
    ],
)
def test_the_limits_of_a_number(assert_facts: Facts, fields: str, low: str, high: str) -> None:
    (item,) = items(assert_facts(f"- {{{fields}, of: X, id: n}}"), "numeric")
    assert isinstance(item.interaction, Numeric)
    within = limits(item.interaction, language("en-GB"))
    assert within
    assert [plain(text) for text in within] == [low, high]


def test_a_number_that_has_no_neighbours(assert_facts: Facts) -> None:
    assert items(assert_facts("- {number: 0, id: n, of: Dead}"), "choice") == []


def test_true_and_false(assert_facts: Facts) -> None:
    true, false = items(
        assert_facts("- {statement: 'It was [1988].', id: s, false: It was 1989.}"), "truefalse"
    )
    assert (true.stem, true.interaction) == ("It was 1988.", TrueFalse(answer=True))
    assert (false.stem, false.interaction) == (
        "It was 1989.",
        TrueFalse(answer=False, correction="It was 1988."),
    )


def test_short_answer(assert_facts: Facts) -> None:
    text = "- {question: Who?, id: q, answer: Ann, accept: [Anne]}\n- {claim: So, id: c, by: Eve}"
    (item,) = items(assert_facts(text), "short")
    assert item.interaction == TextEntry(("Ann", "Anne"))


def test_a_long_answer_is_no_short_answer(assert_facts: Facts) -> None:
    assert items(assert_facts(f"- {{question: Who?, id: q, answer: {'a' * 61}}}"), "short") == []


def test_gaps(assert_facts: Facts) -> None:
    (item,) = items(assert_facts("- {statement: 'It was [1988] in [May].', id: s}"), "gaps")
    assert item.points == 2
    assert item.interaction == Gaps(("It was ", Gap(1, "1988"), " in ", Gap(2, "May"), "."))


def test_matching_pairs_have_one_response_each(assert_facts: Facts) -> None:
    more = "\n- {person: Mo, id: mo, role: Nurse}\n- {person: Ned, id: ned, role: Cook}\n"
    (item,) = items(assert_facts(PEOPLE + more), "match")
    assert isinstance(item.interaction, Match)
    assert item.interaction.pairs == (
        ("Ann", "Queen"),
        ("Eve", "Judge"),
        ("Joan", "Mayor"),
        ("Lea", "Pilot"),
    )
    assert item.interaction.responses == ("Cook", "Judge", "Mayor", "Nurse", "Pilot", "Queen")


def test_matching_without_responses_to_spare_is_not_made(assert_facts: Facts) -> None:
    assert items(assert_facts(PEOPLE), "match") == []


def test_matching_has_responses_left_over(assert_facts: Facts) -> None:
    text = "\n".join(f"- {{person: P{i}, id: p{i}, role: Role {i}}}" for i in range(8))
    for item in items(assert_facts(text), "match"):
        assert isinstance(item.interaction, Match)
        assert len(item.interaction.pairs) == 4
        assert len(item.interaction.responses) == 6


def test_matching_dates_share_their_precision(assert_facts: Facts) -> None:
    dates = ["1900", "1901", "1901-05", "1902", "1903", "1904-01-02", "1905/1906", "1907", "1908"]
    text = "\n".join(f"- {{event: E{i}, id: e{i}, date: {d}}}" for i, d in enumerate(dates))
    (item,) = items(assert_facts(text), "match")
    assert isinstance(item.interaction, Match)
    assert item.interaction.responses == ("1900", "1901", "1902", "1903", "1907", "1908")


def test_ordering_a_list(assert_facts: Facts) -> None:
    text = "- {list: 'Which three, in order?', id: l, ordered: yes, members: [a: A, b: B, c: C]}"
    (item,) = items(assert_facts(text), "order")
    assert isinstance(item.interaction, Order)
    assert [(e.text, e.rank) for e in item.interaction.entries] == [("A", 1), ("B", 2), ("C", 3)]
    assert items(assert_facts(text.replace("yes", "no")), "order") == []


def test_events_in_time_have_no_ties(assert_facts: Facts) -> None:
    dates = ["1900", "1900-05", "1901", "1902", "1901/1903", "1904", "1905", "1906"]
    text = "\n".join(f"- {{event: E{i}, id: e{i}, date: {d}}}" for i, d in enumerate(dates))
    (item,) = items(assert_facts(text), "order")
    assert isinstance(item.interaction, Order)
    shown = [entry.reveal for entry in item.interaction.entries]
    assert shown == ["May 1900", "1901", "1902", "1904", "1905"]


def every() -> tuple[Item, ...]:
    """Return the items of the shipped decks, also those that a pool leaves out."""
    return tuple(item for items in shipped().project.items.values() for item in items)


@pytest.mark.slow
def test_ids_are_unique() -> None:
    ids = [item.id for item in every()]
    assert len(set(ids)) == len(ids) > 500


def test_every_item_has_facts_a_level_and_a_key() -> None:
    for item in every():
        assert item.facts, item.id
        assert item.level in ("core", "useful", "detail"), item.id
        assert item.type in QUESTION_TYPES, item.id


@pytest.mark.slow
def test_items_are_the_same_each_time() -> None:
    project = shipped().project
    propositions = [p for ps in project.propositions.values() for p in ps]
    bank = Bank(propositions, project.collection.speech)
    again = [i for ps in project.propositions.values() for i in items_of(ps, bank)]
    assert tuple(again) == every()


def test_a_word_bank_is_in_the_language_of_its_sentence() -> None:
    banks = [
        (item, " ".join(item.interaction.bank))
        for item in every()
        if isinstance(item.interaction, Gaps) and not item.origins[0].foreign
    ]
    assert banks
    assert not [item.id for item, words in banks if re.search(r"[\u0600-\u06ff]", words)]
