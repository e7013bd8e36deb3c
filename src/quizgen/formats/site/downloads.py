"""What is handed out of a deck beside the site, for the pages that lead to it."""

from __future__ import annotations

from quizgen.facts import Deck
from quizgen.model import Layout
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """A page of a deck: its format and layout, and the paths of its files, the first the main one.

    ``picture`` is the path of a picture of it, if there is one.
    """

    format: str
    layout: Layout
    paths: tuple[str, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class DeckFiles:
    """A deck with what is made of it: how many facts and cards it has, and paths.

    ``packages`` are for Anki; ``web`` is the page to practise on in a browser; ``exports`` are
    its bank of items, or its page, packed for other programs. Each may be empty.
    """

    deck: Deck
    facts: int
    cards: int
    packages: tuple[str, ...] = ()
    pages: tuple[Printed, ...] = ()
    web: str = ""
    exports: tuple[str, ...] = ()
