"""The scripts on cards, run as Anki's reviewer runs them: the back replaces the front."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from quizgen import build
from quizgen.build import Settings
from quizgen.notes.templates import style
from tests.cases import opened
from tests.conftest import Workspace
from tests.learner import Learner
from tests.test_comparison import JUDGED, all_pairs, rows, script

DECK = """\
deck: Small
id: small
anki: {type_in: yes, choice: yes}
facts:
  - question: Who?
    id: q
    answer: José Ortega
    accept: [Ortega y Gasset]
    distractors: [Eve, Una, Zoe]
"""
LIST = """\
  - list: Which, in order?
    id: five
    ordered: yes
    members: [{a: One}, {b: Two}, {c: Three}, {d: Four}, {e: Five}]
"""
SHOW = """(html) => {
  document.body.innerHTML = `<div id="qa">${html}</div>`;
  for (const old of document.querySelectorAll("script")) {
    const script = document.createElement("script");
    script.textContent = old.textContent;
    old.replaceWith(script);
  }
}"""


class Card:
    """One card in a page that stays while sides change."""

    def __init__(self, page: Page, front: str, back: str) -> None:
        self.page = page
        self.sides = {"front": front, "back": back}

    def show(self, side: str) -> None:
        self.page.evaluate(SHOW, self.sides[side])

    def options(self) -> list[str]:
        return self.page.locator(".choices li").all_inner_texts()

    def chosen(self) -> list[str]:
        return self.page.locator(".choices li.chosen").all_inner_texts()


@pytest.fixture
def cards(workspace: Workspace, learner: Learner, browser: Browser) -> dict[str, Card]:
    (workspace.decks / "small.yaml").write_text(DECK + LIST, encoding="utf-8")
    build.build(Settings(workspace.decks, workspace.out, 1))
    learner.imports(workspace.out / "anki" / "small.apkg")
    page = browser.new_page()
    page.set_content("<body></body>")
    return {
        card.template()["name"]: Card(page, card.question(), card.answer())
        for card in learner.cards()
    }


def test_a_list_fills_its_gap_where_it_stands(cards: dict[str, Card]) -> None:
    card = cards["Member"]  # the last one
    card.page.add_style_tag(content=style(None))
    card.page.evaluate("document.body.className = 'card'")
    places = []
    for side, gap in (("front", ".blank"), ("back", ".asked")):
        card.show(side)
        box = card.page.locator(f".list {gap}").bounding_box()
        assert box
        places.append((box["x"], box["y"]))
        seen = card.page.locator(".list li").evaluate_all(
            "all => all.filter(li => getComputedStyle(li).visibility !== 'hidden').length"
        )
        assert seen == 3
    assert places[0] == pytest.approx(places[1], abs=2)


def test_options_are_shuffled_on_each_showing_and_stay_on_the_back(cards: dict[str, Card]) -> None:
    card = cards["Choice"]
    orders = set()
    for _ in range(12):
        card.show("front")
        front = card.options()
        card.show("back")
        assert card.options() == front
        orders.add(tuple(front))
    assert len(orders) > 3
    assert {frozenset(order) for order in orders} == {
        frozenset({"José Ortega", "Eve", "Una", "Zoe"})
    }


def test_an_option_is_chosen_by_touch_or_with_the_arrows(cards: dict[str, Card]) -> None:
    card = cards["Choice"]
    card.show("front")
    card.page.locator(".choices li").nth(2).click()
    assert card.chosen() == [card.options()[2]]
    card.page.keyboard.press("ArrowDown")
    assert card.chosen() == [card.options()[3]]
    card.page.keyboard.press("ArrowDown")
    assert card.chosen() == [card.options()[0]]
    card.page.keyboard.press("ArrowUp")
    chosen = card.chosen()
    assert chosen == [card.options()[3]]
    card.show("back")
    assert card.chosen() == chosen
    card.page.keyboard.press("ArrowUp")
    assert card.chosen() == chosen
    assert card.page.locator(".answered li.right").all_inner_texts() == ["José Ortega"]


def test_the_first_arrow_begins_at_an_end(cards: dict[str, Card]) -> None:
    card = cards["Choice"]
    for key, place in (("ArrowDown", 0), ("ArrowUp", -1)):
        card.show("front")
        assert card.chosen() == []
        card.page.keyboard.press(key)
        assert card.chosen() == [card.options()[place]]


def recall(workspace: Workspace, learner: Learner, browser: Browser) -> dict[str, Card]:
    """Return the recall cards of a case's deck by their answer, each in one page."""
    build.build(Settings(workspace.decks, workspace.out, 1))
    learner.imports(workspace.out / "anki" / "a.apkg")
    page = browser.new_page()
    page.set_content("<body></body>")
    return {c.note()["Answer"]: Card(page, c.question(), c.answer()) for c in learner.cards()}


