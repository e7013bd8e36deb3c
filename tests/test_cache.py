"""A build after any edits makes what a build from nothing makes, whatever a cache says.

Random edits of every kind of input, each followed by a build that keeps what it may, and by one
that has nothing to keep. ``make soak`` makes two hundred of them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.generated import decks, name
from quizgen import build
from quizgen.build import Report, Settings
from quizgen.diagnostics import Problems
from quizgen.fingerprints import CACHE
from quizgen.model import Edition, Layout, Paper
from quizgen.output import STAMPS, write_files
from quizgen.release.ledger_file import dump
from quizgen.release.update import LEDGER, opened
from quizgen.rng import rng
from tests.conftest import ROOT, Workspace

EDITS = int(os.environ.get("QUIZGEN_SOAK", "10"))
FACTS = 14
"""In each generated deck: as many as make every kind of fact, and puzzles."""
KINDS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
PICTURE = """\
- question: What is it?
  id: dot
  answer: A dot
  media: {file: dot.svg, alt: A, side: front}
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="%d"/></svg>'
WORD = re.compile(r"\b[BCDFGHJKLMNPRSTVWXYZ][a-z]{5,7}\b")
"""A made-up name: part of a term, a role, an answer, a statement, a member of a list."""


@dataclass
class Bench:
    """A workspace with what the next build is asked, and dice."""

    workspace: Workspace
    draw: Random
    settings: Settings
    log: list[str] = field(default_factory=list)

    def deck(self) -> Path:
        return self.draw.choice(sorted(self.workspace.decks.glob("deck-*.yaml")))

    def rewrite(self, path: Path, pattern: str | re.Pattern[str], new: str) -> None:
        """Replace one of the places that fit a pattern, if there is any."""
        text = path.read_text(encoding="utf-8")
        places = list(re.finditer(pattern, text))
        if places:
            found = self.draw.choice(places)
            changed = text[: found.start()] + found.expand(new) + text[found.end() :]
            path.write_text(changed, encoding="utf-8")


def a_fact(bench: Bench) -> None:
    bench.rewrite(bench.deck(), WORD, name(bench.draw, 1))


def a_note(bench: Bench) -> None:
    bench.rewrite(bench.deck(), r"(, id: f\d+)", rf"\1, note: 'On {name(bench.draw)}.'")


def a_place_in_the_file(bench: Bench) -> None:
    bench.rewrite(bench.deck(), r"\n- ", "\n\n# a remark\n- ")


def a_fact_more_or_less(bench: Bench) -> None:
    new = (
        f"- {{person: {name(bench.draw)}, id: n{bench.draw.randrange(10**6)}, role: Envoy of Salt}}"
    )
    bench.rewrite(bench.deck(), r"(?m)^- .*\n?", bench.draw.choice(("", f"\\g<0>{new}\n")))


def two_facts_in_turn(bench: Bench) -> None:
    bench.rewrite(bench.deck(), r"(?m)^(- .*\n)(- .*\n)", r"\2\1")


def a_deck_more_or_less(bench: Bench) -> None:
    more = bench.workspace.decks / "deck-more.yaml"
    if more.exists():
        more.unlink()
    else:
        more.write_text(_deck(bench.draw.randrange(10**6), "deck-more"), encoding="utf-8")


def a_title(bench: Bench) -> None:
    bench.rewrite(bench.deck(), r"(?m)^deck: .*", f"deck: The deck of {name(bench.draw)}")


def a_setting(bench: Bench) -> None:
    path = bench.workspace.decks / "collection.yaml"
    bench.rewrite(path, r"(?m)^title: .*", f"title: {name(bench.draw)}")


