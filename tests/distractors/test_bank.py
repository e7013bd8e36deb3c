"""What a bank knows of each question, and what it finds near a key, each rule by an example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizgen.distractors.bank import Asked, Bank, forward, reverse, ways, written_ways
from quizgen.language import language
from quizgen.model import Association, Media, Proposition
from tests.conftest import Workspace

Facts = Callable[[str], list[Proposition]]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="4"/>'


def bank(facts: list[Proposition]) -> Bank:
    return Bank(facts, language("en-GB"))


def association(facts: list[Proposition], fact: str = "a") -> Association:
    (found,) = (p for p in facts if isinstance(p, Association) and p.origin.fact == fact)
    return found


def names(media: tuple[Media, ...]) -> list[str]:
    return [m.name.partition("-")[0] for m in media]


# --- a question -------------------------------------------------------------------------------


def test_what_goes_with_either_direction(assert_facts: Facts) -> None:
    a = association(
        assert_facts("""
        - person: Ann
          id: a
          role: Queen
          hint: {forward: a title, reverse: a woman}
          distractors: {forward: [Judge], reverse: [Bea]}
        """)
    )
    here, back = ways(a)
    assert (here.id, here.origin.hint, here.distractors) == ("small/a/role", "a title", ("Judge",))
    assert (back.id, back.origin.hint) == ("small/a/role/reverse", "a woman")
    assert back.distractors == ("Bea",)
    assert here.origin is a.origin


def test_an_empty_question_is_not_asked(assert_facts: Facts) -> None:
    a = association(assert_facts("- {person: Ann, id: a, role: Queen}"))
    assert [asked.way for asked in ways(a)] == ["forward", "reverse"]
    assert [asked.way for asked in ways(replace(a, ask=""))] == ["reverse"]
    assert [asked.way for asked in ways(replace(a, ask_back=""))] == ["forward"]


def flags(workspace: Workspace) -> list[Proposition]:
    for number, name in enumerate(("at", "be", "map")):
        (workspace.decks / f"{name}.svg").write_text(SVG.format(6 + number))
    (workspace.decks / "flags.yaml").write_text("""\
deck: Flags
id: flags
source: smith-2020
columns:
  country: {type: country}
  flag: {picture: "{id}.svg", alt: a flag, ask: yes, back: Whose flag is this?}
rows:
  - {id: at, country: Austria}
  - {id: be, country: Belgium, media: {file: map.svg, alt: a map, side: front}}
""")
    return workspace.propositions()


def test_a_picture_that_is_given_is_shown_and_one_that_is_asked_for_is_not(
    workspace: Workspace,
) -> None:
    facts = flags(workspace)
    plain, mapped = association(facts, "at"), association(facts, "be")
    assert names(forward(plain).origin.front_media) == []
    assert names(reverse(plain).origin.front_media) == ["at"]
    assert names(forward(mapped).origin.front_media) == ["map"]
    assert names(reverse(mapped).origin.front_media) == ["be"]


def test_a_question_without_words_of_its_own_is_about_its_picture(workspace: Workspace) -> None:
    facts = flags(workspace)
    plain, mapped = association(facts, "at"), association(facts, "be")
    digest = plain.value.media[0].digest
    assert (forward(plain).picture, reverse(plain).picture) == ("", digest)
    assert forward(mapped).picture == ""  # the name says which country, whatever is shown
    assert forward(plain).known_as == {"austria"}
    assert reverse(plain).known_as == {digest}


def test_a_question_with_a_picture_is_about_that_alone(workspace: Workspace) -> None:
    (workspace.decks / "map.svg").write_text(SVG.format(9))
    workspace.deck("""
    - {question: Who?, id: a, answer: Ann, media: {file: map.svg, alt: x, side: front}}
    - {question: who ?, id: b, answer: Bob, hint: y}
    - {person: Cay, id: c, role: Cook, media: {file: map.svg, alt: x, side: front}}
    """)
    facts = workspace.propositions()
    shown, plain, person = (forward(association(facts, fact)) for fact in "abc")
    assert shown.known_as == {shown.picture} != {""}
    assert plain.known_as == {"who"}
    assert person.known_as == {"cay"}
    assert plain.question == "who "
    assert shown.question == f"who {shown.picture}"
    assert bank(facts).true_of(shown) == {"Ann"}
    assert bank(facts).true_of(plain) == {"Bob"}


def test_what_must_be_heard_is_asked_on_cards_alone(workspace: Workspace) -> None:
    (workspace.decks / "at.mp3").write_bytes(b"x")
    (workspace.decks / "songs.yaml").write_text("""\
