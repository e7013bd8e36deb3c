"""Events by the decade in which they certainly happened."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from quizgen.dates import era
from quizgen.distractors.bank import Bank
from quizgen.model import Association, Relation

ENOUGH = 8
"""Events of one decade that are weighed; of thousands, the first do."""
_YEAR = re.compile(
    r"\d{3}|\d\s*(?:b\.?\s?c|c\.?\s?e\b|a\.?\s?d\b|[vn]\.?\s?chr|قبل مسیح|عیسوی)", re.IGNORECASE
)


def decade(event: Association) -> int | None:
    """Return the decade that an event falls in whole: 1980, or -40 for 49 to 40 BCE.

    None where there is none, as in the nine years before or after the first; and where its text
    holds a year, which would tell.
    """
    date = event.value.date
    if date is None or tells_time(event):
        return None
    (first, was_before), (last, is_before) = era(date.earliest[0]), era(date.latest[0])
    if was_before != is_before or first // 10 != last // 10 or first < 10:
        return None
    return first // 10 * (-10 if is_before else 10)


def tells_time(event: Association) -> bool:
    """Whether an event's text holds a year."""
    return _YEAR.search(event.subject.text) is not None


def events(year: int, deck: str, bank: Bank) -> list[Association]:
    """Return the events of a decade, a deck's own first."""
    by_decade = bank.index(_decades)
    own = by_decade.get((year, deck), [])[:ENOUGH]
    return own + [e for e in by_decade.get((year, ""), []) if e.origin.deck != deck]


def neighbours(year: int, deck: str, bank: Bank) -> list[Association]:
    """Return the events of the decades around one, the nearest decade first."""
    near = (year - 10, year + 10, year - 20, year + 20, year - 30, year + 30)
    return [event for other in near for event in events(other, deck, bank)]


def _decades(bank: Bank) -> Mapping[tuple[int, str], list[Association]]:
    """Return events by decade and deck ("" for any)."""
    by_decade: dict[tuple[int, str], list[Association]] = defaultdict(list)
    for event in bank.associations(Relation.DATE):
        year = decade(event)
        if year is not None:
            by_decade[year, event.origin.deck].append(event)
            if len(by_decade[year, ""]) < ENOUGH:
                by_decade[year, ""].append(event)
    return by_decade
