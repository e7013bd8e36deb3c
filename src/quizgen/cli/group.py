"""The group of commands: each is imported when it is called, and its help is worded for people.

What typer hands to the methods here is of classes that it keeps to itself; hence ``Any``.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from enum import IntEnum
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Annotated, Any, NamedTuple, cast

import typer
from typer.core import TyperCommand, TyperGroup

NAMES_OF_HELP = {"help_option_names": ["-h", "--help"]}


class CommandEntry(NamedTuple):
    """A command: where its function is (``module:function``), what it does, and an example of it.

    ``summary`` is the first paragraph of the function's docstring, here so that ``quizgen --help``
    need not import it. ``shortcut`` is a function that may do all there is to do without that: it
    takes the arguments and tells whether it did. A named tuple is made in a third of a dataclass's
    time, which counts here.
    """

    function: str
    summary: str
    example: str
    shortcut: str = ""


class Loudness(IntEnum):
    """How much a command says besides what it was asked for and what is wrong."""

    QUIET = -1
    NORMAL = 0
    VERBOSE = 1


LOUDNESS: ContextVar[Loudness] = ContextVar("loudness", default=Loudness.NORMAL)
"""What ``--quiet`` and ``--verbose`` ask of the command that runs."""


ARGUMENTS: ContextVar[tuple[str, ...]] = ContextVar("arguments", default=())
"""What the command that runs was called with."""


class Command(TyperCommand):
    """A command whose help names values as people do: ``--paper a4|letter``, not ``<enum>``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the arguments, of which some change how loud it is."""
        LOUDNESS.set(Loudness.NORMAL)
        self._refuse_two_lists(args)
        try:
            return super().parse_args(ctx, [*self._spread(args)])
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")  # typer's, of an exception
            raise

    def _spread(self, args: Sequence[str]) -> Iterator[str]:
        """Yield the arguments, ``--edition A,B`` as ``--edition A --edition B``."""
        names = {name for p in self.params if p.metavar == "EDITION" for name in p.opts}
        for before, arg in pairwise(["", *args]):
            name, sign, value = arg.partition("=")
            if before in names:
                first, *others = arg.split(",")
                yield first
                yield from (f"{before}={other}" for other in others)
            elif sign and name in names:
                yield from (f"{name}={each}" for each in value.split(","))
            else:
                yield arg

    def _refuse_two_lists(self, args: Sequence[str]) -> None:
        """Refuse a list that is given twice: the parser would take the last without a word."""
        given = Counter(arg.partition("=")[0] for arg in takewhile("--".__ne__, args))
        for param in self.params:
            if is_option(param) and param.metavar == "LIST" and given[param.opts[0]] > 1:
                message = f"it is given twice: write one list, '{param.opts[0]} A,B'"
                raise typer.BadParameter(message, param_hint=param.opts[0])

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the words of the usage line: ``[OPTIONS] OLD.apkg NEW.apkg``."""
        return [*filter(None, [self.options_metavar]), *map(argument, self._arguments())]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options, each with its help and its default."""
        arguments = [(argument(p), _help(p, ctx)) for p in self._arguments()]
        options = [(option(p), _help(p, ctx)) for p in self.get_params(ctx) if is_option(p)]
        for title, rows in (("Arguments", arguments), ("Options", options)):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def _arguments(self) -> Iterator[Any]:
        return (param for param in self.params if not is_option(param))


def is_option(param: Any) -> bool:
    """Whether a parameter is named by a flag, and not by its place."""
    return str(param.param_type_name) == "option"


def argument(param: Any) -> str:
    """Return an argument as it stands in a usage line: ``OLD.apkg``, ``[DECK]...``."""
    name = str(param.metavar or param.name)
    return f"{name if param.required else f'[{name}]'}{'...' if param.nargs < 0 else ''}"


def option(param: Any) -> str:
    """Return an option with what it takes: ``-q, --quiet``, ``--paper a4|letter``."""
    names = ", ".join([*sorted(param.opts, key=len), *param.secondary_opts])
    return names if param.is_flag else f"{names} {param.metavar}"


def default(param: Any, ctx: Any) -> str:
    """Return what counts where a parameter is not given, empty where that is nothing."""
    value = getattr(param.get_default(ctx), "value", param.get_default(ctx))
    text = value.as_posix() if isinstance(value, Path) else value
    return "" if text is None or text is False or text in ("", [], ()) else str(text)


def _help(param: Any, ctx: Any) -> str:
    standard = default(param, ctx)
    return f"{param.help}  [default: {standard}]" if standard else str(param.help)


def commands(rows: Mapping[str, CommandEntry]) -> type[TyperGroup]:
    """Return a class of group that has these commands, by name."""

    class Commands(TyperGroup):
        """Imports a command when it is called."""

        def list_commands(self, ctx: Any) -> list[str]:
            return list(rows)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            return _loaded(cmd_name, rows[cmd_name]) if cmd_name in rows else None

        def resolve_command(self, ctx: Any, args: list[str]) -> Any:
            if args[0] in rows:
                ARGUMENTS.set(tuple(args[1:]))
                return super().resolve_command(ctx, args)
            from quizgen.diagnostics import suggestion

            hint = suggestion(args[0], rows) or "see 'quizgen --help'"
            return ctx.fail(f"there is no command '{args[0]}'; {hint}")

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            with formatter.section("Commands"):
                formatter.write_dl([(name, row.summary) for name, row in rows.items()])

    return Commands


def is_cut_short(rows: Mapping[str, CommandEntry], args: Sequence[str]) -> bool:
    """Whether the shortcut of a command, if it has one, did all there was to do.

    It is tried before typer reads the arguments, for which that imports pydantic.
    """
    row = rows.get(args[0]) if args else None
    return bool(row and row.shortcut and _imported(row.shortcut)(args[1:]))


def _imported(place: str) -> Callable[..., Any]:
    """Return what ``module:function`` names."""
    module, _, function = place.partition(":")
    return cast("Callable[..., Any]", getattr(importlib.import_module(module), function))


@cache
def _loaded(name: str, row: CommandEntry) -> Any:
    """Import a command, and give it the options that all commands have."""
    command = _made(_imported(row.function), row.example)
    command.name = name
    command.params += _made(_shared).params
    return command


def _made(function: Callable[..., None], example: str = "") -> Any:
    """Return the command that typer makes of a function."""
    app = typer.Typer(
        add_completion=False,
        context_settings=NAMES_OF_HELP,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.command(cls=Command, epilog=f"Example: {example}")(function)
    return typer.main.get_command(app)


def _set_loudness(wanted: bool, loudness: Loudness) -> None:
    if wanted:
        LOUDNESS.set(loudness)


def _quiet(wanted: bool) -> None:
    _set_loudness(wanted, Loudness.QUIET)


def _verbose(wanted: bool) -> None:
    _set_loudness(wanted, Loudness.VERBOSE)


def _shared(
    quiet: Annotated[
        bool,
        typer.Option(
            "-q", "--quiet", callback=_quiet, expose_value=False, help="Say only what is wrong."
        ),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "-v",
            "--verbose",
            callback=_verbose,
            expose_value=False,
            help="Also say each step, and what was left alone.",
        ),
    ] = False,
) -> None:
    """The options that every command has; of the two, the last one given counts."""
