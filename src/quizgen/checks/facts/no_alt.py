"""A picture without words for it."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.row import COLLECTION, Rule
from quizgen.checks.stages.keys import SVG
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection, Deck
from quizgen.facts.row import Row

CRATER = """\
- question: Which crater is this?
  id: crater
  answer: Tycho
  media: {file: tycho.svg%s}
"""

NO_ALT = Code(
    name="no-alt",
    severity=Severity.ERROR,
    family=Family.MEDIA,
    says="A picture has no `alt`, the words that stand for it.",
    why="Learners who cannot see it have it read to them, and so does a page whose picture does "
    "not load.",
    source="WCAG 2.2, success criterion 1.1.1 (level A)",
    bad=Facts(CRATER % "", files={"decks/tycho.svg": SVG}),
    good=Facts(CRATER % ", alt: a crater with long rays", files={"decks/tycho.svg": SVG}),
)


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield the pictures without it."""
    for deck in collection.decks:
        yield from _undescribed(deck)
        for fact in deck.facts:
            if isinstance(fact, Row):
                yield from _without_words(fact)
            for index, attachment in enumerate(fact.media):
                if not deck.media[attachment.file].is_sound and not attachment.alt:
                    place = fact.locate("media", index, "file")
                    hint = "say in 'alt' what it shows, for those who cannot see it"
                    yield Diagnostic(place, NO_ALT, "the picture has no 'alt'", hint)


def _undescribed(deck: Deck) -> Iterator[Diagnostic]:
    """Yield the columns of pictures that no words are given for."""
    for name, column in deck.table.specs.items() if deck.table else ():
        if column.picture and not column.alt:
            hint = "say what a picture shows: alt: '{what-it-shows}', with a column of that name"
            message = f"the pictures of column '{name}' have no 'alt'"
            yield Diagnostic(deck.locate("columns", name), NO_ALT, message, hint)


def _without_words(row: Row) -> Iterator[Diagnostic]:
    """Yield the pictures of a row for which the cells that make their words are empty."""
    for name in row.without_words:
        message = f"the picture in column '{name}' has no words: a cell of its 'alt' is empty"
        yield Diagnostic(row.cells[name].place, NO_ALT, message, "fill it in")


RULE = Rule((NO_ALT,), COLLECTION, problems)
