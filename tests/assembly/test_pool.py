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


def test_an_amount_is_not_asked_twice_on_a_paper_in_other_words(workspace: Workspace) -> None:
    workspace.deck(
        """\
        - number: 400
          id: amount
          of: the aid that Carter offered Pakistan in 1980
          unit: million dollars
          ask: How many million dollars of aid did Carter offer Pakistan in 1980?
        - statement: Carter offered Pakistan in 1980 aid of [400] million dollars, and it refused.
          id: offer
        - number: 400
          id: aircraft
          of: the aircraft that Moscow lost in its war
          unit: aircraft
          ask: How many aircraft did Moscow lose in its Afghan war?
        """
    )
    traces = Project(workspace.read()).pool.traces
    amount, offer, aircraft = (
        next(trace for id_, trace in traces.items() if f"/{fact}/" in id_)
        for fact in ("amount", "offer", "aircraft")
    )
    assert amount.clashes(offer)
    assert not amount.clashes(aircraft)
