"""What a curator should hear before learners get an update: what breaks, and what they would lose.

An error is what would cost reviews for good: two notes that would be one to Anki, a gap that would
take another's reviews, a former id that nobody had. A warning is what a curator may mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from quizgen.checks.stages.releases import (
    DECK_RENAMED,
    DUPLICATE_NOTE,
    EMPTIED_CARD,
    GAP_RENUMBERED,
    UNKNOWN_WAS,
    VANISHED_NOTE,
)
from quizgen.diagnostics import Diagnostic, Position
from quizgen.facts import Collection
from quizgen.model import Note, NoteType
from quizgen.notes import note_types
from quizgen.release import identity, naming
from quizgen.release.ledger import Entry, Ledger, fact_of

T = TypeVar("T")
SHOWN = 3
"""How many facts a remark names before it only counts."""


class Remarks:
    """Compares a collection's notes with what the ledger knew, and with what it knows now.

    ``notes`` are all notes under the addresses of the ledger.
    """

    def __init__(self, collection: Collection, notes: Sequence[Note], old: Ledger) -> None:
        decks = collection.decks
        self.decks = {deck.id: deck for deck in decks}
        self.collection = collection.id
        self.types = {note_type.key: note_type for note_type in note_types(collection)}
        self.notes = {identity.guid(collection.id, note): note for note in notes}
        self.every = notes
        self.old = old

    @cached_property
    def facts(self) -> frozenset[str]:
        """``deck/fact`` of all facts, which is looked up where a note has vanished."""
        return frozenset(f"{d.id}/{fact.id}" for d in self.decks.values() for fact in d.facts)

    def errors(self) -> Iterator[Diagnostic]:
        """Yield what would mix up or lose reviews."""
        yield from self._twice()
        yield from self._renumbered()
        for note in naming.unknown(self.collection, self.every, self.old):
            message = f"the ledger knows no note that was '{fact_of(note.address)}'"
            if note.was != ("was",):
                message = f"the ledger knows no member that was '{note.address}'"
            hint = "check its former id; if it was never built under another, leave 'was' out"
            yield Diagnostic(note.origin.locate(*note.was), UNKNOWN_WAS, message, hint)

    def warnings(self, new: Ledger) -> Iterator[Diagnostic]:
        """Yield what learners would miss."""
        yield from self._renamed()
        yield from self._emptied(new)
        yield from self._vanished(new)

    def _twice(self) -> Iterator[Diagnostic]:
        first: dict[str, Note] = {}
        guids: dict[str, Note] = {}
        for note in self.every:
            earlier = first.setdefault(note.address, note)
            other = guids.setdefault(identity.guid(self.collection, note), note)
            if earlier is note and other is not note:
                message = f"'{note.origin.id}' and '{other.origin.id}' have one GUID"
                hint = "Anki would take them for one note: keep it in one of them"
                yield Diagnostic(note.origin.locate("guid"), DUPLICATE_NOTE, message, hint)
            if earlier is not note:
                facts = list(dict.fromkeys([note.origin.id, earlier.origin.id]))
                two = " and ".join(f"'{id_}'" for id_ in facts)
                message = (
                    f"{two} would be one note to Anki"
                    if len(facts) > 1
                    else f"two things that {two} asserts would be one note to Anki"
                )
                hint = f"only one of them can have been '{note.address}'"
                place = note.origin.locate(*(note.was or ("id",)))
                yield Diagnostic(place, DUPLICATE_NOTE, message, hint)

    def _renumbered(self) -> Iterator[Diagnostic]:
        """Yield gaps that would take over another gap's reviews."""
        for guid, note in self.notes.items():
            if guid not in self.old.notes or GAP_RENUMBERED.name in note.origin.allow:
                continue
            before = self.old.notes[guid].gaps
            now = {str(number): text for number, text in note.gaps}
            for number, text in before.items():
                moved = [n for n, t in now.items() if t == text and before.get(n) != text]
                if now.get(number) != text and moved:
                    message = f"the gap '{text}' was number {number} and is now number {moved[0]}"
                    hint = f"write [{text}]{{{number}}}, or its reviews pass to another gap"
                    place = note.origin.locate(note.origin.kind)
                    yield Diagnostic(place, GAP_RENUMBERED, message, hint)

    def _renamed(self) -> Iterator[Diagnostic]:
        titles = {id_: identity.name_of(deck) for id_, deck in self.decks.items()}
        for id_, name in self.old.renamed(titles).items():
            before, now = (n.removeprefix(identity.WHOLE) for n in (name, titles[id_]))
            message = f"the deck '{before}' is now called '{now}'"
            hint = (
                "Anki finds decks by name: the cards that learners have stay in the old deck, new "
                "ones go to the new one; ask them to rename theirs before they import, or keep the "
                "title"
            )
            yield Diagnostic(self.decks[id_].locate("deck"), DECK_RENAMED, message, hint)

    def _emptied(self, new: Ledger) -> Iterator[Diagnostic]:
        """Yield cards of notes that live on: since the last release, or else the last build."""
        rows = []
        for guid, note in self.notes.items():
            before = self.old.notes.get(guid)
            entry = new.notes[guid]
            lost = entry.emptied if entry.released else _lost(before, entry)
            if EMPTIED_CARD.name not in note.origin.allow:
                rows += [
                    (note.origin.deck, _card(self.types[entry.type], before, n), note) for n in lost
                ]
        for (deck, card), some in _grouped(rows):
            facts = [note.origin.id for note in some]
            message = f"{card} of {_named(facts)} goes empty in the collections of learners"
            hint = (
                "its reviews are lost with it; ask it again, or tell learners what Anki has for "
                "empty cards: Tools, Empty Cards"
            )
            place = some[0].origin.locate() if len(some) == 1 else self.decks[deck].locate("anki")
            yield Diagnostic(place, EMPTIED_CARD, message, hint)

    def _vanished(self, new: Ledger) -> Iterator[Diagnostic]:
        """Yield notes that are no longer made, though no fact says that it is retired."""
        rows: list[tuple[str, str, str]] = []
        for guid, old in self.old.notes.items():
            if guid in self.notes:
                continue
            now = new.notes.get(guid, old)
            fact = fact_of(old.place)
            if now.is_to_send_once_more if now.released else fact in self.facts:
                why = old.type if fact in self.facts else ""
                rows.append((fact.split("/")[0], why, _where(old)))
        for (deck, why), facts in _grouped(rows):
            yield self._vanishing(deck, why, sorted(set(facts)))

    def _vanishing(self, deck: str, type_: str, facts: Sequence[str]) -> Diagnostic:
        asked = f"the '{type_}' cards of" if type_ else "the cards of"
        message = f"{asked} {_named(facts)} are no longer made"
        hint = (
            "learners who have them get them once more, tagged quizgen::retired; if something was "
            "only renamed, say so with 'was:'"
        )
        place = self.decks[deck].locate("anki") if deck in self.decks else Position("ledger.json")
        return Diagnostic(place, VANISHED_NOTE, message, hint)


