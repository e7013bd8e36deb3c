"""A key that stands out: by its length, by the stem's words, by what it shares with the rest."""

from __future__ import annotations

import statistics

from quizgen.checks.items import HALADYNA, NBME
from quizgen.checks.row import ItemProblems, choice_rule
from quizgen.diagnostics import Code, Family, Items, Severity
from quizgen.model import Choice, Item
from quizgen.wording import LONGER, size, telling

LONG_KEY = Code(
    name="long-key",
    severity=Severity.WARNING,
    family=Family.ITEMS,
    says=f"The key is more than {LONGER} times as long as the median of the other options.",
    why="Writers take care that the key is exactly right, and readers know it: where nothing else "
    "helps, they take the longest.",
    source=f"{HALADYNA}, guidelines 24 and 28d; {NBME}",
    bad=Items("""\
Why do we see one side of the Moon alone?
(x) It turns once on its axis in the time in which it goes once round the Earth
( ) It stands still
( ) It has no dark side
"""),
    good=Items("""\
Why do we see one side of the Moon alone?
(x) It turns once in each of its months
( ) It stands still and does not turn
( ) It has no other side to be seen
"""),
)
KEY_ECHOES_STEM = Code(
    name="key-echoes-stem",
    severity=Severity.WARNING,
    family=Family.ITEMS,
    says="The key repeats words of the stem that the other options lack.",
    why="The sound of it tells the key: a clang association.",
    source=f"{HALADYNA}, guideline 28b; {NBME}",
    bad=Items("""\
What did the treaty on the peaceful use of outer space forbid?
(x) weapons of war in outer space
( ) flights of men to the Moon
( ) maps of the other planets
"""),
    good=Items("""\
What did the treaty on the peaceful use of outer space forbid?
(x) nuclear weapons in orbit
( ) flights of men to the Moon
( ) maps of the other planets
"""),
)
KEY_CONVERGES = Code(
    name="key-converges",
    severity=Severity.WARNING,
    family=Family.ITEMS,
    says="The key shares more words with the other options than they share with each other.",
    why="Distractors are often made from the key by changing a part of it, and readers know that, "
    "too: the option that has most of all the others is the key.",
    source=NBME,
    bad=Items("""\
What does the lander carry?
(x) seven heavy engines
( ) seven small boats
( ) heavy winter coats
( ) light engines
"""),
    good=Items("""\
What does the lander carry?
(x) one engine to climb
( ) two drills for ice
( ) seven small boats
"""),
)

CODES = {"length": LONG_KEY, "echo": KEY_ECHOES_STEM, "convergence": KEY_CONVERGES}
"""The code of each cue that :func:`quizgen.wording.telling` knows."""


def problems(item: Item, choice: Choice) -> ItemProblems:
    """Yield each cue that the key gives; dates and numbers, which are sorted, give none."""
    if len(choice.keys) != 1 or choice.sorted:
        return
    key = choice.keys[0]
    texts = [option.text for option in choice.options]
    others = [text for index, text in enumerate(texts) if index != key]
    for cue in telling(item.stem, texts[key], others):
        middle = statistics.median(map(size, others))
        what = {
            "length": f"has {size(texts[key])} characters, the others {middle:.0f}",
            "echo": "repeats words of the stem that the others lack",
            "convergence": "shares more with the others than they with each other",
        }
        yield CODES[cue], f"the key '{texts[key]}' {what[cue]}"


RULE = choice_rule(*CODES.values(), problems=problems)
