"""``python -m tests.soak [COUNT] [SEED] [KIND…]``: damaged inputs by the thousand."""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.soak.kinds import KINDS, Bench, survives

SHARES = {"decks": 4, "agreement": 0.1}


def main(count: int, seed: int, kinds: list[str]) -> int:
    """Run so many of each kind, four times as many decks; return how many ended in a bug.

    Where decks are built, too, which takes much longer, a tenth as many.
    """
    bugs = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench.of(Path(folder))
        for kind in kinds:
            begin = time.monotonic()
            wanted = int(count * SHARES.get(kind, 1))
            for number in range(seed, seed + wanted):
                try:
                    survives(bench, kind, number)
                except Exception:
                    bugs += 1
                    print(f"{kind}, seed {number}:\n{traceback.format_exc(limit=-4)}", flush=True)
            print(
                f"{wanted} {kind}: {time.monotonic() - begin:.0f} s, {bugs} bugs so far", flush=True
            )
    return bugs


if __name__ == "__main__":
    arguments = sys.argv[1:]
    total, first = (int(word) for word in (*arguments[:2], *("5000", "1")[len(arguments[:2]) :]))
    sys.exit(min(1, main(total, first, arguments[2:] or list(KINDS))))
