"""Which wrong answers are offered, how near they are and what they say, each rule by an example."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.distractors.bank import Asked, Bank, written_ways
from quizgen.distractors.computed import near
from quizgen.distractors.search import Options, options
from quizgen.language import language
from quizgen.model import Association, Proposition
from tests.conftest import Workspace

Facts = Callable[[str], list[Proposition]]


def ask(facts: list[Proposition], id_: str) -> Asked:
    every = (a for p in facts if isinstance(p, Association) for a in written_ways(p))
    (asked,) = (a for a in every if a.id == id_)
    return asked


def offered(facts: list[Proposition], id_: str) -> Options | None:
    return options(ask(facts, id_), Bank(facts, language("en-GB")))


def texts(given: Options | None) -> list[str]:
    assert given
    return [option.text for option in given.options]


def whys(given: Options | None) -> dict[str, str]:
    assert given
    return {option.text: option.why for option in given.options}


def questions(*answers: str, type_: str = "place", more: str = "") -> str:
    return "\n".join(
        f"- {{question: 'Which is number {n}?', id: q{n}, answer: '{answer}', type: {type_}{more}}}"
        for n, answer in enumerate(answers)
    )


def test_of_an_open_sort_no_others_stand_beside_the_curators_own(assert_facts: Facts) -> None:
    others = "".join(f"- {{question: What {n}?, id: q{n}, answer: Thing {n}}}\n" for n in range(5))
    for own, is_asked in (("Thing 8", False), ("Thing 8, Thing 9", True)):
        fact = f"- {{question: What?, id: a, answer: Thing 7, distractors: [{own}]}}\n"
        assert bool(offered(assert_facts(fact + others), "small/a/answer")) is is_asked


# --- the curator's own ------------------------------------------------------------------------


def test_where_there_are_enough_of_the_curators_own_no_others_are_taken(
    assert_facts: Facts,
) -> None:
    facts = questions("Leeds", "Hull", "York", "Ripon") + (
        "\n- {question: Where?, id: two, answer: Bath, type: place, distractors: [Bonn, Rome]}"
        "\n- {question: Whither?, id: one, answer: Kiev, type: place, distractors: [Oslo]}"
    )
    every = assert_facts(facts)
    assert texts(offered(every, "small/two/answer")) == ["Bath", "Bonn", "Rome"]
    assert texts(offered(every, "small/one/answer"))[:2] == ["Kiev", "Oslo"]
    assert len(texts(offered(every, "small/one/answer"))) == 4


def test_of_many_of_the_curators_own_three_are_taken(assert_facts: Facts) -> None:
    own = "Bonn, Rome, Oslo, Lima, Kyiv"
    for n in range(6):
        fact = f"- {{question: 'Where {n}?', id: q{n}, answer: Bath, distractors: [{own}]}}"
        _, *wrong = texts(offered(assert_facts(fact), f"small/q{n}/answer"))
        assert len(wrong) in (2, 3)
        assert set(wrong) <= set(own.split(", ")[:4])


def test_of_three_of_the_curators_own_two_are_taken_where_that_is_fairer(
    assert_facts: Facts,
) -> None:
    fact = "- {{question: Which of the superb?, id: a, answer: Rome, distractors: [{}]}}".format
    for own, taken in (("Oslo, Bonn, Bra", "Oslo Bonn"), ("Oslo, Bonn, Bari", "Oslo Bonn Bari")):
        _, *wrong = texts(offered(assert_facts(fact(own)), "small/a/answer"))
        assert wrong == taken.split()


def test_a_picture_without_words_is_no_reason_and_stands_there_once(workspace: Workspace) -> None:
    countries = ("Austria", "Belgium", "Croatia", "Denmark")
    for name, width in zip(countries, (1, 2, 2, 3), strict=True):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="4"/>'
        (workspace.decks / f"{name}.svg").write_text(svg)
    listed = "".join(
        f"  - {{id: {c[0].lower()}, country: {c}, flag: {c}.svg}}\n" for c in countries
    )
    (workspace.decks / "flags.yaml").write_text(
        "deck: Flags\nid: flags\nsource: smith-2020\ncolumns:\n  country: {type: country}\n"
        f"  flag: {{picture: yes, ask: yes, back: Whose flag is this?}}\nrows:\n{listed}"
    )
    facts = workspace.propositions()
    assert whys(offered(facts, "flags/a/flag/reverse")) == dict.fromkeys(countries, "")
    given = offered(facts, "flags/a/flag")
    assert given
    assert len(given.options) == len({o.picture.digest for o in given.options if o.picture}) == 3


def test_of_two_that_overlap_the_first_is_taken(assert_facts: Facts) -> None:
    fact = "- {question: Who?, id: q, answer: Ann, distractors: [Bob, Bob Lee, Cay]}"
    assert texts(offered(assert_facts(fact), "small/q/answer")) == ["Ann", "Bob", "Cay"]
    assert offered(assert_facts(fact.replace(", Cay", ", Bob Lee Ray")), "small/q/answer") is None


def test_dates_and_numbers_of_the_curators_own_go_before_computed_ones(
    assert_facts: Facts,
) -> None:
    facts = assert_facts("""
    - {event: The end, id: e, date: 1988, distractors: ['1979', '2001']}
    - {number: 40, id: n, of: Men, distractors: ['39', '41']}
    """)
    assert texts(offered(facts, "small/e/date")) == ["1979", "1988", "2001"]
    assert texts(offered(facts, "small/n/number")) == ["39", "40", "41"]


def test_options_that_are_numbers_stand_in_their_order(assert_facts: Facts) -> None:
    fact = "- {question: How many?, id: q, answer: %s, distractors: [3 men, 12 men]}"
    in_order = offered(assert_facts(fact % "7 men"), "small/q/answer")
    assert texts(in_order) == ["3 men", "7 men", "12 men"]
    assert in_order
    assert in_order.sorted
    assert [option.correct for option in in_order.options] == [False, True, False]
    words = offered(assert_facts(fact % "seven men"), "small/q/answer")
    assert texts(words) == ["seven men", "3 men", "12 men"]
    assert words
    assert not words.sorted


# --- computed ---------------------------------------------------------------------------------


def test_a_date_beside_the_key_must_not_be_true(assert_facts: Facts) -> None:
    """Whether the event happened once or twice is for the curator to say."""
    event = "- {event: The raid, id: raid, date: 1950}\n- {event: Now, id: now, date: 2000}\n"
    facts = assert_facts(event)
    asked = ask(facts, "small/raid/date")
    shown = near(asked, Bank(facts, language("en-GB")))
    assert texts(offered(facts, "small/raid/date")) == [text for text, _ in shown]
    wrong = next(text for text, why in shown if why)
    again = f"- {{event: The raid, id: again, date: {wrong}, allow: {{same-question: twice}}}}\n"
    assert offered(assert_facts(event + again), "small/raid/date") is None
    other = again.replace(wrong, "1666")
    assert offered(assert_facts(event + other), "small/raid/date")


# --- from the collection ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "is_offered"),
    [("Wolf", True), ("Cat", False), ("W" * 25, True), ("W" * 26, False)],
)
def test_none_is_far_longer_or_shorter_than_the_key(
    name: str, is_offered: bool, assert_facts: Facts
) -> None:
    facts = assert_facts(questions("Birmingham", name, "Manchester", "Nottingham"))
    assert (name in texts(offered(facts, "small/q0/answer"))) is is_offered


def test_the_five_nearest_are_weighed_and_no_others(assert_facts: Facts) -> None:
    """Far ones would hide that the key is the longest, but nobody would take them for it."""
    near_ = [("Abel Stone", "1900/1910")]
    near_ += [(name, "1901/1909") for name in ("Bert", "Cleo", "Dora", "Egon", "Fred")]
    far = [(name, "1700/1710") for name in ("Gustav Adolf", "Heinrich Otto", "Isaac Newman")]
    facts = "\n".join(
        f"- {{person: {name}, id: {name.split()[0].lower()}, role: Role {n}, years: {years}}}"
        for n, (name, years) in enumerate(near_ + far)
    )
    _, *wrong = texts(offered(assert_facts(facts), "small/abel/role/reverse"))
    assert len(wrong) == 3
    assert set(wrong) <= {name for name, _ in near_}


KEY = "the long road that leads over the northern hills"
SHORT = ["a bridge of white stones", "its market and its river", "one gate with two towers"]
SHORT += ["some mills near the sea", "their castle on an island"]
LONG = [
    "every village between those two distant valleys",
    "no harbour where such heavy ships can lie",
]


def of_places(short: int) -> str:
    """Return questions whose key is conspicuous among the answers that are nearest to it."""
    near_ = questions(KEY, *SHORT[:short], more=", tags: [war]")
    far = questions(*LONG).replace("id: q", "id: far").replace("number", "letter")
    return f"{far}\n{near_}"  # the nearest are not the first of the deck


def test_of_the_five_nearest_the_fairest_are_taken(assert_facts: Facts) -> None:
    _, *wrong = texts(offered(assert_facts(of_places(3)), "small/q0/answer"))
    assert set(wrong) & set(LONG)
    _, *wrong = texts(offered(assert_facts(of_places(5)), "small/q0/answer"))
    assert set(wrong) < set(SHORT)


def test_a_group_of_its_own_goes_before_what_would_be_fairer(workspace: Workspace) -> None:
    capitals = [KEY, *SHORT[:3], *LONG]
    listed = "".join(
        f"  - {{id: r{n}, country: Land {chr(65 + n) * 2}, capital: {capital},"
        f" region: {'North' if n < 4 else 'South'}}}\n"
        for n, capital in enumerate(capitals)
    )
    (workspace.decks / "rows.yaml").write_text(
        "deck: Rows\nid: rows\nsource: smith-2020\ncolumns:\n  country:\n  capital:\n"
        f"  region: {{like: yes, ask: no}}\nrows:\n{listed}"
    )
    _, *wrong = texts(offered(workspace.propositions(), "rows/r0/capital"))
    assert set(wrong) == set(SHORT[:3])


def test_a_short_name_and_a_long_one_of_one_group_stand_side_by_side(workspace: Workspace) -> None:
    """Which places are on a map is the curator's word, and the length of their names is not."""
    places = {"Rome": "North", "San Candido": "North", "Po": "North", "Bari": "North"}
    places |= {f"Castello {letter}": "South" for letter in "ABCD"}
    listed = "".join(
        f"  - {{id: r{n}, country: Land {chr(65 + n) * 2}, capital: {place}, region: {region}}}\n"
        for n, (place, region) in enumerate(places.items())
    )
    (workspace.decks / "rows.yaml").write_text(
        "deck: Rows\nid: rows\nsource: smith-2020\ncolumns:\n  country:\n  capital:\n"
        f"  region: {{like: yes, ask: no}}\nrows:\n{listed}"
    )
    _, *wrong = texts(offered(workspace.propositions(), "rows/r1/capital"))
    assert set(wrong) == {"Rome", "Po", "Bari"}


