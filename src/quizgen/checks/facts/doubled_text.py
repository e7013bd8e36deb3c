"""A sentence, or a remark in brackets, that stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.checks.facts.texts import texts
from quizgen.checks.row import COLLECTION, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection
from quizgen.text import segments

SHOWN = 40
"""Letters of what stands twice that a message shows."""

DOUBLED = re.compile(
    r"(?<!\w)(\w[^\n]{7,500}?[.!?。！？؟।۔](?!\d)|\([^()\n]{3,}\)(?=\s))\s*\1(?!\w)"
)
"""Sought over 500 letters at the most, so that a long text takes no longer than its length."""

DOUBLED_TEXT = Code(
    name="doubled-text",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says="A sentence, or a remark in brackets, stands twice in a row.",
    why="It was pasted once too often, and a learner reads it at every review.",
    source="",
    bad=Facts("""\
- question: Which planet is the largest?
  id: largest
  answer: Jupiter
  note: It has more mass than all others. It has more mass than all others.
"""),
    good=Facts("""\
- question: Which planet is the largest?
  id: largest
  answer: Jupiter
  note: It has more mass than all others.
"""),
)


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield each text in which something stands twice; in code and formulas that has a meaning."""
    for place, text in texts(collection, DOUBLED):
        literals = [piece for piece, literal in segments(text) if literal]
        doubled = next((d for d in DOUBLED.findall(text) if not any(d in o for o in literals)), "")
        if doubled:
            excerpt = doubled if len(doubled) <= SHOWN else f"{doubled[: SHOWN - 1]}…"
            yield Diagnostic(place, DOUBLED_TEXT, f"'{excerpt}' stands twice", "leave it out once")


RULE = Rule((DOUBLED_TEXT,), COLLECTION, problems)
