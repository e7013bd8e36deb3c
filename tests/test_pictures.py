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
from quizgen.checks.stages.papers import LOST_PICTURE
from quizgen.diagnostics import Position, Problems
from quizgen.formats.data.json import form_data
from quizgen.formats.documents.docx import PAGES as DOCX
from quizgen.formats.documents.docx import lost
from quizgen.formats.documents.pdf import pdf
from quizgen.formats.documents.word import raster
from quizgen.formats.documents.word.raster import natural
from quizgen.formats.pages import FORM_PAGES, STUDY_PAGES
from quizgen.language import language
from quizgen.model import (
    Choice,
    Edition,
    Form,
    Item,
    Kind,
    Layout,
    Level,
    Media,
    Option,
    Origin,
    Section,
)
from quizgen.project import Project, load
from tests.conftest import Workspace

NAMED = ("", " font-family='serif'", " font-family='No Such Font, sans-serif'")
FLAGS = ("red", "green", "blue", "white")
FACTS = "\n".join(
    f"- {{question: Whose flag is this?, id: {colour}, answer: {colour.title()}land, type: country,"
    f" level: core, media: {{file: {colour}.png, alt: a plain field, side: front}}}}"
    for colour in FLAGS
)
ENGLISH = language("en-GB")
ORIGIN = Origin("d", "f", Kind.QUESTION, Level.CORE, (), (), lambda *_: Position("decks/d.yaml"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9"/></svg>'


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a part of a PNG file."""
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def png(shade: int, wide: int = 3, high: int = 3) -> bytes:
    """Return a picture in one colour."""

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = (b"\0" + bytes([shade]) * wide) * high
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@pytest.fixture
def pictured(workspace: Workspace) -> Workspace:
    for shade, colour in enumerate(FLAGS):
        (workspace.decks / f"{colour}.png").write_bytes(png(shade))
    (workspace.decks / "mark.svg").write_text(SVG)
    (workspace.decks / "say.mp3").write_bytes(b"ID3")
    return workspace


def made(workspace: Workspace, facts: str = FACTS) -> Project:
    workspace.deck(facts)
    return load(workspace.decks)[0]


def form(project: Project) -> Form:
    """Return all items of one type each, as a form."""
    items = project.items["small"]
    types = dict.fromkeys(item.type for item in items)
    return Form("T", "A", tuple(Section(t, tuple(i for i in items if i.type == t)) for t in types))


def of_type(project: Project, type_: str) -> list[Item]:
    return [item for item in project.items["small"] if item.type == type_]


def test_the_answers_to_one_question_on_other_pictures_are_distractors(pictured: Workspace) -> None:
    items = of_type(made(pictured), "choice")
    assert len(items) == len(FLAGS)
    for item in items:
        assert isinstance(item.interaction, Choice)
        assert len(item.interaction.options) == 4
        assert [picture.name.split("-")[0] for picture in item.pictures] == [
            item.facts[0].partition("/")[2]
        ]
        assert not any(option.why for option in item.interaction.options)


def test_what_is_asked_of_one_picture_is_true_of_it_alone(pictured: Workspace) -> None:
    """A second answer about the same picture is right, too, and so no distractor."""
    again = FACTS + (
        "\n- {question: Whose flag is this?, id: again, answer: Reddish Republic, type: country,"
        " hint: officially, media: {file: red.png, alt: a plain field, side: front}}"
    )
    for item in of_type(made(pictured, again), "choice"):
        assert isinstance(item.interaction, Choice)
        texts = {option.text for option in item.interaction.options}
        assert not {"Redland", "Reddish Republic"} <= texts


def test_a_reverse_question_shows_no_picture(pictured: Workspace) -> None:
    facts = (
        "- {term: flag, id: f, means: a coloured cloth on a pole,"
        " media: {file: red.png, alt: a cloth, side: front}}"
    )
    shown = {i.id: bool(i.pictures) for i in of_type(made(pictured, facts), "short")}
    assert shown == {"small/f/means/short": True, "small/f/means/reverse/short": False}


PAGES = (*FORM_PAGES, "flashcards", "flashcards-fold", "organiser")


def rendered(name: str, workspace: Workspace) -> bytes:
    """Return a page of the flags."""
    project = made(workspace)
    if name in FORM_PAGES:
        return FORM_PAGES[name].render(form(project), Edition(), ENGLISH)
    (deck,) = project.collection.decks
    return STUDY_PAGES[name].render(deck, project.printable["small"], Edition(), ENGLISH)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_its_pictures(name: str, pictured: Workspace) -> None:
    page = rendered(name, pictured).decode()
    sources = re.findall(r'<img src="([^"]*)" alt="a plain field">', page)
    assert {source.partition(",")[0] for source in sources} == {"data:image/png;base64"}
    assert len(set(sources)) == len(FLAGS)


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_pdf_holds_the_pictures_of_its_page(name: str, pictured: Workspace) -> None:
    page = rendered(name, pictured)
    with pikepdf.open(io.BytesIO(pdf(page))) as read:
        assert any(sheet.get_images() for sheet in read.pages)


@pytest.mark.slow
def test_a_document_holds_its_pictures(pictured: Workspace) -> None:
    project = made(pictured)
    for name, height in (("worksheet", 55), ("key", 28)):
        read = docx.Document(io.BytesIO(DOCX[name](form(project), Edition(), ENGLISH)))
        assert len(read.inline_shapes) == len(FLAGS) * 2
        for shape in read.inline_shapes:
            assert shape._inline.docPr.get("descr") == "a plain field"
            assert shape.height.mm <= height


@pytest.mark.parametrize("columns", [1, 2])
def test_a_picture_in_a_document_is_never_wider_than_its_column(
    columns: int, workspace: Workspace
) -> None:
    (workspace.decks / "p.png").write_bytes(png(9, 3000, 300))
    facts = "- {question: What?, id: q, answer: A, media: {file: p.png, alt: x, side: front}}"
    edition = Edition(columns=columns)
    data = DOCX["worksheet"](form(made(workspace, facts)), edition, ENGLISH)
    (shape,) = docx.Document(io.BytesIO(data)).inline_shapes
    assert 60 < shape.width.mm < (174 if columns == 1 else 83)
    assert round(shape.width / shape.height) == 10


def test_letters_stand_above_maps_in_large_print_and_all_of_them_on_one_page() -> None:
    map_ = svg('viewBox="0 0 600 600"', '<text font-size="17">Kabul</text>')
    options = (Option(letter, letter == "A", picture=Media("a-1.svg", map_)) for letter in "ABCD")
    item = Item(
        "d/f/choice", "choice", "Where is Kabul?", Choice(tuple(options)), (ORIGIN,), Level.CORE
    )
    paper, edition = (
        Form("T", "A", (Section("choice", (item,)),), (1,)),
        Edition(layout=Layout.LARGE_PRINT),
    )
    page = FORM_PAGES["worksheet"].render(paper, edition, ENGLISH).decode()
    assert '<ol class="options pictured abreast-2 headed" style="--enlarged: 1.35">' in page
    *_, table = docx.Document(io.BytesIO(DOCX["worksheet"](paper, edition, ENGLISH))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["☐ A\n", "☐ B\n"],
        ["☐ C\n", "☐ D\n"],
    ]
    assert all(cell._tc.xpath(".//pic:pic") for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("font", NAMED)
def test_words_of_a_drawing_are_drawn_whatever_font_they_name(font: str) -> None:
    """A logo without its school's name is a plain field."""
    text = "<text font-size='30' y='30'{}>{}</text>"
    drawn, blank = (
        raster.png(Media(f"a-{x or 0}.svg", svg("width='90' height='40'", text.format(font, x))))
        for x in ("x", "")
    )
    assert drawn
    assert drawn != blank


WEBP = b"RIFF\0\0\0\0WEBP"


@pytest.mark.slow
def test_a_document_says_what_it_cannot_show(workspace: Workspace) -> None:
    (workspace.decks / "p.webp").write_bytes(WEBP)
    facts = (
        "- {question: What?, id: q, answer: A disc, media: {file: p.webp, alt: %s, side: front}}"
    )
    project = made(workspace, facts % "a mark")
    data = DOCX["worksheet"](form(project), Edition(), ENGLISH)
    assert "Picture: a mark" in [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]
    settings = Settings(
        workspace.decks,
        workspace.out,
        1,
        media=("html", "docx"),
        pages=("worksheet",),
        layouts=(Layout.STANDARD,),
    )
    (warning,) = build.build(settings).warnings
    assert warning.code == LOST_PICTURE
    assert (Path(warning.position.path).name, warning.position.line) == ("small.yaml", 5)
    answered = form(made(workspace, facts % "a disc seen from above"))
    (sheet, key) = (DOCX[name](answered, Edition(), ENGLISH) for name in ("worksheet", "key"))
    assert "Picture: …" in [p.text for p in docx.Document(io.BytesIO(sheet)).paragraphs]
    assert any("seen from above" in p.text for p in docx.Document(io.BytesIO(key)).paragraphs)


def svg(size: str, inside: str = "<circle cx='20' cy='20' r='9'/>") -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{inside}</svg>".encode()


@pytest.mark.slow
def test_a_drawing_stands_in_a_document_as_such_and_as_png(workspace: Workspace) -> None:
    (workspace.decks / "d.svg").write_bytes(svg("viewBox='0 0 40 80'"))
    facts = "- {question: What?, id: q, answer: A, media: {file: d.svg, alt: x, side: front}}"
    paper = form(made(workspace, facts))
    data = DOCX["worksheet"](paper, Edition(), ENGLISH)
    assert data == DOCX["worksheet"](paper, Edition(), ENGLISH)
    document = docx.Document(io.BytesIO(data))
    (shape,) = document.inline_shapes
    assert shape.height / shape.width == pytest.approx(2, abs=0.05)
    (embedded,) = re.findall(r'asvg:svgBlip [^>]*r:embed="(\w+)"', document.element.xml)
    drawing = document.part.related_parts[embedded]
    assert (drawing.content_type, drawing.blob) == ("image/svg+xml", svg("viewBox='0 0 40 80'"))
    assert list(lost(paper)) == []


@pytest.mark.parametrize(
    ("drawing", "size"),
    [
        (svg("width='10mm' height='96'"), (38, 96)),
        (svg("width='50%' viewBox='0 0 30 20'"), (30, 20)),
        (svg("viewBox='0 0 1 900'"), None),
        (svg(""), None),
        (svg("width='1.2.3' viewBox='0 0 30 20'"), (30, 20)),
        (svg("viewBox='0 0 1.2.3 4'"), None),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("width='9' height='9'", "<g>&a;</g>"), None),
        (svg("width='9' height='9'", "<image href='/etc/hostname.png'/>"), None),
        (svg("width='9' height='9'", "<script/>"), None),
    ],
)
def test_a_drawing_has_the_size_that_it_tells(drawing: bytes, size: object) -> None:
    media = Media("d.svg", drawing)
    assert natural(media) == size
    assert (raster.png(media) is None) == (size is None)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("short.png", png(0)[:20]),
        ("flat.png", png(0, 0, 0)),
        ("head.gif", b"GIF89a"),
        ("flat.gif", b"GIF89a" + bytes(7)),
        ("bare.jpg", b"\xff\xd8\xff\xe0" + bytes(30)),
    ],
)
def test_a_broken_picture_breaks_no_page(name: str, data: bytes, workspace: Workspace) -> None:
    (workspace.decks / name).write_bytes(data)
    facts = f"- {{question: What?, id: q, answer: A, media: {{file: {name}, alt: x, side: front}}}}"
    paper = form(made(workspace, facts))
    assert pdf(FORM_PAGES["worksheet"].render(paper, Edition(), ENGLISH)).startswith(b"%PDF")
    read = docx.Document(io.BytesIO(DOCX["worksheet"](paper, Edition(), ENGLISH)))
    assert "Picture: x" in [p.text for p in read.paragraphs]
    assert [d.code for d in lost(paper)] == [LOST_PICTURE]


