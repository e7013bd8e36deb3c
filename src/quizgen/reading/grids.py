"""Where the rows of a deck stand: a sheet beside it, a block of lines in it, or a list in it.

All three become a grid: the heads of its columns, and a mapping by head for each row.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from quizgen.checks.stages.files import DUPLICATE_KEY, NO_FILE
from quizgen.checks.stages.keys import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE
from quizgen.diagnostics import Diagnostic, Position, suggestion
from quizgen.facts.column import Role
from quizgen.reading.deck_paths import is_sheet
from quizgen.reading.events import Node
from quizgen.reading.insertions import Insertion
from quizgen.reading.sheets import SUFFIXES, RefusedSheetError, Sheet, SheetCell, parse, read_sheet
from quizgen.records import dataclass
from quizgen.user_files import LARGEST_TEXT, Folder, UnreadableError, read

ID, STAMP = "id", "base"


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows as they are written: the cells of each by the head of their column.

    ``heads`` have their places; ``ids`` is where an id goes in a row that has none, by the row's
    index, and ``stamps`` where what tells of a translation does, by the row's index and the head;
    ``has_head`` says that the first line names all columns, and ``decimal_comma`` that in
    numbers 8,5 is eight and a half.
    """

    heads: Mapping[str, Position]
    rows: Sequence[Node]
    ids: Mapping[int, Insertion] = field(default_factory=dict)
    stamps: Mapping[tuple[int, str], Insertion] = field(default_factory=dict)
    head: Insertion | None = None
    has_head: bool = False
    decimal_comma: bool = False


class RefusedRowsError(Exception):
    """Raised where rows cannot be read at all; carries what is wrong."""

    def __init__(self, *problems: Diagnostic) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def read_grid(
    folder: Folder,
    start: Path,
    rows: Node,
    names: Sequence[str],
    exact: Collection[str] = frozenset(),
) -> Grid:
    """Return the rows that a deck's key ``rows`` holds or names.

    A sheet is named as seen from ``start``. ``names`` are the columns that the deck describes, in
    order: they stand for the heads of what has none. Of those that are ``exact``, each space of a
    sheet's cells counts.

    Raises:
        RefusedRowsError: where there is nothing to go on with.

    """
    match rows.value:
        case list():
            return _listed(rows.value, names)
        case dict():
            return _named(folder, start, rows, names, exact)
        case str() if "\n" in rows.value:
            return _block(rows, names)
        case str():
            return _sheet(folder, start, rows, names, exact, has_head=True)


def file_of(rows: Node) -> str:
    """Return the file that ``rows`` names, nothing where it holds the rows itself."""
    if isinstance(rows.value, dict):
        named = rows.value.get("file")
        return named.value if named and isinstance(named.value, str) else ""
    return rows.value if isinstance(rows.value, str) and "\n" not in rows.value else ""


# --- sheets -----------------------------------------------------------------------------------


def _named(
    folder: Folder, start: Path, rows: Node, names: Sequence[str], exact: Collection[str]
) -> Grid:
    """Read ``{file: words.tsv, head: no}``, for a sheet whose first line is a row already."""
    assert isinstance(rows.value, dict)  # noqa: S101 - read_grid() has looked
    unknown = [key for key in rows.value if key not in ("file", "head")]
    if unknown or "file" not in rows.value:
        message = f"unknown key '{unknown[0]}'" if unknown else "the key 'file' is missing"
        code = UNKNOWN_KEY if unknown else MISSING_KEY
        place = rows.locate_key(unknown[0]) if unknown else rows.position
        raise RefusedRowsError(
            Diagnostic(place, code, message, "write {file: words.tsv, head: no}")
        )
    head = rows.value.get("head")
    has_head = head is None or head.value in ("yes", "true")
    return _sheet(folder, start, rows.value["file"], names, exact, has_head=has_head)


def _sheet(
    folder: Folder,
    start: Path,
    named: Node,
    names: Sequence[str],
    exact: Collection[str],
    *,
    has_head: bool,
) -> Grid:
    sheet = _opened(folder, start, named)
    if not has_head:
        return _of_sheet(sheet, [*names, ID], sheet.rows, {}, exact)
    first, *rest = sheet.rows
    heads = _heads(sheet, first)
    return _of_sheet(sheet, list(heads), rest, heads, exact)


def _opened(folder: Folder, start: Path, named: Node) -> Sheet:
    """Read the sheet that a deck names."""
    file = named.value if isinstance(named.value, str) else ""
    if not file.lower().endswith(SUFFIXES):
        hint = "name a .csv or .tsv file beside the deck, or write the rows here"
        raise _no_sheet(named, f"'{file}' is no sheet", hint)
    path = folder.find(start, file)
    if path is None:
        there = [n for alike in folder.names(start).values() for n in alike if is_sheet(Path(n))]
        hint = suggestion(Path(file).name, there)
        raise _no_sheet(named, f"there is no sheet '{file}'", hint)
    try:
        return read_sheet(path.as_posix(), read(path, LARGEST_TEXT, folder.root))
    except RefusedSheetError as refusal:
        raise RefusedRowsError(refusal.diagnostic) from refusal
    except (FileNotFoundError, UnreadableError) as error:
        raise _no_sheet(named, f"the sheet '{file}' cannot be read: {error}") from error


def _no_sheet(named: Node, message: str, hint: str = "") -> RefusedRowsError:
    return RefusedRowsError(Diagnostic(named.position, NO_FILE, message, hint))


