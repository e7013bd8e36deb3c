"""Two cards that ask the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from quizgen.checks.row import NOTES, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.model import Card, Note

SAME_QUESTION = Code(
    name="same-question",
    severity=Severity.ERROR,
    family=Family.CARDS,
    says="Two cards of a deck ask the same.",
    why="The learner has to guess which of the two answers is meant, fails half of the time, and "
    "learns the order of the cards. Most often it is a reverse card: many people may have had "
    "one role.",
    source="Wozniak's twenty rules, 11: combat interference",
    bad=Facts(
        "- {person: Michael Collins, id: collins, role: astronaut}\n"
        "- {person: Buzz Aldrin, id: aldrin, role: astronaut}\n"
    ),
    good=Facts(
        "- {person: Michael Collins, id: collins, role: pilot of the command module}\n"
        "- {person: Buzz Aldrin, id: aldrin, role: pilot of the lunar module}\n"
    ),
)


def problems(notes: Sequence[Note]) -> Iterator[Diagnostic]:
    """Yield each card whose front another note of its deck has already."""
    first: dict[tuple[str, str], Note] = {}
    for note in notes:
        for card in note.cards:
            earlier = first.setdefault((note.origin.deck, _asked(card)), note)
            if earlier is not note:
                message = f"this asks the same as '{earlier.origin.id}': {card.front}"
                mend = "say more in one of them, give a hint, or set 'reverse: no'"
                yield Diagnostic(note.origin.locate(), SAME_QUESTION, message, mend)


def _asked(card: Card) -> str:
    """Return what a learner sees on a front, in one form: each sign counts, and case within a text.

    "What does `String` hold?" is not "What does `string` hold?".
    """
    names = " ".join(media.name for media in card.media)
    seen = (f"{text[:1].casefold()}{text[1:]}" for text in (card.front, card.hint, names))
    return " ".join(unicodedata.normalize("NFC", " ".join(seen)).split())


RULE = Rule((SAME_QUESTION,), NOTES, problems)
