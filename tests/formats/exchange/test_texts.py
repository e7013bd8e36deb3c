"""Formats of plain text, read by programs and rules that are not ours."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from quizgen.formats import FORM_MEDIA, FormMedium, pictures
from quizgen.formats.exchange import EXCHANGE, prose, r_markdown
from quizgen.formats.exchange.markup import Mark
from quizgen.formats.exchange.outcome import Fidelity
from quizgen.model import Choice, Form, Gap, Gaps, Item, Numeric, Section, TextEntry, TrueFalse
from quizgen.text import plain
from tests.conftest import ROOT
from tests.formats.exchange import banks
from tests.formats.exchange.banks import Bank
from tests.formats.exchange.reading import shown, words
from tests.learner import Learner

NASTY = banks.of("nasty")


@pytest.fixture(params=banks.NAMES, scope="module")
def bank(request: pytest.FixtureRequest) -> Bank:
    return banks.of(request.param)


def first(type_: str) -> Item:
    return next(item for item in NASTY.form.items if item.type == type_)


# --- Aiken ------------------------------------------------------------------------------------


def aiken(text: str) -> list[tuple[str, list[str], str]]:
    """Read a file line by line as Moodle does; an option is a capital, a mark and a text."""
    questions: list[tuple[str, list[str], str]] = []
    stem, options = "", []
    for line in filter(None, map(str.strip, text.splitlines())):
        if re.match(r"[A-Z][.)][ \t]?", line):
            options.append(line[2:].strip())
        elif line.startswith("ANSWER:"):
            questions.append((stem, options, line.removeprefix("ANSWER:").strip()))
            stem, options = "", []
        else:
            stem += line
    assert not stem, "a question has no answer"
    return questions


def test_aiken_is_read_line_by_line(bank: Bank) -> None:
    questions = aiken(bank.written("aiken").decode())
    for item, (stem, options, key) in zip(bank.kept("aiken"), questions, strict=True):
        assert stem == plain(prose.with_hint(item).stem)
        shape = item.interaction
        if isinstance(shape, Choice):
            assert options == [plain(option.text).strip() for option in shape.options]
            assert ord(key) - ord("A") == shape.keys[0]
        else:
            assert isinstance(shape, TrueFalse)
            assert key == ("A" if shape.answer else "B")


@pytest.mark.parametrize(
    "stem", ["W. E. B. Du Bois wrote what?", "A) is what?", "ANSWER: is what?"]
)
def test_a_stem_that_looks_like_an_option_is_left_out(stem: str) -> None:
    exported = EXCHANGE["aiken"].exporter.item(replace(first("choice"), stem=stem), NASTY.language)
    assert exported.fidelity is Fidelity.LEFT_OUT


# --- flashcards and tables --------------------------------------------------------------------


def test_quizlet_is_a_pair_a_line(bank: Bank) -> None:
    lines = bank.written("quizlet").decode().split("\n")[:-1]
    for item, line in zip(bank.kept("quizlet"), lines, strict=True):
        term, definition = line.split("\t")
        assert term.startswith(plain(item.stem))
        if isinstance(item.interaction, TextEntry):
            assert definition == plain(item.interaction.accepted[0])


def test_csv_has_a_row_for_each_item(bank: Bank) -> None:
    head, *rows = csv.reader(io.StringIO(bank.written("csv").decode(), newline=""))
    assert head[0] == "id"
    assert [row[0] for row in rows] == [item.id for item in bank.kept("csv")]
    for item, row in zip(bank.kept("csv"), rows, strict=True):
        assert row[2].strip().startswith(plain(item.stem))
        assert row[4:6] == [str(item.points), str(item.level)]


def test_anki_imports_the_text_as_it_was(learner: Learner, tmp_path: Path) -> None:
    path = tmp_path / "bank.txt"
    path.write_bytes(NASTY.written("anki-text"))
    assert learner.imports_text(path).new == len(NASTY.kept("anki-text"))
    fronts = [words(front) for front in learner.find("")]
    for item in NASTY.kept("anki-text"):
        stem = plain(item.stem) or prose.sentence(item, "_____", with_hints=True)
        assert any(" ".join(stem.split()) in front for front in fronts), item.id


def test_the_head_of_ankis_text_names_its_columns() -> None:
    lines = NASTY.written("anki-text").decode().splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert {"#separator:tab", "#html:true", "#guid column:1"} <= {h.lower() for h in head}
    guids = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    assert len(set(guids)) == len(guids)


# --- Blackboard -------------------------------------------------------------------------------


def test_blackboard_has_a_line_for_each_item(bank: Bank) -> None:
    text = bank.written("blackboard").decode("utf-8-sig")
    lines = text.split("\r\n")[:-1]
    for item, line in zip(bank.kept("blackboard"), lines, strict=True):
        type_, stem, *cells = line.split("\t")
        shape = item.interaction
        assert words(stem).startswith(shown(prose.with_hint(item).stem)), item.id
        if isinstance(shape, Choice):
            assert type_ == ("MC" if len(shape.keys) == 1 else "MA")
            assert [*map(words, cells[::2])] == [shown(option.text) for option in shape.options]
            marks = ["correct" if option.correct else "incorrect" for option in shape.options]
            assert cells[1::2] == marks
        elif isinstance(shape, TrueFalse):
            assert (type_, cells) == ("TF", [str(shape.answer).lower()])
        elif isinstance(shape, Numeric):
            assert (type_, [*map(float, cells)]) == (
                "NUM",
                [float(shape.value), float(shape.tolerance)],
            )
        elif isinstance(shape, TextEntry):
            right = [*dict.fromkeys(map(plain, shape.accepted))]
            assert (type_, cells[: len(right)]) == ("FIB", right)
        else:
            assert type_ in {"FIB_PLUS", "ORD", "MAT", "ESS"}


# --- text2qti ---------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", ["nasty", "shipped"])
def test_text2qti_reads_what_is_written_for_it(name: str, tmp_path: Path) -> None:
    bank = banks.of(name)
    (tmp_path / "bank.txt").write_bytes(bank.written("text2qti"))
    medium = FORM_MEDIA["text2qti"]
    assert isinstance(medium, FormMedium)
    media = {m.name: m for item in bank.form.items for m in item.pictures}
    for file in pictures(str(tmp_path / bank.form.label), medium, media.values()):
        Path(file.path).parent.mkdir(exist_ok=True)
        Path(file.path).write_bytes(file.make())
    command = [str(ROOT / ".venv" / "bin" / "text2qti"), "bank.txt"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    with zipfile.ZipFile(tmp_path / "bank.zip") as archive:
        names = [n for n in archive.namelist() if n.endswith(".xml") and "meta" not in n]
        text = max((archive.read(name) for name in names), key=len)
        carried = {n.partition("/")[2] for n in archive.namelist() if n.startswith("images/")}
    asked = {m.name for item in bank.kept("text2qti") for m in item.pictures}
    assert carried == asked
    root: Any = etree.fromstring(text, etree.XMLParser(huge_tree=True))
    items = list(root.iter("{*}item"))
    for item, element in zip(bank.kept("text2qti"), items, strict=True):
        assert element.findtext(".//{*}qtimetadatafield[2]/{*}fieldentry") in (
            str(item.points),
            f"{item.points}.0",
        )
        options = [words(t.text) for t in element.iterfind(".//{*}response_label//{*}mattext")]
        if isinstance(item.interaction, Choice):
            texts = [shown(option.text) for option in item.interaction.options]
            assert [*map(straight, options)] == [*map(straight, texts)], item.id


def straight(text: str) -> str:
    """Undo the typography that text2qti adds of its own, and the lines that code stands on."""
    with_marks = text.translate(str.maketrans("‘’“”…", "''\"\".")).replace("...", ".")
    return "".join(with_marks.split())


# --- R/exams ----------------------------------------------------------------------------------


def test_rexams_has_five_slots_an_exercise(bank: Bank) -> None:
    with zipfile.ZipFile(io.BytesIO(bank.written("rexams"))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    texts = [data.decode() for name, data in files.items() if name.endswith(".Rmd")]
    for item, text in zip(bank.kept("rexams"), texts, strict=True):
        assert re.match(r"(```\{r, include = FALSE\}\n(.+\n)+```\n\n)?Question\n=+\n", text)
        assert re.search(r"^Solution\n=+$", text, re.MULTILINE)
        assert not set("✓✗") & set(text)  # LaTeX's usual fonts have neither
        about = text.rpartition("Meta-information\n================\n")[2]
        meta = dict(line.split(": ", 1) for line in about.splitlines() if ": " in line)
        assert meta["exname"] == item.id
        pictures = [m.name for m in prose.media(item) if not m.is_sound]
        assert re.findall(r'^include_supplement\("(.*)"\)$', text, re.MULTILINE) == pictures
        assert set(re.findall(r"!\[.*?\]\((.*?)\)", text)) == set(pictures)
        assert files.keys() >= set(pictures)
        assert meta["expoints"] == str(item.points)
        shape = item.interaction
        if isinstance(shape, Choice):
            mask = "".join(str(int(option.correct)) for option in shape.options)
            assert meta["exsolution"] == mask
            assert text.count("\n* ") == 2 * len(mask)
        if isinstance(shape, Numeric):
            assert float(meta["exsolution"]) == float(shape.value)
            assert float(meta["extol"]) == float(shape.tolerance)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Is `a|b` \(\frac12\)3 -- *so*?", r"Is `a|b` $\frac12$&#51; \-\- *so*?"),
        ("`r q()` or `a`r b", "`` r q() `` or `a`&#114; b"),
        (r"\`r q() #\`", r"&#96;r q() \#&#96;"),
        ("`` `r q()` ##ANSWER1## ``", r"&#96;r q()&#96; \#\#ANSWER1\#\#"),
        ("1. Which?", r"1\. Which?"),
    ],
)
def test_r_markdown_shows_a_text_and_runs_nothing(text: str, expected: str) -> None:
    assert r_markdown.written(text) == expected
    assert not r_markdown.runs(expected)


def test_r_markdown_keeps_the_lines_of_a_program() -> None:
    block = "What?\n```\nif x:\n  `r y\n```"
    expected = "What?\\\n`if x:`\\\n&nbsp;&nbsp;&#96;r y"
    assert r_markdown.written_in_lines(block) == expected


def test_an_answer_with_a_bar_is_whole_in_rexams_or_left_out() -> None:
    short = replace(first("short"), interaction=TextEntry(("`ls | wc`",)))
    exporter = EXCHANGE["rexams"].exporter
    assert "exsolution: ls | wc\n" in str(exporter.item(short, NASTY.language).body)
    gaps = replace(short, interaction=Gaps(("Write ", Gap(1, "`ls | wc`"))))
    run = replace(short, interaction=TextEntry(("`` `r q()` ``",)))
    for item in (gaps, run):
        assert exporter.item(item, NASTY.language).fidelity is Fidelity.LEFT_OUT


def test_a_formula_that_becomes_words_is_told() -> None:
    item = replace(first("short"), stem=r"What is \(\frac12\)?")
    form = Form("Some", "A", (Section("", (item,)),), (1,))
    for name, is_told in (("csv", True), ("rexams", False), ("text2qti", False)):
        (outcome,) = EXCHANGE[name].exporter.outcomes(form, NASTY.language)
        assert (Mark.FORMULAS in outcome.changes) is is_told
