"""What is in a group and what is certainly out of it, each rule by an example."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.distractors import decades
from quizgen.distractors.authors import by, not_by
from quizgen.distractors.bank import Bank
from quizgen.distractors.groups import Group, with_one_in, with_one_out
from quizgen.language import language
from quizgen.model import Association, Proposition
from tests.conftest import Workspace

Facts = Callable[[str], list[Proposition]]


def one_in(facts: list[Proposition], fact: str) -> Group | None:
    """Return the group that a fact belongs to."""
    bank = Bank(facts, language("en-GB"))
    groups = [g for p in facts if p.origin.fact == fact for g in with_one_in(p, bank)]
    return groups[0] if groups else None


def one_out(facts: list[Proposition], fact: str) -> dict[str, list[str]]:
    """Return the groups that a fact is out of, the nearest first, with what is in them."""
    bank = Bank(facts, language("en-GB"))
    groups = [g for p in facts if p.origin.fact == fact for g in with_one_out(p, bank)]
    assert all(texts(g, out=True)[0] == _text(facts, fact) for g in groups)
    return {g.name: texts(g) for g in groups if g.inside}


def texts(group: Group | None, *, out: bool = False) -> list[str]:
    assert group
    return [entry.text for entry in (group.outside if out else group.inside)]


def _text(facts: list[Proposition], fact: str) -> str:
    (text,) = (p.subject.text for p in facts if p.origin.fact == fact and hasattr(p, "subject"))
    return str(text)


def events(*dates: tuple[str, str]) -> str:
    return "\n".join(
        f"- {{event: The {name} revolt, id: {name.lower()}, date: '{date}'}}"
        for name, date in dates
    )


CLAIMS = """
- {claim: The king erred, id: king, by: Ann, distractors: [Bob, Cay]}
- {claim: The queen was late, id: queen, by: Ann}
- {claim: The bridge fell, id: bridge, by: Bob, distractors: [Ann, Cay]}
- {claim: The bells rang early, id: bells, by: Cay}
"""


def test_claims_by_their_author(assert_facts: Facts) -> None:
    """What is out is so by its curator's word; nobody has said that Ann does not argue the last."""
    facts = assert_facts(CLAIMS)
    group = one_in(facts, "queen")
    assert group
    assert (group.id, group.sort, group.name) == ("small/queen/claim", "claims", "Ann")
    assert texts(group) == ["The queen was late", "The king erred"]
    assert [(e.text, e.why) for e in group.outside] == [("The bridge fell", "Bob: The bridge fell")]
    assert one_out(facts, "bridge") == {
        "Ann": ["The king erred", "The queen was late"],
        "Cay": ["The bells rang early"],
    }
    assert one_out(facts, "bells") == {}


def test_authors_are_the_same_without_their_year_and_with_any_and(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - {claim: The king erred, id: king, by: Lee & Orr 2001}
    - {claim: The queen was late, id: queen, by: Lee and Orr}
    - {claim: The bridge fell, id: bridge, by: Bob, distractors: [Lee and Orr 1999]}
    - {claim: The bells rang, id: bells, by: Lee and Orr, distractors: [lee & orr]}
    """)
    assert texts(one_in(facts, "king"))[:2] == ["The king erred", "The queen was late"]
    assert texts(one_in(facts, "king"), out=True) == ["The bridge fell"]


def test_events_by_their_decade_and_those_around_it(assert_facts: Facts) -> None:
    facts = assert_facts(
        events(
            *(("Red", "1850"), ("Blue", "1859"), ("Grey", "1849"), ("Pink", "1860")),
            *(("Gold", "1830"), ("Jade", "1870"), ("Teal", "1820"), ("Rust", "1880")),
            ("Far", "1899"),
        )
    )
    group = one_in(facts, "red")
    assert group
    assert (group.id, group.sort, group.name) == ("small/red/date", "events", "1850")
    assert texts(group) == ["The Red revolt", "The Blue revolt"]
    nearest = ["Grey", "Pink", "Gold", "Jade", "Teal", "Rust"]
    assert texts(group, out=True) == [f"The {name} revolt" for name in nearest]
    assert group.outside[0].why == "The Grey revolt: 1849"
    assert one_out(facts, "red") == {
        "1840": ["The Grey revolt"],
        "1860": ["The Pink revolt"],
        "1830": ["The Gold revolt"],
        "1870": ["The Jade revolt"],
    }


@pytest.mark.parametrize(
    ("date", "decade"),
    [
        ("1850-05-01", "1850"),
        ("1851/1859", "1850"),
        ("1859/1860", ""),
        ("0010", "10"),
        ("0009", ""),
        ("-0008", ""),  # 9 BCE
        ("-0009", "10 before"),  # 10 BCE
        ("-0048", "40 before"),  # 49 BCE
        ("-0012/0012", ""),
        ("185X", "1850"),
    ],
)
def test_a_decade_holds_an_event_whole_or_not(date: str, decade: str, assert_facts: Facts) -> None:
    group = one_in(assert_facts(events(("Red", date))), "red")
    name = f"{group.name}{' before' * (group.sort == 'events.before')}" if group else ""
    assert name == decade


def test_an_event_of_no_decade_is_out_of_none(assert_facts: Facts) -> None:
    facts = assert_facts(events(("Red", "0008/0012"), ("Blue", "0011"), ("Grey", "0021")))
    assert one_in(facts, "red") is None
    assert one_out(facts, "red") == {}


def test_what_is_near_the_first_year_is_counted_towards_it(assert_facts: Facts) -> None:
    facts = assert_facts(events(("Red", "0010"), ("Blue", "-0010"), ("Grey", "-0021")))
    assert one_out(facts, "red") == {"10": ["The Blue revolt"]}


@pytest.mark.parametrize(
    ("other", "is_in"),
    [
        ("The sea fell", True),
        ("The king erred today", False),  # it holds what it stands beside
        ("Ann was late", False),  # it holds the name of the group
        ("Fog", False),  # far shorter
        ("The weather in all of the seven valleys turned", False),  # far longer
        ("The weather in all the seven vall", True),  # 2.2 times as long
    ],
)
def test_what_fits_beside_an_entry(other: str, is_in: bool, assert_facts: Facts) -> None:
    facts = assert_facts(f"""
    - {{claim: The king erred!, id: king, by: Ann}}
    - {{claim: '{other}', id: other, by: Ann, allow: {{same-question: yes}}}}
    - {{claim: The fog was thick, id: fog, by: Ann}}
    """)
    assert texts(one_in(facts, "king")) == [
        "The king erred!",
        *([other] if is_in else []),
        "The fog was thick",
    ]


def test_no_two_entries_overlap(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - {claim: The king erred, id: king, by: Ann, distractors: [Bob]}
    - {claim: The fog was thick, id: fog, by: Ann}
    - {claim: So the fog was thick, id: so, by: Ann}
    - {claim: The fog was thick!, id: out, by: Bob, distractors: [Ann]}
    - {claim: The sea was rough, id: sea, by: Bob, distractors: [Ann]}
    """)
    assert texts(one_in(facts, "king")) == ["The king erred", "The fog was thick"]
    assert texts(one_in(facts, "king"), out=True) == ["The sea was rough"]


