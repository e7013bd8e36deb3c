"""``quizgen doctor``."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import typer

from quizgen import installation
from quizgen.cli.common import Decks, remark
from quizgen.cli.telling import count
from quizgen.diagnostics import Problems
from quizgen.installation import Fonts, Library
from quizgen.reading import deck_files
from quizgen.release.update import LEDGER, read_ledger
from quizgen.resources import checkout, how_to_install, templates_dir, user_templates
from quizgen.version import __version__

WIDTH = 11
"""Of the column that names what a line is about."""


def doctor(folder: Decks = Path("decks")) -> None:
    """Say what is installed, what is missing and how to get it, and where the files are.

    Exit 1 if something is broken; what is only missing is not.
    """
    libraries = installation.libraries()
    broken = [*_broken(libraries), *_broken_files(folder)]
    lines = (
        ("quizgen", f"{__version__}, {'a wheel' if checkout() is None else checkout()}"),
        ("Python", f"{platform.python_version()}, {sys.executable}"),
        ("libraries", _listed(lib for lib in libraries if not lib.extra) or "cannot be told"),
        *(("extra", line) for line in _extras(libraries)),
        ("fonts", _fonts(installation.fonts())),
        ("browser", installation.browser() or "none found; any prints the pages"),
        ("Anki", installation.anki() or "not found; packages import into it wherever it is"),
        ("decks", _decks(folder)),
        ("ledger", _there(folder / LEDGER, "none yet; a build writes it")),
        ("templates", templates_dir().as_posix()),
        ("", _own_templates(folder)),
    )
    for name, text in lines:
        remark(f"{name.ljust(WIDTH)}{text}")
    for sentence in broken:
        typer.secho(f"broken: {sentence}", fg="red", err=True)
    if broken:
        raise typer.Exit(1)
    remark("\nnothing is broken")


def _broken(libraries: Sequence[Library]) -> Iterator[str]:
    if not libraries:
        yield "quizgen is not installed: this runs from its source alone"
    for library in libraries:
        if library.fault:
            yield f"{library.name} {library.version}".rstrip() + f": {library.fault}"
    for name in ("print/page.css", "anki/style.css", "language/en.yaml"):
        if not (templates_dir() / name).is_file():
            yield f"the template {templates_dir() / name} is missing"


def _broken_files(folder: Path) -> Iterator[str]:
    try:
        read_ledger(folder)
    except Problems as problems:
        yield from map(str, problems.diagnostics)


def _listed(libraries: Iterable[Library]) -> str:
    return ", ".join(f"{library.name} {library.version or '(missing)'}" for library in libraries)


def _extras(libraries: Sequence[Library]) -> Iterator[str]:
    for extra in dict.fromkeys(library.extra for library in libraries if library.extra):
        own = [library for library in libraries if library.extra == extra]
        lacks = [library.name for library in own if not library.version]
        hint = f"; to install it: {how_to_install(extra)}" if lacks else ""
        yield f"{extra}: {_listed(own)}{hint}"


def _fonts(fonts: Fonts) -> str:
    if fonts.installed is None:
        return f"cannot be told without fc-list; pages name {', '.join(fonts.named)}"
    names = ", ".join(fonts.installed) or "none"
    return f"{len(fonts.installed)} of {len(fonts.named)} that pages name: {names}"


def _decks(folder: Path) -> str:
    if not folder.is_dir():
        return f"there is no folder {folder.as_posix()}; name another with --decks"
    return f"{folder.resolve().as_posix()}: {count(len(deck_files(folder)), 'deck')}"


def _there(path: Path, otherwise: str) -> str:
    return path.as_posix() if path.is_file() else otherwise


def _own_templates(folder: Path) -> str:
    own = user_templates(folder)
    return f"{own.as_posix()} (your own)" if own else "none of your own beside the decks"
