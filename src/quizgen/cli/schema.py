"""``quizgen schema``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.common import Sentences, near, remark
from quizgen.cli.telling import count
from quizgen.output import write_files
from quizgen.scaffold import SCHEMAS, schema_files
from quizgen.schemas import FILES, text_of


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="|".join(FILES), help="Which file it is of.")
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", metavar="DIR", help="Write all of them into DIR/.schema, as 'init' does."
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of a file, by which an editor completes and explains its keys."""
    if (name is None) == (into is None):
        raise typer.BadParameter(f"name one of {', '.join(FILES)}, or say --into DIR")
    if into is not None:
        files = schema_files("")
        with Sentences():
            written = write_files(into, files).written
        place = (into / SCHEMAS).as_posix()
        remark(f"wrote {count(len(written), 'file')} of {len(files)} into {place}")
        return
    if name is None or name not in FILES:
        raise typer.BadParameter(f"there is no schema '{name}'{near(str(name), FILES)}")
    typer.echo(text_of(FILES[name]()), nl=False)
