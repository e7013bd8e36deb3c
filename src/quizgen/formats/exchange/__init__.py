"""Items for other programs: learning platforms, live quizzes, plain text; one module a format.

``outcome`` says what becomes of an item that a format cannot hold as it is, ``markup`` what of its
emphasis, code and formulas is lost, ``prose`` what every format says of an item in words.
``variants`` are what else may be typed, ``choices`` and ``pairs`` what an item becomes for those
that hold multiple choice, or questions with answers, alone; ``sheets`` writes spreadsheets,
``documents`` XML, ``r_markdown`` texts for R/exams, ``shares`` parts a score, ``moodle_origin``
puts back what an item had where it moved in from. A row of
:data:`EXCHANGE` is a name that ``--to`` takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from quizgen.formats.exchange import (
    aiken,
    anki_text,
    blackboard,
    blooket,
    gift,
    gimkit,
    h5p,
    kahoot,
    moodle,
    quizlet,
    rexams,
    table,
    text2qti,
    wayground,
)
from quizgen.formats.exchange.canvas import package as canvas
from quizgen.formats.exchange.outcome import Exporter
from quizgen.formats.exchange.qti import package as qti21
from quizgen.formats.exchange.qti import version3
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Exchange:
    """A format of another program: the ending of its files, the group it is in, and how.

    ``heeds`` names what it takes over of the head and the look of a paper.
    """

    suffix: str
    group: str
    exporter: Exporter[Any]
    heeds: frozenset[str] = frozenset()


EXCHANGE: Mapping[str, Exchange] = MappingProxyType(
    {
        "moodle": Exchange(".moodle.xml", "lms", moodle.EXPORTER),
        "canvas": Exchange(".canvas.zip", "lms", canvas.EXPORTER, frozenset({"time"})),
        "qti": Exchange(".qti.zip", "lms", qti21.EXPORTER),
        "qti3": Exchange(".qti3.zip", "lms", version3.EXPORTER),
        "h5p": Exchange(".h5p", "lms", h5p.EXPORTER),
        "blackboard": Exchange(".blackboard.txt", "lms", blackboard.EXPORTER),
        "kahoot": Exchange(".kahoot.xlsx", "live", kahoot.EXPORTER),
        "wayground": Exchange(".wayground.xlsx", "live", wayground.EXPORTER),
        "blooket": Exchange(".blooket.csv", "live", blooket.EXPORTER),
        "gimkit": Exchange(".gimkit.csv", "live", gimkit.EXPORTER),
        "gift": Exchange(".gift.txt", "text", gift.EXPORTER),
        "aiken": Exchange(".aiken.txt", "text", aiken.EXPORTER),
        "quizlet": Exchange(".quizlet.txt", "text", quizlet.EXPORTER),
        "anki-text": Exchange(".anki.txt", "text", anki_text.EXPORTER),
        "csv": Exchange(".csv", "text", table.EXPORTER),
        "text2qti": Exchange(".text2qti.txt", "text", text2qti.EXPORTER),
        "rexams": Exchange(".rexams.zip", "text", rexams.EXPORTER),
    }
)
