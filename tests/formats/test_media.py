"""The contract of a medium: same bytes twice, each item there once, nothing lost in silence."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import Any, get_args

import docx
import openpyxl
import pytest
from lxml import etree

from quizgen.diagnostics import Position
from quizgen.formats import FORM_MEDIA, MEDIA, FormMedium, NoteMedium
from quizgen.formats.exchange.outcome import Fidelity, Outcome
from quizgen.formats.pages import FORM_PAGES
from quizgen.formats.web.payload import payload
from quizgen.language import language
from quizgen.model import (
    Booklet,
    Candidate,
    Choice,
    Edition,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Kind,
    Layout,
    Level,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Origin,
    Paper,
    PaperHead,
    Ranked,
    Section,
    Space,
    TextEntry,
    TrueFalse,
    Watermark,
)
from quizgen.quiz import files
from quizgen.resources import templates_dir
from quizgen.theme import Density, Theme
from tests.conftest import needs
from tests.consumers import test_injection_in_exports as tried

ENGLISH = language("en-GB")
INTERACTIONS: Mapping[str, Interaction] = {
    "choice": Choice((Option("Vienna", False, "the seat of others"), Option("Geneva", True))),
    "truefalse": TrueFalse(False, "Corrected."),
    "short": TextEntry(("Aardvark",)),
    "numeric": Numeric(Decimal(77), "77 llamas", Decimal(0), "llamas"),
    "gaps": Gaps(("Before ", Gap(1, "Baboon"), " after."), ("Baboon", "Camel")),
    "match": Match((("Dingo", "Emu"), ("Ferret", "Gnu")), ("Emu", "Gnu", "Heron")),
    "order": Order((Ranked("Ibis", 2), Ranked("Jackal", 1))),
    "open": OpenResponse(("names Kiwi", "names Lemur")),
}
GIVEN: Mapping[str, tuple[str, ...]] = {
    "choice": ("Vienna", "Geneva"),
    "truefalse": (),
    "short": (),
    "numeric": ("llamas",),
    "gaps": ("Before", "after", "Camel"),
    "match": ("Dingo", "Ferret", "Emu", "Gnu", "Heron"),
    "order": ("Ibis", "Jackal"),
    "open": (),
}
"""What a learner must be shown besides the stem."""
ANSWERS = dict(
    zip(
        INTERACTIONS,
        ("Geneva", "Corrected", "Aardvark", "77", "Baboon", "Emu", "Jackal", "names Kiwi"),
        strict=True,
    )
)
"""What a key must say."""


def example() -> Form:
    """Return a form of one item for each interaction, each with a stem of its own."""
    origin = Origin(
        "d", "f", Kind.QUESTION, Level.CORE, (), (), lambda *_: Position("decks/d.yaml")
    )
    sections = (
        Section(
            type_, (Item(f"d/f/{type_}", type_, f"Stem of {type_}.", shape, (origin,), Level.CORE),)
        )
        for type_, shape in INTERACTIONS.items()
    )
    return Form("A title", "A", tuple(sections), tuple(range(1, len(INTERACTIONS) + 1)))


def html_text(data: bytes) -> str:
    body = re.sub(r"<(style|script|title)\b.*?</\1>", " ", data.decode(), flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", " ", body))


def pdf_text(data: bytes) -> str:
    command = ["pdftotext", "-raw", "-", "-"]
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout.decode()


def docx_text(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = (cell.text for t in document.tables for row in t.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def json_text(data: bytes) -> str:
    return "\n".join(_texts(json.loads(data)))


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [str(value)]


def moodle_text(data: bytes) -> str:
    root = etree.fromstring(data)
    for name in root.iter("name"):
        name.clear()  # it says the stem again
    return " ".join(html_text(text.encode()) for text in map(str, root.itertext()))


def gift_text(data: bytes) -> str:
    return re.sub(
        r"^::.*?::", "", re.sub(r"\\([~=#{}:])", r"\1", data.decode()), flags=re.MULTILINE
    )


def workbook_text(data: bytes) -> str:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)


def without_escapes(data: bytes) -> str:
    return re.sub(r"\\(\W|_)", r"\1", data.decode())


def exercises_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(without_escapes(archive.read(name)) for name in archive.namelist())


def package_text(data: bytes) -> str:
    """Return what learners and markers read of the items of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if "/" in n and not n.endswith("_meta.xml")]
        roots = [etree.fromstring(archive.read(n)) for n in names if n.endswith(".xml")]
    return " ".join(html_text(text.encode()) for r in roots for text in map(str, r.itertext()))


def question_set_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        questions = json.loads(archive.read("content/content.json"))["questions"]
    return " ".join(html_text(t.encode()) for q in questions for t in _texts(q["params"]))


def web_text(data: bytes) -> str:
    """Return what a page for the browser holds, unpacked."""
    (packed,) = re.findall(rb'id="data">([^<]*)<', data)
    items = json.loads(zlib.decompress(b64decode(packed)))["items"]
    return html_text(json.dumps(items, ensure_ascii=False).encode())


