"""A person and the office or part that was theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.values import Date, Text
from quizgen.model import Association, Origin, Relation, Value
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """``person: Colin Powell``, ``role: US Secretary of State``, ``years: 2001/2005``.

    ``accept`` lists other spellings of the name.
    """

    person: Annotated[Text, described("Their name.", "Colin Powell")]
    role: Annotated[
        Text, described("Their office, or the part they played.", "US Secretary of State")
    ]
    years: Annotated[
        Date | None,
        described("When they had it. Who had it at the same time is no distractor.", "2001/2005"),
    ] = None

    @property
    def asks_back(self) -> bool:
        """Both ways, if nobody says otherwise."""
        return True

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association]:
        """Assert that this person had this role, in these years."""
        language = context.language
        years = language.years(self.years) if self.years else ""
        within = language.say("person.years", years=years) if years else ""
        after = language.say("person.years_after", years=years) if years else ""
        yield self.association(
            origin,
            context,
            Relation.ROLE,
            Value(self.person, "person", self.accept, closed=True),
            Value(self.role, "office", period=self.years, closed=True),
            ask=language.say("person", person=self.person, years=within),
            back=language.say("person.reverse", role=self.role, years_after=after),
        )
