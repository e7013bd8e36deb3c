"""Where the templates are, in a wheel and in a checkout alike, and what may not be installed."""

from __future__ import annotations

import importlib
import os
import shlex
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from quizgen.user_files import read_text


class MissingExtra(Exception):
    """Raised when an output needs a library that is not installed; says which one."""


@cache
def checkout() -> Path | None:
    """Return the top of the checkout that this runs from, or None where a wheel is installed."""
    package = Path(__file__).parent
    return None if (package / "templates").is_dir() else package.parents[1]


def templates_dir() -> Path:
    """Return the folder of the shipped templates: inside the wheel, or at the top of a checkout."""
    return (checkout() or Path(__file__).parent) / "templates"


def user_templates(decks: Path) -> Path | None:
    """Return the folder of a user's own templates, beside the decks, if there is one."""
    own = Path(os.path.normpath(decks.absolute())).parent / "templates"
    return own if own.is_dir() and own.resolve() != templates_dir().resolve() else None


def template_text(name: str, own: Path | None = None) -> str:
    """Return the text of one file, e.g. ``anki/style.css``: the user's own, or the shipped one."""
    replaced = _replaced(name, own)
    return read_text(replaced) if replaced else _shipped_text(name)


@cache
def _shipped_text(name: str) -> str:
    """Return the text of a shipped file, which is read once: a build asks for each many times."""
    return read_text(templates_dir() / name)


def template_path(name: str, own: Path | None = None) -> Path:
    """Return where :func:`template_text` reads a file."""
    return _replaced(name, own) or templates_dir() / name


def _replaced(name: str, own: Path | None) -> Path | None:
    """Return the user's own file in the place of a shipped one, if there is one."""
    return path if own and (path := own / name).is_file() else None


def how_to_install(name: str) -> str:
    """Return the command that installs the extra ``name``, to be typed where quizgen was called.

    quizgen is on no index: a checkout is installed from its folder; an installed wheel is known to
    pip, which then installs what the extra lacks.
    """
    top = checkout()
    if top is None:
        return f"{_pip()} install {shlex.quote(f'quizgen[{name}]')}"
    return f"{_pip()} install -e {shlex.quote(f'{_from_here(top)}[{name}]')}"


def _pip() -> str:
    """Return how this Python's pip is called."""
    pip = Path(sys.executable).with_name("pip")
    if sys.prefix != sys.base_prefix and pip.is_file():
        return shlex.quote(_from_here(pip))
    return f"{shlex.quote(sys.executable)} -m pip"


def _from_here(path: Path) -> str:
    """Return a path from the working directory, where it is in it: ``.``, ``./a/b``."""
    here = Path.cwd()
    if not path.is_relative_to(here):
        return path.as_posix()
    inside = path.relative_to(here).as_posix()
    return inside if inside.startswith(".") else f"./{inside}"


def extra(module: str, name: str, output: str) -> ModuleType:
    """Import a module that comes with the extra ``name``.

    Raises:
        MissingExtra: when it is not there, or a library of the system that it needs is not.

    """
    try:
        return importlib.import_module(module)
    except (ImportError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise MissingExtra(
            f"{output} needs {module}; to install it: {how_to_install(name)} ({reason})"
        ) from error
