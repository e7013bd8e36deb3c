"""Apostrophes: curly where they are apostrophes, and nothing else touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text import anki_html, fold, html, page_html, plain, print_html
from quizgen.typography import apostrophes, tied


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Pakistan's army", "Pakistan’s army"),
        ("it doesn't", "it doesn’t"),
        ("l'année, c'est", "l’année, c’est"),
        ("м'ята", "м’ята"),
        ("the 1980's and the '90s", "the 1980’s and the ’90s"),
        ("the Soviets' withdrawal", "the Soviets’ withdrawal"),
        ("He said 'the Soviets' and left", "He said 'the Soviets' and left"),
        ("6' 2\" tall, 5'10", "6' 2\" tall, 5'10"),
        ("f'(x)", "f'(x)"),
        ("ג'ירפה", "ג'ירפה"),
        ("“Dawn’s”", "“Dawn’s”"),
    ],
)
def test_apostrophes(text: str, shown: str) -> None:
    assert apostrophes(text) == shown


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("*Dawn*'s editor", "<em>Dawn</em>’s editor"),
        ("**Who** isn't?", "<strong>Who</strong> isn’t?"),
        ("`don't` and don't", "<code>don't</code> and don’t"),
        ("`x`'s value", "<code>x</code>’s value"),
        ("a *b* 'c' d", "a <em>b</em> 'c' d"),
    ],
)
def test_code_is_left_alone(markdown: str, shown: str) -> None:
    assert str(html(markdown)) == str(anki_html(markdown)) == shown


def test_what_is_compared_and_written_as_data_stays_as_it_was() -> None:
    assert plain("it doesn't") == "it doesn't"
    assert fold("it doesn't") == fold("it doesn’t")


@given(st.text(alphabet="abs' 19.", max_size=20))
def test_only_apostrophes_change(text: str) -> None:
    assert apostrophes(text).replace("’", "'") == text
    assert apostrophes(apostrophes(text)) == apostrophes(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“Results”, p. 10; para. 7", "“Results”, p.~10; para.~7"),
        ("M. I. Khan and J. F. Kennedy", "M.~I.~Khan and J.~F.~Kennedy"),
        ("the Accords. 104 votes, Plan b. Then", "the Accords. 104 votes, Plan b. Then"),
    ],
)
def test_an_abbreviation_stays_with_what_it_abbreviates(text: str, shown: str) -> None:
    assert tied(text) == shown.replace("~", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("in 1982\u20131988", "in 198[2\u20131]988"),
        ("the US\u2013Pakistan line", "the US\u2013Pakistan line"),
        ("al-Qaeda, F-16s", "[al-Q]aeda, [F-1]6s"),
        ("Tehreek-e-Taliban, Hezb-e", "Tehree[k-e-T]aliban, Hez[b-e]"),
        ("non-aligned, anti-terrorist", "non-aligned, anti-terrorist"),
        ("*Zia-ul-Haq*", "<em>Zi[a-ul-H]aq</em>"),
        ("`a-b p. 1`", "<code>a-b p. 1</code>"),
    ],
)
def test_no_line_of_print_ends_at_a_dash_within_a_name(text: str, shown: str) -> None:
    made = str(print_html(text))
    assert made.replace('<span class="undivided">', "[").replace("</span>", "]") == shown
    assert "undivided" not in page_html(text)
    assert anki_html(text) == html(text)
