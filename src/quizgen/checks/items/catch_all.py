"""Options that speak of the other options."""

from __future__ import annotations

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import ItemProblems, choice_rule
from quizgen.comparison import loosely
from quizgen.diagnostics import Code, Facts, Family, Severity
from quizgen.model import Choice, Item
from quizgen.wording import ALL_OF_THESE, NONE_OF_THESE

ALL_OF_THE_ABOVE = Code(
    name="all-of-the-above",
    severity=Severity.ERROR,
    family=Family.ITEMS,
    says="An option says that all of the options are right.",
    why="Who knows two of them knows the answer, who knows one to be wrong knows that it is not "
    "this; and shuffled, nothing is above.",
    source=f"{HALADYNA}, guideline 26",
    bad=Facts(
        "- question: Who stepped out first?\n  id: first\n  answer: Armstrong\n"
        "  distractors: [Aldrin, All of the above]\n"
    ),
    good=Facts(
        "- question: Who stepped out first?\n  id: first\n  answer: Armstrong\n"
        "  distractors: [Aldrin, Collins]\n"
    ),
)
NONE_OF_THE_ABOVE = Code(
    name="none-of-the-above",
    severity=Severity.WARNING,
    family=Family.ITEMS,
    says="An option says that none of the options is right.",
    why="It tests whether a learner knows what is wrong, not what is right.",
    source=f"{HALADYNA}, guideline 25",
    bad=Facts(
        "- question: Who stepped out first?\n  id: first\n  answer: Armstrong\n"
        "  distractors: [Aldrin, None of these]\n"
    ),
    good=Facts(
        "- question: Who stepped out first?\n  id: first\n  answer: Armstrong\n"
        "  distractors: [Aldrin, Collins]\n"
    ),
)


def problems(item: Item, choice: Choice) -> ItemProblems:
    """Yield each such option."""
    for option in choice.options:
        if loosely(option.text) in ALL_OF_THESE:
            yield ALL_OF_THE_ABOVE, f"'{option.text}' is an option"
        if loosely(option.text) in NONE_OF_THESE:
            yield NONE_OF_THE_ABOVE, f"'{option.text}' is an option"


RULE = choice_rule(ALL_OF_THE_ABOVE, NONE_OF_THE_ABOVE, problems=problems)
