"""A formula that is read: as MathJax is given it, and as MathML for all else."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

from quizgen.records import dataclass
from quizgen.tex.atoms import Look, element, row
from quizgen.tex.errors import TexError
from quizgen.tex.reader import Reader
from quizgen.tex.structures import RULES

MOST_CHARACTERS = 2000
"""Of one formula; a matrix of ten rows and columns takes some 400."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it is set: ``tex`` for MathJax, ``mathml`` for all else.

    It says that it runs from left to right, so that the text around it is not taken to.
    """

    tex: str
    mathml: Element


@lru_cache(maxsize=8192)
def read(source: str) -> Formula:
    r"""Return what stands between ``\(`` and ``\)``.

    Raises:
        TexError: when it is not TeX, or not the TeX that is set here.

    """
    if len(source) > MOST_CHARACTERS:
        message = f"has {len(source):,} characters, and {MOST_CHARACTERS:,} are the most"
        raise TexError(message, "write several formulas")
    if not source.strip():
        raise TexError("is empty", r"write something between \( and \)")
    reader = Reader(source, RULES)
    atoms = reader.row(Look(), frozenset({""}))
    return Formula(reader.tex(), element("math", "", row(atoms, Look()), dir="ltr"))
