"""Identity, retirement, renamed decks, release notes, and a ledger that was lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import build, cli
from quizgen.build import Report, Settings
from quizgen.diagnostics import Problems
from quizgen.output import write_files
from quizgen.project import Project
from quizgen.release.ledger_file import dump
from quizgen.release.packages import read_package
from quizgen.release.update import LEDGER, bring_up_to_date, opened, read_ledger
from tests.conftest import Workspace
from tests.learner import Learner

runner = CliRunner()
TWO = "- {question: Who?, id: who, answer: She}\n- {question: What?, id: what, answer: It}\n"


def built(workspace: Workspace, text: str, now: int = 100, id_: str = "small") -> Report:
    workspace.deck(text, id_)
    return build.build(Settings(workspace.decks, workspace.out, now))


def released(workspace: Workspace) -> str:
    """Release what there is, and return the release notes."""
    result = runner.invoke(cli.app, ["diff", "--release"])
    assert result.exit_code == 0, result.output
    return result.stdout


def codes(report: Report) -> list[str]:
    return [str(d.code) for d in report.warnings]


def tsv(workspace: Workspace) -> str:
    return (workspace.out / "anki" / "test.tsv").read_text(encoding="utf-8")


@pytest.mark.slow
def test_release_notes_tell_what_is_new_corrected_and_retired(workspace: Workspace) -> None:
    built(workspace, TWO)
    first = released(workspace)
    assert "## New notes: 2" in first
    assert "- Who? → She" in first
    assert "Nothing that a learner would see" in released(workspace)
    built(workspace, TWO.replace("She", "He").replace("id: what", "id: which") + "", 1_800_000_000)
    notes = released(workspace)
    assert "## New notes: 1" in notes
    assert "## Corrected notes: 1\n\n### The small deck\n\n- Who? → He" in notes
    assert "## Retired notes: 1" in notes
    assert "`tag:quizgen::retired`" in notes


def test_what_is_gone_is_sent_once_more_and_then_never(workspace: Workspace) -> None:
    built(workspace, TWO.replace("answer: It", "answer: It, level: core, tags: mine"))
    assert "What?" in tsv(workspace)
    released(workspace)
    built(workspace, TWO.splitlines()[0], 1_800_000_000)
    assert "What?" in tsv(workspace)
    assert "This card is retired: its fact is no longer in the deck" in tsv(workspace)
    package = read_package((workspace.out / "anki" / "small.apkg").read_bytes())
    (gone,) = (note for note in package.values() if "What?" in note.fields)
    assert gone.tags == ("level::core", "mine", "quizgen::retired", "quizgen::small")
    released(workspace)
    built(workspace, TWO.splitlines()[0], 1_900_000_000)
    assert "What?" not in tsv(workspace)


def test_a_deck_that_is_gone_is_sent_once_more_too(workspace: Workspace) -> None:
    built(workspace, TWO)
    built(workspace, "- {question: Where?, id: where, answer: Here}\n", id_="other")
    released(workspace)
    (workspace.decks / "other.yaml").unlink()
    built(workspace, TWO, 1_800_000_000)
    assert "Test::The other deck\tWhere?" in tsv(workspace)


def test_a_retired_fact_is_learnt_no_more(workspace: Workspace) -> None:
    text = TWO.replace("answer: It", "answer: It, retired: Nobody asks")
    built(workspace, text)
    assert "What?" not in tsv(workspace)
    assert "What?" not in (workspace.out / "print" / "small-worksheet.html").read_text()
    built(workspace, TWO)
    released(workspace)
    built(workspace, text, 1_800_000_000)
    assert "This card is retired: Nobody asks" in tsv(workspace)
    assert "1 question" in runner.invoke(cli.app, ["list"]).output


def test_a_retired_note_keeps_its_answer_and_gets_its_tag(
    workspace: Workspace, learner: Learner
) -> None:
    built(workspace, TWO)
    learner.imports(workspace.out / "anki" / "test.apkg")
    learner.review_all()
    reviews = learner.histories()
    learner.db.execute("update notes set mod = 100")
    released(workspace)
    built(workspace, TWO.splitlines()[0], 1_900_000_000)
    log = learner.imports(workspace.out / "anki" / "test.apkg")
    assert (log.new, log.updated, log.conflicting) == (0, 1, 0)
    (note_id,) = learner.col.find_notes("tag:quizgen::retired")
    assert learner.col.get_note(note_id).fields[:2] == ["What?", "It"]
    assert learner.histories() == reviews


def test_a_renamed_fact_keeps_its_cards(workspace: Workspace) -> None:
    built(workspace, TWO)
    report = built(workspace, TWO.replace("id: what", "id: which, was: what"), 200)
    assert codes(report) == []
    assert read_ledger(workspace.decks).to_send_once_more() == {}
    assert len(read_ledger(workspace.decks).notes) == 2


def test_a_fact_that_moves_to_another_deck_keeps_its_cards(
    workspace: Workspace, learner: Learner
) -> None:
    built(workspace, TWO)
    learner.imports(workspace.out / "anki" / "test.apkg")
    learner.review_all()
    reviews = learner.histories()
    first, second = TWO.splitlines()
    workspace.deck(second.replace("id: what", "id: what, was: small/what"), "other")
    built(workspace, first, 1_900_000_000)
    log = learner.imports(workspace.out / "anki" / "test.apkg")
    assert (log.new, log.conflicting) == (0, 0)
    assert learner.histories() == reviews


def test_two_facts_cannot_both_have_been_one(workspace: Workspace) -> None:
    with pytest.raises(Problems, match="would be one note to Anki"):
        built(workspace, TWO.replace("id: what", "id: what, was: who"))


GAPS = "- {statement: 'From [A] to [B].', id: s%s}"


def test_a_gap_cannot_take_anothers_reviews(workspace: Workspace) -> None:
    built(workspace, GAPS % "")
    with pytest.raises(
        Problems, match=r"the gap 'B' was number 2 and is now number 3; write \[B\]"
    ):
        built(workspace, GAPS.replace("to", "over [C] to") % "")
    built(workspace, GAPS.replace("to [B]", "over [C]{3} to [B]{2}") % "")
    built(workspace, GAPS.replace("[A] to [B]", "[B] to [A]") % ", allow: {gap-renumbered: ok}")


def test_two_gaps_of_one_text_are_two(workspace: Workspace) -> None:
    text = "- {statement: '[A] is not [A] but [B].', id: s}"
    built(workspace, text)
    assert codes(built(workspace, text)) == []
    with pytest.raises(Problems, match="the gap 'B' was number 3 and is now number 1"):
        built(workspace, "- {statement: '[B] is not [A] but [A].', id: s}")


def test_a_stale_ledger_cannot_be_released(workspace: Workspace) -> None:
    built(workspace, TWO)
    workspace.deck(TWO.splitlines()[0])
    result = runner.invoke(cli.app, ["diff", "--release"])
    assert result.exit_code == 1
    assert "the ledger is stale" in result.output


def test_a_reworded_gap_keeps_its_number(workspace: Workspace) -> None:
    built(workspace, GAPS % "")
    assert codes(built(workspace, GAPS.replace("[A]", "[a]") % "")) == []


def test_a_renamed_deck_is_announced(workspace: Workspace) -> None:
    path = workspace.deck(TWO)
    build.build(Settings(workspace.decks, workspace.out, 100))
    path.write_text(path.read_text().replace("The small deck", "The little deck"))
    report = build.build(Settings(workspace.decks, workspace.out, 200))
    assert codes(report) == ["deck-renamed"]
    assert "'The small deck' is now called 'The little deck'" in report.warnings[0].message


def test_a_lost_ledger_is_rebuilt_from_the_last_release(workspace: Workspace) -> None:
    built(workspace, TWO)
    package = workspace.out / "anki" / "test.apkg"
    kept = workspace.folder / "last.apkg"
    kept.write_bytes(package.read_bytes())
    before = read_ledger(workspace.decks)
    (workspace.decks / "ledger.json").unlink()
    result = runner.invoke(cli.app, ["ledger", "last.apkg"])
    assert (result.exit_code, result.output) == (0, "wrote decks/ledger.json: 2 notes\n")
    after = read_ledger(workspace.decks)
    assert {g: (e.digest, e.changed) for g, e in after.notes.items()} == {
        g: (e.digest, e.changed) for g, e in before.notes.items()
    }
    built(workspace, TWO, 900)
    known = read_ledger(workspace.decks)
    assert {entry.changed for entry in known.notes.values()} == {100}
    assert "Nothing that a learner would see" in runner.invoke(cli.app, ["diff"]).output
    built(workspace, TWO.splitlines()[0], 1000)
    assert len(read_ledger(workspace.decks).to_send_once_more()) == 1


def test_what_a_ledger_cannot_be_rebuilt_from(workspace: Workspace) -> None:
    built(workspace, TWO)
    Path("nothing.apkg").write_text("nothing")
    for name, said in (("nothing.apkg", "it is no zip archive"), ("gone", "No such file")):
        result = runner.invoke(cli.app, ["ledger", name])
        assert result.exit_code == 2
        assert said in " ".join(result.output.split())
    workspace.deck(TWO.splitlines()[1])
    result = runner.invoke(cli.app, ["ledger", "out/anki/test.apkg"])
    assert "1 note in the packages belong to no fact: they are kept" in result.output
    before = (workspace.decks / "ledger.json").read_bytes()
    workspace.deck("- {question: Where?, id: where, answer: Here}")
    result = runner.invoke(cli.app, ["ledger", "out/anki/test.apkg"])
    assert result.exit_code == 2
    assert "no note in it belongs to this collection" in " ".join(result.output.split())
    assert (workspace.decks / "ledger.json").read_bytes() == before


WHO = "- {question: Who?, id: who, answer: She}\n"


def told(raised: pytest.ExceptionInfo[Problems]) -> list[str]:
    return [f"{d.message} [{d.code}]" for d in raised.value.diagnostics]


def test_a_ledger_with_a_note_of_an_unknown_type_is_none(workspace: Workspace) -> None:
    workspace.deck(WHO)
    ledger = opened(workspace.decks, 1).ledger
    notes = {guid: replace(entry, type="other") for guid, entry in ledger.notes.items()}
    write_files(workspace.decks, {LEDGER: dump(replace(ledger, notes=notes)).encode()})
    with pytest.raises(Problems) as raised:
        read_ledger(workspace.decks)
    assert told(raised) == [
        "the ledger cannot be read: it has a note of the type 'other', which there is not [ledger]"
    ]


def test_what_would_take_anothers_reviews_is_never_brought_up_to_date(workspace: Workspace) -> None:
    workspace.deck(WHO)
    old = opened(workspace.decks, 1).ledger
    workspace.deck(WHO.replace("id: who", "id: whom, was: nobody"))
    with pytest.raises(Problems):
        bring_up_to_date(Project(workspace.read()), old, 2)


def test_warnings_about_some_decks_are_those_about_no_other(workspace: Workspace) -> None:
    for id_ in ("one", "two"):
        workspace.deck("", id_)
    update = opened(workspace.decks, 1)

    def about(*decks: str) -> list[str]:
        return [d.message for d in update.about(decks)]

    every = [f"the deck '{id_}' has no facts" for id_ in ("one", "two")]
    assert about() == about("one", "two") == every
    assert (about("one"), about("two")) == (every[:1], every[1:])
