"""The templates of our note types, put together from ``templates/anki/``, and a user's own.

Anki says nothing of a field that it does not know but on the card itself, and makes no card of a
front without a field; so a user's own templates are checked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quizgen.diagnostics import Code, Diagnostic, Position, suggestion
from quizgen.model import NoteType
from quizgen.resources import template_path, template_text

PARTS = ("hint", "footer", "type-in", "choice")
"""Files that templates share: ``<!-- hint -->`` stands for ``hint.html``."""
STYLE = "anki/style.css"
ANKI = ("FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag", "CardID")
"""Fields that Anki fills in itself."""
_FIELD = re.compile(r"\{\{(?P<mark>[#^/]?)(?P<filters>(?:[^{}:]*:)*)(?P<name>[^{}:]*)\}\}")


def templates(note_type: NoteType, own: Path | None = None) -> Mapping[str, tuple[str, str]]:
    """Return each template's front and back by its name, in the note type's order."""
    return {
        name: (_side(note_type, name, "front", own), _side(note_type, name, "back", own))
        for name in note_type.templates
    }


def style(own: Path | None = None) -> str:
    """Return the style sheet of all note types."""
    return template_text(STYLE, own)


def problems(types: Iterable[NoteType], own: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with a user's own templates for Anki."""
    known = {STYLE, *map(_part, PARTS)}
    for note_type in types:
        for template in note_type.templates:
            for side in ("front", "back"):
                file = _file(note_type, template, side)
                known.add(file)
                for used in (file, *map(_part, PARTS)):
                    yield from _unknown_fields(used, file, note_type, own)
                if side == "front" and (own / file).is_file():
                    yield from _bare_front(file, own)
    for path in sorted((own / "anki").rglob("*.*")):
        name = path.relative_to(own).as_posix()
        if name not in known:
            said = f"there is no {name} to replace"
            hint = suggestion(name, known) or "templates/README.md says what there is"
            yield Diagnostic(Position(path.as_posix()), Code.TEMPLATE, said, hint)


def _unknown_fields(used: str, file: str, note_type: NoteType, own: Path) -> Iterator[Diagnostic]:
    """Yield the fields that a user's file, or a part of it that is the user's, has made up."""
    is_part = used != file
    if not (own / used).is_file() or (is_part and _mark(used) not in template_text(file, own)):
        return
    text = template_text(used, own)
    known = (*note_type.fields, *ANKI)
    for found in _FIELD.finditer(text):
        name = found["name"].strip()
        if name not in known:
            said = f"a note of the type '{note_type.name}' has no field '{name}'"
            yield Diagnostic(
                _place(used, own, text, found.start()), Code.TEMPLATE, said, suggestion(name, known)
            )


def _bare_front(file: str, own: Path) -> Iterator[Diagnostic]:
    text = template_text(file, own)
    shown = (f for f in _FIELD.finditer(text) if not f["mark"])
    if not any(f["filters"] in ("", "cloze:") for f in shown):
        said = "a front that shows no field makes no card"
        yield Diagnostic(
            _place(file, own, text, 0), Code.TEMPLATE, said, "put {{Question}} on it, or another"
        )


def _place(name: str, own: Path, text: str, index: int) -> Position:
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return Position(template_path(name, own).as_posix(), line, column)


def _file(note_type: NoteType, template: str, side: str) -> str:
    folder = "spare" if template.startswith("Spare ") else note_type.key
    return f"anki/{folder}/{template.lower().replace(' ', '-')}.{side}.html"


def _part(name: str) -> str:
    return f"anki/{name}.html"


def _mark(part: str) -> str:
    return f"<!-- {Path(part).stem} -->"


def _side(note_type: NoteType, template: str, side: str, own: Path | None) -> str:
    text = template_text(_file(note_type, template, side), own).strip()
    for part in map(_part, PARTS):
        text = text.replace(_mark(part), template_text(part, own).strip())
    return text
