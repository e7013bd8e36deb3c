"""What every note carries besides its question and answer."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from quizgen.language import Language
from quizgen.model import Card, Citation, Note, NoteType, Origin
from quizgen.text import anki_html, plain

SHARED = (
    "Hint",
    "Note",
    "Source",
    "As of",
    "Media",
    "My notes",
    "Spare 1",
    "Spare 2",
    "Spare 3",
    "Spare 4",
)
"""Fields that end every note type. The spare ones are there so that no release ever has to change
the shape: a package with another makes Anki copy the note type and orphan the learner's notes.
"""

SPARE_TEMPLATES = ("Spare 1", "Spare 2")
"""Templates gated on the first two spare fields; they make no card until one is filled."""


def note(
    origin: Origin,
    slot: str,
    note_type: NoteType,
    language: Language,
    own: Mapping[str, str],
    cards: tuple[Card, ...],
) -> Note:
    """Make a note from its own fields and those that every note carries."""
    values = {**own, **_shared(origin, language)}
    fields = tuple(values.pop(name, "") for name in note_type.fields)
    assert not values, f"{note_type.name} has no fields {sorted(values)}"  # noqa: S101
    return Note(origin, slot, note_type, fields, cards)


def _shared(origin: Origin, language: Language) -> dict[str, str]:
    as_of = language.say("as_of", date=language.date(origin.as_of)) if origin.as_of else ""
    remarks = [origin.note]
    if origin.disputed:
        remarks.insert(0, language.say("disputed", text=origin.disputed))
    return {
        "Hint": anki_html(origin.hint),
        "Note": anki_html("\n".join(filter(None, remarks))),
        "Source": "<br>".join(map(_cited, origin.citations)),
        "As of": anki_html(as_of),
    }


def _cited(citation: Citation) -> str:
    label = anki_html(citation.text)
    if not citation.reference.url:
        return label
    return f'<a href="{escape(citation.reference.url)}">{label}</a>'


def sides(*markdown: str) -> str:
    """Return one side of a card in words alone."""
    return " ".join(plain(text) for text in markdown if text)
