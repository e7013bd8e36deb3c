"""What can be wrong with a deck, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from quizgen.records import dataclass

FEW, MANY, PAIRS, LONG = 50, 200, 8, 100
"""Words that are compared letter by letter; words looked at for each of so many pairs of letters;
characters of a word that may be mistyped."""


class Severity(StrEnum):
    """An error stops a build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Family(StrEnum):
    """What a check is about. A family can be selected and ignored as a whole."""

    FILES = "files"
    FACTS = "facts"
    MEDIA = "media"
    CARDS = "cards"
    DISTRACTORS = "distractors"
    ITEMS = "items"
    FORMS = "forms"
    EVIDENCE = "evidence"
    TEMPLATES = "templates"
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Facts:
    """An example: the facts of the deck ``moon``, as YAML.

    ``files`` stand beside it, by path; ``before`` are its facts at an earlier build;
    ``command`` is what to run.
    """

    text: str
    files: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    command: str = "check"


@dataclass(frozen=True, slots=True)
class Files:
    """An example: whole files by path, ``before`` as they were at an earlier build.

    A collection file stands beside them where there is none among them.
    """

    files: Mapping[str, str]
    before: Mapping[str, str] = field(default_factory=dict)
    command: str = "check"


@dataclass(frozen=True, slots=True)
class Items:
    """An example: items, divided by empty lines: a stem, then ``(x)`` and ``( )`` options.

    ``(1)``, ``(2)`` … are entries to put in order. An item may begin with its fact: ``[eagle]``.
    """

    text: str


Example = Facts | Files | Items


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem. Its name never changes its meaning: ``allow`` and CI refer to it.

    ``says`` is what is wrong, ``why`` is why that is bad, and ``source`` is where that comes from.
    The command of ``bad`` reports this code and no other, that of ``good`` reports nothing.
    """

    name: str
    severity: Severity = field(compare=False)
    family: Family = field(compare=False)
    says: str = field(compare=False)
    why: str = field(compare=False)
    source: str = field(compare=False)
    bad: Example = field(compare=False, repr=False)
    good: Example = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1, columns in characters.

    A line of 0 is a place without lines, such as the command line.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


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
        return self.code.severity

    @property
    def as_error(self) -> Diagnostic:
        """The same problem, stopping whatever it is."""
        return replace(self, code=replace(self.code, severity=Severity.ERROR))

    def as_warning(self, hint: str) -> Diagnostic:
        """Return the same problem, stopping nothing, with what to do about it."""
        return replace(self, code=replace(self.code, severity=Severity.WARNING), hint=hint)

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

    def __reduce__(self) -> tuple[type[Problems], tuple[tuple[Diagnostic, ...]]]:
        """Let it pass from one process to another with all that it carries."""
        return Problems, (self.diagnostics,)


def stop_at_errors(diagnostics: Iterable[Diagnostic], *, is_strict: bool) -> tuple[Diagnostic, ...]:
    """Return what was met, in order, where nothing of it stops.

    Raises:
        Problems: when something is an error, or (``is_strict``) anything at all was met.

    """
    met = in_order(diagnostic.as_error if is_strict else diagnostic for diagnostic in diagnostics)
    if has_errors(met):
        raise Problems(met)
    return met


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun as English has it: ``1 entry``, ``1,000 entries``."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


class Vocabulary:
    """Known words, prepared so that looking for the nearest costs the same however many there are.

    Words that are near share pairs of letters. Where there are many, only those are compared that
    share the most of the rarest ones.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(dict.fromkeys(words))
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        if len(self.words) > FEW:
            for index, word in enumerate(self.words):
                for pair in _pairs(word):
                    self._by_pair[pair].append(index)

    def near(self, word: str) -> Sequence[str]:
        """Return a few words that may be the nearest, in their order."""
        if len(self.words) <= FEW:
            return self.words
        rarest = sorted(_pairs(word), key=lambda pair: (len(self._by_pair.get(pair, ())), pair))
        shared: Counter[int] = Counter()
        for pair in rarest[:PAIRS]:
            shared.update(self._by_pair.get(pair, [])[:MANY])
        best = sorted(shared, key=lambda index: (-shared[index], index))[:FEW]
        return [self.words[index] for index in sorted(best)]


def _pairs(word: str) -> set[str]:
    return set(map("".join, pairwise(f" {word[:LONG]} ")))


def suggestion(word: str, vocabulary: Iterable[str] | Vocabulary) -> str:
    """Return "did you mean …?" for the nearest known word, or nothing where none is near."""
    if len(word) > LONG:
        return ""
    words = vocabulary.near(word) if isinstance(vocabulary, Vocabulary) else list(vocabulary)
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, then code and message, each problem once."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.position, d.code.name, d.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them stops a build."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
