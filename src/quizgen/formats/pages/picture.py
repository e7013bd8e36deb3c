"""A picture of a page's first sheet of paper: the page itself, as SVG.

A browser shows HTML inside SVG, so the picture is drawn from the real page when it is looked at, is
sharp at any size, and is the same bytes on any machine. It is cut off where the sheet is surely
full, since nobody sees the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape, unescape
from html.parser import HTMLParser
from types import MappingProxyType

from quizgen.formats.fitting import SIZES_MM
from quizgen.model import Paper

STANDARD = 15.3
TYPE: Mapping[str, float] = MappingProxyType({"large-print": 24, "dyslexia-friendly": 18.7})
"""Sizes of type in pixels: a ``rem`` in the page is one of the picture's, not of the page's."""
ENOUGH = 6000
"""Characters of text that no sheet holds more of."""
_VOID = frozenset("area base br col hr img input link meta source wbr".split())
_BREAKS = frozenset("div dl li ol p section table tr ul".split())
_HEAD = re.compile(r"(?s)<style>(.*?)</style>.*?<body([^>]*)>(.*)</body>")
_ROOT = re.compile(r"<html([^>]*)>")
_ATTRIBUTE = r"""[a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?"""
_PIECE = re.compile(rf"<(/?)([a-z][a-z0-9]*)((?: {_ATTRIBUTE})*)(/?)>|([^<]+)")
"""A tag as our templates write it, or a text: a parser of all that HTML may be takes six times as
long. Pages with anything else in them, as a user's own template may make, are left to it.
"""
_UNUSUAL = re.compile("<(?:!|script|style|textarea|title)")
_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
"""A picture is as wide as it is shown, but the page in it is not on a telephone."""
_PIXELS = 96 / 25.4
_FRAME = (
    "html{{display:block;width:{width}px;height:{height}px;margin:0;overflow:hidden;"
    "background:#fff;font-size:{type}px}}"
    "body{{max-width:none;margin:0;padding:62px;background:inherit}}"
    ".sheet{{margin:0}}main{{max-width:none}}"
)


def picture(page: bytes, paper: Paper) -> bytes:
    """Return an SVG of the upper part of an HTML page on a sheet of paper."""
    text = page.decode()
    head, root = _HEAD.search(text), _ROOT.search(text)
    style, attributes, body = head.groups() if head else ("", "", "")  # a layout of a user's own
    width, height = (round(side * _PIXELS) for side in SIZES_MM[paper])
    classes = root[1] if root else ""
    type_ = next((size for name, size in TYPE.items() if name in classes), STANDARD)
    frame = _FRAME.format(width=width, height=height, type=type_)
    if 'class="sheet"' in body:
        frame += "body{padding:0}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" style="font-size:{type_}px">'
        f'<foreignObject width="{width}" height="{height}">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"{classes}><head>'
        f"<style>{escape(_MEDIA.sub('', style) + frame, quote=False)}</style></head>"
        f"<body{attributes}>{_first(body)}</body></html></foreignObject></svg>\n"
    )
    return svg.encode()


def _first(body: str) -> str:
    for read in (_read_usual, HTMLParser.feed):
        cut = _Cut()
        try:
            read(cut, body)
            cut.close()
        except _UnusualError:
            continue
        except _EnoughError:
            pass  # most of a long page need not be read
        return cut.text
    raise AssertionError("the parser reads anything")


def _read_usual(cut: _Cut, body: str) -> None:
    """Hand over the tags and texts of a page that is written as our templates write."""
    if _UNUSUAL.search(body):
        raise _UnusualError
    end = 0
    for piece in _PIECE.finditer(body):
        if piece.start() != end:
            raise _UnusualError
        end = piece.end()
        closing, tag, attributes, empty, text = piece.groups()
        if text is not None:
            cut.handle_data(unescape(text) if "&" in text else text)
        elif closing:
            cut.handle_endtag(tag)
        elif empty:
            cut.handle_startendtag(tag, _attributes(attributes))
        else:
            cut.begin(tag, _written(_attributes(attributes)) if attributes else "")
    if end != len(body):
        raise _UnusualError


@lru_cache(maxsize=4096)
def _written(attributes: Sequence[tuple[str, str | None]]) -> str:
    return "".join([f' {name}="{escape(value or "")}"' for name, value in attributes])


@lru_cache(maxsize=4096)
def _attributes(text: str) -> tuple[tuple[str, str | None], ...]:
    """Return the attributes of a tag; the same few tags make most of a page."""
    pairs = (attribute.partition("=") for attribute in re.findall(_ATTRIBUTE, text))
    return tuple((name, unescape(value[1:-1]) if is_ else None) for name, is_, value in pairs)


class _UnusualError(Exception):
    """Raised where a page has something that our templates do not write."""


class _EnoughError(Exception):
    """Raised when nothing more will be written."""


class _Cut(HTMLParser):
    """Writes well-formed XML until enough has been written, and then closes what is open."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.open: list[str] = []
        self.left = ENOUGH

    @property
    def text(self) -> str:
        """What has been written, with every element closed."""
        return "".join(self.parts) + "".join(f"</{tag}>" for tag in reversed(self.open))

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.begin(tag, _written(tuple(attrs)))

    def begin(self, tag: str, written: str) -> None:
        """Write the start of an element with its attributes."""
        if (self.left <= 0 and tag in _BREAKS) or self.left < -ENOUGH:
            raise _EnoughError
        if tag in _VOID:
            self.parts.append(f"<{tag}{written}/>")
        else:
            self.parts.append(f"<{tag}{written}>")
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.left < -ENOUGH:
            raise _EnoughError
        if tag in self.open:
            while self.open[-1] != tag:
                self.parts.append(f"</{self.open.pop()}>")
            self.parts.append(f"</{self.open.pop()}>")

    def handle_data(self, data: str) -> None:
        if self.left < -ENOUGH:
            raise _EnoughError
        self.parts.append(escape(data, quote=False))
        self.left -= len(data.strip())
