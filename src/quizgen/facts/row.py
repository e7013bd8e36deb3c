"""One row of a deck that is a table: what it names, and what its columns say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator

from quizgen import html_reading
from quizgen.bidi import begun
from quizgen.dates import Edtf
from quizgen.diagnostics import Position
from quizgen.facts.column import Columns, Holds, directions, filled, places, worded
from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.number import quantity
from quizgen.facts.parts import NO_DISTRACTORS, Distractors, Passage, forward
from quizgen.facts.values import GIVEN, STRICT, Date, Guid, Slug, Text, Texts
from quizgen.language_marks import tagged, unmarked
from quizgen.model import Association, Cell, Citation, Media, Origin, Relation, Value
from quizgen.numbers import Figure
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a cell holds, by the sort of its column; ``text`` is what was written.

    Of a cell that is ``html``, it is the words.
    """

    text: str
    place: Position = field(compare=False)
    members: tuple[str, ...] = ()
    date: Edtf | None = None
    number: Figure | None = None
    unit: str = ""
    qualifier: str = ""
    file: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What a row says of one of its columns beside the cell."""

    __pydantic_config__ = STRICT

    ask: Annotated[
        Text | None, described("The question for it in this row.", "What was its capital in 1950?")
    ] = None
    back: Annotated[
        Text | None, described("The question that asks back.", "Whose capital was Bonn?")
    ] = None
    note: Annotated[Text | None, described("What is shown with the answer.", "Until 1990.")] = None
    hint: Annotated[Text | None, described("What is shown with the question.", "on the Rhine")] = (
        None
    )
    accept: Annotated[Texts, described("Other answers that are right.", ["Kyjiw"], "Kiew")] = ()
    distractors: Annotated[
        Distractors, BeforeValidator(forward), described("Wrong answers.", ["Lviv", "Odesa"])
    ] = NO_DISTRACTORS
    source: Annotated[Slug | None, described("Where it is from.", "smith-2020")] = None
    at: Annotated[Text | None, described("The place in the source.", "p. 3")] = None
    evidence: Annotated[Texts, described("Terms that stand together there.", ["Kyiv"])] = ()
    as_of: Annotated[Date | None, described("The date of what will age.", "2024")] = None
    disputed: Annotated[Text | None, described("Who disputes it.", "Both claim it.")] = None
    guid: Annotated[
        Guid | None, described("The GUID of its note, where it moved in with one.", "fl2#mZ(%q9")
    ] = None


NOTHING = Extras()


class Unasked(NamedTuple):
    """A wording (``ask`` or ``back``) of a column, and the columns whose empty cells it needs."""

    column: str
    key: str
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Fact):
    """A row of ``rows``, with the ``columns`` of its deck; ``on`` holds what is for one column."""

    __pydantic_config__ = STRICT

    cells: Annotated[Mapping[str, Content], GIVEN]
    columns: Annotated[Columns, GIVEN] = field(repr=False)
    on: Annotated[
        Mapping[Text, Extras],
        described("What is for one column alone.", {"capital": {"accept": "Kiew"}}),
    ] = field(default_factory=dict)

    @property
    def files(self) -> Iterator[tuple[str, Position]]:
        """The pictures and sounds that it needs, those in its cells included."""
        yield from super(Row, self).files  # noqa: UP008 - with slots there are two classes of the name
        yield from ((cell.file, cell.place) for cell in self.cells.values() if cell.file)

    @property
    def named_files(self) -> Iterator[tuple[str, Position]]:
        """The files that its cells of HTML name, each with its place: Anki alone needs them."""
        for cell in self.cells.values():
            for name in html_reading.files(cell.html):
                yield f"{self.columns.files}/{name}" if self.columns.files else name, cell.place

    @property
    def without_words(self) -> Iterator[str]:
        """The columns whose picture in this row has no words, though others have."""
        for name, cell in self.cells.items():
            alt = self.columns.specs[name].alt
            if cell.file and alt and not _fill(alt, self._written):
                yield name

    @property
    def unasked(self) -> Iterator[Unasked]:
        """The wordings that ask nothing in this row, though it has what they ask for."""
        texts = self._written
        for name in self.columns.asked:
            if name in self.cells and self.columns.of(name) in self.cells:
                for key, wording in zip(("ask", "back"), self._wordings(name), strict=True):
                    empty = tuple(n for n in places(wording) if not texts.get(n))
                    if empty:
                        yield Unasked(name, key, empty)

    def every_passage(self, default: str | None) -> tuple[Passage, ...]:
        """Return every source, those of single columns after those of the row."""
        texts = self._written
        own = (self._passage(name, texts, self.source or default) for name in self.cells)
        return self.passages(default) + tuple(passage for passage in own if passage)

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association]:
        """Assert each cell that is asked for, or asked back from."""
        values = {name: self._value(name, context) for name in self.cells}
        texts = {"id": self.id} | {name: value.text for name, value in values.items()}
        for name in self.columns.asked:
            given = self.columns.of(name)
            if name in values and given in values:
                ask, back = self._questions(name, texts, context)
                if ask or back:
                    yield self._association(
                        self._origin(name, texts, origin, context),
                        name,
                        (values[given], values[name]),
                        (ask, back),
                        texts,
                    )

    @property
    def _written(self) -> Mapping[str, str]:
        return {"id": self.id} | {name: cell.text for name, cell in self.cells.items()}

    def _on(self, name: str) -> Extras:
        return self.on.get(name, NOTHING)

    # --- what is asked ------------------------------------------------------------------------

    def _questions(self, name: str, texts: Mapping[str, str], context: Context) -> tuple[str, str]:
        """Return the question for a column and the one back, each empty if it is not asked."""
        given = self.columns.of(name)
        ask, back = self._directions(name, usual=context.reverse)
        say, heading = context.language.say, self.columns.heading(name)
        asked = say("row.ask", subject=texts[given], column=heading)
        usual = {
            "ask": begun(asked, context.language.way(heading)),
            "back": say(
                "row.back", noun=self._noun(given, context), column=heading, value=texts[name]
            )
            if texts[name]
            else say("row.back.shown", noun=self._noun(given, context)),
        }
        return _question(ask, usual["ask"], texts), _question(back, usual["back"], texts)

    def _directions(self, name: str, *, usual: bool) -> tuple[str | bool, str | bool]:
        """Return how a column is asked for, and back from; ``usual`` is what the deck says."""
        spec, own = self.columns.specs[name], self._on(name)
        return directions(own.ask or spec.ask, own.back or spec.back, usual=usual, row=self.reverse)

    def _wordings(self, name: str) -> tuple[str, str]:
        """Return what the curator wrote to ask for a column, and back; empty where that is not."""
        ask, back = self._directions(name, usual=False)
        return ask if isinstance(ask, str) else "", back if isinstance(back, str) else ""

    def _noun(self, name: str, context: Context) -> str:
        spec = self.columns.specs[name]
        if spec.noun or not spec.type:
            return spec.noun or self.columns.heading(name)
        return context.language.sort_of(spec.type)

    def _association(
        self,
        origin: Origin,
        name: str,
        ends: tuple[Value, Value],
        questions: tuple[str, str],
        texts: Mapping[str, str],
    ) -> Association:
        spec, own, given = self.columns.specs[name], self._on(name), self.columns.of(name)
        return Association(
            origin=origin,
            slot=self.columns.slot(name),
            relation=Relation.COLUMN,
            subject=ends[0],
            value=ends[1],
            ask=questions[0],
            ask_back=questions[1],
            distractors=tuple(
                tagged(distractor.text, ends[1].language) for distractor in own.distractors.forward
            ),
            distractors_back=tuple(
                tagged(distractor.text, ends[0].language) for distractor in own.distractors.reverse
            ),
            reasons=tuple(
                (tagged(distractor.text, end.language), distractor.why)
                for distractors, end in (
                    (own.distractors.forward, ends[1]),
                    (own.distractors.reverse, ends[0]),
                )
                for distractor in distractors
                if distractor.why
            ),
            hint_back=origin.hint if own.hint or spec.hint else self.hint.reverse or "",
            cell=Cell(
                table=self.columns.title,
                row=texts[given],
                column=self.columns.heading(name),
                head=self.columns.heading(given),
            ),
            group=texts.get(self.columns.like, ""),
        )

    # --- what goes with it --------------------------------------------------------------------

    def _origin(
        self, name: str, texts: Mapping[str, str], origin: Origin, context: Context
    ) -> Origin:
        """Return the row's origin with what is said of one column alone."""
        spec, own = self.columns.specs[name], self._on(name)
        notes = [_fill(spec.note, texts), own.note or ""]
        notes += [self._shown(other, texts) for other in self.columns.shown_with(name)]
        return replace(
            origin,
            citations=self._cited(name, texts, origin, context),
            note="\n".join(filter(None, (*notes, origin.note))),
            hint=own.hint or _fill(spec.hint, texts) or origin.hint,
            as_of=own.as_of or origin.as_of,
            disputed=own.disputed or origin.disputed,
            notation=context.language_of(spec.language).notation,
            guid=own.guid or origin.guid,
        )

    def _shown(self, name: str, texts: Mapping[str, str]) -> str:
        """Return a cell that stands under the answer, with what it is called if that is said."""
        text, heading = texts.get(name, ""), self.columns.specs[name].heading
        return f"{heading}: {text}" if text and heading else text

    def _cited(
        self, name: str, texts: Mapping[str, str], origin: Origin, context: Context
    ) -> tuple[Citation, ...]:
        """Return the sources of a column: a place of its own goes before the row's."""
        main = origin.citations[0].reference.key if origin.citations else None
        passage = self._passage(name, texts, main)
        reference = context.references.get(passage.source) if passage else None
        if passage is None or reference is None:
            return origin.citations
        others = (c for c in origin.citations if c.reference is not reference)
        return (Citation(reference, passage.at or ""), *others)

    def _passage(self, name: str, texts: Mapping[str, str], default: str | None) -> Passage | None:
        """Return the source of one column, where it or this row says something of it."""
        spec, own = self.columns.specs[name], self._on(name)
        source = own.source or spec.source
        at = own.at or _fill(spec.at, texts)
        evidence = own.evidence or tuple(t for t in (_fill(e, texts) for e in spec.evidence) if t)
        if not (source or at or evidence) or not (source or default):
            return None
        return Passage(source=source or default or "", at=at or None, evidence=evidence)

    # --- what its cells are -------------------------------------------------------------------

    def _value(self, name: str, context: Context) -> Value:
        spec = self.columns.specs[name]
        if not spec.language or spec.language == context.language.tag:
            return self._plain_value(name, context)
        value, tag = self._plain_value(name, context), spec.language
        return replace(
            value,
            text=tagged(value.text, tag),
            accept=tuple(tagged(text, tag) for text in value.accept),
            members=tuple(tagged(text, tag) for text in value.members),
            bare=tagged(value.bare, tag),
            language=tag,
        )

    def _plain_value(self, name: str, context: Context) -> Value:
        cell, spec = self.cells[name], self.columns.specs[name]
        language, sort = context.language_of(spec.language), self.columns.sort(name)
        common = self.accept if name == self.columns.subject else ()
        accept = (*common, *self._on(name).accept)
        closed = spec.type is None or context.is_closed(sort)
        match spec.holds:
            case Holds.PICTURE | Holds.SOUND:
                media = self._media_in(cell, name, context)
                return Value("", sort, accept, closed=closed, media=media)
            case Holds.NUMBER:
                if cell.number is None:
                    return Value(cell.text, sort, accept)
                unit = spec.unit or cell.unit
                return quantity(
                    cell.number, unit, language, qualifier=cell.qualifier, accept=accept
                )
            case Holds.DATE:
                if cell.date is None:
                    return Value("", "date", accept)
                accept += language.date_spellings(cell.date)
                return Value(language.date(cell.date), "date", accept, date=cell.date)
            case Holds.LIST:
                written = language.listed(cell.members)
                return Value(written, sort, accept, closed=closed, members=cell.members)
            case Holds.TEXT:
                return Value(cell.text, sort, accept, closed=closed)

    def _media_in(self, cell: Content, name: str, context: Context) -> tuple[Media, ...]:
        if cell.file not in context.media:
            return ()
        spec = self.columns.specs[name]
        alt = unmarked(_fill(spec.alt, self._written))
        return (replace(context.media[cell.file], alt=alt, width=spec.width or 0),)


def _question(wording: str | bool, usual: str, texts: Mapping[str, str]) -> str:
    """Return a question: the curator's own with its places filled, the usual one, or none."""
    if isinstance(wording, str):
        return worded(wording, texts)
    return usual if wording else ""


def _fill(wording: str | None, texts: Mapping[str, str]) -> str:
    """Return a wording with a row's cells, nothing where one of them is empty."""
    return (filled(wording, texts) or "") if wording else ""
