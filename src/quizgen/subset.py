r"""The Markdown subset's own rules, where it differs from CommonMark.

Code keeps its line breaks, and a fenced block may stand in any text. A link has a whole web
address, since a card and a page stand alone: ``//host`` is made whole, anything else is no link.
What is in another language, and a word with its reading, is marked as
``quizgen.language_marks`` says.
In a sentence with gaps, ``[Geneva|a city]{2}`` is a gap: what CommonMark reads in square brackets,
code, math and links, is read first, so that a gap may hold them and is never part of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.link import link as inline_link
from markdown_it.token import Token

from quizgen import language_marks

_WHOLE = re.compile(r"(?:https?:)?//[^/?#\s]+|mailto:[^@\s]+@[^@\s]+", re.IGNORECASE)
"""How a link begins that leads somewhere from a card and from paper."""
_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^\n`]*)\n")
_FENCE_END = re.compile(r"^[ \t]*(?P<marks>`{3,}|~{3,})[ \t]*$\n?", re.MULTILINE)
_LANGUAGE = re.compile(r"[\w+#.-]+")
_TICKS = re.compile("`+")
_SPACES = re.compile(r"^ | $|  |[\t\n]")
"""Spaces in code that HTML does not keep by itself."""
_KEPT = "white-space: pre-wrap"
_NUMBER = re.compile(r"\{(\d+)\}")


def install(markdown: MarkdownIt) -> MarkdownIt:
    """Add the rules that every text is read by."""
    markdown.enable(["emphasis", "link", "backticks", "escape", "newline"])
    markdown.inline.ruler.at("link", _link)
    markdown.inline.ruler.at("backticks", _code)
    markdown.inline.ruler.before("backticks", "fence", _fence)
    for mark in (language_marks.BEGIN, language_marks.ANCHOR):
        markdown.inline.add_terminator_char(mark)
    markdown.inline.ruler.after("text", "language", _language_part)
    markdown.inline.ruler.after("text", "reading", _reading)
    normalize = markdown.normalizeLink
    markdown.normalizeLink = lambda url: normalize(f"https:{url}" if url[:2] == "//" else url)  # type: ignore[method-assign]
    rules = markdown.renderer.rules  # type: ignore[attr-defined]
    rules["code_inline"] = rules["fence"] = _render_code
    rules["reading"] = _render_reading
    return markdown


def with_gaps(markdown: MarkdownIt) -> MarkdownIt:
    """Add the rule for gaps, whose tokens say in ``meta`` where they are and what they hold."""
    markdown.inline.ruler.after("link", "gap", _gap)
    return markdown


# --- links ------------------------------------------------------------------------------------


def _link(state: StateInline, silent: bool) -> bool:
    return _leads_somewhere(state) and inline_link(state, silent)


def _leads_somewhere(state: StateInline) -> bool:
    """Whether a link begins here that has a whole web address."""
    if state.src[state.pos] != "[" or state.pos > _last_link(state):
        return False
    helpers = state.md.helpers
    end = helpers.parseLinkLabel(state, state.pos, True)
    if end < 0 or state.src[end + 1 : end + 2] != "(":
        return False
    start = end + 2
    while state.src[start : start + 1].isspace():
        start += 1
    address = helpers.parseLinkDestination(state.src, start, state.posMax)
    return address.ok and _WHOLE.match(address.str) is not None


def _last_link(state: StateInline) -> int:
    """Return where the last address of a link begins, -1 where there is none."""
    if "last link" not in state.env:
        state.env["last link"] = state.src.rfind("](")
    return int(state.env["last link"])


# --- languages and readings ---------------------------------------------------------------------


def _language_part(state: StateInline, silent: bool) -> bool:
    """Read a part in another language; emphasis does not cross its ends."""
    opened = language_marks.TAG.match(state.src, state.pos, state.posMax)
    end = _end_of_part(state, opened.end()) if opened else -1
    if opened is None or end < 0:
        return False
    last = state.posMax
    if not silent:
        token = state.push("language_open", "span", 1)
        token.attrs = {"lang": language_marks.tag_of(opened)}
        state.pos, state.posMax = opened.end(), end
        state.md.inline.tokenize(state)
        state.push("language_close", "span", -1)
    state.pos, state.posMax = end + len(language_marks.END), last
    return True


def _end_of_part(state: StateInline, start: int) -> int:
    """Return where the part ends whose words begin at a place, -1 where it does not."""
    if "ends of parts" not in state.env:
        state.env["ends of parts"] = language_marks.ends(state.src)
    end = int(state.env["ends of parts"].get(start, -1))
    return end if end < state.posMax else -1


def _reading(state: StateInline, silent: bool) -> bool:
    """Read a word with its reading."""
    match = language_marks.READ.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("reading", "ruby", 0)
        token.content, token.info = match["base"], match["reading"]
    state.pos = match.end()
    return True


def _render_reading(tokens: list[Token], index: int, *_: object) -> str:
    """Return a word with its reading above it, in brackets where that cannot be shown."""
    base, reading = (escape(text) for text in (tokens[index].content, tokens[index].info))
    return f"<ruby>{base}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>"


# --- code -------------------------------------------------------------------------------------


def _code(state: StateInline, silent: bool) -> bool:
    """Read code between runs of as many backticks; unlike CommonMark, keep its line breaks."""
    ticks = _TICKS.match(state.src, state.pos)
    if not ticks:
        return False
    end = _closing(state, ticks.end(), len(ticks[0]))
    if end < 0:
        if not silent:
            state.pending += ticks[0]
        state.pos = ticks.end()
        return True
    if not silent:
        content = state.src[ticks.end() : end]
        if content[0] == content[-1] == " " and content.strip():
            content = content[1:-1]
        token = state.push("code_inline", "code", 0)
        token.content, token.markup = content, ticks[0]
    state.pos = end + len(ticks[0])
    return True


def _closing(state: StateInline, start: int, length: int) -> int:
    """Return where the next run of so many backticks begins, -1 where there is none."""
    runs: dict[int, list[int]] | None = state.env.get("runs")
    if runs is None:
        runs = state.env["runs"] = defaultdict(list)
        for match in _TICKS.finditer(state.src):
            runs[len(match[0])].append(match.start())
    places = runs.get(length, [])
    index = bisect_left(places, start)
    place = places[index] if index < len(places) else -1
    return place if place + length <= state.posMax else -1


def _fence(state: StateInline, silent: bool) -> bool:
    """Read lines between lines of three backticks or tildes, in any text that has lines."""
    begin = state.src.rfind("\n", 0, state.pos) + 1
    opened = None if state.src[begin : state.pos].strip() else _FENCE.match(state.src, state.pos)
    if not opened:
        return False
    end = _end_of_fence(state, opened["marks"], opened.end())
    if not end:
        return False
    if not silent:
        while state.tokens and not state.pending and state.tokens[-1].tag == "br":
            state.tokens.pop()
            state.tokens_meta.pop()
        token = state.push("fence", "code", 0)
        token.info = opened["info"].strip()
        indent = state.pos - begin
        lines = state.src[opened.end() : end.start()].split("\n")[:-1]
        token.content = "\n".join(_outdented(line, indent) for line in lines)
    state.pos = end.end()
    return True


def _end_of_fence(state: StateInline, marks: str, start: int) -> re.Match[str] | None:
    """Return the next line of the same marks, at least as many.

    Where there is none, there is none further on either.
    """
    ends: list[re.Match[str]] | None = state.env.get("fences")
    if ends is None:
        ends = state.env["fences"] = list(_FENCE_END.finditer(state.src))
    open_from: dict[str, int] = state.env.setdefault("open fences", {})
    if start >= open_from.get(marks, len(state.src)):
        return None
    for index in range(bisect_left(ends, start, key=re.Match.start), len(ends)):
        if ends[index].end() <= state.posMax and ends[index]["marks"].startswith(marks):
            return ends[index]
    open_from[marks] = start
    return None


def _outdented(line: str, indent: int) -> str:
    """Take away as many leading spaces as the fence itself has."""
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def _render_code(tokens: list[Token], index: int, *_: object) -> str:
    """Return code as HTML without line breaks or tabs, which a text file for Anki cannot hold.

    What would be lost without a style sheet of ours carries its style with it, wherever it goes.
    """
    token = tokens[index]
    escaped = escape(token.content, quote=False).replace("\n", "<br>").replace("\t", "&#9;")
    if token.type == "code_inline":
        style = f' style="{_KEPT}"' if _SPACES.search(token.content) else ""
        return f"<code{style}>{escaped}</code>"
    language = _LANGUAGE.match(token.info)
    sort = f' data-language="{escape(language[0])}"' if language else ""
    return f'<code class="block"{sort} style="display: block; {_KEPT}">{escaped}</code>'


# --- gaps -------------------------------------------------------------------------------------


def _gap(state: StateInline, silent: bool) -> bool:
    """Read ``[text|hint]{number}``; brackets and bars in its code, math and links are theirs."""
    start = state.pos
    if state.src[start] != "[":
        return False
    bar, end = _inside(state)
    if end < 0 or state.src[end + 1 : end + 2] == "(":
        state.pos = start
        return False
    number = _NUMBER.match(state.src, end + 1)
    state.pos = number.end() if number else end + 1
    if not silent:
        token = state.push("gap", "", 0)
        token.meta = {
            "start": start,
            "end": state.pos,
            "text": state.src[start + 1 : bar if bar > 0 else end],
            "hint": state.src[bar + 1 : end] if bar > 0 else "",
            "number": int(number[1][:9]) if number else None,
        }
    return True


def _inside(state: StateInline) -> tuple[int, int]:
    """Return where the bar and the end of a gap are, each -1 where there is none."""
    bar = -1
    state.pos += 1
    while state.pos < state.posMax:
        char = state.src[state.pos]
        if char == "]":
            return bar, state.pos
        if char == "[":
            if not _link(state, True):
                break
        elif char in "\\`":
            state.md.inline.skipToken(state)
        else:
            bar = state.pos if char == "|" and bar < 0 else bar
            state.pos += 1
    return -1, -1
