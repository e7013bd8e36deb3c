"""CrowdAnki's folders: ``deck.json`` or ``NAME.json`` with a deck in it, and ``media/``.

CrowdAnki gives note types and decks UUIDs of its own and keeps no ids of Anki's, which each
learner's collection makes for itself; neither does it keep when a note was changed.
https://github.com/Stvad/CrowdAnki
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quizgen.diagnostics import counted
from quizgen.imports.bundle import Bundle, BundledNote, ImportRefused
from quizgen.user_files import LARGEST_LEDGER, LARGEST_MEDIA, Folder, UnreadableError, read_text
from quizgen.user_files import read as read_file

LEVEL = "::"
LONG_AGO = 1
"""When notes were changed of which nobody knows when: no learner's is older."""
_IDS = 2**51
DEEPEST = 50


def deck_file(folder: Path) -> Path | None:
    """Return the file of a folder that has the deck in it, if it is one of CrowdAnki's."""
    names = [folder / "deck.json", folder / f"{folder.resolve().name}.json"]
    return next((path for path in names if path.is_file()), None)


def _what_is_in(folder: Path) -> str:
    """Say what to import of a folder that is none of CrowdAnki's: those in it, or the sources."""
    none = f"there is no deck.json or {folder.resolve().name}.json in it"
    inside = sorted((*folder.glob("*/deck.json"), *folder.glob("build/*/deck.json")))
    if inside:
        more = f" (and {len(inside) - 1} more)" if len(inside) > 1 else ""
        return f"{none}: import '{inside[0].parent.as_posix()}'{more}"
    recipes = sorted(folder.glob("recipes/*source_to_anki*.yaml"))
    patterns = ("*.csv", "*/*.csv", "src/*/*.csv")
    sheets = sorted({path.parent for pattern in patterns for path in folder.glob(pattern)})
    if recipes:
        return (
            f"{none}, but the sources of brain-brew: let it build the folders of CrowdAnki's first "
            f"('brainbrew run {recipes[0].relative_to(folder).as_posix()}'), and import one of "
            "those, which have the GUIDs and the templates"
        )
    return f"{none}; import the sheets '{sheets[0].as_posix()}/*.csv'" if sheets else none


def read(folder: Path, now: int) -> Bundle:
    """Return what a folder of CrowdAnki's holds; its notes are new ``now``, in Unix time.

    Raises:
        ImportRefused: where it cannot be read.

    """
    path = deck_file(folder)
    if path is None:
        raise ImportRefused(_what_is_in(folder))
    try:
        deck = json.loads(read_text(path, LARGEST_LEDGER))
        types = {_uuid(model): _type(model) for model in _every(deck, "note_models", 0)}
        notes = list(_notes(deck, "", types, now, 0))
        descriptions = dict(_descriptions(deck, "", 0))
    except UnreadableError as error:
        raise ImportRefused(str(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ImportRefused(f"{path.name} is no deck of CrowdAnki's: {error}") from error
    media = folder / "media"
    named = frozenset(n for alike in Folder(media).names(media).values() for n in alike)
    by_guid: dict[str, BundledNote] = {}
    for note in notes:
        by_guid.setdefault(note.guid, note)
    twice = len(notes) - len(by_guid)
    told = f"{counted(twice, 'note')} whose GUID another has: only the first of each comes"
    return Bundle(
        dict(types.items()),
        tuple(by_guid.values()),
        descriptions,
        named,
        lambda name: _media(media / name),
        (told,) if twice else (),
    )


def _media(path: Path) -> bytes:
    try:
        return read_file(path, LARGEST_MEDIA, path.parent)
    except (FileNotFoundError, UnreadableError) as error:
        raise ImportRefused(f"'{path.name}' cannot be read: {error}") from error


def _every(deck: Mapping[str, Any], key: str, depth: int) -> Iterator[Mapping[str, Any]]:
    """Yield what a deck lists and the decks within it list."""
    _bounded(depth)
    yield from deck.get(key, ())
    for child in deck.get("children", ()):
        yield from _every(child, key, depth + 1)


def _bounded(depth: int) -> None:
    if depth > DEEPEST:
        raise ImportRefused(f"more than {DEEPEST} decks lie in one another")


def _uuid(model: Mapping[str, Any]) -> str:
    return str(model["crowdanki_uuid"])


def _type(model: Mapping[str, Any]) -> dict[str, Any]:
    """Return a note type with an id: its own, or of its UUID."""
    digest = hashlib.sha256(f"crowdanki\x1f{_uuid(model)}".encode()).digest()
    derived = _IDS + int.from_bytes(digest[:6], "big")
    rest = {key: value for key, value in model.items() if key not in ("__type__", "crowdanki_uuid")}
    id_ = rest.get("id")
    return {**rest, "id": int(id_) if id_ else derived, "name": str(model["name"]), "mod": LONG_AGO}


def _notes(
    deck: Mapping[str, Any], above: str, types: Mapping[str, Any], now: int, depth: int
) -> Iterator[BundledNote]:
    _bounded(depth)
    name = f"{above}{LEVEL}{deck['name']}" if above else str(deck["name"])
    for note in deck.get("notes", ()):
        yield BundledNote(
            guid=str(note["guid"]),
            type=str(note["note_model_uuid"]),
            fields=tuple(map(str, note["fields"])),
            tags=tuple(map(str, note.get("tags", ()))),
            cards=(),
            decks=(name,),
            added=now,
            changed=LONG_AGO,
        )
    for child in deck.get("children", ()):
        yield from _notes(child, name, types, now, depth + 1)


def _descriptions(deck: Mapping[str, Any], above: str, depth: int) -> Iterator[tuple[str, str]]:
    _bounded(depth)
    name = f"{above}{LEVEL}{deck['name']}" if above else str(deck["name"])
    yield name, str(deck.get("desc") or "")
    for child in deck.get("children", ()):
        yield from _descriptions(child, name, depth + 1)
