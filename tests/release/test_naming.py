"""A fact keeps its notes under whatever name, however often it is renamed."""

from __future__ import annotations

import pytest

from quizgen.diagnostics import Problems
from quizgen.output import write_files
from quizgen.release.ledger_file import dump
from quizgen.release.update import LEDGER, Update, opened, read_ledger
from tests.conftest import Workspace

TWO = "- {question: Who?, id: who, answer: She}\n- {question: What?, id: what, answer: It}\n"


def noted(workspace: Workspace, text: str, now: int = 100, id_: str = "small") -> Update:
    """Write a deck, and the ledger that a build would write."""
    workspace.deck(text, id_)
    update = opened(workspace.decks, now)
    write_files(workspace.decks, {LEDGER: dump(update.ledger).encode()})
    return update


def test_a_former_id_that_never_was(workspace: Workspace) -> None:
    text = TWO.replace("id: what", "id: which, was: waht")
    assert noted(workspace, text).warnings == ()  # a ledger that is new cannot know
    (workspace.decks / "ledger.json").unlink()
    noted(workspace, TWO)
    with pytest.raises(Problems, match="the ledger knows no note that was 'small/waht'"):
        noted(workspace, text)


MEMBERS = "- {list: Which?, id: %s, members: [%s]}"


def test_a_member_that_never_was(workspace: Workspace) -> None:
    noted(workspace, MEMBERS % ("l", "a: A, b: B"))
    with pytest.raises(Problems, match=r"6:\d+: the ledger knows no member .*'small/l/members/x'"):
        noted(workspace, MEMBERS % ("l", "a: A,\n {key: c, text: B, was: x}"))


def guids(workspace: Workspace) -> set[str]:
    return set(read_ledger(workspace.decks).notes)


@pytest.mark.parametrize(
    "names",
    [
        ["id: b, was: a", "id: c, was: b", "id: d, was: c"],
        ["id: b, was: a", "id: c, was: b", "id: c, was: a"],
        ["id: b, was: a", "id: b", "id: c, was: b", "id: c"],
        ["id: b, was: a", "id: a, was: b", "id: b, was: a"],
        ["id: b, was: a", "id: a", "id: c, was: a"],
        ["id: b, was: a", "id: c, was: b", "id: b, was: c", "id: a, was: b"],
        ["id: b, was: a", "id: c, was: b", "id: b", "id: d, was: b"],
    ],
)
@pytest.mark.parametrize("kind", ["person", "list", "statement"])
def test_a_fact_may_be_renamed_time_and_again(
    names: list[str], kind: str, workspace: Workspace
) -> None:
    fact = {
        "person": "{person: P, %s, role: R}",
        "list": "{list: Which?, %s, members: [x: X, y: Y]}",
        "statement": "{statement: 'From [A] to [B].', %s}",
    }[kind]
    noted(workspace, f"- {fact}" % "id: a")
    before = guids(workspace)
    for time, name in enumerate(names, 1):
        update = noted(workspace, f"- {fact}" % name, 100 * time)
        assert update.warnings == ()
        assert guids(workspace) == before
        assert noted(workspace, f"- {fact}" % name).is_news is False


def test_members_and_their_lists_may_be_renamed_together(workspace: Workspace) -> None:
    noted(workspace, MEMBERS % ("a", "x: X, y: Y"))
    before = guids(workspace)
    for name, members in (
        ("b, was: a", "{key: x2, was: x, text: X}, y: Y"),
        ("c, was: b", "{key: x2, was: x, text: X}, y: Y"),
        ("c, was: b", "{key: x3, was: x2, text: X}, y: Y"),
        ("d, was: c", "{key: x4, was: x3, text: X}, {key: y2, was: y, text: Y}"),
        ("a, was: d", "x: X, y: Y"),
    ):
        noted(workspace, MEMBERS % (name, members))
        assert guids(workspace) == before, name


ONE = "- {question: %s, id: %s, answer: It}\n"


def entries(workspace: Workspace) -> dict[str, str]:
    """Return the GUIDs of notes by what they ask."""
    known = read_ledger(workspace.decks).notes
    return {entry.fields["Question"]: guid for guid, entry in known.items()}


def test_facts_may_take_over_each_others_names(workspace: Workspace) -> None:
    noted(workspace, ONE % ("Who?", "a") + ONE % ("What?", "b"))
    before = entries(workspace)
    for who, what in (
        ("b, was: a", "a, was: b"),  # swapped
        ("a, was: b", "b, was: a"),  # and back
        ("b, was: a", "c, was: b"),  # shifted
        ("c, was: b", "d, was: c"),
    ):
        noted(workspace, ONE % ("Who?", who) + ONE % ("What?", what))
        assert entries(workspace) == before, who
        noted(workspace, ONE % ("Who?", who) + ONE % ("What?", what))
        assert entries(workspace) == before, who


