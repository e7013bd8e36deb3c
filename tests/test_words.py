"""Every word that is asked for is there, and every word that is there is asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from quizgen.dates import Precision
from quizgen.facts.number import QUALIFIERS
from quizgen.language import strings
from quizgen.resources import templates_dir
from tests.conftest import ROOT

MODULES = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "src").rglob("*.py")]
TEMPLATES = [
    path.read_text("utf-8")
    for path in templates_dir().rglob("*.*")
    if path.suffix in (".html", ".js")
]
ENGLISH = strings("en")


def nodes() -> Iterator[ast.AST]:
    for module in MODULES:
        yield from ast.walk(module)


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


WORDS, PATTERNS = (
    code | page for code, page in zip(asked_in_code(), asked_in_templates(), strict=True)
)


def test_words_are_looked_for_where_they_are() -> None:
    assert {"person", "paper.key", "timeline.title"} <= WORDS
    assert r"event\..+" in PATTERNS


@pytest.mark.parametrize("word", sorted(WORDS))
def test_what_is_asked_for_by_its_name_is_there(word: str) -> None:
    assert word in ENGLISH, f"templates/language/en.yaml lacks '{word}'"


@pytest.mark.parametrize("text", sorted(PATTERNS))
def test_what_is_asked_for_by_a_part_of_its_name_is_there(text: str) -> None:
    assert any(re.fullmatch(text, word) for word in ENGLISH), f"en.yaml has nothing like {text}"


def test_the_words_of_closed_sets_are_there() -> None:
    wanted = {f"event.{precision}" for precision in (*Precision, "interval")}
    wanted |= {f"number.{qualifier}" for qualifier in QUALIFIERS}
    sorts = ("claims", "events", "events.before", "list")
    wanted |= {f"{type_}.{sort}" for type_ in ("multiple", "odd-one-out") for sort in sorts}
    assert wanted <= ENGLISH.keys()


def test_no_word_is_left_behind() -> None:
    literals = set(re.findall(r"\"([\w.-]+)\"", "\n".join(TEMPLATES)))
    literals |= {node.value for node in nodes() if isinstance(node, ast.Constant)} | WORDS
    composed = {pattern(node) for node in nodes() if isinstance(node, ast.JoinedStr)} | PATTERNS
    composed = {text for text in composed if re.match(r"[a-z\\-]+\\\.", text)}
    unasked = [
        word
        for word in ENGLISH
        if word not in literals and not any(re.fullmatch(text, word) for text in composed)
    ]
    assert not unasked
