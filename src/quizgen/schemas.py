"""JSON Schemas of the files that people write, from the classes that they are read into.

An editor completes and explains keys by them, and a linter that knows nothing of quizgen finds what
is misspelt. They are never stricter than the reader: what they cannot tell, such as whether a date
is one, they let pass. The draft is 2020-12, https://json-schema.org.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from quizgen.facts import KINDS, Collection, Deck, Fact
from quizgen.facts.note_type import NoteTypeSpec
from quizgen.facts.translation import Translation
from quizgen.formats.data.json import schema as schema_of_forms
from quizgen.model import Kind
from quizgen.reading.csl import CslItem
from quizgen.reading.plans import Plan
from quizgen.reading.validation import filled_in

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCALARS = ["string", "number", "boolean"]
"""What an editor may take a text for: we read ``1988`` and ``no`` as they are written."""
YES_OR_NO = ["yes", "no", "true", "false", "on", "off"]
SUFFIX = ".schema.json"

Schema = dict[str, Any]


@cache
def schemas() -> Mapping[str, Schema]:
    """Return the schema of each file by its name: ``deck``, ``collection`` and so on."""
    return {name: make() for name, make in FILES.items()}


def text_of(schema: Schema) -> str:
    """Return a schema as it stands in a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _deck() -> Schema:
    """Return the schema of a deck: its head, and what the first key of each fact asks for."""
    deck = _of(Deck, "A deck of facts")
    every = _of(Fact, "What a fact of any kind may have")
    definitions = deck.setdefault("$defs", {})
    definitions |= every.pop("$defs", {}) | {"every-fact": _without_head(every)}
    for kind, cls in KINDS.items():
        schema = _of(cls, f"{kind}: a kind of fact")
        definitions |= schema.pop("$defs", {})
        definitions[_name(kind)] = _without_head(_but_common(schema, every["properties"]))
    definitions["fact"] = {
        "title": "A fact; its first key names its kind",
        "type": "object",
        "anyOf": [{"required": [kind]} for kind in KINDS],
        "allOf": [_if_there(kind) for kind in KINDS],
    }
    deck["properties"] |= {"rows": _ROWS, "facts": _FACTS}
    return deck


def _translation() -> Schema:
    """Return the schema of a translation: its head, and texts by the ids of facts and columns."""
    schema = _of(Translation, "A translation of a deck")
    texts = {"type": "object", "additionalProperties": {"type": "object"}}
    schema["properties"] |= {
        "columns": {"description": "The words of columns, by name.", **texts},
        "facts": {"description": "The texts of each fact, by its id.", **texts},
    }
    return schema


def _sources() -> Schema:
    """Return the schema of the sources: references in CSL-YAML."""
    item = _of(CslItem, "A reference, in CSL-YAML")
    definitions = item.pop("$defs", {})
    return _headed("The sources of the facts") | {
        "type": "object",
        "properties": {"references": {"type": "array", "items": _without_head(item)}},
        "required": ["references"],
        "$defs": definitions,
    }


FILES: Mapping[str, Callable[[], Schema]] = MappingProxyType(
    {
        "deck": _deck,
        "collection": lambda: _of(Collection, "A collection of decks"),
        "translation": _translation,
        "sources": _sources,
        "note-type": lambda: _of(NoteTypeSpec, "A note type of a curator's own"),
        "blueprint": lambda: _of(Plan, "A blueprint of a paper"),
        "form": lambda: json.loads(schema_of_forms()),
    }
)
"""How the schema of each file is made, by its name."""

_ROWS: Schema = {
    "description": "Facts that are rows of a table: a sheet beside the deck, lines, or a list.",
    "examples": ["craters.csv"],
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"file": {"type": "string"}, "head": {"enum": [*YES_OR_NO, True, False]}},
            "required": ["file"],
            "additionalProperties": False,
        },
        {"type": "array", "items": {"type": ["array", "object"]}},
    ],
}
_FACTS: Schema = {
    "description": "The facts.",
    "type": "array",
    "items": {"$ref": "#/$defs/fact"},
}


def _name(kind: Kind) -> str:
    return f"fact-{kind}"


def _if_there(kind: Kind) -> Schema:
    """Return what holds of a fact that has the key of a kind, which no other kind has."""
    return {"if": {"required": [kind]}, "then": {"$ref": f"#/$defs/{_name(kind)}"}}


def _but_common(schema: Schema, common: Mapping[str, Schema]) -> Schema:
    """Return the schema of a kind that refers to what facts of all kinds have."""
    keys = {
        key: {"$ref": f"#/$defs/every-fact/properties/{key}"} if common.get(key) == value else value
        for key, value in schema["properties"].items()
    }
    return schema | {"properties": keys}


