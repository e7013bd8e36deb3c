"""A vocabulary test: each row a line, one of its words given, and a key of the same lines."""

from __future__ import annotations

import re

import pytest

from quizgen.formats.pages.vocabulary import FEWEST, enough, vocabulary
from quizgen.model import Edition
from quizgen.project import Project
from tests.conftest import Workspace

WORDS = {"el perro": "dog", "el gato": "cat", "la mesa": "table", "el banco": "bank"}
GIVEN = re.compile(r'<td class="given" dir="auto">(.*?)</td>')
ROW = re.compile(r'<tr><td class="number">(\d+)\.</td>(<td.*?</td>)(<td.*?</td>)</tr>', re.DOTALL)


def project(workspace: Workspace, way: str, count: int = len(WORDS)) -> Project:
    rows = "".join(
        f"- {{id: w{n}, spanish: {word}, english: {other}}}\n"
        for n, (word, other) in enumerate(list(WORDS.items())[:count])
    )
    head = f"deck: Words\nid: words\nvocabulary: {way}\n"
    columns = "columns: {spanish: {language: es}, english: {back: yes}, plural: {role: note}}\n"
    (workspace.decks / "words.yaml").write_text(f"{head}{columns}rows:\n{rows}", encoding="utf-8")
    return Project(workspace.read())


def lines(words: Project) -> list[tuple[str, str, str]]:
    """Return number and cells of each line, those of the key after those of the test."""
    (deck,) = words.collection.decks
    page = vocabulary(deck, words.printable["words"], Edition(), words.collection.speech).decode()
    return ROW.findall(page)


@pytest.mark.parametrize(("way", "given"), [("forward", (0,)), ("back", (1,)), ("mixed", (0, 1))])
def test_the_word_that_is_given_is_that_of_the_direction(
    workspace: Workspace, way: str, given: tuple[int, ...]
) -> None:
    rows = lines(project(workspace, way))
    test, key = rows[: len(WORDS)], rows[len(WORDS) :]
    sides = [1 if "given" in second else 0 for _, _, second in test]
    assert sorted(set(sides)) == list(given)
    for side, (_, *cells) in zip(sides, test, strict=True):
        assert GIVEN.search(cells[side])
        assert re.sub(r"<[^>]*>", "", cells[1 - side]) == ""
    assert [number for number, *_ in key] == [number for number, *_ in test]
    answers = {tuple(re.sub(r"<[^>]*>", "", cell) for cell in cells) for _, *cells in key}
    assert answers == set(WORDS.items())


def test_a_word_is_in_its_language(workspace: Workspace) -> None:
    assert '<span lang="es">el perro</span>' in "".join(
        map("".join, lines(project(workspace, "forward")))
    )


def test_the_order_is_always_the_same_and_not_that_of_the_list(workspace: Workspace) -> None:
    first = lines(project(workspace, "forward"))
    assert first == lines(project(workspace, "forward"))
    assert sorted(WORDS) != [re.sub(r"<[^>]*>", "", cell) for _, cell, _ in first[: len(WORDS)]]


def test_few_rows_make_no_test(workspace: Workspace) -> None:
    few = project(workspace, "mixed", FEWEST - 1)
    assert not enough(few.printable["words"], few.collection.speech)
    many = project(workspace, "mixed")
    assert enough(many.printable["words"], many.collection.speech)
