"""PDF and DOCX, read back by the libraries that read them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from quizgen.bidi import LTR, MARKS, RTL
from quizgen.diagnostics import Position
from quizgen.formats.codes import code_of
from quizgen.formats.documents.docx import PAGES as DOCX
from quizgen.formats.documents.docx import lost
from quizgen.formats.documents.pdf import pdf
from quizgen.formats.documents.word.runs import runs
from quizgen.formats.pages import FORM_PAGES, STUDY_PAGES
from quizgen.language import Language, language
from quizgen.model import (
    Choice,
    Citation,
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
    Reference,
    Section,
    Task,
    TextEntry,
    TrueFalse,
)
from quizgen.project import load
from quizgen.resources import MissingExtra
from tests.conftest import ROOT, Workspace, needs

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
ENGLISH = language("en-GB")
P = qn("w:p")
SMITH = Reference("smith-2020", "Smith 2020", "Smith, Ann (2020). *A Book*.", "Ann Smith")
INTERACTIONS: dict[str, Interaction] = {
    "choice": Choice((Option("Vienna", False, "Vienna: 1961"), Option("Geneva", True))),
    "truefalse": TrueFalse(False, "It was Geneva."),
    "short": TextEntry(("Geneva", "Genève")),
    "gaps": Gaps(
        ("In ", Gap(1, "Geneva", "where?", ("Genève",)), " it was *done*."), ("Bonn", "Geneva")
    ),
    "match": Match((("talks", "Geneva"), ("war", "Kabul")), ("Bonn", "Geneva", "Kabul")),
    "order": Order((Ranked("then", 2, "1989"), Ranked("first", 1, "1988"))),
}
UNLISTED: dict[str, Interaction] = {
    "numeric": Numeric(Decimal(13000), "13,000 soldiers", Decimal(500), "soldiers"),
    "enumerate": Gaps((Gap(1, "Brezhnev"), Gap(2, "Andropov")), ordered=False),
    "table": Gaps(("", "Verdict", "One text", Gap(1, "a failure")), columns=2),
    "open": OpenResponse(("names the talks", "names the year")),
}


def form(interactions: dict[str, Interaction]) -> Form:
    place = Position("decks/d.yaml")
    cited = (Citation(SMITH, "p. 3"),)
    origin = Origin("d", "f", Kind.QUESTION, Level.CORE, (), cited, lambda *_: place)
    sections = (
        Section(
            type_, (Item(f"d/f/{type_}", type_, "Why?", made, (origin,), Level.CORE, 2, "Thus."),)
        )
        for type_, made in interactions.items()
    )
    return Form("The *small* test", "A", tuple(sections))


def with_names(monkeypatch: pytest.MonkeyPatch) -> Form:
    """Return a form of every interaction, with names for question types that are not there yet."""
    strings = dict(ENGLISH.strings)
    for type_ in UNLISTED:
        strings.setdefault(f"section.{type_}", type_)
    named, say = replace(ENGLISH, strings=strings), Language.say
    monkeypatch.setattr(Language, "say", lambda _, key, **values: say(named, key, **values))
    return form(INTERACTIONS | UNLISTED)


def words(document: Document) -> str:
    cells = (c.text for t in document.tables for row in t.rows for c in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


# --- DOCX -------------------------------------------------------------------------------------


def test_a_worksheet_asks_by_every_interaction(monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened(DOCX["worksheet"](with_names(monkeypatch), Edition(abreast=False), ENGLISH))
    text = words(made)
    assert [p.text for p in made.paragraphs if p.style and p.style.name == "Option"] == [
        "Vienna",
        "Geneva",
    ]
    items = [p for p in made.paragraphs if p.style and p.style.name == "Item"]
    assert [p.text for p in items] == ["Why?\N{NO-BREAK SPACE}(2\N{NO-BREAK SPACE}points)"] * 10
    for shown in (
        "☐ True",
        "______ (where?) it was done.",
        "Word bank: Bonn\N{NO-BREAK SPACE}· Geneva",
    ):
        assert shown in text
    for shown in ("_____\ntalks", "C\nKabul", "_____\nthen", "______ soldiers", "One text"):
        assert shown in text
    for hidden in ("It was Geneva", "Andropov", "a failure", "names the year", "13,000", "Thus."):
        assert hidden not in text
    lines = [p for p in made.paragraphs if p.style and p.style.name == "Answer Line"]
    assert len(lines) == 1 + 1 + 2 + 4
    assert text.count("End of the worksheet") == 1


@pytest.mark.parametrize(("script", "drawings"), [("", 1), ("<script>1</script>", 0)])
def test_a_logo_may_be_a_drawing_and_one_that_is_not_shown_is_told(
    script: str, drawings: int
) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{script}</svg>'
    logo = Media("logo.svg", svg.encode(), "Tycho School")
    paper = replace(form({"short": TextEntry(("x",))}), head=PaperHead(logo=logo))
    made = opened(DOCX["worksheet"](paper, Edition(), ENGLISH))
    assert len(made.element.body.xpath(".//pic:pic")) == drawings
    assert [d.code.name for d in lost(paper)] == ["lost-picture"] * (1 - drawings)


@pytest.mark.parametrize(
    ("options", "edition", "shown"),
    [
        ("1 2 3 4", Edition(), ["A  1 B  2 C  3 D  4"]),
        ("Vienna Geneva Bonn", Edition(), ["A  Vienna B  Geneva C  Bonn"]),
        ("Vienna Geneva", Edition(layout=Layout.LARGE_PRINT), []),
        ("Vienna جنیوا", Edition(), []),
    ],
)
def test_short_options_stand_abreast(options: str, edition: Edition, shown: list[str]) -> None:
    choice = Choice(tuple(Option(text, not at) for at, text in enumerate(options.split())))
    made = opened(DOCX["worksheet"](form({"choice": choice}), edition, ENGLISH))
    lines = [p.text for p in made.paragraphs if p.style and p.style.name == "Options"]
    tidy = [x.replace("\N{NO-BREAK SPACE}", " ").replace("☐ ", "") for x in lines]
    assert [x.replace("\t", " ") for x in tidy] == shown


@pytest.mark.parametrize(
    ("inside", "layout", "shape"),
    [
        ("", Layout.STANDARD, (1, 8)),
        ("<text>Kabul</text>", Layout.STANDARD, (2, 4)),
        ("", Layout.LARGE_PRINT, (2, 4)),
    ],
)
def test_options_that_are_pictures_stand_abreast_and_the_key_shows_one(
    inside: str, layout: Layout, shape: tuple[int, int]
) -> None:
    """Each beside its letter, in a cell that begins above, with an outline; words ask for room."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6">{inside}</svg>'
    flags = [Media(f"flag-{at}.svg", svg.encode(), "a flag") for at in range(4)]
    options = tuple(Option(f"Flag {at}", at == 1, picture=flag) for at, flag in enumerate(flags))
    paper, edition = form({"choice": Choice(options)}), Edition(layout=layout)
    sheet, key = (opened(DOCX[name](paper, edition, ENGLISH)) for name in ("worksheet", "key"))
    table = sheet.tables[-1]
    assert (len(table.rows), len(table.columns)) == shape
    assert [text for row in table.rows for c in row.cells if (text := c.text)] == [
        f"☐ {letter}" for letter in "ABCD"
    ]
    assert len(table._tbl.xpath(".//pic:spPr/a:ln")) == len(flags)
    (answer,) = [p for p in key.paragraphs if p.text.startswith("B – Flag 1")]
    assert len(answer._p.xpath(".//pic:pic")) == 1


