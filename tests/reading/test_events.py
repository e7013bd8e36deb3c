"""Scalars stay text, places are kept, and nothing raises."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizgen.checks.stages.files import CUT_OFF, SYNTAX
from quizgen.diagnostics import Position
from quizgen.reading import events
from quizgen.reading.events import Node, read_yaml


def read(text: str) -> Node:
    node, problems = read_yaml("deck.yaml", text.encode())
    assert node is not None
    assert not problems
    return node


@pytest.mark.parametrize(
    "text", ["no", "012", "1:30", "1988", "1e3", "~", "null", "0x10", "2001-10-07", "=", "<<"]
)
def test_a_scalar_stays_text(text: str) -> None:
    assert read(f"key: {text}").plain() == {"key": text}


def test_every_value_and_key_has_its_place() -> None:
    node = read("a: one\nb:\n  - {c: é, d: two}\n")
    assert node.locate("b", 0, "d") == Position("deck.yaml", 3, 15)
    assert node.locate_key("b", 0, "d") == Position("deck.yaml", 3, 12)
    assert node.locate("b", 0, "gone", 3) == Position("deck.yaml", 3, 5)
    assert node.locate("b", 7) == Position("deck.yaml", 3, 3)
    assert node.locate_key() == Position("deck.yaml", 1, 1)


def test_an_alias_stands_for_its_value() -> None:
    assert read("a: &x [one]\nb: *x\n").plain() == {"a": ["one"], "b": ["one"]}


def test_a_byte_order_mark_is_welcome_and_text_is_composed() -> None:
    node, _ = read_yaml("deck.yaml", b"\xef\xbb\xbfkey: Cafe\xcc\x81")
    assert node is not None
    assert node.plain() == {"key": "Café"}


def test_windows_line_ends() -> None:
    assert read("a: one\r\nb: two\r\n").plain() == {"a": "one", "b": "two"}


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    node, problems = read_yaml("deck.yaml", data)
    assert node is not None or problems


@pytest.mark.slow
@given(
    st.recursive(
        st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text("abcdefg ", min_size=1, max_size=5), inner, max_size=4)
        ),
        max_leaves=20,
    ).filter(lambda data: isinstance(data, dict) and data)
)
def test_both_parsers_read_what_yaml_writes(data: object) -> None:
    import unicodedata

    text = unicodedata.normalize("NFC", yaml.safe_dump(data, allow_unicode=True))
    expected = yaml.load(text, yaml.BaseLoader)  # noqa: S506
    fast = read(text)
    saved, events.Loader = events.Loader, yaml.SafeLoader
    try:
        slow = read(text)
    finally:
        events.Loader = saved
    assert fast.plain() == slow.plain() == expected
    assert fast == slow


def test_what_no_one_foresaw_is_still_a_sentence() -> None:
    _, problems = read_yaml("deck.yaml", b"%YAML 3.0\n---\na: 1")
    assert [problem.code for problem in problems] == [SYNTAX]


@pytest.mark.parametrize(
    ("line", "column", "kept"),
    [
        ("question: Which # is it?", 17, "Which"),
        ("question: Room #5", 16, "Room"),
        ("question: Who is in room 5 #?", 28, "Who is in room 5"),
        ("answer: C #", 11, "C"),
        ("answer: Geneva # the city", 16, "Geneva"),
        ("- Who is it#  #x", 15, "Who is it#"),
        ("question: We are #1\nid: x", 18, "We are"),
    ],
)
def test_a_text_that_a_hash_cuts_off_is_told(line: str, column: int, kept: str) -> None:
    _, (found,) = read_yaml("f.yaml", f"# a comment\n{line}\n".encode())
    assert (found.code, found.position) == (CUT_OFF, Position("f.yaml", 2, column))
    assert f"the text is '{kept}'" in found.message


@pytest.mark.parametrize(
    "line",
    [
        "answer: Geneva  # the city",
        "answer: Geneva  #",
        "answer: 'Which # is it?'",
        'answer: "Room #5"  # five',
        "answer: C#",
        "answer: a#b",
        "id: moon # the id",
        "date: 1988-04-14 # a day",
        "reverse: yes # why not",
        "tags: [a, b] # two",
        "# answer: x #5",
        "answer: |\n  Room #5 # is\n  it",
    ],
)
def test_a_comment_is_a_comment(line: str) -> None:
    assert read_yaml("f.yaml", f"a: b\n{line}\n".encode())[1] == []
