"""Options of which two may be right at once."""

from __future__ import annotations

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import ItemProblems, choice_rule
from quizgen.diagnostics import Code, Facts, Family, Severity
from quizgen.model import Choice, Item
from quizgen.wording import overlapping

OVERLAPPING_OPTIONS = Code(
    name="overlapping-options",
    severity=Severity.ERROR,
    family=Family.ITEMS,
    says="Two options are equal, one holds the other, or their ranges meet.",
    why="If one is right, so is the other: the item has two keys. And of two options that mean "
    "the same, neither can be the key, which leaves fewer to guess among.",
    source=f"{HALADYNA}, guideline 22",
    bad=Facts(
        "- question: When was the Battle of Verdun?\n  id: verdun\n  answer: '1916'\n"
        "  distractors: [1914–18, '1805']\n"
    ),
    good=Facts(
        "- question: When was the Battle of Verdun?\n  id: verdun\n  answer: '1916'\n"
        "  distractors: ['1914', '1917']\n"
    ),
)


def problems(item: Item, choice: Choice) -> ItemProblems:
    """Yield one if any two options overlap."""
    if pair := overlapping((option.text for option in choice.options), item.notation):
        one, other = pair
        yield OVERLAPPING_OPTIONS, f"the options '{one}' and '{other}' are equal or overlap"


RULE = choice_rule(OVERLAPPING_OPTIONS, problems=problems)
