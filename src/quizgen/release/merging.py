"""Two branches of a ledger made one, so that two curators can work on one collection.

What each note *is* now stands in the fact files, and the next build brings the ledger up to date
with them. What only the ledger knows must survive: what was released, when a note was first there,
and under which names its fact has been.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from quizgen.release.ledger import Entry, Ledger, Released, Stamp
from quizgen.release.ledger_file import LedgerError, load

T = TypeVar("T")
_OURS, _BASE, _DIVIDER, _THEIRS = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "


def merged(base: Ledger, ours: Ledger, theirs: Ledger) -> Ledger:
    """Return what two ledgers know together; ``base`` is what both came from, empty if unknown."""

    def entry(b: Entry | None, o: Entry, t: Entry) -> Entry:
        later, earlier = (o, t) if o.changed >= t.changed else (t, o)
        released = _released(o, t, ours, theirs)
        has_moved = later.places and not (b and later.place == b.place)
        place = later.place if has_moved else earlier.place
        places = dict.fromkeys((*earlier.places, *later.places))
        return replace(
            later,
            added=min(o.added, t.added),
            changed=_changed(later, released),
            places=(*(p for p in places if p != place), place) if places else (),
            released=released,
        )

    def stamp(_: Stamp | None, o: Stamp, t: Stamp) -> Stamp:
        later = o if o.changed >= t.changed else t
        released = _released(o, t, ours, theirs)
        return Stamp(later.digest, _changed(later, released), released)

    return Ledger(
        notes=_joined(base.notes, ours.notes, theirs.notes, entry),
        types=_joined(base.types, ours.types, theirs.types, stamp),
        decks=_joined(base.decks, ours.decks, theirs.decks, lambda _, o, __: o),
        released=max(ours.released, theirs.released),
    )


def sides(text: str) -> tuple[Ledger, Ledger, Ledger]:
    """Return base, ours and theirs of a ledger that holds the markers of a merge.

    Raises:
        LedgerError: when it holds none, or a side is damaged.

    """
    parts: dict[str, list[str]] = {"ours": [], "base": [], "theirs": []}
    part, has_base, is_marked = "", False, False
    for line in text.splitlines():
        if line.startswith(_OURS) and not part:
            part, is_marked = "ours", True
        elif line.startswith(_BASE) and part == "ours":
            part, has_base = "base", True
        elif line == _DIVIDER and part in ("ours", "base"):
            part = "theirs"
        elif line.startswith(_THEIRS) and part == "theirs":
            part = ""
        else:
            for name in [part] if part else parts:
                parts[name].append(line)
    if not is_marked:
        raise LedgerError("there are no markers of a merge in it")
    ours, theirs = (load("\n".join(parts[name])) for name in ("ours", "theirs"))
    return load("\n".join(parts["base"])) if has_base else Ledger(), ours, theirs


def _joined(
    base: Mapping[str, T],
    ours: Mapping[str, T],
    theirs: Mapping[str, T],
    both: Callable[[T | None, T, T], T],
) -> dict[str, T]:
    """Join two mappings: what one side alone changed is as it says; ``both`` joins the rest."""
    joined = {}
    for key in {**ours, **theirs}:
        b, o, t = base.get(key), ours.get(key), theirs.get(key)
        if o == t or t == b:
            value = o
        elif o == b:
            value = t
        else:
            value = both(b, o, t) if o is not None and t is not None else o or t
        if value is not None:
            joined[key] = value
    return joined


def _released(o: Entry | Stamp, t: Entry | Stamp, ours: Ledger, theirs: Ledger) -> Released | None:
    """Return what was released last, of what either side says."""
    if o.released is None or t.released is None:
        return o.released or t.released
    return o.released if ours.released >= theirs.released else t.released


def _changed(now: Entry | Stamp, released: Released | None) -> int:
    """Return when something changed: later than what was released, if it is something else."""
    if released is None:
        return now.changed
    if now.digest == released.digest:
        return released.changed
    return max(now.changed, released.changed + 1)
