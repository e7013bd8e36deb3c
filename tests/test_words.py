"""Every word that is asked for is there, and every word that is there is asked for."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from quizgen.dates import Precision
from quizgen.facts.number import QUALIFIERS
from quizgen.language import strings
from quizgen.resources import templates_dir
from tests.conftest import syntax

TEMPLATES = [
    path.read_text("utf-8")
    for path in templates_dir().rglob("*.*")
    if path.suffix in (".html", ".js")
]
ENGLISH = strings("en")


@cache
def nodes() -> list[ast.expr]:
    """Return what can ask for a word: calls and texts of the code."""
    wanted = (ast.Call, ast.Constant, ast.JoinedStr)
    return [n for tree in syntax().values() for n in ast.walk(tree) if isinstance(n, wanted)]


def pattern(text: ast.JoinedStr) -> str:
    """Return a regular expression for what an f-string can become."""
    parts = (part.value if isinstance(part, ast.Constant) else None for part in text.values)
    return "".join(".+" if part is None else re.escape(str(part)) for part in parts)


def asked_in_code() -> tuple[set[str], set[str]]:
    """Return the words that `say` is called with, and the patterns of those that it makes up."""
    words, patterns = set(), set()
    for node in nodes():
        if not (isinstance(node, ast.Call) and node.args):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        match node.args[0]:
            case ast.Constant(str(word)) if name == "say":
                words.add(word)
            case ast.JoinedStr() as text if name == "say":
                patterns.add(pattern(text).replace(r"date.+", r"date(\..+)?"))
    return words, patterns


def asked_in_templates() -> tuple[set[str], set[str]]:
    """Return the same of templates, where a name ends in what the page knows."""
    text = "\n".join(TEMPLATES)
    words = set(re.findall(r"\bsay\(\"([^\"]+)\"[,)]", text))
    prefixes = re.findall(r"\bsay\(\"([^\"]+)\" ~", text)
    prefixes += re.findall(r"\bsay\(`([^`$]+)\$\{", text)
    return words, {f"{re.escape(prefix)}.+" for prefix in prefixes}


@cache
def asked() -> tuple[set[str], set[str]]:
    """Return the words that are asked for, and the patterns of those that are made up."""
    (words, patterns), (on_pages, of_pages) = asked_in_code(), asked_in_templates()
    return words | on_pages, patterns | of_pages


@pytest.mark.slow
def test_words_are_looked_for_where_they_are() -> None:
    words, patterns = asked()
    assert {"person", "paper.key", "timeline.title"} <= words
    assert r"event\..+" in patterns


def test_what_is_asked_for_by_its_name_is_there() -> None:
    assert asked()[0] - ENGLISH.keys() == set(), "templates/language/en.yaml lacks them"


def test_what_is_asked_for_by_a_part_of_its_name_is_there() -> None:
    unlike = [p for p in asked()[1] if not any(re.fullmatch(p, word) for word in ENGLISH)]
    assert not unlike, "templates/language/en.yaml has nothing like them"


def test_the_words_of_closed_sets_are_there() -> None:
    wanted = {f"event.{precision}" for precision in (*Precision, "interval")}
    wanted |= {f"number.{qualifier}" for qualifier in QUALIFIERS}
    sorts = ("claims", "events", "events.before", "list")
    wanted |= {f"{type_}.{sort}" for type_ in ("multiple", "odd-one-out") for sort in sorts}
    assert wanted <= ENGLISH.keys()


def test_no_word_is_left_behind() -> None:
    words, patterns = asked()
    literals = set(re.findall(r"\"([\w.-]+)\"", "\n".join(TEMPLATES)))
    literals |= {node.value for node in nodes() if isinstance(node, ast.Constant)} | words
    composed = {pattern(node) for node in nodes() if isinstance(node, ast.JoinedStr)} | patterns
    composed = {text for text in composed if re.match(r"[a-z\\-]+\\\.", text)}
    unasked = [
        word
        for word in ENGLISH
        if word not in literals and not any(re.fullmatch(text, word) for text in composed)
    ]
    assert not unasked
