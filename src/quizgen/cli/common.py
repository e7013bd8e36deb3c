"""What the commands share: options, how problems and counts are told, and the choice of decks."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

import quizgen
from quizgen.cli import completion
from quizgen.cli.group import LOUDNESS, Loudness
from quizgen.cli.telling import Line, count, tell_lines
from quizgen.clock import ClockError
from quizgen.diagnostics import Diagnostic, Problems, Severity, in_order, suggestion
from quizgen.locks import LockedError
from quizgen.model import Layout, Paper
from quizgen.output import OutputError, write_files
from quizgen.project import UnknownDeckError
from quizgen.resources import MissingExtra, templates_dir
from quizgen.workers import WorkerError

T = TypeVar("T")
STARTED = time.monotonic()

Decks = Annotated[Path, typer.Option("--decks", metavar="DIR", help="The folder of fact files.")]
DeckIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="DECK", help="Ids of decks; all if none.", autocompletion=completion.decks
    ),
]
OnPaper = Annotated[Paper, typer.Option(metavar="|".join(Paper), help="The paper to print on.")]
Texts = Annotated[
    Path | None,
    typer.Option(
        "--sources", metavar="DIR", help="The folder with the texts, each named CITATION-KEY.txt."
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="NUMBER",
        help="How many processes share the work; as many as there are processors if none.",
    ),
]
OneFileEach = Annotated[
    bool,
    typer.Option(
        "--one-file-each",
        help="Also a file for each item, for importasversion and gitsync of Moodle.",
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Take warnings for errors.")]


def edition(otherwise: str) -> Any:
    """Return the option ``--edition``, which may be given more than once."""
    return typer.Option(
        "--edition",
        metavar="EDITION",
        help=f"How worksheets are laid out: {', '.join(Layout)}, or several, with commas; "
        f"else {otherwise}.",
        autocompletion=completion.layouts,
    )


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
        if isinstance(error, UnknownDeckError):
            raise typer.BadParameter(f"{error}{near(error.id, error.deck_ids)}") from error
        if isinstance(error, ClockError):
            raise typer.BadParameter(str(error)) from error
        if isinstance(error, MissingExtra):
            typer.echo(f"quizgen: {error}; nothing was written", err=True)
            raise typer.Exit(1) from error
        if isinstance(error, OutputError | LockedError | WorkerError):
            typer.echo(f"quizgen: {error}", err=True)
            raise typer.Exit(1) from error


def roots(folder: Path) -> list[str]:
    """Return the folders that a build or a check may read files in, whether or not they exist.

    They are the decks', the templates' (shipped, and a user's own), and quizgen's own.
    """
    own = Path(os.path.normpath(folder.absolute())).parent / "templates"
    shipped = templates_dir()
    every = [folder, shipped, Path(quizgen.__file__).parent]
    return [root.as_posix() for root in (*every, *(() if own == shipped else (own,)))]


def tell(diagnostics: Iterable[Diagnostic]) -> None:
    """Print problems on standard error, in colour on a terminal (no-color.org, force-color.org)."""
    tell_lines(map(line, in_order(diagnostics)))


def line(diagnostic: Diagnostic) -> Line:
    """Return a problem as it is told."""
    d = diagnostic
    return Line(str(d.position), d.severity, d.sentence, str(d.code))


def waiting(text: str) -> None:
    """Say on standard error that another process has to end first."""
    typer.echo(f"quizgen: {text}", err=True)


def remark(text: str, *, err: bool = False) -> None:
    """Say how it went, unless ``--quiet``; on standard error where the output is for a file."""
    if LOUDNESS.get() >= Loudness.NORMAL:
        typer.echo(text, err=err)


def detail(text: str) -> None:
    """Say on standard error what only ``--verbose`` asks for, and how far the clock is."""
    if LOUDNESS.get() is Loudness.VERBOSE:
        typer.echo(f"{time.monotonic() - STARTED:6.2f} s  {text}", err=True)


def can_be_divided(media: Iterable[str], divided: Iterable[str], *, asked: bool) -> None:
    """Refuse ``--one-file-each`` where none of some media has a file for each item."""
    if asked and not set(media) & set(divided):
        raise typer.BadParameter(f"--one-file-each goes with --to {', '.join(divided)}")


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files of which the YAML files are not there yet, and say which.

    No file of the user's is touched: what else is there already stays as it is.

    Raises:
        BadParameter: when a YAML file is there.

    """
    taken = [name for name in files if os.path.lexists(folder / name)]
    own = [(folder / name).as_posix() for name in taken if name.endswith(".yaml")]
    if own:
        raise typer.BadParameter(f"{', '.join(own)} is there already; nothing was written")
    fresh = {name: data for name, data in files.items() if name not in taken}
    with Sentences():
        written = write_files(folder, fresh).written
    for name in written:
        if not any(part.startswith(".") for part in Path(name).parent.parts):
            remark(f"wrote {(folder / name).as_posix()}")


def progress(results: Iterable[tuple[int, T]], forms: int) -> Iterator[tuple[int, T]]:
    """Pass results on, and show on a terminal of how many forms there are some."""
    if not sys.stderr.isatty() or LOUDNESS.get() is not Loudness.NORMAL:
        yield from results
        return
    begun: set[int] = set()
    with typer.progressbar(length=forms, label="making", file=sys.stderr) as bar:
        for order, result in results:
            if order >= 0 and order not in begun:
                begun.add(order)
                bar.update(1)
            yield order, result


def near(word: str, candidates: Iterable[str]) -> str:
    """Return a hint at what was meant, to follow a sentence."""
    names = list(candidates)
    hint = suggestion(word, names)
    listed = f" (there are: {', '.join(names)})" if names else ""
    return f"; {hint}" if hint else listed


def words(
    text: str, vocabulary: Iterable[str], noun: str, *, of_build: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the words of a comma-separated list, each once; each must be known.

    ``of_build`` are words that only 'quizgen build' knows, to be sent there with.

    Raises:
        BadParameter: when one is not.

    """
    names = list(vocabulary)
    listed = tuple(filter(None, map(str.strip, text.split(","))))
    for word in listed:
        if word not in names and word in of_build:
            raise typer.BadParameter(f"'{word}' is of decks: 'quizgen build --to {word}' makes it")
        if word not in names:
            raise typer.BadParameter(f"there is no {noun} '{word}'{near(word, names)}")
    return tuple(dict.fromkeys(listed))


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows of a table in columns; all but the first and last are numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *numbers, last in rows:
        middle = (n.rjust(w) for n, w in zip(numbers, widths[1:-1], strict=True))
        yield "  ".join((first.ljust(widths[0]), *middle, last)).rstrip()
