"""Formulas as Word's own math: in the order of its schema, and with nothing lost."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import docx.oxml
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from quizgen.formats.documents.word.omml import NOTHING, omml
from quizgen.tex import TexError, linear, read

ORDERS = {
    "acc": "accPr e",
    "bar": "barPr e",
    "box": "boxPr e",
    "d": "dPr e e e e",
    "f": "fPr num den",
    "groupChr": "groupChrPr e",
    "limLow": "e lim",
    "limUpp": "e lim",
    "m": "mPr" + " mr" * 9,
    "nary": "naryPr sub sup e",
    "phant": "phantPr e",
    "r": "m:rPr w:rPr t",
    "rad": "radPr deg e",
    "sSub": "e sub",
    "sSup": "e sup",
    "sSubSup": "e sub sup",
    "accPr": "chr",
    "barPr": "pos",
    "boxPr": "noBreak",
    "dPr": "begChr sepChr endChr",
    "fPr": "type",
    "groupChrPr": "chr pos vertJc",
    "mPr": "baseJc plcHide cGpRule cGp mcs",
    "mcPr": "count mcJc",
    "naryPr": "chr limLoc subHide supHide",
    "phantPr": "show zeroWid zeroAsc zeroDesc",
    "radPr": "degHide",
}
"""The order of ISO/IEC 29500-1, 22.1, as far as we write it."""
FORMULAS = r"""
\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}
f(x)=\begin{cases} x & x\ge 0 \\ -x\end{cases}
\binom{5}{2}
\begin{aligned} x+y&=3\\ x-y&=1\end{aligned}
\hat{x} \overline{AB} \underline{x} \vec{v} \overrightarrow{AB} \overbrace{a+b}^{2} \underbrace{c}
\int_{0}^{\infty} e^{-x^2}\,\mathrm{d}x + \sum\limits_{i} i - \prod^n x = \sum_{i=1}^n i
\lim\limits_{x\to0} \sqrt[3]{x} \sqrt{\frac{a}{b}}
A \xrightarrow{\text{heat}} B \xleftarrow[b]{a} C \overset{!}{=} \underset{x}{y}
\left\{x \middle| \frac{1}{2}\right. \left[x\right) |x| \|y\| a|b
\ce{^{14}_6C + SO4^2- ->[a][b] X <=> Y}
\phantom{x}\hphantom{x}\vphantom{x}\quad\,\text{ if }\textbf{b}
x'^2_1 \mathbb{R}\mathbf{v}\operatorname{rank}
""".strip().splitlines()


def word(tex: str) -> Any:
    return docx.oxml.parse_xml(omml(read(tex).mathml))


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_is_in_the_schemas_order(tex: str) -> None:
    for element in word(tex).iter():
        name = element.tag.rpartition("}")[2]
        order = ORDERS.get(name)
        if order:
            tags = [child.tag.rpartition("}")[2] for child in element]
            if name == "r":
                assert [c.tag for c in element] == [qn("m:rPr"), qn("w:rPr"), qn("m:t")]
            else:
                assert _is_within(tags, order.split()), (name, tags)


def _is_within(tags: list[str], order: list[str]) -> bool:
    rest = iter(order)
    return all(tag in rest for tag in tags)


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_keeps_its_letters_and_figures(tex: str) -> None:
    made = "".join(t.text for t in word(tex).iter(qn("m:t")))
    told = linear(read(tex).mathml)
    made = unicodedata.normalize("NFKC", made)
    shown = {c for c in told if c.isalnum() and c.isascii()}
    assert shown <= set(made)
    assert "&" not in made


def test_a_formula_stands_in_a_box_that_does_not_break() -> None:
    (box,) = word("a+b=c")
    assert box.tag == qn("m:box")
    (no_break,) = box.iter(qn("m:noBreak"))
    assert no_break.get(qn("m:val")) == "1"


@pytest.mark.parametrize(
    ("tex", "part"),
    [
        (r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}", "d/m"),
        (r"\binom{5}{2}", "d/f[noBar]"),
        (r"\frac{5}{2}", "f[bar]"),
        (r"\overline{AB}", "bar[top]"),
        (r"\hat{x}", "acc[\u0302]"),
        (r"\sqrt{x}", "rad"),
        (r"\sum_{i=1}^n i", "nary[∑]"),
        (r"\int_0^1 x", "nary[∫]"),
        (r"\displaystyle\lim_{x\to0} x", "limLow"),
        (r"\xrightarrow{a}", "limUpp"),
        (r"\overbrace{a}", "groupChr[⏞]"),
        ("|x|", "d[|]"),
        (r"\left( x \middle| y \right)", "d"),
        ("{}^{14}C", "sSup"),
    ],
)
def test_a_formula_has_words_own_structure(tex: str, part: str) -> None:
    names = []
    for element in word(tex).iter():
        name = element.tag.rpartition("}")[2]
        values = [v for e in element.iter() for k, v in e.attrib.items() if k.endswith("val")]
        names.append((name, values))
    for wanted in part.split("/"):
        name, _, value = wanted.rstrip("]").partition("[")
        assert any(n == name and (not value or value in vs) for n, vs in names), names


def test_an_argument_without_anything_shows_no_box() -> None:
    (script,) = word("{}^2").iter(qn("m:sSup"))
    (base,) = script.iterfind(qn("m:e"))
    assert "".join(base.itertext()) == NOTHING


@given(st.lists(st.sampled_from([*r"\frac \sqrt ^ _ { } 1 x | & ' \sum \left( \right) -".split()])))
def test_whatever_is_set_is_words_math(parts: list[str]) -> None:
    try:
        formula = read(" ".join(parts)).mathml
    except TexError:
        return
    made = docx.oxml.parse_xml(omml(formula))
    assert not re.search(r"<m:(?:e|num|den|lim)/>", docx.oxml.xmlchemy.serialize_for_reading(made))


@pytest.mark.parametrize("tex", [r"\ce{[Cu(NH3)4]^2+}", "[a,b)", "]0,1[", "(a_1)_2", "f(x)^2"])
def test_brackets_are_words_since_one_alone_breaks_a_formula_of_libreoffice(tex: str) -> None:
    runs = [run for run in word(tex).iter(qn("m:r")) if run.findtext(qn("m:t")) in set("()[]")]
    assert runs
    assert all(run.find(f"{qn('m:rPr')}/{qn('m:nor')}") is not None for run in runs)
