"""An item whose question holds its answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import ItemProblems, item_rule
from quizgen.diagnostics import Code, Family, Items, Severity
from quizgen.model import (
    Choice,
    Gap,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.wording import tells

ANSWER_IN_STEM = Code(
    name="answer-in-stem",
    severity=Severity.ERROR,
    family=Family.ITEMS,
    says="The answer, or another name of it, is in the question.",
    why="It asks nothing.",
    source=f"{HALADYNA}, guideline 28b",
    bad=Items("Who was the father of Alexander Hamilton? (x) Hamilton ( ) Franklin ( ) Jefferson"),
    good=Items("Who was the first Secretary of the Treasury? (x) Hamilton ( ) Franklin ( ) Jay"),
)


def problems(item: Item) -> ItemProblems:
    """Yield each answer that is told."""
    match item.interaction:
        case Choice(options):
            yield from _told(item.stem, (option.text for option in options if option.correct))
        case TextEntry(accepted):
            yield from _told(item.stem, accepted)
        case Numeric(_, words):
            yield from _told(item.stem, (words,))
        case Gaps(parts):
            given = " ".join(part for part in parts if isinstance(part, str))
            gaps = (part.text for part in parts if isinstance(part, Gap))
            yield from _told(f"{item.stem} {given}", gaps)
        case TrueFalse() | Match() | OpenResponse() | Order():
            pass
        case _:
            assert_never(item.interaction)


def _told(stem: str, answers: Iterable[str]) -> ItemProblems:
    for answer in answers:
        if tells(stem, answer):
            yield ANSWER_IN_STEM, f"the answer '{answer}' is in the question"


RULE = item_rule(ANSWER_IN_STEM, problems=problems)
