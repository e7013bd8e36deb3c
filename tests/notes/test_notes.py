"""Propositions become notes: each note type by example, and a contract for all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizgen.diagnostics import Position
from quizgen.facts import Deck
from quizgen.facts.deck import AnkiOptions
from quizgen.formats.anki import package as anki
from quizgen.language import language
from quizgen.model import Note, NoteType, Proposition
from quizgen.notes import MAKERS, NOTE_TYPES, notes_of

Facts = Callable[[str], list[Proposition]]


def notes(propositions: list[Proposition], **options: Any) -> list[Note]:
    deck = Deck(
        deck="Small", id="small", locate=lambda *_: Position("x"), anki=AnkiOptions(**options)
    )
    return list(notes_of(propositions, deck, language("en-GB")))


def fields(note: Note) -> dict[str, str]:
    """Return a note's fields that are not empty."""
    return {name: text for name, text in zip(note.type.fields, note.fields, strict=True) if text}


def test_recall(assert_facts: Facts) -> None:
    (note,) = notes(
        assert_facts("- {person: Colin *Powell*, id: p, role: '<Secretary>', hint: US, at: p. 3}")
    )
    assert note.address == "small/p/role"
    assert fields(note) == {
        "Question": "Who was Colin <em>Powell</em>?",
        "Answer": "&lt;Secretary&gt;",
        "Reverse question": 'Who was &lt;Secretary&gt;?<div class="hint" dir="auto">US</div>',
        "Reverse answer": "Colin <em>Powell</em>",
        "Hint": "US",
        "Source": "Smith 2020, p. 3",
    }
    assert [(c.ordinal, c.front, c.back) for c in note.cards] == [
        (0, "Who was Colin Powell?", "<Secretary>"),
        (1, "Who was <Secretary>?", "Colin Powell"),
    ]


def test_recall_one_way(assert_facts: Facts) -> None:
    (note,) = notes(assert_facts("- {question: Who?, id: q, answer: She}"))
    assert "Reverse question" not in fields(note)
    assert len(note.cards) == 1


def test_what_goes_on_the_back(assert_facts: Facts) -> None:
    (note,) = notes(
        assert_facts(
            "- {question: Who?, id: q, answer: She, note: Note, disputed: By him, as_of: 2024-03}"
        )
    )
    assert fields(note)["Note"] == "Disputed: By him<br> Note"
    assert fields(note)["As of"] == "As of March 2024"


def test_cloze(assert_facts: Facts) -> None:
    (note,) = notes(
        assert_facts("- {statement: 'The [A::B|what?] of [{{1988}}] ended.', id: s, hint: Where?}")
    )
    assert fields(note)["Text"] == (
        "The {{c1::A&#58;&#58;B::what?}} of {{c2::&#123;&#123;1988&#125;&#125;}} ended."
    )
    assert [(c.ordinal, c.front, c.back) for c in note.cards] == [
        (0, "The [what?] of {{1988}} ended.", "A::B"),
        (1, "The A::B of […] ended.", "{{1988}}"),
    ]


def test_a_statement_without_gaps_makes_no_note(assert_facts: Facts) -> None:
    assert notes(assert_facts("- {statement: So it was., id: s, false: So it was not.}")) == []


LIST = """
- list: Which four?
  id: four
  ordered: {ordered}
  members: [a: One, b: Two, c: Three, d: Four]
"""


def test_ordered_list_shows_the_members_before(assert_facts: Facts) -> None:
    made = notes(assert_facts(LIST.format(ordered="yes")))
    assert [note.address for note in made] == [
        "small/four/members/a",
        "small/four/members/b",
        "small/four/members/c",
        "small/four/members/d",
        "small/four/members/*",
    ]
    assert fields(made[0])["List"] == '<ol start="1"><li class="blank">…</li></ol>'
    assert fields(made[0])["Task"] == "What comes first?"
    assert fields(made[3])["List"] == (
        '<ol start="2"><li>Two</li><li>Three</li><li class="blank">…</li></ol>'
    )
    assert fields(made[3])["Answer"] == "Four"
    assert [card.name for card in made[3].cards] == ["Member 4 of 4"]
    assert fields(made[4])["Recite"] == "Name all 4, in order."
    assert [card.ordinal for card in made[4].cards] == [1]


def test_unordered_list_hides_one_and_shows_the_rest(assert_facts: Facts) -> None:
    made = notes(assert_facts(LIST.format(ordered="no")))
    assert fields(made[1])["List"] == (
        '<ul><li>One</li><li class="blank">…</li><li>Three</li><li>Four</li></ul>'
    )
    assert '<li class="asked">Two</li>' in fields(made[1])["Whole list"]
    assert fields(made[4])["Recite"] == "Name all 4."


ORPHANS = """\
The shape of a note type changed. Anki takes in a package with another shape only by making a copy
of the note type, and every note that learners have of it stays behind, never to be updated again.
Put a new field or template into a spare one ('Spare 1' …) instead. Only before the first release,
and for a note type that is new, may this file be written anew: by hand, for that reason."""


@pytest.mark.parametrize("note_type", NOTE_TYPES, ids=lambda t: t.key)
def test_the_shape_of_a_note_type_never_changes(note_type: NoteType) -> None:
    shape = [f"{note_type.id} {note_type.name}{' (cloze)' if note_type.cloze else ''}"]
    shape += [f"field {name}" for name in note_type.fields]
    shape += [f"template {name}" for name in note_type.templates]
    pinned = Path(__file__).parent / "shapes" / f"{note_type.key}.txt"
    assert pinned.read_text(encoding="utf-8").splitlines() == shape, ORPHANS


