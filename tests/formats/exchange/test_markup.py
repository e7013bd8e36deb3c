"""Whatever an item has is in every file that it is written to, or is told as lost.

Each probe has one trait in one place, with a word of its own that is sought in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import pytest

from quizgen.formats import BROWSED
from quizgen.formats.exchange import EXCHANGE
from quizgen.formats.exchange.markup import Mark, Place, marks, texts
from quizgen.formats.exchange.outcome import Fidelity, Outcome
from quizgen.language import language
from quizgen.language_marks import tagged, with_readings
from quizgen.model import (
    Choice,
    Citation,
    Edition,
    Form,
    Gap,
    Gaps,
    Interaction,
    Item,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Ranked,
    Reference,
    Section,
    TextEntry,
    TrueFalse,
)
from tests.formats.exchange.nasty import bank
from tests.formats.exchange.reading import read

ENGLISH = language("en-GB")
PATTERN = next(item for item in bank().items if item.type == "short" and "/f1/" in item.id)
ITEM = replace(
    PATTERN,
    stem="What?",
    interaction=TextEntry(("that",)),
    points=1,
    rationale="",
    origins=(replace(PATTERN.origins[0], citations=(), front_media=(), hint=""),),
)
YES, NO = Option("yes", correct=True), Option("no", correct=False)


@dataclass(frozen=True)
class Probe:
    """An item with one trait, by what it is found, and by what it is told to be lost."""

    name: str
    item: Item
    found: str
    told: str


WRITTEN: dict[Mark, Callable[[str], tuple[str, str]]] = {
    Mark.EMPHASIS: lambda w: (f"It is *{w}* here", rf"<em>{w}</em>|(?<!\*)\*{w}\*(?!\*)"),
    Mark.CODE: lambda w: (f"It is `{w}` here", rf"<code[^>]*>{w}</code>|`{w}`"),
    Mark.LINES: lambda w: (
        f"It is\n```\nif {w}:\n  go {w}\n```",
        rf"if {w}:(?:<br ?/?>|`?\\?\n)(?:[ `\u00a0]|&nbsp;)*go {w}",
    ),
    Mark.FORMULAS: lambda w: (
        rf"It is \(\frac{{1}}{{\mathrm{{{w}}}}}\) here",
        rf"\\+frac\{{1\}}\{{\\+mathrm\{{{w}\}}|mfrac>.{{0,99}}{w}",
    ),
    Mark.LINKS: lambda w: (f"It is [here](https://{w}.example/)", rf"https://{w}\.example"),
    Mark.READINGS: lambda w: (with_readings(f"It is 水[{w}] here"), w),
    Mark.LANGUAGES: lambda w: (f"It is {tagged(w, 'ja')} here", rf'lang="ja">{w}'),
}
"""Each mark in a text about a word, and how it looks in a file."""


def _strong(word: str) -> tuple[str, str]:
    return f"It is **{word}** here", rf"<strong>{word}</strong>|\*\*{word}\*\*"


SHAPES: dict[Place, Callable[[str], Interaction]] = {
    Place.OPTION: lambda t: Choice((Option(t, correct=True), NO)),
    Place.REASON: lambda t: Choice((YES, Option("no", False, t))),
    Place.CORRECTION: lambda t: TrueFalse(False, t),
    Place.SENTENCE: lambda t: Gaps((f"{t}\n", Gap(1, "one"), " there.")),
    Place.GAP_HINT: lambda t: Gaps(("So ", Gap(1, "one", t), " there.")),
    Place.BANK: lambda t: Gaps(("So ", Gap(1, t), " or ", Gap(2, "no"), "."), (t, "no")),
    Place.PROMPT: lambda t: Match(((t, "a"), ("q", "b")), ("a", "b")),
    Place.RESPONSE: lambda t: Match((("p", t), ("q", "b")), (t, "b")),
    Place.ENTRY: lambda t: Order((Ranked(t, 1), Ranked("b", 2))),
    Place.GUIDE: lambda t: OpenResponse((t, "b")),
}
"""An interaction that has a text in each place."""
UNTOLD = {Place.REASON, Place.CORRECTION, Place.FEEDBACK}
ELSEWHERE = {
    Place.BANK: "word bank",
    Place.GUIDE: "guide",
    Place.REASON: "feedback|why each",
    Place.CORRECTION: "feedback",
    Place.FEEDBACK: "feedback",
    Place.OPTION: "options",
}
"""How a text is told that is left out whole."""


def _with(place: Place, text: str) -> Iterator[Item]:
    """Yield items that have a text in a place."""
    match place:
        case Place.STEM:
            yield replace(ITEM, stem=f"{text}\nIs it?")
            yield replace(ITEM, stem=f"{text}\nIs it?", interaction=Choice((YES, NO)))
        case Place.HINT:
            yield replace(ITEM, origins=(replace(ITEM.origins[0], hint=text),))
        case Place.FEEDBACK:
            yield replace(ITEM, rationale=text)
            yield replace(ITEM, rationale=text, interaction=TrueFalse(True))
        case Place.ANSWER:
            pass  # what is typed has no markup
        case _:
            yield replace(ITEM, interaction=SHAPES[place](text))


def _marked() -> Iterator[Probe]:
    written = [(mark.name.lower(), mark, write) for mark, write in WRITTEN.items()]
    written.append(("strong", Mark.EMPHASIS, _strong))
    for place in Place:
        for name, mark, write in written:
            word = f"zq{place.name.replace('_', '')}{name}".lower()
            text, found = write(word)
            told = "|".join(filter(None, (re.escape(mark), ELSEWHERE.get(place))))
            for number, item in enumerate(_with(place, text)):
                yield Probe(f"{place.value}: {name} {number}", item, found, told)


PICTURE = Media("zqpicture.png", b"zqpicture bytes", "zqwords")
SMITH = Citation(Reference("k", "Zqsmith", "Zqsmith", "Zqsmith"), "p. 3")
ORIGIN = ITEM.origins[0]
TRAITS = (
    ("accepted", {"interaction": TextEntry(("that", "zqother"))}, "zqother", "right answers"),
    (
        "accepted in a gap",
        {"interaction": Gaps(("So ", Gap(1, "that", accept=("zqothergap",))))},
        "zqothergap",
        "right answers",
    ),
    (
        "tolerance",
        {"interaction": Numeric(Decimal(5), "5", Decimal("0.375"))},
        r"0\.375|4\.625[\s\S]+5\.375",
        "tolerance",
    ),
    ("unit", {"interaction": Numeric(Decimal(5), "5 zqunit", unit="zqunit")}, "zqunit", "unit"),
    (
        "picture",
        {"origins": (replace(ORIGIN, front_media=(PICTURE,)),)},
        f"zqpicture.png|{re.escape(PICTURE.uri)}",
        "picture",
    ),
    (
        "picture of an option",
        {
            "interaction": Choice(
                (Option("zqshown", True, picture=PICTURE), replace(NO, picture=PICTURE))
            )
        },
        f"zqpicture.png|{re.escape(PICTURE.uri)}",
        "picture",
    ),
    ("points", {"points": 77}, r"\b77(\.0)?\b", "points"),
    ("source", {"origins": (replace(ORIGIN, citations=(SMITH,)),)}, "Zqsmith", "sources"),
    (
        "source beside a reason",
        {"origins": (replace(ORIGIN, citations=(SMITH,)),), "rationale": "So."},
        "Zqsmith",
        "sources",
    ),
    (
        "reasons of several",
        {"interaction": Choice((YES, replace(YES, text="sure"), replace(NO, why="zqwhy")))},
        "zqwhy",
        "why each|feedback",
    ),
    (
        "what belongs to nothing",
        {"interaction": Match((("p", "a"), ("q", "b")), ("a", "b", "zqextra"))},
        "zqextra",
        "responses",
    ),
    (
        "dates of an order",
        {"interaction": Order((Ranked("a", 1, "zqdate"), Ranked("b", 2, "1999")))},
        "zqdate",
        "feedback",
    ),
)


def _traits() -> Iterator[Probe]:
    for name, changes, found, told in TRAITS:
        item = replace(ITEM, **changes)
        yield Probe(name, item, found, told)


PROBES = [*_marked(), *_traits()]


@cache
def _form() -> Form:
    items = tuple(
        replace(
            probe.item,
            id=f"d/probe-{number}/answer/short",
            stem=f"{probe.item.stem} {number}?",
        )
        for number, probe in enumerate(PROBES)
    )
    return Form("Probes", "A", (Section("", items),), tuple(range(1, len(items) + 1)))


@pytest.mark.parametrize("name", EXCHANGE)
def test_what_an_item_has_is_in_the_file_or_told(name: str) -> None:
    exporter = EXCHANGE[name].exporter
    text = read(exporter.render(_form(), ENGLISH))
    outcomes = exporter.outcomes(_form(), ENGLISH)
    silent = [
        f"{probe.name}: {outcome.changes}"
        for probe, outcome in zip(PROBES, outcomes, strict=True)
        if not _is_told(probe, outcome) and not re.search(probe.found, text)
    ]
    assert not silent, "\n".join(silent)


@pytest.mark.slow
def test_a_worksheet_and_its_key_have_all_that_an_item_has() -> None:
    pages = BROWSED.form_pages
    (section,) = _form().sections
    form = replace(_form(), sections=(replace(section, type="short"),))
    text = "".join(read(pages[n](form, Edition(), ENGLISH)) for n in ("worksheet", "key"))
    assert not [probe.name for probe in PROBES if not re.search(probe.found, text)]


def _is_told(probe: Probe, outcome: Outcome) -> bool:
    told = any(re.search(probe.told, change) for change in outcome.changes)
    return outcome.fidelity is Fidelity.LEFT_OUT or told


@pytest.mark.parametrize("name", ["moodle", "canvas", "qti", "qti3", "gift", "rexams", "text2qti"])
def test_what_is_told_as_lost_is_lost(name: str) -> None:
    exporter = EXCHANGE[name].exporter
    text = read(exporter.render(_form(), ENGLISH))
    wrong = [
        f"{probe.name}: {outcome.changes}"
        for probe, outcome in zip(PROBES, exporter.outcomes(_form(), ENGLISH), strict=True)
        if any(mark in change for change in outcome.changes for mark in Mark)
        and re.search(probe.found, text)
    ]
    assert not wrong, "\n".join(wrong)


def test_each_mark_is_seen_in_each_place() -> None:
    for probe in PROBES[: -len(TRAITS)]:
        assert any(marks(text) for _, text in texts(probe.item)), probe.name
