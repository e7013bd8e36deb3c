"""The keys of a blueprint file, which are flags of ``quizgen quiz``, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields, replace
from types import MappingProxyType
from typing import Annotated, get_type_hints

from pydantic import Field, TypeAdapter

from quizgen.diagnostics import Locator
from quizgen.facts.description import described
from quizgen.facts.theme import Accent, Font, HeadingFont, Room
from quizgen.facts.values import GIVEN, STRICT, FileSlug, Slugs, Text
from quizgen.model import (
    Booklet,
    Candidate,
    Directions,
    Edition,
    Layout,
    Level,
    Paper,
    Space,
    Vary,
    Watermark,
)
from quizgen.records import dataclass
from quizgen.theme import KEYS

Count = Annotated[int, Field(ge=1, le=1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """``type``, ``items``, and from where they come; what is left out is the blueprint's own."""

    __pydantic_config__ = STRICT

    type: Annotated[Text, described("The question type.", "choice")]
    items: Annotated[Count, described("How many items.", "6")]
    decks: Annotated[Slugs, described("From which decks; the blueprint's if none.", ["small"])] = ()
    tags: Annotated[
        Slugs,
        described("From facts with one of these tags; the blueprint's if none.", ["treaties"]),
    ] = ()
    levels: Annotated[
        tuple[Level, ...],
        described("From facts of these levels; the blueprint's if none.", ["core", "useful"]),
    ] = ()
    facts: Annotated[
        tuple[Text, ...], described("From these facts alone, `deck/fact`.", ["small/place"])
    ] = ()
    questions: Annotated[
        tuple[Text, ...],
        described(
            "From these items alone, by the ids of a paper's data.", ["small/place/answer/short"]
        ),
    ] = ()
    points: Annotated[
        Annotated[int, Field(ge=0, le=100)] | None,
        described("Points for each item; the item's own if none.", "2"),
    ] = None
    bank: Annotated[
        bool, described("Whether the words to fill in are given (gaps, tables).", "yes")
    ] = False
    listening: Annotated[
        bool,
        described("Whether its items are about a sound, for papers on a screen alone.", "yes"),
    ] = False
    title: Annotated[
        Text, described("Its title, in the place of the usual one.", "Landings in order")
    ] = ""
    instructions: Annotated[
        Text, described("What to do, in the place of the usual words.", "Answer **three** of four.")
    ] = ""
    working: Annotated[
        int,
        described(
            "Room to work in above each answer, in lines, such as for a calculation.",
            "6",
            ge=0,
            le=20,
        ),
    ] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A blueprint as it is written; each key is a flag of ``quizgen quiz``, too."""

    __pydantic_config__ = STRICT

    blueprint: Annotated[Text, described("The title of the paper.", "A test on the Moon")]
    id: Annotated[
        FileSlug, described("Names the paper for good; its versions hang on it.", "moon-test")
    ]
    locate: Annotated[Locator, GIVEN] = field(repr=False, compare=False)
    sections: Annotated[
        tuple[SectionPlan, ...],
        described(
            "What it holds, section by section.",
            [{"type": "choice", "items": "2", "points": "1"}],
            min_length=1,
        ),
    ]
    decks: Annotated[
        Slugs, described("The decks of all sections that name none; all if none.", ["small"])
    ] = ()
    tags: Annotated[Slugs, described("Only facts with one of these tags.", ["treaties"])] = ()
    levels: Annotated[
        tuple[Level, ...], described("Only facts of these levels.", ["core", "useful"])
    ] = ()
    time: Annotated[
        int, described("The time allowed, in minutes; 0 for none.", "20", ge=0, le=1000)
    ] = 0
    forms: Annotated[Count, described("How many versions are made: A, B, C …", "3")] = 1
    vary: Annotated[
        Vary,
        described("How they differ: in `order`, or in `items` of the same worth, too.", "items"),
    ] = Vary.ORDER
    seed: Annotated[int, described("Another seed, another paper.", "1969")] = 0
    editions: Annotated[
        tuple[Layout, ...],
        described(
            "How worksheets are laid out: `standard`, `large-print`, `dyslexia-friendly`.",
            ["standard", "large-print"],
        ),
    ] = ()
    direction: Annotated[
        Directions,
        described(
            "What is asked of what can be asked both ways: the word or the meaning (`forward`), "
            "back (`reverse`), or now this and now that (`mixed`).",
            "reverse",
        ),
    ] = Directions.MIXED
    include: Annotated[
        tuple[Text, ...],
        described(
            "Facts, `deck/fact`, or items, by the ids of a paper's data, that it holds.",
            ["small/place"],
        ),
    ] = ()
    exclude: Annotated[
        tuple[Text, ...],
        described("Facts that are not asked about, `deck/fact`.", ["small/place"]),
    ] = ()
    avoid: Annotated[
        tuple[Text, ...],
        described(
            "Earlier papers, none of whose facts is asked about: files of `--to json`, or codes of "
            "papers that are still in `out/quiz`.",
            ["first-test.json"],
        ),
    ] = ()
    without_derived: Annotated[
        tuple[Text, ...],
        described(
            "Question types of which only what a curator has worded is taken, such as no "
            '"Which comes next?" of a list.',
            ["choice", "order"],
        ),
    ] = ()
    points: Annotated[
        Mapping[Text, Annotated[int, Field(ge=0, le=100)]],
        described("Points of single facts or items, by their ids.", {"small/place": "3"}),
    ] = field(default_factory=dict)
    logo: Annotated[
        Text | None, described("A picture at its head, beside the blueprint.", "school.png")
    ] = None
    school: Annotated[Text, described("The school, at its head.", "Tycho School")] = ""
    subject: Annotated[Text, described("The subject, at its head.", "History, year 9")] = ""
    date: Annotated[Text, described("The day of the test, as it is printed.", "20 July 2026")] = ""
    instructions: Annotated[
        Text, described("What to know before one begins.", "Write in ink. **No calculators.**")
    ] = ""
    grades: Annotated[
        tuple[Text, ...],
        described("Grade boundaries, as they are printed.", ["A from 18 points", "B from 15"]),
    ] = ()
    candidate: Annotated[
        tuple[Candidate, ...],
        described(
            "What is filled in at its head: `name`, `date`, `class`, `number`, `teacher`, "
            "`centre`, `signature`.",
            ["name", "number", "teacher"],
        ),
    ] = (Candidate.NAME, Candidate.DATE, Candidate.CLASS)
    boxes: Annotated[
        int, described("Boxes for the candidate's number, so many.", "4", ge=0, le=12)
    ] = 0
    header: Annotated[Text, described("A line at the head of each page.", "Confidential")] = ""
    footer: Annotated[Text, described("A line at the foot of each page.", "Tycho School 2026")] = ""
    totals: Annotated[
        bool, described("Whether its head has a table of points, section by section.", "yes")
    ] = False
    cover: Annotated[
        bool, described("Whether its head is a page of its own, with that table.", "yes")
    ] = False
    paper: Annotated[Paper, described("The paper to print on.", "letter")] = Paper.A4
    columns: Annotated[
        int, described("Columns of a standard worksheet, 1 or 2.", "2", ge=1, le=2)
    ] = 1
    ink_saving: Annotated[bool, described("Thin lines, tight lines, no tints.", "yes")] = False
    accent: Accent = None
    font: Font = None
    heading_font: HeadingFont = None
    density: Room = None
    marks: Annotated[
        bool, described("Whether each item has a box for its mark at the margin.", "yes")
    ] = False
    abreast: Annotated[
        bool,
        described("Whether options stand two or four abreast where all of them are short.", "no"),
    ] = True
    space: Annotated[
        Space,
        described(
            "What answers are written on: `lined`, `dotted` or, where one writes freely, `squared` "
            "(in a Word document, lines).",
            "squared",
        ),
    ] = Space.LINED
    watermark: Annotated[
        Watermark | None,
        described(
            "Across each page, or at the head of each in a Word document: that it is a `draft`, or "
            "the copy of the `teacher`.",
            "draft",
        ),
    ] = None
    booklet: Annotated[
        Booklet | None,
        described(
            "Also a PDF of each worksheet in the order of a booklet, two pages on each side of a "
            "sheet to be folded: in their size on A3 (`full`), or as A5 on A4 (`half`).",
            "half",
        ),
    ] = None
    repeat: Annotated[bool, described("Whether a fact may be tested twice.", "yes")] = False


FLAGS: Mapping[str, str] = MappingProxyType(
    {"blueprint": "--title", "time": "--minutes", "editions": "--edition", "levels": "--level"}
)
"""What keys are called as flags, where that is not their name."""


def flag_of(key: str) -> str:
    """Return the flag of a key of a blueprint: ``--ink-saving``."""
    return FLAGS.get(key, f"--{key.replace('_', '-')}")


def written_flag(key: str, value: object) -> list[str]:
    """Return a key of a blueprint and its value as words of a command."""
    flag = flag_of(key)
    match value:
        case "yes" | "no":
            return [flag if value == "yes" else f"--no-{flag.removeprefix('--')}"]
        case Mapping():
            return [flag, ",".join(f"{name}={inner}" for name, inner in value.items())]
        case tuple() if key in WHOLE:
            return [word for text in value for word in (flag, text)]
        case tuple():
            return [flag, ",".join(value)]
        case _:
            return [flag, str(value)]


NO_KEYS = frozenset({"layout", "theme", "cut_lines", "templates"})
"""What of an edition no key of that name tells."""
SET = tuple(f.name for f in fields(Edition) if f.name not in NO_KEYS)
LOOK = (*SET, *KEYS)
"""Keys of how pages are set, which change no question."""
WHOLE = frozenset({"grades"})
"""Lists of sentences, which may have commas: as a flag, each is given by itself."""


def with_look(edition: Edition, keys: Mapping[str, object]) -> Edition:
    """Return an edition with what some keys, as they are written, say of how pages are set."""
    hints = get_type_hints(Plan, include_extras=True)
    own = {key: TypeAdapter(hints[key]).validate_python(keys[key]) for key in keys if key in LOOK}
    pages = {key: value for key, value in own.items() if key in SET}
    return replace(edition, **pages, theme=edition.theme.varied(own))
