"""What of each deck is packaged: its notes, what is sent once more, its name and description."""

from __future__ import annotations

from quizgen.project import Project
from quizgen.release.ledger import Ledger
from quizgen.release.subdecks import Subdeck, subdecks
from quizgen.release.update import bring_up_to_date
from tests.conftest import Workspace

FACTS = """\
- {question: Who?, id: who, answer: She%s}
- {statement: 'It was [here].', id: here}
"""


def packaged(workspace: Workspace, text: str, old: Ledger, now: int) -> tuple[Subdeck, Ledger]:
    """Return the deck as it is packaged, and its ledger after the release."""
    workspace.deck(text)
    project = Project(workspace.read())
    ledger, _ = bring_up_to_date(project, old, now)
    (subdeck,) = subdecks(project, ledger).values()
    return subdeck, ledger.after_release(now + 1)


def shown(subdeck: Subdeck) -> list[tuple[str, str, bool]]:
    return [(n.type.key, n.fields[0], bool(n.origin.retired)) for n in subdeck.notes]


def test_what_is_retired_or_gone_is_sent_once_more_and_no_note_twice(workspace: Workspace) -> None:
    never, _ = packaged(workspace, FACTS % ", retired: too easy", Ledger(), 1)
    assert [key for key, *_ in shown(never)] == ["cloze"]
    first, ledger = packaged(workspace, FACTS % "", Ledger(), 10)
    who, here = shown(first)
    retired, after = packaged(workspace, FACTS % ", retired: too easy", ledger, 20)
    assert shown(retired) == [(*who[:2], True), here]
    assert shown(packaged(workspace, FACTS % ", retired: too easy", after, 30)[0]) == [here]
    one, _ = packaged(workspace, (FACTS % "").splitlines()[0] + "\n", ledger, 20)
    assert shown(one) == [who, (*here[:2], True)]
    assert one.notes[1].guid in ledger.notes
    assert one.notes[1].origin.retired == "its fact is no longer in the deck"


def test_a_note_whose_fact_is_asked_in_another_way_says_so(workspace: Workspace) -> None:
    _, ledger = packaged(workspace, FACTS % "", Ledger(), 10)
    other = FACTS.replace("question: Who?", "statement: 'It was [she].'").replace(
        ", answer: She%s", ""
    )
    changed, _ = packaged(workspace, other, ledger, 20)
    reasons = [note.origin.retired for note in changed.notes]
    assert reasons == ["", "", "the deck no longer asks this"]


def test_the_name_and_the_description_of_a_deck(workspace: Workspace) -> None:
    path = workspace.deck(FACTS % "")

    def packaged_as(head: str) -> tuple[str, str]:
        path.write_text(f"{head}{plain}")
        (subdeck,) = subdecks(Project(workspace.read()), Ledger()).values()
        return subdeck.name, subdeck.description

    plain = path.read_text()
    assert packaged_as("") == ("Test::The small deck", "")
    head = "about: On *this*.\nanki: {deck: 'World::Europe'}\n"
    assert packaged_as(head) == ("World::Europe", "On <em>this</em>.")
