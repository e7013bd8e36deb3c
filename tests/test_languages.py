"""Decks, columns and facts in languages of their own, in all that is made of them."""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from html import unescape
from xml.etree import ElementTree

import pytest

from quizgen.banks import bank
from quizgen.model import Association, Choice, Form, Note
from quizgen.project import Project
from quizgen.reading import read_collection
from tests.conftest import Workspace

VERBS = """\
deck: Japanese verbs
id: verbs
anki: {speech: yes, type_in: yes}
rows: verbs.csv
columns:
  japanese: {language: ja, ruby: yes}
  english: {ask: "What does {japanese} mean?", back: "What is {english} in Japanese?"}
"""
ROWS = """\
id,japanese,english
eat,食[た]べる,to eat
read,読[よ]む,to read
write,書[か]く,to write
speak,話[はな]す,to speak
"""
RUBY = "<ruby>食<rp>(</rp><rt>た</rt><rp>)</rp></ruby>"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def verbs(workspace: Workspace) -> Project:
    (workspace.decks / "verbs.yaml").write_text(VERBS, encoding="utf-8")
    (workspace.decks / "verbs.csv").write_text(ROWS, encoding="utf-8")
    return Project(workspace.read())


def fields(note: Note) -> dict[str, str]:
    return dict(zip(note.type.fields, note.fields, strict=True))


def project(workspace: Workspace, facts: str, head: str = "") -> Project:
    text = f"deck: Small\nid: small\n{head}facts:\n{textwrap.dedent(facts)}"
    (workspace.decks / "small.yaml").write_text(text, encoding="utf-8")
    return Project(workspace.read())


# --- columns ----------------------------------------------------------------------------------


def test_each_side_of_a_card_is_read_by_the_voice_of_its_language(verbs: Project) -> None:
    found = fields(verbs.notes["verbs"][0])
    assert found["Question speech"] == (
        "[anki:tts lang=en_GB]What does[/anki:tts][anki:tts lang=ja_JP]食べる[/anki:tts]"
        "[anki:tts lang=en_GB]mean?[/anki:tts]"
    )
    assert found["Answer speech"] == "[anki:tts lang=en_GB]to eat[/anki:tts]"
    assert found["Reverse answer speech"] == "[anki:tts lang=ja_JP]食べる[/anki:tts]"


def test_a_card_has_the_reading_above_the_word_and_asks_for_the_word_alone(verbs: Project) -> None:
    found = fields(verbs.notes["verbs"][0])
    assert found["Reverse answer"] == f'<span lang="ja">{RUBY}べる</span>'
    assert found["Question"] == f'What does <span lang="ja">{RUBY}べる</span> mean?'
    assert found["Reverse accepted"] == "<i>食べる</i>"


def test_a_page_and_a_platform_have_the_reading_a_text_file_the_word(verbs: Project) -> None:
    from quizgen.formats.exchange import EXCHANGE
    from quizgen.formats.pages.paper import worksheet
    from quizgen.model import Edition

    language = verbs.collection.speech
    form = bank(verbs, verbs.collection.decks[0])
    assert f'<span lang="ja">{RUBY}べる</span>' in worksheet(form, Edition(), language).decode()
    moodle = EXCHANGE["moodle"].exporter.render(form, language).decode()
    assert RUBY in unescape(moodle)
    quizlet = EXCHANGE["quizlet"].exporter.render(form, language).decode()
    assert "食べる" in quizlet
    assert "た" not in quizlet
    with zipfile.ZipFile(io.BytesIO(EXCHANGE["qti"].exporter.render(form, language))) as archive:
        texts = "".join(archive.read(name).decode() for name in archive.namelist())
    assert '<span xml:lang="ja">食(た)べる</span>' in texts
    assert "<ruby" not in texts


def test_marks_are_in_no_data_for_other_programs(verbs: Project) -> None:
    from quizgen.formats.data.json import form_data
    from quizgen.language_marks import ANCHOR, BEGIN
    from quizgen.model import Edition

    form = bank(verbs, verbs.collection.decks[0])
    data = form_data(form, Edition(), verbs.collection.speech).decode()
    assert "食べる" in data
    assert BEGIN not in data
    assert ANCHOR not in data


