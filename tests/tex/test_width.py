"""How wide formulas are, as near as can be estimated, and what is too wide is told."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from quizgen.api import check
from quizgen.build import Settings, build
from quizgen.checks.facts.wide_formula import COLUMN, LINE
from quizgen.diagnostics import Position
from quizgen.formats import room
from quizgen.formats.documents.drawing import MARGIN, picture
from quizgen.formats.pages import FORM_PAGES, STUDY_PAGES
from quizgen.formats.pages.math_font import SIZE
from quizgen.language import language
from quizgen.model import Edition, Form, Item, Kind, Level, Match, Origin, Section
from quizgen.project import load
from quizgen.tex import read
from quizgen.tex.width import width
from quizgen.text import formula_width
from tests.conftest import ROOT, Workspace

FORMULAS = sorted(
    {
        source
        for file in (ROOT / "tests" / "decks").rglob("*.yaml")
        for source in re.findall(r"\\\((.*?)\\\)", file.read_text(encoding="utf-8"))
    }
)
SQUARE = r"\((a+b+c)^2 = a^2 + b^2 + c^2 + 2ab + 2bc + 2ca\)"
CUBE = r"\((a+b)^6 = a^6 + 6a^5b + 15a^4b^2 + 20a^3b^3 + 15a^2b^4 + 6ab^5 + b^6\)"


@pytest.mark.slow
def test_what_is_estimated_is_near_what_is_drawn() -> None:
    assert len(FORMULAS) > 50
    for source in FORMULAS:
        formula = read(source).mathml
        drawn = picture(ElementTree.tostring(formula, encoding="unicode"))
        (em,) = map(float, re.findall(r"width:([\d.]+)em", drawn))
        measured = em - 2 * MARGIN / 100 * SIZE
        assert width(formula) == pytest.approx(measured, rel=0.13, abs=1), source


def test_a_formula_wider_than_a_line_is_told_where_it_stands(workspace: Workspace) -> None:
    assert COLUMN < formula_width(SQUARE) < LINE < formula_width(CUBE)
    workspace.deck(
        f"""
        - {{question: 'What is wide?', id: wide, answer: '{CUBE}'}}
        - {{question: 'What is less wide?', id: less, answer: '{SQUARE}'}}
        """
    )
    diagnostics = check(workspace.decks)
    (diagnostic,) = [d for d in diagnostics if d.code.name == "wide-formula"]
    assert diagnostic.position.line == 6
    assert diagnostic.message == (
        "the formula '(a + b)⁶ = a⁶ + 6a⁵b + 15a⁴b² + 20a³b³ …' is some 27 em wide, and a line of "
        "large print 22.5"
    )


def test_two_columns_have_less_room(workspace: Workspace) -> None:
    workspace.deck(
        f"""
        - {{question: 'What is it?', id: less, answer: '{SQUARE}'}}
        - question: What is it, then?
          id: allowed
          answer: '{SQUARE}'
          allow: {{wide-formula: our papers have one column}}
        """
    )
    edition = Edition(columns=2)
    settings = Settings(
        workspace.decks, workspace.out, 1, media=("html",), pages=("worksheet",), edition=edition
    )
    told = [d for d in build(settings).warnings if d.code.name == "wide-formula"]
    assert [d.position.line for d in told] == [6]
    assert told[0].message.endswith(f"and a line of two columns {COLUMN:g}")


def test_a_card_to_cut_has_type_in_which_its_formula_fits(workspace: Workspace) -> None:
    workspace.deck(
        f"""
        - {{question: 'Which is wide?', id: wide, answer: '{CUBE}'}}
        - {{question: 'Which is not?', id: narrow, answer: '\\(x\\)'}}
        """
    )
    project, _ = load(workspace.decks)
    (deck,) = project.collection.decks
    page = STUDY_PAGES["flashcards"].render(
        deck, project.printable[deck.id], Edition(), language("en-GB")
    )
    sizes = [float(s) for s in re.findall(r'answer" style="font-size: ([\d.]+)pt', page.decode())]
    assert sorted(sizes) == [8.5, 14.0]
    assert formula_width(CUBE) * min(sizes) * 25.4 / 72 < 85


@pytest.mark.parametrize(("columns", "size"), [(10, 14.0), (40, 10.0), (200, 8.0)])
def test_a_card_to_cut_has_type_in_which_its_lines_of_code_fit(
    columns: int, size: float, workspace: Workspace
) -> None:
    line = "x" * columns
    workspace.deck(
        f"- question: |\n    Which?\n    ```\n    {line}\n    ```\n  id: a\n  answer: b\n"
    )
    project, _ = load(workspace.decks)
    (deck,) = project.collection.decks
    page = STUDY_PAGES["flashcards"].render(
        deck, project.printable[deck.id], Edition(), language("en-GB")
    )
    assert f'<div class="text" style="font-size: {size}pt">' in page.decode()


@pytest.mark.parametrize(("response", "stacked"), [(SQUARE, True), (r"\(a^2\)", False)])
def test_responses_with_wide_formulas_stand_below_their_prompts(
    response: str, stacked: bool
) -> None:
    match = Match((("the square", response), ("the sum", "c")), (response, "c", "d"))
    assert room.is_stacked(match, room.whole_line(Edition())) is stacked
    place = Position("decks/small.yaml")
    origin = Origin("small", "m", Kind.TERM, Level.CORE, (), (), lambda *_: place)
    item = Item("small/m", "match", "Match", match, (origin,), Level.CORE)
    form = Form("T", "A", (Section("match", (item,)),))
    page = FORM_PAGES["worksheet"].render(form, Edition(), language("en-GB")).decode()
    assert ('<div class="matching stacked">' in page) is stacked
