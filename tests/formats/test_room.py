"""The room that items have on paper."""

from __future__ import annotations

import pytest

from quizgen.formats import room
from quizgen.model import (
    Choice,
    Edition,
    Form,
    Item,
    Layout,
    Level,
    Media,
    Option,
    Section,
    TextEntry,
)
from quizgen.project import load
from tests.conftest import ROOT, Workspace


def test_the_time_is_rounded_up_to_five_minutes(workspace: Workspace) -> None:
    workspace.deck((ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8"))
    project, _ = load(workspace.decks)
    (deck,) = project.collection.decks
    made = project.worksheet(deck)
    assert room.minutes(made) % 5 == 0
    assert room.minutes(made) >= len(made.items) / 2
    assert room.minutes(Form("None", "A", ())) == 0


@pytest.mark.parametrize(
    ("answer", "edition", "wanted"),
    [
        ("Geneva", Edition(), (12.0, 1)),
        ("Islamic State Khorasan Province", Edition(), (38.0, 1)),
        ("Islamic State Khorasan Province", Edition(columns=2), (17.0, 2)),
        ("x" * 500, Edition(layout=Layout.LARGE_PRINT), (24.0, 4)),
    ],
)
def test_answer_lines_fit_the_handwriting(
    answer: str, edition: Edition, wanted: tuple[float, int]
) -> None:
    item = Item("d/f/short", "short", "What?", TextEntry((answer, "It")), (), Level.CORE)
    made = Form("T", "A", (Section("short", (item,)),))
    ((entry,),) = (part.items for part in room.parts(made, room.whole_line(edition)))
    assert (entry.width, entry.lines) == wanted


def test_a_long_way_to_say_it_widens_the_line_and_adds_none() -> None:
    accepted = ("UNGOMAP", "United Nations Good Offices Mission in Afghanistan and Pakistan")
    item = Item("d/f/short", "short", "What?", TextEntry(accepted), (), Level.CORE)
    ((entry,),) = (p.items for p in room.parts(Form("T", "A", (Section("short", (item,)),))))
    assert (entry.width, entry.lines) == (38.0, 1)


@pytest.mark.parametrize(("inside", "count"), [("", 4), ("<text>Kabul</text>", 2)])
def test_pictures_with_words_in_them_stand_two_abreast_at_the_most(inside: str, count: int) -> None:
    picture = Media("a-1.svg", f"<svg>{inside}</svg>".encode())
    choice = Choice(tuple(Option(text, text == "A", picture=picture) for text in "ABCD"))
    assert room.beside(choice, Edition()) == count
    for narrow in (Edition(columns=2), Edition(layout=Layout.LARGE_PRINT)):
        assert room.beside(choice, narrow) == count // 2


MAP = '<svg viewBox="0 0 {}"><text font-size="{}">Kabul</text></svg>'
LARGE, NARROW = Edition(layout=Layout.LARGE_PRINT), Edition(columns=2)


@pytest.mark.parametrize(
    ("view", "size", "edition", "wanted"),
    [
        ("600 600", 17, Edition(), (2, 1.0, False)),
        ("600 600", 17, Edition(layout=Layout.DYSLEXIA), (2, 1.0, False)),
        ("600 600", 17, LARGE, (2, 1.35, True)),
        ("600 600", 17, NARROW, (1, 0.61, False)),
        ("600 280", 13, LARGE, (2, 1.35, True)),
        ("600 60", 13, LARGE, (1, 0.86, False)),
    ],
)
def test_maps_are_as_large_as_lets_all_of_them_stand_on_a_page(
    view: str, size: int, edition: Edition, wanted: tuple[int, float, bool]
) -> None:
    picture = Media("a-1.svg", MAP.format(view, size).encode())
    choice = Choice(tuple(Option(text, text == "A", picture=picture) for text in "ABCD"))
    made = room.beside(choice, edition), room.enlarged(choice, edition)
    assert (*made, room.is_headed(choice, edition)) == wanted


@pytest.mark.parametrize(
    ("layout", "wanted"),
    [(Layout.STANDARD, 18), (Layout.LARGE_PRINT, 10), (Layout.DYSLEXIA, 14)],
)
def test_room_to_work_in_is_a_part_of_a_page_at_the_most(layout: Layout, wanted: int) -> None:
    item = Item("d/f/short", "short", "What is it?", TextEntry(("A crater",)), (), Level.CORE)
    form = Form("T", "A", (Section("short", (item,), working=20),), (1,))
    (part,) = room.parts(form, room.whole_line(Edition(layout=layout)))
    assert part.working == wanted
    assert not part.items[0].long
