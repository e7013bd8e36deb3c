"""Every page as those who read pages strictly see it: the Nu checker, axe-core, and WeasyPrint.

The checkers are npm packages (``npm ci``; ``make test`` does it) and Nu needs Java. WeasyPrint says
of every box on which page it stands, so it can tell what is split and what sticks out.
"""

from __future__ import annotations

import itertools
import os
import subprocess
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint
from playwright.sync_api import Browser

from quizgen import build
from quizgen.assembly import Assembler
from quizgen.build import Settings
from quizgen.formats import room
from quizgen.formats.pages import FORM_PAGES, STUDY_PAGES
from quizgen.formats.pages.versions import version_map
from quizgen.language import language
from quizgen.model import (
    Blueprint,
    Choice,
    Edition,
    Form,
    Item,
    Layout,
    Level,
    OpenResponse,
    Option,
    Paper,
    Section,
    Wanted,
)
from quizgen.project import Project, load
from quizgen.questions import QUESTION_TYPES
from tests.conftest import ROOT, Workspace, needs
from tests.conftest import shipped as shipped_decks
from tests.consumers.kinds import for_paper, in_both_languages, of_each_kind
from tests.consumers.nasty import FACTS, NASTY, URDU, nasty_form

MODULES = ROOT / "node_modules"
AXE = "axe.run({preload: false, resultTypes: ['violations']}).then(r => r.violations)"
"""Has axe-core look at a page, and tell of violations alone: the rest takes most of its time."""
ENGLISH = language("en-GB")