def a_translation_more_or_less(bench: Bench) -> None:
    """Translate a fact of a deck that is kept; or none any more."""
    overlay = bench.workspace.decks / "overlay.yaml"
    if overlay.exists():
        overlay.unlink()
    else:
        of = bench.draw.choice(("deck-0000", "deck-0001"))
        fact = f"f1: {{event: 'Der Vertrag von {name(bench.draw)}'}}"
        text = f"translation: de\nof: {of}\ndeck: {of} auf Deutsch\nfacts:\n  {fact}\n"
        overlay.write_text(text, encoding="utf-8")


def a_curators_own_distractors(bench: Bench) -> None:
    """Write some, of which one may be right by what another deck says; or allow it."""
    own = f"distractors: [Port {name(bench.draw, 1)}, Port {name(bench.draw, 1)}]"
    allowed = f"allow: {{true-distractor: it is a test of {name(bench.draw, 1)}}}"
    bench.rewrite(bench.deck(), r", type: port\}", f", type: port, {own}}}")
    bench.rewrite(bench.deck(), r"(distractors: [^\]]*\])\}", rf"\1, {allowed}}}")


def an_option_for_anki(bench: Bench) -> None:
    key = bench.draw.choice(("type_in", "reverse", "choice", "timeline"))
    path = bench.deck()
    if "\nanki:" in path.read_text(encoding="utf-8"):
        bench.rewrite(path, r"\nanki: .*", "")
    else:
        bench.rewrite(path, r"\nfacts:", f"\nanki: {{{key}: yes}}\nfacts:")


def a_source(bench: Bench) -> None:
    path = bench.workspace.decks / "sources.yaml"
    bench.rewrite(path, r"title: .*", f"title: A Book of {name(bench.draw, 1)}")


def a_picture(bench: Bench) -> None:
    (bench.workspace.decks / "dot.svg").write_text(DOT % bench.draw.randrange(1, 99))


def a_template(bench: Bench) -> None:
    file = bench.draw.choice(("print/page.css", "anki/style.css"))
    _own(bench, file, (ROOT / "templates" / file).read_text() + f"/* {name(bench.draw)} */\n")


def a_word(bench: Bench) -> None:
    _own(bench, "language/en.yaml", f"paper.key: The key of {name(bench.draw)}\n")


def no_templates(bench: Bench) -> None:
    shutil.rmtree(bench.workspace.folder / "templates", ignore_errors=True)


def the_ledger(bench: Bench) -> None:
    """Release all that there is, or lose the ledger."""
    folder = bench.workspace.decks
    if bench.draw.random() < 0.3:
        (folder / LEDGER).unlink(missing_ok=True)
        return
    with suppress(Problems):
        ledger = opened(folder, bench.settings.now).ledger.after_release(bench.settings.now)
        write_files(folder, {LEDGER: dump(ledger).encode()})


def the_clock(bench: Bench) -> None:
    step = bench.draw.randrange(-(10**5), 10**6)
    bench.settings = replace(bench.settings, now=bench.settings.now + step)


def an_option(bench: Bench) -> None:
    choose = bench.draw.choice
    edition = Edition(choose(list(Paper)), columns=choose((1, 2)), ink_saving=choose((True, False)))
    layouts = choose((tuple(Layout), (Layout.STANDARD,)))
    bench.settings = replace(bench.settings, edition=edition, layouts=layouts)


def some_decks(bench: Bench) -> None:
    ids = bench.draw.choice(((), ("deck-0001",), ("deck-0000", "deck-0001")))
    bench.settings = replace(bench.settings, decks=ids)


def an_output(bench: Bench) -> None:
    every = sorted(p for p in bench.workspace.out.rglob("*") if p.is_file() and p.name[0] != ".")
    for path in bench.draw.sample(every, min(3, len(every))):
        path.unlink() if bench.draw.random() < 0.5 else path.write_bytes(b"broken")


