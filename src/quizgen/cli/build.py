"""``quizgen build``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from quizgen import build as pipeline
from quizgen.build import Artefact, Settings
from quizgen.cli.common import (
    DeckIds,
    Decks,
    OnPaper,
    Sentences,
    count,
    detail,
    edition,
    now,
    remark,
    tell,
    waiting,
    words,
)
from quizgen.cli.completion import listed
from quizgen.cli.group import LOUDNESS, Loudness
from quizgen.formats import FORM_GROUPS, MEDIA, NoteMedium
from quizgen.formats.pages import PAGES
from quizgen.model import Edition, Layout, Paper
from quizgen.release.update import LEDGER

NOTES = tuple(name for name, row in MEDIA.items() if isinstance(row, NoteMedium))
GROUPS: Mapping[str, tuple[str, ...]] = {"anki": NOTES, "print": PAGES, **FORM_GROUPS}
"""What ``--to`` takes for several at once: media, or pages as HTML."""
_ALL = (*MEDIA, *PAGES)


def build(
    decks: DeckIds = None,
    folder: Decks = Path("decks"),
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the files go.")] = Path("out"),
    to: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help=f"Groups ({', '.join(GROUPS)}), media ({', '.join(MEDIA)}) or pages "
            f"({', '.join(PAGES)}).",
            autocompletion=listed([*GROUPS, *_ALL]),
        ),
    ] = "anki,print",
    paper: OnPaper = Paper.A4,
    editions: Annotated[list[Layout] | None, edition("all")] = None,
    columns: Annotated[
        int, typer.Option(min=1, max=2, metavar="1|2", help="Columns of a standard worksheet.")
    ] = 1,
    ink_saving: Annotated[
        bool, typer.Option("--ink-saving", help="Thin lines, tight lines, no tints.")
    ] = False,
    frozen: Annotated[
        bool, typer.Option("--frozen", help="Fail if the ledger would change (for CI).")
    ] = False,
) -> None:
    """Check the decks, then write what is stale: Anki packages, worksheets and keys."""
    media, pages = _asked_for(to)
    settings = Settings(
        folder=folder,
        out=out,
        now=now(),
        decks=tuple(decks or ()),
        media=media,
        pages=pages,
        edition=Edition(paper, columns=columns, ink_saving=ink_saving),
        layouts=tuple(editions or Layout),
        frozen=frozen,
    )
    with Sentences():
        report = pipeline.build(settings, _progress, waiting)
    tell(report.warnings)
    for path in report.files.unchanged:
        detail(f"unchanged {(out / path).as_posix()}")
    for path in report.files.written:
        remark(f"wrote {(out / path).as_posix()}")
    for path, summary in report.losses:
        remark(f"{summary}: {(out / path).as_posix()}")
    for path in report.removed:
        remark(f"removed {(out / path).as_posix()}")
    if report.ledger_changed:
        remark(f"updated {(folder / LEDGER).as_posix()}: commit it with the decks")
    written, same = len(report.files.written), len(report.files.unchanged)
    if not written and not report.removed:
        remark(f"nothing changed: {count(same, 'file')} up to date in {out.as_posix()}")
    else:
        remark(f"{count(written, 'file')} written, {same} unchanged")


def _progress(artefacts: Sequence[Artefact]) -> Iterator[Artefact]:
    """Show a bar on a terminal; click keeps quiet in a pipe, and so do we."""
    if not artefacts or not sys.stderr.isatty() or LOUDNESS.get() is not Loudness.NORMAL:
        for artefact in artefacts:
            detail(f"making {artefact.file.path}")
            yield artefact
        return
    with typer.progressbar(artefacts, label="building", file=sys.stderr) as bar:
        yield from bar


def _asked_for(to: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the media and the pages of ``--to``: a page alone means HTML, a medium all pages."""
    given = words(to, [*GROUPS, *_ALL], "format")
    if not given:
        raise typer.BadParameter("--to names no format")
    named = [name for word in given for name in GROUPS.get(word, (word,))]
    media = [name for name in named if name in MEDIA]
    pages = tuple(name for name in PAGES if name in named)
    chosen = tuple(name for name in MEDIA if name in media or (name == "html" and pages))
    return chosen, pages or PAGES