def test_a_fact_that_takes_anothers_name_may_be_worded_anew_at_once(workspace: Workspace) -> None:
    noted(workspace, ONE % ("Who?", "a") + ONE % ("What?", "b"))
    who, what = (entries(workspace)[question] for question in ("Who?", "What?"))
    noted(workspace, ONE % ("Who then?", "b, was: a") + ONE % ("What then?", "c, was: b"))
    assert entries(workspace) == {"Who then?": who, "What then?": what}
    noted(workspace, ONE % ("Who now?", "b") + ONE % ("What then?", "c"))
    assert entries(workspace) == {"Who now?": who, "What then?": what}


def test_a_fact_that_takes_the_name_of_one_that_is_gone_stays_what_it_was(
    workspace: Workspace,
) -> None:
    noted(workspace, ONE % ("Who?", "a") + ONE % ("What?", "b"))
    (before,) = (
        g for g, e in read_ledger(workspace.decks).notes.items() if e.place.endswith("/a/answer")
    )
    noted(workspace, ONE % ("Who then?", "b, was: a"))
    assert guids(workspace) == {before}


def test_a_fact_that_took_the_name_of_one_that_learners_have_may_be_worded_anew(
    workspace: Workspace,
) -> None:
    known = noted(workspace, ONE % ("What?", "b")).ledger.after_release(110)
    write_files(workspace.decks, {LEDGER: dump(known).encode()})
    noted(workspace, ONE % ("What?", "b") + ONE % ("Who?", "a"))
    before = entries(workspace)
    noted(workspace, ONE % ("Who?", "b, was: a"))
    assert entries(workspace) == before
    noted(workspace, ONE % ("Who then?", "b"))
    assert entries(workspace) == {"What?": before["What?"], "Who then?": before["Who?"]}


@pytest.mark.parametrize(
    ("steps", "last"),
    [
        ([("a, was: c", "b"), ("b, was: a", "a, was: b")], ("Who then?", "What?")),
        (
            [("d, was: c", "a"), ("b, was: d", "c, was: a"), ("b, was: d", "a, was: c")],
            ("Who?", "What then?"),
        ),
    ],
)
def test_names_are_taken_over_after_a_fact_was_renamed(
    steps: list[tuple[str, str]], last: tuple[str, str], workspace: Workspace
) -> None:
    noted(workspace, ONE % ("Who?", "c"))
    for who, what in steps[:-1]:
        noted(workspace, ONE % ("Who?", who) + ONE % ("What?", what))
    before = entries(workspace)
    who, what = steps[-1]
    noted(workspace, ONE % (last[0], who) + ONE % (last[1], what))
    assert entries(workspace) == dict(zip(last, map(before.get, ("Who?", "What?")), strict=True))


def test_a_list_may_have_a_new_member_when_it_is_renamed(workspace: Workspace) -> None:
    noted(workspace, MEMBERS % ("a", "x: X, y: Y"))
    before = guids(workspace)
    noted(workspace, MEMBERS % ("b, was: a", "x: X, y: Y, z: Z"))
    assert before < guids(workspace)


def test_a_fact_may_move_from_deck_to_deck(workspace: Workspace) -> None:
    fact = "- {question: Who?, id: %s, answer: She}"
    noted(workspace, fact % "who")
    before = guids(workspace)
    workspace.deck("")
    noted(workspace, fact % "who, was: small/who", id_="other")
    assert guids(workspace) == before
    workspace.deck("", "other")
    noted(workspace, fact % "whom, was: other/who", id_="third")
    assert guids(workspace) == before


def test_a_name_that_is_free_again_is_anothers(workspace: Workspace) -> None:
    noted(workspace, TWO)
    noted(workspace, TWO.replace("id: what", "id: which, was: what"))
    noted(workspace, TWO.replace("id: what", "id: that, was: which"))
    before = guids(workspace)
    third = "- {question: Which?, id: which, answer: That}\n"
    noted(workspace, TWO.replace("id: what", "id: that, was: which") + third)
    assert before < guids(workspace)
    with pytest.raises(Problems, match="would be one note to Anki"):
        noted(
            workspace,
            TWO.replace("id: what", "id: that, was: which")
            + "- {question: Where?, id: what, answer: Here}",
        )
