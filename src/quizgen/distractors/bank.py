"""All that a collection asserts, indexed for the search for distractors.

Every look-up is bounded: of ten thousand values of one sort only the nearest few are weighed, so
that the cost of a bank grows in a straight line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

from quizgen.comparison import loosely, strictly
from quizgen.dates import Day, Edtf
from quizgen.digests import digest_of
from quizgen.language import Language
from quizgen.model import Association, Direction, Origin, Proposition, Relation, Value
from quizgen.records import dataclass
from quizgen.rng import chance
from quizgen.wording import size

T = TypeVar("T")
S = TypeVar("S")
B = TypeVar("B", bound="Bank")

FEW = 60
"""Up to so many values of one sort are all weighed."""
REACH = 12
"""Of more, so many neighbours on either side: by place in the deck, by length, by period."""


class Features(NamedTuple):
    """Of a key: its role, deck and tags, when it held, whether it is a name of how many words."""

    role: tuple[str, Direction]
    deck: str
    tags: frozenset[str]
    since: Day | None
    until: Day | None
    form: tuple[bool, int]
    size: int


@dataclass(frozen=True, slots=True)
class Traits:
    """What other questions' look-ups see of one: by its sort and place, by what it is called.

    ``mark`` is the digest of its association. They are kept, for to make them takes long.
    """

    id: str
    sort: tuple[str, str]
    size: int
    since: Day | None
    group: str
    question: str
    known_as: frozenset[str]
    strictly: tuple[str, ...]
    loosely: tuple[str, ...]
    mark: str


class _Found:
    """Has a dictionary for what is looked up once, which is made when the first of it is.

    What an object is made of lies in slots beside it: where nothing is looked up, as where a key
    can have no distractor, it takes a third of the memory.
    """


@dataclass(frozen=True, slots=True)
class Asked(_Found):
    """An association asked in one direction: what is given, and the key that is asked for."""

    association: Association
    way: Direction
    stem: str
    given: Value
    key: Value

    @property
    def is_forward(self) -> bool:
        """Whether the value is asked for."""
        return self.way is Direction.FORWARD

    @cached_property
    def id(self) -> str:
        """``deck/fact/slot``, with ``/reverse`` where the subject is asked for."""
        base = f"{self.association.origin.id}/{self.association.slot}"
        return base if self.is_forward else f"{base}/{self.way}"

    @cached_property
    def origin(self) -> Origin:
        """Its fact, with what is shown with the question in this direction, as on a card."""
        a, given = self.association, self.given.media
        front = (*a.origin.front_media, *given) if self.is_forward else given
        hint = a.origin.hint if self.is_forward else a.hint_back
        if front == a.origin.front_media and hint == a.origin.hint:
            return a.origin  # nearly always: a copy would cost as much as all else of it
        return replace(a.origin, front_media=front, hint=hint)

    @cached_property
    def picture(self) -> str:
        """What tells the pictures without which its question says nothing, if there are any."""
        is_question = self.association.relation is Relation.ANSWER or not self.given.text
        return " ".join(m.digest for m in self.origin.front_media) if is_question else ""

    @cached_property
    def known_as(self) -> frozenset[str]:
        """What is given, under each of its names; the picture alone, where there is one."""
        is_shown = self.picture and not self.given.media
        return frozenset((self.picture,)) if is_shown else self.given.names

    @cached_property
    def question(self) -> str:
        """The stem and its picture, as they are compared."""
        return f"{loosely(self.stem)} {self.picture}"

    @cached_property
    def period(self) -> Edtf | None:
        """When it held or happened, as far as either end says."""
        ends = (self.given, self.key)
        return next((d for v in ends for d in (v.period, v.date) if d), None)

    @cached_property
    def draw(self) -> float:
        """A number from 0 to 1 that is its own: it breaks ties."""
        return chance("distractors", self.id)

    @cached_property
    def features(self) -> Features:
        """What closeness is made of, looked up once."""
        a = self.association
        text = self.key.text
        return Features(
            role=(a.slot, self.way),
            deck=a.origin.deck,
            tags=frozenset(a.origin.tags),
            since=self.period.earliest if self.period else None,
            until=self.period.latest if self.period else None,
            form=(text[:1].isupper(), min(4, len(text.split()))),
            size=max(1, size(text)),
        )

    @property
    def sort(self) -> tuple[str, str]:
        """The sort of its key, and the language: a name in another may be that of the same."""
        return self.key.type, self.key.language or self.association.origin.foreign

    @cached_property
    def strictly(self) -> tuple[str, ...]:
        """All that its key is called, compared strictly."""
        return tuple(map(strictly, self.key.texts))

    @cached_property
    def loosely(self) -> tuple[str, ...]:
        """All that its key is called, compared loosely."""
        return tuple(map(loosely, self.key.texts))

    @cached_property
    def mark(self) -> str:
        """The digest of its association."""
        return digest_of(self.association)

    @property
    def traits(self) -> Traits:
        """What other questions' look-ups see of it."""
        return Traits(
            self.id,
            self.sort,
            len(self.key.text),
            self.period.earliest if self.period else None,
            self.association.group,
            self.question,
            self.known_as,
            self.strictly,
            self.loosely,
            self.mark,
        )

    def take(self, traits: Traits) -> None:
        """Take what was found of it before, which took long."""
        names = ("question", "known_as", "strictly", "loosely", "mark")
        self.__dict__.update((name, getattr(traits, name)) for name in names)

    @property
    def distractors(self) -> tuple[str, ...]:
        """The curator's own for this direction."""
        a = self.association
        return a.distractors if self.is_forward else a.distractors_back


