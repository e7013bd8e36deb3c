"""Whether a wrong answer is certainly wrong, and whether two options can stand side by side.

Nothing here knows history. A text is refused when the collection says that it is right: as the key
or another name of it, as true of what is given under any other fact, or of something that is given
in part. What overlaps with an option that is there already is refused, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizgen.questions.bank import Asked, Bank, words
from quizgen.text import fold, plain

_SPAN = re.compile(r"(?P<low>\d[\d,.]*)(?:\s*(?:–|-|to)\s*(?P<high>\d[\d,.]*))?")
ALL_OF_THESE = frozenset(["all of the above", "all of these", "all of them"])
NONE_OF_THESE = frozenset(["none of the above", "none of these", "none of them"])


class Proof:
    """What is true of one question, and so can be no distractor of it."""

    def __init__(self, asked: Asked, bank: Bank) -> None:
        self.asked = asked
        self.true = bank.true_of(asked) | asked.key.names
        self.stem = f" {fold(asked.stem)} "
        self.options = [asked.key.text]

    def admits(self, text: str) -> bool:
        """Whether a text is certainly wrong and overlaps with no option so far."""
        name = fold(text)
        if not name or name in ALL_OF_THESE | NONE_OF_THESE:
            return False
        return not (
            any(holds(name, other) for other in self.true)
            or f" {name} " in self.stem
            or any(overlap(text, other) for other in self.options)
            or not fits(self.asked.stem, text)
        )

    def admits_value(self, other: Asked) -> bool:
        """Whether the key of another question is wrong here: what is given there is not the same.

        Refused are things given that share a name, of which one says what the other says and more
        ("President" and "President of Pakistan"), or that share a time or a number.
        """
        here, there = self.asked.given, other.given
        if here.names & there.names or _akin(words(here.text), words(there.text)):
            return False
        if here.date and there.date and here.date.overlaps(there.date):
            return False
        if here.number is not None and here.number == there.number:
            return False
        return self.admits(other.key.text)

    def take(self, text: str) -> None:
        """Note an option, so that no later one may overlap with it."""
        self.options.append(text)


def holds(one: str, other: str) -> bool:
    """Whether one folded text holds the other as a run of whole words."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def overlap(one: str, other: str) -> bool:
    """Whether two options may both be right: one holds the other, or their ranges meet."""
    if holds(fold(one), fold(other)):
        return True
    here, there = _span(one), _span(other)
    if here is None or there is None or (here[2], here[3]) != (there[2], there[3]):
        return False
    ranged = here[0] != here[1] or there[0] != there[1]
    return ranged and here[0] <= there[1] and there[0] <= here[1]


def fits(stem: str, text: str) -> bool:
    """Whether an option follows the article that a stem ends with."""
    last = (words(stem) or ("",))[-1]
    if last not in ("a", "an") or not stem.rstrip().endswith((" a", " an")):
        return True
    return (fold(text)[:1] in "aeiou") == (last == "an")


def _akin(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether all words of one are among the other's, as with offices and their holders."""
    few, many = sorted((set(one), set(other)), key=len)
    return bool(few) and few <= many


def _span(text: str) -> tuple[float, float, str, str] | None:
    """Return the range that a text is, with the words around it; None if it is no range."""
    shown = plain(text)
    match = _SPAN.search(shown)
    if not match or _SPAN.search(shown, match.end()):
        return None
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    if high < low and match["high"]:
        digits = len(match["high"])
        high = _number(match["low"][:-digits] + match["high"])
    return low, max(low, high), shown[: match.start()].strip(), shown[match.end() :].strip()


def _number(text: str) -> float:
    return float(text.replace(",", "").rstrip(".") or 0) if text.count(".") < 2 else 0.0


def distinct(texts: Iterable[str]) -> bool:
    """Whether no two of some options overlap."""
    listed = list(texts)
    return not any(overlap(a, b) for i, a in enumerate(listed) for b in listed[:i])
