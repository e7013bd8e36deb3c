"""The templates of our note types, put together from ``templates/anki/``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from quizgen.model import NoteType
from quizgen.resources import template_text

PARTS = ("hint", "footer", "type-in", "choice")
"""Files that templates share: ``<!-- hint -->`` stands for ``hint.html``."""


@lru_cache(maxsize=32)
def templates(note_type: NoteType) -> Mapping[str, tuple[str, str]]:
    """Return each template's front and back by its name, in the note type's order."""
    return {
        name: (_side(note_type, name, "front"), _side(note_type, name, "back"))
        for name in note_type.templates
    }


def _side(note_type: NoteType, name: str, side: str) -> str:
    folder = "spare" if name.startswith("Spare ") else note_type.key
    slug = name.lower().replace(" ", "-")
    text = template_text(f"anki/{folder}/{slug}.{side}.html").strip()
    for part in PARTS:
        text = text.replace(f"<!-- {part} -->", template_text(f"anki/{part}.html").strip())
    return text


def style() -> str:
    """Return the style sheet of all note types."""
    return template_text("anki/style.css")
