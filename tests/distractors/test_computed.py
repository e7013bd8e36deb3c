"""Dates and numbers around a key, each rule by an example."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from quizgen.distractors.bank import Bank, forward
from quizgen.distractors.computed import near
from quizgen.language import language
from quizgen.model import Association, Proposition

Facts = Callable[[str], list[Proposition]]
GOLDEN = Path(__file__).parent / "golden" / "computed.txt"


def around(facts: list[Proposition]) -> dict[str, str]:
    """Return what is offered with the fact ``a``, and why it is wrong."""
    (asked,) = (forward(p) for p in facts if isinstance(p, Association) and p.origin.fact == "a")
    return dict(near(asked, Bank(facts, language("en-GB"))))


def dated(date: str, newest: str = "2000", id_: str = "a") -> str:
    return (
        f"- {{event: The {id_} end, id: {id_}, date: '{date}'}}\n"
        f"- {{event: Now, id: now, date: '{newest}'}}\n"
    )


@pytest.mark.parametrize(
    ("date", "form"),
    [
        ("1988", r"\d{4}"),
        ("1988-04", r"[A-Z][a-z]+ \d{4}"),
        ("1988-04-14", r"\d{1,2} [A-Z][a-z]+ \d{4}"),
        ("1988-04-14~", r"about \d{1,2} [A-Z][a-z]+ \d{4}"),
        ("1988-04?", r"[A-Z][a-z]+ \d{4} \(uncertain\)"),
    ],
)
def test_dates_are_as_exact_and_as_sure_as_the_key(
    date: str, form: str, assert_facts: Facts
) -> None:
    shown = around(assert_facts(dated(date)))
    assert len(shown) == 4
    assert all(re.fullmatch(form, text) for text in shown), shown


def years(shown: dict[str, str]) -> list[int]:
    return [int(text.split()[-1]) for text in shown]


@pytest.mark.parametrize(
    ("date", "apart"),
    [
        ("1850", 10),
        ("1864", 9),
        ("1999", 1),
        ("1700", 20),
        ("1850~", 10),
        ("1990~", 3),
        ("1990?", 3),
    ],
)
def test_years_are_farther_apart_the_older_they_are(
    date: str, apart: int, assert_facts: Facts
) -> None:
    shown = around(assert_facts(dated(date)))
    found = [int(re.findall(r"\d{4}", text)[0]) for text in shown]
    assert {later - earlier for earlier, later in pairwise(found)} == {apart}
    assert int(date[:4]) in found


@pytest.mark.parametrize(("date", "apart"), [("1900-05", 10), ("1985-05", 1), ("1980-05~", 3)])
def test_months_are_farther_apart_the_older_they_are(
    date: str, apart: int, assert_facts: Facts
) -> None:
    names = "January February March April May June July August September October November".split()
    shown = [text.removeprefix("about ").split() for text in around(assert_facts(dated(date)))]
    months = [int(year) * 12 + [*names, "December"].index(name) for name, year in shown]
    assert {later - earlier for earlier, later in pairwise(months)} == {apart}


def test_no_date_lies_in_the_future_of_what_is_known(assert_facts: Facts) -> None:
    for name in "abcdefghij":
        facts = dated("1999", "2000", name).replace(f"id: {name}", "id: a")
        assert max(years(around(assert_facts(facts)))) <= 2000
        last = dated("2000", "2000", name).replace(f"id: {name}", "id: a")
        assert list(around(assert_facts(last)))[-1] == "2000"


@pytest.mark.parametrize("date", ["-9999", "-9990-07-05", "-9000~"])
def test_no_date_is_before_all_that_can_be_written(date: str, assert_facts: Facts) -> None:
    assert len(around(assert_facts(dated(date)))) in (0, 4)


def test_the_key_may_have_any_place(assert_facts: Facts) -> None:
    places = set()
    for n in range(24):
        facts = assert_facts(f"- {{event: E, id: e{n}, date: 1850}}\n" + dated("1900"))
        asked = next(forward(p) for p in facts if isinstance(p, Association))
        places.add([why for _, why in near(asked, Bank(facts, language("en-GB")))].index(""))
    assert places == {0, 1, 2, 3}


def test_a_date_says_by_how_much_it_is_off_and_what_was_then(assert_facts: Facts) -> None:
    facts = dated("1850") + "".join(
        f"- {{event: The revolt of {letter}, id: {letter.lower()}x, date: {year}}}\n"
        for letter, year in (("B", 1820), ("C", 1830), ("D", 1840), ("E", 1860), ("F", 1870))
    )
    shown = around(assert_facts(facts))
    says = language("en-GB").say
    for text, why in shown.items():
        year = int(text)
        if year == 1850:
            assert why == ""
            continue
        side = "early" if year < 1850 else "late"
        off = says(f"why.{side}.year", text=text, count=abs(year - 1850))
        revolt = {1820: "B", 1830: "C", 1840: "D", 1860: "E", 1870: "F"}.get(year)
        assert why == (f"{off}: The revolt of {revolt}" if revolt else off)


def test_what_is_no_date_did_not_happen_then(assert_facts: Facts) -> None:
    facts = dated("1850") + "".join(
        f"- {{question: 'How many of {year}?', id: q{year}, answer: '{year}'}}\n"
        for year in range(1800, 1900, 10)
    )
    assert not any(":" in why for why in around(assert_facts(facts)).values())


@pytest.mark.parametrize(
    ("date", "newest", "units"),
    [
        ("1999-12-14", "2000", {"day", "month"}),
        ("1999-05", "2000", {"month"}),
        ("1985-05-14", "2000", {"day", "month"}),
        ("1860-05-14", "2000", {"month", "year"}),
        ("1687-07-05", "2000", {"year"}),
    ],
)
def test_days_are_counted_up_to_ten_weeks_and_months_up_to_two_years(
    date: str, newest: str, units: set[str], assert_facts: Facts
) -> None:
    whys = [why for why in around(assert_facts(dated(date, newest))).values() if why]
    for why in whys:
        count, unit = re.findall(r"(\d+|an?|one) (day|month|year)s? too", why)[0]
        assert unit in units
        number = int(count) if count.isdigit() else 1
        assert number <= 70 if unit == "day" else number < 24 or unit == "year"


@pytest.mark.parametrize("newest", ["-9999", "-9998"])
def test_where_no_other_date_can_be_written_none_is_offered(
    newest: str, assert_facts: Facts
) -> None:
    assert around(assert_facts(dated("-9999", newest))) == {}


# --- numbers ----------------------------------------------------------------------------------


def numbers(assert_facts: Facts, fact: str) -> list[str]:
    return list(around(assert_facts(f"- {{{fact}, of: Dead, id: a}}")))


@pytest.mark.parametrize("number", [5, 12])
def test_small_whole_numbers_are_counted(number: int, assert_facts: Facts) -> None:
    shown = [int(text) for text in numbers(assert_facts, f"number: {number}")]
    assert len(shown) == 4
    assert shown == list(range(shown[0], shown[0] + 4))
    assert number in shown


@pytest.mark.parametrize(
    "fact", ["number: 13", "number: 12, qualifier: about", "number: 12, tolerance: 1"]
)
def test_others_are_apart_by_a_quarter_of_themselves(fact: str, assert_facts: Facts) -> None:
    shown = [int(text.split()[-1]) for text in numbers(assert_facts, fact)]
    assert all(later / earlier >= 1.25 for earlier, later in pairwise(shown))


def test_one_has_nothing_below_it(assert_facts: Facts) -> None:
    assert numbers(assert_facts, "number: 1") == ["1", "2", "3", "4"]


def test_a_share_is_no_more_than_all(assert_facts: Facts) -> None:
    shares = [int(t.rstrip("%")) for t in numbers(assert_facts, "number: 97, unit: '%'")]
    assert shares[-1] == 97
    more = [int(t.rstrip("%")) for t in numbers(assert_facts, "number: 150, unit: '%'")]
    assert 150 in more
    assert len(more) == 4


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("10^2", {"10", "10²", "10³", "10⁴", "10⁵", "10¹"}),
        ("10^-1", {"10⁻¹", "10⁻²", "10⁻³", "10⁻⁴"}),
    ],
)
def test_powers_of_ten_stay_on_their_side_of_one(
    number: str, expected: set[str], assert_facts: Facts
) -> None:
    shown = numbers(assert_facts, f"number: {number}")
    assert len(shown) >= 3
    assert set(shown) <= expected


def test_what_is_low_and_what_is_high_is_said(assert_facts: Facts) -> None:
    say = language("en-GB").say
    for fact in ("number: 9", "number: -40, unit: °C"):
        shown = around(assert_facts(f"- {{{fact}, of: Dead, id: a}}"))
        place = list(shown.values()).index("")
        for index, (text, why) in enumerate(shown.items()):
            if index != place:
                assert why == say("why.low" if index < place else "why.high", text=text)


# --- all that is offered ----------------------------------------------------------------------

DATES = "1999 1850 -9990 1988-04 1999-11 1988-04-14 1999-12-31 1999-12-14 1990-05-05?".split()
NUMBERS = (
    *("13", "26", "-99", "120", "2500", "0.99", "1.50", "3.0", "1.10", "2.500", "0.0020"),
    *("2*10^3", "1.20*10^5", "10^-2", "80 %", "101 %"),
)


def test_what_is_offered(assert_facts: Facts, golden: Callable[[Path, str], None]) -> None:
    """Each a few times, for chance has a say: the key has a star, and whys stand below dates."""
    rows = [f"event: E, date: '{date}'" for date in DATES]
    rows += [f"number: '{number}', of: N" for number in NUMBERS]
    every = [f"- {{{row}, id: x{n}-{time}}}" for n, row in enumerate(rows) for time in range(5)]
    facts = assert_facts("\n".join([*every, "- {event: Now, id: now, date: 2000}\n"]))
    bank = Bank(facts, language("en-GB"))
    lines = []
    for fact, p in zip(every, facts, strict=False):
        assert isinstance(p, Association)
        shown = near(forward(p), bank)
        lines += [fact, "  " + " | ".join(text if why else f"*{text}" for text, why in shown)]
        lines += [f"    {why}" for _, why in shown if why and p.value.date]
    golden(GOLDEN, "\n".join(lines) + "\n")
