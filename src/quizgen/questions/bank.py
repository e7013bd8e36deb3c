"""All that a collection asserts, indexed for the search for distractors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizgen.language import Language
from quizgen.model import Association, Proposition, Value


@dataclass(frozen=True, slots=True)
class Asked:
    """An association asked in one direction: what is given, and the key that is asked for."""

    association: Association
    way: str
    stem: str
    given: Value
    key: Value

    @property
    def id(self) -> str:
        """``deck/fact/slot``, with ``/reverse`` where the subject is asked for."""
        base = f"{self.association.origin.id}/{self.association.slot}"
        return base if self.way == "forward" else f"{base}/{self.way}"

    @property
    def distractors(self) -> tuple[str, ...]:
        """The curator's own for this direction."""
        a = self.association
        return a.distractors if self.way == "forward" else a.distractors_back


def ways(association: Association) -> Iterator[Asked]:
    """Yield the directions in which an association is asked."""
    a = association
    yield Asked(a, "forward", a.ask, a.subject, a.value)
    if a.ask_back:
        yield Asked(a, "reverse", a.ask_back, a.value, a.subject)


class Bank:
    """The collection's associations by the sort of their key, and what is true of what."""

    def __init__(self, propositions: Iterable[Proposition], language: Language) -> None:
        self.language = language
        self._by_type: dict[str, list[Asked]] = defaultdict(list)
        self._true: dict[str, set[str]] = defaultdict(set)
        for proposition in propositions:
            if isinstance(proposition, Association):
                self._add(proposition)

    def _add(self, a: Association) -> None:
        self._by_type[a.value.type].append(Asked(a, "forward", a.ask, a.subject, a.value))
        self._by_type[a.subject.type].append(Asked(a, "reverse", a.ask_back, a.value, a.subject))
        for here, there in ((a.subject, a.value), (a.value, a.subject)):
            for name in here.names:
                self._true[name] |= there.names

    def of_type(self, type_: str) -> tuple[Asked, ...]:
        """Return all associations whose key is of a sort, in the order of the decks."""
        return tuple(self._by_type.get(type_, ()))

    def true_of(self, given: Value) -> frozenset[str]:
        """Return the folded names of everything that some fact says of this value."""
        found: set[str] = set()
        for name in given.names:
            found |= self._true.get(name, set())
        return frozenset(found)
