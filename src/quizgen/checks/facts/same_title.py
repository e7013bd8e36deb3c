"""Two decks that Anki would take for one."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.anki_syntax import deck_name
from quizgen.checks.row import COLLECTION, Rule
from quizgen.checks.stages.releases import WHO
from quizgen.diagnostics import Code, Diagnostic, Family, Files, Severity
from quizgen.facts import Collection
from quizgen.text import plain

SAME_TITLE = Code(
    name="same-title",
    severity=Severity.ERROR,
    family=Family.FACTS,
    says="Two decks have the same title, or titles that differ in case alone.",
    why="Anki finds a deck by its name, without regard to case: the cards of both would lie in one "
    "deck, with one description and one preset.",
    source="measured with Anki",
    bad=Files(
        {
            "decks/moon.yaml": f"deck: The Moon\nid: moon\nfacts:\n{WHO}",
            "decks/luna.yaml": "deck: The moon\nid: luna\nfacts:\n"
            "- {question: What?, id: what, answer: Eagle}\n",
        }
    ),
    good=Files(
        {
            "decks/moon.yaml": f"deck: The Moon\nid: moon\nfacts:\n{WHO}",
            "decks/luna.yaml": "deck: The craft\nid: luna\nfacts:\n"
            "- {question: What?, id: what, answer: Eagle}\n",
        }
    ),
)


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield the decks whose name another has already."""
    first: dict[str, str] = {}
    for deck in collection.decks:
        name = deck_name(plain(deck.deck)).casefold()
        other = first.setdefault(name, deck.id)
        if other != deck.id:
            message = f"the title '{deck.deck}' is that of the deck '{other}', too"
            mend = "Anki would put the cards of both into one deck: give one of them another title"
            yield Diagnostic(deck.locate("deck"), SAME_TITLE, message, mend)


RULE = Rule((SAME_TITLE,), COLLECTION, problems, compares=True)
