"""Entries to be put in order of which two have one place."""

from __future__ import annotations

from quizgen.checks.row import ItemProblems, item_rule
from quizgen.diagnostics import Code, Family, Items, Severity
from quizgen.model import Item, Order
from quizgen.wording import distinct

TIED_ORDER = Code(
    name="tied-order",
    severity=Severity.ERROR,
    family=Family.ITEMS,
    says="Of the entries to be put in order, two have the same place, or the same text.",
    why="Two orders are right, and the key knows one of them.",
    source="",
    bad=Items("Number them, the first one 1. (1) Sputnik (2) Explorer (2) Vanguard"),
    good=Items("Number them, the first one 1. (1) Sputnik (2) Explorer (3) Vanguard"),
)


def problems(item: Item) -> ItemProblems:
    """Yield one if there is a tie."""
    if isinstance(item.interaction, Order):
        entries = item.interaction.entries
        ranks = {entry.rank for entry in entries}
        texts = (entry.text for entry in entries)
        if len(ranks) < len(entries) or not distinct(texts, item.notation):
            yield TIED_ORDER, "two entries have the same place, or the same text"


RULE = item_rule(TIED_ORDER, problems=problems)
