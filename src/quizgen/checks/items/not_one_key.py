"""An item whose options are not told apart by one key."""

from __future__ import annotations

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import ItemProblems, choice_rule
from quizgen.diagnostics import Code, Family, Items, Severity, counted
from quizgen.model import Choice, Item

NOT_ONE_KEY = Code(
    name="not-one-key",
    severity=Severity.ERROR,
    family=Family.ITEMS,
    says="Of an item's options none is right, or more than are to be chosen, or all.",
    why="Whoever knows the subject is marked wrong, or nobody can be.",
    source=f"{HALADYNA}, guideline 19",
    bad=Items("Who flew to the Moon with Armstrong? (x) Aldrin (x) Collins ( ) Gagarin"),
    good=Items("Who stayed in orbit round the Moon? (x) Collins ( ) Aldrin ( ) Gagarin"),
)


def problems(item: Item, choice: Choice) -> ItemProblems:
    """Yield one if the number of keys is wrong; only an item to tick all of may have several."""
    count = len(choice.keys)
    if not count or (item.type != "multiple" and count != 1) or count == len(choice.options):
        are_keys = "is a key" if count == 1 else "are keys"
        yield NOT_ONE_KEY, f"{count} of {counted(len(choice.options), 'option')} {are_keys}"


RULE = choice_rule(NOT_ONE_KEY, problems=problems, pictures=True)
