"""A deck of facts, and the collection that decks belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from quizgen.diagnostics import Locator
from quizgen.facts.common import GIVEN, STRICT, Context, Fact, Passage, Slug, Slugs, Text, Texts
from quizgen.language import Language, Phrase, language
from quizgen.model import Citation, Media, Proposition, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Anki's options for a deck; Anki takes them over if the learner lets it."""

    __pydantic_config__ = STRICT

    new_per_day: Annotated[int, Field(ge=0, le=9999)] = 20
    desired_retention: Annotated[float, Field(ge=0.7, le=0.99)] = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiOptions:
    """What a deck asks of Anki, each off until asked for."""

    __pydantic_config__ = STRICT

    reverse: bool = False
    type_in: bool = False
    speech: bool = False
    choice: bool = False
    timeline: bool = False
    preset: Preset | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A deck: its head, its facts, and the file it stands in."""

    __pydantic_config__ = STRICT

    deck: Text
    id: Slug
    locate: Annotated[Locator, GIVEN] = field(repr=False, compare=False)
    about: Text | None = None
    tags: Slugs = ()
    source: Slug | None = None
    anki: AnkiOptions = AnkiOptions()
    facts: Annotated[tuple[Fact, ...], GIVEN] = ()
    media: Annotated[Mapping[str, Media], GIVEN] = field(default_factory=dict)

    def passages(self, fact: Fact) -> tuple[Passage, ...]:
        """Return the sources of one of its facts, the deck's default included."""
        return fact.passages(self.source)


@dataclass(frozen=True, kw_only=True)
class Collection:
    """A collection: what all its decks share, the decks, and the sources by citation key.

    ``templates`` is a user's own folder, ``strings`` are those in it, by language.
    """

    __pydantic_config__ = STRICT

    id: Slug
    title: Text
    locate: Annotated[Locator, GIVEN] = field(repr=False, compare=False)
    language: Text = "en"
    licence: Text | None = None
    authors: Texts = ()
    about: Text | None = None
    order: Slugs = ()
    sorts: Slugs = ()
    decks: Annotated[tuple[Deck, ...], GIVEN] = ()
    references: Annotated[Mapping[str, Reference], GIVEN] = field(default_factory=dict)
    templates: Annotated[Path | None, GIVEN] = None
    strings: Annotated[Mapping[str, Mapping[str, Phrase]], GIVEN] = field(default_factory=dict)

    def __post_init__(self) -> None:
        language(self.language, self.strings)

    @cached_property
    def speech(self) -> Language:
        """The language that decks are asked in."""
        return language(self.language, self.strings)

    def propositions(self, deck: Deck) -> Iterator[Proposition]:
        """Yield all that a deck's facts assert, in the order of the file."""
        context = Context(
            language=self.speech,
            references=self.references,
            media=deck.media,
            reverse=deck.anki.reverse,
            sorts=frozenset(self.sorts),
        )
        for fact in deck.facts:
            cited = dict.fromkeys(
                Citation(self.references[passage.source], passage.at or "")
                for passage in deck.passages(fact)
                if passage.source in self.references
            )
            origin = fact.origin(deck.id, deck.tags, tuple(cited), context)
            yield from fact.propositions(origin, context)
