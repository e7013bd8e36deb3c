"""Distractors: proven false, near, and without a cue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Day  # noqa: N812
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen import dates
from quizgen.diagnostics import Position
from quizgen.distractors.bank import Asked, Bank
from quizgen.distractors.computed import near
from quizgen.distractors.cues import best
from quizgen.distractors.proof import Proof
from quizgen.distractors.search import options
from quizgen.language import language
from quizgen.model import Association, Direction, Kind, Level, Origin, Proposition, Relation, Value
from quizgen.numbers import Figure
from quizgen.text import fold
from quizgen.wording import fits, has_absolute, in_order, overlap, telling

Facts = Callable[[str], list[Proposition]]
ENGLISH = language("en-GB").notation
ORIGIN = Origin("d", "f", Kind.EVENT, Level.CORE, (), (), locate=lambda *_: Position("d.yaml"))


def offered(propositions: list[Proposition], id_: str) -> set[str]:
    bank = Bank(propositions, language("en-GB"))
    for p in propositions:
        if isinstance(p, Association):
            for way, stem, a, b in (
                (Direction.FORWARD, p.ask, p.subject, p.value),
                (Direction.REVERSE, p.ask_back, p.value, p.subject),
            ):
                asked = Asked(p, way, stem, a, b)
                if asked.id == id_:
                    found = options(asked, bank)
                    return {o.text for o in found.options if not o.correct} if found else set()
    raise AssertionError(id_)


def test_a_second_holder_of_the_office_is_no_distractor(assert_facts: Facts) -> None:
    people = [
        ("Ann", "Judge"),
        ("Eve", "Judge"),
        ("Kim", "Mayor"),
        ("Lea", "Pilot"),
        ("Mo", "Cook"),
    ]
    text = "\n".join(f"- {{person: {n}, id: {n.lower()}, role: {r}}}" for n, r in people)
    assert offered(assert_facts(text), "small/ann/role/reverse") == {"Kim", "Lea", "Mo"}


def test_a_holder_of_the_office_in_part_is_no_distractor(assert_facts: Facts) -> None:
    people = [
        ("Ann", "Judge"),
        ("Eve", "Judge of the North"),
        ("Kim", "Mayor"),
        ("Lea", "Pilot"),
    ]
    text = "\n".join(f"- {{person: {n}, id: {n.lower()}, role: {r}}}" for n, r in people)
    assert offered(assert_facts(text), "small/ann/role/reverse") == {"Kim", "Lea"}


def test_another_name_of_the_key_is_no_distractor(assert_facts: Facts) -> None:
    text = """
    - {question: Who came?, id: q, answer: Ann, type: person, accept: [Annie]}
    - {question: Who sang?, id: r, answer: Annie, type: person}
    - {question: Who left?, id: s, answer: Bob, type: person}
    - {question: Who stayed?, id: t, answer: Cay, type: person}
    """
    assert offered(assert_facts(text), "small/q/answer") == {"Bob", "Cay"}


def test_what_another_fact_answers_to_the_same_question_is_no_distractor(
    assert_facts: Facts,
) -> None:
    text = """
    - {question: Who came?, id: q, answer: Ann, type: person}
    - {question: Who came ?, id: r, answer: Dan, type: person, allow: {same-question: meant}}
    - {question: Who left?, id: s, answer: Bob, type: person}
    - {question: Who stayed?, id: t, answer: Cay, type: person}
    """
    assert offered(assert_facts(text), "small/q/answer") == {"Bob", "Cay"}


def test_events_of_one_time_do_not_stand_in_for_each_other(assert_facts: Facts) -> None:
    text = "\n".join(
        f"- {{question: 'What {v}?', id: q{i}, answer: The {v} revolt, type: treaty}}"
        for i, v in enumerate(["red", "blue", "green"])
    )
    assert offered(assert_facts(text), "small/q0/answer") == {
        "The blue revolt",
        "The green revolt",
    }


def test_the_nearest_come_first(assert_facts: Facts) -> None:
    people = [(f"P{i}x", f"Role {'abcdefg'[i]}", 1500 + 10 * i) for i in range(6)]
    text = "\n".join(
        f"- {{person: {n}, id: p{i}, role: {r}, years: {y}/{y + 12}}}"
        for i, (n, r, y) in enumerate(people)
    )
    found = offered(assert_facts(text), "small/p2/role")
    assert {"Role b", "Role d"} <= found


def test_abbreviations_need_the_curators_own(assert_facts: Facts) -> None:
    text = "\n".join(
        f"- {{term: {t}, id: {t.lower()}, stands_for: {s}, type: body}}"
        for t, s in [("AB", "Any Body"), ("CD", "Civil Defence"), ("EF", "East Front")]
    )
    assert offered(assert_facts(text), "small/ab/stands-for") == set()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1914–18", "1916", True),
        ("1914–18", "1919", False),
        ("1914–18", "1917–20", True),
        ("5–10 ships", "7 ships", True),
        ("-5 to -1 °C", "-3 °C", True),
        ("-5 °C to -1 °C", "3 °C", False),
        ("-40", "40–50", False),
        ("€5–€10", "€7", True),
        ("1,200–1,300 men", "1,250 men", True),
        ("5–10 ships", "7 boats", False),
        ("5 ships", "7 ships", False),
        ("the Soviet Union", "Soviet Union", True),
        ("December 1979", "1979", True),
        ("Ann", "Annie", False),
    ],
)
def test_overlap(one: str, other: str, expected: bool) -> None:
    assert overlap(one, other, ENGLISH) is overlap(other, one, ENGLISH) is expected


@pytest.mark.parametrize(
    ("stem", "text", "expected"),
    [("It was an", "apple", True), ("It was an", "pear", False), ("It was a", "pear", True)],
)
def test_articles(stem: str, text: str, expected: bool) -> None:
    assert fits(stem, text) is expected
    assert fits("What was it?", text)


def test_absolutes() -> None:
    assert has_absolute("it always rains")
    assert has_absolute("never again")
    assert not has_absolute("what it has never recognised")


def test_numbers_are_put_in_order() -> None:
    assert in_order(["9 men", "3 men", "12 men"], ENGLISH) == [1, 0, 2]
    assert in_order(["9 men", "3 ships", "12 men"], ENGLISH) is None
    assert in_order(["nine", "three"], ENGLISH) is None


@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ("en", "-40 °C|−5.5 °C|0 °C|3 °C|12.25 °C"),
        ("en", "-€5|€3|€1,000"),
        ("en", "9.1 × 10⁻³¹ kg|1.6 × 10^-19 kg|2e30 kg"),
        ("en", "100 BCE|44 BCE|27 BCE|14 CE|476"),
        ("en", "15–20|18–30|19–25"),
        ("de", "950 Mark|1.234 Mark|1.234,5 Mark|12.000 Mark"),
        ("de", "-3,5 %|3,25 %|3,5 %|40 %"),
        ("de", "44 v. Chr.|27 v. Chr.|14 n. Chr."),
        ("fr", "1,5 km|950 km|1 234 km|12 000,5 km"),
        ("de-CH", "1.5 CHF|950 CHF|1'234.50 CHF|12’000 CHF"),
        ("hi", "950|12,345|1,23,456|12,34,567|१,००,००,०००"),
        ("ur", "950 افراد|12,345 افراد"),
        ("ar", "٣٫١٤|٣٬١٤١"),
    ],
)
def test_numbers_are_ordered_by_value_as_the_language_writes_them(tag: str, texts: str) -> None:
    ascending = texts.split("|")
    own = language(tag, {} if tag[:2] in ("en", "de", "ur") else {tag: {}}).notation
    assert in_order(ascending, own) == list(range(len(ascending)))
    assert in_order(ascending[::-1], own) == list(range(len(ascending)))[::-1]


def test_the_article_does_not_tell_the_key(assert_facts: Facts) -> None:
    text = """
    - {question: Which line?, id: q, answer: Red Line, distractors: [the Blue Line, the Grey Line]}
    """
    assert offered(assert_facts(text), "small/q/answer") == {"Blue Line", "Grey Line"}


def test_a_conspicuous_key_is_avoided_where_it_can_be() -> None:
    pool = ["cat", "dog", "another long answer of this sort"]
    key = "the longest answer of them all"
    assert all(2 in best(key, "stem", pool, [2], f"item-{n}") for n in range(20))
    assert telling("stem", key, [pool[0], "dog"]) == ["length"]
    assert telling("The grey horse ran", "the grey horse", ["a cat", "a dog"]) == ["echo"]


LANGUAGE = language("en-GB")


def asked(value: Value) -> Asked:
    a = Association(ORIGIN, "s", Relation.ROLE, Value("x", "event"), value, "When?")
    return Asked(a, Direction.FORWARD, "When?", a.subject, a.value)


@pytest.mark.slow
@settings(max_examples=300)
@given(st.decimals("0.01", "10000000", places=2, allow_nan=False), st.integers(0, 5))
def test_numbers_around_a_key(number: Decimal, zeros: int) -> None:
    """In order, each once, apart by a quarter or a whole one, as exact as the key, of its order."""
    number = number.normalize() if zeros else number.quantize(Decimal(1)) * 10**zeros
    if number <= 0:
        return
    text = f"{LANGUAGE.number(number)} men"
    value = Value(text, "number", number=Figure(number), unit="men", bare=text)
    made = near(asked(value), Bank([], LANGUAGE))
    if not made:
        return
    shown = [Decimal(t.split()[0].replace(",", "")) for t, _ in made]
    assert shown == sorted(set(shown))
    assert [t for t, why in made if not why] == [text]
    for low, high in pairwise(shown):
        assert high - low >= 1 or high / low >= Decimal("1.2")
        assert high / low >= Decimal("1.05")
    assert max(shown) / number < 20
    if number == int(number):
        assert all(v == int(v) for v in shown)


@pytest.mark.slow
@settings(max_examples=300)
@given(
    st.dates(min_value=Day(1000, 1, 1)),
    st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]),
    st.sampled_from(["", "~", "?"]),
)
def test_dates_around_a_key(day: object, form: str, mark: str) -> None:
    """In time, each once, of the key's precision; older ones are farther apart."""
    written = f"{day:{form}}" + mark
    date = dates.parse(written)
    value = Value(LANGUAGE.date(date), "date", date=date)
    newest = Association(
        ORIGIN,
        "s",
        Relation.DATE,
        Value("y", "event"),
        Value("2025", "date", date=dates.parse("2025")),
        "?",
    )
    made = near(asked(value), Bank([newest], LANGUAGE))
    assert 3 <= len(made) <= 4
    texts = [text for text, _ in made]
    assert len(set(map(fold, texts))) == len(texts)
    assert [t for t, why in made if not why] == [value.text]
    assert all(("about" in t) == (mark == "~") for t in texts)


