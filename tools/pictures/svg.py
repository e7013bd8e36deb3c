"""Parts of a drawing: shapes and words as SVG, in sizes that bear being printed small.

Words are set in whatever sans serif there is, so all of them are short, with room beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

PAPER, INK, FAINT, MARK = "#ffffff", "#1b1b1b", "#5d6770", "#9b1c1c"
FONT = "Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def drawing(width: int, height: int, title: str, parts: Iterable[str]) -> str:
    """Return a whole SVG on paper of its own, so that it is read on dark cards, too."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" font-family={quoteattr(FONT)}>'
    )
    paper = shape("rect", x=0, y=0, width=width, height=height, fill=PAPER)
    return "\n".join((head, f"<title>{escape(title)}</title>", paper, *parts, "</svg>\n"))


def shape(name: str, **attributes: str | float) -> str:
    """Return an element; of the names of attributes, ``_`` becomes ``-``."""
    values = " ".join(
        f'{key.replace("_", "-")}="{_short(value)}"' for key, value in attributes.items()
    )
    return f"<{name} {values}/>"


def path(points: Sequence[tuple[float, float]], **look: str | float) -> str:
    """Return a line through points, or an area if it is filled; the steps are whole units."""
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(x - left, y - up) for (left, up), (x, y) in pairwise(whole)]
    line = "".join(f"{x:+d}{y:+d}" for x, y in steps if x or y)
    return shape(
        "path",
        d=f"M{whole[0][0]} {whole[0][1]}l{line}{'' if look.get('fill', 'none') == 'none' else 'z'}",
        **look,
    )


def words(
    x: float,
    y: float,
    text: str,
    size: int,
    *,
    anchor: str = "start",
    fill: str = INK,
    weight: str = "normal",
    halo: bool = False,
) -> str:
    """Return a line of text; with a halo, it is read on any ground."""
    look = f'x="{_short(x)}" y="{_short(y)}" font-size="{size}" text-anchor="{anchor}"'
    look += f' font-weight="{weight}"'
    text = escape(text)
    under = f'<text {look} fill="{PAPER}" stroke="{PAPER}" stroke-width="{size / 4:g}"'
    under += f' stroke-linejoin="round">{text}</text>'
    return (under if halo else "") + f'<text {look} fill="{fill}">{text}</text>'


def pin(x: float, y: float, size: float) -> str:
    """Return a pin with a question mark, whose point is at a place."""
    high, wide = size, size * 0.36
    head = y - high + wide
    drop = (
        f"M{_short(x)} {_short(y)}C{_short(x - wide * 0.35)} {_short(y - high * 0.3)}"
        f" {_short(x - wide)} {_short(head + wide * 0.7)} {_short(x - wide)} {_short(head)}"
        f"a{_short(wide)} {_short(wide)} 0 0 1 {_short(2 * wide)} 0"
        f"C{_short(x + wide)} {_short(head + wide * 0.7)} {_short(x + wide * 0.35)}"
        f" {_short(y - high * 0.3)} {_short(x)} {_short(y)}z"
    )
    body = shape("path", d=drop, fill=MARK, stroke=PAPER, stroke_width=size / 24)
    sign = words(
        x, head + size * 0.19, "?", round(size * 0.52), anchor="middle", fill=PAPER, weight="bold"
    )
    return body + sign


def _short(value: str | float) -> str:
    """Return a number with as many digits as are seen."""
    return value if isinstance(value, str) else f"{round(value, 1):g}"
