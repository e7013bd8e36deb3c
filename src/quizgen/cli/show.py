"""``quizgen show``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, assert_never

import typer

from quizgen.cli import completion
from quizgen.cli.common import Decks, Sentences, near
from quizgen.formats.answers import limits
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Gap,
    Gaps,
    Item,
    Match,
    Note,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.project import load
from quizgen.text import letter, plain


def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="DECK[/FACT]",
            help="A deck, or one of its facts.",
            autocompletion=completion.facts,
        ),
    ],
    folder: Decks = Path("decks"),
) -> None:
    """Show how a fact becomes cards and items."""
    deck_id, _, fact_id = what.partition("/")
    with Sentences():
        project, _ = load(folder)
        (deck,) = project.chosen([deck_id])
    ids = [fact.id for fact in deck.facts]
    if fact_id and fact_id not in ids:
        raise typer.BadParameter(f"there is no fact '{fact_id}' in '{deck_id}'{near(fact_id, ids)}")
    for fact in deck.facts:
        if fact_id in ("", fact.id):
            typer.secho(f"{deck.id}/{fact.id}", bold=True, nl=False)
            typer.echo(f" ({fact.kind}, {fact.level})")
            notes = [n for n in project.notes[deck.id] if n.origin.fact == fact.id]
            items = [i for i in project.items[deck.id] if f"{deck.id}/{fact.id}" in i.facts]
            for line in (
                *_cards(notes),
                *_items(items, project.collection.language_of(deck, fact)),
            ):
                typer.echo(f"  {line}")
            typer.echo()


def _cards(notes: Sequence[Note]) -> Iterator[str]:
    for note in notes:
        for card in note.cards:
            hint = f" ({plain(card.hint)})" if card.hint else ""
            yield f"card   {card.name}: {card.front}{hint} → {card.back}"
    for remark in dict.fromkeys(note.origin.note for note in notes):
        if remark:
            yield f"note   {plain(remark)}"


def _items(items: Iterable[Item], language: Language) -> Iterator[str]:
    for item in items:
        yield f"{item.type:<11} {item.difficulty:.2f}  {plain(item.stem)}".rstrip()
        yield from (f"         hint: {plain(hint)}" for hint in filter(None, [item.hint]))
        yield from (f"         picture: {picture.alt}" for picture in item.pictures)
        yield from (f"         sound: {sound.name}" for sound in item.sounds)
        yield from (f"         {line}" for line in _key(item, language))


def _key(item: Item, language: Language) -> Iterator[str]:
    match item.interaction:
        case Choice(options):
            for index, option in enumerate(options):
                mark = "*" if option.correct else " "
                why = f"  ({plain(option.why)})" if option.why else ""
                yield f"{mark} {letter(index)} {plain(option.text)}{why}"
        case TrueFalse(answer, correction):
            yield f"{answer}{f': {plain(correction)}' if correction else ''}"
        case TextEntry(accepted):
            yield " / ".join(map(plain, accepted))
        case Numeric(shown=words) as numeric:
            within = limits(numeric, language)
            yield plain(f"{words} ({' – '.join(within)})" if within else words)
        case OpenResponse(guide):
            yield from (f"- {plain(point)}" for point in guide)
        case Gaps(parts, columns=columns):
            cells = [plain(p) if columns and isinstance(p, str) else _part(p) for p in parts]
            if not columns:
                yield "".join(cells)
            for start in range(0, len(cells), columns) if columns else ():
                yield " | ".join(cells[start : start + columns])
        case Match(pairs, _):
            yield from (f"{plain(prompt)} – {plain(response)}" for prompt, response in pairs)
        case Order(entries):
            yield from (f"{entry.rank} {plain(entry.text)}" for entry in entries)
        case _:
            assert_never(item.interaction)


def _part(part: str | Gap) -> str:
    """Return part of a sentence, a gap as it is written in a deck."""
    if isinstance(part, str):
        return part
    return f"[{part.text}|{part.hint}]" if part.hint else f"[{part.text}]"
