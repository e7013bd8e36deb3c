"""What a column of a deck's rows holds, how it is asked for, and what it serves for besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator

from quizgen import bidi
from quizgen.facts.description import described
from quizgen.facts.parts import Width
from quizgen.facts.values import STRICT, Slug, Text, Texts
from quizgen.language import check_tag
from quizgen.model import NoteType
from quizgen.records import dataclass
from quizgen.slugs import stable

_PLACE = re.compile(r"\\\(.*?\\\)|`[^`]*`|\{(?P<name>[^{}\n]+)\}", re.DOTALL)
"""A place in a wording that a cell fills; math and code have braces of their own."""


class Role(StrEnum):
    """What a column is where it is nothing to ask for: a key of the row's own, or of no use."""

    ID = "id"
    GUID = "guid"
    LEVEL = "level"
    TAGS = "tags"
    SOURCE = "source"
    AT = "at"
    EVIDENCE = "evidence"
    NOTE = "note"
    HINT = "hint"
    ACCEPT = "accept"
    DISTRACTORS = "distractors"
    ASK = "ask"
    BACK = "back"
    AS_OF = "as_of"
    DISPUTED = "disputed"
    REVERSE = "reverse"
    ALSO = "also"
    MEDIA = "media"
    ALLOW = "allow"
    WAS = "was"
    RETIRED = "retired"
    UNUSED = "unused"


def role_named(name: str) -> Role | None:
    """Return the role that a column's name is, in any case and with spaces: ``As of``."""
    key = name.strip().casefold().replace(" ", "_")
    return next((role for role in Role if role == key and role is not Role.UNUSED), None)


OF_COLUMNS = frozenset(
    {
        Role.GUID,
        Role.SOURCE,
        Role.AT,
        Role.EVIDENCE,
        Role.NOTE,
        Role.HINT,
        Role.ACCEPT,
        Role.DISTRACTORS,
        Role.ASK,
        Role.BACK,
        Role.AS_OF,
        Role.DISPUTED,
    }
)
"""Roles that may be for some columns (``on``); all others are for the row as a whole."""
OF_QUESTIONS = frozenset({Role.ASK, Role.BACK, Role.DISTRACTORS})
"""Roles that are for every column that is asked for, where they name none."""
SEVERAL = frozenset({Role.TAGS, Role.EVIDENCE, Role.ACCEPT, Role.DISTRACTORS})
"""Roles whose cells hold several texts, with a semicolon between them."""
BETWEEN = ";"


class Holds(StrEnum):
    """The sort of thing that a column's cells are."""

    TEXT = "text"
    PICTURE = "picture"
    SOUND = "sound"
    NUMBER = "number"
    DATE = "date"
    LIST = "list"


def _wording(value: object) -> object:
    """Read ``yes`` and ``no``, which ask in quizgen's own words or not at all."""
    return {"yes": True, "no": False}.get(value, value) if isinstance(value, str) else value


