"""``quizgen doctor``: what it says of a whole installation, and of one that lacks something."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from importlib import metadata

import pytest
from typer.testing import CliRunner, Result

from quizgen import __version__, cli, installation
from quizgen.resources import how_to_install
from tests.conftest import ROOT, Workspace


def doctor(*words: str) -> Result:
    return CliRunner().invoke(cli.app, ["doctor", *words])


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Make believe that a library has another version, or (if it is empty) none."""

    def pretend(name: str, version: str) -> None:
        real = metadata.version

        def versions(asked: str) -> str:
            if asked != name:
                return real(asked)
            if not version:
                raise metadata.PackageNotFoundError
            return version

        monkeypatch.setattr(metadata, "version", versions)

    return pretend


@pytest.mark.slow
def test_a_whole_installation(workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She}")
    result = doctor()
    assert result.exit_code == 0, result.output
    lines = dict(line.split(maxsplit=1) for line in result.output.splitlines() if line[:1].strip())
    assert lines["quizgen"] == f"{__version__}, {ROOT}"
    assert lines["Python"].startswith("{}.{}".format(*sys.version_info))
    assert f"babel {metadata.version('babel')}" in lines["libraries"]
    assert lines["decks"] == f"{workspace.decks.resolve()}: 1 deck"
    assert lines["ledger"] == "none yet; a build writes it"
    assert lines["templates"] == str(ROOT / "templates")
    assert lines["nothing"] == "is broken"
    assert doctor("--quiet").output == ""


@pytest.mark.slow
def test_what_of_the_own_is_there(workspace: Workspace) -> None:
    workspace.deck("- {question: Who?, id: who, answer: She}")
    assert CliRunner().invoke(cli.app, ["build", "--to", "tsv"]).exit_code == 0
    (workspace.folder / "templates").mkdir()
    said = doctor().output
    assert "ledger     decks/ledger.json\n" in said
    assert f"{workspace.folder / 'templates'} (your own)\n" in said
    assert (
        "there is no folder nowhere; name another with --decks"
        in doctor("--decks", "nowhere").output
    )


def test_an_extra_that_is_missing_is_not_broken(
    workspace: Workspace, without: Callable[[str, str], None]
) -> None:
    without("weasyprint", "")
    result = doctor()
    assert result.exit_code == 0
    (line,) = (line for line in result.output.splitlines() if "pdf: " in line)
    assert "weasyprint (missing)" in line
    assert line.endswith(f"; to install it: {how_to_install('pdf')}")


@pytest.mark.parametrize(
    ("name", "version", "said"),
    [
        ("babel", "", "broken: babel: it is not installed"),
        ("babel", "2.9", "broken: babel 2.9: it is older than 2.14"),
        ("weasyprint", "69.0", "broken: weasyprint 69.0: it is older than 70"),
    ],
)
def test_what_is_broken(
    name: str, version: str, said: str, workspace: Workspace, without: Callable[[str, str], None]
) -> None:
    without(name, version)
    result = doctor("-q")
    assert (result.exit_code, result.stderr) == (1, f"{said}\n")


def test_a_library_that_cannot_be_loaded(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    result = doctor()
    assert result.exit_code == 1
    assert "broken: python-docx " in result.stderr


def test_a_ledger_that_cannot_be_read(workspace: Workspace) -> None:
    (workspace.decks / "ledger.json").write_text("<<<<<<<")
    result = doctor()
    assert result.exit_code == 1
    assert "broken: decks/ledger.json:1:1: the ledger cannot be read" in result.stderr


def test_nothing_to_tell_fonts_by(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    said = doctor().output
    assert "fonts      cannot be told without fc-list; pages name " in said
    assert "Noto Naskh Arabic" in said
    assert "browser    none found; any prints the pages\n" in said


def test_quizgen_that_runs_from_its_source_alone(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(name: str) -> list[str]:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "requires", nothing)
    assert installation.libraries() == ()
    assert "broken: quizgen is not installed" in doctor().stderr
