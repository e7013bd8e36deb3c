"""A form whose keys sit on one letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import FORM, Rule
from quizgen.diagnostics import Code, Diagnostic, Family, Items, Severity
from quizgen.model import Choice, Form
from quizgen.text import letter

FEWEST = 8
"""Fewer keys cannot be spread evenly."""
EVEN = 1.6
"""No letter has so many times its share of the keys."""

FIRST, LAST = "%s times 7? (x) %s ( ) %s ( ) %s", "%s times 7? ( ) %s ( ) %s (x) %s"
"""Items of the examples, by the place of the key."""

UNEVEN_KEYS = Code(
    name="uneven-keys",
    severity=Severity.WARNING,
    family=Family.FORMS,
    says=f"Of {FEWEST} or more keys, one letter has more than {EVEN} times its share, and one.",
    why="Who answers A throughout scores above chance, and the learner who knows doubts a row of "
    "equal letters.",
    source=f"{HALADYNA}, guideline 20",
    bad=Items("\n\n".join(FIRST % (n, n * 7, n * 8, n * 9) for n in range(2, 10))),
    good=Items(
        "\n\n".join(
            FIRST % (n, n * 7, n * 8, n * 9) if n % 2 else LAST % (n, n * 5, n * 6, n * 7)
            for n in range(2, 10)
        )
    ),
)


def problems(form: Form) -> Iterator[Diagnostic]:
    """Yield one if a letter has far more than its share."""
    choices = [item.interaction for item in form.items if isinstance(item.interaction, Choice)]
    single = [choice for choice in choices if len(choice.keys) == 1]
    if len(single) < FEWEST:
        return
    letters = Counter(choice.keys[0] for choice in single)
    share = sum(1 / len(choice.options) for choice in single)
    place, count = max(letters.items(), key=lambda entry: (entry[1], -entry[0]))
    if count > EVEN * share + 1:
        message = f"version {form.label}: {count} of {len(single)} keys are {letter(place)}"
        yield Diagnostic(form.items[0].origins[0].locate(), UNEVEN_KEYS, message)


RULE = Rule((UNEVEN_KEYS,), FORM, problems)
