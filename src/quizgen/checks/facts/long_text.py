"""A question or an answer that is longer than a card and taller than a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.checks.row import PROPOSITIONS, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.model import Association, Enumeration, Proposition
from quizgen.text import plain

LONGEST = 1000
"""Characters; a printed card holds some 1,200 in type that can be read, a page some 3,000."""

LONG_TEXT = Code(
    name="long-text",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says=f"A question or an answer has more than {LONGEST:,} characters.",
    why="Nobody learns a page by heart; a printed card shows only its beginning, and a worksheet "
    "has to break it over two pages.",
    source="Wozniak's twenty rules, 4: keep to the minimum of information",
    bad=Facts(
        f"- {{question: 'Who {'really and truly ' * 125}walked?', id: who, answer: Armstrong}}\n"
    ),
    good=Facts("- {question: Who walked?, id: who, answer: Armstrong}\n"),
)


def problems(propositions: Sequence[Proposition]) -> Iterator[Diagnostic]:
    """Yield the facts whose question or answer is too long."""
    for p in propositions:
        longest = max((len(plain(text)) for text in _texts(p)), default=0)
        if longest > LONGEST:
            message = f"a text of the card has {longest:,} characters"
            hint = "split the fact, or put the rest into a 'note'"
            yield Diagnostic(p.origin.locate(), LONG_TEXT, message, hint)


def _texts(p: Proposition) -> tuple[str, ...]:
    if isinstance(p, Association):
        return (p.ask, p.subject.text, p.value.text)
    return (p.prompt,) if isinstance(p, Enumeration) else (p.text,)


RULE = Rule((LONG_TEXT,), PROPOSITIONS, problems)
