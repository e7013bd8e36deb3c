"""A question of a row that is left out, since a cell that its wording needs is empty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from quizgen.checks.row import COLLECTION, Rule
from quizgen.diagnostics import Code, Diagnostic, Family, Files, Severity, counted
from quizgen.facts import Collection, Deck
from quizgen.facts.row import Row, Unasked

NAMED = 3
"""Rows that are named before the others are only counted."""
DECK = """\
deck: Capitals
id: capitals
columns:
  country:
  capital: {ask: "What is the capital of {country}?"}
  river: {role: note}
  founded: {date: yes, ask: "When was {capital} founded?"}
rows:
  - [Austria, Vienna, Danube, "0881"]
  - [Brazil, %s, "", "1960"]
"""

EMPTY_PLACE = Code(
    name="empty-place",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says="A cell is filled in and not asked for: the wording has a `{place}` for another cell of "
    "the row, and that one is empty.",
    why="The question is left out of cards and paper, and nobody would notice.",
    source="",
    bad=Files({"decks/capitals.yaml": DECK % '""'}),
    good=Files({"decks/capitals.yaml": DECK % "Brasília"}),
)


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield what each column is not asked for; rows that allow it are told one by one."""
    for deck in collection.decks:
        together: dict[Unasked, list[Row]] = defaultdict(list)
        for row, unasked in _unasked(deck):
            if EMPTY_PLACE.name in row.allow:
                yield _problem(unasked, [row])
            else:
                together[unasked].append(row)
        for unasked, rows in together.items():
            yield _problem(unasked, rows)


def _unasked(deck: Deck) -> Iterator[tuple[Row, Unasked]]:
    for fact in deck.facts:
        if isinstance(fact, Row):
            for unasked in fact.unasked:
                yield fact, unasked


def _problem(unasked: Unasked, rows: list[Row]) -> Diagnostic:
    names = [row.id for row in rows]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    where = f"{counted(len(rows), 'row')} ({', '.join(names[:NAMED])}{more})"
    message = (
        f"'{unasked.key}' of column '{unasked.column}' asks nothing in {where}: "
        f"{_listed(unasked.empty)}"
    )
    hint = f"fill it in, or write a question for the row alone: '{unasked.key}:{unasked.column}'"
    return Diagnostic(rows[0].cells[unasked.column].place, EMPTY_PLACE, message, hint)


def _listed(names: Iterable[str]) -> str:
    places = " and ".join(f"{{{name}}}" for name in names)
    return f"{places} {'are' if ' and ' in places else 'is'} empty"


RULE = Rule((EMPTY_PLACE,), COLLECTION, problems)
