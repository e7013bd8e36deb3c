"""The first files of a project and of a deck, with a comment to each key.

Files are returned, not written: the command line shows what is to come and refuses to overwrite.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import yaml
from jinja2 import Environment, StrictUndefined

from quizgen import dates
from quizgen.diagnostics import Unreadable
from quizgen.facts.column import Role, role_named
from quizgen.language import Language
from quizgen.reading.sheets import Sheet
from quizgen.reading.translations import is_translation
from quizgen.records import dataclass
from quizgen.resources import template_text
from quizgen.schemas import SUFFIX, schemas, text_of

SCHEMAS = ".schema"
"""Where the schemas lie in the folder of the decks; what begins with a dot is no deck."""
_CELLS = 200
"""Cells of a column that are looked at to say what it holds."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a new deck of rows, as it is written: its name, and what is said of it."""

    name: str
    spec: str


def project(id: str, title: str, language: str, authors: Sequence[str] = ()) -> dict[str, bytes]:
    """Return the files of a project that builds at once, by their path in it."""
    values = {
        "id": id,
        "title": _quoted(title),
        "language": language,
        "authors": f"[{', '.join(map(_quoted, authors))}]" if authors else "",
    }
    decks = {f"decks/{name}": _filled(name, **values) for name in _OF_A_PROJECT}
    return decks | {".gitignore": b"/out/\n"} | schema_files("decks/")


_OF_A_PROJECT = ("collection.yaml", "sources.yaml", "moon.yaml")


def schema_files(folder: str) -> dict[str, bytes]:
    """Return the schemas that editors take, in their place in a folder of decks: ``decks/``."""
    return {
        f"{folder}{SCHEMAS}/{name}{SUFFIX}": text_of(schema).encode()
        for name, schema in schemas().items()
    }


def deck(id: str, title: str) -> bytes:
    """Return a deck of facts that builds at once and is to be filled."""
    return _filled("deck.yaml", id=id, title=_quoted(title), schema=_schema())


def deck_of_rows(id: str, title: str, rows: str, sheet: Sheet, language: Language) -> bytes:
    """Return a deck whose rows stand in a sheet beside it, and what its columns seem to be."""
    return _filled(
        "rows.yaml",
        id=id,
        title=_quoted(title),
        rows=_quoted(rows),
        schema=_schema(),
        columns=list(_columns(sheet, language)),
    )


def _schema() -> str:
    return str(PurePosixPath(SCHEMAS, f"deck{SUFFIX}"))


def _columns(sheet: Sheet, language: Language) -> Iterator[_Column]:
    """Yield the columns that are asked for or of, in their order, with what their cells are."""
    head, *lines = sheet.rows
    names = [cell.text.strip() for cell in head]
    for place, name in enumerate(names):
        if is_asked(name, names):
            cells = [row[place].text.strip() for row in lines[:_CELLS] if place < len(row)]
            yield _Column(_quoted(name), _spec([text for text in cells if text], language))


def is_asked(name: str, names: Sequence[str]) -> bool:
    """Whether a column is asked for, or asked by: neither a role nor another's translation."""
    is_role = role_named(name.partition(":")[0]) is not None or name == Role.UNUSED
    return bool(name) and not is_role and not is_translation(name, names)


def _spec(cells: Sequence[str], language: Language) -> str:
    if cells and all(_is_date(text) for text in cells):
        return "{date: yes}"
    if cells and all(_is_number(text, language) for text in cells):
        return "{number: yes}"
    return "{}"


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except Unreadable:
        return False
    return True


def _is_number(text: str, language: Language) -> bool:
    try:
        language.notation.read(text)
    except Unreadable:
        return False
    return True


def _filled(name: str, **values: object) -> bytes:
    """Return a template with values in its places."""
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701 - YAML, and each text is quoted
    return environment.from_string(template_text(f"start/{name}")).render(values).encode()


def _quoted(text: str) -> str:
    """Return a text as YAML: as it is where it cannot be anything else, else in quotation marks."""
    plain = text.replace(" ", "").replace("-", "").replace("_", "")
    is_safe = plain.isalpha() and text[0].isalpha() and yaml.safe_load(text) == text
    return text if is_safe else json.dumps(text, ensure_ascii=False)
