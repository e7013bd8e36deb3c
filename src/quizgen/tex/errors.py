"""What is wrong with a formula, as a sentence."""

from __future__ import annotations


class TexError(Exception):
    """Raised for a formula that is not set.

    ``message`` goes on from "the formula …"; ``hint`` says what to write; ``at`` is the place of
    what is wrong, in characters from the start of the formula.
    """

    def __init__(self, message: str, hint: str = "", at: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.at = at
