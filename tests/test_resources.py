"""How extras are installed: from a checkout, and where a wheel is installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quizgen import resources
from quizgen.resources import MissingExtra, extra, how_to_install
from tests.conftest import ROOT


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The pip of a virtual environment in a checkout."""
    folder = tmp_path / "checkout" / ".venv" / "bin"
    folder.mkdir(parents=True)
    (folder / "pip").touch()
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    monkeypatch.setattr(sys, "prefix", str(folder.parent))
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setattr(resources, "checkout", lambda: tmp_path / "checkout")
    return folder / "pip"


def test_in_a_checkout(pip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = pip.parents[2]
    monkeypatch.chdir(top)
    assert how_to_install("pdf") == ".venv/bin/pip install -e '.[pdf]'"
    monkeypatch.chdir(top.parent)
    assert how_to_install("pdf") == "./checkout/.venv/bin/pip install -e './checkout[pdf]'"
    monkeypatch.chdir("/")
    assert how_to_install("pdf").startswith(f"./{str(pip)[1:]} install -e './")
    monkeypatch.chdir("/dev")
    assert how_to_install("pdf") == f"{pip} install -e '{top}[pdf]'"


def test_of_a_wheel(pip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "checkout", lambda: None)
    monkeypatch.chdir(pip.parents[2])
    assert how_to_install("docx") == ".venv/bin/pip install 'quizgen[docx]'"
    pip.unlink()
    assert how_to_install("docx") == f"{sys.executable} -m pip install 'quizgen[docx]'"


def test_what_is_missing_says_how_to_get_it() -> None:
    with pytest.raises(MissingExtra, match=r"a dream needs nowhere; to install it: \S+ install"):
        extra("nowhere", "pdf", "a dream")


def test_the_readme_says_the_same(pip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pip.parents[2])
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("anki", "docx", "pdf"):
        assert f"`{how_to_install(name)}`" in readme
