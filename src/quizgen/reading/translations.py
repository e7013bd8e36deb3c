"""A deck and its translation → a deck in another language, with the same facts.

A translation holds texts alone, by the ids of facts; all else is the deck's: dates, numbers,
pictures, sources, and what is asked of Anki. A sheet may hold them, too: ``country:de`` beside
``country``. A text that nobody has translated stays, marked with its language, where a fact is
nothing without it, and is left out otherwise; both are told.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from babel import Locale

from quizgen import language_marks
from quizgen.checks.stages.keys import WRONG_TYPE
from quizgen.checks.stages.translations import STALE_TRANSLATION, UNKNOWN_FACT, UNTRANSLATED
from quizgen.diagnostics import Diagnostic, Position, counted, suggestion
from quizgen.facts.column import Holds
from quizgen.facts.translation import Translation, Untranslated
from quizgen.language import is_tag
from quizgen.reading.events import Node
from quizgen.reading.grids import Grid
from quizgen.reading.insertions import Insertion

OPTIONAL = frozenset("accept ask disputed distractors false hint note".split())
"""Texts that a fact can do without."""
PROSE = frozenset(
    """answer by claim columns event excerpt list means members of person question questions quote
    role rows stands_for statement table term to""".split()
)
"""Texts that make a fact."""
NESTED = frozenset("claim columns members questions rows statement".split())
"""Those of them that hold more than one text, or gaps."""
GUID = "guid"
OWN = frozenset({GUID, "item"})
"""What a translation does not take over: who a note is to Anki, an item to a platform."""
STAMP = "base"
"""The key, or the column, that tells of what a translation was result."""
LENGTH = 8
"""Letters of a stamp."""
LONGEST_LINE = 10_000
"""Characters of a first line."""
MOST_NAMED = 5
"""Facts that a message names."""


@dataclass(frozen=True, slots=True)
class Base:
    """A deck that is translated: as it is written, its language, and its rows, if it has any.

    ``ids`` are those of the rows, in their order.
    """

    node: Node
    tag: str
    grid: Grid | None = None
    ids: tuple[str, ...] = ()


@dataclass(slots=True)
class Translated:
    """A deck in another language, as if it were written: its head, facts and rows.

    ``stamps`` are to be written into the translation, so that a change of the deck shows.
    """

    head: Node
    facts: list[Node] = field(default_factory=list)
    grid: Grid | None = None
    stamps: list[tuple[Position, str]] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def tags_of(heads: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that the heads of columns name: ``country:de``."""
    heads = list(heads)
    tags = (tag for head in heads if (tag := _tag_of(head, heads)))
    return tuple(dict.fromkeys(tags))


def is_translation(head: str, heads: Iterable[str]) -> bool:
    """Whether a column holds another one's translation, or the stamps of one."""
    return bool(_tag_of(head, list(heads)))


def _tag_of(head: str, heads: Sequence[str]) -> str:
    name, mark, tag = head.rpartition(":")
    is_of = name in heads or name == STAMP
    return tag if mark and is_of and tag not in heads and is_tag(tag) else ""


def tags_in(sheet: Path) -> tuple[str, ...]:
    """Return the languages that the first line of a sheet names, as far as it can be read."""
    try:
        with sheet.open(encoding="utf-8-sig") as file:
            line = file.readline(LONGEST_LINE)
    except (OSError, ValueError):
        return ()
    return tags_of(head.strip().strip('"') for head in re.split("[,;\t\n]", line))


def id_of(deck: str, tag: str) -> str:
    """Return the id of a translated deck that has none of its own."""
    return f"{deck}-{re.sub('[^a-z0-9]+', '-', tag.lower())}"


def translate(base: Base, overlay: Node | None, head: Translation) -> Translated:
    """Return a deck in another language, and what is amiss with the translation."""
    result = Translated(_head(base, overlay, head))
    entries = _mapping(overlay, "facts")
    used: set[str] = set()
    for fact in _list(base.node, "facts"):
        id_ = _text(fact, "id")
        entry = entries.get(id_)
        used.add(id_)
        if entry is not None and isinstance(entry.value, dict):
            result.facts.append(_fact(fact, entry, base.tag, result))
        elif head.untranslated is Untranslated.BASE:
            result.facts.append(_in_base(fact, base.tag))
    _tell_untranslated(base, entries, head, result)
    if base.grid:
        result.grid = _grid(base, base.grid, head, result)
    _tell_unknown(entries, used, result)
    _tell_shapes(base, overlay, result)
    return result


