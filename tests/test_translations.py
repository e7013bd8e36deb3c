"""One bank in many languages: translations of decks, in files and in sheets."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace

import pytest

from quizgen.build import Settings, build
from quizgen.formats.pages.bilingual import worksheet
from quizgen.model import Choice, Edition, Form, Match, OpenResponse, Section, Task
from quizgen.project import Project
from quizgen.quiz import Wishes, planned
from quizgen.reading import every_file, read_collection
from quizgen.release.identity import guid
from tests.conftest import Workspace
from tests.learner import Learner

FACTS = """\
- question: Where were the Accords signed?
  id: place
  answer: Geneva
  note: The talks took six years.
- {event: the signing, id: signing, date: 1988-04-14}
- {number: "13,000", unit: soldiers, of: soldiers who died, id: dead}
- {list: Which two states guaranteed it?, id: two, members: [us: America, ussr: the Soviet Union]}
- {statement: "It was signed in [Geneva] in [1988].", id: gaps}
"""
URDU = """\
translation: ur
of: small
deck: جنیوا
facts:
  place: {question: دستخط کہاں ہوئے؟, answer: جنیوا, note: مذاکرات چھ سال چلے۔}
  signing: {event: دستخط}
  dead: {of: ہلاک فوجی, unit: فوجی}
  two: {list: کن دو ریاستوں نے ضمانت دی؟, members: {us: امریکا, ussr: سوویت یونین}}
  gaps: {statement: "[1988]{2} میں [جنیوا]{1} میں دستخط ہوئے۔"}
"""
EUROPE = """\
deck: Europe
id: europe
rows: europe.csv
columns:
  country: {type: country}
  capital: {type: city, ask: "What is the capital of {country}?", back: yes}
  people: {number: yes}
"""
SHEET = """\
id,country,country:de,capital,capital:de,people,base:de
at,Austria,Österreich,Vienna,Wien,"9,000,000",
ch,Switzerland,Schweiz,Berne,Bern,"8,800,000",
it,Italy,Italien,Rome,Rom,"59,000,000",
gr,Greece,Griechenland,Athens,Athen,"10,400,000",
pt,Portugal,Portugal,Lisbon,,"10,300,000",
"""
GERMAN = """\
translation: de
of: europe
deck: Europa
columns:
  country: {heading: Land}
  capital: {heading: Hauptstadt, ask: "Wie heißt die Hauptstadt von {country}?"}
  people: {heading: Einwohner}
