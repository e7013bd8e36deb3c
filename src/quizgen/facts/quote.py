"""Words that somebody said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.values import Date, Text
from quizgen.model import Association, Origin, Relation, Value
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Fact):
    """``quote: …``, ``by:`` the speaker; ``to`` and ``date`` say when it was said to whom."""

    quote: Annotated[Text, described("What was said, word by word.", "Peanuts!")]
    by: Annotated[Text, described("Who said it.", "Zia-ul-Haq")]
    to: Annotated[Text | None, described("To whom.", "reporters")] = None
    date: Annotated[Date | None, described("When.", "1980-01")] = None

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association]:
        """Assert who said it."""
        say = context.language.say
        yield self.association(
            origin,
            context,
            Relation.QUOTE,
            Value(self.quote, "quote", date=self.date),
            Value(self.by, "person", self.accept, closed=True),
            ask=say("quote.to", quote=self.quote, to=self.to)
            if self.to
            else say("quote", quote=self.quote),
            back=say("quote.reverse", by=self.by),
        )
