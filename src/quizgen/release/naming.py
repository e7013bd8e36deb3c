"""Which note of the ledger each note of the files is, however often its fact was renamed.

A curator writes what a fact, or a member of a list, was called before: ``was: b``. What *that* was
called before is in the ledger, which keeps the address of each note and every place where it has
stood since. So renaming again needs no memory but the ledger's, a name may go back to what it was,
and a ``was`` that has done its work may stay or go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen.model import Note
from quizgen.release.identity import guid
from quizgen.release.ledger import Entry, Ledger, slot_of

UNPLACED = "?"
"""Stands for the fact in the address of a note whose fact nobody knows any more."""


def named(notes: Mapping[str, Sequence[Note]], ledger: Ledger) -> dict[str, tuple[Note, ...]]:
    """Return the notes of each deck with the addresses that the ledger knows them by."""
    if not any(entry.places for entry in ledger.notes.values()):  # nothing was ever elsewhere
        return {deck: tuple(some) for deck, some in notes.items()}
    every = [note for some in notes.values() for note in some]
    addresses = _Addresses(every, ledger).of_each()
    return {
        deck: tuple(_addressed(note, addresses[note.place]) for note in some)
        for deck, some in notes.items()
    }


def _addressed(note: Note, address: str) -> Note:
    """Return a note with an address: itself, where it has that, for a copy costs as much again."""
    return note if note.address == address else replace(note, address=address)


def unknown(collection: str, notes: Iterable[Note], ledger: Ledger) -> Iterator[Note]:
    """Yield each note whose ``was`` leads nowhere; a ledger that knows nothing yet knows all.

    ``notes`` are named already. A fact that was renamed may ask in a new way: it is enough that
    the ledger knows any note of it.
    """
    facts = {name for entry in ledger.notes.values() for name in entry.names}
    for note in notes:
        is_new = guid(collection, note) not in ledger.notes
        is_of_known_fact = note.was == ("was",) and note.origin.identity in facts
        if facts and note.was and is_new and not is_of_known_fact:
            yield note


class _Addresses:
    """Finds the address of each note: what stood where by the last build, and what it was called.

    ``here`` are the entries by where they stand, ``literal`` those by address, ``former`` those by
    everything that they may have been called: any of their facts' names with any of their slots.
    """

    def __init__(self, notes: Sequence[Note], ledger: Ledger) -> None:
        self.notes = notes
        self.here: dict[str, Entry] = {}
        self.literal: dict[str, Entry] = {}
        self.former: dict[str, Entry] = {}
        for entry in sorted(ledger.notes.values(), key=lambda e: (not e.retired, e.address)):
            self.here[entry.place] = entry
            self.literal[entry.address] = entry
            self.former |= dict.fromkeys(_names(entry), entry)
        self.places = frozenset(note.place for note in notes)

    def of_each(self) -> dict[str, str]:
        """Return the address of each note by its place.

        Where two entries come into question, one of them may have a surer claim: from what stood
        there by the last build.
        """
        declared = {note.place: note.address for note in self.notes}
        candidates = {note.place: _distinct(self._candidates(note)) for note in self.notes}
        claimed = {
            some[0].address
            for place, some in candidates.items()
            if len(some) == 1 and some[0].place in (place, declared[place])
        }
        addresses = {}
        for note in self.notes:
            entries = candidates[note.place]
            entries = [e for e in entries if e.address not in claimed] or entries
            addresses[note.place] = self._likeliest(note, entries) if entries else note.address
        return addresses

    def _candidates(self, note: Note) -> Iterator[Entry | None]:
        """Yield the entries that a note may be, the likeliest first."""
        here, was = self.here.get(note.place), note.address
        if was == note.place:
            known = [entry for entry in (self.literal.get(was), here) if entry]
            yield from sorted(known, key=lambda entry: entry.retired > 0)
            former = self.former.get(was)
            if not known and former and former.place not in self.places:
                yield former
        elif here and was in _names(here):
            yield from (here, self.here.get(was))
        else:
            yield self.here.get(was) or self.literal.get(was) or self.former.get(was)

    def _likeliest(self, note: Note, entries: Sequence[Entry]) -> str:
        """Return the address of the one that says the same, or of the first."""
        if len(entries) == 1:
            return entries[0].address
        says = {
            name: text for name, text in zip(note.type.fields, note.fields, strict=True) if text
        }
        same = [entry for entry in entries if dict(entry.fields) == says]
        return (same[0] if len(same) == 1 else entries[0]).address


def _names(entry: Entry) -> frozenset[str]:
    if not entry.places:  # as of nearly all
        return frozenset((entry.address,))
    slots = {slot_of(address) for address in (entry.address, *entry.places)}
    return frozenset(f"{fact}/{slot}" for fact in entry.names for slot in slots)


def _distinct(entries: Iterable[Entry | None]) -> list[Entry]:
    distinct: list[Entry] = []
    for entry in entries:
        if entry and all(entry is not other for other in distinct):
            distinct.append(entry)
    return distinct
