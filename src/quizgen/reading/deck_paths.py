"""Which files of a folder are read as decks: every YAML file in it and in its folders.

None is left out in silence, for learners would lose a deck whose file is overlooked. What cannot be
followed or carried to another system is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quizgen.checks.stages.files import FILE_NAME, NO_FILE
from quizgen.diagnostics import Diagnostic, Position
from quizgen.output import LOSSES, STAMPS
from quizgen.records import dataclass
from quizgen.user_files import Folder, is_reserved, same

COLLECTION = "collection.yaml"
SOURCES = "sources.yaml"
SUFFIXES = (".yaml", ".yml")
SHEETS = (".csv", ".tsv")
OUTPUTS = ("anki", "bank", "print", "quiz", "web")
"""Folders in a folder of outputs."""
DEEPEST = 16
"""Folders within folders."""


@dataclass(frozen=True, slots=True)
class DeckPaths:
    """The YAML files of a folder by name, and what is wrong with how they lie there."""

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def deck_paths(names: Folder, folder: Path) -> DeckPaths:
    """Return the YAML files in a folder and in its folders, but for hidden ones: ``.name``."""
    things = list(_walk(names, folder, 0))
    paths = (thing for thing in things if isinstance(thing, Path))
    problems = (thing for thing in things if isinstance(thing, Diagnostic))
    return DeckPaths(tuple(sorted(paths, key=lambda path: path.as_posix())), tuple(problems))


def is_yaml(path: Path) -> bool:
    """Whether a file is read as a deck, or as what goes with the decks."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


def is_sheet(path: Path) -> bool:
    """Whether a file is a sheet, in which a deck has its rows."""
    return path.suffix.lower() in SHEETS and not path.name.startswith(".")


def sheet_paths(names: Folder, folder: Path, depth: int = 0) -> Iterator[Path]:
    """Yield the sheets in a folder and in its folders, but for hidden ones and quizgen's own."""
    for alike in names.names(folder).values():
        for name in alike:
            path = folder / name
            if is_sheet(path):
                yield from () if _is_export(names, path) else (path,)
            elif depth < DEEPEST and _is_followed(path) and not _is_output(names, path):
                yield from sheet_paths(names, path, depth + 1)


def _is_export(names: Folder, path: Path) -> bool:
    """Whether a sheet is an export of items: then a report stands beside it."""
    reports = {same(f"{stem}{LOSSES}") for stem in (path.name, path.stem)}
    return not reports.isdisjoint(names.names(path.parent))


def _is_output(names: Folder, folder: Path) -> bool:
    """Whether a folder is one that builds write into."""
    is_part = folder.name in OUTPUTS and same(STAMPS) in names.names(folder.parent)
    return is_part or same(STAMPS) in names.names(folder)


def _is_followed(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")


def _walk(names: Folder, folder: Path, depth: int) -> Iterator[Path | Diagnostic]:
    for alike in names.names(folder).values():
        for name in alike:
            path = folder / name
            if is_yaml(path):
                yield path
                yield from _odd_name(path, alike)
            elif path.is_dir() and not name.startswith("."):
                yield from _enter(names, path, depth + 1)


def _enter(names: Folder, folder: Path, depth: int) -> Iterator[Path | Diagnostic]:
    place = Position(folder.as_posix())
    if folder.is_symlink():
        message = "this link to a folder is not followed"
        yield Diagnostic(place, NO_FILE, message, "put the folder itself here")
    elif depth > DEEPEST:
        message = f"more than {DEEPEST} folders lie in one another"
        yield Diagnostic(place, NO_FILE, message, "put the decks nearer to the top")
    elif COLLECTION in names.names(folder):
        message = f"this folder has a {COLLECTION} of its own"
        hint = "a collection within a collection is not read: move it out, or delete that file"
        yield Diagnostic(Position((folder / COLLECTION).as_posix()), NO_FILE, message, hint)
    else:
        yield from _walk(names, folder, depth)


def _odd_name(path: Path, alike: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield a name that another system does not tell apart, or does not take at all."""
    place = Position(path.as_posix())
    if is_reserved(path.name):
        message = f"'{path.name}' is a name that Windows keeps for itself"
        yield Diagnostic(place, FILE_NAME, message, "give the file another")
    if path.name != alike[0]:
        message = f"'{alike[0]}' and '{path.name}' are one name on Windows and on a Mac"
        yield Diagnostic(place, FILE_NAME, message, "rename one of them")
