"""What people write for dates, and the EDTF that the hint of a message names."""

from __future__ import annotations

import pytest
from babel import Locale

from quizgen.date_hints import meant
from quizgen.dates import parse


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("07/20/1969", "1969-07-20"),
        ("4–6 July 1914", "1914-07-04/1914-07-06"),
        ("28 June – 4 August 1914", "1914-06-28/1914-08-04"),
        ("July-August 1914", "1914-07/1914-08"),
        ("14-Apr-1988", "1988-04-14"),
        ("the 1980s", "198X"),
        ("Summer 1988", "1988-22"),
        ("1988-present", "1988/.."),
        ("until 1900", "../1900"),
        ("1988年4月14日", "1988-04-14"),
        ("20/07/1969", "1969-07-20"),
        ("07/08/1969", "1969-07-08 or 1969-08-07"),
        ("20.07.1969", "1969-07-20"),
        ("1969/07/20", "1969-07-20"),
        ("1969-7-20", "1969-07-20"),
        ("July 20, 1969", "1969-07-20"),
        ("20th July 1969", "1969-07-20"),
        ("4 Apr. 1988", "1988-04-04"),
        ("July 1969", "1969-07"),
        ("1900-1980", "1900/1980"),
        ("1900–1980", "1900/1980"),
        ("1900 to 1980", "1900/1980"),
        ("1939-45", "1939/1945"),
        ("June 1941 - May 1945", "1941-06/1945-05"),
        ("c. 1900", "1900~"),
        ("about 1900", "1900~"),
        ("1980s", "198X"),
        ("19th century", "18XX"),
        ("2001-", "2001/.."),
        ("since 2001", "2001/.."),
        ("79", "0079"),
        ("79 AD", "0079"),
    ],
)
def test_a_slip_is_told_with_its_cure(text: str, dates: str) -> None:
    assert meant(text, Locale("en")) == f"write {dates}"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("44 BC", "-0043"),
        ("公元前221年", "-0220"),
        ("44BCE", "-0043"),
        ("-44", "-0043"),
        ("15 March 44 BC", "-0043-03-15"),
        ("264-241 BC", "-0263/-0240"),
        ("27 BC - 14 AD", "-0026/0014"),
        ("5th century BC", "-04XX"),
    ],
)
def test_years_before_the_first_are_counted_with_a_year_0(text: str, date: str) -> None:
    assert meant(text, Locale("en")) == f"write {date}; year 0 is 1 BCE"


@pytest.mark.parametrize(
    ("tag", "text", "date"),
    [
        ("de", "20. Juli 1969", "1969-07-20"),
        ("de", "Juli 1969", "1969-07"),
        ("de", "um 1900", "1900~"),
        ("de", "44 v. Chr.", "-0043; year 0 is 1 BCE"),
        ("de", "1980er Jahre", "198X"),
        ("fr", "14 juillet 1789", "1789-07-14"),
        ("es", "15 de marzo de 1930", "1930-03-15"),
        ("ur", "20 جولائی 1969", "1969-07-20"),
        ("hi", "15 अगस्त 1947", "1947-08-15"),
    ],
)
def test_months_have_the_names_of_the_language(tag: str, text: str, date: str) -> None:
    assert meant(text, Locale(tag)) == f"write {date}"


@pytest.mark.parametrize(
    "text", ["", "soon", "31 February 1988", "20 July", "99/99/1999", "1988-04"]
)
def test_what_cannot_be_told_has_no_hint_of_its_own(text: str) -> None:
    hint = meant(text, Locale("en"))
    assert not hint or parse(hint.removeprefix("write "))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("AD 33", "0033"),
        ("A.D. 1066", "1066"),
        ("CE 70", "0070"),
        ("2001-12-14T21:59:43", "2001-12-14"),
        ("20 July 1969 20:17", "1969-07-20"),
    ],
)
def test_an_era_that_comes_first_and_a_time_that_comes_last(text: str, date: str) -> None:
    assert meant(text, Locale("en")) == f"write {date}"


@pytest.mark.parametrize("text", ["1445 AH", "25 October 1917 O.S.", "昭和63年", "5000 years ago"])
def test_a_date_of_another_calendar_is_to_be_one_of_ours(text: str) -> None:
    assert meant(text, Locale("en")).startswith("write the date by the Gregorian calendar")
