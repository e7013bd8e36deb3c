"""What every export says of an item in words: its name, its sentence, why, and from where."""

from __future__ import annotations

import textwrap

from quizgen.model import Gap, Gaps, Item, TrueFalse
from quizgen.text import html, plain

NAME = 80
"""Characters of the name under which a bank lists an item."""


def name(item: Item) -> str:
    """Return a short name of an item in plain words, cut at a word's end."""
    return textwrap.shorten(plain(item.stem) or sentence(item, "…"), NAME, placeholder=" …")


def sentence(item: Item, blank: str) -> str:
    """Return the sentence of an item that has gaps, in plain words, empty for any other."""
    if not isinstance(item.interaction, Gaps):
        return ""
    parts = item.interaction.parts
    return "".join(blank if isinstance(part, Gap) else plain_part(part) for part in parts)


def plain_part(text: str) -> str:
    """Return part of a sentence in plain words, with the spaces at its ends."""
    words = plain(text)
    if not words:
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if text[-1:].isspace() else ''}"


def html_part(text: str) -> str:
    """Return part of a sentence as HTML, with the spaces at its ends."""
    words = str(html(text))
    if not words:
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{words}{' ' if text[-1:].isspace() else ''}"


def unit(item: Item, name: str) -> str:
    """Return a unit that belongs beside an answer, none where the stem names it."""
    return "" if name and name in plain(item.stem) else name


def sources(item: Item) -> str:
    """Return where an item's facts come from, each place once."""
    cited = (citation.text for origin in item.origins for citation in origin.citations)
    return "; ".join(dict.fromkeys(cited))


def feedback(item: Item) -> tuple[str, ...]:
    """Return what is told after an item, in Markdown: its rationale, and where its facts stand."""
    cited = sources(item)
    return tuple(filter(None, (item.rationale, f"({cited})" if cited else "")))


def correction(item: Item) -> tuple[str, ...]:
    """Return the true sentence for a false one, none for any other item."""
    shape = item.interaction
    return (shape.correction,) if isinstance(shape, TrueFalse) and shape.correction else ()


def tags(item: Item) -> tuple[str, ...]:
    """Return the tags of an item's facts, its level, type and deck, each once."""
    own = (tag for origin in item.origins for tag in origin.tags)
    return tuple(dict.fromkeys((*own, f"level:{item.level}", f"type:{item.type}")))
