"""``item:`` of a fact: what a learning platform had of it, so that it goes back as it came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Annotated, Literal

from annotated_types import MaxLen
from pydantic import BeforeValidator, PlainValidator, StringConstraints

from quizgen.facts.description import described
from quizgen.facts.values import STRICT, Text, Texts
from quizgen.model import LmsItem
from quizgen.model.lms_item import Answer
from quizgen.records import dataclass

Remark = Literal["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"]
Setting = Literal[
    "single", "shuffleanswers", "answernumbering", "showstandardinstruction", "usecase", "hidden"
]
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?")


def _number(value: object) -> Decimal:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise ValueError(f"'{value}' is no number with a point, such as 33.33333")
    return Decimal(value)


Hundredths = Annotated[Decimal, PlainValidator(_number)]
"""A number as platforms write it, in any language with a point."""
MOST_ANSWERS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """What is said of an answer: what it is worth, and what who gives it is told."""

    __pydantic_config__ = STRICT

    worth: Annotated[
        Hundredths | None, described("Hundredths of the points; below 0 it costs some.", "50")
    ] = None
    feedback: Annotated[
        Text | None, described("What is said to who gives it.", "Nearly: it has no h.")
    ] = None


def _graded(value: object) -> object:
    """Read the short form, ``Kaboul: 50``."""
    return {"worth": value} if isinstance(value, str) else value


def _line(text: str | None) -> str:
    """Return a text on one line: a file of a platform's may end a comment with it."""
    return " ".join((text or "").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformItem:
    """``item: {type: choice, idnumber: afg-1}``; an import writes it."""

    __pydantic_config__ = STRICT

    type: Annotated[
        Literal["choice", "short", "truefalse", "numeric", "multiple", "match"],
        described("The question type of the item that it was.", "choice"),
    ]
    idnumber: Annotated[
        Annotated[str, StringConstraints(min_length=1, max_length=100)] | None,
        described("Its id there.", "AFG-1"),
    ] = None
    name: Annotated[Text | None, described("What lists call it there.", "Capitals 1")] = None
    category: Annotated[
        Text | None, described("The category that it stands in.", "$course$/top/Capitals")
    ] = None
    points: Annotated[
        Hundredths | None,
        described("What it is worth; on paper, the nearest whole points.", "1.5"),
    ] = None
    penalty: Annotated[
        Hundredths | None, described("The share of it that each further try costs.", "0.1")
    ] = None
    answers: Annotated[
        Mapping[str, Annotated[Graded, BeforeValidator(_graded)]],
        MaxLen(MOST_ANSWERS),
        described(
            "Answers that are worth anything else than all or nothing, or that are commented on; "
            "where all are there, in this order. That of a number may have a tolerance.",
            {"Geneve": "50", "Geneva": {"feedback": "On the lake."}},
        ),
    ] = field(default_factory=dict)
    overall: Annotated[
        Mapping[Remark, Text],
        described("What is said at the end, by its name in Moodle.", {"correctfeedback": "Right!"}),
    ] = field(default_factory=dict)
    hints: Annotated[Texts, described("What is said before a further try.", "On a lake")] = ()
    settings: Annotated[
        Mapping[Setting, Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,9}$")]],
        described("Settings of Moodle's, by their names there.", {"answernumbering": "abc"}),
    ] = field(default_factory=dict)
    tags: Annotated[
        Texts, described("Its tags there, where they are not the fact's.", ["central asia"])
    ] = ()
    note: Annotated[
        Literal["key"] | None,
        described("`key` where the fact's note is said to who gives the key, not to all.", "key"),
    ] = None

    def lms_item(self) -> LmsItem:
        """Return it as an item has it."""
        return LmsItem(
            type=self.type,
            idnumber=_line(self.idnumber),
            name=_line(self.name),
            category=_line(self.category),
            points=self.points,
            penalty=self.penalty,
            answers=tuple(
                Answer(text, graded.worth, graded.feedback or "")
                for text, graded in self.answers.items()
            ),
            overall=tuple(self.overall.items()),
            hints=self.hints,
            settings=tuple(self.settings.items()),
            tags=tuple(map(_line, self.tags)),
            notes_key=self.note == "key",
        )
