"""What each note was when it last changed.

Anki updates a note when the package's is newer, and an update overwrites what the learner wrote
into it. So a note keeps its time of change until its content changes. Those times, and what it
takes to send a note once more after its fact is gone, are kept in ``decks/ledger.json``, which is
committed beside the facts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

VERSION = 1


@dataclass(frozen=True, slots=True)
class Content:
    """A note as it is now: address, note type, fields, cards' ordinals, gaps by number."""

    address: str
    type: str
    digest: str
    fields: Mapping[str, str] = field(default_factory=dict)
    cards: tuple[int, ...] = ()
    gaps: Mapping[str, str] = field(default_factory=dict)
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A note as the ledger knows it; times are in Unix seconds.

    ``retired`` is when its fact was retired or vanished, 0 while it has not.
    """

    address: str
    type: str
    digest: str
    added: int
    changed: int
    retired: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    cards: tuple[int, ...] = ()
    gaps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A note type's digest, and when it last changed."""

    digest: str
    changed: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries by GUID, stamps by note type, deck names by id, and when the last release was."""

    notes: Mapping[str, Entry] = field(default_factory=dict)
    types: Mapping[str, Stamp] = field(default_factory=dict)
    decks: Mapping[str, str] = field(default_factory=dict)
    released: int = 0

    def brought_up_to_date(
        self,
        contents: Mapping[str, Content],
        types: Mapping[str, str],
        decks: Mapping[str, str],
        now: int,
    ) -> Ledger:
        """Return the ledger for this content; what has not changed keeps its time.

        A change is always later than what was there before, and than the last release, even if
        the clock went back. What is gone stays while learners may have it: if it was ever released.
        """
        now = max(now, self.released + 1)
        notes = {guid: _entry(self.notes.get(guid), new, now) for guid, new in contents.items()}
        for guid, old in self.notes.items():
            if guid not in contents and old.added <= self.released:
                notes[guid] = old if old.retired else _gone(old, now)
        stamps = {key: _stamp(self.types.get(key), digest, now) for key, digest in types.items()}
        return Ledger(notes, stamps, {**self.decks, **decks}, self.released)

    def renamed(self, decks: Mapping[str, str]) -> dict[str, str]:
        """Return the former names of decks that have another now."""
        return {id_: old for id_, old in self.decks.items() if decks.get(id_, old) != old}

    def to_send_once_more(self) -> dict[str, Entry]:
        """Return what was retired since the last release and is in learners' collections."""
        return {
            guid: entry
            for guid, entry in self.notes.items()
            if entry.retired > self.released >= entry.added
        }

    def after_release(self, now: int) -> Ledger:
        """Return the ledger with all that it holds released."""
        times = [time for e in self.notes.values() for time in (e.added, e.changed, e.retired)]
        return replace(self, released=max([now, *times]))

    def dump(self) -> str:
        """Return the ledger as JSON, one line an entry, sorted, so that branches merge."""
        parts = [f'"quizgen-ledger": {VERSION}', f'"released": {self.released}']
        for name in ("decks", "types", "notes"):
            rows = sorted(getattr(self, name).items(), key=_rank)
            lines = ",\n".join(f"{_json(key)}: {_json(_row(value))}" for key, value in rows)
            parts.append(f'"{name}": {{\n{lines}\n}}')
        return "{" + ",\n".join(parts) + "}\n"


def load(text: str) -> Ledger:
    """Read a ledger.

    Raises:
        ValueError: where it is damaged, with a sentence.

    """
    try:
        data = json.loads(text)
        if data["quizgen-ledger"] != VERSION:
            raise ValueError(f"its version is {data['quizgen-ledger']}, not {VERSION}")
        return Ledger(
            notes={guid: _read(row) for guid, row in data["notes"].items()},
            types={key: Stamp(**row) for key, row in data["types"].items()},
            decks=dict(data["decks"]),
            released=int(data["released"]),
        )
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno} is not JSON: {error.msg}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("it does not have the shape of a ledger") from error


def digest(parts: Iterable[str]) -> str:
    """Return a short digest of some texts, in their order."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _entry(old: Entry | None, new: Content, now: int) -> Entry:
    added = old.added if old else now
    changed = old.changed if old else now
    if old and old.digest != new.digest:
        changed = max(now, old.changed + 1)
    retired = (old.retired if old and old.retired else changed) if new.retired else 0
    return Entry(
        address=new.address,
        type=new.type,
        digest=new.digest,
        added=added,
        changed=changed,
        retired=retired,
        fields=new.fields,
        cards=new.cards,
        gaps=new.gaps,
    )


def _read(row: Mapping[str, Any]) -> Entry:
    entry = Entry(**{**row, "cards": tuple(row.get("cards", ()))})
    times = (entry.added, entry.changed, entry.retired, *entry.cards)
    if entry.address.count("/") < 2 or not all(isinstance(time, int) for time in times):
        raise TypeError("an entry has an address of three parts, and times in seconds")
    return entry


def _gone(old: Entry, now: int) -> Entry:
    later = max(now, old.changed + 1)
    return replace(old, digest=digest([old.digest, "gone"]), changed=later, retired=later)


def _stamp(old: Stamp | None, now_is: str, now: int) -> Stamp:
    if old and old.digest == now_is:
        return old
    return Stamp(now_is, max(now, old.changed + 1) if old else now)


def _rank(item: tuple[str, Any]) -> tuple[str, str]:
    """Order notes by address, so that what changes together stands together."""
    key, value = item
    return (value.address if isinstance(value, Entry) else "", key)


def _row(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return {name: part for name, part in asdict(value).items() if part not in ({}, (), 0)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
