"""``ledger.json``: one line an entry, sorted, so that branches merge; and what can be wrong in it.

Version 1 told what was released by time alone; it is still read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from sys import intern
from types import MappingProxyType
from typing import Annotated, Any, Literal, NotRequired

from pydantic import (
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    with_config,
)
from typing_extensions import TypedDict

from quizgen.clock import LATEST
from quizgen.release.ledger import MOST_PLACES, Entry, Ledger, Released, Stamp

VERSION = 2
MOST_CARDS = 500
"""Anki's own limit of the cards of a note."""
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})
"""Those of an entry that keeps none of a sort: one for all."""
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} |\|{7} )", re.MULTILINE)


class LedgerError(ValueError):
    """Raised where a ledger is damaged: a sentence, and the line, from 1."""

    def __init__(self, message: str, line: int = 1) -> None:
        self.line = line
        super().__init__(message)


class ConflictError(LedgerError):
    """Raised where a ledger holds the markers of a merge that is not finished."""


def dump(ledger: Ledger) -> str:
    """Return the ledger as JSON, one line an entry, sorted, so that branches merge."""
    parts = [f'{{"quizgen-ledger": {VERSION},\n"released": {ledger.released}']
    sections: tuple[tuple[str, Iterable[tuple[str, object]]], ...] = (
        ("decks", sorted(ledger.decks.items())),
        ("types", ((key, _stamp_row(stamp)) for key, stamp in sorted(ledger.types.items()))),
        ("notes", ((guid, _entry_row(entry)) for guid, entry in _by_address(ledger.notes))),
    )
    for name, rows in sections:
        lines = ",\n".join(f"{_json(key)}: {_json(row)}" for key, row in rows)
        parts += (f',\n"{name}": {{\n', lines, "\n}")  # copied but once: they are many
    return "".join((*parts, "}\n"))


def load(text: str) -> Ledger:
    """Read a ledger.

    Raises:
        LedgerError: where it is damaged.

    """
    conflict = _CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        raise ConflictError(f"line {line} is a conflict marker of a merge", line)
    data = _parsed(text)
    version = data.get("quizgen-ledger")
    if type(version) is not int or not 1 <= version <= VERSION:
        raise LedgerError(f"its version is {_short(version)}; this quizgen reads 1 to {VERSION}")
    try:
        rows = _SHAPE.validate_python(data)
    except ValidationError as error:
        raise _misshapen(text, error) from error
    del data  # or what was parsed would be there twice, beside the entries
    last = rows["released"] if version == 1 else None
    return Ledger(
        notes={guid: _entry(row, last) for guid, row in rows["notes"].items()},
        types={key: _stamp(row, last) for key, row in rows["types"].items()},
        decks=rows["decks"],
        released=rows["released"],
    )


# --- writing ----------------------------------------------------------------------------------


def _by_address(notes: Mapping[str, Entry]) -> list[tuple[str, Entry]]:
    """Order notes by address, so that what changes together stands together."""
    return sorted(notes.items(), key=lambda item: (item[1].address, item[0]))


