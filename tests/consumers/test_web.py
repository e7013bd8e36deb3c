"""The page for a browser, in Chromium: each type answered, each card shown, no request made.

What the scripts compare, draw and mark is held against Python.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fragment_fromstring
from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page, expect

from benchmarks.drawn import unfair, with_key_at
from quizgen import banks, build
from quizgen.build import Settings
from quizgen.formats.web.page import of_deck, of_paper
from quizgen.formats.web.payload import payload
from quizgen.language import language
from quizgen.model import (
    Choice,
    Edition,
    Form,
    Gap,
    Gaps,
    Item,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Order,
    Section,
    TextEntry,
    TrueFalse,
)
from quizgen.project import Project, load
from quizgen.questions import QUESTION_TYPES
from quizgen.text import page_html, plain
from tests.conftest import ROOT, Workspace, needs
from tests.consumers.nasty import FACTS, URDU
from tests.consumers.test_pages import AXE, module
from tests.learner import Learner

MORE = """
- {claim: 'It was the end of an [empire]', id: c1, by: smith-2020}
- {claim: It was a war of proxies, id: c2, by: smith-2020, answered_by: the archives say otherwise}
- {claim: It was lost in the villages, id: c3, by: jones-1999}
- {claim: It was won by money, id: c4, by: jones-1999}
- table: Who wanted what
  id: wanted
  columns: {us: Washington, su: Moscow, pk: Islamabad}
  rows:
    - {row: Withdrawal, key: out, cells: {us: seven months, su: four years, pk: at once}}
    - {row: Arms, key: arms, cells: {us: symmetry, su: a stop, pk: a pipeline}}
- list: What are the colours of the flag?
  id: colours
  members: [a: black, b: red, c: green]
  distractors: [blue, yellow, white]
