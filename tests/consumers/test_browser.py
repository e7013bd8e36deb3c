"""Chromium shows and prints the pages: nothing overflows, nothing is split, nothing is fetched."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from quizgen import build
from quizgen.build import Settings
from quizgen.formats.documents.pdf import pdf as as_pdf
from quizgen.formats.fitting import SIZES_MM
from quizgen.formats.pages import FORM_PAGES, STUDY_PAGES
from quizgen.formats.pages.versions import version_map
from quizgen.language import language
from quizgen.model import Edition, Layout, Paper
from quizgen.project import Project, load
from tests.conftest import Workspace, needs
from tests.conftest import shipped as shipped_decks
from tests.consumers.kinds import for_paper, in_both_languages, of_each_kind
from tests.consumers.nasty import FACTS, NASTY, URDU, nasty_form

ENGLISH = language("en-GB")


@pytest.fixture(params=[("shipped", 1280), ("every", 390), ("nasty", 390)], ids=lambda p: p[0])
def pages(
    request: pytest.FixtureRequest, workspace: Workspace, browser: Browser, shipped: Path
) -> Iterator[tuple[Page, list[Path], list[str]]]:
    name, width = request.param
    out = shipped
    if name != "shipped":
        out = workspace.out
        workspace.deck(FACTS if name == "every" else NASTY)
        build.build(Settings(folder=workspace.decks, out=out, now=1))
    files = of_each_kind(out) if name == "shipped" else for_paper(out)
    page = browser.new_page(viewport={"width": width, "height": 900})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    yield page, files, requests
    page.close()


def test_nothing_overflows_and_nothing_is_fetched(
    pages: tuple[Page, list[Path], list[str]],
) -> None:
    page, files, requests = pages
    for path in files:
        page.goto(path.as_uri())
        wide = page.evaluate(
            "[...document.querySelectorAll('body *')]"
            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1"
            " || e.getBoundingClientRect().left < -1).map(e => e.outerHTML.slice(0, 80))"
        )
        assert wide == [], path.name
    home = next(path for path in files if path.name == "index.html").parent
    pictures = sorted((home / "print").rglob("*.svg"))
    shared = (home / "site").iterdir()
    assert set(requests) <= {path.as_uri() for path in (*files, *pictures, *shared)}
    assert len(pictures) == len(for_paper(home)) - 1


# --- paper ------------------------------------------------------------------------------------

MARK = """
(selectors) => {
  const found = [...document.querySelectorAll(selectors)];
  found.forEach((element, number) => {
    if (getComputedStyle(element).position === "static") element.style.position = "relative";
    for (const [side, sign] of [["top", "a"], ["bottom", "z"]]) {
      const mark = document.createElement("span");
      mark.textContent = `qz${number}${sign}`;
      mark.style = `position: absolute; left: 0; ${side}: 0; font: 1px monospace`;
      mark.style.letterSpacing = "0";
      element.append(mark);
    }
  });
  return found.map((element) => element.id || element.className);
}
"""
"""Puts a word, too small to be seen, at the top and at the bottom of each element."""
WHOLE = (
    ".item:not(.long), .long .excerpt, .long .stem, .long li, .part-head, .card, .entry, "
    ".versions tr, "
    ".time-axis li, .grid, .last, .completion tr, .turned:not(.tall) tbody"
)
"""What stands whole on a page."""
WIDE = """
() => [...document.querySelectorAll("body *")]
  .filter((e) => !e.closest("svg, .unseen"))
  .map((e) => [e.getBoundingClientRect(), e, parseFloat(getComputedStyle(e).borderRightWidth) > 0])
  .filter(([b, _, hasLine]) => b.width && (b.right > innerWidth + 1 - 1.5 * hasLine || b.left < -1))
  .map(([, e]) => e.outerHTML.slice(0, 80))
