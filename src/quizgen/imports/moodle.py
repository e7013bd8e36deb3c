"""Moodle XML: ``<quiz>`` with a ``<question>`` of some type for each.

https://docs.moodle.org/en/Moodle_XML_format
"""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from quizgen import html_reading
from quizgen.facts.values import TAG
from quizgen.imports import writing
from quizgen.imports.bundle import ImportRefused
from quizgen.imports.plan import Options, Plan, Target
from quizgen.imports.questions import Answer, Asked, Found, Sort
from quizgen.imports.questions import plan as plan_of
from quizgen.imports.texts import text_of
from quizgen.input import is_reserved
from quizgen.reading.media import is_refused

SORTS = {
    "multichoice": Sort.CHOICE,
    "shortanswer": Sort.SHORT,
    "numerical": Sort.NUMBER,
    "matching": Sort.MATCH,
    "truefalse": Sort.TRUTH,
}
_SHOWN = re.compile(
    r"""<img\b(?=[^>]*\bsrc=["']@@PLUGINFILE@@/(?P<name>[^"'?]+))(?=(?:[^>]*\balt="(?P<alt>[^"]*)")?)""",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"<img\b[^>]*@@PLUGINFILE@@[^>]*>", re.IGNORECASE)
_MARKS = ("hint", "penalty", "defaultgrade", "units", "correctfeedback", "incorrectfeedback")


def plan(path: Path, target: Target, options: Options) -> Plan:
    """Return a deck of facts, one a question."""
    return plan_of(read(text_of(path), options), target, options)


def read(text: str, options: Options) -> Found:
    """Return the questions of a file.

    Raises:
        ImportRefused: where it is no Moodle XML.

    """
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - expat bounds what entities expand to
    except (ElementTree.ParseError, ValueError) as error:
        raise ImportRefused(f"it is no XML: {error}") from error
    if root.tag != "quiz":
        raise ImportRefused(f"it is no Moodle XML: it has <{root.tag}> for <quiz>")
    reader = _Reader(options)
    for question in root.iter("question"):
        reader.add(question)
    return reader.whole()


class _Reader:
    """Reads questions one by one, and keeps what of them does not come."""

    def __init__(self, options: Options) -> None:
        say = options.language.say
        self.truth = {"true": say("paper.true"), "false": say("paper.false")}
        self.found = Found()
        self.beyond: Counter[str] = Counter()

    def whole(self) -> Found:
        for name, count in sorted(self.beyond.items()):
            self.found.left.append(f"{name}, in {count} of {self.found.count} questions")
        return self.found

    def add(self, question: Element) -> None:
        type_ = question.get("type", "")
        if type_ == "category":
            return
        self.found.count += 1
        sort = SORTS.get(type_)
        name = _plain(question.find("name"))
        if sort is None:
            self.found.left.append(f"a question of the type '{type_}': {name[:60]}")
            return
        self.beyond.update(
            {f"what Moodle keeps as <{tag}>": 1 for tag in _MARKS if _is_filled(question.find(tag))}
        )
        pictures = tuple(self._pictures(question.find("questiontext")))
        id_ = (question.findtext("idnumber") or "").strip()
        answers = tuple(self._answers(question, sort))
        pairs = tuple(self._pairs(question))
        self.found.asked.append(
            Asked(
                sort=sort,
                stem=self._words(question.find("questiontext")),
                name=id_ or name,
                answers=answers if sort is not Sort.MATCH else tuple(self._extra(question)),
                pairs=pairs,
                tolerance=self._tolerance(question) if sort is Sort.NUMBER else None,
                feedback=self._words(question.find("generalfeedback")),
                tags=tuple(self._tags(question)),
                pictures=pictures,
            )
        )

    def _answers(self, question: Element, sort: Sort) -> Iterator[Answer]:
        for answer in question.findall("answer"):
            text = self._words(answer, question)
            if sort is Sort.TRUTH:
                text = self.truth.get(text.strip().lower(), text)
            if sort is Sort.NUMBER and _decimal(text) is None:
                continue  # "*", which stands for any other answer
            right = _decimal(answer.get("fraction", "0")) or Decimal(0)
            yield Answer(text, right, self._words(answer.find("feedback")))

    def _pairs(self, question: Element) -> Iterator[tuple[str, str]]:
        for part in question.findall("subquestion"):
            prompt, answer = self._words(part), self._words(part.find("answer"))
            if prompt and answer:
                yield prompt, answer

    def _extra(self, question: Element) -> Iterator[Answer]:
        for part in question.findall("subquestion"):
            if not self._words(part):
                yield Answer(self._words(part.find("answer")), Decimal(0))

    def _tolerance(self, question: Element) -> Decimal | None:
        first = question.find("answer")
        return _decimal(first.findtext("tolerance") or "") if first is not None else None

    def _tags(self, question: Element) -> Iterator[str]:
        for tag in question.iterfind("tags/tag"):
            words = "-".join(_plain(tag).split())
            if re.fullmatch(TAG, words):
                yield words
            elif words:
                self.beyond[f"the tag '{words}', which has signs that no tag here can have"] += 1

    def _words(self, element: Element | None, parent: Element | None = None) -> str:
        """Return the text of an element in Markdown."""
        if element is None:
            return ""
        text = writing.clean(_plain(element))
        format_ = element.get("format", "moodle_auto_format")
        if format_ == "markdown":
            return text
        is_html = format_ == "html" or (
            format_ == "moodle_auto_format" and html_reading.is_html(text)
        )
        if not is_html:
            return writing.markdown_of(text)
        for name in html_reading.beyond(text):
            if name != "img":
                self.beyond[f"the markup <{name}>, whose words come"] += 1
        return html_reading.markdown(_WHOLE.sub("", text))

    def _pictures(self, element: Element | None) -> Iterator[tuple[str, str]]:
        """Yield the pictures of a question that lie in it, with what they show."""
        if element is None:
            return
        files = {file.get("name", ""): file for file in element.findall("file")}
        for match in _SHOWN.finditer(_plain(element)):
            name = unquote(match["name"]).rpartition("/")[2]
            data = _decoded(files.get(name))
            if data is None or is_refused(name, data) or is_reserved(name) or name.startswith("."):
                self.beyond[f"the picture '{name}', which is not in it or cannot be shown"] += 1
            else:
                self.found.media[name] = data
                yield name, match["alt"] or f"Picture: {Path(name).stem}"


def _plain(element: Element | None) -> str:
    if element is None:
        return ""
    inner = element.find("text")
    return ((inner.text if inner is not None else element.text) or "").strip()


def _is_filled(element: Element | None) -> bool:
    """Whether an element says something beside Moodle's usual values."""
    if element is None:
        return False
    usual = ("", "1", "1.0000000", "0", "0.3333333", "0.1000000", "0.0000000")
    return _plain(element) not in usual or len(element) > 1


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _decoded(file: Element | None) -> bytes | None:
    if file is None or file.get("encoding") != "base64":
        return None
    try:
        return base64.b64decode(file.text or "")
    except (binascii.Error, ValueError):
        return None
