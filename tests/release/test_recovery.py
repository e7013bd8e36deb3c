"""A ledger made again from packages, each rule by an example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.clock import LATEST
from quizgen.notes import NOTE_TYPES
from quizgen.project import Project, load
from quizgen.release.containers import PackageError
from quizgen.release.identity import RETIRED_TAG, guid, tags, type_digests
from quizgen.release.ledger import Ledger, Released, Stamp
from quizgen.release.packages import PackagedNote
from quizgen.release.recovery import rebuilt
from tests.conftest import Workspace

FACTS = "- {question: Who?, id: who, answer: She}\n- {statement: '[Here] to [there].', id: way}\n"


@pytest.fixture
def project(workspace: Workspace) -> Project:
    workspace.deck(FACTS)
    return load(workspace.decks)[0]


def packaged(project: Project, deck: str = "Test::The small deck") -> dict[str, PackagedNote]:
    """Return the notes of a project as a package of a while ago has them."""
    return {
        guid("test", note): PackagedNote(
            type=note.type.id,
            fields=note.fields,
            tags=tuple(tags(note)),
            cards=tuple(card.ordinal for card in note.cards),
            added=100,
            changed=200,
            decks=(deck,),
        )
        for note in project.notes["small"]
    }


def test_what_is_as_it_was_keeps_its_time(project: Project) -> None:
    notes = packaged(project)
    ledger, left = rebuilt(project, [notes])
    assert left == 0
    assert ledger.released == 200
    assert ledger.decks == {"small": "The small deck"}
    digests = type_digests(NOTE_TYPES, None)
    assert ledger.types == {key: Stamp(digest, 200) for key, digest in digests.items()}
    for entry in ledger.notes.values():
        assert (entry.added, entry.changed, entry.retired, entry.places) == (100, 200, 0, ())
        assert entry.released == Released(entry.digest, 200, entry.cards)
        assert entry.is_as_released
    way, who = sorted(ledger.notes.values(), key=lambda e: e.address)
    assert (who.address, who.type, who.fields["Question"]) == ("small/who/answer", "recall", "Who?")
    assert (way.cards, way.gaps) == ((0, 1), {"1": "Here", "2": "there"})


def test_of_several_packages_the_last_has_a_note(project: Project) -> None:
    notes = packaged(project)
    later = {guid_: replace(note, changed=300, added=400) for guid_, note in notes.items()}
    ledger, _ = rebuilt(project, [notes, dict(list(later.items())[:1])])
    assert sorted(entry.changed for entry in ledger.notes.values()) == [200, 300]
    assert sorted(entry.added for entry in ledger.notes.values()) == [100, 300]
    assert ledger.released == 300


def test_what_no_fact_makes_is_kept_for_the_next_build_to_retire(project: Project) -> None:
    notes = packaged(project)
    (first, *_) = notes.values()
    gone = replace(first, tags=("quizgen::old", RETIRED_TAG), decks=("Test::The old deck",))
    bare = replace(first, tags=("quizgen::retired",), fields=("Q", *first.fields[1:]), added=250)
    alive = replace(first, tags=("quizgen::other",))
    ledger, left = rebuilt(project, [{**notes, "gone": gone, "bare": bare, "alive": alive}])
    assert left == 3
    entries = ledger.notes
    assert entries["gone"].address == "old/?/gone"
    assert entries["gone"].retired == 200
    assert entries["gone"].released == Released(entries["gone"].digest, 200, (0,), True)
    assert entries["bare"].address == "?/?/bare"
    assert (entries["bare"].added, entries["bare"].fields["Question"]) == (200, "Q")
    assert "Note" not in entries["bare"].fields
    assert (entries["alive"].address, entries["alive"].retired) == ("other/?/alive", 0)
    assert entries["alive"].released == Released(entries["alive"].digest, 200, (0,))
    assert (entries["alive"].type, entries["alive"].cards) == ("recall", (0,))
    assert ledger.decks == {
        "small": "The small deck",
        "old": "The old deck",
        "other": "The small deck",
    }


def test_a_deck_that_learners_have_under_another_name(project: Project) -> None:
    ledger, _ = rebuilt(project, [packaged(project, "Test::The former deck")])
    assert ledger.decks == {"small": "The former deck"}
    ledger, _ = rebuilt(project, [packaged(project, "")])
    assert ledger.decks == {"small": "The small deck"}


def test_a_learners_other_decks_are_not_ours(project: Project) -> None:
    """What is in no file is ours only beside what is: under the name of the collection."""
    notes = packaged(project)
    (first, *_) = notes.values()
    strange = {
        "x": replace(first, decks=("Mine::Small",)),
        "y": replace(first, decks=("Test::Other",)),
    }
    ledger, left = rebuilt(project, [{**notes, **strange}])
    assert set(ledger.notes) - set(notes) == {"y"}
    assert left == 1
    alone = {g: replace(n, decks=("Small",)) for g, n in notes.items()}
    ledger, left = rebuilt(project, [{**alone, "x": replace(first, decks=("Mine",))}])
    assert (set(ledger.notes), left) == (set(notes), 0)


@pytest.mark.parametrize(
    "change",
    [
        {"type": 1},
        {"fields": ("a", "b")},
        {"added": -1},
        {"changed": -1},
        {"added": LATEST + 1},
        {"changed": LATEST + 1},
        {"cards": (0, -1)},
        {"cards": (500,)},
    ],
)
def test_what_quizgen_cannot_have_made(change: dict[str, object], project: Project) -> None:
    notes = packaged(project)
    (first, *_) = notes.values()
    broken = replace(first, **change)  # type: ignore[arg-type]
    ledger, left = rebuilt(project, [{**notes, "x": broken}])
    assert (set(ledger.notes), left) == (set(notes), 0)
    ours = replace(first, added=0, changed=LATEST, cards=(0, 499))
    assert "x" in rebuilt(project, [{**notes, "x": ours}])[0].notes


def test_a_package_of_something_else(project: Project) -> None:
    (first, *_) = packaged(project).values()
    with pytest.raises(PackageError, match="no note in it belongs to this collection"):
        rebuilt(project, [{"x": first}])


def test_a_fact_that_moved_stands_where_it_stands_now(workspace: Workspace) -> None:
    workspace.deck(FACTS.replace("id: who", "id: whom, was: who"))
    project = load(workspace.decks)[0]
    ledger, _ = rebuilt(project, [packaged(project)])
    assert {(e.address, e.place) for e in ledger.notes.values()} == {
        ("small/who/answer", "small/whom/answer"),
        ("small/way/statement", "small/way/statement"),
    }
    assert isinstance(ledger, Ledger)
