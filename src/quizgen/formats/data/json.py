"""The form as data, with a published schema: for whoever marks, imports or studies items.

The classes here are the format. The schema is derived from them, so that neither can drift.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, assert_never

from pydantic import Field, TypeAdapter, WithJsonSchema

from quizgen.facts.theme import Colour, Family
from quizgen.facts.values import STRICT
from quizgen.formats.codes import code_of
from quizgen.formats.exchange.outcome import Fidelity, Outcome, Outcomes
from quizgen.language import Language
from quizgen.language_marks import unmarked
from quizgen.model import (
    Booklet,
    Candidate,
    Choice,
    Edition,
    Form,
    Gaps,
    Item,
    Level,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Paper,
    PaperHead,
    Space,
    TextEntry,
    TrueFalse,
    Watermark,
)
from quizgen.numbers import for_programs
from quizgen.records import dataclass
from quizgen.theme import KEYS, Density

FORMAT: Literal["quizgen-form-1"] = "quizgen-form-1"
SCHEMA = "quizgen-form-1.schema.json"
BLANK = "____"
_NO_OUTCOMES: Outcomes = MappingProxyType({})


def _words(kind: type[StrEnum]) -> dict[str, Any]:
    return {"enum": [*map(str, kind)], "title": kind.__name__, "type": "string"}


@dataclass(frozen=True, slots=True)
class PictureData:
    """A picture of a stem or an option as a ``data:`` URI, and what it shows in words.

    ``width`` is how wide it is to be, in mm; 0 where a page decides.
    """

    __pydantic_config__ = STRICT

    alt: str
    uri: str
    width: Annotated[int, Field(ge=0, le=200)] = 0


@dataclass(frozen=True, slots=True)
class SoundData:
    """A sound that is played with a stem, as a ``data:`` URI."""

    __pydantic_config__ = STRICT

    uri: str


@dataclass(frozen=True, slots=True)
class OptionData:
    """An option as it is printed, whether it is right, and why it is wrong if it is not.

    Where it is a ``picture``, its text says what that shows.
    """

    __pydantic_config__ = STRICT

    text: str
    correct: bool
    why: str
    picture: PictureData | None


@dataclass(frozen=True, slots=True)
class GapData:
    """A gap: its answer first, then what else is right."""

    __pydantic_config__ = STRICT

    accept: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class PairData:
    """A prompt and the response that belongs to it."""

    __pydantic_config__ = STRICT

    prompt: str
    response: str


@dataclass(frozen=True, slots=True)
class EntryData:
    """An entry to be put in order, and its right rank from 1."""

    __pydantic_config__ = STRICT

    text: str
    rank: int


@dataclass(frozen=True, slots=True)
class Key:
    """What is right; the fields that an interaction does not use are empty.

    ``correct`` judges a sentence, ``correction`` says what is true; ``accept`` lists right answers;
    ``value`` is a number, right within ``tolerance``; ``gaps`` are in order, or in any order if not
    ``ordered``; ``pairs`` match; ``entries`` rank; ``guide`` earns a point each.
    """

    __pydantic_config__ = STRICT

    correct: bool | None = None
    correction: str = ""
    accept: tuple[str, ...] = ()
    value: str = ""
    tolerance: str = ""
    unit: str = ""
    gaps: tuple[GapData, ...] = ()
    ordered: bool = True
    pairs: tuple[PairData, ...] = ()
    entries: tuple[EntryData, ...] = ()
    guide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemData:
    """An item; choices have ``options``, all others a ``key``. ``section`` counts from 1.

    ``bank`` holds the words to choose from, or the responses to match with; ``table`` the rows of a
    table with its head first, where an empty gap reads ``____``.
    """

    __pydantic_config__ = STRICT

    number: int
    section: int
    id: str
    facts: tuple[str, ...]
    type: str
    stem: str
    pictures: tuple[PictureData, ...]
    sounds: tuple[SoundData, ...]
    options: tuple[OptionData, ...]
    key: Key | None
    bank: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    points: int
    level: Annotated[Level, WithJsonSchema(_words(Level))]
    difficulty: float
    rationale: str
    source: tuple[str, ...]
    counterpart: int | None


@dataclass(frozen=True, slots=True)
class LossData:
    """An item of which a format changes something, or which it leaves out, and why."""

    __pydantic_config__ = STRICT

    number: int
    id: str
    fidelity: Literal["nearest", "left out"]
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportData:
    """How a format holds the form: the three numbers sum to that of the items."""

    __pydantic_config__ = STRICT

    format: str
    exact: int
    nearest: int
    left_out: int
    losses: tuple[LossData, ...]


@dataclass(frozen=True, slots=True)
class HeadData:
    """What stands at the head of a paper, and at head and foot of its pages, beside its title."""

    __pydantic_config__ = STRICT

    logo: PictureData | None
    school: str
    subject: str
    date: str
    instructions: str
    grades: tuple[str, ...]
    candidate: tuple[Annotated[Candidate, WithJsonSchema(_words(Candidate))], ...]
    boxes: int
    header: str
    footer: str
    cover: bool
    totals: bool


@dataclass(frozen=True, slots=True)
class LookData:
    """How its pages are set."""

    __pydantic_config__ = STRICT

    paper: Annotated[Paper, WithJsonSchema(_words(Paper))]
    columns: int
    ink_saving: bool
    marks: bool
    abreast: bool
    space: Annotated[Space, WithJsonSchema(_words(Space))]
    watermark: Annotated[Watermark, WithJsonSchema(_words(Watermark))] | None
    booklet: Annotated[Booklet, WithJsonSchema(_words(Booklet))] | None
    accent: Colour | None = None
    font: Family | None = None
    heading_font: Family | None = None
    density: Annotated[Density, WithJsonSchema(_words(Density))] = Density.NORMAL


@dataclass(frozen=True, slots=True)
class SectionData:
    """Items of one type; a title and instructions in the place of the usual ones.

    ``working`` is the room above each answer, in lines.
    """

    __pydantic_config__ = STRICT

    type: str
    title: str
    instructions: str
    working: Annotated[int, Field(ge=0, le=20)] = 0


@dataclass(frozen=True, slots=True)
class FormData:
    """A form; ``counterpart`` of an item is its number in version A.

    It is the paper: edited, it is printed by ``quizgen quiz --form``. What can be reckoned from the
    rest (``number``, ``code``, ``points`` and ``difficulty`` of the whole) is reckoned anew.
    ``code`` stands on each of its pages; ``command`` makes it again. ``exports`` are the formats of
    other programs that were made with it.
    """

    __pydantic_config__ = STRICT

    format: Literal["quizgen-form-1"]
    title: str
    blueprint: str
    seed: int
    version: str
    code: str
    command: str
    language: str
    minutes: int
    points: int
    difficulty: float
    head: HeadData
    look: LookData
    sections: tuple[SectionData, ...]
    items: tuple[ItemData, ...]
    exports: tuple[ExportData, ...]


def form_data(
    form: Form, edition: Edition, language: Language, outcomes: Outcomes = _NO_OUTCOMES
) -> bytes:
    """Return a form as JSON; texts are in the Markdown subset that facts are written in.

    They have no marks of languages and readings, which are quizgen's own.
    """
    counterparts = form.counterparts or (None,) * len(form.items)
    places = [place for place, section in enumerate(form.sections, 1) for _ in section.items]
    data = FormData(
        format=FORMAT,
        title=form.title,
        blueprint=form.blueprint,
        seed=form.seed,
        version=form.label,
        code=code_of(form),
        command=form.command,
        language=language.tag,
        minutes=form.minutes,
        points=form.points,
        difficulty=round(form.difficulty, 3),
        head=_head(form.head),
        look=_look(edition),
        sections=tuple(
            SectionData(s.type, s.title, s.instructions, s.working) for s in form.sections
        ),
        items=tuple(
            item_data(item, (number, place, counterpart), language)
            for number, (item, place, counterpart) in enumerate(
                zip(form.items, places, counterparts, strict=True), 1
            )
        ),
        exports=tuple(_export(name, listed) for name, listed in outcomes.items()),
    )
    written = {"$schema": SCHEMA} | asdict(data)
    return (unmarked(json.dumps(written, ensure_ascii=False, indent=2)) + "\n").encode()


def _look(edition: Edition) -> LookData:
    theme: dict[str, Any] = {key: getattr(edition.theme, key) or None for key in KEYS}
    pages = {f.name: getattr(edition, f.name) for f in fields(LookData) if f.name not in KEYS}
    return LookData(**pages, **theme)


def _head(head: PaperHead) -> HeadData:
    own = {field.name: getattr(head, field.name) for field in fields(head)}
    return HeadData(**own | {"logo": _picture(head.logo)})


def _export(name: str, outcomes: Sequence[Outcome]) -> ExportData:
    counts = Counter(outcome.fidelity for outcome in outcomes)
    losses = tuple(
        LossData(
            outcome.number,
            outcome.item.id,
            "left out" if outcome.fidelity is Fidelity.LEFT_OUT else "nearest",
            outcome.changes,
        )
        for outcome in outcomes
        if outcome.changes
    )
    exact, nearest, left_out = (counts[fidelity] for fidelity in Fidelity)
    return ExportData(name, exact, nearest, left_out, losses)


@lru_cache(maxsize=1)
def schema() -> bytes:
    """Return the JSON Schema (2020-12) of :func:`form_data`."""
    described: dict[str, Any] = TypeAdapter(FormData).json_schema(mode="serialization")
    described["properties"] = {"$schema": {"type": "string"}} | described["properties"]
    for part in (described, *described["$defs"].values()):
        part["additionalProperties"] = False
        part["required"] = [name for name in part["properties"] if name != "$schema"]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
    }
    return (json.dumps(head | described, ensure_ascii=False, indent=2) + "\n").encode()


def item_data(item: Item, place: tuple[int, int, int | None], language: Language) -> ItemData:
    """Return an item as data; ``place`` is its number, its section, and its number in version A."""
    number, section, counterpart = place
    interaction = item.interaction
    cited = (c.text for origin in item.origins for c in origin.citations)
    return ItemData(
        number=number,
        section=section,
        id=item.id,
        facts=item.facts,
        type=item.type,
        stem=_stem(item),
        pictures=tuple(filter(None, map(_picture, item.pictures))),
        sounds=tuple(SoundData(sound.uri) for sound in item.sounds),
        options=_options(interaction, language) if isinstance(interaction, Choice) else (),
        key=None if isinstance(interaction, Choice) else _key(item),
        bank=_bank(item),
        table=_table(interaction) if isinstance(interaction, Gaps) and interaction.columns else (),
        points=item.points,
        level=item.level,
        difficulty=item.difficulty,
        rationale=item.rationale,
        source=tuple(dict.fromkeys(cited)),
        counterpart=counterpart,
    )


def _stem(item: Item) -> str:
    """Return the stem, with the sentence that is to be completed, if there is one."""
    gaps = item.interaction
    if not isinstance(gaps, Gaps) or gaps.columns:
        return item.stem
    given = any(part.strip() for part in gaps.parts if isinstance(part, str))
    sentence = "".join(part if isinstance(part, str) else BLANK for part in gaps.parts)
    return "\n".join(filter(None, (item.stem, sentence if given or not item.stem else "")))


def _options(choice: Choice, language: Language) -> tuple[OptionData, ...]:
    """Return the options; where the collection does not know what a wrong one is, name the key."""
    plainly = usual_why(choice.options, language)
    return tuple(
        OptionData(o.text, o.correct, "" if o.correct else o.why or plainly, _picture(o.picture))
        for o in choice.options
    )


def usual_why(options: Iterable[Option | OptionData], language: Language) -> str:
    """Return what the data says of a wrong option where nobody knows why it is wrong."""
    keys = language.joined(option.text for option in options if option.correct)
    return language.say("why.other", answer=keys)


def _picture(media: Media | None) -> PictureData | None:
    return PictureData(media.alt, media.uri, media.width) if media else None


def _bank(item: Item) -> tuple[str, ...]:
    match item.interaction:
        case Gaps(bank=bank):
            return bank
        case Match(responses=responses):
            return responses
        case Choice() | TrueFalse() | TextEntry() | Numeric() | Order() | OpenResponse():
            return ()
        case _:
            assert_never(item.interaction)


def _table(gaps: Gaps) -> tuple[tuple[str, ...], ...]:
    cells = [part if isinstance(part, str) else BLANK for part in gaps.parts]
    starts = range(0, len(cells), gaps.columns)
    return tuple(tuple(cells[start : start + gaps.columns]) for start in starts)


def _key(item: Item) -> Key:
    match item.interaction:
        case TrueFalse(answer, correction):
            return Key(correct=answer, correction=correction)
        case TextEntry(accepted):
            return Key(accept=accepted)
        case Numeric(value, words, tolerance, unit):
            return Key(
                accept=(words,),
                value=for_programs(value),
                tolerance=for_programs(tolerance),
                unit=unit,
            )
        case Gaps(parts, ordered=ordered):
            gaps = [part for part in parts if not isinstance(part, str)]
            return Key(
                gaps=tuple(GapData((g.text, *g.accept), g.hint) for g in gaps), ordered=ordered
            )
        case Match(pairs):
            return Key(pairs=tuple(PairData(*pair) for pair in pairs))
        case Order(entries):
            return Key(entries=tuple(EntryData(e.text, e.rank) for e in entries))
        case OpenResponse(guide):
            return Key(guide=guide)
        case Choice():
            return Key()
        case _:
            assert_never(item.interaction)
