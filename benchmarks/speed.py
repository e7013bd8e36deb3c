"""How fast quizgen is, as whole processes beside its peers: a table of figures and bounds.

A ratio is of the least of some runs, which were made in turn: of processor time, but where the
figure is about the clock. The table is printed and, as data, left in ``bench.json``.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import sleep

from benchmarks.generated import decks, questions, write
from benchmarks.measure import Command, Usage, least, run
from benchmarks.peers.inputs import other_formats
from quizgen.workers import cores

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "bench.json"
PYTHON = sys.executable
QUIZGEN = (PYTHON, "-m", "quizgen")
TYPER = (PYTHON, "-c", "import typer")
IMPORTS = (PYTHON, "-c", "import typer, yaml, jinja2, genanki, pydantic")
PEERS = ROOT / "benchmarks" / "peers"
HAND_SCRIPT = PEERS / "hand_script.py"
ALONE = PEERS / "genanki_alone.py"
BANK = PEERS / "bank.py"
TOOLS = Path(PYTHON).parent
ANKI_YAML_TOOL = ("build", "--file", "anki-yaml-tool.yml", "--output", "peer.apkg")
ONE = ("--jobs", "1")
RUNS = 3
SMALL, LARGE = 10_000, 100_000
PAPERS = 24
SETTLED = 2.5
"""Seconds after which a file's time tells for certain that nothing has changed since."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure with its bound: ``of`` names what a ratio is taken of, or a unit.

    Of a ratio, ``ours`` and ``theirs`` are the seconds that it was made of.
    """

    what: str
    measured: float
    bound: float
    of: str
    at_least: bool = False
    ours: float | None = None
    theirs: float | None = None

    @property
    def holds(self) -> bool:
        """Whether it is within its bound."""
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "holds" if self.holds else "MISSED"
        seconds = "".join(" " * 9 if s is None else f"{s:9.3f}" for s in (self.ours, self.theirs))
        return (
            f"  {self.what:<62}{seconds} {self.measured:9.3f}  {sign} {self.bound:<6g}"
            f" {self.of:<30} {verdict}"
        )


HEADINGS = f"  {'':<62}{'ours, s':>9}{'theirs, s':>9} {'ratio':>9}  {'bound':<8} {'of':<30}"


def speed(folder: Path) -> Iterator[str]:
    """Yield the table, and write it."""
    folder = folder / "speed"
    folder.mkdir(exist_ok=True)
    yield f"\nWhole processes, the least of {RUNS} runs\n{HEADINGS}"
    figures = []
    for measure in MEASURES:
        for figure in measure(folder):
            figures.append(figure)
            yield str(figure)
    rows = [asdict(figure) | {"holds": figure.holds} for figure in figures]
    RESULT.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    missed = sum(not figure.holds for figure in figures)
    yield f"  {missed} of {len(figures)} bounds missed; also in {RESULT.name}"


# --- one deck of questions, to a package ------------------------------------------------------


def packages(folder: Path) -> Iterator[Figure]:
    """Yield what a package of ten thousand facts costs beside a script of one's own."""
    here = _collection(folder / "questions", [questions(SMALL)])
    hand = Command((PYTHON, str(HAND_SCRIPT), "decks", "hand.apkg"), here)
    build = (*QUIZGEN, "build", "--to", "apkg")
    first = Command(build, here, partial(_forget, here, "out", "decks/ledger.json"))
    found = least({"hand": hand, "first": first}, RUNS)
    what = "10,000 facts → .apkg, first build"
    yield _ratio(what, found, "first", "hand", 1.5, "hand script")
    later = Command(build, here, partial(_reworded, here / "decks" / "deck.yaml"))
    found = least({"hand": hand, "later": later}, RUNS)
    what = "the same with a ledger, changes in all decks"
    yield _ratio(what, found, "later", "hand", 1.8, "hand script")
    yield from _grown(folder, found["later"])
    yield from _size(here)