def forward(a: Association) -> Asked:
    """Return an association asked for its value."""
    return Asked(a, Direction.FORWARD, a.ask, a.subject, a.value)


def reverse(a: Association) -> Asked:
    """Return an association asked for its subject, with an empty stem where it is not to be."""
    return Asked(a, Direction.REVERSE, a.ask_back, a.value, a.subject)


def ways(association: Association) -> Iterator[Asked]:
    """Yield the directions in which an association is asked."""
    if association.ask:
        yield forward(association)
    if association.ask_back:
        yield reverse(association)


def answerable_ways(association: Association) -> Iterator[Asked]:
    """Yield the directions in which it can be answered in writing: its key is no sound."""
    return (a for a in ways(association) if not a.key.is_heard)


def written_ways(association: Association) -> Iterator[Asked]:
    """Yield the directions in which paper can ask it: nothing need be heard."""
    return (a for a in answerable_ways(association) if not a.given.is_heard)


def traits_of(propositions: Iterable[Proposition]) -> tuple[Traits, ...]:
    """Return the traits of all questions of some propositions, in the order of a bank."""
    listed = [(forward(p), reverse(p)) for p in propositions if isinstance(p, Association)]
    for asked, back in listed:
        back.__dict__["mark"] = asked.mark  # for it is of both
    return tuple(asked.traits for both in listed for asked in both)


class _SortedValues:
    """The values of one sort, in three orders."""

    def __init__(self) -> None:
        self.all: list[Asked] = []

    @cached_property
    def places(self) -> dict[str, int]:
        return {self.all[index].id: index for index in reversed(range(len(self.all)))}

    @cached_property
    def groups(self) -> dict[str, list[int]]:
        groups: dict[str, list[int]] = defaultdict(list)
        for index, asked in enumerate(self.all):
            if asked.association.group:
                groups[asked.association.group].append(index)
        return groups

    @cached_property
    def by_length(self) -> list[tuple[int, int]]:
        return sorted((len(a.key.text), index) for index, a in enumerate(self.all))

    @cached_property
    def by_period(self) -> list[tuple[Day, int]]:
        return sorted((a.period.earliest, i) for i, a in enumerate(self.all) if a.period)

    def near(self, asked: Asked) -> list[Asked]:
        if len(self.all) <= FEW:
            return self.all
        place = self.places.get(asked.id, 0)
        indexes = set(range(max(0, place - REACH), min(len(self.all), place + REACH)))
        indexes |= _around(self.by_length, (len(asked.key.text), place))
        if asked.period:
            indexes |= _around(self.by_period, (asked.period.earliest, place))
        group = self.groups.get(asked.association.group, [])
        near = bisect_left(group, place)
        indexes |= set(group[max(0, near - REACH) : near + REACH])
        return [self.all[index] for index in sorted(indexes)]


def _around(ordered: Sequence[tuple[object, int]], entry: tuple[object, int]) -> set[int]:
    place = bisect_left(ordered, entry)
    return {index for _, index in ordered[max(0, place - REACH) : place + REACH]}


