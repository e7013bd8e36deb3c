"""Anki's own backend imports what we make, and again after corrections."""

from __future__ import annotations

from pathlib import Path

import genanki
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen import build
from quizgen.build import Settings
from quizgen.project import load
from tests.conftest import Workspace
from tests.conftest import shipped as shipped_decks
from tests.learner import Learner

DECK = """
- question: Where were the Acords signed?
  id: place
  answer: Geneva
  at: p. 3
- person: Colin Powell
  id: powell
  role: US Secretary of State
- list: Which are they, in order?
  id: three
  ordered: yes
  members: [a: One, b: Two, c: Three]
- statement: The [Accords] were signed in [1988].
  id: signed
"""


def built(workspace: Workspace, now: int) -> Path:
    build.build(Settings(folder=workspace.decks, out=workspace.out, now=now))
    return workspace.out / "anki" / "small.apkg"


def test_corrections_keep_every_review(workspace: Workspace, learner: Learner) -> None:
    path = workspace.deck(DECK)
    first = learner.imports(built(workspace, 1_700_000_000))
    assert (first.new, first.updated, first.conflicting) == (7, 0, 0)
    learner.review_all()
    before = learner.histories()
    assert len(before) == 9

    lines = path.read_text().replace("Acords", "Accords").replace("b: Two", "b: The second")
    head, *facts = lines.split("\n- ")
    moved = "\n- ".join([head, *reversed(facts)])
    path.write_text(moved if moved.endswith("\n") else moved + "\n")
    second = learner.imports(built(workspace, 1_700_100_000))

    assert (second.new, second.conflicting) == (0, 0)
    assert learner.histories() == before
    assert set(learner.find("Accords")) == {
        "The {{c1::Accords}} were signed in {{c2::1988}}.",
        "Where were the Accords signed?",
    }
    assert learner.find("Acords") == []
    assert len(learner.find('"The second"')) >= 1
    assert second.updated == 5


def test_what_did_not_change_is_left_alone(workspace: Workspace, learner: Learner) -> None:
    workspace.deck(DECK)
    package = built(workspace, 1_700_000_000)
    learner.imports(package)
    mine = learner.col.get_note(learner.col.find_notes("Powell")[0])
    mine["My notes"] = "a friend of a friend"
    learner.col.update_note(mine)
    again = learner.imports(package)
    assert (again.new, again.updated, again.duplicate, again.conflicting) == (0, 0, 7, 0)
    assert learner.find('"a friend of a friend"')


def test_the_whole_collection_and_its_decks_do_not_meet(
    workspace: Workspace, learner: Learner
) -> None:
    workspace.deck(DECK)
    workspace.deck("- {question: Who?, id: who, answer: She}", "other")
    built(workspace, 1_700_000_000)
    assert learner.imports(workspace.out / "anki" / "test.apkg").new == 8
    for name in ("small", "other"):
        log = learner.imports(workspace.out / "anki" / f"{name}.apkg")
        assert (log.new, log.updated, log.conflicting) == (0, 0, 0)
    names = sorted(deck.name for deck in learner.col.decks.all_names_and_ids())
    assert names == ["Default", "Test", "Test::The other deck", "Test::The small deck"]


def test_new_cards_come_in_the_order_of_the_deck(workspace: Workspace, learner: Learner) -> None:
    workspace.deck("".join(f"- {{question: Q{i}?, id: q{i}, answer: A{i}}}\n" for i in range(20)))
    learner.imports(built(workspace, 1_700_000_000))
    cards = [learner.col.get_card(id_) for id_ in learner.col.find_cards("", order="c.due asc")]
    assert [card.note().fields[0] for card in cards] == [f"Q{i}?" for i in range(20)]


def test_cards_say_what_they_should(workspace: Workspace, learner: Learner) -> None:
    workspace.deck(DECK)
    learner.imports(built(workspace, 1_700_000_000))
    shown = {}
    for card_id in learner.col.find_cards(""):
        card = learner.col.get_card(card_id)
        shown[card.note().fields[0], card.ord] = (card.question(), card.answer())
    question, answer = shown["Where were the Acords signed?", 0]
    assert "Geneva" not in question
    assert "Geneva" in answer
    assert "Smith 2020, p. 3" in answer
    question, answer = shown["Which are they, in order? · b", 0]
    assert "One" in question
    assert "Two" not in question
    assert "Three" not in question
    assert "Two" in answer
    assert all("{{" not in side for sides in shown.values() for side in sides)


