"""Choice with several keys: tick each that is right.

Uses associations (the claims of an author, the events of a decade) and enumerations whose curator
has said what is no member. Two or three of five are right, which the stem does not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.distractors.bank import Bank
from quizgen.distractors.groups import Group, as_options, with_one_in
from quizgen.model import Association, Choice, Enumeration, Item, Proposition
from quizgen.questions.difficulty import difficulty, hardest
from quizgen.rng import rng

TYPE = "multiple"
USES = (Association, Enumeration)
DEMAND = 0.08
OPTIONS = 5
POINTS = 2
"""For each item the same, or the points would tell how many are right."""
FEWEST = 2
"""Keys, and wrong ones, at the least."""


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each group with enough in it and enough that is certainly not."""
    for p in propositions:
        for group in with_one_in(p, bank):
            if len(group.inside) >= FEWEST and len(group.outside) >= FEWEST:
                yield _item(group, bank)


def _item(group: Group, bank: Bank) -> Item:
    draw = rng("multiple", group.id)
    least, most = max(FEWEST, OPTIONS - len(group.outside)), OPTIONS - FEWEST
    keys = group.inside[: draw.randint(min(least, most), most)]
    wrong = group.outside[: OPTIONS - len(keys)]
    origins = tuple(dict.fromkeys(entry.origin for entry in (*keys, *wrong)))
    level = hardest(tuple(origin.level for origin in origins))
    return Item(
        id=f"{group.id}/{TYPE}",
        type=TYPE,
        stem=bank.language.say(f"multiple.{group.sort}", name=group.name),
        interaction=Choice(as_options(keys, wrong)),
        origins=origins,
        level=level,
        points=POINTS,
        rationale="",
        difficulty=difficulty(level, DEMAND),
    )
