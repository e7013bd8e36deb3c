"""Formulas in a text: where they end, what is beside them, and what is told of them."""

from __future__ import annotations

import time

import pytest

from quizgen.text import broken_math, html, lines, page_html, plain


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (r"What is \(x^2 here?", r"a formula is opened by '\(' and never closed"),
        (r"What is x^2\) here?", r"a formula is closed by '\)' and never opened"),
        (r"Is \[x^2\] so?", r"'\[x^2\]' is a formula on a line of its own, which is not set"),
        (r"Is \begin{cases}x\end{cases} so?", r"'\begin' stands in no formula"),
        (r"What burns to \ce{H2O}?", r"'\ce' stands in no formula"),
        (r"a \(\frac{1}{2\) b", r"the formula '\frac{1}{2' has a '{' that is never closed"),
        (r"\(a \\) b", r"a formula is opened by '\(' and never closed"),
    ],
)
def test_what_is_told(text: str, message: str) -> None:
    assert broken_math(text)[0].message.startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        r"code `\(x` and `\[x^2\]` and `\ce{H2O}`",
        r"an escaped \[sic\] and \[1\]",
        r"a backslash \\( and \\[x^2\\]",
        r"C:\new and \alpha",
        r"\(x\) and \(y\)",
        r"\(\{x\mid x<2\}\)",
    ],
)
def test_what_is_no_fault(text: str) -> None:
    assert broken_math(text) == ()


def test_a_line_never_ends_between_a_formula_and_its_marks() -> None:
    held = '<span style="white-space:nowrap">'
    assert page_html(r"Is it (\(x\)), or \(y\)?").count(held) == 2
    assert page_html(r"the \(n\)-th time").count(held) == 1
    assert held not in page_html(r"\(x\) is")


def test_a_formula_runs_from_left_to_right_in_any_text() -> None:
    assert '<math dir="ltr">' in page_html(r"ما مشتقة \(x^2\)؟")


def test_words_and_lines_have_the_formula_as_text() -> None:
    assert plain(r"Is \(\ce{SO4^2-}\) an ion?") == "Is SO₄²⁻ an ion?"
    assert lines("Is\n\\(\\frac{1}{2}\\)") == ("Is", "1/2")
    assert plain(r"\(\foo\)") == r"\foo"


def test_anki_is_given_what_every_mathjax_knows() -> None:
    made = r'<span class="math">\({\mathrm{H}_{2}\mathrm{O}}\)</span>'
    assert html(r"\(\ce{H2O}\)") == made


@pytest.mark.parametrize("part", [r"\(", r"\)", r"\[", r"\(x\)", r"\(\ce{H2O}\) ", r"\[x^"])
def test_many_formulas_take_as_long_as_they_are(part: str) -> None:
    begin = time.perf_counter()
    html(part * 4000)
    broken_math(part * 4000)
    assert time.perf_counter() - begin < 3