def test_two_of_its_group_stand_beside_one_that_would_be_fairer(workspace: Workspace) -> None:
    places = {"Rome": "North", "Po": "North", "Bra": "North"}
    places |= dict.fromkeys(("Oslo", "Bonn", "Bern", "Kiew"), "South")
    listed = "".join(
        f"  - {{id: r{n}, country: Land {chr(65 + n) * 2}, capital: {place}, region: {region}}}\n"
        for n, (place, region) in enumerate(places.items())
    )
    (workspace.decks / "rows.yaml").write_text(
        "deck: Rows\nid: rows\nsource: smith-2020\ncolumns:\n  country:\n  capital:\n"
        f"  region: {{like: yes, ask: no}}\nrows:\n{listed}"
    )
    _, *wrong = texts(offered(workspace.propositions(), "rows/r0/capital"))
    assert len(wrong) == 3
    assert {"Po", "Bra"} < set(wrong)


def rows(workspace: Workspace, *regions: str) -> list[Proposition]:
    """Return what a table of towns and their regions asserts."""
    listed = "".join(
        f"  - {{id: r{n}, country: Land {chr(65 + n) * 2}, capital: Town {chr(65 + n) * 2},"
        f" region: {region}}}\n"
        for n, region in enumerate(regions)
    )
    (workspace.decks / "rows.yaml").write_text(
        "deck: Rows\nid: rows\nsource: smith-2020\ncolumns:\n  country:\n  capital:\n"
        f"  region: {{tag: region, like: yes}}\nrows:\n{listed}"
    )
    return workspace.propositions()


