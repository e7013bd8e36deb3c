"""A user's own words for the interface, in the shape of ``templates/language/en.yaml``."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from quizgen.checks.stages.keys import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, WRONG_VALUE
from quizgen.diagnostics import Diagnostic, suggestion
from quizgen.language import Phrase, categories, places, strings
from quizgen.reading.events import Node

SORT = "type."
"""Begins the key of a sort of thing; a curator may have sorts that quizgen does not know."""


def read_strings(tag: str, node: Node) -> tuple[dict[str, Phrase], list[Diagnostic]]:
    """Return the strings of one language, and what is wrong with them.

    A string is a text, or a form for each plural category of the language, "other" among them.
    """
    if not isinstance(node.value, dict):
        message = "a language is a mapping"
        hint = "write 'key: text' lines, as in templates/language/en.yaml"
        return {}, [Diagnostic(node.position, WRONG_TYPE, message, hint)]
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        message = f"'{tag}' is not a language tag"
        hint = "name the file by one, e.g. fr or pt-BR"
        return {}, [Diagnostic(node.position, WRONG_VALUE, message, hint)]
    problems = list(problems_of_words(node, locale))
    return {key: _phrase(value) for key, value in node.value.items()}, problems


def problems_of_words(node: Node, locale: Locale) -> Iterator[Diagnostic]:
    """Yield what is wrong with words of a curator's own, which are read as a mapping."""
    if isinstance(node.value, dict):
        for key, value in node.value.items():
            yield from _problems(node, key, value, locale)


def _phrase(node: Node) -> Phrase:
    """Return a text or its forms; what is neither has been told, and nothing is made of it."""
    if isinstance(node.value, dict):
        return {
            name: form.value for name, form in node.value.items() if isinstance(form.value, str)
        }
    return node.value if isinstance(node.value, str) else ""


def _problems(node: Node, key: str, value: Node, locale: Locale) -> Iterator[Diagnostic]:
    english = strings("en")
    if key not in english and not key.startswith(SORT):
        hint = suggestion(key, english)
        yield Diagnostic(node.locate_key(key), UNKNOWN_KEY, f"unknown key '{key}'", hint)
    elif key == "direction" and value.value not in ("ltr", "rtl"):
        message = f"'{key}' is '{value.value}'"
        yield Diagnostic(value.position, WRONG_VALUE, message, "write ltr or rtl")
    elif isinstance(value.value, str):
        yield from _misfilled(key, value, value.value)
    elif isinstance(value.value, dict):
        yield from _misformed(key, value, value.value, locale)
    else:
        message = f"'{key}' is neither a text nor its forms"
        yield Diagnostic(value.position, WRONG_TYPE, message)


def _misformed(
    key: str, node: Node, forms: dict[str, Node], locale: Locale
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the forms of a string, one for each plural category."""
    due = categories(locale, key)
    hint = f"{locale.get_display_name('en')} has: {', '.join(due)}"
    for name, form in forms.items():
        if name not in due:
            message = f"'{name}' is no plural category here"
            yield Diagnostic(node.locate_key(name), UNKNOWN_KEY, message, hint)
        elif isinstance(form.value, str):
            yield from _misfilled(key, form, form.value)
        else:
            message = f"'{name}' of '{key}' is not one text"
            yield Diagnostic(form.position, WRONG_TYPE, message)
    if "other" not in forms:
        message = f"'{key}' lacks the form 'other'"
        yield Diagnostic(node.position, MISSING_KEY, message, "it serves where no other form does")


def _misfilled(key: str, node: Node, text: str) -> Iterator[Diagnostic]:
    """Yield what would stand in braces on a page, since nothing is filled in for it."""
    due = places(strings("en").get(key, ""))
    hint = f"it has: {', '.join(f'{{{name}}}' for name in sorted(due)) or 'none'}"
    try:
        there = places(text)
    except ValueError as error:
        yield Diagnostic(node.position, WRONG_VALUE, f"'{key}': {error}", hint)
        return
    for name in sorted(there - due):
        message = f"nothing is filled in for {{{name}}} in '{key}'"
        yield Diagnostic(node.position, WRONG_VALUE, message, hint)
