"""Some choices as a bank of Canvas', the items given: what text2qti makes of its text.

It is a process of its own, as text2qti is, and writes the package.
"""

from __future__ import annotations

import sys
from pathlib import Path

from quizgen.diagnostics import Position
from quizgen.formats.exchange import EXCHANGE
from quizgen.language import language
from quizgen.model import Choice, Form, Item, Kind, Level, Option, Origin, Section


def bank(number: int) -> Form:
    """Return a form of so many choices, each asking something else."""
    place = Position("decks/deck.yaml")
    items = tuple(_item(index, place) for index in range(number))
    return Form("Questions", "A", (Section("choice", items),), tuple(range(1, number + 1)))


def _item(number: int, place: Position) -> Item:
    origin = Origin("deck", f"f{number}", Kind.QUESTION, Level.CORE, (), (), lambda *_: place)
    texts = (f"Port {number}", "Port Nowhere", "Port Elsewhere")
    options = tuple(Option(text, text == texts[0]) for text in texts)
    stem = f"Where did ship {number} land?"
    return Item(
        f"deck/f{number}/answer/choice", "choice", stem, Choice(options), (origin,), Level.CORE
    )


def main(path: str, number: str) -> None:
    """Write the package."""
    data = EXCHANGE["canvas"].exporter.render(bank(int(number)), language("en-GB"))
    Path(path).write_bytes(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
