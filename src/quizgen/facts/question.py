"""A question with its answer, for what no other kind fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.facts.common import Context, Fact, Slug, Text
from quizgen.model import Association, Origin, Relation, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Fact):
    """``question: Where …?``, ``answer: Geneva``, ``type: place``."""

    question: Text
    answer: Text
    type: Slug = "text"

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association]:
        """Assert that the answer answers the question; the reverse needs words of its own."""
        yield self.association(
            origin,
            context,
            Relation.ANSWER,
            Value(self.question, "question"),
            Value(self.answer, self.type, self.accept, closed=context.is_closed(self.type)),
            ask=self.question,
            back=self.ask.reverse or "",
        )
