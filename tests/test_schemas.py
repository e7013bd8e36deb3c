"""The schemas know what the reader knows, as far as a schema can; linters and editors take them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from quizgen.facts import KINDS
from quizgen.reading.events import read_yaml
from quizgen.schemas import FILES, SUFFIX, schemas, text_of
from tests.conftest import ROOT
from tests.reading.test_broken import BROKEN
from tools.reference import files as reference
from tools.reference.keys import keys_of

NO_SCHEMA_KNOWS = {
    "cited": "which sources there are",
    "duplicate-id": "that an id stands elsewhere",
    "statement": "that one of two keys is due, or what is in a text",
    "table": "which columns there are",
    "dates": "what is a date",
}
"""Broken decks that a schema lets pass, with what it would have to know."""


@pytest.mark.parametrize("name", FILES)
def test_the_published_schemas_are_those_of_the_code(
    name: str, golden: Callable[[Path, str], None]
) -> None:
    golden(ROOT / "schema" / f"{name}{SUFFIX}", text_of(schemas()[name]))


def test_nothing_else_is_published() -> None:
    published = sorted(path.name for path in (ROOT / "schema").glob("*.json"))
    assert published == sorted(f"{name}{SUFFIX}" for name in FILES)


def test_no_two_kinds_share_the_key_that_names_one() -> None:
    for kind, cls in KINDS.items():
        others = KINDS.keys() - {kind}
        assert not others & {field.name for field in fields(cls)}, kind


def _decks() -> list[Path]:
    shipped = [ROOT / "decks", *(ROOT / "tests" / "decks").iterdir()]
    paths = [path for folder in shipped for path in sorted(folder.glob("*.yaml"))]
    decks = [path for path in paths if path.stem not in ("collection", "sources")]
    return [path for path in decks if "." not in path.stem]  # no translations: moon.ur.yaml


def _kind(path: Path) -> str:
    return path.stem if path.stem in FILES else "deck"


def _errors(schema: Any, path: Path) -> list[str]:
    """Return what a schema says of a file, read as our own reader reads it."""
    node, _ = read_yaml(path.name, path.read_bytes())
    assert node is not None
    validator = jsonschema.Draft202012Validator(schema)
    return [error.message for error in validator.iter_errors(node.plain())]


@pytest.mark.slow
def test_all_our_decks_pass() -> None:
    deck = schemas()["deck"]
    assert len(_decks()) > 20
    for path in _decks():
        assert not _errors(deck, path), path


@pytest.mark.parametrize("name", ["collection", "sources"])
def test_what_goes_with_the_decks_passes(name: str) -> None:
    schema = schemas()[name]
    for path in (*ROOT.glob(f"decks/{name}.yaml"), *ROOT.glob(f"tests/decks/*/{name}.yaml")):
        assert not _errors(schema, path), path


@pytest.mark.slow
def test_the_blueprints_pass() -> None:
    blueprints = list((ROOT / "decks" / "blueprints").glob("*.yaml"))
    assert blueprints
    for path in blueprints:
        assert not _errors(schemas()["blueprint"], path), path


@pytest.mark.slow
def test_every_example_of_a_key_passes() -> None:
    deck = schemas()["deck"]
    for kind in KINDS:
        properties = deck["$defs"][f"fact-{kind}"]["properties"]
        for key in (*reference.common(), *keys_of(KINDS[kind])):
            for example in key.examples:
                schema = properties[key.name] | {"$defs": deck["$defs"]}
                jsonschema.Draft202012Validator(schema).validate(example)


NOTE_TYPE = "note_type: Capitals\nfields: [Country, {name: Flag, html: yes}]\ntemplates: [Flag]\n"
BROKEN_NOTE_TYPES = {
    "misspelt": NOTE_TYPE.replace("fields", "feilds"),
    "no-template": NOTE_TYPE.replace("[Flag]", "[]"),
    "a-field-of-nothing": NOTE_TYPE.replace("name: Flag", "named: Flag"),
    "another-id": f"{NOTE_TYPE}id: capitals\n",
    "no-name": NOTE_TYPE.partition("\n")[2],
}


def test_a_note_type_is_as_its_schema_says(tmp_path: Path) -> None:
    path = tmp_path / "note-type.yaml"
    schema = schemas()["note-type"]
    path.write_text(NOTE_TYPE)
    assert not _errors(schema, path)
    for name, text in BROKEN_NOTE_TYPES.items():
        path.write_text(text)
        assert _errors(schema, path), name


@pytest.mark.slow
def test_a_linter_passes_the_decks_and_fails_each_broken_one(tmp_path: Path) -> None:
    schema = tmp_path / "deck.schema.json"
    schema.write_text(text_of(schemas()["deck"]), encoding="utf-8")
    assert _linted(schema, _decks())["errors"] == []
    report = _linted(schema, [path for path in BROKEN if path.stem != "self-alias"])
    failed = {Path(error["filename"]).stem for error in report["errors"] + report["parse_errors"]}
    passed = {path.stem for path in BROKEN} - failed - {"self-alias"}  # the linter falls over it
    assert passed <= NO_SCHEMA_KNOWS.keys() | _ONLY_OURS, passed


@pytest.mark.slow
def test_a_linter_passes_a_note_type_and_fails_each_broken_one(tmp_path: Path) -> None:
    schema = tmp_path / "note-type.schema.json"
    schema.write_text(text_of(schemas()["note-type"]), encoding="utf-8")
    for name, text in {"right": NOTE_TYPE, **BROKEN_NOTE_TYPES}.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    errors = _linted(schema, sorted(tmp_path.glob("*.yaml")))["errors"]
    assert {Path(error["filename"]).stem for error in errors} == BROKEN_NOTE_TYPES.keys()


_ONLY_OURS = {"ampersand", "escape-to-control"}
"""What other readers of YAML do not mind."""


def _linted(schema: Path, paths: list[Path]) -> Any:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), "-o", "json"]
    run = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    return {"errors": [], "parse_errors": []} | json.loads(run.stdout)


def test_a_form_is_as_its_schema_says() -> None:
    assert schemas()["form"]["title"]
