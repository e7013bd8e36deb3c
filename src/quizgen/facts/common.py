"""What every fact has, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Annotated

from pydantic import BeforeValidator

from quizgen.diagnostics import Locator, Position
from quizgen.facts.description import described
from quizgen.facts.lms_item import PlatformItem
from quizgen.facts.parts import (
    NO_DISTRACTORS,
    NO_HINT,
    NO_WORDING,
    Ask,
    Attachment,
    Distractors,
    Hint,
    Passage,
    both_ways,
    forward,
    one_or_many,
)
from quizgen.facts.values import GIVEN, STRICT, Date, FormerFact, Guid, Slug, Tags, Text, Texts
from quizgen.language import Language
from quizgen.model import (
    Association,
    Citation,
    Kind,
    Level,
    Media,
    Origin,
    Proposition,
    Reference,
    Relation,
    Value,
)
from quizgen.records import dataclass

_NOTHING: frozenset[str] = frozenset()
"""One for all facts: Python makes each anew, of 216 bytes, a fortieth of what a fact takes."""
CLOSED_SORTS = frozenset(
    """agreement alliance armed-group article capital city colour continent country currency date
    element group institution island lake language law month mountain number office organisation
    person place policy programme project region river sea separatist-group state territory treaty
    year""".split()
)
"""Sorts of which two values are two things, as one place is not another.

