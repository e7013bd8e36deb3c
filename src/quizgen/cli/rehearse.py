"""``quizgen rehearse``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.common import table
from quizgen.release.rehearse import Outcome, RehearsalError
from quizgen.release.rehearse import rehearse as run


def rehearse(
    old: Annotated[
        Path, typer.Argument(metavar="OLD.apkg", help="The release that learners have.")
    ],
    new: Annotated[
        Path,
        typer.Argument(
            metavar="NEW.apkg", help="The next one; its .tsv beside it is rehearsed, too."
        ),
    ],
) -> None:
    """Rehearse an update in a throw-away collection of the real Anki; exit 1 on any loss.

    A learner is simulated between the two: reviews on every card, tags, personal notes, a
    suspended card, a card in another deck.
    """
    text = new.with_suffix(".tsv")
    try:
        package = run(old, new)
        both = run(old, new, text) if text.is_file() else None
    except FileNotFoundError as error:
        raise typer.BadParameter(f"there is no file {error.filename}") from error
    except RehearsalError as error:
        typer.echo(f"quizgen: {error}", err=True)
        raise typer.Exit(1) from error
    rows = [("", ".apkg", ".tsv" if both else "")]
    for (name, figure), (_, other) in zip(
        _figures(package), _figures(both or package), strict=True
    ):
        rows.append((name, figure, other if both else ""))
    for line in table(rows):
        typer.echo(line)
    _conclude(package, both)


def _figures(outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield "new notes", str(outcome.new)
    yield "updated", str(outcome.updated)
    yield "untouched", str(outcome.untouched)
    yield "conflicting", str(outcome.conflicting)
    yield "orphaned (not in the new release)", str(outcome.orphaned)
    yield "cards that kept their reviews", f"{outcome.cards_kept} of {outcome.cards}"
    yield "cards that went empty", str(outcome.emptied)
    yield "tags of the learner's kept", f"{outcome.tags_kept} of {outcome.tags}"
    yield "personal notes kept", f"{outcome.notes_kept} of {outcome.notes}"
    yield "suspension kept", "yes" if outcome.suspended_kept else "no"
    yield "own deck kept", "yes" if outcome.deck_kept else "no"


def _conclude(package: Outcome, both: Outcome | None) -> None:
    """Say what is lost; a loss of the learner's own by the package is one that the text avoids."""
    lost = package.loses_reviews or (both or package).loses_reviews or (both or package).loses_own
    if package.loses_own and both and not both.loses_own:
        typer.echo("\nThe package resets what learners added to updated notes; the .tsv keeps it.")
    if package.emptied:
        typer.echo(
            "\nCards that a learner has ask nothing any more: a direction, a gap or an option was "
            "taken away. Ask it again, or tell learners of Tools, Empty Cards."
        )
    if lost:
        typer.echo("\nSomething is lost.", err=True)
        raise typer.Exit(1)
    typer.echo("\nNo review is lost.")
