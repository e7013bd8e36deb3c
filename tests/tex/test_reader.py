"""TeX that is set, as MathML; and TeX that is not, with the sentence that says so."""

from __future__ import annotations

import contextlib
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.tex import TexError, read
from quizgen.tex.refused import COMMANDS


def mathml(tex: str) -> str:
    """Return a formula without what every operator carries."""
    made = ElementTree.tostring(read(tex).mathml, encoding="unicode")
    made = made.removeprefix('<math dir="ltr">').removesuffix("</math>")
    return made.replace(' stretchy="false" lspace="0em" rspace="0em"', "")


@pytest.mark.parametrize(
    ("tex", "made"),
    [
        ("x", "<mi>x</mi>"),
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("x^12", "<mrow><msup><mi>x</mi><mn>1</mn></msup><mn>2</mn></mrow>"),
        ("x_1^2", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>"),
        ("x^2_1", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>"),
        ("{}^{14}_6", "<msubsup><mrow /><mn>6</mn><mn>14</mn></msubsup>"),
        ("f'", "<mrow><mi>f</mi><mo>′</mo></mrow>"),
        ("f''", "<mrow><mi>f</mi><mo>″</mo></mrow>"),
        (r"f^\prime", "<mrow><mi>f</mi><mo>′</mo></mrow>"),
        ("1{,}000.5", "<mn>1,000.5</mn>"),
        ("3{,}14", "<mrow><mn>3</mn><mo>,</mo><mn>14</mn></mrow>"),
        (r"\alpha\Gamma", '<mrow><mi>α</mi><mi mathvariant="normal">Γ</mi></mrow>'),
        (r"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"),
        (r"\mathrm{d}x", '<mrow><mi mathvariant="normal">d</mi><mi>x</mi></mrow>'),
        (r"\mathrm{kJ}", "<mi>kJ</mi>"),
        (r"\mathbb{R}", '<mi mathvariant="normal">ℝ</mi>'),
        (r"\mathbf{v}", '<mi mathvariant="normal">𝐯</mi>'),
        (r"\hat x", '<mover accent="true"><mi>x</mi><mo>ˆ</mo></mover>'),
        (r"\sin x", '<mrow><mi>sin</mi><mspace width="0.1667em" /><mi>x</mi></mrow>'),
        (r"\sin(x)", "<mrow><mi>sin</mi><mo>(</mo><mi>x</mi><mo>)</mo></mrow>"),
        (r"\text{if }x", "<mrow><mtext>if\u00a0</mtext><mi>x</mi></mrow>"),
        (r"a \not= b", "<mrow><mi>a</mi><mo"),
        (r"\int_0^1 x", "<mrow><msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>"),
        (
            r"\left(x\right)",
            '<mrow><mo fence="true">(</mo><mi>x</mi><mo fence="true">)</mo></mrow>',
        ),
    ],
)
def test_what_is_set(tex: str, made: str) -> None:
    assert mathml(tex).startswith(made)


def test_limits_stand_beside_in_a_line_and_below_in_a_formula_of_its_own() -> None:
    assert "<msub><mi>lim</mi>" in mathml(r"\lim_{x\to0} f")
    assert "<munder><mi>lim</mi>" in mathml(r"\displaystyle\lim_{x\to0} f")
    assert "<munder><mi>lim</mi>" in mathml(r"\lim\limits_{x\to0} f")
    assert 'movablelimits="false">∑</mo>' in mathml(r"\sum\limits_{i=1}^n i")


@pytest.mark.parametrize(
    ("tex", "left", "right"),
    [
        ("a-b", "0.2222em", "0.2222em"),
        ("-b", "0em", "0em"),
        ("(-b)", "0em", "0em"),
        ("a=-b", "0em", "0em"),
        (r"a\cdot-b", "0em", "0em"),
        ("x^{-b}", "0em", "0em"),
        ("x^{a-b}", "0em", "0em"),
        ("2-", "0em", "0em"),
    ],
)
def test_a_minus_is_spaced_by_what_stands_before_it(tex: str, left: str, right: str) -> None:
    (minus,) = [e for e in read(tex).mathml.iter("mo") if e.text == "−"]
    sides = minus.get("lspace"), minus.get("rspace")
    if tex in ("a=-b", r"a\cdot-b"):  # the room before it is the relation's or the operator's
        assert minus.get("rspace") == right
    else:
        assert sides == (left, right)


def test_a_grid_has_its_cells_and_their_sides() -> None:
    made = read(r"\begin{array}{lr}1 & 2\\ 3 & 4\\\end{array}").mathml
    rows = [[cell[0].text for cell in row] for row in made.iter("mtr")]
    assert rows == [["1", "2"], ["3", "4"]]
    (table,) = made.iter("mtable")
    assert table.get("columnalign") == "left right"


def test_aligned_shows_no_ampersand_and_spaces_the_relation() -> None:
    made = read(r"\begin{aligned} x+y&=3\\ x-y&=1\end{aligned}").mathml
    assert "&" not in "".join(made.itertext())
    assert [e.get("lspace") for e in made.iter("mo") if e.text == "="] == ["0.2778em"] * 2


@pytest.mark.parametrize(
    ("tex", "message", "hint"),
    [
        (r"\frac{1}{2", "has a '{' that is never closed", "write its '}'"),
        ("x}", "has a '}' that nothing opens", "leave it out, or write its '{'"),
        ("x^", "has a '^' with nothing after it", "write ^{…}"),
        ("a_b_c", "has two subscripts at one place", "write one, or put braces round"),
        ("a^b^c", "has two superscripts at one place", "write one, or put braces round"),
        ("a^b'", "has a prime after a superscript", "write the prime first"),
        (r"\frac{1}", r"has a '\frac' that lacks what it is of", r"write \frac{…}"),
        (r"\sqrt\frac12", r"has '\frac' after '\sqrt' without braces", r"write \sqrt{\frac…}"),
        (r"\xyzzy", r"has '\xyzzy', which is not set here", "docs/formulas.md lists what is"),
        (r"\aplha", r"has '\aplha', which is not set here", r"did you mean '\alpha'?"),
        (r"\SI{5}{\km}", r"has '\SI', which is not set here", r"write 5\,\mathrm{km}"),
        (r"\degree", r"has '\degree', which is not set here", r"write ^\circ"),
        (r"a \over b", r"has '\over', which is not set here", r"write \frac{…}{…}"),
        (r"\left( x", r"has a '\left' without its '\right'", r"write \right. after it"),
        (r"x \right)", r"has a '\right' without its '\left'", r"write \left. before it"),
        (r"\left x\right)", r"has 'x' after '\left', which is no bracket", r"write \left( or"),
        (r"\begin{matrix}1", r"has a '\begin{matrix}' without its '\end{matrix}'", "write it"),
        (r"\begin{matrix}1\end{pmatrix}", r"has a '\begin{matrix}' without its", "write it"),
        (r"x\end{matrix}", r"has an '\end' without its '\begin'", "leave it out"),
        (r"\begin{align}a\end{align}", r"has '\begin{align}'", r"write \begin{aligned}"),
        (r"\begin{mtrix}a\end{mtrix}", r"has '\begin{mtrix}'", "did you mean 'matrix'?"),
        (r"\begin{array}{c|c}1\end{array}", "has an array with the columns 'c|c'", "write l, c"),
        (r"\begin{matrix}1\\[2ex]3\end{matrix}", r"has a '[' after '\\'", r"write \\ {[}"),
        ("a & b", "has a '&' outside a grid", r"write \& for the sign"),
        (r"a \\ b", r"has a '\\' outside a grid", "write two formulas"),
        ("50% x", "has the character '%'", r"write \%"),
        ("#1", "has the character '#'", r"write \#"),
        ("$x$", "has the character '$'", r"write \$"),
        ("x²", "has the character '²'", "write ^2"),
        ("Fläche", "has the character 'ä'", r"write words as \text{…}"),
        ("x\u200bx", "has the character 'U+200B'", r"write words as \text{…}"),
        (r"\mathbb{r}", r"has 'r' in '\mathbb', which has capital letters only", "write small"),
        (r"\text{a $b$}", r"has '$' in '\text', which holds words alone", "close it before"),
        (r"\text{a \textbf{b}}", r"has '\textbf' in '\text'", "close it before"),
        (r"x\limits_1", r"has '\limits' after what is no operator", r"write it after \sum"),
        (r"\not x", r"has a '\not' before what is no relation", r"write it before ="),
        ("x\\", "ends with a backslash", "leave it out"),
        ("", "is empty", r"write something between \( and \)"),
    ],
)
def test_what_is_not_set(tex: str, message: str, hint: str) -> None:
    with pytest.raises(TexError) as error:
        read(tex)
    assert error.value.message.startswith(message)
    assert error.value.hint.startswith(hint)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_what_loads_moves_or_defines_is_refused_by_name(command: str) -> None:
    for tex in (rf"\{command}{{x}}{{y}}", rf"\frac{{\{command}{{x}}{{y}}}}{{2}}"):
        with pytest.raises(TexError, match=rf"has '\\{command}', which is refused: "):
            read(tex)


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(//a.b/c)}{x}",
        r"\class{x}{y}",
        r"\cssId{x}{y}",
        r"\data{x=y}{z}",
        r"\require{html}",
        r"\unicode{x3c}",
        r"\def\x{\href{a}{b}}\x",
        r"\newcommand{\x}{y}\x",
        r"\bbox[red, border: 1px url(x)]{y}",
        r"\color{url(x)}{y}",
        r"\mmlToken{mi}[href=x]{y}",
        r"\mathchoice{a}{b}{c}{d}",
        r"\begin{html}x\end{html}",
        r"\ce{\href{a}{b}}",
        r"\text{\href{a}{b}}",
        r"\operatorname{\href{a}{b}}",
    ],
)
def test_nothing_that_runs_or_loads_gets_through(tex: str) -> None:
    with pytest.raises(TexError):
        read(tex)


def test_what_mathjax_reads_otherwise_is_written_for_it() -> None:
    assert read(r"\text{50\% of~it}").tex == "\\text{50% of\u00a0it}"
    assert read(r"x + \ce{H2O}").tex == r"x + {\mathrm{H}_{2}\mathrm{O}}"
    assert read(r"\frac{1}{2}").tex == r"\frac{1}{2}"


def test_a_formula_has_a_bound() -> None:
    with pytest.raises(TexError, match="has 2,001 characters, and 2,000 are the most"):
        read("x" * 2001)
    with pytest.raises(TexError, match="has more than 16 things one in another"):
        read("{" * 900 + "x" + "}" * 900)
    with pytest.raises(TexError, match="has more than 16 things one in another"):
        read(r"\sqrt{" * 200 + "x" + "}" * 200)
    with pytest.raises(TexError, match="has more than 16 things one in another"):
        read(r"\left(" * 300)


@pytest.mark.parametrize(
    "part", [r"\ce{", "x_", r"\text{", "{", r"\\", "'", r"\left(", "&", r"\begin{matrix}", "["]
)
def test_the_longest_formula_takes_no_time(part: str) -> None:
    begin = time.perf_counter()
    for tex in (part * (2000 // len(part)), rf"\ce{{{part * (1900 // len(part))}}}"):
        with contextlib.suppress(TexError):
            read(tex)
    assert time.perf_counter() - begin < 1


PARTS = r"""\frac \sqrt \ce \text \left \right \begin{matrix} \end{matrix} \alpha \sum \not ( ) { }
^ _ 1 x & \\ ' -""".split()


@given(st.lists(st.sampled_from([*PARTS, " "]), max_size=20))
def test_a_formula_is_set_or_told(parts: list[str]) -> None:
    """What MathJax is given is read as what was written, and nothing else ever happens."""
    with contextlib.suppress(TexError):
        made = read("".join(parts))
        again = read(made.tex)
        assert ElementTree.tostring(again.mathml) == ElementTree.tostring(made.mathml)
        assert again.tex == made.tex
