"""What is new in a collection, day by day, as the ledger knows it: for its pages and its feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum

from quizgen.records import dataclass
from quizgen.release.ledger import Entry, Ledger, fact_of

DAY = 86_400
LAST = 253_402_300_799
"""The end of the year 9999, in Unix time: later days have no name."""


class Sort(StrEnum):
    """What became of a fact."""

    ADDED = "added"
    CORRECTED = "corrected"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a fact, and when, in Unix time; ``fact`` is ``deck/fact``."""

    fact: str
    sort: Sort
    time: int

    @property
    def day(self) -> str:
        """The day in Greenwich: ``2026-11-27``."""
        return datetime.fromtimestamp(min(self.time, LAST), UTC).date().isoformat()


def latest(ledger: Ledger) -> tuple[Change, ...]:
    """Return the last change of each fact, the latest first."""
    by_fact: dict[str, list[Entry]] = {}
    for entry in ledger.notes.values():
        by_fact.setdefault(fact_of(entry.place), []).append(entry)
    changes = (_change(fact, entries) for fact, entries in by_fact.items())
    return tuple(sorted(changes, key=lambda change: (-change.time, change.fact)))


def _change(fact: str, entries: Iterable[Entry]) -> Change:
    some = list(entries)
    if all(entry.retired for entry in some):
        return Change(fact, Sort.RETIRED, max(entry.retired for entry in some))
    live = [entry for entry in some if not entry.retired]
    added, changed = min(e.added for e in live), max(e.changed for e in live)
    return Change(fact, Sort.CORRECTED if changed > added else Sort.ADDED, changed)


def since_the_first_day(ledger: Ledger, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield those changes that are not the beginning of their deck."""
    begun: dict[str, int] = {}
    for entry in ledger.notes.values():
        deck = entry.place.split("/")[0]
        begun[deck] = min(entry.added, begun.get(deck, entry.added))
    for change in changes:
        if change.time >= begun[change.fact.split("/")[0]] + DAY:
            yield change
