"""What else may be typed is given to programs that compare letter by letter, and is no loss."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from quizgen.formats.exchange import EXCHANGE
from quizgen.formats.exchange.variants import variants
from quizgen.model import Form, Gap, Gaps, Section, TextEntry
from tests.formats.exchange import banks
from tests.formats.exchange.reading import read

NASTY = banks.of("nasty")
COMPARING = [name for name, row in EXCHANGE.items() if row.exporter.compares_letters]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("the Treaty of Rome", ("Treaty of Rome",)),
        ("14 April 1988", ("April 14, 1988",)),
        ("April 14, 1988", ("14 April 1988",)),
        ("499–449 BCE", ("499-449 BCE",)),
        ("(St) Louis", ("St Louis",)),
        ("The King’s *Speech*", ("King’s Speech", "The King's Speech", "King's Speech")),
        ("Äpfel", ()),
        ("`the x`", ()),
        ("the", ()),
    ],
)
def test_what_else_may_be_typed(answer: str, expected: tuple[str, ...]) -> None:
    assert variants(answer) == expected


@pytest.mark.parametrize("name", [*COMPARING, "wayground"])
def test_programs_that_compare_letters_are_given_it(name: str) -> None:
    short = next(item for item in NASTY.form.items if item.id == "d/f1/answer/short")
    pattern = replace(short, stem="What?", points=1)
    typed = replace(pattern, interaction=TextEntry(("the Quagga", "the Okapi")))
    gap = replace(
        pattern,
        id="d/f1/answer/gaps",
        stem="Which?",
        interaction=Gaps(("So ", Gap(1, "the Quagga"))),
    )
    form = Form("Some", "A", (Section("", (typed, gap)),), (1, 2))
    exporter = EXCHANGE[name].exporter
    file = read(exporter.render(form, NASTY.language))
    assert re.search(r"(?<!the )Quagga", file)
    assert re.search(r"(?<!the )Okapi", file)
    with_more = exporter.outcomes(form, NASTY.language)
    without = replace(exporter, compares_letters=False).outcomes(form, NASTY.language)
    assert [outcome.changes for outcome in with_more] == [outcome.changes for outcome in without]