# --- the head ---------------------------------------------------------------------------------


def _head(base: Base, overlay: Node | None, head: Translation) -> Node:
    """Return the head of the translated deck; columns have the words of the translation."""
    assert isinstance(base.node.value, dict)  # noqa: S101 - it was read as a deck
    own = base.node.value
    place = overlay.position if overlay else base.node.position
    replaced = frozenset("deck id about language words rows facts columns".split())
    value = {key: child for key, child in own.items() if key not in replaced}
    title = head.deck or f"{_text(base.node, 'deck')} ({_name(head.translation)})"
    value |= {
        "deck": Node(title, place),
        "id": Node(head.id or id_of(_text(base.node, "id"), head.translation), place),
        "language": Node(head.translation, place),
    }
    if head.about:
        value["about"] = Node(head.about, place)
    if "columns" in own:
        value["columns"] = _columns(own["columns"], _mapping(overlay, "columns"), base)
    return Node(value, place, {key: child.position for key, child in value.items()})


def _name(tag: str) -> str:
    """Return what a language calls itself."""
    locale = Locale.parse(tag, sep="-")
    return locale.get_display_name(locale) or tag


def _columns(own: Node, others: Mapping[str, Node], base: Base) -> Node:
    """Return the columns with translated words; what asks in the deck's language asks no more."""
    assert isinstance(own.value, dict)  # noqa: S101 - it was read as a deck
    translated = _translated_heads(base)
    columns = {}
    for name, spec in own.value.items():
        keys = dict(spec.value) if isinstance(spec.value, dict) else {}
        if isinstance(spec.value, str) and spec.value in ("", "no"):
            columns[name] = spec
            continue
        if isinstance(spec.value, str):
            keys = {"heading": spec}
        other = others.get(name)
        words = other.value if other and isinstance(other.value, dict) else {}
        for key in ("ask", "back"):
            if key in keys and key not in words and _text_of(keys[key]) not in ("yes", "no"):
                keys[key] = Node("yes", spec.position)
        for key in ("note", "hint", "noun"):
            keys.pop(key, None)
        is_text = not keys.keys() & {"language", *Holds}
        if base.grid and name not in translated and is_text:
            keys["language"] = Node(base.tag, spec.position)
        keys |= words
        columns[name] = Node(keys, spec.position, {k: n.position for k, n in keys.items()})
    return Node(columns, own.position, own.keys)


def _translated_heads(base: Base) -> frozenset[str]:
    heads = list(base.grid.heads) if base.grid else []
    return frozenset(head.rpartition(":")[0] for head in heads if _tag_of(head, heads))


# --- facts ------------------------------------------------------------------------------------


def _fact(fact: Node, entry: Node, tag: str, result: Translated) -> Node:
    """Return a fact with the texts of its translation."""
    assert isinstance(fact.value, dict)  # noqa: S101 - whoever calls has looked
    assert isinstance(entry.value, dict)  # noqa: S101 - the same
    _compare(fact, entry, result)
    value, lacking, left_out = {}, [], []
    for key, child in fact.value.items():
        if key in entry.value:
            value[key] = _merged(child, entry.value[key])
        elif key in OPTIONAL:
            left_out.append(key)
        elif key in PROSE:
            lacking.append(key)
            value[key] = child if key in NESTED else _tagged(child, tag)
        elif not _is_own(key, child):
            value[key] = child
    value |= {k: n for k, n in entry.value.items() if k not in value and k != STAMP}
    for keys, fate in ((lacking, "kept as it is"), (left_out, "left out")):
        if keys:
            message = f"this fact lacks a translation of {', '.join(keys)}: that is {fate}"
            hint = f"write {keys[0]!r} here, too"
            result.problems.append(Diagnostic(entry.position, UNTRANSLATED, message, hint))
    return Node(value, entry.position, {key: child.position for key, child in value.items()})


def _is_own(key: str, child: Node) -> bool:
    """Whether a key tells who the deck's own note is to learners."""
    return key in OWN or (key == "was" and "/" in _text_of(child))