def test_a_picture_that_lies_about_its_density_is_shown(workspace: Workspace) -> None:
    plain = png(5)
    dense = plain[:33] + chunk(b"pHYs", struct.pack(">IIB", 1, 1, 1)) + plain[33:]
    (workspace.decks / "p.png").write_bytes(dense)
    facts = "- {question: What?, id: q, answer: A, media: {file: p.png, alt: x, side: front}}"
    data = DOCX["worksheet"](form(made(workspace, facts)), Edition(), ENGLISH)
    assert len(docx.Document(io.BytesIO(data)).inline_shapes) == 1


@pytest.mark.parametrize(
    ("tag", "use"),
    [
        ("g", '<use href="#g{}"/>'),
        ("mask", '<path mask="url(#g{})"/>'),
        ("pattern", "<path style=\"opacity: 1; fill: url('#g{}')\"/>"),
    ],
)
def test_an_svg_that_multiplies_itself_is_refused(tag: str, use: str, workspace: Workspace) -> None:
    groups = "".join(f'<{tag} id="g{n}">{use.format(n - 1) * 10}</{tag}>' for n in range(1, 10))
    bomb = f'<svg xmlns="http://www.w3.org/2000/svg"><g id="g0"><path/></g>{groups}</svg>'
    (workspace.decks / "p.svg").write_text(bomb)
    workspace.deck("- {question: What?, id: q, answer: A, media: {file: p.svg, alt: x}}")
    with pytest.raises(Problems, match="draws more than 100,000 elements"):
        load(workspace.decks)


