"""What each note was when it last changed, and what learners have of it.

Anki updates a note when the package's is newer, and an update overwrites what the learner wrote
into it. So a note keeps its time of change until its content changes, and gets it back with its
content if that was what was released. What this takes, and what it takes to send a note once more
after its fact is gone, is kept in ``decks/ledger.json``, which is committed beside the facts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from quizgen.records import dataclass

MOST_PLACES = 32
"""How many places of a note are kept, the latest ones."""


@dataclass(frozen=True, slots=True)
class Content:
    """A note as it is now: address, note type, fields, cards' ordinals, gaps by number.

    ``place`` is where its fact stands now, if that is not what its address says. ``tags`` are those
    of Anki's, but for what tells its deck and whether it is retired.
    """

    address: str
    type: str
    digest: str
    fields: Mapping[str, str] = field(default_factory=dict)
    cards: tuple[int, ...] = ()
    gaps: Mapping[str, str] = field(default_factory=dict)
    retired: bool = False
    place: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Released:
    """A note as learners have it since the last release."""

    digest: str
    changed: int
    cards: tuple[int, ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A note as the ledger knows it; times are in Unix seconds.

    ``address`` is ``deck/fact/slot`` as it was when the note was new, ``places`` are those where
    it stood since, the last one being where it stands now. ``retired`` is when its fact was retired
    or vanished, 0 while it has not. ``released`` is None until the first release. ``tags`` are kept
    of what was released, and sent with it once more; the digest tells of a change in them.
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
    places: tuple[str, ...] = ()
    released: Released | None = None
    tags: tuple[str, ...] = field(default=(), compare=False)

    @property
    def place(self) -> str:
        """Where it stands now, or stood last: ``deck/fact/slot``."""
        return self.places[-1] if self.places else self.address

    @property
    def names(self) -> frozenset[str]:
        """Every ``deck/fact`` that its fact has been called."""
        return frozenset(map(fact_of, (self.address, *self.places)))

    @property
    def is_as_released(self) -> bool:
        """Whether learners have it just as it is."""
        return self.released is not None and self.released.digest == self.digest

    @property
    def is_to_send_once_more(self) -> bool:
        """Whether learners have it, and do not know yet that it is retired."""
        return bool(self.retired and self.released and not self.released.retired)

    @property
    def emptied(self) -> tuple[int, ...]:
        """The ordinals of the cards that learners have and that it no longer makes."""
        return tuple(sorted({*self.released.cards} - {*self.cards})) if self.released else ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A note type's digest, and when it last changed; and those that were released."""

    digest: str
    changed: int
    released: Released | None = None


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
        the clock went back; what is again as it was released has its time back. What is gone stays
        while learners may have it: if it was ever released.
        """
        now = max(now, self.released + 1)
        notes = {guid: _entry(self.notes.get(guid), new, now) for guid, new in contents.items()}
        for guid, old in self.notes.items():
            if guid not in contents and old.released:
                notes[guid] = old if old.retired else _gone(old, now)
        stamps = {key: _stamp(self.types.get(key), digest, now) for key, digest in types.items()}
        return Ledger(notes, stamps, {**self.decks, **decks}, self.released)

    def renamed(self, decks: Mapping[str, str]) -> dict[str, str]:
        """Return the former names of decks that have another now."""
        return {id_: old for id_, old in self.decks.items() if decks.get(id_, old) != old}

    def to_send_once_more(self) -> dict[str, Entry]:
        """Return what was retired since the last release and is in learners' collections."""
        return {guid: entry for guid, entry in self.notes.items() if entry.is_to_send_once_more}

    def after_release(self, now: int) -> Ledger:
        """Return the ledger with all that it holds released."""
        times = [time for e in self.notes.values() for time in (e.added, e.changed, e.retired)]
        return replace(
            self,
            notes={guid: _released(entry) for guid, entry in self.notes.items()},
            types={
                key: replace(stamp, released=Released(stamp.digest, stamp.changed))
                for key, stamp in self.types.items()
            },
            released=max([now, *times]),
        )


def fact_of(address: str) -> str:
    """Return the ``deck/fact`` of an address."""
    return "/".join(address.split("/")[:2])


def slot_of(address: str) -> str:
    """Return what of an address names the note within its fact."""
    return "/".join(address.split("/")[2:])


def digest(parts: Iterable[str]) -> str:
    """Return a short digest of some texts, in their order."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _entry(old: Entry | None, new: Content, now: int) -> Entry:
    changed = _changed(old, new.digest, now)
    return Entry(
        address=new.address,
        type=new.type,
        digest=new.digest,
        added=old.added if old else now,
        changed=changed,
        retired=(old.retired if old and old.retired else changed) if new.retired else 0,
        fields=new.fields,
        cards=new.cards,
        gaps=new.gaps,
        places=_places(old.places if old else (), new.address, new.place or new.address),
        released=old.released if old else None,
        tags=new.tags,
    )


def _changed(old: Entry | Stamp | None, now_is: str, now: int) -> int:
    """Return when a note or a note type came to have the digest that it has now."""
    if old is None:
        return now
    if old.digest == now_is:
        return old.changed
    if old.released and old.released.digest == now_is:
        return old.released.changed
    return max(now, old.changed + 1)


def _places(before: tuple[str, ...], address: str, now: str) -> tuple[str, ...]:
    """Return where a note has stood, without what its address says if it never left there."""
    if before == () and now == address:
        return ()
    return (*(place for place in before if place != now), now)[-MOST_PLACES:]


def _gone(old: Entry, now: int) -> Entry:
    emptied = digest([old.digest, "gone"])
    changed = _changed(old, emptied, now)
    return replace(old, digest=emptied, changed=changed, retired=changed)


def _released(entry: Entry) -> Entry:
    """Return an entry as released, unless it is of a fact that was retired before it ever was."""
    if entry.retired and not entry.released:
        return entry
    now_is = Released(entry.digest, entry.changed, entry.cards, bool(entry.retired))
    return replace(entry, released=now_is)


def _stamp(old: Stamp | None, now_is: str, now: int) -> Stamp:
    return Stamp(now_is, _changed(old, now_is, now), old.released if old else None)
