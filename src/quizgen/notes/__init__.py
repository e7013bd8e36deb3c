"""Propositions → notes: one module a note type, and one row here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from quizgen.language import Language
from quizgen.model import Note, NoteType, Proposition
from quizgen.notes import cloze, listing, recall

MAKERS = MappingProxyType(
    {
        recall.NOTE_TYPE: recall.notes,
        cloze.NOTE_TYPE: cloze.notes,
        listing.NOTE_TYPE: listing.notes,
    }
)

NOTE_TYPES: tuple[NoteType, ...] = tuple(MAKERS)


def notes_of(propositions: Iterable[Proposition], language: Language) -> Iterator[Note]:
    """Yield the notes of some propositions, in their order."""
    for proposition in propositions:
        for make in MAKERS.values():
            yield from make(proposition, language)


__all__ = ["MAKERS", "NOTE_TYPES", "notes_of"]
