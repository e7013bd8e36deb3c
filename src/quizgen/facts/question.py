"""A question with its answer, for what no other kind fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.values import Slug, Text
from quizgen.model import Association, Origin, Relation, Value
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Fact):
    """``question: Where …?``, ``answer: Geneva``, ``type: place``."""

    question: Annotated[Text, described("The question.", "Where were the Accords signed?")]
    answer: Annotated[Text, described("Its answer.", "Geneva")]
    type: Annotated[
        Slug,
        described(
            "The sort of thing that the answer is; of a closed sort, answers are distractors.",
            "place",
        ),
    ] = "text"

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
