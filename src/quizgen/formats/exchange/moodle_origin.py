"""What an item that moved in from a learning platform had there, put back into its Moodle XML."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from quizgen.formats.exchange import prose
from quizgen.model import Item, LmsItem, TrueFalse
from quizgen.model.lms_item import FULL, NONE, Answer
from quizgen.numbers import for_programs
from quizgen.text import html

PLAIN = ("short", "numeric", "truefalse")
"""Types of items whose answers are plain text in Moodle."""


def restore(question: Element, item: Item, lms: LmsItem) -> None:
    """Give a question the marks, the settings, the name, the words and the answers that it had."""
    texts = {
        "defaultgrade": for_programs(lms.points) if lms.points and has_own_points(item) else "",
        "penalty": "" if lms.penalty is None else for_programs(lms.penalty),
        "shuffleanswers": "true" if question.find("shuffleanswers") is not None else "",
        **dict(lms.settings),
    }
    for name, text in texts.items():
        if text:
            _at(question, name).text = text
    if lms.name:
        _say(_at(question, "name"), lms.name)
    for name, words in (*lms.overall, *(("hint", words) for words in lms.hints)):
        _say(SubElement(question, name, format="html"), prose.directed(str(html(words)), item))
    if item.type != "match":
        for old in question.findall("answer"):
            question.remove(old)
        question.extend(_answer(item, answer) for answer in lms.answers)


def has_own_points(item: Item) -> bool:
    """Whether an item is worth what it was where it came from; a blueprint may say otherwise."""
    return item.lms is not None and item.lms.whole_points == item.points


def _at(question: Element, name: str) -> Element:
    """Return the part of a question of some name, a new one where there is none."""
    part = question.find(name)
    return SubElement(question, name) if part is None else part


def _say(part: Element, text: str) -> None:
    _at(part, "text").text = text


def _answer(item: Item, answer: Answer) -> Element:
    """Return an answer, graded and commented on as it was."""
    is_plain = item.type in PLAIN
    element = Element("answer", fraction=for_programs(answer.worth or NONE))
    element.set("format", "plain_text" if is_plain else "html")
    text, tolerance = prose.graded(item, answer)
    if isinstance(item.interaction, TrueFalse):
        text = str(item.interaction.answer == (answer.worth == FULL)).lower()
    _say(element, text if is_plain else prose.directed(str(html(answer.text)), item, "span"))
    if tolerance:
        SubElement(element, "tolerance").text = tolerance
    comment = prose.directed(str(html(answer.feedback)), item, "span")
    _say(SubElement(element, "feedback", format="html"), comment)
    return element
