"""Characters that no font has: told before a PDF shows boxes, and as WeasyPrint finds them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from typer.testing import CliRunner

from quizgen.cli import app
from quizgen.formats.documents import fonts
from quizgen.formats.documents.fonts import is_covered, source_of, uncovered
from quizgen.formats.documents.pdf import pdf
from tests.cases import opened
from tests.conftest import Workspace

LATIN = "".join(map(chr, range(0x20, 0x180))) + "–—‘’“”…·●○▯☐◌"
CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""


def make_font(path: Path, letters: str) -> None:
    """Write a font that has some characters, each as an empty box."""
    builder = FontBuilder(1000, isTTF=True)
    names = {ord(letter): f"u{ord(letter):04x}" for letter in letters}
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf(dict.fromkeys([".notdef", *names.values()], empty))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Only Latin", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


@pytest.fixture
def only_latin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has one font, for Latin letters."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    make_font(folder / "latin.ttf", LATIN)
    config = folder / "fonts.conf"
    config.write_text(CONFIG.format(folder=folder), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    forget()
    yield
    monkeypatch.undo()
    forget()


def forget() -> None:
    fonts.is_covered.cache_clear()
    fonts._installed.cache_clear()
    fonts._character_sets.cache_clear()
    fonts._installed.cache_clear()


def run(workspace: Workspace, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, args)
    return result.exit_code, result.output


@pytest.mark.slow
def test_what_weasyprint_finds_no_glyph_for(caplog: pytest.LogCaptureFixture) -> None:
    """On this machine, whatever its fonts: each of the letters in a run of its own."""
    letters = "aéΩж한日か🎉ไกहिاגაᏣ☐●\u0530\u2fe0\ufe0f\u200d\u00ad\u202f"
    rows = "".join(f"<p>{letter}</p>" for letter in letters)
    page = f"<!doctype html><html lang=en><title>T</title><style>p{{}}</style><body>{rows}"
    with caplog.at_level(logging.WARNING, "weasyprint"):
        pdf(page.encode())
    told = "".join(r.getMessage() for r in caplog.records if "notdef" in r.getMessage())
    assert {c for c in letters if f"{c}" in told.partition("fonts: ")[2]} >= set(
        uncovered([letters])
    )
    assert set(uncovered([letters])) >= {"\u0530", "\u2fe0"}
    assert all(is_covered(c) or c in told for c in letters)
    assert all(c not in told for c in letters if is_covered(c) and c.isalpha())


@pytest.mark.usefixtures("only_latin")
@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("plain text, “quoted” – and so on", ""),
        ("naïve Łódź", ""),
        ("हिन्दी", "हिन्दी"),
        ("ภาษาไทย", "ภาษไทย"),
        ("日本の首都", "日本の首都"),
        ("🎉 party", "🎉"),
        ("👩\u200d🔬\ufe0f", "👩🔬"),
        ("می\u200cخواهم", "میخواهم"),
        ("10\u202f000\u00a0km\u200e", ""),
    ],
)
def test_letters_without_a_font(text: str, missing: str) -> None:
    assert uncovered([text]) == "".join(dict.fromkeys(missing))


@pytest.mark.parametrize(
    ("letter", "package", "family"),
    [
        ("日", "fonts-noto-cjk", "Noto Sans CJK"),
        ("か", "fonts-noto-cjk", "Noto Sans CJK"),
        ("한", "fonts-noto-cjk", "Noto Sans CJK"),
        ("。", "fonts-noto-cjk", "Noto Sans CJK"),
        ("🎉", "fonts-noto-color-emoji", "Noto Color Emoji"),
        ("ह", "fonts-noto-core", "Noto Sans Devanagari"),
        ("ไ", "fonts-noto-core", "Noto Sans Thai"),
        ("ا", "fonts-noto-core", "Noto Sans Arabic"),
        ("Ꮳ", "fonts-noto-core", "Noto Sans Cherokee"),
        ("∮", "fonts-noto-core", "Noto Sans Math"),
    ],
)
def test_where_a_font_comes_from(letter: str, package: str, family: str) -> None:
    assert f"apt install {package}" in source_of(letter)
    assert family in source_of(letter)


def test_what_no_font_can_have() -> None:
    assert (
        source_of("\u0530")
        == source_of("\ue000")
        == "no font has it by right: write another character"
    )


FACTS = """
- {question: Capital of India?, id: delhi, answer: दिल्ली, note: In Hindi., level: core}
- {question: Capital of Thailand?, id: bangkok, answer: กรุงเทพฯ, distractors: [เชียงใหม่, Rayong]}
- {question: Capital of France?, id: paris, answer: Paris}
"""


@pytest.mark.usefixtures("only_latin")
def test_each_fact_is_told_with_its_place(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    args = ("quiz", "--items", "3", "--types", "short", "--to")
    code, said = run(workspace, *args, "json,pdf", "--strict")
    assert code == 1
    assert "decks/small.yaml:6:52: error: no installed font has द (U+0926), ि (U+093F)" in said
    assert "decks/small.yaml:7:57: error: no installed font has ก (U+0E01)" in said
    assert "(on Debian and Ubuntu: apt install fonts-noto-core)" in said
    assert "paris" not in said
    assert "nothing was written" in said
    assert not workspace.out.exists()
    assert "missing-glyph" not in run(workspace, *args, "html")[1], "readers have their own fonts"


@pytest.mark.usefixtures("only_latin")
def test_a_build_tells_it_too_and_a_fact_may_allow_it(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    code, said = run(workspace, "build", "--to", "pdf,organiser", "--strict")
    assert (code, workspace.out.exists()) == (1, False)
    assert said.count("[missing-glyph]") == 3
    workspace.deck(
        "- {question: Who?, id: who, answer: हिन्दी, allow: {missing-glyph: printed elsewhere}}"
    )
    code, said = run(workspace, "build", "--to", "pdf,organiser", "--strict")
    assert "missing-glyph" not in said
    assert code == 0


@pytest.mark.usefixtures("only_latin")
def test_titles_and_the_words_of_the_language_are_told_once(workspace: Workspace) -> None:
    (workspace.decks / "collection.yaml").write_text(
        "id: t\ntitle: T\nlanguage: ur\n", encoding="utf-8"
    )
    path = workspace.deck("- {question: Who?, id: who, answer: Ann}")
    path.write_text(
        path.read_text(encoding="utf-8").replace("The small deck", "भारत"), encoding="utf-8"
    )
    _, said = run(workspace, "build", "--to", "pdf,organiser", "--strict")
    assert "decks/collection.yaml:3:11: error: no installed font has" in said
    assert "decks/small.yaml:1:7: error: no installed font has भ (U+092D)" in said
    assert said.count("[missing-glyph]") == 2


def test_a_machine_without_fonts(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(CONFIG.format(folder=tmp_path / "none"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    forget()
    workspace.deck("- {question: Who?, id: who, answer: Ann}")
    code, said = run(workspace, "build", "--to", "pdf,organiser")
    forget()
    assert (code, workspace.out.exists()) == (1, False), "WeasyPrint would break down"
    assert "there is no font for Latin letters" in said
    assert said.count("[missing-glyph]") == 1


@pytest.mark.usefixtures("only_latin")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "15-missing-glyphs",
            """4:16 日 (U+65E5), 本 (U+672C), の (U+306E), 首 (U+9996), 都 (U+90FD) and 7 more
            4:46 東 (U+6771), 京 (U+4EAC)
            5:16 🎉 (U+1F389)""",
        ),
        (
            "glyphs-of-scripts",
            """4:67 ह (U+0939), ि (U+093F), न (U+0928), ◌् (U+094D), द (U+0926) and 1 more
            5:64 ภ (U+0E20), า (U+0E32), ษ (U+0E29), ไ (U+0E44), ท (U+0E17) and 1 more
            6:73 中 (U+4E2D), 文 (U+6587)
            7:16 🎉 (U+1F389)
            8:53 अ (U+0905)
            8:59 इ (U+0907)
            9:17 ♥ (U+2665)""",
        ),
    ],
)
def test_scripts_and_signs_of_all_sorts(name: str, said: str, workspace: Workspace) -> None:
    opened(name, workspace)
    code, output = run(workspace, "build", "--to", "pdf,flashcards", "--strict")
    assert code == 1
    told = [line for line in output.splitlines() if "missing-glyph" in line]
    assert [
        f"{line.split(':', 1)[1].split(': error')[0]} {line.split(' has ')[1].split(': a PDF')[0]}"
        for line in told
    ] == [line.strip() for line in said.splitlines()]
