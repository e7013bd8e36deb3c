"""A set of members that belong together, in order or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator

from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.values import STRICT, FormerMember, Guid, Slug, Text, Texts, repeated
from quizgen.model import Enumeration, Member, Origin
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One member: its text, and the key that names it for good."""

    __pydantic_config__ = STRICT

    key: Annotated[Slug, described("Names the member for good: a-z, 0-9 and hyphens.", "collins")]
    text: Annotated[Text, described("The member.", "Michael Collins")]
    accept: Annotated[
        Texts, described("Other wordings of it that are right.", ["Mike Collins"])
    ] = ()
    was: Annotated[
        FormerMember | None,
        described("What it was called before: `key`, `id/key` or `deck/id/key`.", "third"),
    ] = None
    guid: Annotated[
        Guid | None, described("The GUID of its note, where it moved in with one.", "fl2#mZ(%q9")
    ] = None


def _entry(value: object) -> object:
    """Read the short form, ``- border: Stop al-Qaeda at the border``."""
    if isinstance(value, str):
        raise ValueError(
            f"a member needs a key that never changes: write '- some-key: {value[:30]}'"
        )
    if isinstance(value, dict) and len(value) == 1 and not value.keys() & {"key", "text"}:
        ((key, text),) = value.items()
        return {"key": key, "text": text}
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Fact):
    """``list: Which …?``, ``ordered: yes``, ``members: [- key: text]``."""

    list: Annotated[
        Text,
        described(
            "What all members are an answer to.", "Which three astronauts flew on Apollo 11?"
        ),
    ]
    members: Annotated[
        tuple[Annotated[Entry, BeforeValidator(_entry)], ...],
        described(
            "Each member, as `key: text` or as a mapping.",
            [
                {"armstrong": "Neil Armstrong"},
                {"key": "aldrin", "text": "Buzz Aldrin", "accept": ["Edwin Aldrin"]},
            ],
            min_length=2,
        ),
    ]
    ordered: Annotated[bool, described("Whether their order has a meaning.", "yes")] = False

    def __post_init__(self) -> None:
        keys = [member.key for member in self.members]
        if key := repeated(keys):
            raise ValueError(f"two members have the key '{key}'")

    def propositions(self, origin: Origin, context: Context) -> Iterator[Enumeration]:
        """Assert the members, and their order."""
        yield Enumeration(
            origin=origin,
            slot="members",
            prompt=self.ask.forward or self.list,
            members=tuple(
                Member(m.key, m.text, m.accept, m.was or "", m.guid or "") for m in self.members
            ),
            ordered=self.ordered,
            distractors=tuple(distractor.text for distractor in self.distractors.forward),
            reasons=self.distractors.reasons,
        )
