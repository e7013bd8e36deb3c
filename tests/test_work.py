"""How much work a build does, in things done and not in seconds: none of it twice.

What takes long is counted where it is done: files parsed, items made, pages rendered, bytes
deflated. A bound that is passed says that something is made again; the seconds are measured by
``make bench``.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generated import decks, write
from quizgen import build, project
from quizgen.build import Settings
from quizgen.formats.anki import package
from quizgen.formats.pages import rendering
from quizgen.reading import collection
from quizgen.release.update import inspected
from tests.test_growth import steps

FACTS, DECKS = 60, 3
PAGES = {
    "worksheet",
    "key",
    "flashcards",
    "flashcards-fold",
    "organiser",
    "crossword",
    "wordsearch",
}


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what is done from here on."""
    counter: Counter[str] = Counter()

    def counting(module: Any, name: str, what: str) -> None:
        function: Callable[..., Any] = getattr(module, name)

        def counted(*args: Any, **values: Any) -> Any:
            counter[what] += 1
            return function(*args, **values)

        monkeypatch.setattr(module, name, counted)

    counting(collection, "read_yaml", "files parsed")
    counting(project, "items_of", "decks asked")
    counting(project, "notes_of", "decks noted")
    counting(project, "assemble", "worksheets assembled")
    counting(rendering, "with_font", "pages rendered")
    counting(package, "zipped", "packages zipped")
    return counter


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    write(tmp_path / "decks", decks(FACTS, deck=FACTS // DECKS))
    return Settings(tmp_path / "decks", tmp_path / "out", 1_700_000_000)


def pages(settings: Settings) -> int:
    """Return how many pages there are, the start page included."""
    return len(list(settings.out.rglob("*.html")))


@pytest.mark.slow
def test_a_build_makes_each_thing_once(settings: Settings, done: Counter[str]) -> None:
    build.build(settings)
    assert done == {
        "files parsed": DECKS + 1,
        "decks asked": DECKS,
        "decks noted": DECKS,
        "worksheets assembled": DECKS,
        # an organiser has its timeline in it; the site has a style sheet and a service worker
        "pages rendered": pages(settings) + DECKS + 2,
        "packages zipped": DECKS + 1,
    }


@pytest.mark.slow
def test_a_build_after_an_edit_makes_what_it_touches(
    settings: Settings, done: Counter[str]
) -> None:
    build.build(settings)
    done.clear()
    deck = settings.folder / "deck-0001.yaml"
    text = deck.read_text(encoding="utf-8")
    deck.write_text(text.replace(", id: f0,", ", id: f0, note: 'A note.',", 1), encoding="utf-8")
    build.build(replace(settings, now=settings.now + 1))
    assert done["files parsed"] == 2  # the collection, and the deck that changed
    assert done["packages zipped"] == 2
    assert done["decks asked"] == 1
    assert done["worksheets assembled"] <= 1
    assert done["pages rendered"] <= pages(settings) // DECKS + 2


@pytest.mark.slow
def test_a_build_after_none_makes_nothing(settings: Settings, done: Counter[str]) -> None:
    build.build(settings)
    done.clear()
    build.build(settings)
    assert done.keys() <= {"files parsed", "decks noted"}


def test_a_package_alone_asks_each_deck_once(settings: Settings, done: Counter[str]) -> None:
    build.build(replace(settings, media=("apkg",)))
    assert done == {
        "files parsed": DECKS + 1,
        "decks asked": DECKS,
        "decks noted": DECKS,
        "packages zipped": DECKS,
    }


def test_a_check_parses_and_asks_once(settings: Settings, done: Counter[str]) -> None:
    inspected(settings.folder, settings.now)
    assert done == {"files parsed": DECKS + 1, "decks asked": DECKS, "decks noted": DECKS}


@pytest.mark.slow
def test_calls_for_a_fact_are_bounded(tmp_path: Path) -> None:
    """Of functions of Python and C, beyond what the first fact of its sort costs."""
    for name, facts in (("few", 40), ("many", 240)):
        write(tmp_path / name, decks(facts, deck=facts))
    inspected(tmp_path / "few", 1_700_000_000)
    few = steps(lambda: inspected(tmp_path / "few", 1_700_000_000))
    many = steps(lambda: inspected(tmp_path / "many", 1_700_000_000))
    assert (many - few) / 200 < CALLS, "what is new takes more calls than all of it may"


CALLS = 5100
"""Calls for a fact of a made-up deck, all checks included: 4,250 were counted, and a fifth more."""

LIGHT = """
import sys
sys.argv = ["quizgen", "--version"]
from quizgen import cli
try:
    cli.main()
except SystemExit:
    pass
heavy = {"pydantic", "yaml", "jinja2", "genanki", "babel", "markdown_it", "multiprocessing"}
print(sorted(heavy & sys.modules.keys()))
print(sorted(module for module in sys.modules if module.startswith("quizgen.")))
"""


def test_the_version_is_told_before_anything_is_imported() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True
    ).stdout
    assert told.splitlines()[1:] == [
        "[]",
        "['quizgen.cli', 'quizgen.cli.group', 'quizgen.version']",
    ]
