"""An item in another language: each text in its place, or no item where one is not there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from quizgen.assembly.bilingual import Lexicon, twin_of
from quizgen.model import (
    Choice,
    Enumeration,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Match,
    Media,
    Member,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Ranked,
    Section,
    TextEntry,
    TrueFalse,
)
from tests.assembly.bank import item, origin

HERE, THERE = origin("f"), replace(origin("f", "u"), foreign="ur")


def texts(*words: str) -> Enumeration:
    members = tuple(Member(word, word, (f"{word}2",)) for word in words[1:])
    return Enumeration(HERE, "members", words[0], members, ordered=True)


OWN = texts("Stem", "a", "b", "c")
OTHER = replace(texts("STEM", "A", "B", "C"), origin=THERE)
PICTURE = Media("a.svg", b"")


def asked(interaction: Interaction, stem: str = "Stem", fact: str = "f", deck: str = "d") -> Item:
    made = item(f"{deck}/f/x", interaction, stem, fact=fact, deck=deck)
    return replace(made, rationale="why")


def translated(made: Item, twin: Interaction | None = None) -> Item | None:
    twins = [replace(asked(twin, "TWIN", deck="u"), rationale="WHY")] if twin else []
    return Lexicon([OWN], [OTHER], twins).item(made)


def options(*words: str, why: str = "", picture: Media | None = None) -> Choice:
    first, *others = words
    wrong = (Option(word, correct=False, why=why, picture=picture) for word in others)
    return Choice((Option(first, correct=True), *wrong))


ONE, TWO = OpenResponse(("one",)), OpenResponse(("two",))
FIGURE = Numeric(Decimal(4), "4")
SENTENCE = Gaps(("X ", Gap(1, "X"), "."))


@pytest.mark.parametrize(
    ("here", "twin", "there"),
    [
        (options("a", "b", why="no"), None, options("A", "B")),
        (options("a", "x"), None, None),
        (options("a", "x", picture=PICTURE), None, options("A", "x", picture=PICTURE)),
        (options("a", "b", picture=PICTURE), None, options("A", "B", picture=PICTURE)),
        (TrueFalse(answer=True, correction="a"), None, TrueFalse(answer=True, correction="A")),
        (TrueFalse(answer=False, correction="x"), None, TrueFalse(answer=False)),
        (TextEntry(("a", "x", "b2")), None, TextEntry(("A", "B2"))),
        (TextEntry(("x", "a")), None, None),
        (
            Match((("a", "b"), ("c", "a")), ("b", "a")),
            None,
            Match((("A", "B"), ("C", "A")), ("B", "A")),
        ),
        (Match((("a", "x"),), ("b", "c")), None, None),
        (Match((("a", "b"),), ("b", "x")), None, None),
        (
            Order((Ranked("a", 2, "c"), Ranked("b", 1, "x"))),
            None,
            Order((Ranked("A", 2, "C"), Ranked("B", 1))),
        ),
        (Order((Ranked("a", 2), Ranked("x", 1))), None, None),
        (FIGURE, FIGURE, FIGURE),
        (FIGURE, None, None),
        (FIGURE, ONE, None),
        (ONE, TWO, TWO),
        (ONE, FIGURE, None),
        (
            Gaps(("a", " ", Gap(2, "b")), ("b", "c"), 3, ordered=False),
            None,
            Gaps(("A", " ", Gap(2, "B")), ("B", "C"), 3, ordered=False),
        ),
        (Gaps(("x ", Gap(1, "a")), ("a",)), None, None),
        (Gaps(("x ", Gap(1, "a")), ("a",)), SENTENCE, replace(SENTENCE, bank=("A",))),
        (Gaps(("x ", Gap(1, "a")), ("x",)), SENTENCE, None),
        (Gaps(("a", Gap(1, "a")), ("x",)), SENTENCE, None),
        (Gaps((Gap(2, "x"), Gap(1, "a"))), SENTENCE, None),
        (Gaps(("x ", Gap(1, "a"))), ONE, None),
    ],
)
def test_each_text_stays_in_its_place(
    here: Interaction, twin: Interaction | None, there: Interaction | None
) -> None:
    made = translated(asked(here), twin)
    assert (made and made.interaction) == there
    if made:
        assert (made.stem, made.origins) == ("STEM", (THERE,))
        assert made.rationale == ("WHY" if twin else "")


def test_a_stem_of_our_own_words_is_that_of_the_other_item() -> None:
    pairs, entries = Match((("a", "b"),), ("b",)), Order((Ranked("a", 1),))
    for interaction in (pairs, entries, ONE):
        made = translated(asked(interaction, "x"), interaction)
        assert made
        assert made.stem == "TWIN"
        assert translated(asked(pairs, "x")) is None
        empty = translated(asked(interaction, ""), interaction)
        assert empty
        assert empty.stem == ""
    for other in (options("a", "b"), TrueFalse(answer=True), TextEntry(("a",)), FIGURE, SENTENCE):
        assert translated(asked(other, "x"), other) is None


def test_what_is_of_a_fact_without_a_translation_is_left_out() -> None:
    kept, other = asked(TextEntry(("a",))), asked(TextEntry(("a",)), fact="g")
    both = replace(kept, origins=(*kept.origins, *other.origins))
    assert translated(other) is None
    assert translated(both) is None
    form = Form("T", "A", (Section("short", (other, kept)), Section("short", (other,))))
    twin = twin_of(form, Lexicon([OWN], [OTHER], []), "U")
    assert (twin.title, [len(section.items) for section in twin.sections]) == ("U", [1, 0])


def test_words_are_those_of_another_language_and_as_many() -> None:
    made = asked(TextEntry(("a",)))
    same = replace(OTHER, origin=HERE)
    assert Lexicon([OWN], [same], []).item(made) is None
    assert Lexicon([OWN], [], []).item(made) is None
    fewer = replace(OTHER, members=OTHER.members[:2])
    assert Lexicon([OWN], [fewer], []).item(made) is None
    again = replace(OWN, slot="again"), replace(OTHER, slot="again", members=OTHER.members[::-1])
    first = Lexicon([OWN, again[0]], [OTHER, again[1]], []).item(made)
    assert first
    assert first.interaction == TextEntry(("A",))
