"""The question types by example."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from quizgen.language import language
from quizgen.model import (
    Choice,
    Gap,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Proposition,
    TrueFalse,
)
from quizgen.questions import QUESTION_TYPES, Bank
from tests.conftest import Workspace

Facts = Callable[[str], list[Proposition]]

CLAIMS = """
- {claim: The king erred, id: c1, by: Ann, distractors: [Bob, Cay]}
- {claim: The queen was late, id: c2, by: Ann, distractors: [Bob, Cay]}
- {claim: The horse bolted, id: c3, by: Ann, distractors: [Bob, Cay]}
- {claim: The bridge fell, id: c4, by: Bob, distractors: [Ann, Cay]}
- {claim: The fog was thick, id: c5, by: Bob, distractors: [Ann, Cay]}
- {claim: The bells rang early, id: c6, by: Cay}
"""
EVENTS = "\n".join(
    f"- {{event: The {name} revolt, id: e{i}, date: {date}}}"
    for i, (name, date) in enumerate(
        [("Red", 1801), ("Blue", 1803), ("Green", 1808), ("Grey", 1811), ("Pink", 1815)]
    )
)
RULERS = "[a: Ada, b: Bert, c: Cleo, d: Dora, e: Egon]"


def made(propositions: list[Proposition], type_: str) -> dict[str, Item]:
    bank = Bank(propositions, language("en-GB"))
    return {i.id: i for i in QUESTION_TYPES[type_].items(propositions, bank)}


def options(item: Item) -> set[str]:
    assert isinstance(item.interaction, Choice)
    return {("*" if o.correct else "") + o.text for o in item.interaction.options}


def test_a_claim_by_its_author(assert_facts: Facts) -> None:
    item = made(assert_facts(CLAIMS), "choice")["small/c1/claim/claimed/choice"]
    assert item.stem == "Which of these claims comes from Ann?"
    assert options(item) == {"*The king erred", "The bridge fell", "The fog was thick"}


def test_a_claim_is_nobody_elses_only_by_its_curators_word(assert_facts: Facts) -> None:
    """Nobody has said that Ann or Bob does not argue what Cay does."""
    for item in made(assert_facts(CLAIMS), "choice").values():
        assert "The bells rang early" not in options(item)


def test_the_claim_that_does_not_belong(assert_facts: Facts) -> None:
    found = made(assert_facts(CLAIMS), "odd-one-out")
    item = found["small/c4/claim/odd-one-out"]
    assert item.stem == "Three of these claims come from Ann. Which one does **not**?"
    assert "*The bridge fell" in options(item)
    assert item.rationale == "Bob: The bridge fell"
    assert set(item.facts) == {"small/c1", "small/c2", "small/c3", "small/c4"}


def test_the_event_that_does_not_belong(assert_facts: Facts) -> None:
    item = made(assert_facts(EVENTS), "odd-one-out")["small/e3/date/odd-one-out"]
    assert item.stem == "Three of these happened in the 1800s. Which one did **not**?"
    assert options(item) == {
        "*The Grey revolt",
        "The Red revolt",
        "The Blue revolt",
        "The Green revolt",
    }


def test_an_event_that_tells_its_year_is_in_no_decade(assert_facts: Facts) -> None:
    text = EVENTS.replace("The Grey revolt", "The revolt of 1811")
    assert made(assert_facts(text), "odd-one-out") == {
        k: v for k, v in made(assert_facts(text), "odd-one-out").items() if "/e3/" not in k
    }


BEFORE = "\n".join(
    f"- {{event: The {name} revolt, id: e{i}, date: {date}}}"
    for i, (name, date) in enumerate(
        [
            ("Red", "-0048"),  # 49 BCE
            ("Blue", "-0043-03-15"),
            ("Green", "-0039"),  # 40 BCE
            ("Grey", "-0049"),  # 50 BCE
            ("Pink", "-0038"),  # 39 BCE
            ("Black", "0043"),
            ("White", "-0004"),  # in no decade
        ]
    )
)


def test_decades_before_the_first_year(assert_facts: Facts) -> None:
    """The forties are 49 to 40 BCE, of whatever digits EDTF's years are."""
    found = made(assert_facts(BEFORE), "multiple")
    item = found["small/e0/date/multiple"]
    assert item.stem == "Which of these happened in the 40s BCE?"
    right = {option for option in options(item) if option.startswith("*")}
    assert right <= {"*The Red revolt", "*The Blue revolt", "*The Green revolt"}
    assert {"The Grey revolt", "The Pink revolt"} <= options(item)
    assert "small/e6/date/multiple" not in found
    odd = made(assert_facts(BEFORE), "odd-one-out")["small/e3/date/odd-one-out"]
    assert odd.stem == "Three of these happened in the 40s BCE. Which one did **not**?"


