"""A blueprint file → a Blueprint, with every problem of it at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from quizgen.checks.stages.files import NO_FILE
from quizgen.checks.stages.keys import UNKNOWN_DECK, WRONG_VALUE
from quizgen.diagnostics import (
    Code,
    Diagnostic,
    Locator,
    Position,
    Vocabulary,
    in_order,
    suggestion,
)
from quizgen.facts import Collection
from quizgen.facts.description import described
from quizgen.facts.values import GIVEN, STRICT, FileSlug, Slugs, Text
from quizgen.input import LARGEST_TEXT, UnreadableError, read, read_text
from quizgen.model import Blueprint, Candidate, Layout, Level, Media, PaperHead, Vary, Wanted
from quizgen.questions import QUESTION_TYPES
from quizgen.reading.events import read_yaml
from quizgen.reading.media import read_logo
from quizgen.reading.validation import validate
from quizgen.records import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A blueprint as it is written: ``time`` is in minutes."""

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
        Literal["order", "items"],
        described(
            "How they differ: in `order`, or in `items` of the same worth, too.",
            "items",
        ),
    ] = "order"
    seed: Annotated[int, described("Another seed, another paper.", "1969")] = 0
    editions: Annotated[
        tuple[Layout, ...],
        described(
            "How worksheets are laid out: `standard`, `large-print`, `dyslexia-friendly`.",
            ["standard", "large-print"],
        ),
    ] = ()
    exclude: Annotated[
        tuple[Text, ...],
        described("Facts that are not asked about, `deck/fact`.", ["small/place"]),
    ] = ()
    avoid: Annotated[
        tuple[Text, ...],
        described(
            "Earlier papers, as `--to json` writes them: none of their facts is asked about.",
            ["first-test.json"],
        ),
    ] = ()
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
            "What is filled in at its head: `name`, `date`, `class`, `number`, `teacher`.",
            ["name", "number", "teacher"],
        ),
    ] = (Candidate.NAME, Candidate.DATE, Candidate.CLASS)
    footer: Annotated[Text, described("A line at the foot of each page.", "Tycho School 2026")] = ""
    columns: Annotated[
        int, described("Columns of a standard worksheet, 1 or 2.", "2", ge=1, le=2)
    ] = 1
    ink_saving: Annotated[bool, described("Thin lines, tight lines, no tints.", "yes")] = False
    repeat: Annotated[bool, described("Whether a fact may be tested twice.", "yes")] = False


def read_blueprint(
    path: Path, collection: Collection
) -> tuple[Blueprint | None, tuple[Diagnostic, ...]]:
    """Read one file; return the blueprint, unless something is wrong, and what is wrong."""
    try:
        data = read(path, LARGEST_TEXT)
    except FileNotFoundError as error:
        message = f"the blueprint cannot be read: {error.strerror}"
        return None, (Diagnostic(Position(path.as_posix()), NO_FILE, message),)
    except UnreadableError as error:
        message = f"the blueprint cannot be read: {error}"
        return None, (Diagnostic(Position(path.as_posix()), NO_FILE, message),)
    node, noticed = read_yaml(path.as_posix(), data)
    if node is None or noticed:
        return None, in_order(problem.as_error for problem in noticed)
    plan, problems = validate(Plan, node, locate=node.locate)
    if plan is None:
        return None, in_order(problems)
    logo, bad_logo = _logo(plan, path.parent)
    avoided, bad_papers = _avoided(plan, path.parent)
    unknown = in_order([*_unknown(plan, collection), *bad_logo, *bad_papers])
    return (None if unknown else _blueprint(plan, logo, avoided)), unknown


def _logo(plan: Plan, folder: Path) -> tuple[Media | None, list[Diagnostic]]:
    """Return the picture at the head of a paper, and what is wrong with it."""
    if plan.logo is None:
        return None, []
    place = plan.locate("logo")
    logo = read_logo(folder, plan.logo, place, plan.school)
    return (None, [logo]) if isinstance(logo, Diagnostic) else (logo, [])


