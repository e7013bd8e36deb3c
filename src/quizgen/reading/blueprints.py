"""A blueprint file → a Blueprint, with every problem of it at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from quizgen.checks.stages.files import NO_FILE
from quizgen.checks.stages.keys import UNKNOWN_DECK, WRONG_VALUE
from quizgen.diagnostics import (
    Code,
    Diagnostic,
    Position,
    Vocabulary,
    in_order,
    suggestion,
)
from quizgen.facts import Collection
from quizgen.model import (
    CODE_ALPHABET,
    CODE_LENGTH,
    Blueprint,
    Candidate,
    Edition,
    Media,
    PaperHead,
    Wanted,
)
from quizgen.questions import QUESTION_TYPES
from quizgen.reading.events import Node, read_yaml
from quizgen.reading.media import read_logo
from quizgen.reading.plans import SET, Plan, flag_of
from quizgen.reading.validation import validate
from quizgen.theme import KEYS
from quizgen.user_files import LARGEST_TEXT, UnreadableError, read, read_text

Keys = Mapping[str, object]
"""Keys of a blueprint with their values as in YAML: text, tuples of text, mappings."""
Earlier = Callable[[str], Iterable[str]]
"""Returns the facts of an earlier paper by its code; none where it is not to be had."""
NO_KEYS: Keys = MappingProxyType({})
NO_PLACE = Position("quizgen quiz", 0, 0)
"""Where flags are written."""
NAMED = "name it as seen from the blueprint"
CODE = re.compile(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")


def no_paper(_: str) -> Iterable[str]:
    """Know of no earlier paper."""
    return ()


def read_blueprint(
    path: Path, collection: Collection, flags: Keys = NO_KEYS, earlier: Earlier = no_paper
) -> tuple[Blueprint | None, tuple[Diagnostic, ...]]:
    """Read one file; return the blueprint, unless something is wrong, and what is wrong.

    ``flags`` go before the keys of the file; ``earlier`` returns the facts of a paper by its code.
    """
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
    return _read(node, path.parent, collection, flags, earlier)


def blueprint_of(
    keys: Keys, collection: Collection, flags: Keys = NO_KEYS, earlier: Earlier = no_paper
) -> tuple[Blueprint | None, tuple[Diagnostic, ...]]:
    """Return the blueprint that keys make without a file, and what is wrong, as of a file."""
    return _read(_node(keys, NO_PLACE), Path(), collection, flags, earlier)


def _read(
    node: Node, folder: Path, collection: Collection, flags: Keys, earlier: Earlier
) -> tuple[Blueprint | None, tuple[Diagnostic, ...]]:
    if isinstance(node.value, dict):
        own = {key: _node(value, _flag_place(key)) for key, value in flags.items()}
        node = replace(node, value=node.value | own)
    plan, problems = validate(Plan, node, locate=node.locate)
    if plan is None:
        return None, in_order(problems)
    logo, bad_logo = _logo(plan, folder, flags)
    avoided, bad_papers = _avoided(plan, Path() if "avoid" in flags else folder, earlier)
    unknown = in_order([*_unknown(plan, collection), *bad_logo, *bad_papers])
    return (
        None if unknown else _blueprint(plan, logo or collection.logo, avoided, collection.look)
    ), unknown


def _node(value: object, place: Position) -> Node:
    """Return data as if they were read from a file at one place."""
    match value:
        case Mapping():
            return Node({str(key): _node(inner, place) for key, inner in value.items()}, place)
        case tuple() | list():
            return Node([_node(inner, place) for inner in value], place)
        case _:
            return Node(str(value), place)


def _flag_place(key: str) -> Position:
    return Position(f"{NO_PLACE} {flag_of(key)}", 0, 0)


def _logo(plan: Plan, folder: Path, flags: Keys) -> tuple[Media | None, list[Diagnostic]]:
    """Return the picture at the head of a paper, and what is wrong with it.

    A flag's is named as seen from where the command is given, and may lie anywhere.
    """
    if plan.logo is None:
        return None, []
    place, name = plan.locate("logo"), plan.logo
    if "logo" in flags:
        folder, name = Path(name).parent, Path(name).name
    logo = read_logo(folder, name, place, plan.school)
    return (None, [logo]) if isinstance(logo, Diagnostic) else (logo, [])


def _avoided(
    plan: Plan, folder: Path, earlier: Earlier
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Return the facts of earlier papers, and what is wrong with the files that hold them."""
    facts: list[str] = []
    told = []
    for index, name in enumerate(plan.avoid):
        try:
            if not CODE.fullmatch(name):
                facts += _facts(folder / name)
                continue
            own = list(earlier(name))
            facts += own
            if own:
                continue
            problem = (
                WRONG_VALUE,
                f"no paper with the code '{name}' is in the folder of papers",
                "name its file, as '--to json' writes it",
            )
        except FileNotFoundError:
            problem = (NO_FILE, f"there is no file '{name}'", NAMED)
        except UnreadableError as error:
            problem = (NO_FILE, f"'{name}' cannot be read: {error}", NAMED)
        except (ValueError, LookupError, TypeError, RecursionError):
            problem = (WRONG_VALUE, f"'{name}' is no paper as '--to json' writes it", NAMED)
        told.append(Diagnostic(plan.locate("avoid", index), *problem))
    return tuple(dict.fromkeys(facts)), told


