"""Propositions → notes: one module a note type, and one row here.

``common`` has what all notes carry, ``templates`` puts the templates of their cards together;
``custom`` makes notes of note types that a curator brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from quizgen.facts import Collection, Deck
from quizgen.facts.row import Row
from quizgen.language import Language
from quizgen.model import Kind, Note, NoteType, Proposition, by_language
from quizgen.notes import choice, cloze, custom, listing, recall, timeline
from quizgen.notes.common import Study

Maker = Callable[[Proposition, Study], Iterator[Note]]

MAKERS: Mapping[NoteType, Maker] = MappingProxyType(
    {
        recall.NOTE_TYPE: recall.notes,
        cloze.NOTE_TYPE: cloze.notes,
        listing.NOTE_TYPE: listing.notes,
        choice.NOTE_TYPE: choice.notes,
        timeline.NOTE_TYPE: timeline.notes,
    }
)

NOTE_TYPES: tuple[NoteType, ...] = tuple(MAKERS)


def note_types(collection: Collection) -> tuple[NoteType, ...]:
    """Return the note types that a collection may have notes of: ours, and its curator's own."""
    return (*NOTE_TYPES, *collection.note_types.values())


def notes_of(propositions: Sequence[Proposition], deck: Deck, language: Language) -> Iterator[Note]:
    """Yield the notes of what a deck asserts, in the order of its facts.

    A row of a curator's own note type is left out: see :func:`own_notes`.
    """
    studies = {
        some[0].origin.foreign: Study(
            some[0].origin.language if some[0].origin.foreign else language,
            deck.anki,
            timeline.chronology(some),
        )
        for some in by_language(propositions)
    }
    given: set[tuple[str, str]] = set()
    for proposition in propositions:
        if deck.own_type and proposition.origin.kind is Kind.ROW:
            continue
        for make in MAKERS.values():
            for note in make(proposition, studies[proposition.origin.foreign]):
                key = (note.origin.id, note.origin.guid)
                is_first = bool(note.origin.guid) and not note.guid and key not in given
                given.add(key)
                yield replace(note, guid=note.origin.guid) if is_first else note


def own_notes(collection: Collection, deck: Deck) -> Iterator[Note]:
    """Yield the notes of a deck whose rows are notes of a curator's own type."""
    if deck.own_type:
        for fact, origin in collection.origins(deck):
            if isinstance(fact, Row):
                yield custom.note(fact, origin, deck.own_type, deck.media)


__all__ = ["MAKERS", "NOTE_TYPES", "Study", "note_types", "notes_of", "own_notes"]
