"""``docs/questions.md``: the question types, and what a difficulty number means."""

from __future__ import annotations

import inspect
from types import ModuleType

from quizgen.distractors.search import UNKNOWN
from quizgen.model import Level
from quizgen.questions import QUESTION_TYPES, open_response, truefalse
from quizgen.questions.difficulty import EASIEST, HARDEST, LEVELS, SPREAD, difficulty

_HEAD = """# Questions

`quizgen show DECK` shows the items that are made of a deck; `quizgen quiz --types` and the sections
of a [blueprint](files.md#a-blueprint) choose by type. A wrong option is the curator's own, or a
value of another fact of which no fact says that it is right.

<!-- Made by `make reference`; do not edit. -->
"""
_DIFFICULTY = f"""## Difficulty

Each item has a difficulty from 0 to 1, before anybody has answered it: an estimate that serves to
make versions of a paper equally hard, not to mark anyone. It is a sum, kept between {EASIEST:.2f}
and {HARDEST:.2f}:

- the level of its fact: {", ".join(f"{LEVELS[level]:.2f} for `{level}`" for level in Level)};
- what its type demands, as below: to recognise is easier than to recall, and to recall than to
  write freely;
- how near it is to being mistaken: up to {SPREAD * (1 - UNKNOWN):.2f} more where the distractors
  are as near to the key as can be, or the answer as long, and up to {SPREAD * UNKNOWN:.2f} less
  where they are far.

So a true-or-false item on a core fact has {difficulty(Level.CORE, truefalse.DEMAND):.2f}, and an
open question on a detail {difficulty(Level.DETAIL, open_response.DEMAND):.2f}. Versions of a paper
differ in the mean of their items by a few hundredths; `quizgen quiz` says by how many.

| type | demands |
| --- | --- |
"""


def page() -> str:
    """Return the page."""
    rows = [f"| `{name}` | {row.DEMAND:+.2f} |" for name, row in QUESTION_TYPES.items()]
    parts = [_HEAD, "## Types\n", "In the order of a paper.\n"]
    parts += [f"### {name}\n\n{_about(row)}\n" for name, row in QUESTION_TYPES.items()]
    return "\n".join([*parts, _DIFFICULTY + "\n".join(rows) + "\n"])


def _about(row: object) -> str:
    assert isinstance(row, ModuleType)
    text = inspect.getdoc(row) or ""
    return text.replace("``", "`")
