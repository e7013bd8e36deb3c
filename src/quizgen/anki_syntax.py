r"""All that Anki reads as syntax in what a package brings, and how a text is kept from being that.

In a field: clozes and fields in braces, sounds, speech and other ``[anki:…]`` tags, LaTeX, the box
to type into (``[[type:…]]``, which the reviewer looks for in the whole card), and MathJax between
``\(`` and ``\)``. In a cloze, also ``::``, single braces, ``image-occlusion:``, and a hint, which
Anki puts in square brackets of its own. In a deck's name, ``::``; and colons and spaces at its ends
are dropped. Anki shows the name as HTML on a deck's page and in ``{{Deck}}``. A text file may be
opened by a spreadsheet program, to which a cell that begins with ``= + - @`` is a formula.
"""

from __future__ import annotations

import re
from html import escape

_ENTITIES = {c: f"&#{ord(c)};" for c in "{}[:=+-@\\"}
_BRACKETED = r"/?latex\]|/?\$\$?\]|/?anki:|sound:|\[type:"
"""What makes a tag of a square bracket before it; LaTeX in any case."""
_FIELD = re.compile(rf"\{{\{{|\}}\}}|::|\[(?={_BRACKETED})|image-occlusion(?=:)", re.IGNORECASE)
_SUSPECT = re.compile(r"[{}\[\\]|::|image-occlusion:", re.IGNORECASE)
"""What there is of in all syntax; most texts have none, and are left as they are at once."""
_MATHJAX = re.compile(r"\\(?=[(\[])")
_MATH = r'<span class="math">.*?</span>'
_PIECES = re.compile(rf"(?P<math>{_MATH})|(?P<tag><[^>]*>)|(?P<text>[^<]+)", re.DOTALL)
_HINT = re.compile(_BRACKETED, re.IGNORECASE)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_FORMULA = tuple("=+-@")
_NAMES = str.maketrans("=+-@", "＝＋‐＠")
"""Characters that look like those that begin a formula, for names, which know no entities."""
BLANK = "blank"
"""What Anki calls a deck without a name."""


def escaped(html: str) -> str:
    r"""Return HTML in which Anki reads nothing but the markup and the math that are meant.

    Tags keep their attributes; a literal ``\(`` is taken apart by an element, which MathJax does
    not look across, since it would decode an entity.
    """
    text = str(html)
    return "".join(map(_piece, _PIECES.finditer(text))) if _SUSPECT.search(text) else text


def _piece(piece: re.Match[str]) -> str:
    text = _FIELD.sub(lambda match: _as_entities(match[0]), piece[0])
    if not piece["text"]:
        return text
    return _MATHJAX.sub(r"\\<span></span>", text)


def _as_entities(syntax: str) -> str:
    """Return a piece of syntax with its first character, or all of two braces, as an entity."""
    if syntax[0] in "{}:":
        return "".join(_ENTITIES[char] for char in syntax)
    return (_ENTITIES.get(syntax[0]) or f"&#{ord(syntax[0])};") + syntax[1:]


def attribute(text: str) -> str:
    """Return a plain text as the value of an attribute in a field."""
    return _FIELD.sub(lambda match: _as_entities(match[0]), escape(text))


def in_gap(html: str) -> str:
    """Return the escaped HTML of a gap, whose braces and outer colons cannot join the cloze's own.

    Markup is made text first: what is replaced in it would be escaped a second time.
    """
    text = str(html).replace("{", _ENTITIES["{"]).replace("}", _ENTITIES["}"])
    text = _ENTITIES[":"] + text[1:] if text.startswith(":") else text
    return text[:-1] + _ENTITIES[":"] if text.endswith(":") else text


def as_hint(html: str) -> str:
    """Return the escaped HTML of a hint; Anki shows it in brackets, which make tags of words."""
    text = in_gap(html)
    return f"&#{ord(text[0])};{text[1:]}" if _HINT.match(f"{text}]") else text


def beside_gaps(html: str) -> str:
    """Return the escaped HTML of a text before or after a gap; its braces cannot join a cloze's."""
    text = str(html)
    text = _ENTITIES["}"] + text[1:] if text.startswith("}") else text
    return text[:-1] + _ENTITIES["{"] if text.endswith("{") else text


def at_start(field: str) -> str:
    """Return a whole field so that no spreadsheet program reads it as a formula."""
    text = str(field)
    return _ENTITIES[text[0]] + text[1:] if text.startswith(_FORMULA) else text


def deck_name(*titles: str) -> str:
    """Return the name of a deck under others, each title one level and read as it is written.

    What Anki would read as something else is replaced by what looks the same: ``::`` by ``∷``, a
    ``<`` that begins a tag by ``‹``, what begins a formula in the first title, and what is dropped
    at the ends of a title.
    """
    first, *rest = map(_level, titles)
    return "::".join((first[:1].translate(_NAMES) + first[1:], *rest))


def _level(title: str) -> str:
    one_line = _TAG.sub("‹", " ".join(title.split())).replace("::", "∷")
    colons_before = len(one_line) - len(one_line.lstrip(":"))
    colons_after = len(one_line) - len(one_line.rstrip(":"))
    middle = one_line.strip(":")
    return ("∶" * colons_before + middle + "∶" * (colons_after if middle else 0)) or BLANK
