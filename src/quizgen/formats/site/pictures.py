"""Pictures as files of their own, where that is safe.

A drawing (SVG) may hold scripts. In a page it never runs them; opened by itself from the site it
would. So a drawing in which anything could run or lead elsewhere stands inside the pages that show
it, as data, and only the others are files.
"""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

from quizgen.model import Media

ACTIVE = frozenset(
    """script foreignobject iframe object embed handler listener a animate animatemotion
    animatetransform set discard""".split()
)
"""Elements that run, load, lead elsewhere, or change what does."""
_DECLARED = re.compile(r"<\?(?!xml\s)|<!(?!--)")
"""A style sheet, or a document type, whose entities can be anything."""
_OUTSIDE = re.compile(r"javascript:|@import|url\(\s*[\"']?(?!#)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def is_inert(medium: Media) -> bool:
    """Whether a picture or a sound does nothing, opened by itself."""
    if medium.suffix != ".svg":
        return True
    try:
        text = medium.data.decode("utf-8-sig")
        if _DECLARED.search(text) or _OUTSIDE.search(text):
            return False
        root = ElementTree.fromstring(text)  # noqa: S314 - it declares no entities
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        return False
    return all(map(_does_nothing, root.iter()))


def _does_nothing(element: ElementTree.Element) -> bool:
    if _local(element.tag) in ACTIVE or _OUTSIDE.search(element.text or ""):
        return False
    for name, value in element.items():
        is_link = _local(name) in ("href", "src")
        leads_out = is_link and not value.strip().startswith(
            ("#", "data:image/png", "data:image/j")
        )
        if _local(name).startswith("on") or leads_out or _OUTSIDE.search(value):
            return False
    return True


def _local(name: object) -> str:
    """Return the name of an element or an attribute without its namespace."""
    return str(name).rpartition("}")[2].rpartition(":")[2].lower()