What stands here may become a distractor of its like; a collection can name more (``sorts``).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a fact needs from its surroundings to say what it asserts.

    ``foreign`` is the tag of its language, where that is not the collection's; ``column_languages``
    are the languages of columns by their tags.
    """

    language: Language
    references: Mapping[str, Reference]
    media: Mapping[str, Media] = field(default_factory=dict)
    reverse: bool = False
    sorts: frozenset[str] = frozenset()
    foreign: str = ""
    column_languages: Mapping[str, Language] = field(default_factory=dict)

    def is_closed(self, sort: str) -> bool:
        """Whether two values of a sort are two things: a sort we know, or one of the collection."""
        return sort in CLOSED_SORTS or sort in self.sorts

    def language_of(self, tag: str | None) -> Language:
        """Return the language of a column: its own, or that of the fact."""
        return self.column_languages[tag] if tag else self.language

    def name_of(self, who: str) -> str:
        """Return a source's author where ``who`` is a citation key, and ``who`` otherwise."""
        return self.references[who].who if who in self.references else who


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact: who it is, how important, where it comes from, and what goes with it on a card."""

    __pydantic_config__ = STRICT

    id: Annotated[
        Slug,
        described(
            "Names the fact for good: a-z, 0-9 and hyphens. Reviews hang on it.", "place-of-signing"
        ),
    ]
    locate: Annotated[Locator, GIVEN] = field(repr=False, compare=False)
    kind: Annotated[Kind, GIVEN] = field(compare=False)
    level: Annotated[
        Level, described("How much it is needed: `core`, `useful` or `detail`.", "core")
    ] = Level.USEFUL
    tags: Annotated[
        Tags,
        described(
            "Words to choose facts by, in Anki and for papers; `::` divides their parts.",
            ["treaties", "europe::alps"],
            "treaties",
        ),
    ] = ()
    source: Annotated[
        Slug | None,
        described(
            "Where it is from: a citation key of `sources.yaml`; the deck's own if none.",
            "smith-2020",
        ),
    ] = None
    at: Annotated[
        Text | None,
        described(
            "The place in the source: a heading, a page or a paragraph, or a heading and one.",
            "Results, p. 10",
            "para. 5",
        ),
    ] = None
    evidence: Annotated[
        Texts,
        described(
            "Two to four short terms that stand together at that place; `check --sources` looks.",
            ["Geneva", "14 April 1988"],
        ),
    ] = ()
    also: Annotated[
        tuple[Passage, ...],
        described(
            "Further sources of the same fact.",
            [{"source": "smith-2020", "at": "p. 12", "evidence": ["Geneva"]}],
        ),
    ] = ()
    as_of: Annotated[
        Date | None, described("The date of what will age; it is shown with the answer.", "2024-07")
    ] = None
    note: Annotated[
        Text | None,
        described(
            "What is shown with the answer, on cards and in keys.", "The talks took six years."
        ),
    ] = None
    hint: Annotated[
        Hint,
        BeforeValidator(both_ways),
        described(
            "What is shown with the question in either direction; for one, a mapping.",
            "A city in Switzerland",
            {"reverse": "of 1988"},
        ),
    ] = NO_HINT
    accept: Annotated[
        Texts,
        described(
            "Other answers that are right; of a term or a person, other spellings of the name.",
            ["Genève", "Genf"],
            "Genève",
        ),
    ] = ()
    ask: Annotated[
        Ask,
        BeforeValidator(forward),
        described(
            "The question in your own words; for both directions, a mapping.",
            "Where did the talks end?",
            {"reverse": "Which accords were signed there?"},
        ),
    ] = NO_WORDING
    reverse: Annotated[
        bool | None,
        described(
            "Whether it is asked the other way, too; if not given, what the kind or the deck says.",
            "yes",
        ),
    ] = None
    distractors: Annotated[
        Distractors,
        BeforeValidator(forward),
        described(
            "Wrong answers, each alone or with what it really is; for both directions, a mapping.",
            ["Vienna", {"Paris": "the seat of the talks of 1973"}],
            {"forward": ["Vienna"], "reverse": ["the Camp David Accords"]},
        ),
    ] = NO_DISTRACTORS
    language: Annotated[
        Text | None,
        described("The language that it is written and asked in, if not the deck's.", "ja"),
    ] = None
    disputed: Annotated[
        Text | None, described("Who disputes it, and what they say.", "Kabul counts otherwise.")
    ] = None
    media: Annotated[
        tuple[Attachment, ...],
        BeforeValidator(one_or_many),
        described(
            "Pictures and sounds that go with it.",
            {"file": "map.png", "alt": "A map of the border", "side": "front"},
        ),
    ] = ()
    was: Annotated[
        FormerFact | None,
        described(
            "What it was called before, `id` or `deck/id`: its reviews move with it.", "old-id"
        ),
    ] = None
    guid: Annotated[
        Guid | None,
        described(
            "The GUID that its (first) note has in learners' collections, where it was made "
            "elsewhere.",
            "fl2#mZ(%q9",
        ),
    ] = None
    item: Annotated[
        PlatformItem | None,
        described(
            "What a learning platform had of it, where it moved in from one.",
            {"type": "choice", "idnumber": "AFG-1"},
        ),
    ] = None
    retired: Annotated[
        Text | None,
        described(
            "Why it is no longer asked. Who has it is told; who is new never gets it.",
            "The figure was withdrawn.",
        ),
    ] = None
    allow: Annotated[
        Mapping[str, Text],
        described(
            "[Checks](checks.md) to silence for this fact, by their code, each with the reason.",
            {"same-question": "asked twice on purpose"},
        ),
    ] = field(default_factory=dict)

    def propositions(self, origin: Origin, context: Context) -> Iterator[Proposition]:
        """Yield what this fact asserts."""
        raise NotImplementedError

    @property
    def asks_back(self) -> bool:
        """Whether this kind of fact is asked both ways if nobody says otherwise."""
        return False

    def passages(self, default: str | None) -> tuple[Passage, ...]:
        """Return every source of this fact with its place, the main one first."""
        main = self.source or default
        own = (Passage(source=main, at=self.at, evidence=self.evidence),) if main else ()
        return own + self.also

    def every_passage(self, default: str | None) -> tuple[Passage, ...]:
        """Return every source, those of some part of the fact alone included."""
        return self.passages(default)

    @property
    def files(self) -> Iterator[tuple[str, Position]]:
        """The pictures and sounds that it needs, each with the place that names it."""
        for index, attachment in enumerate(self.media):
            yield attachment.file, self.locate("media", index, "file")

    def remark(self, context: Context) -> str:
        """Return what stands under the answer."""
        return self.note or ""

    def origin(
        self, deck: str, tags: tuple[str, ...], cited: tuple[Citation, ...], context: Context
    ) -> Origin:
        """Return what every proposition of this fact carries with it."""
        return Origin(
            deck=deck,
            fact=self.id,
            kind=self.kind,
            level=self.level,
            tags=tuple(dict.fromkeys(tags + self.tags)),
            citations=cited,
            locate=self.locate,
            note=self.remark(context),
            hint=self.hint.forward or "",
            as_of=self.as_of,
            disputed=self.disputed or "",
            front_media=self._media("front", context),
            back_media=self._media("back", context),
            identity=self._identity(deck),
            retired=self.retired or "",
            language=context.language,
            foreign=context.foreign,
            notation=context.language.notation,
            allow=frozenset(self.allow) if self.allow else _NOTHING,
            guid=self.guid or "",
            lms_item=self.item.lms_item() if self.item else None,
        )

    def _media(self, side: str, context: Context) -> tuple[Media, ...]:
        attachments = (a for a in self.media if a.side == side and a.file in context.media)
        return tuple(
            replace(context.media[a.file], alt=a.alt or "", width=a.width or 0) for a in attachments
        )

    def _identity(self, deck: str) -> str:
        """Return ``deck/fact`` as it was when learners first met it."""
        was = self.was or self.id
        return was if "/" in was else f"{deck}/{was}"

    def association(
        self,
        origin: Origin,
        context: Context,
        relation: Relation,
        subject: Value,
        value: Value,
        *,
        ask: str,
        back: str,
        slot: str = "",
    ) -> Association:
        """Return an association, asked in the curator's words where there are any.

        ``slot`` addresses its note within the fact for ever. A kind that asserts one relation more
        than once gives each a slot of its own; else it is the relation.
        """
        usual = self.asks_back or context.reverse
        reverse = self.ask.reverse or (usual if self.reverse is None else self.reverse)
        return Association(
            origin=origin,
            slot=slot or relation,
            relation=relation,
            subject=subject,
            value=value,
            ask=self.ask.forward or ask,
            ask_back=(self.ask.reverse or back) if reverse else "",
            distractors=tuple(distractor.text for distractor in self.distractors.forward),
            distractors_back=tuple(distractor.text for distractor in self.distractors.reverse),
            reasons=self.distractors.reasons,
            hint_back=self.hint.reverse or "",
        )
