"""A note type of a curator's own, as its file describes it.

It lies beside its templates and its style sheet, and is trusted as these are.
"""

from __future__ import annotations

from dataclasses import field
from typing import Annotated

from pydantic import BeforeValidator

from quizgen.diagnostics import Locator
from quizgen.facts.description import described
from quizgen.facts.values import GIVEN, STRICT, Text, repeated
from quizgen.model import CELL
from quizgen.records import dataclass


def _named(value: object) -> object:
    """Read the short form, which is a name alone."""
    return {"name": value} if isinstance(value, str) else value


def _around(value: object) -> object:
    """Read ``yes``, which says that cells are HTML as they are, and ``no``."""
    return {"yes": CELL, "no": ""}.get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """A field: its name, and how a cell becomes what it holds."""

    __pydantic_config__ = STRICT

    name: Annotated[Text, described("What the field is called, as the column is.", "Capital")]
    html: Annotated[
        str,
        BeforeValidator(_around),
        described(
            "Whether its cells are HTML (`yes`); or HTML that shows a file, `{}` for its name.",
            "yes",
            '<img src="{}">',
        ),
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSpec:
    """A template of cards: its name, and the files of its two sides."""

    __pydantic_config__ = STRICT

    name: Annotated[Text, described("What the template is called.", "Country - Capital")]
    file: Annotated[
        Text | None,
        described(
            "How its files begin, `….front.html` and `….back.html`; else as it is called.",
            "1-country-capital",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTypeSpec:
    """A note type: its name in Anki, its id, its fields and its templates in their order."""

    __pydantic_config__ = STRICT

    note_type: Annotated[Text, described("What it is called in Anki.", "Ultimate Geography")]
    locate: Annotated[Locator, GIVEN] = field(repr=False, compare=False)
    id: Annotated[
        int | None,
        described(
            "What Anki knows it by, where it was made elsewhere; else made of its folder's name.",
            "1234567890123",
            ge=1,
            lt=2**63,
        ),
    ] = None
    cloze: Annotated[bool, described("Whether its cards hide parts of a text.", "yes")] = False
    fields: Annotated[
        tuple[Annotated[FieldSpec, BeforeValidator(_named)], ...],
        described(
            "Its fields, each by its name or with more.",
            ["Country", {"name": "Flag", "html": '<img src="{}">'}],
            min_length=1,
        ),
    ]
    templates: Annotated[
        tuple[Annotated[TemplateSpec, BeforeValidator(_named)], ...],
        described("Its templates, each by its name or with more.", ["Capital"], min_length=1),
    ]

    def __post_init__(self) -> None:
        for what, names in (
            ("fields", [f.name for f in self.fields]),
            ("templates", [t.name for t in self.templates]),
        ):
            if twice := repeated(names):
                raise ValueError(f"two {what} are called '{twice}'")
        for spec in self.fields:
            if spec.html and spec.html.count(CELL) != 1:
                raise ValueError(f"'html' of field '{spec.name}' has not one {{}}")
        if self.cloze and len(self.templates) != 1:
            raise ValueError("a note type with clozes has one template")
