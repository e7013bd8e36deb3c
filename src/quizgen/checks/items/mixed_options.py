"""Options of more than one sort or precision."""

from __future__ import annotations

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import ItemProblems, choice_rule
from quizgen.diagnostics import Code, Family, Items, Severity
from quizgen.model import Choice, Item
from quizgen.numbers import Notation
from quizgen.text import fold, is_sign, plain
from quizgen.wording import has_digit, words

MIXED_OPTIONS = Code(
    name="mixed-options",
    severity=Severity.WARNING,
    family=Family.ITEMS,
    says="A date or number stands among words, or a year among days.",
    why="The one that is unlike the others is seen without knowing anything.",
    source=f"{HALADYNA}, guideline 23",
    bad=Items("When did Eagle land? ( ) 1958 ( ) 1961 (x) 20 July 1969"),
    good=Items("When did Eagle land? ( ) 1958 ( ) 1961 (x) 1969"),
)


def problems(item: Item, choice: Choice) -> ItemProblems:
    """Yield one if the options have more than one form, and one of the forms is a number's.

    Formulas are of one form, whether they have letters or not.
    """
    if all(is_sign(option.text) for option in choice.options):
        return
    forms = [_form(option.text, item.notation) for option in choice.options]
    if len(set(forms)) > 1 and any(sort == "number" for sort, _ in forms):
        yield MIXED_OPTIONS, "the options are of mixed type or precision"


def _form(text: str, notation: Notation) -> tuple[str, int]:
    """Return whether a text is a date or a number with its unit, and of how many numbers."""
    if not has_digit(text):
        return ("text", 0)
    text_only = plain(text)
    numbers = list(notation.numbers(text_only))
    others = text_only
    for number in reversed(numbers):
        others = f"{others[: number.start]} {others[number.end :]}"
    is_number = numbers and (not fold(text_only[: numbers[0].start]) or len(words(others)) <= 1)
    return ("number", len(numbers)) if is_number else ("text", 0)


RULE = choice_rule(MIXED_OPTIONS, problems=problems)
