"""Words for puzzles: a deck's people, terms and abbreviations, each with a clue."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from quizgen.bidi import is_rtl
from quizgen.language import Language
from quizgen.model import Association, Proposition, Relation, Value
from quizgen.records import dataclass
from quizgen.text import fold, plain
from quizgen.wording import tells

SHORTEST, LONGEST = 3, 15
MOST = 15
FEWEST = 3
"""Fewer words make no puzzle."""
_RELATIONS = (Relation.ROLE, Relation.MEANS, Relation.STANDS_FOR, Relation.COLUMN)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in capital letters without spaces, as it is written, and its clue in Markdown.

    ``lengths`` are those of its parts: (5, 7) for MULLAHOMAR.
    """

    letters: str
    written: str
    clue: str
    lengths: tuple[int, ...]


def words(propositions: Iterable[Proposition], language: Language) -> tuple[Word, ...]:
    """Return the words of a deck, core ones first, in the order of the file; none stands twice."""
    by_letters: dict[str, Word] = {}
    asked = [p for p in propositions if isinstance(p, Association) and p.relation in _RELATIONS]
    for p in sorted(asked, key=lambda p: p.origin.level.rank):
        word = _word(p, language)
        if word and word.letters not in by_letters and len(by_letters) < MOST:
            by_letters[word.letters] = word
    return tuple(by_letters.values())


def enough(propositions: Sequence[Proposition], language: Language) -> bool:
    """Whether a deck has words for a puzzle."""
    return len(words(propositions, language)) >= FEWEST


def _word(p: Association, language: Language) -> Word | None:
    answer, clue = _ends(p)
    if answer.number is not None or answer.date or answer.members or not clue:
        return None
    written = plain(answer.text)
    parts = [_letters(part) for part in written.replace("-", " ").split()]
    parts = [part for part in parts if part]
    if p.value.period:
        clue += language.say("person.years", years=language.years(p.value.period))
    if sum(map(len, parts)) > LONGEST and p.relation is Relation.ROLE:
        parts = parts[-1:]
        clue = language.say("puzzle.last_name", clue=clue)
    letters = "".join(parts)
    told = any(tells(clue, part) for part in parts)
    if told or not SHORTEST <= len(letters) <= LONGEST:
        return None
    return Word(letters, written, clue, tuple(map(len, parts)))


def _ends(p: Association) -> tuple[Value, str]:
    """Return what is looked for, and its clue: of a table's columns, a question in words alone."""
    if p.relation is not Relation.COLUMN:
        return p.subject, p.value.text
    if p.ask_back and p.value.text:
        return p.subject, p.ask_back
    return p.value, "" if p.subject.media else p.ask


def _letters(text: str) -> str:
    """Return the capital letters of a text: without accents, but Arabic script as it is written.

    Of a script whose vowels are marks on its letters there are none: no cell holds both.
    """
    bare = unicodedata.normalize("NFC", text) if is_rtl(text) else fold(text)
    if any(unicodedata.category(c).startswith("M") for c in bare):
        return ""
    return "".join(c for c in bare if c.isalpha()).upper()
