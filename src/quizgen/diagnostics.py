"""What can be wrong with a deck, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Severity(StrEnum):
    """An error stops a build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """Every kind of problem. A code never changes its meaning; ``allow:`` and CI refer to it."""

    # files
    NO_FILE = "no-file"
    ENCODING = "encoding"
    EMPTY_FILE = "empty-file"
    NOT_A_DECK = "not-a-deck"
    # YAML
    SYNTAX = "yaml-syntax"
    TAB = "tab"
    TAG = "yaml-tag"
    ALIAS = "yaml-alias"
    ALIAS_BOMB = "alias-bomb"
    DEPTH = "too-deep"
    DUPLICATE_KEY = "duplicate-key"
    # shape
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_KIND = "unknown-kind"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    WRONG_VALUE = "wrong-value"
    # meaning
    DUPLICATE_ID = "duplicate-id"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_DECK = "unknown-deck"
    EMPTY_DECK = "empty-deck"
    SAME_QUESTION = "same-question"
    ANSWER_IN_QUESTION = "answer-in-question"
    TRUE_DISTRACTOR = "true-distractor"
    NO_SOURCE = "no-source"
    LONG_LIST = "long-list"
    USELESS_ALLOW = "useless-allow"
    BROKEN_MATH = "broken-math"
    # media
    MEDIA = "media"
    NO_ALT = "no-alt"
    LARGE_MEDIA = "large-media"
    LOST_PICTURE = "lost-picture"
    # identity
    DUPLICATE_NOTE = "duplicate-note"
    UNKNOWN_WAS = "unknown-was"
    GAP_RENUMBERED = "gap-renumbered"
    DECK_RENAMED = "deck-renamed"
    EMPTIED_CARD = "emptied-card"
    VANISHED_NOTE = "vanished-note"
    # items
    NOT_ONE_KEY = "not-one-key"
    OVERLAPPING_OPTIONS = "overlapping-options"
    TIED_ORDER = "tied-order"
    OPTION_GRAMMAR = "option-grammar"
    ANSWER_IN_STEM = "answer-in-stem"
    ALL_OF_THE_ABOVE = "all-of-the-above"
    NONE_OF_THE_ABOVE = "none-of-the-above"
    LONG_KEY = "long-key"
    KEY_ECHOES_STEM = "key-echoes-stem"
    KEY_CONVERGES = "key-converges"
    ABSOLUTE = "absolute"
    PLAIN_NEGATIVE = "plain-negative"
    MIXED_OPTIONS = "mixed-options"
    UNSORTED_OPTIONS = "unsorted-options"
    # forms
    SHORT_BLUEPRINT = "short-blueprint"
    FACT_TWICE = "fact-twice"
    ANSWER_GIVEN_AWAY = "answer-given-away"
    UNEVEN_KEYS = "uneven-keys"
    # evidence
    NO_TEXT = "no-text"
    NO_EVIDENCE = "no-evidence"
    TERM_MISSING = "term-missing"
    TERMS_APART = "terms-apart"
    NO_PLACE = "no-place"
    WRONG_PLACE = "wrong-place"
    # templates
    TEMPLATE = "template"
    # the ledger
    LEDGER = "ledger"
    STALE_LEDGER = "stale-ledger"


WARNINGS = frozenset(
    {
        Code.EMPTY_DECK,
        Code.ANSWER_IN_QUESTION,
        Code.NO_SOURCE,
        Code.LONG_LIST,
        Code.LARGE_MEDIA,
        Code.LOST_PICTURE,
        Code.DECK_RENAMED,
        Code.EMPTIED_CARD,
        Code.VANISHED_NOTE,
        Code.NO_TEXT,
        Code.NO_EVIDENCE,
        Code.USELESS_ALLOW,
        Code.NONE_OF_THE_ABOVE,
        Code.LONG_KEY,
        Code.KEY_ECHOES_STEM,
        Code.KEY_CONVERGES,
        Code.ABSOLUTE,
        Code.PLAIN_NEGATIVE,
        Code.MIXED_OPTIONS,
        Code.UNSORTED_OPTIONS,
        Code.UNEVEN_KEYS,
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1, columns in characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Locator(Protocol):
    """Tells where the value at a path of keys and indexes stands in its file."""

    def __call__(self, *loc: str | int) -> Position:
        """Return the place of that value, or of its nearest ancestor."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: where, what, what to do, and its code."""

    position: Position
    code: Code
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """Whether this stops a build."""
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    @property
    def sentence(self) -> str:
        """The message with its hint, without the place."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        return f"{self.position}: {self.sentence} [{self.code}]"


class Unreadable(ValueError):
    """Raised where a text is no value of its field; says so, and what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(message)


class Problems(Exception):
    """Raised when decks have errors; carries every diagnostic, in reading order."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return "did you mean …?" for the nearest known word, or nothing where none is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, then code and message, each problem once."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.position, d.code, d.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops a build."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
