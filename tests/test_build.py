"""The pipeline: what it writes, what it leaves alone, and that its bytes depend on nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quizgen import build, cli
from quizgen.build import Report, Settings
from quizgen.clock import now
from quizgen.diagnostics import Problems
from quizgen.fingerprints import CACHE
from quizgen.model import Layout
from quizgen.output import STAMPS, OutputError, Written, write_files
from quizgen.project import load
from quizgen.release.update import opened, read_ledger
from quizgen.resources import how_to_install
from tests.conftest import ROOT, Workspace

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
LEARNED = ["flashcards-fold", "flashcards", "key", "organiser"]
WORKSHEETS = ["worksheet-dyslexia-friendly", "worksheet-large-print", "worksheet"]
PLAIN = [*LEARNED, *WORKSHEETS]
"""What a deck without words for puzzles comes in."""
PRINTED = ["crossword", *LEARNED, "wordsearch", *WORKSHEETS]
FACT_IDS = re.findall(r"id: ([a-z0-9-]+)", FACTS)
SITE = [
    "author/index.html",
    "author/smith-2020.html",
    "deck/small.html",
    *(f"fact/small/{id_}.html" for id_ in sorted(FACT_IDS)),
    "index.html",
    "manifest.webmanifest",
]
SHARED = [
    "service-worker.js",
    "site/icon.svg",
    "site/index.js",
    *(f"site/math-{part}.woff2" for part in ("alphabets", "letters", "signs")),
    "site/site.js",
    "site/style.css",
]
ALL = [
    "anki/small.apkg",
    "anki/small.tsv",
    "anki/test.apkg",
    "anki/test.tsv",
    *SITE,
    *(f"print/pictures/small-{name}.svg" for name in PRINTED),
    *(f"print/small-{name}.html" for name in PRINTED),
    *SHARED,
    "source/index.html",
    "source/smith-2020.html",
    "timeline.html",
    "web/small.html",
]


def built(workspace: Workspace, now: int = 100, **settings: object) -> Report:
    return build.build(Settings(workspace.decks, workspace.out, now, **settings))  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and CACHE not in p.parts
    }


def test_the_first_build_writes_all_and_the_second_nothing(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    first = built(workspace)
    assert (list(first.files.written), first.ledger_changed) == (ALL, True)
    before = contents(workspace.folder)
    second = built(workspace, now=200)
    assert (second.files.written, list(second.files.unchanged)) == ((), ALL)
    assert not second.ledger_changed
    assert contents(workspace.folder) == before


def test_a_deck_that_asks_nothing_on_paper_has_no_page(workspace: Workspace) -> None:
    workspace.deck("")
    assert built(workspace, pages=("worksheet", "key", "flashcards", "organiser")).files.written
    assert not (workspace.out / "print").exists()


def test_only_what_is_stale_is_made_again(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    built(workspace)
    (workspace.out / "print" / "small-key.html").write_text("broken")
    (workspace.out / "anki" / "small.apkg").unlink()
    made: list[str] = []
    build.build(
        Settings(workspace.decks, workspace.out, 200),
        lambda artefacts: (made.append(a.file.path) or a for a in artefacts),  # type: ignore[func-returns-value]
    )
    assert sorted(made) == ["anki/small.apkg", "print/small-key.html"]


@pytest.mark.slow
def test_an_edit_changes_what_it_touches(workspace: Workspace) -> None:
    path = workspace.deck(FACTS)
    workspace.deck("- {question: Who?, id: who, answer: She}", "other")
    built(workspace)
    path.write_text(path.read_text().replace("The Palais des Nations.", "At the Palais."))
    report = built(workspace, now=200)
    assert list(report.files.written) == [
        "anki/small.apkg",
        "anki/small.tsv",
        "anki/test.apkg",
        "anki/test.tsv",
        "fact/small/place.html",
        "print/pictures/small-key.svg",
        "print/small-key.html",
        "service-worker.js",
        "web/small.html",
    ]


@pytest.mark.slow
def test_a_build_that_ends_midway_has_noted_what_it_hands_out(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.deck(FACTS)

    def full(folder: Path, files: Mapping[str, bytes]) -> Written:
        if folder == workspace.out:
            raise OutputError("no space left")
        return write_files(folder, files)

    monkeypatch.setattr(build, "write_files", full)
    with pytest.raises(OutputError):
        built(workspace, now=100)
    monkeypatch.undo()
    report = built(workspace, now=200)
    assert not report.ledger_changed
    assert {entry.changed for entry in read_ledger(workspace.decks).notes.values()} == {100}


def test_a_wrong_deck_leaves_the_last_good_output(workspace: Workspace) -> None:
    path = workspace.deck(FACTS)
    built(workspace)
    before = contents(workspace.out)
    path.write_text(path.read_text().replace("level: core", "levle: core"))
    with pytest.raises(Problems, match="unknown key 'levle'"):
        built(workspace)
    assert contents(workspace.out) == before


@pytest.mark.slow
def test_a_deck_that_is_gone_takes_its_files_with_it(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    other = workspace.deck("- {question: Who?, id: who, answer: She}", "other")
    built(workspace)
    (workspace.out / "mine.txt").write_text("keep me")
    other.unlink()
    report = built(workspace)
    assert list(report.removed) == [
        "anki/other.apkg",
        "anki/other.tsv",
        "deck/other.html",
        "fact/other/who.html",
        *(f"print/other-{name}.html" for name in PLAIN),
        *(f"print/pictures/other-{name}.svg" for name in PLAIN),
        "web/other.html",
    ]
    assert (workspace.out / "mine.txt").exists()


@pytest.mark.parametrize(
    "stamps", ["", "[", "[1]", "{}", '{"anki/a.apkg": 1}', '{"index.html": [1]}', "[" * 100_000]
)
def test_stamps_that_cannot_be_read_make_all_stale(stamps: str, workspace: Workspace) -> None:
    workspace.deck(FACTS)
    (workspace.out).mkdir()
    (workspace.out / ".quizgen.json").write_text(stamps)
    assert built(workspace, media=("tsv",)).files.written == ("anki/small.tsv",)


@pytest.mark.slow
def test_what_somebody_changed_is_theirs(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    other = workspace.deck("- {question: Who?, id: who, answer: She}", "other")
    built(workspace)
    (workspace.out / "anki" / "other.tsv").write_text("mine now")
    other.unlink()
    assert "anki/other.tsv" not in built(workspace).removed
    assert (workspace.out / "anki" / "other.tsv").read_text() == "mine now"


def test_some_decks_and_some_formats(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    workspace.deck("- {question: Who?, id: who, answer: She}", "other")
    report = built(workspace, decks=("other",), media=("apkg",))
    assert list(report.files.written) == ["anki/other.apkg"]
    assert built(workspace, decks=("other",), media=("html",), pages=("key",)).removed == ()


def test_frozen_wants_a_current_ledger(workspace: Workspace) -> None:
    path = workspace.deck("- {question: Who?, id: who, answer: She}")
    with pytest.raises(Problems, match="the ledger is stale: 6 notes or note types"):
        built(workspace, frozen=True)
    assert not (workspace.decks / "ledger.json").exists()
    built(workspace)
    built(workspace, frozen=True)
    path.write_text(path.read_text().replace("She", "He"))
    with pytest.raises(Problems, match="the ledger is stale: 1 note or note type has"):
        built(workspace, frozen=True)


def test_a_damaged_ledger_is_named(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    (workspace.decks / "ledger.json").write_text("<<<<<<< HEAD\n")
    with pytest.raises(Problems, match=r"ledger.json:1:1: the ledger cannot be read"):
        built(workspace)


@pytest.mark.slow
def test_stamps_that_cannot_be_read_only_cost_a_build(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    built(workspace)
    (workspace.out / STAMPS).write_text("[1, 2]")
    report = built(workspace)
    assert (report.files.written, list(report.files.unchanged)) == ((), ALL)


def test_an_output_folder_that_is_a_file(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    workspace.out.write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        built(workspace)


def test_an_empty_collection_builds(workspace: Workspace) -> None:
    assert list(built(workspace).files.written) == [
        "anki/test.apkg",
        "anki/test.tsv",
        "index.html",
        "manifest.webmanifest",
        *SHARED,
        "source/index.html",
        "source/smith-2020.html",
    ]


def test_packages_are_deflated_and_dateless(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    built(workspace)
    with zipfile.ZipFile(workspace.out / "anki" / "small.apkg") as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.compress_type == zipfile.ZIP_DEFLATED


@pytest.mark.slow
@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Karachi", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "de_DE.UTF-8"},
    ],
    ids=["karachi", "los-angeles"],
)
def test_the_same_input_gives_the_same_bytes(
    workspace: Workspace, surroundings: dict[str, str]
) -> None:
    workspace.deck(FACTS)
    built(workspace, now=1_700_000_000)
    here = contents(workspace.out)
    elsewhere = workspace.folder / "elsewhere"
    subprocess.run(
        [sys.executable, "-m", "quizgen", "build", "--out", str(elsewhere)],
        check=True,
        capture_output=True,
        env={**os.environ, **surroundings, "SOURCE_DATE_EPOCH": "9"},
    )
    assert contents(elsewhere) == here


@pytest.mark.parametrize("media", [("apkg",), ("tsv",), ("json",), ("html",)])
def test_a_build_of_anything_refuses_what_a_check_refuses(
    media: tuple[str, ...], workspace: Workspace
) -> None:
    fact = "- {question: Who?, id: who, answer: She, distractors: [He, It, all of the above]}"
    workspace.deck(fact)
    with pytest.raises(Problems, match="all-of-the-above"):
        load(workspace.decks)
    with pytest.raises(Problems, match="all-of-the-above"):
        built(workspace, media=media)


@pytest.mark.slow
def test_the_shipped_decks_are_without_errors_and_warnings() -> None:
    assert opened(ROOT / "decks", now()).warnings == ()


@pytest.mark.slow
def test_pdf_and_docx_are_made_where_they_are_asked_for(workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She}")
    alone = built(workspace, media=("pdf", "docx"), layouts=(Layout.STANDARD,))
    names = [path.removeprefix("print/small-") for path in alone.files.written]
    pages = [f"{name}.pdf" for name in (*LEARNED, "worksheet")]
    assert sorted(names) == sorted([*pages, "key.docx", "worksheet.docx"])
    beside = built(workspace, media=("html", "pdf"), pages=("key",))
    assert list(beside.files.written) == ["print/pictures/small-key.svg", "print/small-key.html"]
    assert "print/small-key.pdf" in beside.files.unchanged
    whole = built(workspace)
    assert "print/small-worksheet.docx" in whole.removed


def test_a_missing_library_is_said_and_nothing_is_written(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She}")
    monkeypatch.setitem(sys.modules, "docx", None)
    result = CliRunner().invoke(cli.app, ["build", "--to", "docx"])
    assert result.exit_code == 1
    assert f"DOCX needs docx; to install it: {how_to_install('docx')}" in result.output
    assert not workspace.out.exists()


def test_a_bank_is_made_in_each_format_of_a_group_with_what_it_loses(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    report = built(workspace, media=("moodle", "aiken"))
    names = {path.name for path in (workspace.out / "bank").iterdir()}
    assert names == {
        "small.aiken.losses.txt",
        "small.aiken.txt",
        "small.moodle.losses.txt",
        "small.moodle.xml",
    }
    assert [path for path, _ in report.losses] == [
        "bank/small.aiken.losses.txt",
        "bank/small.moodle.losses.txt",
    ]
    worded = [item for item in load(workspace.decks)[0].items["small"] if not item.derived]
    for path, summary in report.losses:
        counts = [int(word) for word in summary.split() if word.isdigit()]
        text = (workspace.out / path).read_text(encoding="utf-8")
        assert summary in text
        assert sum(counts) == len(worded)
