"""What the tests of imports share: a plan of a file, tried out as a build would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.imports import format_of
from quizgen.imports.plan import Options, Plan, Target
from quizgen.imports.trial import Trial, tried
from quizgen.language import language
from tests.conftest import Workspace

NOW = 1_700_000_000
Planned = Callable[..., tuple[Plan, Trial]]


@pytest.fixture
def planned(workspace: Workspace) -> Planned:
    """Return a plan of a file and its trial; ``text`` is what the file has, if it is to be made."""

    def make(
        name: str | Path, text: str | bytes | None = None, **options: object
    ) -> tuple[Plan, Trial]:
        path = workspace.folder / name
        if text is not None:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        given = Options(now=NOW, language=language("en"), **options)  # type: ignore[arg-type]
        target = Target("test", path.name.partition(".")[0])
        plan = format_of(path).plan(path, target, given)
        return plan, tried(plan, workspace.read(), NOW)

    return make
