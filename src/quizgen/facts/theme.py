"""The theme of a collection, as it is written in ``collection.yaml`` and in a blueprint."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from quizgen import theme
from quizgen.facts.description import described
from quizgen.facts.values import STRICT, Text
from quizgen.records import dataclass
from quizgen.theme import Density

Colour = Annotated[Text, AfterValidator(theme.accent)]
Family = Annotated[Text, AfterValidator(theme.family)]
Accent = Annotated[
    Colour | None,
    described(
        "A colour for headings, numbers, links and answers, in six digits; it must be dark enough "
        "to be read, and a lighter one of its hue is used in the dark.",
        "#8a1c1c",
    ),
]
Font = Annotated[
    Family | None,
    described("The font of texts; scripts that it lacks keep theirs.", "Source Serif 4"),
]
HeadingFont = Annotated[
    Family | None,
    described("The font of headings and labels.", "Source Sans 3"),
]
Room = Annotated[
    Density | None,
    described("How much room there is: `compact`, `normal` or `roomy`.", "compact"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeKeys:
    """How pages, papers and cards look; what is left out is as usual."""

    __pydantic_config__ = STRICT

    accent: Accent = None
    font: Font = None
    heading_font: HeadingFont = None
    density: Room = None
    logo: Annotated[
        Text | None,
        described("A picture at the head of papers and of the site, beside this file.", "logo.png"),
    ] = None
