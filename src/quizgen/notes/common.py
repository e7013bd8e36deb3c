"""What every note carries besides its question and answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property

from quizgen.anki_syntax import at_start, attribute
from quizgen.facts.deck import AnkiOptions
from quizgen.language import Language
from quizgen.model import Association, Card, Citation, Media, Note, NoteType, Origin
from quizgen.records import dataclass
from quizgen.text import anki_html, plain

SHARED = (
    "Hint",
    "Note",
    "Source",
    "As of",
    "Retired",
    "Front media",
    "Media",
    "Spare 1",
    "Spare 2",
    "Spare 3",
    "Spare 4",
    "My notes",
)
"""Fields that end every note type. The spare ones are there so that no release ever has to change
the shape: a package with another makes Anki copy the note type and orphan the learner's notes. The
learner's own notes come last, so that a text import can leave them out.
"""

UNREAD = ("Name", "Source", "Type in")
"""Fields that hold no text in the language of their fact."""
SPARE_TEMPLATES = ("Spare 1", "Spare 2")
"""Templates gated on the first two spare fields; they make no card until one is filled."""


@dataclass(frozen=True)
class Study:
    """What notes are made with: the language, what the deck asks of Anki, and its dated events."""

    language: Language
    options: AnkiOptions = field(default_factory=AnkiOptions)
    chronology: tuple[Association, ...] = ()

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each dated event in the chronology, by its fact's id."""
        return {p.origin.id: place for place, p in enumerate(self.chronology)}


def note(
    origin: Origin,
    slot: str,
    note_type: NoteType,
    study: Study,
    own: Mapping[str, str],
    cards: tuple[Card, ...],
    gaps: tuple[tuple[int, str], ...] = (),
    media: tuple[Media, ...] = (),
) -> Note:
    """Make a note from its own fields, which show ``media``, and those that every note carries."""
    values = {**own, **_shared(origin, study.language)}
    if origin.foreign:
        values = {name: _within(origin.foreign, name, text) for name, text in values.items()}
    texts = [values.pop(name, "") for name in note_type.fields]
    fields = tuple([text and at_start(text) for text in texts])  # most are empty
    assert not values, f"{note_type.name} has no fields {sorted(values)}"  # noqa: S101
    was = ("was",) if origin.identity != origin.id else ()
    return Note(
        origin=origin,
        address=f"{origin.identity}/{slot}",
        type=note_type,
        fields=fields,
        cards=cards,
        media=tuple(dict.fromkeys((*origin.front_media, *media, *origin.back_media))),
        gaps=gaps,
        place=f"{origin.id}/{slot}",
        was=was,
    )


def _within(tag: str, name: str, text: str) -> str:
    """Return a field in another language than the collection's, so that its fonts are right.

    What no learner reads as a text stays as it is: names, and what scripts compare or Anki speaks.
    """
    if not text or name in UNREAD or name.endswith(("speech", "ccepted", "edia")):
        return text
    return f'<div lang="{attribute(tag)}">{text}</div>'


def _shared(origin: Origin, language: Language) -> dict[str, str]:
    as_of = language.say("as_of", date=language.date(origin.as_of)) if origin.as_of else ""
    remarks = [origin.note]
    if origin.disputed:
        remarks.insert(0, language.say("disputed", text=origin.disputed))
    retired = language.say("retired", reason=origin.retired) if origin.retired else ""
    return {
        "Hint": anki_html(origin.hint),
        "Note": anki_html("\n".join(filter(None, remarks))),
        "Source": "<br>".join(map(_cited, origin.citations)),
        "As of": anki_html(as_of),
        "Retired": anki_html(retired),
        "Front media": media_html(origin.front_media),
        "Media": media_html(origin.back_media),
    }


def media_html(media: Iterable[Media]) -> str:
    """Return what shows pictures and plays sounds."""
    return "".join(
        f"[sound:{file.name}]"
        if file.is_sound
        else f'<img src="{file.name}" alt="{attribute(file.alt)}"{_sized(file)}>'
        for file in media
    )


def _sized(picture: Media) -> str:
    return f' style="{picture.style}"' if picture.style else ""


def _cited(citation: Citation) -> str:
    label = anki_html(citation.text)
    if not citation.reference.url:
        return label
    return f'<a href="{attribute(citation.reference.url)}">{label}</a>'


def new_card(origin: Origin, ordinal: int, name: str, front: str, back: str) -> Card:
    """Return a card whose front shows the hint and the pictures of its fact."""
    return Card(ordinal, name, front, back, origin.hint, origin.front_media)


def sides(*markdown: str) -> str:
    """Return one side of a card in words alone."""
    return " ".join(plain(text) for text in markdown if text)
