"""True or false, with the correction. Uses statements: the true one, and each variant that is not.

Claims give true statements alone, so forms draw on those with variants for what is false.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.distractors.bank import Bank
from quizgen.model import Item, Proposition, Statement, TrueFalse
from quizgen.questions.difficulty import difficulty
from quizgen.wording import sentence

TYPE = "truefalse"
USES = (Statement,)
DEMAND = -0.12


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield the true item and the false ones; a form takes one of them."""
    for p in propositions:
        if not isinstance(p, Statement):
            continue
        yield _item(p, "true", p.text, TrueFalse(answer=True))
        for number, text in enumerate(p.false, 1):
            yield _item(
                p, f"false-{number}", text, TrueFalse(answer=False, correction=sentence(p.text))
            )


def _item(p: Statement, name: str, stem: str, interaction: TrueFalse) -> Item:
    return Item(
        id=f"{p.origin.id}/{p.slot}/{TYPE}/{name}",
        type=TYPE,
        stem=sentence(stem),
        interaction=interaction,
        origins=(p.origin,),
        level=p.origin.level,
        rationale=p.origin.note,
        difficulty=difficulty(p.origin.level, DEMAND),
    )
