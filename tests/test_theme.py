"""Themes: colours that can be read, fonts before those of a script, in every medium."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile

import pytest
from typer.testing import CliRunner

from quizgen import theme
from quizgen.cli import app
from quizgen.diagnostics import Unreadable
from quizgen.resources import templates_dir
from quizgen.theme import DAY, NIGHT, Density, Theme, contrast
from tests.conftest import COLLECTION, Workspace

PNG = b"\x89PNG\r\n\x1a\n"
THEME = """\
theme: {accent: 8A1C1C, font: Old Standard, heading_font: Some Sans, density: roomy, logo: own.png}
"""


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_every_ground_of_the_templates_is_one_that_accents_are_tried_on() -> None:
    sheets = [path.read_text("utf-8") for path in templates_dir().rglob("*.css")]
    grounds = {c for s in sheets for c in re.findall(r"--(?:paper|wash): (#\w{6});", s)}
    assert grounds
    assert grounds - {*DAY, *NIGHT} == set()


@pytest.mark.parametrize("colour", ["#1f5f8b", "8a1c1c", "#063", "000000"])
def test_a_colour_and_the_one_for_the_dark_can_be_read(colour: str) -> None:
    accent = theme.accent(colour)
    assert min(contrast(accent, ground) for ground in DAY) >= 4.5
    assert min(contrast(Theme(accent).night, ground) for ground in NIGHT) >= 7


@pytest.mark.parametrize("colour", ["#ffaa00", "#fff", "7fb2e5"])
def test_one_that_cannot_be_read_is_refused_with_one_that_can(colour: str) -> None:
    with pytest.raises(Unreadable) as refused:
        theme.accent(colour)
    (better,) = re.findall(r'"(#\w{6})"', refused.value.hint)
    assert theme.accent(better) == better


@pytest.mark.parametrize("colour", ["red", "#12345", "#1f5f8b;}", ""])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(Unreadable, match="no colour"):
        theme.accent(colour)


@pytest.mark.parametrize("font", ["A, serif", 'A"', "A;}", "</style>", " ", "-a"])
def test_what_is_no_name_of_a_font_is_refused(font: str) -> None:
    with pytest.raises(Unreadable, match="no name of a font"):
        theme.family(font)


def test_fonts_stand_first_for_their_language_alone() -> None:
    sheet = (templates_dir() / "print" / "families.css").read_text("utf-8")
    latin = Theme(font="Own", language="en-GB").with_fonts(sheet)
    urdu = Theme(font="Own", language="ur").with_fonts(sheet)
    assert latin.count('"Own"') == 1
    assert latin.index('--serif: "Own", "Source Serif 4"') < latin.index(":lang(ar)")
    assert ':lang(ur) {\n  --serif: "Own", "Noto Nastaliq Urdu"' in urdu


@pytest.fixture
def themed(workspace: Workspace) -> Workspace:
    workspace.deck("- {question: Who?, id: who, answer: Armstrong}")
    (workspace.decks / "own.png").write_bytes(PNG)
    (workspace.decks / "collection.yaml").write_text(COLLECTION + THEME, encoding="utf-8")
    return workspace


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def style_of_cards(package: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
    ((models,),) = connection.execute("SELECT models FROM col").fetchall()
    (css,) = {model["css"] for model in json.loads(models).values()}
    return str(css)


def part(document: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name).decode()


@pytest.mark.slow
def test_one_theme_serves_pages_documents_screens_and_cards(themed: Workspace) -> None:
    run("build", "--to", "anki,html,docx,web,site", "--edition", "standard")
    page = (themed.out / "print" / "small-worksheet.html").read_text("utf-8")
    screens = [themed.out / path for path in ("web/small.html", "site/style.css")]
    cards = style_of_cards((themed.out / "anki" / "small.apkg").read_bytes())
    for style in (page, cards, *(path.read_text("utf-8") for path in screens)):
        assert "--accent: #8a1c1c" in style
        assert '--serif: "Old Standard", ' in style
        assert '--sans: "Some Sans", ' in style
    for style in (cards, *(path.read_text("utf-8") for path in screens)):
        assert f"--accent: {Theme('#8a1c1c').night}" in style
    assert "--space: 1.4" in cards
    document = (themed.out / "print" / "small-worksheet.docx").read_bytes()
    styles = part(document, "word/styles.xml")
    assert '<w:color w:val="8A1C1C"/>' in styles
    assert 'w:ascii="Old Standard"' in styles
    assert 'w:ascii="Some Sans"' in styles
    assert 'class="letterhead"><img src="data:image/png' in page
    start = (themed.out / "index.html").read_text("utf-8")
    (logo,) = re.findall(r'class="logo" src="([^"]+)"', start)
    assert (themed.out / logo).read_bytes() == PNG


@pytest.mark.slow
def test_large_print_keeps_its_own_look(themed: Workspace) -> None:
    run("build", "--to", "docx", "--edition", "large-print")
    document = (themed.out / "print" / "small-worksheet-large-print.docx").read_bytes()
    assert "8A1C1C" not in part(document, "word/styles.xml")


@pytest.mark.slow
def test_a_paper_may_have_a_look_of_its_own_and_keeps_it(themed: Workspace) -> None:
    run("quiz", "--items", "1", "--to", "html,json", "--accent", "#063", "--density", "compact")
    folder = themed.out / "quiz" / "quiz"
    page = (folder / "A-worksheet.html").read_text("utf-8")
    assert "--accent: #006633" in page
    assert '--serif: "Old Standard", ' in page
    data = json.loads((folder / "A.json").read_text("utf-8"))
    assert (data["look"]["accent"], data["look"]["density"]) == ("#006633", "compact")
    run("quiz", "--form", str(folder / "A.json"), "--font", "Another")
    again = (folder / "A-edited" / "A-worksheet.html").read_text("utf-8")
    assert "--accent: #006633" in again
    assert '--serif: "Another", ' in again


def test_wrong_values_are_told_at_their_places(themed: Workspace) -> None:
    bad = CliRunner().invoke(app, ["quiz", "--accent", "ffaa00"])
    assert "quizgen quiz --accent: error: text in 'ffaa00' is hard to read" in bad.output
    text = "theme:\n  accent: ffaa00\n  font: A, serif\n  density: dense\n  logo: own.svg\n"
    (themed.decks / "collection.yaml").write_text(COLLECTION + text, encoding="utf-8")
    output = CliRunner().invoke(app, ["check"]).output
    places = re.findall(r"collection\.yaml:(\d+:\d+): error", output)
    assert places == ["5:11", "6:9", "7:12"]


def test_an_edited_paper_brings_in_no_style_of_its_own(themed: Workspace) -> None:
    run("quiz", "--items", "1", "--to", "json")
    path = themed.out / "quiz" / "quiz" / "A.json"
    data = json.loads(path.read_text("utf-8"))
    data["look"]["accent"] = "red;} body{display:none"
    path.write_text(json.dumps(data))
    result = CliRunner().invoke(app, ["quiz", "--form", str(path)])
    assert result.exit_code == 1
    assert "is no colour" in result.output


def test_the_usual_look_has_nothing_of_a_theme(workspace: Workspace) -> None:
    assert Theme(language="ur").is_usual
    assert Theme().varied({"density": Density.NORMAL, "accent": None}).is_usual
    workspace.deck("- {question: Who?, id: who, answer: Armstrong}")
    run("build", "--to", "html,site", "--edition", "standard")
    page = (workspace.out / "print" / "small-worksheet.html").read_text("utf-8")
    assert "--accent" not in page
    assert ".logo" not in (workspace.out / "site" / "style.css").read_text("utf-8")


@pytest.mark.slow
def test_an_accent_is_for_the_answers_of_a_key_not_for_what_an_organiser_asks(
    themed: Workspace,
) -> None:
    run("build", "--to", "organiser,key")
    page = (themed.out / "print" / "small-organiser.html").read_text("utf-8")
    assert '<section class="answers">' in page
    coloured = re.findall(r"[^{}]*(?=\{\s*color: var\(--accent\);)", page)
    names = [name for rule in coloured for name in re.findall(r"(?<![)\w])\.answers", rule)]
    assert coloured
    assert not names