def test_nasty_text_survives(workspace: Workspace, learner: Learner) -> None:
    nasty = ["{{c1::x}}", "[sound:a.mp3]", "<img src=x onerror=alert(1)>", '"quoted" & \\(x^2\\)']
    nasty += ["\u0645\u0639\u0627\u06c1\u062f\u06c1 \u062c\u0646\u06cc\u0648\u0627", "a" * 3000]
    facts = [f"- {{question: Q{i}?, id: q{i}, answer: {_quoted(t)}}}" for i, t in enumerate(nasty)]
    facts += [
        f"- {{statement: {_quoted(f'S{i} [{t}]')}, id: s{i}}}"
        for i, t in enumerate(nasty)
        if "[" not in t
    ]
    workspace.deck("\n".join(facts))
    log = learner.imports(built(workspace, 1_700_000_000))
    assert log.new == len(facts)
    assert learner.col.card_count() == len(facts)
    for card_id in learner.col.find_cards(""):
        assert "<img" not in learner.col.get_card(card_id).answer()
    assert learner.col.fix_integrity()[1]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_the_shipped_decks_import_whole(shipped: Path, learner: Learner) -> None:
    out, project = shipped, shipped_decks().project
    notes = [note for notes in project.notes.values() for note in notes]
    log = learner.imports(out / "anki" / f"{project.collection.id}.apkg")
    assert (log.new, log.updated, log.conflicting) == (len(notes), 0, 0)
    assert learner.col.card_count() == sum(len(note.cards) for note in notes)
    for deck in project.collection.decks:
        again = learner.imports(out / "anki" / f"{deck.id}.apkg")
        assert (again.new, again.updated, again.conflicting) == (0, 0, 0)
    message, healthy = learner.col.fix_integrity()
    assert healthy, message
    assert learner.col.get_empty_cards().report == ""


OPTIONS = """\
deck: Small
id: small
source: smith-2020
anki:
  reverse: yes
  type_in: yes
  speech: yes
  choice: yes
  timeline: yes
  preset: {new_per_day: 7, desired_retention: 0.93}
facts:
"""


def test_what_a_deck_asks_of_anki(workspace: Workspace, learner: Learner) -> None:
    events = "".join(f"- {{event: E{y}, id: e{y}, date: {y}}}\n" for y in (1900, 1910, 1920))
    question = "- {question: Who?, id: q, answer: Ann, distractors: [Eve, Una]}\n"
    (workspace.decks / "small.yaml").write_text(OPTIONS + events + question, encoding="utf-8")
    package = built(workspace, 1_700_000_000)
    request = ImportAnkiPackageRequest(
        package_path=str(package), options=ImportAnkiPackageOptions(with_deck_configs=True)
    )
    learner.col.import_anki_package(request)
    deck = learner.col.decks.by_name("Test::Small")
    assert deck is not None
    preset = learner.col.decks.config_dict_for_deck_id(deck["id"])
    assert (preset["name"], preset["new"]["perDay"]) == ("Test::Small", 7)
    assert round(preset["desiredRetention"], 2) == 0.93
    made = {(c.note_type()["name"], c.template()["name"]) for c in learner.cards()}
    assert made == {
        ("quizgen Recall", "Recall"),
        ("quizgen Recall", "Reverse"),
        ("quizgen Choice", "Choice"),
        ("quizgen Timeline", "Place"),
    }
    (recall,) = (c for c in learner.cards() if (c.note().fields[:2], c.ord) == (["Who?", "Ann"], 0))
    assert "quizgen-typed" in recall.question()
    assert [tag.field_text for tag in recall.question_av_tags()] == ["Who?"]
    assert [tag.lang for tag in recall.answer_av_tags()] == ["en_GB"]


def test_nothing_is_asked_of_anki_by_itself(workspace: Workspace, learner: Learner) -> None:
    workspace.deck(DECK)
    learner.imports(built(workspace, 1_700_000_000))
    for card in learner.cards():
        assert "quizgen-typed" not in card.question()
        assert card.question_av_tags() == card.answer_av_tags() == []
        assert card.note_type()["name"] not in ("quizgen Choice", "quizgen Timeline")


def test_the_text_file_updates_and_keeps_what_is_the_learners(
    workspace: Workspace, learner: Learner
) -> None:
    path = workspace.deck(DECK)
    package = built(workspace, 1_700_000_000)
    learner.imports(package)
    assert learner.imports_text(package.with_suffix(".tsv")).updated == 0
    note = learner.col.get_note(learner.col.find_notes("Acords")[0])
    note["My notes"] = 'mine, "quoted"'
    note.tags.append("my-own-tag")
    learner.col.update_note(note)
    path.write_text(path.read_text().replace("Acords", "Accords"))
    log = learner.imports_text(built(workspace, 1_700_100_000).with_suffix(".tsv"))
    assert (log.new, log.updated, log.conflicting) == (0, 1, 0)
    note.load()
    assert note.fields[0] == "Where were the Accords signed?"
    assert note["My notes"] == 'mine, "quoted"'
    assert "my-own-tag" in note.tags


def test_a_package_is_at_most_a_fifth_of_genankis(workspace: Workspace) -> None:
    facts = (
        f"- {{question: In what year did event number {i} take place?, id: q{i}, answer: Y{i}}}\n"
        for i in range(1000)
    )
    workspace.deck("".join(facts))
    ours = built(workspace, 1_700_000_000)
    project, _ = load(workspace.decks)
    deck = genanki.Deck(1, "Deck")
    model = genanki.Model(
        1,
        "Recall",
        fields=[{"name": name} for name in project.notes["small"][0].type.fields],
        templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{Answer}}"}],
    )
    for note in project.notes["small"]:
        deck.add_note(genanki.Note(model, list(note.fields)))
    theirs = workspace.folder / "genanki.apkg"
    genanki.Package(deck).write_to_file(theirs)
    sizes = (ours.stat().st_size, theirs.stat().st_size)
    assert sizes[0] * 5 <= sizes[1], sizes
