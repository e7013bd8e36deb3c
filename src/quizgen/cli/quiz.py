"""``quizgen quiz``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from quizgen.build import GROUPS, NAMES
from quizgen.cli.common import (
    DeckIds,
    Decks,
    Jobs,
    OneFileEach,
    Sentences,
    Strict,
    can_be_divided,
    detail,
    progress,
    remark,
    tell,
    words,
)
from quizgen.cli.completion import listed, tags_of
from quizgen.cli.form import files_of, refuse_ignored, write
from quizgen.cli.keys import given_keys, refuse_unheeded, with_keys
from quizgen.cli.telling import count
from quizgen.clock import now
from quizgen.cluster import results as cluster_results
from quizgen.diagnostics import Position, stop_at_errors
from quizgen.formats import DIVIDED, FORM_GROUPS, FORM_MEDIA
from quizgen.formats.codes import code_of
from quizgen.formats.exchange.outcome import summary_of
from quizgen.formats.pages.papers import PaperFiles, papers
from quizgen.model import Form, Layout, Level
from quizgen.output import LOSSES, Written, write_files
from quizgen.paper_folders import PaperFolder, facts_of, papers_in
from quizgen.project import Project
from quizgen.questions import QUESTION_TYPES
from quizgen.quiz import USUAL, Wishes, assembler, checked, lost, planned, shortages
from quizgen.release.update import opened
from quizgen.shards import Papers, RangeError, Run, Shard, again, read_forms
from quizgen.workers import Workers, cores

INDEX = "quiz/index.html"


@with_keys
def quiz(
    decks: DeckIds = None,
    folder: Decks = Path("decks"),
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the files go.")] = Path("out"),
    blueprint: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A blueprint; other flags go before it.")
    ] = None,
    form: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Print a paper of '--to json' that you have edited: A.json."
        ),
    ] = None,
    items: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="NUMBER", help="How many items, where no blueprint says it; else 20."
        ),
    ] = None,
    types: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help=f"Question types, where no blueprint says it: {', '.join(QUESTION_TYPES)}.",
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
    versions: Annotated[
        str,
        typer.Option(
            "--forms",
            "--versions",
            metavar="NUMBER|FIRST-LAST",
            help="How many versions, A, B, C …, or which of them.",
        ),
    ] = "",
    shard: Annotated[
        str,
        typer.Option(
            metavar="PART/PARTS", help="Only one of so many equal parts of the versions: 3/40."
        ),
    ] = "",
    to: Annotated[
        str,
        typer.Option(
            metavar="LIST",
            help=f"Groups ({', '.join(FORM_GROUPS)}) or formats ({', '.join(FORM_MEDIA)}).",
            autocompletion=listed([*FORM_GROUPS, *FORM_MEDIA]),
        ),
    ] = "html",
    jobs: Jobs = None,
    one_file_each: OneFileEach = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite what was changed by hand.")
    ] = False,
    cluster: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Have the versions made by a Dask cluster: tcp://HOST:8786."
        ),
    ] = "",
    strict: Strict = False,
    **keys: Any,
) -> None:
    """Make one paper: its versions, a key for each, and the map between them."""
    if blueprint and (items or types):
        flag = "--items" if items else "--types"
        raise typer.BadParameter(
            f"{flag} is for a paper without a blueprint, whose sections say it"
        )
    media = _media(to, one_file_each, keys["booklet"])
    given = given_keys(keys)
    refuse_unheeded(given, media)
    if form:
        chosen = {"--blueprint": blueprint, "--items": items, "--types": types, "--level": level}
        more = {"--tags": tags, "--forms": versions, "--shard": shard, "--cluster": cluster}
        refuse_ignored({"DECK": decks, **chosen, **more}, given)
        _print(form, folder, out, media, given, one_file_each, force, strict)
        return
    with Sentences(), Workers(jobs or cores()) as workers:
        wanted, part = _forms(versions), _shard(shard)
        update = opened(folder, now())
        project = update.project
        project.chosen(decks or ())
        wishes = Wishes(
            decks=tuple(decks or ()),
            items=items or USUAL,
            types=words(types, QUESTION_TYPES, "question type"),
            levels=tuple(map(Level, words(level, Level, "level"))),
            tags=words(tags, project.tags, "tag"),
            keys=given,
        )
        plan = planned(project, wishes, blueprint, partial(facts_of, out / "quiz"))
        assembled = assembler(project, plan)
        short = shortages(project, assembled, wishes)
        every = _every(wanted or range(plan.forms), given)
        layouts = plan.editions or (Layout.STANDARD,)
        run = Run(plan, _indexes(part, every), media, plan.look, layouts, one_file_each)
        run_papers = Papers(assembled, project.collection, run)
        forms = run_papers.forms
        file = Position(blueprint.as_posix()) if blueprint else None
        place = file or project.collection.locate("title")
        missing = lost(project, forms, media, place, plan.look.theme, is_strict=strict)
        met = (*update.about(decks or ()), *short, *checked(forms, plan), *missing)
        warnings = stop_at_errors(met, is_strict=strict)
        contents = _contents(run_papers, workers, folder, cluster)
        if part.is_first:
            contents |= {file.path: file.make() for file in run_papers.shared(every)}
        whole = None if part.of > 1 or every.start else {form.label for form in forms}
        facts = {code_of(form): form.facts for form in forms}
        own = PaperFolder(out, f"quiz/{plan.id}", run_papers.run_id, whole, plan.title, facts)
        written, removed = own.write(contents, force=force)
    tell(warnings)
    if part.of == 1:
        _list(out, project)
    _tell(out, run_papers.forms, contents, written, removed, f"quiz/{plan.id}")


def _every(versions: range, given: Mapping[str, object]) -> range:
    """Return the versions that are made, of which there are several if it is said how they vary."""
    if "vary" in given and versions == range(1):
        raise typer.BadParameter("--vary changes nothing of one version: ask for '--forms 2'")
    return versions


def _media(to: str, one_file_each: bool, booklet: bool | None) -> tuple[str, ...]:
    """Return the media that are asked for, those of a group each by its name."""
    named = words(to, [*FORM_GROUPS, *FORM_MEDIA], "format", of_build=[*GROUPS, *NAMES])
    media = tuple(dict.fromkeys(n for name in named for n in FORM_GROUPS.get(name, (name,))))
    can_be_divided(media, DIVIDED, asked=one_file_each)
    if booklet and "pdf" not in media:
        raise typer.BadParameter("--booklet goes with --to pdf")
    return media


def _contents(run: Papers, workers: Workers, folder: Path, cluster: str) -> dict[str, bytes]:
    """Return the files of each version by their paths, made here or by a cluster."""
    workers.know(run, partial(again, folder, run.run))
    results = (
        cluster_results(cluster, folder, run.run) if cluster else workers.results_of(run.tasks())
    )
    return dict(result for _, result in progress(results, len(run.forms)))


def _print(
    path: Path,
    folder: Path,
    out: Path,
    media: Sequence[str],
    keys: Mapping[str, Any],
    one_file_each: bool,
    force: bool,
    strict: bool,
) -> None:
    """Print a paper that was edited by hand."""
    with Sentences():
        project = opened(folder, now()).project
        edited, own, contents, noticed = files_of(project, path, media, keys, divided=one_file_each)
        warnings = stop_at_errors(noticed, is_strict=strict)
        written, removed = write(out, edited, contents, force=force)
    tell(warnings)
    _list(out, project)
    _tell(out, (edited,), contents, written, removed, own)


def _tell(
    out: Path,
    forms: Sequence[Form],
    contents: Mapping[str, bytes],
    written: Written,
    removed: Iterable[str],
    folder: str,
) -> None:
    """Say what was written and removed, what the paper is worth, and what to open."""
    _tell_files(out, contents, written)
    for path in removed:
        remark(f"removed {(out / path).as_posix()}: it was of another paper or version")
    _tell_worth(forms, written)
    entry = _entry(f"{folder}/{forms[0].label}", contents)
    remark(f"open {(out / entry).as_posix()}")


def _list(out: Path, project: Project) -> None:
    """Write the list of all papers, and say where it is."""
    rows = [PaperFiles(t, f, tuple(c), tuple(n)) for f, t, c, n in papers_in(out / "quiz")]
    with Sentences():
        write_files(out, {INDEX: papers(rows, project.collection.look, project.collection.speech)})
    remark(f"all papers: {(out / INDEX).as_posix()}")


def _entry(stem: str, contents: Mapping[str, bytes]) -> str:
    """Return the path of what to look at first: a form's standard worksheet, or what it has."""
    own = [path for path in contents if path.startswith((f"{stem}-", f"{stem}."))]
    worksheets = [path for path in own if path.startswith(f"{stem}-worksheet")]
    return min(worksheets or own, key=len)


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


def _forms(text: str) -> range | None:
    try:
        return read_forms(text) if text else None
    except RangeError as error:
        raise typer.BadParameter(str(error), param_hint="--forms") from error


def _shard(text: str) -> Shard:
    try:
        return Shard.read(text) if text else Shard()
    except RangeError as error:
        raise typer.BadParameter(str(error), param_hint="--shard") from error


def _indexes(part: Shard, forms: range) -> tuple[int, ...]:
    try:
        return tuple(part.indexes(forms))
    except RangeError as error:
        raise typer.BadParameter(str(error), param_hint="--shard") from error


def _range(difficulties: Iterable[float]) -> str:
    rounded = sorted(f"{value:.2f}" for value in difficulties)
    return rounded[0] if rounded[0] == rounded[-1] else f"{rounded[0]} to {rounded[-1]}"
