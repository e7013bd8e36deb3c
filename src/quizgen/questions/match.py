"""Matching, from associations of one kind: events and dates, people and offices, terms.

Four to six pairs of one sort with up to two responses left over, so that the last pair is no gift.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quizgen.model import Association, Item, Match, Proposition
from quizgen.questions.bank import Bank
from quizgen.rng import rng
from quizgen.text import fold, plain

TYPE = "match"
FEWEST, MOST, EXTRA = 4, 6, 2
LONGEST = 90
BASES = {
    "date": "match.date",
    "role": "match.person",
    "means": "match.term",
    "stands-for": "match.stands_for",
    "claim": "match.claim",
}


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield sets of pairs, each set of one relation and one sort of response."""
    groups: dict[tuple[str, str], list[Association]] = defaultdict(list)
    for p in propositions:
        if isinstance(p, Association) and p.relation in BASES and _fits(p):
            groups[p.relation, _sort(p)].append(p)
    for (relation, sort), group in groups.items():
        distinct = _distinct(group)
        for number, chosen in enumerate(_sets(distinct), 1):
            rest = [p for p in distinct if p not in chosen]
            yield _item(f"{chosen[0].origin.deck}/{relation}-{sort}-{number}", chosen, rest, bank)


def _sort(p: Association) -> str:
    """Name what the responses of one set share; dates share their precision."""
    date = p.value.date
    if date is None:
        return p.value.type
    return "interval" if date.is_interval else date.point.precision


def _fits(p: Association) -> bool:
    return len(plain(p.subject.text)) <= LONGEST and len(plain(p.value.text)) <= LONGEST


def _distinct(group: list[Association]) -> list[Association]:
    """Keep pairs whose ends no other pair shares, so that each has one right response."""
    kept: list[Association] = []
    for p in group:
        if not any(_clash(p, other) for other in kept):
            kept.append(p)
    return kept


def _clash(one: Association, other: Association) -> bool:
    if one.value.date and other.value.date:
        return one.value.date.overlaps(other.value.date)
    same_value = one.value.names & other.value.names
    return bool(same_value or one.subject.names & other.subject.names)


def _sets(group: list[Association]) -> Iterator[list[Association]]:
    """Deal a group into sets of four to six."""
    count = max(1, -(-len(group) // MOST))
    sets = [group[index::count] for index in range(count)]
    yield from (chosen for chosen in sets if len(chosen) >= FEWEST)


def _item(id_: str, chosen: list[Association], rest: list[Association], bank: Bank) -> Item:
    left_over = rng("match", id_).sample(rest, min(EXTRA, len(rest)))
    basis = bank.language.say(BASES[chosen[0].relation])
    responses = sorted((*chosen, *left_over), key=_rank)
    return Item(
        id=f"{id_}/{TYPE}",
        type=TYPE,
        stem=bank.language.say("match.basis", basis=basis),
        interaction=Match(
            pairs=tuple((p.subject.text, p.value.text) for p in chosen),
            responses=tuple(p.value.text for p in responses),
        ),
        origins=tuple(p.origin for p in chosen),
        level=max((p.origin.level for p in chosen), key=("core", "useful", "detail").index),
        points=len(chosen),
    )


def _rank(p: Association) -> tuple[tuple[int, int, int], str]:
    """Order responses by date, else alphabetically."""
    return (p.value.date.earliest if p.value.date else (0, 0, 0)), fold(p.value.text)
