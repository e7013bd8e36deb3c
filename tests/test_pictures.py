"""Pictures on paper: what a card shows on its front, a worksheet shows with its question."""

from __future__ import annotations

import io
import json
import re
import struct
import zlib
from pathlib import Path

import docx
import pikepdf
import pytest

from quizgen import build
from quizgen.build import Settings
from quizgen.diagnostics import Code
from quizgen.formats import ASSESSMENT, DOCUMENTS, STUDY
from quizgen.formats.json import form_data
from quizgen.formats.pdf import pdf
from quizgen.language import language
from quizgen.model import Choice, Edition, Form, Item, Layout, Section
from quizgen.works import Works, load
from tests.conftest import Project

FLAGS = ("red", "green", "blue", "white")
FACTS = "\n".join(
    f"- {{question: Whose flag is this?, id: {colour}, answer: {colour.title()}land, type: country,"
    f" level: core, media: {{file: {colour}.png, alt: a plain field, side: front}}}}"
    for colour in FLAGS
)
ENGLISH = language("en-GB")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9"/></svg>'


def png(shade: int, size: int = 3) -> bytes:
    """Return a square picture in one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * size) * size
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@pytest.fixture
def pictured(project: Project) -> Project:
    for shade, colour in enumerate(FLAGS):
        (project.decks / f"{colour}.png").write_bytes(png(shade))
    (project.decks / "mark.svg").write_text(SVG)
    (project.decks / "say.mp3").write_bytes(b"ID3")
    return project


def made(project: Project, facts: str = FACTS) -> Works:
    project.deck(facts)
    return load(project.decks)[0]


def form(works: Works) -> Form:
    """Return all items of one type each, as a form."""
    items = works.items["small"]
    types = dict.fromkeys(item.type for item in items)
    return Form("T", "A", tuple(Section(t, tuple(i for i in items if i.type == t)) for t in types))


def of_type(works: Works, type_: str) -> list[Item]:
    return [item for item in works.items["small"] if item.type == type_]


def test_the_answers_to_one_question_on_other_pictures_are_distractors(pictured: Project) -> None:
    items = of_type(made(pictured), "choice")
    assert len(items) == len(FLAGS)
    for item in items:
        assert isinstance(item.interaction, Choice)
        assert len(item.interaction.options) == 4
        assert [picture.name.split("-")[0] for picture in item.pictures] == [
            item.facts[0].partition("/")[2]
        ]
        assert not any(option.why for option in item.interaction.options)


def test_what_is_asked_of_one_picture_is_true_of_it_alone(pictured: Project) -> None:
    """A second answer about the same picture is right, too, and so no distractor."""
    again = FACTS + (
        "\n- {question: Whose flag is this?, id: again, answer: Reddish Republic, type: country,"
        " hint: officially, media: {file: red.png, alt: a plain field, side: front}}"
    )
    for item in of_type(made(pictured, again), "choice"):
        assert isinstance(item.interaction, Choice)
        texts = {option.text for option in item.interaction.options}
        assert not {"Redland", "Reddish Republic"} <= texts


def test_a_reverse_question_shows_no_picture(pictured: Project) -> None:
    facts = (
        "- {term: flag, id: f, means: a coloured cloth on a pole,"
        " media: {file: red.png, alt: a cloth, side: front}}"
    )
    shown = {i.id: bool(i.pictures) for i in of_type(made(pictured, facts), "short")}
    assert shown == {"small/f/means/short": True, "small/f/means/reverse/short": False}


def test_what_must_be_heard_is_not_asked_on_paper(pictured: Project) -> None:
    facts = "- {question: What is this?, id: s, answer: A, media: {file: say.mp3, side: front}}"
    works = made(pictured, facts)
    assert works.notes["small"]
    assert not works.items["small"]


@pytest.mark.parametrize("name", [*ASSESSMENT, "flashcards", "flashcards-fold", "organiser"])
def test_a_page_holds_its_pictures(name: str, pictured: Project) -> None:
    works = made(pictured)
    (deck,) = works.collection.decks
    page = (
        ASSESSMENT[name](form(works), Edition(), ENGLISH)
        if name in ASSESSMENT
        else STUDY[name](deck, works.printable["small"], Edition(), ENGLISH)
    )
    sources = re.findall(r'<img src="([^"]*)" alt="a plain field">', page.decode())
    assert {source.partition(",")[0] for source in sources} == {"data:image/png;base64"}
    assert len(set(sources)) == len(FLAGS)
    with pikepdf.open(io.BytesIO(pdf(page))) as read:
        assert any(sheet.get_images() for sheet in read.pages)


def test_a_document_holds_its_pictures(pictured: Project) -> None:
    works = made(pictured)
    for name, height in (("worksheet", 55), ("key", 28)):
        read = docx.Document(io.BytesIO(DOCUMENTS[name](form(works), Edition(), ENGLISH)))
        assert len(read.inline_shapes) == len(FLAGS) * 2
        for shape in read.inline_shapes:
            assert shape._inline.docPr.get("descr") == "a plain field"
            assert shape.height.mm <= height


@pytest.mark.parametrize("size", [3000, 1])
def test_a_picture_in_a_document_is_never_wider_than_the_page(size: int, project: Project) -> None:
    (project.decks / "p.png").write_bytes(png(9, size))
    facts = "- {question: What?, id: q, answer: A, media: {file: p.png, alt: x, side: front}}"
    data = DOCUMENTS["worksheet"](form(made(project, facts)), Edition(), ENGLISH)
    (shape,) = docx.Document(io.BytesIO(data)).inline_shapes
    assert 0 < shape.height.mm <= 55.1


def test_a_document_says_what_it_cannot_show(pictured: Project) -> None:
    facts = (
        "- {question: What?, id: q, answer: A, media: {file: mark.svg, alt: a mark, side: front}}"
    )
    works = made(pictured, facts)
    data = DOCUMENTS["worksheet"](form(works), Edition(), ENGLISH)
    assert "Picture: a mark" in [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]
    settings = Settings(
        pictured.decks, pictured.out, 1, formats=("worksheet", "docx"), layouts=(Layout.STANDARD,)
    )
    (warning,) = build.build(settings).warnings
    assert warning.code == Code.LOST_PICTURE
    assert (Path(warning.position.path).name, warning.position.line) == ("small.yaml", 5)


def test_a_broken_picture_breaks_no_page(pictured: Project) -> None:
    (pictured.decks / "red.png").write_bytes(png(0)[:20])
    works = made(pictured)
    page = ASSESSMENT["worksheet"](form(works), Edition(), ENGLISH)
    assert pdf(page).startswith(b"%PDF")
    assert DOCUMENTS["worksheet"](form(works), Edition(), ENGLISH)


def test_data_hold_the_pictures(pictured: Project) -> None:
    data = json.loads(form_data(form(made(pictured)), Edition(), ENGLISH))
    for item in data["items"]:
        (picture,) = item["pictures"]
        assert picture["alt"] == "a plain field"
        assert picture["uri"].startswith("data:image/png;base64,")


def test_another_picture_makes_the_pages_stale(pictured: Project) -> None:
    pictured.deck(FACTS)
    settings = Settings(
        pictured.decks, pictured.out, 1, formats=("worksheet",), layouts=(Layout.STANDARD,)
    )
    build.build(settings)
    assert not build.build(settings).files.written
    for colour in FLAGS:
        (pictured.decks / f"{colour}.png").write_bytes(png(200))
    assert "print/small-worksheet.html" in build.build(settings).files.written


def test_what_is_retired_is_on_no_page(project: Project) -> None:
    works = made(
        project,
        """
        - {question: Who was it?, id: old, answer: Nobody, retired: it was wrong}
        - {question: Who is it?, id: new, answer: Somebody}
        """,
    )
    assert [p.origin.fact for p in works.printable["small"]] == ["new"]
