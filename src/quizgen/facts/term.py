"""A term and what it means, an abbreviation and what it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.parts import NO_DISTRACTORS, NO_WORDING
from quizgen.facts.values import Slug, Text
from quizgen.model import Association, Origin, Relation, Value
from quizgen.records import dataclass

ANY = "text"
"""The sort of a term of which none is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Fact):
    """``term: ISAF``, ``stands_for: …`` or ``means: …``; ``type`` is the sort of thing it is.

    ``accept`` lists other spellings of the term, or of the expansion where there is one. Where both
    are given, ``ask`` and ``distractors`` are for the meaning.
    """

    term: Annotated[Text, described("The term or the abbreviation.", "ISAF")]
    stands_for: Annotated[
        Text | None,
        described(
            "What it stands for; this or `means` is due.", "International Security Assistance Force"
        ),
    ] = None
    means: Annotated[
        Text | None,
        described(
            "What it means; this or `stands_for` is due.", "the UN-mandated force in Afghanistan"
        ),
    ] = None
    type: Annotated[
        Slug,
        described(
            'The sort of thing that it is: asked back, "Which organisation is this?"',
            "organisation",
        ),
    ] = ANY

    def __post_init__(self) -> None:
        if not (self.stands_for or self.means):
            raise ValueError("a term needs 'means' or 'stands_for'")

    @property
    def asks_back(self) -> bool:
        """Both ways, if nobody says otherwise."""
        return True

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association]:
        """Assert the expansion, and the meaning."""
        say = context.language.say
        if self.stands_for:
            expansion = (
                replace(self, ask=NO_WORDING, distractors=NO_DISTRACTORS) if self.means else self
            )
            yield expansion.association(
                origin,
                context,
                Relation.STANDS_FOR,
                Value(self.term, "abbreviation"),
                Value(self.stands_for, f"expansion-{self.type}", self.accept),
                ask=say("term.stands_for", term=self.term),
                back=say("term.stands_for.reverse", stands_for=self.stands_for),
            )
        if self.means:
            aliases = (self.stands_for,) if self.stands_for else self.accept
            yield self.association(
                origin,
                context,
                Relation.MEANS,
                Value(self.term, self.type, aliases, closed=context.is_closed(self.type)),
                Value(self.means, self._sort_of_meaning(origin), closed=True),
                ask=say("term.means", term=self.term),
                back=say(
                    "term.means.reverse",
                    means=self.means,
                    type=context.language.sort_of(self.type),
                ),
            )

    def _sort_of_meaning(self, origin: Origin) -> str:
        """Return the sort of its meaning: of a term of no sort, that of its deck's terms.

        What a word of another subject means is too plainly none of this one.
        """
        return f"meaning-{origin.deck}/" if self.type == ANY else f"meaning-{self.type}"
