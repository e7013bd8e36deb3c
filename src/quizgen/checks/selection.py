"""Which problems are told: by codes, families and beginnings of codes, as ruff does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quizgen.diagnostics import Code, Diagnostic, Family, suggestion
from quizgen.records import dataclass


class UnknownCodeError(ValueError):
    """Raised where a word selects nothing; the message says so and what may be meant."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected and what is ignored of all codes. The narrower word wins, then ``ignore``.

    Where nothing is selected, everything is.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()

    def has(self, code: Code) -> bool:
        """Whether a code is told; what keeps a file from being read always is."""
        if code.family is Family.FILES:
            return True
        selected = max((_width(word, code) for word in self.select), default=0)
        ignored = max((_width(word, code) for word in self.ignore), default=0)
        return selected > ignored or (not self.select and not ignored)

    def of(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return the diagnostics whose codes are selected."""
        return tuple(d for d in diagnostics if self.has(d.code))


def selection(select: Sequence[str], ignore: Sequence[str], codes: Mapping[str, Code]) -> Selection:
    """Return a selection of words that each select something.

    Raises:
        UnknownCodeError: when one selects nothing, or is to be ignored and cannot be.

    """
    for word in (*select, *ignore):
        if not any(_width(word, code) for code in codes.values()):
            hint = suggestion(word, [*codes, *Family]) or "see 'quizgen check --explain'"
            raise UnknownCodeError(f"there is no check and no family '{word}'; {hint}")
    for word in ignore:
        if all(c.family is Family.FILES for c in codes.values() if _width(word, c)):
            raise UnknownCodeError(
                f"'{word}' cannot be ignored: what keeps a file from being read hides all else"
            )
    return Selection(select, ignore)


def _width(word: str, code: Code) -> int:
    """Return how narrowly a word selects a code: 0 if not at all, a family 1, then by letters."""
    if word == code.name or code.name.startswith(f"{word}-"):
        return 1 + len(word)
    return 1 if word == code.family else 0
