"""``docs/media.md``: the pages that are laid out, and what they can be handed out as."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from quizgen.formats import (
    FORM_GROUPS,
    MEDIA,
    FormMedium,
    Medium,
    NoteMedium,
    PageMedium,
    SiteMedium,
    exchange,
)
from quizgen.formats.documents import docx, pdf
from quizgen.formats.exchange import EXCHANGE
from quizgen.formats.pages import FORM_PAGES, PAGES, PAIR_PAGES, STUDY_PAGES

_HEAD = """# Pages and media

A *page* is what is laid out; a *medium* is what a paper, a deck's pages or its notes are handed out
as. `quizgen build --to` and `quizgen quiz --to` take media, groups of them and, for a build, pages.

<!-- Made by `make reference`; do not edit. -->
"""
_LOSSES = """
No other program holds every question type: [exports.md](exports.md) says what each can hold, and
what to click there.
"""


def page() -> str:
    """Return the page."""
    groups = [f"- `{name}`: {', '.join(f'`{n}`' for n in names)}" for name, names in _groups()]
    parts = [_HEAD, "## Pages\n", *_pages(), "\n## Media\n", *_media()]
    parts += ["\nGroups, to name several at once:\n", *groups, _LOSSES]
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
    for name, render in PAIR_PAGES.items():
        yield f"| `{name}` | {_about(render)} | standard |"
    for name, study_page in STUDY_PAGES.items():
        yield f"| `{name}` | {_about(study_page.render)} | standard |"


def _media() -> Iterator[str]:
    yield "| medium | files | of | is |"
    yield "| --- | --- | --- | --- |"
    for name, row in MEDIA.items():
        yield f"| `{name}` | `{row.suffix}` | {_of(row)} | {_first(module_of(name))} |"


def _of(row: Medium) -> str:
    match row:
        case PageMedium():
            return "papers, and pages of decks" if row.study_pages else "worksheets and keys"
        case FormMedium():
            return "papers, and all items of decks"
        case NoteMedium():
            return "notes"
        case SiteMedium():
            return "a whole collection"


def module_of(medium: str) -> object:
    """Return the module that writes a medium; its docstring says what it is.

    Raises:
        LookupError: when it cannot be told.

    """
    if medium in EXCHANGE:
        for found in pkgutil.walk_packages(exchange.__path__, f"{exchange.__name__}."):
            module = importlib.import_module(found.name)
            if getattr(module, "EXPORTER", None) is EXCHANGE[medium].exporter:
                return module
    rooms = {"html": "pages", "site": "site"}
    laid_out = {n: importlib.import_module(f"quizgen.formats.{of}") for n, of in rooms.items()}
    laid_out |= {"pdf": pdf, "docx": docx}
    if medium in laid_out:
        return laid_out[medium]
    row = MEDIA[medium]
    if isinstance(row, PageMedium | SiteMedium):
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