def test_field_and_template_ids_are_stable() -> None:
    """Anki pairs fields and templates by id; they follow from the note type and their place."""
    for note_type in NOTE_TYPES:
        model = anki._model(note_type, 0, None)
        assert [field["id"] for field in model.fields] == [
            note_type.id * 1000 + index for index in range(len(note_type.fields))
        ]
        assert [template["id"] for template in model.templates] == [
            note_type.id * 1000 + 500 + index for index in range(len(note_type.templates))
        ]


def test_ids_and_names_are_unique() -> None:
    assert len({t.id for t in MAKERS}) == len({t.key for t in MAKERS}) == len(MAKERS)


def test_every_note_has_a_first_field_and_a_card(assert_facts: Facts) -> None:
    made = notes(assert_facts(LIST.format(ordered="no")))
    assert all(note.fields[0] and note.cards for note in made)
    assert len({note.fields[0] for note in made}) == len(made)


def test_gaps_keep_the_numbers_they_say(assert_facts: Facts) -> None:
    (note,) = notes(assert_facts("- {statement: 'The [new]{3} of [1988]{1}.', id: s}"))
    assert fields(note)["Text"] == "The {{c3::new}} of {{c1::1988}}."
    assert [card.ordinal for card in note.cards] == [2, 0]
    assert note.gaps == ((3, "new"), (1, "1988"))


def test_type_in_accepts_every_spelling(assert_facts: Facts) -> None:
    (note,) = notes(
        assert_facts("- {person: Ann, id: p, role: Queen, accept: [Anne]}"), type_in=True
    )
    assert fields(note)["Accepted"] == "<i>Queen</i>"
    assert fields(note)["Reverse accepted"] == "<i>Ann</i><i>Anne</i>"
    assert fields(note)["Type in"] == "yes"


def test_speech_is_in_the_decks_language(assert_facts: Facts) -> None:
    (note,) = notes(assert_facts("- {question: 'Who [was] it?', id: q, answer: She}"), speech=True)
    assert fields(note)["Question speech"] == "[anki:tts lang=en_GB]Who (was) it?[/anki:tts]"
    assert "Reverse question speech" not in fields(note)


def test_choice_has_the_curators_distractors(assert_facts: Facts) -> None:
    propositions = assert_facts(
        "- {question: Who?, id: q, answer: Ann, distractors: [Eve, Una]}\n"
        "- {question: What?, id: r, answer: Nothing, distractors: [All]}"
    )
    assert [note.type.key for note in notes(propositions)] == ["recall", "recall"]
    _, choice, _ = notes(propositions, choice=True)
    assert choice.address == "small/q/answer/choice"
    assert fields(choice)["Options"] == (
        '<ul><li class="right">Ann</li><li>Eve</li><li>Una</li></ul>'
    )


def test_timeline_shows_the_neighbours(assert_facts: Facts) -> None:
    propositions = assert_facts(
        "\n".join(f"- {{event: E{year}, id: e{year}, date: {year}}}" for year in range(1900, 1906))
    )
    made = [n for n in notes(propositions, timeline=True) if n.type.key == "timeline"]
    assert len(made) == 6
    third = fields(made[2])
    assert third["Event"] == "E1902"
    assert third["Others"] == "<ol><li>E1900</li><li>E1901</li><li>E1903</li><li>E1904</li></ol>"
    assert '<li class="asked"><b>1902</b> E1902</li>' in third["Timeline"]
    assert notes(propositions[:2], timeline=True)[-1].type.key == "recall"


def test_a_timeline_has_no_ties(assert_facts: Facts) -> None:
    propositions = assert_facts(
        "- {event: A, id: a, date: 1900}\n- {event: B, id: b, date: 1900-05}\n"
        "- {event: C, id: c, date: 1902}\n- {event: D, id: d, date: 1903}"
    )
    made = [n for n in notes(propositions, timeline=True) if n.type.key == "timeline"]
    assert [fields(n)["Event"] for n in made] == ["B", "C", "D"]


def test_a_deck_may_ask_everything_back(assert_facts: Facts) -> None:
    text = "- {number: 3, id: n, of: Dead}\n- {event: E, id: e, date: 1900, reverse: no}"
    assert [len(note.cards) for note in notes(assert_facts(text))] == [1, 1]


@pytest.mark.parametrize(
    ("was", "address"),
    [
        ("old", "small/old/answer"),
        ("former/old", "former/old/answer"),
    ],
)
def test_a_fact_that_was_another(assert_facts: Facts, was: str, address: str) -> None:
    (note,) = notes(assert_facts(f"- {{question: Who?, id: q, answer: Ann, was: {was}}}"))
    assert (note.address, note.origin.id) == (address, "small/q")


@pytest.mark.parametrize(
    ("was", "address"),
    [
        ("first", "small/two/members/first"),
        ("one/first", "small/one/members/first"),
        ("former/one/first", "former/one/members/first"),
    ],
)
def test_a_member_that_was_another(assert_facts: Facts, was: str, address: str) -> None:
    made = notes(
        assert_facts(
            f"- {{list: Which?, id: two, members: [{{key: a, text: A, was: {was}}}, b: B]}}"
        )
    )
    assert [note.address for note in made] == [
        address,
        "small/two/members/b",
        "small/two/members/*",
    ]


def test_a_retired_note_says_so(assert_facts: Facts) -> None:
    (note,) = notes(assert_facts("- {question: Who?, id: q, answer: Ann, retired: It was Eve}"))
    assert fields(note)["Retired"] == "This card is retired: It was Eve"
