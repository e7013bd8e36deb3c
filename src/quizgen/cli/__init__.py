"""The command line: flags, progress, exit codes; nothing else. One module a command.

Exit codes: 0 done, 1 problems in the decks, 2 wrong usage. ``group`` makes commands of functions,
``common`` has what they share, ``keys`` the flags that are keys of a blueprint, ``form`` prints
edited papers, ``telling`` is how problems are told, and ``completion`` what a shell offers for a
half-typed word. ``unchanged`` answers a build that has nothing to do.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

import typer

from quizgen.cli.group import NAMES_OF_HELP, CommandEntry, commands, is_cut_short
from quizgen.version import __version__

COMMANDS: Mapping[str, CommandEntry] = MappingProxyType(
    {
        "init": CommandEntry(
            "quizgen.cli.init:init",
            "Begin a project: a collection, its sources, and a small deck that builds at once.",
            "quizgen init moon --title 'Space flight' --language en-GB",
        ),
        "new": CommandEntry(
            "quizgen.cli.new:new",
            "Begin a deck, of facts or of the rows of a sheet, with a comment to each key.",
            "quizgen new europe --rows europe.csv --title 'Countries of Europe'",
        ),
        "import": CommandEntry(
            "quizgen.cli.import_:import_",
            "Move decks in from elsewhere: say first what becomes of them, then write their files.",
            "quizgen import geography.apkg --dry-run",
        ),
        "build": CommandEntry(
            "quizgen.cli.build:build",
            "Check the decks, then write what is stale: Anki packages, worksheets and keys.",
            "quizgen build geneva-accords --to anki",
            "quizgen.cli.unchanged:told",
        ),
        "quiz": CommandEntry(
            "quizgen.cli.quiz:quiz",
            "Make one paper: its versions, a key for each, and the map between them.",
            "quizgen quiz geneva-accords --items 15 --forms 3 --seed 7",
        ),
        "check": CommandEntry(
            "quizgen.cli.check:check",
            "Report every problem in the decks at once; exit 1 if one is an error.",
            "quizgen check geneva-accords --sources texts",
            "quizgen.cli.unchanged:checked",
        ),
        "list": CommandEntry(
            "quizgen.cli.list:list_",
            "Show the decks: facts by level and kind, cards and items.",
            "quizgen list --sources texts",
        ),
        "show": CommandEntry(
            "quizgen.cli.show:show",
            "Show how a fact becomes cards and items.",
            "quizgen show powell-demands/seven-demands",
        ),
        "diff": CommandEntry(
            "quizgen.cli.diff:diff",
            "Show what a learner will see change since the last release, as Markdown.",
            "quizgen diff > release-notes.md",
        ),
        "rehearse": CommandEntry(
            "quizgen.cli.rehearse:rehearse",
            "Rehearse an update in a throw-away collection of the real Anki; exit 1 on any loss.",
            "quizgen rehearse last/anki/decks.apkg out/anki/decks.apkg",
        ),
        "ledger": CommandEntry(
            "quizgen.cli.ledger:ledger",
            "Rebuild a lost or damaged ledger from the packages that learners have.",
            "quizgen ledger last-release.apkg",
        ),
        "schema": CommandEntry(
            "quizgen.cli.schema:schema",
            "Print the JSON Schema of a file, by which an editor completes and explains its keys.",
            "quizgen schema deck > deck.schema.json",
        ),
        "doctor": CommandEntry(
            "quizgen.cli.doctor:doctor",
            "Say what is installed, what is missing and how to get it, and where the files are.",
            "quizgen doctor",
        ),
    }
)
"""The commands by name, in the order of ``quizgen --help``."""

SELDOM = (500_000, 20, 20)
"""When the collector looks for cycles: facts and pages make hardly any, and to look for some at
every seven hundredth object takes a quarter of the time of a build. Typesetting does make them.
"""

app = typer.Typer(
    name="quizgen",
    cls=commands(COMMANDS),
    help="Turn curated YAML facts into Anki decks and printable quizzes.",
    epilog="Example: quizgen build",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings=NAMES_OF_HELP,
)


def main() -> None:
    """Run the command line; no traceback reaches a user."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter
    gc.set_threshold(*SELDOM)
    try:
        if not is_cut_short(COMMANDS, sys.argv[1:]):
            app()
        sys.stdout.flush()
    except OSError as error:
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        typer.echo(f"quizgen: {where}{error.strerror or error}", err=True)
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
