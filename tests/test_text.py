"""The Markdown subset: what it knows, and that nothing else gets through."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.text import (
    anki_html,
    broken_math,
    fold,
    gaps,
    html,
    is_literal,
    lines,
    page_html,
    plain,
)


@pytest.mark.parametrize(
    ("markdown", "made"),
    [
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>"),
        ("[a](https://b.org)", '<a href="https://b.org">a</a>'),
        ("one\ntwo", "one<br> two"),
        (r"\*a\*", "*a*"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("![a](b.png)", "![a](b.png)"),
        ("# no heading", "# no heading"),
        (r"\(a < b\)", r'<span class="math">\(a &lt; b\)</span>'),
        (r"\(open", "(open"),
        ("`a  b`", '<code style="white-space: pre-wrap">a  b</code>'),
        ("`a\n\tb`", '<code style="white-space: pre-wrap">a<br>&#9;b</code>'),
        ("``a`b`` ` c", "<code>a`b</code> ` c"),
        ("```\nopen", "```<br> open"),
        ("[a](//b.org)", '<a href="https://b.org">a</a>'),
        ("[a](mailto:b@c.org)", '<a href="mailto:b@c.org">a</a>'),
        (
            "[a](b) [a]() [a](#b) [a](file:///b) [a](//)",
            "[a](b) [a]() [a](#b) [a](file:///b) [a](//)",
        ),
        ("\u0645\u0639\u0627\u06c1\u062f\u06c1", "\u0645\u0639\u0627\u06c1\u062f\u06c1"),
    ],
)
def test_html(markdown: str, made: str) -> None:
    assert html(markdown) == made


FENCED = """\
Read:
  ```python
  if x:
      print("a  b")

  ```
and say."""


def test_a_fenced_block_keeps_its_lines() -> None:
    code = 'if x:<br>    print("a  b")<br>'
    block = (
        '<code class="block" data-language="python" style="display: block; white-space: pre-wrap">'
    )
    assert html(FENCED) == f"Read:{block}{code}</code>and say."
    assert plain(FENCED) == 'Read: if x: print("a b") and say.'
    assert lines(FENCED) == ("Read:", "if x:", '    print("a  b")', "", "and say.")
    assert is_literal(FENCED)


@pytest.mark.parametrize("fence", ["```", "~~~", "`````"])
def test_a_block_may_hold_shorter_fences(fence: str) -> None:
    assert "<br>``<br>" in html(f"{fence}\na\n``\nb\n{fence}")
    assert html(f"x {fence}\na\n{fence}").startswith("x ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The [Accords|what?] in [1988]{3}.", [("Accords", "what?", None), ("1988", "", 3)]),
        (r"[\(|x|\)]", [(r"\(|x|\)", "", None)]),
        ("[`a|b`|`c|d`]", [("`a|b`", "`c|d`", None)]),
        ("[`[a-z]+`]", [("`[a-z]+`", "", None)]),
        (r"\[no\] [a\]b]", [(r"a\]b", "", None)]),
        ("`[no]` ``[`no`]``", []),
        ("[a](https://b.org) [[c](https://d.org)|e]", [("[c](https://d.org)", "e", None)]),
        ("[a [b] c", [("b", "", None)]),
        ("```\n[no]\n```\n[yes]", [("yes", "", None)]),
    ],
)
def test_gaps_are_read_after_code_math_and_links(
    text: str, found: list[tuple[str, str, int | None]]
) -> None:
    assert [(gap.text, gap.hint, gap.number) for gap in gaps(text)] == found


@pytest.mark.parametrize("syntax", ["{{c1::x}}", "{{Field}}", "[sound:a.mp3]", "[anki:play:q:0]"])
def test_nothing_reads_as_anki_syntax(syntax: str) -> None:
    made = anki_html(syntax)
    assert not any(part in made for part in ("{{", "}}", "::", "[sound:", "[anki:"))


def test_math_is_mathml_on_a_page_and_tex_in_anki() -> None:
    assert "<msup><mi>c</mi><mn>2</mn></msup>" in page_html(r"\(mc^2\)")
    assert anki_html(r"\(mc^2\)") == r'<span class="math">\(mc^2\)</span>'


def test_math_carries_no_markup_of_its_own() -> None:
    made = page_html(r"\(\text{<script>x</script>} < y\)")
    assert "<script" not in made
    assert "&lt;script" in made
    ElementTree.fromstring(f"<p>{made}</p>")  # noqa: S314 - it is our own


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("*Geneva* Accords", "geneva accords"),
        ("Pérez de Cuéllar", "Perez de Cuellar"),
        ("al-Qaeda", "Al Qaeda"),
        ("“Peanuts!”", "peanuts"),
        ("18\u00a0months", "18 months"),
    ],
)
def test_answers_compare_without_dress(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("दिन", "दान"), ("か", "が"), ("שָׁלוֹם", "שלום")])
def test_marks_that_are_letters_count(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("tex", ["x^", "a_b_c", r"\frac", "", " ", r"\href{javascript:x}{y}"])
def test_broken_math_is_shown_as_it_is(tex: str) -> None:
    text = rf"before \({tex}\) after"
    assert len(broken_math(text)) == 1
    assert f"<code>{tex}</code>" in page_html(text)
    assert f"<code>{tex}</code>" in html(text)
    assert broken_math(r"\(x^2\)") == ()


def test_folding_never_loses_a_text_whole() -> None:
    assert fold("+") == "+"
    assert fold("+") != fold("-")


def test_plain_is_one_line() -> None:
    assert plain("a *b*\nc [d](https://e.org) `f`") == "a b c d f"


@given(st.text(max_size=80))
def test_html_is_always_well_formed_and_harmless(text: str) -> None:
    allowed = {"p", "em", "strong", "code", "a", "br", "span"}
    clean = "".join(c for c in text if c.isprintable() or c in "\n\t")
    root = ElementTree.fromstring(f"<p>{html(clean).replace('<br>', '<br/>')}</p>")  # noqa: S314 - it is our own
    assert {element.tag for element in root.iter()} <= allowed
    for element in root.iter("a"):
        assert not element.get("href", "").lower().startswith(("javascript:", "vbscript:", "data:"))


@given(st.text(alphabet="ab &<>\"'~#!-:{}|^$.\u0301é\u200f\t ", max_size=30))
def test_words_alone_are_as_the_parser_would_have_them(words: str) -> None:
    parsed = html(f"{words} \\\\").removesuffix("\\").rstrip()
    assert html(words) == parsed


def test_no_line_of_a_page_begins_with_the_dot_between_two_titles() -> None:
    assert page_html("The Accords · The *war* · Names") == (
        "The Accords\N{NO-BREAK SPACE}· The <em>war</em>\N{NO-BREAK SPACE}· Names"
    )
