"""``quizgen quiz --form``: a paper that was edited by hand, as data, is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

from quizgen.diagnostics import Diagnostic, Position
from quizgen.formats.codes import code_of
from quizgen.model import Blueprint, Form, Layout
from quizgen.output import Written
from quizgen.paper_folders import PaperFolder
from quizgen.project import Project
from quizgen.quiz import checked, edited, files_beside, files_of_form, language_of, lost
from quizgen.reading.plans import LOOK, flag_of, with_look


def refuse_ignored(flags: Mapping[str, object], keys: Mapping[str, object]) -> None:
    """Refuse flags that say what the file of a form says.

    Raises:
        BadParameter: when there is one.

    """
    names = [flag for flag, value in flags.items() if value]
    names += [flag_of(key) for key in keys if key not in {"editions", *LOOK}]
    if names:
        message = f"{names[0]} does not go with --form: edit the file, which says it"
        raise typer.BadParameter(message)


def files_of(
    project: Project, path: Path, media: Sequence[str], keys: Mapping[str, Any], *, divided: bool
) -> tuple[Form, str, dict[str, bytes], tuple[Diagnostic, ...]]:
    """Return the form in a file, a folder for its pages, these, and warnings about them.

    Raises:
        Problems: when something in the file is wrong.

    """
    form, look = edited(project, path)
    look = replace(with_look(look, keys), templates=project.collection.templates)
    layouts = [Layout(name) for name in keys.get("editions", ())] or [Layout.STANDARD]
    language, folder = language_of((form,), project.collection), folder_of(form)
    place = Position(path.as_posix())
    plan = Blueprint(form.blueprint, form.title, (), repeat=True)
    warnings = (
        *checked((form,), plan, is_edited=True),
        *lost(project, (form,), media, place, look.theme),
    )
    files = [
        *files_of_form(form, media, look, layouts, language, is_divided=divided, folder=folder),
        *files_beside(media, folder),
    ]
    return form, folder, {file.path: file.make() for file in files}, warnings


def folder_of(form: Form) -> str:
    """Return the folder of an edited form: inside that of its paper, whose files stay."""
    return f"quiz/{form.blueprint}/{form.label}-edited"


def write(
    out: Path, form: Form, contents: Mapping[str, bytes], *, force: bool
) -> tuple[Written, tuple[str, ...]]:
    """Write the files of an edited form; return what became of them, and what is gone.

    Raises:
        OutputError: when a file was changed by hand, unless ``force`` is set.

    """
    code = code_of(form)
    own = PaperFolder(out, folder_of(form), code, None, form.title, {code: form.facts})
    return own.write(contents, force=force)