def _facts(path: Path) -> list[str]:
    """Return the facts of a paper as ``--to json`` writes it."""
    paper = json.loads(read_text(path))
    return [str(fact) for item in paper["items"] for fact in item["facts"]]


def _unknown(plan: Plan, collection: Collection) -> Iterator[Diagnostic]:
    """Yield the types, decks and tags that there are none of."""
    decks = [deck.id for deck in collection.decks]
    facts = [f"{deck.id}/{fact.id}" for deck in collection.decks for fact in deck.facts]
    tags = {t for deck in collection.decks for t in deck.tags}
    tags |= {t for deck in collection.decks for fact in deck.facts for t in fact.tags}
    yield from _missing(plan, ("decks",), plan.decks, decks, UNKNOWN_DECK, "deck")
    yield from _missing(plan, ("exclude",), plan.exclude, facts, WRONG_VALUE, "fact")
    yield from _missing(plan, ("tags",), plan.tags, tags, WRONG_VALUE, "fact with the tag")
    own = ["/".join(id_.split("/")[:2]) for id_ in plan.include]
    yield from _missing(plan, ("include",), own, facts, WRONG_VALUE, "fact")
    for id_ in plan.points:
        own = ["/".join(id_.split("/")[:2])]
        yield from _missing(plan, ("points", id_), own, facts, WRONG_VALUE, "fact")
    for index, type_ in enumerate(plan.without_derived):
        yield from _unknown_type(plan, type_, "without_derived", index)
    for index, section in enumerate(plan.sections):
        place = ("sections", index)
        yield from _unknown_type(plan, section.type, *place, "type")
        there = (*place, "decks")
        yield from _missing(plan, there, section.decks, decks, UNKNOWN_DECK, "deck")
        there = (*place, "facts")
        yield from _missing(plan, there, section.facts, facts, WRONG_VALUE, "fact")
        there = (*place, "tags")
        yield from _missing(plan, there, section.tags, tags, WRONG_VALUE, "fact with the tag")


def _unknown_type(plan: Plan, type_: str, *place: str | int) -> Iterator[Diagnostic]:
    if type_ not in QUESTION_TYPES:
        hint = suggestion(type_, QUESTION_TYPES) or f"write {', '.join(QUESTION_TYPES)}"
        message = f"there is no question type '{type_}'"
        yield Diagnostic(plan.locate(*place), WRONG_VALUE, message, hint)


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


def _blueprint(
    plan: Plan, logo: Media | None, avoided: tuple[str, ...], usual: Edition
) -> Blueprint:
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
                working=section.working,
                position=_position(plan, index),
            )
            for index, section in enumerate(plan.sections)
        ),
        seed=plan.seed,
        forms=plan.forms,
        vary=plan.vary,
        minutes=plan.time,
        editions=plan.editions,
        repeat=plan.repeat,
        look=replace(
            usual,
            **{key: getattr(plan, key) for key in SET},
            theme=usual.theme.varied({key: getattr(plan, key) for key in KEYS}),
        ),
        exclude=(*plan.exclude, *avoided),
        include=plan.include,
        points=tuple(plan.points.items()),
        directions=plan.direction,
        without_derived=plan.without_derived,
        head=PaperHead(
            logo=logo,
            school=plan.school,
            subject=plan.subject,
            date=plan.date,
            instructions=plan.instructions,
            grades=plan.grades,
            candidate=_candidate(plan),
            boxes=plan.boxes,
            header=plan.header,
            footer=plan.footer,
            cover=plan.cover,
            totals=plan.totals or plan.cover,
        ),
    )


def _position(plan: Plan, section: int) -> Position | None:
    """Return where a section says how many items it has; None where no file does."""
    place = plan.locate("sections", section, "items")
    return None if place == NO_PLACE else place


def _candidate(plan: Plan) -> tuple[Candidate, ...]:
    """Return what is filled in: boxes ask for the number that is written in them."""
    is_missing = plan.boxes and Candidate.NUMBER not in plan.candidate
    return (*plan.candidate, Candidate.NUMBER) if is_missing else plan.candidate
