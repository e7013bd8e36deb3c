"""Four times the input takes no more than some four times the steps: nothing grows faster.

Steps are calls of functions, which are the same on every machine, however busy.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import FrameType

import pytest

from quizgen import anki_syntax, comparison, text, wording
from quizgen.diagnostics import Vocabulary, suggestion
from quizgen.language import language
from quizgen.language_marks import tagged
from quizgen.release.update import inspected
from tests.conftest import Workspace

NOTATION = language("en").notation


def _each(line: str, count: int) -> str:
    return "".join(line.replace("#", str(1000 + number)) for number in range(count))


ONE = "- question: Who?\n  id: who\n  answer: She\n"
DECKS: dict[str, Callable[[int], str]] = {
    "members": lambda n: "- list: Which?\n  id: l\n  members:\n" + _each("  - m#: Some #x\n", n),
    "members in order": lambda n: (
        "- list: Which?\n  id: l\n  ordered: yes\n  members:\n" + _each("  - m#: Some #x\n", n)
    ),
    "rows": lambda n: (
        "- table: T\n  id: t\n  columns: {a: A, b: B}\n  rows:\n"
        + _each("  - {row: R#x, key: r#, cells: {a: a#x, b: b#x}}\n", n)
    ),
    "unknown keys": lambda n: ONE + _each("  anwser#: x\n", n),
    "unknown keys of facts": lambda n: _each(
        "- {question: Q#x?, id: q#, answer: A#x, levle: core}\n", n
    ),
    "unknown keys of a deck": lambda n: ONE + _each("facts#: []\n", n),
    "one id": lambda n: _each("- {question: Q#x?, id: q, answer: A#x}\n", n),
    "unknown sources": lambda n: _each("- {question: Q#x?, id: q#, answer: A#x, source: s#}\n", n),
    "unknown pictures": lambda n: _each(
        "- {question: Q#x?, id: q#, answer: A#x, media: {file: a#.png, alt: x}}\n", n
    ),
    "unknown allowances": lambda n: ONE + "  allow:\n" + _each("    long-lst#: x\n", n),
    "former ids": lambda n: _each("- {question: Q#x?, id: q#, answer: A#x, was: o#}\n", n),
    "facts": lambda n: _each("- {question: Q#x?, id: q#, answer: A#x}\n", n),
    "towns": lambda n: _each("- {question: Q#x?, id: q#, answer: Town#x, type: city}\n", n),
}


def steps(action: Callable[[], object]) -> int:
    """Return how many functions, of Python or of C, an action calls."""
    count = 0

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    for module in (anki_syntax, comparison, text, wording):
        for cached in vars(module).values():
            if hasattr(cached, "cache_parameters") and cached.cache_parameters()["maxsize"] != 1:
                cached.cache_clear()
    sys.setprofile(called)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("name", DECKS)
def test_checking_grows_with_the_deck(name: str, workspace: Workspace) -> None:
    def check(count: int) -> int:
        workspace.deck(DECKS[name](count))
        return steps(lambda: inspected(workspace.decks, 100))

    check(2)  # what is made once
    assert check(280) < 5.5 * check(70)


SHEET = "deck: Towns\nid: towns\nrows: towns.csv\ncolumns: {country: {}, town: {type: city}}\n"


@pytest.mark.slow
def test_checking_grows_with_the_rows_and_not_faster_in_three_languages(
    workspace: Workspace,
) -> None:
    (workspace.decks / "towns.yaml").write_text(SHEET)

    def check(count: int) -> int:
        head = "id,country,country:de,country:fr,town,town:de,town:fr\n"
        rows = _each("r#,Land#x,Reich#x,Pays#x,Town#x,Burg#x,Ville#x\n", count)
        (workspace.decks / "towns.csv").write_text(head + rows)
        return steps(lambda: inspected(workspace.decks, 100))

    check(2)  # what is made once
    assert check(72) < 5 * check(18)


TEXTS: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n,
    "gaps that do not close": lambda n: "[a|" * n,
    "links that do not close": lambda n: "[a](" * n,
    "links": lambda n: "[a](http://x.org) " * n,
    "nested links": lambda n: "[" * n + "](http://x.org)" * n,
    "emphasis": lambda n: "*a_" * n,
    "backticks": lambda n: "`a``b" * n,
    "fences": lambda n: "~~~a\n" * n + "```\n" * n,
    "backslashes": lambda n: "\\" * n,
    "braces": lambda n: "{{c1::" * n,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("read", [text.html, text.plain, text.gaps, text.anki_html])
def test_reading_grows_with_the_text(name: str, read: Callable[[str], object]) -> None:
    few, many = TEXTS[name](200), TEXTS[name](800)
    assert steps(lambda: read(many)) < 6 * steps(lambda: read(few)) + 200


LONG: dict[str, Callable[[int], str]] = {
    "brackets that end nowhere": lambda n: r"\[x^" * n,
    "brackets that end at the end": lambda n: r"\[a" * n + r"\]",
    "formulas that end at the end": lambda n: r"\(a" * n + r"\)",
    "gaps": lambda n: "[a|b]{1}" * n,
    "what is no gap": lambda n: "[a|" * n,
    "links that do not close": lambda n: "[a](" * n,
    "backticks": lambda n: "``` `` ` " * n,
    "fences": lambda n: "```a\n" * n,
    "emphasis that does not end": lambda n: "**a" * n,
    "parts in another language that do not end": lambda n: tagged("a", "de")[:-2] * n,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("read", [text.html, text.gaps])
def test_no_text_is_searched_to_its_end_at_each_sign(
    name: str, read: Callable[[str], object]
) -> None:
    """What C searches through is no step, and shows in the time of long texts alone."""

    def seconds(count: int) -> float:
        begin = time.process_time()
        read(LONG[name](count))
        return time.process_time() - begin

    read("[a")  # what is made once
    assert seconds(8_000) < 20 * seconds(1_000) + 0.2


def test_telling_options_apart_grows_with_the_options() -> None:
    def options(count: int) -> int:
        numbers = range(1000, 1000 + count)
        texts = [f"option {n}x of many" for n in numbers] + [f"{n} km" for n in numbers]
        return steps(lambda: wording.distinct(texts, NOTATION))

    options(2)  # what is made once
    assert options(400) < 5 * options(100)


@pytest.mark.slow
def test_hints_grow_with_the_mistakes() -> None:
    def hints(count: int) -> int:
        known = Vocabulary(f"citation-key-{n}" for n in range(count))
        return steps(lambda: [suggestion(f"ctation-key-{n}x", known) for n in range(50)])

    assert hints(4000) < 2 * hints(1000)


def test_a_vocabulary_finds_what_is_near() -> None:
    known = Vocabulary([*(f"key-{n}" for n in range(5000)), "smith-2020", "geneva-accords"])
    assert suggestion("smit-2020", known) == "did you mean 'smith-2020'?"
    assert suggestion("genva-acords", known) == "did you mean 'geneva-accords'?"
    assert suggestion("xxxxxxxx", known) == ""
    assert suggestion("x" * 1000, known) == ""
