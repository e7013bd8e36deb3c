"""Pictures of pages: well-formed, no longer than a sheet, and of the page they show."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from quizgen.formats.pages.picture import ENOUGH, picture
from quizgen.model import Paper

HEAD = "<!doctype html><html lang='en'><head><style>p > a { color: red }</style></head>"
TAGS = st.sampled_from(["<p>", "</p>", "<ul><li>", "</ul>", "<br>", "<img alt=''>", "</b>", "<b>"])
LETTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
TEXT = st.text(LETTERS).map(lambda text: text.replace("<", "&lt;"))
"""What a deck may hold: a reader refuses what XML knows no sign for."""


def read(body: str) -> ElementTree.Element:
    page = f"{HEAD}<body class='key'>{body}</body></html>"
    return ElementTree.fromstring(picture(page.encode(), Paper.A4).decode())  # noqa: S314


@given(st.lists(st.one_of(TAGS, TEXT), max_size=30))
def test_it_is_well_formed_whatever_the_page(parts: list[str]) -> None:
    assert read("".join(parts)).tag == "{http://www.w3.org/2000/svg}svg"


def test_it_shows_the_page_as_far_as_a_sheet_goes() -> None:
    text = "".join(read("<p>one</p>" + "<p>and more</p>" * 5000).itertext())
    assert "one" in text
    assert ENOUGH < len(text) < ENOUGH + 1000


def test_a_drawing_keeps_its_scale() -> None:
    assert read('<svg viewBox="0 0 9 9"><rect x="3"/></svg>').find(".//*[@viewBox]") is not None


def test_it_is_no_telephone() -> None:
    page = HEAD.replace("</style>", "@media print { p { a: b } }</style>") + "<body></body></html>"
    assert b"@media" not in picture(page.encode(), Paper.LETTER)
