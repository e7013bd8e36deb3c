"""Multiple choice with one key.

Uses associations, in each direction in which they are asked; claims also by their author, where
curators have said of enough others that they are not that author's, and events also by which came
first. Uses ordered enumerations, of which it asks what comes next and what before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from quizgen.comparison import loosely
from quizgen.dates import Day
from quizgen.distractors.authors import not_by, whole
from quizgen.distractors.bank import Asked, Bank, answerable_ways, forward
from quizgen.distractors.cues import best
from quizgen.distractors.decades import tells_time
from quizgen.distractors.search import FEWEST, SPARE, WANTED, options
from quizgen.model import (
    Association,
    Choice,
    Enumeration,
    Item,
    Member,
    Option,
    Proposition,
    Relation,
)
from quizgen.numbers import Notation
from quizgen.questions.difficulty import difficulty, hardest
from quizgen.rng import rng
from quizgen.wording import closed, distinct, holds, overlap, sentence, telling

TYPE = "choice"
USES = (Association, Enumeration)
DEMAND = 0.0


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each direction, for each claim and its author, for each next member."""
    for p in propositions:
        match p:
            case Association():
                yield from (item for asked in answerable_ways(p) if (item := _item(asked, bank)))
                if p.relation is Relation.CLAIM and (item := _claim(p, bank)):
                    yield item
                if p.relation is Relation.DATE:
                    asked = forward(p)
                    if item := bank.decided(_first, asked, asked.id):
                        yield item
            case Enumeration(ordered=True):
                yield from _neighbours(p, bank)
            case _:
                pass


def _item(asked: Asked, bank: Bank) -> Item | None:
    offered = bank.decided(options, asked, asked.id)
    if offered is None:
        return None
    origin = asked.origin
    return Item(
        id=f"{asked.id}/{TYPE}",
        type=TYPE,
        stem=_stem(asked, offered.options, bank),
        interaction=Choice(offered.options, sorted=offered.sorted),
        origins=(origin,),
        level=origin.level,
        rationale=origin.note,
        difficulty=difficulty(origin.level, DEMAND, offered.closeness),
    )


def _stem(asked: Asked, offered: Sequence[Option], bank: Bank) -> str:
    """Return the stem with "over …", where options are bare numbers and it lacks that.

    One that ends with a claim has its full stop.
    """
    key = asked.key
    if asked.association.relation is Relation.CLAIM and asked.is_forward:
        return sentence(asked.stem)
    if not key.qualifier or all(o.text != key.bare for o in offered):
        return asked.stem
    if loosely(key.qualifier) in loosely(asked.stem):
        return asked.stem
    return bank.language.say("choice.qualified", stem=asked.stem, qualifier=key.qualifier)


def _claim(p: Association, bank: Bank) -> Item | None:
    """Ask what an author argues, among claims that are certainly others'."""
    author = p.value.text
    others, notation = not_by(author, p.origin.deck, bank), bank.language.notation
    apart = (o for o in others if not overlap(p.subject.text, o.subject.text, notation))
    pool = list(islice(apart, 6))
    if len(pool) < FEWEST or holds(loosely(author), loosely(p.subject.text)):
        return None
    stem = bank.language.say("choice.claim", by=author)
    texts = [o.subject.text for o in pool]
    count = min(WANTED, len(pool))
    chosen = best(p.subject.text, stem, texts, [count], f"{p.origin.id}/{p.slot}/claimed")
    if telling(stem, p.subject.text, [texts[i] for i in chosen]):
        return None
    wrong = (Option(texts[i], correct=False, why=whole(pool[i])) for i in chosen)
    return Item(
        id=f"{p.origin.id}/{p.slot}/claimed/{TYPE}",
        type=TYPE,
        stem=stem,
        interaction=Choice((Option(p.subject.text, correct=True), *wrong)),
        origins=(p.origin,),
        level=p.origin.level,
        rationale=p.origin.note,
        difficulty=difficulty(p.origin.level, DEMAND, 0.7),
        derived=True,
    )


