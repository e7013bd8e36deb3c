"""``docs/exports.md``: what each format of another program makes of each question type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quizgen.banks import bank
from quizgen.formats.exchange import EXCHANGE
from quizgen.formats.exchange.outcome import Fidelity, Outcome
from quizgen.project import load
from quizgen.questions import QUESTION_TYPES

ROOT = Path(__file__).parents[2]
HEAD = """\
# Items for other programs

`quizgen quiz … --to NAME` hands out a paper, `quizgen build --to NAME` each deck's whole bank (in
`out/bank/`). `--to lms`, `live` and `text` are all of a group. Beside each file stands a report,
`….losses.txt`: how many items are exact, nearest and left out, which they are, and why.

## What to click

- **Moodle**: Question bank, Import, format *Moodle XML*, choose `DECK.moodle.xml`. Each deck is a
  category; `idnumber` is the item's id. A second import makes new questions: delete the old
  category first. GIFT holds less, and is easier to read.
- **Canvas**: Settings, Import Course Content, *QTI .zip file*, choose `DECK.canvas.zip`; the items
  are a quiz and a question bank of the deck's name.
- **Kahoot**: Create, Add question, *Import spreadsheet*, choose `DECK.kahoot.xlsx`. Questions of
  more than 120 characters and answers of more than 75 are left out, never shortened.
- **Blackboard**: Tests, Import or *Upload questions*, choose `DECK.blackboard.txt`.
- **Wayground, Blooket, Gimkit**: *Import from spreadsheet*, and the file of that name.
- **H5P**: upload `DECK.h5p` where the site has the question set and its question types.
- **R/exams**: unpack `DECK.rexams.zip` and give the files to `exams2…`.

## Formats and question types

*exact*: asked, answered and scored as on paper. *nearest*: changed in a way that the report tells.
A dash: left out. Of the shipped decks, whose items the table is made of.
"""


def page() -> str:
    """Return the page."""
    project, _ = load(ROOT / "decks")
    language = project.collection.speech
    banks = [bank(project, deck) for deck in project.collection.decks]
    outcomes = {
        name: [outcome for form in banks for outcome in row.exporter.outcomes(form, language)]
        for name, row in EXCHANGE.items()
    }
    table = {name: _cells(told) for name, told in outcomes.items()}
    head = f"| format | file | {' | '.join(QUESTION_TYPES)} |"
    rule = "| --- | --- |" + " --- |" * len(QUESTION_TYPES)
    rows = (
        f"| `{name}` | `{EXCHANGE[name].suffix}` | {' | '.join(cells.values())} |"
        for name, cells in table.items()
    )
    reasons = (line for name, told in outcomes.items() for line in _reasons(name, told))
    return "\n".join([HEAD, head, rule, *rows, "", "## What is changed, and why", *reasons, ""])


def _cells(outcomes: Iterable[Outcome]) -> Mapping[str, str]:
    told: dict[str, set[Fidelity]] = {type_: set() for type_ in QUESTION_TYPES}
    for outcome in outcomes:
        told[outcome.item.type].add(outcome.fidelity)
    words = {Fidelity.LEFT_OUT: "–"}
    return {
        type_: " or ".join(words.get(f, f) for f in Fidelity if f in fidelities)
        for type_, fidelities in told.items()
    }


def _reasons(name: str, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield what a format changes, each reason once, without the figures of single items."""
    told: dict[str, set[str]] = {}
    for outcome in outcomes:
        for change in outcome.changes:
            general = re.sub(r"(has|of) \d+", r"\1 more", change)
            told.setdefault(general, set()).add(outcome.item.type)
    if told:
        yield f"\n**{name}**\n"
    for change, types in told.items():
        of = "every type" if len(types) == len(QUESTION_TYPES) else ", ".join(sorted(types))
        yield f"- {change} ({of})"
