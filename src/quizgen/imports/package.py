"""Anki's packages and whole collections: .apkg and .colpkg of all versions.

A database of schema 11 keeps note types and decks as JSON in one cell; since schema 15 they have
tables of their own, with messages of Protocol Buffers in them. Both become the JSON of schema 11.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from quizgen.diagnostics import counted
from quizgen.imports.bundle import Bundle, BundledNote, ImportRefused, NoteTypeJson
from quizgen.release import packages, protobuf
from quizgen.release.archive import Archive, archive
from quizgen.release.containers import PackageError
from quizgen.release.database import Bounded


def read(data: bytes) -> Bundle:
    """Return what a package holds.

    Raises:
        ImportRefused: where it cannot be read.

    """
    try:
        package = archive(data)
        with package.database() as bounded:
            if packages.is_newer(bounded):
                types, decks = _types_of_tables(bounded), _decks_of_tables(bounded)
            else:
                types, decks = _json_of_col(bounded, "models"), _json_of_col(bounded, "decks")
            notes, left = _notes(bounded, {key: str(deck["name"]) for key, deck in decks.items()})
        names = package.names()
    except PackageError as error:
        raise ImportRefused(str(error)) from error
    descriptions = {str(deck["name"]): str(deck.get("desc", "")) for deck in decks.values()}
    return Bundle(types, notes, descriptions, frozenset(names), _reader(package, names), left)


# --- notes ------------------------------------------------------------------------------------


def _notes(
    bounded: Bounded, decks: Mapping[str, str]
) -> tuple[tuple[BundledNote, ...], tuple[str, ...]]:
    packaged, twice = packages.notes(bounded, decks)
    notes = tuple(
        BundledNote(
            guid=guid,
            type=str(note.type),
            fields=note.fields,
            tags=note.tags,
            cards=note.cards,
            decks=note.decks,
            added=max(0, note.added),
            changed=max(0, note.changed),
        )
        for guid, note in packaged.items()
    )
    left = (f"{counted(twice, 'note')} whose GUID another has: only the first of each comes",)
    return notes, left if twice else ()


def _reader(package: Archive, names: Mapping[str, str]) -> Callable[[str], bytes]:
    """Return what reads a file by its name in Anki."""

    def read(name: str) -> bytes:
        try:
            return package.file(names[name])
        except (PackageError, KeyError) as error:
            raise ImportRefused(f"'{name}' is not in it, or damaged, or too large") from error

    return read


# --- note types and decks ---------------------------------------------------------------------


def _json_of_col(bounded: Bounded, column: str) -> dict[str, dict[str, Any]]:
    """Return the note types or the decks that one cell holds as JSON."""
    for (text,) in bounded.rows("col", (column, str)):
        try:
            by_id = json.loads(text)
            if all("name" in thing for thing in by_id.values()):
                return dict(by_id)
        except (ValueError, TypeError, AttributeError, RecursionError):
            pass
        break
    raise PackageError(
        f"what it says of its {'note types' if column == 'models' else column} is damaged"
    )


def _types_of_tables(bounded: Bounded) -> dict[str, NoteTypeJson]:
    fields: dict[int, list[tuple[int, Any]]] = defaultdict(list)
    templates: dict[int, list[tuple[int, Any]]] = defaultdict(list)
    columns = (("ntid", int), ("ord", int), ("name", str), ("config", bytes))
    for type_, ordinal, name, config in bounded.rows("fields", *columns):
        fields[type_].append((ordinal, _field(name, ordinal, protobuf.message(config))))
    for type_, ordinal, name, config in bounded.rows("templates", *columns):
        templates[type_].append((ordinal, _template(name, ordinal, protobuf.message(config))))
    heads = (("id", int), ("name", str), ("mtime_secs", int), ("config", bytes))
    return {
        str(id_): _type(id_, name, changed, protobuf.message(config))
        | {"flds": _ordered(fields[id_]), "tmpls": _ordered(templates[id_])}
        for id_, name, changed, config in bounded.rows("notetypes", *heads)
    }


def _ordered(parts: list[tuple[int, Any]]) -> list[Any]:
    return [part for _, part in sorted(parts, key=lambda pair: pair[0])]


def _type(id_: int, name: str, changed: int, config: protobuf.Message) -> dict[str, Any]:
    """Return a note type (``anki.notetypes.Notetype.Config``)."""
    return (
        {
            "id": id_,
            "name": name,
            "type": protobuf.number(config, 1),
            "mod": changed,
            "sortf": protobuf.number(config, 2),
            "css": protobuf.text(config, 3),
            "latexPre": protobuf.text(config, 5),
            "latexPost": protobuf.text(config, 6),
            "latexsvg": bool(protobuf.number(config, 7)),
        }
        | _given(config, {"originalStockKind": 9, "originalId": 10})
        | _other(config)
    )


def _field(name: str, ordinal: int, config: protobuf.Message) -> dict[str, Any]:
    """Return a field (``anki.notetypes.Notetype.Field.Config``)."""
    return (
        {
            "name": name,
            "ord": ordinal,
            "sticky": bool(protobuf.number(config, 1)),
            "rtl": bool(protobuf.number(config, 2)),
            "font": protobuf.text(config, 3),
            "size": protobuf.number(config, 4),
            "description": protobuf.text(config, 5),
            "plainText": bool(protobuf.number(config, 6)),
            "collapsed": bool(protobuf.number(config, 7)),
            "excludeFromSearch": bool(protobuf.number(config, 8)),
            "preventDeletion": bool(protobuf.number(config, 11)),
        }
        | _given(config, {"id": 9, "tag": 10})
        | _other(config)
    )


def _template(name: str, ordinal: int, config: protobuf.Message) -> dict[str, Any]:
    """Return a template (``anki.notetypes.Notetype.Template.Config``)."""
    return (
        {
            "name": name,
            "ord": ordinal,
            "qfmt": protobuf.text(config, 1),
            "afmt": protobuf.text(config, 2),
            "bqfmt": protobuf.text(config, 3),
            "bafmt": protobuf.text(config, 4),
            "bfont": protobuf.text(config, 6),
            "bsize": protobuf.number(config, 7),
        }
        | _given(config, {"id": 8})
        | _other(config)
    )


def _given(config: protobuf.Message, keys: Mapping[str, int]) -> dict[str, int]:
    """Return numbers that may be missing, which is not the same as nought."""
    return {name: protobuf.number(config, key) for name, key in keys.items() if key in config}


def _other(config: protobuf.Message) -> dict[str, Any]:
    """Return what add-ons keep, which is JSON."""
    try:
        other = json.loads(protobuf.text(config, 255) or "{}")
    except (ValueError, RecursionError):
        return {}
    return other if isinstance(other, dict) else {}


def _decks_of_tables(bounded: Bounded) -> dict[str, dict[str, Any]]:
    """Return the decks (``anki.decks.Deck.KindContainer``)."""
    decks = {}
    for id_, name, kind in bounded.rows("decks", ("id", int), ("name", str), ("kind", bytes)):
        normal = protobuf.message(kind).get(1)
        described = protobuf.message(normal) if isinstance(normal, bytes) else {}
        is_html = not protobuf.number(described, 5)
        description = protobuf.text(described, 4) if is_html else ""
        decks[str(id_)] = {"name": name.replace(packages.LEVEL, "::"), "desc": description}
    return decks
