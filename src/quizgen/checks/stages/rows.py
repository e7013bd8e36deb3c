"""What keeps the rows of a deck, and the columns that it describes, from being understood."""

from __future__ import annotations

from quizgen.checks.row import Stage
from quizgen.checks.stages.files import READING
from quizgen.diagnostics import Code, Facts, Family, Files, Severity

DECK = "deck: The Moon\nid: moon\ncolumns: {crater: , width: {number: km}}\nrows: craters.csv\n"
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
    says="A sheet has a quotation mark that is not closed, or text after one that closes a cell.",
    why="All that follows would be taken for one cell.",
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

STAGE = Stage((UNKNOWN_COLUMN, SHEET_SYNTAX, STRAY_SHEET), READING)
