"""An option that does not follow the stem's article."""

from __future__ import annotations

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import ItemProblems, choice_rule
from quizgen.diagnostics import Code, Facts, Family, Severity
from quizgen.model import Choice, Item
from quizgen.wording import fits

OPTION_GRAMMAR = Code(
    name="option-grammar",
    severity=Severity.ERROR,
    family=Family.ITEMS,
    says="The stem ends with “a” or “an”, and an option does not follow it.",
    why="The ear tells the key from the rest.",
    source=f"{HALADYNA}, guideline 28c",
    bad=Facts(
        "- question: The lander was called after an\n  id: lander\n  answer: eagle\n"
        "  distractors: [albatross, falcon]\n"
    ),
    good=Facts(
        "- question: Which bird was the lander called after?\n  id: lander\n  answer: eagle\n"
        "  distractors: [albatross, falcon]\n"
    ),
)


def problems(item: Item, choice: Choice) -> ItemProblems:
    """Yield the options that do not follow."""
    for option in choice.options:
        if not fits(item.stem, option.text):
            yield OPTION_GRAMMAR, f"'{option.text}' does not follow the stem's article"


RULE = choice_rule(OPTION_GRAMMAR, problems=problems)
