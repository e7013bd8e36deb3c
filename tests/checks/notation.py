"""Items as people note them down: ``Who led? (x) Ann ( ) Bob``, and examples as files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import assert_never

from quizgen.diagnostics import Facts, Files, Position
from quizgen.model import Choice, Form, Item, Kind, Level, Option, Order, Origin, Ranked, Section
from quizgen.wording import in_order

MARK = re.compile(r"\((x| |\d)\)")


def items(text: str) -> list[Item]:
    """Read items that empty lines divide; each is of a fact of its own unless it names one."""
    return [_item(index, block) for index, block in enumerate(text.strip().split("\n\n"))]


def _item(index: int, block: str) -> Item:
    named = re.match(r"\[([a-z-]+)\] ", block)
    fact = named[1] if named else f"fact-{index}"
    stem, *parts = MARK.split(block[named.end() :] if named else block)
    entries = [(mark, text.strip()) for mark, text in zip(parts[::2], parts[1::2], strict=True)]
    origin = Origin(
        "d", fact, Kind.QUESTION, Level.CORE, (), (), locate=lambda *_: Position("d.yaml", index)
    )
    interaction: Choice | Order
    if entries[0][0].isdigit():
        interaction = Order(tuple(Ranked(text, int(mark)) for mark, text in entries))
    else:
        texts = [text for _, text in entries]
        options = (Option(text, correct=mark == "x") for mark, text in entries)
        interaction = Choice(tuple(options), sorted=in_order(texts, origin.notation) is not None)
    return Item(f"item-{index}", "choice", stem.strip(), interaction, (origin,), Level.CORE)


def form(*made: Item) -> Form:
    return Form("T", "A", (Section("choice", made),))


def write(folder: Path, example: Facts | Files, *, before: bool = False) -> None:
    """Write an example's files as they are now, or as they were at the build before."""
    match example:
        case Facts(text, files):
            head = "deck: The Moon\nid: moon\nfacts:\n"
            own = {} if before else files
            deck = {"decks/moon.yaml": head + (example.before if before else text)}
            _write(folder, deck | dict(own))
        case Files(files):
            _write(folder, example.before if before else files)
        case _:
            assert_never(example)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    collection = {"decks/collection.yaml": "id: space\ntitle: Space\n"}
    for path, text in (collection | dict(files)).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
