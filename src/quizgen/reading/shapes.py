"""What pydantic's core is to check of a class, told directly: each part of all kinds of fact once.

Pydantic asks a class forty times as much as is needed here, and each kind of fact for all that it
shares with the others: a quarter of a second of each start. What is not in this table of forms is
left to it, and a test compares all that is made here with what pydantic makes.
"""

from __future__ import annotations

import inspect
import itertools
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache, reduce
from typing import Annotated, Any, Literal, Union

from annotated_types import MaxLen
from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainValidator,
    StringConstraints,
    TypeAdapter,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticKnownError, SchemaValidator, core_schema

_SIMPLE: Mapping[object, CoreSchema] = {
    str: core_schema.str_schema(),
    bool: core_schema.bool_schema(),
    int: core_schema.int_schema(),
}


@cache
def validator(cls: Any) -> SchemaValidator:
    """Return what makes a ``cls`` of a mapping, or says what is wrong with it."""
    return SchemaValidator(schema(cls))


def schema(annotation: Any) -> CoreSchema:
    """Return what is checked of a value."""
    inner, *marks = _parts(annotation)
    listed = (mark.metadata if isinstance(mark, FieldInfo) else [mark] for mark in marks)
    return _schema(inner, tuple(itertools.chain.from_iterable(listed)))


def _parts(annotation: Any) -> tuple[Any, ...]:
    is_marked = typing.get_origin(annotation) is Annotated
    return typing.get_args(annotation) if is_marked else (annotation,)


@cache
def _schema(annotation: Any, marks: tuple[Any, ...]) -> CoreSchema:
    is_read = any(isinstance(mark, PlainValidator) for mark in marks)  # whatever type it is
    found = core_schema.any_schema() if is_read else _bare(annotation)
    if found is None or not all(map(_is_ours, marks)):
        marked: Any = Annotated[annotation, *marks] if marks else annotation
        return TypeAdapter(marked).core_schema
    return reduce(_marked, marks, found)


def _is_ours(mark: object) -> bool:
    ours = BeforeValidator | AfterValidator | PlainValidator | StringConstraints | MaxLen
    return isinstance(mark, ours)


def _bare(annotation: Any) -> CoreSchema | None:
    """Return what is checked of a value of a type, None where that is left to pydantic."""
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    if isinstance(annotation, type) and is_dataclass(annotation):
        return _dataclass(annotation) if _is_plain(annotation) else None
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Literal:
        return core_schema.literal_schema(list(parts))
    if origin in (Union, types.UnionType):
        return _union(parts)
    if origin is tuple and parts[1:] == (...,):
        return core_schema.tuple_schema([schema(parts[0])], variadic_item_index=0)
    return None


def _is_plain(cls: Any) -> bool:
    return getattr(cls, "__pydantic_config__", {}).keys() == {"extra"}


def _union(parts: Sequence[Any]) -> CoreSchema:
    choices = [schema(part) for part in parts if part is not types.NoneType]
    union = choices[0] if len(choices) == 1 else core_schema.union_schema([*choices])
    return core_schema.nullable_schema(union) if len(choices) < len(parts) else union


def _marked(inner: CoreSchema, mark: Any) -> CoreSchema:
    match mark:
        case StringConstraints():
            limits = {name: value for name, value in vars(mark).items() if value is not None}
            return {**inner, **limits}
        case MaxLen(most):
            return core_schema.no_info_after_validator_function(_at_most(most), inner)
    mode = {BeforeValidator: "before", AfterValidator: "after", PlainValidator: "plain"}[type(mark)]
    takes = "with" if len(inspect.signature(mark.func).parameters) == 2 else "no"
    make = getattr(core_schema, f"{takes}_info_{mode}_validator_function")
    arguments = (mark.func,) if mode == "plain" else (mark.func, inner)
    return typing.cast("CoreSchema", make(*arguments))


@cache
def _at_most(most: int) -> Callable[[Any], Any]:
    def at_most(value: Any) -> Any:
        if len(value) > most:
            lengths = {"max_length": most, "actual_length": len(value)}
            raise PydanticKnownError("too_long", {"field_type": "Value", **lengths})
        return value

    return at_most


# --- classes ----------------------------------------------------------------------------------


def _dataclass(cls: Any) -> CoreSchema:
    listed, has_more = fields(cls), hasattr(cls, "__post_init__")
    checked = [_field(f, schema(hints(cls)[f.name])) for f in listed]
    return core_schema.dataclass_schema(
        cls,
        core_schema.dataclass_args_schema(cls.__name__, checked, collect_init_only=has_more),
        [f.name for f in listed],
        post_init=has_more,
        slots="__slots__" in vars(cls),
        config={"title": cls.__name__, "extra_fields_behavior": cls.__pydantic_config__["extra"]},
    )


def _field(field: Field[Any], checked: CoreSchema) -> core_schema.DataclassField:
    if field.default is not MISSING:
        checked = core_schema.with_default_schema(checked, default=field.default)
    elif field.default_factory is not MISSING:
        checked = core_schema.with_default_schema(checked, default_factory=field.default_factory)
    return core_schema.dataclass_field(field.name, checked)


@cache
def hints(cls: Any) -> dict[str, Any]:
    """Return the annotations of a class: those of each class that it is made of, read once."""
    return {name: hint for base in reversed(cls.__mro__) for name, hint in _own(base).items()}


@cache
def _own(cls: Any) -> dict[str, Any]:
    return inspect.get_annotations(cls, eval_str=True)
