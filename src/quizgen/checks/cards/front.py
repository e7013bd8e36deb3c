"""What a learner sees of a card's front beside its words; a reverse card has words alone."""

from __future__ import annotations

from quizgen.model import Card, Media, Note


def pictures(note: Note, card: Card) -> tuple[Media, ...]:
    """Return what a front shows or plays."""
    return note.origin.front_media if card.name != "Reverse" else ()


def hint(note: Note, card: Card) -> str:
    """Return the hint that a front shows."""
    return note.origin.hint if card.name != "Reverse" else ""