def test_what_is_true_of_a_picture_is_no_distractor_for_it(pictured: Workspace) -> None:
    """However the question is worded, and whatever the file is called."""
    (pictured.decks / "again.png").write_bytes(png(0))
    again = FACTS + (
        "\n- {question: Which country flies this?, id: again, answer: Reddish Republic,"
        " type: country, media: {file: again.png, alt: a plain field, side: front}}"
    )
    for item in of_type(made(pictured, again), "choice"):
        assert isinstance(item.interaction, Choice)
        texts = {option.text for option in item.interaction.options}
        assert not {"Redland", "Reddish Republic"} <= texts


def test_data_hold_the_pictures(pictured: Workspace) -> None:
    data = json.loads(form_data(form(made(pictured)), Edition(), ENGLISH))
    for item in data["items"]:
        (picture,) = item["pictures"]
        assert picture["alt"] == "a plain field"
        assert picture["uri"].startswith("data:image/png;base64,")


def test_another_picture_makes_the_pages_stale(pictured: Workspace) -> None:
    pictured.deck(FACTS)
    settings = Settings(
        pictured.decks,
        pictured.out,
        1,
        media=("html",),
        pages=("worksheet",),
        layouts=(Layout.STANDARD,),
    )
    build.build(settings)
    assert not build.build(settings).files.written
    for colour in FLAGS:
        (pictured.decks / f"{colour}.png").write_bytes(png(200))
    assert "print/small-worksheet.html" in build.build(settings).files.written


