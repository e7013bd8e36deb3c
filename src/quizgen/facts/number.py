"""A quantity: how many there are of something, or how much of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal, NamedTuple

from pydantic import PlainValidator, ValidationInfo

from quizgen.diagnostics import Unreadable
from quizgen.facts.common import Context, Fact
from quizgen.facts.description import described
from quizgen.facts.values import Number, Text, language_of
from quizgen.language import Language
from quizgen.model import Association, Origin, Relation, Value
from quizgen.numbers import MINUS, Figure, Style
from quizgen.records import dataclass
from quizgen.units import Sort

QUALIFIERS = ("over", "about", "nearly", "up to", "at least")
_MEANT = {
    **dict.fromkeys(("~", "≈", "≃", "∼", "c.", "ca.", "ca", "circa", "around", "approx."), "about"),
    **dict.fromkeys((">", "more than", "above"), "over"),
    **dict.fromkeys(("≥", ">=", "min."), "at least"),
    **dict.fromkeys(("≤", "<=", "max.", "at most"), "up to"),
    "almost": "nearly",
    **{word: word for word in QUALIFIERS},
}
"""Signs and words that people write before a number, by the qualifier that they mean."""


_RANGE = re.compile(r"\s?(?:[-–—/]|to|in)\s?\d|\s\d+/\d")
"""What follows a number that is the beginning of a range, or of a fraction."""


class Amount(NamedTuple):
    """A number, and the unit that was written with it, if one was: ``12.5 %``, ``€5``."""

    figure: Figure
    unit: str = ""


def _amount(value: object, info: ValidationInfo) -> Amount:
    if not isinstance(value, str):
        raise ValueError("a number is one text, such as 13,000")
    return read_amount(value.strip(), language_of(info))


def read_amount(text: str, language: Language, *, in_cell: bool = False) -> Amount:
    """Read a number, alone or with its unit; ``in_cell`` tells the cure for a cell of a sheet.

    Raises:
        Unreadable: where it is none in the language, with the cure.

    """
    figure = next(language.notation.numbers(text, lenient=True), None)
    if figure is None:
        return Amount(language.notation.read(text))
    before, after = text[: figure.start].strip(), text[figure.end :].strip()
    if qualifier := _MEANT.get(before):
        number = text[figure.start :]
        hint = (
            f"write '{qualifier} {number}'"
            if in_cell
            else f"write 'number: {number}' and 'qualifier: {qualifier}'"
        )
        raise Unreadable(f"'{text}' is more than a number", hint)
    sign, before = ("-", before[1:].strip()) if before[:1] in tuple(MINUS) else ("", before)
    unit = " ".join(filter(None, (before, after)))
    if unit and _is_unit(before, after, language):
        return Amount(language.notation.read(sign + text[figure.start : figure.end]), unit)
    if _RANGE.match(text, figure.end):
        hint = (
            "a column of ranges or fractions is one of texts: say no 'number' of it"
            if in_cell
            else "ask for a range or a fraction by 'question:', with it as the 'answer'"
        )
        raise Unreadable(f"'{text}' is more than a number", hint)
    return Amount(language.notation.read(text))


def _is_unit(before: str, after: str, language: Language) -> bool:
    """Whether what stands around a number is its unit; words stand after it alone."""
    if any(map(str.isdecimal, before + after)) or not (after[:1] or "°").isprintable():
        return False
    if before and language.unit(before).sort is not Sort.MEASURE:
        return False
    return after[:1] not in (*MINUS, *".,;:!?'’_+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Fact):
    """``number: 13,000``, ``unit: soldiers``, ``of: Soviet dead …``, ``qualifier: over``.

    The unit may stand with the number, too: ``number: 12.5 %``.
    """

    number: Annotated[
        Amount,
        PlainValidator(_amount),
        described(
            "The number, as the collection's language writes it; its unit may stand with it.",
            "13,000",
            "12.5 %",
        ),
    ]
    of: Annotated[
        Text, described("What it counts or measures.", "Soviet soldiers who died in Afghanistan")
    ]
    unit: Annotated[Text | None, described("Its unit.", "soldiers")] = None
    qualifier: Annotated[
        Literal["over", "about", "nearly", "up to", "at least"] | None,
        described("How exact it is: `over`, `about`, `nearly`, `up to` or `at least`.", "over"),
    ] = None
    tolerance: Annotated[
        Number | None, described("How far off an answer may be and still be right.", "500")
    ] = None

    def __post_init__(self) -> None:
        if self.unit and self.number.unit and self.unit != self.number.unit:
            raise ValueError(f"the number has the unit '{self.number.unit}' and '{self.unit}', too")

    def propositions(self, origin: Origin, context: Context) -> Iterator[Association]:
        """Assert how many there are, or how much."""
        language, figure = context.language, self.number.figure
        unit, qualifier = self.unit or self.number.unit, self.qualifier or ""
        words = language.amount(figure, unit, qualifier)
        is_counted = language.unit(unit).sort is Sort.COUNT
        back = "number.reverse" if is_counted else "number.measure.reverse"
        yield self.association(
            origin,
            context,
            Relation.NUMBER,
            Value(self.of, "quantity"),
            replace(
                quantity(figure, unit, language, qualifier=qualifier, accept=self.accept),
                tolerance=self.tolerance.value if self.tolerance else None,
            ),
            ask=self._ask(figure, unit, language),
            back=language.say(back, number=words),
        )

    def _ask(self, figure: Figure, unit: str, language: Language) -> str:
        """Ask as a person would: for a count, for a percentage, or for the value of a measure.

        What begins with an article fits into a sentence; anything else follows the question.
        """
        sort = language.unit(unit).sort
        if sort is Sort.PERCENT:
            return language.say("number.percent", of=self.of)
        if sort is Sort.COUNT and unit:
            return language.say("number", unit=unit, of=self.of)
        if sort is Sort.COUNT and figure.is_whole and figure.value > 0:
            return language.say("number.bare", of=self.of)
        key, named = ("number.measure" if unit else "number.value"), language.unit(unit).name
        article, _, rest = self.of.partition(" ")
        if rest and article.lower() in language.say("articles").split():
            of = f"{article.lower()} {rest}"
            return language.say(f"{key}.the", of=of, unit=named)
        return language.say(key, of=self.of, unit=named)


def quantity(
    figure: Figure,
    unit: str,
    language: Language,
    *,
    qualifier: str = "",
    accept: tuple[str, ...] = (),
) -> Value:
    """Return a number with its unit as a value, in the forms of a language."""
    return Value(
        language.amount(figure, unit, qualifier),
        "number",
        (*accept, *_typed(figure, language)),
        number=figure,
        unit=unit,
        bare=language.amount(figure, unit),
        qualifier=language.say(f"number.{qualifier}", number="…") if qualifier else "",
    )


def _typed(figure: Figure, language: Language) -> tuple[str, ...]:
    """Return a power of ten as it is typed on a keyboard."""
    if figure.style is Style.PLAIN:
        return ()
    power = figure.value.adjusted()
    mantissa = language.number(figure.mantissa.of(figure.mantissa.value.copy_sign(figure.value)))
    return (f"{mantissa} {language.notation.times} 10^{power}", f"{mantissa}e{power}")
