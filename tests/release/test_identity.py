"""Who a note is to Anki: what was released once is the same for ever."""

from __future__ import annotations

from dataclasses import replace

from quizgen.model import Level, Media, Note
from quizgen.model.note import OwnTemplates
from quizgen.notes import NOTE_TYPES
from quizgen.project import load
from quizgen.release.identity import (
    contents,
    guid,
    guid_of,
    level_of,
    name_of,
    pictures,
    stable_id,
    tags,
    type_digests,
)
from tests.conftest import Workspace


def only_note(workspace: Workspace, facts: str) -> Note:
    workspace.deck(facts)
    (note,) = load(workspace.decks)[0].notes["small"]
    return note


def test_a_guid_is_made_of_the_collection_and_the_address_and_never_changes() -> None:
    assert guid_of("afghanistan", "geneva/signed/date") == "15e36c8c2dcb547b1bb5"
    assert guid_of("a", "bc") != guid_of("ab", "c")


def test_an_id_is_made_of_its_parts_and_never_changes() -> None:
    assert stable_id("deck", "afghanistan", "geneva") == 1195207398743894
    assert stable_id("a", "bc") != stable_id("ab", "c")


def test_a_note_that_has_a_guid_of_its_own_keeps_it(workspace: Workspace) -> None:
    note = only_note(workspace, "- {question: Who?, id: who, answer: She}")
    assert guid("test", note) == guid_of("test", note.address)
    assert guid("test", replace(note, guid="q7K>")) == "q7K>"


def test_tags_in_their_order(workspace: Workspace) -> None:
    facts = "- {question: Who?, id: who, answer: She, tags: [zebra, war], level: core%s}"
    own = ["level::core", "quizgen::small", "war", "zebra"]
    assert tags(only_note(workspace, facts % "")) == own
    retired = tags(only_note(workspace, facts % ", retired: nobody asks"))
    assert retired == ["level::core", "quizgen::retired", "quizgen::small", "war", "zebra"]


OWN = OwnTemplates((), "", (), (), (), "")


def test_a_note_of_a_curators_own_type_has_its_own_tags_alone(workspace: Workspace) -> None:
    note = only_note(workspace, "- {question: Who?, id: who, answer: She, tags: [zebra, war]}")
    own = replace(note, type=replace(note.type, own=OWN))
    assert tags(own) == ["war", "zebra"]
    retired = replace(own, origin=replace(own.origin, retired="too easy"))
    assert tags(retired) == ["quizgen::retired", "war", "zebra"]


def test_the_name_of_a_deck_in_anki(workspace: Workspace) -> None:
    path = workspace.deck("- {question: Who?, id: who, answer: She}")
    (deck,) = workspace.read().decks
    assert name_of(deck) == "The small deck"
    path.write_text(f"anki: {{deck: 'World::Europe'}}\n{path.read_text()}")
    (deck,) = workspace.read().decks
    assert name_of(deck) == " ::World::Europe"


def test_what_the_ledger_keeps_of_a_note(workspace: Workspace) -> None:
    note = only_note(workspace, "- {statement: 'From [Here] to [There].', id: way}")
    ((id_, kept),) = contents("test", [note]).items()
    assert id_ == guid("test", note)
    assert (kept.address, kept.type, kept.place) == (note.address, "cloze", note.place)
    assert kept.fields == {n: t for n, t in zip(note.type.fields, note.fields, strict=True) if t}
    assert (kept.cards, kept.gaps) == ((0, 1), {"1": "Here", "2": "There"})
    assert not kept.retired
    gone = replace(note, origin=replace(note.origin, retired="too easy"))
    assert contents("test", [gone])[id_].retired
    again = contents("test", [replace(note, cards=note.cards[::-1])])[id_]
    assert again == kept
    tagged = replace(note, origin=replace(note.origin, tags=("war",)))
    assert contents("test", [tagged])[id_].digest != kept.digest
    assert contents("test", [tagged])[id_].tags == ("level::useful", "war")


def test_the_level_that_tags_tell() -> None:
    assert level_of(("detail", "level::core", "useful")) is Level.CORE
    assert level_of(("level::odd", "level::useful")) is Level.USEFUL
    assert level_of(("core",)) is level_of(()) is Level.DETAIL


def test_a_picture_counts_by_its_bytes_where_its_name_does_not_tell_them(
    workspace: Workspace,
) -> None:
    note = only_note(workspace, "- {question: Who?, id: who, answer: She}")
    one, other = (replace(note, media=(Media("a.svg", data),)) for data in (b"one", b"other"))
    digests = [
        pictures(replace(n, type=replace(n.type, own=own)))
        for own in (None, OWN)
        for n in (one, other)
    ]
    assert digests[:2] == [[], []]
    assert digests[2] != digests[3]


def test_the_digest_of_a_note_type_is_of_all_that_a_learner_would_see(workspace: Workspace) -> None:
    (first, second, *_) = NOTE_TYPES
    plain = type_digests(NOTE_TYPES, None)
    assert len(set(plain.values())) == len(plain) == len(NOTE_TYPES)
    named, fewer = replace(first, name="Other"), replace(first, fields=first.fields[:-1])
    for changed in (named, fewer):
        digests = type_digests([changed, second], None)
        assert digests[first.key] != plain[first.key]
        assert digests[second.key] == plain[second.key]


def test_own_templates_and_styles_count(workspace: Workspace) -> None:
    plain = type_digests(NOTE_TYPES, None)
    own = workspace.folder / "own"
    (own / "anki" / "cloze").mkdir(parents=True)
    (own / "anki" / "cloze" / "cloze.back.html").write_text("{{cloze:Text}} and no more")
    digests = type_digests(NOTE_TYPES, own)
    assert {key for key in plain if digests[key] != plain[key]} == {"cloze"}
    (own / "anki" / "style.css").write_text(".card { color: red }")
    styled = type_digests(NOTE_TYPES, own)
    assert all(styled[key] != plain[key] for key in plain)


def test_all_of_a_curators_own_note_type_counts() -> None:
    whole = replace(OWN, sides=(("a", "b"),) * len(NOTE_TYPES[0].templates))
    others = [
        replace(whole, sides=(("a", "c"),) * len(whole.sides)),
        replace(whole, style="x"),
        replace(whole, fields=("x",)),
        replace(whole, templates=("y",)),
        replace(whole, settings="z"),
    ]
    types = [replace(NOTE_TYPES[0], own=own) for own in (whole, *others)]
    digests = [type_digests([each], None)[each.key] for each in types]
    assert len(set(digests)) == len(digests)
