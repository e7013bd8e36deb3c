"""Decks that were made elsewhere → files of a project: one module a format, and one row here.

What keeps its GUIDs and note types is a ``bundle``: ``package`` reads one, and
``adoption`` makes decks of rows of it, with ``wordings`` for papers. Of ``texts`` and questions,
``rows`` and ``questions`` make facts, with ``lms_items`` for what a platform has besides. A
``plan`` has the files in ``writing``, and what is to be said before; ``trial`` reads them, as a
build will.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import yaml

from quizgen.imports import (
    adoption,
    anki_text,
    crowdanki,
    gift,
    moodle,
    package,
    quizlet,
    sheets,
)
from quizgen.imports.bundle import ImportRefused
from quizgen.imports.plan import Options, Plan, Target
from quizgen.imports.texts import begins
from quizgen.reading.note_types import HEAD
from quizgen.records import dataclass
from quizgen.user_files import LARGEST_PACKAGE, UnreadableError, read

Maker = Callable[[Path, Target, Options], Plan]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, by what a file is known to be of it, and how it is planned."""

    title: str
    is_it: Callable[[Path], bool]
    plan: Maker


def bytes_of(path: Path, most: int = LARGEST_PACKAGE) -> bytes:
    """Return the bytes of a file that a user named.

    Raises:
        ImportRefused: where it cannot be read.

    """
    try:
        return read(path, most)
    except FileNotFoundError as error:
        raise ImportRefused("there is no such file") from error
    except UnreadableError as error:
        raise ImportRefused(str(error)) from error


def _package(path: Path, target: Target, options: Options) -> Plan:
    return adoption.plan(package.read(bytes_of(path)), target, options)


def _crowdanki(path: Path, target: Target, options: Options) -> Plan:
    return adoption.plan(crowdanki.read(path, options.now), target, options)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "crowdanki": Format("CrowdAnki's folder", lambda path: path.is_dir(), _crowdanki),
        "package": Format(
            "Anki's package or collection",
            lambda path: path.suffix.lower() in (".apkg", ".colpkg"),
            _package,
        ),
        "moodle": Format("Moodle XML", lambda path: path.suffix.lower() == ".xml", moodle.plan),
        "gift": Format("GIFT", lambda path: gift.is_it(path, begins(path)), gift.plan),
        "anki-text": Format(
            "Anki's text", lambda path: anki_text.is_it(begins(path)), anki_text.plan
        ),
        "sheet": Format(
            "a sheet", lambda path: path.suffix.lower() in (".csv", ".tsv"), sheets.plan
        ),
        "quizlet": Format(
            "Quizlet's text", lambda path: path.suffix.lower() == ".txt", quizlet.plan
        ),
    }
)
"""The formats by name; a file is of the first that it may be of."""


def format_of(path: Path) -> Format:
    """Return the format of a file.

    Raises:
        ImportRefused: where it is of none.

    """
    for format_ in FORMATS.values():
        if format_.is_it(path):
            return format_
    titles = ", ".join(format_.title for format_ in FORMATS.values())
    raise ImportRefused(f"it is of no format that can be imported: {titles}")


def _title(deck: bytes) -> str:
    """Return the title of a deck as it is written here, empty for another file."""
    line = next((line for line in deck.split(b"\n", 3)[:3] if line.startswith(b"deck: ")), b"")
    return str(yaml.safe_load(line)["deck"]) if line else ""


def after(plan: Plan, target: Target) -> Target:
    """Return what is taken once a plan's files are there."""
    stems = {Path(name).stem for name in plan.files if name.endswith(".yaml")}
    titles = {_title(data) for name, data in plan.files.items() if name.endswith(".yaml")}
    types = {Path(name).parent.name for name in plan.files if name.endswith(HEAD)}
    return replace(
        target,
        decks=target.decks | stems,
        titles=target.titles | titles,
        note_types=target.note_types | types,
        guids=target.guids | plan.notes.keys(),
    )
