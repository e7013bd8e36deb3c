"""What the rows of a deck assert: columns and cells in, propositions out."""

from __future__ import annotations

import pytest

from quizgen.model import Association
from quizgen.project import inspect
from tests.conftest import Workspace

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="6" height="4"/>'


def associations(
    workspace: Workspace, columns: str, rows: str, more: str = ""
) -> list[Association]:
    head = "deck: Countries\nid: countries\nsource: smith-2020\n"
    text = f"{head}{more}columns:\n{columns}rows:\n{rows}"
    (workspace.decks / "countries.yaml").write_text(text, encoding="utf-8")
    return [p for p in workspace.propositions() if isinstance(p, Association)]


def questions(workspace: Workspace, capital: str, more: str = "", row: str = "") -> tuple[str, str]:
    """Return how a column is asked for, and back from."""
    columns = f"  country: {{type: country}}\n  capital: {capital}\n"
    rows = f"  - {{id: at, country: Austria, capital: Vienna{row}}}\n"
    found = associations(workspace, columns, rows, more)
    return (found[0].ask, found[0].ask_back) if found else ("", "")


@pytest.mark.parametrize(
    ("capital", "ask", "back"),
    [
        ("", "Austria: capital?", ""),
        ("seat of government", "Austria: seat of government?", ""),
        ("{ask: 'Capital of {country}?'}", "Capital of Austria?", ""),
        ("{back: '{capital}: of where?'}", "", "Vienna: of where?"),
        ("{ask: yes, back: yes}", "Austria: capital?", "Which country is this? capital: Vienna"),
        ("{ask: no}", "", ""),
        ("{tag: yes}", "", ""),
        ("{tag: yes, ask: yes}", "Austria: capital?", ""),
    ],
)
def test_directions(workspace: Workspace, capital: str, ask: str, back: str) -> None:
    assert questions(workspace, capital) == (ask, back)


def test_directions_of_the_deck_and_of_a_row(workspace: Workspace) -> None:
    deck = "anki: {reverse: yes}\n"
    both = ("Austria: capital?", "Which country is this? capital: Vienna")
    assert questions(workspace, "", deck) == both
    assert questions(workspace, "{back: no}", deck) == (both[0], "")
    assert questions(workspace, "", row=", reverse: yes") == both
    assert questions(workspace, "{ask: yes, back: yes}", row=", reverse: no") == (both[0], "")
    own = questions(workspace, "", row=", 'ask:capital': 'Which town?'")
    assert own == ("Which town?", "")


@pytest.mark.parametrize(
    ("capital", "ask"),
    [
        ("", "\u200eپاکستان: capital?"),
        ("{ask: '{country}: which capital?'}", "\u200eپاکستان: which capital?"),
        ("{ask: '{country}'}", "پاکستان"),
        ("{ask: '{capital} {country}'}", "Islamabad پاکستان"),
        ("{heading: دارالحکومت}", "پاکستان: دارالحکومت?"),
    ],
)
def test_a_question_begins_at_the_side_that_its_own_words_do(
    workspace: Workspace, capital: str, ask: str
) -> None:
    columns = f"  country: {{type: country}}\n  capital: {capital}\n"
    rows = "  - {id: pk, country: پاکستان, capital: Islamabad}\n"
    assert [a.ask for a in associations(workspace, columns, rows)] == [ask]


def test_math_and_code_keep_their_braces(workspace: Workspace) -> None:
    ask = r"{ask: '\(\frac{1}{country}\) `{country}` {country}?'}"
    assert questions(workspace, ask)[0] == r"\(\frac{1}{country}\) `{country}` Austria?"


def test_an_empty_cell_asks_nothing(workspace: Workspace) -> None:
    columns = "  country:\n  capital:\n  river: {ask: 'What flows through {capital}?'}\n"
    rows = "  - {id: at, country: Austria, capital: Vienna}\n"
    rows += "  - {id: mc, country: Monaco, river: none}\n"
    assert [p.ask for p in associations(workspace, columns, rows)] == ["Austria: capital?"]


def test_a_column_of_another(workspace: Workspace) -> None:
    columns = "  country:\n  capital:\n  river: {of: capital, back: yes}\n"
    rows = "  - {id: at, country: Austria, capital: Vienna, river: Danube}\n"
    _, river = associations(workspace, columns, rows)
    assert (river.subject.text, river.ask_back) == (
        "Vienna",
        "Which capital is this? river: Danube",
    )