@pytest.mark.parametrize(
    ("regions", "own"),
    [("nnnnsss", 3), ("nnnsssss", 2), ("nnnnnnss", 3), ("nsssss", 0)],
)
def test_of_their_own_group_if_there_are_enough(
    regions: str, own: int, workspace: Workspace
) -> None:
    facts = rows(workspace, *({"n": "North", "s": "South"}[r] for r in regions))
    _, *wrong = texts(offered(facts, "rows/r0/capital"))
    there = {f"Town {chr(65 + n) * 2}" for n, r in enumerate(regions) if r == "n"}
    assert len(wrong) == 3
    assert len(there & set(wrong)) == own


CLOSENESS = [
    ("", "", "", 0.65),  # of one size, role, deck and form
    ("years: 1900/1910", "years: 1910/1920", "", 0.90),
    ("years: 1900/1910", "years: 1911/1920", "", 0.65),
    ("years: 1911/1920", "years: 1900/1910", "", 0.65),
    ("years: 1900/1910", "", "", 0.65),
    ("years: 1900/1910-01-01", "years: 1910-01-01/1920", "", 0.90),
    ("years: 1910-01-01/1920", "years: 1900/1910-01-01", "", 0.90),
    ("tags: [war]", "tags: [war, peace]", "", 0.75),
    ("tags: [war]", "tags: [peace]", "", 0.65),
    ("", "", "Bo", 0.575),  # half as long
    ("", "", "Berthold", 0.575),  # twice as long
    ("", "", "bert", 0.55),  # another form
    ("", "", "B rt", 0.55),
]


