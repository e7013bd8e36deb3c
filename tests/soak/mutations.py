"""Damage of the kinds that happen to files, and of those that are meant."""

from __future__ import annotations

import random

ODDITIES = "\u202e \u200b \ufeff e\u0301 \U0001f600 \x00 \x7f \u0085 \u2028 ٣ 𝟗 İ ß".split(" ")
NUMBERS = ("0", "-1", "9" * 40, "1e999", "9" * 5000, "0x1F", "1_000", ".5", "NaN", "-0", "12,5 %")
VALUES = (
    "[]",
    "{}",
    "~",
    "''",
    "[a, b]",
    "{a: b}",
    "yes",
    "!!python/name:os",
    "*a",
    "&a x",
    "|",
    ">",
)
SYNTAX = ("{{c1::x}}", "\\(", "\\)", "\\frac{", "[", "]", "[a|", "]{9}", "`", "*", "$", "<b>", "::")


def mutated(data: bytes, draw: random.Random) -> bytes:
    """Return the bytes with one to four mutations."""
    for _ in range(draw.randint(1, 4)):
        data = draw.choice((_flip, _cut, _lines, _lines, _value, _value, _insert, _insert))(
            data, draw
        )
    return data


def _flip(data: bytes, draw: random.Random) -> bytes:
    if not data:
        return data
    place = draw.randrange(len(data))
    return data[:place] + bytes([draw.randrange(256)]) + data[place + 1 :]


def _cut(data: bytes, draw: random.Random) -> bytes:
    start = draw.randint(0, len(data))
    return (
        data[:start] if draw.random() < 0.3 else data[:start] + data[start + draw.randint(1, 9) :]
    )


def _lines(data: bytes, draw: random.Random) -> bytes:
    """Delete, repeat, move or indent a line."""
    lines = data.split(b"\n")
    place = draw.randrange(len(lines))
    line = lines.pop(place)
    kind = draw.choice(("delete", "repeat", "move", "indent"))
    if kind == "repeat":
        lines[place:place] = [line] * draw.choice((2, 2, 3, 40))
    elif kind == "move":
        lines.insert(draw.randint(0, len(lines)), line)
    elif kind == "indent":
        lines.insert(place, b" " * draw.randint(1, 4) + line)
    return b"\n".join(lines)


def _value(data: bytes, draw: random.Random) -> bytes:
    """Put another sort of value, or a huge number, in the place of one."""
    places = [index for index, byte in enumerate(data) if byte == ord(":")]
    if not places:
        return data
    start = draw.choice(places) + 1
    ends = [place for end in b"\n,}" if (place := data.find(bytes([end]), start)) >= 0]
    value = draw.choice((*NUMBERS, *VALUES))
    return data[:start] + f" {value}".encode() + data[min(ends, default=len(data)) :]


def _insert(data: bytes, draw: random.Random) -> bytes:
    place = draw.randint(0, len(data))
    return data[:place] + draw.choice((*ODDITIES, *SYNTAX)).encode() + data[place:]
