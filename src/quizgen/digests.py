"""The digest of what something is made of: facts, items, options, code.

Equal values have equal digests on any machine. What a field says of itself only for looks
(``repr=False``) is left out: where a fact stands in its file, and the bytes of a picture, whose
name holds their digest already.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from quizgen.fingerprints import digest, take, within
from quizgen.model import Origin
from quizgen.records import reader
from quizgen.resources import templates_dir
from quizgen.version import __version__

LIBRARIES = """babel deflate genanki jinja2 markdown-it-py markupsafe weasyprint pydyf fonttools
    python-docx lxml openpyxl""".split()
"""Those whose version may show in a file."""
_SEPARATOR = "\x1f"
"""Which no text of a fact can hold."""


def digest_of(*values: object) -> str:
    """Return the digest of some values: texts, numbers, and what is made of them."""
    parts: list[str] = []
    _flatten(values, parts, {})
    return digest(_SEPARATOR.join(parts).encode())


def _flatten(value: Any, parts: list[str], origins: dict[int, str]) -> None:
    """Append a value as texts, each collection with its length and each object with its class.

    ``repr`` would take five times as long, and orders sets as it likes. An origin, which all items
    of a fact have, is written out once: ``origins`` are those that were.
    """
    cls = type(value)
    if cls is str:
        parts.append(value)
    elif value is None or value is False or value is True:
        parts.append(str(value))
    elif cls is tuple or cls is list:
        parts.append(str(len(value)))
        for part in value:
            _flatten(part, parts, origins)
    elif (read := _parts(cls)) is not None:  # type: ignore[arg-type]  # a class is hashable
        if cls is Origin:
            if id(value) in origins:
                parts.append(origins[id(value)])
                return
            origins[id(value)] = f"@{len(origins)}"
        parts.append(cls.__name__)
        for part in read(value):
            if type(part) is str:  # as most are: a call for each would double the time
                parts.append(part)
            else:
                _flatten(part, parts, origins)
    elif isinstance(value, Mapping):
        _flatten(sorted(value.items()), parts, origins)
    elif isinstance(value, frozenset | set):
        _flatten(sorted(value), parts, origins)
    else:
        parts.append(str(value))


@cache
def _parts(cls: Any) -> Callable[[object], tuple[object, ...]] | None:
    """Return what reads the fields of a class that count; None where it has no fields."""
    if not is_dataclass(cls):
        return None
    return reader([field.name for field in fields(cls) if field.repr])


@cache
def code() -> str:
    """Return the digest of what makes files of values: code, shipped templates, libraries."""
    parts = [__version__, unicodedata.unidata_version, sqlite3.sqlite_version]
    parts += [f"{name} {_version(name)}" for name in LIBRARIES]
    return digest_of([*parts, *map(files_of, (Path(__file__).parent, templates_dir()))])


def files_of(root: Path) -> Sequence[str]:
    """Return the names and digests of a folder's files.

    What cannot be read makes nothing; that it cannot be has been told by then.
    """
    files = ((Path(path), take(path)) for path in sorted(within(root)))
    return [
        part
        for path, print_ in files
        for part in (path.relative_to(root).as_posix(), print_.digest if print_ else "")
    ]


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
