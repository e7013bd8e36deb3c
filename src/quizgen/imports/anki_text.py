"""Anki's text export: lines of fields, after heads such as ``#separator:tab`` and ``#html:true``.

A text has no note types, so that learners' notes cannot be told again by it: their GUIDs are left
out, and the package keeps them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

from quizgen import html_reading
from quizgen.diagnostics import counted
from quizgen.facts.values import TAG
from quizgen.imports import writing
from quizgen.imports.bundle import ImportRefused
from quizgen.imports.plan import Options, Plan, Target
from quizgen.imports.questions import facts_plan
from quizgen.imports.rows import Words, pairs
from quizgen.imports.texts import text_of
from quizgen.records import dataclass

SEPARATORS: Mapping[str, str] = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "space": " ",
    "pipe": "|",
    "colon": ":",
}
_HEAD = re.compile(r"#(?P<key>[a-z ]+):(?P<value>.*)", re.IGNORECASE)
_CLOZE = re.compile(
    r"\{\{c(?P<number>\d+)::(?P<text>(?:(?!\{\{|\}\}).)*?)(?:::(?P<hint>[^{}]*?))?\}\}", re.DOTALL
)
MOST_GAPS = 99
_OPEN, _CLOSE, _BAR = "\uf8f0", "\uf8f1", "\uf8f2"


@dataclass(frozen=True, slots=True)
class _Heads:
    """What the heads of a file say: what divides cells, and which columns are no fields."""

    values: Mapping[str, str]

    @property
    def separator(self) -> str:
        given = self.values.get("separator", "tab").strip() or "\t"
        return SEPARATORS.get(given.lower(), given[:1])

    @property
    def is_html(self) -> bool:
        return self.values.get("html", "false").strip().lower() == "true"

    def column(self, name: str) -> int | None:
        """Return the index of a special column."""
        given = self.values.get(f"{name} column", "").strip()
        return int(given) - 1 if given.isdecimal() else None

    @property
    def names(self) -> list[str]:
        """What the columns are called, where that is said."""
        given = self.values.get("columns", "")
        return next(csv.reader([given], delimiter=self.separator), []) if given else []


def is_it(beginning: str) -> bool:
    """Whether a text file begins as Anki's do."""
    match = _HEAD.match(beginning)
    return bool(match and match["key"].lower() in ("separator", "html", "notetype", "deck", "tags"))


def plan(path: Path, target: Target, options: Options) -> Plan:
    """Return a deck of rows, or of statements where the notes are clozes."""
    heads, body = _split(text_of(path))
    lines = [line for line in csv.reader(io.StringIO(body), delimiter=heads.separator) if any(line)]
    special = {name: heads.column(name) for name in ("guid", "notetype", "deck", "tags")}
    width = max(map(len, lines), default=0)
    kept = [i for i in range(width) if i not in special.values()]
    if not lines or not kept:
        raise ImportRefused("there are no notes in it")
    left: list[str] = []
    if special["guid"] is not None:
        left.append(
            "the GUIDs: a text has no note types, by which Anki would know the notes again; the "
            "package (.apkg) keeps both"
        )
    tags = [_tags(line, special["tags"], heads, left) for line in lines]
    words = Words(is_html=heads.is_html)
    fields = [[line[i] if i < len(line) else "" for i in kept] for line in lines]
    if any(_CLOZE.search(cell) for row in fields for cell in row):
        return _statements(fields, tags, words, left, target, options)
    return _rows(fields, tags, words, left, _names(heads, kept), target, options)


def _split(text: str) -> tuple[_Heads, str]:
    """Return the heads of a file and what follows them."""
    values: dict[str, str] = {}
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        match = _HEAD.match(line.rstrip("\n"))
        if not match:
            return _Heads(values), "".join(lines[number:])
        values[match["key"].lower()] = match["value"]
    return _Heads(values), ""


def _names(heads: _Heads, kept: list[int]) -> list[str]:
    usual = ["front", "back", *(f"field {n}" for n in range(3, len(kept) + 1))]
    given = heads.names
    named = [given[i].strip() if i < len(given) else "" for i in kept]
    taken: set[str] = {"id", "reverse", "tags"}
    return [writing.free(n or u, taken) for n, u in zip(named, usual[: len(kept)], strict=True)]


