"""Draws depend on seed and scope alone."""

from quizgen.rng import rng


def test_the_same_scope_draws_the_same_everywhere() -> None:
    assert rng(7, "a", "b").random() == rng("7", "a", "b").random() == 0.47583492248124204


def test_scopes_do_not_run_into_each_other() -> None:
    draws = {rng(7, *scope).random() for scope in [("ab",), ("a", "b"), ("b", "a"), ()]}
    assert len(draws) == 4
