"""Every text of a collection that is written in Markdown, with its place in its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MethodType
from typing import Any

from quizgen.diagnostics import Locator, Position
from quizgen.facts import Collection
from quizgen.facts.row import Content
from quizgen.records import reader

PLAIN = frozenset(
    """allow alt at evidence file files guid html id key kind level locate note_type source tags
    type was""".split()
)
"""Fields of a fact that are ids, names of files or texts without markup."""

Path = tuple[str | int, ...]
Parts = Callable[[Any], Iterable[tuple[str | int, object]]]


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
    for path, text in within(value):
        if with_.search(text):
            yield _place(path, locate), text


def _place(path: Path, locate: Locator) -> Position:
    """Return where a text stands, in the full form or in a short one that leaves steps out."""
    short = tuple(step for step in path if step not in ("forward", "text"))
    return max(locate(*path), locate(*short))


def within(
    value: object, path: Path = (), without: frozenset[str] = PLAIN, skipped: type | None = None
) -> Iterator[tuple[Path, str]]:
    """Yield the texts in a value, each with the way to it.

    Fields in ``without`` are left out, and so is all that is ``skipped``.
    """
    for key, part in _parts(type(value), without, skipped)(value):  # type: ignore[arg-type]  # a class is hashable
        if type(part) is str:
            yield (*path, key), part
        elif part and not isinstance(part, str | MethodType):  # a word of ours, or what locates
            yield from within(part, (*path, key), without, skipped)


@cache
def _parts(cls: type[Any], without: frozenset[str], skipped: type | None) -> Parts:
    """Return what takes a value apart, looked up once: facts are many, and have thirty fields each.

    What is as it is where nobody writes anything has no text: most fields are not looked into.
    """
    if issubclass(cls, tuple):
        return enumerate
    if issubclass(cls, Mapping):
        return lambda value: value.items()
    every = fields(cls) if is_dataclass(cls) and cls is not skipped else ()
    usual = {field.name: field.default for field in every if field.name not in without}
    read = reader(list(usual))

    def written(value: Any) -> Iterable[tuple[str, object]]:
        if cls is Content and value.html:
            return ()  # it is no Markdown, and Anki alone shows it
        parts = zip(usual, read(value), usual.values(), strict=True)
        return [(name, part) for name, part, default in parts if part is not default]

    return written
