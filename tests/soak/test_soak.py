"""A small sample of damaged inputs; ``make soak`` runs them by the thousand."""

from __future__ import annotations

import pytest

from tests.soak.kinds import KINDS, Bench, survives


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench.of(tmp_path_factory.mktemp("soak"))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_inputs_end_in_sentences(kind: str, bench: Bench) -> None:
    for seed in range(10 if kind == "agreement" else 60):
        survives(bench, kind, seed)


@pytest.mark.parametrize("seed", [135, 5083, 5341, 5440, 5484])
def test_decks_that_once_ended_in_a_bug(seed: int, bench: Bench) -> None:
    survives(bench, "decks", seed)


def test_packages_that_once_ended_in_a_bug(bench: Bench) -> None:
    survives(bench, "packages", 945)
