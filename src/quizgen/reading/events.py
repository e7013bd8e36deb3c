"""YAML events → data with a place for every key and value.

One pass, no constructors: every scalar stays text, so ``no``, ``012`` and ``1:30`` survive. Deck
files may come from strangers, so tags are refused and aliases are counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from sys import intern
from types import MappingProxyType

import yaml

from quizgen.checks.stages.files import (
    ALIAS,
    ALIAS_BOMB,
    CUT_OFF,
    DEPTH,
    DUPLICATE_KEY,
    EMPTY_FILE,
    ENCODING,
    SYNTAX,
    TAG,
)
from quizgen.diagnostics import Code, Diagnostic, Position
from quizgen.reading.complaints import complaint, cut_off, lines_of

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_OURS, _THEIRS = re.compile(r"^<{7} ", re.MULTILINE), re.compile(r"^>{7} ", re.MULTILINE)
UNMERGED = (
    "this line is a conflict marker of a merge",
    "keep one of the two sides, or both, and delete the three lines of marks",
)
"""What is said of a conflict, and what to do about it."""
"""Controls, and what Unicode keeps for the use of programs alone, as we do within texts."""
MAX_DEPTH = 50
MAX_ALIASED = 10_000
"""How many values the aliases of one file may stand for, all told."""
SHOWN = 40
"""Characters of a text that a message quotes."""
_NO_PROSE = re.compile(r"[a-z0-9][a-z0-9-]*|[\d./~?:X-]+")
"""An id, a word such as "yes", a date or a number, after which a comment is a comment."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list, a mapping or a block of lines is written: in brackets, and where its end is.

    ``indent`` is how far the lines of a literal block are indented, in characters.
    """

    brackets: bool = False
    end: Position | None = None
    indent: int = 0


_NO_KEYS: Mapping[str, Position] = MappingProxyType({})
"""Those of a text or a list, which are nearly all values: one for them all."""


@dataclass(slots=True)
class Node:
    """A value with its place, and the places of its keys if it is a mapping.

    ``layout`` is how it is written, where a value can be written in more than one way.
    """

    value: str | list[Node] | dict[str, Node]
    position: Position
    keys: Mapping[str, Position] = field(default_factory=lambda: _NO_KEYS)
    size: int = 1
    layout: Layout | None = None

    def plain(self) -> object:
        """Return the data alone: text, lists and dictionaries."""
        match self.value:
            case str():
                return self.value
            case list():
                return [node.plain() for node in self.value]
            case dict():
                return {key: node.plain() for key, node in self.value.items()}

    def locate(self, *loc: str | int) -> Position:
        """Return the place of the value at a path, or of its nearest ancestor that is there."""
        node = self
        for step in loc:
            child = _child(node, step)
            if child is None:
                break
            node = child
        return node.position

    def locate_key(self, *loc: str | int) -> Position:
        """Return the place of the last key of a path rather than of its value."""
        parent = self
        for step in loc[:-1]:
            parent = _child(parent, step) or parent
        return parent.keys.get(str(loc[-1]), parent.position) if loc else self.position


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node.value, dict):
        return node.value.get(str(step))
    if isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


class _Refused(Exception):
    """Stops reading one file at its first problem that leaves no data to go on with."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(str(diagnostic))


def read_yaml(path: str, data: bytes) -> tuple[Node | None, list[Diagnostic]]:
    """Read one file's bytes; None where there is nothing to go on with."""
    try:
        text = _decode(path, data)
        reader = _Reader(path)
        return reader.read(text), reader.diagnostics
    except _Refused as refusal:
        return None, [refusal.diagnostic]