"""
ENGLISH = language("en-GB")


@pytest.fixture
def project(workspace: Workspace) -> Project:
    (workspace.decks / "sources.yaml").write_text(
        "references:\n- {id: smith-2020, type: book, title: B, author: [{family: Smith}]}\n"
        "- {id: jones-1999, type: book, title: C, author: [{family: Jones}]}\n"
    )
    workspace.deck(FACTS + MORE)
    return load(workspace.decks)[0]


@pytest.fixture
def one_of_each(project: Project) -> Form:
    """A paper with one item of each type."""
    (deck,) = project.collection.decks
    every = project.items[deck.id]
    sections = []
    for type_ in QUESTION_TYPES:
        items = [item for item in every if item.type == type_]
        assert items, type_
        sections.append(Section(type_, (with_pictures(replace(items[0], points=4)),)))
    return Form("All types", "B", tuple(sections), blueprint="all", seed=3)


def with_pictures(item: Item) -> Item:
    """Return a question that has one answer with pictures to choose, wider than a telephone."""
    if item.type != "choice" or not isinstance(item.interaction, Choice):
        return item
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="90"/>'
    wide = Media("wide.svg", svg)
    options = tuple(replace(option, picture=wide) for option in item.interaction.options)
    return replace(item, interaction=replace(item.interaction, options=options))


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a page's bytes; nothing may be asked for, and nothing may go wrong."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def open_(data: bytes, **settings: Any) -> Page:
        path = tmp_path / f"{len(contexts)}.html"
        path.write_bytes(data)
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        asked: list[str] = []
        page.goto(path.as_uri())
        page.wait_for_selector("html.ready")
        assert asked == [path.as_uri()]
        return page

    yield open_
    for context in contexts:
        context.close()
    assert trouble == []


# --- how each way to answer is answered ---------------------------------------------------------


class Hand:
    """Answers items with the mouse, by touch, or with the keyboard alone."""

    def __init__(self, page: Page, way: str) -> None:
        self.page = page
        self.way = way

    def press(self, control: Locator) -> None:
        if self.way == "keyboard":
            control.focus()
            self.page.keyboard.press("Space")
        elif self.way == "touch":
            control.tap()
        else:
            control.click()

    def write(self, box: Locator, text: str) -> None:
        box.focus()
        self.page.keyboard.type(text)

    def choose(self, box: Locator, text: str) -> None:
        if self.way != "keyboard":
            box.select_option(text)
            return
        box.focus()
        while box.input_value() != text:
            self.page.keyboard.press("ArrowDown")


def answer(hand: Hand, section: Locator, item: Item, share: float) -> None:
    """Answer an item so that it earns this share of its points: 1, 0.5 where there is one, 0."""
    i = item.interaction
    match i:
        case Choice(options) if len(i.keys) > 1:
            ticked = i.keys[: round(len(i.keys) * share)] or tuple(
                n for n, option in enumerate(options) if not option.correct
            )
            for index in ticked:
                hand.press(section.locator("input").nth(index))
        case Choice(options):
            right = i.keys[0]
            wrong = next(n for n in range(len(options)) if n != right)
            hand.press(section.locator("input").nth(right if share == 1 else wrong))
        case TrueFalse(is_true):
            hand.press(section.locator("input").nth(0 if is_true == (share == 1) else 1))
        case TextEntry(accepted):
            hand.write(section.locator("input"), plain(accepted[0]) if share == 1 else "nothing")
        case Numeric():
            hand.write(section.locator("input"), str(i.value) if share == 1 else "-1")
        case Gaps(parts):
            gaps = [part for part in parts if isinstance(part, Gap)]
            for index in range(round(len(gaps) * share)):
                hand.write(section.locator("input").nth(index), plain(gaps[index].text))
        case Match(pairs):
            for index in range(round(len(pairs) * share)):
                hand.choose(section.locator("select").nth(index), str(page_html(pairs[index][1])))
        case Order(entries):
            _put_in_order(hand, section, [entry.rank for entry in entries], share)
        case OpenResponse():
            hand.write(section.locator("textarea"), "An answer of my own.")


def _put_in_order(hand: Hand, section: Locator, ranks: list[int], share: float) -> None:
    """Move entries up until they stand in order, or (0) until none stands where it belongs."""
    count = len(ranks)
    target = list(range(1, count + 1)) if share == 1 else [*range(2, count + 1), 1]
    for place, rank in enumerate(target):
        at = ranks.index(rank)
        while at > place:
            hand.press(section.locator("li").nth(at).locator("button").first)
            ranks[at - 1], ranks[at] = ranks[at], ranks[at - 1]
            at -= 1


def halves(item: Item) -> bool:
    """Whether half of an item can be right."""
    i = item.interaction
    if isinstance(i, Gaps):
        return sum(isinstance(part, Gap) for part in i.parts) > 1
    return isinstance(i, Match)


NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.mark.parametrize(
    ("share", "way", "tag"),
    [
        (1.0, "mouse", "en"),
        (0.5, "mouse", "ja"),
        (0.0, "mouse", "ur"),
        (1.0, "touch", "ur"),
        (1.0, "keyboard", "ja"),
        (0.5, "keyboard", "en"),
    ],
)
def test_each_type_is_marked_as_on_paper(
    share: float, way: str, tag: str, one_of_each: Form, opened: Callable[..., Page]
) -> None:
    say = language(tag).say
    page = opened(
        of_paper(one_of_each, Edition(), language(tag)),
        viewport={"width": 320, "height": 700},
        has_touch=way == "touch",
    )
    score = take(Hand(page, way), page, one_of_each, share)
    expect(page.locator(".verdict")).to_have_count(len(QUESTION_TYPES))
    if share:  # to tick what an answer has makes its question anew, with the tick at hand
        expect(page.locator(".review input:focus")).to_have_count(1)
    verdicts = page.locator(".verdict").all_text_contents()
    shown = page.locator("#score").inner_text()
    assert sorted(NUMBER.findall(shown)) == sorted(NUMBER.findall(score)), verdicts
    if share != 0.5:
        sorts = {verdict.partition(" · ")[0] for verdict in verdicts}
        assert sorts == ({say("web.right")} if share else {say("web.wrong"), say("web.unmarked")})
        marks = page.locator("fieldset .mark.wrong")
        expect(marks).to_have_count(0) if share else expect(marks).not_to_have_count(0)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320


def take(hand: Hand, page: Any, form: Form, share: float) -> str:
    """Take a test by hand, each item to this share, half only where it can be; return the score."""
    hand.press(page.locator("#settings button[type=submit]"))
    whole = 0.0
    for index, item in enumerate(form.items):
        own = share if share != 0.5 or halves(item) else 1.0
        answer(hand, page.locator("#sheet section").nth(index), item, own)
        whole += item.points * (_half(item) if own == 0.5 else own)
    hand.press(page.locator("#hand-in"))
    for index, item in enumerate(form.items):
        if isinstance(item.interaction, OpenResponse):
            for point in range(len(item.interaction.guide) if share else 0):
                boxes = page.locator("#sheet section").nth(index).locator(".review input")
                hand.press(boxes.nth(point))
    return _score(whole, form.points)


def _half(item: Item) -> float:
    i = item.interaction
    if isinstance(i, Match):
        return round(len(i.pairs) / 2) / len(i.pairs)
    assert isinstance(i, Gaps)
    gaps = sum(isinstance(part, Gap) for part in i.parts)
    return round(gaps / 2) / gaps


def _score(earned: float, whole: int) -> str:
    shown = f"{earned:.2f}".rstrip("0").rstrip(".")
    return f"{shown} of {whole} points ({round(100 * earned / whole)} %)"


def test_what_is_dragged_stays_where_it_is_dropped(
    one_of_each: Form, opened: Callable[..., Page]
) -> None:
    kinds = tuple(s for s in one_of_each.sections if s.type in ("match", "order"))
    form = replace(one_of_each, sections=kinds)
    page = opened(
        of_paper(form, Edition(), ENGLISH), viewport={"width": 390, "height": 2000}, has_touch=True
    )
    page.click("#settings button[type=submit]")
    drag = {"mouse": drag_by_mouse, "touch": drag_by_touch}
    boxes, chips = page.locator(".pair select"), page.locator(".chips li")
    for place, way in enumerate(drag):
        drag[way](page, chips.nth(place), boxes.nth(place))
        assert boxes.nth(place).input_value() == chips.nth(place).inner_html(), way
        first = page.locator(".ordering li").first.inner_text()
        drag[way](page, page.locator(".ordering .grip").first, page.locator(".ordering li").nth(1))
        assert page.locator(".ordering li").nth(1).inner_text() == first, way
    page.click("#hand-in")
    kept = page.evaluate("JSON.stringify(PROGRESS)")
    drag_by_mouse(page, page.locator(".ordering li").first, page.locator(".ordering li").nth(1))
    drag_by_mouse(page, chips.first, boxes.nth(1))
    assert page.evaluate("JSON.stringify(PROGRESS)") == kept, "an answer handed in stays"


def drag_by_mouse(page: Page, from_: Locator, to: Locator) -> None:
    page.mouse.move(*middle(from_))
    page.mouse.down()
    page.mouse.move(*middle(to), steps=3)
    page.mouse.up()


def drag_by_touch(page: Page, from_: Locator, to: Locator) -> None:
    session = page.context.new_cdp_session(page)
    touches(session, "touchStart", middle(from_))
    touches(session, "touchMove", middle(to))
    touches(session, "touchEnd")


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@dataclass(frozen=True)
class Route:
    """Where an element is, in selectors and places, for who finds it in another browser."""

    steps: tuple[tuple[str, int], ...] = ()

    def locator(self, selector: str) -> Route:
        return Route((*self.steps, (selector, 0)))

    def nth(self, place: int) -> Route:
        return Route((*self.steps[:-1], (self.steps[-1][0], place)))

    @property
    def first(self) -> Route:
        return self


class Script(Hand):
    """Writes down what is to be done, step by step, in place of doing it."""

    def __init__(self) -> None:
        self.steps: list[tuple[object, ...]] = []

    def press(self, control: Any) -> None:
        self.steps.append(("press", control.steps))

    def write(self, box: Any, text: str) -> None:
        self.steps.append(("write", box.steps, text))

    def choose(self, box: Any, text: str) -> None:
        self.steps.append(("choose", box.steps, text))


def test_firefox_marks_each_type_alike(one_of_each: Form, tmp_path: Path) -> None:
    module("puppeteer-core/package.json")
    needs("firefox-esr")
    path = tmp_path / "page.html"
    path.write_bytes(of_paper(one_of_each, Edition(), ENGLISH))
    runs, scores = [], []
    for share, way in ((1.0, "mouse"), (0.5, "mouse"), (0.0, "keyboard"), (1.0, "keyboard")):
        hand = Script()
        scores.append(take(hand, Route(), one_of_each, share))
        runs.append({"way": way, "steps": hand.steps})
    firefox = shutil.which("firefox-esr")
    result = subprocess.run(
        ["node", ROOT / "tests" / "consumers" / "firefox.mjs"],
        input=json.dumps({"firefox": firefox, "url": path.as_uri(), "runs": runs}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    done = json.loads(result.stdout)
    assert [run["trouble"] for run in done] == [[]] * 4
    assert [run["score"] for run in done] == [[score] for score in scores]
    assert all(len(run["verdicts"]) == len(QUESTION_TYPES) and run["kept"] for run in done)


# --- progress, codes, sessions ------------------------------------------------------------------


def test_what_was_done_is_kept_taken_along_and_erased(
    one_of_each: Form, opened: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened(of_paper(one_of_each, Edition(), ENGLISH), accept_downloads=True)
    page.click("#settings button[type=submit]")
    answer(Hand(page, "mouse"), page.locator("#sheet section").first, one_of_each.items[0], 1)
    assert page.locator("#answered").inner_text() == f"1 of {len(QUESTION_TYPES)} answered"
    page.reload()
    page.wait_for_selector("html.ready")
    assert page.locator("#sheet section").first.locator("input:checked").count() == 1
    page.click("#hand-in")
    code = page.locator("#code").inner_text()
    page.click("#to-progress")
    page.fill("#code-given", code.lower())
    page.click("#check-code button")
    assert "Right: test 3, 8 of 52 points." in page.locator("#code-says").inner_text()
    page.fill("#code-given", code[:-1] + ("0" if code[-1] != "0" else "1"))
    page.click("#check-code button")
    assert "no code" in page.locator("#code-says").inner_text()
    with page.expect_download() as download:
        page.click("#export")
    kept = tmp_path / "progress.json"
    download.value.save_as(kept)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#erase")
    assert page.locator("#settings").is_visible()
    page.set_input_files("#import", kept)
    page.locator("#result").wait_for()
    assert page.locator("#code").inner_text() == code
    other = tmp_path / "other.json"
    other.write_text(json.dumps({"quizgen": "another", "cards": {}}))
    page.click("#to-progress")
    page.set_input_files("#import", other)
    page.get_by_text("This is no progress file of this page.").wait_for()


def test_practice_brings_back_what_was_missed(
    project: Project, opened: Callable[..., Page]
) -> None:
    page = opened(deck_page(project))
    page.click("#card", position={"x": 10, "y": 10})
    first = page.locator("#card .answer").inner_text()
    page.keyboard.press("1")
    shown = set()
    for _ in range(40):
        if page.locator("#card .over").count():
            break
        page.keyboard.press("Enter")
        shown.add(page.locator("#card").inner_text())
        page.keyboard.press("2")
    assert any(first in side for side in shown)
    assert page.locator("#tally").inner_text() == "20 of 20"
    states = page.evaluate("Object.values(PROGRESS.cards).map((card) => card.due - today())")
    assert states == [1] * 20
    page.reload()
    page.wait_for_selector("html.ready")
    assert page.locator("#tally").inner_text() == "0 of 20"
    page.keyboard.press("Enter")
    assert page.locator("#card").inner_text() not in shown


def test_a_swipe_turns_and_grades_and_the_clock_hands_in(
    project: Project, opened: Callable[..., Page]
) -> None:
    page = opened(deck_page(project), viewport={"width": 390, "height": 800}, has_touch=True)
    for away, expected in ((1, [0, True]), (1, [1, False]), (1, [1, True]), (-1, [1, False])):
        swipe(page, 100 * away)
        assert page.evaluate("[session.done, session.isBack]") == expected
    assert page.evaluate("session.missed.length") == 1
    page.click("#to-test")
    page.fill("[name=minutes]", "1")
    page.click("#settings button[type=submit]")
    page.evaluate("sitting().began -= 60000; tick()")
    expect(page.locator("#result")).to_be_visible()
    expect(page.locator("#sheet input:enabled:not(.review *)")).to_have_count(0)


def swipe(page: Page, way: float) -> None:
    session, (x, y) = page.context.new_cdp_session(page), middle(page.locator("#card"))
    touches(session, "touchStart", (x, y))
    touches(session, "touchMove", (x + way, y))
    touches(session, "touchEnd")


def touches(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    listed = [{"x": x, "y": y} for x, y in points]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": listed})


def test_typed_answers_are_judged_as_on_cards(
    workspace: Workspace, opened: Callable[..., Page]
) -> None:
    path = workspace.deck("- {question: Where?, id: where, answer: Genève, accept: [Genf]}")
    path.write_text(path.read_text().replace("facts:", "anki: {type_in: yes}\nfacts:"))
    page = opened(deck_page(load(workspace.decks)[0]))
    for typed, sort in (("geneve", "right"), ("Genf", "right"), ("Vienna", "wrong")):
        page.reload()
        page.wait_for_selector("html.ready")
        page.evaluate("() => { PROGRESS = { cards: {}, sitting: null }; begin(); }")
        page.locator("#card input").fill(typed)
        page.keyboard.press("Enter")
        assert page.locator("#card .typed").get_attribute("class") == f"typed {sort}"


def deck_page(project: Project) -> bytes:
    (deck,) = project.collection.decks
    form, notes = banks.bank(project, deck), project.notes[deck.id]
    return of_deck(form, notes, Edition(), project.collection.speech)


def test_each_fact_has_an_address_and_is_found(
    project: Project, opened: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened(deck_page(project))
    page.goto(f"{page.url}#crew-none")
    assert page.locator("#browse").is_hidden()
    page.goto(f"{page.url.partition('#')[0]}#place")
    entry = page.locator("#fact-place")
    entry.locator(".looked-up").first.wait_for()
    assert "Geneva" in entry.inner_text()
    page.fill("#search", "brezhnev")
    expect(page.locator("#fact-three")).to_be_visible()  # it is searched slice by slice
    expect(page.locator("#facts details:visible")).to_have_count(1)


# --- held against Python and against Anki -------------------------------------------------------


LAST_KEYS = """() => {
  const item = (id, count) => ({ id, interaction: {
    options: [...Array(count).keys()].map((at) => ({ text: `${at}`, correct: at === 0 })) } });
  const items = [..."abcd"].map((id) => item(id, 3)).concat(item("e", 4));
  const last = (seed) => laidOut(items, seed)[4].interaction.options;
  return [...Array(400).keys()].map((seed) => last(seed).findIndex((option) => option.correct));
}"""


def test_the_key_of_four_options_stands_anywhere_beside_those_of_three(
    project: Project, opened: Callable[..., Page]
) -> None:
    places = Counter(opened(deck_page(project)).evaluate(LAST_KEYS))
    assert all(70 <= places[place] <= 130 for place in range(4)), places


def test_drawn_tests_are_as_fair_as_paper(project: Project, opened: Callable[..., Page]) -> None:
    (deck,) = project.collection.decks
    page = opened(deck_page(project))
    by_id = {item.id: item for item in project.items[deck.id]}
    draws = page.evaluate(
        """() => Promise.all([...Array(100).keys()].map((seed) =>
             drawn(seed, 12, typesThere()).then((items) => items.map((item) => [item.id,
               (item.interaction.options || []).findIndex((option) => option.correct)]))))"""
    )
    assert len({json.dumps(draw) for draw in draws}) > 75
    for seed, draw in enumerate(draws):
        items = tuple(with_key_at(by_id[id_], place) for id_, place in draw)
        form = Form("T", "A", (Section("all", items),), seed=seed)
        assert not unfair(form), seed
    again = page.evaluate("async () => (await drawn(7, 12, typesThere())).map((item) => item.id)")
    assert again == [id_ for id_, _ in draws[7]]


def test_cards_are_those_of_anki(
    workspace: Workspace, opened: Callable[..., Page], learner: Learner
) -> None:
    """Each card shows the words that Anki shows; formulas aside, which MathJax sets there."""
    path = workspace.deck(FACTS + MORE)
    options = "anki: {choice: yes, timeline: yes, type_in: yes}\nfacts:"
    path.write_text(path.read_text().replace("facts:", options))
    build.build(Settings(folder=workspace.decks, out=workspace.out, now=1, media=("apkg",)))
    learner.imports(workspace.out / "anki" / "small.apkg")
    page = opened(deck_page(load(workspace.decks)[0]))
    shown = page.evaluate(
        """() => everyCard().map((card) => [0, 1].map((isBack) =>
             side(card.note, card.ordinal, Boolean(isBack))))"""
    )
    theirs = [
        (card.render_output().question_text, card.render_output().answer_text)
        for card in learner.cards()
    ]
    assert len(shown) == len(theirs) > 40
    assert sorted(map(_words, shown)) == sorted(map(_words, theirs))


def _words(sides: Sequence[str]) -> list[str]:
    """Return the words of both sides, without scripts and formulas."""
    bare = (re.sub(r"(?s)<(script|math)\b.*?</\1>|\\\(.*?\\\)", "", side) for side in sides)
    return ["".join(fragment_fromstring(side, "div").text_content().split()) for side in bare]


@pytest.mark.parametrize("tag", ["ur", "de"])
def test_it_speaks_the_language_of_the_deck(
    tag: str, workspace: Workspace, opened: Callable[..., Page]
) -> None:
    (workspace.decks / "collection.yaml").write_text(f"id: c\ntitle: T\nlanguage: {tag}\n")
    workspace.deck(URDU)
    project = load(workspace.decks)[0]
    page = opened(deck_page(project))
    direction = "rtl" if tag == "ur" else "ltr"
    assert page.evaluate("document.documentElement.dir") == direction
    page.click("#to-test")
    page.click("#settings button[type=submit]")
    page.click("#hand-in")
    assert project.collection.speech.say("web.result") in page.locator("#result h2").inner_text()


# --- what checks pages --------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_any_room(
    scheme: str, width: int, project: Project, opened: Callable[..., Page]
) -> None:
    axe = module("axe-core/axe.min.js")
    page = opened(
        deck_page(project),
        color_scheme=scheme,
        viewport={"width": width, "height": 800},
        bypass_csp=True,
    )
    page.add_script_tag(path=axe)
    page.add_style_tag(content="* { content-visibility: visible !important; }")  # or it is not seen

    def violations() -> list[Any]:
        found = page.evaluate(AXE)
        return [(v["id"], v["nodes"][0]["html"][:200]) for v in found]

    assert violations() == []
    page.click("#turn")
    assert violations() == []
    page.click("#to-browse")
    page.locator("#facts summary").first.click()
    assert violations() == []
    page.click("#to-progress")
    assert violations() == []
    page.click("#to-test")
    page.click("#settings summary")
    assert violations() == []
    page.click("#settings button[type=submit]")
    page.click("#hand-in")
    assert violations() == []


def test_a_page_of_many_is_ready_at_once(workspace: Workspace, opened: Callable[..., Page]) -> None:
    facts = "".join(
        f"- {{question: 'What is number {n}?', id: q{n}, answer: 'answer {n}'}}\n"
        for n in range(100)
    )
    workspace.deck(facts)
    data = deck_page(load(workspace.decks)[0])
    assert len(data) < 250_000
    page = opened(data)
    assert page.locator("#card .question").inner_text() == "What is number 0?"


def test_a_formula_has_words_for_where_text_alone_can_stand(workspace: Workspace) -> None:
    workspace.deck(
        r"- {question: 'What is \(\frac{x^2}{2}\)?', id: half, answer: a half of \(x^2\)}"
    )
    project = load(workspace.decks)[0]
    (deck,) = project.collection.decks
    form = banks.bank(project, deck)
    data = payload(deck.id, deck.deck, ENGLISH, project.notes[deck.id], form.items)
    assert 'alttext="x²/2"' in data["notes"][0]["fields"][0]
    assert 'alttext="x²/2"' in data["items"][0]["stem"]


def test_answers_are_shown_as_on_paper_but_code_as_it_is_typed(workspace: Workspace) -> None:
    workspace.deck("- {question: Whose?, id: w, answer: Zia's, accept: [\"`it's`\"]}")
    project, _ = load(workspace.decks)
    (deck,) = project.collection.decks
    items = project.items[deck.id]
    made = payload("d", "D", ENGLISH, items=[i for i in items if i.type == "short"])
    (item,) = made["items"]
    shown = [answer["text"] for answer in item["interaction"]["accept"]]
    assert shown == ["Zia\u2019s", "it's"]


def test_no_answer_can_be_read_in_the_source(project: Project) -> None:
    source = deck_page(project).decode()
    assert "Geneva" not in source
    assert "Brezhnev" not in source
    assert "Where were the Accords of" in source, "questions are readable without scripts"


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("typescript/bin/tsc", ["-p", "tsconfig.json"]),
        ("typescript/bin/tsc", ["-p", "tsconfig.site.json"]),
        ("@biomejs/biome/bin/biome", ["lint", "--error-on-warnings"]),
    ],
)
def test_the_scripts_are_typed_and_clean(script: str, words: list[str]) -> None:
    command = ["node", str(module(script)), *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
