"""Items as text, field by field, so that none ever changes unseen.

What decides whether there is an item at all is told by examples at its limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from quizgen.language import language
from quizgen.model import (
    Association,
    Choice,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    Proposition,
    Relation,
    TextEntry,
    TrueFalse,
)
from quizgen.questions import QUESTION_TYPES, Bank, items_of
from tests.conftest import Workspace

Facts = Callable[[str], list[Proposition]]

DECK = """
- {question: Who came?, id: ann, answer: Ann, type: person, accept: [Annie], hint: a queen,
   level: core, note: From the North., distractors: [Bob, Cay, Dan]}
- {person: Bea, id: bea, role: Queen, years: 1900/1910}
- {person: Cleo, id: cleo, role: Judge of Peru, years: 1905/1915, level: core}
- {person: Dora, id: dora, role: Mayor, years: 1850/1860, hint: {reverse: a woman}}
- {person: Egon, id: egon, role: Pilot, years: 1901/1902}
- {person: Fritz, id: fritz, role: Nurse, years: 1800/1810}
- {person: Gerda, id: gerda, role: Cook, years: 1903/1907, level: detail, note: In York.}
- {person: Heinz, id: heinz, role: Clerk}
- {event: The Red revolt, id: e0, date: 1801, note: It failed.}
- {event: The Blue revolt, id: e1, date: 1803, level: core}
- {event: The Green revolt, id: e2, date: 1808}
- {event: The Grey revolt, id: e3, date: 1811}
- {event: The Pink revolt, id: e4, date: 1815, level: detail}
- {event: The Gold revolt, id: e5, date: 1823}
- {number: '13,000', of: Dead, id: dead, unit: men, qualifier: over, note: By their own count.}
- {number: 12, of: Months, id: months}
- {list: 'Who ruled, in order?', id: rulers, ordered: yes, note: All of one house.,
   members: [a: Ada, b: Bert, {key: c, text: Cleo, accept: [Cleopatra]}, d: Dido, e: Emil]}
- {list: 'Which aims had they?', id: aims, distractors: [Free trade for the north: so did others,
   A school in each and every town],
   members: [a: A border that is closed, b: An army of their own, c: Money for the poor of all]}
- {statement: 'The [king] of [1988|when?] came to the town', id: s1, false: The queen came.}
- {statement: 'The [queen] left.', id: s2, level: core, note: At night.}
- {statement: 'The [abbot] wrote.', id: s3}
- {statement: 'The [bishop] slept.', id: s4}
- {claim: The king erred, id: c1, by: Ann Lee, distractors: [Bob Orr, Cay Poe],
   answered_by: Bob denies it}
- {claim: The queen was late, id: c2, by: Ann Lee, distractors: [Bob Orr, Cay Poe], level: core}
- {claim: The horse bolted, id: c3, by: Ann Lee, distractors: [Bob Orr, Cay Poe]}
- {claim: The bridge fell, id: c4, by: Bob Orr, distractors: [Ann Lee, Cay Poe], note: In 1830.}
- {claim: The fog was thick, id: c5, by: Bob Orr, distractors: [Ann Lee, Cay Poe]}
- table: Who wanted what
  id: t
  note: In Paris.
  columns: {us: The one side, them: The other}
  rows:
    - {row: Time, key: time, cells: {us: seven months, them: eighteen months}}
    - {row: Aid, key: aid, cells: {us: none}}
- excerpt: The king came to the town.
  id: x
  by: smith-2020
  note: In May.
  questions:
    - {key: says, question: Where to?, guide: [to the town, not to the castle], card: yes}
    - {key: judge, question: Was it wise?, levels: [an opinion, a reason]}
"""
ROWS = """
deck: Countries
id: lands
source: smith-2020
columns:
  country: {type: country}
  capital: {back: 'Of what is {capital} the capital?'}
  languages: {list: yes}
rows:
  - {id: at, country: Austria, capital: Vienna, languages: [German], level: core}
  - {id: be, country: Belgium, capital: Brussels, languages: [Dutch, French, German]}
  - {id: dk, country: Denmark, capital: Copenhagen, languages: [Danish]}
  - {id: ee, country: Estonia, capital: Tallinn, languages: [Estonian], note: By the sea.}
  - {id: fr, country: France, capital: Paris, languages: [French]}
  - {id: gr, country: Greece, capital: Athens, languages: [Greek]}