def test_between_a_table_and_a_heading_is_a_paragraph_that_keeps_them_apart() -> None:
    """LibreOffice moves what follows such a heading to another page, and not the heading."""
    paper = form({name: INTERACTIONS[name] for name in ("match", "short")})
    made = opened(DOCX["worksheet"](paper, Edition(), ENGLISH))
    (_, heading) = [p for p in made.paragraphs if p.style and p.style.name == "Heading 1"]
    between = heading._p.getprevious()
    assert between is not None
    assert between.xpath("string()") == ""
    assert not between.xpath("w:pPr/w:keepNext")
    before = between.getprevious()
    assert before is not None
    assert before.tag == qn("w:tbl")


def test_the_number_of_an_excerpt_stands_outside_its_box() -> None:
    tasks = (Task("Who says so?", ("a colonel", "of the staff")),)
    source = OpenResponse(("a) a colonel", "a) of the staff"), "We have *won*.", tasks)
    made = opened(DOCX["worksheet"](form({"source-work": source}), Edition(), ENGLISH))
    (boxed,) = [p for p in made.paragraphs if p._p.xpath("w:pPr/w:pBdr")]
    assert (boxed.text, boxed.style and boxed.style.name) == ("We have won.", "Item Body")
    (number,) = [p for p in made.paragraphs if p.style and p.style.name == "Item"]
    assert number._p.getnext() is boxed._p
    assert number.paragraph_format.keep_with_next
    assert "a) Who says so? (2\N{NO-BREAK SPACE}points)" in words(made)


