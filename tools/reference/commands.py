"""``docs/commands.md``: every command and flag, as ``--help`` says them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import typer

from quizgen import cli
from quizgen.cli.group import argument, default, is_option, option

_HEAD = """# Commands

`quizgen COMMAND --help` says the same in a terminal. `quizgen --version` tells the version;
`quizgen --install-completion` teaches your shell to complete ids of decks and facts, formats,
types, levels, codes and flags, `quizgen --show-completion` prints what it would install.

Exit codes: 0 done, 1 problems in the decks, 2 wrong usage. What is wrong goes to standard error,
with file, line and column. `NO_COLOR` and `FORCE_COLOR` are heeded; `SOURCE_DATE_EPOCH` sets the
time of a build; `QUIZGEN_DEBUG=1` shows where a bug is.

<!-- Made by `make reference`; do not edit. -->
"""


def page() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *(_command(name) for name in cli.COMMANDS)])


def command(name: str) -> Any:
    """Return a command as typer makes it."""
    group: Any = typer.main.get_command(cli.app)
    return group.get_command(None, name)


def _command(name: str) -> str:
    made = command(name)
    usage = [argument(p) for p in made.params if not is_option(p)]
    lines = [f"## quizgen {name}", ""]
    lines += ["```console", f"$ {cli.COMMANDS[name].example}", "```", ""]
    lines += [f"`{' '.join(['quizgen', name, '[OPTIONS]', *usage])}`", ""]
    lines += [inspect.cleandoc(made.help), ""]
    lines += ["| flag | means | if not given |", "| --- | --- | --- |", *_rows(made), ""]
    return "\n".join(lines)


def _rows(made: Any) -> Iterator[str]:
    context = typer.Context(made)
    for param in made.params:
        name = option(param) if is_option(param) else argument(param)
        shown = default(param, context)
        cells = (f"`{name}`", param.help, f"`{shown}`" if shown else "")
        yield f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


BAR = "\\|"
"""A bar inside a cell of a table."""
