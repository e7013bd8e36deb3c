"""The command line: flags, progress, exit codes; nothing else. One module a command.

Exit codes: 0 done, 1 problems in the decks, 2 wrong usage.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from quizgen import __version__
from quizgen.cli import build, check, diff, ledger, list, quiz, rehearse, show

app = typer.Typer(
    name="quizgen",
    help="Turn curated YAML facts into Anki decks and printable quizzes.",
    epilog="Example: quizgen build",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: Mapping[str, tuple[Callable[..., None], str]] = {
    "build": (build.build, "quizgen build geneva-accords --to anki"),
    "check": (check.check, "quizgen check geneva-accords --sources texts"),
    "list": (list.list_, "quizgen list --sources texts"),
    "diff": (diff.diff, "quizgen diff > release-notes.md"),
    "rehearse": (rehearse.rehearse, "quizgen rehearse last/anki/decks.apkg out/anki/decks.apkg"),
    "ledger": (ledger.ledger, "quizgen ledger last-release.apkg"),
    "quiz": (quiz.quiz, "quizgen quiz geneva-accords --items 15 --forms 3 --seed 7"),
    "show": (show.show, "quizgen show powell-demands/seven-demands"),
}
"""Each command with an example of it."""

for _name, (_command, _example) in COMMANDS.items():
    app.command(_name, epilog=f"Example: {_example}")(_command)


def main() -> None:
    """Run the command line; no traceback reaches a user."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter
    try:
        app()
        sys.stdout.flush()
    except OSError as error:
        typer.echo(f"quizgen: {error.strerror or error}", err=True)
        sys.exit(1)
    except Exception as error:
        if os.environ.get("QUIZGEN_DEBUG"):
            raise
        typer.echo(
            f"quizgen: this is a bug: {type(error).__name__}: {error} "
            "(set QUIZGEN_DEBUG=1 to see where, and please report it)",
            err=True,
        )
        sys.exit(70)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quizgen {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass
