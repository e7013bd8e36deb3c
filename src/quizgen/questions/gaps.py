"""Gaps to complete, with or without a word bank. Uses statements that have gaps.

A word bank holds the words that are missing and two or three more. These come from the gaps of
other statements, are of the same form, and are in no true statement of the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from quizgen.comparison import loosely
from quizgen.distractors.bank import Bank
from quizgen.model import Gap, Gaps, Item, Proposition, Statement
from quizgen.questions.difficulty import difficulty
from quizgen.rng import chance
from quizgen.wording import distinct, holds, looked_up, overlap, sentence, size

TYPE = "gaps"
USES = (Statement,)
DEMAND = 0.06
EXTRA = 3
FEWEST_EXTRA = 2
POOL = 60


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield one item a statement, with a point a gap, and one with a word bank."""
    for p in propositions:
        if not isinstance(p, Statement) or not p.gaps:
            continue
        item = _item(p)
        yield item
        words = _bank(p, bank)
        if words:
            without_hints = tuple(
                part if isinstance(part, str) else replace(part, hint="") for part in _closed(p)
            )
            yield replace(
                item,
                id=f"{item.id}/bank",
                interaction=Gaps(without_hints, bank=words),
                difficulty=difficulty(p.origin.level, DEMAND, 0.2),
            )


def _item(p: Statement) -> Item:
    return Item(
        id=f"{p.origin.id}/{p.slot}/{TYPE}",
        type=TYPE,
        stem="",
        interaction=Gaps(_closed(p)),
        origins=(p.origin,),
        level=p.origin.level,
        points=len(p.gaps),
        rationale=p.origin.note,
        difficulty=difficulty(p.origin.level, DEMAND, 0.7),
    )


def _closed(p: Statement) -> tuple[str | Gap, ...]:
    """Return the parts of a sentence with its full stop."""
    stop = sentence(p.text).removeprefix(p.text)
    *rest, last = p.parts
    return (*rest, f"{last}{stop}") if isinstance(last, str) else (*p.parts, *filter(None, [stop]))


def _bank(p: Statement, bank: Bank) -> tuple[str, ...]:
    """Return the missing words among others, in alphabetical order or by size, or nothing."""
    own = [gap.text for gap in p.gaps]
    if not distinct(own, bank.language.notation):
        return ()
    extra: list[str] = []
    shapes = {_shape(text) for text in own}
    whole = loosely(p.text)
    alike = (text for text in bank.index(_words) if _shape(text) in shapes)
    for _, text in sorted((chance("gaps", p.origin.id, text), text) for text in alike):
        clash = holds(loosely(text), whole) or any(
            overlap(text, other, bank.language.notation) for other in (*own, *extra)
        )
        if not clash:
            extra.append(text)
        if len(extra) == EXTRA:
            break
    if len(extra) < FEWEST_EXTRA:
        return ()
    return looked_up((*own, *extra), bank.language.notation)


@lru_cache(maxsize=16384)
def _shape(text: str) -> tuple[bool, bool, bool]:
    """Return whether a text is a name, whether it has a number, and whether it is long."""
    return text[:1].isupper(), any(c.isdigit() for c in text), size(text) > 25


def _words(bank: Bank) -> tuple[str, ...]:
    """Return the words of gaps in the bank's language, evenly from all decks, up to some sixty."""
    statements = (p for p in bank.propositions if isinstance(p, Statement))
    gaps = (g for p in statements if p.origin.foreign == bank.tag for g in p.gaps)
    every = list(dict.fromkeys(gap.text for gap in gaps))
    return tuple(every[:: max(1, len(every) // POOL)])
