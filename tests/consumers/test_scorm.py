"""SCORM packages, as a platform frames them: its side of the API is not ours."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, FrameLocator, Page, Route

from quizgen.formats.web.scorm import of_deck, of_paper
from quizgen.language import language
from quizgen.model import Edition, Form, Section, TextEntry
from quizgen.project import Project, load
from quizgen.text import plain
from tests.conftest import Workspace
from tests.consumers.test_pages import module

ENGLISH = language("en-GB")
PLATFORM = "http://platform.test/"
FRAMES = """<!doctype html><title>Platform</title><body>
<script src="scorm12.js"></script>
<script>
window.API = new Scorm12API({autocommit: false, logLevel: 5});
window.API.loadFromJSON(JSON.parse(document.cookie.slice(5) || '{"core": {"student_id": "ada"}}'));
</script>
<iframe srcdoc="<iframe src='page/index.html' width='900' height='700'></iframe>"
  width="950" height="750"></iframe>
</body>
"""
"""A page that frames the package two deep; what an earlier visit left is in its cookie."""
FACTS = """
- {question: Where were the Accords of 1988 signed?, id: place, answer: Geneva}
- {question: Who led the negotiators of the United Nations?, id: mediator, answer: Cordovez}
- {question: When did the last soldiers cross the bridge?, id: bridge, answer: "1989"}
"""


@pytest.fixture
def paper(workspace: Workspace) -> Form:
    workspace.deck(FACTS)
    items = [i for i in load(workspace.decks)[0].items["small"] if i.type == "short"]
    section = Section("short", tuple(replace(item, points=2) for item in items[:3]))
    return Form("Signatures & more", "B", (section,), blueprint="signed", seed=3)


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


Launch = Callable[..., tuple[Page, FrameLocator]]


@pytest.fixture
def launched(browser: Browser) -> Iterator[Launch]:
    """Launch a package in a platform: nothing else is asked for, and nothing goes wrong."""
    script = module("scorm-again/dist/scorm12.min.js").read_bytes()
    context = browser.new_context()
    trouble: list[str] = []

    def launch(data: bytes, kept: str = "") -> tuple[Page, FrameLocator]:
        parts = {f"page/{name}": content for name, content in files(data).items()}
        parts |= {"": FRAMES.encode(), "scorm12.js": script}

        def answer(route: Route) -> None:
            name = route.request.url.removeprefix(PLATFORM)
            kind = "text/javascript" if name.endswith(".js") else "text/html"
            route.fulfill(body=parts[name], content_type=f"{kind}; charset=utf-8")

        context.add_cookies([{"name": "kept", "value": kept, "url": PLATFORM}])
        page = context.new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.route("**/*", answer)
        page.goto(PLATFORM)
        frame = page.frame_locator("iframe").frame_locator("iframe")
        frame.locator("html.ready").wait_for(state="attached")
        return page, frame

    yield launch
    context.close()
    assert trouble == []


def told(page: Page, *names: str) -> list[str]:
    """Return what the platform has of some elements of its data model."""
    return [str(page.evaluate(f"API.getCMIValue('cmi.{name}')")) for name in names]


def answer(frame: FrameLocator, paper: Form, right: int) -> None:
    """Answer the first items of a paper right, and the others wrong."""
    for index, item in enumerate(paper.items):
        assert isinstance(item.interaction, TextEntry)
        text = plain(item.interaction.accepted[0]) if index < right else "nothing"
        frame.locator("#sheet section").nth(index).locator("input").fill(text)


def test_the_score_that_is_shown_is_the_score_that_the_platform_has(
    paper: Form, launched: Launch
) -> None:
    page, frame = launched(of_paper(paper, Edition(), ENGLISH))
    assert told(page, "core.lesson_status") == ["incomplete"]
    frame.locator("#settings button[type=submit]").click()
    answer(frame, paper, 2)
    frame.locator("#hand-in").click()
    assert frame.locator("#score").inner_text() == "4 of 6 points (67 %)"
    names = ("core.score.raw", "core.score.min", "core.score.max", "core.lesson_status")
    assert told(page, *names) == ["66.67", "0", "100", "completed"]
    assert "is with the learning platform" in frame.locator("#notice").inner_text()


def test_a_test_that_was_left_goes_on_where_it_was(paper: Form, launched: Launch) -> None:
    data = of_paper(paper, Edition(), ENGLISH)
    page, frame = launched(data)
    frame.locator("#settings button[type=submit]").click()
    answer(frame, paper, 1)
    page.evaluate("document.querySelector('iframe').remove()")
    kept = page.evaluate("JSON.stringify(API.renderCMIToJSONObject().cmi)")
    assert json.loads(kept)["core"]["exit"] == "suspend"
    assert json.loads(kept)["core"]["session_time"].startswith("00:00:")
    page.evaluate("localStorage.clear()")
    resumed = json.loads(kept) | {"core": {"student_id": "ada", "lesson_status": "incomplete"}}
    _, frame = launched(data, json.dumps(resumed))
    assert frame.locator("#sheet input").first.input_value() == plain(
        paper.items[0].interaction.accepted[0]  # type: ignore[union-attr]
    )


def test_a_platform_that_takes_no_result_is_told_to_the_learner(
    paper: Form, launched: Launch
) -> None:
    page, frame = launched(of_paper(paper, Edition(), ENGLISH))
    frame.locator("#settings button[type=submit]").click()
    page.evaluate("API.LMSCommit = () => 'false'")
    frame.locator("#hand-in").click()
    assert "did not take your result" in frame.locator("#notice").inner_text()


def test_learners_who_share_a_browser_do_not_share_progress(paper: Form, launched: Launch) -> None:
    data = of_paper(paper, Edition(), ENGLISH)
    page, frame = launched(data)
    frame.locator("#settings button[type=submit]").click()
    assert page.evaluate("Object.keys(localStorage)") == ["quizgen/signed/3/B/ada"]
    _, other = launched(data, '{"core": {"student_id": "bob"}}')
    assert other.locator("#settings").is_visible()


def test_a_deck_is_a_package_with_its_cards(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    project: Project = load(workspace.decks)[0]
    form = Form(
        "Small & <many> " * 20, "", (Section("short", project.items["small"]),), blueprint="small"
    )
    package = files(of_deck(form, project.notes["small"], Edition(), ENGLISH))
    manifest: Any = etree.fromstring(package["imsmanifest.xml"])
    (resource,) = manifest.iter("{*}resource")
    assert resource.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype") == "sco"
    assert resource.get("href") == "index.html"
    assert manifest.xpath("string(//*[local-name()='schemaversion'])") == "1.2"
    titles = [element.text for element in manifest.iter("{*}title")]
    assert titles == [form.title[:200]] * 2
    assert b'id="to-practise"' in package["index.html"]
