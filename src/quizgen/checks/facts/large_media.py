"""A picture or sound of more bytes than a telephone carries with ease."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.row import COLLECTION, Rule
from quizgen.checks.stages.keys import SVG
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection

LARGEST = 1_000_000
"""Bytes of one file above which a telephone notices."""
CRATER = """\
- question: Which crater is this?
  id: crater
  answer: Tycho
  media: {file: tycho.svg, alt: a crater with long rays}
"""

LARGE_MEDIA = Code(
    name="large-media",
    severity=Severity.WARNING,
    family=Family.MEDIA,
    says="A picture or sound has more than a million bytes.",
    why="Learners carry each one on their telephones, and each sync sends it.",
    source="",
    bad=Facts(CRATER, files={"decks/tycho.svg": SVG + f"<!-- {'x' * LARGEST} -->\n"}),
    good=Facts(CRATER, files={"decks/tycho.svg": SVG}),
)


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield the files that are too large, at each fact that has one."""
    for deck in collection.decks:
        for fact in deck.facts:
            for file, place in fact.files:
                size = len(deck.media[file].data)
                if size > LARGEST:
                    hint = "shrink it: learners carry it on telephones"
                    message = f"the file has {size / 1e6:.1f} MB"
                    yield Diagnostic(place, LARGE_MEDIA, message, hint)


RULE = Rule((LARGE_MEDIA,), COLLECTION, problems)
