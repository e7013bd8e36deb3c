"""A set of members that belong together, in order or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field

from quizgen.facts.common import STRICT, Context, Fact, FormerMember, Slug, Text, Texts
from quizgen.model import Enumeration, Member, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One member: its text, and the key that names it for good."""

    __pydantic_config__ = STRICT

    key: Slug
    text: Text
    accept: Texts = ()
    was: FormerMember | None = None


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

    list: Text
    members: Annotated[tuple[Annotated[Entry, BeforeValidator(_entry)], ...], Field(min_length=2)]
    ordered: bool = False

    def __post_init__(self) -> None:
        keys = [member.key for member in self.members]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(f"two members have the key '{key}'")

    def propositions(self, origin: Origin, context: Context) -> Iterator[Enumeration]:
        """Assert the members, and their order."""
        yield Enumeration(
            origin=origin,
            slot="members",
            prompt=self.ask.forward or self.list,
            members=tuple(Member(m.key, m.text, m.accept, m.was or "") for m in self.members),
            ordered=self.ordered,
            distractors=tuple(foil.text for foil in self.distractors.forward),
            reasons=self.distractors.reasons,
        )
