"""The worksheet and its key, as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from quizgen.formats.pages import FORM_PAGES, paper
from quizgen.formats.pages.rendering import css_string, render
from quizgen.language import language
from quizgen.model import Edition, Form, Gap, Layout, Paper
from quizgen.project import load
from quizgen.text import letter
from tests.conftest import ROOT, Workspace

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
GOLDEN = Path(__file__).parents[1] / "golden"


def form(workspace: Workspace) -> Form:
    workspace.deck(FACTS)
    project, _ = load(workspace.decks)
    (deck,) = project.collection.decks
    return project.worksheet(deck)


def body(page: bytes) -> str:
    """Return a page without its style sheet."""
    return re.sub(r"(?s)<style>.*?</style>\n", "", page.decode())


@pytest.mark.parametrize("name", FORM_PAGES)
def test_each_format(name: str, workspace: Workspace, golden: Callable[[Path, str], None]) -> None:
    made = FORM_PAGES[name].render(form(workspace), Edition(), language("en-GB"))
    golden(GOLDEN / f"{name}.html", body(made))


@pytest.mark.parametrize("name", FORM_PAGES)
def test_a_format_keeps_its_contract(name: str, workspace: Workspace) -> None:
    """Self-contained, escaped, the same bytes each time, every item there once."""
    made = form(workspace)
    page = FORM_PAGES[name].render(made, Edition(), language("en-GB"))
    assert page == FORM_PAGES[name].render(made, Edition(), language("en-GB"))
    text = page.decode()
    assert not re.findall(r"<(?:link|script|img|iframe)\b|@import|url\((?!\"data:)", text)
    assert "<b>defeat" not in text
    numbers = re.findall(r'id="q(\d+)"', text)
    assert numbers == [str(n) for n in range(1, len(made.items) + 1)]


def test_answers_and_sources_stand_on_the_key_alone(workspace: Workspace) -> None:
    worksheet, key = (
        FORM_PAGES[name].render(form(workspace), Edition(), language("en-GB")).decode()
        for name in ("worksheet", "key")
    )
    for text in ("Palais des Nations", "<h2>Sources</h2>", "A Book"):
        assert text in key
        assert text not in worksheet


def test_the_time_that_is_allowed_is_told_as_it_is_and_any_other_as_about(
    workspace: Workspace,
) -> None:
    made = form(workspace)
    for paper_form, told in ((replace(made, minutes=45), "· 45 min"), (made, "· about 25 min")):
        for page in FORM_PAGES.values():
            assert told in page.render(paper_form, Edition(), language("en-GB")).decode()


@pytest.mark.parametrize("layout", Layout)
def test_every_edition_has_the_same_numbering(layout: Layout, workspace: Workspace) -> None:
    made = form(workspace)
    standard = FORM_PAGES["worksheet"].render(made, Edition(), language("en-GB"))
    edition = Edition(layout=layout, columns=2, ink_saving=True)
    text = FORM_PAGES["worksheet"].render(made, edition, language("en-GB"))
    assert _main(text) == _main(standard)
    classes = re.findall(r'<html [^>]*class="([^"]+)"', text.decode())[0].split()
    assert classes[0] == layout
    assert ("two-columns" in classes) == (layout is Layout.STANDARD)


def _main(page: bytes) -> str:
    """Return what is asked, without what differs by the room: lines to write on, and columns."""
    text = page.decode().split("<main")[1]
    room = r' style="width: [^"]*"|<span class="line"></span>| abreast-\d|\n'
    opening = r'<div class="opening">|</ol></div><ol class="items">|</div>(?=</section>)'
    return re.sub(opening, "", re.sub(room, "", text))


@pytest.mark.parametrize("paper", Paper)
def test_paper_sizes(paper: Paper, workspace: Workspace) -> None:
    page = FORM_PAGES["worksheet"].render(form(workspace), Edition(paper=paper), language("en-GB"))
    assert f"size: {paper};" in page.decode()


def test_an_undefined_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("print/worksheet.html", language("en"), form=None)


def test_letters() -> None:
    assert [letter(i) for i in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_css_strings_cannot_break_out() -> None:
    assert css_string('a"b\\c</style>') == r'"a\22 b\5c c\3c \2f style\3e "'


def test_what_closes_a_gap_stays_with_it() -> None:
    gap, hinted = Gap(1, "x"), Gap(2, "y", "two words")
    found = list(paper.pieces(("a “", hinted, "”, b (", gap, "). ", gap, gap, "!")))
    assert [(p.text, p.quote, p.stop) for p in found] == [
        ("a “", "”", ","),
        (" b (", "", ")."),
        (" ", "", ""),
        ("", "", "!"),
        ("", "", ""),
    ]
    assert [p.gap for p in found] == [hinted, gap, gap, gap, None]
