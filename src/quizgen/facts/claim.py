"""What somebody argues, alleges or estimates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.parts import Distractors
from quizgen.facts.statement import check_gaps, has_gaps, parts_of
from quizgen.facts.values import Text
from quizgen.model import Association, Origin, Relation, Statement, Value
from quizgen.records import dataclass

_CLAIM = "\ue000"
"""Stands for a claim in its sentence: a name beside it has no gaps, whatever brackets it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Fact):
    """``claim: …``, ``by:`` a citation key or a name, ``answered_by:`` the other side's answer.

    Distractors are citation keys or names, too.
    """

    claim: Annotated[
        Text,
        described(
            "What somebody argues; it may have gaps, as a statement has.",
            "The war cost [a million] lives.",
        ),
    ]
    by: Annotated[Text, described("Who: a citation key, or a name.", "smith-2020")]
    answered_by: Annotated[
        Text | None, described("What the other side answers.", "Others count half as many.")
    ] = None

    def __post_init__(self) -> None:
        check_gaps(self.claim)

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association | Statement]:
        """Assert who claims it; with gaps, also what the claim says."""
        say = context.language.say
        who = context.name_of(self.by)
        whole = Statement(origin, "claim", parts_of(self.claim)).text
        own = replace(self, distractors=self._authors(context))
        claimed = own.association(
            origin,
            context,
            Relation.CLAIM,
            Value(whole, "claim"),
            Value(who, "author", self.accept, closed=True),
            ask=say("claim", claim=whole),
            back=say("claim.reverse", by=who),
        )
        yield replace(claimed, answer=self.answered_by or "")
        if has_gaps(self.claim):
            before, _, after = say("claim.statement", by=who, claim=_CLAIM).partition(_CLAIM)
            first, *rest = parts_of(self.claim)
            head = (f"{before}{first}",) if isinstance(first, str) else (before, first)
            tail = (f"{rest.pop()}{after}",) if rest and isinstance(rest[-1], str) else (after,)
            yield Statement(origin, "statement", tuple(filter(None, (*head, *rest, *tail))))

    def _authors(self, context: Context) -> Distractors:
        """Return the distractors with citation keys turned into the names of authors."""
        named = (replace(f, text=context.name_of(f.text)) for f in self.distractors.forward)
        return replace(self.distractors, forward=tuple(named))

    def remark(self, context: Context) -> str:
        """Put the other side's answer first."""
        if not self.answered_by:
            return self.note or ""
        answer = context.language.say("answered", text=self.answered_by.rstrip(".") + ".")
        return f"{answer}\n{self.note}" if self.note else answer
