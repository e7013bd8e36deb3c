"""A sentence, or a remark in brackets, that stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.checks.facts.texts import texts
from quizgen.checks.row import COLLECTION, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection

SHOWN = 40
"""Letters of what stands twice that a message shows."""

DOUBLED = re.compile(r"(?<!\w)(\w[^\n]{7,}?[.!?。！？؟।۔]|\([^()\n]{3,}\))\s*\1")

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
    """Yield each text in which something stands twice."""
    for place, text in texts(collection, DOUBLED):
        doubled = DOUBLED.findall(text)[0]
        excerpt = doubled if len(doubled) <= SHOWN else f"{doubled[: SHOWN - 1]}…"
        yield Diagnostic(place, DOUBLED_TEXT, f"'{excerpt}' stands twice", "leave it out once")


RULE = Rule((DOUBLED_TEXT,), COLLECTION, problems)
