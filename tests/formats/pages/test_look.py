"""How a paper is set, where a blueprint asks for it."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace

import pytest
import weasyprint

from quizgen.formats.documents.pdf import pdf
from quizgen.formats.pages.paper import abreast, worksheet
from quizgen.language import language
from quizgen.model import Choice, Edition, Form, Layout, Option, Section, Space, Watermark
from tests.formats.test_versions import item

ENGLISH = language("en")
MARGIN = 17 / 25.4 * 72
"""Of a page, in points."""


def choice(*texts: str) -> Choice:
    return Choice(tuple(Option(text, correct=not place) for place, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("texts", "edition", "expected"),
    [
        (("1985", "1986", "1987", "1988"), Edition(), " abreast-4"),
        (("1985", "1986", "1987"), Edition(), " abreast-3"),
        (("Washington", "Tehran", "the Politburo"), Edition(), " abreast-3"),
        (("Diego Cordovez", "Javier Pérez de Cuéllar", "Kurt Waldheim"), Edition(), ""),
        (("1985", "1986", "1987", "1988", "1989"), Edition(), " abreast-3"),
        ((r"when \(\Delta G < 0\)",) * 4, Edition(), " abreast-4"),
        ((r"when \(\Delta G < 0\)",) * 4, Edition(marks=True), " abreast-2"),
        (
            ("1964年10月10日", "1965年1月6日", "1965年4月3日", "1965年7月5日"),
            Edition(),
            " abreast-2",
        ),
        (("Washington", "a seat at the talks for all of the parties"), Edition(), ""),
        ((r"\(" + "x+" * 30 + r"x\)", "y"), Edition(), ""),
        (("1985", "1986", "1987", "1988"), Edition(columns=2), " abreast-2"),
        (("1985", "1986"), Edition(layout=Layout.LARGE_PRINT), ""),
        (("1985", "1986"), Edition(abreast=False), ""),
    ],
)
def test_options_stand_abreast_where_all_are_short(
    texts: tuple[str, ...], edition: Edition, expected: str
) -> None:
    assert abreast(choice(*texts), edition) == expected


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["en", "ur"])
def test_options_abreast_and_marks_stand_as_the_language_is_read(tag: str) -> None:
    form = Form("T", "A", (Section("choice", (item(choice(*"1234")),)),), (1,))
    page = worksheet(form, Edition(marks=True), language(tag))
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf(page), stdout=subprocess.PIPE, check=True
    ).stdout.decode()
    left = {
        word: float(x) for x, word in re.findall(r'xMin="([^"]+)".*>([A-D]|Who\?)</word>', boxes)
    }
    placed = [left[letter] for letter in "ABCD"]
    assert placed == sorted(placed, reverse=tag == "ur")
    marks = [float(x) for x in re.findall(r'xMin="([^"]+)".*>/</word>', boxes)]
    assert min(marks) > MARGIN
    assert max(marks) < 595 - MARGIN


@pytest.mark.slow
def test_a_section_begins_in_the_column_that_has_room_for_its_first_item() -> None:
    first, second, third = (item(choice("1", "2"), f"d/{n}") for n in "abc")
    parts = (replace(first, stem="so " * 300), second, replace(third, stem="so " * 400))
    form = Form("T", "A", (Section("short", parts[:1]), Section("choice", parts[1:])), (1, 2, 3))
    (sheet, *_) = (
        weasyprint.HTML(string=worksheet(form, Edition(columns=2), ENGLISH).decode()).render().pages
    )
    left = {
        element.get("id"): box.position_x
        for box in sheet._page_box.descendants()
        if (element := getattr(box, "element", None)) is not None and element.get("id")
    }
    assert left["q2"] == left["q1"] < left["q3"]


def test_marks_space_and_watermark() -> None:
    form = Form("T", "A", (Section("choice", (item(choice("1985", "1986")),)),), (1,))
    plain = worksheet(form, Edition(), ENGLISH).decode()
    edition = Edition(marks=True, space=Space.SQUARED, watermark=Watermark.TEACHER)
    page = worksheet(form, edition, ENGLISH).decode()
    for text in (
        '<span class="item-mark">/ 1</span>',
        'class="standard squared"',
        '<div class="watermark" aria-hidden="true"><span>Teacher’s copy</span></div>',
    ):
        assert text in page
        assert text not in plain
