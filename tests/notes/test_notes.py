"""Propositions become notes: each note type by example, and a contract for all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.language import language
from quizgen.model import Note, NoteType, Proposition
from quizgen.notes import MAKERS, NOTE_TYPES, notes_of

Facts = Callable[[str], list[Proposition]]


def notes(propositions: list[Proposition]) -> list[Note]:
    return list(notes_of(propositions, language("en-GB")))


def fields(note: Note) -> dict[str, str]:
    """Return a note's fields that are not empty."""
    return {name: text for name, text in zip(note.type.fields, note.fields, strict=True) if text}


def test_recall(assert_facts: Facts) -> None:
    (note,) = notes(
        assert_facts("- {person: Colin *Powell*, id: p, role: '<Secretary>', hint: US, at: p. 3}")
    )
    assert note.slot == "role"
    assert fields(note) == {
        "Question": "Who was Colin <em>Powell</em>?",
        "Answer": "&lt;Secretary&gt;",
        "Reverse question": "Who was &lt;Secretary&gt;?",
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
    assert [note.slot for note in made] == [
        "members/a",
        "members/b",
        "members/c",
        "members/d",
        "members/*",
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


@pytest.mark.parametrize("note_type", NOTE_TYPES, ids=lambda t: t.key)
def test_the_shape_of_a_note_type_never_changes(
    note_type: NoteType, golden: Callable[..., None]
) -> None:
    """Anki orphans a learner's notes when a note type comes in another shape.

    A new field goes into a spare one; a new template into a spare one. Nothing is renamed, moved,
    added or deleted here once it is released.
    """
    from pathlib import Path

    shape = [f"{note_type.id} {note_type.name}{' (cloze)' if note_type.cloze else ''}"]
    shape += [f"field {name}" for name in note_type.fields]
    shape += [f"template {name}" for name in note_type.templates]
    golden(Path(__file__).parent / "shapes" / f"{note_type.key}.txt", "\n".join(shape) + "\n")


def test_ids_and_names_are_unique() -> None:
    assert len({t.id for t in MAKERS}) == len({t.key for t in MAKERS}) == len(MAKERS)


def test_every_note_has_a_first_field_and_a_card(assert_facts: Facts) -> None:
    made = notes(assert_facts(LIST.format(ordered="no")))
    assert all(note.fields[0] and note.cards for note in made)
    assert len({note.fields[0] for note in made}) == len(made)