"""


def outline(item: Item) -> Iterator[str]:
    derived = ", derived" * item.derived
    points = f"{item.points} point{'s' * (item.points != 1)}"
    yield f"{item.id} ({item.type}, {item.level}, {points}, {item.difficulty}{derived})"
    yield from (f"  stem: {item.stem}",) if item.stem else ()
    yield from (f"  {line}" for line in answers(item))
    yield from (f"  rationale: {item.rationale}",) if item.rationale else ()
    hints = " ".join(origin.hint for origin in item.origins if origin.hint)
    yield f"  of {', '.join(item.facts)}{f' ({hints})' if hints else ''}"


def answers(item: Item) -> Iterator[str]:
    match item.interaction:
        case Choice(options, sorted=is_sorted):
            yield from (f"{'*' if o.correct else '-'} {o.text} | {o.why}" for o in options)
            yield from ("sorted",) if is_sorted else ()
        case TrueFalse(answer, correction):
            yield f"{answer} {correction}"
        case TextEntry(accepted):
            yield " = ".join(accepted)
        case Numeric() | OpenResponse() | Order():
            yield str(item.interaction)
        case Gaps(parts, bank, columns, ordered):
            yield " / ".join(
                part if isinstance(part, str) else f"[{part.number} {part.text} | {part.hint}]"
                for part in parts
            )
            yield f"bank: {', '.join(bank)}; ordered: {ordered}; columns: {columns}"
        case Match(pairs, responses):
            yield from (f"{prompt} - {response}" for prompt, response in pairs)
            yield f"responses: {', '.join(responses)}"


def every_item(propositions: list[Proposition]) -> Mapping[str, Item]:
    bank = Bank(propositions, language("en-GB"))
    by_deck: dict[str, list[Proposition]] = {}
    for p in propositions:
        by_deck.setdefault(p.origin.deck, []).append(p)
    items = [item for some in by_deck.values() for item in items_of(some, bank)]
    assert len({item.id for item in items}) == len(items)
    return {item.id: item for item in items}


def test_items_are_the_same_for_ever(
    workspace: Workspace, golden: Callable[[Path, str], None]
) -> None:
    workspace.deck(DECK)
    (workspace.decks / "lands.yaml").write_text(ROWS.lstrip())
    items = every_item(workspace.propositions())
    assert {item.type for item in items.values()} == set(QUESTION_TYPES)
    lines = [line for item in items.values() for line in outline(item)]
    golden(Path(__file__).parent / "golden" / "items.txt", "\n".join(lines) + "\n")


# --- limits -----------------------------------------------------------------------------------


def ids(facts: list[Proposition], type_: str) -> list[str]:
    items = QUESTION_TYPES[type_].items(facts, Bank(facts, language("en-GB")))
    return [item.id.removesuffix(f"/{type_}") for item in items]


def test_no_fact_hides_what_comes_after_it(assert_facts: Facts) -> None:
    facts = assert_facts(DECK)
    for type_ in ("truefalse", "choice", "gaps", "short", "numeric", "enumerate", "open"):
        every = ids(facts, type_)
        assert every
        assert sorted(ids(facts[::-1], type_)) == sorted(every), type_


def test_what_has_nothing_to_be_written_is_not_asked_to_be(assert_facts: Facts) -> None:
    whole = assert_facts("- {statement: It was so., id: s, false: It was not so.}")
    assert ids(whole, "truefalse")
    assert ids(whole, "gaps") == []
    (fact,) = assert_facts("- {question: Who came?, id: q, answer: Ann}")
    assert isinstance(fact, Association)
    assert ids([fact], "short") == ["small/q/answer"]
    assert ids([replace(fact, value=replace(fact.value, text=""))], "short") == []  # a picture


def members(count: int, text: str = "M{}") -> str:
    return "[" + ", ".join(f"m{n}: '{text.format(chr(65 + n) * 2)}'" for n in range(count)) + "]"


@pytest.mark.parametrize(("count", "is_asked"), [(2, False), (3, True), (7, True), (8, False)])
def test_how_many_are_put_in_order(count: int, is_asked: bool, assert_facts: Facts) -> None:
    fact = f"- {{list: 'Which, in order?', id: l, ordered: yes, members: {members(count)}}}"
    assert bool(ids(assert_facts(fact), "order")) is is_asked


@pytest.mark.parametrize(("count", "sets"), [(4, 0), (5, 1), (9, 1), (10, 2)])
def test_events_are_put_in_order_by_five(count: int, sets: int, assert_facts: Facts) -> None:
    names = "Red Blue Grey Pink Gold Jade Teal Rust Plum Lime".split()
    facts = "\n".join(
        f"- {{event: The {name} revolt, id: e{n}, date: {1800 + n}}}"
        for n, name in enumerate(names[:count])
    )
    assert ids(assert_facts(facts), "order") == [f"small/events-{n + 1}" for n in range(sets)]


def test_what_is_asked_back_alone_is_no_question_for_a_number(assert_facts: Facts) -> None:
    (fact,) = assert_facts("- {number: 3, of: ships, id: n, reverse: yes}")
    assert isinstance(fact, Association)
    assert ids([fact], "numeric") == ["small/n/number"]
    assert ids([replace(fact, ask="")], "numeric") == []


def test_no_event_is_put_in_order_that_tells_its_year(assert_facts: Facts) -> None:
    facts = [
        f"- {{event: Revolt of the {c * 2}, id: e{c}, date: 18{n}0}}" for n, c in enumerate("abcd")
    ]
    told = "- {event: The revolt of 1850, id: told, date: 1850}"
    assert ids(assert_facts("\n".join([*facts, told])), "order") == []
    fifth = "- {event: Revolt of the ee, id: fifth, date: 1870}"
    every = assert_facts("\n".join([*facts, told, fifth]))
    (item,) = QUESTION_TYPES["order"].items(every, Bank(every, language("en-GB")))
    assert {origin.fact for origin in item.origins} == {"ea", "eb", "ec", "ed", "fifth"}
    rows = [replace(p, relation=Relation.COLUMN) for p in every if isinstance(p, Association)]
    assert ids([*rows], "order") == []  # of rows, what has a date need not have happened


@pytest.mark.parametrize(("count", "is_asked"), [(10, True), (11, False)])
def test_how_many_are_named_from_memory(count: int, is_asked: bool, assert_facts: Facts) -> None:
    fact = f"- {{list: 'Which are they?', id: l, members: {members(count)}}}"
    assert bool(ids(assert_facts(fact), "enumerate")) is is_asked


@pytest.mark.parametrize(("size", "is_asked"), [(110, True), (111, False)])
def test_how_long_what_is_named_may_be(size: int, is_asked: bool, assert_facts: Facts) -> None:
    fact = f"- {{list: 'Which are they?', id: l, members: [a: A, b: {'b' * size}]}}"
    assert bool(ids(assert_facts(fact), "enumerate")) is is_asked


@pytest.mark.parametrize(
    ("first", "second", "is_named"),
    [
        ("The king comes to", "The queen leaves the town", False),
        ("The king comes", "The queen leaves the town", True),  # half of them are sentences
        ("the king comes to", "the queen leaves the town", True),  # names, it may be
    ],
)
def test_what_tells_events(first: str, second: str, is_named: bool, assert_facts: Facts) -> None:
    fact = f"- {{list: 'Which?', id: l, ordered: yes, members: [a: {first}, b: {second}]}}"
    assert bool(ids(assert_facts(fact), "enumerate")) is is_named
    assert ids(assert_facts(fact.replace("yes", "no")), "enumerate")


@pytest.mark.parametrize(
    ("count", "text", "is_asked"),
    [
        (3, "A thought, and longer", True),
        (3, "Nineteen letters: {}", False),
        (3, "Just twenty in all {}", True),
        (2, "A thought, and longer", False),
        (8, "A thought, and longer", True),
        (9, "A thought, and longer", False),
    ],
)
def test_what_is_explained(count: int, text: str, is_asked: bool, assert_facts: Facts) -> None:
    if "{}" in text:
        text = text.replace(" {}", "{}")[: (19 if not is_asked else 20) - 2] + "{}"
    listed = ", ".join(f"m{n}: '{text.format(chr(65 + n) * 2)}'" for n in range(count))
    fact = f"- {{list: 'Which are they?', id: l, members: [{listed}]}}"
    assert bool(ids(assert_facts(fact), "open")) is is_asked


@pytest.mark.parametrize(("size", "is_asked"), [(45, True), (46, False)])
def test_how_long_a_short_answer_is(size: int, is_asked: bool, assert_facts: Facts) -> None:
    fact = f"- {{question: Who?, id: q, answer: {'a' * size}}}"
    assert bool(ids(assert_facts(fact), "short")) is is_asked


def cells(rows: int, columns: str = "a: A, b: B", texts: str = "a: x{0}x, b: y{0}y") -> str:
    listed = ", ".join(
        f"{{row: R{n}, key: r{n}, cells: {{{texts.format(chr(97 + n) * 2)}}}}}" for n in range(rows)
    )
    return f"- {{table: T, id: t, columns: {{{columns}}}, rows: [{listed}]}}"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (cells(1), ["small/t"]),
        (cells(2), ["small/t"]),
        (cells(4), ["small/t"]),
        (cells(5), []),
        (cells(3, "a: A", "a: x{0}x"), []),
    ],
)
def test_which_tables_are_compared(table: str, expected: list[str], assert_facts: Facts) -> None:
    """Three to eight cells, of two columns or more; two cells are too few."""
    found = [id_.removesuffix("/table") for id_ in ids(assert_facts(table), "open")]
    assert found == (expected if table != cells(1) else [])


def test_a_table_whose_cells_are_alike_has_no_bank(assert_facts: Facts) -> None:
    assert ids(assert_facts(cells(2)), "table") == ["small/t", "small/t/table/bank"]
    alike = cells(2, texts="a: same, b: y{0}y")
    assert ids(assert_facts(alike), "table") == ["small/t"]
    one = cells(1, "a: A", "a: x{0}x").replace("id: t", "id: s")
    assert ids(assert_facts(f"{one}\n{alike}"), "table") == ["small/t"]  # one cell is no table


# --- what is asked, and among what --------------------------------------------------------------


def asked(facts: list[Proposition], type_: str, id_: str) -> Item | None:
    items = QUESTION_TYPES[type_].items(facts, Bank(facts, language("en-GB")))
    return next((item for item in items if item.id == f"small/{id_}"), None)


def wrong(item: Item | None) -> set[str]:
    assert item
    assert isinstance(item.interaction, Choice)
    return {o.text for o in item.interaction.options if not o.correct}


@pytest.mark.parametrize(
    ("more", "stem"),
    [
        ("", "How many men? Dead (over …)"),
        (", distractors: [over 7 men, over 99 men]", "How many men? Dead"),
        (", ask: 'Over how many men died?'", "Over how many men died?"),
    ],
)
def test_what_qualifies_a_number_is_said_once(more: str, stem: str, assert_facts: Facts) -> None:
    fact = f"- {{number: '13,000', of: Dead, unit: men, qualifier: over, id: n{more}}}"
    item = asked(assert_facts(fact), "choice", "n/number/choice")
    assert item
    assert item.stem == stem


NOT_ANNS = """
- {claim: The bridge fell, id: c1, by: Bob, distractors: [Ann]}
- {claim: The fog was thick, id: c2, by: Bob, distractors: [Ann]}
"""


@pytest.mark.parametrize(
    ("claim", "others", "is_asked"),
    [
        ("The king erred", NOT_ANNS, True),
        (
            "The king erred",
            NOT_ANNS.replace("c2, by: Bob, distractors: [Ann]", "c2, by: Bob"),
            False,
        ),
        ("Ann herself erred", NOT_ANNS, False),  # the claim names its author
        ("The fog was thick!", NOT_ANNS, False),  # so there is but one other left
        (
            "The king of the whole of the north erred, and so did all",
            NOT_ANNS,
            False,
        ),  # conspicuous
    ],
)
def test_a_claim_is_asked_for_by_its_author(
    claim: str, others: str, is_asked: bool, assert_facts: Facts
) -> None:
    fact = f"- {{claim: '{claim}', id: c, by: Ann, allow: {{same-question: meant}}}}\n"
    item = asked(assert_facts(fact + others), "choice", "c/claim/claimed/choice")
    assert bool(item) is is_asked
    if item:
        assert wrong(item) == {"The bridge fell", "The fog was thick"}


LATER = [("Blue", "1803"), ("Green", "1808"), ("Grey", "1811")]


def events(*dated: tuple[str, str]) -> str:
    return "\n".join(
        f"- {{event: The {name} revolt, id: {name.split()[0].lower()}, date: '{date}'}}"
        for name, date in dated
    )


@pytest.mark.parametrize(
    ("date", "more", "expected"),
    [
        ("1801", [], {"Blue", "Green", "Grey"}),
        ("1801/1803", [], {"Green", "Grey"}),  # it is not over when the blue one begins
        ("1808", [], None),
        ("1801", [("Pink", "1799")], {"Blue", "Green", "Grey"}),
        ("1801", [("Pink of 1807", "1807")], {"Blue", "Green", "Grey"}),  # it tells its year
        ("1801", [("Blue", "1807")], {"Blue", "Green", "Grey"}),
        ("1801-05-01", [("Pink", "1801-05-01")], {"Blue", "Green", "Grey"}),  # on the same day
    ],
)
def test_what_came_first_is_asked_among_what_came_later(
    date: str, more: list[tuple[str, str]], expected: set[str] | None, assert_facts: Facts
) -> None:
    text = events(("Red", date), *LATER)
    text += "\n" + events(*more).replace("id: blue", "id: again, allow: {same-question: meant}")
    item = asked(assert_facts(text), "choice", "red/date/first/choice")
    if expected is None:
        assert item is None
    else:
        assert wrong(item) == {f"The {name} revolt" for name in expected}
        assert item
        assert item.rationale.startswith("The Red revolt: ")


def test_an_event_that_tells_its_year_is_not_asked_for_as_the_first(assert_facts: Facts) -> None:
    facts = assert_facts(events(("Red of 1801", "1801"), *LATER))
    assert asked(facts, "choice", "red/date/first/choice") is None


def test_of_many_events_the_next_are_what_came_later(assert_facts: Facts) -> None:
    names = "Zinc Yarn Wool Vine Teak Silk Rope Palm Oaks Nuts Milk Lead Kelp Jade Iron".split()
    later = [(name, str(1802 + n)) for n, name in enumerate(names)]
    item = asked(assert_facts(events(("Red", "1801"), *later)), "choice", "red/date/first/choice")
    assert wrong(item) < {f"The {name} revolt" for name in names[:5]}


def test_no_option_of_far_other_length_came_first_or_comes_next(assert_facts: Facts) -> None:
    long = "Red and white and green and golden"
    facts = assert_facts(events((long, "1801"), *LATER))
    assert asked(facts, "choice", "red/date/first/choice") is None
    facts = assert_facts(f"""
    - {{list: 'Who, in order?', id: l, ordered: yes, members: [a: Ada, b: {long}, c: Cy, d: Dan]}}
    """)
    assert asked(facts, "choice", "l/members/b/next/choice") is None
    assert asked(facts, "choice", "l/members/c/next/choice") is not None


def test_what_comes_next_is_asked_where_no_two_members_overlap(assert_facts: Facts) -> None:
    fact = "- {list: 'Who, in order?', id: l, ordered: yes, members: [a: Ada, b: Bert, c: Cleo%s]}"
    four = assert_facts(fact % ", d: Dido")
    assert wrong(asked(four, "choice", "l/members/b/next/choice")) == {"Cleo", "Dido"}
    assert asked(assert_facts(fact % ""), "choice", "l/members/b/next/choice") is None
    alike = assert_facts(fact % ", d: Ada II")
    assert asked(alike, "choice", "l/members/b/next/choice") is None


def pairs(count: int) -> str:
    letters = [chr(65 + n) * 3 for n in range(count)]
    return "\n".join(
        f"- {{person: Person {text}, id: p{n}, role: role {text}}}"
        for n, text in enumerate(letters)
    )


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(5, []), (6, [(4, 6)]), (7, [(4, 6)]), (8, [(4, 6), (4, 6)]), (11, [(6, 9), (5, 8)])],
)
def test_how_pairs_are_dealt(count: int, sizes: list[tuple[int, int]], assert_facts: Facts) -> None:
    """Four to six a set, with two responses to spare, or three where there are more than four."""
    facts = assert_facts(pairs(count))
    items = QUESTION_TYPES["match"].items(facts, Bank(facts, language("en-GB")))
    matches = [item.interaction for item in items if isinstance(item.interaction, Match)]
    assert [(len(m.pairs), len(m.responses)) for m in matches] == sizes


@pytest.mark.parametrize(("size", "is_asked"), [(90, True), (91, False)])
def test_how_long_what_is_matched_may_be(size: int, is_asked: bool, assert_facts: Facts) -> None:
    long = pairs(5) + f"\n- {{person: Zoe, id: z, role: {'z' * size}}}"
    assert bool(ids(assert_facts(long), "match")) is is_asked
    given = pairs(5) + f"\n- {{person: {'z' * size}, id: z, role: Zoe}}"
    assert bool(ids(assert_facts(given), "match")) is is_asked

    first = f"- {{person: {'z' * size}, id: z, role: Zoe}}\n" + pairs(6)
    assert ("z" * size in dict(matched(assert_facts(first)).pairs)) is is_asked


def matched(facts: list[Proposition]) -> Match:
    """Return the first set of pairs of the last deck."""
    own = [p for p in facts if p.origin.deck == facts[-1].origin.deck]
    item = next(QUESTION_TYPES["match"].items(own, Bank(facts, language("en-GB"))))
    assert isinstance(item.interaction, Match)
    return item.interaction


@pytest.mark.parametrize(
    ("person", "role", "is_apart"),
    [
        ("Person FFF", "role FFF", True),
        ("Person of 1988", "role FFF", True),  # no event tells its time
        ("Person AAA of Rome", "role FFF", False),
        ("Person FFF", "role AAA of Rome", False),
        ("Person FFF", "leader of the Treasury", False),
    ],
)
def test_which_pairs_are_in_one_set(
    person: str, role: str, is_apart: bool, assert_facts: Facts
) -> None:
    clerk = "- {person: Person GGG, id: g, role: clerk of the Treasury}"
    text = f"- {{person: {person}, id: f, role: {role}}}\n{clerk}\n{pairs(4)}"
    assert bool(ids(assert_facts(text), "match")) is is_apart


@pytest.mark.parametrize(
    ("name", "date", "is_apart"),
    [("F", "1906/1909", True), ("F", "1903/1910", False), ("Foul of 1909", "1906/1909", False)],
)
def test_which_dates_are_in_one_set(
    name: str, date: str, is_apart: bool, assert_facts: Facts
) -> None:
    others = [(letter, f"19{n}0/19{n}5") for n, letter in enumerate("ABCDE")]
    assert bool(ids(assert_facts(events((name, date), *others)), "match")) is is_apart


def test_responses_to_spare_are_no_answer_to_any_prompt(workspace: Workspace) -> None:
    workspace.deck(pairs(4))
    workspace.deck(
        "- {person: Xena, id: x, role: role AAA of all}\n"
        "- {person: Person BBB, id: y, role: captain, allow: {same-question: meant}}\n"
        "- {person: Xavi, id: v, role: pilot}\n- {term: Person CCC, id: t, means: pilot}\n"
        "- {person: Yves, id: w, role: doctor}\n- {person: Zeno, id: z, role: baker}\n",
        "other",
    )
    items = every_item(workspace.propositions())
    (match,) = (i.interaction for i in items.values() if i.type == "match" and "small" in i.id)
    assert isinstance(match, Match)
    own = {f"role {letter * 3}" for letter in "ABCD"}
    assert set(match.responses) - own == {"doctor", "baker"}


def test_responses_to_spare_are_of_the_deck_where_it_has_any(workspace: Workspace) -> None:
    other = "- {person: Yves, id: w, role: doctor}\n- {person: Zeno, id: z, role: baker}\n"
    workspace.deck(other, "aaa")
    workspace.deck(pairs(6))
    assert set(matched(workspace.propositions()).responses) == {f"role {c * 3}" for c in "ABCDEF"}


def test_dates_to_spare_are_those_of_the_nearest_years(workspace: Workspace) -> None:
    for id_, names, dates in (
        ("aaa", "EFGH", ("1850-01", "1950-12", "1899-11", "1906-09")),
        ("own", "ABCD", ("1901-05", "1902-04", "1903-03", "1904-02")),
    ):
        workspace.deck(events(*zip(names, dates, strict=True)), id_)
    assert matched(workspace.propositions()).responses == (
        "November 1899",
        "May 1901",
        "April 1902",
        "March 1903",
        "February 1904",
        "September 1906",
    )


@pytest.mark.parametrize(
    ("column", "texts", "responses"),
    [
        (
            "number: km",
            "90 8 100 7 2000 9",
            ("7", "8", "9", "90", "100", "2,000"),
        ),
        ("type: author", "Ann Bob Cay Dan Eve Fay", ("Ann", "Bob", "Cay", "Dan", "Eve", "Fay")),
        ("type: author", "'Lee and Orr' 'Lee & Orr 2001' Bob Cay Dan Eve", ()),
        ("type: city", "Apia Bonn Cali Doha '' ''", ()),
    ],
)
def test_what_a_column_is_matched_with(
    column: str, texts: str, responses: tuple[str, ...], workspace: Workspace
) -> None:
    """In the order in which it is looked up; the texts to spare are of the same column."""
    rows = "".join(
        f"  - {{id: r{n}, thing: Thing {chr(65 + n) * 3}, own: {text},"
        f" port: Port {chr(65 + n) * 3}}}\n"
        for n, text in enumerate(re.findall(r"'.*?'|\w+", texts))
    )
    (workspace.decks / "rows.yaml").write_text(
        "deck: Rows\nid: rows\nsource: smith-2020\ncolumns:\n  thing:\n"
        f"  own: {{{column}}}\n  port: {{type: city}}\nrows:\n{rows}"
    )
    facts = [p for p in workspace.propositions() if isinstance(p, Association)]
    found = ids([*facts], "match")
    assert any("own" in id_ for id_ in found) is bool(responses)
    if responses:
        shown = matched([*facts]).responses
        assert tuple(text.removesuffix("\u00a0km") for text in shown) == responses


WORDS = "\n".join(
    f"- {{statement: 'The [{word}] stood there.', id: w{n}}}"
    for n, word in enumerate(("cook", "queen", "abbot", "9th"))
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The [bishop] left", {"abbot", "bishop", "cook", "queen"}),
        ("The [bishop] left the queen", {"abbot", "bishop", "cook"}),  # she stands there
        ("[Paris] fell", set()),  # the others are no names
        ("The [bishop] of cooks left the cook and the queen", set()),
        ("The [1234] left", set()),  # of the same form there is but one
    ],
)
def test_which_words_a_bank_has_besides(
    sentence: str, expected: set[str], assert_facts: Facts
) -> None:
    facts = assert_facts(WORDS + f"\n- {{statement: '{sentence}', id: s}}")
    item = asked(facts, "gaps", "s/statement/gaps/bank")
    bank_ = set(item.interaction.bank) if item and isinstance(item.interaction, Gaps) else set()
    assert bank_ == expected


def test_gaps_of_which_one_holds_another_have_no_bank(assert_facts: Facts) -> None:
    facts = assert_facts(WORDS + "\n- {statement: 'The [bishop] or [bishop of York].', id: s}")
    assert asked(facts, "gaps", "s/statement/gaps")
    assert asked(facts, "gaps", "s/statement/gaps/bank") is None


def test_what_has_no_words_is_not_matched_and_too_many_are_not_named(
    workspace: Workspace,
) -> None:
    rows = "".join(
        f"  - {{id: r{n}, country: Land {chr(65 + n) * 3}, capital: Town {chr(65 + n) * 3},"
        f" rivers: [{', '.join(f'R{n}x{i}' for i in range(count))}]}}\n"
        for n, count in enumerate((10, 11, 10, 11, 2, 1))
    )
    for n in range(6):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{n + 1}" height="4"/>'
        (workspace.decks / f"r{n}.svg").write_text(svg)
    (workspace.decks / "rows.yaml").write_text(
        "deck: Rows\nid: rows\nsource: smith-2020\ncolumns:\n  country:\n"
        '  flag: {picture: "{id}.svg", alt: a flag, ask: yes}\n'
        f"  capital: {{of: flag}}\n  rivers: {{list: yes}}\nrows:\n{rows}"
    )
    facts = workspace.propositions()
    assert ids(facts, "match") == ["rows/rivers-column-1"]  # and no capitals of flags
    assert ids(facts, "enumerate") == [f"rows/r{n}/rivers" for n in (0, 2, 4)]
