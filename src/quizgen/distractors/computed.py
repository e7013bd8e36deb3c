"""Dates and numbers around a key: of its precision, plausible, and never off by rounding.

The key's rank among them is drawn, so that the middle value is no better a guess than another.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from quizgen import dates
from quizgen.dates import FIRST_YEAR, Edtf, Precision, days_between, era, written
from quizgen.distractors.bank import Asked, Bank
from quizgen.language import Language
from quizgen.numbers import Figure, Style
from quizgen.rng import rng

WANTED = 3
COUNTED = 12
"""Whole numbers up to this are counted one by one; larger ones are estimated."""
APART = Decimal("1.25")
"""Neighbours differ at least by this factor, or a rounded key would be two options."""
DAYS, MONTH = 70, 30.44
"""Up to so many days are counted as days; and the days of a month on average."""
YEARS = 2
"""From so many years on, months are rounded to years."""
_MONTHS = {Precision.DAY: 1, Precision.MONTH: 1, Precision.YEAR: 12}

Near = tuple[tuple[str, str], ...]
"""Texts in their natural order, each with the reason why it is wrong; the key's is empty."""


def near(asked: Asked, bank: Bank) -> Near:
    """Return the key among values near it, or nothing where none are to be had."""
    if asked.key.date:
        return _dates(asked, asked.key.date, bank)
    if asked.key.number:
        return _numbers(asked.key.number, asked, bank.language)
    return ()


# --- dates ------------------------------------------------------------------------------------


