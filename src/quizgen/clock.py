"""The time that a build is made at."""

from __future__ import annotations

import os
import re
import time

EPOCH = "SOURCE_DATE_EPOCH"
"""What sets the time of a reproducible build (reproducible-builds.org)."""
LATEST = 2**40
"""The latest time in Unix seconds that a note may have: Anki counts milliseconds in 64 bits."""


class ClockError(ValueError):
    """Raised when the time that is set is none; says what to write."""


def now() -> int:
    """Return the time of this build in Unix time; reproducible builds set SOURCE_DATE_EPOCH.

    Raises:
        ClockError: when that is no count of seconds.

    """
    epoch = os.environ.get(EPOCH, "").strip()
    if not epoch:
        return int(time.time())
    if not re.fullmatch("[0-9]{1,13}", epoch) or int(epoch) > LATEST:
        excerpt = epoch if len(epoch) <= 20 else f"{epoch[:20]}…"
        raise ClockError(f"{EPOCH} is '{excerpt}': write seconds since 1970 in digits, or unset it")
    return int(epoch)
