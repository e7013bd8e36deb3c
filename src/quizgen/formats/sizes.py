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
ENLARGED = 1.35
"""How many times as large a question's pictures are in large print."""
_NUMBER = r"([\d.]+)"
_VIEW = re.compile(rf"""<svg[^>]*\bviewBox\s*=\s*["']\S+\s+\S+\s+{_NUMBER}\s+{_NUMBER}["']""")
_TYPE = re.compile(rf"""\bfont-size\s*[=:]\s*["']?\s*{_NUMBER}""")


def has_words(picture: Media) -> bool:
    """Whether words are drawn in a picture, which are to be read, too."""
    return picture.suffix == ".svg" and b"<text" in picture.data


def option_style(picture: Media) -> str:
    """Return how a picture is shown as an option, as CSS: one with words as large as they ask."""
    return f"{style(picture)}; max-width: 88%" if width(picture) and not picture.width else ""


def width(picture: Media) -> float:
    """Return the width in mm that the words in a drawing ask for, 0 where it does not tell."""
    return _size(picture)[0]


def height(picture: Media) -> float:
    """Return the height in mm that goes with that width."""
    return _size(picture)[1]


@lru_cache(maxsize=4096)
def _size(picture: Media) -> tuple[float, float]:
    if not has_words(picture):
        return 0, 0
    drawing = picture.data.decode("utf-8", errors="replace")
    view, sizes = _VIEW.search(drawing), [*filter(None, map(_number, _TYPE.findall(drawing)))]
    if not view or not sizes or not all(map(_number, view.groups())):
        return 0, 0
    across, down = map(_number, view.groups())
    shape = across / down
    wide = min(max(across * LEAST / min(sizes), PLAIN * shape), TALLEST * shape)
    return wide, wide / shape


@lru_cache(maxsize=4096)
def style(picture: Media) -> str:
    """Return how a picture is shown on a worksheet, as CSS; nothing where its own size will do.

    Large print enlarges it by ``--enlarged``.
    """
    if picture.width or picture.suffix != ".svg":
        return picture.style
    if not has_words(picture):
        return f"max-height: calc({PLAIN}mm * var(--enlarged))"
    wide = width(picture)
    return f"width: calc({wide:.0f}mm * var(--enlarged)); max-height: none" if wide else ""


def _number(digits: str) -> float:
    """Return a number that a drawing tells, 0 where it is none."""
    return float(digits) if digits.count(".") < 2 and digits != "." else 0.0
