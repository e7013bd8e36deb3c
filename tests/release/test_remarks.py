"""What learners would lose is said before they do."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from quizgen import cli
from quizgen.diagnostics import Problems
from quizgen.output import write_files
from quizgen.release.ledger_file import dump
from quizgen.release.update import LEDGER, Update, opened, release_notes
from tests.conftest import Workspace

runner = CliRunner()
DECK = "deck: The small deck\nid: small\nsource: smith-2020\nanki: {%s}\nfacts:\n"
FACTS = """\
- {person: Ann, id: ann, role: Queen, distractors: [Bee, Cow]}
- {question: Who?, id: who, answer: She, distractors: [Her, Him]}
- {event: Alpha, id: first, date: 1900}
- {event: Beta, id: second, date: 1910}
- {event: Gamma, id: third, date: 1920}
- {event: Delta, id: fourth, date: 1930}
- {list: Which?, id: which, members: [x: Xs, y: Ys, z: Zs]}
- {statement: 'From [Here] to [There].', id: way}
"""


def noted(workspace: Workspace, options: str = "", facts: str = FACTS, *, now: int = 0) -> Update:
    """Write the deck, and the ledger that a build would write."""
    (workspace.decks / "small.yaml").write_text(DECK % options + facts, encoding="utf-8")
    update = opened(workspace.decks, now or 100)
    write_files(workspace.decks, {LEDGER: dump(update.ledger).encode()})
    return update


def release(workspace: Workspace, options: str = "", facts: str = FACTS) -> None:
    known = noted(workspace, options, facts).ledger.after_release(150)
    write_files(workspace.decks, {LEDGER: dump(known).encode()})


def said(update: Update) -> list[str]:
    return [f"{d.position.line} {d.code}: {d.message}" for d in update.warnings]


SWITCHED_OFF = [
    (
        "reverse: yes",
        "4 emptied-card: the card 'Reverse' of small/first, small/second, small/third and 1 more "
        "goes empty in the collections of learners",
    ),
    (
        "choice: yes",
        "4 vanished-note: the 'choice' cards of small/ann, small/who are no longer made",
    ),
    (
        "timeline: yes",
        "4 vanished-note: the 'timeline' cards of small/first, small/fourth, small/second and 1 "
        "more are no longer made",
    ),
]


@pytest.mark.parametrize("is_released", [True, False])
@pytest.mark.parametrize(("option", "remark"), SWITCHED_OFF)
def test_an_option_that_is_switched_off(
    option: str, remark: str, is_released: bool, workspace: Workspace
) -> None:
    (release if is_released else noted)(workspace, option)
    assert said(noted(workspace, now=200)) == [remark]
    assert said(noted(workspace, now=200)) == ([remark] if is_released else [])
    assert said(noted(workspace, option, now=300)) == []


@pytest.mark.parametrize("option", ["type_in: yes", "speech: yes"])
def test_an_option_that_takes_no_card_away(option: str, workspace: Workspace) -> None:
    release(workspace, option)
    assert said(noted(workspace, now=200)) == []


@pytest.mark.parametrize(
    ("before", "after", "remark"),
    [
        ("id: ann,", "id: ann, reverse: no,", "6 emptied-card: the card 'Reverse' of small/ann"),
        ("[There]", "there", "13 emptied-card: the card of gap 2 ('There') of small/way"),
        (", z: Zs", "", "4 vanished-note: the 'list' cards of small/which/z are no longer made"),
        ("id: who", "id: whom", "4 vanished-note: the cards of small/who are no longer made"),
        (
            "id: which",
            "id: those",
            "4 vanished-note: the cards of small/which/*, small/which/x, small/which/y and 1 more",
        ),
    ],
)
def test_what_a_fact_no_longer_asks(
    before: str, after: str, remark: str, workspace: Workspace
) -> None:
    release(workspace)
    (line,) = said(noted(workspace, facts=FACTS.replace(before, after), now=200))
    assert line.startswith(remark)


def test_what_learners_never_had_or_know_is_gone_is_not_told(workspace: Workspace) -> None:
    noted(workspace)
    without = FACTS.replace("id: who", "id: whom")
    assert said(noted(workspace, facts=without)) == []
    release(workspace)
    assert len(said(noted(workspace, facts=without, now=200))) == 1
    release(workspace, facts=without)
    assert said(noted(workspace, facts=without, now=300)) == []


def test_who_means_it_says_so(workspace: Workspace) -> None:
    release(workspace)
    allowed = "id: ann, reverse: no, allow: {emptied-card: nobody should know}"
    facts = FACTS.replace("id: ann", allowed).replace("id: who", "id: who, retired: too easy")
    assert said(noted(workspace, facts=facts, now=200)) == []


def test_the_release_notes_tell_learners_what_to_do(workspace: Workspace) -> None:
    release(workspace)
    update = noted(workspace, facts=FACTS.replace("id: ann", "id: ann, reverse: no"), now=200)
    notes = release_notes(update.project, update.ledger).decode()
    assert "## Notes with fewer cards: 1" in notes
    assert "Tools, Empty Cards" in notes
    assert "## Retired" not in notes


def test_what_is_no_longer_asked_is_tagged_with_the_reason(workspace: Workspace) -> None:
    release(workspace, "choice: yes")
    noted(workspace, now=200)
    assert runner.invoke(cli.app, ["build", "--to", "tsv"]).exit_code == 0
    text = (workspace.out / "anki" / "small.tsv").read_text(encoding="utf-8")
    assert text.count("This card is retired: the deck no longer asks this") == 2


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "build", "quiz", "diff"])
def test_every_command_says_it(command: str, workspace: Workspace) -> None:
    release(workspace, "choice: yes")
    (workspace.decks / "small.yaml").write_text(DECK % "" + FACTS, encoding="utf-8")
    more = ["--to", "tsv"] if command == "build" else []
    more += ["--items", "2"] if command == "quiz" else []
    result = runner.invoke(cli.app, [command, *more])
    assert result.exit_code == 0, result.output
    assert "[vanished-note]" in result.stderr


def problems(workspace: Workspace, facts: str) -> list[str]:
    """Return what keeps a deck from being built."""
    with pytest.raises(Problems) as raised:
        noted(workspace, facts=facts)
    return [f"{d.position.line} {d.code}: {d.message}" for d in raised.value.diagnostics]


def test_two_notes_have_not_one_guid(workspace: Workspace) -> None:
    fact = "- {{question: '{0}?', id: {0}, answer: It, guid: q1}}\n".format
    assert problems(workspace, fact("who") + fact("what")) == [
        "7 duplicate-note: 'small/what' and 'small/who' have one GUID"
    ]


def test_two_things_are_not_what_one_was(workspace: Workspace) -> None:
    listed = "- {list: Which?, id: which, members: [%s]}\n"
    noted(workspace, facts=listed % "x: X, y: Y" + "- {question: Who?, id: who, answer: It}")
    assert problems(workspace, listed % "x: X, {key: z, text: Z, was: x}") == [
        "6 duplicate-note: two things that 'small/which' asserts would be one note to Anki"
    ]
    two = (
        "- {question: Who?, id: who, answer: It}\n"
        "- {question: What?, id: what,\n  was: who, answer: A}"
    )
    assert problems(workspace, two) == [
        "8 duplicate-note: 'small/what' and 'small/who' would be one note to Anki"
    ]


def test_a_gap_takes_no_other_gaps_number_but_its_text_may_be_repeated(
    workspace: Workspace,
) -> None:
    fact = "- {statement: '%s.', id: way}\n"
    noted(workspace, facts=fact % "From [Here] to [There]")
    new = "- {question: Who?, id: who, answer: It}\n"
    assert problems(workspace, new + fact % "To [There] from [Here]") == [
        "7 gap-renumbered: the gap 'Here' was number 1 and is now number 2",
        "7 gap-renumbered: the gap 'There' was number 2 and is now number 1",
    ]
    noted(workspace, facts=fact % "From [Here] to [There] and [Here]")
    noted(workspace, facts=fact % "From [Home] to [There] and [Here]")
    allowed = fact.replace("way", "way, allow: {gap-renumbered: meant}")
    noted(workspace, facts=allowed % "To [There] from [Here]")
