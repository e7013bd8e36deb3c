"""What is made of a deck to learn from: contracts over the table, and each format's own rules."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.facts import Deck
from quizgen.formats.pages import FORM_PAGES, STUDY_PAGES, flashcards
from quizgen.language import language
from quizgen.model import Edition, Excerpt, Origin, Paper, Proposition
from quizgen.project import load
from quizgen.resources import templates_dir
from tests.conftest import ROOT, Workspace

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
ENGLISH = language("en-GB")


def material(workspace: Workspace, facts: str = FACTS) -> tuple[Deck, tuple[Proposition, ...]]:
    workspace.deck(facts)
    project, _ = load(workspace.decks)
    (deck,) = project.collection.decks
    return deck, project.propositions[deck.id]


@pytest.mark.parametrize("name", STUDY_PAGES)
@pytest.mark.parametrize("paper", Paper)
def test_a_format_keeps_its_contract(name: str, paper: Paper, workspace: Workspace) -> None:
    """Self-contained, escaped, the same bytes each time, for the paper that was asked for."""
    deck, propositions = material(workspace)
    edition = Edition(paper=paper)
    page = STUDY_PAGES[name].render(deck, propositions, edition, ENGLISH)
    assert page == STUDY_PAGES[name].render(deck, propositions, edition, ENGLISH)
    text = page.decode()
    assert not re.findall(r"<(?:link|script|img|iframe)\b|@import|url\((?!\"data:)", text)
    assert "<b>defeat" not in text
    assert f"size: {paper};" in text
    assert "The small deck" in text


@pytest.mark.parametrize("name", STUDY_PAGES)
def test_a_deck_of_one_fact(name: str, workspace: Workspace) -> None:
    deck, propositions = material(workspace, "- {question: Who?, id: who, answer: She}")
    assert b"</html>" in STUDY_PAGES[name].render(deck, propositions, Edition(), ENGLISH)


# --- flashcards -------------------------------------------------------------------------------


@given(st.integers(0, 60), st.sampled_from([1, 2]), st.sampled_from([4, 5]))
def test_each_back_lies_behind_its_front(count: int, across: int, rows: int) -> None:
    """Turned on the long edge, what was on the left comes to lie on the right."""
    cards = [_card(number) for number in range(count)]
    sheets = list(flashcards._sheets(cards, across, rows))
    seen = []
    for sheet in sheets:
        for front, back in zip(sheet.fronts, sheet.backs, strict=True):
            assert front == back[::-1]
            seen += [card for card in front if card]
    assert seen == cards
    assert len(sheets) == -(-count // (across * rows))


def _card(number: int) -> flashcards.Flashcard:
    origin = Origin("d", "f", "question", "core", (), (), lambda *_: None)  # type: ignore[arg-type]
    return flashcards.Flashcard(number, origin, "Q", ("A",), False, ((), ()), (14, 14))


@pytest.mark.parametrize("name", ["flashcards", "flashcards-fold"])
def test_every_proposition_has_a_card_with_its_source(name: str, workspace: Workspace) -> None:
    deck, propositions = material(workspace)
    text = STUDY_PAGES[name].render(deck, propositions, Edition(), ENGLISH).decode()
    cards = sum(not isinstance(p, Excerpt) for p in propositions)
    assert text.count('<p class="question"') == text.count('<p class="source"') == cards
    assert "Smith 2020, p.\N{NO-BREAK SPACE}3" in text
    assert "The ______ was to take ______ (how long?)." in text


@pytest.mark.parametrize(("name", "down"), [("flashcards", 3), ("flashcards-fold", 2)])
def test_lines_to_cut_along_are_drawn_on_request(
    name: str, down: int, workspace: Workspace
) -> None:
    workspace.deck("- {question: Who?, id: who, answer: Armstrong}")
    (deck,) = workspace.read().decks
    facts = workspace.propositions()
    with_lines, without = (
        STUDY_PAGES[name].render(deck, facts, Edition(cut_lines=asked), ENGLISH).decode()
        for asked in (True, False)
    )
    assert with_lines.count('class="cut down"') == down
    assert with_lines.count('class="cut across"') == 6
    assert 'class="cut' not in without


def test_long_texts_make_fewer_cards_a_page_in_smaller_type(workspace: Workspace) -> None:
    short, _ = _grid_of(workspace, "- {question: Who?, id: who, answer: She}")
    long, sizes = _grid_of(workspace, f"- {{question: Who?, id: who, answer: {'so ' * 200}}}")
    assert (short, long) == (5, 4)
    assert all(flashcards.LEAST <= size <= flashcards.LARGEST for size in sizes)


def _grid_of(workspace: Workspace, facts: str) -> tuple[int, list[float]]:
    deck, propositions = material(workspace, facts)
    text = STUDY_PAGES["flashcards"].render(deck, propositions, Edition(), ENGLISH).decode()
    height = float(re.findall(r"--card-height: ([\d.]+)mm", text)[0])
    return round(277 / height), [float(s) for s in re.findall(r"font-size: ([\d.]+)pt\"", text)]


# --- knowledge organiser ----------------------------------------------------------------------


def test_the_organiser_has_each_kind_in_its_place(workspace: Workspace) -> None:
    facts = (
        FACTS
        + """
