"""What is damaged, and what reads it: one row for each kind of input."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from quizgen import build, cli
from quizgen.build import Settings
from quizgen.diagnostics import Code, Diagnostic, Problems, has_errors
from quizgen.output import STAMPS
from quizgen.project import Project, load
from quizgen.reading.blueprints import read_blueprint
from quizgen.release.containers import PackageError
from quizgen.release.packages import copy_for_anki, read_package
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
    """Damage a package, or something in it, so that the archive around it is sound."""
    damaged = mutated(bench.package, draw)
    if draw.random() < 0.5:
        with zipfile.ZipFile(io.BytesIO(bench.package)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = draw.choice(("collection.anki2", "collection.anki2", "media"))
        damaged = zipped(members | {name: mutated(members[name], draw)})
    with suppress(PackageError):
        rebuilt(bench.project, [read_package(damaged)])
    with suppress(PackageError):
        copy_for_anki(damaged)
    return ()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of some files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _agreement(bench: Bench, draw: random.Random) -> tuple[Diagnostic, ...]:
    """Check, build and a paper are of one mind about a damaged deck, and none ends in a bug."""
    diagnostics = _deck(bench, draw)
    verdicts = {"check": not has_errors(diagnostics)}
    (bench.decks / LEDGER).write_bytes(bench.ledger)
    out = bench.folder / "out-of-damaged"
    media = ("apkg", "tsv", "html", "json", "moodle", "gift")
    codes: set[Code] = set()
    try:
        build.build(Settings(bench.decks, out, 1_700_000_100, media=media))
    except Problems as problems:
        codes = {diagnostic.code for diagnostic in problems.diagnostics}
    verdicts["build"] = not codes
    assert not codes or codes == {diagnostic.code for diagnostic in diagnostics}
    (bench.decks / LEDGER).write_bytes(bench.ledger)
    verdicts["quiz"] = _makes_a_paper(bench)
    assert len(set(verdicts.values())) == 1, verdicts
    return diagnostics


def _makes_a_paper(bench: Bench) -> bool:
    """Whether a paper can be made, or there is nothing wrong but that no item is left for one."""
    words = ["quiz", "--decks", str(bench.decks), "--out", str(bench.folder / "papers")]
    result = CliRunner().invoke(cli.app, [*words, "--items", "5", "--to", "html,json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code == 0 or "[empty-paper]" in result.output


KINDS: Mapping[str, Callable[[Bench, random.Random], tuple[Diagnostic, ...]]] = {
    "decks": _deck,
    "ledgers": _ledger,
    "stamps": _stamps,
    "sources": _sources,
    "blueprints": _blueprint,
    "packages": _package,
    "agreement": _agreement,
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
