"""Formulas that are wider than the line that they are printed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.checks.facts.broken_math import formulas, formulas_in
from quizgen.checks.row import COLLECTION, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Position, Severity
from quizgen.facts import Collection, Deck
from quizgen.tex import linear, width
from quizgen.text import formula_width, set_formulas

LINE = 22.5
"""The narrowest line that a whole text has on a worksheet, in em: an option's in large print."""
COLUMN = 15.5
"""The same in two columns."""
QUOTED = 40
"""Characters of a formula that a message quotes."""
_SUM = r"(a+b)^8 = a^8 + 8a^7b + 28a^6b^2 + 56a^5b^3 %s + 28a^2b^6 + 8ab^7 + b^8"
_EXPAND = "- {question: 'What is \\((a+b)^8\\)?', id: eighth, answer: '%s'}\n"

WIDE_FORMULA = Code(
    name="wide-formula",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says=f"A formula is wider than a line of {LINE:g} em, the narrowest that a worksheet has.",
    why="No formula is broken over two lines, since nobody could read it; so one that is too wide "
    "runs over the edge of the page, into the next column, or out of a telephone's screen. How "
    "wide it is, is estimated: some two signs take one em.",
    source="",
    bad=Facts(_EXPAND % rf"\({_SUM % '+ 70a^4b^4 + 56a^3b^5'}\)"),
    good=Facts(
        _EXPAND
        % r"\(\begin{aligned}(a+b)^8 = {} & a^8 + 8a^7b + 28a^6b^2 + 56a^5b^3 \\ & {} + 70a^4b^4"
        r" + 56a^3b^5 + 28a^2b^6 \\ & {} + 8ab^7 + b^8\end{aligned}\)"
    ),
)
HINT = r"break it with \begin{aligned} … \\ … \end{aligned}, or write two formulas"


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield the formulas that are wider than any worksheet's line is sure to be."""
    for position, markdown in formulas(collection):
        yield from _wider(markdown, LINE, "a line of large print", position)


def in_columns(decks: Iterable[Deck]) -> Iterator[Diagnostic]:
    """Yield the formulas of some decks that fit any worksheet but one in two columns."""
    for fact in (fact for deck in decks for fact in deck.facts):
        for position, markdown in formulas_in(fact, fact.locate):
            if formula_width(markdown) <= LINE and WIDE_FORMULA.name not in fact.allow:
                yield from _wider(markdown, COLUMN, "a line of two columns", position)


def _wider(markdown: str, most: float, line: str, position: Position) -> Iterator[Diagnostic]:
    if formula_width(markdown) <= most:
        return
    for formula in set_formulas(markdown):
        words = linear(formula)
        quoted = words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"
        if (wide := width(formula)) > most:
            message = f"the formula '{quoted}' is some {wide:.0f} em wide, and {line} {most:g}"
            yield Diagnostic(position, WIDE_FORMULA, message, HINT)


RULE = Rule((WIDE_FORMULA,), COLLECTION, problems)
