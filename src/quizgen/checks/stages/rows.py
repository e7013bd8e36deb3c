"""What keeps the rows of a deck, and the columns that it describes, from being understood."""

from __future__ import annotations

from quizgen.checks.row import Stage
from quizgen.checks.stages.files import READING
from quizgen.diagnostics import Code, Facts, Family, Files, Severity

DECK = "deck: The Moon\nid: moon\ncolumns: {crater: , width: {number: km}}\nrows: craters.csv\n"
OF_OWN = {
    "decks/moon.yaml": "deck: The Moon\nid: moon\nnote_type: crater\nrows: craters.csv\n",
    "templates/note-types/crater/note-type.yaml": "note_type: Crater\n"
    "fields: [Name, {name: Picture, html: yes}]\ntemplates: [Name]\n",
    "templates/note-types/crater/name.front.html": "{{Picture}}\n",
    "templates/note-types/crater/name.back.html": "{{Name}}\n",
    "decks/tycho.png": "a picture",
}
ROWS = "id,Name,Picture\ntycho,Tycho,<img src=tycho.png>\n"
SHEET = "id,crater,width\ntycho,Tycho,85\n"

UNKNOWN_COLUMN = Code(
    name="unknown-column",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A column is described and not there, is there and not described, or a wording has a "
    "`{place}` that is no column.",
    why="A mistyped column would be left out of cards and paper without a word.",
    source="",
    bad=Files({"decks/moon.yaml": DECK, "decks/craters.csv": SHEET.replace("width", "wdith")}),
    good=Files({"decks/moon.yaml": DECK, "decks/craters.csv": SHEET}),
)
SHEET_SYNTAX = Code(
    name="sheet-syntax",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A sheet has a quotation mark that is not closed, text after one that closes a cell, or "
    "the marks of a conflict that a merge has left.",
    why="All that follows would be taken for one cell, or both sides of the conflict for rows.",
    source="RFC 4180, section 2",
    bad=Files({"decks/moon.yaml": DECK, "decks/craters.csv": SHEET.replace("Tycho", '"Tycho')}),
    good=Files({"decks/moon.yaml": DECK, "decks/craters.csv": SHEET.replace("Tycho", '"Tycho"')}),
)
STRAY_SHEET = Code(
    name="stray-sheet",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A sheet lies in the folder of decks, and no deck has its rows in it.",
    why="Whatever lies in the folder is read, so that nothing is forgotten. Keep other files "
    "elsewhere, or begin their names with a dot.",
    source="",
    bad=Facts(
        "- {question: Who?, id: who, answer: Armstrong}\n", files={"decks/craters.csv": SHEET}
    ),
    good=Files({"decks/moon.yaml": DECK, "decks/craters.csv": SHEET}),
)
MISSING_MEDIA = Code(
    name="missing-media",
    severity=Severity.WARNING,
    family=Family.FILES,
    says="A cell of HTML shows a picture or a sound that is not there.",
    why="Learners who do not have it yet see a broken picture. Where it was missing already when "
    "the deck moved in, nothing is worse than it was.",
    source="",
    bad=Files({**OF_OWN, "decks/craters.csv": ROWS.replace("tycho.png", "none.png")}),
    good=Files({**OF_OWN, "decks/craters.csv": ROWS}),
)

STAGE = Stage((UNKNOWN_COLUMN, SHEET_SYNTAX, STRAY_SHEET, MISSING_MEDIA), READING)
