"""An unchanged note keeps its time; a changed one gets a later one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.ledger import Entry, Ledger, load


def test_what_is_new_what_changed_and_what_did_not() -> None:
    old = Ledger({"a": Entry("1", 100, 100), "b": Entry("2", 100, 150), "gone": Entry("3", 5, 5)})
    new = old.brought_up_to_date({"a": "1", "b": "x", "c": "4"}, now=200)
    assert new.entries == {
        "a": Entry("1", 100, 100),
        "b": Entry("x", 100, 200),
        "c": Entry("4", 200, 200),
        "gone": Entry("3", 5, 5),
    }


def test_a_change_is_later_even_if_the_clock_went_back() -> None:
    old = Ledger({"a": Entry("1", 100, 900)})
    assert old.brought_up_to_date({"a": "2"}, now=300).entries["a"].changed == 901


def test_one_line_an_entry_sorted() -> None:
    text = Ledger({"b": Entry("2", 1, 2), "a": Entry("1", 1, 1)}).dump()
    assert text.splitlines()[1:3] == ['"a": ["1", 1, 1],', '"b": ["2", 1, 2]']


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.builds(Entry, st.text(max_size=8), st.integers(0), st.integers(0)),
        max_size=5,
    )
)
def test_it_reads_what_it_writes(entries: dict[str, Entry]) -> None:
    assert load(Ledger(entries).dump()) == Ledger(entries)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<<<<<<< HEAD", "line 1 is not JSON"),
        ('{"quizgen-ledger": 9, "entries": {}}', "its version is 9, not 1"),
        ("[]", "the shape of a ledger"),
        ('{"quizgen-ledger": 1}', "the shape of a ledger"),
        ('{"quizgen-ledger": 1, "entries": {"a": [1]}}', "the shape of a ledger"),
        ('{"quizgen-ledger": 1, "entries": {"a": [1, 2, 3]}}', "the shape of a ledger"),
    ],
)
def test_a_damaged_ledger_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        load(text)
