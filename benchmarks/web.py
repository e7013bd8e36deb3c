"""The pages of a browser, in Chromium: how large they are, how soon ready, how long a task is.

A task's length is what it takes of the processor, which another process does not lengthen.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import chromium
from benchmarks.generated import decks, questions, write
from benchmarks.speed import ROOT, RUNS, Figure
from quizgen import banks, build
from quizgen.build import Settings
from quizgen.formats.web.page import MOST_DRAWN, of_deck
from quizgen.model import Edition
from quizgen.project import load

FACTS = 2_200
"""Facts of all kinds, of which more than 5,000 cards are made."""
ITEMS = 50
"""Questions, of each of which a choice and a short answer are made."""
SETTLED = 3000
"""Milliseconds after which a page has long begun."""
TELEPHONE = 10
"""Times slower than this machine."""
WAIT = """performance.getEntriesByName('ready')[0].startTime
  - performance.getEntriesByType('navigation')[0].loadEventEnd"""


def web(folder: Path) -> Iterator[str]:
    """Yield how large the pages of the shipped decks are, and how those of large decks answer."""
    yield "\nPages for a browser"
    for figure in _sizes(folder / "shipped"):
        yield str(figure)
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield str(_ready(browser, _page(folder / "items", [questions(ITEMS)])))
        large = _page(folder / "large", list(decks(FACTS, deck=FACTS)))
        longest = [_longest_tasks(browser, large) for _ in range(RUNS)]
        for step in longest[0]:
            least = min(run[step] for run in longest)
            yield str(Figure(f"5,000 cards: {step}, longest task", least, 50, "ms of processor"))
        browser.close()


def _sizes(folder: Path) -> Iterator[Figure]:
    """Yield the size of the start page with all that it loads, and of the largest deck's pages."""
    copied, out = shutil.copytree(ROOT / "decks", folder / "decks"), folder / "out"
    build.build(Settings(copied, out, 1, media=("web", "site")))
    loaded = ("index.html", "site/style.css", "site/site.js", "site/icon.svg")
    start = sum((out / name).stat().st_size for name in loaded)
    yield Figure("start page with its styles and scripts", start / 1000, 100, "kB")
    for kind in ("deck", "web"):
        largest = max(path.stat().st_size for path in (out / kind).glob("*.html"))
        yield Figure(f"largest page of {kind}/", largest / 1000, 250, "kB")


def _page(folder: Path, listed: list[tuple[str, str]]) -> Path:
    """Return the page of a collection's one deck."""
    write(folder / "decks", listed)
    project, _ = load(folder / "decks")
    (deck,) = project.collection.decks
    form, path = banks.bank(project, deck), folder / "page.html"
    path.write_bytes(of_deck(form, project.notes[deck.id], Edition(), project.collection.speech))
    return path


def _ready(browser: Browser, path: Path) -> Figure:
    """Return after how long one can answer, counted from when the browser has loaded the page."""
    waits = []
    for _ in range(RUNS):
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.context.new_cdp_session(page).send(
            "Emulation.setCPUThrottlingRate", {"rate": TELEPHONE}
        )
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_timeout(SETTLED)  # to look sooner would take the page's time
        waits.append(page.evaluate(WAIT))
        page.close()
    return Figure(
        f"{2 * ITEMS} items, a {TELEPHONE} times slower telephone", median(waits), 100, "ms"
    )


def _longest_tasks(browser: Browser, path: Path) -> dict[str, float]:
    """Return the milliseconds of the longest task of each step on a page."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(path.as_uri())
    page.wait_for_selector("html.ready")
    page.wait_for_timeout(500)
    longest = {}
    for name, step in STEPS.items():
        browser.start_tracing(page=page, categories=["toplevel"])
        step(page)
        page.wait_for_timeout(300)
        longest[name] = _longest(browser.stop_tracing())
    page.close()
    return longest


def _longest(trace: bytes) -> float:
    """Return the milliseconds of processor of a renderer's longest task."""
    events = json.loads(trace)["traceEvents"]
    names = {(e["pid"], e["tid"]): e["args"]["name"] for e in events if e["name"] == "thread_name"}
    tasks = (
        event.get("tdur", 0)
        for event in events
        if names.get((event["pid"], event["tid"])) == "CrRendererMain" and event["ph"] == "X"
    )
    return max(tasks, default=0) / 1000


def _practise(page: Page) -> None:
    for key in ("Space", "2", "Space", "1", "Space", "2"):
        page.keyboard.press(key)


def _look_up(page: Page) -> None:
    page.click("#to-browse")
    page.wait_for_timeout(3000)


def _search(page: Page) -> None:
    page.locator("#search").press_sequentially("salt", delay=100)
    page.fill("#search", "")


def _draw(page: Page) -> None:
    page.click("#to-test")
    page.fill("[name=count]", str(MOST_DRAWN))
    page.click("#settings button[type=submit]")
    page.wait_for_timeout(1000)


def _answer(page: Page) -> None:
    page.locator("#sheet input[type=radio]").first.check()
    page.locator("#sheet input[type=text]").first.press_sequentially("Port")
    page.locator(".check").first.click()


def _hand_in(page: Page) -> None:
    page.click("#hand-in")
    page.wait_for_timeout(1500)


STEPS: dict[str, Callable[[Page], None]] = {
    "practise": _practise,
    "look up": _look_up,
    "unfold": lambda page: page.locator("#facts summary").first.click(),
    "search": _search,
    "progress": lambda page: page.click("#to-progress"),
    f"a test of {MOST_DRAWN}": _draw,
    "answer": _answer,
    "hand in": _hand_in,
    "another": lambda page: page.click("#leave"),
}
