"""A translation of a deck: what a file says of itself that holds another language's texts."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import Annotated

from quizgen.diagnostics import Locator
from quizgen.facts.description import described
from quizgen.facts.values import GIVEN, STRICT, FileSlug, Text
from quizgen.records import dataclass


class Untranslated(StrEnum):
    """What becomes of facts that have no translation."""

    BASE = "base"
    LEAVE_OUT = "leave-out"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The head of a translation: its language, and the deck that it translates."""

    __pydantic_config__ = STRICT

    translation: Annotated[Text, described("The language that it is in: a tag.", "de")]
    of: Annotated[FileSlug, described("The id of the deck that it translates.", "small")]
    locate: Annotated[Locator, GIVEN] = field(repr=False, compare=False)
    id: Annotated[
        FileSlug | None,
        described("Names it for good; the deck's id with the language, if none.", "small-german"),
    ] = None
    deck: Annotated[
        Text | None, described("Its title; the deck's with the language, if none.", "Kleines Deck")
    ] = None
    about: Annotated[Text | None, described("What it is about.", "Von *Sputnik* an.")] = None
    untranslated: Annotated[
        Untranslated,
        described(
            "What becomes of facts without a translation: `base` asks them in the deck's own "
            "language, `leave-out` leaves them out, `refuse` is an error.",
            "leave-out",
        ),
    ] = Untranslated.BASE
