"""A bank without mercy: what is syntax somewhere, in every text of an item of every shape."""

from __future__ import annotations

from decimal import Decimal

from quizgen.diagnostics import Position
from quizgen.model import (
    Choice,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Kind,
    Level,
    Match,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Origin,
    Ranked,
    Section,
    TextEntry,
    TrueFalse,
)

TEXTS = (
    "a ~ b = c # d {e} f : g",
    "a -> b and b -\\> c",
    "=SUM(1)",
    "+1 or -1 or @x",
    "A. one, B) two, ANSWER: C",
    "<b>bold</b> & \"quotes\" 'here'",
    "[gap1] and \\[x\\] and *stars* / slash | bar",
    "$5 and 50 % ^ ~~x~~ _y_",
    "back\\\\slash \\\\n",
    "جنیوا میں دستخط",
    r"\(x^2 < y\) is math",
    "`a[0] == {1: 2}`",
    "日本語 – “typographic”",
    "{{c1::x}} [sound:x.mp3] %%y%%",
    "::title:: // no comment",
    "1. a number  and  spaces",
)
"""Texts in the Markdown subset, each with what some format reads as its own."""


def _text(number: int) -> str:
    return TEXTS[number % len(TEXTS)]


def shapes(number: int) -> dict[str, Interaction]:
    """Return an interaction of every shape made of texts, other ones for each number."""
    a, b, c, d = (f"{_text(number + shift)} {shift}" for shift in range(4))
    return {
        "truefalse": TrueFalse(number % 2 == 0, "" if number % 2 == 0 else b),
        "choice": Choice((Option(a, True), Option(b, False, c), Option(c, False, d))),
        "multiple": Choice((Option(a, True), Option(b, True), Option(c, False, d))),
        "match": Match(((a, b), (c, d)), (b, d, "extra")),
        "gaps": Gaps(("Before ", Gap(1, a, b, (c,)), " after.")),
        "order": Order((Ranked(a, 2), Ranked(b, 1), Ranked(c, 3))),
        "short": TextEntry((a, b)),
        "numeric": Numeric(Decimal("-1.50"), "-1.50 m", Decimal("0.25"), "m"),
        "enumerate": Gaps((Gap(1, a), Gap(2, b)), ordered=False),
        "table": Gaps(("", "head", a, Gap(1, b), c, Gap(2, d)), columns=2),
        "open": OpenResponse((a, b)),
    }


def bank() -> Form:
    """Return a form with an item of every shape for each text, which is its stem."""
    sections: dict[str, list[Item]] = {}
    place = Position("decks/d.yaml")
    for number, text in enumerate(TEXTS):
        origin = Origin(
            "d", f"f{number}", Kind.QUESTION, Level.CORE, ("a-tag",), (), lambda *_: place
        )
        for type_, shape in shapes(number).items():
            stem = "" if type_ == "gaps" else f"{text} {type_}?"
            id_ = f"d/f{number}/answer/{type_}"
            item = Item(id_, type_, stem, shape, (origin,), Level.CORE, 2, f"Because {text}")
            sections.setdefault(type_, []).append(item)
    parts = tuple(Section(type_, tuple(items)) for type_, items in sections.items())
    numbers = range(1, sum(len(part.items) for part in parts) + 1)
    return Form("A title: / with ~ marks", "A", parts, tuple(numbers), blueprint="nasty")
