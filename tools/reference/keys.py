"""The keys of a dataclass as a table: what each takes, what it means, an example."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from decimal import Decimal
from enum import EnumType
from typing import Annotated, Any, ClassVar, Literal, Union

import yaml
from pydantic.fields import FieldInfo

from quizgen.facts.column import Wording
from quizgen.facts.number import Amount
from quizgen.facts.parts import Ask, Attachment, Distractors, Foils, Hint
from quizgen.facts.values import (
    GIVEN,
    Date,
    FileSlug,
    FormerFact,
    FormerMember,
    Number,
    Slug,
    Slugs,
    Tags,
    Text,
    Texts,
)

VALUES: tuple[tuple[object, str], ...] = (
    (Text, "text"),
    (Slug, "id"),
    (FileSlug, "id"),
    (Texts, "text, or a list of texts"),
    (Slugs, "id, or a list of ids"),
    (Tags, "tag, or a list of tags"),
    (Wording, "text, yes or no"),
    (Date, "[date](#dates)"),
    (Number, "number"),
    (Amount, "number"),
    (Ask, "text, or a mapping"),
    (Hint, "text, or a mapping"),
    (Foils, "a list of texts or mappings"),
    (Distractors, "a list, or a mapping"),
    (tuple[Attachment, ...], "a mapping, or a list of them"),
    (FormerFact, "id"),
    (FormerMember, "id"),
    (str, "text"),
    (bool, "yes or no"),
    (int, "whole number"),
    (float, "number"),
    (Decimal, "number"),
)
"""How a type is called where people read of it."""


@dataclass(frozen=True)
class Key:
    """A key of a file: its name, what it takes, whether it is due, its meaning and examples."""

    name: str
    value: str
    is_due: bool
    about: str
    examples: tuple[object, ...]


def keys_of(cls: type[Any], alias: Callable[[str], str] = lambda name: name) -> Iterator[Key]:
    """Yield the keys of a dataclass that stand in a file, in their order.

    Raises:
        ValueError: when one has no description, or no example.

    """
    hints = typing.get_type_hints(cls, include_extras=True)
    for field in fields(cls):
        extras = getattr(hints[field.name], "__metadata__", ())
        described = next((x for x in extras if isinstance(x, FieldInfo) and x.description), None)
        if described is None:
            if GIVEN in extras:
                continue
            raise ValueError(f"the key '{field.name}' of {cls.__name__} is not described")
        if not described.examples:
            raise ValueError(f"the key '{field.name}' of {cls.__name__} has no example")
        yield Key(
            name=alias(field.name),
            value=in_words(_plain(hints[field.name])),
            is_due=field.default is MISSING and field.default_factory is MISSING,
            about=f"{described.description}{_default(field.default)}",
            examples=tuple(described.examples),
        )


def _default(value: object) -> str:
    """Return what counts where a key is left out, if that is more than nothing."""
    if isinstance(value, bool) or value in ("", ()) or not isinstance(value, str | int | float):
        return ""
    return f" If not given: `{getattr(value, 'value', value)}`."


def _plain(hint: Any) -> object:
    """Return an annotation without its description."""
    if typing.get_origin(hint) is not Annotated:
        return hint
    first, *extras = typing.get_args(hint)
    kept = [extra for extra in extras if not isinstance(extra, FieldInfo)]
    return Annotated[(first, *kept)] if kept else first


def in_words(hint: Any) -> str:
    """Return what a key takes, as people say it."""
    for type_, words in VALUES:
        if hint == type_:
            return words
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        return in_words(parts[0])
    if origin in (Union, types.UnionType):
        return ", or ".join(in_words(part) for part in parts if part is not type(None))
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in parts)
    if isinstance(hint, EnumType):
        return " or ".join(f"`{member.value}`" for member in hint)  # type: ignore[var-annotated]
    if origin is tuple:
        return f"a list of {_several(in_words(parts[0]))}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "a mapping"
    if is_dataclass(hint):
        return "a mapping"
    raise ValueError(f"there are no words for {hint}")


def _several(words: str) -> str:
    return {"text": "texts", "id": "ids", "a mapping": "mappings"}.get(words, words)


class _Flow(yaml.SafeDumper):
    """Quotes what YAML itself cannot tell from syntax, and nothing else: every value is text."""

    yaml_implicit_resolvers: ClassVar = {}  # type: ignore[misc]  # a class's in all but its stub


def flow(value: object) -> str:
    """Return a value as YAML on one line."""
    dumped: str = yaml.dump(
        value,
        Dumper=_Flow,
        default_flow_style=True,
        allow_unicode=True,
        width=10_000,
        sort_keys=False,
    )
    return dumped.removesuffix("\n").removesuffix("\n...")


def table(keys: Iterable[Key]) -> str:
    """Return keys as a table in Markdown; those that are due are bold."""
    rows = ["| key | takes | means | example |", "| --- | --- | --- | --- |"]
    for key in keys:
        name = f"**`{key.name}`**" if key.is_due else f"`{key.name}`"
        examples = "<br>".join(f"`{key.name}: {flow(example)}`" for example in key.examples)
        cells = (name, key.value, key.about, examples)
        rows.append(f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |")
    return "\n".join(rows) + "\n"


BAR = "\\|"
"""A bar inside a cell of a table."""
