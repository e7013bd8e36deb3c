"""What pages must bear: every kind of fact, nasty texts, Urdu, and a form without mercy."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from quizgen.diagnostics import Position
from quizgen.model import (
    Choice,
    Form,
    Gap,
    Gaps,
    Item,
    Kind,
    Level,
    Match,
    Numeric,
    Option,
    Order,
    Origin,
    Ranked,
    Section,
    TextEntry,
)
from tests.conftest import ROOT

FACTS = (ROOT / "tests" / "every-kind.yaml").read_text(encoding="utf-8")
NASTY = f"""
- {{question: "{"Pneumono" * 15}?", id: long, answer: "{"x" * 120}", distractors: [a, b, c]}}
- {{question: "{"Why did it happen so? " * 30}", id: wordy, answer: short, distractors: [a, b]}}
- {{question: من وقّع اتفاقيات جنيف في أبريل ١٩٨٨؟, id: arabic, answer: باكستان}}
- {{statement: 'A [{"gap " * 30}] in a [very short] sentence.', id: gaps}}
- {{question: '\\(\\frac{{1}}{{2}} + \\sqrt{{x}}\\) is what?', id: math, answer: a sum}}
"""


URDU = """
- {question: معاہدوں پر دستخط کی تقریب کس شہر میں ہوئی؟, id: city, answer: جنیوا,
   distractors: [ویانا, لندن]}
- {event: جنیوا معاہدوں پر دستخط ہوئے, id: u1, date: 1988-04-14}
- {event: سوویت فوج کا انخلا مکمل ہوا, id: u2, date: 1989-02-15}
- {person: ضیاء الحق, id: zia, role: صدر پاکستان, years: 1978/1988}
- {statement: 'معاہدوں پر [جنیوا] میں دستخط ہوئے۔', id: s1}
"""


NUMBER = Numeric(Decimal(40), "40 aircraft", unit="aircraft")


def table(columns: int) -> Gaps:
    """Return a table of usual words, with a word bank."""
    words = "settlement guarantees signatories neutrality international refugees".split()
    parts: list[str | Gap] = [words[n % 6] for n in range(columns)]
    for row in range(4):
        parts += [f"Participant {row}", *(Gap(n, words[n % 6]) for n in range(1, columns))]
    return Gaps(tuple(parts), bank=tuple(words), columns=columns)


def _place(*_: object) -> Position:
    return Position("d", 1, 1)


def nasty_form() -> Form:
    """Long words, forty options, Arabic, math, and a section for each shape of item."""
    word = "Donaudampfschifffahrtsgesellschaft" * 4

    def item(name: str, stem: str, interaction: Any) -> Item:
        origin = Origin(
            "d", name, Kind.QUESTION, Level.CORE, (), (), lambda *_: Position("d", 1, 1)
        )
        return Item(f"d/{name}", name, stem, interaction, (origin,), Level.CORE, 2, word)

    six = replace(item("table", "", table(6)), id="d/six")
    options = tuple(Option(f"{word[:n]} {n}", n == 3, word) for n in range(1, 41))
    return Form(
        word,
        "A",
        (
            Section("choice", (item("choice", word, Choice(options)),)),
            Section("match", (item("match", "", Match(((word, word), ("a", "ب")), (word, "ب"))),)),
            Section("order", (item("order", "ترتیب", Order((Ranked(word, 1), Ranked("b", 2)))),)),
            Section("short", (item("short", r"\(\frac{1}{2}\)", TextEntry((word,))),)),
            Section("numeric", (item("numeric", "How many?", NUMBER),)),
            Section("table", (item("table", "Who signed?", table(13)), six)),
        ),
    )