def test_a_short_answer_at_a_glance_is_not_parted_from_its_number() -> None:
    paper = form(INTERACTIONS | {"short": TextEntry(("the end of the long and bloody war",))})
    made = opened(DOCX["key"](paper, Edition(), ENGLISH))
    (glance,) = [p.text for p in made.paragraphs if p.text.startswith("At a glance")]
    assert "5\N{NO-BREAK SPACE}B\N{NO-BREAK SPACE}C" in glance
    assert "3\N{NO-BREAK SPACE}the end of the long" in glance


@pytest.mark.parametrize(("columns", "points"), [(1, None), (2, 7)])
def test_a_program_in_a_column_is_in_type_that_breaks_no_line(
    columns: int, points: float | None
) -> None:
    choice = Choice((Option("1", True), Option("2", False)))
    paper = form({"choice": choice})
    (item,) = paper.items
    program = f"What does it print?\n```\nprint(1)\n\nlong_line = {'x' * 36}\n```"
    changed = replace(paper.sections[0], items=(replace(item, stem=program),))
    sheet = DOCX["worksheet"](
        replace(paper, sections=(changed,)), Edition(columns=columns), ENGLISH
    )
    code = [run for p in opened(sheet).paragraphs for run in p.runs if "long_line" in run.text]
    assert [run.font.size and run.font.size.pt for run in code] == [points]


def test_on_a_paper_in_urdu_an_english_sentence_keeps_its_stop_and_an_answer_its_number() -> None:
    left, right = MARKS[LTR], MARKS[RTL]
    made = opened(DOCX["key"](form(INTERACTIONS), Edition(), language("ur")))
    assert f"{left}In Geneva it was done.{left}" in [p.text for p in made.paragraphs]
    (glance,) = [p.text for p in made.paragraphs if "5\u200f\N{NO-BREAK SPACE}B" in p.text]
    assert f"{right}    4{right}\N{NO-BREAK SPACE}Geneva{right}    5" in glance
    (true,) = [p.runs[0] for p in made.paragraphs if p.text.startswith("غلط")]
    assert (true.bold, true.font.cs_bold) == (True, True)


@pytest.mark.parametrize("name", ["short", "match"])
def test_no_page_holds_only_the_words_that_it_is_the_last(name: str) -> None:
    made = opened(DOCX["worksheet"](form({name: INTERACTIONS[name]}), Edition(), ENGLISH))
    *_, last, end, _ = made.element.body
    assert "End of the worksheet" in end.xpath("string()")
    held = [last] if last.tag == P else last.xpath("w:tr[last()]/w:tc/w:p")
    assert held
    assert all(paragraph.xpath("w:pPr/w:keepNext[not(@w:val='0')]") for paragraph in held)


def test_a_table_has_its_word_bank_above_it_and_a_cover_a_page_of_its_own() -> None:
    table = Gaps(("", "Verdict", "One text", Gap(1, "a failure")), ("a failure",), columns=2)
    covered = replace(form({"table": table}), head=PaperHead(totals=True, cover=True))
    made = opened(DOCX["worksheet"](covered, Edition(), ENGLISH))
    body = [element.xpath("string()") for element in made.element.body]
    assert body.index("Word bank: a failure") < body.index("VerdictOne text")
    broken = [p.text for p in made.paragraphs if p.paragraph_format.page_break_before]
    heading = "Complete the table (_____~/~2~points)"
    assert broken == [heading.replace("~", "\N{NO-BREAK SPACE}")]


