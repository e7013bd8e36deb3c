"""Every text of a collection that is written in Markdown, with its place in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from quizgen.diagnostics import Locator, Position
from quizgen.facts import Collection
from quizgen.facts.row import Content

PLAIN = frozenset(
    """allow alt at evidence file files guid html id key kind level locate note_type source tags
    type was""".split()
)
"""Fields of a fact that are ids, names of files or texts without markup."""

Path = tuple[str | int, ...]


def texts(collection: Collection, with_: re.Pattern[str]) -> Iterator[tuple[Position, str]]:
    """Yield the texts of a collection, of its decks and of their facts that have something in them.

    To find the places of all others, too, would take as long as to read the decks.
    """
    head = {"title": collection.title, "about": collection.about}
    yield from _located(head, collection.locate, with_)
    for deck in collection.decks:
        yield from _located({"deck": deck.deck, "about": deck.about}, deck.locate, with_)
        for fact in deck.facts:
            yield from _located(fact, fact.locate, with_)


def _located(
    value: object, locate: Locator, with_: re.Pattern[str]
) -> Iterator[tuple[Position, str]]:
    for path, text in _within(value, ()):
        if with_.search(text):
            yield _place(path, locate), text


def _place(path: Path, locate: Locator) -> Position:
    """Return where a text stands, in the full form or in a short one that leaves steps out."""
    short = tuple(step for step in path if step not in ("forward", "text"))
    return max(locate(*path), locate(*short))


def _within(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    inner: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Content) and value.html:
        return  # it is no Markdown, and Anki alone shows it
    elif isinstance(value, tuple):
        inner = enumerate(value)
    elif isinstance(value, Mapping):
        inner = value.items()
    elif is_dataclass(value):
        inner = ((name, getattr(value, name)) for name in _names(type(value)))  # type: ignore[arg-type]  # a class is hashable
    for key, part in inner:
        if part:  # most fields are empty
            yield from _within(part, (*path, key))


@cache
def _names(cls: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls) if field.name not in PLAIN)
