"""How large a picture is printed with its question: at its own width, or by what is drawn in it.

A flag or a sign is told at a glance, and a map is of no use if its names cannot be read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quizgen.model import Media

PLAIN = 32
"""The height in mm of a drawing without words, at the most, and of one with words, at least."""
TALLEST = 80
"""The height in mm of a drawing with words, at the most."""
LEAST = 2.3
"""The size in mm of the smallest words of a drawing: 6.5 points."""
_NUMBER = r"([\d.]+)"
_VIEW = re.compile(rf"""<svg[^>]*\bviewBox\s*=\s*["']\S+\s+\S+\s+{_NUMBER}\s+{_NUMBER}["']""")
_TYPE = re.compile(rf"""\bfont-size\s*[=:]\s*["']?\s*{_NUMBER}""")


@lru_cache(maxsize=4096)
def style(picture: Media) -> str:
    """Return how a picture is shown on a worksheet, as CSS; nothing where its own size will do.

    Large print enlarges it by ``--enlarged``.
    """
    if picture.width or picture.suffix != ".svg":
        return picture.style
    drawing = picture.data.decode("utf-8", errors="replace")
    if "<text" not in drawing:
        return f"max-height: calc({PLAIN}mm * var(--enlarged))"
    view, sizes = _VIEW.search(drawing), [*filter(None, map(_number, _TYPE.findall(drawing)))]
    if not view or not sizes or not all(map(_number, view.groups())):
        return picture.style
    width, height = map(_number, view.groups())
    shape = width / height
    wide = min(max(width * LEAST / min(sizes), PLAIN * shape), TALLEST * shape)
    return f"width: calc({wide:.0f}mm * var(--enlarged)); max-height: none"


def _number(digits: str) -> float:
    """Return a number that a drawing tells, 0 where it is none."""
    return float(digits) if digits.count(".") < 2 and digits != "." else 0.0
