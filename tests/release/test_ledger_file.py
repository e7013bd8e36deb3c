"""A ledger is one line an entry; what is wrong with one is a sentence with a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.release.ledger import Entry, Ledger, Released, Stamp
from quizgen.release.ledger_file import ConflictError, LedgerError, dump, load


def test_one_line_an_entry_sorted_by_address() -> None:
    now = Released("x", 2, (0, 1))
    notes = {
        "1": Entry("b/f/s", "recall", "x", 1, 2, 0, {"Question": "Où?"}, (0, 1), released=now),
        "2": Entry("a/f/s", "recall", "y", 1, 1, places=("a/g/s",), released=Released("z", 1)),
        "3": Entry("c/f/s", "recall", "y", 1, 1, tags=("of what was released alone",)),
    }
    assert dump(Ledger(notes)).splitlines()[-5:-1] == [
        '"notes": {',
        '"2": {"address": "a/f/s", "type": "recall", "digest": "y", "added": 1, "changed": 1, '
        '"places": ["a/g/s"], "released": {"digest": "z", "changed": 1}},',
        '"1": {"address": "b/f/s", "type": "recall", "digest": "x", "added": 1, "changed": 2, '
        '"fields": {"Question": "Où?"}, "cards": [0, 1], "released": true},',
        '"3": {"address": "c/f/s", "type": "recall", "digest": "y", "added": 1, "changed": 1}',
    ]
    assert load(dump(Ledger(notes))) == Ledger(notes)


TEXT = st.text(max_size=8, alphabet=st.characters(exclude_characters="\0\x1f", codec="utf-8"))
SLUG = st.text("abc-", min_size=1, max_size=4)
ADDRESS = st.builds("{}/{}/{}".format, SLUG, SLUG, SLUG)
TIMES = st.integers(0, 2**40)
CARDS = st.lists(st.integers(0, 3), max_size=2).map(tuple)
RELEASED = st.none() | st.builds(Released, TEXT, TIMES, CARDS, st.booleans())
NOTES = st.builds(
    Entry,
    ADDRESS,
    TEXT,
    TEXT,
    TIMES,
    TIMES,
    TIMES,
    st.dictionaries(TEXT, TEXT, max_size=2),
    CARDS,
    st.dictionaries(TEXT, TEXT, max_size=2),
    st.lists(ADDRESS, max_size=2).map(tuple),
    RELEASED,
)
STAMPS = st.builds(
    Stamp, TEXT, TIMES, st.none() | st.builds(Released, TEXT, TIMES, st.just(()), st.just(False))
)


@given(
    st.builds(
        Ledger,
        st.dictionaries(TEXT, NOTES, max_size=4),
        st.dictionaries(TEXT, STAMPS, max_size=2),
        st.dictionaries(TEXT, TEXT, max_size=2),
        TIMES,
    )
)
def test_it_reads_what_it_writes(ledger: Ledger) -> None:
    assert load(dump(ledger)) == ledger


OLD = """{"quizgen-ledger": 1,
"released": 200,
"decks": {"d": "D"},
"types": {"recall": {"digest": "1", "changed": 100}, "list": {"digest": "1", "changed": 300}},
"notes": {
"a": {"address": "d/a/s", "type": "recall", "digest": "1", "added": 100, "changed": 100},
"b": {"address": "d/b/s", "type": "recall", "digest": "1", "added": 100, "changed": 300, \
"cards": [0]},
"c": {"address": "d/c/s", "type": "recall", "digest": "1", "added": 300, "changed": 300},
"e": {"address": "d/e/s", "type": "recall", "digest": "1", "added": 100, "changed": 150, \
"retired": 150},
"f": {"address": "d/f/s", "type": "recall", "digest": "1", "added": 100, "changed": 300, \
"retired": 300},
"g": {"address": "d/g/s", "type": "recall", "digest": "1", "added": 200, "changed": 200}
}}
"""


def test_version_1_told_by_time_what_was_released() -> None:
    known = load(OLD.replace("\\\n", ""))
    assert known.notes["a"].released == Released("1", 100)
    assert known.notes["b"].released == Released("", 100, (0,))
    assert known.notes["c"].released is None
    assert known.notes["e"].released == Released("1", 150, (), True)
    assert known.notes["g"].released == Released("1", 200)
    assert set(known.to_send_once_more()) == {"f"}
    assert known.types["recall"].released == Released("1", 100)
    assert known.types["list"].released is None
    assert load(dump(known)) == known


def ledger(notes: str = "{}", head: str = '"quizgen-ledger": 2') -> str:
    return f'{{{head},\n"types": {{}},\n"decks": {{}},\n"released": 0,\n"notes": {notes}}}'


def entry(**changes: str) -> str:
    values = {
        "address": '"a/b/c"',
        "type": '"recall"',
        "digest": '""',
        "added": "1",
        "changed": "2",
    } | changes
    row = ", ".join(f'"{key}": {value}' for key, value in values.items())
    return f'{{\n"k": {{{row}}}}}'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "line 1 is not JSON"),
        ("{\n<", 2, "line 2 is not JSON"),
        ("[]", 1, "the shape of a ledger"),
        (ledger(head='"quizgen-ledger": 9'), 1, "its version is 9; this quizgen reads 1 to 2"),
        (ledger(head='"quizgen-ledger": true'), 1, "its version is True"),
        ('{"quizgen-ledger": 1}', 1, "the shape of a ledger"),
        (ledger('{\n"a": [1]}'), 6, "'a': it is no mapping"),
        (ledger(entry(address='"a"')), 6, "'address'"),
        (ledger(entry(address='"a b/c/d"')), 6, "'address'"),
        (ledger(entry(added='"1"')), 6, "'added'"),
        (ledger(entry(added="1.5")), 6, "'added'"),
        (ledger(entry(added="NaN")), 6, "'added'"),
        (ledger(entry(changed="1e400")), 6, "'changed'"),
        (ledger(entry(changed="9" * 5000)), 1, "a number in it is too long"),
        (ledger(entry(changed=str(2**63))), 6, "'changed'"),
        (ledger(entry(changed="-1")), 6, "'changed'"),
        (ledger(entry(cards="[500]")), 6, "'cards'"),
        (ledger(entry(fields='{"a": "\\u001f"}')), 6, "'fields'"),
        (ledger(entry(fields='{"a": "\\ud800"}')), 6, "'fields'"),
        (ledger(entry(colour="1")), 6, "'colour'"),
        (ledger(entry(released="false")), 6, "'released'"),
        (ledger(entry(digest='"", "digest": ""')), 1, "'digest' is in it twice"),
        (ledger("[" * 100_000), 1, "nested too deeply"),
    ],
)
def test_a_damaged_ledger_is_a_sentence_with_a_line(text: str, line: int, said: str) -> None:
    with pytest.raises(LedgerError) as refused:
        load(text)
    assert said in str(refused.value)
    assert refused.value.line == line


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", "=======", ">>>>>>> other", "||||||| base"])
def test_the_markers_of_a_merge_are_named_with_their_line(marker: str) -> None:
    with pytest.raises(ConflictError, match="line 3 is a conflict marker of a merge") as refused:
        load(f'{{"quizgen-ledger": 2,\n"released": 0,\n{marker}\n')
    assert refused.value.line == 3
