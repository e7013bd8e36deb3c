"""A source's text: paragraphs, pages, headings, and passages that hold some terms."""

from __future__ import annotations

import pytest

from quizgen.model import Reference
from quizgen.sources import Place, SourceText, parse, place

SCRAPE = """\
A TITLE

JOURNAL OF THINGS  VOL 1

Contents: [Results](#)

## **Introduction**

The talks began in *June 1982* under a Mr Cordovez of Ecuador, who spoke to
both sides in turn for six long years, at a cost of \\$400 mil-

JOURNAL OF THINGS VOL 1

lion. Peace came in the end, in Geneva, and nobody was quite content with what it said of them.

# RESULTS

Cordovez told them that there was nothing more to be said in Geneva, and went home that same day.

REFERENCES

Cordovez, D. and Harrison, S. (1995). Out of Afghanistan, with many words in its long, long title.
"""


def source(**pages: object) -> SourceText:
    known = {"page_break": "JOURNAL OF THINGS VOL 1", "first_page": 27} | pages
    return parse(SCRAPE, Reference("key", "S", "F", "W", **known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Results, p. 10", Place("results", page=10)),
        ("pp. 10–11", Place("", page=10)),
        ("para. 5", Place("", paragraph=5)),
        ("9/11 and Afghanistan", Place("9 11 and afghanistan")),
        ("In March 1983, para. 2", Place("in march 1983", paragraph=2)),
        ("The U.S.-Pakistan Relationship", Place("the u s pakistan relationship")),
    ],
)
def test_places(text: str, found: Place) -> None:
    assert place(text) == found


def test_paragraphs_have_numbers_lines_and_pages() -> None:
    shown = [(p.number, p.line, p.page, p.is_prose) for p in source().paragraphs]
    assert shown == [
        (0, 1, 26, False),
        (1, 5, 27, False),
        (2, 7, 27, False),
        (3, 9, 27, True),
        (4, 14, 28, True),
        (5, 16, 28, False),
        (6, 18, 28, True),
        (7, 20, 28, False),
        (8, 22, 28, False),
    ]


def test_without_marks_there_are_no_pages() -> None:
    assert {p.page for p in source(page_break="").paragraphs} == {None}
    assert {p.page for p in source(first_page=None).paragraphs} == {None}


@pytest.mark.parametrize(
    ("terms", "numbers"),
    [
        (["June 1982", "Cordovez"], [(3,)]),
        (["$400 mil"], [(3,)]),
        (["both sides", "Geneva"], [(3, 4)]),
        (["cordovez"], [(3,), (6,), (8,)]),
        (["June 1982", "went home"], []),
    ],
)
def test_passages(terms: list[str], numbers: list[tuple[int, ...]]) -> None:
    found = [tuple(p.number for p in passage) for passage in source().passages(terms)]
    assert found == numbers


def test_a_term_is_a_run_of_whole_words() -> None:
    assert source().lacks("Cordo")
    assert source().lacks("June of 1982")
    assert not source().lacks("JUNE\n1982")


def test_headings() -> None:
    found = source().heading("results")
    assert found is not None
    assert found.number == 5
    assert source().heading("discussion") is None
    assert source().heading("the talks") is None
