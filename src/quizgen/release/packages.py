"""Anki packages as they come back, from ourselves or from strangers: read, and nothing run.

A package is a zip archive with an SQLite database. Both may be damaged, or made to do harm: what
they unpack to, what a query may cost, and what there may be in a database is bounded.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping

from quizgen.records import dataclass
from quizgen.release.archive import archive
from quizgen.release.containers import PackageError
from quizgen.release.database import Bounded

SCHEMA = 11
"""The version of the databases in packages, since 2012."""
NEWER_SCHEMAS = range(15, 19)
"""The versions of those in Anki's newer format, which have tables for note types and decks."""
LEVEL = "\x1f"
"""Stands between the levels of a deck's name in a newer database."""


@dataclass(frozen=True, slots=True)
class PackagedNote:
    """A note in a package: its note type's id, fields, tags, cards' ordinals, times in seconds.

    ``decks`` are the names of the decks that its cards are in, or were taken out of for a while.
    """

    type: int
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    added: int
    changed: int
    decks: tuple[str, ...] = ()

    @property
    def deck(self) -> str:
        """The deck that its first card is in, empty where it is in none with a name."""
        return self.decks[0] if self.decks else ""


def read_package(data: bytes) -> dict[str, PackagedNote]:
    """Return the notes of a package, of any version of Anki, by GUID.

    Raises:
        PackageError: where it is none that can be read.

    """
    with archive(data).database() as bounded:
        return _notes(bounded)


def copy_for_anki(data: bytes) -> bytes:
    """Return a package that has been looked through, as one that Anki may be given.

    It is made anew, of what could be read: notes, cards and note types, but no picture.

    Raises:
        PackageError: where something is in it that no package has, or something cannot be read.

    """
    package = archive(data)
    with package.database() as bounded:
        _notes(bounded)
        bounded.require_plain()
    package.require_sound()
    return package.without_media()


def _notes(bounded: Bounded) -> dict[str, PackagedNote]:
    _require_version(bounded)
    return notes(bounded, _deck_names(bounded))[0]


def notes(bounded: Bounded, names: Mapping[str, str]) -> tuple[dict[str, PackagedNote], int]:
    """Return the notes of a database by GUID, and how many have one that another has before them.

    ``names`` are those of the decks by their ids.
    """
    cards: dict[int, dict[int, str]] = defaultdict(dict)
    columns = (("nid", int), ("ord", int), ("did", int), ("odid", int))
    for note, ordinal, deck, home in bounded.rows("cards", *columns):
        cards[note][ordinal] = names.get(str(home or deck), "")
    heads = (("guid", str), ("id", int), ("mid", int), ("mod", int), ("tags", str), ("flds", str))
    packaged: dict[str, PackagedNote] = {}
    twice = 0
    for guid, id_, type_, changed, tags, fields in bounded.rows("notes", *heads):
        own = cards.get(id_, {})
        twice += guid in packaged
        note_ = PackagedNote(
            type=type_,
            fields=tuple(fields.split("\x1f")),
            tags=tuple(tags.split()),
            cards=tuple(sorted(own)),
            added=id_ // 1000,
            changed=changed,
            decks=tuple(dict.fromkeys(own[ordinal] for ordinal in sorted(own) if own[ordinal])),
        )
        packaged.setdefault(guid, note_)
    return packaged, twice


def is_newer(bounded: Bounded) -> bool:
    """Whether note types and decks have tables of their own."""
    return bounded.has("notetypes")


def _require_version(bounded: Bounded) -> None:
    read = NEWER_SCHEMAS if is_newer(bounded) else (SCHEMA,)
    for (version,) in bounded.rows("col", ("ver", int)):
        if version not in read:
            raise PackageError(f"its database is of version {version}; version {read[-1]} is read")


def _deck_names(bounded: Bounded) -> dict[str, str]:
    """Return the names of decks by id; an older package without any that can be read has none."""
    if is_newer(bounded):
        rows = bounded.rows("decks", ("id", int), ("name", str))
        return {str(id_): name.replace(LEVEL, "::") for id_, name in rows}
    for (text,) in bounded.rows("col", ("decks", str)):
        try:
            decks = json.loads(text)
            return {key: str(deck["name"]) for key, deck in decks.items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}
    return {}
