"""Parts of a score that add up to the whole, to the last digit."""

from __future__ import annotations

from fractions import Fraction

_GRAIN = 1024
"""Parts are multiples of 1/1024, which binary floating point adds without an error."""


def shares(total: int, parts: int) -> tuple[str, ...]:
    """Return so many equal parts of a total as decimal numbers.

    What does not divide evenly, less than a thousandth a part, is added to the last. An engine that
    sums them has exactly the total, and nobody who is right in all parts gets less than that.
    """
    each = Fraction(total * _GRAIN // parts, _GRAIN)
    return (*[_decimal(each)] * (parts - 1), _decimal(total - each * (parts - 1)))


def _decimal(number: Fraction) -> str:
    written = f"{float(number):.10f}"  # ten digits hold any multiple of 1/1024
    return written.rstrip("0").rstrip(".")
