"""``quizgen check``."""

from __future__ import annotations

from pathlib import Path

import typer

from quizgen.cli.common import DeckIds, Decks, Sentences, Texts, count, select, tell
from quizgen.diagnostics import Problems, Severity, has_errors
from quizgen.works import load


def check(
    decks: DeckIds = None,
    folder: Decks = Path("decks"),
    sources: Texts = None,
) -> None:
    """Report every problem in the decks at once; exit 1 if one is an error.

    With --sources, prove each fact: its evidence must stand together at the place it names.
    """
    with Sentences():
        try:
            works, found = load(folder, sources, items=True)
        except Problems as problems:
            found, facts = problems.diagnostics, 0
        else:
            facts = sum(len(deck.facts) for deck in select(works, tuple(decks or ())))
    chosen = [d for d in found if not decks or Path(d.position.path).stem in decks]
    tell(chosen)
    if has_errors(chosen):
        errors = sum(d.severity is Severity.ERROR for d in chosen)
        typer.echo(f"{count(errors, 'error')}, {count(len(chosen) - errors, 'warning')}", err=True)
        raise typer.Exit(1)
    warned = f", {count(len(chosen), 'warning')}" if chosen else ""
    typer.echo(f"{count(facts, 'fact')} checked: no errors{warned}")
