"""A paper in two languages: items whose every text is there in both, side by side.

An item of the deck is put into the other language text by text, so that its options, pairs and
letters stay where they are and one key serves both. What has a text that the translation does not
have is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, assert_never

from quizgen.model import (
    Association,
    Cell,
    Choice,
    Enumeration,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Match,
    Member,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Origin,
    Proposition,
    Section,
    Statement,
    TextEntry,
    TrueFalse,
    Value,
)

TEXTS: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        Association: (
            "subject",
            "value",
            "ask",
            "ask_back",
            "distractors",
            "distractors_back",
            "cell",
            "answer",
        ),
        Value: ("text", "accept", "members", "bare"),
        Cell: ("table", "row", "column", "head"),
        Enumeration: ("prompt", "members", "distractors"),
        Member: ("text", "accept"),
        Statement: ("text", "false"),
    }
)
"""What of each holds texts of its author."""


class Lexicon:
    """The texts of a deck with those of its translation, and its facts and items with theirs."""

    def __init__(
        self,
        propositions: Iterable[Proposition],
        others: Iterable[Proposition],
        items: Iterable[Item],
    ) -> None:
        self._words: dict[str, str] = {}
        self._origins: dict[str, Origin] = {}
        self._items = {_within(item.id): item for item in items}
        by_place = {(p.origin.fact, p.slot): p for p in others}
        for proposition in propositions:
            other = by_place.get((proposition.origin.fact, proposition.slot))
            if other and other.origin.foreign != proposition.origin.foreign:
                self._origins[proposition.origin.fact] = other.origin
                self._collect(proposition, other)

    def _collect(self, text: Any, other: Any) -> None:
        """Keep each text with what stands in its place in the other language."""
        if isinstance(text, str) and isinstance(other, str):
            self._words.setdefault(text, other)
        elif isinstance(text, tuple) and isinstance(other, tuple) and len(text) == len(other):
            for pair in zip(text, other, strict=True):
                self._collect(*pair)
        elif type(text) is type(other):
            for name in TEXTS.get(type(text), ()):
                self._collect(getattr(text, name), getattr(other, name))

    def item(self, item: Item) -> Item | None:
        """Return an item in the other language, None where a text of it is not there."""
        origins = tuple(self._origins.get(origin.fact) for origin in item.origins)
        twin = self._items.get(_within(item.id))
        translated = self._interaction(item.interaction, twin)
        stem = self._stem(item, twin)
        if stem is None or translated is None or None in origins:
            return None
        theirs = tuple(origin for origin in origins if origin)
        rationale = twin.rationale if twin else ""
        return replace(item, stem=stem, interaction=translated, origins=theirs, rationale=rationale)

    def _stem(self, item: Item, twin: Item | None) -> str | None:
        """Return the stem; of what is asked in quizgen's own words, that of the other's item."""
        if not item.stem:
            return ""
        if item.stem in self._words:
            return self._words[item.stem]
        match item.interaction:
            case Match() | Order() | OpenResponse():
                return twin.stem if twin else None
            case Choice() | TrueFalse() | TextEntry() | Numeric() | Gaps():
                return None
            case _:
                assert_never(item.interaction)

    def _interaction(self, interaction: Interaction, twin: Item | None) -> Interaction | None:
        other = twin.interaction if twin else None
        match interaction:
            case Choice(options):
                translated = self._options(options)
                return replace(interaction, options=translated) if translated else None
            case TrueFalse(correction=correction):
                return replace(interaction, correction=self._words.get(correction, ""))
            case TextEntry(accepted):
                theirs = tuple(self._words[text] for text in accepted if text in self._words)
                return TextEntry(theirs) if accepted[0] in self._words else None
            case Gaps():
                return self._gaps(interaction, other)
            case Match(pairs, responses):
                texts = self._all([text for pair in pairs for text in pair])
                others = self._all(responses)
                if texts is None or others is None:
                    return None
                return Match(tuple(zip(texts[::2], texts[1::2], strict=True)), others)
            case Order(entries):
                texts = self._all([entry.text for entry in entries])
                if texts is None:
                    return None
                return Order(
                    tuple(
                        replace(entry, text=text, reveal=self._words.get(entry.reveal, ""))
                        for entry, text in zip(entries, texts, strict=True)
                    )
                )
            case Numeric() | OpenResponse():
                return other if isinstance(other, type(interaction)) else None
            case _:
                assert_never(interaction)

    def _options(self, options: Sequence[Option]) -> tuple[Option, ...] | None:
        """Return the options in their places; a picture stays what it is."""
        if any(not option.picture and option.text not in self._words for option in options):
            return None
        return tuple(
            replace(option, text=self._words.get(option.text, option.text), why="")
            for option in options
        )

    def _gaps(self, gaps: Gaps, other: Interaction | None) -> Gaps | None:
        """Return gaps part by part, or those of the other's sentence, which has another order."""
        bank = self._all(gaps.bank)
        texts = self._all([part if isinstance(part, str) else part.text for part in gaps.parts])
        if texts is not None and bank is not None:
            parts = zip(gaps.parts, texts, strict=True)
            filled = tuple(t if isinstance(p, str) else Gap(p.number, t) for p, t in parts)
            return replace(gaps, parts=filled, bank=bank)
        if not isinstance(other, Gaps) or bank is None or _count(other) != _count(gaps):
            return None
        return replace(other, bank=bank)

    def _all(self, texts: Iterable[str]) -> tuple[str, ...] | None:
        """Return all of some texts, None where one is not there."""
        every = [self._words.get(text) if text.strip() else text for text in texts]
        theirs = tuple(text for text in every if text is not None)
        return theirs if len(theirs) == len(every) else None


def _count(gaps: Gaps) -> int:
    return sum(isinstance(part, Gap) for part in gaps.parts)


def _within(id_: str) -> str:
    """Return an item's id without its deck."""
    return id_.partition("/")[2]


def twin_of(form: Form, lexicon: Lexicon, title: str) -> Form:
    """Return a form of items that are all in the lexicon, in the other language."""
    sections = (
        Section(section.type, tuple(filter(None, map(lexicon.item, section.items))))
        for section in form.sections
    )
    return replace(form, title=title, sections=tuple(sections))
