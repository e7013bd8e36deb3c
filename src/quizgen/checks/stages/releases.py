"""What learners would lose or notice: the notes of a collection against its ledger."""

from __future__ import annotations

from quizgen.checks.row import Stage
from quizgen.diagnostics import Code, Facts, Family, Files, Severity

ANKI = "measured with Anki's own importer"
WHO = "- {question: Who?, id: who, answer: Armstrong}\n"

CRATERS = "deck: The Moon\nid: moon\nrows:\n  - {crater: Tycho, width: 85 km}\n"
NAMED = CRATERS.replace("{", "{id: tycho, ")

DUPLICATE_NOTE = Code(
    name="duplicate-note",
    severity=Severity.ERROR,
    family=Family.LEDGER,
    says="Two facts would be one note to Anki, since `was` gives both the same identity.",
    why="Two notes of one package with the same GUID are imported twice, and later only one of "
    "them is updated.",
    source=ANKI,
    bad=Facts(WHO + "- {question: What was it called?, id: what, answer: Eagle, was: who}\n"),
    good=Facts(WHO + "- {question: What was it called?, id: what, answer: Eagle}\n"),
)
UNKNOWN_WAS = Code(
    name="unknown-was",
    severity=Severity.ERROR,
    family=Family.LEDGER,
    says="`was` names a fact or a member that the ledger does not know.",
    why="The fact would be a new one to every learner, and the reviews of the old one would stay "
    "with a card that is no longer sent.",
    source="",
    bad=Facts(
        "- {question: Who?, id: leader, answer: Armstrong, was: hwo}\n",
        before=WHO,
    ),
    good=Facts(
        "- {question: Who?, id: leader, answer: Armstrong, was: who}\n",
        before=WHO,
    ),
)
GAP_RENUMBERED = Code(
    name="gap-renumbered",
    severity=Severity.ERROR,
    family=Family.LEDGER,
    says="A gap of a statement has another number than at the last build.",
    why="Anki keeps the reviews of a gap by its number: they would pass to another gap.",
    source=ANKI,
    bad=Facts(
        "- statement: In [1969], [Eagle] landed.\n  id: eagle\n",
        before="- statement: In 1969, [Eagle] landed.\n  id: eagle\n",
    ),
    good=Facts(
        "- statement: In [1969]{2}, [Eagle]{1} landed.\n  id: eagle\n",
        before="- statement: In 1969, [Eagle] landed.\n  id: eagle\n",
    ),
)
DECK_RENAMED = Code(
    name="deck-renamed",
    severity=Severity.WARNING,
    family=Family.LEDGER,
    says="A deck has another title than at the last build.",
    why="Anki finds decks by name: the cards that learners have stay in the old deck, and new "
    "ones go to the new one.",
    source=ANKI,
    bad=Files(
        {"decks/moon.yaml": f"deck: The way to the Moon\nid: moon\nfacts:\n{WHO}"},
        before={"decks/moon.yaml": f"deck: The Moon\nid: moon\nfacts:\n{WHO}"},
    ),
    good=Files(
        {"decks/moon.yaml": f"deck: The Moon\nid: moon\nfacts:\n{WHO}"},
        before={"decks/moon.yaml": f"deck: The Moon\nid: moon\nfacts:\n{WHO}"},
    ),
)
EMPTIED_CARD = Code(
    name="emptied-card",
    severity=Severity.WARNING,
    family=Family.LEDGER,
    says="A note that lives on has a card less than at the last release, or else the last build.",
    why="The card stays empty in the collections of learners, and its reviews are lost with it.",
    source=ANKI,
    bad=Facts(
        "- {term: regolith, id: regolith, means: the dust of the Moon, reverse: no}\n",
        before="- {term: regolith, id: regolith, means: the dust of the Moon, reverse: yes}\n",
    ),
    good=Facts(
        "- {term: regolith, id: regolith, means: the loose dust of the Moon, reverse: yes}\n",
        before="- {term: regolith, id: regolith, means: the dust of the Moon, reverse: yes}\n",
    ),
)
VANISHED_NOTE = Code(
    name="vanished-note",
    severity=Severity.WARNING,
    family=Family.LEDGER,
    says="A note that learners may have is no longer made, and no fact says that it is retired.",
    why="If its fact was only renamed, its reviews stay with a card that is never sent again.",
    source=ANKI,
    bad=Facts(
        "- {list: Who flew?, id: crew, members: [a: Armstrong, b: Aldrin, mike: Collins]}\n",
        before="- {list: Who flew?, id: crew, members: [a: Armstrong, b: Aldrin, c: Collins]}\n",
    ),
    good=Facts(
        "- list: Who flew?\n  id: crew\n"
        "  members: [a: Armstrong, b: Aldrin, {key: mike, text: Collins, was: c}]\n",
        before="- {list: Who flew?, id: crew, members: [a: Armstrong, b: Aldrin, c: Collins]}\n",
    ),
)
BROKEN_LEDGER = Code(
    name="ledger",
    severity=Severity.ERROR,
    family=Family.LEDGER,
    says="`decks/ledger.json` cannot be read.",
    why="The ledger knows when each note last changed. Without it every note would count as "
    "changed, and learners would lose their own edits; a half-merged one must not be overwritten.",
    source=ANKI,
    bad=Facts(WHO, files={"decks/ledger.json": "<<<<<<< HEAD\n{}\n"}),
    good=Facts(WHO, before=WHO),
)
STALE_LEDGER = Code(
    name="stale-ledger",
    severity=Severity.ERROR,
    family=Family.LEDGER,
    says="The ledger does not know the notes as they are; told by `quizgen build --frozen`.",
    why="Where the ledger is not committed with the decks, the next machine dates changes anew.",
    source="",
    bad=Facts(WHO, command="build --frozen"),
    good=Facts(WHO, before=WHO, command="build --frozen"),
)
NEW_IDS = Code(
    name="new-ids",
    severity=Severity.ERROR,
    family=Family.LEDGER,
    says="Rows have no id of their own yet; told by `quizgen build --frozen`.",
    why="Learners' reviews hang on ids. Until a build has written them down, a correction of the "
    "cell that they are made of would change them.",
    source="",
    bad=Files({"decks/moon.yaml": CRATERS}, {"decks/moon.yaml": NAMED}, "build --frozen"),
    good=Files({"decks/moon.yaml": NAMED}, {"decks/moon.yaml": NAMED}, "build --frozen"),
)

STAGE = Stage(
    (DUPLICATE_NOTE, UNKNOWN_WAS, DECK_RENAMED, VANISHED_NOTE, BROKEN_LEDGER),
    "the notes and the ledger, on every check and build",
)
ALLOWED = Stage((GAP_RENUMBERED, EMPTIED_CARD), STAGE.needs, is_allowed=True)
FROZEN = Stage((STALE_LEDGER, NEW_IDS), "the ledger, on `quizgen build --frozen`")
