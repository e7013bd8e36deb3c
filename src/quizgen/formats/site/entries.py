"""Facts as the site shows them: what is asserted, how it is asked, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from quizgen.dates import Edtf
from quizgen.facts import Collection, Deck, Fact
from quizgen.facts.parts import Passage
from quizgen.formats.pages.tables import Table, tables
from quizgen.formats.site import addresses
from quizgen.formats.site.pictures import is_inert
from quizgen.model import (
    Association,
    Enumeration,
    Excerpt,
    Gap,
    Media,
    Origin,
    Proposition,
    Relation,
    Statement,
    Value,
)
from quizgen.records import dataclass

GAP = r"\[…\]"
"""Stands for what is asked of a sentence, in Markdown."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: a text in Markdown, and what is shown or heard.

    ``label`` is what the value is called among others of its fact: the heading of a column.
    """

    text: str = ""
    media: tuple[Media, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One way in which a fact is asked, and the answers to it."""

    asked: Side
    answers: tuple[Side, ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that a fact asserts, and what of it has that date, in Markdown.

    Its detail is the heading of a column if it ``is_cell``.
    """

    date: Edtf
    text: str
    detail: str
    is_cell: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody argues or said, who, and what is answered, in Markdown."""

    text: str
    who: str
    answer: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact as the site shows it.

    ``answers`` are what belongs to the ``heading``; of a table they are none, but the ``table``.
    ``wrong`` are wrong answers with what they really are. ``language`` is the tag of the fact's
    language.
    """

    origin: Origin
    language: str
    heading: Side
    answers: tuple[Side, ...]
    is_ordered: bool
    table: Table | None
    questions: tuple[Question, ...]
    passages: tuple[Passage, ...]
    accept: tuple[str, ...]
    wrong: tuple[tuple[str, str], ...]
    moments: tuple[Moment, ...]
    claims: tuple[Claim, ...]

    @property
    def title(self) -> str:
        """Its heading in words, in Markdown; where that is a picture alone, its first question."""
        return self.heading.text or self.questions[0].asked.text

    @property
    def path(self) -> str:
        """Where its page stands."""
        return addresses.fact(self.origin.deck, self.origin.fact)


def entries(
    collection: Collection, deck: Deck, propositions: Sequence[Proposition]
) -> tuple[Entry, ...]:
    """Return the facts of a deck that assert anything, retired ones included, in their order."""
    facts = {fact.id: fact for fact in deck.facts}
    by_fact = groupby(propositions, key=lambda p: p.origin.fact)
    return tuple(_entry(collection, deck, facts[id_], tuple(some)) for id_, some in by_fact)


def _entry(collection: Collection, deck: Deck, fact: Fact, some: Sequence[Proposition]) -> Entry:
    first, language = some[0], collection.language_of(deck, fact)
    heading, answers = _essence(some)
    cells = [p for p in some if isinstance(p, Association) and p.cell and not p.cell.head]
    pairs = [p for p in some if isinstance(p, Association)]
    return Entry(
        origin=first.origin,
        language=language.tag,
        heading=heading,
        answers=() if cells else answers,
        is_ordered=isinstance(first, Enumeration) and first.ordered,
        table=next(tables(cells), None),
        questions=tuple(question for p in some for question in _questions(p)),
        passages=deck.every_passage(fact),
        accept=fact.accept,
        wrong=tuple(dict.fromkeys(r for p in some for r in _reasons(p))),
        moments=tuple(_moments(pairs)),
        claims=tuple(_claims(pairs)),
    )


def _essence(some: Sequence[Proposition]) -> tuple[Side, tuple[Side, ...]]:
    """Return what a fact is about, and what it says of that."""
    first = some[0]
    if isinstance(first, Enumeration):
        return Side(first.prompt), tuple(Side(m.text) for m in first.members)
    if isinstance(first, Statement):
        return Side(_hidden(first)), (Side(_whole(first)),)
    if isinstance(first, Excerpt):
        return Side(first.text), ()
    pairs = [p for p in some if isinstance(p, Association)]
    if first.cell and not first.cell.head:
        return Side(first.cell.table), ()
    if first.cell:
        heading = Side(first.cell.row or first.subject.text or first.ask, first.subject.media)
        return heading, tuple(_side(p.value, p.cell.column) for p in pairs if p.cell)
    is_worded = first.relation in (Relation.ANSWER, Relation.NUMBER)  # its subject is no heading
    about = Side(first.ask) if is_worded and first.ask else _side(first.subject)
    same = (p for p in pairs if p.subject.text == first.subject.text)
    return about, tuple(_side(p.value) for p in same)


def _side(value: Value, label: str = "") -> Side:
    return Side(value.text, value.media, label)


def _hidden(statement: Statement) -> str:
    return "".join(part if isinstance(part, str) else GAP for part in statement.parts)


def _whole(statement: Statement) -> str:
    """Return the sentence, what is asked of it strong."""
    return "".join(p if isinstance(p, str) else f"**{p.text}**" for p in statement.parts)


def _questions(p: Proposition) -> Iterator[Question]:
    match p:
        case Enumeration():
            yield Question(Side(p.prompt), tuple(Side(m.text) for m in p.members), p.ordered)
        case Statement():
            gaps = tuple(Side(part.text) for part in p.parts if isinstance(part, Gap))
            yield Question(Side(_hidden(p)), gaps, is_ordered=len(gaps) > 1)
        case Excerpt():
            for task in p.tasks:
                yield Question(Side(task.question), tuple(map(Side, task.guide)))
        case Association(relation=Relation.EXCERPT):
            pass  # one of its tasks
        case Association():
            if p.ask:
                yield Question(Side(p.ask, p.subject.media), (_side(p.value),))
            if p.ask_back:
                yield Question(Side(p.ask_back, p.value.media), (_side(p.subject),))


def _reasons(p: Proposition) -> tuple[tuple[str, str], ...]:
    return () if isinstance(p, Statement | Excerpt) else p.reasons


def _moments(pairs: Iterable[Association]) -> Iterator[Moment]:
    """Yield the dates of events, of columns, of what was said, and of terms of office."""
    for p in pairs:
        date = p.value.date or p.value.period or p.subject.date
        if date and p.cell:
            yield Moment(date, p.cell.row or p.subject.text, p.cell.column, is_cell=True)
        elif date:
            yield Moment(date, p.subject.text, "" if p.value.date else p.value.text)


def _claims(pairs: Iterable[Association]) -> Iterator[Claim]:
    for p in pairs:
        if p.relation in (Relation.CLAIM, Relation.QUOTE):
            text = p.subject.text if p.relation is Relation.CLAIM else f"“{p.subject.text}”"
            yield Claim(text, p.value.text, p.answer)


def media_of(some: Iterable[Entry]) -> Mapping[str, Media]:
    """Return the pictures and sounds that some facts show, by where they stand as files."""
    every = (medium for entry in some for medium in _media(entry) if is_inert(medium))
    return {addresses.medium(medium): medium for medium in every}


def _media(entry: Entry) -> Iterator[Media]:
    yield from (*entry.origin.front_media, *entry.origin.back_media, *entry.heading.media)
    for question in entry.questions:
        for side in (question.asked, *question.answers):
            yield from side.media