def _entry_row(entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = {
        "address": entry.address,
        "type": entry.type,
        "digest": entry.digest,
        "added": entry.added,
        "changed": entry.changed,
    }
    optional = {
        "retired": entry.retired,
        "fields": entry.fields,
        "cards": entry.cards,
        "gaps": entry.gaps,
        "places": entry.places,
        "tags": entry.tags if entry.released else (),
    }
    row |= {name: value for name, value in optional.items() if value}
    now_is = Released(entry.digest, entry.changed, entry.cards, bool(entry.retired))
    return row | _released_row(entry.released, now_is)


def _stamp_row(stamp: Stamp) -> dict[str, Any]:
    now_is = Released(stamp.digest, stamp.changed)
    return {"digest": stamp.digest, "changed": stamp.changed} | _released_row(
        stamp.released, now_is
    )


def _released_row(released: Released | None, now_is: Released) -> dict[str, Any]:
    """Return what learners have, which mostly is what there is."""
    if released is None:
        return {}
    if released == now_is:
        return {"released": True}
    row = {"digest": released.digest, "changed": released.changed, "cards": released.cards}
    row |= {"retired": True} if released.retired else {}
    return {"released": {name: value for name, value in row.items() if value != ()}}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# --- reading ----------------------------------------------------------------------------------

Time = Annotated[int, Field(ge=0, le=LATEST)]
Words = Annotated[str, StringConstraints(pattern=r"^[^\x00\x1f]*$")]
"""A text without what divides a note's fields."""
Address = Annotated[
    str, StringConstraints(pattern=r"^([a-z0-9-]+|\?)/([a-z0-9-]+|\?)/[^\x00-\x1f]+$")
]
Ordinals = list[Annotated[int, Field(ge=0, lt=MOST_CARDS)]]


# Mappings that are checked: an object of each would take twice the time of all else.
_STRICT = ConfigDict(extra="forbid", strict=True)


@with_config(_STRICT)
class _ReleasedRow(TypedDict):
    digest: Words
    changed: Time
    cards: NotRequired[Ordinals]
    retired: NotRequired[bool]


@with_config(_STRICT)
class _StampRow(TypedDict):
    digest: Words
    changed: Time
    released: NotRequired[_ReleasedRow | Literal[True] | None]


@with_config(_STRICT)
class _EntryRow(_StampRow):
    address: Address
    type: Words
    added: Time
    retired: NotRequired[Time]
    fields: NotRequired[dict[Words, Words]]
    cards: NotRequired[Ordinals]
    gaps: NotRequired[dict[Words, Words]]
    places: NotRequired[Annotated[list[Address], Field(max_length=MOST_PLACES)]]
    tags: NotRequired[list[Annotated[str, StringConstraints(pattern=r"^[^\s\x00]{1,200}$")]]]


_Rows = TypedDict(
    "_Rows",
    {
        "quizgen-ledger": int,
        "released": Time,
        "decks": dict[Words, Words],
        "types": dict[Words, _StampRow],
        "notes": dict[Words, _EntryRow],
    },
)
_SHAPE = TypeAdapter(with_config(_STRICT)(_Rows))


def _parsed(text: str) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            keys = [key for key, _ in pairs]
            key = next(key for index, key in enumerate(keys) if key in set(keys[:index]))
            raise LedgerError(f"'{_short(key)}' is in it twice", _line_of(text, key, 2))
        return members

    try:
        data = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise LedgerError(f"line {error.lineno} is not JSON: {error.msg}", error.lineno) from error
    except LedgerError:
        raise
    except (ValueError, RecursionError) as error:
        raise LedgerError("a number in it is too long, or it is nested too deeply") from error
    if not isinstance(data, dict):
        raise LedgerError("it does not have the shape of a ledger")
    return data


def _entry(row: _EntryRow, last: int | None) -> Entry:
    """Return an entry; ``last`` is the time of the last release in a ledger of version 1."""
    retired, cards = row.get("retired", 0), tuple(row.get("cards", ()))
    now_is = partial(Released, row["digest"], row["changed"], cards, bool(retired))
    return Entry(
        address=row["address"],
        type=intern(row["type"]),
        digest=row["digest"],
        added=row["added"],
        changed=row["changed"],
        retired=retired,
        fields=row.get("fields", _NO_TEXTS),
        cards=cards,
        gaps=row.get("gaps", _NO_TEXTS),
        places=tuple(row.get("places", ())),
        released=_released(row, now_is) if last is None else _by_time(row, last),
        tags=tuple(row.get("tags", ())),
    )


def _by_time(row: _EntryRow, last: int) -> Released | None:
    """Return what was released according to a ledger of version 1, which told it by time alone.

    What has changed since is not known; nothing is like it.
    """
    if row["added"] > last:
        return None
    cards, retired = tuple(row.get("cards", ())), 0 < row.get("retired", 0) <= last
    if row["changed"] <= last:
        return Released(row["digest"], row["changed"], cards, retired)
    return Released("", row["added"], cards, retired)


def _stamp(row: _StampRow, last: int | None) -> Stamp:
    now_is = partial(Released, row["digest"], row["changed"])
    if last is None:
        released = _released(row, now_is)
    else:
        released = now_is() if row["changed"] <= last else None
    return Stamp(row["digest"], row["changed"], released)


def _released(row: _StampRow, now_is: Callable[[], Released]) -> Released | None:
    of = row.get("released")
    if not isinstance(of, dict):
        return now_is() if of else None
    cards = tuple(of.get("cards", ()))
    return Released(of["digest"], of["changed"], cards, of.get("retired", False))


def _misshapen(text: str, error: ValidationError) -> LedgerError:
    """Return the first thing that is wrong, with the line of its entry."""
    detail = error.errors(include_url=False, include_context=False)[0]
    loc = [str(step) for step in detail["loc"]]
    key = loc[1] if len(loc) > 1 else loc[0]
    where = " ".join(f"'{_short(step)}'" for step in loc[:3])
    why = "it is no mapping" if detail["type"] == "dict_type" else detail["msg"]
    message = f"it does not have the shape of a ledger: {where}: {why}"
    return LedgerError(message, _line_of(text, key))


def _line_of(text: str, key: str, occurrence: int = 1) -> int:
    """Return the line that begins with a key, or 1."""
    wanted = f"{_json(key)}:"
    lines = [
        n for n, line in enumerate(text.split("\n"), 1) if line.lstrip(" {").startswith(wanted)
    ]
    return lines[min(occurrence, len(lines)) - 1] if lines else 1


def _short(value: object) -> str:
    text = (value if isinstance(value, str) else repr(value)).encode(errors="replace").decode()
    return text if len(text) <= 40 else f"{text[:40]}…"
