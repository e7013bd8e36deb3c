"""Nothing from a deck runs or loads in another program that reads what is handed out for it.

Each format says here which of its strings are HTML to its reader, and a new one fails without.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from playwright.sync_api import Browser

from quizgen.formats import MEDIA, FormMedium
from quizgen.formats.exchange import EXCHANGE
from quizgen.language import Language
from quizgen.model import Edition, Form, Item, Section
from quizgen.project import load
from tests import injection

HTML, PLAIN = True, False
PLAIN_KEYS = frozenset(
    "title alt textField distractors feedbackOnCorrect feedbackOnWrong feedback".split()
)
"""Keys of H5P's that no editor formats: it escapes what they hold."""
Strings = Iterator[tuple[str, bool]]
"""Strings of a file, each with whether its reader takes it for HTML."""

OWN = {"apkg", "tsv", "html", "pdf", "docx", "json"}
"""Media that are tried in the test beside this one."""
IN_A_BROWSER = {"web", "scorm", "site"}
"""Media that are programs themselves."""
MARKUP = frozenset(
    """a b br code div em hr i li ol p pre small span strong sub sup table tbody td th thead tr ul
    math mrow mi mn mo mtext msup msub mfrac""".split()
)
XML = MARKUP | frozenset({"img"})
"""Elements that a text may become; of pictures, those of our own that are files of the package."""
FORMULA = re.compile(r"[=+\-@\t\r]")


class _Markup(HTMLParser):
    """Collects the elements of a string of HTML, the names and links of their attributes, text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in ("href", "src")}

    def handle_data(self, data: str) -> None:
        self.text += data


def moodle(data: bytes) -> Strings:
    for text in etree.fromstring(data).iter("text"):
        around = text.getparent()
        yield text.text or "", around is not None and around.get("format") == "html"


def package(data: bytes) -> Strings:
    """Yield the texts of a package of XML; what is an element there is looked at as one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        roots = [etree.fromstring(archive.read(n)) for n in archive.namelist() if n[-4:] == ".xml"]
    for element in (e for root in roots for e in root.iter(etree.Element)):
        name = etree.QName(element).localname
        assert name not in ("script", "iframe", "object", "style", "svg", "link", "base")
        assert [attribute for attribute in element.attrib if str(attribute).startswith("on")] == []
        yield element.text or "", element.get("texttype") == "text/html"
        yield element.tail or "", PLAIN