deck: Songs
id: songs
source: smith-2020
columns:
  country:
  anthem: {sound: yes, ask: yes, back: yes}
rows:
  - {id: at, country: Austria, anthem: at.mp3}
""")
    a = association(workspace.propositions(), "at")
    assert [asked.way for asked in ways(a)] == ["forward", "reverse"]
    assert list(written_ways(a)) == []


@pytest.mark.parametrize(
    ("answer", "form", "size"),
    [
        ("Ann", (True, 1), 3),
        ("ann lee", (False, 2), 7),
        ("Ann *of* the far North", (True, 4), 20),
        ("A", (True, 1), 1),
    ],
)
def test_the_form_of_a_key(
    answer: str, form: tuple[bool, int], size: int, assert_facts: Facts
) -> None:
    facts = assert_facts(f"- {{question: Who?, id: a, answer: '{answer}'}}")
    features = forward(association(facts)).features
    assert (features.form, features.size) == (form, size)


def test_when_it_held_or_happened(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - {person: Ann, id: a, role: Queen, years: 1900/1910}
    - {event: The end, id: e, date: 1988-04}
    - {question: Who?, id: q, answer: Ann}
    """)
    reign = reverse(association(facts)).features
    assert (reign.since, reign.until) == ((1900, 1, 1), (1910, 12, 31))
    end = forward(association(facts, "e")).features
    assert (end.since, end.until) == ((1988, 4, 1), (1988, 4, 30))
    who = forward(association(facts, "q")).features
    assert (who.since, who.until) == (None, None)


# --- a bank -----------------------------------------------------------------------------------


def test_all_that_is_true_of_what_is_given_by_all_its_names(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - {person: Ann, id: a, role: Queen, accept: [Annie]}
    - {question: Which one was she?, id: q, answer: Judge, accept: [Justice]}
    - {question: which one was she, id: r, answer: Cook, hint: x}
    - {term: annie, id: t, means: a name, type: word}
    """)
    assert bank(facts).true_of(forward(association(facts))) == {"Queen", "a name"}
    every = {"Judge", "Justice", "Cook"}
    assert bank(facts).true_of(forward(association(facts, "q"))) == every


def test_what_answers_the_same_words_is_true_whatever_they_are_asked_of(
    assert_facts: Facts,
) -> None:
    facts = assert_facts("""
    - {person: Ann, id: a, role: Queen, ask: 'Which one was she?'}
    - {question: Which one was she?, id: q, answer: Judge, allow: {same-question: meant}}
    """)
    asked = next(ways(association(facts)))
    assert bank(facts).true_of(asked) == {"Queen", "Judge"}
    back = reverse(replace(association(facts), ask_back=""))
    assert "Judge" not in bank(facts).true_of(back)


def test_what_a_text_is_as_it_is_written_or_but_for_case_and_accents(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - {question: Which year?, id: a, answer: ano}
    - {question: Which tail?, id: b, answer: Ano}
    - {question: Which town?, id: c, answer: Año, accept: [Leon]}
    """)

    def about(text: str, key: Asked | None = None) -> str:
        asked = bank(facts).about(text, key.key if key else None)
        return asked.association.origin.fact if asked else ""

    assert [about(text) for text in ("ano", "Ano", "Año", "ANO")] == ["a", "b", "c", "a"]
    assert [about(text) for text in ("Leon", "León", "Lyon")] == ["c", "c", ""]
    town, year = (forward(association(facts, fact)) for fact in "ca")
    assert about("AÑO", town) == ""  # beside "Año" it is another thing, and not known
    assert about("León", year) == "c"


def test_the_last_year_that_a_fact_knows_of(assert_facts: Facts) -> None:
    facts = assert_facts("""
    - {event: One, id: a, date: 1988}
    - {event: Two, id: b, date: 1999/2001}
    - {event: Three, id: c, date: 1990/..}
    """)
    assert bank(facts).newest == 2001
    assert bank([]).newest == 9999


