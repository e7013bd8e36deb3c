r"""What a YAML parser's complaint is really about.

A parser says what it expected where it gave up: "did not find expected key" of an apostrophe, of a
line that is indented by a space too many, of an asterisk. Here the lines around that place are
looked at for what people do: each trap is one function, and the first that knows the place speaks.
libyaml and the parser in Python complain in other words, and are worded alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field

import yaml

from quizgen.checks.stages.files import ALIAS, SYNTAX, TAB
from quizgen.diagnostics import Code
from quizgen.records import dataclass

QUOTE_IT = "put the text in quotation marks"
SHOWN = 20
"""Characters of another line that a message quotes."""
_KEY = re.compile(r"(?P<before>[ ]*(?:- +)*)(?P<key>[\w-]+):(?P<space>[ ]|$)?")
"""A key where its line begins, after the marks of a list."""
_QUOTED = re.compile(r"(?<=[ \[{,])(?P<mark>[\"'])(?:(?!(?P=mark)).)*(?P=mark)(?=\w)")
"""A text in quotation marks after which a word goes on."""
_AFTER = re.compile(r"(?P<before>[ \t]+)#(?P<after>.?)")
_ENTRY = re.compile(r"[ ]*-(?: |$)")
_EXPECTED = ("expected key", "expected '-' indicator", "<block end>")
"""What parsers say where a line, or what follows on it, belongs to nothing."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong and what to do about it; line and column count from 0."""

    line: int
    column: int
    message: str
    hint: str = ""
    code: Code = SYNTAX


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a parser gave up: its words, the place, where what it was reading began, the lines.

    ``last`` is the text that it had read before: its sort of quotation mark, and where it begins
    and ends.
    """

    problem: str
    line: int
    column: int
    began: tuple[int, int]
    lines: list[str] = field(repr=False)
    last: tuple[str, tuple[int, int], tuple[int, int]]

    @property
    def text(self) -> str:
        """The line at that place."""
        return self.lines[self.line]

    @property
    def above(self) -> int:
        """The last line before it that is not empty, -1 where there is none."""
        return next((i for i in range(self.line - 1, -1, -1) if self.lines[i].strip()), -1)

    def says(self, *words: str) -> bool:
        """Whether the complaint has any of some words."""
        return any(word in self.problem for word in words)


def lines_of(text: str) -> list[str]:
    """Return the lines of a file as YAML counts them."""
    return re.split("\r\n|[\n\r\x85\u2028\u2029]", text)


def cut_off(line: str, end: int) -> int:
    """Return where a comment begins right after a text that ends there, -1 if none is by accident.

    A comment that is meant has two spaces before it and one after it, as editors write it; a ``#``
    of a text, as in "Room #5" or "Which # is it?", has not.
    """
    match = _AFTER.match(line, end)
    if not match or (len(match["before"]) > 1 and match["after"] in ("", " ", "#")):
        return -1
    return match.end("before")


def complaint(error: yaml.YAMLError, lines: list[str], last: yaml.ScalarEvent | None) -> Complaint:
    """Return what is wrong with a file that a parser gave up on after reading ``last``."""
    begun, at = (_place(getattr(error, f"{name}_mark", None)) for name in ("context", "problem"))
    at = at or begun or (0, 0)
    line, column = min(at[0], len(lines) - 1), at[1]
    start, end = (_place(getattr(last, f"{name}_mark", None)) for name in ("start", "end"))
    scene = Scene(
        problem=str(getattr(error, "problem", None) or "it cannot be read"),
        line=line,
        column=column,
        began=min(begun or (line, column), (line, column)),
        lines=lines,
        last=((last and last.style) or "", start or (0, 0), end or (0, 0)),
    )
    causes = (cause for trap in TRAPS if (cause := trap(scene)))
    return next(causes, Complaint(line, column, f"this is not YAML: {scene.problem}"))


def _place(mark: object) -> tuple[int, int] | None:
    """Return the line and column of a mark, which either parser has a class of its own for."""
    return None if mark is None else (mark.line, mark.column)  # type: ignore[attr-defined]


# --- the traps --------------------------------------------------------------------------------


def _tab(scene: Scene) -> Complaint | None:
    for line in (scene.line, scene.began[0]):
        text = scene.lines[line]
        column = text[: len(text) - len(text.lstrip())].find("\t")
        if column >= 0:
            return Complaint(line, column, "a tab indents this line", "indent with spaces", TAB)
    return None


def _first_sign(scene: Scene) -> Complaint | None:
    """A text begins with a sign that means something to YAML."""
    line, column = scene.began
    sign = scene.lines[line][column : column + 1]
    if scene.says("alphabetic or numeric") and sign in ("*", "&"):
        what = "an alias, which stands for a value above" if sign == "*" else "a name for a value"
        message = f"'{sign}' at its beginning makes a text {what}"
        return Complaint(line, column, message, QUOTE_IT, ALIAS)
    if scene.says("comment or line break", "comment or a line break", "chomping") and sign in "|>":
        message = f"'{sign}' begins a text of several lines, and nothing stands beside it"
        return Complaint(line, column, message, QUOTE_IT)
    return None


def _misplaced_sign(scene: Scene) -> Complaint | None:
    """A sign begins what cannot stand there, or nothing at all."""
    line, column = scene.line, scene.column
    if scene.says("sequence entries are not allowed"):
        hint = f"{QUOTE_IT}, or write no space before a number"
        return Complaint(line, column, "'- ' begins a list, which cannot stand here", hint)
    if scene.says("mapping keys are not allowed"):
        return Complaint(line, column, "'? ' begins a key, which cannot stand here", QUOTE_IT)
    if scene.says("cannot start any token"):
        sign = scene.text[column : column + 1]
        return Complaint(line, column, f"no text begins with '{sign}' in YAML", QUOTE_IT)
    return None


def _escape(scene: Scene) -> Complaint | None:
    r"""A backslash in double quotes, as in ``"\(x\)"``."""
    if not scene.says("unknown escape", "hexdecimal", "hexadecimal"):
        return None
    message = "in double quotation marks a backslash begins an escape, and one here is none"
    return Complaint(*scene.began, message, "put the text in single ones: '…'")


def _open_quote(scene: Scene) -> Complaint | None:
    if not scene.says("unexpected end of stream"):
        return None
    line, column = scene.began
    text = scene.lines[line]
    before = _QUOTED.search(text, 0, column) if text[column - 1 : column].strip() else None
    if before:  # the last mark of a text that an apostrophe has ended
        return _ended(line, before.end() - 1, before["mark"])
    is_apostrophe = re.match(r"'\w", text[column:])
    hint = "close it, or, if it is an apostrophe, put the text in double ones"
    message = "this quotation mark is not closed"
    return Complaint(line, column, message, hint if is_apostrophe else "")


def _end_of_quotes(scene: Scene) -> Complaint | None:
    """A quotation mark ends a text before its end: most often it is an apostrophe."""
    before = scene.text[: scene.column].rstrip(" ")
    mark, start, end = scene.last
    if mark not in ("'", '"') or end != (scene.line, len(before)):
        return None
    if start[0] < scene.line:
        message = f"this quotation mark is closed on line {scene.line + 1}, and text follows there"
        return Complaint(*start, message, "close it where its text ends")
    return _ended(scene.line, len(before) - 1, mark)


def _ended(line: int, column: int, mark: str) -> Complaint:
    if mark == "'":
        hint = "write an apostrophe within '…' twice, as in 'It''s', or put the text in \"…\""
    else:
        hint = 'write \\" within "…", or put the text in \'…\''
    message = f"the quotation mark {mark} ends the text here, and more follows"
    return Complaint(line, column, message, hint)


def _comment_in_brackets(scene: Scene) -> Complaint | None:
    """A ``#`` takes the end of a line away, with the bracket that closes it."""
    if not scene.says("',' or"):
        return None
    for line in range(scene.began[0], scene.line + 1):
        text = scene.lines[line]
        at = _comment(text, scene.began[1] if line == scene.began[0] else 0)
        odd = text[at + 1 : at + 2] not in ("", " ", "#") or text.rstrip()[-1:] in "]}"
        if at >= 0 and odd:
            message = "'#' after a space begins a comment, which takes the rest of the line away"
            return Complaint(line, at, message, QUOTE_IT)
    return None