def _merged(child: Node, other: Node) -> Node:
    """Return a value with that of the translation in its place; members go by their keys."""
    if isinstance(child.value, list) and isinstance(other.value, dict):
        return Node([_member(member, other.value) for member in child.value], other.position)
    if isinstance(child.value, dict) and isinstance(other.value, dict):
        return Node({**child.value, **other.value}, other.position, {**child.keys, **other.keys})
    return other


def _member(member: Node, others: Mapping[str, Node]) -> Node:
    """Return a member of a list with its text in the translation."""
    if not isinstance(member.value, dict):
        return member
    if "key" not in member.value:
        ((key, text),) = list(member.value.items())[:1]
        return Node({key: others.get(key, text)}, member.position, member.keys)
    other = others.get(_text(member, "key"))
    if other is None:
        return member
    kept = {k: n for k, n in member.value.items() if k not in OPTIONAL}
    words = other.value if isinstance(other.value, dict) else {"text": other}
    return Node({**kept, **words}, member.position, member.keys)


def _tagged(child: Node, tag: str) -> Node:
    """Return a text marked with its language."""
    if isinstance(child.value, str):
        return replace(child, value=language_marks.tagged(child.value, tag))
    return child


def _in_base(fact: Node, tag: str) -> Node:
    """Return a fact as it is in the deck's language."""
    if not isinstance(fact.value, dict):
        return fact
    value = {key: child for key, child in fact.value.items() if not _is_own(key, child)}
    value.setdefault("language", Node(tag, fact.position))
    return replace(fact, value=value)


# --- rows -------------------------------------------------------------------------------------


def _grid(base: Base, grid: Grid, head: Translation, result: Translated) -> Grid:
    """Return the rows with the cells of the translation."""
    heads = list(grid.heads)
    ours = {h.rpartition(":")[0]: h for h in heads if _tag_of(h, heads) == head.translation}
    others = {h for h in heads if _tag_of(h, heads) or h.casefold() == GUID}
    stamp_head = ours.pop(STAMP, "")
    nodes, missing = [], []
    for index, row in enumerate(grid.rows):
        assert isinstance(row.value, dict)  # noqa: S101 - whoever made the grid has looked
        cells = {h: cell for h, cell in row.value.items() if h not in others}
        words = {name: row.value[h] for name, h in ours.items() if h in row.value}
        lacking = [name for name in ours if name in cells and name not in words]
        id_ = base.ids[index] if index < len(base.ids) else ""
        if lacking:
            missing.append(id_)
        elif stamp_head:
            now = _digest({name: cells[name].plain() for name in words if name in cells})
            _compare_row(now, row.value.get(stamp_head), (index, stamp_head), grid, result)
        if not lacking or head.untranslated is Untranslated.BASE:
            words |= {name: _tagged(cells[name], base.tag) for name in lacking}
            cells["id"] = Node(id_, row.position)
            nodes.append(Node({**cells, **words}, row.position))
    _tell(missing, len(grid.rows), base, head, result, "row")
    kept = {h: place for h, place in grid.heads.items() if h not in others}
    kept |= {"id": kept.get("id", result.head.position)}
    return Grid(kept, nodes, has_head=grid.has_head, decimal_comma=grid.decimal_comma)


def _compare_row(
    now: str, stamp: Node | None, place: tuple[int, str], grid: Grid, result: Translated
) -> None:
    """Tell of a row that has changed since, or note what is to be written down."""
    if stamp is None:
        if place in grid.stamps:
            result.stamps.append(grid.stamps[place].of(now))
    elif _text_of(stamp) != now:
        result.problems.append(_stale(stamp.position, f"clear the cell '{place[1]}'"))


# --- what is told -----------------------------------------------------------------------------


def _compare(fact: Node, entry: Node, result: Translated) -> None:
    """Tell of a fact that has changed since, or note what is to be written down."""
    assert isinstance(fact.value, dict)  # noqa: S101 - whoever calls has looked
    assert isinstance(entry.value, dict)  # noqa: S101 - the same
    texts = {key: n.plain() for key, n in fact.value.items() if key in PROSE | OPTIONAL}
    now, stamp = _digest(texts), entry.value.get(STAMP)
    if stamp is None:
        result.stamps.append(_stamp_in(entry).of(now))
    elif _text_of(stamp) != now:
        result.problems.append(_stale(stamp.position, f"delete '{STAMP}: {_text_of(stamp)}'"))


