"""Something that happened, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from quizgen.dates import Edtf
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
        yield self.association(
            origin,
            context,
            Relation.DATE,
            Value(self.event, "event", date=self.date),
            Value(words, "date", (*self.accept, *spellings), date=self.date),
            ask=say(f"event.{_asked_as(self.date)}", event=self.event),
            back=say("event.reverse", date=words),
        )


def _asked_as(date: Edtf) -> str:
    """Return how a date is asked for: as precisely as it is known, or by the ends that it has."""
    if not date.is_interval:
        return date.point.precision
    if date.start and date.end:
        return "interval"
    return "since" if date.start else "until"