def test_what_goes_with_a_column(workspace: Workspace) -> None:
    columns = """\
  country:
  capital: {note: "{country} lies in Europe.", hint: "It begins with {first}.", at: "{page}"}
  first: no
  first: {ask: no}
  page: {ask: no}
  info: {role: note, on: capital}
  river: {source: smith-2020, at: p. 9}
""".replace("  first: no\n", "")
    rows = """\
  - id: at
    country: Austria
    capital: Vienna
    river: Danube
    first: V
    page: p. 3
    info: Once an empire's.
    note: In the Alps.
    accept: [Österreich]
    'accept:capital': [Wien]
    'distractors:capital': [Graz, Linz]
    'as_of:river': 2024
    level: core
"""
    capital, river = associations(workspace, columns, rows)
    assert capital.origin.note == "Austria lies in Europe.\nOnce an empire's.\nIn the Alps."
    assert (capital.origin.hint, capital.hint_back) == ("It begins with V.",) * 2
    assert capital.subject.accept == ("Österreich",)
    assert capital.value.accept == ("Wien",)
    assert capital.distractors == ("Graz", "Linz")
    assert [c.text for c in capital.origin.citations] == ["Smith 2020, p. 3"]
    assert river.origin.note == "In the Alps."
    assert str(river.origin.as_of) == "2024"
    assert [c.text for c in river.origin.citations] == ["Smith 2020, p. 9"]
    assert {p.origin.level for p in (capital, river)} == {"core"}


def test_tags_and_groups(workspace: Workspace) -> None:
    columns = "  country:\n  capital:\n  region: {tag: region, like: yes}\n"
    rows = "  - {id: at, country: Austria, capital: Vienna, region: 'Central Europe::Alps',"
    rows += " tags: eu}\n"
    (capital,) = associations(workspace, columns, rows)
    assert capital.origin.tags == ("eu", "region::central-europe::alps")
    assert capital.group == "Central Europe::Alps"


def test_pictures_sounds_and_lists(workspace: Workspace) -> None:
    for name in ("at.svg", "be.svg"):
        path = workspace.decks / "flags" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SVG.replace("6", "7") if name == "be.svg" else SVG)
    (workspace.decks / "at.mp3").write_bytes(b"x")
    columns = """\
  country:
  flag: {picture: "flags/{id}.svg", alt: "{looks}", ask: yes, back: Whose flag is this?}
  looks: {ask: no}
  anthem: {sound: yes, back: yes}
  languages: {list: yes}
"""
    rows = "  - {id: at, country: Austria, looks: red, anthem: at.mp3, languages: [German]}\n"
    rows += "  - {id: be, country: Belgium, looks: black, languages: Dutch; French}\n"
    flag, anthem, _, _, belgian = associations(workspace, columns, rows)
    assert (flag.value.text, [m.alt for m in flag.value.media]) == ("", ["red"])
    assert flag.value.names == {flag.value.media[0].digest}
    assert (flag.ask, flag.ask_back) == ("Austria: flag?", "Whose flag is this?")
    assert (anthem.ask, anthem.ask_back) == ("", "Which country is this?")
    assert anthem.value.is_heard
    assert (belgian.value.text, belgian.value.members) == ("Dutch and French", ("Dutch", "French"))


def test_addresses_do_not_follow_what_a_column_is_called(workspace: Workspace) -> None:
    columns = "  country:\n  Größe: \n  Hauptstadt: {was: capital, heading: Stadt}\n  首都: \n"
    rows = "  - {id: at, country: Austria, Größe: 1, Hauptstadt: Wien, 首都: ウィーン}\n"
    slots = [p.slot for p in associations(workspace, columns, rows)]
    assert slots[:2] == ["grosse", "capital"]
    assert slots[2].startswith("x")


def test_what_an_empty_cell_leaves_unasked_is_told(workspace: Workspace) -> None:
    columns = "  country:\n  capital:\n  river: {ask: 'What flows through {capital}?', back: yes}\n"
    rows = "  - {id: at, country: Austria, capital: Vienna, river: Danube}\n"
    rows += "".join(
        f"  - {{id: r{n}, country: Land {n}, river: Stream {n}}}\n" for n in range(1, 6)
    )
    rows += "  - {id: ch, country: Switzerland, river: Aare, allow: {empty-place: no capital}}\n"
    rows += "  - {id: is, country: Iceland, river: Ölfusá, 'ask:river': Which river?}\n"
    rows += "  - {id: mc, country: Monaco, capital: Monaco}\n"
    associations(workspace, columns, rows)
    problems = inspect(workspace.decks)[1]
    (told,) = (d for d in problems if d.code.name in ("empty-place", "useless-allow"))
    assert (told.position.line, told.message) == (
        10,
        "'ask' of column 'river' asks nothing in 5 rows (r1, r2, r3 and 2 more): "
        "{capital} is empty",
    )
