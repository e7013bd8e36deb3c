"""What a shell offers for a half-typed word: ids of decks and facts, and words of lists.

A shell asks for it while somebody types, so nothing here complains: what cannot be read offers
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import typer

from quizgen.model import Layout
from quizgen.reading import deck_files
from quizgen.reading.events import Node, read_yaml
from quizgen.user_files import LARGEST_TEXT, UnreadableError, read


def decks(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of decks that begin so, less those that are typed already."""
    typed = ctx.params.get("decks") or ()
    return [id_ for id_ in _decks(ctx) if id_.startswith(incomplete) and id_ not in typed]


def facts(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return ids of decks; after a deck's, ``deck/fact``."""
    deck, slash, _ = incomplete.partition("/")
    if not slash:
        return [id_ for id_ in _decks(ctx) if id_.startswith(incomplete)]
    path = _decks(ctx).get(deck)
    ids = _facts(Path(path)) if path else ()
    return [f"{deck}/{id_}" for id_ in ids if f"{deck}/{id_}".startswith(incomplete)]


def tags_of(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return lists of tags that go on from a half-typed one: tags of decks and of facts."""
    tags: set[str] = set()
    for path in _decks(ctx).values():
        deck = _mapping(_node(Path(path)))
        for holder in (deck, *map(_mapping, _list(deck.get("facts")))):
            tags.update(_texts(holder.get("tags")))
    return listed(sorted(tags))(incomplete)


def layouts(incomplete: str) -> list[str]:
    """Return the names of editions that begin so."""
    return [layout for layout in Layout if layout.startswith(incomplete)]


def listed(words: Iterable[str]) -> Callable[[str], list[str]]:
    """Return what completes the last word of a list with commas, with what stands before it."""
    choices = tuple(words)

    def complete(incomplete: str) -> list[str]:
        *before, last = incomplete.split(",")
        head = "".join(f"{word}," for word in before)
        return [f"{head}{w}" for w in choices if w.startswith(last) and w not in before]

    return complete


def _decks(ctx: typer.Context) -> dict[str, str]:
    folder = ctx.params.get("folder")
    return deck_files(folder if isinstance(folder, Path) else Path("decks"))


def _facts(path: Path) -> Iterator[str]:
    for fact in _list(_mapping(_node(path)).get("facts")):
        yield from _texts(_mapping(fact).get("id"))


def _node(path: Path) -> Node | None:
    try:
        return read_yaml(path.as_posix(), read(path, LARGEST_TEXT))[0]
    except (FileNotFoundError, UnreadableError):
        return None


def _mapping(node: Node | None) -> dict[str, Node]:
    return node.value if node and isinstance(node.value, dict) else {}


def _list(node: Node | None) -> list[Node]:
    return node.value if node and isinstance(node.value, list) else []


def _texts(node: Node | None) -> list[str]:
    """Return a text alone, or the texts of a list."""
    if node and isinstance(node.value, str):
        return [node.value]
    return [part.value for part in _list(node) if isinstance(part.value, str)]