def banks(folder: Path) -> Iterator[Figure]:
    """Yield what a bank of a thousand choices costs beside text2qti's conversion of as many."""
    here = _collection(folder / "bank", [questions(SMALL)])
    other_formats(here)
    text = (here / "questions.txt").read_text(encoding="utf-8")
    (here / "one.txt").write_text(text[: text.index("2. ")], encoding="utf-8")
    commands = {
        "theirs": Command((str(TOOLS / "text2qti"), "questions.txt"), here),
        "their start": Command((str(TOOLS / "text2qti"), "one.txt"), here),
        "ours": Command((PYTHON, str(BANK), "bank.zip", "1000"), here),
        "our start": Command((PYTHON, str(BANK), "bank.zip", "1"), here),
    }
    used = least(commands, RUNS)
    ours = used["ours"].cpu - used["our start"].cpu
    theirs = used["theirs"].cpu - used["their start"].cpu
    what = "1,000 choices, items given → Canvas, less the start"
    yield Figure(what, ours / theirs, 1.0, "text2qti's conversion", ours=ours, theirs=theirs)


def peers(folder: Path) -> Iterator[str]:
    """Yield the seconds of a processor that peers take for what a hand script does in one run.

    A package of 10,000 questions; and of 1,000 as multiple choice, a bank for Canvas.
    """
    here = _collection(folder / "peers", [questions(SMALL)])
    other_formats(here)
    commands = {
        "hand script, 10,000 questions → .apkg": (PYTHON, str(HAND_SCRIPT), "decks", "hand.apkg"),
        "anki-yaml-tool, the same": (TOOLS / "anki-yaml-tool", *ANKI_YAML_TOOL),
        "quizgen, the same": (*QUIZGEN, "build", "--to", "apkg", *ONE),
        "text2qti, 1,000 questions → QTI": (TOOLS / "text2qti", "questions.txt"),
    }
    forget = partial(_forget, here, "out", "decks/ledger.json")
    listed = {what: Command([*map(str, words)], here, forget) for what, words in commands.items()}
    yield "\nPeers, seconds of one processor"
    for what, used in least(listed, RUNS).items():
        yield f"  {what:<62} {used.cpu:9.3f}"


def _grown(folder: Path, small: Usage) -> Iterator[Figure]:
    here = _collection(folder / "many", [questions(LARGE)])
    build = (*QUIZGEN, "build", "--to", "apkg")
    run(build, here)
    later = Command(build, here, partial(_reworded, here / "decks" / "deck.yaml"))
    large = least({"large": later}, 2)["large"]
    found = {"large": large, "small": small}
    what = "100,000 facts, with ledger"
    yield _ratio(what, found, "large", "small", 10.5, "the time of 10,000")
    yield Figure("peak memory at 100,000", large.peak, 600, "MiB")


def _size(here: Path) -> Iterator[Figure]:
    made = here / "out" / "anki" / "deck.apkg"
    alone = here / "alone.apkg"
    run((PYTHON, str(ALONE), str(made), str(alone)), here)
    share = made.stat().st_size / alone.stat().st_size
    yield Figure("package of 10,000 notes", share, 0.15, "genanki's file of the same notes")


def _reworded(deck: Path) -> None:
    """Change every tenth note of a deck of questions."""
    text = deck.read_text(encoding="utf-8")
    changed = re.sub(r"(id: f\d*7\n.*\n    note: The) (\w+)", r"\1 \2a", text)
    assert changed != text
    deck.write_text(changed, encoding="utf-8")


# --- the command line -------------------------------------------------------------------------


def door(folder: Path) -> Iterator[Figure]:
    """Yield what it costs to be told the version, and that nothing has changed."""
    commands = {
        "typer": Command(TYPER, ROOT),
        "version": Command((*QUIZGEN, "--version"), ROOT),
        "help": Command((*QUIZGEN, "--help"), ROOT),
    }
    found = least(commands, 4 * RUNS)
    for name in ("version", "help"):
        yield _ratio(f"quizgen --{name}", found, name, "typer", 1.1, "import typer")
    shipped, many = _shipped(folder), _many(folder)
    for what, here, asked in (
        ("nothing changed, shipped collection", shipped, "build"),
        ("nothing changed, 10,000 facts in 100 decks", many, "build"),
        ("check again, shipped collection", shipped, "check"),
    ):
        run((*QUIZGEN, asked), here)
        sleep(SETTLED)
        run((*QUIZGEN, asked), here)
        commands = {"typer": Command(TYPER, ROOT), "again": Command((*QUIZGEN, asked), here)}
        found = least(commands, 4 * RUNS)
        yield _ratio(what, found, "again", "typer", 2.5, "import typer")


