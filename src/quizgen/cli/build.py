"""``quizgen build``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from quizgen import build as pipeline
from quizgen import project as project
from quizgen.build import FORMATS, GROUPS, ON_REQUEST, Artefact, Settings
from quizgen.cli.common import DeckIds, Decks, Sentences, count, near, now, select, tell
from quizgen.model import Edition, Layout, Paper
from quizgen.release.update import LEDGER

_ALL = (*FORMATS, *ON_REQUEST)


def build(
    decks: DeckIds = None,
    folder: Decks = Path("decks"),
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the files go.")] = Path("out"),
    to: Annotated[
        str,
        typer.Option(
            metavar="LIST", help=f"Groups ({', '.join(GROUPS)}) or formats ({', '.join(_ALL)})."
        ),
    ] = ",".join(GROUPS),
    paper: Annotated[Paper, typer.Option(help="The paper to print on.")] = Paper.A4,
    editions: Annotated[
        list[Layout] | None,
        typer.Option("--edition", help="An edition of the worksheets, or several; all if none."),
    ] = None,
    columns: Annotated[
        int, typer.Option(min=1, max=2, help="Columns of a standard worksheet.")
    ] = 1,
    ink_saving: Annotated[
        bool, typer.Option("--ink-saving", help="Thin lines, tight lines, no tints.")
    ] = False,
    frozen: Annotated[
        bool, typer.Option("--frozen", help="Fail if the ledger would change (for CI).")
    ] = False,
) -> None:
    """Check the decks, then write what is stale: Anki packages, worksheets and keys."""
    settings = Settings(
        folder=folder,
        out=out,
        now=now(),
        decks=tuple(decks or ()),
        formats=_formats(to),
        edition=Edition(paper, columns=columns, ink_saving=ink_saving),
        layouts=tuple(editions or Layout),
        frozen=frozen,
    )
    with Sentences():
        if settings.decks:
            select(project.load(folder)[0], settings.decks)
        report = pipeline.build(settings, _progress)
    tell(report.warnings)
    for path in report.files.written:
        typer.echo(f"wrote {(out / path).as_posix()}")
    for path in report.removed:
        typer.echo(f"removed {(out / path).as_posix()}")
    if report.ledger_changed:
        typer.echo(f"updated {(folder / LEDGER).as_posix()}: commit it with the decks")
    written, same = len(report.files.written), len(report.files.unchanged)
    if not written and not report.removed:
        typer.echo(f"nothing changed: {count(same, 'file')} up to date in {out.as_posix()}")
    else:
        typer.echo(f"{count(written, 'file')} written, {same} unchanged")


def _progress(artefacts: Sequence[Artefact]) -> Iterator[Artefact]:
    """Show a bar on a terminal; click keeps quiet in a pipe, and so do we."""
    if not artefacts or not sys.stderr.isatty():
        yield from artefacts
        return
    with typer.progressbar(artefacts, label="building", file=sys.stderr) as bar:
        yield from bar


def _formats(to: str) -> tuple[str, ...]:
    chosen: list[str] = []
    for word in filter(None, map(str.strip, to.split(","))):
        if word not in GROUPS and word not in _ALL:
            raise typer.BadParameter(f"there is no format '{word}'{near(word, [*GROUPS, *_ALL])}")
        chosen += GROUPS.get(word, (word,))
    if not chosen:
        raise typer.BadParameter("--to names no format")
    return tuple(dict.fromkeys(chosen))