def _tags(line: list[str], column: int | None, heads: _Heads, left: list[str]) -> list[str]:
    own = heads.values.get("tags", "").split()
    own += line[column].split() if column is not None and column < len(line) else []
    wrong = [tag for tag in own if not re.fullmatch(TAG, tag) or ";" in tag]
    for tag in wrong:
        sentence = f"the tag '{tag}', which has signs that no tag here can have"
        left += [sentence] if sentence not in left else []
    return [tag for tag in dict.fromkeys(own) if tag not in wrong]


def _rows(
    fields: list[list[str]],
    tags: list[list[str]],
    words: Words,
    left: list[str],
    names: list[str],
    target: Target,
    options: Options,
) -> Plan:
    """Return a deck that asks for the second field of each note by the first."""
    rows, short = [], 0
    for row, own in zip(fields, tags, strict=True):
        cells = [words.of(cell) for cell in row]
        if len(cells) < 2 or not (cells[0] and cells[1]):
            short += 1
        else:
            rows.append([*cells, "; ".join(own)])
    if short:
        left.append(f"{counted(short, 'note')} without a question or without an answer in words")
    if not rows:
        raise ImportRefused("; ".join(left))
    left += words.left()
    table = pairs([*names, "tags"], rows, left, back=False)
    table.columns.pop("tags")
    table.count, table.noun = table.count + short, "note"
    return table.plan(target, options, ", of which the second field is asked by the first")


def _statements(
    fields: list[list[str]],
    tags: list[list[str]],
    words: Words,
    left: list[str],
    target: Target,
    options: Options,
) -> Plan:
    """Return a deck of statements with gaps; what else a note has stands with the answer."""
    facts: list[dict[str, writing.Value]] = []
    ids: set[str] = set()
    for row, own in zip(fields, tags, strict=True):
        fact = _fact(row, words, ids)
        if fact is None:
            left.append(
                "a note whose clozes are nested, or that has no question or no answer in words: "
                f"{row[0][:60]}"
            )
        else:
            facts.append(fact | ({"tags": own} if own else {}))
    left += words.left()
    return facts_plan(facts, left, len(fields), "note", target, options)


def _fact(row: list[str], words: Words, ids: set[str]) -> dict[str, writing.Value] | None:
    """Return a note as a statement, or as a question where it has no cloze."""
    at = next((i for i, cell in enumerate(row) if _CLOZE.search(cell)), None)
    rest = [words.of(cell) for i, cell in enumerate(row) if i != at]
    fact: dict[str, writing.Value]
    if at is None:
        question, answer, *rest = (*rest, "")
        if not (question and answer):
            return None
        id_ = writing.named(question, ids)
        fact = {"question": question, "id": id_, "answer": answer}
    else:
        statement = _statement(row[at], words)
        if statement is None:
            return None
        bare = html_reading.markdown(_CLOZE.sub(lambda match: match["text"], row[at]))
        fact = {"statement": statement, "id": writing.named(bare, ids)}
    note = "\n".join(filter(None, rest))
    return fact | ({"note": note} if note else {})


def _statement(cell: str, words: Words) -> str | None:
    """Return a text with clozes as a statement with gaps; None where they cannot be that."""
    numbers: list[str] = []

    def gap(match: re.Match[str]) -> str:
        numbers.append(match["number"])
        hint = f"{_BAR}{match['hint']}" if match["hint"] else ""
        return f"{_OPEN}{match['text']}{hint}{_CLOSE}"

    marked = _CLOZE.sub(gap, cell)
    if "{{c" in marked or not numbers or len(set(numbers)) < len(numbers):
        return None
    text = writing.escaped_brackets(words.of(marked))
    parts = text.split(_CLOSE)
    if len(parts) != len(numbers) + 1 or max(map(int, numbers)) > MOST_GAPS:
        return None
    closed = [f"{part}]{{{number}}}" for part, number in zip(parts, numbers, strict=False)]
    return "".join([*closed, parts[-1]]).replace(_OPEN, "[").replace(_BAR, "|")
