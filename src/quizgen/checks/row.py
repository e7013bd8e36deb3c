"""What a row of the table of checks is: a rule with what it looks at, or a stage that finds more.

A rule's module declares its codes, each with its reason and an example, and one ``RULE``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from quizgen.diagnostics import Code, Diagnostic
from quizgen.facts import Collection
from quizgen.model import Choice, Form, Item, Note, Proposition
from quizgen.records import dataclass
from quizgen.sources import SourceText

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What rules may look at; a rule is left out where what it needs is None.

    ``propositions``, ``notes`` and ``items`` are those of the collection, or of the form; ``texts``
    are the sources' texts by citation key. ``items`` cost more than all the rest.
    """

    collection: Collection | None = None
    propositions: Sequence[Proposition] | None = None
    notes: Sequence[Note] | None = None
    items: Sequence[Item] | None = None
    texts: Mapping[str, SourceText] | None = None
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Need(Generic[T]):
    """What a rule looks at: in words, and taken out of the material; None where it is not there."""

    words: str
    of: Callable[[Material], T | None]


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """A check: all that it can report, what it looks at, and how it looks.

    ``compares`` says that it looks at more than one deck, or one form, at a time.
    """

    codes: tuple[Code, ...]
    needs: Need[T]
    problems: Callable[[T], Iterable[Diagnostic]]
    compares: bool = False

    def look(self, material: Material) -> Iterable[Diagnostic] | None:
        """Return what is wrong, or None where what it looks at is not there."""
        subject = self.needs.of(material)
        return None if subject is None else self.problems(subject)


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way that reports problems as it meets them, and when that is, in words.

    ``is_allowed`` says whether a fact's ``allow`` silences them.
    """

    codes: tuple[Code, ...]
    needs: str
    is_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A collection with the texts of its sources by citation key."""

    collection: Collection
    texts: Mapping[str, SourceText]


@dataclass(frozen=True, slots=True)
class Decks:
    """A collection with the notes that its decks make."""

    collection: Collection
    notes: Sequence[Note]


def _decks(material: Material) -> Decks | None:
    if material.collection is None or material.notes is None:
        return None
    return Decks(material.collection, material.notes)


def _evidence(material: Material) -> Evidence | None:
    if material.collection is None or material.texts is None:
        return None
    return Evidence(material.collection, material.texts)


COLLECTION: Need[Collection] = Need(
    "the facts, on every check and build", lambda material: material.collection
)
PROPOSITIONS: Need[Sequence[Proposition]] = Need(
    "what the facts assert, on every check and build", lambda material: material.propositions
)
NOTES: Need[Sequence[Note]] = Need(
    "the notes for Anki, on every check and build", lambda material: material.notes
)
DECKS: Need[Decks] = Need("the facts and their notes, on every check and build", _decks)
ITEMS: Need[Sequence[Item]] = Need(
    "the items, on every check, build and paper",
    lambda material: material.items,
)
FORM: Need[Form] = Need("a form, when you run `quizgen quiz`", lambda material: material.form)
EVIDENCE: Need[Evidence] = Need(
    "the facts and the texts of their sources, when you give their folder: "
    "`quizgen check --sources DIR`",
    _evidence,
)


ItemProblems = Iterator[tuple[Code, str]]


def item_rule(*codes: Code, problems: Callable[[Item], ItemProblems]) -> Rule[Sequence[Item]]:
    """Return the rule that looks at each item alone; what it finds stands at the item's fact."""

    def of_all(items: Sequence[Item]) -> Iterator[Diagnostic]:
        for item in items:
            for problem in problems(item):
                yield _at(item, *problem)

    return Rule(codes, ITEMS, of_all)


def choice_rule(
    *codes: Code, problems: Callable[[Item, Choice], ItemProblems], pictures: bool = False
) -> Rule[Sequence[Item]]:
    """Return the rule that looks at each item with options to choose from.

    ``pictures`` says that it looks at options that are pictures, too, and not at words alone.
    """

    def of_all(items: Sequence[Item]) -> Iterator[Diagnostic]:
        for item in items:
            choice = item.interaction
            if isinstance(choice, Choice) and (pictures or not choice.is_pictured):
                for problem in problems(item, choice):
                    yield _at(item, *problem)

    return Rule(codes, ITEMS, of_all)


def _at(item: Item, code: Code, message: str) -> Diagnostic:
    return Diagnostic(item.origins[0].locate(), code, f"item '{item.id}': {message}")
