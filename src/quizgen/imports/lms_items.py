"""What a learning platform has of a question beside what its fact holds → ``item:`` of the fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from quizgen.facts.values import TAG
from quizgen.formats.exchange import prose
from quizgen.formats.exchange.moodle import PENALTY
from quizgen.imports import writing
from quizgen.model import LmsItem
from quizgen.model.lms_item import FULL, Answer
from quizgen.numbers import for_programs
from quizgen.text import plain

USUAL: Mapping[str, tuple[str, ...]] = {
    "shuffleanswers": ("true", "1"),
    "answernumbering": ("ABCD",),
    "usecase": ("0",),
    "hidden": ("0",),
    "showstandardinstruction": ("0",),
}
"""Settings that an export writes, or a platform takes, where nothing is said."""


def entry(
    lms: LmsItem, stem: str, tags: Sequence[str], usual: Sequence[Answer], *, note_with_key: bool
) -> dict[str, writing.Value]:
    """Return ``item:`` of a question.

    ``lms.answers`` are all of its answers, ``usual`` those that its fact says already, as it says
    them; ``tags`` are as the platform has them.
    """
    texts = {
        "type": lms.type,
        "idnumber": lms.idnumber,
        "name": "" if lms.name == prose.called(stem) else lms.name,
        "category": lms.category,
        "points": ""
        if lms.points is None or lms.points == 1
        else for_programs(lms.points.normalize()),
        "penalty": ""
        if lms.penalty in (None, Decimal(PENALTY))
        else for_programs(lms.penalty.normalize()),
    }
    entries: dict[str, writing.Value] = {key: text for key, text in texts.items() if text}
    fixed = dict(lms.settings).get("shuffleanswers") in ("false", "0")
    more: dict[str, writing.Value] = {
        "answers": dict(_answers(lms.answers, usual, in_order=fixed)),
        "overall": dict(lms.overall),
        "hints": list(lms.hints),
        "settings": dict(_settings(lms)),
        "tags": list(tags) if list(tags) != fitting(tags) else (),
        "note": "key" if note_with_key else "",
    }
    return entries | {key: value for key, value in more.items() if value}


def _number(value: Decimal | None, usual: Decimal | None = None) -> str:
    """Return a number as it is written, nothing where it is what is usual."""
    return "" if value in (None, usual) or value is None else for_programs(value.normalize())


def fitting(tags: Sequence[str]) -> list[str]:
    """Return tags as facts have them: without spaces, and without what no tag can have."""
    joined = ("-".join(tag.split()) for tag in tags)
    return list(dict.fromkeys(tag for tag in joined if re.fullmatch(TAG, tag)))


def literal(text: str) -> str:
    """Return a short answer in Markdown that is no pattern, as it is written."""
    words = plain(text)
    return writing.markdown_of(words.replace("\\*", "*")) if "\\*" in words else text


def _settings(lms: LmsItem) -> Iterator[tuple[str, str]]:
    """Yield the settings that no export would write by itself."""
    single = ("false", "0") if lms.type == "multiple" else ("true", "1")
    for name, value in lms.settings:
        if value not in {**USUAL, "single": single}.get(name, ()):
            yield name, value


def _answers(
    answers: Sequence[Answer], usual: Sequence[Answer], *, in_order: bool
) -> Iterator[tuple[str, writing.Value]]:
    """Yield all answers where the fact does not grade them so, else those that are commented on."""
    expected = {answer.text: answer for answer in usual}
    worths = {text: answer.worth for text, answer in expected.items()}
    is_usual = not in_order and {a.text: a.worth for a in answers} == worths
    for answer in answers:
        there = expected.get(answer.text, Answer(answer.text))
        feedback = "" if answer.feedback == there.feedback else answer.feedback
        worth = _number(FULL if answer.worth is None else answer.worth)
        if not is_usual:
            yield answer.text, {"worth": worth, "feedback": feedback} if feedback else worth
        elif feedback:
            yield answer.text, {"feedback": feedback}
