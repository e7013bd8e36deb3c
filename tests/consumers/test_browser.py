"""Chromium shows and prints the pages: nothing overflows, nothing is split, nothing is fetched."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from quizgen import build
from quizgen.build import Settings
from quizgen.model import Edition, Layout, Paper
from tests.conftest import ROOT, Project, needs

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
NASTY = f"""
- {{question: "{"Pneumono" * 40}?", id: long, answer: "{"x" * 300}", distractors: [a, b, c]}}
- {{question: "{"Why did it happen so? " * 60}", id: wordy, answer: short, distractors: [a, b]}}
- {{question: من وقّع اتفاقيات جنيف في أبريل ١٩٨٨؟, id: arabic, answer: باكستان}}
- {{statement: 'A [{"gap " * 30}] in a [very short] sentence.', id: gaps}}
- {{question: '\\(\\frac{{1}}{{2}} + \\sqrt{{x}}\\) is what?', id: math, answer: a sum}}
"""


@pytest.fixture(params=[("shipped", 1280), ("every", 390), ("nasty", 390)], ids=lambda p: p[0])
def pages(
    request: pytest.FixtureRequest, project: Project, browser: Browser, shipped: Path
) -> Iterator[tuple[Page, list[Path], list[str]]]:
    name, width = request.param
    out = shipped
    if name != "shipped":
        out = project.out
        project.deck(FACTS if name == "every" else NASTY)
        build.build(Settings(folder=project.decks, out=out, now=1))
    files = sorted(out.rglob("*.html"))
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
    pictures = sorted(files[0].parent.rglob("*.svg"))
    assert set(requests) <= {path.as_uri() for path in (*files, *pictures)}
    assert len(pictures) == len(files) - 1


def test_no_item_is_split_over_two_pages(
    project: Project, browser: Browser, tmp_path: Path
) -> None:
    needs("pdftotext")
    shutil.copytree(ROOT / "decks", project.decks, dirs_exist_ok=True)
    page = browser.new_page()
    for paper in Paper:
        build.build(
            Settings(
                folder=project.decks,
                out=project.out,
                now=1,
                formats=("worksheet",),
                layouts=(Layout.STANDARD,),
                edition=Edition(paper=paper),
            )
        )
        for path in sorted((project.out / "print").glob("*-worksheet.html")):
            page.goto(path.as_uri())
            stems = [e.inner_text() for e in page.query_selector_all(".item")]
            pdf = tmp_path / "page.pdf"
            page.pdf(path=pdf, prefer_css_page_size=True)
            printed = _printed(pdf)
            assert f"Page 1 of {len(printed)}" in printed[0]
            for number, stem in enumerate(stems, 1):
                words = _words(stem)
                homes = [i for i, text in enumerate(printed) if _holds(_words(text), words)]
                assert len(homes) >= 1, (path.name, paper, number)
    page.close()


def _printed(pdf: Path) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True
    )
    return done.stdout.rstrip("\f").split("\f")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _holds(page: list[str], item: list[str]) -> bool:
    """Whether a page has all the words of an item, as often as the item has them."""
    return all(page.count(word) >= item.count(word) for word in set(item))
