"""What facts are made of that are mappings themselves: questions, wrong answers, media, sources."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import MaxLen
from pydantic import BeforeValidator

from quizgen.facts.description import described
from quizgen.facts.values import STRICT, Slug, Text, Texts, listed
from quizgen.records import dataclass


def forward(value: object) -> object:
    """Read the short form, which speaks of the forward question alone."""
    return value if isinstance(value, dict) else {"forward": value}


def one_or_many(value: object) -> object:
    """Read one mapping as a list of it."""
    return [value] if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The curator's own wording of a question, in either direction."""

    __pydantic_config__ = STRICT

    forward: Annotated[
        Text | None, described("The question, in the curator's words.", "Where did the talks end?")
    ] = None
    reverse: Annotated[
        Text | None,
        described("The question that asks the other way.", "What was signed in Geneva?"),
    ] = None


NO_WORDING = Ask()


def both_ways(value: object) -> object:
    """Read the short form, which speaks of both questions."""
    return {"forward": value, "reverse": value} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What is shown with a question, in either direction."""

    __pydantic_config__ = STRICT

    forward: Annotated[
        Text | None, described("What is shown with the question.", "A city in Switzerland")
    ] = None
    reverse: Annotated[
        Text | None, described("What is shown where it is asked the other way.", "of 1988")
    ] = None


NO_HINT = Hint()


@dataclass(frozen=True, slots=True, kw_only=True)
class Foil:
    """A wrong answer and, if the curator says so, what it really is."""

    __pydantic_config__ = STRICT

    text: Annotated[Text, described("The wrong answer.", "Vienna")]
    why: Annotated[
        Text | None, described("What it really is; keys tell it.", "the seat of the talks of 1961")
    ] = None


def _foil(value: object) -> object:
    """Read the short forms ``Vienna`` and ``Vienna: the seat of another conference``."""
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict) and len(value) == 1 and "text" not in value:
        ((text, why),) = value.items()
        return {"text": text, "why": why}
    return value


MOST_FOILS = 100
"""Wrong answers of one direction that are read at the most; each is held against the others."""
Foils = Annotated[
    tuple[Annotated[Foil, BeforeValidator(_foil)], ...],
    BeforeValidator(listed),
    MaxLen(MOST_FOILS),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Distractors:
    """The curator's own wrong answers, in either direction."""

    __pydantic_config__ = STRICT

    forward: Annotated[
        Foils,
        described(
            "Wrong answers to the question.", ["Vienna", {"Paris": "the seat of the talks of 1973"}]
        ),
    ] = ()
    reverse: Annotated[
        Foils,
        described(
            "Wrong answers to the question that asks the other way.", ["the Camp David Accords"]
        ),
    ] = ()

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Those that say what they are, with what they say."""
        return tuple(
            (distractor.text, distractor.why)
            for distractor in self.forward + self.reverse
            if distractor.why
        )


NO_DISTRACTORS = Distractors()
Width = Annotated[
    int | None,
    described(
        "How wide a picture is shown with its question, in mm, where there is room; else a drawing "
        "without words is 32 mm high at the most, one with words so large that they can be read, "
        "and a picture of pixels 55 mm high at the most.",
        "60",
        ge=5,
        le=200,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture or sound beside the deck; a picture is described for those who cannot see it."""

    __pydantic_config__ = STRICT

    file: Annotated[
        Text,
        described("The file, from the folder of the decks: a picture or a sound.", "media/map.png"),
    ]
    alt: Annotated[
        Text | None,
        described("What a picture shows, for those who cannot see it.", "A map of the border"),
    ] = None
    side: Annotated[
        Literal["front", "back"],
        described(
            "Where it is shown: `back`, or `front` where it belongs to the question.", "front"
        ),
    ] = "back"
    width: Width = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A further source of the same fact."""

    __pydantic_config__ = STRICT

    source: Annotated[Slug, described("A citation key of `sources.yaml`.", "smith-2020")]
    at: Annotated[
        Text | None,
        described(
            "The place in it: a heading, a page or a paragraph, or a heading and one.",
            "Results, p. 10",
        ),
    ] = None
    evidence: Annotated[
        Texts,
        described(
            "Two to four short terms that stand together at that place.",
            ["Geneva", "14 April 1988"],
        ),
    ] = ()