def test_an_item_in_another_language_is_marked_in_a_document(workspace: Workspace) -> None:
    from quizgen.formats.documents.docx import worksheet
    from quizgen.model import Edition

    facts = "- {question: Wer war der Erste?, id: b, answer: Konrad, language: de}\n"
    german = project(workspace, facts)
    form = bank(german, german.collection.decks[0])
    data = worksheet(form, Edition(), german.collection.speech)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    assert 'w:lang w:val="de"' in text


def test_what_is_typed_is_compared_by_the_language_of_its_column(workspace: Workspace) -> None:
    (workspace.decks / "rivers.yaml").write_text(
        "deck: Rivers\nid: rivers\nanki: {type_in: yes}\n"
        "columns: {river: , length: {number: km, language: de}}\n"
        'rows: [{id: elbe, river: Elbe, length: "1.094,5"}]\n',
        encoding="utf-8",
    )
    (note,) = Project(workspace.read()).notes["rivers"]
    assert '<i class="comma' in fields(note)["Accepted"]


def test_a_document_has_words_ruby_and_languages(verbs: Project) -> None:
    from quizgen.formats.documents.docx import worksheet
    from quizgen.model import Edition

    form = bank(verbs, verbs.collection.decks[0])
    data = worksheet(form, Edition(), verbs.collection.speech)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - ours
    readings = {
        "".join(t.text or "" for t in ruby.iterfind(f"{W}rubyBase//{W}t")): "".join(
            t.text or "" for t in ruby.iterfind(f"{W}rt//{W}t")
        )
        for ruby in root.iter(f"{W}ruby")
    }
    assert readings == {"食": "た", "読": "よ", "書": "か", "話": "はな"}
    assert {e.get(f"{W}eastAsia") for e in root.iter(f"{W}lang")} == {"ja"}


def test_numbers_and_dates_of_a_column_are_those_of_its_language(workspace: Workspace) -> None:
    (workspace.decks / "rivers.yaml").write_text(
        textwrap.dedent("""\
        deck: Rivers
        id: rivers
        columns:
          river:
          length: {number: km, language: de}
          seen: {date: yes, language: de}
        rows:
          - {id: elbe, river: Elbe, length: "1.094,5", seen: 1990-05-03}
        """),
        encoding="utf-8",
    )
    length, seen = Project(workspace.read()).propositions["rivers"]
    assert isinstance(length, Association)
    assert isinstance(seen, Association)
    assert str(length.value.number.value if length.value.number else "") == "1094.5"
    assert "1.094,5" in length.value.text
    assert length.origin.notation.decimal == ","
    assert "3. Mai 1990" in seen.value.text


def test_a_column_may_be_in_a_language_that_quizgen_has_no_words_in(workspace: Workspace) -> None:
    (workspace.decks / "words.yaml").write_text(
        textwrap.dedent("""\
        deck: Words
        id: words
        anki: {speech: yes}
        columns: {latin: {language: la}, greek: {language: grc}, english: }
        rows: [{id: dog, latin: canis, greek: κύων, english: dog}]
        """),
        encoding="utf-8",
    )
    notes = Project(workspace.read()).notes["words"]
    assert 'lang="grc"' in fields(notes[0])["Answer"]


@pytest.mark.parametrize(
    ("tag", "hint"), [("japanese", "write 'ja'"), ("English", "write 'en'"), ("xx", "")]
)
def test_what_is_no_language_is_told(workspace: Workspace, tag: str, hint: str) -> None:
    head = f"deck: W\nid: w\ncolumns: {{a: {{language: {tag}}}, b: }}\nrows: [{{a: 1, b: 2}}]\n"
    (workspace.decks / "w.yaml").write_text(head, encoding="utf-8")
    (problem,) = read_collection(workspace.decks).diagnostics
    assert f"'{tag}' is not a language tag" in problem.message
    assert problem.hint == hint


# --- decks and facts --------------------------------------------------------------------------


def test_a_deck_asks_reads_and_writes_in_its_language(workspace: Workspace) -> None:
    german = project(
        workspace,
        """\
        - {number: "1.234,5 km", of: Länge des Flusses, id: length}
        - {event: Fall der Mauer, date: 1989-11-09, id: wall}
        """,
        "language: de\n",
    )
    length, wall = german.notes["small"]
    assert (
        fields(length)["Question"] == '<div lang="de">Welcher Wert in km? Länge des Flusses</div>'
    )
    assert "1.234,5\u00a0km" in fields(length)["Answer"]
    assert "9. November 1989" in fields(wall)["Answer"]
    assert {item.language.tag for item in german.items["small"]} == {"de"}


