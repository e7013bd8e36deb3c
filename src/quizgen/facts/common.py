"""What every fact has, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from pydantic import (
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
)

from quizgen import date_hints, dates
from quizgen.dates import Edtf
from quizgen.diagnostics import Locator, Unreadable
from quizgen.language import Language, language
from quizgen.model import (
    Association,
    Citation,
    Kind,
    Level,
    Media,
    Origin,
    Proposition,
    Reference,
    Relation,
    Value,
)
from quizgen.numbers import Figure

STRICT = ConfigDict(extra="forbid")
GIVEN = PlainValidator(lambda value: value)
"""Marks a field that the reader fills in, already made."""


def _list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def language_of(info: ValidationInfo) -> Language:
    """Return the language that a file is written in: the context of its validation, or English."""
    return info.context if isinstance(info.context, Language) else language("en")


def _date(value: object, info: ValidationInfo) -> Edtf:
    if not isinstance(value, str):
        raise ValueError("a date is one text, such as 1988-04-14")
    try:
        return dates.parse(value)
    except Unreadable as error:
        hint = date_hints.meant(value, language_of(info).locale)
        raise Unreadable(str(error), hint or error.hint) from error


def _figure(value: object, info: ValidationInfo) -> Figure:
    if not isinstance(value, str):
        raise ValueError("a number is one text, such as 13,000")
    return language_of(info).notation.read(value)


def _forward(value: object) -> object:
    """Read the short form, which speaks of the forward question alone."""
    return value if isinstance(value, dict) else {"forward": value}


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, dict) else value


CLOSED_SORTS = frozenset(
    """agreement alliance armed-group article capital city colour continent country currency date
    element group institution island lake language law month mountain number office organisation
    person place policy programme project region river sea separatist-group state territory treaty
    year""".split()
)
"""Sorts of which two values are two things, as one place is not another.

What stands here may become a distractor of its like; a collection can name more (``sorts``).
"""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_list)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_list)]
Date = Annotated[Edtf, PlainValidator(_date)]
Number = Annotated[Figure, PlainValidator(_figure)]
FormerFact = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]
"""What a fact once was: ``id``, or ``deck/id``."""
FormerMember = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+){0,2}$")]
"""What a member once was: ``key``, ``id/key`` or ``deck/id/key``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The curator's own wording of a question, in either direction."""

    __pydantic_config__ = STRICT

    forward: Text | None = None
    reverse: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Foil:
    """A wrong answer and, if the curator says so, what it really is."""

    __pydantic_config__ = STRICT

    text: Text
    why: Text | None = None


def _foil(value: object) -> object:
    """Read the short forms ``Vienna`` and ``Vienna: the seat of another conference``."""
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict) and len(value) == 1 and "text" not in value:
        ((text, why),) = value.items()
        return {"text": text, "why": why}
    return value


