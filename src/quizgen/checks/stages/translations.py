"""What is wrong with the translation of a deck, or no longer right."""

from __future__ import annotations

from quizgen.checks.row import Stage
from quizgen.checks.stages.files import READING
from quizgen.diagnostics import Code, Family, Files, Severity

DECK = "deck: Moon\nid: moon\nfacts:\n- {question: Who was first?, id: first, answer: Armstrong}\n"
GERMAN = (
    "translation: de\nof: moon\ndeck: Mond\nfacts:\n"
    "  first: {question: Wer war der Erste?, answer: Armstrong}\n"
)

UNTRANSLATED = Code(
    name="untranslated",
    severity=Severity.WARNING,
    family=Family.FILES,
    says="A fact, or a text of it, is not translated; with `untranslated: refuse` it is an error.",
    why="Learners of one language would meet another, or would miss what others learn.",
    source="",
    bad=Files(
        {
            "decks/moon.yaml": DECK + "- {question: Who was second?, id: next, answer: Aldrin}\n",
            "decks/moon.de.yaml": GERMAN,
        }
    ),
    good=Files({"decks/moon.yaml": DECK, "decks/moon.de.yaml": GERMAN}),
)
STALE_TRANSLATION = Code(
    name="stale-translation",
    severity=Severity.WARNING,
    family=Family.FILES,
    says="A fact has changed since it was translated.",
    why="A correction of the original does not reach the learners of the translation by itself.",
    source="",
    bad=Files(
        {
            "decks/moon.yaml": DECK,
            "decks/moon.de.yaml": GERMAN.replace("first: {", "first: {base: 0badc0de, "),
        }
    ),
    good=Files({"decks/moon.yaml": DECK, "decks/moon.de.yaml": GERMAN}),
)
UNKNOWN_FACT = Code(
    name="unknown-fact",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A translation is of a deck, a fact or a column that is not there.",
    why="A mistyped id would leave the fact untranslated without a word.",
    source="",
    bad=Files(
        {"decks/moon.yaml": DECK, "decks/moon.de.yaml": GERMAN.replace("of: moon", "of: mon")}
    ),
    good=Files({"decks/moon.yaml": DECK, "decks/moon.de.yaml": GERMAN}),
)

STAGE = Stage((UNTRANSLATED, STALE_TRANSLATION, UNKNOWN_FACT), READING)