@pytest.mark.parametrize("told", ["of 44 BC", "im Jahr 44 v. Chr.", "in 9 CE", "1811"])
def test_an_event_may_tell_its_year_in_any_era(assert_facts: Facts, told: str) -> None:
    text = BEFORE.replace("The Blue revolt", f"The revolt {told}")
    stems = [item.stem for item in made(assert_facts(text), "multiple").values()]
    assert not any("e1" in id_ for id_ in made(assert_facts(text), "multiple")), stems


def test_several_right_answers(assert_facts: Facts) -> None:
    item = made(assert_facts(EVENTS), "multiple")["small/e0/date/multiple"]
    assert item.stem == "Which of these happened in the 1800s?"
    assert {"*The Red revolt", "The Grey revolt", "The Pink revolt"} <= options(item)
    assert item.points == 2


def test_a_list_with_the_curators_foils(assert_facts: Facts) -> None:
    text = (
        f"- {{list: 'Who ruled?', id: l, members: {RULERS}, distractors: [Fritz, Gerda, 'Bert I']}}"
    )
    found = assert_facts(text)
    several = made(found, "multiple")["small/l/members/multiple"]
    assert {o for o in options(several) if not o.startswith("*")} <= {"Fritz", "Gerda", "Bert I"}
    assert "*Bert" not in options(several), "the foil 'Bert I' overlaps with it"
    odd = made(found, "odd-one-out")["small/l/members/odd-one-out"]
    assert odd.stem == "Three of these belong to one list, and one does **not**: Who ruled?"
    assert "*Fritz" in options(odd)
    told = "Fritz, whom nobody would ever have wanted to see as a ruler of these lands"
    assert made(assert_facts(text.replace("Fritz, ", f"'{told}', ")), "odd-one-out") == {}


def test_what_comes_next_in_a_list(assert_facts: Facts) -> None:
    text = f"- {{list: 'Who ruled, in order?', id: l, ordered: yes, members: {RULERS}}}"
    found = made(assert_facts(text), "choice")
    item = found["small/l/members/c/next/choice"]
    assert item.stem.endswith("Of these, which comes right **after** “Bert”?")
    assert "*Cleo" in options(item)
    assert "Bert" not in options(item)
    assert item.derived
    assert "right **before** “Bert”" in found["small/l/members/a/before/choice"].stem


def test_what_came_first(assert_facts: Facts) -> None:
    item = made(assert_facts(EVENTS), "choice")["small/e1/date/first/choice"]
    assert options(item) == {
        "*The Blue revolt",
        "The Green revolt",
        "The Grey revolt",
        "The Pink revolt",
    }


def test_rows_that_have_dates_are_things_and_do_not_happen(workspace: Workspace) -> None:
    dates = (("red", 1801), ("blue", 1806), ("green", 1812), ("grey", 1820))
    event = "- {{event: The {0} revolt, id: {0}, date: {1}}}\n"
    workspace.deck("".join(event.format(*dated) for dated in dates))
    (workspace.decks / "rulers.yaml").write_text(
        "deck: Rulers\nid: rulers\nsource: smith-2020\n"
        "columns: {ruler: , crowned: {date: yes, ask: 'When was {ruler} crowned?'}}\n"
        "rows:\n- {id: ada, ruler: Ada, crowned: 1804}\n- {id: bert, ruler: Bert, crowned: 1809}\n"
        "- {id: cleo, ruler: Cleo, crowned: 1815}\n",
        encoding="utf-8",
    )
    firsts = [i for id_, i in made(workspace.propositions(), "choice").items() if "/first/" in id_]
    assert [options(item) for item in firsts] == [
        {"*The red revolt", "The blue revolt", "The green revolt", "The grey revolt"},
        {"*The blue revolt", "The green revolt", "The grey revolt"},
    ]


@pytest.mark.parametrize(
    ("fact", "tolerance"),
    [
        ("number: '13,000', unit: men, qualifier: over", "500"),
        ("number: '13,000', unit: men", "0"),
        ("number: '1.6', unit: '%', qualifier: about", "0.05"),
        ("number: '100', qualifier: about", "10"),  # 60, which a choice has as wrong, is not right
        ("number: '-0.2', unit: V, qualifier: about", "0.02"),
        ("number: '40', tolerance: '2'", "2"),
    ],
)
def test_a_number_within_its_tolerance(assert_facts: Facts, fact: str, tolerance: str) -> None:
    (item,) = made(assert_facts(f"- {{{fact}, id: n, of: Dead}}"), "numeric").values()
    assert isinstance(item.interaction, Numeric)
    assert item.interaction.tolerance == Decimal(tolerance)


def test_a_number_is_no_short_answer(assert_facts: Facts) -> None:
    assert made(assert_facts("- {number: 3, id: n, of: Dead}"), "short") == {}


