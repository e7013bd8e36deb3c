"""Sheets of rows: CSV and TSV, and several with the same first column, as brain-brew keeps them.

A first line names the columns, or ``--columns`` does. What has the name of a role, such as ``note``
or ``tags``, has that role.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from quizgen import scaffold
from quizgen.diagnostics import Unreadable, counted
from quizgen.facts.column import Role, role_named
from quizgen.html_reading import is_html
from quizgen.imports import writing
from quizgen.imports.bundle import ImportRefused
from quizgen.imports.plan import Options, Plan, Target
from quizgen.imports.rows import Words, heeding
from quizgen.imports.texts import text_of
from quizgen.language import language
from quizgen.model import Level
from quizgen.reading.sheets import RefusedSheetError, parse
from quizgen.reading.translations import tags_of

UNUSED = "-"


def plan(path: Path, target: Target, options: Options) -> Plan:
    """Return a deck of the rows of a sheet, with the columns that others add to them."""
    left: list[str] = []
    heads, rows = _read(path, options, left)
    count = len(rows)
    for other in options.others:
        heads, rows = _joined(heads, rows, *_read(other, options, left), other, left)
    heads, rows = _without_unused(heads, rows, left)
    heads, rows = _without_misnamed(heads, rows, left)
    rows = [row for row in rows if row[0]]
    if len(rows) < count:
        left.append(f"{counted(count - len(rows), 'row')} with nothing in the first column")
    if not rows:
        raise ImportRefused("; ".join(left) or "there are no rows in it")
    heads, rows = _spoken(heads, rows, left)
    words = Words(is_html=any(is_html(cell) for row in rows for cell in row))
    rows = [
        [_cell(cell, head, words) for cell, head in zip(row, heads, strict=True)] for row in rows
    ]
    left += words.left()
    rows = list(heeding(rows, left, options))
    return _files(heads, rows, left, count, target, options)


def _files(
    heads: list[str],
    rows: list[list[str]],
    left: list[str],
    count: int,
    target: Target,
    options: Options,
) -> Plan:
    id_ = target.base
    data = writing.sheet(heads, rows)
    title = options.title or id_.replace("-", " ").capitalize()
    sheet = parse(f"{id_}.csv", data.decode())
    title = writing.free(title, set(target.titles))
    deck = scaffold.deck_of_rows(id_, title, f"{id_}.csv", sheet, options.language)
    asked = [head for head in heads[1:] if scaffold.is_asked(head, heads)]
    tags = tags_of(heads)
    also = f"; each language ({', '.join(tags)}) is a translation of the deck" if tags else ""
    return Plan(
        files={f"decks/{id_}.yaml": deck, f"decks/{id_}.csv": data},
        becomes=(
            f"{counted(len(rows), 'row')} of decks/{id_}.csv, each asked for "
            f"{', '.join(asked) or 'nothing yet'} by {heads[0]}{also}",
        ),
        left=tuple(left),
        count=count,
        coming=len(rows),
        noun="row",
    )


def _cell(cell: str, head: str, words: Words) -> str:
    """Return a cell as a deck has it: tags apart from one another, other words in Markdown."""
    if role_named(head.partition(":")[0]) is Role.TAGS:
        return "; ".join(re.split(r"[\s,;]+", cell.strip())) if cell.strip() else ""
    return words.of(cell) if cell else ""


def _spoken(
    heads: list[str], rows: list[list[str]], left: list[str]
) -> tuple[list[str], list[list[str]]]:
    """Leave out the translations into languages that quizgen has no words in."""
    unknown = [tag for tag in tags_of(heads) if not _has_words(tag)]
    if not unknown:
        return heads, rows
    left.append(
        f"what is in {', '.join(unknown)}, in which quizgen has no words: each is one file, "
        "translate templates/language/en.yaml; then import again"
    )
    silent = tuple(f":{tag}" for tag in unknown)
    kept = [i for i, head in enumerate(heads) if not head.endswith(silent)]
    return [heads[i] for i in kept], [[row[i] for i in kept] for row in rows]


def _has_words(tag: str) -> bool:
    try:
        language(tag)
    except Unreadable:
        return False
    return True


def _read(path: Path, options: Options, left: list[str]) -> tuple[list[str], list[list[str]]]:
    """Return the head of a sheet and its rows, each as long as the head."""
    try:
        sheet = parse(path.as_posix(), text_of(path))
    except RefusedSheetError as refusal:
        raise ImportRefused(str(refusal.diagnostic)) from refusal
    lines = [[cell.text for cell in row] for row in sheet.rows]
    has_head = not options.columns if options.head is None else options.head
    if not lines or (has_head and len(lines) < 2):
        raise ImportRefused("there are no rows in it")
    given = [cell.strip() for cell in lines[0]] if has_head else []
    width = max(map(len, lines))
    heads = list(options.columns) or given or [f"column {n}" for n in range(1, width + 1)]
    while heads and not heads[-1]:
        heads.pop()
    if "" in heads:
        raise ImportRefused("a column has no name: say --columns, '-' for those to leave out")
    extra = sum(any(row[len(heads) :]) for row in lines)
    if extra:
        left.append(f"cells beyond the last named column, in {counted(extra, 'row')}")
    rows = lines[1:] if has_head else lines
    return heads, [(row + [""] * len(heads))[: len(heads)] for row in rows]


def _joined(
    heads: list[str],
    rows: list[list[str]],
    more: list[str],
    others: list[list[str]],
    path: Path,
    left: list[str],
) -> tuple[list[str], list[list[str]]]:
    """Add the columns of another sheet to the rows that have the same in their first column."""
    new = [i for i, head in enumerate(more) if i and head not in heads]
    by_key = {row[0]: row for row in others}
    unknown = by_key.keys() - {row[0] for row in rows}
    if unknown:
        left.append(f"{counted(len(unknown), 'row')} of {path.name} that {heads[0]} does not name")
    empty: Sequence[str] = [""] * len(more)
    return (
        [*heads, *(more[i] for i in new)],
        [[*row, *(by_key.get(row[0], empty)[i] for i in new)] for row in rows],
    )


def _without_unused(
    heads: list[str], rows: list[list[str]], left: list[str]
) -> tuple[list[str], list[list[str]]]:
    """Leave out columns that are not to be used, and GUIDs, whose notes are of other note types."""
    out = [i for i, head in enumerate(heads) if head == UNUSED or _is_guid(head)]
    if any(heads[i] != UNUSED for i in out):
        left.append(
            "the GUIDs: they are of notes of another note type; a package (.apkg) or a folder of "
            "CrowdAnki's keeps both"
        )
    kept = [i for i in range(len(heads)) if i not in out]
    return [heads[i] for i in kept], [[row[i] for i in kept] for row in rows]


def _without_misnamed(
    heads: list[str], rows: list[list[str]], left: list[str]
) -> tuple[list[str], list[list[str]]]:
    """Leave out columns that are called as a role is, and hold what that cannot."""
    kept = []
    for i, head in enumerate(heads):
        why = _misnamed(head, {row[i].strip() for row in rows} - {""})
        if why:
            left.append(f"the column '{head}': {why}; to have it asked for, call it something else")
        else:
            kept.append(i)
    return [heads[i] for i in kept], [[row[i] for i in kept] for row in rows]


def _misnamed(head: str, cells: set[str]) -> str:
    """Return what a column of that name would hold, where its cells are none of that."""
    match role_named(head.partition(":")[0]):
        case Role.LEVEL if cells - {*Level}:
            return f"a column of that name holds {', '.join(Level)}"
        case Role.SOURCE if cells:
            return "a column of that name holds the ids of sources in sources.yaml"
        case _:
            return ""


def _is_guid(head: str) -> bool:
    return role_named(head.partition(":")[0]) is Role.GUID