def test_what_is_given_at_the_same_time_or_as_the_same_number_proves_nothing(
    assert_facts: Facts,
) -> None:
    text = """
    - {event: The red revolt, id: a, date: 1801-05, reverse: yes}
    - {event: The blue revolt, id: b, date: 1801, reverse: yes}
    - {number: 3, id: n, of: ships, reverse: yes}
    - {number: 3, id: m, of: boats, reverse: yes}
    - {person: Ann, id: p, role: leader of the North}
    - {person: Bob, id: o, role: Governor of the North}
    - {person: Cay, id: r, role: Cook}
    """
    every = assert_facts(text)
    bank = Bank(every, LANGUAGE)
    one = {p.origin.fact: p for p in every if isinstance(p, Association)}
    for first, second, way in (("a", "b", 1), ("n", "m", 1), ("p", "o", 0), ("p", "r", 2)):
        here, there = (_ask(one[fact], back=way == 1) for fact in (first, second))
        assert Proof(here, bank).admits_value(there) is (way == 2)


def _ask(p: Association, *, back: bool) -> Asked:
    if back:
        return Asked(p, Direction.REVERSE, p.ask_back, p.value, p.subject)
    return Asked(p, Direction.FORWARD, p.ask, p.subject, p.value)


def test_only_a_closed_sort_gives_distractors(assert_facts: Facts) -> None:
    """Two reasons may both be right; two countries are never one."""
    facts = "\n".join(
        f"- {{question: 'Why {n}?', id: q{n}, answer: The {w} one, type: %s}}"
        for n, w in enumerate(("red", "blue", "green", "grey"))
    )
    assert offered(assert_facts(facts % (("motive",) * 4)), "small/q0/answer") == set()
    assert len(offered(assert_facts(facts % (("country",) * 4)), "small/q0/answer")) == 3
