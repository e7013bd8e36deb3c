"""``quizgen new``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from quizgen import scaffold
from quizgen.cli.common import Decks, remark, write_new
from quizgen.language import Language
from quizgen.language import language as language_of
from quizgen.reading import read_collection
from quizgen.reading.deck_paths import COLLECTION
from quizgen.reading.sheets import SUFFIXES, RefusedSheetError, Sheet, read_sheet
from quizgen.slugs import slug
from quizgen.user_files import LARGEST_TEXT, UnreadableError, is_reserved, read


def new(
    id: Annotated[
        str,
        typer.Argument(metavar="DECK", help="The id of the deck: a-z, 0-9 and single hyphens."),
    ],
    rows: Annotated[
        Path | None,
        typer.Option(
            "--rows",
            metavar="SHEET",
            help="A .csv, .tsv or .txt file whose rows are to be the facts; "
            "copied to the decks if it lies elsewhere.",
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The title; else made of the id.")
    ] = None,
    folder: Decks = Path("decks"),
) -> None:
    """Begin a deck, of facts or of the rows of a sheet, with a comment to each key."""
    if slug(id) != id or is_reserved(id):
        other = f"{slug(id)}-1" if is_reserved(slug(id)) else slug(id)
        raise typer.BadParameter(f"'{id}' cannot be the id of a deck; write '{other}'")
    if not os.path.lexists(folder / COLLECTION):
        raise typer.BadParameter(
            f"there is no {(folder / COLLECTION).as_posix()}; 'quizgen init' begins a collection"
        )
    title = title or id.replace("-", " ").capitalize()
    if rows is None:
        files = {f"{id}.yaml": scaffold.deck(id, title)}
    else:
        files = _of_rows(id, title, rows, folder)
    write_new(folder, {**files, **scaffold.schema_files("")})
    remark(f"next: quizgen show {id}")


def _of_rows(id: str, title: str, rows: Path, folder: Path) -> dict[str, bytes]:
    """Return the files of a deck of rows: its own, and the sheet unless that is there already."""
    data, sheet = _sheet(rows)
    inside = rows.resolve().parent.is_relative_to(folder.resolve())
    name = rows.resolve().relative_to(folder.resolve()).as_posix() if inside else rows.name
    deck = scaffold.deck_of_rows(id, title, name, sheet, _language(folder))
    files = {f"{id}.yaml": deck}
    if inside:
        return files
    if os.path.lexists(folder / name):
        raise typer.BadParameter(f"{(folder / name).as_posix()} is there already, and another file")
    return files | {name: data}


def _sheet(path: Path) -> tuple[bytes, Sheet]:
    if path.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(f"'{path.as_posix()}' is no sheet: {', '.join(SUFFIXES)}")
    try:
        data = read(path, LARGEST_TEXT)
        return data, read_sheet(path.as_posix(), data)
    except (FileNotFoundError, UnreadableError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise typer.BadParameter(f"{path.as_posix()}: {why}") from error
    except RefusedSheetError as refusal:
        raise typer.BadParameter(str(refusal)) from refusal


def _language(folder: Path) -> Language:
    """Return the language of a collection, or English where another deck cannot be read."""
    collection = read_collection(folder).collection
    return collection.speech if collection else language_of("en")
