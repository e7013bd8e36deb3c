"""A deck that is a table, from the sheet to cards and paper: eighteen countries, a line each."""

from __future__ import annotations

import re
import shutil
from typing import Any

import pytest

from quizgen import build
from quizgen.build import Settings
from quizgen.diagnostics import Problems
from quizgen.facts.row import Row
from quizgen.formats.data.json import form_data
from quizgen.formats.exchange import aiken, moodle
from quizgen.formats.exchange.outcome import PICTURED, Exporter
from quizgen.formats.pages import FORM_PAGES, STUDY_PAGES
from quizgen.formats.pages.puzzle import words
from quizgen.language import language
from quizgen.model import Choice, Edition, Form, Gaps, Item, Section
from quizgen.project import Project, load
from tests.conftest import ROOT, Workspace

EUROPE = ROOT / "tests" / "decks" / "europe"
ENGLISH = language("en-GB")


@pytest.fixture(scope="module")
def project() -> Project:
    return load(EUROPE)[0]


@pytest.fixture(scope="module")
def items(project: Project) -> dict[str, Item]:
    return {item.id: item for item in project.items["europe"]}


def choice(item: Item) -> Choice:
    assert isinstance(item.interaction, Choice)
    return item.interaction


def test_a_country_takes_little_more_than_a_line() -> None:
    lines = sum(len((EUROPE / f"europe.{s}").read_text().splitlines()) for s in ("csv", "yaml"))
    facts = len(load(EUROPE)[0].collection.decks[0].facts)
    head = len((EUROPE / "europe.yaml").read_text().splitlines()) + 1
    assert facts == 18
    assert lines - head == facts  # 200 countries would have 1.1 lines each
    assert head <= 16


def test_a_flag_is_asked_for_and_asks(items: dict[str, Item]) -> None:
    which = items["europe/fr/flag/choice"]
    assert which.stem == "Which is the flag of France?"
    key, *others = choice(which).options
    assert key.picture
    assert key.text == "upright stripes: blue, white and red"
    assert all(option.picture and option.why for option in others)
    whose = items["europe/fr/flag/reverse/choice"]
    assert [picture.name for picture in whose.pictures] == [key.picture.name]
    assert items["europe/fr/flag/reverse/short"].pictures == whose.pictures
    assert "europe/fr/flag/short" not in items


def test_distractors_come_from_the_same_region_first(project: Project) -> None:
    rows = [fact for fact in project.collection.decks[0].facts if isinstance(fact, Row)]
    regions = {row.cells["capital"].text: row.cells["region"].text for row in rows}
    for item in project.items["europe"]:
        if item.id.endswith("/capital/choice"):
            key, *others = (regions[option.text] for option in choice(item).options)
            there = list(regions.values()).count(key) - 1
            assert others.count(key) == min(3, there), item.id


def test_dates_numbers_and_lists(items: dict[str, Item]) -> None:
    assert [o.text for o in choice(items["europe/ua/independent/choice"]).options][-1] == "1991"
    assert items["europe/ua/area/numeric"].stem == "How large is Ukraine?"
    named = items["europe/be/languages/enumerate"].interaction
    assert isinstance(named, Gaps)
    assert [part.text for part in named.parts if not isinstance(part, str)] == [
        "Dutch",
        "French",
        "German",
    ]
    assert not named.ordered


def test_matching_and_tables(items: dict[str, Item]) -> None:
    assert items["europe/capital-column-1/match"].stem == (
        "Match each entry with its answer: country – capital"
    )
    table = items["europe/at/rows/table"]
    assert isinstance(table.interaction, Gaps)
    assert table.interaction.parts[:3] == ("country", "capital", "independent")
    assert table.facts == tuple(f"europe/{id_}" for id_ in ("at", "be", "bg", "dk", "ee"))


def test_what_goes_with_one_column_alone(project: Project) -> None:
    notes = {note.address: note for note in project.notes["europe"]}
    assert "The Hague" in notes["europe/nl/capital"].origin.note
    assert notes["europe/nl/flag"].origin.note == ""
    assert notes["europe/nl/flag"].origin.tags == ("region::western-europe",)


def test_words_for_a_crossword(project: Project) -> None:
    found = words(project.printable["europe"], ENGLISH)
    assert ("Belgium", "Of which country is Brussels the capital?") in {
        (word.written, word.clue) for word in found
    }


def test_the_organiser_is_a_table(project: Project) -> None:
    (deck,) = project.collection.decks
    page = STUDY_PAGES["organiser"].render(deck, project.printable["europe"], Edition(), ENGLISH)
    text = page.decode()
    heads = re.findall(r'<th scope="col" dir="auto">(\w+)', text)
    assert heads == "country capital flag map independent area languages".split()
    assert len(re.findall(r'<th scope="row"', text)) == 18
    assert text.count("data:image/svg") == 18 + 3


def test_pictures_as_options_on_paper_and_as_data(items: dict[str, Item]) -> None:
    flag = items["europe/fr/flag/choice"]
    form = Form("Flags", "A", (Section("choice", (flag,)),))
    for page, count in (("worksheet", 4), ("key", 1)):
        text = FORM_PAGES[page].render(form, Edition(), ENGLISH).decode()
        assert text.count('src="data:image/svg') == count
    data = form_data(form, Edition(), ENGLISH).decode()
    assert data.count('"uri": "data:image/svg') == 4


@pytest.mark.parametrize(
    ("exporter", "is_told"),
    [(aiken.EXPORTER, True), (moodle.EXPORTER, False)],
    ids="aiken moodle".split(),
)
def test_exports_tell_where_options_have_become_words(
    items: dict[str, Item], exporter: Exporter[Any], *, is_told: bool
) -> None:
    form = Form("Flags", "A", (Section("choice", (items["europe/fr/flag/choice"],)),))
    (outcome,) = exporter.outcomes(form, ENGLISH)
    assert (PICTURED in outcome.changes) is is_told


@pytest.fixture
def europe(workspace: Workspace) -> Workspace:
    shutil.rmtree(workspace.decks)
    shutil.copytree(EUROPE, workspace.decks)
    return workspace


def built(workspace: Workspace, *, frozen: bool = False) -> build.Report:
    folder, out = workspace.decks, workspace.out
    return build.build(Settings(folder, out, 1_700_000_000, media=("tsv",), frozen=frozen))


@pytest.mark.slow
def test_a_build_writes_ids_down_and_then_leaves_them(europe: Workspace) -> None:
    sheet = europe.decks / "europe.csv"
    lines = sheet.read_text().splitlines(keepends=True)
    sheet.write_text("".join(lines) + ",Malta,Valletta,1964,Southern Europe,x,,,,Maltese\n")
    shutil.copy(europe.decks / "flags" / "at.svg", europe.decks / "flags" / "malta.svg")

    with pytest.raises(Problems, match="1 row of 'europe' has no id yet") as problems:
        built(europe, frozen=True)
    assert str(problems.value).startswith(f"{sheet.as_posix()}:20:1: ")

    assert built(europe).named == ("europe.csv",)
    assert sheet.read_text().splitlines()[-1].startswith("malta,Malta,")
    assert sheet.read_text().splitlines(keepends=True)[:-1] == lines
    again = built(europe)
    assert (again.named, again.files.written) == ((), ())


def test_another_sheet_makes_all_stale(europe: Workspace) -> None:
    built(europe)
    sheet = europe.decks / "europe.csv"
    sheet.write_text(sheet.read_text().replace("Kyiv", "Kiew"))
    assert "anki/europe.tsv" in built(europe).files.written