def _heads(sheet: Sheet, first: Sequence[SheetCell]) -> dict[str, Position]:
    """Return the names in the first line; empty ones at its end belong to no column."""
    heads: dict[str, Position] = {}
    last = max(i for i, cell in enumerate(first) if cell.text)
    for cell in first[: last + 1]:
        place = sheet.place(cell.start)
        if not cell.text:
            message, hint = "a column has no name", "name it in the first line"
            raise RefusedRowsError(Diagnostic(place, MISSING_KEY, message, hint))
        if cell.text in heads:
            message = f"two columns are called '{cell.text}'"
            raise RefusedRowsError(Diagnostic(place, DUPLICATE_KEY, message))
        heads[cell.text] = place
    return heads


def _of_sheet(
    sheet: Sheet,
    names: Sequence[str],
    rows: Sequence[Sequence[SheetCell]],
    heads: Mapping[str, Position],
    exact: Collection[str] = frozenset(),
) -> Grid:
    """Make a grid of cells; ``heads`` are the names where the first line has them."""
    folded = [name.casefold() for name in names]
    column = folded.index(ID) if ID in folded else len(names)
    key = names[column] if column < len(names) else ID
    stamped = [name for name in names if name.startswith(f"{STAMP}:")]
    stamps: dict[tuple[int, str], Insertion] = {}
    nodes, ids = [], {}
    for index, row in enumerate(rows):
        extra = next((cell for cell in row[len(names) :] if cell.text), None)
        if extra:
            message = f"this row has more cells than there are columns ({len(names)})"
            hint = f"put a cell that has '{sheet.separator}' in it between quotation marks"
            place = sheet.place(extra.start)
            raise RefusedRowsError(Diagnostic(place, WRONG_VALUE, message, hint))
        cells = {
            name: Node(text, sheet.place(cell.start))
            for name, cell in zip(names, row, strict=False)
            if (text := cell.raw if name in exact else cell.text)
        }
        nodes.append(Node(cells, sheet.place(row[0].start)))
        if key not in cells:
            ids[index] = _into(sheet, row, column)
        elif len(row) == len(names):
            places = ((name, _into(sheet, row, names.index(name))) for name in stamped)
            stamps |= {(index, name): place for name, place in places if name not in cells}
    head = _into(sheet, sheet.rows[0], column) if heads and key not in heads else None
    return Grid(
        heads or dict.fromkeys(names, sheet.place(0)),
        nodes,
        ids,
        stamps,
        head,
        has_head=bool(heads),
        decimal_comma=sheet.separator == ";",
    )


def _into(sheet: Sheet, row: Sequence[SheetCell], column: int) -> Insertion:
    """Return where a row's cell of some column goes, and what leads up to it."""
    at = row[column].end if column < len(row) else row[-1].end
    return Insertion(sheet.place(at), sheet.separator * max(0, column - len(row) + 1))


# --- in the deck's own file -------------------------------------------------------------------


def _block(rows: Node, names: Sequence[str]) -> Grid:
    """Read a block of lines, pasted from a sheet; its first line may name the columns."""
    assert isinstance(rows.value, str)  # noqa: S101 - read_grid() has looked
    indent = rows.layout.indent if rows.layout else 0
    try:
        sheet = parse(rows.position.path, rows.value, line=rows.position.line, indent=indent)
    except RefusedSheetError as refusal:
        raise RefusedRowsError(refusal.diagnostic) from refusal
    first, *rest = sheet.rows
    if names and not _is_head(first, names):
        return _of_sheet(sheet, [*names, ID], sheet.rows, {})
    heads = _heads(sheet, first)
    return _of_sheet(sheet, list(heads), rest, heads)


def _is_head(cells: Sequence[SheetCell], names: Sequence[str]) -> bool:
    """Whether a line names columns, roles, or roles for a column, and nothing else."""
    names_and_roles = {name.casefold() for name in (*names, *Role)}
    heads = [cell.text.casefold().partition(":")[0].strip() for cell in cells if cell.text]
    return names[0].casefold() in heads and all(head in names_and_roles for head in heads)


def _listed(rows: Sequence[Node], names: Sequence[str]) -> Grid:
    """Read a list: each row a mapping by column, or a list in the order of the columns."""
    heads: dict[str, Position] = {}
    nodes, ids = [], {}
    for index, row in enumerate(rows):
        node = _mapping(row, [*names, ID])
        nodes.append(node)
        for name, place in node.keys.items():
            heads.setdefault(name, place)
        if ID not in node.keys:
            insertion = _id_in(row)
            if insertion:
                ids[index] = insertion
    return Grid(heads, nodes, ids)


def _mapping(row: Node, names: Sequence[str]) -> Node:
    """Return a row as a mapping by column."""
    match row.value:
        case dict():
            return row
        case list():
            if len(row.value) > len(names):
                place = row.value[len(names)].position
                message = f"this row has more cells than there are columns ({len(names)})"
                hint = "describe them under 'columns:'"
                raise RefusedRowsError(Diagnostic(place, WRONG_VALUE, message, hint))
            cells = dict(zip(names, row.value, strict=False))
            return Node(cells, row.position, {n: cell.position for n, cell in cells.items()})
        case str():
            message = "a row is a mapping or a list"
            hint = "write '- {word: el perro, meaning: dog}' or '- [el perro, dog]'"
            raise RefusedRowsError(Diagnostic(row.position, WRONG_TYPE, message, hint))


def _id_in(row: Node) -> Insertion | None:
    """Return where an id goes in a row of a list; None where there is no place on its line."""
    place, layout = row.position, row.layout
    if isinstance(row.value, dict):
        if layout:
            return Insertion(Position(place.path, place.line, place.column + 1), "id: ", ", ")
        return Insertion(place, "id: ", "\n" + " " * (place.column - 1))
    if layout and layout.end:
        end = layout.end
        return Insertion(Position(end.path, end.line, end.column - 1), ", ")
    return None
