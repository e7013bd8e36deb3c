"""What every export says of an item in words: its name, its sentence, why, and from where."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from quizgen.model import (
    Choice,
    Form,
    Gaps,
    Item,
    Media,
    Numeric,
    Option,
    Order,
    TrueFalse,
)
from quizgen.model.lms_item import Answer
from quizgen.numbers import for_programs
from quizgen.text import html, plain

NAME = 80
"""Characters of the name under which a bank lists an item."""


def name(item: Item) -> str:
    """Return a short name of an item in plain words, cut at a word's end."""
    return called(item.stem) or shortened(sentence(item, "…"))


def called(stem: str) -> str:
    """Return the name of an item by its stem."""
    return shortened(plain(stem))


def shortened(text: str) -> str:
    """Return a plain text cut at a word's end, where it is long."""
    return textwrap.shorten(text, NAME, placeholder=" …")


def sentence(item: Item, blank: str, *, with_hints: bool = False) -> str:
    """Return the sentence of an item that has gaps, in plain words, empty for any other."""
    if not isinstance(item.interaction, Gaps):
        return ""
    return "".join(
        plain_part(part)
        if isinstance(part, str)
        else f"{blank} ({plain(part.hint)})"
        if with_hints and part.hint
        else blank
        for part in item.interaction.parts
    )


def with_hint(item: Item) -> Item:
    """Return an item whose hint stands behind its stem, for a format without a place for it."""
    if not item.hint:
        return item
    between = "\n" if item.stem.rstrip().endswith("```") else " "
    return replace(item, stem=f"{item.stem}{between}({item.hint})".strip())


def plain_part(text: str) -> str:
    """Return part of a sentence in plain words, with the spaces at its ends."""
    return at_its_ends(text, plain(text))


def html_part(text: str) -> str:
    """Return part of a sentence as HTML, with the spaces at its ends."""
    return at_its_ends(text, str(html(text)))


def at_its_ends(text: str, written: str) -> str:
    """Return what is written for a part of a sentence, with the spaces that the part ends in."""
    if not written:
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{written}{' ' if text[-1:].isspace() else ''}"


def media(item: Item) -> tuple[Media, ...]:
    """Return the files of an item, each once: those of its stem, then those of its options."""
    shape = item.interaction
    options = shape.options if isinstance(shape, Choice) else ()
    pictures = (option.picture for option in options)
    return tuple(dict.fromkeys((*item.media, *filter(None, pictures))))


def figure(file: Media, address: str) -> str:
    """Return the HTML that shows a picture, or plays a sound, from an address."""
    if file.is_sound:
        return f'<audio controls src="{address}"></audio>'
    return f'<img src="{address}" alt="{escape(file.alt or file.name)}">'


def option(offered: Option, folder: str) -> str:
    """Return an option as HTML: its picture where it has one, which says its words, else them."""
    picture = offered.picture
    return figure(picture, folder + picture.name) if picture else str(html(offered.text))


def directed(body: str, item: Item, tag: str = "div") -> str:
    """Return HTML of an item with its language and direction, where a page may have others."""
    language = item.language
    if body and language.direction == "rtl":
        return f'<{tag} dir="rtl" lang="{language.tag}">{body}</{tag}>'
    is_foreign = body and item.origins[0].foreign
    return f'<{tag} lang="{language.tag}">{body}</{tag}>' if is_foreign else body


def unit(item: Item, name: str) -> str:
    """Return a unit that belongs beside an answer, none where the stem names it."""
    return "" if name and name in plain(item.stem) else name


def sources(item: Item) -> str:
    """Return where an item's facts come from, each place once."""
    cited = (citation.text for origin in item.origins for citation in origin.citations)
    return "; ".join(dict.fromkeys(cited))


def feedback(item: Item) -> tuple[str, ...]:
    """Return what is told after an item, in Markdown: its rationale, and where its facts stand.

    What an item that moved in tells with its key alone is left out. Of an order, it is told what
    each entry has its place by.
    """
    cited = sources(item)
    told = "" if item.lms and item.lms.notes_key else item.rationale
    return tuple(filter(None, (told, *_revealed(item), f"({cited})" if cited else "")))


def _revealed(item: Item) -> Iterator[str]:
    shape = item.interaction
    entries = shape.entries if isinstance(shape, Order) else ()
    for entry in sorted(entries, key=lambda entry: entry.rank):
        if entry.reveal:
            between = "\n" if entry.text.endswith("```") else " "
            yield f"{entry.text}{between}({entry.reveal})"


def reasons(item: Item) -> tuple[str, ...]:
    """Return why each option is wrong of which that is said, in plain words."""
    shape = item.interaction
    options = shape.options if isinstance(shape, Choice) else ()
    wrong = (option for option in options if option.why and not option.correct)
    return tuple(f"{plain(option.text)}: {plain(option.why)}" for option in wrong)


def correction(item: Item) -> tuple[str, ...]:
    """Return the true sentence for a false one, none for any other item."""
    shape = item.interaction
    return (shape.correction,) if isinstance(shape, TrueFalse) and shape.correction else ()


def category(item: Item, form: Form) -> str:
    """Return the path of Moodle's category for an item: that of its deck, or where it was."""
    return (item.lms and item.lms.category) or usual_category(item.deck, form)


def usual_category(deck: str, form: Form) -> str:
    """Return the path of Moodle's category for a deck, in one of the form's name."""
    path = "/".join(part.replace("/", "//") for part in ("top", plain(form.title), deck))
    return f"$course$/{path}"


def as_pattern(text: str) -> str:
    """Return a right answer as Moodle compares it: an asterisk would stand for any text.

    A backslash is itself, unless an asterisk follows.
    """
    return text.replace("*", "\\*")


def graded(item: Item, answer: Answer) -> tuple[str, str]:
    """Return an answer of an item that moved in as platforms have it in plain words.

    With it comes its tolerance, where it is a number.
    """
    if not isinstance(item.interaction, Numeric):
        words = plain(answer.text)
        return (words if answer.pattern else as_pattern(words)), ""
    value, _, tolerance = plain(answer.text).partition(":")
    is_key = value == for_programs(item.interaction.value) and not tolerance
    own = for_programs(item.interaction.tolerance) if is_key else "0"
    return value, tolerance or own


def tags(item: Item) -> tuple[str, ...]:
    """Return the tags of an item's facts, its level, type and deck, each once.

    Those of an item that moved in are as they were.
    """
    own = [tag for origin in item.origins for tag in origin.tags]
    if item.lms:
        return item.lms.tags or tuple(own)
    return tuple(dict.fromkeys((*own, f"level:{item.level}", f"type:{item.type}")))
