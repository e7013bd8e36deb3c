"""Every format read back by a reader that is not ours, item by item, of a bank without mercy."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import zipfile
from html import unescape
from typing import Any

import openpyxl
import pytest
from lxml import etree

from quizgen.formats.exchange import EXCHANGE, prose
from quizgen.formats.exchange.outcome import Fidelity
from quizgen.language import language
from quizgen.model import Choice, Form, Item, Match, Numeric, Order, TextEntry, TrueFalse
from quizgen.text import html, plain
from tests.conftest import ROOT, needs
from tests.formats.exchange.nasty import bank
from tests.learner import Learner

ENGLISH = language("en-GB")
BANK = bank()


def written(name: str, form: Form = BANK) -> bytes:
    return EXCHANGE[name].exporter.render(form, ENGLISH)


def kept(name: str) -> list[Item]:
    outcomes = EXCHANGE[name].exporter.outcomes(BANK, ENGLISH)
    return [o.item for o in outcomes if o.fidelity is not Fidelity.LEFT_OUT]


def words(markup: str) -> str:
    """Return what a browser shows of some HTML."""
    tree = etree.fromstring(f"<p>{markup.replace('<br>', ' ')}</p>", etree.HTMLParser())
    return " ".join(" ".join(map(str, tree.itertext())).split()) if tree is not None else ""


def shown(markdown: str) -> str:
    return words(str(html(markdown)))


@pytest.mark.parametrize("name", EXCHANGE)
def test_every_item_is_exact_nearest_or_left_out(name: str) -> None:
    outcomes = EXCHANGE[name].exporter.outcomes(BANK, ENGLISH)
    assert [o.item for o in outcomes] == list(BANK.items)
    assert all(bool(o.changes) == (o.fidelity is not Fidelity.EXACT) for o in outcomes)


@pytest.mark.parametrize("name", EXCHANGE)
def test_the_same_bank_gives_the_same_bytes(name: str) -> None:
    assert written(name) == written(name)


@pytest.mark.parametrize("name", EXCHANGE)
def test_an_empty_bank_is_a_file_all_the_same(name: str) -> None:
    assert isinstance(written(name, Form("Empty", "", ())), bytes)


# --- Moodle XML -------------------------------------------------------------------------------


def moodle() -> dict[str, Any]:
    root: Any = etree.fromstring(written("moodle"))
    questions = [q for q in root if q.get("type") != "category"]
    return {q.findtext("idnumber"): q for q in questions}


def test_moodle_has_each_item_once_with_its_stem() -> None:
    questions = moodle()
    assert list(questions) == [item.id for item in BANK.items]
    for item in BANK.items:
        if item.stem:
            text = questions[item.id].findtext("questiontext/text")
            assert words(text).startswith(shown(item.stem)), item.id
        assert questions[item.id].findtext("name/text")


def test_moodle_gives_the_full_mark_for_the_key() -> None:
    for item in BANK.items:
        question = moodle_question(item)
        fractions = [float(a.get("fraction")) for a in question.iterfind("answer")]
        shape = item.interaction
        if isinstance(shape, Choice):
            assert sum(f for f in fractions if f > 0) == pytest.approx(100, abs=0.001)
            texts = [words(a.findtext("text")) for a in question.iterfind("answer")]
            assert texts == [shown(option.text) for option in shape.options]
        if isinstance(shape, TrueFalse):
            right = [a.findtext("text") for a in question.iterfind("answer[@fraction='100']")]
            assert right == [str(shape.answer).lower()]
        if isinstance(shape, TextEntry):
            right = [a.findtext("text").replace("\\*", "*") for a in question.iterfind("answer")]
            assert [r.replace("\\\\", "\\") for r in right] == [*map(plain, shape.accepted)]
            assert fractions == [100.0, 100.0]
        if isinstance(shape, Numeric):
            assert question.findtext("answer/text") == "-1.50"
            assert question.findtext("answer/tolerance") == "0.25"
        if isinstance(shape, Order):
            assert question.find("shownumcorrect") is not None
            texts = [words(a.findtext("text")) for a in question.iterfind("answer")]
            ranked = sorted(shape.entries, key=lambda entry: entry.rank)
            assert texts == [shown(entry.text) for entry in ranked]
        if isinstance(shape, Match):
            pairs = [
                (words(s.findtext("text")), s.findtext("answer/text"))
                for s in question.iterfind("subquestion")
            ]
            expected = [(shown(prompt), plain(response)) for prompt, response in shape.pairs]
            assert pairs == [*expected, ("", "extra")]


QUESTIONS = moodle()


def moodle_question(item: Item) -> Any:
    return QUESTIONS[item.id]


# --- GIFT -------------------------------------------------------------------------------------

PARSE = """
const { parse } = require('gift-pegjs');
let text = ''; process.stdin.on('data', d => text += d);
process.stdin.on('end', () => console.log(JSON.stringify(parse(text))));
"""


@pytest.fixture(scope="module")
def gift() -> dict[str, Any]:
    needs("node")
    if not (ROOT / "node_modules" / "gift-pegjs").is_dir():
        pytest.skip("gift-pegjs is not installed: run npm ci")
    made = subprocess.run(
        ["node", "-e", PARSE], input=written("gift"), stdout=subprocess.PIPE, cwd=ROOT, check=True
    )
    questions = json.loads(made.stdout)
    return {q["id"]: q for q in questions if q["type"] != "Category"}


def decoded(text: str) -> str:
    """Undo what the parser does to escaped marks in the answers of a match."""
    return unescape(re.sub(r"&&0?(\d+);", lambda match: chr(int(match[1])), text))


def gift_words(text: dict[str, str]) -> str:
    return words(text["text"])


def test_gift_has_each_item_once(gift: dict[str, Any]) -> None:
    assert list(gift) == [item.id for item in kept("gift")]


def test_gift_keeps_stems_options_and_keys(gift: dict[str, Any]) -> None:
    for item in kept("gift"):
        question, shape = gift[item.id], item.interaction
        if item.stem:
            assert gift_words(question["stem"]).startswith(shown(item.stem)), item.id
        if isinstance(shape, TrueFalse):
            assert (question["type"], question["isTrue"]) == ("TF", shape.answer)
        if isinstance(shape, Choice):
            assert question["type"] == "MC"
            texts = [gift_words(choice["text"]) for choice in question["choices"]]
            assert texts == [shown(option.text) for option in shape.options], item.id
            if len(shape.keys) == 1:
                marked = [choice["isCorrect"] for choice in question["choices"]]
                assert marked == [option.correct for option in shape.options]
            else:
                weights = [choice["weight"] for choice in question["choices"]]
                assert sum(w for w in weights if w > 0) == pytest.approx(100, abs=0.001)
        if isinstance(shape, TextEntry):
            assert question["type"] == "Short"
        if isinstance(shape, Numeric):
            assert question["type"] == "Numerical"
            assert question["choices"]["number"] == -1.5
            assert question["choices"]["range"] == 0.25
        if isinstance(shape, Match):
            answers = [decoded(pair["subanswer"]) for pair in question["matchPairs"]]
            assert answers == [*(plain(response) for _, response in shape.pairs), "extra"]


# --- Aiken ------------------------------------------------------------------------------------


def test_aiken_is_read_line_by_line_as_moodle_does() -> None:
    blocks = [block.splitlines() for block in written("aiken").decode().strip().split("\n\n")]
    assert len(blocks) == len(kept("aiken"))
    for item, (stem, *lines) in zip(kept("aiken"), blocks, strict=True):
        assert stem == plain(item.stem)
        *options, answer = lines
        letters = [option[0] for option in options]
        assert letters == [chr(ord("A") + n) for n in range(len(options))]
        assert answer.removeprefix("ANSWER: ") in letters


# --- packages ---------------------------------------------------------------------------------


def test_canvas_is_valid_and_names_its_assessment(schemas: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(written("canvas"))) as archive:
        manifest: Any = etree.fromstring(archive.read("imsmanifest.xml"))
        (resource,) = manifest.iterfind(".//{*}resource[@type='imsqti_xmlv1p2']")
        path = resource.find("{*}file").get("href")
        text = archive.read(path).replace(
            b' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"', b""
        )
        assert resource.find("{*}dependency") is not None
    root = etree.fromstring(text)
    dtd = etree.DTD(str(schemas / "qti12" / "ims_qtiasiv1p2p1.dtd"))
    assert dtd.validate(root), dtd.error_log
    assert len(root.findall(".//item")) == len(BANK.items)
    assert all(label.get("ident") for label in root.iter("response_label"))
    types = {field.findtext("fieldentry") for field in root.iter("qtimetadatafield")}
    assert {"matching_question", "numerical_question", "essay_question"} <= types


def test_qti_is_valid_by_the_schema(schemas: Any) -> None:
    items = etree.XMLSchema(etree.parse(str(schemas / "qtiv2p1" / "imsqti_v2p1.xsd")))
    package = etree.XMLSchema(etree.parse(str(schemas / "imscp_v1p1.xsd")))
    with zipfile.ZipFile(io.BytesIO(written("qti"))) as archive:
        for name in archive.namelist():
            schema = package if name == "imsmanifest.xml" else items
            assert schema.validate(etree.fromstring(archive.read(name))), (name, schema.error_log)


def test_each_item_of_qti_scores_its_maximum_with_its_own_key_and_less_without() -> None:
    with zipfile.ZipFile(io.BytesIO(written("qti"))) as archive:
        for name in archive.namelist():
            if name.startswith("items/"):
                root: Any = etree.fromstring(archive.read(name))
                declared = ".//{*}outcomeDeclaration[@identifier='MAXSCORE']//{*}value"
                most = float(root.findtext(declared))
                if root.find(".//{*}extendedTextInteraction") is None:
                    assert score(root, right=True) == pytest.approx(most), name
                    assert score(root, right=False) < most, name


def score(root: Any, *, right: bool) -> float:
    """Score an item as QTI's processing does: by maps, or by a match with the key."""
    total = 0.0
    for response in root.iterfind("{*}responseDeclaration"):
        key = [v.text for v in response.iterfind("{*}correctResponse/{*}value")]
        given = key if right else ["nothing"]
        mapping = response.find("{*}mapping")
        if mapping is None:
            rule = root.find(".//{*}responseIf/{*}setOutcomeValue/{*}baseValue")
            total += float(rule.text) if right else 0.0
        else:
            worth = {e.get("mapKey"): float(e.get("mappedValue")) for e in mapping}
            total += sum(worth.get(value, 0.0) for value in given)
    return total