def test_a_table_that_is_turned_has_headings_that_stay_with_their_lines() -> None:
    heads = ("Town", "Country", "Independence", "Languages", "Population")
    gaps = [Gap(number, "independence") for number in range(1, 5)]
    cells: tuple[str | Gap, ...] = (*heads, "Bern", *gaps)
    paper = form({"table": Gaps(cells, columns=5)})
    made = opened(DOCX["worksheet"](paper, Edition(layout=Layout.LARGE_PRINT), ENGLISH))
    rows = [row.cells for row in made.tables[-1].rows]
    assert [row[0].text for row in rows] == ["Town: Bern", *heads[1:]]
    assert [row[0].text == row[1].text for row in rows] == [True, False, False, False, False]
    kept = [row[0].paragraphs[0].paragraph_format.keep_with_next for row in rows]
    assert kept[:-1] == [True] * 4  # and the last with the words that end the paper


BRIEF = PaperHead(instructions="Write in ink.", grades=("A from 9", "B from 6"))
WORTH = "One point for each question unless it says otherwise."


@pytest.mark.parametrize(
    ("is_cover", "has_marks", "told"),
    [
        (True, False, ["Instructions", "Write in ink.", "Information", WORTH, "Grades"]),
        (True, True, ["Instructions", "Write in ink.", "Information", "Grades"]),
        (False, False, ["Write in ink.", "Grades"]),
    ],
)
def test_a_cover_says_under_its_heads_what_to_know(
    is_cover: bool, has_marks: bool, told: list[str]
) -> None:
    paper = replace(form(INTERACTIONS), head=replace(BRIEF, cover=is_cover))
    edition = Edition(marks=has_marks)
    page = FORM_PAGES["worksheet"].render(paper, edition, ENGLISH).decode()
    on_page = re.sub(r"<[^>]*>", "", page[page.index("<header") : page.index("</header>")])
    in_document = words(opened(DOCX["worksheet"](paper, edition, ENGLISH)))
    line = "Grades: A from 9 · B from 6"
    some = "|".join(map(re.escape, ["Instructions", "Write in ink.", "Information", WORTH, line]))
    wanted = [line if text == "Grades" else text for text in told]
    assert re.findall(some, " ".join(on_page.split())) == wanted
    assert re.findall(some, " ".join(in_document.split())) == wanted


def test_a_document_is_for_word_as_it_is_now() -> None:
    with zipfile.ZipFile(io.BytesIO(DOCX["key"](form({}), Edition(), ENGLISH))) as archive:
        settings = archive.read("word/settings.xml").decode()
        strange = re.compile("thumbnail|app.xml|Effects|customXml")
        assert not list(filter(strange.search, archive.namelist()))
        assert not strange.search(archive.read("[Content_Types].xml").decode())
    assert re.findall(r'"compatibilityMode" [^>]*w:val="(\d+)"', settings) == ["15"]


def test_a_key_answers_every_interaction(monkeypatch: pytest.MonkeyPatch) -> None:
    text = words(opened(DOCX["key"](with_names(monkeypatch), Edition(), ENGLISH)))
    for shown in (
        "B – Geneva",
        "A – Vienna: 1961",
        "False",
        "It was Geneva.",
        "Also right: Genève",
        "In Geneva it was done.",
        "Right from 12,500 to 13,500.",
        "B – talks: Geneva",
        "Why the others are wrong",
        "In any order.",
        "2 points in all. Look for each of these, in whatever words:",
        "In the boxes, from top to bottom: 2\N{NO-BREAK SPACE}· 1",
        "1. first (1988)",
        "Andropov",
        "a failure",
        "• names the year",
        "Thus.",
        "Smith 2020, p.\N{NO-BREAK SPACE}3",
        "Smith, Ann (2020). A Book.",
    ):
        assert shown in text, shown


@pytest.mark.parametrize("name", DOCX)
@pytest.mark.parametrize(
    "layout",
    [Layout.STANDARD, *(pytest.param(x, marks=pytest.mark.slow) for x in list(Layout)[1:])],
)
def test_a_document_keeps_its_contract(name: str, layout: Layout) -> None:
    """The same bytes each time; a title, a language, a size of paper; elements in their order."""
    edition = Edition(Paper.LETTER, layout, columns=2)
    data = DOCX[name](form(INTERACTIONS), edition, ENGLISH)
    assert data == DOCX[name](form(INTERACTIONS), edition, ENGLISH)
    made = opened(data)
    assert "The small test" in made.core_properties.title
    assert made.core_properties.language == "en-GB"
    assert made.sections[0].page_width is not None
    assert round(made.sections[0].page_width.mm) == 216
    for part in (made.element, made.styles.element):
        for name, order in ORDERS.items():
            for properties in part.iter(qn(f"w:{name}")):
                tags = [child.tag.rpartition("}")[2] for child in properties]
                assert tags == sorted(tags, key=order.index)


