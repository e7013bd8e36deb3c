"""A list of more members than anybody learns as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.checks.row import PROPOSITIONS, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.model import Enumeration, Proposition

LONGEST = 7
"""Members that can be learnt as one list."""

LONG_LIST = Code(
    name="long-list",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says=f"A list has more than {LONGEST} members.",
    why="Sets and long enumerations are forgotten again and again. Regrouped into short lists, "
    "each with a name, they are learnt.",
    source="Wozniak's twenty rules, 9 and 10: avoid sets, avoid enumerations",
    bad=Facts("""\
- list: What are the planets?
  id: planets
  members: [a: Mercury, b: Venus, c: Earth, d: Mars, e: Jupiter, f: Saturn, g: Uranus, h: Neptune]
"""),
    good=Facts("""\
- list: What are the planets made of rock?
  id: rock
  members: [mercury: Mercury, venus: Venus, earth: Earth, mars: Mars]
- list: What are the giant planets?
  id: giants
  members: [jupiter: Jupiter, saturn: Saturn, uranus: Uranus, neptune: Neptune]
"""),
)


def problems(propositions: Sequence[Proposition]) -> Iterator[Diagnostic]:
    """Yield the lists that are too long."""
    for p in propositions:
        if isinstance(p, Enumeration) and len(p.members) > LONGEST:
            message = f"the list has {len(p.members)} members"
            hint = f"regroup it into lists of up to {LONGEST}"
            yield Diagnostic(p.origin.locate(), LONG_LIST, message, hint)


RULE = Rule((LONG_LIST,), PROPOSITIONS, problems)