def _where(entry: Entry) -> str:
    """Return a note's fact, or what of it the note is about."""
    deck, fact, *slot = entry.place.split("/")
    return (
        f"{deck}/{fact}/{slot[1]}" if slot[0] == "members" and len(slot) > 1 else f"{deck}/{fact}"
    )


def _lost(before: Entry | None, now: Entry) -> tuple[int, ...]:
    return tuple(sorted({*before.cards} - {*now.cards})) if before else ()


def _card(note_type: NoteType, before: Entry | None, ordinal: int) -> str:
    """Return what a card is called: by its template, or by its gap."""
    if not note_type.cloze:
        return f"the card '{note_type.templates[ordinal]}'"
    text = before.gaps.get(str(ordinal + 1), "") if before else ""
    return f"the card of gap {ordinal + 1}" + (f" ('{text}')" if text else "")


def _grouped(rows: Iterable[tuple[str, str, T]]) -> Iterator[tuple[tuple[str, str], list[T]]]:
    ordered = sorted(rows, key=lambda row: row[:2])
    for key, some in groupby(ordered, lambda row: row[:2]):
        yield key, [thing for _, _, thing in some]


def _named(facts: Sequence[str]) -> str:
    """Return a few names, and how many more there are."""
    if len(facts) <= SHOWN:
        return ", ".join(facts)
    return f"{', '.join(facts[:SHOWN])} and {len(facts) - SHOWN} more"
