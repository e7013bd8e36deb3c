"""The scripts on cards, run as Anki's reviewer runs them: the back replaces the front."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from quizgen import build
from quizgen.build import Settings
from tests.conftest import Workspace
from tests.learner import Learner

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
    (workspace.decks / "small.yaml").write_text(DECK, encoding="utf-8")
    build.build(Settings(workspace.decks, workspace.out, 1))
    learner.imports(workspace.out / "anki" / "small.apkg")
    page = browser.new_page()
    page.set_content("<body></body>")
    return {
        card.template()["name"]: Card(page, card.question(), card.answer())
        for card in learner.cards()
    }


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