def test_what_is_retired_is_on_no_page(workspace: Workspace) -> None:
    project = made(
        workspace,
        """
        - {question: Who was it?, id: old, answer: Nobody, retired: it was wrong}
        - {question: Who is it?, id: new, answer: Somebody}
        """,
    )
    assert [p.origin.fact for p in project.printable["small"]] == ["new"]


def test_pictures_lie_beside_a_text_that_names_them(pictured: Workspace) -> None:
    made(pictured)
    build.build(Settings(pictured.decks, pictured.out, 100, media=("text2qti",)))
    bank = pictured.out / "bank"
    named = re.findall(r"!\[.*?\]\((.*?)\)", (bank / "small.text2qti.txt").read_text())
    assert len(set(named)) == len(FLAGS)
    assert {path.relative_to(bank).as_posix() for path in bank.rglob("*.png")} == set(named)


def test_a_picture_has_its_width_wherever_its_question_stands(workspace: Workspace) -> None:
    (workspace.decks / "p.png").write_bytes(png(9, 300, 300))
    media = "media: {file: p.png, alt: x, side: front, width: 40}"
    project = made(workspace, f"- {{question: What?, id: q, answer: A, {media}}}")
    paper, style = form(project), "width: 40mm; max-height: none"
    sheet, key = (FORM_PAGES[n].render(paper, Edition(), ENGLISH) for n in ("worksheet", "key"))
    assert f'style="{style}"'.encode() in sheet
    assert style.encode() not in key
    (note,) = project.notes["small"]
    assert any(style in value for value in note.fields)
    document = docx.Document(io.BytesIO(DOCX["worksheet"](paper, Edition(), ENGLISH)))
    (shape,) = document.inline_shapes
    assert shape.width.mm == pytest.approx(40, abs=0.1)
    assert (
        json.loads(form_data(paper, Edition(), ENGLISH))["items"][0]["pictures"][0]["width"] == 40
    )
