"""How all that is made looks alike: its colour, its fonts and its density, checked for contrast.

Contrast and luminance are those of WCAG 2.2, success criterion 1.4.3.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

from quizgen.diagnostics import Unreadable
from quizgen.records import dataclass

DAY, NIGHT = ("#ffffff", "#fbfaf7", "#fdf8ea", "#f1ede4"), ("#1b1e22", "#272b31")
"""What is written on: paper, pages and cards by day and in the dark, and tints on them."""
LEAST, AT_NIGHT = 4.5, 7.0
"""The contrast that text must have, and the one that a colour for the dark is chosen for."""
_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_FAMILY = re.compile(r"[^\W_][\w .+-]{0,59}")
_BLOCK = re.compile(r"([^{}]+)(\{[^{}]*\})")


class Density(StrEnum):
    """How much room there is between things."""

    COMPACT = "compact"
    NORMAL = "normal"
    ROOMY = "roomy"


@dataclass(frozen=True, slots=True)
class Theme:
    """What may differ from the usual look; what is empty is as usual.

    ``accent`` is a colour such as ``#1f5f8b``; ``font`` names what texts are set in,
    ``heading_font`` what headings and labels are. Both stand before the fonts of a ``language``,
    told by its tag.
    """

    accent: str = ""
    font: str = ""
    heading_font: str = ""
    density: Density = Density.NORMAL
    language: str = ""

    @property
    def is_usual(self) -> bool:
        """Whether nothing differs."""
        return replace(self, language="") == USUAL

    @property
    def leading(self) -> float:
        """What the distance of lines is multiplied by."""
        return round(0.85 + 0.15 * self.space, 3)

    def varied(self, keys: Mapping[str, Any]) -> Theme:
        """Return it with those of some keys that are its own, but for what is empty in them."""
        return replace(self, **{key: keys[key] for key in KEYS if keys.get(key)})

    @property
    def night(self) -> str:
        """The accent for a dark page: of the same hue, as light as it has to be."""
        return _readable(self.accent, NIGHT, AT_NIGHT, 1) if self.accent else ""

    @property
    def space(self) -> float:
        """What spaces are multiplied by."""
        return {Density.COMPACT: 0.7, Density.NORMAL: 1.0, Density.ROOMY: 1.4}[self.density]

    def with_fonts(self, sheet: str) -> str:
        """Return a style sheet of families with the theme's fonts before those of its language.

        Scripts that have families of their own keep them, unless that language is written in one:
        a font of Latin letters that has some of theirs would set them ill.
        """
        own = {f":lang({name})" for name in (self.language, self.language.partition("-")[0])}

        def block(match: re.Match[str]) -> str:
            selectors = {name.split("*/")[-1].strip() for name in match[1].split(",")}
            if not selectors & {":root", *own}:
                return match[0]
            body = match[2]
            for variable, font in (("--serif", self.font), ("--sans", self.heading_font)):
                if font:
                    body = body.replace(f" {variable}: ", f' {variable}: "{font}", ', 1)
            return match[1] + body

        return _BLOCK.sub(block, sheet)


USUAL = Theme()
KEYS = tuple(field.name for field in fields(Theme) if field.name != "language")
"""What is written of a theme."""


def accent(text: str) -> str:
    """Return a colour as ``#rrggbb`` that is written with three or six digits, with ``#`` or not.

    Raises:
        Unreadable: when it is none, or text in it could not be read; the hint has one that can be.

    """
    match = _HEX.fullmatch(text)
    if not match:
        hint = 'write it in six digits, red, green, blue: accent: "#1f5f8b"'
        raise Unreadable(f"'{text}' is no colour", hint)
    digits = match[1].lower()
    colour = "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    darkest = min(DAY, key=_luminance)
    ratio = contrast(colour, darkest)
    if ratio >= LEAST:
        return colour
    message = (
        f"text in '{text}' is hard to read: its contrast to {darkest}, which stands behind some, "
        f"is {int(ratio * 10) / 10}:1, and {LEAST}:1 is the least"
    )
    hint = f'write "{_readable(colour, DAY, LEAST, -1)}", the same hue, dark enough'
    raise Unreadable(message, hint)


def family(text: str) -> str:
    """Return the name of a font.

    Raises:
        Unreadable: when it is not that of a single one.

    """
    if _FAMILY.fullmatch(text):
        return text
    hint = "write a single name, such as Source Sans 3; what it lacks comes from other fonts"
    raise Unreadable(f"'{text}' is no name of a font", hint)


def contrast(colour: str, ground: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted(map(_luminance, (colour, ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour))
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))


def _readable(colour: str, papers: Sequence[str], least: float, step: int) -> str:
    """Return the nearest colour, darker or lighter, that has a contrast to each of some papers."""
    hue, light, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    for level in range(round(light * 255), -1 if step < 0 else 256, step):
        rgb = colorsys.hls_to_rgb(hue, level / 255, saturation)
        near = "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
        if all(contrast(near, paper) >= least for paper in papers):
            return near
    return "#000000" if step < 0 else "#ffffff"
