"""``quizgen ledger``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.common import Decks, Sentences, count, remark
from quizgen.output import write_files
from quizgen.project import load
from quizgen.release.recovery import rebuilt
from quizgen.release.update import LEDGER


def ledger(
    packages: Annotated[
        list[Path], typer.Argument(metavar="LAST.apkg", help="The packages of the last release.")
    ],
    folder: Decks = Path("decks"),
) -> None:
    """Rebuild a lost or damaged ledger from the packages that learners have."""
    with Sentences():
        project, _ = load(folder)
        try:
            known, others = rebuilt(project, [path.read_bytes() for path in packages])
        except (OSError, ValueError) as error:
            said = error.strerror if isinstance(error, OSError) else error
            raise typer.BadParameter(f"{', '.join(map(str, packages))}: {said}") from error
        write_files(folder, {LEDGER: known.dump().encode()})
    remark(f"wrote {(folder / LEDGER).as_posix()}: {count(len(known.notes), 'note')}")
    if others:
        remark(f"{count(others, 'note')} in the packages belong to no fact: they are forgotten")
