"""What Anki would read as syntax is escaped once, and nothing else is touched."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from quizgen.anki_syntax import (
    as_hint,
    at_start,
    attribute,
    beside_gaps,
    deck_name,
    escaped,
    in_gap,
)


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("a {b} [c] d: e", "a {b} [c] d: e"),
        ("{{c1::x}}", "&#123;&#123;c1&#58;&#58;x&#125;&#125;"),
        ("{{{x}}}", "&#123;&#123;{x&#125;&#125;}"),
        ("[sound:a.mp3]", "&#91;sound:a.mp3]"),
        ("[anki:tts]a[/anki:tts]", "&#91;anki:tts]a&#91;/anki:tts]"),
        ("[latex]x[/LaTeX]", "&#91;latex]x&#91;/LaTeX]"),
        ("[$]x[/$] [$$]y[/$$]", "&#91;$]x&#91;/$] &#91;$$]y&#91;/$$]"),
        ("[[type:Answer]]", "&#91;[type:Answer]]"),
        ("image-occlusion:rect", "&#105;mage-occlusion:rect"),
        (r"\(x\) \[y\]", r"\<span></span>(x\) \<span></span>[y\]"),
        (r'<span class="math">\(x_{{1}}\)</span>', None),
        ('<a href="https://a.org/b::c">d</a>', '<a href="https://a.org/b&#58;&#58;c">d</a>'),
        (r"<code>\(</code>", r"<code>\<span></span>(</code>"),
    ],
)
def test_what_a_field_holds(html: str, made: str | None) -> None:
    math = r'<span class="math">\(x_&#123;&#123;1&#125;&#125;\)</span>'
    assert escaped(html) == (math if made is None else made)


def test_escaping_is_done_once_in_markup() -> None:
    assert in_gap(Markup("{a}")) == "&#123;a&#125;"
    assert at_start(Markup("-40")) == "&#45;40"
    assert beside_gaps(Markup("}a{")) == "&#125;a&#123;"
    assert as_hint(Markup("sound:a.mp3")) == "&#115;ound:a.mp3"


@pytest.mark.parametrize(
    ("html", "made"),
    [("C:", "C&#58;"), (":x", "&#58;x"), ("a:b", "a:b"), ("<i>a:</i>", "<i>a:</i>"), ("", "")],
)
def test_what_a_gap_holds(html: str, made: str) -> None:
    assert in_gap(html) == made


@pytest.mark.parametrize("cell", ["=1+2", "+1", "-1", "@SUM(A1)"])
def test_no_field_begins_as_a_formula_does(cell: str) -> None:
    assert at_start(cell)[:2] == "&#"
    assert at_start(f" {cell}") == f" {cell}"


def test_an_attribute_stays_one() -> None:
    assert attribute('a" onload="x" [$]b[/$]') == ("a&quot; onload=&quot;x&quot; &#91;$]b&#91;/$]")


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (("History", "The Moon"), "History::The Moon"),
        (("History:", "C++: std::vector"), "History∶::C++: std∷vector"),
        (("=1+2", "-3"), "＝1+2::-3"),
        (("a", "<b>bold</b> & x < y"), "a::‹b>bold‹/b> & x < y"),
        (("", " \t"), "blank::blank"),
        (("::", ":::"), "∷::∷∶"),
    ],
)
def test_what_a_deck_is_called(titles: tuple[str, ...], name: str) -> None:
    assert deck_name(*titles) == name
