"""A bank without mercy: what is syntax somewhere, in every text of an item of every shape."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from quizgen.diagnostics import Position
from quizgen.language import language
from quizgen.model import (
    Choice,
    Citation,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Kind,
    Level,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Origin,
    Ranked,
    Reference,
    Section,
    TextEntry,
    TrueFalse,
)

PICTURE = Media("map-0a1b.png", b"no real picture", 'a "map" & <more>')
SOUND = Media("call-2b3c.mp3", b"ID3 no real sound")
CITATION = Citation(Reference("k", "Smith 2020", "Smith, A Book", "Smith"), "p. 3 {#1}")
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
    "%50% of all",
    "```\nif a:\n    b *= 2\n```",
    r"\(\frac{a}{b} \cdot [c] * 2\)",
)
"""Texts in the Markdown subset, each with what some format reads as its own."""


def _text(number: int) -> str:
    return TEXTS[number % len(TEXTS)]


def _joint(text: str) -> str:
    """Return what parts a text from what follows it: a fenced block ends its line."""
    return "\n" if text.startswith("```") else " "


def shapes(number: int) -> dict[str, Interaction]:
    """Return an interaction of every shape made of texts, other ones for each number."""
    near = (_text(number + shift) for shift in range(4))
    a, b, c, d = (f"{text}{_joint(text)}{shift}" for shift, text in enumerate(near))
    return {
        "truefalse": TrueFalse(number % 2 == 0, "" if number % 2 == 0 else b),
        "choice": Choice((Option(a, True), Option(b, False, c), Option(c, False, d))),
        "multiple": Choice((Option(a, True), Option(b, True), Option(c, False, d))),
        "pictured": Choice((_pictured(a, True), _pictured(b, False))),
        "thirds": Choice((Option(a, True), Option(b, True), Option(c, True), Option(d, False))),
        "match": Match(((a, b), (c, d)), (b, d, "extra")),
        "gaps": Gaps(("Before ", Gap(1, a, b, (c,)), " after.")),
        "banked": Gaps(("Before ", Gap(1, a), " and ", Gap(2, b), "."), (a, b, c)),
        "three": Gaps(("One ", Gap(1, a), ", two ", Gap(2, b), ", three ", Gap(3, c), ".")),
        "order": Order((Ranked(a, 2), Ranked(b, 1), Ranked(c, 3))),
        "short": TextEntry((a, b)),
        "numeric": Numeric(Decimal("-1.50"), "-1.50 m", Decimal("0.25"), "m"),
        "enumerate": Gaps((Gap(1, a), Gap(2, b)), ordered=False),
        "table": Gaps(("", "head", a, Gap(1, b), c, Gap(2, d)), columns=2),
        "open": OpenResponse((a, b)),
    }


def _pictured(text: str, correct: bool) -> Option:
    return Option(text, correct, "" if correct else "another", PICTURE)


def bank(tag: str = "en-GB") -> Form:
    """Return a form with an item of every shape for each text, which is its stem.

    Every other fact has a picture on its front, every third a hint, every fifth a sound, which it
    asks about if it is a question and not if it is a term; what is in thirds is worth one point,
    all else two.
    """
    sections: dict[str, list[Item]] = {}
    place = Position("decks/d.yaml")
    for number, text in enumerate(TEXTS):
        origin = Origin(
            "d",
            f"f{number}",
            Kind.QUESTION if number % 10 else Kind.TERM,
            Level.CORE,
            ("a-tag",),
            (CITATION,),
            lambda *_: place,
            language=language(tag),
            hint=text if number % 3 == 0 else "",
            front_media=(PICTURE,) * (number % 2 == 0) + (SOUND,) * (number % 5 == 0),
        )
        for type_, shape in shapes(number).items():
            stem = "" if type_ == "gaps" else f"{text}{_joint(text)}{type_}?"
            id_ = f"d/f{number}/answer/{type_}"
            points = 1 if type_ in ("three", "thirds") else 2
            item = Item(id_, type_, stem, shape, (origin,), Level.CORE, points, f"Because {text}")
            sections.setdefault(type_, []).append(item)
    long = next(iter(sections["short"]))
    sections["short"].append(replace(long, id=f"d/{'long-' * 25}id/answer/short", stem="Long"))
    parts = tuple(Section(type_, tuple(items)) for type_, items in sections.items())
    numbers = range(1, sum(len(part.items) for part in parts) + 1)
    return Form("A title: / with ~ marks", "A", parts, tuple(numbers), blueprint="nasty")
