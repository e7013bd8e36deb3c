"""An option that says always or never, where the others do not."""

from __future__ import annotations

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import ItemProblems, choice_rule
from quizgen.diagnostics import Code, Facts, Family, Severity
from quizgen.model import Choice, Item
from quizgen.wording import has_absolute

ABSOLUTE = Code(
    name="absolute",
    severity=Severity.WARNING,
    family=Family.ITEMS,
    says="Some options say “always” or “never”, and others do not.",
    why="Little in the world is always so, and learners know it: they strike the option out, or "
    "see in it the key.",
    source=f"{HALADYNA}, guideline 28a",
    bad=Facts(
        "- question: How do tides follow the Moon?\n  id: tides\n  answer: They lag behind it\n"
        "  distractors: [They always run ahead, They ignore it]\n"
    ),
    good=Facts(
        "- question: How do tides follow the Moon?\n  id: tides\n  answer: They lag behind it\n"
        "  distractors: [They run ahead of it, They ignore it]\n"
    ),
)


def problems(item: Item, choice: Choice) -> ItemProblems:
    """Yield one if some options have an absolute, and not all."""
    having = [option for option in choice.options if has_absolute(option.text)]
    if 0 < len(having) < len(choice.options):
        yield ABSOLUTE, f"'{having[0].text}' has an absolute, which the others lack"


RULE = choice_rule(ABSOLUTE, problems=problems)
