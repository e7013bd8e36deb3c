r"""Formulas in TeX, between ``\(`` and ``\)``.

``commands`` is the list of what is set, ``refused`` says why the rest is not. ``reader`` with the
rules in ``structures``, ``atoms``, ``letters`` and ``grids`` turns a formula into MathML,
``chemistry`` mhchem's ``\ce`` into plain TeX; ``quantities`` says what to write for siunitx's
commands. What is read is a ``formula``, or one of the ``errors``. ``linear`` writes a formula on
one line, ``width`` estimates how wide it is, and ``inline`` finds formulas in a text.
"""

from quizgen.tex.errors import TexError
from quizgen.tex.formula import Formula, read
from quizgen.tex.linear import linear
from quizgen.tex.width import width

__all__ = ["Formula", "TexError", "linear", "read", "width"]