def test_what_is_in_the_columns_of_a_table(workspace: Workspace) -> None:
    """A date may be in the first, and cities in one of another language are of another sort."""
    (workspace.decks / "fairs.yaml").write_text("""\
deck: Fairs
id: fairs
source: smith-2020
columns:
  year: {date: yes}
  city: {type: city, back: yes}
  stadt: {type: city, language: de}
rows:
  - {id: a, year: 1873, city: Vienna, stadt: Wien}
  - {id: b, year: 1900, city: Paris, stadt: Paris}
""")
    facts = bank(workspace.propositions())
    assert facts.newest == 1900
    city, stadt, *_ = (forward(p) for p in facts.propositions if isinstance(p, Association))
    for asked in (city, stadt):
        assert {near.association.slot for near in facts.near(asked)} == {asked.association.slot}


def crowd(assert_facts: Facts, count: int, *more: str) -> list[Proposition]:
    """Return what so many people of a name of nine letters were."""
    plain = [f"- {{person: Person {n:02}, id: p{n}, role: Role {n}}}" for n in range(count)]
    return assert_facts("\n".join((*plain, *more)))


def found(facts: list[Proposition], fact: str) -> list[str]:
    near = bank(facts).near(reverse(association(facts, fact)))
    return [asked.association.origin.fact for asked in near]


def test_up_to_sixty_values_of_a_sort_are_all_near(assert_facts: Facts) -> None:
    facts = crowd(assert_facts, 60)
    assert found(facts, "p30") == [f"p{n}" for n in range(60)]


def test_of_more_those_that_stand_beside_it_are(assert_facts: Facts) -> None:
    facts = crowd(assert_facts, 80)
    assert found(facts, "p40") == [f"p{n}" for n in range(28, 52)]
    assert found(facts, "p2")[:14] == [f"p{n}" for n in range(14)]
    assert found(facts, "p79")[-12:] == [f"p{n}" for n in range(68, 80)]
    of_all_lengths = assert_facts(
        "\n".join(
            f"- {{person: P{'x' * (n * 37 % 80)}, id: p{n}, role: Role {n}}}" for n in range(80)
        )
    )
    assert {f"p{n}" for n in range(28, 52)} <= set(found(of_all_lengths, "p40"))


def test_of_more_those_of_its_length_and_its_time_are(assert_facts: Facts) -> None:
    facts = crowd(
        assert_facts,
        80,
        "- {person: Someone of a long name, id: long, role: A, years: 1900/1910}",
        *(f"- {{person: Xx{n}, id: x{n}, role: X{n}}}" for n in range(40)),
        "- {person: Another of a long name, id: as-long, role: B}",
        *(f"- {{person: Yy{n}, id: y{n}, role: Y{n}}}" for n in range(40)),
        "- {person: Zed, id: then, role: C, years: 1905/1915}",
    )
    assert {"long", "as-long", "then"} <= set(found(facts, "long"))
    assert "then" not in found(facts, "as-long")
    assert len(found(facts, "long")) <= 24 * 3


def test_of_more_those_of_its_group_are(workspace: Workspace) -> None:
    rows = "".join(
        f"  - {{id: r{n}, country: Land {n:03}, capital: Town {n:03},"
        f" region: {'North' if n in (3, 90) else 'South'}}}\n"
        for n in range(100)
    )
    (workspace.decks / "rows.yaml").write_text(
        "deck: Rows\nid: rows\nsource: smith-2020\ncolumns:\n  country:\n"
        f"  capital: {{back: yes}}\n  region: {{tag: region, like: yes}}\nrows:\n{rows}"
    )
    facts = workspace.propositions()
    assert "r90" in found(facts, "r3")
    assert "r80" not in found(facts, "r3")


def test_of_a_large_group_those_that_stand_nearest_in_it_are(workspace: Workspace) -> None:
    rows = "".join(
        f"  - {{id: r{n}, country: Land {n:03}, capital: Town {n:03},"
        f" region: {'South' if n % 4 else 'North'}}}\n"
        for n in range(120)
    )
    (workspace.decks / "rows.yaml").write_text(
        "deck: Rows\nid: rows\nsource: smith-2020\ncolumns:\n  country:\n"
        f"  capital: {{back: yes}}\n  region: {{tag: region, like: yes}}\nrows:\n{rows}"
    )
    facts = workspace.propositions()
    near = {int(fact[1:]) for fact in found(facts, "r80")}
    assert {n for n in near if n % 4 == 0} == set(range(32, 120, 4))
    assert near - set(range(68, 92)) == {n for n in near if n % 4 == 0} - set(range(68, 92))


def test_a_sort_that_nothing_is_of_has_nothing_near(assert_facts: Facts) -> None:
    facts = assert_facts("- {question: Who?, id: a, answer: Ann, type: person}")
    assert bank([]).near(forward(association(facts))) == []
