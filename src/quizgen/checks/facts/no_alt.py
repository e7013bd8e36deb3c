"""A picture without words for it."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.row import COLLECTION, Rule
from quizgen.checks.stages.keys import SVG
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection

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
        for fact in deck.facts:
            for index, attachment in enumerate(fact.media):
                if not deck.media[attachment.file].is_sound and not attachment.alt:
                    place = fact.locate("media", index, "file")
                    hint = "say in 'alt' what it shows, for those who cannot see it"
                    yield Diagnostic(place, NO_ALT, "the picture has no 'alt'", hint)


RULE = Rule((NO_ALT,), COLLECTION, problems)