def _decode(path: str, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        raise _refusal(
            _end_of(path, before),
            ENCODING,
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            "save the file as UTF-8",
        ) from error
    if not text.strip():
        raise _refusal(
            Position(path), EMPTY_FILE, "the file is empty", "begin it with 'deck: <title>'"
        )
    index = bad_character(text)
    if index is not None:
        message = f"the control character U+{ord(text[index]):04X} is not text"
        raise _refusal(_end_of(path, text[:index]), ENCODING, message, "delete it")
    index = conflict(text)
    if index is not None:
        raise _refusal(_end_of(path, text[:index]), SYNTAX, *UNMERGED)
    return unicodedata.normalize("NFC", text)


def bad_character(text: str) -> int | None:
    """Return where the first character stands that is a control or that no text may have."""
    match = _BAD.search(text)
    return match.start() if match else None


def conflict(text: str) -> int | None:
    """Return where the first conflict begins that a merge has left, and that ends further on."""
    begun = _OURS.search(text)
    return begun.start() if begun and _THEIRS.search(text, begun.end()) else None


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _end_of(path: str, before: str) -> Position:
    line = before.count("\n") + 1
    return Position(path, line, len(before) - (before.rfind("\n") + 1) + 1)


def _refusal(position: Position, code: Code, message: str, hint: str = "") -> _Refused:
    return _Refused(Diagnostic(position, code, message, hint))


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is being read; ``key`` is the key whose value comes next.

    ``keys`` are those of its node, which are filled in here.
    """

    node: Node
    keys: dict[str, Position]
    anchor: str | None
    key: str | None = None
    key_position: Position | None = None


class _Reader:
    """Builds nodes from events, on a stack of its own: no nesting can exhaust Python's."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.anchors: dict[str, Node] = {}
        self.aliased = 0
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.last: yaml.ScalarEvent | None = None
        self.unused: dict[str, Position] = {}
        self.has_signs = True

    def read(self, text: str) -> Node:
        documents = 0
        self.lines = [*lines_of(text), ""]  # libyaml may end on a line that is not there
        self.has_signs = "#" in text or "&" in text  # without which no text is cut off or named
        try:
            for event in yaml.parse(text, Loader=Loader):
                if type(event) is yaml.ScalarEvent:  # nine of ten are
                    self._scalar(event)
                elif isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        raise self._refuse(
                            event, SYNTAX, "a second document begins", "one file, one deck"
                        )
                else:
                    self._take(event)
        except yaml.YAMLError as error:
            raise self._syntax(error) from error
        self._check_anchors()
        if self.root is None:
            raise _refusal(
                Position(self.path),
                EMPTY_FILE,
                "the file has nothing but comments",
                "begin it with 'deck: <title>'",
            )
        return self.root

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.SequenceStartEvent():
                self._open(event, [])
            case yaml.MappingStartEvent():
                self._open(event, {})
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                done = self.stack.pop()
                if done.node.layout:
                    done.node.layout = Layout(brackets=True, end=self._position(event, end=True))
                self._place(done.node, done.anchor)
            case yaml.AliasEvent():
                self._alias(event)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text, style, mark = event.value, event.style, event.start_mark
        if event.tag is not None:
            self._check_tag(event)
        if not style and (self.has_signs or not text):
            self._check_end(event)
        self.last = event
        place = Position(self.path, mark.line + 1, mark.column + 1) if mark else Position(self.path)
        if style == '"' or not text.isascii():
            text = self._text(event)
        node = Node(text, place)
        if style == "|":
            node.layout = self._block(event)
        self._place(node, event.anchor)

    def _text(self, event: yaml.ScalarEvent) -> str:
        """Return a scalar's text; an escape in quotes can hold what the file itself may not."""
        bad = bad_character(event.value) if event.style == '"' else None
        if bad is not None:
            message = f"the control character U+{ord(event.value[bad]):04X} is not text"
            escaped = "a backslash in double quotation marks begins an escape: put it in '…'"
            hint = escaped if event.style == '"' else "delete it"
            raise self._refuse(event, ENCODING, message, hint)
        return event.value if event.value.isascii() else unicodedata.normalize("NFC", event.value)

    def _check_end(self, event: yaml.ScalarEvent) -> None:
        """Say where a plain text is cut off by a ``#``, or is a key by a comma in it."""
        start, end, last = event.start_mark, event.end_mark, self.last
        if not start or not end:
            return
        if event.anchor:
            self.unused[event.anchor] = self._position(event)
        line = self._line(end.line)
        column = cut_off(line, end.column) if "#" in line else -1
        if column >= 0 and not _NO_PROSE.fullmatch(event.value):
            position = Position(self.path, end.line + 1, column + 1)
            message = f"'#' after a space begins a comment: the text is '{_shown(event.value)}'"
            hint = "put the text in quotation marks, or two spaces before a comment and one in it"
            self._say(position, CUT_OFF, message, hint)
        if event.value:
            return
        if last and last.end_mark and self.stack and self.stack[-1].key is not None:
            key_end = last.end_mark
            between = self._line(key_end.line)[key_end.column : end.column]
            if key_end.line == end.line and ":" not in between:
                message = f"'{_shown(last.value)}' has no ':' and no value"
                position = self._position(last)
                self._say(position, SYNTAX, message, "quote a text that has a comma in it")

    def _line(self, number: int) -> str:
        """Return a line; a parser counts one more at the end of a file that breaks off."""
        return self.lines[number] if number < len(self.lines) else ""

    def _check_anchors(self) -> None:
        """Say which texts begin with an ``&`` that names nothing."""
        for name, position in self.unused.items():
            message = f"'&{name}' names a value that no alias stands for"
            self._say(position, ALIAS, message, "quote a text that begins with &")

    def _open(
        self,
        event: yaml.SequenceStartEvent | yaml.MappingStartEvent,
        value: list[Node] | dict[str, Node],
    ) -> None:
        self._check_tag(event)
        if len(self.stack) >= MAX_DEPTH:
            raise self._refuse(event, DEPTH, f"more than {MAX_DEPTH} levels of nesting")
        keys: dict[str, Position] = {}
        node = Node(value, self._position(event), keys)
        node.layout = Layout(brackets=True) if event.flow_style else None
        self.stack.append(_Open(node, keys, event.anchor))

    def _place(self, node: Node, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = node
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        parent.node.size += node.size
        items = parent.node.value
        if type(items) is dict:
            self._place_in(parent, items, node)
        elif isinstance(items, list):
            items.append(node)

    def _place_in(self, parent: _Open, mapping: dict[str, Node], node: Node) -> None:
        if parent.key is None:
            if not isinstance(node.value, str):
                raise _refusal(node.position, SYNTAX, "a key must be text", "quote the value")
            parent.key, parent.key_position = intern(node.value), node.position
            return
        key, position = parent.key, parent.key_position
        parent.key = None
        if key in mapping:
            first = parent.keys[key]
            self._say(
                position,
                DUPLICATE_KEY,
                f"'{key}' is here twice",
                f"first on line {first.line}",
            )
        elif position:
            mapping[key] = node
            parent.keys[key] = position

    def _alias(self, event: yaml.AliasEvent) -> None:
        node = self.anchors.get(event.anchor or "")
        self.unused.pop(event.anchor or "", None)
        if node is None:
            raise self._refuse(
                event,
                ALIAS,
                f"'*{event.anchor}' names no value above",
                "quote a text that begins with *",
            )
        self.aliased += node.size
        if self.aliased > MAX_ALIASED:
            raise self._refuse(
                event,
                ALIAS_BOMB,
                f"aliases unfold to more than {MAX_ALIASED:,} values",
                "write the values out",
            )
        self._place(node, None)

    def _check_tag(
        self, event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent
    ) -> None:
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self._refuse(
                event,
                TAG,
                f"the tag '{tag}' is not allowed",
                "quote a text that begins with !",
            )

    def _block(self, event: yaml.ScalarEvent) -> Layout:
        """Return how far a literal block is indented: as its first line that is not empty."""
        first = event.start_mark.line + 1 if event.start_mark else 0
        line = next((line for line in self.lines[first:] if line.strip()), "")
        return Layout(indent=len(line) - len(line.lstrip(" ")))

    def _position(self, event: yaml.Event, *, end: bool = False) -> Position:
        mark = event.end_mark if end else event.start_mark
        return Position(self.path, mark.line + 1, mark.column + 1) if mark else Position(self.path)

    def _say(self, position: Position | None, code: Code, message: str, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(position or Position(self.path), code, message, hint))

    def _refuse(self, event: yaml.Event, code: Code, message: str, hint: str = "") -> _Refused:
        return _refusal(self._position(event), code, message, hint)

    def _syntax(self, error: yaml.YAMLError) -> _Refused:
        reason = complaint(error, self.lines, self.last)
        position = Position(self.path, reason.line + 1, reason.column + 1)
        return _refusal(position, reason.code, reason.message, reason.hint)