def module(path: str) -> Path:
    """Return a file of an npm package; skip where it is not installed, but not on CI."""
    found = MODULES / path
    if not found.is_file():
        message = f"{found.name} is not installed: run npm ci"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What builds make of every kind of fact, of nasty texts, and in Urdu."""
    workspace = Workspace(tmp_path_factory.mktemp("pages"))
    outs = []
    for name, tag, facts in (("every", "en", FACTS), ("nasty", "en", NASTY), ("urdu", "ur", URDU)):
        head = f"id: c\ntitle: T\nlanguage: {tag}\n"
        (workspace.decks / "collection.yaml").write_text(head, encoding="utf-8")
        workspace.deck(facts)
        outs.append(workspace.out / name)
        build.build(Settings(folder=workspace.decks, out=outs[-1], now=1))
    return outs


@pytest.fixture(scope="module")
def pages(built: list[Path], shipped: Path) -> list[Path]:
    """Pages of the shipped decks, and those for paper of the others."""
    return [*of_each_kind(shipped), *(page for out in built for page in for_paper(out))]


def assert_nu_finds_nothing(*words: str | Path) -> None:
    """Run the Nu checker, by a compiler that is soon done: it does not run for long."""
    needs("java")
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
    jar = str(module("vnu-jar/build/dist/vnu.jar"))
    command: list[str | Path] = ["java", *quick, "-jar", jar, "--format", "gnu"]
    done = subprocess.run([*command, *words], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_nu_checker_finds_nothing(pages: list[Path], built: list[Path]) -> None:
    web = [page for out in built for page in out.glob("web/*.html")]
    assert_nu_finds_nothing(*pages, *web)


def test_axe_finds_no_violation(pages: list[Path], browser: Browser) -> None:
    axe = module("axe-core/axe.min.js")
    page = browser.new_page()
    wanted = [path for path in pages if "nasty" not in path.parts and "every" not in path.parts]
    for path in wanted:
        page.goto(path.as_uri())
        page.add_script_tag(path=axe)
        found = page.evaluate(AXE)
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == [], path.name
    page.close()


# --- nothing is split, nothing sticks out -----------------------------------------------------


EDITIONS = [
    Edition(size, layout, columns, ink)
    for size, (layout, columns, ink) in itertools.product(
        Paper,
        [
            (Layout.STANDARD, 1, False),
            (Layout.STANDARD, 2, True),
            (Layout.LARGE_PRINT, 1, False),
            (Layout.DYSLEXIA, 1, True),
        ],
    )
]


def edition_id(edition: Edition) -> str:
    return f"{edition.paper}-{edition.layout}-{edition.columns}"


@pytest.fixture(scope="module")
def project() -> Project:
    return shipped_decks().project


@pytest.fixture(scope="module")
def form(project: Project) -> Form:
    """A paper with an item of every type."""
    decks = tuple(deck.id for deck in project.collection.decks if not deck.base)
    sections = tuple(Wanted(type_, 1 + (type_ == "choice"), decks) for type_ in QUESTION_TYPES)
    return Assembler(Blueprint("every", "Every", sections), project.pool, scant=True).form(0)


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        *(("worksheet", edition) for edition in EDITIONS),
        *(("key", edition) for edition in EDITIONS if edition.layout is Layout.STANDARD),
    ],
    ids=lambda value: value if isinstance(value, str) else edition_id(value),
)
def test_no_item_is_split_and_nothing_sticks_out(name: str, edition: Edition, form: Form) -> None:
    edition = replace(edition, marks=edition.columns == 1)
    assert_sound(FORM_PAGES[name].render(form, edition, ENGLISH))


@pytest.mark.parametrize("edition", EDITIONS[:4], ids=edition_id)
@pytest.mark.parametrize("name", FORM_PAGES)
def test_a_nasty_form_sticks_out_nowhere(name: str, edition: Edition) -> None:
    assert_sound(FORM_PAGES[name].render(nasty_form(), edition, ENGLISH))


@pytest.mark.parametrize("name", STUDY_PAGES)
@pytest.mark.parametrize(
    ("size", "facts"),
    [(Paper.A4, FACTS), (Paper.LETTER, FACTS), (Paper.LETTER, NASTY), (Paper.A4, URDU)],
    ids=["every-a4", "every-letter", "nasty", "urdu"],
)
def test_study_pages_stick_out_nowhere(
    name: str, size: Paper, facts: str, workspace: Workspace
) -> None:
    workspace.deck(facts)
    project, _ = load(workspace.decks)
    (deck,) = project.collection.decks
    made = STUDY_PAGES[name].render(deck, project.propositions[deck.id], Edition(size), ENGLISH)
    pages = assert_sound(made)
    sheets = made.decode().count('<div class="sheet">')
    assert pages == sheets if sheets else pages <= 2


@pytest.mark.parametrize("size", Paper)
def test_pages_in_two_languages_and_the_map_of_versions_stick_out_nowhere(
    size: Paper, project: Project, form: Form
) -> None:
    for _, made in in_both_languages(project, Edition(size)):
        assert_sound(made)
    forms = [replace(form, label=label) for label in "ABCDE"]
    assert_sound(version_map(forms, Edition(size), ENGLISH))


def test_the_organisers_of_the_shipped_decks_have_two_pages_at_most(project: Project) -> None:
    for deck in project.collection.decks:
        made = STUDY_PAGES["organiser"].render(
            deck, project.propositions[deck.id], Edition(), ENGLISH
        )
        assert assert_sound(made) <= 2


def test_a_word_search_from_right_to_left_stays_on_its_page(project: Project) -> None:
    (deck,) = [deck for deck in project.collection.decks if deck.id == "powell-demands-ur"]
    language = project.collection.language_of(deck)
    propositions = project.propositions[deck.id]
    made = STUDY_PAGES["wordsearch"].render(deck, propositions, Edition(), language)
    assert assert_sound(made) == 2


def test_options_side_by_side_at_the_foot_of_a_page_are_set_once(form: Form) -> None:
    """WeasyPrint would part a float from the float in it, and set both again on the next page."""
    options = tuple(Option(town, correct=town == "Oslo") for town in ("Oslo", "Bern", "Rome"))
    item = Item("d/o", "choice", "Which?", Choice(options), form.items[0].origins, Level.CORE)
    made = Form("T", "A", (Section("choice", (item,)),))
    page = FORM_PAGES["worksheet"].render(made, Edition(), ENGLISH).decode()
    head = '<div class="part-head">'
    page = page.replace(head, '<div style="height: 708px"></div>' + head)
    sheets = weasyprint.HTML(string=page).render().pages
    boxes = [box for sheet in sheets for box in sheet._page_box.descendants()]
    texts = [box.text for box in boxes if type(box).__name__ == "TextBox"]
    assert [texts.count(option.text) for option in options] == [1, 1, 1]


def assert_sound(page: bytes) -> int:
    """Check a page as WeasyPrint lays it out; return how many sheets it takes."""
    laid_out = weasyprint.HTML(string=page.decode()).render()
    has_rows = b'<table class="bilingual"' in page  # in which lines have a row of their own
    homes: dict[str, set[int]] = defaultdict(set)
    for number, sheet in enumerate(laid_out.pages):
        heading, item = None, None
        for box in sheet._page_box.descendants():
            element = getattr(box, "element", None)
            classes = (element.get("class") or "").split() if element is not None else []
            if "item" in classes and element is not None:
                item = box
                if "long" not in classes:
                    homes[element.get("id") or str(id(element))].add(number)
            elif heading and element is not None and element.tag in ("div" if item else "", "tr"):
                assert heading.position_y < box.position_y, "a heading in another column"
                heading = None
            if "line" in classes and item and not has_rows:
                assert box.width > 20, "no room to write"
                assert item.position_y <= box.position_y, "a line above its item"
                assert box.position_y + box.height <= item.position_y + item.margin_height() + 1
            if "part-head" in classes:
                heading, item = box, None
            right = box.position_x + (box.width if isinstance(box.width, float | int) else 0)
            assert right <= sheet.width + 1, (number, box)
            assert box.position_x >= -1, (number, box)
        assert not heading, "a heading without what it heads"
    assert not [item for item, pages in homes.items() if len(pages) > 1]
    return len(laid_out.pages)


def test_widths_are_never_wider_than_a_line() -> None:
    lines = [entry for part in room.parts(nasty_form()) for entry in part.items]
    assert max(entry.width for entry in lines) <= room.whole_line(Edition())
    (short,) = [entry for entry in lines if entry.item.type == "short"]
    assert short.lines > 1


def test_an_open_response_gets_lines_by_its_points() -> None:
    item = Item("d/o", "open", "Why?", OpenResponse(("a", "b")), (), Level.CORE, 2)
    made = Form("T", "A", (Section("open", (item,)),))
    (part,) = room.parts(made)
    assert part.items[0].lines == 4
