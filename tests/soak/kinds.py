"""What is damaged, and what reads it: one row for each kind of input."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quizgen import build
from quizgen.build import Settings
from quizgen.diagnostics import Diagnostic, Problems
from quizgen.output import STAMPS
from quizgen.project import Project, load
from quizgen.reading.blueprints import read_blueprint
from quizgen.release.containers import PackageError
from quizgen.release.packages import read_package
from quizgen.release.recovery import rebuilt
from quizgen.release.update import LEDGER, inspected
from tests.conftest import COLLECTION, ROOT, SOURCES
from tests.soak.mutations import mutated

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
SHORT = """\
- {question: "Who said \\\\(x^2\\\\) is [odd]?", id: who, answer: She, was: whom, accept: [Her]}
- {event: The first, id: first, date: 1988-04/1990, level: core, tags: [a]}
- {number: "12,500", id: many, of: things, unit: km, tolerance: 5}
- {statement: "The [Accords|what?]{2} were *signed* in [1988]{1}.", id: s, false: It was not so.}
- {list: Which?, id: l, ordered: yes, members: [a: One, {text: Two, key: b}, c: Three x]}
"""
BLUEPRINT = """\
blueprint: A test
id: test-one
time: 20
forms: 2
seed: 1
decks: [small]
levels: [core, useful]
sections:
  - {type: choice, items: 2, points: 1}
  - {type: short, items: 1, facts: [small/who]}
"""


@dataclass
class Bench:
    """A folder with a collection that is right, and what a build made of it."""

    folder: Path
    ledger: bytes
    package: bytes
    project: Project

    @classmethod
    def of(cls, folder: Path) -> Bench:
        """Make it, once for many inputs."""
        decks = folder / "decks"
        decks.mkdir(parents=True)
        _restore(decks)
        out = folder / "out"
        build.build(Settings(decks, out, 1_700_000_000, media=("apkg",)))
        ledger = (decks / LEDGER).read_bytes()
        return cls(folder, ledger, (out / "anki" / "small.apkg").read_bytes(), load(decks)[0])

    @property
    def decks(self) -> Path:
        """The folder of decks."""
        return self.folder / "decks"


def _restore(decks: Path) -> None:
    head = "deck: Small\nid: small\nsource: smith-2020\nfacts:\n"
    (decks / "collection.yaml").write_text(COLLECTION, encoding="utf-8")
    (decks / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (decks / "small.yaml").write_text(head + SHORT.replace(", was: whom", ""), encoding="utf-8")


def _deck(bench: Bench, draw: random.Random) -> tuple[Diagnostic, ...]:
    head = "deck: Small\nid: small\nsource: smith-2020\nanki: {reverse: yes}\nfacts:\n"
    text = head + (SHORT if draw.random() < 0.7 else FACTS)
    (bench.decks / "small.yaml").write_bytes(mutated(text.encode(), draw))
    return inspected(bench.decks, 1_700_000_100).diagnostics


def _sources(bench: Bench, draw: random.Random) -> tuple[Diagnostic, ...]:
    (bench.decks / "sources.yaml").write_bytes(mutated(SOURCES.encode(), draw))
    return inspected(bench.decks, 1_700_000_100).diagnostics


def _ledger(bench: Bench, draw: random.Random) -> tuple[Diagnostic, ...]:
    (bench.decks / LEDGER).write_bytes(mutated(bench.ledger, draw))
    return inspected(bench.decks, 1_700_000_100).diagnostics


def _stamps(bench: Bench, draw: random.Random) -> tuple[Diagnostic, ...]:
    stamps = bench.folder / "out" / STAMPS
    stamps.write_bytes(mutated(b'{"anki/small.tsv": ["a", "b"],\n"index.html": ["c", "d"]}', draw))
    build.build(Settings(bench.decks, bench.folder / "out", 1_700_000_000, media=("tsv",)))
    return ()


def _blueprint(bench: Bench, draw: random.Random) -> tuple[Diagnostic, ...]:
    path = bench.folder / "test.yaml"
    path.write_bytes(mutated(BLUEPRINT.encode(), draw))
    return read_blueprint(path, bench.project.collection)[1]


def _package(bench: Bench, draw: random.Random) -> tuple[Diagnostic, ...]:
    try:
        rebuilt(bench.project, [read_package(mutated(bench.package, draw))])
    except PackageError:
        return ()
    return ()


KINDS: Mapping[str, Callable[[Bench, random.Random], tuple[Diagnostic, ...]]] = {
    "decks": _deck,
    "ledgers": _ledger,
    "stamps": _stamps,
    "sources": _sources,
    "blueprints": _blueprint,
    "packages": _package,
}


def survives(bench: Bench, kind: str, seed: int) -> None:
    """Read one damaged input; anything but sentences with a place is an error."""
    _restore(bench.decks)
    (bench.decks / LEDGER).write_bytes(bench.ledger)
    try:
        found = KINDS[kind](bench, random.Random(seed))  # noqa: S311
    except Problems as problems:
        found = problems.diagnostics
    for diagnostic in found:
        assert diagnostic.position.path, diagnostic
        assert diagnostic.position.line >= 1, diagnostic
        assert "Traceback" not in str(diagnostic), diagnostic
