"""Formulas as pictures in a PDF."""

from __future__ import annotations

import io
import re
import time
from logging import NullHandler, getLogger
from xml.etree import ElementTree

import pikepdf
import pytest

from quizgen.formats.documents.drawing import adapted, picture, replaced, undrawn
from quizgen.formats.documents.glyphs import in_decks
from quizgen.formats.documents.pdf import pdf
from quizgen.resources import MissingExtra
from quizgen.tex import read
from quizgen.text import page_html
from tests.conftest import Workspace


def drawn(tex: str) -> tuple[str, ElementTree.Element]:
    """Return the picture of a formula, as text and as elements."""
    (made,) = re.findall(r"<math.*?</math>", page_html(rf"\({tex}\)"))
    image = picture(made)
    return image, ElementTree.fromstring(image)  # noqa: S314 - it is our own


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}", "(1 2; 3 4)"),
        (r"\begin{cases} x & x\ge 0 \\ -x & x<0\end{cases}", "{x, x ≥ 0; −x, x &lt; 0"),
        (r"\begin{aligned} x+y&=3\\ x-y&=1\end{aligned}", "x + y = 3; x − y = 1"),
        (r"\ce{SO4^2-}", "SO₄²⁻"),
    ],
)
def test_a_picture_says_what_it_shows(tex: str, words: str) -> None:
    assert f"<title>{words}</title>" in drawn(tex)[0]


def test_a_picture_has_the_colour_of_the_text() -> None:
    svg = drawn(r"\frac{1}{2}")[1]
    assert [part.get("fill") for part in svg.iter() if part.get("fill")] == ["currentColor"]


def size(tex: str) -> tuple[float, float]:
    """Return the width and height of a formula in hundredths of an em."""
    svg = drawn(tex)[1]
    return float(svg.get("width", 0)), float(svg.get("height", 0))


def test_rows_and_columns_stay_apart() -> None:
    (wide, high), (one_wide, one_high) = size(r"\begin{matrix}1 & 2\\3 & 4\end{matrix}"), size("12")
    assert wide > 1.5 * one_wide
    assert high > 2 * one_high


def test_an_em_is_an_em() -> None:
    without, with_quad = size("xx")[0], size(r"x\quad x")[0]
    assert with_quad - without == pytest.approx(100, abs=2)


def test_an_arrow_is_as_long_as_what_stands_on_it() -> None:
    short, long = size(r"\xrightarrow{a}")[0], size(r"\xrightarrow{aaaaaaaaaaaa}")[0]
    glyphs = drawn(r"\xrightarrow{aaaaaaaaaaaa}")[1]
    assert long > 2 * short
    assert len(glyphs) > 0


def test_what_stands_in_brackets_is_laid_out_once() -> None:
    """ziamath itself lays out a row twice, and what stands in ten of them a thousand times."""
    begin = time.perf_counter()
    drawn(r"\left(\frac{1}{" * 7 + "x" + r"}\right)" * 7)
    assert time.perf_counter() - begin < 1.5


def test_a_formula_in_a_pdf_is_a_figure_that_is_read_aloud() -> None:
    text = page_html(r"Is \(\frac{1}{2}\) of \(\ce{H2O}\) enough?")
    page = f"<!doctype html><html lang=en><title>T</title><style></style><p>{text}</p>"
    data = pdf(page.encode())
    assert data == pdf(page.encode())
    with pikepdf.open(io.BytesIO(data)) as made:
        figures = [o for o in made.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        assert {str(figure.Alt) for figure in figures} == {"1/2", "H₂O"}


@pytest.mark.parametrize(
    ("words", "letters"), [("größer als", ""), ("यदि", "यदि"), ("если", ""), ("日本", "日本")]
)
def test_words_that_the_font_of_formulas_lacks(words: str, letters: str) -> None:
    assert undrawn(read(rf"\text{{{words}}} x").mathml) == letters


def test_words_in_a_formula_are_told_with_their_place(workspace: Workspace) -> None:
    workspace.deck(r"- {question: 'Is \(\text{यदि } x\) so?', id: q, answer: 'yes'}")
    collection = workspace.read()
    (told,) = in_decks(collection, collection.decks)
    assert (told.position.line, told.code.name) == (5, "missing-glyph")
    assert told.hint == "write these words before or after the formula"


def test_no_formula_is_left_to_what_knows_none() -> None:
    made = replaced(page_html(r"\(a\) and \(\sqrt{b}\)"))
    assert "<math" not in made
    assert made.count("<svg") == 2


def test_what_draws_formulas_does_not_have_all_that_is_logged_printed() -> None:
    drawn("x")  # ziafont logs, and where no handler is there it sets up one that prints
    assert any(isinstance(handler, NullHandler) for handler in getLogger().handlers)


def test_a_missing_extra_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen.formats.documents import drawing

    drawing._ziamath.cache_clear()
    drawing.picture.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "ziamath", None)
    with pytest.raises(MissingExtra, match="PDF needs ziamath"):
        drawn("x")
    drawing._ziamath.cache_clear()


def test_a_prime_at_a_tall_bracket_is_drawn_as_large_as_one_at_a_letter() -> None:
    """A browser is told so by a style, of which a drawing knows nothing."""
    formula = read(r"\left(\frac{x}{2}\right)'").mathml
    styles = [e.get("style", "") for e in formula.iter() if e.text == "′"]
    assert [style for style in styles if "font-size:1.35em" in style]
    assert "style" not in read("f'(x)").mathml.attrib
    assert [e for e in adapted(formula).iter() if "style" in e.attrib] == []