def _comment_above(scene: Scene) -> Complaint | None:
    """A ``#`` ends a text, so that its next line belongs to nothing."""
    line = scene.above
    is_text = not _KEY.match(scene.text) and not _ENTRY.match(scene.text)
    if line < 0 or not is_text or not scene.says(*_EXPECTED, "expected ':'"):
        return None
    column = _comment(scene.lines[line], 0)
    if column < 0 or not scene.lines[line][:column].strip():
        return None
    message = "'#' after a space begins a comment: the text ends, and the next line is none of it"
    return Complaint(line, column, message, QUOTE_IT)


def _comment(line: str, start: int) -> int:
    """Return where a comment begins in a line, -1 where none does; what is quoted begins none."""
    quote = ""
    for index in range(start, len(line)):
        char, before = line[index], line[index - 1 : index]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and before in ("", " ", "[", "{", ","):
            quote = char
        elif char == "#" and before in (" ", "\t"):
            return index
    return -1


def _after_brackets(scene: Scene) -> Complaint | None:
    """A text begins with a bracket, which YAML reads as a list or a mapping."""
    before = scene.text[: scene.column].rstrip(" ")
    if before[-1:] not in ("]", "}") or not scene.says(*_EXPECTED):
        return None
    message = f"'{before[-1]}' ends a list or mapping here, and more follows"
    return Complaint(scene.line, len(before) - 1, message, "put the whole text in quotation marks")


