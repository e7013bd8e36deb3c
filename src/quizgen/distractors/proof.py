"""Whether a wrong answer is certainly wrong.

Nothing here knows history. A text is refused when the collection says that it is right: as the key
or another name of it, as true of what is given under any other fact, or of something that is given
in part. What overlaps with an option that is there already is refused, too. What a curator has
written beside the key is something else than the key where it differs from it in a letter's case or
accent alone; of what the collection has, that is not certain.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.comparison import Compared, loosely, strictly
from quizgen.distractors.bank import Asked, Bank, Truths
from quizgen.text import is_sign, spoken, stands_in
from quizgen.wording import ALL_OF_THESE, NONE_OF_THESE, broader, fits, overlap, part_of, words


class Proof:
    """What is true of one question, and so can be no distractor of it."""

    def __init__(self, asked: Asked, truths: Bank | Truths) -> None:
        self.asked = asked
        self.true = truths.true_of(asked) | frozenset(asked.key.texts)
        self.options = [asked.key.texts[0]]
        self.notation = asked.association.origin.notation
        self.stem = spoken(asked.stem)

    def admits(self, text: str, compared: Compared = strictly) -> bool:
        """Whether a text is certainly wrong and overlaps with no option so far.

        ``compared`` is how: a curator's own words strictly.
        """
        name = compared(text)
        if not name or loosely(text) in ALL_OF_THESE | NONE_OF_THESE:
            return False
        return not (
            self.held_by(text, compared)
            or (not is_sign(text) and stands_in(name, compared(self.stem)))
            or any(overlap(text, other, self.notation, compared) for other in self.options)
            or not fits(self.asked.stem, text)
        )

    def held_by(self, text: str, compared: Compared = strictly) -> str:
        """Return what is true of what is given and is a part of a text, or holds it; "" if none."""
        others = (o for o in self._telling(compared) if part_of(text, o, compared))
        return next(others, "")

    def _telling(self, compared: Compared) -> Iterator[str]:
        """Yield what is true of what is given, as far as a text that holds it may be right.

        Where "Foreign Minister of Spain" is the key and Spain is true, too, as the answer to
        something else, a curator's own "Prime Minister of Spain" is no more right for it.
        """
        names = self.asked.key.texts
        for other in self.true:
            is_in_key = other not in names and stands_in(compared(other), compared(names[0]))
            if not (is_in_key and compared is strictly):
                yield other

    def admits_value(self, other: Asked) -> bool:
        """Whether the key of another question is wrong here: what is given there is not the same.

        Refused are things given that share a name, of which one says what the other says and more
        ("President" and "President of Pakistan"), or that share a time or a number.
        """
        here, there = self.asked.given, other.given
        if here.media and here.names & there.names:
            return False
        if other.key.media and not other.key.text:
            return set(other.key.texts).isdisjoint((*self.true, *self.options))
        if not self.asked.picture and _akin(words(here.text), words(there.text)):
            return False
        if here.date and there.date and here.date.overlaps(there.date):
            return False
        if here.number and there.number and here.number.value == there.number.value:
            return False
        if broader(self.asked.key.text, other.key.text):
            return False
        return self.admits(other.key.text, loosely)

    def take(self, text: str) -> None:
        """Note an option, so that no later one may overlap with it."""
        self.options.append(text)


def _akin(some: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether all words of one are among the other's, as with offices and their holders."""
    few, many = sorted((set(some), set(other)), key=len)
    return bool(few) and few <= many
