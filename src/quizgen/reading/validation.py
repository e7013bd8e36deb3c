"""Data → frozen dataclasses through pydantic; its errors → diagnostics with a place."""

from __future__ import annotations

import re
import types
import typing
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Annotated, Any, TypeVar, Union

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from quizgen.checks.stages.keys import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE
from quizgen.diagnostics import Diagnostic, counted, suggestion
from quizgen.facts.values import GIVEN, TAG
from quizgen.language import Language
from quizgen.reading.events import Node
from quizgen.reading.shapes import hints, validator

T = TypeVar("T")

_FORMS = {TAG: "write it without spaces, commas or quotation marks"}
"""What to write where a text has not the form that a pattern demands."""

_CURLY = "“”„‟‘’‚‛«»\"'"
_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "mapping_type": "a mapping",
    "dict_type": "a mapping",
    "dataclass_type": "a mapping",
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
    "int_parsing": "a whole number",
}


def validate(
    cls: type[T], node: Node, speech: Language | None = None, **given: object
) -> tuple[T | None, list[Diagnostic]]:
    """Make a ``cls`` of a mapping; ``given`` fields come from the reader, not from the file.

    A list that is only too short because what stands in it is wrong is not told.

    Dates and numbers are read as they are written in a language, English if none is given.
    """
    data = node.plain()
    if not isinstance(data, dict):
        message = f"{_sort_of(data)} where a mapping is due"
        return None, [Diagnostic(node.position, WRONG_TYPE, message, "write 'key: value' lines")]
    ours = filled_in(cls)  # type: ignore[arg-type]  # mypy doubts that a class is hashable
    unknown = [_unknown(cls, node, (key,)) for key in data if key in ours]
    written = {key: value for key, value in data.items() if key not in ours}
    try:
        check = validator(cls)  # type: ignore[arg-type]
        instance = check.validate_python(written | given, context=speech)
    except ValidationError as error:
        details = error.errors(include_url=False)
        inner = {d["loc"][:depth] for d in details for depth in range(len(d["loc"]))}
        own = [d for d in details if d["type"] != "too_short" or d["loc"] not in inner]
        return None, unknown + [_diagnose(cls, node, detail) for detail in own]
    return (None if unknown else instance), unknown


@lru_cache(maxsize=256)
def filled_in(cls: type[Any]) -> frozenset[str]:
    """Return the fields that the reader fills in; in a file they are as unknown as any other."""
    return frozenset(
        name
        for name, hint in hints(cls).items()  # type: ignore[arg-type]
        if GIVEN in getattr(hint, "__metadata__", ())
    )


def _diagnose(cls: type[Any], node: Node, detail: ErrorDetails) -> Diagnostic:
    loc = tuple(step for step in detail["loc"] if step != "[key]")
    context = detail.get("ctx", {})
    match detail["type"]:
        case "unexpected_keyword_argument":
            return _unknown(cls, node, loc)
        case "missing" | "missing_argument":
            return _missing(node, loc)
        case "value_error":
            error = context["error"]
            hint = getattr(error, "hint", "")
            return Diagnostic(node.locate(*loc), WRONG_VALUE, str(error), hint)
        case "literal_error" | "enum":
            return _not_one_of(node, loc, str(detail["input"]), str(context["expected"]))
        case "string_too_short":
            return Diagnostic(
                node.locate(*loc),
                WRONG_VALUE,
                f"{_name(loc)} is empty",
                "write it or leave the key out",
            )
        case "string_pattern_mismatch":
            message = f"{_name(loc)} is '{detail['input']}'"
            return Diagnostic(
                node.locate(*loc),
                WRONG_VALUE,
                message,
                _form(str(context["pattern"]), detail["input"]),
            )
        case "too_long":
            there, most = context["actual_length"], context["max_length"]
            message = (
                f"{_name(loc)} has {there or 'more'} entries, and {most:,} at the most are read"
            )
            return Diagnostic(node.locate(*loc), WRONG_VALUE, message)
        case "string_too_long":
            most = context["max_length"]
            message = (
                f"{_name(loc)} has {len(detail['input']):,} characters, of {most:,} at the most"
            )
            return Diagnostic(node.locate(*loc), WRONG_VALUE, message)
        case "too_short":
            there, least = context["actual_length"], context["min_length"]
            message = f"{_name(loc)} has {there} of at least {counted(least, 'entry', 'entries')}"
            return Diagnostic(node.locate(*loc), WRONG_VALUE, message)
        case kind if kind in _EXPECTED:
            message = f"{_name(loc)} is {_sort_of(detail['input'])}"
            return Diagnostic(node.locate(*loc), WRONG_TYPE, message, _due(kind, loc, detail))
        case _:
            return Diagnostic(node.locate(*loc), WRONG_VALUE, f"{_name(loc)}: {detail['msg']}")


