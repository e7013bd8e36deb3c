"""Items for other programs: learning platforms, live quizzes, plain text; one module a format.

``outcome`` says what becomes of an item that a format cannot hold as it is, ``prose`` what every
format says of an item in words. A row of :data:`EXCHANGE` is a name that ``--to`` takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from quizgen.formats.exchange import aiken, gift, moodle
from quizgen.formats.exchange.outcome import Exporter


@dataclass(frozen=True, slots=True)
class Exchange:
    """A format of another program: the ending of its files, the group it is in, and how."""

    suffix: str
    group: str
    exporter: Exporter[Any]


EXCHANGE: Mapping[str, Exchange] = MappingProxyType(
    {
        "moodle": Exchange(".moodle.xml", "lms", moodle.EXPORTER),
        "gift": Exchange(".gift.txt", "text", gift.EXPORTER),
        "aiken": Exchange(".aiken.txt", "text", aiken.EXPORTER),
    }
)
