"""Propositions → notes: one module a note type, and one row here.

``common`` has what all notes carry, ``templates`` puts the templates of their cards together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from quizgen.facts import Deck
from quizgen.language import Language
from quizgen.model import Note, NoteType, Proposition, by_language
from quizgen.notes import choice, cloze, listing, recall, timeline
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


def notes_of(propositions: Sequence[Proposition], deck: Deck, language: Language) -> Iterator[Note]:
    """Yield the notes of what a deck asserts, in the order of its facts."""
    studies = {
        some[0].origin.foreign: Study(
            some[0].origin.language if some[0].origin.foreign else language,
            deck.anki,
            timeline.chronology(some),
        )
        for some in by_language(propositions)
    }
    for proposition in propositions:
        for make in MAKERS.values():
            yield from make(proposition, studies[proposition.origin.foreign])


__all__ = ["MAKERS", "NOTE_TYPES", "Study", "notes_of"]
