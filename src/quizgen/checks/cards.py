"""Rules about cards (Wozniak's twenty rules; Ultimate Geography's contributing guide)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from quizgen.diagnostics import Code, Diagnostic
from quizgen.model import Card, Media, Note
from quizgen.text import fold

SHORTEST_ANSWER = 4
"""Letters; a shorter answer stands in many a question by chance."""


def same_question(notes: Iterable[Note]) -> Iterator[Diagnostic]:
    """Two cards that ask the same leave the learner to guess which is meant."""
    first: dict[str, Note] = {}
    for note in notes:
        for card in note.cards:
            asked = _asked(note, card)
            earlier = first.setdefault(asked, note)
            if earlier is not note:
                said = f"this asks the same as '{earlier.origin.id}': {card.front}"
                hint = "say more in one of them, give a hint, or set 'reverse: no'"
                yield Diagnostic(note.origin.locate(), Code.SAME_QUESTION, said, hint)


def _asked(note: Note, card: Card) -> str:
    """Return what a learner sees on a front, in one form; a reverse card does not show the hint."""
    hint = "" if card.name == "Reverse" else note.origin.hint
    pictures = " ".join(media.name for media in _pictures(note, card))
    seen = f"{card.front} {hint} {pictures}"
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().split())


def answer_in_question(notes: Iterable[Note]) -> Iterator[Diagnostic]:
    """A card whose front holds its back asks nothing."""
    for note in notes:
        for card in note.cards:
            front = _shown(note, card)
            if _tells(front, card.back):
                said = f"the question holds its answer: {front} → {card.back}"
                yield Diagnostic(note.origin.locate(), Code.ANSWER_IN_QUESTION, said, "reword it")


def _shown(note: Note, card: Card) -> str:
    """Return a front with the words for its pictures, which some learners have read to them."""
    return " ".join((card.front, *(media.alt for media in _pictures(note, card) if media.alt)))


def _pictures(note: Note, card: Card) -> tuple[Media, ...]:
    """Return what a front shows or plays; a reverse card has words alone."""
    return note.origin.front_media if card.name != "Reverse" else ()


def _tells(front: str, back: str) -> bool:
    answer = fold(back)
    return len(answer) >= SHORTEST_ANSWER and f" {answer} " in f" {fold(front)} "
