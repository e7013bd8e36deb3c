"""The time that a build is made at."""

from __future__ import annotations

import os
import time


def now() -> int:
    """Return the time of this build in Unix time; reproducible builds set SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(epoch) if epoch.isdecimal() else int(time.time())
