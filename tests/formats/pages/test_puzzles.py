"""Puzzles that can be solved: every word in its place, and no other word made by chance."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.formats.pages import STUDY_PAGES
from quizgen.formats.pages.crossword import HIGHEST, WIDEST, Grid, filled
from quizgen.formats.pages.puzzle import LONGEST, SHORTEST, Word, enough, words
from quizgen.formats.pages.wordsearch import DIRECTIONS, Search, hidden
from quizgen.language import language
from quizgen.model import Edition
from tests.conftest import Workspace
from tests.formats.pages.test_study import material

ENGLISH = language("en-GB")
LETTERS = st.text(st.sampled_from("ABCDEIRSTاب"), min_size=SHORTEST, max_size=LONGEST)
WORDS = st.lists(LETTERS, max_size=12, unique=True).map(
    lambda some: [Word(letters, letters, "clue", (len(letters),)) for letters in some]
)


@pytest.mark.slow
@given(WORDS)
@settings(max_examples=25, deadline=None)
def test_a_crossword_holds_its_words_and_no_others(chosen: list[Word]) -> None:
    grid = filled(chosen, "seed")
    assert {entry.word for entry in grid.entries} <= set(chosen)
    assert len({entry.word for entry in grid.entries}) == len(grid.entries)
    assert sorted(_runs(grid)) == sorted(entry.word.letters for entry in grid.entries)
    if grid.entries:
        assert grid.box[2] <= HIGHEST
        assert grid.box[3] <= WIDEST


def _runs(grid: Grid) -> list[str]:
    """Read every run of two letters or more, across and down."""
    found = []
    for axis in (0, 1):
        ordered = sorted(grid.letters, key=lambda cell: (cell[axis], cell[1 - axis]))
        for _, line in groupby(ordered, key=lambda cell: cell[axis]):
            text = _spaced(list(line), 1 - axis, grid)
            found += [run for run in text.split() if len(run) > 1]
    return found


def _spaced(cells: list[tuple[int, int]], along: int, grid: Grid) -> str:
    text, last = "", cells[0][along] - 1
    for cell in cells:
        text += " " * (cell[along] - last - 1) + grid.letters[cell]
        last = cell[along]
    return text


@pytest.mark.slow
@given(WORDS)
@settings(max_examples=25, deadline=None)
def test_a_word_search_has_each_word_once(chosen: list[Word]) -> None:
    made = hidden(chosen, "seed")
    for word, cells in made.hidden:
        assert "".join(made.rows[r][c] for r, c in cells) == word.letters
        assert _count(made, word.letters) == 1
    texts = [word.letters for word, _ in made.hidden]
    assert not any(a in b for a in texts for b in texts if a is not b)


def test_a_word_search_leaves_out_what_another_word_holds() -> None:
    chosen = [Word(text, text, "clue", (len(text),)) for text in ("ISAF", "ISA", "NATO", "OIC")]
    assert {word.letters for word, _ in hidden(chosen, "seed").hidden} == {"ISAF", "NATO", "OIC"}


def _count(made: Search, text: str) -> int:
    side = len(made.rows)
    return sum(
        all(
            0 <= r + i * down < side
            and 0 <= c + i * right < side
            and made.rows[r + i * down][c + i * right] == letter
            for i, letter in enumerate(text)
        )
        for down, right in DIRECTIONS
        for r in range(side)
        for c in range(side)
    )


def test_words_are_people_terms_and_abbreviations(workspace: Workspace) -> None:
    facts = """
- {person: Diego Cordovez, id: a, role: UN mediator, years: 1982/1988}
- {person: Muhammad Zia-ul-Haq the Second, id: b, role: President}
- {term: NATO, id: c, stands_for: North Atlantic Treaty Organization, type: organisation}
- {term: Détente, id: d, means: an easing of tension, level: core}
- {term: Durand Line, id: e, means: the line that Durand drew}
- {term: UN, id: f, stands_for: United Nations}
- {term: جنیوا, id: g, means: ایک شہر}
- {question: Who?, id: h, answer: She}
"""
    _, propositions = material(workspace, facts)
    found = {word.letters: word for word in words(propositions, ENGLISH)}
    assert list(found) == ["DETENTE", "DIEGOCORDOVEZ", "SECOND", "NATO", "جنیوا"]
    assert found["DIEGOCORDOVEZ"].clue == "UN mediator (1982–1988)"
    assert found["DIEGOCORDOVEZ"].lengths == (5, 8)
    assert found["SECOND"].clue == "President: last name"


def test_a_puzzle_shows_its_words_on_the_key_alone(workspace: Workspace) -> None:
    deck, propositions = material(workspace)
    assert enough(propositions, ENGLISH)
    for name in ("crossword", "wordsearch"):
        text = STUDY_PAGES[name].render(deck, propositions, Edition(), ENGLISH).decode()
        puzzle, key = text.split('<section class="page-2">')
        assert "North Atlantic Treaty Organization" in puzzle
        assert "NATO" not in puzzle
        assert any(map(_letter, _cells(puzzle))) == (name == "wordsearch")
        assert any(map(_letter, _cells(key)))


def test_a_deck_of_few_words_has_no_puzzle(workspace: Workspace) -> None:
    _, propositions = material(workspace, "- {question: Who?, id: who, answer: She}")
    assert not enough(propositions, ENGLISH)


def _cells(page: str) -> list[str]:
    return re.findall(r"(?s)<td[^>]*>(.*?)</td>", page)


def _letter(cell: str) -> str:
    """Return what a cell shows besides its number."""
    return re.sub(r"<small>\d+</small>|<[^>]+>", "", cell).strip()
