"""Papers from a blueprint: forms, checked, and the files of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from quizgen.assembly import Assembler, Pool, ShortageError
from quizgen.assembly.selection import select
from quizgen.checks.forms import form as check_form
from quizgen.diagnostics import Code, Diagnostic, Position, Problems, has_errors, in_order
from quizgen.formats import ASSESSMENT, DOCUMENTS
from quizgen.formats.data.json import SCHEMA, form_data, schema
from quizgen.formats.documents import docx
from quizgen.formats.pages.versions import version_map
from quizgen.language import Language
from quizgen.model import Blueprint, Edition, Form, Layout, Wanted
from quizgen.printing import EDITED, as_pdf
from quizgen.project import Project
from quizgen.questions import QUESTION_TYPES

FORMATS = ("html", "json", "pdf", "docx")
"""What ``--to`` takes."""

SHARES: Mapping[str, float] = MappingProxyType(
    {"truefalse": 0.15, "choice": 0.35, "match": 0.05, "gaps": 0.15, "order": 0.05, "short": 0.25}
)
"""What a paper is made of when nobody says."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a paper: its path under the output folder, and how it is made."""

    path: str
    make: Callable[[], bytes]


def mixed(items: int, types: Sequence[str], given: Wanted, pool: Pool) -> tuple[Wanted, ...]:
    """Return sections for so many items: evenly of the types named, else a mixture that fits.

    ``given`` has the decks, tags and levels.
    """
    shares = dict.fromkeys(types, 1 / len(types)) if types else dict(SHARES)
    ordered = [type_ for type_ in QUESTION_TYPES if type_ in shares]
    counts = _apportioned(items, {type_: shares[type_] for type_ in ordered})
    sections = tuple(replace(given, type=t, items=n) for t, n in counts.items() if n)
    return sections if types else _fitted(sections, pool)


def _apportioned(items: int, shares: Mapping[str, float]) -> dict[str, int]:
    """Divide by the largest remainders, so that the parts sum to the whole."""
    exact = {type_: items * share / sum(shares.values()) for type_, share in shares.items()}
    counts = {type_: int(share) for type_, share in exact.items()}
    rest = sorted(exact, key=lambda type_: (counts[type_] - exact[type_], type_))
    for type_ in rest[: items - sum(counts.values())]:
        counts[type_] += 1
    return counts


def _fitted(wanted: tuple[Wanted, ...], pool: Pool) -> tuple[Wanted, ...]:
    """Give what one type lacks to the others; if none has any more, what was wanted stays."""
    sections = wanted
    full: set[str] = set()
    while True:
        short = {s.wanted.type: s.short for s in select(_draft(sections), pool).shortages}
        if not short:
            return sections
        full |= short.keys()
        room = [s.type for s in sections if s.type not in full]
        if not room:
            return wanted
        missing = sum(short.values())
        parts = (
            replace(s, items=s.items - short.get(s.type, 0) + _part(s.type, room, missing))
            for s in sections
        )
        sections = tuple(section for section in parts if section.items)


def _part(type_: str, room: Sequence[str], missing: int) -> int:
    if type_ not in room:
        return 0
    return missing // len(room) + (room.index(type_) < missing % len(room))


def _draft(sections: tuple[Wanted, ...]) -> Blueprint:
    return Blueprint("draft", "", sections)


def forms(project: Project, blueprint: Blueprint, position: Position) -> Iterator[Form]:
    """Yield the forms of a blueprint; ``position`` is where the blueprint is written.

    Raises:
        Problems: when the bank cannot fill it.

    """
    try:
        assembler = Assembler(blueprint, project.pool)
    except ShortageError as error:
        hint = "ask for fewer, for more decks or levels, or write more facts"
        raise Problems(
            Diagnostic(position, Code.SHORT_BLUEPRINT, str(shortage), hint)
            for shortage in error.shortages
        ) from error
    return map(assembler.form, range(blueprint.forms))


def checked(made: Iterable[Form], blueprint: Blueprint) -> tuple[Diagnostic, ...]:
    """Return the warnings about some forms, each once.

    Raises:
        Problems: when one of them has an error.

    """
    found = in_order(d for form in made for d in check_form(form, repeat=blueprint.repeat))
    if has_errors(found):
        raise Problems(found)
    return found


def lost(made: Iterable[Form], formats: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Return what some format cannot hold of some forms.

    Raises:
        MissingExtra: when a library that it needs is not installed.

    """
    return tuple(d for form in made for d in docx.lost(form)) if "docx" in formats else ()


def files(
    made: Sequence[Form],
    formats: Sequence[str],
    edition: Edition,
    layouts: Sequence[Layout],
    language: Language,
) -> Iterator[File]:
    """Yield the files of some forms: each in each format, and one version map for all.

    Worksheets come in each of the layouts; one key serves them all.
    """
    folder = f"quiz/{made[0].blueprint}"
    for form in made:
        for name in ASSESSMENT:
            for layout in layouts if name in EDITED else (Layout.STANDARD,):
                laid_out = replace(edition, layout=layout)
                ending = "" if layout is Layout.STANDARD else f"-{layout}"
                stem = f"{folder}/{form.label}-{name}{ending}"
                yield from _printed(stem, name, form, formats, laid_out, language)
        if "json" in formats:
            make = partial(form_data, form, edition, language)
            yield File(f"{folder}/{form.label}.json", make)
    if "json" in formats:
        yield File(f"{folder}/{SCHEMA}", schema)
    if set(formats) - {"json"}:
        yield File(f"{folder}/versions.html", partial(version_map, made, edition, language))


def _printed(
    stem: str, name: str, form: Form, formats: Sequence[str], edition: Edition, language: Language
) -> Iterator[File]:
    """Yield one page of a form as HTML, PDF and DOCX, as asked."""
    page = partial(ASSESSMENT[name], form, edition, language)
    if "html" in formats:
        yield File(f"{stem}.html", page)
    if "pdf" in formats:
        yield File(f"{stem}.pdf", partial(as_pdf, page))
    if "docx" in formats:
        yield File(f"{stem}.docx", partial(DOCUMENTS[name], form, edition, language))