def _first(asked: Asked, bank: Bank) -> Item | None:
    """Ask which of some events came first, among later ones that are near it."""
    p = asked.association
    if tells_time(p) or not p.value.date:
        return None
    later = _later(p, sorted(bank.near(asked), key=_begin), bank.language.notation)
    id_ = f"{p.origin.id}/{p.slot}/first"
    if len(later) < FEWEST:
        return None
    count = min(WANTED, len(later))
    stem = bank.language.say("choice.first")
    chosen = best(p.subject.text, stem, [o.subject.text for o in later], [count], id_)
    wrong = [
        Option(later[i].subject.text, correct=False, why=whole(later[i], first=True))
        for i in chosen
    ]
    if telling(stem, p.subject.text, [option.text for option in wrong]):
        return None
    origins = (p.origin, *(later[i].origin for i in chosen))
    level = hardest(tuple(origin.level for origin in origins))
    return Item(
        id=f"{id_}/{TYPE}",
        type=TYPE,
        stem=stem,
        interaction=Choice((Option(p.subject.text, correct=True), *wrong)),
        origins=tuple(dict.fromkeys(origins)),
        level=level,
        rationale=whole(p, first=True),
        difficulty=difficulty(level, DEMAND, 0.7),
        derived=True,
    )


def _later(p: Association, near: Iterable[Asked], notation: Notation) -> list[Association]:
    """Return the next few events that begin when this one is wholly over."""
    later: list[Association] = []
    for other in near:
        event = other.association
        begun, over = event.value.date, p.value.date
        if event.relation is not Relation.DATE:
            continue  # the date of a row, which is a thing and does not happen
        if begun and over and over.latest < begun.earliest and not tells_time(event):
            texts = [earlier.subject.text for earlier in (p, *later)]
            if not any(overlap(event.subject.text, text, notation) for text in texts):
                later.append(event)
            if len(later) == WANTED + SPARE:
                break
    return later


def _begin(asked: Asked) -> tuple[Day, str]:
    date = asked.association.value.date
    return (date.earliest if date else (9999, 12, 31)), asked.id


REACH = 50
"""How far from a pair of a list its distractors are looked for."""


def _neighbours(p: Enumeration, bank: Bank) -> Iterator[Item]:
    """Ask which member follows each, and which precedes it; the others are certainly wrong."""
    if not distinct((member.text for member in p.members), bank.language.notation):
        return
    for place, pair in enumerate(pairwise(p.members), 1):
        for way, (given, key) in (("next", pair), ("before", pair[::-1])):
            near = range(max(0, place - REACH), min(len(p.members), place + REACH))
            rest = [(r + 1, p.members[r]) for r in near if p.members[r] not in pair]
            id_ = f"{p.origin.id}/{p.slot}/{key.key}/{way}"
            rng("next", id_).shuffle(rest)
            rest = sorted(rest[: WANTED + 2], key=lambda entry: abs(entry[0] - place))
            stem = bank.language.say(f"choice.{way}", prompt=closed(p.prompt), text=given.text)
            if item := _neighbour(p, id_, stem, key, rest, bank):
                yield item


def _neighbour(
    p: Enumeration, id_: str, stem: str, key: Member, rest: list[tuple[int, Member]], bank: Bank
) -> Item | None:
    if len(rest) < FEWEST:
        return None
    chosen = best(key.text, stem, [m.text for _, m in rest], [min(WANTED, len(rest))], id_)
    wrong = [_placed(*rest[index], bank) for index in chosen]
    if telling(stem, key.text, [option.text for option in wrong]):
        return None
    return Item(
        id=f"{id_}/{TYPE}",
        type=TYPE,
        stem=stem,
        interaction=Choice((Option(key.text, correct=True), *wrong)),
        origins=(p.origin,),
        level=p.origin.level,
        rationale=p.origin.note,
        difficulty=difficulty(p.origin.level, DEMAND, 0.9),
        derived=True,
    )


def _placed(rank: int, member: Member, bank: Bank) -> Option:
    why = bank.language.say("why.rank", text=member.text, rank=str(rank))
    return Option(member.text, correct=False, why=why)
