"""The system's Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from quizgen import build
from quizgen.build import Settings
from tests.conftest import ROOT, needs


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    needs("chromium")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build makes of the shipped decks, made once."""
    folder = tmp_path_factory.mktemp("shipped")
    decks = shutil.copytree(ROOT / "decks", folder / "decks")
    build.build(Settings(folder=decks, out=folder / "out", now=1))
    return folder / "out"
