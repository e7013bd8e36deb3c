"""Files as a person would write them: decks in YAML, sheets with commas."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

import yaml

from quizgen.reading.note_types import HEAD
from quizgen.scaffold import SCHEMAS
from quizgen.schemas import SUFFIX
from quizgen.slugs import slug
from quizgen.text import plain

WIDTH = 96
MOST_OF_ONE_NAME = 100_000
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?|[A-Z]|[^\W\d_][\w ./()'’-]*[\w.()]|[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
"""Which a deck keeps as it is written, whatever YAML would make of it."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ue000-\ue0ff]")
_SPECIAL = re.compile(r"[\\`*_\[\]]")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""What a deck holds: texts, lists and mappings of them."""


def sheet(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a sheet as CSV; a cell whose spaces count stands in quotation marks."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in (heads, *rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(row)
        if any(cell != cell.strip() or cell.startswith(("sep=", "\ufeff")) for cell in row):
            text.write(",".join(map(_quoted_cell, row)) + "\n")
        else:
            writer.writerow(row)
    return text.getvalue().encode()


def _quoted_cell(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell else ""


def document(entries: Mapping[str, Value], comment: str = "") -> bytes:
    """Return a mapping as YAML, each of its keys on lines of its own."""
    head = f"# {comment}\n" if comment else ""
    return (head + "".join(_entry(key, value, 0) for key, value in entries.items())).encode()


def _entry(key: str, value: Value, indent: int) -> str:
    pad = "  " * indent
    short = f"{pad}{scalar(key)}: {inline(value)}\n"
    if isinstance(value, str) or not value or (len(short) <= WIDTH and indent):
        return short
    if isinstance(value, Mapping):
        inner = "".join(_entry(k, v, indent + 1) for k, v in value.items())
        return f"{pad}{scalar(key)}:\n{inner}"
    return f"{pad}{scalar(key)}:\n{''.join(_element(part, indent + 1) for part in value)}"


def _element(value: Value, indent: int) -> str:
    pad = "  " * indent
    short = f"{pad}- {inline(value)}\n"
    if not isinstance(value, Mapping) or len(short) <= WIDTH:
        return short
    inner = "".join(_entry(key, part, indent + 1) for key, part in value.items())
    return f"{pad}- {inner.lstrip(' ')}"


def inline(value: Value) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(k)}: {inline(v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(map(inline, value)) + "]"


def scalar(text: str) -> str:
    """Return a text as YAML: bare where nothing else can be meant, else in quotation marks."""
    if _PLAIN.fullmatch(text) and (
        text in ("yes", "no") or _NUMBER.fullmatch(text) or yaml.safe_load(text) == text
    ):
        return text
    return json.dumps(text, ensure_ascii=False)


def headed(files: Mapping[str, bytes], folder: str, there: Container[str]) -> dict[str, bytes]:
    """Return files with the line at the head of each by which an editor finds its schema.

    ``folder`` is that of the decks, and ``there`` the names of the schemas that lie in it.
    """
    heads = {name: _head_line(name, folder, there) for name in files}
    return {
        name: data if data.startswith(EDITORS) else heads[name] + data
        for name, data in files.items()
    }


EDITORS = b"# yaml-language-server:"
"""Begins the line by which an editor finds the schema of a file."""


def _head_line(name: str, folder: str, there: Container[str]) -> bytes:
    path = PurePosixPath(name)
    kind = path.stem if path.name == HEAD else "deck" if path.suffix == ".yaml" else ""
    schema = f"{kind}{SUFFIX}"
    if not kind or schema not in there:
        return b""
    place = posixpath.relpath(f"{folder}/{SCHEMAS}/{schema}", path.parent.as_posix())
    return EDITORS + f" $schema={place}\n".encode()


FACT = "  - "
"""Begins a fact in a deck's list, and no other line of a deck as it is written here."""


def fact(entries: Mapping[str, Value]) -> bytes:
    """Return a fact as an entry of a deck's list."""
    return _element(entries, 1).encode()


def markdown_of(words: str) -> str:
    """Return plain words as Markdown, in which they are just those words."""
    if plain(words) == " ".join(words.split()):
        return words
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", words)


def escaped_brackets(markdown: str) -> str:
    """Return a sentence in Markdown in which no brackets of its own are gaps."""
    return _BRACKET.sub(lambda match: f"\\{match[0]}", markdown)


def clean(text: str) -> str:
    """Return a text without what a file of text cannot hold: control characters."""
    return _CONTROLS.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n")))


def free(name: str, taken: set[str]) -> str:
    """Return a name that is not taken: itself, or with a number; it is taken then."""
    numbered = (f"{name}-{n}" for n in range(2, MOST_OF_ONE_NAME))
    chosen = name if name not in taken else next(n for n in numbered if n not in taken)
    taken.add(chosen)
    return chosen


def named(text: str, taken: set[str]) -> str:
    """Return an id that is not taken, made of a text."""
    return free(slug(text), taken)
