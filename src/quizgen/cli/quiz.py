"""``quizgen quiz``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.common import DeckIds, Decks, Sentences, count, near, select, tell
from quizgen.diagnostics import Position, Problems, in_order
from quizgen.model import Blueprint, Edition, Layout, Paper, Vary, Wanted
from quizgen.output import write_files
from quizgen.project import Project, load
from quizgen.questions import QUESTION_TYPES
from quizgen.quiz import FORMATS, checked, files, forms, lost, mixed
from quizgen.reading.blueprints import read_blueprint

LEVELS = ("core", "useful", "detail")


def quiz(
    decks: DeckIds = None,
    folder: Decks = Path("decks"),
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the files go.")] = Path("out"),
    blueprint: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A blueprint; other flags go before it.")
    ] = None,
    items: Annotated[int, typer.Option(min=1, help="How many items (without a blueprint).")] = 20,
    types: Annotated[
        str, typer.Option(metavar="LIST", help=f"Question types: {', '.join(QUESTION_TYPES)}.")
    ] = "",
    level: Annotated[
        str, typer.Option(metavar="LIST", help=f"Levels: {', '.join(LEVELS)}; all if none.")
    ] = "",
    tags: Annotated[str, typer.Option(metavar="LIST", help="Only facts with one of these.")] = "",
    title: Annotated[str, typer.Option(help="The title of the paper.")] = "",
    minutes: Annotated[int | None, typer.Option(min=0, help="The time allowed.")] = None,
    versions: Annotated[
        int | None, typer.Option("--forms", min=1, max=10000, help="Versions A, B, C …")
    ] = None,
    vary: Annotated[
        Vary | None, typer.Option(help="How versions differ: in order, or in items of equal worth.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed, another paper.")] = None,
    to: Annotated[
        str, typer.Option(metavar="LIST", help=f"Formats: {', '.join(FORMATS)}.")
    ] = "html",
    paper: Annotated[Paper, typer.Option(help="The paper to print on.")] = Paper.A4,
    editions: Annotated[
        list[Layout] | None,
        typer.Option("--edition", help="An edition of the worksheets, or several."),
    ] = None,
) -> None:
    """Make one paper: its versions, a key for each, and the map between them."""
    formats = _words(to, FORMATS, "format")
    with Sentences():
        project, _ = load(folder)
        select(project, tuple(decks or ()))
        if blueprint:
            plan = _read(blueprint, project)
        else:
            given = Wanted(
                "", 0, tuple(decks or ()), _tags(tags, project), _words(level, LEVELS, "level")
            )
            plan = _flags(project, given, items, _words(types, QUESTION_TYPES, "question type"))
        plan = _changed(plan, title, minutes, versions, vary, seed)
        position = Position(blueprint.as_posix() if blueprint else folder.as_posix())
        made = list(forms(project, plan, position))
        warnings = checked(made, plan)
        edition = Edition(paper, templates=project.collection.templates)
        layouts = editions or plan.editions or [Layout.STANDARD]
        speech = project.collection.speech
        contents = {f.path: f.make() for f in files(made, formats, edition, layouts, speech)}
        written = write_files(out, contents)
        missing = lost(made, formats)
    tell(in_order((*warnings, *missing)))
    for path in written.written:
        typer.echo(f"wrote {(out / path).as_posix()}")
    first = made[0]
    typer.echo(
        f"{count(len(made), 'version')} of {count(len(first.items), 'question')}, "
        f"{count(first.points, 'point')}, difficulty {_range(form.difficulty for form in made)}; "
        f"{count(len(written.written), 'file')} written, {len(written.unchanged)} unchanged"
    )


def _range(difficulties: Iterable[float]) -> str:
    found = sorted(f"{value:.2f}" for value in difficulties)
    return found[0] if found[0] == found[-1] else f"{found[0]} to {found[-1]}"


def _words(text: str, known: Iterable[str], noun: str) -> tuple[str, ...]:
    """Split a list of words, each of which must be known."""
    names = list(known)
    found = tuple(filter(None, map(str.strip, text.split(","))))
    for word in found:
        if word not in names:
            raise typer.BadParameter(f"there is no {noun} '{word}'{near(word, names)}")
    return tuple(dict.fromkeys(found))


def _tags(text: str, project: Project) -> tuple[str, ...]:
    every = {tag for ps in project.propositions.values() for p in ps for tag in p.origin.tags}
    return _words(text, sorted(every), "tag")


def _read(path: Path, project: Project) -> Blueprint:
    plan, problems = read_blueprint(path, project.collection)
    if plan is None:
        raise Problems(problems)
    return plan


def _flags(project: Project, given: Wanted, items: int, types: tuple[str, ...]) -> Blueprint:
    titles = [deck.deck for deck in select(project, given.decks)] if given.decks else []
    return Blueprint(
        id="-".join(given.decks) or "quiz",
        title=" · ".join(titles) or project.collection.title,
        sections=mixed(items, types, given, project.pool),
    )


def _changed(
    plan: Blueprint,
    title: str,
    minutes: int | None,
    versions: int | None,
    vary: Vary | None,
    seed: int | None,
) -> Blueprint:
    """Let flags go before what the blueprint says."""
    return Blueprint(
        id=plan.id,
        title=title or plan.title,
        sections=plan.sections,
        seed=plan.seed if seed is None else seed,
        forms=versions or plan.forms,
        vary=vary or plan.vary,
        minutes=plan.minutes if minutes is None else minutes,
        editions=plan.editions,
        repeat=plan.repeat,
    )
