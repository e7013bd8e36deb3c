"""A form that tests a fact twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quizgen.checks.items import HALADYNA
from quizgen.checks.row import FORM, Rule
from quizgen.diagnostics import Code, Diagnostic, Family, Items, Severity
from quizgen.model import Form

FACT_TWICE = Code(
    name="fact-twice",
    severity=Severity.ERROR,
    family=Family.FORMS,
    says="Two items of one form test the same fact; a blueprint may allow it with `repeat: yes`.",
    why="It counts double for who knows it, and one of the two often tells the other.",
    source=f"{HALADYNA}, guideline 4",
    bad=Items("""\
[leader] Who led Apollo 11? (x) Armstrong ( ) Lovell ( ) Cernan

[leader] Who commanded the first landing? (x) Armstrong ( ) Scott ( ) Young
"""),
    good=Items("""\
[leader] Who led Apollo 11? (x) Armstrong ( ) Lovell ( ) Cernan

[lander] What was its lander called? (x) Eagle ( ) Spider ( ) Orion
"""),
)


def problems(form: Form) -> Iterator[Diagnostic]:
    """Yield the facts that are tested more than once."""
    tested = Counter(fact for item in form.items for fact in item.facts)
    for item in form.items:
        for origin in item.origins:
            times = tested[origin.id]
            if times > 1:
                message = f"version {form.label} tests the fact '{origin.id}' {times} times"
                yield Diagnostic(origin.locate(), FACT_TWICE, message)


RULE = Rule((FACT_TWICE,), FORM, problems)
