"""The version map: every answer in one line, and true of versions with other items."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import pytest

from quizgen.diagnostics import Position
from quizgen.formats.documents import docx as document
from quizgen.formats.pages.versions import version_map
from quizgen.formats.shortly import LONGEST, brief, shortly
from quizgen.language import language
from quizgen.model import (
    Choice,
    Edition,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Kind,
    Level,
    Match,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Origin,
    Ranked,
    Section,
    TextEntry,
    TrueFalse,
)

ENGLISH = language("en")
WRONG, RIGHT = Option("no", correct=False), Option("yes", correct=True)


def item(interaction: Interaction, id_: str = "d/f") -> Item:
    origin = Origin("d", "f", Kind.QUESTION, Level.CORE, (), (), lambda *_: Position("d", 1, 1))
    return Item(id_, "short", "Who?", interaction, (origin,), Level.CORE)


@pytest.mark.parametrize(
    ("interaction", "expected"),
    [
        (Choice((WRONG, RIGHT, RIGHT)), "BC"),
        (TrueFalse(answer=False, correction="It did."), "False"),
        (TextEntry(("Ada", "Lovelace")), "Ada"),
        (Numeric(Decimal(3), "3 km"), "3 km"),
        (Gaps(("In ", Gap(1, "1969"), " and ", Gap(2, "1972"))), "1969; 1972"),
        (Match((("a", "x"), ("b", "y")), ("y", "z", "x")), "C A"),
        (Order((Ranked("late", 2), Ranked("early", 1))), "2 1"),
        (OpenResponse(("one", "two")), "one; two"),
    ],
)
def test_the_answer_of_each_interaction_in_one_line(
    interaction: Interaction, expected: str
) -> None:
    assert brief(item(interaction), ENGLISH) == expected


def test_a_long_answer_is_shortened_and_has_no_markup() -> None:
    text = shortly(item(TextEntry(("**word** " * 40,))), ENGLISH)
    assert text.startswith("word word")
    assert text.endswith("…")
    assert len(text) <= LONGEST
    assert text.endswith("word\N{NO-BREAK SPACE}…"), "no word is broken"
    cut = shortly(item(TextEntry(("字" * 90,))), ENGLISH)
    assert cut == "字" * (LONGEST - 2) + "\N{NO-BREAK SPACE}…"


def test_numbers_in_a_row_run_as_the_page_does() -> None:
    order = item(Order((Ranked("late", 2), Ranked("early", 1))))
    assert shortly(order, language("ur")) == "\N{RIGHT-TO-LEFT MARK}2 1"


def test_a_short_answer_has_the_apostrophes_of_print() -> None:
    assert shortly(item(TextEntry(("Daoud's coup",))), ENGLISH) == "Daoud\u2019s coup"


def forms_of(*ids: str) -> list[Form]:
    return [
        Form("T", label, (Section("short", (item(TextEntry((f"to {id_}",)), id_),)),), (1,))
        for label, id_ in zip("ABCDEF", ids, strict=False)
    ]


def page(*ids: str) -> str:
    return version_map(forms_of(*ids), Edition(), ENGLISH).decode()


def test_the_map_says_whether_a_line_is_one_question() -> None:
    assert "Each line is one question:" in page("d/a", "d/a")
    other = page("d/a", "d/b")
    assert "Each line is one place, with questions of equal worth" in other
    assert "to d/a" in other
    assert "to d/b" in other


def test_the_foot_of_a_map_is_of_no_single_version() -> None:
    form = Form("T", "A", (Section("short", (item(TextEntry(("yes",))),)),), (1,))
    assert "Version A" not in version_map([form], Edition(), ENGLISH).decode()


def test_many_versions_go_below_one_another() -> None:
    assert page(*["d/a"] * 6).count("<table") == 2


def test_a_section_with_a_title_of_its_own_has_it() -> None:
    section = Section("short", (item(TextEntry(("x",))),), title="In a *word*")
    made = version_map([Form("T", "A", (section,), (1,))], Edition(), ENGLISH).decode()
    assert "<bdi>In a <em>word</em></bdi>" in made


def test_a_document_has_the_same_map() -> None:
    made = document.version_map(forms_of(*["d/*a*"] * 5, "d/b"), Edition(), ENGLISH)
    maps, two = docx.Document(io.BytesIO(made)).tables, "\N{NO-BREAK SPACE}" * 2
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in maps] == [
        [["Section", "A", "B", "C", "D"], ["Short answer", *[f"1{two}to d/a"] * 4]],
        [["Section", "E", "F"], ["Short answer", f"1{two}to d/a", f"1{two}to d/b"]],
    ]
