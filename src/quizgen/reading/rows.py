"""The rows of a deck → facts: what each head means, and what each cell is to its row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen import html_reading
from quizgen.checks.stages.keys import DUPLICATE_ID, MISSING_KEY, WRONG_VALUE
from quizgen.checks.stages.rows import UNKNOWN_COLUMN
from quizgen.diagnostics import Diagnostic, Position, suggestion
from quizgen.facts.column import (
    BETWEEN,
    OF_COLUMNS,
    OF_QUESTIONS,
    SEVERAL,
    Column,
    Columns,
    Holds,
    Role,
    places,
    role_named,
)
from quizgen.facts.deck import Deck
from quizgen.facts.row import Content, Row
from quizgen.language import Language, as_language
from quizgen.language_marks import unmarked, with_readings
from quizgen.model import CELL, Kind, NoteType
from quizgen.reading.cells import content, file_of
from quizgen.reading.events import Node
from quizgen.reading.grids import Grid
from quizgen.reading.translations import is_translation
from quizgen.reading.validation import validate
from quizgen.records import dataclass
from quizgen.slugs import slug

FOR = ":"
"""Stands between a role and the column that it is for: ``note:capital``."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the cells under a head are: cells of a column, or keys of the row's fact."""

    column: str = ""
    keys: tuple[tuple[str, ...], ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The facts of some rows, their columns, and the ids that were made for them, by index."""

    columns: Columns
    facts: tuple[Row, ...]
    ids: Mapping[int, str]


def read_rows(grid: Grid, deck: Deck, speech: Language) -> tuple[Rows, list[Diagnostic]]:
    """Return a fact for each row, and what is wrong with the rows or their columns."""
    columns = Columns(deck.id, deck.deck, specs(grid, deck), deck.own_type, deck.files or "")
    problems = [*_misdescribed(columns, grid, deck)]
    targets: dict[str, Target] = {}
    for head, place in grid.heads.items():
        target = _target(head, columns, grid.heads)
        if target is None:
            heads = [*columns.specs, *(role for role in Role if role is not Role.UNUSED)]
            hint = suggestion(head, heads) or f"describe it under 'columns:', or write '{head}: no'"
            message = f"'{head}' is no column of this deck"
            problems.append(Diagnostic(place, UNKNOWN_COLUMN, message, hint))
        else:
            targets[head] = target
    if problems:
        return Rows(columns, (), {}), problems
    ids, new = _ids(grid.rows, columns, targets)
    reader = _RowReader(columns, targets, speech, decimal_comma=grid.decimal_comma)
    facts = tuple(filter(None, map(reader.row, grid.rows, ids)))
    return Rows(columns, facts, new), reader.problems


def names(described: Mapping[str, Column]) -> Iterator[str]:
    """Yield the columns that rows have cells for, in the order in which these stand."""
    return (name for name, spec in described.items() if not _is_made(spec))


def new_ids(grid: Grid, rows: Rows) -> tuple[tuple[Position, str], ...]:
    """Return the ids that were made, with their places in the file, and that of the column's head.

    Rows for whose ids there is no place on their lines are left out.
    """
    places = [grid.ids[index].of(id_) for index, id_ in rows.ids.items() if index in grid.ids]
    return (*([grid.head.of("id")] if grid.head and places else []), *places)


# --- columns ----------------------------------------------------------------------------------


def specs(grid: Grid, deck: Deck) -> dict[str, Column]:
    """Return the columns that a deck describes, or else those at the head of its rows.

    A column that nothing is said of has the role of its name, if that is one; readings stand above
    words where it or else the deck says so. For a note type of a curator's own, each field is a
    column, which is asked for only where it says so.
    """
    if deck.own_type:
        return _of_fields(deck.own_type, deck)
    named = deck.columns or {head: Column() for head in grid.heads if FOR not in head}
    return {
        name: replace(
            spec,
            role=role_named(name) if spec == Column() else spec.role,
            ruby=deck.ruby if spec.ruby is None else spec.ruby,
        )
        for name, spec in named.items()
    }


def _of_fields(own: NoteType, deck: Deck) -> dict[str, Column]:
    """Return a column for each field of a note type, and those that the deck has besides."""
    columns: dict[str, Column] = {}
    for name in own.fields:
        spec = deck.columns.get(name, Column())
        is_silent = spec.ask is None and spec.back is None
        columns[name] = replace(spec, ask=False) if is_silent else spec
    return columns | {n: spec for n, spec in deck.columns.items() if n not in columns}


def _named(head: str, columns: Columns) -> str:
    """Return the column that a head means: by its name, or by what it is called."""
    if head in columns.specs:
        return head
    folded = head.strip().casefold()
    for name, spec in columns.specs.items():
        if folded in (name.casefold(), (spec.heading or name).casefold()):
            return name
    return ""


def _target(head: str, columns: Columns, heads: Iterable[str]) -> Target | None:
    """Return what the cells under a head are, None where nothing says."""
    name = _named(head, columns)
    if name:
        spec = columns.specs[name]
        if spec.role in (None, Role.NOTE):
            return Target(name)
        return _of_role(spec.role, spec.on, columns)
    before, mark, after = head.partition(FOR)
    role, on = role_named(before), _named(after, columns)
    if is_translation(head, heads):
        return Target()
    if mark and role in OF_COLUMNS and on:
        return _of_role(role, (on,), columns)
    return _of_role(role, (), columns) if (role := role_named(head)) else None


def _of_role(role: Role, on: tuple[str, ...], columns: Columns) -> Target:
    if role is Role.UNUSED:
        return Target()
    if role in OF_QUESTIONS and not on:
        on = columns.asked
    keys = tuple(("on", column, role.value) for column in on) if on else ((role.value,),)
    return Target(keys=keys, several=role in SEVERAL)


def _misdescribed(columns: Columns, grid: Grid, deck: Deck) -> Iterator[Diagnostic]:
    """Yield descriptions of columns that name what is not there, or that do nothing."""
    there = {_named(head, columns) for head in grid.heads}
    askable = [name for name, spec in columns.specs.items() if spec.role is None]
    slots: dict[str, str] = {}
    for name, spec in columns.specs.items():
        place = deck.locate("columns", name)
        for message, other in _unknown_places(name, spec, columns, askable):
            hint = suggestion(other, askable) or f"there are: {', '.join(askable)}"
            yield Diagnostic(place, UNKNOWN_COLUMN, message, hint)
        if grid.has_head and name not in there and not _is_made(spec) and name in deck.columns:
            message = f"the rows have no column '{name}'"
            yield Diagnostic(place, UNKNOWN_COLUMN, message, suggestion(name, grid.heads))
        other = slots.setdefault(columns.slot(name), name)
        if other != name and columns.note_type is None:
            message = f"the columns '{other}' and '{name}' have one address"
            hint = "give one of them another name, or say what it 'was'"
            yield Diagnostic(place, DUPLICATE_ID, message, hint)
    yield from _pointless(columns, deck)


def _unknown_places(
    name: str, spec: Column, columns: Columns, askable: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield each column that a description names and that cannot fill it in, after a sentence."""
    for key, text in spec.wordings:
        for other in places(text):
            if other not in (*askable, "id"):
                yield f"'{key}' of column '{name}' has {{{other}}}, which is no column", other
            elif other != "id" and columns.specs[other].holds in (Holds.PICTURE, Holds.SOUND):
                yield f"'{key}' of column '{name}' has {{{other}}}, which has no text", ""
    for key, others in (("of", (spec.of,) if spec.of else ()), ("on", spec.on)):
        for other in others:
            if other not in askable:
                yield f"'{key}' of column '{name}' names '{other}', which is no column", other


def _is_made(spec: Column) -> bool:
    """Whether a pattern names a column's files, so that it needs no cells."""
    place = spec.picture or spec.sound
    return isinstance(place, str) and "{" in place


def _pointless(columns: Columns, deck: Deck) -> Iterator[Diagnostic]:
    """Yield what no row can make a question of."""
    if not columns.subject:
        message = "no column names the rows"
        hint = "leave one without a role: the first such is what the others are asked of"
        yield Diagnostic(deck.locate("columns"), MISSING_KEY, message, hint)
        return
    first = columns.specs[columns.subject]
    if first.ask or first.back or first.of:
        message = f"'{columns.subject}' is what the other columns are asked of"
        place = deck.locate("columns", columns.subject)
        yield Diagnostic(place, WRONG_VALUE, message, "put 'ask' and 'back' on those")


# --- rows -------------------------------------------------------------------------------------


def _ids(
    rows: Sequence[Node], columns: Columns, targets: Mapping[str, Target]
) -> tuple[list[Node | None], dict[int, str]]:
    """Return the id of each row, and by index those that are made of the cell that names it."""
    key = next((head for head, t in targets.items() if t.keys == (("id",),)), "id")
    names = [head for head, target in targets.items() if target.column == columns.subject]
    cells = [_cell(row, key) for row in rows]
    taken = {str(id_.value) for id_ in cells if id_}
    new: dict[int, str] = {}
    last: dict[str, int] = {}
    for index, row in enumerate(rows):
        named = _cell(row, names[0]) if names else None
        if cells[index] is None and named:
            text = str(named.value)
            if columns.specs[columns.subject].ruby:
                text = unmarked(with_readings(text))
            id_ = _free(slug(text), taken, last)
            taken.add(id_)
            new[index] = id_
            cells[index] = Node(id_, named.position)
    return cells, new


def _cell(row: Node, head: str) -> Node | None:
    """Return the cell of a row under a head, None where it is empty or no text."""
    cell = row.value.get(head) if isinstance(row.value, dict) else None
    return cell if cell and isinstance(cell.value, str) and cell.value.strip() else None


def _free(id_: str, taken: set[str], last: dict[str, int]) -> str:
    """Return an id that is not taken: itself, or with a number, after the last that it has got."""
    if id_ not in taken:
        return id_
    number = last.get(id_, 1) + 1
    while f"{id_}-{number}" in taken:
        number += 1
    last[id_] = number
    return f"{id_}-{number}"


class _RowReader:
    """Makes facts of rows, and keeps what is wrong with them."""

    def __init__(
        self,
        columns: Columns,
        targets: Mapping[str, Target],
        speech: Language,
        *,
        decimal_comma: bool,
    ) -> None:
        self.columns = columns
        self.speech = speech
        self.targets = targets
        self.decimal_comma = decimal_comma
        self._by_tag = {
            name: as_language(spec.language, speech) if spec.language else speech
            for name, spec in columns.specs.items()
        }
        self.problems: list[Diagnostic] = []

    def row(self, node: Node, id_: Node | None) -> Row | None:
        """Return the fact of a row, unless something is wrong with it."""
        fact: dict[str, Node] = {}
        cells: dict[str, Content] = {}
        count = len(self.problems)
        assert isinstance(node.value, dict)  # noqa: S101 - whoever made the grid has looked
        for head, cell in node.value.items():
            if cell.value:
                target = self.targets[head]
                self._hold(target.column, cell, cells)
                for key in target.keys:
                    _put(fact, key, _entries(cell) if target.several else cell)
        if id_:
            fact["id"] = id_
        self._require(node, cells)
        self._find_files(node, cells, id_)
        self._tag(fact, cells)
        written = Node(fact, node.position, {key: child.position for key, child in fact.items()})
        row, problems = validate(
            Row,
            written,
            self.speech,
            kind=Kind.ROW,
            locate=written.locate,
            cells=cells,
            columns=self.columns,
        )
        self.problems += problems
        return row if len(self.problems) == count else None

    def _hold(self, name: str, cell: Node, cells: dict[str, Content]) -> None:
        if name:
            spec = self.columns.specs[name]
            comma = self.decimal_comma
            value = (
                _html(cell)
                if self.columns.around.get(name) == CELL
                else content(name, cell, spec, self._by_tag[name], decimal_comma=comma)
            )
            if isinstance(value, Diagnostic):
                self.problems.append(value)
            else:
                cells[name] = value

    def _require(self, node: Node, cells: Mapping[str, Content]) -> None:
        """Say where a row does not name what it is about."""
        if self.columns.subject not in cells and self.columns.note_type is None:
            message = f"this row has nothing in '{self.columns.subject}', which names it"
            hint = "fill the cell in, or delete the row"
            self.problems.append(Diagnostic(node.position, MISSING_KEY, message, hint))

    def _find_files(self, node: Node, cells: dict[str, Content], id_: Node | None) -> None:
        """Turn what the cells of pictures and sounds say into paths of files."""
        texts = {name: unmarked(cell.text) for name, cell in cells.items()}
        if id_ and isinstance(id_.value, str):
            texts["id"] = id_.value
        for name, spec in self.columns.specs.items():
            if spec.holds in (Holds.PICTURE, Holds.SOUND):
                cell = cells.get(name)
                if cell or (_is_made(spec) and not self._has_cells(name)):
                    file = file_of(spec, cell.text if cell else "", texts)
                    place = cell.place if cell else node.position
                    cells[name] = Content(text="", place=place, file=file)

    def _has_cells(self, name: str) -> bool:
        return any(target.column == name for target in self.targets.values())

    def _tag(self, fact: dict[str, Node], cells: Mapping[str, Content]) -> None:
        """Add the tags that some columns are to a row's own."""
        for name in self.columns.tags:
            cell = cells.get(name)
            if cell:
                before = self.columns.specs[name].tag
                prefix = f"{before}::" if isinstance(before, str) else ""
                texts = cell.members or tuple(unmarked(cell.text).split(BETWEEN))
                nodes = [
                    Node(f"{prefix}{_tag(text)}", cell.place) for text in texts if text.strip()
                ]
                own = fact.get("tags")
                kept = own.value if own and isinstance(own.value, list) else [own] if own else []
                fact["tags"] = Node([*kept, *nodes], cell.place)


def _html(cell: Node) -> Content:
    """Return a cell that is HTML, with its words."""
    html = cell.value if isinstance(cell.value, str) else ""
    return Content(text=html_reading.markdown(html), place=cell.position, html=html)


def _tag(text: str) -> str:
    """Return a text as a tag: in small letters, with hyphens for spaces; ``::`` stays."""
    parts = ("-".join(part.replace(",", " ").split()) for part in text.casefold().split("::"))
    return "::".join(parts)


def _entries(cell: Node) -> Node:
    """Return what a cell lists, a text with semicolons as one entry for each."""
    if not isinstance(cell.value, str):
        return cell
    texts = filter(None, map(str.strip, cell.value.split(BETWEEN)))
    return Node([Node(text, cell.position) for text in texts], cell.position)


def _put(fact: dict[str, Node], key: Iterable[str], value: Node) -> None:
    """Set a value at a path of keys."""
    *path, last = key
    here = fact
    for step in path:
        child = here.setdefault(step, Node({}, value.position))
        assert isinstance(child.value, dict)  # noqa: S101 - made here
        child.keys = {**child.keys, last: value.position}
        here = child.value
    here[last] = value
