"""Randomness as an argument: a generator for each scope, the same on every machine."""

from __future__ import annotations

import hashlib
import random


def rng(seed: int | str, *scope: str) -> random.Random:
    """Return a generator that depends on the seed and the scope alone.

    Scoping by item id keeps unrelated draws apart: one more fact reshuffles nothing else.
    """
    return random.Random(_number(seed, scope))  # noqa: S311 - order, not secrecy


def chance(seed: int | str, *scope: str) -> float:
    """Return a number from 0 to 1 that depends on the seed and the scope alone.

    One draw costs a hundredth of what a generator costs; assembly makes one for every item.
    """
    return _number(seed, scope) / 2**128


def _number(seed: int | str, scope: tuple[str, ...]) -> int:
    digest = hashlib.sha256("\x1f".join((str(seed), *scope)).encode()).digest()
    return int.from_bytes(digest[:16], "big")
