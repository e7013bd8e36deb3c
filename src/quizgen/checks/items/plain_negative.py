"""A stem that asks for what is not, and does not stress it."""

from __future__ import annotations

import re

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import ItemProblems, choice_rule
from quizgen.diagnostics import Code, Family, Items, Severity
from quizgen.model import Choice, Item

PLAIN_NEGATIVE = Code(
    name="plain-negative",
    severity=Severity.WARNING,
    family=Family.ITEMS,
    says="A stem asks for the option that is not so, and its “not” or “except” is not stressed.",
    why="It is read over, and the learner who knows the subject marks what is right.",
    source=f"{HALADYNA}, guideline 17",
    bad=Items("Which of these is not a planet? (x) Ceres ( ) Mars ( ) Venus"),
    good=Items("Which of these is **not** a planet? (x) Ceres ( ) Mars ( ) Venus"),
)
_NEGATIVE = re.compile(r"\bexcept\b|\bwhich of\b.*\bnot\b", re.IGNORECASE)
_STRESSED = re.compile(r"\*\*(not|except)\*\*|NOT|EXCEPT")


def problems(item: Item, choice: Choice) -> ItemProblems:
    """Yield one for a stem of that form."""
    if _NEGATIVE.search(item.stem) and not _STRESSED.search(item.stem):
        yield PLAIN_NEGATIVE, "the stem asks for what is not, without emphasis"


RULE = choice_rule(PLAIN_NEGATIVE, problems=problems)