@pytest.mark.parametrize(("mine", "theirs", "form", "closeness"), CLOSENESS)
def test_how_near_others_are(
    mine: str, theirs: str, form: str, closeness: float, assert_facts: Facts
) -> None:
    """The key has four letters, and all others are as far from it as the first of them."""
    names = {
        "": ("Bert", "Cleo", "Dora"),
        "Bo": ("Bo", "Cy", "Di"),
        "Berthold": ("Berthold", "Claudius", "Dorothea"),
        "bert": ("bert", "cleo", "dora"),
        "B rt": ("B rt", "C eo", "D ra"),
    }[form]
    facts = f"- {{person: Anna, id: a, role: Queen{', ' * bool(mine)}{mine}}}\n" + "\n".join(
        f"- {{person: {name}, id: p{n}, role: Role {n}{', ' * bool(theirs)}{theirs}}}"
        for n, name in enumerate(names)
    )
    given = offered(assert_facts(facts), "small/a/role/reverse")
    assert given
    assert given.closeness == pytest.approx(closeness, abs=0.002)


def test_those_of_another_deck_or_role_are_farther(workspace: Workspace) -> None:
    workspace.deck("- {person: Anna, id: a, role: Queen}", "aaa")
    workspace.deck(questions("Bert", "Cleo", "Dora", type_="person"), "bbb")
    given = offered(workspace.propositions(), "aaa/a/role/reverse")
    assert given
    assert given.closeness == pytest.approx(0.25)


def test_what_the_collection_does_not_tell_about_is_of_middling_closeness(
    assert_facts: Facts,
) -> None:
    fact = "- {question: Who?, id: q, answer: Ann, distractors: [Bob, Cay]}"
    given = offered(assert_facts(fact), "small/q/answer")
    assert given
    assert given.closeness == 0.5


def test_cells_of_one_table_stand_in_for_each_other_and_parts_of_one_fact_do_not(
    assert_facts: Facts,
) -> None:
    cells = ", ".join(
        f"{{row: Land {name}, key: r{n}, cells: {{x: {name}ville}}}}"
        for n, name in enumerate(("Ann", "Bob", "Cay"))
    )
    facts = assert_facts(f"- {{table: Towns, id: t, columns: {{x: Town}}, rows: [{cells}]}}")
    assert set(texts(offered(facts, "small/t/r0/x"))) == {"Annville", "Bobville", "Cayville"}


# --- reasons ----------------------------------------------------------------------------------


def test_a_claims_other_authors_are_told_as_such(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - {claim: The king erred, id: c, by: Ann, distractors: [Bob, Cay]}
    - {claim: The bridge fell, id: d, by: Bob}
    """)
    reasons = whys(offered(facts, "small/c/claim"))
    assert reasons["Ann"] == ""
    assert "Bob" in reasons["Bob"]
    assert "The bridge fell" not in reasons["Bob"]


@pytest.mark.parametrize(("length", "is_told"), [(160, True), (161, False)])
def test_a_long_question_is_no_reason(length: int, is_told: bool, assert_facts: Facts) -> None:
    asked = "Which town " + "x" * (length - 12) + "?"
    facts = assert_facts(f"""
    - {{question: Where?, id: q, answer: Leeds, type: place}}
    - {{question: '{asked}', id: long, answer: Hull, type: place}}
    - {{question: Which is it?, id: short, answer: York, type: place}}
    """)
    reasons = whys(offered(facts, "small/q/answer"))
    assert reasons["York"] == "York answers another question: Which is it?"
    assert bool(reasons["Hull"]) is is_told


def test_what_a_curators_own_really_is_is_told_as_far_as_it_is_known(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - {question: Who came?, id: q, answer: Ann, distractors: [Bob, Cay, Dan]}
    - {person: Bob, id: bob, role: Judge, years: 1900/1910}
    - {person: Cay, id: cay, role: Mayor}
    """)
    assert whys(offered(facts, "small/q/answer")) == {
        "Ann": "",
        "Bob": "Bob: Judge (1900–1910)",
        "Cay": "Cay: Mayor",
        "Dan": "",
    }