STATEMENTS = """
- {statement: 'The [king] came.', id: s1}
- {statement: 'The [queen] left.', id: s2}
- {statement: 'The [abbot] wrote', id: s3}
- {statement: 'The [9th] regiment stayed.', id: s4}
"""


def test_a_word_bank_has_more_of_the_same_form(assert_facts: Facts) -> None:
    item = made(assert_facts(STATEMENTS), "gaps")["small/s1/statement/gaps/bank"]
    assert isinstance(item.interaction, Gaps)
    assert item.interaction.bank == ("abbot", "king", "queen")


def test_a_sentence_ends_with_a_full_stop(assert_facts: Facts) -> None:
    item = made(assert_facts(STATEMENTS), "gaps")["small/s3/statement/gaps"]
    assert isinstance(item.interaction, Gaps)
    assert item.interaction.parts[-1] == " wrote."


def test_true_or_false_with_its_correction(assert_facts: Facts) -> None:
    text = "- {statement: The king came, id: s, false: The king left}"
    true, false = made(assert_facts(text), "truefalse").values()
    assert true.stem == "The king came."
    assert false.interaction == TrueFalse(answer=False, correction="The king came.")


def test_naming_all_of_a_list(assert_facts: Facts) -> None:
    text = f"- {{list: 'Who ruled?', id: l, members: {RULERS}}}"
    (item,) = made(assert_facts(text), "enumerate").values()
    assert isinstance(item.interaction, Gaps)
    assert not item.interaction.ordered
    assert item.points == len(item.interaction.parts) == 5


@pytest.mark.parametrize(("ask", "count"), [("", 1), (", ask: no, back: yes", 0)])
def test_naming_all_of_a_cell_that_is_asked_for(ask: str, count: int, workspace: Workspace) -> None:
    (workspace.decks / "lands.yaml").write_text(
        "deck: Lands\nid: lands\nsource: smith-2020\n"
        f"columns: {{country: , rivers: {{list: yes{ask}}}}}\n"
        "rows:\n  - {id: a, country: Austria, rivers: [Inn, Mur]}\n"
    )
    assert len(made(workspace.propositions(), "enumerate")) == count


def test_a_chronology_cannot_be_named_from_memory(assert_facts: Facts) -> None:
    members = "[a: The king comes to town, b: The queen leaves the town, c: The town burns down]"
    text = f"- {{list: 'Which events, in order?', id: l, ordered: yes, members: {members}}}"
    assert made(assert_facts(text), "enumerate") == {}
    assert made(assert_facts(text), "open") == {}
    assert made(assert_facts(text), "order")


TABLE = """
- table: Who wanted what
  id: t
  columns: {us: The one side, them: The other}
  rows:
    - {row: Time, key: time, cells: {us: seven months, them: eighteen months}}
    - {row: Aid, key: aid, cells: {us: none}}
"""


def test_a_table_to_complete(assert_facts: Facts) -> None:
    found = made(assert_facts(TABLE), "table")
    plain, bank = (found[i].interaction for i in ("small/t/table", "small/t/table/bank"))
    assert isinstance(plain, Gaps)
    assert isinstance(bank, Gaps)
    assert plain.columns == 3
    assert plain.parts == (
        *("", "The one side", "The other"),
        *("Time", Gap(1, "seven months"), Gap(2, "eighteen months")),
        *("Aid", Gap(3, "none"), "–"),
    )
    assert bank.bank == ("eighteen months", "none", "seven months")


def test_a_table_has_two_cells_and_a_bank_only_of_words_that_are_told_apart(
    assert_facts: Facts,
) -> None:
    two = """
- table: T
  id: t
  columns: {us: One}
  rows: [{row: Time, key: time, cells: {us: long}}, {row: Aid, key: aid, cells: {us: %s}}]
"""
    assert made(assert_facts(two % "none"), "table").keys() == {
        "small/t/table",
        "small/t/table/bank",
    }
    assert made(assert_facts(two % "long"), "table").keys() == {"small/t/table"}


def test_rows_of_a_deck_are_completed_five_together(workspace: Workspace) -> None:
    """A row counts if two of its cells are asked and short; a row left over is none by itself."""
    capitals = [f"City {n}" for n in range(8)]
    capitals[1], capitals[2], capitals[3] = "", "x" * 45, "x" * 46
    rows = "".join(
        f"  - {{id: r{n}, country: Land {n}, capital: '{capital}', river: River {n}, area: A{n}}}\n"
        for n, capital in enumerate(capitals)
    )
    (workspace.decks / "lands.yaml").write_text(
        "deck: Lands\nid: lands\nsource: smith-2020\ncolumns:\n  country:\n  capital:\n  river:\n"
        f"  area: {{ask: no, back: yes}}\nrows:\n{rows}"
    )
    (plain, bank) = made(workspace.propositions(), "table").values()
    assert plain.id == "lands/r0/rows/table"
    assert bank.id == f"{plain.id}/bank"
    assert isinstance(plain.interaction, Gaps)
    parts = plain.interaction.parts
    assert plain.interaction.columns == 3
    assert [part for part in parts[::3] if isinstance(part, str)][1:] == [
        f"Land {n}" for n in (0, 2, 4, 5, 6)
    ]
    assert sum(isinstance(part, Gap) for part in parts) == plain.points == 10