"""
EDITIONS = [
    Edition(Paper.A4),
    Edition(Paper.LETTER),
    Edition(Paper.A4, columns=2, ink_saving=True),
    Edition(Paper.LETTER, columns=2),
    Edition(Paper.A4, Layout.LARGE_PRINT),
    Edition(Paper.LETTER, Layout.LARGE_PRINT, ink_saving=True),
    Edition(Paper.A4, Layout.DYSLEXIA, ink_saving=True),
    Edition(Paper.LETTER, Layout.DYSLEXIA),
]


def name_of(edition: Edition) -> str:
    saving = "-ink" if edition.ink_saving else ""
    return f"{edition.paper}-{edition.layout}-{edition.columns}{saving}"


@pytest.fixture(scope="session")
def project() -> Project:
    return shipped_decks().project


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def printed(tab: Page, html: bytes, paper: Paper, folder: Path) -> list[str]:
    """Check a page as Chromium prints it; return the text of each sheet, as it is without marks.

    No element is wider than the paper between its margins, nor is a line at its side cut off; what
    stands whole begins and ends on one sheet; and a heading has something below it, and an excerpt
    its first question.
    """
    needs("pdftotext")
    tab.emulate_media(media="print")
    margins = 0 if b'class="sheet"' in html else 34 if b"part-head" in html else 26
    between = int((SIZES_MM[paper][0] - margins) * 96 / 25.4)
    tab.set_viewport_size({"width": between, "height": 900})
    tab.set_content(html.decode())
    assert tab.evaluate(WIDE) == []
    sheets = _sheets(tab, folder / "page.pdf")
    names = tab.evaluate(MARK, WHOLE)
    homes = {
        mark: number
        for number, sheet in enumerate(_sheets(tab, folder / "marked.pdf"))
        for mark in re.findall(r"qz\d+[az]", sheet)
    }
    split = [n for i, n in enumerate(names) if homes[f"qz{i}a"] != homes[f"qz{i}z"]]
    assert split == []
    heads = [i for i, name in enumerate(names) if name in ("part-head", "excerpt")]
    assert all(homes[f"qz{i}z"] == homes[f"qz{i + 1}a"] for i in heads), "a heading alone"
    return sheets


def _sheets(tab: Page, pdf: Path) -> list[str]:
    """Return the text of each sheet. Marks hinder the balance of columns, and may add a sheet."""
    tab.pdf(path=pdf, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    return done.stdout.decode().rstrip("\f").split("\f")


@pytest.mark.parametrize("edition", EDITIONS, ids=name_of)
def test_worksheets_stand_whole_on_their_pages(
    edition: Edition, tab: Page, project: Project, tmp_path: Path
) -> None:
    for deck in project.collection.decks[:: 1 if edition == Edition() else 3]:
        html = FORM_PAGES["worksheet"].render(project.worksheet(deck), edition, ENGLISH)
        sheets = printed(tab, html, edition.paper, tmp_path)
        for number, sheet in enumerate(sheets, 1):
            assert f"Page {number} of {len(sheets)}" in sheet
        assert "End of the worksheet" in sheets[-1]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", ["key", *STUDY_PAGES])
def test_other_pages_stand_whole(
    name: str, paper: Paper, tab: Page, project: Project, tmp_path: Path
) -> None:
    for place, deck in enumerate(project.collection.decks[:: 2 if paper is Paper.A4 else 4]):
        if name == "key":  # in one column and in two
            edition = Edition(paper, columns=1 + place % 2, ink_saving=place % 2 == 1)
            html = FORM_PAGES[name].render(project.worksheet(deck), edition, ENGLISH)
        elif not STUDY_PAGES[name].is_possible(project.printable[deck.id], ENGLISH):
            continue
        else:
            html = STUDY_PAGES[name].render(
                deck, project.printable[deck.id], Edition(paper), ENGLISH
            )
        sheets = printed(tab, html, paper, tmp_path)
        if "flashcards" in name:
            assert len(sheets) == html.count(b'<div class="sheet">')


@pytest.mark.parametrize("paper", Paper)
def test_pages_in_two_languages_stand_whole(
    paper: Paper, tab: Page, project: Project, tmp_path: Path
) -> None:
    for _, html in in_both_languages(project, Edition(paper)):
        printed(tab, html, paper, tmp_path)


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        *(("worksheet", edition) for edition in EDITIONS[::2]),
        *(("key", edition) for edition in EDITIONS[:4:2]),  # which has no other layout
    ],
    ids=lambda value: value if isinstance(value, str) else name_of(value),
)
def test_a_nasty_form_stands_whole(name: str, edition: Edition, tab: Page, tmp_path: Path) -> None:
    printed(tab, FORM_PAGES[name].render(nasty_form(), edition, ENGLISH), edition.paper, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS, ids=name_of)
def test_a_map_of_versions_stands_whole(edition: Edition, tab: Page, tmp_path: Path) -> None:
    """Five versions, four of them side by side: its lines are whole, and all of them are there."""
    form = nasty_form()
    places = tuple(range(1, len(form.items) + 1))
    forms = [replace(form, label=label, counterparts=places) for label in "ABCDE"]
    sheets = printed(tab, version_map(forms, edition, ENGLISH), edition.paper, tmp_path)
    assert "".join(sheets).count(ENGLISH.say("versions.type")) >= 2
    assert f"Page {len(sheets)} of {len(sheets)}" in sheets[-1]


@pytest.mark.parametrize(("tag", "paper"), [("ur", Paper.A4), ("de", Paper.LETTER)])
def test_pages_in_other_languages_stand_whole(
    tag: str, paper: Paper, tab: Page, workspace: Workspace, tmp_path: Path
) -> None:
    (workspace.decks / "collection.yaml").write_text(f"id: u\ntitle: T\nlanguage: {tag}\n")
    workspace.deck(FACTS)
    workspace.deck(URDU, "urdu")
    project, _ = load(workspace.decks)
    speech = project.collection.speech
    for deck in project.collection.decks:
        for page in FORM_PAGES.values():
            html = page.render(project.worksheet(deck), Edition(paper), speech)
            printed(tab, html, paper, tmp_path)
        for study in STUDY_PAGES.values():
            html = study.render(deck, project.printable[deck.id], Edition(paper), speech)
            printed(tab, html, paper, tmp_path)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("id_", ["geneva-accords", "durand-line"])
def test_a_worksheet_says_at_the_foot_of_each_page_but_the_last_that_it_goes_on(
    id_: str, columns: int, tab: Page, project: Project, tmp_path: Path
) -> None:
    """The hint is there in ink: at the foot of the last page the same place is white."""
    needs("pdftoppm")
    (deck,) = [deck for deck in project.collection.decks if deck.id == id_]
    edition = Edition(columns=columns)
    html = FORM_PAGES["worksheet"].render(project.worksheet(deck), edition, ENGLISH)
    for pdf in (tmp_path / "chromium.pdf", tmp_path / "weasyprint.pdf"):
        if pdf.stem == "chromium":
            tab.set_content(html.decode())
            tab.pdf(path=pdf, prefer_css_page_size=True)
        else:
            pdf.write_bytes(as_pdf(html))
        shown = [_ink(path) for path in _pictures(pdf)]
        assert len(shown) > 1
        assert all(shown[:-1]), pdf
        assert not shown[-1], pdf


def _pictures(pdf: Path) -> list[Path]:
    """Return a picture in grey of the strip of each page where the hint stands, in 72 dpi."""
    strip = ["-x", "300", "-y", "780", "-W", "250", "-H", "22"]
    subprocess.run(["pdftoppm", "-gray", "-r", "72", *strip, pdf, pdf.with_suffix("")], check=True)
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))


def _ink(path: Path) -> bool:
    """Whether anything in a PGM picture is darker than grey."""
    return any(value < 128 for value in path.read_bytes().split(b"\n", 3)[3])


def test_crop_marks_are_printed(tab: Page, project: Project, tmp_path: Path) -> None:
    """Browsers print no backgrounds unless they are told to."""
    needs("pdftoppm")
    deck = project.collection.decks[0]
    html = STUDY_PAGES["flashcards"].render(deck, project.printable[deck.id], Edition(), ENGLISH)
    tab.set_content(html.decode())
    pdf = tmp_path / "cards.pdf"
    tab.pdf(path=pdf, prefer_css_page_size=True)
    corner = ["-x", "0", "-y", "0", "-W", "40", "-H", "27"]
    first = ["-gray", "-r", "72", "-l", "1", *corner]
    subprocess.run(["pdftoppm", *first, pdf, tmp_path / "corner"], check=True)
    (made,) = tmp_path.glob("corner*.pgm")
    assert _ink(made)