- {person: Diego Cordovez, id: cordovez, role: mediator, years: 1982/1988}
- {quote: Bleeding wound, id: wound, by: Mikhail Gorbachev}
- {statement: 'A [core] sentence.', id: core, level: core}
- table: Two judgements
  id: two
  level: core
  columns: {verdict: Verdict}
  rows: [{row: One text, key: one, cells: {verdict: a failure}}]
"""
    )
    deck, propositions = material(workspace, facts)
    text = STUDY_PAGES["organiser"].render(deck, propositions, Edition(), ENGLISH).decode()
    found = dict(re.findall(r'(?s)<section class="(\w+)">(.*?)</section>', text))
    kinds = "timeline people terms tables statements answers sources"
    assert list(found) == kinds.split()
    assert "The fifth end" in found["timeline"]
    mediator = 'mediator (198<span class="undivided">2–1</span>988)'
    assert f"<b>Diego Cordovez:</b> {mediator}</p>" in found["people"]
    assert "North Atlantic Treaty Organization" in found["terms"]
    assert "a failure</td>" in found["tables"]
    assert "A <strong>core</strong> sentence." in found["statements"]
    assert "Which three" not in text
    assert "Bleeding wound" not in text


def test_no_colon_of_an_organiser_follows_the_end_of_a_question(workspace: Workspace) -> None:
    fence = "|-\n    What is it?\n\n    ```\n    x: 1\n    ```"
    questions = ["Say so.", "首都はどこですか。", "राजधानी बताइए।", "哪里？", "Its `name`", fence]
    facts = [f"- question: {q}\n  id: q{n}\n  answer: It" for n, q in enumerate(questions)]
    deck, propositions = material(
        workspace, "\n".join([*facts, "- {term: U.S., id: us, means: it}"])
    )
    text = STUDY_PAGES["organiser"].render(deck, propositions, Edition(), ENGLISH).decode()
    before = re.findall(r'<p class="entry"[^>]*>(.*?) (?:<b>It</b>|it<)', text)
    ends = [re.sub("<.*?>", "", head)[-2:] for head in before]
    assert ends == [".:", "o.", "か。", "ए।", "里？", "e:", " 1"]


def test_an_organiser_of_a_deck_without_core_facts_has_all(workspace: Workspace) -> None:
    facts = FACTS.replace("  level: core\n", "") + "- {quote: A wound, id: w, by: Her}\n"
    deck, propositions = material(workspace, facts)
    text = STUDY_PAGES["organiser"].render(deck, propositions, Edition(), ENGLISH).decode()
    assert "“A wound”" in text
    assert text.index("Brezhnev") < text.index("Andropov") < text.index("Chernenko")
    assert "over 13,000 soldiers:</b>" in text


@pytest.mark.parametrize("name", [*FORM_PAGES, *STUDY_PAGES])
def test_a_page_brings_the_styles_of_all_that_stands_on_it(name: str, workspace: Workspace) -> None:
    deck, propositions = material(workspace)
    if name in FORM_PAGES:
        page = FORM_PAGES[name].render(load(workspace.decks)[0].worksheet(deck), Edition(), ENGLISH)
    else:
        page = STUDY_PAGES[name].render(deck, propositions, Edition(), ENGLISH)
    style, body = re.findall(r"(?s)<style>(.*?)</style>.*?(<body.*)", page.decode())[0]
    sheets = (path.read_text() for path in (templates_dir() / "print").glob("*.css"))
    styled = set(re.findall(r"\.([a-z][a-z-]*)", " ".join(sheets)))
    used = {c for found in re.findall(r'class="([^"]*)"', body) for c in found.split()}
    assert (used & styled) - set(re.findall(r"\.([a-z][a-z-]*)", style)) <= {
        "answers"
    }  # a section of the organiser, not of a key