ORDERS = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi
    spacing ind contextualSpacing jc outlineLvl rPr sectPr""".split(),
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs
    u rtl lang""".split(),
    "sectPr": """headerReference footerReference type pgSz pgMar cols titlePg bidi
    docGrid""".split(),
}
"""The order of ISO/IEC 29500-1, 17.3 and 17.6, as far as we write it."""


def test_options_are_numbered_by_the_list_of_their_item() -> None:
    made = opened(DOCX["worksheet"](form(INTERACTIONS), Edition(), ENGLISH))
    levels = {}
    for name in ("Item", "Option"):
        (number,) = made.styles[name].element.iter(qn("w:numPr"))
        levels[name] = (number.find(qn("w:ilvl")).val, number.find(qn("w:numId")).val)
    assert levels == {"Item": (0, 90), "Option": (1, 90)}


def test_arabic_script_runs_from_right_to_left(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    project, _ = load(workspace.decks)
    items = [i for i in project.items["small"] if "معاہدے" in i.stem]
    urdu = Form("Urdu", "A", (Section("short", tuple(items)),))
    made = opened(DOCX["worksheet"](urdu, Edition(), ENGLISH))
    (item,) = [p for p in made.paragraphs if "معاہدے" in p.text]
    assert (item.text[0], item.text[-1]) == ("\u200f", "\u200f")
    for run in item.runs:
        assert run._r.rPr is not None
        assert run._r.rPr.find(qn("w:rtl")) is not None


@pytest.mark.parametrize(
    ("stem", "tag", "turned"),
    [
        ("کون؟", "en-GB", False),
        ("اقوام متحدہ نے UNGOMAP کو کب بھیجا؟", "en-GB", True),
        ("Who was it?", "ur", False),
    ],
)
def test_a_word_of_the_other_direction_stands_beside_its_number(
    stem: str, tag: str, turned: bool
) -> None:
    item = replace(form(INTERACTIONS).items[0], stem=stem)
    paper = Form("T", "A", (Section(item.type, (item,)),))
    made = opened(DOCX["worksheet"](paper, Edition(), language(tag)))
    (paragraph,) = [p for p in made.paragraphs if stem in p.text]
    own = paragraph._p.pPr.find(qn("w:bidi")) if paragraph._p.pPr is not None else None
    assert (own is not None) is (turned or tag == "ur")  # all of its paragraphs are
    assert paragraph.text.startswith(("\u200e", "\u200f")) is not turned


def test_every_line_of_a_text_begins_at_the_margin() -> None:
    assert "".join(text for text, _ in runs("kitābun\ngender: m\n*new* book")) == (
        "kitābun\ngender: m\nnew book"
    )


def test_a_document_tells_its_code_and_who_disputes_an_answer_as_a_page_does() -> None:
    paper = form({"short": TextEntry(("it",))})
    (section,) = paper.sections
    (item,) = section.items
    origin = replace(item.origins[0], disputed="Others count otherwise.")
    disputed = replace(section, items=(replace(item, origins=(origin,)),))
    paper = replace(paper, sections=(disputed,))
    sheet, key = (words(opened(DOCX[n](paper, Edition(), ENGLISH))) for n in ("worksheet", "key"))
    assert code_of(paper) in sheet
    assert "Others count otherwise." in key
    assert "Others count otherwise." not in sheet


@pytest.mark.parametrize(("rows", "is_kept"), [(9, True), (40, False)])
def test_a_table_that_is_longer_than_a_page_goes_over(rows: int, is_kept: bool) -> None:
    cells = ("", "When?", *(part for n in range(rows) for part in (f"Row {n}", Gap(n + 1, "x"))))
    paper = form({"table": Gaps(cells, columns=2)})
    document = opened(DOCX["worksheet"](paper, Edition(), ENGLISH))
    first = document.tables[-1].rows[0].cells[0].paragraphs[0]
    assert first.paragraph_format.keep_with_next is is_kept


@pytest.mark.parametrize(("title", "is_below"), [("The test", False), ("The test " * 12, True)])
def test_the_foot_says_which_page_of_how_many(title: str, is_below: bool) -> None:
    paper = replace(form(INTERACTIONS), title=title.strip())
    made = opened(DOCX["worksheet"](paper, Edition(), ENGLISH))
    footer = made.sections[0].footer
    fields = footer._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    assert ("\n\tPage" in footer.paragraphs[0].text) is is_below


@pytest.mark.parametrize(
    ("edition", "columns"),
    [(Edition(), 4), (Edition(columns=2), 2), (Edition(layout=Layout.LARGE_PRINT), 2)],
)
def test_matching_is_side_by_side_where_there_is_room(edition: Edition, columns: int) -> None:
    made = opened(DOCX["worksheet"](form(INTERACTIONS), edition, ENGLISH))
    assert [len(table.columns) for table in made.tables] == [2, columns, 2]  # the first is its head
    assert "Kabul" in words(made)


@pytest.mark.parametrize(("reason", "count"), [("It is *so*.", 1), ("یہ جنیوا ہے۔", 2)])
def test_an_answer_is_a_paragraph_whose_lines_run_one_way(reason: str, count: int) -> None:
    item = replace(form({"short": TextEntry(("Geneva",))}).items[0], rationale=reason)
    paper = Form("T", "A", (Section("short", (item,)),))
    made = opened(DOCX["key"](paper, Edition(), ENGLISH))
    body = [p.text for p in made.paragraphs if p.style and p.style.name == "Item Body"]
    assert len(body) == count
    assert body[0].startswith("Geneva")


@pytest.mark.slow
def test_libreoffice_keeps_an_item_together(tmp_path: Path) -> None:
    """It first guesses how many paragraphs a page has, and an item may stand where it guessed."""
    needs("soffice")
    needs("pdftotext")
    order = Order(tuple(Ranked(f"entry {n}", n) for n in range(1, 13)))
    item, last = form({"short": TextEntry(("x",)), "order": order}).items
    for count in range(6, 10):
        items = tuple(replace(item, id=f"d/f{n}/short") for n in range(count))
        paper = Form("T", "A", (Section("short", items), Section("order", (last,))))
        made = DOCX["worksheet"](paper, Edition(), ENGLISH)
        (tmp_path / f"{count}.docx").write_bytes(made)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    for path in sorted(tmp_path.glob("*.pdf")):
        done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
        pages = [page.count("entry ") for page in done.stdout.decode().split("\f")]
        assert set(pages) <= {0, 12}, path.name


def test_marks_become_runs() -> None:
    paper = form({"short": TextEntry(("x",))})
    (section,) = paper.sections
    stem = r"*a* **b** `c` [d](https://e.org) \(\frac{1}{2}\)"
    item = Item("d/f/s", "short", stem, section.items[0].interaction, (), Level.CORE)
    marked = Form("T", "A", (Section("short", (item,)),))
    made = opened(DOCX["worksheet"](marked, Edition(), ENGLISH))
    (paragraph,) = [p for p in made.paragraphs if p.style and p.style.name == "Item"]
    runs = {r.text.strip(): r for r in paragraph.runs if r.text.strip()}
    assert runs["a"].italic
    assert runs["b"].bold
    assert runs["c"].font.name == "Courier New"
    assert runs["d"].underline
    (formula,) = paragraph._p.iter(qn("m:f"))
    assert [t.text for t in formula.iter(qn("m:t"))] == ["1", "2"]


# --- PDF --------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", [*FORM_PAGES, *STUDY_PAGES])
def test_a_pdf_is_tagged_titled_and_the_same_each_time(name: str, workspace: Workspace) -> None:
    page = _page(name, workspace)
    data = pdf(page)
    assert data == pdf(page)
    with pikepdf.open(io.BytesIO(data)) as made:
        assert made.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in made.Root
        assert str(made.Root.Lang) == "en-GB"
        assert "The small deck" in str(made.docinfo["/Title"])
        assert made.Root.ViewerPreferences.DisplayDocTitle
        assert "/Outlines" in made.Root
        assert made.open_metadata()["pdfuaid:part"] == "1"
        for font in _fonts(made):
            assert any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["worksheet", "key", "organiser"])