def test_what_is_no_row_is_in_no_table(assert_facts: Facts) -> None:
    terms = "- {term: A, id: a, means: 'one', stands_for: Ape}\n"
    facts = assert_facts(terms + terms.replace("A", "B").replace(" a,", " b,"))
    assert len(facts) == 4
    assert made(facts, "table") == {}


def test_cells_are_asked_among_their_column(assert_facts: Facts) -> None:
    rows = ", ".join(
        f"{{row: Land {i}, key: r{i}, cells: {{name: {n}}}}}"
        for i, n in enumerate(["Ann", "Bob", "Cay"])
    )
    text = f"- {{table: Envoys, id: t, columns: {{name: Envoy}}, rows: [{rows}]}}"
    item = made(assert_facts(text), "choice")["small/t/r0/name/choice"]
    assert options(item) == {"*Ann", "Bob", "Cay"}


def test_an_open_question_has_a_marking_guide(assert_facts: Facts) -> None:
    (table,) = made(assert_facts(TABLE), "open").values()
    assert table.stem == "Compare: Who wanted what"
    assert table.interaction == OpenResponse(
        (
            "Time – The one side: seven months",
            "Time – The other: eighteen months",
            "Aid – The one side: none",
        )
    )
    text = "- {claim: The king erred, id: c, by: Ann, answered_by: Bob denies it}"
    (claim,) = made(assert_facts(text), "open").values()
    assert isinstance(claim.interaction, OpenResponse)
    assert claim.points == 3
    assert "says what is held against it: Bob denies it" in claim.interaction.guide


def test_source_work_is_one_item(assert_facts: Facts) -> None:
    """So no paper splits it; no other type asks what is asked on an excerpt."""
    facts = assert_facts("""
        - excerpt: We came and went.
          id: work
          by: Ada
          questions:
            - {key: says, question: What then?, guide: [they came, they went], card: yes}
            - {key: judge, question: Was it worth it?, levels: [an opinion, a reason]}
        """)
    (item,) = made(facts, "source-work").values()
    assert item.id == "small/work/excerpt/source-work"
    assert item.stem.splitlines() == [
        "“We came and went.”",
        "— Ada",
        "a) What then? (2 points)",
        "b) Was it worth it? (2 points)",
    ]
    assert isinstance(item.interaction, OpenResponse)
    assert item.interaction.guide == (
        "a) they came",
        "a) they went",
        "b) Level 1: an opinion",
        "b) Level 2: a reason",
    )
    assert item.points == 4
    others = {type_ for type_ in QUESTION_TYPES if made(facts, type_)}
    assert others == {"source-work"}


def test_a_hint_tells_rows_and_prompts_apart(workspace: Workspace) -> None:
    head = "deck: Words\nid: words\ncolumns: {word: , letter: {ask: yes}, number: {ask: yes}}\n"
    rows = [
        "id\tword\tletter\tnumber\thint",
        "bank-a\tbank\tB\tone\tof a river",
        *(f"r{n}\tword {n}\t{n * 3}\t{n}-fold\t" for n in "cdefgh"),
    ]
    text = head + "rows: |\n" + "".join(f"  {row}\n" for row in rows)
    (workspace.decks / "words.yaml").write_text(text, encoding="utf-8")
    propositions = workspace.propositions()
    prompts = {
        prompt
        for item in made(propositions, "match").values()
        if isinstance(item.interaction, Match)
        for prompt, _ in item.interaction.pairs
    }
    assert "bank (of a river)" in prompts
    assert "word d" in prompts
    tables = made(propositions, "table").values()
    assert any("bank (of a river)" in getattr(item.interaction, "parts", ()) for item in tables)


@pytest.mark.parametrize(
    ("prompt", "stem"),
    [
        ("Which kings ruled?", "Put the answers to this question in order: Which kings ruled?"),
        ("Who ruled, in order?", "Arrange the answers to this question: Who ruled, in order?"),
        ("Put the kings in order", "Put the kings in order"),
        ("The three kings", "The three kings. Put them in order."),
    ],
)
def test_that_a_lists_order_counts_is_said_once(
    assert_facts: Facts, prompt: str, stem: str
) -> None:
    text = f"- {{list: '{prompt}', id: l, ordered: yes, members: {RULERS}}}"
    (item,) = made(assert_facts(text), "order").values()
    assert item.stem == stem
