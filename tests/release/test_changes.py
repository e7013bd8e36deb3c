"""What a learner will see change, as release notes, each rule by an example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.language import language
from quizgen.model import Note
from quizgen.project import load
from quizgen.release.changes import Changes, changes, markdown
from quizgen.release.identity import guid_of
from quizgen.release.ledger import Entry, Ledger, Released
from tests.conftest import Workspace

ENGLISH = language("en-GB")
DECKS = {"second": "The second", "first": "The first"}


def entry(address: str, **fields: str) -> Entry:
    return Entry(address, "recall", "1", 1, 1, fields=fields)


def told(name: str, entries: dict[str, Entry], notes: dict[str, Note] | None = None) -> str:
    """Return the release notes where all changes are of one sort."""
    sorts: dict[str, dict[str, Entry]] = {"added": {}, "corrected": {}, "retired": {}}
    sorts |= {"emptied": {}, name: entries}
    return markdown(Changes(**sorts), notes or {}, DECKS, ENGLISH).decode()


def listed(name: str, entries: dict[str, Entry], notes: dict[str, Note] | None = None) -> list[str]:
    """Return the lines of the release notes that are no text of their own."""
    text = told(name, entries, notes)
    assert text.endswith("\n")
    return [line for line in text.splitlines() if line.startswith(("- ", "#"))]


ONE = {"a": entry("first/a/answer", Question="Who?")}


@pytest.mark.parametrize(
    ("name", "title", "ends"),
    [
        ("added", "## New notes: 1", []),
        ("corrected", "## Corrected notes: 1", ["changes.safe"]),
        ("retired", "## Retired notes: 1", ["changes.find"]),
        ("emptied", "## Notes with fewer cards: 1", ["changes.none", "changes.blank"]),
    ],
)
def test_each_sort_of_change(name: str, title: str, ends: list[str]) -> None:
    """What learners have to know stands beside it, and only there."""
    assert listed(name, ONE) == [
        f"# {ENGLISH.say('changes')}",
        title,
        "### The first",
        "- Who?",
    ]
    text = told(name, ONE)
    for key in ("changes.none", "changes.find", "changes.blank", "changes.safe"):
        words = ENGLISH.say(key, search="`tag:quizgen::retired`")
        assert (words in text) is (key in ends), key


def test_without_any_a_learner_would_see_nothing() -> None:
    text = markdown(Changes({}, {}, {}, {}), {}, DECKS, ENGLISH).decode()
    assert text == f"# {ENGLISH.say('changes')}\n\n{ENGLISH.say('changes.none')}\n"


def test_deck_by_deck_in_their_order_and_those_that_are_gone_last() -> None:
    entries = {
        "1": entry("gone/b/answer", Question="Gone?"),
        "2": entry("first/c/answer", Question="C?"),
        "3": entry("second/a/answer", Question="A?"),
        "4": entry("first/b/answer", Question="B?"),
        **{name: entry(f"{name}/b/answer", Question="Gone?") for name in "zyxwvu"},
    }
    _, _, *rest = listed("added", entries)
    assert rest == [
        *("### The second", "- A?", "### The first", "- B?", "- C?"),
        *("### gone", "- Gone?"),
        *(line for name in "uvwxyz" for line in (f"### {name}", "- Gone?")),
    ]


def test_a_note_stands_with_both_sides_of_its_first_card(workspace: Workspace) -> None:
    workspace.deck("- {person: '*Ann* [Lee]', id: ann, role: Queen}", "first")
    (note,) = load(workspace.decks)[0].notes["first"]
    guid = guid_of("test", note.address)
    _, _, deck, line = listed("added", {guid: entry("old/ann/role", Question="x")}, {guid: note})
    assert deck == "### The first"
    assert line.endswith(r"\[Lee\]? → Queen (+1)")
    alone = replace(note, cards=note.cards[:1])
    *_, line = listed("added", {guid: entry("old/ann/role", Question="x")}, {guid: alone})
    assert line.endswith(" → Queen")


def test_what_is_gone_stands_with_its_first_field_as_text() -> None:
    fields = {"Question": "<b>5 &lt; 6</b><br>and\n  `a_b`", "Answer": "Yes"}
    gone = {"1": entry("first/a/answer", **fields), "2": entry("first/b/answer")}
    assert listed("retired", gone)[-2:] == [r"- 5 \< 6 and \`a\_b\`", "- first/b/answer"]


def test_what_counts_as_new_corrected_and_retired() -> None:
    old, other = Released("1", 1, (0, 1)), Released("0", 1)
    ledger = Ledger(
        {
            "new": Entry("d/a/s", "recall", "1", 1, 1),
            "same": Entry("d/b/s", "recall", "1", 1, 1, cards=(0, 1), released=old),
            "less": Entry("d/c/s", "recall", "2", 1, 2, cards=(0,), released=old),
            "other": Entry("d/d/s", "recall", "1", 1, 2, released=other),
            "gone": Entry("d/e/s", "recall", "1", 1, 2, retired=2, released=other),
            "told": Entry("d/f/s", "recall", "1", 1, 2, 2, released=Released("1", 2, (), True)),
            "never": Entry("d/g/s", "recall", "1", 1, 2, retired=2),
        }
    )
    seen = changes(ledger)
    assert set(seen.added) == {"new"}
    assert set(seen.corrected) == {"less", "other"}
    assert set(seen.retired) == {"gone"}
    assert set(seen.emptied) == {"less"}
    assert not seen.are_none