def question_set(data: bytes) -> Strings:
    """Yield what H5P has of questions; it escapes titles itself, as all that no editor formats."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from _strings(json.loads(archive.read("content/content.json")))


def _strings(value: Any, key: str = "") -> Strings:
    if isinstance(value, str):
        yield value, key not in PLAIN_KEYS
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part, key)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _strings(part, name)


def workbook(data: bytes) -> Strings:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            yield str(cell.value or ""), PLAIN


def comma_separated(data: bytes) -> Strings:
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
        for cell in row:
            assert not FORMULA.match(cell)
            yield cell, PLAIN


def html_cells(data: bytes) -> Strings:
    lines = [line for line in data.decode().splitlines() if not line.startswith("#")]
    for row in csv.reader(lines, delimiter="\t"):
        yield from ((cell, HTML) for cell in row)


def gift(data: bytes) -> Strings:
    """Yield questions as HTML where they say so, but for what is compared with what is typed."""
    for question in data.decode().split("\n\n"):
        for number, part in enumerate(ANSWERS.split(question)):
            typed, _, feedback = part.partition("####")
            name, marked, stem = typed.partition("[html]")
            yield (
                _unescaped(name),
                "[html]" in question
                and number > 0
                and bool(number % 2 == 0 or CHOICE.search(typed)),
            )
            yield _unescaped(stem), bool(marked)
            yield _unescaped(feedback), HTML


ANSWERS = re.compile(r"(?<!\\)\{(.*?)(?<!\\)\}", re.DOTALL)
CHOICE = re.compile(r"(?<!\\)~")


def _unescaped(text: str) -> str:
    return re.sub(r"\\([~=#{}:])", r"\1", text)


def blackboard(data: bytes) -> Strings:
    """Yield cells as HTML, but for what is compared with what is typed."""
    for kind, question, *others in csv.reader(data.decode().splitlines(), delimiter="\t"):
        yield question, HTML
        yield from ((cell, not kind.startswith("FIB")) for cell in others)


def lines(data: bytes) -> Strings:
    yield from ((line, PLAIN) for line in data.decode().splitlines())


def markdown(data: bytes) -> Strings:
    """Yield lines of Markdown as HTML, which stands in it as it is where nothing escapes it.

    Titles and what is compared with what is typed are plain.
    """
    for line in data.decode().splitlines():
        is_plain = line.startswith(("Quiz title: ", "*   ", "exsolution: ", "exname: "))
        yield re.sub(r"\\([<>&])", lambda match: f"&#{ord(match[1])};", line), not is_plain


def exercises(data: bytes) -> Strings:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".Rmd"):
                yield from markdown(archive.read(name))


READERS: Mapping[str, Callable[[bytes], Strings]] = {
    "moodle": moodle,
    "canvas": package,
    "qti": package,
    "qti3": package,
    "h5p": question_set,
    "blackboard": blackboard,
    "kahoot": workbook,
    "wayground": workbook,
    "blooket": comma_separated,
    "gimkit": comma_separated,
    "gift": gift,
    "aiken": lines,
    "quizlet": lines,
    "anki-text": html_cells,
    "csv": comma_separated,
    "text2qti": markdown,
    "rexams": exercises,
}


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> tuple[Language, list[Form]]:
    """A paper for each of two decks of injections, with all of its items."""
    folder = tmp_path_factory.mktemp("injection")
    for name, data in injection.bank(2).files.items():
        (folder / name).write_bytes(data)
    project, _ = load(folder)
    made = []
    for deck in project.collection.decks:
        types: dict[str, list[Item]] = {}
        for item in project.items[deck.id]:
            types.setdefault(item.type, []).append(item)
        sections = tuple(Section(name, tuple(items)) for name, items in types.items())
        made.append(Form(deck.deck, "A", sections))
    return project.collection.speech, made


@pytest.mark.parametrize("name", READERS)
def test_no_text_is_markup_or_a_formula(name: str, forms: tuple[Language, list[Form]]) -> None:
    language, made = forms
    bank = injection.bank(2)
    numbers: set[int] = set()
    for form in made:
        for string, is_html in READERS[name](EXCHANGE[name].exporter.render(form, language)):
            if is_html:
                markup = _Markup(string)
                assert markup.tags <= XML, string
                assert [n for n in markup.names if n.startswith("on")] == [], string
                assert [link for link in markup.links if "e.example" in link] == [], string
            numbers |= bank.numbers(string)
    assert len(numbers) > 150


def test_no_page_that_tests_runs_what_it_shows(
    forms: tuple[Language, list[Form]], browser: Browser, tmp_path: Path
) -> None:
    language, made = forms
    medium = MEDIA["web"]
    assert isinstance(medium, FormMedium)
    page = browser.new_page()
    page.add_init_script("window.pwned = []; window.P = () => window.pwned.push(1);")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    for number, form in enumerate(made):
        path = tmp_path / f"{number}.web.html"
        path.write_bytes(medium.render(form, Edition(), language))
        page.goto(path.as_uri())
        page.wait_for_timeout(500)
        assert page.evaluate("window.pwned") == []
        assert page.evaluate(HANDLERS) == []
        assert {url for url in requests if not url.startswith("data:")} == {path.as_uri()}
        requests.clear()
    page.close()


HANDLERS = """() => [...document.querySelectorAll("body *")].flatMap(
  e => e.getAttributeNames().filter(n => n.startsWith("on")))"""
