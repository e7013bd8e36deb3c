"""``quizgen ledger``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.common import Decks, Sentences, count, remark
from quizgen.output import write_files
from quizgen.project import load
from quizgen.release.ledger_file import dump
from quizgen.release.packages import PackagedNote, PackageError, read_package
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
            known, others = rebuilt(project, map(_read, packages))
        except PackageError as error:
            raise typer.BadParameter(f"{', '.join(map(str, packages))}: {error}") from error
        write_files(folder, {LEDGER: dump(known).encode()})
    remark(f"wrote {(folder / LEDGER).as_posix()}: {count(len(known.notes), 'note')}")
    if others:
        kept = "they are kept, and the next build retires them"
        remark(f"{count(others, 'note')} in the packages belong to no fact: {kept}")


def _read(path: Path) -> dict[str, PackagedNote]:
    try:
        return read_package(path.read_bytes())
    except OSError as error:
        raise PackageError(error.strerror or str(error)) from error
