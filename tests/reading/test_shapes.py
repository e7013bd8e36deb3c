"""What is checked of a class is what pydantic would check of it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest
from pydantic import TypeAdapter

from quizgen.facts import KINDS, Collection, Deck
from quizgen.facts.note_type import NoteTypeSpec
from quizgen.facts.row import Extras
from quizgen.facts.translation import Translation
from quizgen.formats.data.json import FormData
from quizgen.reading import shapes
from quizgen.reading.csl import CslItem
from quizgen.reading.plans import Plan

CLASSES = (
    *KINDS.values(), Collection, Deck, Translation, NoteTypeSpec, Extras, Plan, FormData, CslItem
)  # fmt: skip
SAYS_NOTHING = frozenset(
    "metadata ref serialization json_schema_input_schema computed_fields frozen kw_only".split()
)
"""What of a schema counts for JSON or for arguments, or is what it is where it is left out."""
USUAL = {"init": True, "post_init": False, "default_factory_takes_data": False}


def _plain(schema: Any, named: Mapping[str, Any]) -> Any:
    """Return a schema without what says nothing, and with each part where it is named."""
    if isinstance(schema, list | tuple):
        return [_plain(part, named) for part in schema]
    if isinstance(schema, dict):
        if schema.get("type") == "definitions":
            inner = {**named, **{part["ref"]: part for part in schema["definitions"]}}
            return _plain(schema["schema"], inner)
        if schema.get("type") == "definition-ref":
            return _plain(named[schema["schema_ref"]], named)
        counts = {k: v for k, v in schema.items() if k not in SAYS_NOTHING and USUAL.get(k) != v}
        return {key: _plain(part, named) for key, part in counts.items() if part is not None}
    if isinstance(schema, partial):  # pydantic's way to say how long a list may be
        return next(iter(schema.keywords.values()))
    if getattr(schema, "__name__", "") == "at_most":  # and ours
        return schema.__closure__[0].cell_contents
    return schema


@pytest.mark.parametrize("cls", CLASSES)
def test_what_is_checked_is_what_pydantic_would_check(cls: Any) -> None:
    theirs = TypeAdapter(cls).core_schema
    assert _plain(shapes.schema(cls), {}) == _plain(theirs, {})
    assert shapes.validator(cls)


def test_a_part_that_kinds_share_is_looked_at_once() -> None:
    first, second = [*KINDS.values()][:2]
    tags = [
        next(f for f in shapes.schema(kind)["schema"]["fields"] if f["name"] == "tags")
        for kind in (first, second)
    ]
    assert tags[0]["schema"]["schema"] is tags[1]["schema"]["schema"]
