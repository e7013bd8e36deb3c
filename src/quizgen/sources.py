"""The text of a source, in paragraphs that can be found by heading, page and number.

Sources come as they are scraped: with page furniture, stray line breaks and escapes. So words are
compared folded, a passage may run over two adjoining paragraphs, and the headings that matter are
those that facts cite.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from quizgen.model import Reference
from quizgen.records import dataclass
from quizgen.text import bare, padded, stands_in

PROSE = 12
"""Words that make a paragraph prose rather than a heading, a label or an address."""
LONGEST_HEADING = 120

_PLACE = re.compile(
    r"(?P<heading>.*?)(?:(?:^|,\s*)(?P<unit>p|pp|para)\.\s*(?P<number>\d{1,6})(?!\d).*)?$"
)
_BIBLIOGRAPHY = re.compile(r"^\W*(references|bibliography|works cited)\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its number from 0 for the title, first line, page, text, and folded words."""

    number: int
    line: int
    page: int | None
    text: str
    words: str
    in_bibliography: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether it says something that a fact could cite."""
        return not self.in_bibliography and self.words.count(" ") + 1 >= PROSE


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source: under a heading, on a page, in a numbered paragraph, or any of them."""

    heading: str = ""
    page: int | None = None
    paragraph: int | None = None


def place(text: str) -> Place:
    """Read ``Results, p. 10``, ``para. 5``, ``Geneva Accord``; of a range, the first number."""
    match = _PLACE.fullmatch(text.strip())
    assert match  # noqa: S101 - every text matches
    number = int(match["number"]) if match["number"] else None
    is_page = match["unit"] in ("p", "pp")
    return Place(
        bare(match["heading"]),
        page=number if is_page else None,
        paragraph=None if is_page else number,
    )


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source's paragraphs, in order, without its page furniture."""

    key: str
    paragraphs: tuple[Paragraph, ...]

    def lacks(self, term: str) -> bool:
        """Whether a term stands nowhere in it."""
        return not any(holds(paragraph.words, term) for paragraph in self.paragraphs)

    def passages(self, terms: Iterable[str]) -> Iterator[tuple[Paragraph, ...]]:
        """Yield each paragraph, or pair of adjoining ones, that holds all the terms."""
        wanted = tuple(terms)
        single = [p for p in self.paragraphs if all(holds(p.words, term) for term in wanted)]
        yield from ((paragraph,) for paragraph in single)
        for first, next_ in pairwise(self.paragraphs):
            both = f"{first.words} {next_.words}"
            apart = first not in single and next_ not in single
            if apart and all(holds(both, term) for term in wanted):
                yield first, next_

    def heading(self, words: str) -> Paragraph | None:
        """Return the last short paragraph that begins with these words.

        Contents lists name a heading before it stands over its section, so the last one counts.
        """
        headings = [
            p
            for p in self.paragraphs
            if len(p.text) <= LONGEST_HEADING and f"{p.words} ".startswith(f"{words} ")
        ]
        return headings[-1] if headings else None


def holds(words: str, term: str) -> bool:
    """Whether folded words hold a term as a run of whole words."""
    return stands_in(bare(term), words)


def parse(text: str, reference: Reference) -> SourceText:
    """Split a source's text into paragraphs; ``reference`` knows its pages."""
    break_ = bare(reference.page_break)
    page = reference.first_page - 1 if break_ and reference.first_page else None
    paragraphs: list[Paragraph] = []
    bibliography = False
    for line, block in _blocks(text):
        words = bare(block)
        if break_ and holds(words, break_):
            page = page + 1 if page is not None else None
            words = padded(words).replace(padded(break_), " ").strip()
            if words.count(" ") + 1 < PROSE:
                continue
        bibliography = bibliography or _BIBLIOGRAPHY.match(block) is not None
        if words:
            paragraphs.append(Paragraph(len(paragraphs), line, page, block, words, bibliography))
    return SourceText(reference.key, tuple(paragraphs))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the blocks between blank lines, each with its first line's number, from 1."""
    block: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield number - len(block), " ".join(block)
            block = []
