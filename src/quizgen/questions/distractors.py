"""Wrong answers that are certainly wrong, and near enough to be worth choosing.

The curator's own come first. Then values of the same sort from the whole collection, nearest first:
same deck, overlapping period, shared tags, like length. Dates and numbers are computed around the
key, whose rank among them is drawn, so that the middle value is no better a guess than another.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from quizgen import dates
from quizgen.dates import Edtf, Precision
from quizgen.model import Option, Value
from quizgen.questions.bank import Asked, Bank
from quizgen.rng import rng
from quizgen.text import fold, plain

WANTED = 3
FEWEST = 2
FEW, MANY = 4, 12
"""Of fewer units a number makes too coarse steps; of up to so many, its neighbours are counted."""
FREE_TEXT = frozenset(
    {"text", "reason", "question", "claim", "quote", "quantity", "event", "column"}
)
"""Sorts too wide to draw on: what answers one such question may well answer another."""


@dataclass(frozen=True, slots=True)
class Distractor:
    """A wrong answer and what it really is."""

    text: str
    why: str = ""


def options(asked: Asked, bank: Bank) -> tuple[Option, ...]:
    """Return the key and its distractors, or nothing where too few are certain.

    Dates and numbers come in their natural order, others with the key first.
    """
    key = Option(asked.key.text, correct=True)
    if asked.key.date and not asked.distractors:
        return _in_order(key, _dates(asked, asked.key.date, bank), asked)
    if asked.key.number is not None and not asked.distractors:
        return _in_order(key, _numbers(asked, asked.key.number, bank), asked)
    wrong = tuple(_texts(asked, bank))
    if len(wrong) < FEWEST:
        return ()
    return (key, *(Option(d.text, correct=False, why=d.why) for d in wrong))


def _in_order(key: Option, values: list[str], asked: Asked) -> tuple[Option, ...]:
    """Take a run of values that holds the key at a drawn rank."""
    middle = values.index(key.text)
    rank = rng("rank", asked.id).randint(0, WANTED)
    first = min(max(0, middle - rank), max(0, len(values) - WANTED - 1))
    run = values[first : first + WANTED + 1]
    if len(run) <= FEWEST:
        return ()
    return tuple(key if text == key.text else Option(text, correct=False) for text in run)


# --- texts ------------------------------------------------------------------------------------


def _texts(asked: Asked, bank: Bank) -> Iterator[Distractor]:
    taken = set(asked.key.names) | bank.true_of(asked.given)
    stem = fold(asked.stem)
    found = 0
    for candidate in _candidates(asked, bank):
        name = fold(candidate.text)
        if found == WANTED or not name or name in taken:
            continue
        if _overlaps(name, taken) or f" {name} " in f" {stem} ":
            continue
        taken.add(name)
        found += 1
        yield candidate


def _overlaps(name: str, taken: set[str]) -> bool:
    """Whether one text holds another as a run of whole words."""
    padded = f" {name} "
    return any(padded in f" {other} " or f" {other} " in padded for other in taken)


def _candidates(asked: Asked, bank: Bank) -> Iterator[Distractor]:
    for text in asked.distractors:
        yield Distractor(text)
    if asked.key.type in FREE_TEXT:
        return
    others = [
        other
        for other in bank.of_type(asked.key.type)
        if other.association.origin.id != asked.association.origin.id
        or asked.key.type.startswith("cell-")
    ]
    draw = rng("distractors", asked.id)
    ranked = sorted(((_distance(asked, other), draw.random(), i) for i, other in enumerate(others)))
    given = asked.given.names
    for _, _, index in ranked:
        other = others[index]
        if not other.given.names & given:
            yield Distractor(other.key.text, f"{other.key.text}: {other.given.text}")


def _distance(asked: Asked, other: Asked) -> tuple[int, int, int, int]:
    here, there = asked.association, other.association
    return (
        0 if here.relation == there.relation and asked.way == other.way else 1,
        0 if here.origin.deck == there.origin.deck else 1,
        0 if _same_period(asked.given, other.given) else 1,
        abs(len(plain(asked.key.text)) - len(plain(other.key.text))) // 8,
    )


def _same_period(one: Value, other: Value) -> bool:
    return bool(one.period and other.period and one.period.overlaps(other.period))


# --- dates ------------------------------------------------------------------------------------


def _dates(asked: Asked, date: Edtf, bank: Bank) -> list[str]:
    """Return the key among dates of its precision, in order; the gaps widen with age."""
    if date.is_interval or date.point.precision not in _STEPS or date.point.first[0] < 1000:
        return [asked.key.text]
    months = _STEPS[date.point.precision]
    age = max(0, 2025 - date.point.first[0])
    gap = max(1, age // (15 if months == 12 else 10)) * months
    made = [
        asked.key.text if shift == 0 else bank.language.date(_shifted(date, shift * gap))
        for shift in range(-WANTED, WANTED + 1)
        if _months(date, shift * gap) <= 2026 * 12
    ]
    return list(dict.fromkeys(made))


_STEPS = {Precision.DAY: 1, Precision.MONTH: 1, Precision.YEAR: 12}


def _months(date: Edtf, shift: int) -> int:
    year, month, _ = date.point.first
    return year * 12 + month - 1 + shift


def _shifted(date: Edtf, shift: int) -> Edtf:
    year, month = divmod(_months(date, shift), 12)
    mark = "~" if date.point.about else "?" if date.point.uncertain else ""
    if date.point.precision is Precision.YEAR:
        return dates.parse(f"{year:04}{mark}")
    if date.point.precision is Precision.MONTH:
        return dates.parse(f"{year:04}-{month + 1:02}{mark}")
    day = rng("day", date.text, str(shift)).randint(1, 28)
    return dates.parse(f"{datetime.date(year, month + 1, day).isoformat()}{mark}")


# --- numbers ----------------------------------------------------------------------------------


def _numbers(asked: Asked, number: Decimal, bank: Bank) -> list[str]:
    """Return the key among numbers of its order and form, in order."""
    written = bank.language.number(number)
    if number <= 0 or written not in asked.key.text:
        return [asked.key.text]
    draw = rng("number", asked.id)
    values = sorted({number, *(v for v in _around(number, draw) if v > 0)})
    return [asked.key.text.replace(written, bank.language.number(value)) for value in values]


def _around(number: Decimal, draw: Random) -> Iterator[Decimal]:
    """Yield numbers of the key's order that are no rounder than it."""
    unit = Decimal(1).scaleb(_finest(number))
    if number / unit < FEW and number > FEW:
        unit /= 10
    steps = int(number / unit)
    if steps <= MANY:
        yield from (number + unit * step for step in range(-WANTED, WANTED + 1))
        return
    for factor in (0.4, 0.6, 0.8, 1.25, 1.5, 1.8):
        made = round(steps * (factor + draw.uniform(-0.06, 0.06)))
        yield unit * (made if made % 10 or not steps % 10 else made + 1)


def _finest(number: Decimal) -> int:
    """Return the exponent of the last digit that is not a trailing zero."""
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
