"""An excerpt of a source, with questions on it: source work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal

from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.parts import Passage
from quizgen.facts.values import STRICT, Slug, Text, Texts, repeated
from quizgen.model import Association, Excerpt, Origin, Relation, Task, Value
from quizgen.records import dataclass

_LEFT_OUT = re.compile(r"\s*(?:…|\.\.\.|\[[^\]]*\])\s*")
"""What is not the source's own in a quotation: an ellipsis, or words in brackets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question on an excerpt: marked by points, or by the level that an answer reaches."""

    __pydantic_config__ = STRICT

    key: Annotated[Slug, described("Names the question for good: a-z, 0-9 and hyphens.", "says")]
    question: Annotated[Text, described("The question.", "What does Aldrin say of the view?")]
    guide: Annotated[Texts, described("What earns a point each.", ["it was desolate"])] = ()
    levels: Annotated[
        Texts,
        described(
            "Instead: what an answer of each level does, the lowest first; a level is a point.",
            ["repeats the excerpt", "weighs it against another source"],
        ),
    ] = ()
    card: Annotated[
        bool, described("Whether a card asks it, too: where its guide can be recalled.", "yes")
    ] = False

    def __post_init__(self) -> None:
        if bool(self.guide) == bool(self.levels):
            raise ValueError(f"question '{self.key}' needs either 'guide' or 'levels'")
        if self.card and self.levels:
            raise ValueError(f"question '{self.key}' has levels: no card can ask it")

    def task(self, context: Context) -> Task:
        """Return it with what earns a point each."""
        say = context.language.say
        levels = (
            say("excerpt.level", number=number, text=text)
            for number, text in enumerate(self.levels, 1)
        )
        return Task(self.question, self.guide or tuple(levels))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWork(Fact):
    """``excerpt: …``, ``by:`` a citation key or a name, ``questions: [{key, question, guide}]``."""

    excerpt: Annotated[
        Text,
        described(
            "A sentence or two of the source; `…` for what is left out, `[…]` for what is put in.",
            "Magnificent desolation.",
        ),
    ]
    by: Annotated[Text, described("Whose words: a citation key, or a name.", "Buzz Aldrin")]
    wording: Annotated[
        Literal["quoted", "paraphrased", "translated"],
        described(
            "Whether it is word for word, which `check --sources` looks up, or how it is not.",
            "paraphrased",
        ),
    ] = "quoted"
    questions: Annotated[
        tuple[Query, ...],
        described(
            "What is asked on it, the easier first.",
            [
                {
                    "key": "says",
                    "question": "What does Aldrin say of the view?",
                    "guide": ["it was magnificent", "it was desolate"],
                }
            ],
            min_length=1,
        ),
    ]

    def __post_init__(self) -> None:
        if twice := repeated(query.key for query in self.questions):
            raise ValueError(f"two questions have the key '{twice}'")
        if self.distractors.forward or self.distractors.reverse:
            raise ValueError("the questions of an excerpt are open, and take no 'distractors'")

    def passages(self, default: str | None) -> tuple[Passage, ...]:
        """Return its sources; what is quoted has to stand in the first of them, word for word."""
        passages = Fact.passages(self, default)
        if self.wording != "quoted" or not passages:
            return passages
        quoted = tuple(filter(None, _LEFT_OUT.split(self.excerpt)))
        main, *further = passages
        return (replace(main, evidence=(*main.evidence, *quoted)), *further)

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association | Excerpt]:
        """Assert the excerpt with its questions, and what answers those that a card asks."""
        by = context.name_of(self.by)
        text = context.language.say(f"excerpt.{self.wording}", text=self.excerpt, by=by)
        tasks = tuple(query.task(context) for query in self.questions)
        yield Excerpt(origin, "excerpt", text, tasks)
        for query in self.questions:
            if query.card:
                yield Association(
                    origin=origin,
                    slot=query.key,
                    relation=Relation.EXCERPT,
                    subject=Value(self.excerpt, "excerpt"),
                    value=Value(context.language.joined(query.guide), "guide", members=query.guide),
                    ask=f"{text}\n\n{query.question}",
                )
