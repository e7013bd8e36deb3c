"""What is learned from: notes and their cards."""

from __future__ import annotations

from quizgen.model.origin import Media, Origin
from quizgen.records import dataclass

CELL = "{}"
"""Stands for a cell in what a field of a curator's own note type shows around it."""


@dataclass(frozen=True, slots=True)
class OwnTemplates:
    """What a curator's own note type has in its files: its templates, its style, and the rest.

    ``sides`` are the front and the back of each template. ``around`` has for each field what stands
    around a cell, as HTML with ``{}`` for a file's name; ``{}`` alone says that cells are HTML, and
    nothing that they are Markdown. ``fields`` and ``templates`` are settings by name, ``settings``
    those of the note type, each as JSON. ``media`` are files that the templates show.
    """

    sides: tuple[tuple[str, str], ...]
    style: str
    around: tuple[str, ...]
    fields: tuple[str, ...]
    templates: tuple[str, ...]
    settings: str
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteType:
    """An Anki note type: names of fields and templates in an order that never changes.

    ``key`` names its templates' folder; fields and templates carry ids derived from ``id``. ``own``
    is what a curator's own note type, which may come from elsewhere, has in its files.
    """

    key: str
    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[str, ...]
    cloze: bool = False
    own: OwnTemplates | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One thing a learner is asked: which template makes it, and both sides in words.

    ``hint`` and ``media`` are what its front shows besides.
    """

    ordinal: int
    name: str
    front: str
    back: str
    hint: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note: where it came from, its fields as HTML in its note type's order, and its cards.

    ``address`` is ``deck/fact/slot`` as it was when the note was new; its GUID is made of it,
    unless it has a ``guid`` of its own. ``place`` is where it stands now, and ``was`` the path in
    its fact to the key that tells the difference. ``gaps`` are the texts of a cloze note by number.
    """

    origin: Origin
    address: str
    type: NoteType
    fields: tuple[str, ...]
    cards: tuple[Card, ...]
    media: tuple[Media, ...] = ()
    gaps: tuple[tuple[int, str], ...] = ()
    place: str = ""
    was: tuple[str | int, ...] = ()
    guid: str = ""
