"""``quizgen list``."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from quizgen.cli.common import DeckIds, Decks, Sentences, Texts, table
from quizgen.diagnostics import counted
from quizgen.facts import Deck
from quizgen.model import Level
from quizgen.project import Coverage, Project, coverage, load
from quizgen.text import plain


def list_(decks: DeckIds = None, folder: Decks = Path("decks"), sources: Texts = None) -> None:
    """Show the decks: facts by level and kind, cards and items.

    With --sources, show which share of each source is cited, and the paragraphs that no fact cites
    and that sources.yaml does not set aside.
    """
    with Sentences():
        project, _ = load(folder)
        chosen = project.chosen(decks or ())
    head = ("deck", "facts", *Level, "cards", "items", "title")
    rows = [head, *(_row(project, deck) for deck in chosen)]
    if len(chosen) > 1:
        totals = [str(sum(int(row[column]) for row in rows[1:])) for column in range(1, 7)]
        rows.append(("all", *totals, project.collection.title))
    for row in table(rows):
        typer.echo(row)
    kinds = Counter(fact.kind for deck in chosen for fact in project.facts(deck))
    typer.echo(f"\nkinds: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}")
    if sources:
        with Sentences():
            covered = coverage(project, sources)
        for line in _coverage(covered):
            typer.echo(line)


def _row(project: Project, deck: Deck) -> tuple[str, ...]:
    facts = project.facts(deck)
    levels = Counter(fact.level for fact in facts)
    cards = project.card_count(deck)
    numbers = (
        len(facts),
        *(levels[level] for level in Level),
        cards,
        len(project.items[deck.id]),
    )
    return (deck.id, *map(str, numbers), plain(deck.deck))


def _coverage(covered: Iterable[Coverage]) -> Iterator[str]:
    for source in covered:
        cited = source.paragraphs - len(source.uncited) - source.set_aside
        share = f"{cited / source.paragraphs:.0%}" if source.paragraphs else "-"
        paragraphs = counted(source.paragraphs, "paragraph")
        aside = f", {source.set_aside} set aside" if source.set_aside else ""
        yield f"\n{source.source}: {cited} of {paragraphs} cited ({share}){aside}"
        for paragraph in source.uncited:
            page = f"p. {paragraph.page}, " if paragraph.page is not None else ""
            place = f"line {paragraph.line} ({page}para. {paragraph.number})"
            yield f"  {place}: {textwrap.shorten(paragraph.text, 80, placeholder=' …')}"
