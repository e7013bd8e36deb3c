"""Collections whose formulas went wrong once, from the file to what is printed."""

from __future__ import annotations

import io
import re

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn

from quizgen.api import check
from quizgen.formats.documents.docx import PAGES as DOCX
from quizgen.formats.documents.pdf import pdf
from quizgen.formats.pages import FORM_PAGES
from quizgen.language import language
from quizgen.model import Edition, Form, Section
from quizgen.project import load
from tests.cases import opened
from tests.conftest import ROOT, Workspace

ENGLISH = language("en-GB")
DECKS = ROOT / "tests" / "decks"


def test_tex_that_only_anki_knows_is_set_or_told(workspace: Workspace) -> None:
    diagnostics = check(opened("11-unknown-tex", workspace).decks)
    said = [re.sub(r"^.*?:(\d+):\d+: ", r"\1 ", str(d)) for d in diagnostics]
    assert said == [
        r"5 the formula '\SI{5}{\km}' has '\SI', which is not set here;"
        r" write 5\,\mathrm{km} [broken-math]",
        r"6 the formula '\frac{1}{2' has a '{' that is never closed; write its '}' [broken-math]",
        r"7 a formula is opened by '\(' and never closed; write its '\)' [broken-math]",
    ]


@pytest.fixture
def paper(workspace: Workspace) -> Form:
    """Every short answer of the case about math on paper."""
    project, diagnostics = load(opened("03-math-in-pdf-and-docx", workspace).decks)
    assert not diagnostics
    items = tuple(item for item in project.items["a"] if item.type == "short")
    assert len(items) == 5
    return Form("T", "A", (Section("short", items),))


def test_a_grid_is_a_grid_in_word(paper: Form) -> None:
    made = docx.Document(io.BytesIO(DOCX["worksheet"](paper, Edition(), ENGLISH)))
    math = list(made.element.iter(qn("m:oMath")))
    assert len(math) == 7
    grids = [[len(row) for row in grid.iter(qn("m:mr"))] for grid in made.element.iter(qn("m:m"))]
    assert sorted(grids) == [[2, 2]] * 3
    texts = ["".join(t.text or "" for t in formula.iter(qn("m:t"))) for formula in math]
    assert not any("&" in text for text in texts)
    assert [e.get(qn("m:val")) for e in made.element.iter(qn("m:type"))] == ["noBar"]
    assert len(list(made.element.iter(qn("m:acc")))) == 2
    assert len(list(made.element.iter(qn("m:bar")))) == 1


@pytest.mark.slow
def test_a_grid_is_a_grid_on_a_page_and_read_aloud_in_a_pdf(paper: Form) -> None:
    page = FORM_PAGES["worksheet"].render(paper, Edition(), ENGLISH)
    assert page.count(b"<mtable") == 3
    assert b"&amp;" not in b"".join(re.findall(rb"<math.*?</math>", page))
    with pikepdf.open(io.BytesIO(pdf(page))) as made:
        figures = [o for o in made.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    assert {str(figure.Alt) for figure in figures} == {
        "(1 2; 3 4)",
        "f(x) = {x, x ≥ 0; −x, x < 0",
        "(5 ¦ 2)",
        "x + y = 3; x − y = 1",
        "x̂",
        "A̅B̅",
        "v⃗",
    }


@pytest.mark.parametrize("name", ["chemistry", "maths"])
def test_decks_of_other_subjects_are_right(name: str) -> None:
    project, _ = load(DECKS / name)
    assert check(DECKS / name) == ()
    facts = sum(len(deck.facts) for deck in project.collection.decks)
    assert facts >= {"chemistry": 40, "maths": 20}[name]
