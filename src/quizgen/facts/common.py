"""What every fact has, whatever its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, PlainValidator, StringConstraints

from quizgen import dates
from quizgen.dates import Edtf
from quizgen.diagnostics import Locator
from quizgen.language import Language
from quizgen.model import Association, Citation, Origin, Proposition, Reference, Value

STRICT = ConfigDict(extra="forbid")
GIVEN = PlainValidator(lambda value: value)
"""Marks a field that the reader fills in, already made."""

_SEPARATORS = re.compile(r"(?<=\d)[,_\u00a0\u202f ](?=\d{3}\b)")


def _list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _date(value: object) -> Edtf:
    if not isinstance(value, str):
        raise ValueError("a date is one text, such as 1988-04-14")
    return dates.parse(value)


def _decimal(value: object) -> Decimal:
    text = _SEPARATORS.sub("", value) if isinstance(value, str) else ""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"'{value}' is not a number such as 13,000 or 1.6")
    return number


def _forward(value: object) -> object:
    """Read the short form, which speaks of the forward question alone."""
    return value if isinstance(value, dict) else {"forward": value}


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_list)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_list)]
Date = Annotated[Edtf, PlainValidator(_date)]
Number = Annotated[Decimal, PlainValidator(_decimal)]
Level = Literal["core", "useful", "detail"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The curator's own wording of a question, in either direction."""

    __pydantic_config__ = STRICT

    forward: Text | None = None
    reverse: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Distractors:
    """The curator's own wrong answers, in either direction."""

    __pydantic_config__ = STRICT

    forward: Texts = ()
    reverse: Texts = ()


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

    def name_of(self, who: str) -> str:
        """Return a source's author where ``who`` is a citation key, and ``who`` otherwise."""
        return self.references[who].who if who in self.references else who


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact: who it is, how important, where it comes from, and what goes with it on a card."""

    __pydantic_config__ = STRICT

    id: Slug
    locate: Annotated[Locator, GIVEN] = field(repr=False, compare=False)
    kind: str = field(default="", compare=False)
    level: Level = "useful"
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
    reverse: bool = False
    distractors: Annotated[Distractors, BeforeValidator(_forward)] = Distractors()
    disputed: Text | None = None
    allow: Mapping[str, Text] = field(default_factory=dict)

    def propositions(self, origin: Origin, context: Context) -> Iterator[Proposition]:
        """Yield what this fact asserts."""
        raise NotImplementedError

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
            allow=frozenset(self.allow),
        )

    def association(
        self, origin: Origin, relation: str, subject: Value, value: Value, *, ask: str, back: str
    ) -> Association:
        """Return an association, asked in the curator's words where there are any."""
        reverse = self.reverse or self.ask.reverse is not None
        return Association(
            origin=origin,
            slot=relation,
            relation=relation,
            subject=subject,
            value=value,
            ask=self.ask.forward or ask,
            ask_back=(self.ask.reverse or back) if reverse else "",
            distractors=self.distractors.forward,
            distractors_back=self.distractors.reverse,
        )