class Truths:
    """All that is asked, looked up by what is given and by its key: made when a look-up is."""

    def __init__(self) -> None:
        self.all: list[Asked] = []

    def true_of(self, asked: Asked) -> frozenset[str]:
        """Return all that some fact says of what is given, or of the stem, by all its names."""
        names = set(self.by_question.get(asked.question, ()))
        for name in asked.known_as:
            names |= self.by_given.get(name, set())
        return frozenset(names)

    @cached_property
    def by_question(self) -> dict[str, set[str]]:
        """What is right, by the question and its picture."""
        answers: dict[str, set[str]] = defaultdict(set)
        for asked in self.all:
            if asked.stem:
                answers[asked.question].update(asked.key.texts)
        return answers

    @cached_property
    def by_given(self) -> dict[str, set[str]]:
        """What is true, by each name of what is given."""
        answers: dict[str, set[str]] = defaultdict(set)
        for asked in self.all:
            for name in asked.known_as:
                answers[name].update(asked.key.texts)
        return answers

    @cached_property
    def newest(self) -> int:
        """The last year that any fact knows of."""
        dates = (asked.key.date for asked in self.all)
        years = [date.latest[0] for date in dates if date and date.latest[0] < 9999]
        return max(years, default=9999)

    @cached_property
    def first_strictly(self) -> dict[str, Asked]:
        """The first that has a text as its key, by its name compared strictly."""
        return self._first("strictly")

    @cached_property
    def first_loosely(self) -> dict[str, Asked]:
        """The same, compared loosely."""
        return self._first("loosely")

    def _first(self, compared: str) -> dict[str, Asked]:
        keys = ((name, asked) for asked in self.all for name in getattr(asked, compared))
        return dict(reversed([*keys]))  # the first of a text is the last that is put in


class Bank:
    """The collection's propositions by the sort of their key, and what is true of what."""

    def __init__(
        self,
        propositions: Iterable[Proposition],
        language: Language,
        traits: Iterable[Traits] = (),
    ) -> None:
        """Index propositions; ``traits`` are those of their questions, if anybody has them.

        ``language`` is the one that they are asked in, where they do not say another.
        """
        self.language = language
        self.propositions = tuple(propositions)
        self.tag = ""
        self.marks: dict[int, tuple[object, str]] = {}
        self._by_type: dict[tuple[str, str], _SortedValues] = defaultdict(_SortedValues)
        self._by_relation: dict[tuple[Relation, str], list[Association]] = defaultdict(list)
        self._truths = Truths()
        self._indexes: dict[Callable[[Bank], object], object] = {}
        before = iter(traits)
        for proposition in self.propositions:
            if isinstance(proposition, Association):
                self._add(proposition, before)

    def within(self, origin: Origin) -> Bank:
        """Return the same bank for items in the language of a fact, and in its deck's words."""
        other = copy(self.of_tag(origin.foreign))
        other.language = origin.language
        return other

    def of_tag(self: B, tag: str) -> B:
        """Return the same bank with the associations in a language, "" for the collection's."""
        if tag == self.tag:
            return self
        other = copy(self)
        other.tag, other._indexes = tag, {}
        return other

    def decided(self, decide: Callable[[S, Bank], T], subject: S, id_: str) -> T:
        """Return what a function makes of something; a bank that notes look-ups notes that alone.

        ``id_`` is that of a question, or the language of propositions.
        """
        return decide(subject, self)

    def _add(self, a: Association, before: Iterator[Traits]) -> None:
        self._by_relation[a.relation, a.origin.foreign].append(a)
        for asked in (forward(a), reverse(a)):
            if traits := next(before, None):
                asked.take(traits)
                self.marks[id(a)] = (a, traits.mark)
            self._by_type[asked.sort].all.append(asked)
            self._truths.all.append(asked)

    def near(self, asked: Asked) -> list[Asked]:
        """Return values of the key's sort that may be near it, in the order of the decks."""
        values = self._by_type.get(asked.sort)
        return values.near(asked) if values else []

    def associations(self, relation: Relation) -> Sequence[Association]:
        """Return all associations of a relation in the bank's language, in the order of decks."""
        return self._by_relation.get((relation, self.tag), ())

    def true_of(self, asked: Asked) -> frozenset[str]:
        """Return all that some fact says of what is given, or of the stem, by all its names."""
        return self._truths.true_of(asked)

    def about(self, text: str, key: Value | None = None) -> Asked | None:
        """Return the first association that has this text, or a name of the same, as its key.

        What differs in case or accents is taken for the same, unless it is an option beside
        ``key`` that differs from it in these alone.
        """
        is_beside = key is not None and loosely(text) in key.names
        return self.about_compared(text, is_beside=is_beside)

    def about_compared(self, text: str, *, is_beside: bool) -> Asked | None:
        """Return what :meth:`about` does; ``is_beside`` says that the key is called the same."""
        candidates = self._truths.first_strictly.get(strictly(text))
        if candidates or is_beside:
            return candidates
        return self._truths.first_loosely.get(loosely(text))

    def index(self, make: Callable[[Bank], T]) -> T:
        """Return what a function makes of this bank: an order of its facts, made once."""
        if make not in self._indexes:
            self._indexes[make] = make(self)
        return cast("T", self._indexes[make])

    @property
    def newest(self) -> int:
        """The last year that any fact knows of: no option lies in its future."""
        return self._truths.newest
