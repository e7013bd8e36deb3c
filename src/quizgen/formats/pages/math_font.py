"""The font that formulas are set in on pages, which bring it along.

A browser draws roots and tall brackets with a font that has a table for mathematics, and without
one leaves them out; few systems have such a font. So a page with formulas carries the parts of one
that it needs: letters and all that grows, further signs, further alphabets.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from quizgen.resources import templates_dir
from quizgen.tex.commands import ACCENTS, ALPHABETS, BRACES, NEGATED, SYMBOLS
from quizgen.tex.letters import CHARACTERS, letters

FAMILY = "quizgen math"
SIZE = 1.06
"""The size of a formula beside that of the text, in em: its letters are lower than most."""
BESIDE = 0.15
"""Room over and under a formula, in em, so that a tall one does not touch the next line."""
UNDER_A_ROOT = 0.2
"""Room over what stands in a root, in em: the sign hangs from its top, and low over an x."""
_MATH = re.compile(r"<math\b[^>]*>(.*?)</math>", re.DOTALL)
_LATIN = {chr(c) for c in (*range(0x20, 0x7F), *range(0xA0, 0x180))}
_ITALICS = {chr(c) for c in range(0x1D434, 0x1D468) if c != 0x1D455} | {"ℎ"}
_GREEK = {chr(c) for c in (*range(0x391, 0x3CA), *range(0x1D6E2, 0x1D71C)) if c != 0x3A2}
_GREEK |= set("ϕϵϑϖϱςϰıȷ")
_PUNCTUATION = set("‘’“”–—…′″‴⁗\u2009√")
_MARKS = {c for accent in (*ACCENTS.values(), *BRACES.values()) for c in accent.text}
_COMMON = set("−×⋅±≤≥≠≈→←⟶⇌∞∈ℝ⋯∘∂·°")
_GROWING = set("()[]{}|‖⟨⟩⌊⌋⌈⌉/\\↑↓↕⇑⇓⇕→←↔⇒⇐⇔↦↩↪⇀⇁↼↽∣∥∫∬∭∮∑∏∐⋃⋂⨆⨄⋁⋀⨁⨂⨀")
_SIGNS = {symbol.text for symbol in (*SYMBOLS.values(), *CHARACTERS.values())}
_SIGNS |= set(NEGATED.values()) | _GREEK
_SIGNS = {c for text in _SIGNS for c in text}


def _alphabets() -> Iterator[str]:
    latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    for name in ALPHABETS:
        styled = (letters(c, name) for c in latin + "αβγδεζηθικλμνξοπρςστυφχψω")
        yield from (c for c in styled if c and ord(c) >= 0x2000)


_LETTERS = _LATIN | _ITALICS | _PUNCTUATION | _MARKS | _COMMON | _GROWING

PARTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "letters": frozenset(_LETTERS),
        "signs": frozenset(_SIGNS - _LETTERS),
        "alphabets": frozenset(set(_alphabets()) - _LETTERS - _SIGNS),
    }
)
"""The characters of each file; the first has all that grows, and is on every page with formulas."""


FONTS = tuple(f"math-{name}.woff2" for name in PARTS)
"""The files of the font."""


def linked(folder: str) -> str:
    """Return a style sheet that has the font in files of a folder, for pages that share one."""
    faces = [_face_of(name, f"{folder}math-{name}.woff2") for name in PARTS]
    return "".join(faces) + _style()


def with_font(page: str) -> str:
    """Return a page with the parts of the font that its formulas need, if it has any."""
    formulas = "".join(_MATH.findall(page))
    if not formulas:
        return page
    used = set(re.sub(r"<[^>]*>", "", formulas))
    first = next(iter(PARTS))
    faces = [_face(name) for name, part in PARTS.items() if name == first or used & part]
    return page.replace("</style>", "".join(faces) + _style() + "</style>", 1)


def _style() -> str:
    families = f'"{FAMILY}","STIX Two Math","Cambria Math",math'
    return (
        f"math{{font-family:{families};font-size:{SIZE}em}}"
        f"math,svg.formula{{margin:{BESIDE}em 0}}"
        f":is(msqrt,mroot)>:is(mi,mn,mrow):first-child{{padding-top:{UNDER_A_ROOT}em}}\n"
    )


def without_font(page: str) -> str:
    """Return a page without it, for what draws formulas by itself."""
    return re.sub(rf'@font-face\{{font-family:"{FAMILY}"[^}}]*\}}\n', "", page)


@lru_cache(maxsize=4)
def _face(name: str) -> str:
    data = (templates_dir() / "fonts" / f"math-{name}.woff2").read_bytes()
    return _face_of(name, f"data:font/woff2;base64,{base64.b64encode(data).decode()}")


def _face_of(name: str, address: str) -> str:
    source = f'url("{address}")'
    first = name == next(iter(PARTS))
    ranges = "" if first else f";unicode-range:{','.join(_ranges(PARTS[name]))}"
    return f'@font-face{{font-family:"{FAMILY}";src:{source}{ranges}}}\n'


def _ranges(characters: frozenset[str]) -> Iterator[str]:
    """Yield characters as CSS has them: ``U+3B1-3C9``."""
    points = sorted(map(ord, characters))
    start = points[0]
    for point, after in zip(points, [*points[1:], 0], strict=True):
        if after != point + 1:
            yield f"U+{start:X}" + (f"-{point:X}" if point > start else "")
            start = after
