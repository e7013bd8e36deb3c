"""The Python API: what ``import quizgen`` offers, used as the documentation says."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import quizgen
from quizgen.questions import QUESTION_TYPES
from tests.conftest import ROOT, Workspace

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")


@pytest.fixture
def decks(workspace: Workspace) -> quizgen.Decks:
    workspace.deck(FACTS)
    workspace.deck("- {question: Who?, id: who, answer: She, retired: nobody asks}", "other")
    return quizgen.load()


def test_three_lines(workspace: Workspace) -> None:
    workspace.deck(FACTS)
    decks = quizgen.load("decks")
    paper = decks.form(items=8, seed=7)
    written = quizgen.write(decks.render(paper, to="html"), "out")
    assert written == tuple(f"quiz/quiz/{n}.html" for n in ("A-key", "A-worksheet", "versions"))
    assert (workspace.out / written[1]).read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_is_offered_is_there_and_nothing_else() -> None:
    assert dir(quizgen) == quizgen.__all__ == sorted(quizgen.__all__)
    api = importlib.import_module("quizgen.api")
    assert [*api.__all__, "__version__"] == sorted(
        [*quizgen.__all__], key=lambda n: n == "__version__"
    )
    for name in quizgen.__all__:
        assert getattr(quizgen, name).__doc__
    with pytest.raises(AttributeError, match="module 'quizgen' has no attribute 'nothing'"):
        quizgen.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_importing_it_costs_nothing() -> None:
    script = "import sys, quizgen; print(*sorted(m for m in sys.modules if 'quizgen' in m))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["quizgen", "quizgen.version"]


def test_wrong_decks_are_reported_or_raised(workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, anwser: She}")
    problems = quizgen.check()
    with pytest.raises(quizgen.Problems) as raised:
        quizgen.load()
    assert raised.value.diagnostics == problems
    (unknown,) = [p for p in problems if p.code.name == "unknown-key"]
    assert unknown.severity is quizgen.Severity.ERROR
    assert unknown.position == quizgen.Position("decks/small.yaml", 5, 29)


def test_sources_are_checked(workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She, at: p. 3, evidence: [she]}")
    (workspace.folder / "texts").mkdir()
    (workspace.folder / "texts" / "smith-2020.txt").write_text("He.")
    codes = {problem.code.name for problem in quizgen.check(sources="texts")}
    assert "term-missing" in codes
    assert "term-missing" not in {problem.code.name for problem in quizgen.check()}


def test_notes_and_items(decks: quizgen.Decks) -> None:
    assert decks.ids == ("other", "small")
    assert decks.title == "Test"
    assert decks.notes() == decks.notes("small")
    assert all(isinstance(note, quizgen.Note) and note.cards for note in decks.notes())
    assert {item.type for item in decks.items(types=["choice", "gaps"])} == {"choice", "gaps"}
    assert decks.items(types=QUESTION_TYPES) == decks.items()
    assert decks.items("other") == ()
    key = next(item for item in decks.items(types=["choice"])).interaction
    assert isinstance(key, quizgen.Choice)
    assert decks.warnings == quizgen.check()


def test_versions_are_the_same_wherever_they_are_made(decks: quizgen.Decks) -> None:
    versions = [decks.form(items=6, seed=3, version=n) for n in (0, 1)]
    assert [form.label for form in versions] == ["A", "B"]
    assert quizgen.load().form(items=6, seed=3, version=1) == versions[1]
    assert decks.form(items=6, seed=3, version=4711).label == "FYF"
    other = decks.form(items=6, seed=3, version=1, vary="items")
    assert {item.id for item in other.items} != {item.id for item in versions[1].items}
    assert set(decks.render(versions, ["json", "html"])) >= {
        "quiz/quiz/A.json",
        "quiz/quiz/B-worksheet.html",
        "quiz/quiz/versions.html",
    }


def test_a_blueprint(decks: quizgen.Decks, workspace: Workspace) -> None:
    path = workspace.folder / "test.yaml"
    path.write_text("blueprint: T\nid: t\nsections:\n- {type: short, items: 2}\n")
    form = decks.form(blueprint=path, title="Another", minutes=5)
    assert (form.title, form.minutes, {item.type for item in form.items}) == (
        "Another",
        5,
        {"short"},
    )
    path.write_text("blueprint: T\nid: t\nsections:\n- {type: short, items: 200}\n")
    with pytest.raises(quizgen.Problems, match=r"test.yaml:4:24: .*short-blueprint"):
        decks.form(blueprint=path)


def test_editions_and_paper(decks: quizgen.Decks) -> None:
    form = decks.form(items=4)
    pages = decks.render(form, editions=["large-print"], paper="letter", ink_saving=True)
    assert b"size: letter" in pages["quiz/quiz/A-worksheet-large-print.html"]


def test_a_build(decks: quizgen.Decks, workspace: Workspace) -> None:
    report = decks.build("small", to=["apkg", "key"])
    assert isinstance(report, quizgen.Report)
    assert report.files.written == (
        "anki/small.apkg",
        "print/pictures/small-key.svg",
        "print/small-key.html",
    )
    assert report.ledger_changed
    assert (workspace.decks / "ledger.json").is_file()
    assert decks.build("small", to=["apkg", "key"], frozen=True).files.written == ()
    assert quizgen.load().release_notes().startswith("# ")


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        (lambda d: d.items("smal"), quizgen.UnknownDeckError, "there is no deck 'smal'"),
        (lambda d: d.form("smal"), quizgen.UnknownDeckError, "there is no deck 'smal'"),
        (
            lambda d: d.items(types=["chioce"]),
            ValueError,
            "question type 'chioce'; did you mean 'choice'",
        ),
        (lambda d: d.form(levels=["hard"]), ValueError, "no level 'hard'; there are: core, useful"),
        (lambda d: d.form(tags=["x"]), ValueError, "there is no tag 'x'"),
        (lambda d: d.form(vary="all"), ValueError, "'all' is not a valid Vary"),
        (lambda d: d.form(items=900), quizgen.Problems, "short-blueprint"),
        (lambda d: d.render(d.form(items=2), "odt"), ValueError, "there is no medium 'odt'"),
        (lambda d: d.build(to=["docs"]), ValueError, "page 'docs'; did you mean 'docx'?"),
    ],
)
def test_what_is_wrong_is_raised(
    wrong: Callable[[Any], object], error: type[Exception], said: str, decks: quizgen.Decks
) -> None:
    with pytest.raises(error, match=said):
        wrong(decks)


def test_a_missing_library(decks: quizgen.Decks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(quizgen.MissingExtra, match="to install it"):
        decks.render(decks.form(items=2), "docx")


def test_a_path_that_leads_out(tmp_path: Path) -> None:
    with pytest.raises(quizgen.OutputError):
        quizgen.write({"../x": b""}, tmp_path / "out")
