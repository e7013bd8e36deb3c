"""Recall: an association asked forward and, where its fact allows, backward."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.language import Language
from quizgen.model import Association, Card, Note, NoteType, Proposition
from quizgen.notes.common import SHARED, SPARE_TEMPLATES, note, sides
from quizgen.text import anki_html

NOTE_TYPE = NoteType(
    key="recall",
    id=1747301001,
    name="quizgen Recall",
    fields=("Question", "Answer", "Reverse question", "Reverse answer", "Type in", *SHARED),
    templates=("Recall", "Reverse", *SPARE_TEMPLATES),
)


def notes(proposition: Proposition, language: Language) -> Iterator[Note]:
    """Yield one note an association."""
    if not isinstance(proposition, Association):
        return
    p = proposition
    cards = [Card(0, "Recall", sides(p.ask), sides(p.value.text))]
    own = {"Question": anki_html(p.ask), "Answer": anki_html(p.value.text)}
    if p.ask_back:
        own["Reverse question"] = anki_html(p.ask_back)
        own["Reverse answer"] = anki_html(p.subject.text)
        cards.append(Card(1, "Reverse", sides(p.ask_back), sides(p.subject.text)))
    yield note(p.origin, p.slot, NOTE_TYPE, language, own, tuple(cards))
