"""What belongs to a group and what certainly does not: for "which does not belong", "tick each".

Three sorts of group: what an author claims (a claim is out only by its curator's word), the events
of a decade, and the members of a list (what is out is the curator's word again: that a list is
complete makes nothing else on its topic a good distractor).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from quizgen.comparison import loosely, strictly
from quizgen.distractors.authors import by, not_by, whole
from quizgen.distractors.bank import Bank
from quizgen.distractors.decades import decade, events, neighbours
from quizgen.model import Association, Enumeration, Option, Origin, Proposition, Relation
from quizgen.records import dataclass
from quizgen.wording import holds, overlap, size

ENOUGH = 6
LENGTHS = 2.2
"""No option is so many times as long as the one that the item is about."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text that is in or out of a group, what it really is, and where that comes from."""

    text: str
    why: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Group:
    """A group as seen from one entry, which is its first that is in, or its first that is out.

    ``name`` is what stems call it, ``sort`` which stem it takes; ``id`` names it for good.
    """

    id: str
    sort: str
    name: str
    inside: tuple[Entry, ...]
    outside: tuple[Entry, ...]


def with_one_in(p: Proposition, bank: Bank) -> Iterator[Group]:
    """Yield the groups that a proposition belongs to, with what does not."""
    match p:
        case Association(relation=Relation.CLAIM):
            name, deck = p.value.text, p.origin.deck
            yield _group(p, bank, "claims", name, by(name, deck, bank), not_by(name, deck, bank))
        case Association(relation=Relation.DATE):
            year, deck = decade(p), p.origin.deck
            if year is not None:
                inside, outside = events(year, deck, bank), neighbours(year, deck, bank)
                yield _group(p, bank, *_decade(year), inside, outside)
        case Enumeration(distractors=(_, *_)):
            yield _listed(p, bank)
        case _:
            pass


def with_one_out(p: Proposition, bank: Bank) -> Iterator[Group]:
    """Yield groups that a proposition certainly does not belong to, the nearest first."""
    match p:
        case Association(relation=Relation.CLAIM):
            for name in p.distractors:
                inside = by(name, p.origin.deck, bank)
                if inside:
                    yield _group(p, bank, "claims", inside[0].value.text, inside, [], out=True)
        case Association(relation=Relation.DATE):
            year, deck = decade(p), p.origin.deck
            if year is not None:
                for other in (year - 10, year + 10, year - 20, year + 20):
                    inside = events(other, deck, bank)
                    yield _group(p, bank, *_decade(other), inside, [], out=True)
        case Enumeration(distractors=(_, *_)):
            yield _listed(p, bank)
        case _:
            pass


def _group(
    p: Association,
    bank: Bank,
    sort: str,
    name: str,
    inside: Iterable[Association],
    outside: Iterable[Association],
    *,
    out: bool = False,
) -> Group:
    """Make a group around ``p``, with entries that overlap neither it nor one another."""
    taken = [p.subject.text]
    kept = tuple(islice(_fitting(inside, p, name, taken, bank), ENOUGH))
    others = tuple(islice(_fitting(outside, p, name, taken, bank), ENOUGH))
    own = _entry(p)
    return Group(
        id=f"{p.origin.id}/{p.slot}",
        sort=sort,
        name=name,
        inside=kept if out else (own, *kept),
        outside=(own, *others) if out else others,
    )


def _decade(year: int) -> tuple[str, str]:
    """Return what sort of group a decade is, and its name: of the years before the first, "40"."""
    return ("events.before" if year < 0 else "events"), str(abs(year))


def _fitting(
    candidates: Iterable[Association], p: Association, name: str, taken: list[str], bank: Bank
) -> Iterator[Entry]:
    length, notation = size(p.subject.text), bank.language.notation
    for other in candidates:
        text = other.subject.text
        short, long = sorted((size(text), length))
        if long > LENGTHS * short or holds(loosely(name), loosely(text)):
            continue
        if not any(overlap(text, earlier, notation) for earlier in taken):
            taken.append(text)
            yield _entry(other)


def _entry(p: Association) -> Entry:
    why = whole(p) if p.relation is Relation.CLAIM else f"{p.subject.text}: {p.value.text}"
    return Entry(p.subject.text, why, p.origin)


def _listed(p: Enumeration, bank: Bank) -> Group:
    reasons, notation = dict(p.reasons), bank.language.notation
    members = [
        member
        for member in p.members
        if not any(overlap(member.text, d, notation, strictly) for d in p.distractors)
    ]
    return Group(
        id=f"{p.origin.id}/{p.slot}",
        sort="list",
        name=p.prompt,
        inside=tuple(Entry(m.text, "", p.origin) for m in members),
        outside=tuple(Entry(text, _why(text, reasons), p.origin) for text in p.distractors),
    )


def _why(text: str, reasons: Mapping[str, str]) -> str:
    return f"{text}: {reasons[text]}" if text in reasons else ""


def as_options(keys: Sequence[Entry], wrong: Sequence[Entry]) -> tuple[Option, ...]:
    """Return the keys, then the others with the reason why they are wrong."""
    return (
        *(Option(entry.text, correct=True) for entry in keys),
        *(Option(entry.text, correct=False, why=entry.why) for entry in wrong),
    )
