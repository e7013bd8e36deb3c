r"""The Markdown subset that facts are written in: emphasis, strong, code, links, line breaks, math.

HTML in a fact is shown as text. Math stands between ``\(`` and ``\)`` and is left as TeX for the
output to typeset.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape, unescape
from xml.etree import ElementTree

import latex2mathml.converter
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

_ACCENTS = re.compile("[\u0300-\u036f]")
_MARKUP = re.compile(r"[*_`\[\]\\\n]")
"""What the subset's rules begin with; a text without any is words alone."""
_MATH = re.compile(r'<span class="math">\\\((.*?)\\\)</span>', re.DOTALL)
_MATH_TAGS = frozenset(
    """math mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle merror mpadded mphantom msub msup
    msubsup munder mover munderover mtable mtr mtd menclose""".split()
)
_MATH_ATTRIBUTES = frozenset(
    """xmlns display displaystyle mathvariant stretchy fence separator lspace rspace accent
    columnalign rowspacing columnspacing linethickness minsize maxsize width height depth
    movablelimits symmetric largeop scriptlevel notation voffset""".split()
)
_ANKI_SYNTAX = {
    "{{": "&#123;&#123;",
    "}}": "&#125;&#125;",
    "::": "&#58;&#58;",
    "[sound:": "&#91;sound:",
    "[anki:": "&#91;anki:",
}


def _math(state: StateInline, silent: bool) -> bool:
    r"""Keep ``\( … \)`` whole, before the escape rule takes its backslashes."""
    if not state.src.startswith(r"\(", state.pos):
        return False
    end = state.src.find(r"\)", state.pos + 2)
    if end < 0:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = state.src[state.pos + 2 : end]
    state.pos = end + 2
    return True


def _render_math(tokens: list[Token], index: int, *_: object) -> str:
    return rf'<span class="math">\({escape(tokens[index].content, quote=False)}\)</span>'


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    md = MarkdownIt("zero", {"breaks": True})
    md.enable(["emphasis", "link", "backticks", "escape", "newline"])
    md.inline.ruler.before("escape", "math_inline", _math)
    md.renderer.rules["math_inline"] = _render_math  # type: ignore[attr-defined]
    return md


@lru_cache(maxsize=65536)
def html(markdown: str) -> Markup:
    """Return the text as HTML that is safe in any page."""
    return Markup(_markdown().renderInline(markdown).replace("\n", " ").strip())  # noqa: S704


@lru_cache(maxsize=65536)
def page_html(markdown: str) -> Markup:
    """Return HTML for a page or a sheet of paper, with its math as MathML."""
    return Markup(_MATH.sub(lambda match: _mathml(unescape(match[1])), html(markdown)))  # noqa: S704


def _mathml(tex: str) -> str:
    """Return TeX as MathML, rebuilt element by element: the converter escapes nothing."""
    root = _converted(tex)
    if root is None:
        return f"<code>{escape(tex, quote=False)}</code>"
    for element in root.iter():
        element.text = unescape(element.text) if element.text else element.text
        element.tag = element.tag if element.tag in _MATH_TAGS else "mrow"
        for name in element.attrib.keys() - _MATH_ATTRIBUTES:
            del element.attrib[name]
    return ElementTree.tostring(root, encoding="unicode")


def _converted(tex: str) -> ElementTree.Element | None:
    """Return TeX as elements, or None where it is broken: the converter raises anything."""
    try:
        return latex2mathml.converter.convert_to_element(tex) if tex.strip() else None
    except Exception:
        return None


def broken_math(markdown: str) -> tuple[str, ...]:
    """Return the math in a text that is no TeX."""
    found = (unescape(match[1]) for match in _MATH.finditer(html(markdown)))
    return tuple(tex for tex in found if _converted(tex) is None)


def anki_html(markdown: str) -> Markup:
    """Return HTML that holds nothing Anki would read as a cloze, a field or a sound."""
    made = str(html(markdown))
    for syntax, entity in _ANKI_SYNTAX.items():
        made = made.replace(syntax, entity)
    return Markup(made)  # noqa: S704


@lru_cache(maxsize=65536)
def plain(markdown: str) -> str:
    """Return the words alone, without markup, on one line."""
    if not _MARKUP.search(markdown):
        return " ".join(markdown.split())  # most texts; parsing them costs a hundred times as much
    (inline,) = _markdown().parseInline(markdown)
    return " ".join("".join(map(_words, inline.children or [])).split())


def _words(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


@lru_cache(maxsize=262144)
def fold(markdown: str) -> str:
    """Return the text as answers are compared: no markup, case, accents, punctuation or spacing."""
    return bare(plain(markdown)) or plain(markdown)


def bare(text: str) -> str:
    """Return the words of a plain text: no case, accents, punctuation or line breaks.

    Only the accents of European scripts are dropped: elsewhere a mark is a letter's vowel.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = _ACCENTS.sub("", decomposed).translate(_spaces())
    return " ".join(unicodedata.normalize("NFC", letters).split())


@lru_cache(maxsize=1)
def _spaces() -> dict[int, str]:
    """Map what is no part of a word to a space, and what nobody sees to nothing."""
    table = {}
    for point in range(0x10000):
        category = unicodedata.category(chr(point))
        if category == "Cf":
            table[point] = ""
        elif category[0] in "PSZC":
            table[point] = " "
    return table


def letter(index: int) -> str:
    """Return the letter of an option or a version: 0 is A, 26 is AA."""
    high, low = divmod(index, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)
