"""The rows of a deck, wherever they stand → facts, ids and problems."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from quizgen.facts.row import Row
from quizgen.reading import read_collection, with_new_ids
from tests.conftest import Workspace

COLUMNS = (
    "columns: {country: {type: country}, capital: {ask: yes, back: yes}, founded: {date: yes}}\n"
)
SHEET = "id,country,capital,founded\nat,Austria,Vienna,1955\nmc,Monaco,,\n"


def deck(workspace: Workspace, rows: str, columns: str = COLUMNS, sheet: str = "") -> None:
    """Write a deck of rows, and the sheet that they are in."""
    head = "deck: Countries\nid: countries\n"
    text = f"{head}{columns}rows: {textwrap.dedent(rows)}\n"
    (workspace.decks / "countries.yaml").write_text(text, encoding="utf-8")
    if sheet:
        (workspace.decks / "countries.csv").write_text(sheet, encoding="utf-8")


def rows(workspace: Workspace) -> list[Row]:
    (found,) = workspace.read().decks
    return [fact for fact in found.facts if isinstance(fact, Row)]


def cells(row: Row) -> dict[str, str]:
    return {name: cell.text for name, cell in row.cells.items()}


def problems(workspace: Workspace) -> list[str]:
    found = read_collection(Path("decks")).diagnostics
    return [str(d).removeprefix("decks/") for d in found]


def test_a_sheet(workspace: Workspace) -> None:
    deck(workspace, "countries.csv", sheet=SHEET)
    austria, monaco = rows(workspace)
    assert (austria.id, austria.kind) == ("at", "row")
    assert cells(austria) == {"country": "Austria", "capital": "Vienna", "founded": "1955"}
    assert str(austria.cells["founded"].date) == "1955"
    assert cells(monaco) == {"country": "Monaco"}
    assert str(austria.locate()).endswith("countries.csv:2:1")


@pytest.mark.parametrize(
    "written",
    [
        "\n  - {id: at, country: Austria, capital: Vienna}",
        "\n  - id: at\n    country: Austria\n    capital: Vienna",
        "\n  - [Austria, Vienna, '', at]",
        "|\n  Austria\tVienna\t\tat",
        "|\n  country;capital;founded;id\n  Austria;Vienna;;at",
    ],
    ids="mapping block list lines head".split(),
)
def test_rows_in_the_deck_itself(workspace: Workspace, written: str) -> None:
    deck(workspace, written)
    (austria,) = rows(workspace)
    assert (austria.id, cells(austria)) == ("at", {"country": "Austria", "capital": "Vienna"})


def test_columns_that_nothing_is_said_of(workspace: Workspace) -> None:
    sheet = "country,capital,note,tags,hint:capital\nAustria,Vienna,In the Alps,alps; eu,W…\n"
    deck(workspace, "countries.csv", columns="", sheet=sheet)
    (austria,) = rows(workspace)
    (p,) = workspace.propositions()
    assert austria.tags == ("alps", "eu")
    assert (p.origin.note, p.origin.hint) == ("In the Alps", "W…")


def test_a_sheet_without_a_head(workspace: Workspace) -> None:
    columns = "columns: {country: , capital: }\n"
    named = "{file: countries.csv, head: no}"
    deck(workspace, named, columns, "Austria,Vienna\nMonaco,\n")
    assert [row.id for row in rows(workspace)] == ["austria", "monaco"]


def test_ids_are_made_once_and_written_where_the_rows_are(workspace: Workspace) -> None:
    sheet = "country,capital\nÖsterreich,Wien\n,\nРоссия,Москва\n"
    sheet += "Georgia,Tbilisi\nGeorgia,Atlanta\n🦆,\n"
    deck(workspace, "countries.csv", "", sheet)
    ids = [row.id for row in rows(workspace)]
    assert ids[:4] == ["osterreich", "rossiya", "georgia", "georgia-2"]

    (found,) = workspace.read().decks
    ((name, data),) = with_new_ids(workspace.decks, [found]).items()

    assert name == "countries.csv"
    assert data.decode().splitlines()[:3] == [
        "country,capital,id",
        "Österreich,Wien,osterreich",
        ",",
    ]
    (workspace.decks / name).write_bytes(data.replace(b"Georgia,Atlanta", b"Peach State,Atlanta"))
    assert [row.id for row in rows(workspace)] == ids
    assert workspace.read().decks[0].new_ids == ()


@pytest.mark.parametrize(
    ("written", "then"),
    [
        ("\n  - {country: Austria}", "\n  - {id: austria, country: Austria}"),
        ("\n  - country: Austria", "\n  - id: austria\n    country: Austria"),
        ("\n  - [Austria, Vienna, 1955]", "\n  - [Austria, Vienna, 1955, austria]"),
        ("|\n    Austria\tVienna", "|\n    Austria\tVienna\t\taustria"),
    ],
    ids="mapping block list lines".split(),
)
def test_ids_are_written_into_the_deck(workspace: Workspace, written: str, then: str) -> None:
    deck(workspace, written)
    ((name, data),) = with_new_ids(workspace.decks, workspace.read().decks).items()
    written, then = textwrap.dedent(written), textwrap.dedent(then)
    assert data.decode() == (workspace.decks / name).read_text().replace(written, then)
    (workspace.decks / name).write_bytes(data)
    assert [row.id for row in rows(workspace)] == ["austria"]


def test_numbers_and_dates_as_a_german_sheet_has_them(workspace: Workspace) -> None:
    columns = "columns: {country: , area: {number: km²}, founded: {date: yes}}\n"
    sheet = "country;area;founded\nAustria;83.879,5;26.10.1955\nMonaco;about 2;\n"
    deck(workspace, "countries.csv", columns, sheet)
    area, founded, small = (p.value for p in workspace.propositions())  # type: ignore[union-attr]
    assert (area.text, founded.text, small.text) == (
        "83,879.5\u00a0km²",
        "26 October 1955",
        "about 2\u00a0km²",
    )


def test_two_kinds_of_number_are_not_guessed_at(workspace: Workspace) -> None:
    columns = "columns: {country: , area: {number: yes}}\n"
    deck(workspace, "countries.csv", columns, "country;area\nAustria;83.879\n")
    assert problems(workspace) == [
        "countries.csv:2:9: column 'area': '83.879' may be two numbers, in a sheet that may have "
        "decimal commas; write 83,8790 or 83879 [wrong-value]"
    ]


def test_every_problem_of_a_sheet_has_its_place(workspace: Workspace) -> None:
    sheet = """\
