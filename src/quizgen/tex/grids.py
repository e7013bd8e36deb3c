r"""Grids: what stands between ``\begin`` and ``\end``, and in ``\substack``.

MathML leaves alignment and the room between cells to CSS, and some browsers align what is no text
by a value of their own; what draws formulas elsewhere reads attributes. All are written out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from xml.etree.ElementTree import Element

from quizgen.tex import commands, refused
from quizgen.tex.atoms import Atom, Look, element, em, fence, row, space, styled
from quizgen.tex.commands import Environment, Sort
from quizgen.tex.errors import TexError
from quizgen.tex.reader import Reader

BETWEEN_COLUMNS, BETWEEN_ROWS = 0.9, 0.4
"""Room between the cells of a matrix, in em."""
BETWEEN_PAIRS = 2.0
"""Room between one aligned equation and the next beside it, in em."""
INSIDE = 0.08
"""Room between a bracket and the cells, in em."""
NARROW = 0.1
"""Room between the lines of a limit, in em."""
_ALIGN = {"l": "left", "c": "center", "r": "right"}
_NEXT_CELL = frozenset({"&", "\\\\", r"\end", ""})


def environment(reader: Reader, name: str, look: Look) -> Atom:
    r"""Return the grid that ``\begin`` begins.

    Raises:
        TexError: when there is no such grid, or it is not ended.

    """
    start = reader.at - len(r"\begin")
    wanted = reader.raw(r"\begin").strip()
    if wanted not in commands.ENVIRONMENTS:
        raise _unknown(wanted, start)
    kind = commands.ENVIRONMENTS[wanted]
    if wanted == "array":
        kind = replace(kind, columns=_columns(reader))
    inner = replace(look, style=-1 if kind.display else max(0, look.style))
    if wanted == "smallmatrix":
        inner = replace(look, style=1)
    rows = _rows(reader, inner, _NEXT_CELL, pairs=kind.display and kind.columns == "rl")
    if reader.take() != r"\end" or reader.raw(r"\end").strip() != wanted:
        message = rf"has a '\begin{{{wanted}}}' without its '\end{{{wanted}}}'"
        raise TexError(message, "write it after the last row", start)
    grid = _grid(rows, kind.columns, _gaps(kind), BETWEEN_ROWS, display=kind.display)
    if wanted == "smallmatrix":
        grid = styled(grid, 1)
    return _fenced(kind, grid)


def _fenced(kind: Environment, grid: Element) -> Atom:
    """Put a grid between its brackets, if it has any."""
    if not kind.opening:
        return Atom(grid)
    parts = [fence(kind.opening), space(INSIDE), grid]
    if kind.closing:
        parts += [space(INSIDE), fence(kind.closing)]
    return Atom(element("mrow", "", *parts), Sort.INNER)


def substack(reader: Reader, name: str, look: Look) -> Atom:
    """Return lines below each other, as under a sum.

    Raises:
        TexError: when a brace is missing.

    """
    start = reader.at
    if reader.peek() != "{":
        raise TexError(r"has a '\substack' that lacks its lines", r"write \substack{… \\ …}", start)
    reader.take()
    rows = _rows(reader, look.script, frozenset({"\\\\", "}", ""}), pairs=False)
    if reader.take() != "}":
        raise TexError("has a '{' that is never closed", "write its '}'", start)
    return Atom(_grid(rows, "c", (0.0,), NARROW, display=False))


def _unknown(wanted: str, at: int) -> TexError:
    instead = refused.ENVIRONMENTS.get(wanted)
    near = get_close_matches(wanted, sorted(commands.ENVIRONMENTS), n=1, cutoff=0.6)
    names = ", ".join(commands.ENVIRONMENTS)
    if instead:
        hint = rf"write \begin{{{instead}}}"
    else:
        hint = f"did you mean '{near[0]}'?" if near else f"there are {names}"
    return TexError(rf"has '\begin{{{wanted}}}', which is not set here", hint, at)


def _columns(reader: Reader) -> str:
    at = reader.at
    columns = reader.raw(r"\begin{array}").replace(" ", "")
    if not re.fullmatch(r"[lcr]+", columns):
        message = f"has an array with the columns '{columns}'"
        raise TexError(message, "write l, c or r for each; there are no rules between them", at)
    return columns


def _rows(reader: Reader, look: Look, ends: frozenset[str], *, pairs: bool) -> list[list[Element]]:
    r"""Return the cells up to what ends the grid, which is left to be taken."""
    rows: list[list[Element]] = [[]]
    while True:
        second = pairs and len(rows[-1]) % 2
        lead = [Atom(element("mrow"))] if second else []  # a relation is spaced as after something
        cell = [*lead, *reader.row(look, ends)]
        empty = not cell
        rows[-1].append(row(cell, look))
        part = reader.peek()
        if part == "&":
            reader.take()
        elif part == "\\\\":
            reader.take()
            _check_line_end(reader)
            rows.append([])
        else:
            return rows[:-1] if empty and len(rows[-1]) == 1 and len(rows) > 1 else rows


def _check_line_end(reader: Reader) -> None:
    part = reader.peek()
    if part in ("[", "*"):
        message = f"has a '{part}' after '\\\\', which TeX reads as a length"
        raise TexError(message, f"write \\\\ {{{part}}}", reader.at)


def _gaps(kind: Environment) -> tuple[float, ...]:
    return (0.0, BETWEEN_PAIRS) if kind.columns == "rl" else (BETWEEN_COLUMNS,)


def _grid(
    rows: Sequence[Sequence[Element]],
    columns: str,
    gaps: Sequence[float],
    between: float,
    *,
    display: bool,
) -> Element:
    """Return a table; ``columns`` and ``gaps`` begin anew where there are more columns."""
    wide = max(map(len, rows))
    aligned = [_ALIGN[columns[index % len(columns)]] for index in range(wide)]
    if columns != "rl":
        aligned = [_ALIGN[columns[min(index, len(columns) - 1)]] for index in range(wide)]
    room = [gaps[index % len(gaps)] for index in range(max(1, wide - 1))]
    table = element(
        "mtable",
        columnalign=" ".join(aligned),
        columnspacing=" ".join(map(em, room)),
        rowspacing=em(between),
        displaystyle="true" if display else "false",
    )
    for cells in rows:
        line = element("mtr")
        for index, cell in enumerate(cells):
            left = em(room[index - 1]) if index else "0"
            half = em(between / 2)
            side = aligned[index]
            align = f"text-align:{side};text-align:-webkit-{side}"
            style = f"{align};padding:{half} 0 {half} {left}"
            line.append(element("mtd", "", cell, style=style))
        table.append(line)
    return table
