"""``quizgen diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.common import Decks, Sentences, now, remark
from quizgen.diagnostics import Problems
from quizgen.output import write_files
from quizgen.project import load
from quizgen.release.update import (
    LEDGER,
    bring_up_to_date,
    read_ledger,
    release_notes,
    stale_ledger,
)


def diff(
    folder: Decks = Path("decks"),
    release: Annotated[
        bool, typer.Option("--release", help="Then note in the ledger that this is released.")
    ] = False,
) -> None:
    """Show what a learner will see change since the last release, as Markdown.

    With --release, what was built last counts as released: do it when you publish the packages.
    """
    with Sentences():
        project, _ = load(folder)
        old = read_ledger(folder)
        known, _ = bring_up_to_date(project, old, now())
        typer.echo(release_notes(project, known).decode(), nl=False)
        if release:
            if known != old:
                raise Problems([stale_ledger(folder, old, known)])
            write_files(folder, {LEDGER: known.after_release(now()).dump().encode()})
            remark(f"updated {(folder / LEDGER).as_posix()}: commit it", err=True)