id,country,capital,founded,level,tags
at,Austria,Vienna,26 Oct 1955,easy,a b
at,,Paris,,,
Xx,Malta,Valletta,1964,core,eu
"""
    deck(workspace, "countries.csv", sheet=sheet)
    assert problems(workspace) == [
        "countries.csv:2:19: column 'founded': '26 Oct 1955' is not a date; write 1955-10-26 "
        "[wrong-value]",
        "countries.csv:2:31: 'level' is 'easy'; write one of core, useful, detail [wrong-value]",
        "countries.csv:2:36: 'tags 1' is 'a b'; write it without spaces, commas or quotation marks "
        "[wrong-value]",
        "countries.csv:3:1: this row has nothing in 'country', which names it; fill the cell in, "
        "or delete the row [missing-key]",
        "countries.csv:4:1: 'id' is 'Xx'; use a-z, 0-9 and single hyphens [wrong-value]",
    ]


@pytest.mark.parametrize(
    ("columns", "sheet", "said"),
    [
        (
            "{country: , capitol: }",
            "country,capital\na,b\n",
            "countries.yaml:3:31: the rows have no column 'capitol'; did you mean 'capital'?",
        ),
        (
            "{country: , capital: }",
            "country,capital,area\na,b,1\n",
            "countries.csv:1:17: 'area' is no column of this deck; describe it under 'columns:', "
            "or write 'area: no'",
        ),
        (
            "{country: , capital: {ask: 'Capital of {contry}?'}}",
            "country,capital\na,b\n",
            "countries.yaml:3:31: 'ask' of column 'capital' has {contry}, which is no column; did "
            "you mean 'country'?",
        ),
        (
            "{country: , flag: {picture: flags, ask: 'Whose is {flag}?'}}",
            "country,flag\na,\n",
            "countries.yaml:3:28: 'ask' of column 'flag' has {flag}, which has no text",
        ),
        (
            "{country: , capital: {of: land}}",
            "country,capital\na,b\n",
            "countries.yaml:3:31: 'of' of column 'capital' names 'land', which is no column; there "
            "are: country, capital",
        ),
        (
            "{country: {ask: yes}, capital: }",
            "country,capital\na,b\n",
            "countries.yaml:3:20: 'country' is what the other columns are asked of; put 'ask' and "
            "'back' on those",
        ),
        (
            "{country: , capital: {date: yes, number: yes}}",
            "country,capital\na,b\n",
            "countries.yaml:3:31: a column holds number or date, not both",
        ),
        (
            "{country: , a b: , a-b: }",
            "country,a b,a-b\na,b,c\n",
            "countries.yaml:3:34: the columns 'a b' and 'a-b' have one address; give one of them "
            "another name, or say what it 'was'",
        ),
        ("{}", "country,,capital\na,b,c\n", "countries.csv:1:9: a column has no name"),
        ("{}", "country,country\na,b\n", "countries.csv:1:9: two columns are called 'country'"),
        (
            "{}",
            "a,b\nx,y,z\n",
            "countries.csv:2:5: this row has more cells than there are columns (2)",
        ),
    ],
)
def test_columns_that_are_wrong(workspace: Workspace, columns: str, sheet: str, said: str) -> None:
    deck(workspace, "countries.csv", f"columns: {columns}\n", sheet)
    found = problems(workspace)
    assert any(problem.startswith(said) for problem in found), found


def test_a_sheet_that_is_not_there(workspace: Workspace) -> None:
    deck(workspace, "country.csv", sheet=SHEET)
    said, stray = problems(workspace)[::-1]
    assert said.startswith("countries.yaml:4:7: there is no sheet 'country.csv'")
    assert "did you mean 'countries.csv'?" in said
    assert stray.startswith(
        "countries.csv:1:1: no deck has its rows in this sheet; write 'rows: cou"
    )


def test_a_sheet_outside_the_folder_is_refused(workspace: Workspace) -> None:
    (workspace.folder / "secret.csv").write_text("a,b\nc,d\n")
    deck(workspace, "../secret.csv")
    (said,) = problems(workspace)
    assert "leads out of decks" in said


@pytest.mark.slow
def test_thousands_of_rows_of_one_name_have_ids_of_their_own(workspace: Workspace) -> None:
    sheet = "word,meaning\n" + "".join(f"Same,Meaning {number}\n" for number in range(12_000))
    deck(workspace, "countries.csv", "columns: {word: , meaning: }\n", sheet)
    ids = [row.id for row in rows(workspace)]
    assert (ids[:2], ids[-1]) == (["same", "same-2"], "same-12000")
