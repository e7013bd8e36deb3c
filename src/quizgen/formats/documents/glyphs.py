"""Characters on a page that no installed font has, each with the fact that it stands in.

A PDF would show boxes in their place, which PDF/UA forbids. What is printed comes from facts, their
sources, titles and the words of the language; the marks of the templates are in any font with Latin
letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from itertools import chain

from quizgen.checks.stages.papers import MISSING_FONT, MISSING_GLYPH
from quizgen.diagnostics import Diagnostic, Position
from quizgen.facts import Collection, Deck, Fact
from quizgen.formats.documents.drawing import undrawn
from quizgen.formats.documents.fonts import is_covered, is_installed, source_of, uncovered
from quizgen.model import Form, Item
from quizgen.text import prose, set_formulas
from quizgen.theme import Theme

SHOWN = 5
"""Characters that one message names."""
UNPRINTED = frozenset(
    "id kind level tags source evidence was allow locate key type file side retired".split()
)
"""Keys of facts whose values are on no page."""

Place = tuple[str | int, ...]


def in_decks(collection: Collection, decks: Sequence[Deck]) -> Iterator[Diagnostic]:
    """Yield what no font has of the pages of some decks, fact by fact.

    Raises:
        MissingExtra: when fontconfig, which WeasyPrint needs, is not installed.

    """
    if not is_covered("a"):
        yield _no_font(collection)
        return
    yield from _told(_of_the_language(collection), collection.locate("language"))
    for deck in decks:
        for key, text in (("deck", deck.deck), ("about", deck.about or "")):
            yield from _told(uncovered([prose(text)]), deck.locate(key))
        for fact in deck.facts:
            yield from _in_formulas(fact)
            for place, letters in _of_fact(fact, deck, collection):
                yield from _told(letters, place)


def in_forms(
    collection: Collection, forms: Sequence[Form], position: Position
) -> Iterator[Diagnostic]:
    """Yield what no font has of some forms, which ``position`` asks for.

    A distractor may come from a fact that no item asks; then that fact is told.

    Raises:
        MissingExtra: when fontconfig, which WeasyPrint needs, is not installed.

    """
    if not is_covered("a"):
        yield _no_font(collection)
        return
    yield from _told(_of_the_language(collection), collection.locate("language"))
    yield from _told(uncovered(prose(form.title) for form in forms), position)
    items = {item.id: item for form in forms for item in form.items}
    asked = {id_ for item in items.values() for id_ in item.facts}
    left = set(uncovered(chain.from_iterable(map(_shown, items.values()))))
    every = [(deck, fact) for deck in collection.decks for fact in deck.facts]
    for deck, fact in sorted(every, key=lambda pair: f"{pair[0].id}/{pair[1].id}" not in asked):
        is_asked = f"{deck.id}/{fact.id}" in asked
        yield from _in_formulas(fact) if is_asked else ()
        for place, letters in _of_fact(fact, deck, collection) if is_asked or left else ():
            yield from _told((c for c in letters if is_asked or c in left), place)
            left -= set(letters)


def in_theme(theme: Theme, position: Position) -> Iterator[Diagnostic]:
    """Yield the fonts of a theme that are not installed; ``position`` is where it is asked for.

    Raises:
        MissingExtra: when fontconfig, which WeasyPrint needs, is not installed.

    """
    for family in dict.fromkeys(filter(None, (theme.font, theme.heading_font))):
        if not is_installed(family):
            message = f"the font '{family}' is not installed: a PDF is set in another"
            hint = "install it, or name one of those that 'fc-list : family' tells"
            yield Diagnostic(position, MISSING_FONT, message, hint)


def _no_font(collection: Collection) -> Diagnostic:
    """Return an error, where anything else is a warning: WeasyPrint breaks down without a font."""
    message = "there is no font for Latin letters: a PDF would show boxes alone"
    return Diagnostic(
        collection.locate("language"), MISSING_GLYPH, message, source_of("a")
    ).as_error


def _of_the_language(collection: Collection) -> str:
    """Return what no font has of the words that quizgen adds."""
    languages = {
        collection.language_of(deck).tag: collection.language_of(deck) for deck in collection.decks
    }
    languages[collection.language] = collection.speech
    words = (_strings(text) for spoken in languages.values() for text in spoken.strings.values())
    return uncovered(text for _, text in chain.from_iterable(words))


def _of_fact(fact: Fact, deck: Deck, collection: Collection) -> Iterator[tuple[Position, str]]:
    """Yield the places in a fact with characters that no font has, and those characters."""
    if fact.retired or str(MISSING_GLYPH) in fact.allow:
        return
    for place, text in _strings(fact):
        if letters := uncovered([prose(text)]):
            yield fact.locate(*place), letters
    for passage in deck.passages(fact):
        reference = collection.references.get(passage.source)
        if reference and (letters := uncovered([reference.full])):
            yield fact.locate("source"), letters


def _in_formulas(fact: Fact) -> Iterator[Diagnostic]:
    """Yield the words in formulas that are drawn without their letters."""
    if fact.retired or str(MISSING_GLYPH) in fact.allow:
        return
    for place, text in _strings(fact):
        if letters := "".join(map(undrawn, set_formulas(text))):
            names = ", ".join(f"{_as_read(c)} (U+{ord(c):04X})" for c in letters[:SHOWN])
            message = f"the font of formulas has no {names}: a PDF shows boxes instead"
            hint = "write these words before or after the formula"
            yield Diagnostic(fact.locate(*place), MISSING_GLYPH, message, hint)


def _strings(value: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield the texts in a value, wherever they stand in it, each with its place."""
    if isinstance(value, str):
        yield place, value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in UNPRINTED:
                yield from _strings(getattr(value, field.name), (*place, field.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings(inner, (*place, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _strings(inner, (*place, index))


def _shown(item: Item) -> Iterator[str]:
    """Yield the texts of an item that stand on its paper or in its key."""
    yield prose(item.stem)
    yield prose(item.rationale)
    for _, text in _strings(item.interaction):
        yield prose(text)


def _told(letters: Iterable[str], place: Position) -> Iterator[Diagnostic]:
    """Yield a message about the characters of one place, with where their fonts come from."""
    listed = list(letters)
    if not listed:
        return
    names = ", ".join(f"{_as_read(c)} (U+{ord(c):04X})" for c in listed[:SHOWN])
    more = f" and {len(listed) - SHOWN} more" if len(listed) > SHOWN else ""
    message = f"no installed font has {names}{more}: a PDF shows boxes instead"
    hints = dict.fromkeys(map(source_of, listed))
    yield Diagnostic(place, MISSING_GLYPH, message, "; ".join(hints))


def _as_read(letter: str) -> str:
    """Return a character so that it can be seen alone."""
    return f"\u25cc{letter}" if unicodedata.combining(letter) else letter
