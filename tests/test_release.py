"""Identity, retirement, renamed decks, release notes, and a ledger that was lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import build, cli
from quizgen.build import Report, Settings
from quizgen.diagnostics import Problems
from quizgen.release import read_ledger
from tests.conftest import Project
from tests.learner import Learner

runner = CliRunner()
TWO = "- {question: Who?, id: who, answer: She}\n- {question: What?, id: what, answer: It}\n"


def built(project: Project, text: str, now: int = 100, id_: str = "small") -> Report:
    project.deck(text, id_)
    return build.build(Settings(project.decks, project.out, now))


def released(project: Project) -> str:
    """Release what there is, and return the release notes."""
    result = runner.invoke(cli.app, ["diff", "--release"])
    assert result.exit_code == 0, result.output
    return result.stdout


def codes(report: Report) -> list[str]:
    return [str(d.code) for d in report.warnings]


def tsv(project: Project) -> str:
    return (project.out / "anki" / "test.tsv").read_text(encoding="utf-8")


def test_release_notes_tell_what_is_new_corrected_and_retired(project: Project) -> None:
    built(project, TWO)
    first = released(project)
    assert "## New notes: 2" in first
    assert "- Who? → She" in first
    assert "Nothing that a learner would see" in released(project)
    built(project, TWO.replace("She", "He").replace("id: what", "id: which") + "", 1_800_000_000)
    notes = released(project)
    assert "## New notes: 1" in notes
    assert "## Corrected notes: 1\n\n### The small deck\n\n- Who? → He" in notes
    assert "## Retired notes: 1" in notes
    assert "`tag:quizgen::retired`" in notes


def test_what_is_gone_is_sent_once_more_and_then_never(project: Project) -> None:
    built(project, TWO)
    assert "What?" in tsv(project)
    released(project)
    built(project, TWO.splitlines()[0], 1_800_000_000)
    assert "What?" in tsv(project)
    assert "This card is retired: its fact is no longer in the deck" in tsv(project)
    released(project)
    built(project, TWO.splitlines()[0], 1_900_000_000)
    assert "What?" not in tsv(project)


def test_a_deck_that_is_gone_is_sent_once_more_too(project: Project) -> None:
    built(project, TWO)
    built(project, "- {question: Where?, id: where, answer: Here}\n", id_="other")
    released(project)
    (project.decks / "other.yaml").unlink()
    built(project, TWO, 1_800_000_000)
    assert "Test::The other deck\tWhere?" in tsv(project)


def test_a_retired_fact_is_learnt_no_more(project: Project) -> None:
    text = TWO.replace("answer: It", "answer: It, retired: Nobody asks")
    built(project, text)
    assert "What?" not in tsv(project)
    assert "What?" not in (project.out / "print" / "small-worksheet.html").read_text()
    built(project, TWO)
    released(project)
    built(project, text, 1_800_000_000)
    assert "This card is retired: Nobody asks" in tsv(project)
    assert "1 question" in runner.invoke(cli.app, ["list"]).output


def test_a_retired_note_keeps_its_answer_and_gets_its_tag(
    project: Project, learner: Learner
) -> None:
    built(project, TWO)
    learner.imports(project.out / "anki" / "test.apkg")
    learner.review_all()
    reviews = learner.histories()
    learner.db.execute("update notes set mod = 100")
    released(project)
    built(project, TWO.splitlines()[0], 1_900_000_000)
    log = learner.imports(project.out / "anki" / "test.apkg")
    assert (log.new, log.updated, log.conflicting) == (0, 1, 0)
    (note_id,) = learner.col.find_notes("tag:quizgen::retired")
    assert learner.col.get_note(note_id).fields[:2] == ["What?", "It"]
    assert learner.histories() == reviews


def test_a_renamed_fact_keeps_its_cards(project: Project) -> None:
    built(project, TWO)
    report = built(project, TWO.replace("id: what", "id: which, was: what"), 200)
    assert codes(report) == []
    assert read_ledger(project.decks).to_send_once_more() == {}
    assert len(read_ledger(project.decks).notes) == 2


def test_a_fact_that_moves_to_another_deck_keeps_its_cards(
    project: Project, learner: Learner
) -> None:
    built(project, TWO)
    learner.imports(project.out / "anki" / "test.apkg")
    learner.review_all()
    reviews = learner.histories()
    first, second = TWO.splitlines()
    project.deck(second.replace("id: what", "id: what, was: small/what"), "other")
    built(project, first, 1_900_000_000)
    log = learner.imports(project.out / "anki" / "test.apkg")
    assert (log.new, log.conflicting) == (0, 0)
    assert learner.histories() == reviews


def test_two_facts_cannot_both_have_been_one(project: Project) -> None:
    with pytest.raises(Problems, match="would be one note to Anki"):
        built(project, TWO.replace("id: what", "id: what, was: who"))


def test_a_former_id_that_never_was(project: Project) -> None:
    built(project, TWO)
    assert codes(built(project, TWO.replace("id: what", "id: which, was: waht"))) == ["unknown-was"]


GAPS = "- {statement: 'From [A] to [B].', id: s%s}"


def test_a_gap_cannot_take_anothers_reviews(project: Project) -> None:
    built(project, GAPS % "")
    with pytest.raises(
        Problems, match=r"the gap 'B' was number 2 and is now number 3; write \[B\]"
    ):
        built(project, GAPS.replace("to", "over [C] to") % "")
    built(project, GAPS.replace("to [B]", "over [C]{3} to [B]{2}") % "")
    built(project, GAPS.replace("[A] to [B]", "[B] to [A]") % ", allow: {gap-renumbered: ok}")


def test_two_gaps_of_one_text_are_two(project: Project) -> None:
    text = "- {statement: '[A] is not [A] but [B].', id: s}"
    built(project, text)
    assert codes(built(project, text)) == []
    with pytest.raises(Problems, match="the gap 'B' was number 3 and is now number 1"):
        built(project, "- {statement: '[B] is not [A] but [A].', id: s}")


def test_a_stale_ledger_cannot_be_released(project: Project) -> None:
    built(project, TWO)
    project.deck(TWO.splitlines()[0])
    result = runner.invoke(cli.app, ["diff", "--release"])
    assert result.exit_code == 1
    assert "the ledger is stale" in result.output


def test_a_reworded_gap_keeps_its_number(project: Project) -> None:
    built(project, GAPS % "")
    assert codes(built(project, GAPS.replace("[A]", "[a]") % "")) == []


def test_a_renamed_deck_is_announced(project: Project) -> None:
    path = project.deck(TWO)
    build.build(Settings(project.decks, project.out, 100))
    path.write_text(path.read_text().replace("The small deck", "The little deck"))
    report = build.build(Settings(project.decks, project.out, 200))
    assert codes(report) == ["deck-renamed"]
    assert "'The small deck' is now called 'The little deck'" in report.warnings[0].message


def test_a_lost_ledger_is_rebuilt_from_the_last_release(project: Project) -> None:
    built(project, TWO)
    package = project.out / "anki" / "test.apkg"
    kept = project.folder / "last.apkg"
    kept.write_bytes(package.read_bytes())
    before = read_ledger(project.decks)
    (project.decks / "ledger.json").unlink()
    result = runner.invoke(cli.app, ["ledger", "last.apkg"])
    assert (result.exit_code, result.output) == (0, "wrote decks/ledger.json: 2 notes\n")
    after = read_ledger(project.decks)
    assert {g: (e.digest, e.changed) for g, e in after.notes.items()} == {
        g: (e.digest, e.changed) for g, e in before.notes.items()
    }
    built(project, TWO, 900)
    known = read_ledger(project.decks)
    assert {entry.changed for entry in known.notes.values()} == {100}
    assert "Nothing that a learner would see" in runner.invoke(cli.app, ["diff"]).output
    built(project, TWO.splitlines()[0], 1000)
    assert len(read_ledger(project.decks).to_send_once_more()) == 1


def test_what_a_ledger_cannot_be_rebuilt_from(project: Project) -> None:
    built(project, TWO)
    Path("nothing.apkg").write_text("nothing")
    for name, said in (("nothing.apkg", "no package that quizgen made"), ("gone", "No such file")):
        result = runner.invoke(cli.app, ["ledger", name])
        assert result.exit_code == 2
        assert said in " ".join(result.output.split())
    project.deck(TWO.splitlines()[1])
    result = runner.invoke(cli.app, ["ledger", "out/anki/test.apkg"])
    assert "1 note in the packages belong to no fact" in result.output
    before = (project.decks / "ledger.json").read_bytes()
    project.deck("- {question: Where?, id: where, answer: Here}")
    result = runner.invoke(cli.app, ["ledger", "out/anki/test.apkg"])
    assert result.exit_code == 2
    assert "no note in it belongs to this collection" in " ".join(result.output.split())
    assert (project.decks / "ledger.json").read_bytes() == before
