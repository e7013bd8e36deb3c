"""What all tests share: goldens, and a small workspace in a folder of its own."""

from __future__ import annotations

import ast
import gc
import os
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser import PROGRAMS, chromium
from quizgen.clock import now
from quizgen.facts import Collection
from quizgen.model import Proposition
from quizgen.notes import note_types
from quizgen.project import Project
from quizgen.reading import read_collection
from quizgen.release.update import Update, bring_up_to_date, opened, read_ledger
from tests.learner import Learner

os.fsync = lambda fd: None  # what a test writes need not outlive a power cut

settings.register_profile("quizgen", deadline=None)  # a busy machine is no failure
settings.register_profile("fast", deadline=None, max_examples=10)  # for `make fast`
settings.load_profile("quizgen")

ROOT = Path(__file__).parents[1]
CONSUMERS = ROOT / "tests" / "consumers"
MARKERS = ("browser", "anki", "wheel", "slow")
"""What `make fast` leaves out; pyproject.toml says what each means."""
COLLECTION = "id: test\ntitle: Test\nlanguage: en-GB\n"
SOURCES = """\
references:
  - id: smith-2020
    type: book
    author: [{family: Smith, given: Ann}]
    title: A Book
    issued: "2020"
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="renew the expected outputs")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make fast` leaves out, where the test itself has not: nobody can forget it."""
    for item in items:
        used = getattr(item, "fixturenames", ())
        for fixture, marker in (("browser", "browser"), ("learner", "anki")):
            if fixture in used:
                item.add_marker(marker)
        if CONSUMERS in item.path.parents and not set(MARKERS) & {
            m.name for m in item.iter_markers()
        }:
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """Leave what was imported out of every later search for garbage: a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with the file that holds what is expected, or renew that file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), "run 'make golden' and read the diff"

    return compare


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """An empty workspace, as the working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return Workspace(tmp_path)


class Workspace:
    """A folder with a collection, its sources, and the decks that a test writes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.decks = folder / "decks"
        self.out = folder / "out"
        self.decks.mkdir()
        (self.decks / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
        (self.decks / "sources.yaml").write_text(SOURCES, encoding="utf-8")

    def deck(self, text: str, id_: str = "small") -> Path:
        """Write a deck from its facts."""
        head = f"deck: The {id_} deck\nid: {id_}\nsource: smith-2020\nfacts:\n"
        path = self.decks / f"{id_}.yaml"
        path.write_text(head + textwrap.dedent(text), encoding="utf-8")
        return path

    def read(self) -> Collection:
        """Return the collection, which must be right."""
        reading = read_collection(self.decks)
        assert reading.collection, "\n".join(map(str, reading.diagnostics))
        return reading.collection

    def propositions(self) -> list[Proposition]:
        """Return all that its decks assert."""
        collection = self.read()
        return [p for deck in collection.decks for p in collection.propositions(deck)]


@pytest.fixture
def assert_facts(workspace: Workspace) -> Callable[[str], list[Proposition]]:
    """Return what some facts, given as YAML, assert."""

    def propositions(text: str) -> list[Proposition]:
        workspace.deck(text)
        return workspace.propositions()

    return propositions


@cache
def shipped() -> Update:
    """Read the shipped decks, which are checked elsewhere, once for all tests of this process."""
    folder = ROOT / "decks"
    collection = read_collection(folder).collection
    assert collection
    project = Project(collection)
    old = read_ledger(folder, note_types(collection))
    new, noticed = bring_up_to_date(project, old, now())
    return Update(project, old, new, tuple(noticed))


@pytest.fixture
def opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let papers of the shipped decks be made of what was read once."""

    def remembered(folder: Path, when: int) -> Update:
        return shipped() if folder == ROOT / "decks" else opened(folder, when)

    monkeypatch.setattr("quizgen.cli.quiz.opened", remembered)


@cache
def syntax() -> dict[Path, ast.Module]:
    """Parse each module of the program once for all tests of this process that look at its code."""
    paths = sorted((ROOT / "src" / "quizgen").rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def needs(*programs: str) -> None:
    """Skip a test where none of some programs is there; on CI one must be."""
    from shutil import which

    if not any(map(which, programs)):
        message = f"{programs[-1]} is not installed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture
def learner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    made = Learner(tmp_path_factory.mktemp("anki") / "collection.anki2")
    yield made
    made.col.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, for all tests of a process: two Playwrights bar each other's way."""
    needs(*PROGRAMS)
    with sync_playwright() as playwright:
        started = chromium(playwright)
        yield started
        started.close()