def test_a_list_by_its_curators_word(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - list: 'Who ruled?'
      id: l
      members: [a: Ada, b: Bert, c: Cleo]
      distractors: ['Bert I', {text: Dan, why: a clerk}, ada]
    - {list: 'Who fell?', id: bare, members: [a: Ada, b: Bert]}
    """)
    group = one_in(facts, "l")
    assert group
    assert (group.id, group.sort, group.name) == ("small/l/members", "list", "Who ruled?")
    assert [(e.text, e.why) for e in group.inside] == [("Ada", ""), ("Cleo", "")]
    assert [(e.text, e.why) for e in group.outside] == [
        ("Bert I", ""),
        ("Dan", "Dan: a clerk"),
        ("ada", ""),
    ]
    assert one_in(facts, "bare") is None


def test_a_decks_own_come_first(workspace: Workspace) -> None:
    workspace.deck(events(("Red", "1850"), ("Blue", "1841")), "aaa")
    workspace.deck(events(("Grey", "1852"), ("Pink", "1853"), ("Gold", "1843")), "bbb")
    facts = workspace.propositions()
    assert texts(one_in(facts, "grey")) == [f"The {n} revolt" for n in ("Grey", "Pink", "Red")]
    assert texts(one_in(facts, "grey"), out=True) == ["The Gold revolt", "The Blue revolt"]


def subjects(found: list[Association]) -> list[str]:
    return [a.origin.fact for a in found]


def test_of_thousands_of_claims_the_first_are_weighed(workspace: Workspace) -> None:
    claim = "- {{claim: Claim {0}, id: c{0}, by: Ann, distractors: [Bob]}}\n"
    workspace.deck("".join(claim.format(n) for n in range(40)), "aaa")
    workspace.deck(claim.format(99), "bbb")
    bank = Bank(workspace.propositions(), language("en-GB"))
    first = [f"c{n}" for n in range(30)]
    assert subjects(by("Ann", "bbb", bank)) == ["c99", *first]
    assert subjects(by("Ann", "aaa", bank)) == first
    assert subjects(not_by("Bob", "bbb", bank)) == ["c99", *first]


def test_no_claim_is_denied_to_its_own_author(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - {claim: The king erred, id: king, by: Ann & Bob, distractors: [Ann and Bob, Cay]}
    """)
    bank = Bank(facts, language("en-GB"))
    assert not_by("Ann & Bob", "small", bank) == []
    assert subjects(not_by("Cay", "small", bank)) == ["king"]


def test_of_thousands_of_events_the_first_are_weighed(workspace: Workspace) -> None:
    names = "Red Blue Grey Pink Gold Jade Teal Rust Plum Lime".split()
    workspace.deck(events(*((name, "1850") for name in names)), "aaa")
    workspace.deck(events(("White", "1851")), "bbb")
    bank = Bank(workspace.propositions(), language("en-GB"))
    first = [name.lower() for name in names[:8]]
    assert subjects(decades.events(1850, "bbb", bank)) == ["white", *first]
    assert subjects(decades.events(1850, "aaa", bank)) == first
