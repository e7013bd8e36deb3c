"""What a package, or a folder of CrowdAnki's, holds: note types, notes, decks, files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from quizgen.records import dataclass

NoteTypeJson = dict[str, Any]
"""A note type as Anki's JSON has it: ``name``, ``flds``, ``tmpls``, ``css`` and more."""


@dataclass(frozen=True, slots=True)
class BundledNote:
    """A note: its GUID, its note type's id, what it holds, its cards' ordinals, times in seconds.

    ``decks`` are those of its cards, that of the first before the others. ``released`` is the note
    as learners have it, where that is known and may be another.
    """

    guid: str
    type: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    decks: tuple[str, ...]
    added: int
    changed: int
    released: BundledNote | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that moves in together.

    ``descriptions`` are HTML by deck, ``read`` returns the bytes of one of the files that are
    ``named``, ``left`` are sentences about what cannot come.
    """

    types: Mapping[str, NoteTypeJson]
    notes: tuple[BundledNote, ...]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    read: Callable[[str], bytes] = field(default=lambda name: b"", repr=False)
    left: tuple[str, ...] = ()


class ImportRefused(Exception):
    """Raised where a file cannot be imported; says why."""
