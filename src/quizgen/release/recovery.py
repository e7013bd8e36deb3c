"""A lost ledger, made again from the packages that learners have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from quizgen.clock import LATEST
from quizgen.model import NoteType
from quizgen.notes import note_types
from quizgen.project import Project
from quizgen.release import identity
from quizgen.release.containers import PackageError
from quizgen.release.identity import RETIRED_TAG
from quizgen.release.ledger import Content, Entry, Ledger, Released, Stamp, digest
from quizgen.release.ledger_file import MOST_CARDS
from quizgen.release.naming import UNPLACED
from quizgen.release.packages import PackagedNote
from quizgen.release.update import contents

_DECK_TAG = re.compile(r"quizgen::([a-z0-9-]+)")


def rebuilt(project: Project, packages: Iterable[dict[str, PackagedNote]]) -> tuple[Ledger, int]:
    """Return a ledger from packages that learners have, and how many notes of it are in no file.

    A note that is as it was keeps its time. What the files no longer have is kept, too, so that the
    next build can retire it; nobody knows which fact it was of, only which deck.

    Raises:
        PackageError: when there is no note of this collection in them.

    """
    types_by_id = {type_.id: type_ for type_ in note_types(project.collection)}
    released: dict[str, PackagedNote] = {}
    for notes in packages:
        released |= {guid: note for guid, note in notes.items() if _is_ours(note, types_by_id)}
    now = contents(project, Ledger())
    if not released.keys() & now.keys():
        raise PackageError("no note in it belongs to this collection")
    heads = {_head(note) for guid, note in released.items() if guid in now} - {""}
    released = {g: note for g, note in released.items() if g in now or _head(note) in heads}
    unnamed = {
        identity.guid(project.collection.id, note): identity.pictures(note)
        for some in project.notes.values()
        for note in some
    }
    entries = {
        guid: _entry(note, now[guid], unnamed[guid])
        if guid in now
        else _left(guid, note, types_by_id)
        for guid, note in released.items()
    }
    last = max(note.changed for note in released.values())
    look = project.collection.look
    digests = identity.type_digests(types_by_id.values(), look.templates, look.theme)
    types = {key: Stamp(digest, last) for key, digest in digests.items()}
    return Ledger(entries, types, _decks(project, released), last), len(entries.keys() - now.keys())


def _is_ours(note: PackagedNote, types: Mapping[int, NoteType]) -> bool:
    """Whether quizgen made a note, as far as its type, its fields and its times tell."""
    note_type = types.get(note.type)
    return (
        note_type is not None
        and len(note.fields) == len(note_type.fields)
        and min(note.added, note.changed) >= 0
        and max(note.added, note.changed) <= LATEST
        and all(0 <= card < MOST_CARDS for card in note.cards)
    )


def _head(note: PackagedNote) -> str:
    """Return the name of a collection, of a deck's name: a learner may have others beside it."""
    return note.deck.rpartition("::")[0]


def _digest(note: PackagedNote, unnamed: Sequence[str] = ()) -> str:
    """Return the digest of a note; ``shown`` are those of its files whose names do not tell them.

    A package may have had others under the same names, which nobody knows any more.
    """
    return digest((*note.fields, *note.tags, *unnamed))


def _released(note: PackagedNote, unnamed: Sequence[str] = ()) -> Released:
    return Released(_digest(note, unnamed), note.changed, note.cards, RETIRED_TAG in note.tags)


def _entry(note: PackagedNote, content: Content, unnamed: Sequence[str]) -> Entry:
    return Entry(
        address=content.address,
        type=content.type,
        digest=_digest(note, unnamed),
        added=min(note.added, note.changed),
        changed=note.changed,
        fields=content.fields,
        cards=content.cards,
        gaps=content.gaps,
        places=(content.place,) if content.place != content.address else (),
        released=_released(note, unnamed),
        tags=content.tags,
    )


def _left(guid: str, note: PackagedNote, types: Mapping[int, NoteType]) -> Entry:
    """Return the entry of a note that no fact makes."""
    note_type = types[note.type]
    named = zip(note_type.fields, note.fields, strict=True)
    return Entry(
        address=f"{_deck(note) or UNPLACED}/{UNPLACED}/{guid}",
        type=note_type.key,
        digest=_digest(note),
        added=min(note.added, note.changed),
        changed=note.changed,
        retired=note.changed if RETIRED_TAG in note.tags else 0,
        fields={name: text for name, text in named if text},
        cards=note.cards,
        released=_released(note),
        tags=identity.kept(note.tags),
    )


def _deck(note: PackagedNote) -> str:
    """Return the id of the deck that a note was made for, as its tags tell."""
    own = (_DECK_TAG.fullmatch(tag) for tag in note.tags if tag != RETIRED_TAG)
    return next((match[1] for match in own if match), "")


def _decks(project: Project, released: dict[str, PackagedNote]) -> dict[str, str]:
    """Return the decks' titles as learners have them, or as they are where none has them."""
    titles = {deck.id: identity.name_of(deck) for deck in project.collection.decks}
    had = {_deck(note): note.deck.rpartition("::")[2] for note in released.values()}
    return titles | {id_: title for id_, title in had.items() if id_ and title}