def _unclosed(scene: Scene) -> Complaint | None:
    if not scene.says("',' or"):
        return None
    hint = "quote a text in it that has any of ? , [ ] { }"
    return Complaint(*scene.began, "this '[' or '{' is not closed", hint)


def _no_space(scene: Scene) -> Complaint | None:
    """A key without a space after its colon is a text."""
    if scene.says("mapping values are not allowed"):
        line = scene.above
    elif scene.says("expected ':'"):
        line = scene.began[0]
    else:
        return None
    key = _KEY.match(scene.lines[line]) if line >= 0 else None
    if not key or key["space"] is not None:
        return None
    message = f"'{key['key']}:' lacks the space after its colon"
    return Complaint(line, key.start("key"), message, f"write '{key['key']}: …'")


def _deeper(scene: Scene) -> Complaint | None:
    """A key that is indented deeper than the one above it belongs to the text of that."""
    key = _KEY.match(scene.text)
    if not scene.says("mapping values are not allowed") or not key:
        return None
    due = _nearest(scene, entries="-" in key["before"])
    return None if due is None or key.end("key") != scene.column else _slip(scene, due)


def _colon(scene: Scene) -> Complaint | None:
    if not scene.says("mapping values are not allowed"):
        return None
    message = "a ': ' stands inside a plain value"
    return Complaint(scene.line, scene.column, message, "quote the value")


def _no_colon(scene: Scene) -> Complaint | None:
    if not scene.says("could not find expected ':'"):
        return None
    return Complaint(*scene.began, "a key lacks its ':'", "write 'key: value'")


def _indentation(scene: Scene) -> Complaint | None:
    """A line is in none of the columns in which the lines above it begin."""
    if not scene.says(*_EXPECTED):
        return None
    due = _nearest(scene, entries=_ENTRY.match(scene.text) is not None)
    if due is None or due == _indent(scene.text) or scene.text[: scene.column].strip():
        return Complaint(scene.line, scene.column, _SLIP)
    return _slip(scene, due)


TRAPS: tuple[Callable[[Scene], Complaint | None], ...] = (
    _tab,
    _first_sign,
    _misplaced_sign,
    _escape,
    _open_quote,
    _end_of_quotes,
    _comment_in_brackets,
    _comment_above,
    _after_brackets,
    _unclosed,
    _no_space,
    _deeper,
    _colon,
    _no_colon,
    _indentation,
)


# --- indentation ------------------------------------------------------------------------------


_SLIP = "the indentation does not fit the lines above"


def _slip(scene: Scene, due: int) -> Complaint:
    """Say that a line should begin in a column in which one above it does."""
    indent = _indent(scene.text)
    line = next(line for column, line in _columns(scene) if column == due)
    model = scene.lines[line][due:].split(":")[0].strip()
    key = model if len(model) <= SHOWN else f"{model[: SHOWN - 1]}…"
    count = f"{indent} space{'s' * (indent != 1)}"
    hint = f"it has {count} where '{key}' on line {line + 1} has {due}: line them up"
    return Complaint(scene.line, indent, _SLIP, hint)


def _columns(scene: Scene, *, entries: bool | None = None) -> Iterator[tuple[int, int]]:
    """Yield the columns in which keys and entries of lists above begin that are still open.

    Each comes with its line, the nearest first; ``entries`` asks for those of lists alone, or, if
    False, for those of keys alone.
    """
    least: int | None = None
    for line in range(scene.above, -1, -1):
        text = scene.lines[line]
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        if least is not None and _indent(text) >= least:
            continue
        least = _indent(text)
        key = _KEY.match(text)
        if key and entries is not True:
            yield key.start("key"), line
        if _ENTRY.match(text) and entries is not False:
            yield least, line


def _nearest(scene: Scene, *, entries: bool) -> int | None:
    """Return the column above that is nearest to where a line begins, if there is any."""
    indent = _indent(scene.text)
    columns = (column for column, _ in _columns(scene, entries=entries))
    return min(columns, key=lambda column: abs(column - indent), default=None)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
