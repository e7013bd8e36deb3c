"""A form in which one item tells the answer of another."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import FORM, Rule
from quizgen.diagnostics import Code, Diagnostic, Family, Items, Severity
from quizgen.giveaways import trace
from quizgen.model import Form

ANSWER_GIVEN_AWAY = Code(
    name="answer-given-away",
    severity=Severity.ERROR,
    family=Family.FORMS,
    says="What one item shows holds the answer of another in the same form.",
    why="Who reads on finds the answer, and is tested on reading.",
    source=f"{HALADYNA}, guideline 4",
    bad=Items("""\
[leader] Who led Apollo 11? (x) Armstrong ( ) Lovell ( ) Cernan

[home] Where in Ohio was Armstrong born? (x) Wapakoneta ( ) Dayton ( ) Toledo
"""),
    good=Items("""\
[leader] Who led Apollo 11? (x) Armstrong ( ) Lovell ( ) Cernan

[home] Where in Ohio was its leader born? (x) Wapakoneta ( ) Dayton ( ) Toledo
"""),
)


def problems(form: Form) -> Iterator[Diagnostic]:
    """Yield each pair of items of which one tells the other."""
    traces = [(item, trace(item)) for item in form.items]
    for number, (item, here) in enumerate(traces, 1):
        for place, (other, there) in enumerate(traces, 1):
            if item is not other and here.gives_away(there):
                message = f"version {form.label}: question {number} ('{item.id}') gives away"
                message += f" the answer of {place} ('{other.id}')"
                yield Diagnostic(item.origins[0].locate(), ANSWER_GIVEN_AWAY, message)


RULE = Rule((ANSWER_GIVEN_AWAY,), FORM, problems)
