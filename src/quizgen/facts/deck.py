"""A deck of facts, and the collection that decks belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

from quizgen.diagnostics import Locator, Position
from quizgen.facts.column import Columns, ColumnSpecs
from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.parts import Passage
from quizgen.facts.theme import ThemeKeys
from quizgen.facts.values import (
    GIVEN,
    STRICT,
    BaseUrl,
    FileSlug,
    Slug,
    Slugs,
    Tags,
    Text,
    Texts,
    TypeIn,
    YesNoStrict,
)
from quizgen.language import Language, Phrase, as_language, language
from quizgen.model import Citation, Edition, Media, NoteType, Origin, Proposition, Reference
from quizgen.records import dataclass
from quizgen.theme import KEYS, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Anki's options for a deck; Anki takes them over if the learner lets it."""

    __pydantic_config__ = STRICT

    new_per_day: Annotated[int, described("New cards a day.", "10", ge=0, le=9999)] = 20
    desired_retention: Annotated[
        float,
        described(
            "The share of cards that a learner is to remember, which FSRS plans for.",
            "0.9",
            ge=0.7,
            le=0.99,
        ),
    ] = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiOptions:
    """What a deck asks of Anki, each off until asked for."""

    __pydantic_config__ = STRICT

    reverse: Annotated[bool, described("Ask back whatever can be asked back.", "yes")] = False
    type_in: Annotated[
        YesNoStrict,
        described(
            "Let the answer be typed; every accepted spelling is right, or, if `strict`, the very "
            "letters alone.",
            "yes",
            "strict",
        ),
    ] = TypeIn.NO
    speech: Annotated[
        bool, described("Read recall cards aloud, each text in its language.", "yes")
    ] = False
    choice: Annotated[
        bool,
        described(
            "Also make a multiple-choice card where there are distractors, shuffled each time.",
            "yes",
        ),
    ] = False
    timeline: Annotated[
        bool, described("Also ask to place each event among its neighbours.", "yes")
    ] = False
    deck: Annotated[
        Text | None,
        described(
            "What the deck is called in Anki, with `::` between levels, where that is not the "
            "collection's title and its own.",
            "Geography::Europe",
        ),
    ] = None
    preset: Annotated[
        Preset | None,
        described(
            "Options for the deck, if the learner imports presets.",
            {"new_per_day": "10", "desired_retention": "0.9"},
        ),
    ] = None


