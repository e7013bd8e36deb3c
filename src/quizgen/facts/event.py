"""Something that happened, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.values import Date, Text
from quizgen.model import Association, Origin, Relation, Value
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """``event: …``, ``date: 2001-10-07`` (EDTF)."""

    event: Annotated[Text, described("What happened.", "The first landing of people on the Moon")]
    date: Annotated[
        Date, described("When, as precisely as it is known.", "1969-07-20", "1982-06/1988-04")
    ]

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association]:
        """Assert the date of the event."""
        say = context.language.say
        words = context.language.date(self.date)
        spellings = context.language.date_spellings(self.date)
        precision = "interval" if self.date.is_interval else self.date.point.precision
        yield self.association(
            origin,
            context,
            Relation.DATE,
            Value(self.event, "event", date=self.date),
            Value(words, "date", (*self.accept, *spellings), date=self.date),
            ask=say(f"event.{precision}", event=self.event),
            back=say("event.reverse", date=words),
        )
