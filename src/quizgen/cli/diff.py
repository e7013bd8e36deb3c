"""``quizgen diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.common import Decks, Sentences, remark, tell, waiting
from quizgen.clock import now
from quizgen.diagnostics import Problems
from quizgen.locks import locked
from quizgen.output import write_files
from quizgen.release.ledger_file import dump
from quizgen.release.update import LEDGER, opened, release_notes, stale_ledger


def diff(
    folder: Decks = Path("decks"),
    release: Annotated[
        bool, typer.Option("--release", help="Then note in the ledger that this is released.")
    ] = False,
) -> None:
    """Show what a learner will see change since the last release, as Markdown.

    With --release, what was built last counts as released: do it when you publish the packages.
    """
    with Sentences(), locked(folder, waiting):
        update = opened(folder, now())
        tell(update.warnings)
        typer.echo(release_notes(update.project, update.ledger).decode(), nl=False)
        if release:
            if update.is_news:
                raise Problems([stale_ledger(folder, update.old, update.ledger)])
            write_files(folder, {LEDGER: dump(update.ledger.after_release(now())).encode()})
            remark(f"updated {(folder / LEDGER).as_posix()}: commit it", err=True)
