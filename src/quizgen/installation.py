"""What is installed: the libraries that quizgen needs, its extras, fonts, and other programs."""

from __future__ import annotations

import contextlib
import importlib
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib import metadata

from quizgen.records import dataclass
from quizgen.resources import templates_dir

BROWSERS = ("chromium", "google-chrome", "chrome", "firefox", "microsoft-edge", "safari")
"""Programs that print pages; the first that is there is told."""
_REQUIREMENT = re.compile(
    r"(?P<name>[\w.-]+)\s*(?:>=(?P<least>[\d.]+))?[^;]*(;.*?'(?P<extra>.+)')?"
)
_FAMILIES = re.compile(r"(?:font(?:-family)?|--(?:serif|sans|plain|mono)):([^;}]+)")
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Library:
    """A library that quizgen uses: of an extra, or (``extra`` is empty) of every installation.

    ``version`` is empty where it is not installed; ``fault`` says why it does not work.
    """

    name: str
    extra: str
    version: str = ""
    fault: str = ""


def libraries() -> tuple[Library, ...]:
    """Return what quizgen's own metadata asks for, in its order, and what of it is there.

    Empty where there is no metadata, since quizgen itself is not installed.
    """
    try:
        return tuple(map(_library, metadata.requires("quizgen") or ()))
    except metadata.PackageNotFoundError:
        return ()


def _library(requirement: str) -> Library:
    match = _REQUIREMENT.match(requirement.replace('"', "'"))
    assert match  # noqa: S101 - the build has written it
    name, extra = match["name"], match["extra"] or ""
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Library(name, extra, fault="" if extra else "it is not installed")
    return Library(name, extra, version, _fault(name, version, match["least"] or "0"))


def _fault(name: str, version: str, least: str) -> str:
    """Return why a library that is installed cannot be used, empty if it can."""
    if _release(version) < _release(least):
        return f"it is older than {least}"
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # some apologise at length
            for module in _modules().get(name.lower(), ()):
                importlib.import_module(module)
    except (ImportError, OSError) as error:
        return str(error).partition("\n")[0]
    return ""


def _release(version: str) -> tuple[int, ...]:
    """Return the numbers that a version begins with: ``(25, 9)`` of ``25.09rc1``."""
    match = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, match[0].split("."))) if match else ()


@cache
def _modules() -> dict[str, list[str]]:
    """Return the public modules of each library, by its name in small letters."""
    by_package: dict[str, list[str]] = {}
    for module, names in metadata.packages_distributions().items():
        for name in names if not module.startswith("_") else ():
            by_package.setdefault(name.lower(), []).append(module)
    return by_package


@dataclass(frozen=True, slots=True)
class Fonts:
    """The families that shipped pages name, and those of them that are installed.

    ``installed`` is None where nothing tells: without fontconfig, as on Windows and macOS.
    """

    named: tuple[str, ...]
    installed: tuple[str, ...] | None


def fonts() -> Fonts:
    """Return the fonts of the shipped pages; a page takes the first of its families there is."""
    named = tuple(sorted(set(_named())))
    program = shutil.which("fc-list")
    if program is None:
        return Fonts(named, None)
    asked = subprocess.run(  # noqa: S603 - a fixed question to a program of the system
        [program, "--format", "%{family},"], capture_output=True, text=True, check=False
    )
    there = set(asked.stdout.split(","))
    return Fonts(named, tuple(family for family in named if family in there))


def _named() -> Iterator[str]:
    for path in templates_dir().glob("print/*.css"):
        for families in _FAMILIES.findall(path.read_text(encoding="utf-8")):
            yield from _QUOTED.findall(families)


def browser() -> str | None:
    """Return where a browser is that prints pages, if there is one on the search path."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def anki() -> str | None:
    """Return where Anki is, if it is on the search path."""
    return shutil.which("anki")
