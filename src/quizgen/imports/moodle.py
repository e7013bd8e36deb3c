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
from typing import get_args
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from quizgen import html_reading
from quizgen.facts.lms_item import Remark, Setting
from quizgen.imports import writing
from quizgen.imports.bundle import ImportRefused
from quizgen.imports.plan import Options, Plan, Target
from quizgen.imports.questions import Answer, Asked, Found, Sort
from quizgen.imports.questions import plan as plan_of
from quizgen.imports.texts import text_of
from quizgen.model import LmsItem
from quizgen.numbers import for_programs as _number
from quizgen.reading.media import is_refused
from quizgen.user_files import is_reserved

SORTS = {
    "multichoice": Sort.CHOICE,
    "shortanswer": Sort.SHORT,
    "numerical": Sort.NUMERIC,
    "matching": Sort.MATCH,
    "truefalse": Sort.TRUEFALSE,
}
_SHOWN = re.compile(
    r"""<img\b(?=[^>]*\bsrc=["']@@PLUGINFILE@@/(?P<name>[^"'?]+))(?=(?:[^>]*\balt="(?P<alt>[^"]*)")?)""",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"<img\b[^>]*@@PLUGINFILE@@[^>]*>", re.IGNORECASE)
_BEYOND = ("units", "unitgradingtype", "unitpenalty", "unitsleft", "dataset_definitions")
_SETTING = re.compile(r"[A-Za-z0-9]{1,9}")


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
        self.category = ""

    def whole(self) -> Found:
        for name, count in sorted(self.beyond.items()):
            self.found.left.append(f"{name}, in {count} of {self.found.count} questions")
        return self.found

    def add(self, question: Element) -> None:
        type_ = question.get("type", "")
        if type_ == "category":
            self.category = _plain(question.find("category"))
            return
        self.found.count += 1
        sort = SORTS.get(type_)
        lms = self._lms(question)
        if sort is None:
            self.found.left.append(f"a question of the type '{type_}': {lms.name[:60]}")
            return
        told = {f"what Moodle keeps as <{tag}>" for tag in _BEYOND if _says(question.find(tag))}
        self.beyond.update(told)
        is_match = sort is Sort.MATCH
        self.found.asked.append(
            Asked(
                sort=sort,
                stem=self._words(question.find("questiontext")),
                answers=tuple(self._extra(question) if is_match else self._answers(question, sort)),
                pairs=tuple(self._pairs(question)),
                feedback=self._words(question.find("generalfeedback")),
                tags=tuple(filter(None, map(_plain, question.iterfind("tags/tag")))),
                pictures=tuple(self._pictures(question.find("questiontext"))),
                lms=lms,
            )
        )

    def _lms(self, question: Element) -> LmsItem:
        """Return what of a question is Moodle's own."""
        marks = {tag: self._words(question.find(tag)) for tag in get_args(Remark)}
        settings = {tag: (question.findtext(tag) or "").strip() for tag in get_args(Setting)}
        hints = tuple(filter(None, map(self._words, question.iterfind("hint"))))
        if any(len(hint) > 1 for hint in question.iterfind("hint")):
            self.beyond["what a hint of Moodle's does to the answers"] += 1
        return LmsItem(
            type="",
            idnumber=(question.findtext("idnumber") or "").strip(),
            name=_plain(question.find("name")),
            category=self.category,
            points=_decimal(question.findtext("defaultgrade") or ""),
            penalty=_decimal(question.findtext("penalty") or ""),
            overall=tuple((tag, words) for tag, words in marks.items() if words),
            hints=hints,
            settings=tuple((k, v) for k, v in settings.items() if _SETTING.fullmatch(v)),
        )

    def _answers(self, question: Element, sort: Sort) -> Iterator[Answer]:
        for answer in question.findall("answer"):
            text = self._answer(answer, sort)
            right = _decimal(answer.get("fraction", "0")) or Decimal(0)
            yield Answer(text, right, self._words(answer.find("feedback")))

    def _answer(self, answer: Element, sort: Sort) -> str:
        """Return the text of an answer, of a number with its tolerance."""
        if sort is Sort.TRUEFALSE:
            text = _plain(answer).lower()
            return self.truth.get(text, text)
        if sort is Sort.NUMERIC:
            value = _decimal(_plain(answer))
            off = _decimal(answer.findtext("tolerance") or "")
            return f"{_number(value)}:{_number(off)}" if off and value else _plain(answer)
        if answer.find("file") is not None:
            self.beyond["a picture in an answer"] += 1
        return self._words(answer)

    def _pairs(self, question: Element) -> Iterator[tuple[str, str]]:
        for part in question.findall("subquestion"):
            prompt, answer = self._words(part), self._words(part.find("answer"))
            if prompt and answer:
                yield prompt, answer

    def _extra(self, question: Element) -> Iterator[Answer]:
        for part in question.findall("subquestion"):
            if not self._words(part):
                yield Answer(self._words(part.find("answer")), Decimal(0))

    def _words(self, element: Element | None) -> str:
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
        text = _WHOLE.sub("", text)
        for name in html_reading.beyond(text):
            what = "a picture that is not in it" if name == "img" else f"the markup <{name}>"
            self.beyond[f"{what}, whose words come"] += 1
        return html_reading.markdown(text)

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


def _says(element: Element | None) -> bool:
    """Whether an element says something beside Moodle's usual values."""
    usual = ("", "0", "0.1000000", "0.1")
    return element is not None and (_plain(element) not in usual or bool(len(element)))


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
