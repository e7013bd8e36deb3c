"""Rules about facts as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from quizgen import text
from quizgen.diagnostics import Code, Diagnostic
from quizgen.facts import Collection
from quizgen.model import Enumeration, Proposition

LARGE = 1_000_000
"""Bytes of one file above which a telephone notices."""
LONGEST_LIST = 7
"""Members that can be learnt as one list (Wozniak's rules 9 and 10: no sets, no enumerations)."""


def empty_decks(collection: Collection) -> Iterator[Diagnostic]:
    """A deck without facts makes an empty package."""
    for deck in collection.decks:
        if not deck.facts:
            said = f"the deck '{deck.id}' has no facts"
            yield Diagnostic(deck.locate("deck"), Code.EMPTY_DECK, said, "add some under 'facts:'")


def facts_without_source(collection: Collection) -> Iterator[Diagnostic]:
    """A fact that names no source cannot be checked; no rule where there is no list of sources."""
    if not collection.references:
        return
    for deck in collection.decks:
        for fact in deck.facts:
            if not deck.passages(fact):
                said = f"the fact '{fact.id}' names no source"
                hint = "give it or its deck a 'source'"
                yield Diagnostic(fact.locate(), Code.NO_SOURCE, said, hint)


def long_lists(propositions: Iterable[Proposition]) -> Iterator[Diagnostic]:
    """A long enumeration is learnt badly."""
    for p in propositions:
        if isinstance(p, Enumeration) and len(p.members) > LONGEST_LIST:
            said = f"the list has {len(p.members)} members"
            hint = f"regroup it into lists of up to {LONGEST_LIST}"
            yield Diagnostic(p.origin.locate(), Code.LONG_LIST, said, hint)


def broken_math(collection: Collection) -> Iterator[Diagnostic]:
    """Math that is no TeX shows as an error in Anki and cannot be set on paper."""
    for deck in collection.decks:
        for fact in deck.facts:
            for tex in _math_in(fact):
                said = f"the math '{tex}' is not TeX"
                hint = r"mend it, or write '\\(' for a bracket"
                yield Diagnostic(fact.locate(), Code.BROKEN_MATH, said, hint)


def _math_in(value: object) -> Iterator[str]:
    """Yield the broken math in any text of a fact, wherever it stands."""
    if isinstance(value, str):
        if "\\(" in value:
            yield from text.broken_math(value)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _math_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from _math_in(tuple(value.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from _math_in(part)


def media_remarks(collection: Collection) -> Iterator[Diagnostic]:
    """A picture needs words for those who cannot see it; a large file is carried on telephones."""
    for deck in collection.decks:
        for fact in deck.facts:
            for index, attachment in enumerate(fact.media):
                place = fact.locate("media", index, "file")
                media = deck.media[attachment.file]
                if not media.is_sound and not attachment.alt:
                    hint = "say in 'alt' what it shows, for those who cannot see it"
                    yield Diagnostic(place, Code.NO_ALT, "the picture has no 'alt'", hint)
                if len(media.data) > LARGE:
                    said = f"the file has {len(media.data) / 1e6:.1f} MB"
                    hint = "shrink it: learners carry it on telephones"
                    yield Diagnostic(place, Code.LARGE_MEDIA, said, hint)


def unknown_allowances(collection: Collection) -> Iterator[Diagnostic]:
    """An allowance for a code that does not exist silences nothing."""
    for deck in collection.decks:
        for fact in deck.facts:
            for code in fact.allow:
                if code not in set(Code):
                    place = fact.locate("allow", code)
                    yield Diagnostic(place, Code.WRONG_VALUE, f"there is no check '{code}'")
