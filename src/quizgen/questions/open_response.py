"""Open response with a marking guide: what earns a point each.

Uses enumerations (explain what belongs to a list), associations that are claims with an answer on
record (weigh them), and tables of two columns or more (compare their rows).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quizgen.distractors.bank import Bank
from quizgen.model import (
    Association,
    Enumeration,
    Item,
    OpenResponse,
    Origin,
    Proposition,
    Relation,
)
from quizgen.questions.difficulty import difficulty
from quizgen.wording import size

TYPE = "open"
USES = (Association, Enumeration)
DEMAND = 0.22
THOUGHT = 20
"""Characters of a member on average, from which on there is something to explain."""
FEWEST, MOST = 3, 8
"""Points of a marking guide."""


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each list, each claim that was answered, and each table."""
    say = bank.language.say
    tables: dict[str, list[Association]] = defaultdict(list)
    for p in propositions:
        match p:
            case Enumeration(members=members) if _wants_explaining(p):
                guide = [member.text for member in members]
                yield _item(p.origin, p.slot, say("open.list", prompt=p.prompt), guide)
            case Association(relation=Relation.CLAIM) if p.answer:
                stem = say("open.claim", by=p.value.text, claim=p.subject.text)
                guide = [
                    say("open.claim.who", by=p.value.text),
                    say("open.claim.answer", text=p.answer),
                    say("open.claim.judge"),
                ]
                yield _item(p.origin, p.slot, stem, guide)
            case Association(relation=Relation.CELL):
                tables[p.origin.id].append(p)
            case _:
                pass
    for cells in tables.values():
        columns = {c.cell.column for c in cells if c.cell}
        if FEWEST <= len(cells) <= MOST and len(columns) > 1 and cells[0].cell:
            guide = [f"{c.cell.row} – {c.cell.column}: {c.value.text}" for c in cells if c.cell]
            stem = say("open.table", table=cells[0].cell.table)
            yield _item(cells[0].origin, "table", stem, guide)


def _wants_explaining(p: Enumeration) -> bool:
    """Whether a list is of thoughts, not of names, and no sequence."""
    if not FEWEST <= len(p.members) <= MOST or p.ordered:
        return False
    return sum(size(m.text) for m in p.members) >= THOUGHT * len(p.members)


def _item(origin: Origin, slot: str, stem: str, guide: Sequence[str]) -> Item:
    return Item(
        id=f"{origin.id}/{slot}/{TYPE}",
        type=TYPE,
        stem=stem,
        interaction=OpenResponse(tuple(guide)),
        origins=(origin,),
        level=origin.level,
        points=len(guide),
        rationale=origin.note,
        difficulty=difficulty(origin.level, DEMAND, min(1.0, len(guide) / MOST)),
    )
