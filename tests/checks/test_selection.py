"""Which problems are told: the narrower word wins, as with ruff's rules."""

from __future__ import annotations

import pytest

from quizgen.checks.selection import Selection, UnknownCodeError, selection
from quizgen.checks.table import CODES


def told(select: str = "", ignore: str = "") -> set[str]:
    """Return the names of the codes that are told, but those that always are."""
    chosen: Selection = selection(select.split(), ignore.split(), CODES)
    return {code.name for code in CODES.values() if code.family != "files" and chosen.has(code)}


EVERY = {code.name for code in CODES.values() if code.family != "files"}
ITEMS = {code.name for code in CODES.values() if code.family == "items"}
EVIDENCE = {code.name for code in CODES.values() if code.family == "evidence"}


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ("", "", EVERY),
        ("long-key", "", {"long-key"}),
        ("evidence", "", EVIDENCE),
        ("key", "", {"key-echoes-stem", "key-converges"}),
        ("long-key evidence", "", {"long-key"} | EVIDENCE),
        ("", "items", EVERY - ITEMS),
        ("", "no-alt", EVERY - {"no-alt"}),
        ("items", "long-key", ITEMS - {"long-key"}),
        ("long-key", "items", {"long-key"}),
        ("items long-key", "key", ITEMS - {"key-echoes-stem", "key-converges"}),
        ("key-converges", "key", {"key-converges"}),
        ("items", "items", set()),
        ("long-key", "long-key", set()),
    ],
)
def test_what_is_told(select: str, ignore: str, codes: set[str]) -> None:
    assert told(select, ignore) == codes


def test_what_keeps_a_file_from_being_read_is_always_told() -> None:
    chosen = selection(["long-key"], [], CODES)
    assert all(chosen.has(code) for code in CODES.values() if code.family == "files")


@pytest.mark.parametrize(
    ("select", "ignore", "message"),
    [
        ("long-kye", "", "there is no check and no family 'long-kye'; did you mean 'long-key'?"),
        ("", "item", "there is no check and no family 'item'; did you mean 'items'?"),
        ("qqq", "", "there is no check and no family 'qqq'; see 'quizgen check --explain'"),
        ("", "files", "'files' cannot be ignored: what keeps a file from being read hides all"),
        ("", "unknown-key", "'unknown-key' cannot be ignored"),
    ],
)
def test_a_word_that_does_nothing(select: str, ignore: str, message: str) -> None:
    with pytest.raises(UnknownCodeError) as error:
        selection(select.split(), ignore.split(), CODES)
    assert str(error.value).startswith(message)
