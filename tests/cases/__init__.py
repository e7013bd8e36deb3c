"""Small collections that once went wrong, one a folder: its YAML files are those of ``decks/``."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import Workspace

CASES = Path(__file__).parent


def opened(name: str, workspace: Workspace) -> Workspace:
    """Put a case's decks in the place of a workspace's own."""
    shutil.rmtree(workspace.decks)
    shutil.copytree(CASES / name, workspace.decks)
    return workspace
