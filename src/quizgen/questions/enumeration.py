"""Name all members of a list. Uses enumerations of up to ten members that can be written down.

Not chronologies: which events a curator chose to mark an age cannot be known, only their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.distractors.bank import Bank
from quizgen.model import Enumeration, Gap, Gaps, Item, Proposition
from quizgen.questions.difficulty import difficulty
from quizgen.wording import size, words

TYPE = "enumerate"
USES = (Enumeration,)
DEMAND = 0.18
MOST = 10
CLAUSE = 4
"""Words that an entry needs to tell what happened."""
LONGEST = 110
"""Characters of a member; a longer one asks for an essay."""


def is_chronology(p: Enumeration) -> bool:
    """Whether a list tells events in sentences, one after the other."""
    told = [m.text[:1].isupper() and len(words(m.text)) >= CLAUSE for m in p.members]
    return p.ordered and sum(told) * 2 > len(told)


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each list, with a point a member."""
    for p in propositions:
        if not isinstance(p, Enumeration) or len(p.members) > MOST or is_chronology(p):
            continue
        if any(size(member.text) > LONGEST for member in p.members):
            continue
        gaps = (Gap(n, m.text, accept=m.accept) for n, m in enumerate(p.members, 1))
        yield Item(
            id=f"{p.origin.id}/{p.slot}/{TYPE}",
            type=TYPE,
            stem=p.prompt,
            interaction=Gaps(tuple(gaps), ordered=p.ordered),
            origins=(p.origin,),
            level=p.origin.level,
            points=len(p.members),
            rationale=p.origin.note,
            difficulty=difficulty(p.origin.level, DEMAND, min(1.0, len(p.members) / 8)),
        )
