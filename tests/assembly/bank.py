"""A small bank of made-up items, of which every answer is a word of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.diagnostics import Position
from quizgen.model import (
    Choice,
    Gap,
    Gaps,
    Interaction,
    Item,
    Kind,
    Level,
    Match,
    Option,
    Order,
    Origin,
    Ranked,
    TextEntry,
    TrueFalse,
)

VOWELS, CONSONANTS = "aeiou", "bdfglmnprst"


def word(number: int) -> str:
    """Return a word for each number: no two are alike, and none holds another."""
    first, second = divmod(number, len(CONSONANTS) * len(VOWELS))
    parts = [divmod(n, len(VOWELS)) for n in (first, second)]
    return "".join(CONSONANTS[c % len(CONSONANTS)] + VOWELS[v] for c, v in parts) + "ka"


def origin(fact: str, deck: str = "d", *tags: str) -> Origin:
    return Origin(
        deck, fact, Kind.QUESTION, Level.CORE, tags, (), locate=lambda *_: Position("d.yaml")
    )


def item(
    id_: str,
    interaction: Interaction,
    stem: str = "Who?",
    *,
    type_: str = "",
    deck: str = "d",
    level: Level = Level.CORE,
    points: int = 1,
    difficulty: float = 0.5,
    derived: bool = False,
    tags: Sequence[str] = (),
    fact: str = "",
) -> Item:
    """Return an item of a fact of its own, unless one is named."""
    types = {Choice: "choice", TrueFalse: "truefalse", TextEntry: "short", Gaps: "gaps"}
    return Item(
        id_,
        type_ or types.get(type(interaction), "short"),
        stem,
        interaction,
        (origin(fact or id_, deck, *tags),),
        level,
        points=points,
        difficulty=difficulty,
        derived=derived,
    )


def choice(number: int, options: int = 3, *, sorted_: bool = False) -> Choice:
    """Return a choice of made-up words; the key is the first, or the second if they are sorted."""
    texts = [word(100 * n + number) for n in range(options)]
    key = 1 if sorted_ else 0
    return Choice(
        tuple(Option(text, correct=index == key) for index, text in enumerate(texts)),
        sorted=sorted_,
    )


def bank() -> Iterator[Item]:
    """Yield items of several types from two decks, of many difficulties."""
    for n in range(24):
        deck, level = ("d", "e")[n % 2], list(Level)[n % 3]
        hard = round(0.3 + 0.01 * n, 2)
        made: list[tuple[str, Interaction]] = [
            ("choice", choice(n, 3 + n % 2, sorted_=n % 5 == 0)),
            ("truefalse", TrueFalse(n % 4 < 2)),
            ("short", TextEntry((word(600 + n),))),
        ]
        for type_, interaction in made:
            stem = f"{type_} {n}?"
            yield item(
                f"{deck}/{type_}-{n}",
                interaction,
                stem,
                type_=type_,
                deck=deck,
                level=level,
                difficulty=hard,
            )
    for n in range(4):
        entries = tuple(Ranked(word(700 + 10 * n + i), i + 1) for i in range(4))
        yield item(f"d/order-{n}", Order(entries), "Order", type_="order", points=4)
        pairs = tuple((word(800 + 10 * n + i), word(900 + 10 * n + i)) for i in range(4))
        extra = (*(b for _, b in pairs), word(990 + n))
        yield item(f"d/match-{n}", Match(pairs, extra), "Match", type_="match", points=4)
        gaps = Gaps(("It was ", Gap(1, word(500 + n)), "."))
        yield item(f"d/gaps-{n}", gaps, "", type_="gaps")
