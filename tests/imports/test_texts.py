"""Pairs, sheets and Anki's text become rows that a build takes, and each line is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.imports.bundle import ImportRefused
from tests.imports.conftest import Planned


@pytest.mark.slow
def test_pairs_are_asked_in_both_directions(planned: Planned) -> None:
    lines = [f"palabra {n}\tword {n}" for n in range(500)]
    plan, trial = planned("spanish.txt", "\n".join(lines))
    assert not trial.is_refused
    assert (plan.coming, plan.count, trial.facts, trial.cards) == (500, 500, 500, 1000)
    assert plan.files["decks/spanish.yaml"].decode() == (
        "deck: Spanish\nid: spanish\nrows: spanish.csv\ncolumns:\n  term: {}\n"
        '  definition: {ask: "{term}", back: "{definition}"}\n'
    )
    head, first, *_ = plan.files["decks/spanish.csv"].decode().splitlines()
    assert (head, first) == ("id,term,definition", "palabra-0,palabra 0,word 0")


def test_words_with_several_meanings_are_one_row(planned: Planned) -> None:
    text = "el banco\tbench\nel banco\tbank\nel can\tdog\nel perro\tdog\nel can\tdog\n\n"
    plan, trial = planned("words.txt", text)
    assert not trial.is_refused
    assert plan.files["decks/words.csv"].decode() == (
        "id,term,definition,reverse\nel-banco,el banco,bench; bank,\nel-can,el can,dog,\n"
        "el-perro,el perro,dog,no\n"
    )
    assert (plan.coming, plan.count) == (3, 5)
    assert "1 pair that came before already" in plan.left
    assert any("more than one meaning" in line for line in plan.left)


@pytest.mark.parametrize(
    "text",
    [
        "*a*\t[b]_c_",
        "عربي\tArabic",
        "x\t=1+1",
        "日本\tJapan\n中国\tChina",
        '"q\t"r"',
        "a,b;c\td:e #f",
    ],
)
def test_signs_of_all_sorts_come_as_they_are(planned: Planned, text: str) -> None:
    plan, trial = planned("signs.txt", text)
    assert not trial.is_refused, trial.diagnostics
    assert plan.coming == len(text.splitlines())


def test_a_sheet_with_its_head(planned: Planned) -> None:
    text = (
        "country,capital,founded,note,-\nAustria,Vienna,1955-05-15,On the Danube,x\n"
        "Malta,,1964,,y\n,Nowhere,,,\n"
    )
    plan, trial = planned("europe.csv", text)
    assert not trial.is_refused
    assert plan.files["decks/europe.csv"].decode() == (
        "country,capital,founded,note\nAustria,Vienna,1955-05-15,On the Danube\nMalta,,1964,\n"
    )
    assert b"founded: {date: yes}" in plan.files["decks/europe.yaml"]
    assert plan.left == ("1 row with nothing in the first column",)
    assert (plan.coming, plan.count) == (2, 3)


def test_a_sheet_without_a_head(planned: Planned) -> None:
    plan, trial = planned("w.tsv", "el perro\tdog\tm\n", columns=("word", "meaning", "note"))
    assert not trial.is_refused
    assert plan.files["decks/w.csv"].decode() == "word,meaning,note\nel perro,dog,m\n"


def test_the_head_of_a_sheet_is_read_as_a_build_reads_it(planned: Planned) -> None:
    plan, trial = planned("w.csv", "Word,Meaning,Tags,GUID,ID\nel perro,dog,animal x,g,1\n")
    assert not trial.is_refused, trial.diagnostics
    assert plan.files["decks/w.csv"].decode() == (
        "Word,Meaning,Tags,ID\nel perro,dog,animal; x,1\n"
    )
    assert "asked for Meaning by Word" in plan.becomes[0]


def test_a_column_that_is_called_as_a_role_and_is_none_is_left_out(planned: Planned) -> None:
    sheet = "word,meaning,level,source\nel perro,dog,A1,Duden p. 3\nel gato,cat,,\n"
    plan, trial = planned("w.csv", sheet)
    assert not trial.is_refused, trial.diagnostics
    assert (plan.coming, len(plan.left)) == (2, 2)
    assert plan.files["decks/w.csv"].startswith(b"word,meaning\n")
    plan, trial = planned("v.csv", sheet.replace("A1", "core"))
    assert b"level" in plan.files["decks/v.csv"]


def test_sheets_of_brain_brew_are_joined(planned: Planned) -> None:
    heads = "country,capital,capital:de,capital:nb,capital hint"
    planned("capital.csv", f"{heads}\nAustria,<b>Vienna</b>,Wien,Wien,music\nX,Y,\n")
    plan, trial = planned(
        "main.csv",
        "country,guid,tags\nAustria,e+/WO,'EU_x, UG::Alps'\n".replace("'", '"'),
        others=(Path("capital.csv"),),
    )
    assert not trial.is_refused
    assert plan.files["decks/main.csv"].decode() == (
        "country,tags,capital,capital:de,capital hint\n"
        "Austria,EU_x; UG::Alps,**Vienna**,Wien,music\n"
    )
    assert b"capital:de" not in plan.files["decks/main.yaml"]
    assert "each language (de) is a translation" in plan.becomes[0]
    assert any(line.startswith("what is in nb") for line in plan.left)
    assert any(line.startswith("the GUIDs") for line in plan.left)
    assert any("1 row of capital.csv" in line for line in plan.left)


ANKI = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
ab1\tBasic\tD\tWhat is <b>H2O</b>?\tWater &amp; ice\tchem::basic two
ab2\tBasic\tD\t"quoted ""q"" and
a line"\t[sound:x.mp3]Answer <table><tr><td>x</td></tr></table>\t
ab3\tBasic\tD\t\tno question\t
"""


