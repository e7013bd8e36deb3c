"""Where the templates are, in a wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path


def templates_dir() -> Path:
    """Return the folder of the shipped templates: inside the wheel, or at the top of a checkout."""
    package = Path(__file__).parent
    shipped = package / "templates"
    return shipped if shipped.is_dir() else package.parents[1] / "templates"


def template_text(name: str) -> str:
    """Return the text of one shipped file, e.g. ``anki/style.css``."""
    return (templates_dir() / name).read_text(encoding="utf-8")
