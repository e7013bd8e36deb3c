"""Drawings (SVG) as PNG, for what may not show them: drawn by resvg, whose wheel needs no other.

Word shows a drawing since 2016; what is older, and other programs, take the PNG in its place. A
drawing that loads, runs or declares anything is not drawn: resvg reads files that one names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

from quizgen.formats.site.pictures import is_inert
from quizgen.model import Media
from quizgen.resources import MissingExtra, extra

LONGEST = 1200
"""Pixels of the longer side: sharp in print up to ten centimetres."""
SCREEN = 96
"""Pixels in an inch, whatever a picture says of itself, as a browser shows it."""
SLIMMEST = 20
"""How many times as long as wide a drawing may be."""
FAMILIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "serif": ("Times New Roman", "Liberation Serif", "Noto Serif", "DejaVu Serif"),
        "sans_serif": ("Arial", "Helvetica", "Liberation Sans", "Noto Sans", "DejaVu Sans"),
        "monospace": ("Courier New", "Liberation Mono", "Noto Sans Mono", "DejaVu Sans Mono"),
    }
)
"""The fonts of words whose own is not there, or that name none, in the order in which they are
looked for: resvg has the first of each, and leaves words out where that is not installed.
"""
_LETTER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9"{}>{}</text></svg>'
)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96}
_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
"""A number as SVG writes it: of ``1.2.3`` there are two."""
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*([a-zA-Z]*)\s*")


@lru_cache(maxsize=128)
def png(media: Media) -> bytes | None:
    """Return a drawing as PNG; None where it is none, or cannot be drawn here."""
    size = natural(media)
    if size is None:
        return None
    width, height = size
    longer = {"width": LONGEST} if width >= height else {"height": LONGEST}
    try:
        resvg: Any = extra("resvg_py", "docx", "DOCX")
        text = media.data.decode("utf-8-sig")
        families = _families() if "<text" in text else {}
        return bytes(resvg.svg_to_bytes(svg_string=text, dpi=SCREEN, **longer, **families))
    except (MissingExtra, ValueError):
        return None


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    """Return the installed fonts that resvg is to take, by its words for them.

    What a font is asked for that is not there is an empty picture.
    """
    resvg: Any = extra("resvg_py", "docx", "DOCX")

    def is_installed(family: str) -> bool:
        named = f' font-family="{family}"'
        drawn, blank = (resvg.svg_to_bytes(svg_string=_LETTER.format(named, x)) for x in ("x", ""))
        return bool(drawn != blank)

    chosen = {
        f"{kind}_family": family
        for kind, names in FAMILIES.items()
        if (family := next(filter(is_installed, names), ""))
    }
    return chosen | ({"font_family": chosen["serif_family"]} if "serif_family" in chosen else {})


def natural(media: Media) -> tuple[int, int] | None:
    """Return the width and height of a drawing in pixels; None where it is none that can be drawn.

    A drawing that tells no size has that of its view.
    """
    if media.suffix != ".svg" or not is_inert(media):
        return None
    root = ElementTree.fromstring(media.data.decode("utf-8-sig"))  # noqa: S314 - it declares no entities
    view = [float(n) for n in re.findall(_NUMBER, root.get("viewBox", ""))][2:]
    told = [_pixels(root.get(side, "")) for side in ("width", "height")]
    width, height = (
        length or (view[at] if len(view) == 2 else 0) for at, length in enumerate(told)
    )
    if not 0 < width < SLIMMEST * height or not 0 < height < SLIMMEST * width:
        return None
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str) -> float:
    """Return a length in pixels, 0 where it is none, or a share of what it stands in."""
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS.get(match[2].lower(), 0.0) if match else 0.0
