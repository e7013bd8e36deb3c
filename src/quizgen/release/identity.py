"""Who a note is to Anki, and what of it counts as a change: GUIDs, ids, tags and digests.

Anki knows a note by its GUID, a note type and a deck by an id. All are made of ids that a curator
never changes, none of a text, so that a correction updates what learners have.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from quizgen.facts import Deck
from quizgen.model import Level, Note, NoteType
from quizgen.notes.templates import style_of, templates
from quizgen.release.ledger import Content, digest
from quizgen.theme import USUAL, Theme

WHOLE = " ::"
"""Begins the name of a deck that is not under the collection's title; no title begins so."""
RETIRED_TAG = "quizgen::retired"
_OURS = "quizgen::"
_LEVEL = "level::"


def guid(collection: str, note: Note) -> str:
    """Return the note's GUID: its own, or of the collection and its address; never of its text."""
    return note.guid or guid_of(collection, note.address)


@lru_cache(maxsize=262144)
def guid_of(collection: str, address: str) -> str:
    """Return the GUID of an address."""
    return hashlib.sha256(f"{collection}\x1f{address}".encode()).hexdigest()[:20]


def tags(note: Note) -> list[str]:
    """Return a note's tags: its own, its level, where in the decks it is, and if it is retired.

    A note of a curator's own type has but its own, as it had where it came from.
    """
    own = [*note.origin.tags]
    if note.type.own is None:
        own += [f"{_LEVEL}{note.origin.level}", f"{_OURS}{note.origin.deck}"]
    return sorted({*own, RETIRED_TAG} if note.origin.retired else set(own))


def kept(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the tags that a note keeps once its fact is gone."""
    return tuple(tag for tag in tags if not tag.startswith(_OURS))


def level_of(tags: Iterable[str]) -> Level:
    """Return the level that tags tell, the least where they tell none."""
    told = (tag.removeprefix(_LEVEL) for tag in tags if tag.startswith(_LEVEL))
    return next((Level(name) for name in told if name in tuple(Level)), Level.DETAIL)


def name_of(deck: Deck) -> str:
    """Return the title of a deck, or its whole name in Anki after :data:`WHOLE`, if it has one."""
    return f"{WHOLE}{deck.anki.deck}" if deck.anki.deck else deck.deck


def contents(collection: str, notes: Iterable[Note]) -> dict[str, Content]:
    """Return what the ledger keeps of each note, by GUID."""
    return {guid(collection, note): _content(note, tags(note)) for note in notes}


def _content(note: Note, tagged: Sequence[str]) -> Content:
    named = zip(note.type.fields, note.fields, strict=True)
    return Content(
        address=note.address,
        type=note.type.key,
        digest=digest((*note.fields, *tagged, *pictures(note))),
        fields={name: text for name, text in named if text},
        cards=tuple(sorted(card.ordinal for card in note.cards)),
        gaps={str(number): text for number, text in note.gaps},
        retired=bool(note.origin.retired),
        place=note.place,
        tags=kept(tagged),
    )


def pictures(note: Note) -> list[str]:
    """Return the digests of files whose names tell nothing of what is in them."""
    if note.type.own is None:
        return []
    return sorted(hashlib.sha256(media.data).hexdigest()[:12] for media in note.media)


def type_digests(
    types: Iterable[NoteType], own: Path | None, theme: Theme = USUAL
) -> dict[str, str]:
    """Return the digest of each note type: its shape, templates and style.

    ``own`` is a user's folder of templates.
    """
    digests = {}
    for note_type in types:
        sides = itertools.chain.from_iterable(templates(note_type, own).values())
        parts = [note_type.name, *note_type.fields, *sides, style_of(note_type, own, theme)]
        if note_type.own:
            kept = note_type.own
            parts += [*note_type.templates, *kept.fields, *kept.templates, kept.settings]
        digests[note_type.key] = digest(parts)
    return digests


def stable_id(*parts: str) -> int:
    """Return a positive id below 2^51 that depends on the parts alone."""
    hashed = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return 2**50 + int.from_bytes(hashed[:6], "big")
