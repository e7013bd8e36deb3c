"""What the items of a deck take from other decks: noted as it is looked up, to be looked up again.

Items are made of what their deck asserts and of what the bank of all decks answers. Where each
answer is the same as before, so are the items, and they need not be made to know that. Of a
decision, such as which options a question gets, only what comes of it counts: a value that another
deck rewords is looked at by many questions, and changes the options of few.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import field
from typing import Any, TypeVar, cast

from quizgen.digests import digest_of
from quizgen.distractors.bank import Asked, Bank
from quizgen.model import Proposition
from quizgen.records import dataclass

S = TypeVar("S")
T = TypeVar("T")
Subjects = Mapping[str, Asked | Sequence[Proposition]]


@dataclass(frozen=True, slots=True)
class Decision:
    """The look-ups behind a decision, the digest of their answers, and that of what was decided."""

    lookups: tuple[str, ...]
    answers: str
    result: str


@dataclass(frozen=True, slots=True)
class Lookups:
    """The digest of each answer by its look-up, and decisions by their functions and questions."""

    answers: dict[str, str] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)


class WatchedBank(Bank):
    """A bank that notes what it is asked; ``lookups`` are all that it was."""

    def __init__(self, bank: Bank) -> None:
        self.__dict__.update(bank.__dict__)
        self.lookups = Lookups()

    def near(self, asked: Asked) -> list[Asked]:
        """Return values near a key, and note them."""
        near = super().near(asked)
        self._note(f"near {asked.id}", " ".join([f"{o.way}{o.mark}" for o in near]))
        return near

    def true_of(self, asked: Asked) -> frozenset[str]:
        """Return what is true of what is given, and note it."""
        true = super().true_of(asked)
        self._note(f"true {asked.id}", true)
        return true

    def about_compared(self, text: str, *, is_beside: bool) -> Asked | None:
        """Return what a text is the key of, and note it."""
        other = super().about_compared(text, is_beside=is_beside)
        answer = f"{other.way}{other.mark}" if other else ""
        self._note(f"about {is_beside:d} {text}", answer)
        return other

    def index(self, make: Callable[[Bank], T]) -> T:
        """Return an order of facts, and note it."""
        index = super().index(make)
        self._note(f"index {self.tag} {make.__module__}:{make.__name__}", self._mark(index))
        return index

    @property
    def newest(self) -> int:
        """The last year of all, which is noted."""
        newest = super().newest
        self._note("newest", newest)
        return newest

    def decided(self, decide: Callable[[S, Bank], T], subject: S, id_: str) -> T:
        """Return what a function makes of something, and note that alone.

        Where decisions were noted on the way, these are noted instead, and all else on the way.
        """
        inner = copy(self)
        inner.lookups = Lookups()
        result = decide(subject, inner)
        if isinstance(result, Iterator):
            result = cast("T", tuple(result))
        if inner.lookups.decisions:
            self.lookups.answers.update(inner.lookups.answers)
            self.lookups.decisions.update(inner.lookups.decisions)
        elif inner.lookups.answers:
            name = f"{decide.__module__}:{decide.__name__} {id_}"
            self.lookups.decisions[name] = _decision(inner.lookups, result)
        return result

    def _note(self, lookup: str, answer: object) -> None:
        self.lookups.answers[lookup] = digest_of(answer)

    def _mark(self, value: object) -> str:
        """Return the digest of something that stays as long as the bank, made once."""
        if id(value) not in self.marks:
            parts: object = value
            if isinstance(value, Mapping):
                parts = [(str(key), self._mark(part)) for key, part in value.items()]
            elif isinstance(value, list):
                parts = [self._mark(part) for part in value]
            self.marks[id(value)] = (value, digest_of(parts))
        return self.marks[id(value)][1]


def _decision(lookups: Lookups, result: object) -> Decision:
    return Decision(tuple(lookups.answers), digest_of(lookups.answers), digest_of(result))


def still_hold(
    lookups: Lookups,
    subjects: Callable[[], Subjects],
    bank: Callable[[], Bank],
    may_differ: Callable[[str], bool] = lambda _: True,
) -> bool:
    """Whether all look-ups that a deck's items were made by have the same answers.

    ``subjects`` are what they may have been made for, by id; they are the same as they were.
    ``may_differ`` tells of a look-up whether it may have another answer now.
    """
    direct = {lookup: of for lookup, of in lookups.answers.items() if may_differ(lookup)}
    decisions = {
        name: decision
        for name, decision in lookups.decisions.items()
        if any(map(may_differ, decision.lookups))
    }
    if not direct and not decisions:
        return True
    watched, now = WatchedBank(bank()), subjects()
    try:
        return answers(watched, direct, now) == direct and all(
            _holds(watched, name, decision, now) for name, decision in decisions.items()
        )
    except (LookupError, AttributeError):  # what is looked up was another thing then
        return False


def _holds(bank: WatchedBank, name: str, decision: Decision, subjects: Subjects) -> bool:
    if digest_of(answers(bank, decision.lookups, subjects)) == decision.answers:
        return True
    place, _, id_ = name.partition(" ")
    subject = subjects[id_]
    origin = subject.association.origin if isinstance(subject, Asked) else subject[0].origin
    result = _function(place)(subject, bank.within(origin))
    return digest_of(tuple(result) if isinstance(result, Iterator) else result) == decision.result


def answers(bank: WatchedBank, lookups: Iterable[str], subjects: Subjects) -> dict[str, str]:
    """Return the digests of the answers to some look-ups."""
    inner = copy(bank)
    inner.lookups = Lookups()
    for lookup in lookups:
        _look_up(inner, *lookup.split(" ", 1), subjects=subjects)
    return inner.lookups.answers


def _look_up(bank: WatchedBank, what: str, rest: str = "", *, subjects: Subjects) -> None:
    asked = subjects.get(rest)
    match what, asked:
        case "near", Asked():
            bank.near(asked)
        case "true", Asked():
            bank.true_of(asked)
        case "about", _:
            bank.about_compared(rest[2:], is_beside=rest[0] == "1")
        case "index", _:
            tag, _, place = rest.partition(" ")
            bank.of_tag(tag).index(_function(place))
        case "newest", _:
            _ = bank.newest
        case _:
            raise LookupError(f"{what} {rest}")


def _function(place: str) -> Callable[..., Any]:
    """Return a function of a module of ours that is there: those that look up are."""
    module, _, name = place.partition(":")
    if not module.startswith("quizgen."):
        raise LookupError(place)
    function: Callable[..., Any] = getattr(sys.modules[module], name)
    return function
