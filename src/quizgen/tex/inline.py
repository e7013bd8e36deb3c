r"""Formulas in a text: where they begin and end, how they are written out, what is wrong with them.

A formula stands between ``\(`` and ``\)``, as MathJax looks for it: a backslash and what follows it
belong together, so that ``\\)`` ends nothing. What looks like TeX elsewhere is told, since it would
be printed as letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from quizgen.records import dataclass
from quizgen.tex.commands import KNOWN
from quizgen.tex.errors import TexError
from quizgen.tex.formula import read
from quizgen.tex.linear import linear

_PAIR = re.compile(r"\\(.)", re.DOTALL)
_DISPLAY = re.compile(r"[\\^_{}]")
"""What tells TeX between square brackets from a bracket that was escaped."""
_COMMAND = re.compile(r"\\(begin|end|[A-Za-z]+)\{")
SHOWN = 60
"""Characters of a formula that a message quotes."""
_BEFORE = r"[(\[{«“‘„‚¿¡\"']{0,4}"
CLOSING = r"[)\]}»”’\"'.,;:!?…%、。，।؟؛،]"
"""Marks that belong to what stands before them."""
_FORMULA = r"<span class=\"math\">.*?</span>"
_BESIDE = re.compile(rf"({_BEFORE})({_FORMULA})({CLOSING}*(?:-\w+)?)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a formula, and what to do about it."""

    message: str
    hint: str


def install(markdown: MarkdownIt) -> MarkdownIt:
    """Add the rule for formulas, before the one that takes their backslashes."""
    markdown.inline.ruler.before("escape", "math_inline", _rule)
    rules = markdown.renderer.rules  # type: ignore[attr-defined]
    rules["math_inline"] = _render
    rules["math_fault"] = lambda tokens, index, *_: escape(tokens[index].content, quote=False)
    return markdown


def _rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\":
        return False
    opened = state.src[state.pos + 1 : state.pos + 2]
    if opened not in ("(", ")", "["):
        return False
    end = -1 if opened == ")" else _end(state, {"(": ")", "[": "]"}[opened])
    if opened == "[" and not _is_display(state, end):
        return False  # an escaped bracket
    if not silent:
        inner = state.src[state.pos + 2 : end] if end >= 0 else ""
        token = state.push("math_inline" if opened == "(" and end >= 0 else "math_fault", "", 0)
        token.markup = opened
        token.content = opened if end < 0 else f"[{inner}]" if opened == "[" else inner
    state.pos = end + 2 if end >= 0 else state.pos + 2
    return True


def _end(state: StateInline, closing: str) -> int:
    """Return where what begins here ends, -1 where it does not: looked for once in a text."""
    unclosed = state.env.setdefault("unclosed", {})
    if unclosed.get(closing, len(state.src)) <= state.pos:
        return -1
    ends = state.env.setdefault("ends", {})
    start, end = ends.get(closing, (0, 0))
    if start <= state.pos < end < state.posMax:
        return int(end)
    for match in _PAIR.finditer(state.src, state.pos + 2, state.posMax):
        if match[1] == closing:
            ends[closing] = (state.pos, match.start())
            return match.start()
    unclosed[closing] = state.pos
    return -1


def _is_display(state: StateInline, end: int) -> bool:
    """Whether what stands between square brackets, from here to an end, is TeX."""
    if end < 0 or end == state.env.get("words up to"):
        return False
    if _DISPLAY.search(state.src, state.pos + 2, end):
        return True
    state.env["words up to"] = end
    return False


def _render(tokens: Sequence[Token], index: int, *_: object) -> str:
    """Return a formula for MathJax; one that is not set is shown as it is written."""
    source = tokens[index].content
    try:
        return rf'<span class="math">\({escape(read(source).tex, quote=False)}\)</span>'
    except TexError:
        return f"<code>{escape(source, quote=False)}</code>"


def tex(source: str) -> str:
    """Return a formula as TeX that MathJax reads, empty where it is not set."""
    try:
        return read(source).tex
    except TexError:
        return ""


def mathml(source: str) -> str:
    """Return a formula as MathML, or as it is written where it is not set."""
    try:
        return ElementTree.tostring(read(source).mathml, encoding="unicode")
    except TexError:
        return f"<code>{escape(source, quote=False)}</code>"


def as_set(source: str) -> tuple[Element, ...]:
    """Return a formula as an element, or nothing where it is not set."""
    try:
        return (read(source).mathml,)
    except TexError:
        return ()


def held_together(html: str) -> str:
    """Return a text in which no line ends between a formula and the marks beside it."""
    return _BESIDE.sub(lambda match: held(match[0]) if match[1] or match[3] else match[0], html)


def held(html: str) -> str:
    """Return HTML that stays on one line."""
    return f'<span style="white-space:nowrap">{html}</span>'


def words(source: str) -> str:
    """Return a formula as one line of text, or as it is written where it is not set."""
    try:
        return linear(read(source).mathml)
    except TexError:
        return source


def faults(tokens: Iterable[Token]) -> Iterator[Fault]:
    """Yield what is wrong with the formulas of a text that was read."""
    for token in tokens:
        if token.type == "math_inline":
            yield from _faults_in(token.content)
        elif token.type == "math_fault":
            yield _fault(token)
        elif token.type == "text":
            yield from _outside(token.content)


def _faults_in(source: str) -> Iterator[Fault]:
    try:
        read(source)
    except TexError as error:
        yield Fault(f"the formula '{_shown(source)}' {error.message}", error.hint)


def _shown(source: str) -> str:
    text = " ".join(source.split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _fault(token: Token) -> Fault:
    if token.markup == "(":
        return Fault(r"a formula is opened by '\(' and never closed", r"write its '\)'")
    if token.markup == ")":
        return Fault(r"a formula is closed by '\)' and never opened", r"write its '\(', or ')'")
    message = (
        rf"'\{_shown(token.content[:-1])}\]' is a formula on a line of its own, which is not set"
    )
    return Fault(message, r"write \(\displaystyle … \), or [ for a bracket")


def _outside(text: str) -> Iterator[Fault]:
    """Find commands that stand in no formula."""
    for match in _COMMAND.finditer(text):
        if match[1] in KNOWN:
            message = f"'\\{match[1]}' stands in no formula and would be printed as it is"
            yield Fault(message, rf"write \( before the formula and \) after it, or `\{match[1]}`")
