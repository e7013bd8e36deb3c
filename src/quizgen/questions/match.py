"""Matching. Uses associations of one relation: events and dates, people and offices, terms.

Uses the columns of a table, too, each against the column that names the rows.

Not abbreviations: their initials match themselves.

Four to six pairs whose responses are of one sort, with two or three that belong to nothing, so that
the last pair is no gift. Extra responses come from the deck, then from the whole collection, and
are proven false for every prompt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quizgen.distractors.authors import author
from quizgen.distractors.bank import Bank, forward
from quizgen.distractors.decades import tells_time
from quizgen.distractors.proof import Proof
from quizgen.model import Association, Item, Match, Proposition, Relation
from quizgen.numbers import Notation
from quizgen.questions.difficulty import difficulty, hardest
from quizgen.rng import rng
from quizgen.text import fold
from quizgen.wording import broader, looked_up, overlap, size

TYPE = "match"
USES = (Association,)
DEMAND = -0.04
FEWEST, MOST, EXTRA = 4, 6, 2
LONGEST = 90
WINDOW = 40
"""Pairs of one set are looked for among so many at a time."""
BASES = {
    Relation.DATE: "match.date",
    Relation.ROLE: "match.person",
    Relation.MEANS: "match.term",
    Relation.COLUMN: "match.column",
}


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield sets of pairs, each set of one relation and one sort of response."""
    groups: dict[tuple[str, str], list[Association]] = defaultdict(list)
    for p in propositions:
        if isinstance(p, Association) and p.relation in BASES and _fits(p):
            is_column = p.relation is Relation.COLUMN
            groups[(p.slot, "column") if is_column else (p.relation, _sort(p))].append(p)
    for (name, sort), group in groups.items():
        for number, (chosen, rest) in enumerate(_sets(group, bank.language.notation), 1):
            id_ = f"{chosen[0].origin.deck}/{name}-{sort}-{number}"
            extra = _extra(id_, chosen, rest, bank)
            if len(extra) >= EXTRA:
                yield _item(id_, chosen, extra, bank)


def _sort(p: Association) -> str:
    """Name what the responses of one set share; dates share their precision."""
    date = p.value.date
    if date is None:
        return p.value.type
    return "interval" if date.is_interval else date.point.precision


def _fits(p: Association) -> bool:
    if not p.subject.text or not p.value.text:
        return False
    return max(size(p.subject.text), size(p.value.text)) <= LONGEST and not (
        p.value.date and tells_time(p)
    )


def _sets(
    group: Sequence[Association], notation: Notation
) -> Iterator[tuple[list[Association], list[Association]]]:
    """Deal pairs that share no end into sets of four to six, each with those left over."""
    for start in range(0, len(group), WINDOW):
        distinct = _distinct(group[start : start + WINDOW], notation)
        count = max(1, -(-len(distinct) // MOST))
        for index in range(count):
            chosen = distinct[index::count]
            if len(distinct) == len(chosen):
                chosen = chosen[: max(FEWEST, len(chosen) - EXTRA)]
            if len(chosen) >= FEWEST:
                ids = {p.origin.id for p in chosen}
                yield chosen, [p for p in distinct if p.origin.id not in ids]


def _distinct(group: Iterable[Association], notation: Notation) -> list[Association]:
    kept: list[Association] = []
    for p in group:
        if not any(_clash(p, other, notation) for other in kept):
            kept.append(p)
    return kept


def _clash(first: Association, other: Association, notation: Notation) -> bool:
    """Whether a response might answer both prompts."""
    if first.value.date and other.value.date:
        return first.value.date.overlaps(other.value.date)
    if first.value.type == "author":
        return author(first.value.text) == author(other.value.text)
    return (
        overlap(first.value.text, other.value.text, notation)
        or broader(first.value.text, other.value.text)
        or overlap(first.subject.text, other.subject.text, notation)
    )


def _extra(
    id_: str, chosen: list[Association], rest: list[Association], bank: Bank
) -> list[Association]:
    """Return responses that belong to nothing: the deck's, then others of the same sort."""
    proofs = [Proof(forward(p), bank) for p in chosen]
    rest = list(rest)
    rng("match", id_).shuffle(rest)
    ids, notation = {p.origin.id for p in chosen}, bank.language.notation
    others = [o.association for o in bank.near(forward(chosen[0]))]
    extra: list[Association] = []
    near = sorted((*rest, *others), key=lambda p: _years_apart(p, chosen))
    for p in near:
        alike = _set_of(p) == _set_of(chosen[0]) and _fits(p)
        if (
            not alike
            or p.origin.id in ids
            or any(_clash(p, o, notation) for o in (*chosen, *extra))
        ):
            continue
        if all(proof.admits_value(forward(p)) for proof in proofs):
            extra.append(p)
            if len(extra) == EXTRA + (len(chosen) > FEWEST):
                break
    return extra


def _set_of(p: Association) -> tuple[str, ...]:
    """Return what the pairs of one set share."""
    if p.relation is Relation.COLUMN:
        return p.relation, p.slot, p.value.type
    return p.relation, _sort(p)


def _years_apart(p: Association, chosen: Sequence[Association]) -> int:
    """Return how far a date is from the nearest of a set; 0 where there are no dates."""
    years = [other.value.date.earliest[0] for other in chosen if other.value.date]
    date = p.value.date
    return min((abs(date.earliest[0] - year) for year in years), default=0) if date else 0


def _item(id_: str, chosen: list[Association], extra: list[Association], bank: Bank) -> Item:
    cell = chosen[0].cell
    named = {"column": cell.column, "head": cell.head} if cell else {}
    basis = bank.language.say(BASES[chosen[0].relation], **named)
    responses = [p.value.text for p in sorted((*chosen, *extra), key=_rank)]
    if not any(p.value.date for p in (*chosen, *extra)):
        responses = list(looked_up(responses, bank.language.notation))
    level = hardest(tuple(p.origin.level for p in chosen))
    return Item(
        id=f"{id_}/{TYPE}",
        type=TYPE,
        stem=bank.language.say("match.basis", basis=basis),
        interaction=Match(
            pairs=tuple((_prompt(p), p.value.text) for p in chosen),
            responses=tuple(responses),
        ),
        origins=tuple(p.origin for p in chosen),
        level=level,
        points=len(chosen),
        difficulty=difficulty(level, DEMAND, min(1.0, len(chosen) / 8)),
    )


def _prompt(p: Association) -> str:
    """Return what is asked of a fact, with what tells it from another that is called the same."""
    return f"{p.subject.text} ({p.origin.hint})" if p.origin.hint else p.subject.text


def _rank(p: Association) -> tuple[tuple[int, int, int], str]:
    """Order responses by date, else alphabetically."""
    return (p.value.date.earliest if p.value.date else (0, 0, 0)), fold(p.value.text)
