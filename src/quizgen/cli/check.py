"""``quizgen check``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import typer

from quizgen.cli.common import DeckIds, Decks, Sentences, Texts, count, near, now, remark, tell
from quizgen.diagnostics import Diagnostic, Problems, Severity, has_errors
from quizgen.reading import deck_files
from quizgen.release.update import opened


def check(
    decks: DeckIds = None,
    folder: Decks = Path("decks"),
    sources: Texts = None,
) -> None:
    """Report every problem in the decks at once; exit 1 if one is an error.

    With --sources, prove each fact: its evidence must stand together at the place it names.
    """
    files = deck_files(folder)
    for id_ in decks or ():
        if id_ not in files:
            raise typer.BadParameter(f"there is no deck '{id_}'{near(id_, files)}")
    facts = 0
    found: Sequence[Diagnostic]
    with Sentences():
        try:
            update = opened(folder, now(), sources)
            found = update.warnings
            every = update.project.collection.decks
            facts = sum(len(deck.facts) for deck in every if deck.id in (decks or files))
        except Problems as problems:
            found = problems.diagnostics
    chosen = list(_about(found, decks or files, files))
    tell(chosen)
    if has_errors(chosen):
        errors = sum(d.severity is Severity.ERROR for d in chosen)
        typer.echo(f"{count(errors, 'error')}, {count(len(chosen) - errors, 'warning')}", err=True)
        raise typer.Exit(1)
    warned = f", {count(len(chosen), 'warning')}" if chosen else ""
    remark(f"{count(facts, 'fact')} checked: no errors{warned}")


def _about(
    found: Iterable[Diagnostic], decks: Iterable[str], files: dict[str, str]
) -> Iterable[Diagnostic]:
    """Leave out what is wrong with other decks; what all decks share concerns each of them."""
    others = set(files.values()) - {files[id_] for id_ in decks}
    return (diagnostic for diagnostic in found if diagnostic.position.path not in others)
