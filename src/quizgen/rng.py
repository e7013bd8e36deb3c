"""Randomness as an argument: a generator for each scope, the same on every machine."""

from __future__ import annotations

import hashlib
import random


def rng(seed: int | str, *scope: str) -> random.Random:
    """Return a generator that depends on the seed and the scope alone.

    Scoping by item id keeps unrelated draws apart: one more fact reshuffles nothing else.
    """
    digest = hashlib.sha256("\x1f".join((str(seed), *scope)).encode()).digest()
    return random.Random(int.from_bytes(digest[:16], "big"))  # noqa: S311 - order, not secrecy
