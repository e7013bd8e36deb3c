"""The start page: everything built, deck by deck."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.facts import Collection, Deck
from quizgen.formats.pages import render
from quizgen.model import Edition


@dataclass(frozen=True, slots=True)
class Row:
    """A deck on the start page: its counts in words, and links with their labels."""

    deck: Deck
    counts: str
    links: tuple[tuple[str, str], ...]


def index(collection: Collection, counts: Mapping[str, tuple[int, int]], edition: Edition) -> bytes:
    """Return the start page; ``counts`` holds (facts, cards) by deck id."""
    say = collection.speech.say
    rows = tuple(
        Row(
            deck,
            say("index.counts", facts=str(counts[deck.id][0]), cards=str(counts[deck.id][1])),
            (
                (say("index.anki"), f"anki/{deck.id}.apkg"),
                (say("paper.worksheet"), f"print/{deck.id}-worksheet.html"),
                (say("paper.key"), f"print/{deck.id}-key.html"),
            ),
        )
        for deck in collection.decks
    )
    whole = f"anki/{collection.id}.apkg"
    return render(
        "print/index.html",
        collection.speech,
        edition,
        collection=collection,
        rows=rows,
        whole=whole,
    )
