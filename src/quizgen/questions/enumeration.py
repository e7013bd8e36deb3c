"""Name all members of a list. Uses enumerations of up to ten members that can be written down.

Uses associations, too, where the value is a list in a cell.

Not chronologies: which events a curator chose to mark an age cannot be known, only their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.distractors.bank import Bank, forward
from quizgen.model import Association, Enumeration, Gap, Gaps, Item, Origin, Proposition, Relation
from quizgen.questions.difficulty import difficulty
from quizgen.wording import size, words

TYPE = "enumerate"
USES = (Enumeration, Association)
DEMAND = 0.18
FEWEST, MOST = 2, 10
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
        match p:
            case Enumeration() if not is_chronology(p):
                gaps = [Gap(n, m.text, accept=m.accept) for n, m in enumerate(p.members, 1)]
                if _can_be_written(gaps):
                    yield _item(p.origin, p.slot, p.prompt, Gaps(tuple(gaps), ordered=p.ordered))
            case Association(relation=Relation.COLUMN) if p.ask and len(p.value.members) >= FEWEST:
                gaps = [Gap(n, text) for n, text in enumerate(p.value.members, 1)]
                if _can_be_written(gaps):
                    origin = forward(p).origin
                    yield _item(origin, p.slot, p.ask, Gaps(tuple(gaps), ordered=False))
            case _:
                pass


def _can_be_written(gaps: Sequence[Gap]) -> bool:
    return len(gaps) <= MOST and all(size(gap.text) <= LONGEST for gap in gaps)


def _item(origin: Origin, slot: str, stem: str, gaps: Gaps) -> Item:
    return Item(
        id=f"{origin.id}/{slot}/{TYPE}",
        type=TYPE,
        stem=stem,
        interaction=gaps,
        origins=(origin,),
        level=origin.level,
        points=len(gaps.parts),
        rationale=origin.note,
        difficulty=difficulty(origin.level, DEMAND, min(1.0, len(gaps.parts) / 8)),
    )
