"""The text of a cell → what it holds, by the sort of its column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from quizgen import date_hints, dates
from quizgen.checks.stages.keys import WRONG_VALUE
from quizgen.diagnostics import Diagnostic, Position, Unreadable
from quizgen.facts.column import Column, Holds, filled
from quizgen.facts.number import QUALIFIERS, Amount, read_amount
from quizgen.facts.row import Content
from quizgen.language import Language
from quizgen.language import language as language_of
from quizgen.language_marks import with_readings
from quizgen.numbers import for_programs
from quizgen.reading.events import Node

_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")
"""A day as a spreadsheet writes it where dots divide dates: there the day always comes first."""
_QUALIFIED = re.compile(rf"(?P<qualifier>{'|'.join(QUALIFIERS)})\s+(?P<number>.*)", re.DOTALL)


def content(
    name: str, node: Node, column: Column, language: Language, *, decimal_comma: bool = False
) -> Content | Diagnostic:
    """Return what a cell of a column holds, or what is wrong with it.

    Numbers are read as ``language`` writes them; ``decimal_comma`` says that the file comes from
    where 8,5 is eight and a half.
    """
    try:
        return _content(node, column, (language, _comma()) if decimal_comma else (language,))
    except ValueError as error:
        hint = error.hint if isinstance(error, Unreadable) else ""
        if column.date and isinstance(node.value, str):
            hint = date_hints.meant(node.value, language.locale) or hint
        return Diagnostic(node.position, WRONG_VALUE, f"column '{name}': {error}", hint)


@lru_cache(maxsize=1)
def _comma() -> Language:
    """Return how numbers are written in a sheet whose cells are divided by semicolons."""
    return language_of("de")


def _content(node: Node, column: Column, languages: Sequence[Language]) -> Content:
    if isinstance(node.value, list) and column.holds is Holds.LIST:
        members = [entry.value for entry in node.value if isinstance(entry.value, str)]
        if len(members) < len(node.value):
            raise Unreadable("an entry of a list is one text")
        return _listed(members, column, node.position)
    if not isinstance(node.value, str):
        raise Unreadable("a cell is one text", "say 'list: yes' of a column that holds lists")
    text = node.value.strip()
    if column.ruby and column.holds in (Holds.TEXT, Holds.LIST):
        text = with_readings(text)
    match column.holds:
        case Holds.PICTURE | Holds.SOUND:
            return Content(text=text, place=node.position)
        case Holds.NUMBER:
            return _number(text, node.position, languages)
        case Holds.DATE:
            return Content(text=text, place=node.position, date=dates.parse(_iso(text)))
        case Holds.LIST:
            return _listed(text.split(column.between), column, node.position)
        case Holds.TEXT:
            return Content(text=text, place=node.position)


def _listed(texts: list[str], column: Column, place: Position) -> Content:
    members = tuple(filter(None, map(str.strip, texts)))
    return Content(text=f"{column.between} ".join(members), place=place, members=members)


def _number(text: str, place: Position, languages: Sequence[Language]) -> Content:
    """Read a number by the rules of one of some languages; two readings are not guessed between."""
    match = _QUALIFIED.fullmatch(text)
    qualifier, written = match.group("qualifier", "number") if match else ("", text)
    amounts = [amount for language in languages if (amount := _amount(written, language))]
    if len({amount.figure.value for amount in amounts}) > 1:
        message = f"'{written}' may be two numbers, in a sheet that may have decimal commas"
        raise Unreadable(message, f"write {' or '.join(map(_unmistakable, amounts))}")
    amount = amounts[0] if amounts else read_amount(written, languages[0], in_cell=True)
    return Content(
        text=text, place=place, number=amount.figure, unit=amount.unit, qualifier=qualifier
    )


def _unmistakable(amount: Amount) -> str:
    """Return a number as no language reads it otherwise: ``83879``, ``83,8790``."""
    value = for_programs(amount.figure.value)
    return f"{value.replace('.', ',')}0" if "." in value else value


def _amount(text: str, language: Language) -> Amount | None:
    try:
        return read_amount(text, language)
    except ValueError:
        return None


def _iso(text: str) -> str:
    """Return a date as it is to be written, where a spreadsheet has turned it about."""
    match = _DOTTED.fullmatch(text)
    if match:
        return f"{match['year']}-{match['month']:0>2}-{match['day']:0>2}"
    return text


def file_of(column: Column, cell: str, texts: Mapping[str, str]) -> str:
    """Return the file that a cell means: in the column's folder, or after its pattern."""
    place = column.picture or column.sound
    if not isinstance(place, str):
        return cell
    if "{" in place:
        return filled(place, texts) or ""
    folder = place.rstrip("/")
    return cell if cell.startswith(f"{folder}/") else f"{folder}/{cell}"
