"""The banks that every format is read back of, each with its language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import pytest

from quizgen.formats.exchange import EXCHANGE
from quizgen.formats.exchange.outcome import Fidelity, Outcome
from quizgen.language import Language, language
from quizgen.model import Choice, Form, Item, Option, Section
from quizgen.project import Project, load
from tests.conftest import ROOT, shipped
from tests.formats.exchange.nasty import bank

SUBJECTS = tuple(sorted(path.name for path in (ROOT / "tests" / "decks").iterdir()))
NAMES = (
    "nasty",
    "nasty-urdu",
    *(pytest.param(n, marks=pytest.mark.slow) for n in ("shipped", *SUBJECTS)),
)
MANY = 510
"""More than a file of any program takes."""


@dataclass(frozen=True, eq=False)
class Bank:
    """A form with all items of a bank, in its language."""

    form: Form
    language: Language

    @cache  # noqa: B019 - banks live as long as the tests
    def written(self, name: str) -> bytes:
        """Return it in a format."""
        return EXCHANGE[name].exporter.render(self.form, self.language)

    @cache  # noqa: B019 - banks live as long as the tests
    def outcomes(self, name: str) -> tuple[Outcome, ...]:
        """Return what becomes of its items in a format."""
        return EXCHANGE[name].exporter.outcomes(self.form, self.language)

    def kept(self, name: str) -> list[Item]:
        """Return the items that are not left out of a format."""
        return [o.item for o in self.outcomes(name) if o.fidelity is not Fidelity.LEFT_OUT]


@cache
def of(name: str) -> Bank:
    """Return the bank of a name."""
    match name:
        case "nasty":
            return Bank(bank(), language("en-GB"))
        case "nasty-urdu":
            return Bank(bank("ur"), language("ur"))
        case "many":
            return Bank(_choices(MANY), language("en-GB"))
        case "shipped":
            return _collection(shipped().project, each=3)
        case _:
            return _collection(load(ROOT / "tests" / "decks" / name)[0])


def _choices(number: int) -> Form:
    """Return a form of so many choices, each asking something else."""
    pattern = next(item for item in bank().items if item.type == "choice")
    items = []
    for n in range(number):
        options = (Option(f"Port {n}", True), Option("Nowhere", False, "It is none."))
        stem = f"Where did ship {n} land?"
        items.append(replace(pattern, id=f"d/s{n}", stem=stem, interaction=Choice(options)))
    return Form("Many", "A", (Section("choice", tuple(items)),), tuple(range(1, number + 1)))


def _collection(project: Project, each: int = 1) -> Bank:
    """Return every item of a collection, deck by deck, or each third of very many."""
    items = tuple(item for listed in project.items.values() for item in listed)[::each]
    form = Form(
        project.collection.title, "A", (Section("", items),), tuple(range(1, len(items) + 1))
    )
    return Bank(form, project.collection.speech)
