"""A lost ledger, made again from the packages that learners have."""

from __future__ import annotations

import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from quizgen.notes import NOTE_TYPES
from quizgen.project import Project
from quizgen.release import identity
from quizgen.release.ledger import Entry, Ledger, Stamp, digest
from quizgen.release.update import contents


@dataclass(frozen=True, slots=True)
class Released:
    """A note as a package of ours has it: its content's digest, and its times in Unix seconds."""

    digest: str
    added: int
    changed: int


def read_package(data: bytes) -> dict[str, Released]:
    """Return the notes of a package of ours by GUID.

    Raises:
        ValueError: where it is none.

    """
    connection = sqlite3.connect(":memory:")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            connection.deserialize(archive.read("collection.anki2"))
        rows = connection.execute("SELECT guid, id, mod, tags, flds FROM notes").fetchall()
    except (zipfile.BadZipFile, zlib.error, KeyError, sqlite3.Error) as error:
        raise ValueError("it is no package that quizgen made") from error
    finally:
        connection.close()
    return {
        guid_: Released(digest((*fields.split("\x1f"), *tags_.split())), id_ // 1000, changed)
        for guid_, id_, changed, tags_, fields in rows
    }


def rebuilt(project: Project, packages: Iterable[bytes]) -> tuple[Ledger, int]:
    """Return a ledger from packages that learners have, and how many notes they hold of others.

    A note that is as it was keeps its time; what the files no longer have is not known any more.

    Raises:
        ValueError: when one is no package of ours, or none of this collection.

    """
    found: dict[str, Released] = {}
    for data in packages:
        found |= read_package(data)
    now = contents(project)
    entries = {}
    for guid, note in found.items():
        if guid in now:
            content = now[guid]
            entries[guid] = Entry(
                address=content.address,
                type=content.type,
                digest=note.digest,
                added=min(note.added, note.changed),
                changed=note.changed,
                fields=content.fields,
                cards=content.cards,
                gaps=content.gaps,
            )
    if not entries:
        raise ValueError("no note in it belongs to this collection")
    last = max((note.changed for note in found.values()), default=0)
    digests = identity.type_digests(NOTE_TYPES, project.collection.templates)
    types = {key: Stamp(digest, last) for key, digest in digests.items()}
    decks = {deck.id: deck.deck for deck in project.collection.decks}
    return Ledger(entries, types, decks, last), len(found.keys() - now.keys())
