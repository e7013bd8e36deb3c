"""Collections of any size, made up: people, events, terms, numbers, lists, statements, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from quizgen.rng import rng

DECK = 100
"""Facts in a deck."""
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
_ROLES = "Minister Governor Envoy Commander Judge Editor Founder Surveyor Treasurer Warden".split()
_FIELDS = "Ports Forests Roads Mines Schools Rivers Taxes Ships Canals Grain Salt Silk".split()


def decks(facts: int, seed: int = 1, *, deck: int = DECK) -> Iterator[tuple[str, str]]:
    """Yield the id and the YAML of each deck of a collection, of ``deck`` facts each."""
    for number in range(-(-facts // deck)):
        id_ = f"deck-{number:04}"
        draw = rng(seed, id_)
        count = min(deck, facts - number * deck)
        made = "\n".join(_fact(index, draw) for index in range(count))
        yield id_, f"deck: Deck {number}\nid: {id_}\nfacts:\n{made}\n"


def questions(facts: int, seed: int = 1) -> tuple[str, str]:
    """Return the id and the YAML of one deck of so many questions: a note of one card each."""
    draw = rng(seed, "questions")
    made = "".join(_plain_question(index, draw) for index in range(facts))
    return "deck", f"deck: Questions\nid: deck\nfacts:\n{made}"


def _plain_question(index: int, draw: Random) -> str:
    return (
        f"  - question: Where did {name(draw, 3)} land?\n    id: f{index}\n"
        f"    answer: Port {name(draw, 1)}\n"
        f"    note: The {name(draw, 1)} of {name(draw, 1)} tells it.\n"
    )


def write(folder: Path, listed: Iterable[tuple[str, str]]) -> None:
    """Write decks into a folder, with what makes them a collection."""
    folder.mkdir(parents=True, exist_ok=True)
    head = "id: made-up\ntitle: Made up\nlanguage: en-GB\n"
    (folder / "collection.yaml").write_text(head, encoding="utf-8")
    for id_, text in listed:
        (folder / f"{id_}.yaml").write_text(text, encoding="utf-8")


def _fact(index: int, draw: Random) -> str:
    return _MAKERS[index % len(_MAKERS)](f"f{index}", draw)


def name(draw: Random, words: int = 2) -> str:
    """Return a name that nobody has."""
    return " ".join(
        "".join(draw.choice(_SYLLABLES) for _ in range(draw.randint(3, 4))).capitalize()
        for _ in range(words)
    )


def _office(draw: Random) -> str:
    return f"{draw.choice(_ROLES)} of {draw.choice(_FIELDS)} in {name(draw, 1)}"


def _person(id_: str, draw: Random) -> str:
    begun = draw.randint(1700, 2000)
    years = f"{begun}/{begun + draw.randint(1, 12)}"
    return f"- {{person: {name(draw)}, id: {id_}, role: '{_office(draw)}', years: {years}}}"


def _event(id_: str, draw: Random) -> str:
    date = f"{draw.randint(1700, 2020)}"
    if draw.random() < 0.5:
        date += f"-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    return f"- {{event: The treaty of {name(draw)}, id: {id_}, date: {date}}}"


def _term(id_: str, draw: Random) -> str:
    means = f"the custom of {name(draw, 1)} among the {draw.choice(_FIELDS)} of {name(draw, 1)}"
    return f"- {{term: {name(draw)}, id: {id_}, means: '{means}', type: custom}}"


def _number(id_: str, draw: Random) -> str:
    value = draw.randint(2, 999) * 10 ** draw.randint(0, 3)
    return f"- {{number: {value}, id: {id_}, of: ships in {name(draw)}, unit: ships}}"


def _question(id_: str, draw: Random) -> str:
    return (
        f"- {{question: 'In which port did {name(draw)} land?', id: {id_}, "
        f"answer: Port {name(draw, 1)}, type: port}}"
    )


def _list(id_: str, draw: Random) -> str:
    members = ", ".join(f"m{n}: 'the {name(draw)}'" for n in range(draw.randint(4, 7)))
    ordered = draw.choice(("yes", "no"))
    prompt = f"Which rulers of {name(draw)} followed, in order?"
    return f"- {{list: '{prompt}', id: {id_}, ordered: {ordered}, members: [{members}]}}"


def _statement(id_: str, draw: Random) -> str:
    place, ruler = name(draw), name(draw)
    return (
        f"- {{statement: 'The canal of {place} was dug by [{ruler}].', id: {id_}, "
        f"false: 'The canal of {place} was dug by {name(draw)}.'}}"
    )


def _table(id_: str, draw: Random) -> str:
    rows = ", ".join(
        f"{{row: {name(draw)}, key: r{n}, cells: {{envoy: {name(draw)}, seat: {name(draw)}}}}}"
        for n in range(3)
    )
    columns = "{envoy: Envoy, seat: Seat}"
    return f"- {{table: Embassies of {name(draw)}, id: {id_}, columns: {columns}, rows: [{rows}]}}"


_MAKERS = (
    _person,
    _event,
    _person,
    _event,
    _term,
    _number,
    _question,
    _list,
    _statement,
    _table,
)
