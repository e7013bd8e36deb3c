"""What the tests of consumers share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from quizgen import build
from quizgen.build import Settings
from quizgen.locks import locked
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build makes of the shipped decks, made once for all processes that run tests."""
    own = tmp_path_factory.mktemp("shipped")
    run = own.parent if "PYTEST_XDIST_WORKER" not in os.environ else own.parent.parent
    folder = run / "shipped-by-one"
    folder.mkdir(exist_ok=True)
    with locked(folder):
        if not (folder / "whole").exists():
            decks = shutil.copytree(ROOT / "decks", folder / "decks")
            build.build(Settings(folder=decks, out=folder / "out", now=1))
            (folder / "whole").touch()
    return folder / "out"