def _dates(asked: Asked, date: Edtf, bank: Bank) -> Near:
    """Shift the key by gaps that widen with its age."""
    if date.is_interval or date.point.precision not in _MONTHS:
        return ()
    months = _gap(date, bank.newest)
    draw = rng("rank", asked.id)
    limit = max(bank.newest, date.point.first[0]) * 12 + 11
    later = max(0, min(WANTED, (limit - _months(date, 0)) // months))
    earlier = min(WANTED, (_months(date, 0) - FIRST_YEAR * 12) // months)
    if earlier + later < WANTED:
        return ()
    after = draw.randint(WANTED - earlier, later)
    steps = range(after - WANTED, after + 1)
    moved = [_shifted(date, step * months, asked.id) if step else date for step in steps]
    in_era = any(era(neighbour.point.first[0])[1] for neighbour in moved)
    neighbours = []
    for neighbour in moved:
        text = bank.language.date(neighbour, in_era=in_era)
        neighbours.append(
            (text, _why_not(text, date, neighbour, bank) if neighbour is not date else "")
        )
    return tuple(neighbours)


def _gap(date: Edtf, newest: int) -> int:
    """Return the months between neighbours: a year or month for each ten to fifteen of age."""
    step = _MONTHS[date.point.precision]
    age = max(0, newest - date.point.first[0])
    fuzzy = 3 if date.point.about or date.point.uncertain else 1
    return max(fuzzy, age // (15 if step == 12 else 10)) * step


def _why_not(text: str, right: Edtf, wrong: Edtf, bank: Bank) -> str:
    """Say how far a date is off and, as far as the collection knows, what happened then."""
    unit, count = _distance(right, wrong)
    side = "early" if wrong.earliest < right.earliest else "late"
    message = bank.language.say(f"why.{side}.{unit}", text=text, count=count)
    other = bank.about(bank.language.date(wrong))
    its_date = other and other.is_forward and other.key.date
    return f"{message}: {other.given.text}" if other and its_date else message


def _distance(date: Edtf, other: Edtf) -> tuple[str, int]:
    """Return how far two dates of one precision are apart: days up to ten weeks, months, years.

    ``years`` are about so many.
    """
    days = days_between(date.point.first, other.point.first)
    if date.point.precision is Precision.DAY and days <= DAYS:
        return "day", days
    months = abs(_months(date, 0) - _months(other, 0))
    if date.point.precision is Precision.DAY:
        months = round(days / MONTH)
    years, rest = divmod(months, 12)
    if not rest:
        return "year", years
    return ("month", months) if years < YEARS else ("years", round(months / 12))


def _months(date: Edtf, shift: int) -> int:
    year, month, _ = date.point.first
    return year * 12 + month - 1 + shift


def _shifted(date: Edtf, shift: int, scope: str) -> Edtf:
    year, month = divmod(_months(date, shift), 12)
    mark = "~" if date.point.about else "?" if date.point.uncertain else ""
    if date.point.precision is Precision.YEAR:
        return dates.parse(written(year) + mark)
    if date.point.precision is Precision.MONTH:
        return dates.parse(written(year, month + 1) + mark)
    day = rng("day", scope, str(shift)).randint(1, 28)
    return dates.parse(written(year, month + 1, day) + mark)


# --- numbers ----------------------------------------------------------------------------------


def _numbers(figure: Figure, asked: Asked, language: Language) -> Near:
    """Surround the key by numbers of its order, its sign, its unit and as many digits as it has."""
    if not figure.value:
        return ()
    draw = rng("number", asked.id)
    below, above = (list(_side(figure, step, asked, draw)) for step in (-1, 1))
    after = draw.randint(max(0, WANTED - len(below)), min(WANTED, len(above)))
    size = figure.value.copy_abs()
    sizes = [*reversed(below[: WANTED - after]), size, *above[:after]]
    values = [-value for value in reversed(sizes)] if figure.value < 0 else sizes
    neighbours = []
    for value in values:
        side = "low" if value < figure.value else "high"
        option = language.amount(figure.of(value), asked.key.unit)
        neighbours.append(
            (option, "" if value == figure.value else language.say(f"why.{side}", text=option))
        )
    return tuple(neighbours)


def _side(figure: Figure, sign: int, asked: Asked, draw: Random) -> Iterator[Decimal]:
    """Yield numbers on one side of the key, without its sign, the nearest first."""
    if figure.style is Style.PLAIN:
        yield from _plain(figure.value.copy_abs(), sign, asked, draw)
    elif figure.style is Style.POWER:
        yield from _powers(figure, sign)
    else:  # digits from 1 to 10, and then the power again
        power, last = figure.value.adjusted(), figure.mantissa.exponent
        for size in _plain(figure.mantissa.value, sign, asked, draw, is_exact=False):
            yield size.quantize(Decimal(1).scaleb(size.adjusted() + last)).scaleb(power)


def _powers(figure: Figure, sign: int) -> Iterator[Decimal]:
    """Yield the next powers of ten, as long as they are not on the other side of 1."""
    power = figure.value.adjusted()
    for step in range(1, WANTED + 1):
        if (power + sign * step) * power > 0:
            yield Decimal(1).scaleb(power + sign * step)


def _plain(
    number: Decimal, sign: int, asked: Asked, draw: Random, *, is_exact: bool = True
) -> Iterator[Decimal]:
    """Yield numbers above or below one, of as many digits; small whole ones are counted."""
    whole = Figure(number).exponent >= 0
    is_counted = is_exact and not asked.key.qualifier and not asked.key.tolerance
    if whole and number <= COUNTED and is_counted:
        yield from (n for step in (1, 2, 3) if (n := number + sign * step) > 0)
        return
    digits = len(number.normalize().as_tuple().digits)
    last = number
    for _ in range(WANTED):
        factor = APART + Decimal(draw.randint(5, 40)) / 100
        neighbour = _of_digits(last * factor if sign > 0 else last / factor, digits)
        neighbour = _apart(neighbour, last, sign, digits)
        if whole and is_exact:
            neighbour = neighbour.to_integral_value()
            neighbour = neighbour if neighbour != last else last + sign
        if neighbour <= 0 or (asked.key.unit == "%" and neighbour > 100 >= number):
            return
        last = neighbour if whole else _with_zeros(neighbour, number, last)
        yield last


def _with_zeros(neighbour: Decimal, key: Decimal, last: Decimal) -> Decimal:
    """Return a number that ends in zeros behind the point as the key does, which were odd alone."""
    written, says = Figure(key).exponent, Figure(key.normalize()).exponent
    coarse = neighbour.quantize(Decimal(1).scaleb(says))
    is_apart = coarse and max(coarse, last) / min(coarse, last) >= APART
    if says > written and is_apart and coarse != key:
        neighbour = coarse
    return neighbour.quantize(Decimal(1).scaleb(min(written, Figure(neighbour).exponent)))


def _of_digits(value: Decimal, digits: int) -> Decimal:
    """Round to so many digits that say something, no fewer: the key must not be the odd one."""
    unit = Decimal(1).scaleb(value.adjusted() - digits + 1)
    steps = int(value / unit)
    return unit * (steps + 1 if steps % 10 == 0 else steps)


def _apart(neighbour: Decimal, last: Decimal, sign: int, digits: int) -> Decimal:
    """Move on until a neighbour is far enough from the one before."""
    while (neighbour / last if sign > 0 else last / neighbour) < APART:
        unit = Decimal(1).scaleb(neighbour.adjusted() - digits + 1)
        neighbour += sign * unit
        if int(neighbour / unit) % 10 == 0:
            neighbour += sign * unit
    return neighbour