# --- sheets -----------------------------------------------------------------------------------


def sheet(name: str) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(written(name)))
    assert book.active is not None
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells), "no cell is a formula"
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_kahoot_keeps_its_limits_and_its_key() -> None:
    rows = sheet("kahoot")
    assert rows[7][1] == "Question - max 120 characters"
    for item, row in zip(kept("kahoot"), rows[8:], strict=True):
        _, question, *answers, seconds, keys = row
        assert question == plain(item.stem)
        assert len(question) <= 120
        assert all(len(answer) <= 75 for answer in answers if answer)
        assert seconds in {5, 10, 20, 30, 60, 90, 120, 240}
        assert all(answers[int(key) - 1] for key in str(keys).split(","))


def test_wayground_has_a_type_for_each_question() -> None:
    head, *rows = sheet("wayground")
    assert len(head) == 11
    for item, row in zip(kept("wayground"), rows, strict=True):
        assert row[0] == plain(item.stem)
        several = isinstance(item.interaction, Choice) and len(item.interaction.keys) > 1
        assert (row[1] == "Checkbox") == several


@pytest.mark.parametrize(("name", "heads"), [("blooket", 2), ("gimkit", 2), ("csv", 1)])
def test_no_cell_of_a_csv_is_a_formula(name: str, heads: int) -> None:
    rows = list(csv.reader(io.StringIO(written(name).decode(), newline="")))
    assert len(rows) == len(kept(name)) + heads
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "@", "\t", "\r"))
        assert not cell.startswith("-") or cell[1:2].isdigit()