def test_anki_text(planned: Planned) -> None:
    plan, trial = planned("anki.txt", ANKI)
    assert not trial.is_refused
    assert (plan.coming, plan.count, plan.noun) == (2, 3, "note")
    sheet = plan.files["decks/anki.csv"].decode()
    assert sheet.startswith(
        "id,front,back,tags\nwhat-is-h2o,What is **H2O**?,Water & ice,chem::basic; two\n"
    )
    left = "\n".join(plan.left)
    for part in ("the GUIDs", "1 note without a question", "a sound", "<table>"):
        assert part in left


def test_clozes_become_statements_with_gaps(planned: Planned) -> None:
    text = (
        "#separator:tab\n#html:true\n"
        "The {{c1::Accords::what?}} of [1988] were signed in {{c2::<b>Geneva</b>}}\tmore\n"
        "no {{c1::a {{c2::b}} c}}\t\n"
        "Who?\t<b>She</b>\n"
    )
    plan, trial = planned("cloze.txt", text)
    assert not trial.is_refused
    deck = plan.files["decks/cloze.yaml"].decode()
    assert (
        r'statement: "The [Accords|what?]{1} of \\[1988\\] were signed in [**Geneva**]{2}"' in deck
    )
    assert (plan.coming, plan.count, trial.cards) == (2, 3, 3)
    assert 'question: "Who?"' in deck
    assert 'answer: "**She**"' in deck


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.txt", "", "nothing in it"),
        ("a.txt", b"\xff\xfe\x00", "not UTF-8"),
        ("a.txt", b"caf\xe9\tx", "not UTF-8"),
        ("a.csv", "", "no rows"),
        ("a.csv", "only,a,head\n", "no rows"),
        ("a.csv", 'a,b\n"x,y\n', "not closed"),
        ("a.csv", "a,,b\n1,2,3\n", "has no name"),
        ("a.txt", "#separator:tab\n#html:true\n", "no notes"),
        ("a.docx", "x", "no format that can be imported"),
    ],
)
def test_what_cannot_come_is_a_sentence(
    planned: Planned, name: str, text: str | bytes, says: str
) -> None:
    with pytest.raises(ImportRefused, match=says):
        planned(name, text)