class Way(StrEnum):
    """Which of two words a vocabulary test gives."""

    FORWARD = "forward"
    BACK = "back"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A deck: its head, its facts, and the file it stands in.

    Where it has rows, ``columns`` are as they are described and ``table`` as they are; ``sheet`` is
    the file that the rows stand in, if it is another; ``new_ids`` are ids that were made for them,
    with the places where they are to be written down. ``own_type`` is the note type of its rows,
    where that is a curator's own.
    Where it is a translation, ``base`` is the id of the deck that it translates, and ``stamps``
    tell of what it was made.
    """

    __pydantic_config__ = STRICT

    deck: Annotated[Text, described("The title.", "The way to the Moon")]
    id: Annotated[
        FileSlug,
        described("Names the deck for good: a-z, 0-9 and hyphens. Reviews hang on it.", "moon"),
    ]
    locate: Annotated[Locator, GIVEN] = field(repr=False, compare=False)
    about: Annotated[
        Text | None, described("What it is about; Anki shows it.", "From *Sputnik* to Apollo 17.")
    ] = None
    tags: Annotated[Tags, described("Tags of all its facts.", ["space"])] = ()
    source: Annotated[
        Slug | None, described("The source of its facts that name none.", "smith-2020")
    ] = None
    language: Annotated[
        Text | None,
        described("The language that it is written and asked in, if not the collection's.", "ja"),
    ] = None
    words: Annotated[
        Mapping[Text, Text | Mapping[Text, Text]],
        described(
            "Words of quizgen's in this deck alone, by their key in `templates/language/`.",
            {"term.means": "{term}?", "term.means.reverse": "{means}?"},
        ),
    ] = field(default_factory=dict)
    ruby: Annotated[
        bool,
        described(
            "Whether `食[た]べる` is a word with its reading above; not in sentences with gaps.",
            "yes",
        ),
    ] = False
    anki: Annotated[
        AnkiOptions,
        described("What it asks of Anki, each off until asked for.", {"reverse": "yes"}),
    ] = AnkiOptions()
    note_type: Annotated[
        Slug | None,
        described(
            "A note type of your own, of which each row is one note: a folder in "
            "`templates/note-types/`.",
            "capitals",
        ),
    ] = None
    files: Annotated[
        Text | None,
        described(
            "Where the pictures and sounds lie that cells of HTML name, from the folder of the "
            "decks.",
            "media/capitals",
        ),
    ] = None
    columns: Annotated[
        ColumnSpecs,
        described(
            "The columns of its rows, by name, and how each is asked for.",
            {"crater": {"type": "crater"}, "width": {"number": "km"}},
        ),
    ] = field(default_factory=dict)
    vocabulary: Annotated[
        Way,
        described(
            "Which word of a row the vocabulary test gives: the first (`forward`), the second "
            "(`back`), or now this and now that (`mixed`).",
            "forward",
        ),
    ] = Way.MIXED
    base: Annotated[str, GIVEN] = ""
    stamps: Annotated[tuple[tuple[Position, str], ...], GIVEN] = ()
    table: Annotated[Columns | None, GIVEN] = None
    sheet: Annotated[str, GIVEN] = ""
    new_ids: Annotated[tuple[tuple[Position, str], ...], GIVEN] = ()
    own_type: Annotated[NoteType | None, GIVEN] = field(default=None, repr=False)
    facts: Annotated[tuple[Fact, ...], GIVEN] = ()
    media: Annotated[Mapping[str, Media], GIVEN] = field(default_factory=dict)

    @property
    def paths(self) -> frozenset[str]:
        """The files that it stands in."""
        return frozenset(filter(None, (self.locate().path, self.sheet)))

    @property
    def column_languages(self) -> frozenset[str]:
        """The languages that columns of it are in, by their tags."""
        return frozenset(spec.language for spec in self.columns.values() if spec.language)

    def passages(self, fact: Fact) -> tuple[Passage, ...]:
        """Return the sources of one of its facts, the deck's default included."""
        return fact.passages(self.source)

    def every_passage(self, fact: Fact) -> tuple[Passage, ...]:
        """Return the sources of one of its facts, and those of single parts of it."""
        return fact.every_passage(self.source)


