"""Dates and numbers that are out of order."""

from __future__ import annotations

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import ItemProblems, choice_rule
from quizgen.diagnostics import Code, Family, Items, Severity
from quizgen.model import Choice, Item
from quizgen.wording import in_order

UNSORTED_OPTIONS = Code(
    name="unsorted-options",
    severity=Severity.WARNING,
    family=Family.ITEMS,
    says="The options of an item that keeps their order are dates or numbers, and out of order.",
    why="The learner looks for the right one up and down, and is tested on reading.",
    source=f"{HALADYNA}, guideline 21",
    bad=Items("When did Eagle land? ( ) 1972 (x) 1969 ( ) 1961"),
    good=Items("When did Eagle land? ( ) 1961 (x) 1969 ( ) 1972"),
)


def problems(item: Item, choice: Choice) -> ItemProblems:
    """Yield one if sorted options are not in their order."""
    places = in_order([option.text for option in choice.options], item.notation)
    if places is not None and choice.sorted and places != sorted(places):
        yield UNSORTED_OPTIONS, "dates and numbers are out of order"


RULE = choice_rule(UNSORTED_OPTIONS, problems=problems)