def whole(folder: Path) -> Iterator[Figure]:
    """Yield what a whole build costs, and one after one edit."""
    many = _many(folder)
    fresh = Command(
        (*QUIZGEN, "build", *ONE), many, partial(_forget, many, "out", "decks/ledger.json")
    )
    full = least({"full": fresh}, 2)["full"]
    yield Figure("10,000 facts in 100 decks, all default outputs, one core", full.cpu, 15, "s CPU")
    edits = iter(range(20, 99))
    for what, kind in (("one fact edited: a role", "role"), ("one fact edited: a note", "note")):
        edit = Command((*QUIZGEN, "build", *ONE), many, partial(_edited, many, edits, kind))
        found = {"full": full, **least({"edit": edit}, RUNS)}
        what = f"{what}, 10,000 facts in 100 decks"
        yield _ratio(what, found, "edit", "full", 0.05, "a full build")


def shipped(folder: Path) -> Iterator[Figure]:
    """Yield what the shipped collection costs where nothing is kept of an earlier build."""
    here = _shipped(folder)
    anew = partial(_forget, here, "out")
    commands = {
        "imports": Command(IMPORTS, ROOT),
        "build": Command((*QUIZGEN, "build", *ONE), here, anew),
        "check": Command((*QUIZGEN, "check", *ONE), here, anew),
    }
    found = least(commands, 2 * RUNS)
    what = "shipped collection from scratch, default outputs"
    yield _ratio(what, found, "build", "imports", 8, "five imports")
    yield _ratio("check, shipped collection", found, "check", "imports", 3.5, "five imports")


def two_cores(folder: Path) -> Iterator[Figure]:
    """Yield how much sooner two processes are done than one, on the clock of an idle machine."""
    if cores() < 2:
        return
    many, papers = _many(folder), _shipped(folder)
    forget = partial(_forget, many, "out", "decks/ledger.json")
    quiz = (*QUIZGEN, "quiz", "--forms", str(PAPERS), "--to", "pdf")
    for what, here, words, before in (
        ("two cores: 10,000 facts in 100 decks", many, (*QUIZGEN, "build"), forget),
        (f"two cores: {PAPERS} papers as PDF", papers, quiz, partial(_forget, papers, "out")),
    ):
        commands = {n: Command((*words, "--jobs", n), here, before) for n in ("1", "2")}
        one, two = (used.wall for used in least(commands, 2).values())
        yield Figure(what, one / two, 1.7, "one core", at_least=True, ours=two, theirs=one)


def _edited(folder: Path, numbers: Iterator[int], kind: str) -> None:
    """Reword a person's role, or give the person another note, in the next deck of many."""
    path = folder / "decks" / f"deck-{next(numbers):04}.yaml"
    text = path.read_text(encoding="utf-8")
    if kind == "role":
        changed = text.replace(" in ", " of ", 1)
    else:
        changed = re.sub(r"(years: [0-9/]+)\}", r"\1, note: Another note.}", text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


# --- what they share --------------------------------------------------------------------------


def _collection(folder: Path, listed: Sequence[tuple[str, str]]) -> Path:
    write(folder / "decks", listed)
    return folder


def _many(folder: Path) -> Path:
    """Return a workspace of 10,000 facts of all kinds in 100 decks."""
    here = folder / "mixed"
    return here if here.is_dir() else _collection(here, list(decks(SMALL)))


def _shipped(folder: Path) -> Path:
    """Return a workspace with a copy of the shipped collection."""
    here = folder / "shipped"
    if not here.is_dir():
        shutil.copytree(ROOT / "decks", here / "decks")
    return here


def _forget(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _ratio(
    what: str, found: Mapping[str, Usage], one: str, other: str, bound: float, of: str
) -> Figure:
    """Return how much processor time one command took of another's."""
    ours, theirs = found[one].cpu, found[other].cpu
    return Figure(what, ours / theirs, bound, of, ours=ours, theirs=theirs)


MEASURES: tuple[Callable[[Path], Iterator[Figure]], ...] = (
    packages,
    banks,
    door,
    whole,
    shipped,
    two_cores,
)
