"""Nothing is wider than a telephone: each page as Chromium shows it, at 320 and at 390 px.

What is too wide by nature, such as a formula in large print or an organiser's table, is scrolled
within the page, by keyboard, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from quizgen.assembly import Assembler
from quizgen.formats.pages import FORM_PAGES, STUDY_PAGES
from quizgen.formats.pages.versions import version_map
from quizgen.language import Language, language
from quizgen.model import Blueprint, Edition, Form, Layout, Wanted
from quizgen.project import Project, load
from quizgen.questions import QUESTION_TYPES
from tests.conftest import ROOT
from tests.conftest import shipped as shipped_decks
from tests.consumers.kinds import in_both_languages
from tests.consumers.nasty import nasty_form

WIDE = """
() => {
  const style = (e) => getComputedStyle(e);
  const hides = (e) => !e.matches("body:not(.organiser) main") && style(e).overflowX !== "visible";
  const scrolled = (e) => e && (hides(e) || scrolled(e.parentElement));
  const every = [...document.querySelectorAll("body *")];
  const out = every
    .filter((e) => e.getBoundingClientRect().width && !scrolled(e.parentElement))
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
    .filter((e) => !e.closest(".item")?.querySelector("math"));
  const abreast = every.filter((e) => e.matches(".options li") && style(e).float !== "none");
  const isWide = (e) => e.scrollWidth > e.clientWidth;
  const stuck = every.filter((e) => e.matches("main:not([tabindex])") && isWide(e));
  const within = every.filter((e) => e.matches(".item") && !e.querySelector("math"));
  return [...out, ...abreast, ...stuck, ...within.filter((e) => e.scrollWidth > e.clientWidth + 1)]
    .map((e) => e.outerHTML.slice(0, 80));
}
"""
EDITIONS = [*(Edition(layout=layout) for layout in Layout), Edition(columns=2, ink_saving=True)]
SUBJECTS = {
    "shipped": ROOT / "decks",
    **{name: ROOT / "tests" / "decks" / name for name in ("europe", "chemistry", "arabic")},
}


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def paper(project: Project) -> Form:
    """Return a paper of every question type."""
    sections = tuple(Wanted(type_, 2) for type_ in QUESTION_TYPES)
    return Assembler(Blueprint("narrow", "Narrow", sections), project.pool, scant=True).form(0)


def papers(form: Form, speech: Language) -> Iterator[tuple[str, bytes]]:
    """Yield a form's worksheet and its key in every edition, and the map of two versions."""
    for edition in EDITIONS:
        for name, page in FORM_PAGES.items():
            yield f"{name}-{edition.layout}", page.render(form, edition, speech)
    if form.counterparts:
        yield "versions", version_map((form, replace(form, label="B")), Edition(), speech)


def study(project: Project) -> Iterator[tuple[str, bytes]]:
    """Yield the study pages of a collection's last deck, of one before it, and of a translation.

    Of the translation, also the pages in both languages.
    """
    decks = project.collection.decks
    yield from in_both_languages(project, Edition())
    for deck in (*decks[::-5][:2], *[deck for deck in decks if deck.base][:1]):
        propositions, own = project.propositions[deck.id], project.collection.language_of(deck)
        for kind, page in STUDY_PAGES.items():
            if page.is_possible(propositions, own):
                yield f"{deck.id}-{kind}", page.render(deck, propositions, Edition(), own)


def wide(phone: Page, pages: Iterable[tuple[str, bytes]]) -> list[object]:
    """Return what is wider than a telephone, with its page."""
    found: list[object] = []
    for kind, html in pages:
        phone.set_content(html.decode())
        for width in (320, 390):
            phone.set_viewport_size({"width": width, "height": 800})
            found += [(kind, width, text) for text in phone.evaluate(WIDE)]
            if phone.evaluate("document.documentElement.scrollWidth") > width:
                found.append((kind, width))
    return found


@pytest.mark.parametrize("name", SUBJECTS)
def test_no_page_is_wider_than_a_telephone(name: str, phone: Page) -> None:
    project = shipped_decks().project if name == "shipped" else load(SUBJECTS[name])[0]
    speech = project.collection.speech
    assert wide(phone, [*papers(paper(project), speech), *study(project)]) == []


def test_a_form_without_mercy_is_no_wider(phone: Page) -> None:
    assert wide(phone, papers(nasty_form(), language("en-GB"))) == []
    assert wide(phone, [("wide", b"<p style='width: 400px'>x")]), "it is seen"