@dataclass(frozen=True, kw_only=True)
class Collection:
    """A collection: what all its decks share, the decks, and the sources by citation key.

    ``logo`` is the picture that its theme names, ``templates`` a user's own folder, ``strings`` are
    those in it, by language, and ``note_types`` those in it, by their folders.
    """

    __pydantic_config__ = STRICT

    id: Annotated[
        FileSlug,
        described(
            "Names the collection for good: a-z, 0-9 and hyphens. Reviews hang on it.",
            "my-collection",
        ),
    ]
    title: Annotated[
        Text, described("The title; in Anki, the deck above all decks.", "My collection")
    ]
    locate: Annotated[Locator, GIVEN] = field(repr=False, compare=False)
    language: Annotated[
        Text,
        described("The language that quizgen asks in: a tag such as `en-GB`, `de`, `ur`.", "en-GB"),
    ] = "en"
    licence: Annotated[Text | None, described("The licence of the decks.", "CC BY 4.0")] = None
    authors: Annotated[Texts, described("Who wrote them.", ["Ann Smith", "Bo Jones"])] = ()
    about: Annotated[
        Text | None,
        described("What they are about; the start page shows it.", "Space flight for beginners."),
    ] = None
    base_url: Annotated[
        BaseUrl | None,
        described(
            "Where the site will be read: its pages name their address, and it gets a feed and a "
            "map of its pages.",
            "https://example.org/history/",
        ),
    ] = None
    order: Annotated[
        Slugs,
        described(
            "The ids of decks in their order; those not named follow by file name.", ["small"]
        ),
    ] = ()
    sorts: Annotated[
        Slugs,
        described(
            "Further closed sorts (below) of things, beside those that quizgen knows.",
            ["spacecraft"],
        ),
    ] = ()
    theme: Annotated[
        ThemeKeys,
        described(
            "How pages, papers and cards look: a [theme](themes.md).",
            {"accent": "#8a1c1c", "font": "Georgia"},
        ),
    ] = ThemeKeys()
    decks: Annotated[tuple[Deck, ...], GIVEN] = ()
    logo: Annotated[Media | None, GIVEN] = None
    references: Annotated[Mapping[str, Reference], GIVEN] = field(default_factory=dict)
    templates: Annotated[Path | None, GIVEN] = None
    strings: Annotated[Mapping[str, Mapping[str, Phrase]], GIVEN] = field(default_factory=dict)
    note_types: Annotated[Mapping[str, NoteType], GIVEN] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        language(self.language, self.strings)

    @property
    def stem(self) -> str:
        """What the files that hold all decks are called: its id, unless a deck's are called so."""
        taken = {deck.id for deck in self.decks}
        stem = self.id
        while stem in taken:
            stem += "-all"
        return stem

    @cached_property
    def speech(self) -> Language:
        """The language that decks are asked in, where they do not say another."""
        return language(self.language, self.strings)

    @cached_property
    def look(self) -> Edition:
        """How all that is made of it looks, unless a paper says otherwise."""
        theme = Theme(language=self.language).varied({k: getattr(self.theme, k) for k in KEYS})
        return Edition(theme=theme, templates=self.templates)

    @cached_property
    def _languages(self) -> dict[str, Language]:
        return {self.language: self.speech}

    def language_of(self, deck: Deck, fact: Fact | None = None) -> Language:
        """Return the language that a deck, or one of its facts, is asked in."""
        return self.language_in(deck, (fact and fact.language) or deck.language or self.language)

    def language_in(self, deck: Deck, tag: str) -> Language:
        """Return a language by its tag as a deck is asked in it, with the deck's own words."""
        own = deck.words if tag == (deck.language or self.language) else {}
        name = f"{tag}/{deck.id}" if own else tag
        if name not in self._languages:
            shared = language(tag, self.strings)
            self._languages[name] = replace(shared, strings={**shared.strings, **own})
        return self._languages[name]

    def _contexts(self, deck: Deck) -> Callable[[Fact], Context]:
        """Return what tells the surroundings of each fact of a deck."""
        contexts: dict[str, Context] = {}

        def context(fact: Fact) -> Context:
            asking = self.language_of(deck, fact)
            if asking.tag not in contexts:
                contexts[asking.tag] = Context(
                    language=asking,
                    references=self.references,
                    media=deck.media,
                    reverse=deck.anki.reverse,
                    sorts=frozenset(self.sorts),
                    foreign="" if asking.tag == self.language else asking.tag,
                    column_languages={
                        t: as_language(t, asking, self.strings) for t in deck.column_languages
                    },
                )
            return contexts[asking.tag]

        return context

    def propositions(self, deck: Deck) -> Iterator[Proposition]:
        """Yield all that a deck's facts assert, in the order of the file."""
        context_of = self._contexts(deck)
        for fact, origin in self._origins(deck, context_of):
            yield from fact.propositions(origin, context_of(fact))

    def origins(self, deck: Deck) -> Iterator[tuple[Fact, Origin]]:
        """Yield a deck's facts, each with what all that it asserts carries with it."""
        return self._origins(deck, self._contexts(deck))

    def _origins(
        self, deck: Deck, context_of: Callable[[Fact], Context]
    ) -> Iterator[tuple[Fact, Origin]]:
        for fact in deck.facts:
            context = context_of(fact)
            cited = dict.fromkeys(
                Citation(self.references[passage.source], passage.at or "")
                for passage in deck.passages(fact)
                if passage.source in self.references
            )
            yield fact, fact.origin(deck.id, deck.tags, tuple(cited), context)

    def _context(self, deck: Deck) -> Context:
        return Context(
            language=self.speech,
            references=self.references,
            media=deck.media,
            reverse=deck.anki.reverse,
            sorts=frozenset(self.sorts),
        )
