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
    for item, here in traces:
        for other, there in traces:
            if item is not other and here.gives_away(there):
                message = f"version {form.label}: '{item.id}' gives away the answer of '{other.id}'"
                yield Diagnostic(item.origins[0].locate(), ANSWER_GIVEN_AWAY, message)


RULE = Rule((ANSWER_GIVEN_AWAY,), FORM, problems)