Wording = Annotated[bool | Text, BeforeValidator(_wording)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column as its curator describes it.

    ``heading`` is what it is called where its name is not to be; ``noun`` and ``type`` are the sort
    of thing in it, in words and among distractors. It belongs to the first column unless it is
    ``of`` another. ``ask`` asks for it, ``back`` asks back from it, each with the ``{names}`` of
    columns whose cells fill them.
    """

    __pydantic_config__ = STRICT

    heading: Annotated[
        Text | None, described("What it is called, where that is not its name.", "seat of power")
    ] = None
    noun: Annotated[
        Text | None, described('Its sort in words, for "Which … is this?".', "country")
    ] = None
    type: Annotated[
        Slug | None,
        described("The sort of its values, among which distractors are looked for.", "city"),
    ] = None
    of: Annotated[
        Text | None, described("The column that it belongs to, if not the first.", "capital")
    ] = None
    ask: Annotated[
        Wording | None,
        described(
            "How it is asked for: with `{columns}`, in quizgen's words (`yes`), or not (`no`).",
            "What is the capital of {country}?",
            "no",
        ),
    ] = None
    back: Annotated[
        Wording | None,
        described(
            "How it asks back: with `{columns}`, in quizgen's words (`yes`), or not (`no`).",
            "Of which country is {capital} the capital?",
            "yes",
        ),
    ] = None
    picture: Annotated[
        Wording | None,
        described(
            "Its cells are pictures: their folder, a pattern, or `yes` where they are paths.",
            "flags",
            "flags/{id}.svg",
            "yes",
        ),
    ] = None
    sound: Annotated[
        Wording | None, described("Its cells are sounds, as pictures are.", "anthems", "yes")
    ] = None
    alt: Annotated[
        Text | None, described("What its pictures show, with `{columns}`.", "{colours}")
    ] = None
    width: Width = None
    number: Annotated[
        Wording | None, described("Its cells are numbers: their unit, or `yes`.", "km²", "yes")
    ] = None
    date: Annotated[bool, described("Whether its cells are dates.", "yes")] = False
    list: Annotated[
        Wording | None,
        described("Its cells are lists: what divides their entries, or `yes` for `;`.", "yes", ","),
    ] = None
    tag: Annotated[
        Wording | None,
        described("Its cells are tags, too; a text goes before them.", "yes", "region"),
    ] = None
    like: Annotated[
        bool,
        described("Whether rows with the same in it make each other's distractors first.", "yes"),
    ] = False
    language: Annotated[
        Text | None,
        described(
            "The language of its cells, if not the deck's: for speech, fonts, numbers.", "ja"
        ),
    ] = None
    ruby: Annotated[
        bool | None,
        described("Whether `食[た]べる` in it is a word with its reading above.", "yes"),
    ] = None
    role: Annotated[
        Role | None, described("What it is instead of something to ask for.", "note", "accept")
    ] = None
    on: Annotated[
        Texts, described("The columns that the role is for; all if none.", ["capital"], "capital")
    ] = ()
    note: Annotated[
        Text | None, described("What is shown with every answer.", "{country} lies in Europe.")
    ] = None
    hint: Annotated[
        Text | None, described("What is shown with every question.", "It lies on the {river}.")
    ] = None
    source: Annotated[Slug | None, described("Where it is from in every row.", "smith-2020")] = None
    at: Annotated[Text | None, described("The place in the source.", "{country}")] = None
    evidence: Annotated[
        Texts, described("Terms that stand together there.", ["{country}", "{capital}"])
    ] = ()
    was: Annotated[
        Slug | None, described("What it was called when learners first met it.", "hauptstadt")
    ] = None

    def __post_init__(self) -> None:
        sorts = [name for name in Holds if name is not Holds.TEXT and getattr(self, name)]
        if len(sorts) > 1:
            raise ValueError(f"a column holds {sorts[0]} or {sorts[1]}, not both")
        if self.language:
            check_tag(self.language)
        if self.on and (self.role is None or self.role not in OF_COLUMNS):
            raise ValueError("'on' goes with a role such as note, hint or accept")

    @property
    def holds(self) -> Holds:
        """The sort of thing that its cells are."""
        return next((h for h in Holds if h is not Holds.TEXT and getattr(self, h)), Holds.TEXT)

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said of it at all."""
        return self == Column()

    @property
    def serves(self) -> bool:
        """Whether it is there for something else than to be asked for."""
        return self.role is not None or bool(self.tag) or self.like

    @property
    def unit(self) -> str:
        """What its numbers count, nothing where that is not said."""
        return self.number if isinstance(self.number, str) else ""

    @property
    def between(self) -> str:
        """What stands between the entries of a list in one cell."""
        return self.list if isinstance(self.list, str) else BETWEEN

    @property
    def wordings(self) -> Iterator[tuple[str, str]]:
        """Its texts in which cells are filled in, by the key under which each stands."""
        for key in ("ask", "back", "picture", "sound", "alt", "note", "hint", "at"):
            text = getattr(self, key)
            if isinstance(text, str):
                yield key, text
        for text in self.evidence:
            yield "evidence", text


def _column(value: object) -> object:
    """Read the short forms: a heading, ``no`` where it is not to be used, or nothing at all."""
    if isinstance(value, str):
        return {"role": Role.UNUSED} if value == "no" else {"heading": value} if value else {}
    return value


ColumnSpecs = Mapping[Text, Annotated[Column, BeforeValidator(_column)]]
"""Columns by name, as a deck describes them."""


def directions(
    ask: str | bool | None, back: str | bool | None, *, usual: bool, row: bool | None
) -> tuple[str | bool, str | bool]:
    """Return how a column is asked for, and back from: a wording, in quizgen's words, or not.

    What words one direction alone is asked in that one; what words neither is asked for. ``usual``
    is what the deck says of asking back, ``row`` what the row says of it.
    """
    if ask is None:
        ask = not back
    if row is not None:
        return ask, row and (back or True)
    return ask, usual if back is None else back


def places(wording: str) -> Iterator[str]:
    """Yield the names of the columns that a wording has filled in."""
    return (match["name"] for match in _PLACE.finditer(wording) if match["name"])


def filled(wording: str, texts: Mapping[str, str]) -> str | None:
    """Return a wording with texts in its places, None where one of them is not there."""
    if any(not texts.get(name) for name in places(wording)):
        return None
    return _PLACE.sub(lambda match: texts[match["name"]] if match["name"] else match[0], wording)


def worded(wording: str, texts: Mapping[str, str]) -> str:
    """Return a question with texts in its places, which begins at the side that its words do.

    "{word}: which gender?" is English whatever script the word is in. Without words of its own it
    goes by what it is filled with; where a text is not there, it is empty.
    """
    own = bidi.directions(_PLACE.sub("", wording))
    text = filled(wording, texts) or ""
    return bidi.begun(text, *own) if len(own) == 1 else text


@dataclass(frozen=True)
class Columns:
    """All columns of a deck's rows, in their order; the first that is no role names the row.

    ``deck`` and ``title`` are those of the deck. ``note_type`` is a curator's own, of which each
    row is a note and each field has a column; ``files`` is where files lie that HTML names.
    """

    deck: str
    title: str
    specs: Mapping[str, Column] = field(repr=False)
    note_type: NoteType | None = field(default=None, repr=False)
    files: str = ""

    @cached_property
    def subject(self) -> str:
        """The column that the others belong to."""
        return next((n for n, spec in self.specs.items() if spec.role is None), "")

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The columns that may be asked for, or asked back from."""
        return tuple(
            name
            for name, spec in self.specs.items()
            if name != self.subject
            and not (spec.ask is False and not spec.back)
            and (spec.ask or spec.back or not spec.serves)
        )

    @cached_property
    def like(self) -> str:
        """The column whose equal cells make rows alike, if there is one."""
        return next((name for name, spec in self.specs.items() if spec.like), "")

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The columns whose cells are tags."""
        return tuple(name for name, spec in self.specs.items() if spec.tag)

    @cached_property
    def around(self) -> Mapping[str, str]:
        """What stands around the cells of each field's column in a note, as its type says."""
        if self.note_type is None or self.note_type.own is None:
            return {}
        return dict(zip(self.note_type.fields, self.note_type.own.around, strict=True))

    @property
    def headings(self) -> tuple[str, ...]:
        """What its columns are called, in their order."""
        return tuple(map(self.heading, self.specs))

    def of(self, name: str) -> str:
        """Return the column that one belongs to."""
        return self.specs[name].of or self.subject

    def heading(self, name: str) -> str:
        """Return what a column is called."""
        return self.specs[name].heading or name.replace("_", " ").replace("-", " ")

    def slot(self, name: str) -> str:
        """Return what addresses a column in notes and items."""
        return self.specs[name].was or stable(name)

    def sort(self, name: str) -> str:
        """Return the sort of a column's values: its own, or that of nothing but this column."""
        return self.specs[name].type or f"column-{self.deck}-{name}"

    def shown_with(self, name: str) -> Iterator[str]:
        """Yield the columns that stand under the answer, where a column is asked for."""
        for other, spec in self.specs.items():
            if spec.role is Role.NOTE and (not spec.on or name in spec.on):
                yield other
