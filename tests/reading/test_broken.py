"""Every broken deck beside its exact messages; both YAML parsers say the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from quizgen.reading import events, read_collection
from tests.conftest import Workspace

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
@pytest.mark.parametrize("parser", ["libyaml", "python"])
def test_each_broken_deck_gives_its_messages(
    path: Path,
    parser: str,
    workspace: Workspace,
    golden: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if parser == "python":
        monkeypatch.setattr(events, "Loader", yaml.SafeLoader)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without libyaml")
    shutil.copy(path, workspace.decks)

    reading = read_collection(Path("decks"))

    assert reading.collection is None
    said = "".join(f"{diagnostic}\n" for diagnostic in reading.diagnostics)
    golden(path.with_suffix(".txt"), said)


def test_there_are_at_least_twenty() -> None:
    assert len(BROKEN) >= 20