def test_a_fact_has_a_language_of_its_own(workspace: Workspace) -> None:
    both = project(
        workspace,
        """\
        - {person: Ada Lovelace, id: ada, role: mathematician}
        - {person: Konrad Zuse, id: zuse, role: Ingenieur, language: de}
        """,
    )
    english, german = both.notes["small"]
    assert fields(english)["Question"].startswith("Who was")
    assert fields(german)["Question"].startswith('<div lang="de">Wer war')
    listed = "ordered: yes, members: [a: Ada, b: Bert, c: Cleo, d: Dan, e: Eve]}"
    lists = f"""\
        - {{list: Wer regierte?, id: wer, language: de, {listed}
        - {{list: Who ruled?, id: who, {listed}
    """
    stems = {i.id: i.stem for i in project(workspace, lists).items["small"]}
    assert "Was kommt unmittelbar" in stems["small/wer/members/c/next/choice"]
    assert "Of these, which comes right" in stems["small/who/members/c/next/choice"]


def test_a_deck_asks_on_paper_in_its_own_words(workspace: Workspace) -> None:
    facts = "- {list: Who ruled?, id: who, ordered: yes, members: [a: Ada, b: Bert, c: Cleo]}\n"
    workspace.deck(facts, "other")
    own = project(workspace, facts, "words: {order.list: 'One after the other: {prompt}'}\n")
    stems = {i.id: i.stem for deck in ("small", "other") for i in own.items[deck]}
    assert stems["small/who/members/order"] == "One after the other: Who ruled?"
    assert stems["other/who/members/order"].startswith("Put ")


def test_what_is_in_another_language_is_no_distractor(workspace: Workspace) -> None:
    cities = ["Geneva", "Vienna", "Rome", "Athens"]
    staedte = ["Genf", "Wien", "Rom", "Athen"]
    facts = "".join(
        f"- {{question: City number {n}?, id: e{n}, answer: {name}, type: city}}\n"
        for n, name in enumerate(cities)
    ) + "".join(
        f"- {{question: Stadt Nummer {n}?, id: d{n}, answer: {name}, type: city, language: de}}\n"
        for n, name in enumerate(staedte)
    )
    items = project(workspace, facts).items["small"]
    options = [
        {option.text for option in item.interaction.options}
        for item in items
        if isinstance(item.interaction, Choice) and item.type == "choice"
    ]
    assert options
    assert all(some <= set(cities) or some <= set(staedte) for some in options)


def test_a_paper_in_one_language_speaks_it_and_a_mixed_one_marks_it(workspace: Workspace) -> None:
    from quizgen.formats.pages.paper import worksheet
    from quizgen.model import Edition, Section
    from quizgen.quiz import language_of

    both = project(
        workspace,
        """\
        - {question: Who was first?, id: a, answer: Ada}
        - {question: Wer war der Erste?, id: b, answer: Konrad, language: de}
        """,
    )
    items = [item for item in both.items["small"] if item.type == "short"]
    assert [item.language.tag for item in items] == ["en-GB", "de"]
    alone = Form("Test", "A", (Section("short", (items[1],)),))
    assert language_of([alone], both.collection).tag == "de"
    mixed = Form("Test", "A", (Section("short", tuple(items)),))
    speech = language_of([mixed], both.collection)
    assert speech.tag == "en-GB"
    page = worksheet(mixed, Edition(), speech).decode()
    assert re.findall(r'id="q\d"( lang="\w+")?', page) == ["", ' lang="de"']


def test_a_language_without_words_is_told_with_the_cure(workspace: Workspace) -> None:
    workspace.deck("- {question: Quis?, id: q, answer: Ego, language: la}\n")
    (problem,) = read_collection(workspace.decks).diagnostics
    assert "no words in 'la'" in problem.message
    assert "la.yaml" in problem.hint


def test_the_texts_of_a_deck_may_have_readings_but_its_gaps_are_gaps(workspace: Workspace) -> None:
    found = project(
        workspace,
        """\
        - {question: "食[た]べる？", id: q, answer: "物[もの]"}
        - {statement: "首都は東京[です]", id: s}
        """,
        "ruby: yes\n",
    ).notes["small"]
    assert fields(found[0])["Question"] == f"{RUBY}べる？"
    assert "{{c1::です}}" in fields(found[1])["Text"]
