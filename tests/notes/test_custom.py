"""A curator's own note type: a row is one note, and Anki makes the cards that we say it makes."""

from __future__ import annotations

import pytest
from anki.decks import DeckId

from quizgen.model import NoteType, OwnTemplates
from quizgen.notes.custom import ordinals, parts
from tests.learner import Learner

DEFAULT = DeckId(1)
FRONTS = [
    "{{A}}",
    "{{#A}}{{B}}{{/A}}",
    "{{^A}}{{B}}{{/A}}",
    "{{#A}}{{#B}}{{text:C}}{{/B}}{{/A}}",
    "words alone",
    "{{Deck}}",
    "{{#Tags}}{{A}}{{/Tags}}{{Tags}}",
    "{{#B}}words{{/B}}",
    "{{hint:C}}{{type:B}}",
    "<!-- {{A}} -->",
    "{{#B}}{{^C}}{{ A }}{{/C}}{{/B}}",
]
FIELDS = [
    ("a", "b", "c"),
    ("a", "", ""),
    ("", "b", ""),
    ("", "", "c"),
    ("<br>", " <div></div> ", "c"),
    ("&nbsp;", "", ""),
    ("<img src=x.png>", "b", ""),
]


def own_type(fronts: list[str], *, cloze: bool = False, fields: str = "ABC") -> NoteType:
    names = tuple(f"T{n}" for n, _ in enumerate(fronts))
    nothing = ("{}",)
    own = OwnTemplates(
        sides=tuple((front, "{{FrontSide}}") for front in fronts),
        style="",
        around=("{}",) * len(fields),
        fields=nothing * len(fields),
        templates=nothing * len(fronts),
        settings="{}",
    )
    return NoteType("own/x", 1, "X", tuple(fields), names, cloze, own)


@pytest.mark.parametrize("fields", FIELDS)
def test_cards_are_those_that_anki_makes(learner: Learner, fields: tuple[str, ...]) -> None:
    col = learner.col
    model = col.models.new("X")
    for name in "ABC":
        col.models.add_field(model, col.models.new_field(name))
    for n, front in enumerate(FRONTS):
        template = col.models.new_template(f"T{n}")
        template["qfmt"], template["afmt"] = f"{front}<!--{n}-->", "back"
        model["tmpls"].append(template)
    # Anki refuses to keep a template without a field; a package may well bring one
    kept = [n for n, front in enumerate(FRONTS) if "{{" in front and "<!--" not in front]
    tags = ["t"] if fields[0] else []
    model["tmpls"] = [model["tmpls"][n] for n in kept]
    col.models.add_dict(model)
    made_model = col.models.by_name("X")
    assert made_model
    note = col.new_note(made_model)
    note.fields, note.tags = list(fields), tags
    col.add_note(note, DEFAULT)
    made = sorted(card.ord for card in note.cards())
    note_type = own_type([FRONTS[n] for n in kept])
    assert (list(ordinals(note_type, fields, tags)) or [0]) == made


@pytest.mark.parametrize(
    "text",
    [
        "{{c1::a}} {{c3::b::hint}}",
        "{{c2::a {{c1::nested}} b}}",
        "no cloze",
        "{{c1,3::both}}",
        "{{c1::a}} {{c1::b}}",
        r"\({{c4::x^2}}\)",
    ],
)
def test_clozes_are_those_that_anki_makes(learner: Learner, text: str) -> None:
    col = learner.col
    model = col.models.by_name("Cloze")
    assert model
    note = col.new_note(model)
    note.fields = [text, "back {{c9::not hidden}}"]
    col.add_note(note, DEFAULT)
    note_type = own_type(["{{cloze:A}}"], cloze=True, fields="AB")
    assert list(ordinals(note_type, note.fields, ())) == sorted(card.ord for card in note.cards())


def test_what_a_template_shows() -> None:
    shown = parts("{{#A}}{{text:hint:B}}{{/A}}{{^C}}{{A}}{{/C}}{{!no}}")
    assert [(s.field, s.filters, s.under) for s in shown] == [
        ("B", ("text", "hint"), (("A", True),)),
        ("A", (), (("C", False),)),
    ]


def test_words_and_comments_make_no_card() -> None:
    assert ordinals(own_type(FRONTS), ("a", "b", ""), ()) == (0, 1, 5, 8, 10)
