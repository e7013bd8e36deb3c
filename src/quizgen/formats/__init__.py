"""Bytes out: one module a format, and one row in the table of its family."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from quizgen.formats import paper
from quizgen.language import Language
from quizgen.model import Edition, Form

Assessment = Callable[[Form, Edition, Language], bytes]

ASSESSMENT: Mapping[str, Assessment] = MappingProxyType(
    {
        "worksheet": paper.worksheet,
        "key": paper.key,
    }
)
"""Formats of a form."""

PAGES = tuple(ASSESSMENT)
"""Formats that are pages to print, in the order of the start page."""

__all__ = ["ASSESSMENT", "PAGES", "Assessment"]
