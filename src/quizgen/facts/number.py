"""A quantity and what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quizgen.facts.common import Context, Fact, Number, Text
from quizgen.model import Association, Origin, Relation, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Fact):
    """``number: 13,000``, ``unit: soldiers``, ``of: Soviet dead …``, ``qualifier: over``."""

    number: Number
    of: Text
    unit: Text | None = None
    qualifier: Literal["over", "about", "nearly", "up to", "at least"] | None = None
    tolerance: Number | None = None

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association]:
        """Assert how many there are."""
        say = context.language.say
        unit = f"{'' if self.unit == '%' else ' '}{self.unit}" if self.unit else ""
        shown = context.language.number(self.number, self.qualifier or "") + unit
        key = "number" if self.unit and self.unit != "%" else "number.bare"
        yield self.association(
            origin,
            context,
            Relation.NUMBER,
            Value(self.of, "quantity"),
            Value(
                shown,
                "number",
                self.accept,
                number=self.number,
                unit=self.unit or "",
                tolerance=self.tolerance,
                bare=context.language.number(self.number) + unit,
            ),
            ask=say(key, unit=self.unit or "", of=self.of),
            back=say("number.reverse", number=shown),
        )
