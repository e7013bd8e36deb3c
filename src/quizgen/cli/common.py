"""What the commands share: options, how problems and counts are told, and the choice of decks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from quizgen.diagnostics import Diagnostic, Problems, Severity, in_order, suggestion
from quizgen.facts import Deck
from quizgen.output import OutputError
from quizgen.resources import MissingExtra
from quizgen.works import Works

Decks = Annotated[Path, typer.Option("--decks", metavar="DIR", help="The folder of fact files.")]
DeckIds = Annotated[
    list[str] | None, typer.Argument(metavar="[DECK]...", help="Ids of decks; all if none.")
]


Texts = Annotated[
    Path | None,
    typer.Option("--sources", metavar="DIR", help="The folder with the texts, <citation key>.txt."),
]


class Sentences:
    """Turns what can go wrong into sentences and exit codes."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Problems):
            tell(error.diagnostics)
            errors = sum(d.severity is Severity.ERROR for d in error.diagnostics)
            typer.echo(f"{count(errors, 'error')}; nothing was written", err=True)
            raise typer.Exit(1) from error
        if isinstance(error, MissingExtra):
            typer.echo(f"quizgen: {error}; nothing was written", err=True)
            raise typer.Exit(1) from error
        if isinstance(error, OutputError):
            typer.echo(f"quizgen: {error}; nothing was changed", err=True)
            raise typer.Exit(1) from error


def tell(diagnostics: Iterable[Diagnostic]) -> None:
    """Print problems on standard error, in colour on a terminal."""
    for d in in_order(diagnostics):
        colour = "red" if d.severity is Severity.ERROR else "yellow"
        typer.secho(f"{d.position}:", bold=True, nl=False, err=True)
        typer.secho(f" {d.severity}: ", fg=colour, nl=False, err=True)
        typer.echo(f"{d.sentence} [{d.code}]", err=True)


def select(works: Works, ids: Sequence[str]) -> list[Deck]:
    """Return the named decks, or all of them."""
    decks = {deck.id: deck for deck in works.collection.decks}
    for id_ in ids:
        if id_ not in decks:
            raise typer.BadParameter(f"there is no deck '{id_}'{near(id_, decks)}")
    return [decks[id_] for id_ in ids] if ids else list(decks.values())


def near(word: str, known: Iterable[str]) -> str:
    """Return a hint at what was meant, to follow a sentence."""
    names = list(known)
    hint = suggestion(word, names)
    return f"; {hint}" if hint else f" (there are: {', '.join(names)})"


def count(number: int, noun: str) -> str:
    """Return ``1 file``, ``2 files``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
