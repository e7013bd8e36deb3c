"""``quizgen quiz``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.common import (
    DeckIds,
    Decks,
    OnPaper,
    Sentences,
    Strict,
    detail,
    edition,
    remark,
    tell,
    words,
)
from quizgen.cli.completion import listed, tags_of
from quizgen.cli.telling import count
from quizgen.clock import now
from quizgen.diagnostics import Position, stop_at_errors
from quizgen.formats import FORM_GROUPS, FORM_MEDIA
from quizgen.formats.exchange.outcome import summary_of
from quizgen.model import Edition, Form, Layout, Level, Paper, Vary
from quizgen.output import LOSSES, Written, write_files
from quizgen.questions import QUESTION_TYPES
from quizgen.quiz import (
    Wishes,
    assembler,
    checked,
    files,
    language_of,
    lost,
    planned,
    shortages,
)
from quizgen.release.update import opened


def quiz(
    decks: DeckIds = None,
    folder: Decks = Path("decks"),
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the files go.")] = Path("out"),
    blueprint: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A blueprint; other flags go before it.")
    ] = None,
    items: Annotated[
        int, typer.Option(min=1, metavar="NUMBER", help="How many items (without a blueprint).")
    ] = 20,
    types: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help=f"Question types: {', '.join(QUESTION_TYPES)}.",
            autocompletion=listed(QUESTION_TYPES),
        ),
    ] = "",
    level: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help=f"Levels: {', '.join(Level)}; all if none.",
            autocompletion=listed(Level),
        ),
    ] = "",
    tags: Annotated[
        str,
        typer.Option(
            metavar="LIST", help="Only facts with one of these tags.", autocompletion=tags_of
        ),
    ] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="The title of the paper.")] = "",
    minutes: Annotated[
        int | None, typer.Option(min=0, metavar="NUMBER", help="The time allowed; 0 for none.")
    ] = None,
    versions: Annotated[
        int | None,
        typer.Option(
            "--forms", min=1, max=10000, metavar="NUMBER", help="Versions A, B, C …, up to 10,000."
        ),
    ] = None,
    vary: Annotated[
        Vary | None,
        typer.Option(
            metavar="|".join(Vary),
            help="How versions differ: in order, or in items of equal worth.",
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Another seed, another paper.")
    ] = None,
    to: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help=f"Groups ({', '.join(FORM_GROUPS)}) or formats ({', '.join(FORM_MEDIA)}).",
            autocompletion=listed([*FORM_GROUPS, *FORM_MEDIA]),
        ),
    ] = "html",
    paper: OnPaper = Paper.A4,
    editions: Annotated[list[Layout] | None, edition("standard")] = None,
    strict: Strict = False,
) -> None:
    """Make one paper: its versions, a key for each, and the map between them."""
    named = words(to, [*FORM_GROUPS, *FORM_MEDIA], "format")
    media = tuple(dict.fromkeys(n for name in named for n in FORM_GROUPS.get(name, (name,))))
    with Sentences():
        update = opened(folder, now())
        project = update.project
        project.chosen(decks or ())
        wishes = Wishes(
            decks=tuple(decks or ()),
            items=items,
            types=words(types, QUESTION_TYPES, "question type"),
            levels=tuple(map(Level, words(level, Level, "level"))),
            tags=words(tags, project.tags, "tag"),
            title=title or None,
            minutes=minutes,
            forms=versions,
            vary=vary,
            seed=seed,
        )
        plan = planned(project, wishes, blueprint)
        assembled = assembler(project, plan)
        short = shortages(project, assembled, wishes)
        papers = [assembled.form(index) for index in range(plan.forms)]
        file = Position(blueprint.as_posix()) if blueprint else None
        place = file or project.collection.locate("title")
        missing = lost(project, papers, media, place)
        met = (*update.about(decks or ()), *short, *checked(papers, plan), *missing)
        warnings = stop_at_errors(met, is_strict=strict)
        look = Edition(paper, templates=project.collection.templates)
        layouts = editions or plan.editions or [Layout.STANDARD]
        speech = language_of(papers, project.collection)
        contents = {f.path: f.make() for f in files(papers, media, look, layouts, speech)}
        written = write_files(out, contents)
    tell(warnings)
    _tell_files(out, contents, written)
    _tell_worth(papers, written)


def _tell_files(out: Path, contents: Mapping[str, bytes], written: Written) -> None:
    """Name the files, and what those for other programs lose."""
    for path in written.unchanged:
        detail(f"unchanged {(out / path).as_posix()}")
    for path in sorted(path for path in contents if path.endswith(LOSSES)):
        remark(f"{summary_of(contents[path])}: {(out / path).as_posix()}")
    for path in written.written:
        remark(f"wrote {(out / path).as_posix()}")


def _tell_worth(papers: Sequence[Form], written: Written) -> None:
    """Say what the paper is worth, and how much was written."""
    first = papers[0]
    remark(
        f"{count(len(papers), 'version')} of {count(len(first.items), 'question')}, "
        f"{count(first.points, 'point')}, difficulty {_range(form.difficulty for form in papers)}; "
        f"{count(len(written.written), 'file')} written, {len(written.unchanged)} unchanged"
    )


def _range(difficulties: Iterable[float]) -> str:
    rounded = sorted(f"{value:.2f}" for value in difficulties)
    return rounded[0] if rounded[0] == rounded[-1] else f"{rounded[0]} to {rounded[-1]}"