def framed_text(data: bytes) -> str:
    """Return what the page in a package for a learning platform holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return web_text(archive.read("index.html"))


READERS: Mapping[str, Callable[[bytes], str]] = {
    ".html": html_text,
    ".pdf": pdf_text,
    ".docx": docx_text,
    ".json": json_text,
    ".web.html": web_text,
    ".scorm.zip": framed_text,
    ".moodle.xml": moodle_text,
    ".gift.txt": gift_text,
    ".aiken.txt": bytes.decode,
    ".blackboard.txt": html_text,
    ".kahoot.xlsx": workbook_text,
    ".wayground.xlsx": workbook_text,
    ".blooket.csv": bytes.decode,
    ".gimkit.csv": bytes.decode,
    ".quizlet.txt": bytes.decode,
    ".anki.txt": html_text,
    ".csv": bytes.decode,
    ".text2qti.txt": without_escapes,
    ".rexams.zip": exercises_text,
    ".canvas.zip": package_text,
    ".qti.zip": package_text,
    ".qti3.zip": package_text,
    ".h5p": question_set_text,
}
"""How each medium is read back; a new one says how here, or fails."""


SLOW = ("pdf",)
PARAMS = [pytest.param(n, marks=[pytest.mark.slow] * (n in SLOW)) for n in FORM_MEDIA]


def written(name: str) -> dict[str, bytes]:
    return {
        f.path: f.make() for f in files([example()], [name], Edition(), [Layout.STANDARD], ENGLISH)
    }


@pytest.fixture(params=PARAMS, scope="module")
def medium(request: pytest.FixtureRequest) -> tuple[str, dict[str, bytes]]:
    if request.param == "pdf":
        needs("pdftotext")
    return request.param, written(request.param)


def outcomes(name: str) -> Sequence[Outcome]:
    row = FORM_MEDIA[name]
    return row.outcomes(example(), ENGLISH) if isinstance(row, FormMedium) and row.outcomes else ()


def left_out(name: str) -> set[str]:
    """Return the types of the items that a medium says it leaves out."""
    return {o.item.type for o in outcomes(name) if o.fidelity is Fidelity.LEFT_OUT}


def changed(name: str) -> set[str]:
    """Return the types of the items of which a medium says that it changes or loses something."""
    return {o.item.type for o in outcomes(name) if o.changes}


def of_the_form(name: str, made: Mapping[str, bytes]) -> dict[str, str]:
    """Return the texts of the files that hold the form, by what follows its label."""
    row = FORM_MEDIA[name]
    assert row.suffix in READERS, f"say in READERS how a '{row.suffix}' file is read back"
    read = READERS[row.suffix]
    start = "quiz//A"
    mine = (path for path in made if path.startswith(start) and path.endswith(row.suffix))
    return {
        path[len(start) : -len(row.suffix)]: " ".join(read(made[path]).split()) for path in mine
    }


def test_there_is_an_example_of_every_interaction() -> None:
    assert {type(shape) for shape in INTERACTIONS.values()} == set(get_args(Interaction))
    assert INTERACTIONS.keys() == GIVEN.keys()


def test_the_browser_has_a_rule_controls_and_a_key_for_each_interaction() -> None:
    data = payload("d", "D", ENGLISH, items=example().items)
    kinds = {item["interaction"]["kind"] for item in data["items"]}
    script = (templates_dir() / "web" / "items.js").read_text(encoding="utf-8")
    chains = re.findall(r"switch \(i\.kind\) \{(.*?)default:", script, re.DOTALL)
    lacking = [kinds - set(re.findall(r'case "(\w+)"', chain)) for chain in chains]
    assert lacking == [{"choice", "truefalse"}, set(), {"open"}]  # these are told apart before


def test_the_same_form_gives_the_same_bytes(medium: tuple[str, dict[str, bytes]]) -> None:
    name, made = medium
    assert written(name) == made
    assert all(made.values())


def test_each_item_is_there_once_with_all_that_it_gives(
    medium: tuple[str, dict[str, bytes]],
) -> None:
    name, made = medium
    missing = left_out(name)
    texts = of_the_form(name, made)
    asked = texts.get("-worksheet", texts.get("", ""))
    for type_, given in GIVEN.items():
        if type_ not in missing:
            assert asked.count(f"Stem of {type_}.") == 1, type_
            lost = [text for text in given if text not in asked]
            assert not lost or type_ in changed(name), f"{type_} loses {lost} in silence"


def test_each_answer_is_on_the_key(medium: tuple[str, dict[str, bytes]]) -> None:
    name, made = medium
    texts = of_the_form(name, made)
    key = texts.get("-key", texts.get("", ""))
    wanted = [answer for type_, answer in ANSWERS.items() if type_ not in changed(name)]
    assert [answer for answer in wanted if answer not in key] == []


PICTURE = Media("map-1.png", b"\x89PNG\r\n\x1a\n", "A map")
ADDED: Mapping[str, Callable[[Item], Item]] = {
    "picture": lambda item: replace(
        item, origins=(replace(item.origins[0], front_media=(PICTURE,)),)
    ),
    "feedback": lambda item: replace(item, rationale="Because it is so."),
}
"""What an item may have besides its question, by the word that says that it is left out."""
EXCHANGED = [n for n, row in FORM_MEDIA.items() if isinstance(row, FormMedium) and row.outcomes]


@pytest.mark.parametrize("word", ADDED)
@pytest.mark.parametrize("name", EXCHANGED)
def test_what_an_item_has_besides_its_question_is_there_or_told(name: str, word: str) -> None:
    row = FORM_MEDIA[name]
    assert isinstance(row, FormMedium)
    assert row.outcomes
    silent = []
    for section in example().sections:
        (item,) = section.items
        bare, full = (
            Form("A title", "A", (Section(item.type, (each,)),), (1,))
            for each in (item, ADDED[word](item))
        )
        is_lost = row.render(bare, Edition(), ENGLISH) == row.render(full, Edition(), ENGLISH)
        (outcome,) = row.outcomes(full, ENGLISH)
        is_told = outcome.fidelity is Fidelity.LEFT_OUT or any(word in c for c in outcome.changes)
        silent += [item.type] if is_lost and not is_told else []
    assert not silent, f"{name} leaves out the {word} of {silent} in silence"


def test_a_version_map_goes_with_what_says_so(medium: tuple[str, dict[str, bytes]]) -> None:
    name, made = medium
    has_map = any(path.startswith("quiz//versions.") for path in made)
    assert has_map == FORM_MEDIA[name].has_version_map


LOGO = Media("logo.png", b"\x89PNG\r\n\x1a\n", "a logo")
HEAD = PaperHead(candidate=(Candidate.NAME, Candidate.NUMBER))
OTHER: Mapping[str, Any] = {
    "paper": Paper.LETTER,
    "columns": 2,
    "ink_saving": True,
    "marks": True,
    "abreast": False,
    "space": Space.DOTTED,
    "watermark": Watermark.DRAFT,
    "booklet": Booklet.HALF,
    "accent": "#8a1c1c",
    "font": "Old Standard",
    "heading_font": "Some Sans",
    "density": Density.ROOMY,
    "logo": LOGO,
    "school": "Tycho School",
    "subject": "History",
    "date": "20 July",
    "instructions": "Write.",
    "grades": ("A from 9",),
    "candidate": (Candidate.NUMBER, Candidate.NAME),
    "boxes": 4,
    "header": "Confidential",
    "footer": "2026",
    "cover": True,
    "totals": True,
    "time": 35,
    "editions": Layout.LARGE_PRINT,
}
"""Another value of each key of a paper's head and look."""


