"""Which one does not belong. The criterion is stated, and one option alone fails it.

Uses associations (a claim among those of an author who does not make it, an event among those of
another decade) and enumerations whose curator has said what is no member.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.distractors.bank import Bank
from quizgen.distractors.cues import best
from quizgen.distractors.groups import Group, as_options, with_one_out
from quizgen.model import Association, Choice, Enumeration, Item, Proposition
from quizgen.questions.difficulty import difficulty, hardest
from quizgen.wording import telling

TYPE = "odd-one-out"
USES = (Association, Enumeration)
DEMAND = 0.04
BELONG = 3
"""Options that belong; "three of these" stands in the stem."""


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each proposition that is certainly out of a group of three."""
    for p in propositions:
        group = next((g for g in with_one_out(p, bank) if len(g.inside) >= BELONG), None)
        if group and (item := _item(group, bank)):
            yield item


def _item(group: Group, bank: Bank) -> Item | None:
    odd = group.outside[0]
    stem = bank.language.say(f"odd-one-out.{group.sort}", name=group.name)
    texts = [entry.text for entry in group.inside]
    chosen = [group.inside[i] for i in best(odd.text, stem, texts, [BELONG], f"{group.id}/{TYPE}")]
    if telling(stem, odd.text, [entry.text for entry in chosen]):
        return None
    origins = tuple(dict.fromkeys(entry.origin for entry in (odd, *chosen)))
    level = hardest(tuple(origin.level for origin in origins))
    return Item(
        id=f"{group.id}/{TYPE}",
        type=TYPE,
        stem=stem,
        interaction=Choice(as_options([odd], chosen)),
        origins=origins,
        level=level,
        rationale=odd.why,
        difficulty=difficulty(level, DEMAND, 0.7 if group.sort == "claims" else 0.5),
    )
