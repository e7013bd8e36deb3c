"""A user's own words for the interface, in the shape of ``templates/language/en.yaml``."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.diagnostics import Code, Diagnostic, suggestion
from quizgen.language import places, strings
from quizgen.reading.events import Node


def read_strings(node: Node) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return the strings of one language, and what is wrong with them."""
    if not isinstance(node.value, dict):
        said = "a language is a mapping"
        hint = "write 'key: text' lines, as in templates/language/en.yaml"
        return {}, [Diagnostic(node.position, Code.WRONG_TYPE, said, hint)]
    problems = [p for key, value in node.value.items() for p in _problems(node, key, value)]
    return {k: v.value for k, v in node.value.items() if isinstance(v.value, str)}, problems


def _problems(node: Node, key: str, value: Node) -> Iterator[Diagnostic]:
    english = strings("en")
    if key not in english:
        hint = suggestion(key, english)
        yield Diagnostic(node.locate_key(key), Code.UNKNOWN_KEY, f"unknown key '{key}'", hint)
    elif not isinstance(value.value, str):
        yield Diagnostic(value.position, Code.WRONG_TYPE, f"'{key}' is not one text")
    else:
        yield from _unfilled(key, value, places(english[key]))


def _unfilled(key: str, value: Node, known: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield what would stand in braces on a page, or break it."""
    shown = ", ".join(f"{{{name}}}" for name in sorted(known)) or "none"
    try:
        wrong = sorted(places(str(value.value)) - known)
    except ValueError as error:
        yield Diagnostic(value.position, Code.WRONG_VALUE, f"'{key}': {error}", f"it has: {shown}")
        return
    for name in wrong:
        said = f"nothing is filled in for {{{name}}} in '{key}'"
        yield Diagnostic(value.position, Code.WRONG_VALUE, said, f"it has: {shown}")
