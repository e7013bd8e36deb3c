"""An unchanged note keeps its time; a changed one gets a later one; a retired one is sent once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.release.ledger import Content, Entry, Ledger, Stamp, load


def content(digest: str, **more: object) -> Content:
    return Content("d/f/s", "recall", digest, **more)  # type: ignore[arg-type]


def entry(digest: str, added: int, changed: int, retired: int = 0) -> Entry:
    return Entry("d/f/s", "recall", digest, added, changed, retired)


def updated(old: Ledger, now: int, **digests: str) -> Ledger:
    contents = {guid: content(digest) for guid, digest in digests.items()}
    return old.brought_up_to_date(contents, {}, {}, now)


def test_what_is_new_what_changed_and_what_did_not() -> None:
    old = Ledger({"a": entry("1", 100, 100), "b": entry("2", 100, 150)})
    assert updated(old, 200, a="1", b="x", c="4").notes == {
        "a": entry("1", 100, 100),
        "b": entry("x", 100, 200),
        "c": entry("4", 200, 200),
    }


def test_a_change_is_later_even_if_the_clock_went_back() -> None:
    old = Ledger({"a": entry("1", 100, 900)}, released=950)
    assert updated(old, 300, a="2").notes["a"].changed == 951
    assert updated(Ledger({"a": entry("1", 100, 900)}), 300, a="2").notes["a"].changed == 901


def test_note_types_have_their_own_times() -> None:
    old = Ledger(types={"recall": Stamp("1", 100), "cloze": Stamp("1", 100)})
    new = old.brought_up_to_date({}, {"recall": "1", "cloze": "2", "list": "3"}, {}, 50)
    assert new.types == {
        "recall": Stamp("1", 100),
        "cloze": Stamp("2", 101),
        "list": Stamp("3", 50),
    }


def test_what_was_never_released_is_forgotten_with_its_fact() -> None:
    assert updated(Ledger({"a": entry("1", 100, 100)}), 200).notes == {}


def test_what_was_released_is_sent_once_more_when_its_fact_is_gone() -> None:
    released = Ledger({"a": entry("1", 100, 100)}).after_release(150)
    gone = updated(released, 200)
    assert gone.notes["a"].retired == gone.notes["a"].changed == 200
    assert set(gone.to_send_once_more()) == {"a"}
    assert updated(gone, 300) == gone
    after = gone.after_release(400)
    assert after.to_send_once_more() == {}
    assert updated(after, 500) == after


def test_a_fact_that_comes_back_is_no_longer_retired() -> None:
    released = Ledger({"a": entry("1", 100, 100)}).after_release(150)
    back = updated(updated(released, 200), 300, a="1")
    assert back.notes["a"] == entry("1", 100, 300)


def test_a_fact_that_says_it_is_retired() -> None:
    released = Ledger({"a": entry("1", 100, 100)}).after_release(150)
    new = released.brought_up_to_date({"a": content("2", retired=True)}, {}, {}, 200)
    assert new.notes["a"].retired == 200
    assert new.brought_up_to_date({"a": content("2", retired=True)}, {}, {}, 300) == new


def test_a_release_is_never_before_what_it_holds() -> None:
    assert Ledger({"a": entry("1", 100, 900)}).after_release(300).released == 900


def test_renamed_decks() -> None:
    old = Ledger(decks={"a": "A", "b": "B", "gone": "G"})
    assert old.renamed({"a": "A", "b": "New", "c": "C"}) == {"b": "B"}
    assert old.brought_up_to_date({}, {}, {"b": "New"}, 1).decks["gone"] == "G"


def test_one_line_an_entry_sorted_by_address() -> None:
    notes = {
        "1": Entry("b/f/s", "recall", "x", 1, 2, fields={"Question": "Où?"}, cards=(0, 1)),
        "2": Entry("a/f/s", "recall", "y", 1, 1),
    }
    assert Ledger(notes).dump().splitlines()[-4:-1] == [
        '"notes": {',
        '"2": {"address": "a/f/s", "type": "recall", "digest": "y", "added": 1, "changed": 1},',
        '"1": {"address": "b/f/s", "type": "recall", "digest": "x", "added": 1, "changed": 2, '
        '"fields": {"Question": "Où?"}, "cards": [0, 1]}',
    ]


TEXT = st.text(max_size=8)
TIMES = st.integers(1, 2**40)


@given(
    st.dictionaries(
        TEXT,
        st.builds(
            Entry,
            TEXT.map(lambda text: f"d/f/{text}"),
            TEXT,
            TEXT,
            TIMES,
            TIMES,
            st.integers(0, 9),
            st.dictionaries(TEXT, TEXT, max_size=2),
            st.lists(st.integers(0, 3), max_size=2).map(tuple),
            st.dictionaries(TEXT, TEXT, max_size=2),
        ),
        max_size=4,
    ),
    st.dictionaries(TEXT, st.builds(Stamp, TEXT, TIMES), max_size=2),
    st.dictionaries(TEXT, TEXT, max_size=2),
    st.integers(0, 9),
)
def test_it_reads_what_it_writes(
    notes: dict[str, Entry], types: dict[str, Stamp], decks: dict[str, str], released: int
) -> None:
    ledger = Ledger(notes, types, decks, released)
    assert load(ledger.dump()) == ledger


def damaged(notes: str) -> str:
    return f'{{"quizgen-ledger": 1, "types": {{}}, "decks": {{}}, "released": 0, "notes": {notes}}}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<<<<<<< HEAD", "line 1 is not JSON"),
        ('{"quizgen-ledger": 9}', "its version is 9, not 1"),
        ("[]", "the shape of a ledger"),
        ('{"quizgen-ledger": 1}', "the shape of a ledger"),
        (damaged('{"a": [1]}'), "the shape of a ledger"),
        (damaged('{"a": {"b": 1}}'), "the shape of a ledger"),
        (
            damaged(
                '{"a": {"address": "a", "type": "recall", "digest": "", "added": 1, "changed": 2}}'
            ),
            "the shape of a ledger",
        ),
        (
            damaged(
                '{"a": {"address": "a/b/c", "type": "recall", "digest": "", "added": "1", '
                '"changed": 2}}'
            ),
            "the shape of a ledger",
        ),
    ],
)
def test_a_damaged_ledger_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        load(text)
