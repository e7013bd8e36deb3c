"""The templates of our note types, put together from ``templates/anki/`` or a user's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quizgen.comparison import script_rules
from quizgen.model import NoteType
from quizgen.resources import template_text
from quizgen.theme import USUAL, Theme

PARTS = ("hint", "footer", "type-in", "choice")
"""Files that templates share: ``<!-- hint -->`` stands for ``hint.html``."""
STYLE, THEME = "anki/style.css", "anki/theme.css"
FAMILIES = "/* families */"
"""What stands in the style sheet for the type of each script, which is that of pages."""
COMPARISON = "<!-- comparison -->"
"""What stands in a script for the table by which answers are compared."""


def templates(note_type: NoteType, own: Path | None) -> Mapping[str, tuple[str, str]]:
    """Return each template's front and back by its name, in the note type's order."""
    if note_type.own:
        return dict(zip(note_type.templates, note_type.own.sides, strict=True))
    parts = {part_mark(part): template_text(part_file(part), own).strip() for part in PARTS}
    parts[COMPARISON] = script_rules()

    def side(template: str, name: str) -> str:
        text = template_text(file_of(note_type, template, name), own).strip()
        for mark, part in parts.items():
            text = text.replace(mark, part)
        return text

    return {name: (side(name, "front"), side(name, "back")) for name in note_type.templates}


def style_of(note_type: NoteType, own: Path | None, theme: Theme = USUAL) -> str:
    """Return the style sheet of a note type: that of all of ours, or a curator's own."""
    return note_type.own.style if note_type.own else style(own, theme)


def style(own: Path | None, theme: Theme = USUAL) -> str:
    """Return the style sheet of all note types of ours, with what a theme changes at its end."""
    families = theme.with_fonts(template_text("print/families.css", own).strip())
    sheet = template_text(STYLE, own).replace(FAMILIES, families)
    return sheet if theme.is_usual else f"{sheet}\n{_variables(theme)}{template_text(THEME, own)}"


def _variables(theme: Theme) -> str:
    """Return the variables of a theme, by day and in the dark."""
    day = f".card {{\n  --space: {theme.space};\n}}\n\n"
    if not theme.accent:
        return day
    colours = ((".card", theme.accent), (".card:is(.nightMode, .night_mode)", theme.night))
    return day + "".join(f"{name} {{\n  --accent: {value};\n}}\n\n" for name, value in colours)


def file_of(note_type: NoteType, template: str, side: str) -> str:
    """Return the name of a template's file, e.g. ``anki/recall/reverse.front.html``."""
    folder = "spare" if template.startswith("Spare ") else note_type.key
    return f"anki/{folder}/{template.lower().replace(' ', '-')}.{side}.html"


def part_file(part: str) -> str:
    """Return the name of a part's file."""
    return f"anki/{part}.html"


def part_mark(part: str) -> str:
    """Return what stands for a part in a template."""
    return f"<!-- {part} -->"
