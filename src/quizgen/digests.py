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
    python-docx lxml openpyxl resvg-py""".split()
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
    cls: Any = type(value)
    if cls is str:
        parts.append(value)
        return
    name, read = _shape(cls)
    if read is None:
        parts.append(str(value))
        return
    if cls is Origin:
        if id(value) in origins:
            parts.append(origins[id(value)])
            return
        origins[id(value)] = f"@{len(origins)}"
    listed = read(value)
    parts.append(name or str(len(listed)))
    for part in listed:
        if type(part) is str:  # as most are: a call for each would double the time
            parts.append(part)
        elif part is None or part is False:
            parts.append(str(part))
        else:
            _flatten(part, parts, origins)


@cache
def _shape(cls: type[Any]) -> tuple[str, Callable[[Any], Sequence[object]] | None]:
    """Return the name of a class with fields, and what reads the parts that count of its values.

    Neither is there for what has no parts.
    """
    if is_dataclass(cls):
        return cls.__name__, reader([field.name for field in fields(cls) if field.repr])
    if issubclass(cls, Mapping):
        return "", lambda value: sorted(value.items())
    if issubclass(cls, frozenset | set):
        return "", sorted
    return "", tuple if cls in (tuple, list) else None


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
