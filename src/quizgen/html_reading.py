r"""HTML as other programs write it → the Markdown subset, exactly or as near as it comes.

What the subset has (emphasis, strong, code, links, line breaks, math) becomes that. Of all else the
words are kept: blocks and cells of tables stand on lines of their own, and of pictures there is
what is said of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

from quizgen.text import anki_html

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`"}
_BLOCKS = frozenset(
    """address article blockquote center dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre
    section table td th tr ul""".split()
)
_PLAIN = frozenset(("a", "br", "div", "p", "span"))
"""Elements without a meaning of their own, or with one that the subset has."""
_SILENT = frozenset(("script", "style", "head", "title", "template"))
_SPECIAL = re.compile(r"[\\`*_\[\]]")
_MATH = re.compile(r"\\\((.+?)\\\)", re.DOTALL)
_BREAKS = re.compile(r"[ \t]*\n\s*")
_SOUND = re.compile(r"\[sound:(?P<name>[^\]]+)\]")
_NAMED = re.compile(
    r"""<(?:img|audio|video|source|object|embed)\b[^>]*?\b(?:src|data)\s*=\s*"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"']+))""",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_TAG_OR_ENTITY = re.compile(r"<[a-zA-Z/!?]|&[#\w]+;")


@lru_cache(maxsize=65536)
def markdown(html: str) -> str:
    """Return the words of some HTML, with such markup as the subset has."""
    reader = _Reader()
    reader.feed(_SOUND.sub("", html))
    reader.close()
    return _BREAKS.sub("\n", "".join(reader.pieces)).strip()


def exact(html: str) -> str | None:
    """Return Markdown of which just this HTML is made in a field of a note, or None."""
    bare = unescape(html)
    for written in (bare, markdown(html)) if "<" not in html else (markdown(html),):
        if written == written.strip() and anki_html(written) == html:
            return written
    return None


def beyond(html: str) -> tuple[str, ...]:
    """Return the names of elements that Markdown does not have, and ``sound`` for sounds."""
    reader = _Reader()
    reader.feed(_SOUND.sub(" ", html))
    reader.close()
    return tuple(sorted(reader.beyond | ({"sound"} if _SOUND.search(html) else set())))


def is_html(text: str) -> bool:
    """Whether there is markup in a text, or an entity."""
    return bool(_TAG_OR_ENTITY.search(text))


def files(html: str) -> Iterator[str]:
    """Yield the names of the pictures and sounds that a field shows, as they are called on disk."""
    for match in _SOUND.finditer(html):
        yield unescape(match["name"])
    for match in _NAMED.finditer(html):
        name = unescape(match["double"] or match["single"] or match["bare"] or "")
        if name and not _ELSEWHERE.match(name):
            yield unquote(name)


class _Reader(HTMLParser):
    """Collects the pieces of a text in Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = 0
        self.code = 0
        self.links: list[str] = []
        self.marks: list[tuple[str, int]] = []
        self.beyond: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _MARKS and tag not in _PLAIN:
            self.beyond.add(tag)
        if tag in _SILENT:
            self.silent += 1
        elif tag == "br" or tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in _MARKS:
            self.code += tag in ("code", "tt")
            self.marks.append((_MARKS[tag], len(self.pieces)))
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.pieces.append("[" if self.links[-1] else "")
        elif tag == "img":
            self._words(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in _MARKS:
            self.code = max(0, self.code - (tag in ("code", "tt")))
            self._mark(_MARKS[tag])
        elif tag == "a" and self.links:
            link = self.links.pop()
            self.pieces.append(f"]({link})" if link else "")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._words(data)

    def _mark(self, mark: str) -> None:
        """Put marks around what stands since one was opened; spaces at its ends stay outside."""
        if not self.marks or self.marks[-1][0] != mark:
            return
        _, start = self.marks.pop()
        text = "".join(self.pieces[start:])
        del self.pieces[start:]
        words = text.strip()
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        self.pieces += [before, mark, words, mark, after] if words else [text]

    def _words(self, text: str) -> None:
        if self.code:
            self.pieces.append(text)
            return
        end = 0
        for match in _MATH.finditer(text):
            self.pieces += [_escaped(text[end : match.start()]), match[0]]
            end = match.end()
        self.pieces.append(_escaped(text[end:]))


def _escaped(text: str) -> str:
    """Return words in which the subset reads no markup; a sign that is none anyway stays bare."""
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)
