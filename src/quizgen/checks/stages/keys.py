"""What keeps the keys and values of a file from being understood."""

from __future__ import annotations

from quizgen.checks.row import Stage
from quizgen.checks.stages.files import READING
from quizgen.diagnostics import Code, Facts, Family, Severity

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>\n'
"""A small picture, for examples."""

UNKNOWN_KEY = Code(
    name="unknown-key",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A key is none of the file format's.",
    why="A mistyped key would otherwise be dropped without a word, and what stands under it, too.",
    source="",
    bad=Facts("- {question: Who?, id: who, answer: Armstrong, levle: core}\n"),
    good=Facts("- {question: Who?, id: who, answer: Armstrong, level: core}\n"),
)
UNKNOWN_KIND = Code(
    name="unknown-kind",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="The first key of a fact is no kind of fact.",
    why="The first key of a fact names its kind, and the kind says which keys it has.",
    source="",
    bad=Facts("- {id: who, question: Who?, answer: Armstrong}\n"),
    good=Facts("- {question: Who?, id: who, answer: Armstrong}\n"),
)
MISSING_KEY = Code(
    name="missing-key",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A key that is needed is missing.",
    why="A fact without an id has no identity, and one without an answer asks nothing.",
    source="",
    bad=Facts("- {question: Who?, answer: Armstrong}\n"),
    good=Facts("- {question: Who?, id: who, answer: Armstrong}\n"),
)
WRONG_TYPE = Code(
    name="wrong-type",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A value is a text where a list or a mapping is due, or the other way round.",
    why="quizgen does not guess: a list taken for a text would be printed with its brackets.",
    source="",
    bad=Facts("- {question: Who?, id: who, answer: [Armstrong, Aldrin]}\n"),
    good=Facts("- {question: Who?, id: who, answer: Armstrong, accept: [Aldrin]}\n"),
)
WRONG_VALUE = Code(
    name="wrong-value",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A value is none that its key can have.",
    why="A date that does not exist, a level that is none, an id with a space: each would surface "
    "later and further away.",
    source="for dates: EDTF (ISO 8601-2:2019)",
    bad=Facts("- {event: The first landing, id: landing, date: 1969-02-30}\n"),
    good=Facts("- {event: The first landing, id: landing, date: 1969-07-20}\n"),
)
DUPLICATE_ID = Code(
    name="duplicate-id",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="Two facts of a deck, two decks, two sources, or a deck and its collection have one id.",
    why="An id is the identity of a fact in Anki, on paper and in a learning platform: two facts "
    "with one id would be one note, and one of them would never be learnt.",
    source="Anki finds notes by GUID alone; quizgen makes it of the ids",
    bad=Facts(
        "- {question: Who stepped out first?, id: who, answer: Armstrong}\n"
        "- {question: Who stayed in orbit?, id: who, answer: Collins}\n"
    ),
    good=Facts(
        "- {question: Who stepped out first?, id: first, answer: Armstrong}\n"
        "- {question: Who stayed in orbit?, id: orbit, answer: Collins}\n"
    ),
)
UNKNOWN_SOURCE = Code(
    name="unknown-source",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A fact or deck cites a source that is not in `sources.yaml`.",
    why="A citation that leads nowhere cannot be checked.",
    source="",
    bad=Facts("- {question: Who?, id: who, answer: Armstrong, source: hansen-2005}\n"),
    good=Facts(
        "- {question: Who?, id: who, answer: Armstrong, source: hansen-2005}\n",
        files={
            "decks/sources.yaml": "references:\n- {id: hansen-2005, type: book, title: First Man}\n"
        },
    ),
)
UNKNOWN_DECK = Code(
    name="unknown-deck",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="`order` of the collection, or a blueprint, names a deck that is not there.",
    why="A mistyped deck would be left out of the paper without a word.",
    source="",
    bad=Facts(
        "- {question: Who?, id: who, answer: Armstrong}\n",
        files={"decks/collection.yaml": "id: space\ntitle: Space\norder: [mon]\n"},
    ),
    good=Facts(
        "- {question: Who?, id: who, answer: Armstrong}\n",
        files={"decks/collection.yaml": "id: space\ntitle: Space\norder: [moon]\n"},
    ),
)
BAD_MEDIA = Code(
    name="media",
    severity=Severity.ERROR,
    family=Family.FILES,
    says="A picture or sound is not there, is not what its name says, or draws without end.",
    why="Anki shows a missing picture as a broken one. A file of another format shows in one "
    "program and not in the next.",
    source="an SVG whose `<use>` elements multiply is the alias bomb of pictures",
    bad=Facts(
        "- question: Which crater is this?\n  id: crater\n  answer: Tycho\n"
        "  media: {file: tycho.svg, alt: a crater with rays}\n",
        files={"decks/ticho.svg": SVG},
    ),
    good=Facts(
        "- question: Which crater is this?\n  id: crater\n  answer: Tycho\n"
        "  media: {file: tycho.svg, alt: a crater with rays}\n",
        files={"decks/tycho.svg": SVG},
    ),
)

STAGE = Stage(
    (
        UNKNOWN_KEY,
        UNKNOWN_KIND,
        MISSING_KEY,
        WRONG_TYPE,
        WRONG_VALUE,
        DUPLICATE_ID,
        UNKNOWN_SOURCE,
        UNKNOWN_DECK,
        BAD_MEDIA,
    ),
    READING,
)
