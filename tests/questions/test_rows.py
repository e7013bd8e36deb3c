"""A question type is one module: its words and templates are found from its name."""

from __future__ import annotations

import pytest

from quizgen.language import strings
from quizgen.questions import QUESTION_TYPES
from quizgen.resources import templates_dir
from tests.formats.test_media import INTERACTIONS
from tests.test_language import UNTRANSLATED

LANGUAGES = sorted(path.stem for path in (templates_dir() / "language").glob("*.yaml"))


@pytest.mark.parametrize("type_", QUESTION_TYPES)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_type_has_its_heading_and_directions(type_: str, tag: str) -> None:
    for word in (f"section.{type_}", f"section.{type_}.directions"):
        is_there = strings(tag).get(word) or (tag != "en" and word in UNTRANSLATED)
        assert is_there, f"templates/language/{tag}.yaml lacks '{word}'"


@pytest.mark.parametrize("type_", QUESTION_TYPES)
def test_a_type_adds_little_to_the_difficulty(type_: str) -> None:
    assert -0.2 <= QUESTION_TYPES[type_].DEMAND <= 0.3


@pytest.mark.parametrize("side", ["items", "keys"])
def test_each_interaction_has_a_template_to_fall_back_to(side: str) -> None:
    names = {path.stem for path in (templates_dir() / "print" / side).glob("*.html")}
    shapes = {kebab(type(shape).__name__) for shape in INTERACTIONS.values()}
    assert shapes <= names
    assert names - shapes <= QUESTION_TYPES.keys()


def kebab(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).strip("-")
