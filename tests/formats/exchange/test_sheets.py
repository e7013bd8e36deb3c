"""Spreadsheets, read by openpyxl and csv: their limits, their keys, and no cell a formula."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from quizgen.formats.exchange import EXCHANGE, prose
from quizgen.formats.exchange.outcome import Fidelity
from quizgen.formats.exchange.sheets import csv_sheet, workbook
from quizgen.model import Choice, Item, Option, TextEntry
from quizgen.text import plain
from tests.formats.exchange import banks
from tests.formats.exchange.banks import Bank

NASTY = banks.of("nasty")
TIMES = {5, 10, 20, 30, 60, 90, 120, 240}
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(params=banks.NAMES, scope="module")
def bank(request: pytest.FixtureRequest) -> Bank:
    return banks.of(request.param)


def test_a_workbook_tells_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook([["a", 1]]))) as archive:
        properties = archive.read("docProps/core.xml").decode()
    assert properties.count("1980-01-01T00:00:00Z") == 2


def sheet(bank: Bank, name: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(bank.written(name)))
    assert book.active is not None
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells), "no cell is a formula"
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def rows_of(bank: Bank, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(bank.written(name).decode(), newline="")))


def keys(item: Item) -> list[str]:
    """Return the right options of an item that has some, in plain words."""
    shape = item.interaction
    return (
        [plain(option.text) for option in shape.options if option.correct]
        if isinstance(shape, Choice)
        else []
    )


def test_kahoot_keeps_its_limits_and_its_key(bank: Bank) -> None:
    rows = sheet(bank, "kahoot")
    assert rows[7][1] == "Question - max 120 characters"
    for item, row in zip(bank.kept("kahoot"), rows[8:], strict=True):
        _, question, *answers, seconds, key = row
        assert question == plain(prose.with_hint(item).stem)
        assert len(question) <= 120
        assert all(len(answer) <= 75 for answer in answers if answer)
        assert 2 <= sum(map(bool, answers)) <= 4
        assert seconds in TIMES
        right = [answers[int(number) - 1] for number in str(key).split(",")]
        assert right == keys(item) or not keys(item)


@pytest.mark.parametrize(
    ("stem", "options", "is_kept"),
    [
        ("?" * 120, ["a", "b"], True),
        ("?" * 121, ["a", "b"], False),
        ("?", ["a" * 75, "b"], True),
        ("?", ["a" * 76, "b"], False),
        ("?", ["a", "b", "c", "d"], True),
        ("?", ["a", "b", "c", "d", "e"], False),
    ],
)
def test_what_is_too_long_for_kahoot_is_left_out_not_shortened(
    stem: str, options: list[str], is_kept: bool
) -> None:
    item = next(item for item in NASTY.form.items if item.type == "choice")
    shape = Choice(tuple(Option(text, number == 0) for number, text in enumerate(options)))
    item = replace(item, stem=stem, interaction=shape)
    exported = EXCHANGE["kahoot"].exporter.item(item, NASTY.language)
    assert (exported.fidelity is not Fidelity.LEFT_OUT) == is_kept
    assert exported.body is None or exported.body[0] == stem


def test_wayground_has_a_type_for_each_question(bank: Bank) -> None:
    head, *rows = sheet(bank, "wayground")
    assert (len(head), head[0], head[-1]) == (11, "Question Text", "Answer explanation")
    for item, row in zip(bank.kept("wayground"), rows, strict=True):
        assert row[0] == plain(prose.with_hint(item).stem)
        shape = item.interaction
        if isinstance(shape, Choice):
            assert row[1] == ("Checkbox" if len(shape.keys) > 1 else "Multiple Choice")
            right = [row[1 + int(number)] for number in str(row[7]).split(",")]
            assert right == keys(item)
        if isinstance(shape, TextEntry):
            assert row[1] == "Fill-in-the-Blank"
            assert row[2] == plain(shape.accepted[0])


def test_blooket_has_its_two_head_rows_and_its_key(bank: Bank) -> None:
    title, head, *rows = rows_of(bank, "blooket")
    assert title[0] == "Blooket\nImport Template"
    assert len(title) == len(head) == 8
    for item, row in zip(bank.kept("blooket"), rows, strict=True):
        _, _, *answers, seconds, key = row
        assert int(seconds) <= 300
        right = [answers[int(number) - 1].strip() for number in key.split(",")]
        assert right == keys(item) or not keys(item)


def test_gimkit_has_its_title_row_and_the_key_first(bank: Bank) -> None:
    title, head, *rows = rows_of(bank, "gimkit")
    assert title[0].startswith("Gimkit")
    assert head[:3] == ["Question", "Correct Answer", "Incorrect Answer 1"]
    for item, row in zip(bank.kept("gimkit"), rows, strict=True):
        assert [row[1].strip()] == keys(item) or not keys(item)


@pytest.mark.parametrize("name", ["blooket", "gimkit", "csv"])
def test_no_cell_of_a_csv_is_a_formula(bank: Bank, name: str) -> None:
    rows = rows_of(bank, name)
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(FORMULAS) or cell[1:2].isdigit()


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\tx"])
def test_what_begins_as_a_formula_is_defused(text: str) -> None:
    assert csv_sheet([[text]]).decode().lstrip('"').startswith(" ")
    book = openpyxl.load_workbook(io.BytesIO(workbook([[text]])))
    assert book.active is not None
    cell = book.active["A1"]
    assert (cell.data_type, cell.value) == ("s", text)