"""


def write(workspace: Workspace, **files: str) -> None:
    for name, text in files.items():
        path = workspace.decks / name.replace("_", ".")
        path.write_text(textwrap.dedent(text), encoding="utf-8")


def problems(workspace: Workspace) -> list[str]:
    return [str(d) for d in read_collection(workspace.decks).diagnostics]


@pytest.fixture
def urdu(workspace: Workspace) -> Project:
    workspace.deck(FACTS)
    write(workspace, small_ur_yaml=URDU)
    return Project(workspace.read())


@pytest.fixture
def german(workspace: Workspace) -> Project:
    write(workspace, europe_yaml=EUROPE, europe_csv=SHEET, europe_de_yaml=GERMAN)
    return Project(workspace.read())


# --- what a translation is --------------------------------------------------------------------


def test_a_translation_is_a_deck_with_the_same_facts(urdu: Project) -> None:
    base, deck = urdu.collection.decks
    assert (deck.id, deck.deck, deck.language, deck.base) == ("small-ur", "جنیوا", "ur", "small")
    assert [fact.id for fact in deck.facts] == [fact.id for fact in base.facts]
    shown = {n.origin.fact: n.cards[0].front + " → " + n.cards[0].back for n in urdu.notes[deck.id]}
    assert shown["place"] == "دستخط کہاں ہوئے؟ → جنیوا"
    assert shown["signing"] == "کس تاریخ کو؟ دستخط → 14 اپریل، 1988"
    assert shown["dead"].endswith("13,000 فوجی")
    assert not {n.origin.note for n in urdu.notes[deck.id]} & {"The talks took six years."}


def test_two_languages_never_overwrite_each_other(urdu: Project) -> None:
    guids = [guid("test", note) for notes in urdu.notes.values() for note in notes]
    assert len(guids) == len(set(guids)) == 2 * len(urdu.notes["small"])


def test_a_sheet_has_translations_beside_its_columns(german: Project) -> None:
    fronts = {
        (n.origin.fact, c.name, n.address.rpartition("/")[2]): (c.front, c.back)
        for n in german.notes["europe-de"]
        for c in n.cards
    }
    assert fronts["at", "Recall", "capital"] == ("Wie heißt die Hauptstadt von Österreich?", "Wien")
    assert fronts["at", "Recall", "people"] == ("Österreich: Einwohner?", "9.000.000")
    (english,) = [n for n in german.notes["europe"] if n.address == "europe/at/capital"]
    assert english.cards[0].front == "What is the capital of Austria?"


def test_a_sheet_alone_makes_a_translation(workspace: Workspace) -> None:
    write(workspace, europe_yaml=EUROPE, europe_csv=SHEET)
    _, deck = workspace.read().decks
    assert (deck.id, deck.deck) == ("europe-de", "Europe (Deutsch)")
    assert "europe-de" in every_file(workspace.decks)


def test_items_of_a_translation_are_in_its_language_alone(german: Project) -> None:
    english = {"Austria", "Switzerland", "Italy", "Greece", "Vienna", "Berne", "Rome", "Athens"}
    options = {
        option.text
        for item in german.items["europe-de"]
        if isinstance(item.interaction, Choice)
        for option in item.interaction.options
    }
    assert options
    assert not options & english


def test_a_paper_without_decks_has_no_translations(german: Project) -> None:
    plan = planned(german, Wishes(items=5))
    assert {deck for section in plan.sections for deck in section.decks} == {"europe"}
    named = planned(german, Wishes(items=5, decks=("europe-de",)))
    assert {deck for section in named.sections for deck in section.decks} == {"europe-de"}


# --- what is missing or stale -----------------------------------------------------------------

PART = "translation: de\nof: small\nfacts:\n  place: {question: Wo?, answer: Genf}\n"


def test_what_is_not_translated_is_asked_in_the_language_of_the_deck(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    write(workspace, small_de_yaml=PART)
    notes = Project(workspace.read()).notes["small-de"]
    languages = {n.origin.fact: n.origin.language.tag for n in notes}
    assert languages["place"] == "de"
    assert {languages[fact] for fact in ("signing", "dead", "two", "gaps")} == {"en-GB"}
    told = problems(workspace)
    assert any("4 of 5 facts not translated into de, and asked in en-GB" in t for t in told)
    assert any("lacks a translation of note: that is left out" in t for t in told)


def test_what_is_not_translated_is_left_out_if_asked(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    write(workspace, small_de_yaml="untranslated: leave-out\n" + PART)
    _, deck = workspace.read().decks
    assert [fact.id for fact in deck.facts] == ["place"]


def test_what_is_not_translated_is_refused_if_asked(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    write(workspace, small_de_yaml="untranslated: refuse\n" + PART)
    reading = read_collection(workspace.decks)
    assert reading.collection is None
    assert any("and missing: signing, dead" in d.message for d in reading.diagnostics)


def test_a_row_without_a_translation_keeps_its_words_marked(german: Project) -> None:
    (note,) = [n for n in german.notes["europe-de"] if n.address == "europe-de/pt/capital"]
    assert '<span lang="en-GB">Lisbon</span>' in note.fields[1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (URDU.replace("of: small", "of: smal"), "there is no deck 'smal' to be translated"),
        (URDU.replace("  signing:", "  sining:"), "the deck has no fact 'sining'"),
        (URDU.replace("translation: ur", "translation: la"), "no words in 'la'"),
        (URDU.replace("translation: ur", "translation: xx"), "not a language tag"),
        (URDU.replace("deck: جنیوا", "dek: جنیوا"), "unknown key 'dek'"),
        ("translation: ur\nof: small\nfacts: [place]\n", "'facts' of a translation is a mapping"),
        ("translation: ur\nof: small\nfacts: {place: جنیوا}\n", "'place' is a mapping"),
        (URDU + "columns: {capital: {heading: x}}\n", "describes no column 'capital'"),
        (URDU.replace("question: دست", "qestion: دست"), "unknown key 'qestion'"),
    ],
)
def test_what_is_wrong_with_a_translation_is_told(
    workspace: Workspace, text: str, message: str
) -> None:
    workspace.deck(FACTS)
    write(workspace, small_ur_yaml=text)
    assert any(message in problem for problem in problems(workspace))


def test_a_build_writes_down_of_what_a_translation_was_made(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    write(workspace, small_ur_yaml=URDU, europe_yaml=EUROPE, europe_csv=SHEET)
    build(Settings(folder=workspace.decks, out=workspace.out, now=0, media=("tsv",)))
    overlay = (workspace.decks / "small.ur.yaml").read_text(encoding="utf-8")
    assert len(re.findall(r"\{base: [0-9a-f]{8}, ", overlay)) == 5
    sheet = (workspace.decks / "europe.csv").read_text(encoding="utf-8").splitlines()
    assert [bool(re.search(r",[0-9a-f]{8}$", line)) for line in sheet] == [
        False,
        *[True] * 4,
        False,
    ]
    assert not any("changed" in problem for problem in problems(workspace))
    deck = workspace.decks / "small.yaml"
    deck.write_text(deck.read_text().replace("Where were", "Where, in 1988, were"))
    path = workspace.decks / "europe.csv"
    path.write_text(path.read_text().replace("Vienna", "Vienna (Wien)"))
    stale = [p for p in problems(workspace) if "stale-translation" in p]
    assert len(stale) == 2
    assert "small.ur.yaml:5" in "".join(stale)
    assert "clear the cell 'base:de'" in "".join(stale)


# --- both at once -----------------------------------------------------------------------------


def test_a_bilingual_worksheet_has_each_item_in_both_languages(urdu: Project) -> None:
    base, deck = urdu.collection.decks
    english, other = urdu.pair(deck)
    assert [item.id for item in english.items] == [item.id for item in other.items]
    assert english.items
    language_of = urdu.collection.language_of
    page = worksheet((english, other), Edition(), (language_of(base), language_of(deck))).decode()
    assert page.count('<td lang="ur" dir="rtl">') == len(english.items)
    for item, twin in zip(english.items, other.items, strict=True):
        assert item.language.tag == "en-GB"
        assert twin.language.tag == "ur"


def test_a_bilingual_worksheet_has_room_for_what_is_matched(german: Project) -> None:
    """Half a line is too narrow for prompts beside responses."""
    match = Match((("Wien", "Österreich"), ("Bern", "Schweiz")), ("Österreich", "Schweiz"))
    item = replace(german.items["europe-de"][0], type="match", interaction=match)
    form = Form("Europa", "A", (Section("match", (item,)),))
    own = german.collection.language_of(german.collection.decks[1])
    page = worksheet((form, form), Edition(), (own, own)).decode()
    assert page.count('class="matching stacked"') == 2


def test_what_is_written_at_length_has_its_lines_once(german: Project) -> None:
    tasks = (Task("Who signed?", ("Austria", "Switzerland")), Task("Who did not?", ("Italy",)))
    work = OpenResponse(("Austria", "Switzerland", "Italy"), "“We sign.”", tasks)
    item = replace(german.items["europe-de"][0], type="source-work", interaction=work)
    form = Form("Europa", "A", (Section("source-work", (item,)),))
    own = german.collection.language_of(german.collection.decks[1])
    page = worksheet((form, form), Edition(), (own, own)).decode()
    assert page.count('class="writing"') == len(tasks)
    assert [page.count(task.question) for task in tasks] == [2, 2]


def test_options_have_their_letters_in_both_languages(german: Project) -> None:
    words = {
        "Austria": "Österreich",
        "Switzerland": "Schweiz",
        "Italy": "Italien",
        "Greece": "Griechenland",
        "Portugal": "Portugal",
        "Vienna": "Wien",
        "Berne": "Bern",
        "Rome": "Rom",
        "Athens": "Athen",
    }
    first, second = german.pair(german.collection.decks[1])
    pairs = [
        (left.text, right.text.replace("\U000e0001", ""), left.correct, right.correct)
        for item, twin in zip(first.items, second.items, strict=True)
        if isinstance(item.interaction, Choice) and isinstance(twin.interaction, Choice)
        for left, right in zip(item.interaction.options, twin.interaction.options, strict=True)
    ]
    assert pairs
    assert all(words.get(left, right) == right for left, right, _, _ in pairs)
    assert all(left == right for _, _, left, right in pairs)


def test_both_languages_live_side_by_side_in_anki(workspace: Workspace, learner: Learner) -> None:
    workspace.deck(FACTS)
    settings = Settings(folder=workspace.decks, out=workspace.out, now=0, media=("apkg",))
    build(settings)
    assert learner.imports(workspace.out / "anki" / "small.apkg").conflicting == 0
    learner.review_all()
    before = learner.histories()
    write(workspace, small_ur_yaml=URDU)
    build(settings)
    log = learner.imports(workspace.out / "anki" / "small-ur.apkg")
    assert (log.updated, log.duplicate, log.conflicting) == (0, 0, 0)
    assert log.new == 7
    after = learner.histories()
    assert {key: after[key] for key in before} == before
    assert learner.imports(workspace.out / "anki" / "small.apkg").new == 0
