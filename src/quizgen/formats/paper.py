"""The worksheet and its key, from one form and one numbering."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizgen.formats.pages import letter, render
from quizgen.language import Language
from quizgen.model import Choice, Edition, Form, Gaps, Item, Reference, Section, TextEntry
from quizgen.text import plain

NARROWEST, WIDEST = 8, 38
"""Answer lines in em; a widest one is a whole line of the page."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item with its number on the paper, and the width of its answer line in em."""

    number: int
    item: Item
    width: float


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is printed."""

    type: str
    points: int
    items: tuple[Numbered, ...]


def worksheet(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the paper that learners write on, as a self-contained HTML page."""
    return _page("worksheet", form, edition, language)


def key(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the key: each answer with its rationale, source, and what else is right."""
    return _page("key", form, edition, language)


def _page(kind: str, form: Form, edition: Edition, language: Language) -> bytes:
    return render(
        f"print/{kind}.html",
        language,
        form=form,
        parts=tuple(_parts(form)),
        edition=edition,
        references=_references(form),
        answer=answer_letter,
    )


def _parts(form: Form) -> Iterable[Part]:
    number = 1
    for section in form.sections:
        width = _shared_width(section)
        numbered = tuple(
            Numbered(number + index, item, width or _width(item))
            for index, item in enumerate(section.items)
        )
        number += len(numbered)
        yield Part(section.type, sum(item.points for item in section.items), numbered)


def _shared_width(section: Section) -> float:
    """Gaps of one section are equally long, so that their length tells nothing."""
    lengths = [
        len(plain(part.text))
        for item in section.items
        if isinstance(item.interaction, Gaps)
        for part in item.interaction.parts
        if not isinstance(part, str)
    ]
    return _em(max(lengths)) if lengths else 0


def _width(item: Item) -> float:
    match item.interaction:
        case TextEntry((model, *_)):
            return _em(len(plain(model)))
        case _:
            return WIDEST


def _em(characters: int) -> float:
    """Return the width that handwriting needs for some characters."""
    return min(WIDEST, max(NARROWEST, characters * 0.8))


def answer_letter(choice: Choice) -> str:
    """Return the letter of the key."""
    return next(letter(index) for index, option in enumerate(choice.options) if option.correct)


def _references(form: Form) -> tuple[Reference, ...]:
    found = {
        citation.reference.key: citation.reference
        for item in form.items
        for origin in item.origins
        for citation in origin.citations
    }
    return tuple(sorted(found.values(), key=lambda reference: reference.full))