# --- text -------------------------------------------------------------------------------------


def test_quizlet_is_a_pair_a_line() -> None:
    lines = written("quizlet").decode().splitlines()
    assert len(lines) == len(kept("quizlet"))
    assert all(len(line.split("\t")) == 2 for line in lines)


def test_blackboard_has_a_line_for_each_item() -> None:
    lines = written("blackboard").decode("utf-8-sig").splitlines()
    types = [line.split("\t")[0] for line in lines]
    assert len(types) == len(kept("blackboard"))
    assert set(types) <= {"MC", "MA", "TF", "FIB", "FIB_PLUS", "NUM", "ORD", "MAT", "ESS"}


@pytest.mark.slow
def test_text2qti_reads_what_is_written_for_it(tmp_path: Any) -> None:
    (tmp_path / "bank.txt").write_bytes(written("text2qti"))
    command = [str(ROOT / ".venv" / "bin" / "text2qti"), "bank.txt"]
    made = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    with zipfile.ZipFile(tmp_path / "bank.zip") as archive:
        names = [n for n in archive.namelist() if n.endswith(".xml") and "meta" not in n]
        text = max((archive.read(name).decode() for name in names), key=len)
    assert text.count("<item ") == len(kept("text2qti"))


def test_anki_imports_the_text_as_it_was(learner: Learner, tmp_path: Any) -> None:
    path = tmp_path / "bank.txt"
    path.write_bytes(written("anki-text"))
    assert learner.imports_text(path).new == len(kept("anki-text"))
    fronts = {words(front) for front in learner.find("")}
    for item in kept("anki-text"):
        stem = plain(item.stem) or prose.sentence(item, "_____")
        assert any(" ".join(stem.split()) in front for front in fronts), item.id


def test_rexams_has_five_slots_an_exercise() -> None:
    with zipfile.ZipFile(io.BytesIO(written("rexams"))) as archive:
        names = archive.namelist()
        texts = [archive.read(name).decode() for name in names]
    assert len(names) == len(kept("rexams"))
    for text in texts:
        assert text.startswith("Question\n========\n")
        assert "\nSolution\n========\n" in text
        assert "\nMeta-information\n================\n" in text
        assert "exsolution: " in text


def test_h5p_names_every_library_that_it_uses() -> None:
    with zipfile.ZipFile(io.BytesIO(written("h5p"))) as archive:
        about = json.loads(archive.read("h5p.json"))
        content = json.loads(archive.read("content/content.json"))
    named = {d["machineName"] for d in about["preloadedDependencies"]}
    used = {question["library"].split()[0] for question in content["questions"]}
    assert used <= named
    assert [q["metadata"]["extraTitle"] for q in content["questions"]] == [
        i.id for i in kept("h5p")
    ]
    assert len({q["subContentId"] for q in content["questions"]}) == len(kept("h5p"))
