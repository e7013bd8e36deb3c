"""Where the templates are, in a wheel and in a checkout alike, and what may not be installed."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from types import ModuleType


class MissingExtra(Exception):
    """Raised when an output needs a library that is not installed; says which one."""


def templates_dir() -> Path:
    """Return the folder of the shipped templates: inside the wheel, or at the top of a checkout."""
    package = Path(__file__).parent
    shipped = package / "templates"
    return shipped if shipped.is_dir() else package.parents[1] / "templates"


def user_templates(decks: Path) -> Path | None:
    """Return the folder of a user's own templates, beside the decks, if there is one."""
    own = Path(os.path.normpath(decks.absolute())).parent / "templates"
    return own if own.is_dir() and own.resolve() != templates_dir().resolve() else None


def template_text(name: str, own: Path | None = None) -> str:
    """Return the text of one file, e.g. ``anki/style.css``: the user's own, or the shipped one."""
    return template_path(name, own).read_text(encoding="utf-8")


def template_path(name: str, own: Path | None = None) -> Path:
    """Return where :func:`template_text` reads a file."""
    replaced = own / name if own else None
    return replaced if replaced and replaced.is_file() else templates_dir() / name


def extra(module: str, name: str, output: str) -> ModuleType:
    """Import a module that comes with the extra ``quizgen[name]``.

    Raises:
        MissingExtra: when it is not there, or a library of the system that it needs is not.

    """
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise MissingExtra(
            f"{output} needs {module}: run pip install 'quizgen[{name}]' ({reason})"
        ) from error
