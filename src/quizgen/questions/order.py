"""Ordering. Uses enumerations that are ordered, and associations of events with their dates.

Events have no ties, not even possible ones: each is wholly over before the next begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.dates import without_ties
from quizgen.distractors.bank import Bank
from quizgen.distractors.decades import tells_time
from quizgen.language import Language
from quizgen.model import Association, Enumeration, Item, Order, Proposition, Ranked, Relation
from quizgen.questions.difficulty import difficulty, hardest
from quizgen.wording import closed, is_question, tells_order

TYPE = "order"
USES = (Enumeration, Association)
DEMAND = 0.08
FEWEST, MOST = 3, 7
EVENTS = 5


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each ordered list, and sets of events that have no ties."""
    for p in propositions:
        if isinstance(p, Enumeration) and p.ordered and FEWEST <= len(p.members) <= MOST:
            yield Item(
                id=f"{p.origin.id}/{p.slot}/{TYPE}",
                type=TYPE,
                stem=_asked(p.prompt, bank.language),
                interaction=Order(
                    tuple(Ranked(member.text, rank) for rank, member in enumerate(p.members, 1))
                ),
                origins=(p.origin,),
                level=p.origin.level,
                points=len(p.members),
                rationale=p.origin.note,
                difficulty=difficulty(p.origin.level, DEMAND, min(1.0, len(p.members) / MOST)),
            )
    yield from _chronologies(propositions, bank)


def _asked(prompt: str, language: Language) -> str:
    """Return a list's prompt as an instruction that says once that the order counts."""
    is_told = tells_order(prompt, language.say("order.told"))
    if is_question(prompt):
        return language.say("order.question" if is_told else "order.list", prompt=prompt)
    return prompt if is_told else language.say("order.phrase", prompt=closed(prompt))


def _chronologies(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    dated = [p for p in propositions if isinstance(p, Association) and p.relation is Relation.DATE]
    untold = (p for p in dated if not tells_time(p))
    apart = without_ties(untold, lambda p: p.value.date)
    count = len(apart) // EVENTS
    for number in range(count):
        chosen = apart[number::count][:EVENTS]
        level = hardest(tuple(p.origin.level for p in chosen))
        yield Item(
            id=f"{chosen[0].origin.deck}/events-{number + 1}/{TYPE}",
            type=TYPE,
            stem=bank.language.say("order.events"),
            interaction=Order(
                tuple(
                    Ranked(p.subject.text, rank, p.value.text, p.value.date)
                    for rank, p in enumerate(chosen, 1)
                )
            ),
            origins=tuple(p.origin for p in chosen),
            level=level,
            points=len(chosen),
            difficulty=difficulty(level, DEMAND, 0.6),
        )
