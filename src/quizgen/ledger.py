"""What each note was when its content last changed.

Anki updates a note when the package's is newer, and an update overwrites what the learner wrote
into it. So a note keeps its time of change until its content changes, and those times are kept in
``decks/ledger.json``, which is committed beside the facts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """The digest of a content, and when it was first there and last changed (Unix seconds)."""

    digest: str
    added: int
    changed: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries by GUID, or by ``notetype:<key>`` for note types."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def brought_up_to_date(self, digests: Mapping[str, str], now: int) -> Ledger:
        """Return the ledger for this content; what has not changed keeps its time.

        A change is always later than what was there before, even if the clock went back. Entries
        of content that is gone stay: the note may come back, and its GUID must not start anew.
        """
        entries = dict(self.entries)
        for key, digest in digests.items():
            old = entries.get(key)
            if old is None:
                entries[key] = Entry(digest, now, now)
            elif old.digest != digest:
                entries[key] = Entry(digest, old.added, max(now, old.changed + 1))
        return Ledger(entries)

    def dump(self) -> str:
        """Return the ledger as JSON, one line an entry, sorted, so that branches merge."""
        lines = [
            f"{json.dumps(key)}: {json.dumps([entry.digest, entry.added, entry.changed])}"
            for key, entry in sorted(self.entries.items())
        ]
        return f'{{"quizgen-ledger": {VERSION}, "entries": {{\n' + ",\n".join(lines) + "\n}}\n"


def load(text: str) -> Ledger:
    """Read a ledger.

    Raises:
        ValueError: where it is damaged, with a sentence.

    """
    try:
        data = json.loads(text)
        if data["quizgen-ledger"] != VERSION:
            raise ValueError(f"its version is {data['quizgen-ledger']}, not {VERSION}")
        return Ledger({key: _entry(*row) for key, row in data["entries"].items()})
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno} is not JSON: {error.msg}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("it does not have the shape of a ledger") from error


def _entry(digest: object, added: object, changed: object) -> Entry:
    if isinstance(digest, str) and isinstance(added, int) and isinstance(changed, int):
        return Entry(digest, added, changed)
    raise TypeError("an entry is [digest, added, changed]")


def digest(parts: Iterable[str]) -> str:
    """Return a short digest of some texts, in their order."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
