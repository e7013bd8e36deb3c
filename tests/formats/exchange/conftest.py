"""The schemas that packages are validated with; they are not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="session")
def schemas() -> Path:
    """Where the schemas lie: ``QUIZGEN_SCHEMAS``, or ``../shared/schemas``."""
    folder = Path(os.environ.get("QUIZGEN_SCHEMAS", ROOT.parent / "shared" / "schemas"))
    if not folder.is_dir():
        pytest.skip("there are no schemas: set QUIZGEN_SCHEMAS")
    return folder
