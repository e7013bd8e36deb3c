"""The note types of a curator's own: a folder of each, beside the templates that replace ours.

``templates/note-types/capitals/`` has ``note-type.yaml`` with its fields and templates, for each
template ``….front.html`` and ``….back.html``, ``style.css``, in ``media/`` what the templates show,
and in ``anki.json`` what Anki keeps of it besides.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quizgen.checks.stages.files import NO_FILE
from quizgen.checks.stages.keys import WRONG_VALUE
from quizgen.diagnostics import Diagnostic, Position
from quizgen.facts.note_type import NoteTypeSpec
from quizgen.model import Media, NoteType, OwnTemplates
from quizgen.reading.events import read_yaml
from quizgen.reading.validation import validate
from quizgen.slugs import slug
from quizgen.user_files import LARGEST_MEDIA, LARGEST_TEXT, Folder, UnreadableError, read, read_text

FOLDER = "note-types"
HEAD = "note-type.yaml"
STYLE = "style.css"
SETTINGS = "anki.json"
MEDIA = "media"
SIDES = ("front", "back")
KEY = "own/"
"""Begins the key of a curator's own note type, which is never that of one of ours."""
_IDS = 2**50
"""Ids that are made begin here, far from those that Anki makes of the time."""


def read_note_types(templates: Path) -> tuple[dict[str, NoteType], list[Diagnostic]]:
    """Return the note types in a folder of templates by the names of theirs, and what is wrong."""
    note_types: dict[str, NoteType] = {}
    problems: list[Diagnostic] = []
    root = templates / FOLDER
    for name in sorted(n for alike in Folder(root).names(root).values() for n in alike):
        if os.path.lexists(root / name / HEAD):
            reader = _Reader(root / name)
            note_type = reader.note_type()
            problems += reader.problems
            if note_type and not reader.problems:
                note_types[name] = note_type
    return note_types, problems


def made_id(name: str) -> int:
    """Return the id of a note type that has none of its own, from the name of its folder."""
    return _IDS + int.from_bytes(hashlib.sha256(f"note type\x1f{name}".encode()).digest()[:6])


class _Reader:
    """Reads one folder, and keeps what is wrong in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Diagnostic] = []

    def note_type(self) -> NoteType | None:
        spec = self._spec()
        if spec is None:
            return None
        rest = self._settings()
        return NoteType(
            key=f"{KEY}{self.folder.name}",
            id=spec.id or made_id(self.folder.name),
            name=spec.note_type,
            fields=tuple(field.name for field in spec.fields),
            templates=tuple(template.name for template in spec.templates),
            cloze=spec.cloze,
            own=OwnTemplates(
                sides=tuple(
                    (self._side(begin, SIDES[0]), self._side(begin, SIDES[1]))
                    for begin in (t.file or slug(t.name) for t in spec.templates)
                ),
                style=self._text(STYLE) if (self.folder / STYLE).is_file() else "",
                around=tuple(field.html for field in spec.fields),
                fields=_each(rest, "fields", len(spec.fields)),
                templates=_each(rest, "templates", len(spec.templates)),
                settings=json.dumps(rest.get("note_type", {})),
                media=tuple(self._media()),
            ),
        )

    def _spec(self) -> NoteTypeSpec | None:
        path = self.folder / HEAD
        try:
            node, problems = read_yaml(path.as_posix(), read(path, LARGEST_TEXT, self.folder))
        except (FileNotFoundError, UnreadableError) as error:
            self._unreadable(HEAD, error)
            return None
        self.problems += problems
        if node is None:
            return None
        spec, problems = validate(NoteTypeSpec, node, locate=node.locate)
        self.problems += problems
        return spec

    def _side(self, begin: str, side: str) -> str:
        return self._text(f"{begin}.{side}.html")

    def _text(self, name: str) -> str:
        try:
            text = read_text(self.folder / name, LARGEST_TEXT, self.folder)
        except (FileNotFoundError, UnreadableError) as error:
            self._unreadable(name, error)
            return ""
        return text.removesuffix("\n")

    def _settings(self) -> dict[str, Any]:
        """Return what Anki keeps besides; without a file there is nothing."""
        if not (self.folder / SETTINGS).is_file():
            return {}
        try:
            settings = json.loads(self._text(SETTINGS) or "{}")
            is_right = isinstance(settings, dict) and isinstance(
                settings.get("note_type", {}), dict
            )
        except (ValueError, RecursionError):
            is_right = False
        if not is_right:
            place = Position((self.folder / SETTINGS).as_posix())
            message = "this is not what Anki keeps of a note type, as JSON"
            self.problems.append(Diagnostic(place, WRONG_VALUE, message, "delete the file"))
            return {}
        return dict(settings)

    def _media(self) -> Iterator[Media]:
        folder = self.folder / MEDIA
        for name in sorted(n for alike in Folder(folder).names(folder).values() for n in alike):
            try:
                yield Media(name, read(folder / name, LARGEST_MEDIA, self.folder))
            except (FileNotFoundError, UnreadableError) as error:
                self._unreadable(f"{MEDIA}/{name}", error)

    def _unreadable(self, name: str, error: Exception) -> None:
        why = "it is not there" if isinstance(error, OSError) else error
        place = Position((self.folder / name).as_posix())
        self.problems.append(Diagnostic(place, NO_FILE, f"the file cannot be read: {why}"))


def _each(rest: dict[str, Any], key: str, count: int) -> tuple[str, ...]:
    """Return as JSON what is kept of each field or template."""
    listed = rest.get(key, [])
    settings = [entry if isinstance(entry, dict) else {} for entry in listed][:count]
    return tuple(map(json.dumps, settings + [{}] * (count - len(settings))))