def test_what_an_author_argues_is_no_reason(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - {question: Who came?, id: q, answer: Bob, distractors: [Ann Lee, Cay]}
    - {claim: The king erred, id: c, by: Ann Lee}
    """)
    assert set(whys(offered(facts, "small/q/answer")).values()) == {""}


def test_pictures_are_offered_with_what_they_show(workspace: Workspace) -> None:
    for number, name in enumerate(("at", "be", "fr")):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{number + 1}" height="4"/>'
        (workspace.decks / f"{name}.svg").write_text(svg)
    (workspace.decks / "flags.yaml").write_text("""\
deck: Flags
id: flags
source: smith-2020
columns:
  country: {type: country}
  flag: {picture: "{id}.svg", alt: "{shows}", ask: yes, back: Whose flag is this?}
  shows: {ask: no}
rows:
  - {id: at, country: Austria, shows: red and white}
  - {id: be, country: Belgium, shows: black and yellow}
  - {id: fr, country: France, shows: blue and white}
""")
    facts = workspace.propositions()
    which = offered(facts, "flags/at/flag")
    assert which
    assert not which.sorted
    shown = [(o.text, o.picture.name[:2] if o.picture else "") for o in which.options]
    assert shown[0] == ("red and white", "at")
    assert set(shown[1:]) == {("black and yellow", "be"), ("blue and white", "fr")}
    assert [o.correct for o in which.options] == [True, False, False]
    assert whys(which) == {
        "red and white": "",
        "black and yellow": "Belgium",
        "blue and white": "France",
    }
    whose = offered(facts, "flags/at/flag/reverse")
    assert sorted(texts(whose)) == ["Austria", "Belgium", "France"]
    assert set(filter(None, whys(whose).values())) == {
        "Belgium: black and yellow",
        "France: blue and white",
    }


# --- articles ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "own", "expected"),
    [
        ("the Red Line", "Blue Line, Grey Line", "Red Line, Blue Line, Grey Line"),
        ("Red Line", "the Blue Line, the Grey Line", "Red Line, Blue Line, Grey Line"),
        ("Red Line", "the Blue Line, Grey Line", "Red Line, Blue Line, Grey Line"),
        ("the Red Line", "the Blue Line, Grey Line", "Red Line, Blue Line, Grey Line"),
        (
            "the Red Line",
            "the Blue Line, the Grey Line",
            "the Red Line, the Blue Line, the Grey Line",
        ),
        ("Red Line", "Blue Line, Grey Line", "Red Line, Blue Line, Grey Line"),
        ("the", "Blue Line, Grey Line", "the, Blue Line, Grey Line"),
        ("a Red Line", "the Blue Line, an Odd Line", "a Red Line, the Blue Line, an Odd Line"),
        ("a Red Line", "the Blue Line, Odd Line", "a Red Line, the Blue Line, Odd Line"),
        ("the value", "nothing, an error", "the value, nothing, an error"),
        (
            "the Red and the Blue Line",
            "Grey and the Blue Line, Grey and Odd Line",
            "the Red and the Blue Line, Grey and the Blue Line, Grey and Odd Line",
        ),
    ],
)
def test_the_article_tells_the_key_nowhere(
    key: str, own: str, expected: str, assert_facts: Facts
) -> None:
    fact = f"- {{question: What was it?, id: q, answer: {key}, distractors: [{own}]}}"
    assert texts(offered(assert_facts(fact), "small/q/answer")) == expected.split(", ")


def test_what_a_word_of_another_subject_means_is_no_distractor(
    assert_facts: Facts, workspace: Workspace
) -> None:
    terms = [f"- {{term: {name}, id: t-{name}, means: '{name}{name}'}}" for name in "abc"]
    workspace.deck("\n".join(terms).replace("t-", "u-"), "other")
    facts = assert_facts(terms[0])
    assert offered(facts, "small/t-a/means") is None
    sorted_terms = [term.replace("}", ", type: letter}") for term in terms]
    workspace.deck("\n".join(sorted_terms).replace("t-", "u-"), "other")
    assert offered(assert_facts(sorted_terms[0]), "small/t-a/means") is not None
