"""``docs/media.md``: the pages that are laid out, and what they can be handed out as."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from quizgen.formats import FORM_GROUPS, MEDIA, FormMedium, NoteMedium, PageMedium, exchange
from quizgen.formats.documents import docx, pdf
from quizgen.formats.exchange import EXCHANGE
from quizgen.formats.exchange.outcome import Fidelity
from quizgen.formats.pages import FORM_PAGES, PAGES, STUDY_PAGES
from quizgen.model import Item
from quizgen.project import Project
from quizgen.questions import QUESTION_TYPES
from quizgen.reading import read_collection

SAMPLE = Path(__file__).parents[2] / "tests" / "every-kind.yaml"
MORE = """
- table: Who wanted what
  id: larger-table
  columns: {us: Washington, them: Moscow}
  rows:
    - {row: Time, key: time, cells: {us: seven months, them: eighteen months}}
    - {row: Guarantees, key: guarantees, cells: {us: mutual ones, them: one-sided ones}}
    - {row: Borders, key: borders, cells: {us: open ones, them: closed ones}}
"""
"""Facts of which, together with the sample, every question type is made."""
_HEAD = """# Pages and media

A *page* is what is laid out; a *medium* is what a paper, a deck's pages or its notes are handed out
as. `quizgen build --to` and `quizgen quiz --to` take media, groups of them and, for a build, pages.

<!-- Made by `make reference`; do not edit. -->
"""
_LOSSES = """## What other programs hold

No program holds every question type. What one cannot hold is turned into the nearest that it has
(*nearest*), or left out (*no*), and a loss report beside the file says which items and why. *Some*
means that it depends on the item: on its length, its pictures, its number of options.

"""
_CELLS = {Fidelity.EXACT: "yes", Fidelity.NEAREST: "nearest", Fidelity.LEFT_OUT: "no"}


def page() -> str:
    """Return the page."""
    groups = [f"- `{name}`: {', '.join(f'`{n}`' for n in names)}" for name, names in _groups()]
    parts = [_HEAD, "## Pages\n", *_pages(), "\n## Media\n", *_media()]
    parts += ["\nGroups, to name several at once:\n", *groups, "", _LOSSES + _matrix()]
    return "\n".join(parts)


def _groups() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "anki", tuple(name for name, row in MEDIA.items() if isinstance(row, NoteMedium))
    yield "print", PAGES
    yield from FORM_GROUPS.items()


def _pages() -> Iterator[str]:
    yield "| page | is | layouts |"
    yield "| --- | --- | --- |"
    for name, form_page in FORM_PAGES.items():
        layouts = ", ".join(layout.value for layout in form_page.layouts)
        yield f"| `{name}` | {_about(form_page.render)} | {layouts} |"
    for name, study_page in STUDY_PAGES.items():
        yield f"| `{name}` | {_about(study_page.render)} | standard |"


def _media() -> Iterator[str]:
    yield "| medium | files | of | is |"
    yield "| --- | --- | --- | --- |"
    for name, row in MEDIA.items():
        yield f"| `{name}` | `{row.suffix}` | {_of(row)} | {_first(module_of(name))} |"


def _of(row: PageMedium | FormMedium | NoteMedium) -> str:
    match row:
        case PageMedium():
            return "papers, and pages of decks" if row.study_pages else "worksheets and keys"
        case FormMedium():
            return "papers, and all items of decks"
        case NoteMedium():
            return "notes"


def module_of(medium: str) -> object:
    """Return the module that writes a medium; its docstring says what it is.

    Raises:
        LookupError: when it cannot be told.

    """
    if medium in EXCHANGE:
        for found in pkgutil.iter_modules(exchange.__path__, f"{exchange.__name__}."):
            module = importlib.import_module(found.name)
            if getattr(module, "EXPORTER", None) is EXCHANGE[medium].exporter:
                return module
    laid_out = {"html": importlib.import_module("quizgen.formats.pages"), "pdf": pdf, "docx": docx}
    if medium in laid_out:
        return laid_out[medium]
    row = MEDIA[medium]
    if isinstance(row, PageMedium):
        raise LookupError(f"which module lays out {medium}?")
    return inspect.getmodule(_unwrapped(row.render))


def _unwrapped(function: Any) -> Callable[..., object]:
    return function.func if isinstance(function, partial) else function


def _about(function: object) -> str:
    """Return what a renderer says of itself, less its verb."""
    return _first(function).removeprefix("Return ").removeprefix("Render ")


def _first(documented: object) -> str:
    """Return the first paragraph of a docstring, for a cell of a table."""
    text = (inspect.getdoc(documented) or "").partition("\n\n")[0]
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


def _matrix() -> str:
    """Return what becomes of an item of each type in each program, tried out on sample facts."""
    project = sample()
    items = [item for found in project.items.values() for item in found]
    rows = [["", *(f"`{name}`" for name in QUESTION_TYPES)]]
    for medium in EXCHANGE:
        kept = [
            _kept(medium, [i for i in items if i.type == name], project) for name in QUESTION_TYPES
        ]
        rows.append([f"`{medium}`", *kept])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]]) + "\n"


def _kept(medium: str, items: list[Item], project: Project) -> str:
    speech = project.collection.speech
    every = {EXCHANGE[medium].exporter.item(item, speech).fidelity for item in items}
    if not every:
        raise ValueError("the sample has no item of some question type: add a fact to it")
    return _CELLS[every.pop()] if len(every) == 1 else "some"


def sample() -> Project:
    """Return a project of the sample facts."""
    with tempfile.TemporaryDirectory() as folder:
        decks = Path(folder)
        (decks / "collection.yaml").write_text("id: all\ntitle: All\n", encoding="utf-8")
        head = "deck: One\nid: one\nfacts:\n"
        facts = SAMPLE.read_text(encoding="utf-8") + MORE
        (decks / "one.yaml").write_text(head + facts, encoding="utf-8")
        reading = read_collection(decks)
    if reading.collection is None:
        raise ValueError("\n".join(map(str, reading.diagnostics)))
    return Project(reading.collection)
