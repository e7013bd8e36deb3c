"""Flags that are the keys of a blueprint: one for each, described where the key is."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from enum import EnumType
from functools import cache
from typing import Annotated, Any, cast

import typer
from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from quizgen.cli.completion import listed
from quizgen.formats import FORM_MEDIA
from quizgen.model import Layout
from quizgen.questions import QUESTION_TYPES
from quizgen.reading.plans import WHOLE, Plan, flag_of

OTHERWISE = frozenset({"sections", "decks", "tags", "levels", "forms", "locate"})
"""Keys that are no flags, or flags that say more."""
LISTED: Mapping[str, Any] = {"without_derived": QUESTION_TYPES}
"""The words that a list of texts takes, where they are known."""


def with_keys(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command whose ``**keys`` are a flag for each key of a blueprint."""
    signature = inspect.signature(command, eval_str=True)
    own = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    added = list(_parameters())
    command.__signature__ = signature.replace(parameters=[*own, *added])  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in (*own, *added)}
    return command


def given_keys(flags: Mapping[str, Any]) -> dict[str, object]:
    """Return the flags that were given as a blueprint has its keys: text, tuples, mappings."""
    hints = _hints()
    keys = [field.name for field in fields(Plan) if field.name not in OTHERWISE]
    values = {key: _written(flags[_parameter(key)], hints[key]) for key in keys}
    return {key: value for key, value in values.items() if value is not None}


@cache
def _hints() -> dict[str, Any]:
    """Return the types of a blueprint's keys, which are worked out once."""
    return typing.get_type_hints(Plan)


def refuse_unheeded(keys: Mapping[str, object], media: Sequence[str]) -> None:
    """Refuse flags of a paper's look and head that show in none of the media asked for.

    Raises:
        BadParameter: when there is one.

    """
    editions = cast("Sequence[str]", keys.get("editions", (Layout.STANDARD,)))
    is_standard = Layout.STANDARD in editions
    for key in keys:
        heeding = [
            name
            for name, row in FORM_MEDIA.items()
            if key in row.heeds and (is_standard or key not in row.heeds_in_standard)
        ]
        if heeding and not set(heeding) & set(media):
            where = ", ".join(media) + ("" if is_standard else f" in {', '.join(editions)}")
            message = f"{flag_of(key)} changes nothing in {where}, only in {', '.join(heeding)}"
            raise typer.BadParameter(message)
    if keys.get("totals") == "no" and keys.get("cover") == "yes":
        raise typer.BadParameter("--no-totals changes nothing with --cover: a cover has that table")


def _parameter(key: str) -> str:
    """Return what the parameter of a key's flag is called."""
    return flag_of(key).removeprefix("--").replace("-", "_")


def _written(value: Any, hint: object) -> object:
    match value:
        case None | "" | []:
            return None
        case bool():
            return "yes" if value else "no"
        case list():
            return tuple(map(str, value))
        case str() if typing.get_origin(hint) is Mapping:
            pairs = (word.partition("=") for word in value.split(","))
            return {name.strip(): number.strip() for name, _, number in pairs}
        case str() if typing.get_origin(hint) is tuple:
            return tuple(filter(None, map(str.strip, value.split(","))))
        case _:
            return str(value)


def _parameters() -> Iterator[inspect.Parameter]:
    hints = typing.get_type_hints(Plan, include_extras=True)
    for field in fields(Plan):
        if field.name not in OTHERWISE:
            yield inspect.Parameter(
                _parameter(field.name),
                inspect.Parameter.KEYWORD_ONLY,
                default=None,
                annotation=_option(field.name, hints[field.name]),
            )


def _option(key: str, hint: Any) -> Any:
    """Return the annotation that typer makes a flag of."""
    (described,) = (x for x in hint.__metadata__ if isinstance(x, FieldInfo) and x.description)
    type_, flag = _bare(hint), flag_of(key)
    about = str(described.description).replace("`", "")
    if type_ is bool:
        return Annotated[bool | None, typer.Option(f"{flag}/--no-{flag[2:]}", help=about)]
    if type_ is int:
        low, high = (
            next((getattr(x, name) for x in described.metadata if isinstance(x, cls)), None)
            for cls, name in ((Ge, "ge"), (Le, "le"))
        )
        limits: dict[str, Any] = {"min": low, "max": high, "metavar": "NUMBER"}
        return Annotated[int | None, typer.Option(flag, help=about, **limits)]
    if isinstance(type_, EnumType):
        metavar = "|".join(member.value for member in type_)  # type: ignore[var-annotated]
        return Annotated[type_ | None, typer.Option(flag, metavar=metavar, help=about)]
    if typing.get_origin(type_) is tuple:
        return _several(key, flag, about, _bare(typing.get_args(type_)[0]))
    metavar = "ID=NUMBER,…" if typing.get_origin(type_) is Mapping else "TEXT"
    return Annotated[str, typer.Option(flag, metavar=metavar, help=about)]


def _several(key: str, flag: str, about: str, inner: Any) -> Any:
    """Return the flag of a list: given for each text of its own, or with commas between words."""
    if key in WHOLE or key == "editions":
        metavar = "EDITION" if key == "editions" else "TEXT"
        type_ = list[inner] if isinstance(inner, EnumType) else list[str]
        option = typer.Option(flag, metavar=metavar, help=f"{about} May be given again.")
        return Annotated[type_ | None, option]
    words = list(inner) if isinstance(inner, EnumType) else LISTED.get(key, ())
    complete = listed(words) if words else None
    return Annotated[str, typer.Option(flag, metavar="LIST", help=about, autocompletion=complete)]


def _bare(hint: Any) -> Any:
    """Return a type without what is said of it, and without None."""
    if typing.get_origin(hint) is Annotated:
        return _bare(typing.get_args(hint)[0])
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
        return _bare(inner)
    return hint
