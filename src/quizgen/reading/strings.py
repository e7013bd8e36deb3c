"""A user's own words for the interface, in the shape of ``templates/language/en.yaml``."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from quizgen.diagnostics import Code, Diagnostic, Position, suggestion
from quizgen.language import places, strings
from quizgen.reading.events import Node

SORT = "type."
"""Begins the key of a sort of thing; a curator may have sorts that quizgen does not know."""


def read_strings(tag: str, node: Node) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return the strings of one language, and what is wrong with them."""
    if not isinstance(node.value, dict):
        said = "a language is a mapping"
        hint = "write 'key: text' lines, as in templates/language/en.yaml"
        return {}, [Diagnostic(node.position, Code.WRONG_TYPE, said, hint)]
    problems = [p for key, value in node.value.items() for p in _problems(node, key, value)]
    found = {k: v.value for k, v in node.value.items() if isinstance(v.value, str)}
    return found, [*_unknown(tag, node.position), *problems]


def _unknown(tag: str, place: Position) -> Iterator[Diagnostic]:
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        said = f"'{tag}' is not a language tag"
        yield Diagnostic(place, Code.WRONG_VALUE, said, "name the file by one, e.g. fr or pt-BR")


def _problems(node: Node, key: str, value: Node) -> Iterator[Diagnostic]:
    english = strings("en")
    if key not in english and not key.startswith(SORT):
        hint = suggestion(key, english)
        yield Diagnostic(node.locate_key(key), Code.UNKNOWN_KEY, f"unknown key '{key}'", hint)
    elif not isinstance(value.value, str):
        yield Diagnostic(value.position, Code.WRONG_TYPE, f"'{key}' is not one text")
    elif key == "direction" and value.value not in ("ltr", "rtl"):
        said = f"'{key}' is '{value.value}'"
        yield Diagnostic(value.position, Code.WRONG_VALUE, said, "write ltr or rtl")
    else:
        yield from _misfilled(key, value, value.value, places(english.get(key, "")))


def _misfilled(key: str, node: Node, text: str, due: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield what would stand in braces on a page, or would be missing there."""
    hint = f"it has: {', '.join(f'{{{name}}}' for name in sorted(due)) or 'none'}"
    try:
        there = places(text)
    except ValueError as error:
        yield Diagnostic(node.position, Code.WRONG_VALUE, f"'{key}': {error}", hint)
        return
    for name in sorted(there - due):
        said = f"nothing is filled in for {{{name}}} in '{key}'"
        yield Diagnostic(node.position, Code.WRONG_VALUE, said, hint)
    for name in sorted(due - there):
        said = f"{{{name}}} is missing from '{key}'"
        yield Diagnostic(node.position, Code.WRONG_VALUE, said, hint)
