"""``quizgen check``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from quizgen.checks.explanation import explain, overview
from quizgen.checks.reports import REPORTS
from quizgen.checks.selection import Selection, UnknownCodeError, selection
from quizgen.checks.table import CODES
from quizgen.cli.common import (
    DeckIds,
    Decks,
    Jobs,
    Sentences,
    Strict,
    Texts,
    line,
    near,
    remark,
    roots,
    tell,
)
from quizgen.cli.completion import listed
from quizgen.cli.group import ARGUMENTS
from quizgen.cli.telling import count
from quizgen.cli.unchanged import CHECK, Watch, is_noted, out_of
from quizgen.clock import now
from quizgen.diagnostics import Diagnostic, Family, Severity, suggestion
from quizgen.kept_items import KeptItems
from quizgen.project import Project
from quizgen.reading import every_file
from quizgen.release.update import inspected
from quizgen.workers import Workers, cores

TEXT = "text"
FORMATS = (TEXT, *REPORTS)


def check(
    decks: DeckIds = None,
    folder: Decks = Path("decks"),
    sources: Texts = None,
    select: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help="Only these codes, families or beginnings of codes.",
            autocompletion=listed([*CODES, *Family]),
        ),
    ] = "",
    ignore: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help="All but these; of two words that fit, the narrower wins.",
            autocompletion=listed([*CODES, *Family]),
        ),
    ] = "",
    jobs: Jobs = None,
    strict: Strict = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="How problems are written; all but text go to standard output.",
            autocompletion=lambda incomplete: [f for f in FORMATS if f.startswith(incomplete)],
        ),
    ] = TEXT,
    is_explaining: Annotated[
        bool,
        typer.Option("--explain", help="Explain the checks with these codes; list all if none."),
    ] = False,
) -> None:
    """Report every problem in the decks at once; exit 1 if one is an error.

    With --sources, prove each fact: its evidence must stand together at the place it names. With
    --explain, name codes instead of decks.
    """
    if is_explaining:
        typer.echo(_explained(decks or ()), nl=False)
        return
    if format_ not in FORMATS:
        raise typer.BadParameter(f"there is no format '{format_}'{near(format_, FORMATS)}")
    wanted = _selection(select, ignore)
    files = every_file(folder) if decks else {}  # or every deck would be parsed twice
    for id_ in decks or ():
        if id_ not in files:
            raise typer.BadParameter(f"there is no deck '{id_}'{near(id_, files)}")
    asked = (CHECK, *ARGUMENTS.get())
    read = [*roots(folder), *([sources.as_posix()] if sources else [])]
    watch = Watch(asked, read, ()) if is_noted(asked) else None
    with Sentences(), Workers(jobs or cores()) as workers:
        kept = KeptItems(Path(out_of(asked))) if watch else None
        inspection = inspected(folder, now(), sources, workers=workers, kept=kept)
    if inspection.project and kept:
        inspection.project.keep()
    about = tuple(_about(inspection.diagnostics, decks or files, files))
    chosen = wanted.of(about)
    told = tuple(d.as_error for d in chosen) if strict else chosen
    if format_ == TEXT:
        tell(told)
    else:
        typer.echo(REPORTS[format_](told), nl=False)
    elsewhere = _errors(inspection.diagnostics) - _errors(about)
    if elsewhere and not _errors(told):
        _tell_elsewhere(decks or (), elsewhere, is_checked=inspection.project is not None)
    says = _conclusion(told, _facts(inspection.project, decks or ()))
    remark(says, err=format_ != TEXT)
    if watch and format_ == TEXT and not elsewhere:
        watch.note({}, (), map(line, told), says)


def _errors(diagnostics: Iterable[Diagnostic]) -> int:
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def _tell_elsewhere(decks: Sequence[str], errors: int, *, is_checked: bool) -> None:
    """Say that other decks stop every build; where they cannot be read, nothing is compared."""
    others = f"{count(errors, 'error')} in other decks"
    verb = "stops" if errors == 1 else "stop"
    if is_checked:
        typer.echo(f"{others} {verb} every build: see 'quizgen check'", err=True)
        return
    typer.echo(
        f"{others} {verb} every build, and {', '.join(decks)} could not be checked to the end: "
        "see 'quizgen check'",
        err=True,
    )
    raise typer.Exit(1)


def _conclusion(told: Sequence[Diagnostic], facts: int) -> str:
    """Return how it went, where there is no error; else say so, and end."""
    errors = _errors(told)
    warnings = len(told) - errors
    if errors:
        typer.echo(f"{count(errors, 'error')}, {count(warnings, 'warning')}", err=True)
        raise typer.Exit(1)
    warned = f", {count(warnings, 'warning')}" if warnings else ""
    return f"{count(facts, 'fact')} checked: no errors{warned}"


def _facts(project: Project | None, decks: Sequence[str]) -> int:
    every = project.collection.decks if project else ()
    return sum(len(deck.facts) for deck in every if not decks or deck.id in decks)


def _explained(codes: Sequence[str]) -> str:
    """Return what some checks are, or a list of all.

    Raises:
        BadParameter: when there is no check with one of the codes.

    """
    for name in codes:
        if name not in CODES:
            hint = suggestion(name, CODES) or "see 'quizgen check --explain'"
            raise typer.BadParameter(f"there is no check '{name}'; {hint}")
    return "\n".join(explain(CODES[name]) for name in codes) or overview()


def _selection(select: str, ignore: str) -> Selection:
    try:
        return selection(_words(select), _words(ignore), CODES)
    except UnknownCodeError as error:
        raise typer.BadParameter(str(error)) from error


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _about(
    diagnostics: Iterable[Diagnostic], decks: Iterable[str], files: Mapping[str, tuple[str, ...]]
) -> Iterable[Diagnostic]:
    """Leave out what is wrong with other decks; what all decks share concerns each of them."""
    named = {path for id_ in decks for path in files[id_]}
    others = {path for paths in files.values() for path in paths} - named
    return (diagnostic for diagnostic in diagnostics if diagnostic.position.path not in others)
