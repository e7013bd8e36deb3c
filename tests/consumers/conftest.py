"""What the tests of consumers share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizgen import build
from quizgen.build import Settings
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build makes of the shipped decks, made once."""
    folder = tmp_path_factory.mktemp("shipped")
    decks = shutil.copytree(ROOT / "decks", folder / "decks")
    build.build(Settings(folder=decks, out=folder / "out", now=1))
    return folder / "out"
