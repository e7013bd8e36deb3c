"""A card whose front holds its back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.checks.row import NOTES, Rule
from quizgen.checks.stages.keys import SVG
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.model import Card, Note
from quizgen.wording import tells

CRATER = """\
- question: Which crater is this?
  id: crater
  answer: Tycho
  media: {file: tycho.svg, side: front, alt: %s}
"""

ANSWER_IN_QUESTION = Code(
    name="answer-in-question",
    severity=Severity.WARNING,
    family=Family.CARDS,
    says="The front of a card holds its back, in its words or in those for its picture.",
    why="It asks nothing, and is answered right for years.",
    source="Ultimate Geography's contributing guide",
    bad=Facts(CRATER % "the crater Tycho", files={"decks/tycho.svg": SVG}),
    good=Facts(CRATER % "a crater with long rays", files={"decks/tycho.svg": SVG}),
)


def problems(notes: Sequence[Note]) -> Iterator[Diagnostic]:
    """Yield each card that answers itself."""
    for note in notes:
        for card in note.cards:
            front = _seen(card)
            if tells(front, card.back):
                message = f"the question holds its answer: {front} → {card.back}"
                yield Diagnostic(note.origin.locate(), ANSWER_IN_QUESTION, message, "reword it")


def _seen(card: Card) -> str:
    """Return a front with the words for its pictures, which some learners have read to them."""
    return " ".join((card.front, *(media.alt for media in card.media if media.alt)))


RULE = Rule((ANSWER_IN_QUESTION,), NOTES, problems)
