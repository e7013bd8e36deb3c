"""The four Geneva instruments of 14 April 1988, and which state put its name to which."""

from __future__ import annotations

from tools.pictures.svg import FAINT, INK, MARK, PAPER, drawing, path, shape, words

STATES = ("Afghanistan", "Pakistan", "Soviet Union", "United States")
INSTRUMENTS = {
    "non-interference": (("Agreement on non-interference", "and non-intervention"), "PP  "),
    "guarantees": (("Declaration on", "international guarantees"), "  GG"),
    "refugees": (("Agreement on the", "return of refugees"), "PP  "),
    "interrelationships": (("Agreement on the", "interrelationships"), "PPWW"),
}
"""For each, its short title and what each state is to it: P a party, G a guarantor, W a witness."""
ROLES = {"P": "party", "G": "guarantor", "W": "witness"}
WIDTH, TOP, ROW, LEFT, COLUMN = 1020, 110, 130, 400, 150


def instruments(hidden: str = "", *, is_unnamed: bool = False) -> str:
    """Return the diagram, which may hide of one instrument who signed it, or only show that one."""
    shown = [hidden] if is_unnamed else list(INSTRUMENTS)
    parts = []
    for place, state in enumerate(STATES):
        x = LEFT + (place + 0.5) * COLUMN
        first, _, second = state.partition(" ")
        lines = ((first, 50), (second, 82)) if second else ((first, 66),)
        parts += [words(x, y, text, 24, anchor="middle", weight="bold") for text, y in lines]
    for number, name in enumerate(shown):
        parts += _row(TOP + number * ROW, name, name == hidden, is_unnamed)
    title = "The four Geneva instruments and who signed them"
    return drawing(WIDTH, TOP + len(shown) * ROW + 20, title, parts)


def _row(top: int, name: str, is_hidden: bool, is_unnamed: bool) -> list[str]:
    """Return a row of the diagram."""
    title, roles = INSTRUMENTS[name]
    middle = top + ROW / 2
    parts = [path(((20, top), (WIDTH - 20, top)), stroke=FAINT, stroke_width=2)]
    if is_unnamed:
        parts.append(words(190, middle + 28, "?", 80, anchor="middle", fill=MARK, weight="bold"))
    else:
        parts += [words(24, middle - 6 + 36 * n, text, 24) for n, text in enumerate(title)]
    for place, role in enumerate(roles):
        x = LEFT + (place + 0.5) * COLUMN
        if is_hidden and not is_unnamed:
            parts.append(words(x, middle + 18, "?", 52, anchor="middle", fill=MARK, weight="bold"))
        elif role != " ":
            tells = is_unnamed and role == "G"  # the name that is asked for
            parts += _signature(x, middle, role, "signed" if tells else ROLES[role])
    return parts


def _signature(x: float, middle: float, role: str, label: str) -> list[str]:
    """Return the mark of a state under an instrument: the parties' is filled."""
    fill = INK if role == "P" else PAPER
    box = {"x": x - 66, "y": middle - 30, "width": 132, "height": 60, "rx": 30}
    dash = {"stroke_dasharray": "7 6"} if role == "W" else {}
    colour = PAPER if role == "P" else INK
    return [
        shape("rect", **box, fill=fill, stroke=INK, stroke_width=3, **dash),
        words(x, middle + 8, label, 22, anchor="middle", fill=colour, weight="bold"),
    ]