def the_cache(bench: Bench) -> None:
    """Delete the cache, or damage it."""
    out = bench.workspace.out
    files = [path for path in (out / CACHE).rglob("*") if path.is_file()]
    if bench.draw.random() < 0.4:
        shutil.rmtree(out / CACHE, ignore_errors=True)
    for path in files if bench.draw.random() < 0.6 else [out / STAMPS]:
        if path.exists():
            data = bytearray(path.read_bytes())
            for _ in range(3):
                data[bench.draw.randrange(len(data))] = bench.draw.randrange(32, 127)
            path.write_bytes(bytes(data) if bench.draw.random() < 0.7 else data[: len(data) // 2])


KINDS_OF_EDIT: tuple[Callable[[Bench], None], ...] = (
    a_fact,
    a_note,
    a_place_in_the_file,
    a_fact_more_or_less,
    two_facts_in_turn,
    a_deck_more_or_less,
    a_title,
    a_setting,
    an_option_for_anki,
    a_translation_more_or_less,
    a_curators_own_distractors,
    a_source,
    a_picture,
    a_template,
    a_word,
    no_templates,
    the_ledger,
    the_clock,
    an_option,
    some_decks,
    an_output,
    the_cache,
)


def _deck(seed: int, id_: str) -> str:
    """Return a deck of made-up facts of all kinds."""
    ((_, text),) = decks(FACTS, seed)
    return re.sub(r"deck: .*\nid: .*", f"deck: {id_}\nid: {id_}\nsource: smith-2020", text, count=1)


def _own(bench: Bench, file: str, text: str) -> None:
    path = bench.workspace.folder / "templates" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _outcome(settings: Settings) -> Report | tuple[str, ...]:
    """Return what a build did, or what is wrong."""
    try:
        return build.build(settings)
    except Problems as problems:
        return tuple(map(str, problems.diagnostics))


def _contents(folder: Path, names: set[str] | None = None) -> dict[str, bytes]:
    """Return the files under a folder, all of them or some, but for what is noted of them."""
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    return {n: p.read_bytes() for n, p in found.items() if n[0] != "." and n in (names or {n})}


def _compare(bench: Bench) -> None:
    """Build with what there is and from nothing, from the same ledger, and compare everything."""
    workspace = bench.workspace
    before = workspace.decks / LEDGER
    kept = before.read_bytes() if before.exists() else None
    fresh_out = workspace.folder / "fresh"
    shutil.rmtree(fresh_out, ignore_errors=True)
    fresh = _outcome(replace(bench.settings, out=fresh_out))
    ledger = before.read_bytes() if before.exists() else None
    before.unlink(missing_ok=True) if kept is None else before.write_bytes(kept)
    report = _outcome(bench.settings)
    said = f"edits: {', '.join(bench.log)}"
    if isinstance(fresh, Report) and isinstance(report, Report):
        made = _contents(fresh_out)
        is_whole = "index.html" in made
        assert _contents(workspace.out, None if is_whole else set(made)) == made, said
        assert report.warnings == fresh.warnings, said
        assert report.digests == fresh.digests, said
    else:
        assert report == fresh, said
    assert (before.read_bytes() if before.exists() else None) == ledger, said


@pytest.mark.slow
def test_a_build_after_any_edits_makes_what_one_from_nothing_makes(workspace: Workspace) -> None:
    write = workspace.decks.joinpath
    for number in range(2):
        id_ = f"deck-{number:04}"
        write(f"{id_}.yaml").write_text(_deck(number, id_), encoding="utf-8")
    write("dot.svg").write_text(DOT % 1)
    workspace.deck(KINDS + PICTURE, "kinds")
    settings = Settings(workspace.decks, workspace.out, 1_700_000_000)
    bench = Bench(workspace, rng(8, "cache"), settings)
    _compare(bench)
    for number in range(EDITS):
        edits = [KINDS_OF_EDIT[number % len(KINDS_OF_EDIT)]]
        edits += bench.draw.choices(KINDS_OF_EDIT, k=bench.draw.randrange(3))
        for edit in edits:
            bench.log.append(edit.__name__)
            edit(bench)
        bench.log.append("|")
        _compare(bench)