def _headed(title: str) -> Schema:
    return {"$schema": DRAFT, "title": title}


def _without_head(schema: Schema) -> Schema:
    return {key: value for key, value in schema.items() if key != "$schema"}


def _of(cls: type[Any], title: str) -> Schema:
    """Return the schema of a class that a mapping is read into."""
    schema = TypeAdapter(cls).json_schema(schema_generator=_OfText)
    return _headed(title) | {key: value for key, value in schema.items() if key != "title"}


class _OfText(GenerateJsonSchema):
    """Makes a schema of YAML whose values are text until a key says otherwise."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return super().str_schema(schema) | {"type": SCALARS}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"enum": [True, False, *YES_OR_NO]}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return super().int_schema(schema) | {"type": ["integer", "string"], "pattern": r"^\s*-?\d"}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        return super().float_schema(schema) | {"type": ["number", "string"], "pattern": r"\d"}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key that is left empty is told; one may leave it out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default is told in the description, as people write it."""
        return self.generate_inner(schema["schema"])

    def function_plain_schema(
        self, schema: core_schema.PlainValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """Dates and numbers are read by our own rules: here they are a text like any other."""
        return {"type": SCALARS}

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """A short form is read before the long one; what we do not know of it may be anything."""
        long = super().function_before_schema(schema)
        short = _SHORT.get(getattr(schema["function"]["function"], "__name__", ""))
        return short(self, long) if short else {}

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """Leave out what the reader fills in itself, and say what the class is in a line."""
        generated = super().dataclass_schema(schema)
        own = {
            key: _described(generated["properties"][key]) for key in generated.get("properties", {})
        }
        for name in filled_in(schema["cls"]):  # type: ignore[arg-type]  # a class is hashable
            own.pop(name, None)
        due = [name for name in generated.get("required", ()) if name in own]
        summary = (inspect.getdoc(schema["cls"]) or "").partition("\n\n")[0]
        return generated | {
            "properties": own,
            "description": _plain(summary),
            **({"required": due} if due else {}),
            **_also_capitalised(own),
        }


def _also_capitalised(properties: Mapping[str, Schema]) -> Schema:
    """Return what lets ``False`` stand for ``false``: a linter's YAML takes it for a truth value.

    As a pattern no editor offers it.
    """
    words = {f"^{n.capitalize()}$": properties[n] for n in properties if n in YES_OR_NO}
    return {"patternProperties": words} if words else {}


def _described(schema: Schema) -> Schema:
    """Return a key's schema with its description in words alone, without links and their like."""
    if "description" not in schema:
        return schema
    return schema | {"description": _plain(schema["description"])}


def _plain(text: str) -> str:
    """Return Markdown without its links: they lead nowhere from an editor."""
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", " ".join(text.split())).replace("``", "`")


_TEXT: Schema = {"type": SCALARS, "minLength": 1}
_NAMED: Schema = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": _TEXT,
}


def _or(*short: Schema) -> Callable[[_OfText, Schema], Schema]:
    """Return what adds short forms to a long one."""
    return lambda maker, long: {"anyOf": [*short, long]}


def _one_of_them(maker: _OfText, long: Schema) -> Schema:
    """Add the short form of a list: one entry of it."""
    return {"anyOf": [long["items"], long]}


def _its_forward(maker: _OfText, long: Schema) -> Schema:
    """Add the short form of what there is in both directions: what it is in the first."""
    whole = maker.get_schema_from_definitions(long["$ref"]) or {}
    forward = {k: v for k, v in whole["properties"]["forward"].items() if k in ("type", "anyOf")}
    return {"anyOf": [forward or {}, long]}


_SHORT: Mapping[str, Callable[[_OfText, Schema], Schema]] = MappingProxyType(
    {
        "listed": _one_of_them,
        "one_or_many": _one_of_them,
        "forward": _its_forward,
        "both_ways": _its_forward,
        "_foil": _or(_TEXT, _NAMED),
        "_entry": _or(_NAMED),
        "_graded": _or(_TEXT),
        "_named": _or(_TEXT),
        "_around": _or({"enum": [True, False, *YES_OR_NO]}),
        "_wording": _or(),
        "_type_in": _or({"enum": [True, False, *YES_OR_NO]}),
        "_column": _or({"type": [*SCALARS, "null"]}),
        "_headings": _or({"type": "array", "items": _TEXT}),
        "_web_address": _or(),
    }
)
"""The short forms that are read besides, by the function that reads them."""
