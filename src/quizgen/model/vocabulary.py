"""The words that facts, propositions and items share: levels, kinds, relations, directions."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How much of a topic a learner must know to need a fact; from first to last."""

    CORE = "core"
    USEFUL = "useful"
    DETAIL = "detail"

    @property
    def rank(self) -> int:
        """Its place from 0, the easier first."""
        return list(Level).index(self)


class Kind(StrEnum):
    """A kind of fact, by the key that a fact of it begins with."""

    QUESTION = "question"
    TERM = "term"
    PERSON = "person"
    EVENT = "event"
    NUMBER = "number"
    LIST = "list"
    STATEMENT = "statement"
    CLAIM = "claim"
    QUOTE = "quote"
    TABLE = "table"
    EXCERPT = "excerpt"
    ROW = "row"


class Relation(StrEnum):
    """How the two values of an association belong together.

    Notes are addressed by these words, so none of them ever changes.
    """

    ANSWER = "answer"
    STANDS_FOR = "stands-for"
    MEANS = "means"
    ROLE = "role"
    DATE = "date"
    NUMBER = "number"
    CLAIM = "claim"
    QUOTE = "quote"
    CELL = "cell"
    EXCERPT = "excerpt"
    COLUMN = "column"


class Direction(StrEnum):
    """Which end of an association is asked for: the value, or the subject."""

    FORWARD = "forward"
    REVERSE = "reverse"