def _form(pattern: str, value: str) -> str:
    """Return what to write where a text has not the form that is due."""
    bare = value.strip(_CURLY)
    if bare != value and re.search(pattern, bare):
        return f"the quotation marks are part of it, being typographic ones: write {bare}"
    return _FORMS.get(pattern, "use a-z, 0-9 and single hyphens")


def _due(kind: str, loc: tuple[str | int, ...], detail: ErrorDetails) -> str:
    """Return what to write where a value is of another type than is due."""
    if loc == ("answer",) and isinstance(detail["input"], list):
        return "write one text; 'accept' has other wordings of it, and a 'list' several answers"
    return f"write {_EXPECTED[kind]}"


def _missing(node: Node, loc: tuple[str | int, ...]) -> Diagnostic:
    hint = "give it a short name that never changes" if loc[-1] == "id" else ""
    return Diagnostic(node.locate(*loc[:-1]), MISSING_KEY, f"the key '{loc[-1]}' is missing", hint)


def _unknown(cls: type[Any], node: Node, loc: tuple[str | int, ...]) -> Diagnostic:
    key, keys = str(loc[-1]), _keys_at(cls, loc[:-1])
    return Diagnostic(
        node.locate_key(*loc),
        UNKNOWN_KEY,
        f"unknown key '{key}'",
        suggestion(key, keys) or (f"there are: {', '.join(sorted(keys))}" if keys else ""),
    )


def _not_one_of(node: Node, loc: tuple[str | int, ...], value: str, expected: str) -> Diagnostic:
    choices = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
    hint = suggestion(value, choices) or f"write one of {', '.join(choices)}"
    return Diagnostic(node.locate(*loc), WRONG_VALUE, f"{_name(loc)} is '{value}'", hint)


def _keys_at(cls: object, loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the keys that are known at a place inside ``cls``."""
    here = cls
    for step in loc:
        here = _step(here, step)
    here = next((part for part in _unfold(here) if is_dataclass(part)), None)
    if not is_dataclass(here):
        return ()
    type_ = here if isinstance(here, type) else type(here)
    return tuple(f.name for f in fields(here) if f.name not in filled_in(type_))


def _step(annotation: object, step: str | int) -> object:
    for part in _unfold(annotation):
        if isinstance(step, str) and isinstance(part, type) and is_dataclass(part):
            return hints(part).get(step)
        if typing.get_origin(part) is tuple:
            return typing.get_args(part)[0]
        if typing.get_args(part):
            return typing.get_args(part)[-1]
    return None


def _unfold(annotation: object) -> list[object]:
    if typing.get_origin(annotation) is Annotated:
        return _unfold(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) in (Union, types.UnionType):
        return [inner for part in typing.get_args(annotation) for inner in _unfold(part)]
    return [annotation]


def _name(loc: tuple[str | int, ...]) -> str:
    name = ""
    for step in loc:
        name += f" {step + 1}" if isinstance(step, int) else f" {step}" if name else step
    return f"'{name.strip()}'" if name else "this"


def _sort_of(value: object) -> str:
    match value:
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "a mapping"
