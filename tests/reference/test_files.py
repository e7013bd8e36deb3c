"""The reference of files is as the dataclasses are that read them; each example in it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import make_dataclass
from pathlib import Path
from typing import Any

import pytest

from quizgen.diagnostics import has_errors
from quizgen.facts import KINDS, Collection, Deck, Fact
from quizgen.facts.column import Column
from quizgen.facts.deck import AnkiOptions, Preset
from quizgen.facts.list import Entry
from quizgen.facts.lms_item import Graded, PlatformItem
from quizgen.facts.parts import Ask, Attachment, Distractors, Foil, Hint, Passage
from quizgen.facts.table import Row
from quizgen.facts.theme import ThemeKeys
from quizgen.facts.translation import Translation
from quizgen.model import Kind
from quizgen.reading import read_collection
from quizgen.reading.blueprints import read_blueprint
from quizgen.reading.csl import Name
from quizgen.reading.plans import Plan, SectionPlan
from tests.conftest import COLLECTION, ROOT, SOURCES, Workspace
from tools.reference import files
from tools.reference.keys import Key, flow, keys_of

PLACE = "{question: Where?, id: place, answer: Geneva, tags: treaties"
TABLE = {"table": "T", "columns": {"us": "US"}}
MEMBERS = [{"key": "aldrin", "text": "Buzz Aldrin"}, {"armstrong": "Neil Armstrong"}]


def test_the_page_of_files(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "files.md", files.page())


def examples(keys: Iterator[Key] | tuple[Key, ...], where: str) -> list[Any]:
    pairs = [(key.name, example) for key in keys for example in key.examples]
    return [pytest.param(*pair, id=f"{where}-{pair[0]}-{n}") for n, pair in enumerate(pairs)]


@pytest.fixture
def ready(workspace: Workspace) -> Workspace:
    """A workspace with a picture, a deck and a note type that examples point to."""
    (workspace.decks / "media").mkdir()
    for name in ("map.png", "media/map.png"):
        (workspace.decks / name).write_bytes(b"\x89PNG\r\n\x1a\n")
    workspace.deck(f"- {PLACE}}}")
    own = workspace.folder / "templates" / "note-types" / "capitals"
    own.mkdir(parents=True)
    (own / "note-type.yaml").write_text("note_type: C\nfields: [Country]\ntemplates: [Capital]\n")
    for side in ("front", "back"):
        (own / f"capital.{side}.html").write_text("{{Country}}\n")
    return workspace


def assert_read(workspace: Workspace) -> None:
    reading = read_collection(workspace.decks)
    assert not has_errors(reading.diagnostics), "\n".join(map(str, reading.diagnostics))
    assert reading.collection


def assert_fact(workspace: Workspace, fact: dict[str, object]) -> None:
    workspace.deck(f"- {flow(fact)}", "other")
    assert_read(workspace)


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_of_each_kind(kind: Kind, ready: Workspace) -> None:
    text = files.example(kind)
    ready.deck(text, "other")
    assert_read(ready)
    assert all(f"{key.name}:" in text for key in files.own(kind))


OWN = [p for kind in KINDS for p in examples(files.own(kind), kind)]


@pytest.mark.parametrize(("key", "value"), [*OWN, *examples(files.common(), "fact")])
def test_each_key_of_a_fact(key: str, value: object, ready: Workspace) -> None:
    kind = next((k for k in KINDS if key in {own.name for own in files.own(k)}), Kind.QUESTION)
    due = {own.name: own.examples[0] for own in files.own(kind) if own.is_due or own.name == kind}
    due |= {"means": "it"} if kind is Kind.TERM else {}
    due |= {"false": "No."} if kind is Kind.STATEMENT else {}
    assert_fact(ready, {**due, "id": "x", key: value})


INSIDE: list[tuple[type[Any], Callable[[str, object], dict[str, object]]]] = [
    (Ask, lambda key, value: {"ask": {key: value}}),
    (Distractors, lambda key, value: {"distractors": {key: value}}),
    (Hint, lambda key, value: {"hint": {key: value}}),
    (Foil, lambda key, value: {"distractors": [{"text": "Vienna", key: value}]}),
    (Passage, lambda key, value: {"also": [{"source": "smith-2020", key: value}]}),
    (Attachment, lambda key, value: {"media": {"file": "map.png", key: value}}),
    (PlatformItem, lambda key, value: {"item": {"type": "short", key: value}}),
    (Graded, lambda key, value: {"item": {"type": "short", "answers": {"It": {key: value}}}}),
]


@pytest.mark.parametrize(
    ("key", "value", "fact"),
    [
        pytest.param(key.name, example, fact, id=f"{cls.__name__}-{key.name}")
        for cls, fact in INSIDE
        for key in keys_of(cls)
        for example in key.examples
    ],
)
def test_each_key_inside_a_fact(
    key: str, value: object, fact: Callable[[str, object], dict[str, object]], ready: Workspace
) -> None:
    assert_fact(ready, {"question": "Who?", "id": "x", "answer": "She", **fact(key, value)})


@pytest.mark.parametrize(("key", "value"), examples(keys_of(Entry), "member"))
def test_each_key_of_a_member(key: str, value: object, ready: Workspace) -> None:
    members = [{"key": "c", "text": "Collins", key: value}, *MEMBERS]
    assert_fact(ready, {"list": "Which?", "id": "x", "members": members})


@pytest.mark.parametrize(("key", "value"), examples(keys_of(Row), "row"))
def test_each_key_of_a_row(key: str, value: object, ready: Workspace) -> None:
    row = {"row": "R", "key": "r", "cells": {"us": "a year"}, key: value}
    assert_fact(ready, {**TABLE, "id": "x", "rows": [row]})


@pytest.mark.parametrize(("key", "value"), examples((*keys_of(Deck), files.FACTS), "deck"))
def test_each_key_of_a_deck(key: str, value: object, ready: Workspace) -> None:
    rows = {"rows": files.ROWS.examples[1]} if key == "columns" else {}
    head = {"deck": "Other", "id": "other", key: value, **rows}
    (ready.decks / "other.yaml").write_text(flow(head), encoding="utf-8")
    assert_read(ready)


@pytest.mark.parametrize(
    ("key", "value"), examples((*keys_of(Translation), *files.TEXTS), "translation")
)
def test_each_key_of_a_translation(key: str, value: object, ready: Workspace) -> None:
    base = {"deck": "Base", "id": "base", "columns": {"country": {}, "capital": {}}}
    rows = {"rows": [{"id": "at", "country": "Austria", "capital": "Vienna"}]}
    (ready.decks / "base.yaml").write_text(flow({**base, **rows}), encoding="utf-8")
    of = "base" if key == "columns" else "small"
    head = {"translation": "de", "of": of, key: value}
    (ready.decks / "small.de.yaml").write_text(flow(head), encoding="utf-8")
    assert_read(ready)


@pytest.mark.parametrize("rows", files.ROWS.examples)
def test_rows(rows: object, ready: Workspace) -> None:
    (ready.decks / "craters.csv").write_text("crater,width\nTycho,85\n")
    head = {"deck": "Other", "id": "other", "rows": rows}
    listed = {"deck": "Listed", "id": "listed", "rows": "craters.csv"}
    for deck in (head, listed):
        (ready.decks / f"{deck['id']}.yaml").write_text(flow(deck), encoding="utf-8")
    assert_read(ready)


@pytest.mark.parametrize(("key", "value"), examples(keys_of(Column), "column"))
def test_each_key_of_a_column(key: str, value: object, ready: Workspace) -> None:
    role = {"role": "note"} if key == "on" else {}
    names = ("country", "capital", "river", "colours", "it")
    columns: dict[str, object] = {name: {} for name in names} | {"it": {key: value, **role}}
    rows = [{"id": "at"} | {name: "" if name == "it" else "x" for name in names}]
    head = {"deck": "Other", "id": "other", "columns": columns, "rows": rows}
    (ready.decks / "other.yaml").write_text(flow(head), encoding="utf-8")
    assert_read(ready)


OPTIONS = [*examples(keys_of(AnkiOptions), "anki")]
PRESETS = [*examples(keys_of(Preset), "preset")]


@pytest.mark.parametrize(("key", "value"), [*OPTIONS, *PRESETS])
def test_each_option_for_anki(key: str, value: object, ready: Workspace) -> None:
    inside = {key: value}
    options = {"preset": inside} if key in Preset.__dataclass_fields__ else inside
    head = {"deck": "Other", "id": "other", "anki": options}
    (ready.decks / "other.yaml").write_text(flow(head), encoding="utf-8")
    assert_read(ready)


@pytest.mark.parametrize(("key", "value"), examples(keys_of(Collection), "collection"))
def test_each_key_of_a_collection(key: str, value: object, ready: Workspace) -> None:
    lines = [line for line in COLLECTION.splitlines() if not line.startswith(f"{key}:")]
    text = "\n".join([*lines, f"{key}: {flow(value)}"])
    (ready.decks / "collection.yaml").write_text(text, encoding="utf-8")
    assert_read(ready)


@pytest.mark.parametrize(("key", "value"), examples(keys_of(ThemeKeys), "theme"))
def test_each_key_of_a_theme(key: str, value: object, ready: Workspace) -> None:
    (ready.decks / "logo.png").write_bytes((ready.decks / "map.png").read_bytes())
    text = f"{COLLECTION}theme: {flow({key: value})}\n"
    (ready.decks / "collection.yaml").write_text(text, encoding="utf-8")
    assert_read(ready)


@pytest.mark.parametrize(("key", "value"), examples(files.source_keys(), "source"))
def test_each_key_of_a_source(key: str, value: object, ready: Workspace) -> None:
    source = {"id": "jones", "type": "book", "title": "Another", key: value}
    first = SOURCES.replace("smith-2020", "jones-2020" if value == "smith-2020" else "smith-2020")
    (ready.decks / "sources.yaml").write_text(f"{first}  - {flow(source)}\n", encoding="utf-8")
    assert_read(ready)


@pytest.mark.parametrize(("key", "value"), examples(keys_of(Name), "author"))
def test_each_key_of_an_author(key: str, value: object, ready: Workspace) -> None:
    source = {"id": "jones", "type": "book", "title": "Another", "author": [{key: value}]}
    (ready.decks / "sources.yaml").write_text(f"{SOURCES}  - {flow(source)}\n", encoding="utf-8")
    assert_read(ready)


def assert_blueprint(workspace: Workspace, plan: dict[str, Any]) -> None:
    path = workspace.folder / "test.yaml"
    path.write_text(flow(plan), encoding="utf-8")
    (workspace.folder / "first-test.json").write_text('{"items": []}', encoding="utf-8")
    (workspace.folder / "school.png").write_bytes((workspace.decks / "map.png").read_bytes())
    blueprint, problems = read_blueprint(path, workspace.read())
    assert blueprint, "\n".join(map(str, problems))


@pytest.mark.parametrize(("key", "value"), examples(keys_of(Plan), "blueprint"))
def test_each_key_of_a_blueprint(key: str, value: object, ready: Workspace) -> None:
    plan = {"blueprint": "T", "id": "t", "sections": [{"type": "short", "items": "1"}]}
    assert_blueprint(ready, {**plan, key: value})


@pytest.mark.parametrize(("key", "value"), examples(keys_of(SectionPlan), "section"))
def test_each_key_of_a_section(key: str, value: object, ready: Workspace) -> None:
    section = {"type": "short", "items": "1", key: value}
    assert_blueprint(ready, {"blueprint": "T", "id": "t", "sections": [section]})


def test_a_key_that_is_not_described_is_told() -> None:
    with pytest.raises(ValueError, match="'start' of Span is not described"):
        list(keys_of(make_dataclass("Span", [("start", int)])))


def test_what_the_reader_fills_in_is_no_key() -> None:
    names = {key.name for cls in (Fact, Deck, Collection, Plan) for key in keys_of(cls)}
    assert not names & {"locate", "kind", "references", "templates", "strings"}