def with_other(key: str) -> tuple[Form, Edition, Layout]:
    """Return the example with another value of a key than it has."""
    form, edition, value = replace(example(), head=HEAD), Edition(), OTHER[key]
    if key == "time":
        return replace(form, minutes=35), edition, Layout.STANDARD
    if key == "editions":
        return form, edition, Layout.LARGE_PRINT
    if hasattr(HEAD, key):
        return replace(form, head=replace(HEAD, **{key: value})), edition, Layout.STANDARD
    if hasattr(edition, key):
        return form, replace(edition, **{key: value}), Layout.STANDARD
    return form, replace(edition, theme=Theme().varied({key: value})), Layout.STANDARD


HEEDING = [
    pytest.param(name, marks=[pytest.mark.slow] * (name == "docx"))
    for name in FORM_MEDIA
    if name != "pdf"  # which is made of HTML
]


@pytest.mark.parametrize("name", HEEDING)
def test_a_medium_heeds_what_it_says_and_nothing_else(name: str) -> None:
    def pages(form: Form, edition: Edition, layout: Layout) -> set[bytes]:
        return {f.make() for f in files([form], [name], edition, [layout], ENGLISH)}

    usual = pages(replace(example(), head=HEAD), Edition(), Layout.STANDARD)
    heeded = {key for key in OTHER if pages(*with_other(key)) != usual}
    assert heeded == FORM_MEDIA[name].heeds


def test_every_key_of_head_and_look_is_tried() -> None:
    assert set(OTHER) == FORM_MEDIA["pdf"].heeds


def test_every_page_of_a_form_is_laid_out_by_each_medium_that_lays_out_pages() -> None:
    for name, row in FORM_MEDIA.items():
        if hasattr(row, "form_pages"):
            assert row.form_pages.keys() == FORM_PAGES.keys(), f"{name} lacks a page"


def test_each_medium_is_tried_with_texts_that_another_syntax_would_take() -> None:
    """Those tests are slow; that a new medium has its reader there is told at once."""
    named = {*tried.READERS, *tried.OWN, *tried.IN_A_BROWSER}
    assert named == MEDIA.keys(), f"say how it is read back in {tried.__file__}"


def test_no_two_media_have_one_suffix() -> None:
    suffixes = [row.suffix for row in MEDIA.values()]
    assert len(set(suffixes)) == len(suffixes)
    assert {name for name, row in MEDIA.items() if isinstance(row, NoteMedium)} == {"apkg", "tsv"}