def test_all_that_a_pdf_paints_is_tagged_or_furniture(name: str, workspace: Workspace) -> None:
    """PDF/UA-1, 7.1: what is no content is an artifact; and a reader hears what a picture shows."""
    (workspace.decks / "p.gif").write_bytes(b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;")
    picture = "media: {file: p.gif, alt: a single point, side: front}"
    workspace.deck(
        FACTS + f"- {{question: What is shown?, id: p, answer: It, level: core, {picture}}}\n"
    )
    project, _ = load(workspace.decks)
    (deck,) = project.collection.decks
    items = tuple(i for i in project.items["small"] if i.type == "short")
    paper = Form("T", "A", (Section("short", items),))
    page = (
        FORM_PAGES[name].render(paper, Edition(), ENGLISH)
        if name in FORM_PAGES
        else STUDY_PAGES[name].render(deck, project.printable["small"], Edition(), ENGLISH)
    )
    with pikepdf.open(io.BytesIO(pdf(page))) as made:
        assert [untagged for sheet in made.pages for untagged in _untagged(sheet)] == []
        figures = [o for o in made.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        assert "a single point" in {str(figure.Alt) for figure in figures}


def _untagged(sheet: pikepdf.Page) -> list[str]:
    """Return the painting operators of a page that stand in no marked content."""
    depth, found = 0, []
    for instruction in pikepdf.parse_content_stream(sheet):
        operator = str(instruction.operator)
        depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(operator, 0)
        if not depth and operator in {"Do", "Tj", "TJ", "f", "f*", "S", "B"}:
            found.append(operator)
    return found


def _page(name: str, workspace: Workspace) -> bytes:
    workspace.deck(FACTS)
    project, _ = load(workspace.decks)
    (deck,) = project.collection.decks
    if name in FORM_PAGES:
        return FORM_PAGES[name].render(project.worksheet(deck), Edition(), ENGLISH)
    return STUDY_PAGES[name].render(deck, project.propositions[deck.id], Edition(), ENGLISH)


def _fonts(made: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    found = [o for o in made.objects if isinstance(o, pikepdf.Dictionary)]
    described = [o for o in found if o.get("/Type") == "/FontDescriptor"]
    assert described
    return described


@pytest.mark.slow
def test_a_pdf_loads_nothing(caplog: pytest.LogCaptureFixture) -> None:
    page = b"<!doctype html><html lang=en><title>T</title><style>p{}</style><img src=http://a.b/c>"
    assert pdf(page).startswith(b"%PDF")
    assert "disallowed protocol: http://a.b/c" in caplog.text


def test_a_missing_extra_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    with pytest.raises(MissingExtra, match=r"PDF needs weasyprint; to install it: .*\[pdf\]"):
        pdf(b"")


@pytest.mark.slow
def test_no_page_is_left_empty_for_the_room_under_a_section() -> None:
    place = Position("decks/d.yaml")
    origin = Origin("d", "f", Kind.QUESTION, Level.CORE, (), (), lambda *_: place)
    short = TextEntry(("word",))
    items = [
        Item(f"d/f{n}/short", "short", "What is it, then?", short, (origin,), Level.CORE)
        for n in range(9)
    ]
    first_pages = []
    for count in range(5, 10):
        paper = Form("T", "A", (Section("short", tuple(items[:count])),))
        page = FORM_PAGES["worksheet"].render(paper, Edition(layout=Layout.DYSLEXIA), ENGLISH)
        with pikepdf.open(io.BytesIO(pdf(page))) as made:
            first_pages.append(len(made.pages[0].Contents.read_bytes()))
    assert min(first_pages) == first_pages[0], first_pages


@pytest.mark.parametrize("width", range(36, 60, 4))
def test_points_stand_beside_the_last_word_of_their_question(width: int, tmp_path: Path) -> None:
    needs("pdftotext")
    style = f"p {{ width: {width}mm }} .whole {{ white-space: nowrap }}"
    text = 'Put these events in order.&nbsp;<bdi class="worth">(5&nbsp;points)</bdi>'
    head = f"<title>T</title><style>{style}</style>"
    page = f'<!doctype html><html lang="en"><head>{head}</head><body><p>{text}</p></body></html>'
    (tmp_path / "page.pdf").write_bytes(pdf(page.encode()))
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True
    )
    lines = [" ".join(line.split()) for line in done.stdout.decode().splitlines() if line.strip()]
    assert lines[0].startswith("Put these events")
    assert lines[-1].endswith("order. (5 points)")
