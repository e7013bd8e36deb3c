"""``quizgen build``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from quizgen import build as pipeline
from quizgen.build import GROUPS, NAMES, Artefact, Report, Settings, asked_for
from quizgen.cli.common import (
    DeckIds,
    Decks,
    Jobs,
    OneFileEach,
    OnPaper,
    Sentences,
    Strict,
    can_be_divided,
    detail,
    edition,
    line,
    remark,
    roots,
    tell,
    waiting,
    words,
)
from quizgen.cli.completion import listed
from quizgen.cli.group import ARGUMENTS, LOUDNESS, Loudness
from quizgen.cli.telling import count, nothing_changed
from quizgen.cli.unchanged import Watch
from quizgen.clock import now
from quizgen.facts.values import base_url as as_base_url
from quizgen.formats import DIVIDED, MEDIA, FormMedium, Medium, PageMedium
from quizgen.formats.documents import fonts
from quizgen.formats.pages import PAGES
from quizgen.model import Edition, Layout, Paper
from quizgen.reading.plans import flag_of
from quizgen.release.update import LEDGER
from quizgen.workers import cores


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
            autocompletion=listed([*GROUPS, *NAMES]),
        ),
    ] = "anki,print,web,site",
    paper: OnPaper = Paper.A4,
    editions: Annotated[list[Layout] | None, edition("all")] = None,
    columns: Annotated[
        int, typer.Option(min=1, max=2, metavar="1|2", help="Columns of a standard worksheet.")
    ] = 1,
    ink_saving: Annotated[
        bool, typer.Option("--ink-saving", help="Thin lines, tight lines, no tints.")
    ] = False,
    cut_lines: Annotated[
        bool, typer.Option("--cut-lines", help="Lines between flashcards, to cut along.")
    ] = False,
    jobs: Jobs = None,
    frozen: Annotated[
        bool, typer.Option("--frozen", help="Fail if the ledger would change (for CI).")
    ] = False,
    one_file_each: OneFileEach = False,
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url",
            metavar="URL",
            help="Where the site will be read: its pages name their address, and it gets a feed "
            "and a map of its pages.",
        ),
    ] = "",
    strict: Strict = False,
) -> None:
    """Check the decks, then write what is stale: Anki packages, worksheets and keys."""
    media, pages = _asked_for(to)
    laid_out = Edition(paper, columns=columns, ink_saving=ink_saving, cut_lines=cut_lines)
    _refuse_ignored(laid_out, editions, base_url, media, pages)
    can_be_divided(media, DIVIDED, asked=one_file_each)
    address = _base_url(base_url)
    with Sentences():
        watch = Watch(ARGUMENTS.get(), roots(folder), _font_folders(media))
        settings = Settings(
            folder=folder,
            out=out,
            now=now(),
            decks=tuple(decks or ()),
            media=media,
            pages=pages,
            edition=laid_out,
            layouts=tuple(editions or Layout),
            frozen=frozen,
            jobs=jobs or cores(),
            is_strict=strict,
            is_divided=one_file_each,
            base_url=address,
        )
        report = pipeline.build(settings, _progress, waiting)
    digests = {(out / path).as_posix(): digest for path, digest in report.digests.items()}
    ledger = [(folder / LEDGER).as_posix()] if report.ledger_changed else []
    named = [(folder / path).as_posix() for path in report.named]
    watch.note(digests, [*ledger, *named], map(line, report.warnings))
    tell(report.warnings)
    _tell_files(report, folder, out)


SHEETS = ("worksheet", "key", "bilingual", "bilingual-key")
HEEDING: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "paper": PAGES,
        "editions": ("worksheet",),
        "columns": SHEETS,
        "ink_saving": SHEETS,
        "cut_lines": ("flashcards", "flashcards-fold"),
    }
)
"""The pages that a flag shows on."""
USUAL = Edition()


def _refuse_ignored(
    laid_out: Edition,
    editions: Sequence[Layout] | None,
    base_url: str,
    media: Sequence[str],
    pages: Sequence[str],
) -> None:
    """Refuse flags that show in nothing that is asked for.

    Raises:
        BadParameter: when there is one.

    """
    keys = [key for key in HEEDING if getattr(laid_out, key, None) != getattr(USUAL, key, None)]
    for key in (*keys, *(["editions"] if editions else [])):
        if not any(_shows(key, MEDIA[name], pages) for name in media):
            where = ", ".join(HEEDING[key])
            raise typer.BadParameter(f"{flag_of(key)} shows in nothing of --to, only on {where}")
    if base_url and "site" not in media:
        raise typer.BadParameter("--base-url is the address of a site: ask for '--to site', too")


def _shows(key: str, medium: Medium, pages: Sequence[str]) -> bool:
    """Whether a flag shows in a medium: on one of its pages, or in what holds a form."""
    if isinstance(medium, FormMedium):
        return key in medium.heeds
    if not isinstance(medium, PageMedium):
        return False
    own = {*medium.form_pages, *medium.pair_pages, *medium.study_pages}
    is_heeded = key in medium.heeds or key == "cut_lines"
    return is_heeded and not own.isdisjoint(set(HEEDING[key]) & set(pages))


def _tell_files(report: Report, folder: Path, out: Path) -> None:
    """Name the files that were written, removed or changed beside the decks, and count them."""
    for path in report.files.unchanged:
        detail(f"unchanged {(out / path).as_posix()}")
    for path in report.files.written:
        remark(f"wrote {(out / path).as_posix()}")
    for path, summary in report.losses:
        remark(f"{summary}: {(out / path).as_posix()}")
    for path in report.removed:
        remark(f"removed {(out / path).as_posix()}")
    for path in report.named:
        remark(f"wrote ids into {(folder / path).as_posix()}: keep them, reviews hang on them")
    if report.ledger_changed:
        remark(f"updated {(folder / LEDGER).as_posix()}: commit it with the decks")
    written, same = len(report.files.written), len(report.files.unchanged)
    if not written and not report.removed:
        remark(nothing_changed(same, out.as_posix()))
    else:
        remark(f"{count(written, 'file')} written, {same} unchanged")


def _font_folders(media: Sequence[str]) -> set[str]:
    """Return the folders of the fonts that some media may look for."""
    rows = [MEDIA[name] for name in media]
    look = any(isinstance(row, PageMedium) and row.has_fonts for row in rows)
    return {Path(file).parent.as_posix() for file in fonts.files()} if look else set()


def _progress(artefacts: Sequence[Artefact]) -> Iterator[Artefact]:
    """Show a bar on a terminal; click keeps quiet in a pipe, and so do we."""
    if not artefacts or not sys.stderr.isatty() or LOUDNESS.get() is not Loudness.NORMAL:
        for artefact in artefacts:
            detail(f"making {artefact.file.path}")
            yield artefact
        return
    with typer.progressbar(artefacts, label="building", file=sys.stderr) as bar:
        yield from bar


def _base_url(given: str) -> str:
    """Return the address that the site will have, empty where none is given."""
    try:
        return as_base_url(given) if given else ""
    except ValueError as error:
        raise typer.BadParameter(f"--base-url: {error}") from error


def _asked_for(to: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the media and the pages of ``--to``."""
    given = words(to, [*GROUPS, *NAMES], "format")
    if not given:
        raise typer.BadParameter("--to names no format")
    return asked_for(given)