Foils = Annotated[tuple[Annotated[Foil, BeforeValidator(_foil)], ...], BeforeValidator(_list)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Distractors:
    """The curator's own wrong answers, in either direction."""

    __pydantic_config__ = STRICT

    forward: Foils = ()
    reverse: Foils = ()

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Those that say what they are, with what they say."""
        return tuple((foil.text, foil.why) for foil in self.forward + self.reverse if foil.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A picture or sound beside the deck; a picture is described for those who cannot see it."""

    __pydantic_config__ = STRICT

    file: Text
    alt: Text | None = None
    side: Literal["front", "back"] = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A further source of the same fact."""

    __pydantic_config__ = STRICT

    source: Slug
    at: Text | None = None
    evidence: Texts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a fact needs from its surroundings to say what it asserts."""

    language: Language
    references: Mapping[str, Reference]
    media: Mapping[str, Media] = field(default_factory=dict)
    reverse: bool = False
    sorts: frozenset[str] = frozenset()

    def is_closed(self, sort: str) -> bool:
        """Whether two values of a sort are two things: a sort we know, or one of the collection."""
        return sort in CLOSED_SORTS or sort in self.sorts

    def name_of(self, who: str) -> str:
        """Return a source's author where ``who`` is a citation key, and ``who`` otherwise."""
        return self.references[who].who if who in self.references else who


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact: who it is, how important, where it comes from, and what goes with it on a card."""

    __pydantic_config__ = STRICT

    id: Slug
    locate: Annotated[Locator, GIVEN] = field(repr=False, compare=False)
    kind: Annotated[Kind, GIVEN] = field(compare=False)
    level: Level = Level.USEFUL
    tags: Slugs = ()
    source: Slug | None = None
    at: Text | None = None
    evidence: Texts = ()
    also: tuple[Passage, ...] = ()
    as_of: Date | None = None
    note: Text | None = None
    hint: Text | None = None
    accept: Texts = ()
    ask: Annotated[Ask, BeforeValidator(_forward)] = Ask()
    reverse: bool | None = None
    distractors: Annotated[Distractors, BeforeValidator(_forward)] = Distractors()
    disputed: Text | None = None
    media: Annotated[tuple[Attachment, ...], BeforeValidator(_one_or_many)] = ()
    was: FormerFact | None = None
    retired: Text | None = None
    allow: Mapping[str, Text] = field(default_factory=dict)

    def propositions(self, origin: Origin, context: Context) -> Iterator[Proposition]:
        """Yield what this fact asserts."""
        raise NotImplementedError

    @property
    def asks_back(self) -> bool:
        """Whether this kind of fact is asked both ways if nobody says otherwise."""
        return False

    def passages(self, default: str | None) -> tuple[Passage, ...]:
        """Return every source of this fact with its place, the main one first."""
        main = self.source or default
        own = (Passage(source=main, at=self.at, evidence=self.evidence),) if main else ()
        return own + self.also

    def remark(self, context: Context) -> str:
        """Return what stands under the answer."""
        return self.note or ""

    def origin(
        self, deck: str, tags: tuple[str, ...], cited: tuple[Citation, ...], context: Context
    ) -> Origin:
        """Return what every proposition of this fact carries with it."""
        return Origin(
            deck=deck,
            fact=self.id,
            kind=self.kind,
            level=self.level,
            tags=tuple(dict.fromkeys(tags + self.tags)),
            citations=cited,
            locate=self.locate,
            note=self.remark(context),
            hint=self.hint or "",
            as_of=self.as_of,
            disputed=self.disputed or "",
            front_media=self._media("front", context),
            back_media=self._media("back", context),
            identity=self._identity(deck),
            retired=self.retired or "",
            notation=context.language.notation,
            allow=frozenset(self.allow),
        )

    def _media(self, side: str, context: Context) -> tuple[Media, ...]:
        found = (a for a in self.media if a.side == side and a.file in context.media)
        return tuple(replace(context.media[a.file], alt=a.alt or "") for a in found)

    def _identity(self, deck: str) -> str:
        """Return ``deck/fact`` as it was when learners first met it."""
        was = self.was or self.id
        return was if "/" in was else f"{deck}/{was}"

    def association(
        self,
        origin: Origin,
        context: Context,
        relation: Relation,
        subject: Value,
        value: Value,
        *,
        ask: str,
        back: str,
    ) -> Association:
        """Return an association, asked in the curator's words where there are any."""
        usual = self.asks_back or context.reverse
        reverse = self.ask.reverse or (usual if self.reverse is None else self.reverse)
        return Association(
            origin=origin,
            slot=relation,
            relation=relation,
            subject=subject,
            value=value,
            ask=self.ask.forward or ask,
            ask_back=(self.ask.reverse or back) if reverse else "",
            distractors=tuple(foil.text for foil in self.distractors.forward),
            distractors_back=tuple(foil.text for foil in self.distractors.reverse),
            reasons=self.distractors.reasons,
        )
