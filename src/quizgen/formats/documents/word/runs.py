"""Markdown as runs of text with their marks, as a word processor has them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

from quizgen.formats.documents.word.omml import omml
from quizgen.text import page_html

_MATH = re.compile(r"(<math\b.*?</math>)", re.DOTALL)
MATH = "math"
"""The mark of a run that is a formula, in Word's own markup."""
LANGUAGE, READING = "lang=", "ruby="
"""How the marks begin that tell a run's language, and the reading that stands above it."""

Run = tuple[str, frozenset[str]]


class _Runs(HTMLParser):
    """Collects texts with the marks that they stand in; a block of code has lines of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[tuple[str, frozenset[str]]] = []
        self._open: list[str] = []
        self._by_tag: list[str] = []
        self._block = False
        self._line_ends = False
        self._line_begins = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data("\n")
            self._line_begins = True
            return
        if ("class", "block") in attrs:
            self._block = True
            self._line_ends = bool(self.runs)
        self._open.append(tag)
        if tag == "span":
            self._by_tag.append(dict(attrs).get("lang") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self._by_tag:
            self._by_tag.pop()
        if tag in self._open:
            self._open.remove(tag)
        if tag == "code" and self._block:
            self._block, self._line_ends = False, True

    def handle_data(self, data: str) -> None:
        if "rp" in self._open:
            return
        if "rt" in self._open and self.runs:
            base, marks = self.runs[-1]
            self.runs[-1] = (base, marks | {READING + data})
            return
        if self._line_ends and data.strip(" "):
            data = f"\n{data if self._block else data.lstrip(' ')}"
            self._line_ends = False
        if self._line_begins and not self._block:
            data = data.lstrip(" \n")
            self._line_begins = not data
        if data:
            tags = [LANGUAGE + tag for tag in self._by_tag[-1:] if tag]
            self.runs.append((data, frozenset((*self._open, *tags))))


def value_of(marks: frozenset[str], mark: str) -> str:
    """Return what a mark tells of a run, nothing where it does not have that mark."""
    return next((each.removeprefix(mark) for each in marks if each.startswith(mark)), "")


def runs(markdown: str) -> list[Run]:
    """Return the texts of a paragraph with the marks that they stand in; formulas as markup."""
    before = " " if markdown[:1].isspace() else ""
    after = " " if markdown[-1:].isspace() else ""
    parser = _Runs()
    for number, part in enumerate(_MATH.split(page_html(markdown))):
        if number % 2:
            formula = ElementTree.fromstring(part)  # noqa: S314 - made by quizgen.tex
            parser.runs.append((omml(formula), frozenset({MATH})))
        else:
            parser.feed(part)
    parser.close()
    marks: frozenset[str] = frozenset()
    texts = [(before, marks), *parser.runs, (after, marks)]
    return [(text, marks) for text, marks in texts if text] if markdown.strip() else []
