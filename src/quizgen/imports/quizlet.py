"""Quizlet's export: a term, a tab and its definition on each line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from quizgen.diagnostics import counted
from quizgen.imports.plan import Options, Plan, Target
from quizgen.imports.rows import Rows, Words, pairs
from quizgen.imports.texts import text_of

HEADS = ("term", "definition")


def plan(path: Path, target: Target, options: Options) -> Plan:
    """Return a deck of pairs, asked in both directions."""
    text = text_of(path)
    words = Words(is_html=False)
    rows, left = [], []
    short = 0
    for line in _lines(text):
        cells = [words.of(cell) for cell in line]
        if len(cells) >= 2 and cells[0] and cells[1]:
            rows.append([cells[0], "; ".join(filter(None, cells[1:]))])
        elif len(cells) == 1 and rows and cells[0]:
            rows[-1][1] += f"\n{cells[0]}"  # a definition of several lines
        elif any(cells):
            short += 1
    if short:
        left.append(f"{counted(short, 'line')} without a term or without a definition")
    if not rows:
        return Rows(HEADS, [], left=left).plan(target, options)
    heads = options.columns[:2] if len(options.columns) > 1 else HEADS
    table = pairs(heads, rows, left, back=True)
    table.count, table.noun = table.count + short, "pair"
    return table.plan(target, options, ", each asked in both directions")


def _lines(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
