"""``docs/exports.md``: what each format of another program makes of each question type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quizgen.banks import bank
from quizgen.formats.exchange import EXCHANGE
from quizgen.formats.exchange.outcome import Fidelity, Outcome
from quizgen.project import Project
from quizgen.questions import QUESTION_TYPES
from quizgen.reading import read_collection

ROOT = Path(__file__).parents[2]
HEAD = """\
# Items for other programs

`quizgen quiz … --to NAME` hands out a paper, `quizgen build --to NAME` each deck's whole bank (in
`out/bank/`). `--to lms`, `live` and `text` are all of a group. Beside each file stands a report,
`….losses.txt`: how many items are exact, nearest and left out, which they are, and why; with
`--to json`, it is in the JSON, too. `--strict` makes any such loss an error, and writes nothing.
The start page leads to the banks that are built with it:
`quizgen build --to anki,print,web,site,lms`.

Pictures and sounds go with their questions: as files in what is a package (Moodle, Canvas, QTI,
H5P, R/exams), in a folder beside the text in text2qti, in the text itself in GIFT, by name in
Anki's text. What asks about a sound is left out where nothing plays it; what a sound merely goes
with stays, and the report says so.

## Moodle

1. In the course: *More*, *Question bank*; there, the menu at the top says *Import*.
2. Choose *Moodle XML format*. Under *General*, leave *Get category from file* ticked.
3. Drop `DECK.moodle.xml` into the box, click *Import*, read the list, click *Continue*.
4. Each deck is a category. In a quiz: *Questions*, *Add*, *from question bank*, or *a random
   question* of the category.

The id number of a question is the item's id. A second import makes new questions: delete the old
category first, or give single questions a new version. For that, `--one-file-each` also writes a
file for each question, below `DECK.moodle/top/`: the plug-in `qbank_importasversion` takes one of
them (*Edit*, *Import as new version*), and `qbank_gitsync` the folder. Formulas are shown by the
filter *MathJax*, which is on unless an administrator turned it off. GIFT (`DECK.gift.txt`, *GIFT
format*) holds less, and is easier to read and edit.

## Canvas

1. In the course: *Settings*, *Import Course Content*.
2. *Content Type*: *QTI .zip file*; *Source*: `DECK.canvas.zip`; *Import*.
3. When the job below is *Completed*, the items are a quiz under *Quizzes*, not yet published. For
   New Quizzes, tick *Import existing quizzes as New Quizzes* where it is offered.
4. Open the quiz, look at one question with a picture and one with gaps, and click *Publish*.

## Kahoot

1. *Create*, *Kahoot*, *Blank canvas*; *Add question*, *Import* or *Import from spreadsheet*.
2. Drop `DECK.kahoot.xlsx`, click *Upload*, then *Add questions*.
3. Times are 20, 30 or 60 seconds, by how much there is to read; change them where you like.

Questions of more than 120 characters and answers of more than 75 are left out, never shortened:
the report names them, so that you can word them shorter.

## Other programs

- **Blackboard**: Tests, Import or *Upload questions*, choose `DECK.blackboard.txt`; it takes 500
  questions of a file.
- **Wayground, Blooket, Gimkit**: *Import from spreadsheet*, and the file of that name.
- **H5P**: upload `DECK.h5p` where the site has the question set and its question types.
- **A page as an activity**: `--to scorm` packs a deck's page, or a paper's, for any platform that
  takes SCORM 1.2 (in Moodle: *Add an activity*, *SCORM package*, `DECK.scorm.zip`). It reports the
  score of the last test that was handed in, in percent, and a test that was left open goes on where
  it was. Cards that were practised are kept in the browser, each learner's apart.
- **QTI** (`DECK.qti.zip` for 2.1, `DECK.qti3.zip` for 3.0): TAO, Inspera, Citolab's player and
  others; items are imported as a package with its test.
- **R/exams**: unpack `DECK.rexams.zip` and give the files to `exams2…`.

## Formats and question types

*exact*: asked, answered and scored as on paper. *nearest*: changed in a way that the report tells.
A dash: left out. Of the shipped decks, whose items the table is made of.
"""


def page() -> str:
    """Return the page."""
    collection = read_collection(ROOT / "decks").collection
    assert collection
    project = Project(collection)
    language = collection.speech
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