def test_a_question_is_no_markup_and_labels_its_box(
    workspace: Workspace, learner: Learner, browser: Browser
) -> None:
    cards = recall(opened("02-type-in-label-injection", workspace), learner, browser)
    for answer, question in (
        ("Bob", 'Who wrote "><img src=x onerror="document.title=1"> in the log?'),
        ("Ann", 'Who said "a > b" in the debate?'),
    ):
        card = cards[answer]
        card.show("front")
        assert card.page.locator("img").count() == 0
        assert card.page.title() == ""
        assert card.page.get_by_role("textbox", name=question, exact=True).count() == 1
        assert card.page.locator(".quizgen").inner_text() == question


TYPED = {
    "&#45;40": {"40": "wrong", "−40": "right", "- 40": "right"},
    "C++": {"c#": "wrong", "c": "wrong", "c++": "right"},
    "x &lt; 0": {"x > 0": "wrong", "x<0": "right"},
    "año": {"ano": "wrong", "Año": "right"},
    "Na+": {"Na-": "wrong", "Na⁺": "right"},
    "Běijīng": {"Bēijìng": "wrong", "Beijing": "wrong", "běijīng": "right"},
    "String": {"string": "wrong", "String": "right"},
    "हिन्दी": {"हुन्दू": "wrong", "हिन्दी": "right"},
    "เบียร์": {"เบียร": "wrong", "เบียร์": "right"},
    "می‌خواهم": {"میخواهم": "right", "نمیخواهم": "wrong"},
}


@pytest.mark.parametrize("case", ["04-symbols-count", "22-type-in-drops-vowel-signs"])
def test_signs_and_vowels_count(
    case: str, workspace: Workspace, learner: Learner, browser: Browser
) -> None:
    cards = recall(opened(case, workspace), learner, browser)
    assert cards.keys() <= TYPED.keys()
    for answer, card in cards.items():
        for typed, mark in TYPED[answer].items():
            card.show("front")
            card.page.keyboard.insert_text(typed)
            card.show("back")
            box = card.page.locator("#quizgen-typed")
            assert box.get_attribute("class") == f"typed {mark}", (answer, typed)


def test_a_deck_may_ask_for_the_very_letters(
    workspace: Workspace, learner: Learner, browser: Browser
) -> None:
    text = DECK.replace("type_in: yes", "type_in: strict").replace("choice: yes", "choice: no")
    (workspace.decks / "a.yaml").write_text(text.replace("id: small", "id: a"), encoding="utf-8")
    (card,) = recall(workspace, learner, browser).values()
    for typed, mark in (
        ("José Ortega", "right"),
        ("jose ortega", "wrong"),
        ("José ortega", "wrong"),
    ):
        card.show("front")
        card.page.keyboard.insert_text(typed)
        card.show("back")
        assert card.page.locator("#quizgen-typed").get_attribute("class") == f"typed {mark}"


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("José Ortega", "right"),
        ("  jose ortega!", "right"),
        ("ORTEGA Y GASSET", "right"),
        ("Ortega", "wrong"),
        ("", "empty"),
    ],
)
def test_every_accepted_spelling_is_right(cards: dict[str, Card], typed: str, mark: str) -> None:
    card = cards["Recall"]
    card.show("front")
    card.page.keyboard.type(typed)
    card.show("back")
    box = card.page.locator("#quizgen-typed")
    assert box.get_attribute("class") == f"typed {mark}"
    assert box.inner_text() == typed.strip()
    assert not card.page.locator(".accepted").is_visible()


def test_what_is_typed_is_judged_as_python_does(browser: Browser) -> None:
    pairs, wanted = all_pairs()
    pairs, wanted = pairs[::5], wanted[::5]
    assert len(pairs) > 1000
    page = browser.new_page()
    said = page.evaluate(
        f"([script, pairs]) => pairs.map(({JUDGED})(script))", [script(), rows(pairs)]
    )
    page.close()
    assert [p for p, one, other in zip(pairs, said, wanted, strict=True) if one != other] == []
