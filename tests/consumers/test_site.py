"""The site in Chromium, by the checkers of pages, on a telephone, and without a network."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from quizgen import build
from quizgen.build import Settings
from tests.conftest import Workspace
from tests.consumers.test_pages import AXE, assert_nu_finds_nothing, module

KINDS = (
    "index.html",
    "timeline.html",
    "deck/geneva-accords.html",
    "fact/geneva-accords/nine-months.html",
    "source/index.html",
    "source/imran-khan-2024.html",
    "author/index.html",
    "author/imran-khan-2024.html",
)
"""A page of each kind."""
MOST = 100_000
"""Bytes of the start page with all that it loads at once, pictures aside."""
URDU = """
- {event: جنیوا معاہدہ, id: accords, date: 1988-04-14}
- {question: معاہدے کس شہر میں ہوئے؟, id: city, answer: جنیوا}
- {statement: 'دنیا [گول] ہے', id: round}
"""


@pytest.fixture(scope="module")
def urdu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that reads from right to left."""
    workspace = Workspace(tmp_path_factory.mktemp("urdu"))
    (workspace.decks / "collection.yaml").write_text("id: c\ntitle: تاریخ\nlanguage: ur\n")
    workspace.deck(URDU)
    build.build(Settings(workspace.decks, workspace.out, 1, base_url="https://e.example/"))
    return workspace.out


@pytest.fixture
def trouble() -> Iterator[list[str]]:
    """What goes wrong on pages; nothing may."""
    said: list[str] = []
    yield said
    assert said == []


def watched(context: BrowserContext, trouble: list[str]) -> Page:
    page = context.new_page()
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    return page


def test_checkers_find_nothing_on_any_kind_of_page(
    shipped: Path, urdu: Path, browser: Browser, trouble: list[str]
) -> None:
    axe = module("axe-core/axe.min.js")
    small = [*urdu.glob("*.html"), *urdu.glob("deck/*.html"), *urdu.glob("fact/*/*.html")]
    for width, scheme in ((320, "light"), (1280, "dark")):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page = watched(context, trouble)
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))  # noqa: B023
        for path in (*(shipped / kind for kind in KINDS), *small):
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            page.add_script_tag(path=axe)
            violations = page.evaluate(AXE)
            assert [(v["id"], v["nodes"][0]["html"][:200]) for v in violations] == [], path
        homes = (shipped.as_uri(), urdu.as_uri())
        assert [url for url in requests if not url.startswith(homes)] == []
        context.close()


def test_the_nu_checker_finds_nothing(shipped: Path, urdu: Path) -> None:
    pages = [*(shipped / kind for kind in KINDS), *urdu.glob("*.html"), *urdu.glob("fact/*/*.html")]
    assert_nu_finds_nothing("--also-check-css", *pages, shipped / "site" / "style.css")


def test_the_start_page_is_small(shipped: Path) -> None:
    loaded = ("index.html", "site/style.css", "site/site.js", "site/icon.svg")
    assert sum((shipped / name).stat().st_size for name in loaded) <= MOST


def test_a_fact_is_looked_up_and_its_page_leads_to_its_cards(
    shipped: Path, browser: Browser, trouble: list[str]
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = watched(context, trouble)
    page.goto((shipped / "index.html").as_uri())
    page.get_by_label("Search decks and facts").fill("GENEVA accords")
    first = page.locator("#results a").first
    expect(first).to_have_text("The Geneva Accords")
    assert page.locator("#results li").count() > 5
    page.get_by_label("Search decks and facts").fill("no such words")
    expect(page.locator("#matches")).to_have_text("Matches: 0")
    page.goto((shipped / KINDS[3]).as_uri())
    page.get_by_text("Its cards in the browser").click()
    page.wait_for_selector("html.ready")
    expect(page.locator("#fact-nine-months")).to_have_attribute("open", "")
    page.locator("#fact-nine-months").get_by_text("Source and more on this").click()
    page.wait_for_url("**/deck/geneva-accords.html#nine-months")
    page.go_back()
    page.locator("h1 a").click()
    page.wait_for_url("**/deck/geneva-accords.html")
    context.close()


def test_the_timeline_shows_one_deck_or_all_and_paper_what_is_folded(
    shipped: Path, browser: Browser, trouble: list[str]
) -> None:
    context = browser.new_context()
    page = watched(context, trouble)
    page.goto((shipped / "timeline.html").as_uri())
    every = page.locator(".line li:visible").count()
    page.get_by_label("Deck").select_option("geneva-accords")
    assert 0 < page.locator(".line li:visible").count() < every
    page.goto((shipped / KINDS[2]).as_uri())
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    context.close()


def test_without_scripts_all_can_be_read(shipped: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((shipped / "index.html").as_uri())
    expect(page.locator("form.search")).to_be_hidden()
    page.get_by_role("link", name="The Geneva Accords", exact=True).click()
    fact = page.locator("details.fact").first
    expect(fact.locator(".answer")).to_be_hidden()
    fact.locator("summary").click()
    expect(fact.locator(".answer")).to_be_visible()
    context.close()


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def served(shipped: Path) -> Iterator[str]:
    handler = functools.partial(Silent, directory=str(shipped))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_what_was_visited_once_is_there_without_a_network(served: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(served)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_have_text("Pakistan, Afghanistan and the United States")
    page.get_by_label("Search decks and facts").fill("withdrawal")
    link = page.locator("#results a").nth(1)
    heading = link.text_content()
    link.click()
    page.wait_for_url("**/deck/*.html#*")  # never opened: so it is shown on the page of its deck
    expect(page.locator("details[open] summary")).to_have_text(heading or "")
    page.goto(f"{served}web/geneva-accords.html")
    page.wait_for_selector("html.ready")
    context.close()