def _stale(place: Position, cure: str) -> Diagnostic:
    message = "the deck has changed here since this was translated"
    hint = f"translate it anew, or see that it is right still, and {cure}: a build writes the new"
    return Diagnostic(place, STALE_TRANSLATION, message, hint)


def _digest(texts: object) -> str:
    """Return what tells texts from others, in eight letters."""
    data = json.dumps(texts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()[:LENGTH]


def _stamp_in(entry: Node) -> Insertion:
    """Return where a stamp goes in an entry, as its first key."""
    place = entry.position
    if entry.layout:
        inside = Position(place.path, place.line, place.column + 1)
        return Insertion(inside, f"{STAMP}: ", ", ")
    return Insertion(place, f"{STAMP}: ", "\n" + " " * (place.column - 1))


def _tell_untranslated(
    base: Base, entries: Mapping[str, Node], head: Translation, result: Translated
) -> None:
    facts = [_text(fact, "id") for fact in _list(base.node, "facts")]
    missing = [id_ for id_ in facts if id_ not in entries]
    _tell(missing, len(facts), base, head, result, "fact")


def _tell(
    missing: Sequence[str], total: int, base: Base, head: Translation, result: Translated, noun: str
) -> None:
    """Tell of what has no translation, in one message."""
    if not missing:
        return
    named = ", ".join(missing[:MOST_NAMED]) + (" …" if len(missing) > MOST_NAMED else "")
    fates = {
        Untranslated.BASE: f"asked in {base.tag}",
        Untranslated.LEAVE_OUT: "left out",
        Untranslated.REFUSE: "missing",
    }
    count = f"{len(missing)} of {counted(total, noun)}"
    message = f"not translated into {head.translation}, and {fates[head.untranslated]}: "
    problem = Diagnostic(result.head.position, UNTRANSLATED, f"{count} {message}{named}")
    is_error = head.untranslated is Untranslated.REFUSE
    result.problems.append(problem.as_error if is_error else problem)


def _tell_unknown(entries: Mapping[str, Node], used: Iterable[str], result: Translated) -> None:
    fact_ids = sorted(used)
    for id_, entry in entries.items():
        if id_ not in fact_ids:
            message = f"the deck has no fact '{id_}'"
            hint = suggestion(id_, fact_ids)
            result.problems.append(Diagnostic(entry.position, UNKNOWN_FACT, message, hint))


def _tell_shapes(base: Base, overlay: Node | None, result: Translated) -> None:
    """Tell of what is no mapping, and of columns that the deck does not describe."""
    for key in ("facts", "columns"):
        child = overlay.value.get(key) if overlay and isinstance(overlay.value, dict) else None
        parts = child.value if child else {}
        if not child or not isinstance(parts, dict):
            if child:
                hint = f"write '{key}:' with a line 'id: {{…}}' for each, indented"
                message = f"'{key}' of a translation is a mapping"
                result.problems.append(Diagnostic(child.position, WRONG_TYPE, message, hint))
            continue
        for name, part in parts.items():
            if not isinstance(part.value, dict):
                message = f"'{name}' is a mapping in a translation"
                hint = "write its texts under their keys: {question: …, answer: …}"
                result.problems.append(Diagnostic(part.position, WRONG_TYPE, message, hint))
    described = _mapping(base.node, "columns")
    for name, part in _mapping(overlay, "columns").items():
        if name not in described:
            message = f"the deck describes no column '{name}'"
            hint = suggestion(name, described) or "describe it under 'columns:' of the deck"
            result.problems.append(Diagnostic(part.position, UNKNOWN_FACT, message, hint))


# --- nodes ------------------------------------------------------------------------------------


def _mapping(node: Node | None, key: str) -> Mapping[str, Node]:
    """Return a mapping under a key, empty where there is none."""
    child = node.value.get(key) if node and isinstance(node.value, dict) else None
    return child.value if child and isinstance(child.value, dict) else {}


def _list(node: Node, key: str) -> Iterator[Node]:
    """Yield the mappings that are listed under a key."""
    child = node.value.get(key) if isinstance(node.value, dict) else None
    if child and isinstance(child.value, list):
        yield from (entry for entry in child.value if isinstance(entry.value, dict))


def _text(node: Node, key: str) -> str:
    child = node.value.get(key) if isinstance(node.value, dict) else None
    return _text_of(child) if child else ""


def _text_of(node: Node) -> str:
    return node.value if isinstance(node.value, str) else ""
