"""``quizgen init``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from quizgen import scaffold
from quizgen.cli.common import remark, write_new
from quizgen.language import language as language_of
from quizgen.reading.deck_paths import COLLECTION
from quizgen.slugs import slug
from quizgen.user_files import is_reserved

_IS_ASKED = "asked for at a terminal"


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of the project; made if need be.")
    ] = Path(),
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help=f"The title; {_IS_ASKED}.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            "--language", metavar="TAG", help=f"The language, such as en-GB or de; {_IS_ASKED}."
        ),
    ] = None,
    author: Annotated[
        list[str] | None,
        typer.Option("--author", metavar="NAME", help="Who writes the decks; may be given again."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("-y", "--yes", help="Ask nothing: what is not given is as usual.")
    ] = False,
) -> None:
    """Begin a project: a collection, its sources, and a small deck that builds at once."""
    decks = folder / "decks"
    if os.path.lexists(decks / COLLECTION):
        raise typer.BadParameter(
            f"{(decks / COLLECTION).as_posix()} is there already; 'quizgen new' begins a deck in it"
        )
    asks = not yes and sys.stdin.isatty() and sys.stdout.isatty()
    usual = _titled(folder)
    title = title or (typer.prompt("Title of the collection", default=usual) if asks else usual)
    tag = language or (typer.prompt("Language", default="en") if asks else "en")
    try:
        language_of(tag)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    name = slug(title)
    id_ = f"{name}-1" if is_reserved(name) or name == "moon" else name
    write_new(folder, scaffold.project(id_, title, tag, author or ()))
    where = "" if folder == Path() else f"cd {folder.as_posix()}, then "
    remark(f"next: {where}quizgen build")


def _titled(folder: Path) -> str:
    """Return a title made of a folder's name: ``my-decks`` is "My decks"."""
    name = " ".join(folder.absolute().name.replace("-", " ").replace("_", " ").split())
    return name[:1].upper() + name[1:] or "My collection"