def _avoided(plan: Plan, folder: Path) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Return the facts of earlier papers, and what is wrong with the files that hold them."""
    facts: list[str] = []
    problems = []
    for index, name in enumerate(plan.avoid):
        try:
            paper = json.loads(read_text(folder / name))
            facts += [str(fact) for item in paper["items"] for fact in item["facts"]]
        except FileNotFoundError:
            problems.append((index, NO_FILE, f"there is no file '{name}'"))
        except UnreadableError as error:
            problems.append((index, NO_FILE, f"'{name}' cannot be read: {error}"))
        except (ValueError, LookupError, TypeError, RecursionError):
            problems.append((index, WRONG_VALUE, f"'{name}' is no paper as '--to json' writes it"))
    hint = "name it as seen from the blueprint"
    told = [Diagnostic(plan.locate("avoid", i), code, text, hint) for i, code, text in problems]
    return tuple(dict.fromkeys(facts)), told


def _unknown(plan: Plan, collection: Collection) -> Iterator[Diagnostic]:
    """Yield the types, decks and tags that there are none of."""
    decks = [deck.id for deck in collection.decks]
    facts = [f"{deck.id}/{fact.id}" for deck in collection.decks for fact in deck.facts]
    tags = {t for deck in collection.decks for t in deck.tags}
    tags |= {t for deck in collection.decks for fact in deck.facts for t in fact.tags}
    yield from _missing(plan, ("decks",), plan.decks, decks, UNKNOWN_DECK, "deck")
    yield from _missing(plan, ("exclude",), plan.exclude, facts, WRONG_VALUE, "fact")
    yield from _missing(plan, ("tags",), plan.tags, tags, WRONG_VALUE, "fact with the tag")
    for index, section in enumerate(plan.sections):
        place = ("sections", index)
        if section.type not in QUESTION_TYPES:
            message = f"there is no question type '{section.type}'"
            hint = suggestion(section.type, QUESTION_TYPES) or f"write {', '.join(QUESTION_TYPES)}"
            yield Diagnostic(plan.locate(*place, "type"), WRONG_VALUE, message, hint)
        there = (*place, "decks")
        yield from _missing(plan, there, section.decks, decks, UNKNOWN_DECK, "deck")
        there = (*place, "facts")
        yield from _missing(plan, there, section.facts, facts, WRONG_VALUE, "fact")
        there = (*place, "tags")
        yield from _missing(plan, there, section.tags, tags, WRONG_VALUE, "fact with the tag")


def _missing(
    plan: Plan,
    place: tuple[str | int, ...],
    wanted: Iterable[str],
    existing: Iterable[str],
    code: Code,
    noun: str,
) -> Iterator[Diagnostic]:
    there = frozenset(existing)
    missing = [(index, name) for index, name in enumerate(wanted) if name not in there]
    near = Vocabulary(sorted(there) if missing else ())
    for index, name in missing:
        message = f"there is no {noun} '{name}'"
        yield Diagnostic(plan.locate(*place, index), code, message, suggestion(name, near))


def _blueprint(plan: Plan, logo: Media | None, avoided: tuple[str, ...]) -> Blueprint:
    return Blueprint(
        id=plan.id,
        title=plan.blueprint,
        sections=tuple(
            Wanted(
                type=section.type,
                items=section.items,
                decks=section.decks or plan.decks,
                tags=section.tags or plan.tags,
                levels=section.levels
                or (() if section.facts or section.questions else plan.levels),
                facts=section.facts,
                ids=section.questions,
                points=section.points,
                bank=section.bank,
                listening=section.listening,
                title=section.title,
                instructions=section.instructions,
                position=plan.locate("sections", index, "items"),
            )
            for index, section in enumerate(plan.sections)
        ),
        seed=plan.seed,
        forms=plan.forms,
        vary=Vary(plan.vary),
        minutes=plan.time,
        editions=plan.editions,
        repeat=plan.repeat,
        columns=plan.columns,
        ink_saving=plan.ink_saving,
        exclude=(*plan.exclude, *avoided),
        head=PaperHead(
            logo=logo,
            school=plan.school,
            subject=plan.subject,
            date=plan.date,
            instructions=plan.instructions,
            grades=plan.grades,
            candidate=plan.candidate,
            footer=plan.footer,
        ),
    )
