"""The types of values that keys take: texts, ids, dates, numbers, and lists of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from annotated_types import MaxLen
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
)

from quizgen import date_hints, dates
from quizgen.dates import Edtf
from quizgen.diagnostics import Unreadable
from quizgen.language import Language, language
from quizgen.numbers import Figure
from quizgen.user_files import is_reserved

STRICT = ConfigDict(extra="forbid")
GIVEN = PlainValidator(lambda value: value)
"""Marks a field that the reader fills in, already made."""


def _unreserved(value: str) -> str:
    if is_reserved(value):
        raise Unreadable(
            f"'{value}' is a name that Windows keeps for itself: no file there can be called "
            "that, whatever its ending",
            f"choose another, such as '{value}-1'",
        )
    return value


_BASE_URL = re.compile(r"https?://[^\s/?#\"<>\\]+(/[^\s?#\"<>\\]*)?")


def base_url(value: str) -> str:
    """Return a web address of a folder with the slash that it ends with.

    Raises:
        ValueError: when it is none.

    """
    if not _BASE_URL.fullmatch(value):
        raise ValueError(
            f"'{value}' is no address of a folder on the web: write https://example.org/history/"
        )
    return value if value.endswith("/") else f"{value}/"


def listed(value: object) -> object:
    """Read one text as a list of it."""
    return [value] if isinstance(value, str) else value


def repeated(keys: Iterable[str]) -> str | None:
    """Return the first key that is there more than once, or None."""
    counts = Counter(keys)
    return next((key for key, count in counts.items() if count > 1), None)


def language_of(info: ValidationInfo) -> Language:
    """Return the language that a file is written in: the context of its validation, or English."""
    return info.context if isinstance(info.context, Language) else language("en")


class TypeIn(StrEnum):
    """Whether an answer is typed, and whether all that can be typed counts."""

    NO = "no"
    YES = "yes"
    STRICT = "strict"


_YES_OR_NO = TypeAdapter(bool)


def _type_in(value: object) -> object:
    """Read ``strict``, or yes and no in any of the ways in which other keys take them."""
    if value in tuple(TypeIn):
        return value
    try:
        return TypeIn.YES if _YES_OR_NO.validate_python(value) else TypeIn.NO
    except ValidationError as error:
        raise ValueError(f"'{value}' is not yes, no or strict") from error


def _date(value: object, info: ValidationInfo) -> Edtf:
    if not isinstance(value, str):
        raise ValueError("a date is one text, such as 1988-04-14")
    try:
        return dates.parse(value)
    except Unreadable as error:
        hint = date_hints.meant(value, language_of(info).locale)
        raise Unreadable(str(error), hint or error.hint) from error


def _figure(value: object, info: ValidationInfo) -> Figure:
    if not isinstance(value, str):
        raise ValueError("a number is one text, such as 13,000")
    return language_of(info).notation.read(value)


LONGEST, MOST = 50_000, 1_000
"""Characters of a text, and entries of a list of texts, that are read at the most."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
FileSlug = Annotated[Slug, AfterValidator(_unreserved)]
"""An id that files are named by."""
BaseUrl = Annotated[Text, AfterValidator(base_url)]
"""Where a folder of pages will be read."""
YesNoStrict = Annotated[TypeIn, BeforeValidator(_type_in)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(listed), MaxLen(MOST)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(listed), MaxLen(MOST)]
TAG = r'^[^\s:,"<>{}\[\]]+(::?[^\s:,"<>{}\[\]]+)*$'
Tag = Annotated[str, StringConstraints(pattern=TAG, max_length=100)]
"""A tag as Anki has them: no spaces, and parts with ``::`` between them."""
Tags = Annotated[tuple[Tag, ...], BeforeValidator(listed), MaxLen(MOST)]
GUID = r"^[!-~]{1,100}$"
Guid = Annotated[str, StringConstraints(pattern=GUID)]
"""What Anki knows a note by: any signs of ASCII but spaces."""
Date = Annotated[Edtf, PlainValidator(_date)]
Number = Annotated[Figure, PlainValidator(_figure)]
FormerFact = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]
"""What a fact once was: ``id``, or ``deck/id``."""
FormerMember = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+){0,2}$")]
"""What a member once was: ``key``, ``id/key`` or ``deck/id/key``."""
