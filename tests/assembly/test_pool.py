"""Banks of items: which of them a paper takes last."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from quizgen.assembly import pool
from quizgen.model import Item
from quizgen.project import Project
from tests.conftest import Workspace

URDU = "translation: ur\nof: small\ndeck: چھوٹا\nfacts: {place: {question: کہاں؟, answer: جنیوا}}\n"


def test_a_translation_changes_no_paper_in_the_language_of_its_deck(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.deck("- {question: Where?, id: place, answer: Geneva}")
    (workspace.decks / "small.ur.yaml").write_text(URDU, encoding="utf-8")
    weighed = []

    def telling(items: Iterable[Item]) -> frozenset[str]:
        weighed.append({item.language.tag for item in items})
        return frozenset()

    monkeypatch.setattr(pool, "telling", telling)
    assert not Project(workspace.read()).pool.last
    assert weighed == [{"en-GB"}, {"ur"}]
