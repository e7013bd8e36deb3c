r"""A collection in which each text that a deck file can hold is one that another syntax would take.

The texts are put where the classes of facts say that there is a text, so that a new key is tried by
itself, and one of a sort that is not known here fails. Each has a number, ``F12``, by which it is
found again wherever it is shown.
"""

from __future__ import annotations

import re
import typing
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Annotated, Any

import yaml
from pydantic import StringConstraints

from quizgen.dates import Edtf
from quizgen.facts import KINDS, Deck
from quizgen.facts.deck import AnkiOptions, Collection
from quizgen.facts.values import GIVEN
from quizgen.model import Kind
from quizgen.numbers import Figure
from quizgen.reading.csl import ALIASES, CslItem

DRESSES = (
    "=% <img src=x onerror=P()> </p><script>P()</script>",
    "% \"><svg onload=P()>' onfocus='P()' x=\"",
    "+% {{c1::x}} }} {{Answer}} [sound:e.mp3]",
    "% [latex]x[/latex] [$]y[/$] [$$]z[/$$]",
    "-% [anki:tts]t[/anki:tts] [[type:Answer]]",
    r"% \\(x\\) \\[y\\] a::b image-occlusion:",
    "@% &lt;b&gt; url(http://e.example) </style> ${P()}",
    "% <!-- --> ]]> <a href=//e.example>k</a> :",
)
"""What a text is besides its number, ``%``; in each deck another, so that each is in each place."""
PLAIN = {r"\\(": r"\(", r"\\)": r"\)", r"\\[": r"\[", r"\\]": r"\]"}
VALUES: Mapping[str, object] = {
    "years": "1978/1988",
    "number": "13",
    "points": "2",
    "penalty": "0",
    "worth": "50",
    "item.type": "short",
    "source": "evil",
    "file": "m.png",
    "language": "en-GB",
    "id": "",
    "key": "",
}
"""What keys hold that take no text, where they are to be there at all; some only in a mapping."""
TYPED: Mapping[object, str] = {Edtf: "1988-04-14", Figure: "13"}
"""What stands where there is a date or a number, whatever the key is called."""
LEFT_OUT = frozenset(
    """tags level type was as_of also retired ordered qualifier tolerance sorts order
    anki media allow custom issued page evidence note_type guid words ruby files
    vocabulary base_url settings overall item.note row.item
    excerpt.distractors theme""".split()
)
"""Keys that take no text, or none that is shown, some only in a mapping.

``media`` is filled by hand; what moved in is tried with questions, which hold most of it.
"""
NO_BRACKETS = ("excerpt.excerpt",)
"""Texts in which brackets stand for what is left out."""
EITHER = ("guide", "levels")
"""Keys of which one alone may be there: they take turns. No card asks what is marked by levels."""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@dataclass(frozen=True)
class Written:
    """A text as it is written, as it is to be read, and where it stands."""

    markdown: str
    plain: str
    place: str


class Filler:
    """Fills classes with texts, each of its own number."""

    def __init__(self) -> None:
        self.texts: dict[int, Written] = {}
        self.shift = 0
        self.filled: Counter[type] = Counter()
        self.ids = 0

    def text(self, place: str, without: str = "") -> str:
        """Return the next text; ``without`` are signs that mean something of our own there."""
        number = len(self.texts) + 1
        dress = DRESSES[(number + self.shift) % len(DRESSES)].replace("%", f"F{number} end")
        if any(sign in dress for sign in without):
            dress = f"F{number} end <b onclick=P()>x</b> a::b"
        plain = dress
        for written, read in PLAIN.items() if not place.endswith((".alt", ".doi")) else ():
            plain = plain.replace(written, read)
        self.texts[number] = Written(dress, plain, place)
        return dress

    def fill(
        self, cls: type[Any], place: str, without: frozenset[str] = frozenset()
    ) -> dict[str, Any]:
        """Return a mapping for a class, with a text in each key that takes one."""
        hints = typing.get_type_hints(cls, include_extras=True)
        made = {}
        self.filled[cls] += 1
        either = EITHER[self.filled[cls] % 2]
        for name in (field.name for field in fields(cls)):
            if (name in EITHER and name != either) or (name == "card" and either == "levels"):
                continue
            inner = f"{place.rpartition('.')[2]}.{name}"
            is_left_out = name in LEFT_OUT | without or inner in LEFT_OUT
            if inner in VALUES:
                made[name] = VALUES[inner]
                continue
            if is_left_out or GIVEN in getattr(hints[name], "__metadata__", ()):
                continue
            value = self.value(hints[name], name, f"{place}.{name}")
            if value is not None:
                made[name] = value
        return made

    def value(self, hint: Any, name: str, place: str) -> object:
        """Return a value for a type: a text, a list or mapping of texts, or none."""
        if name in VALUES:
            return VALUES[name] or self.id()
        marks: tuple[Any, ...] = ()
        while typing.get_origin(hint) is Annotated:
            marks, hint = (*marks, *hint.__metadata__), hint.__origin__
        options = [arg for arg in typing.get_args(hint) if arg is not type(None)]
        if typing.get_origin(hint) in (typing.Union, __import__("types").UnionType):
            return self.value(Annotated[options[0], *marks] if marks else options[0], name, place)
        if hint in TYPED:
            return TYPED[hint]
        if hint is bool:
            return "yes"
        if typing.get_origin(hint) is typing.Literal:
            return options[0]
        if hint is str:
            patterns = [m for m in marks if isinstance(m, StringConstraints) and m.pattern]
            assert not patterns, f"{place} is an id: say in VALUES or LEFT_OUT what it is"
            return self.text(place, "[" if place in NO_BRACKETS else "")
        if typing.get_origin(hint) is tuple:
            return [self.value(options[0], name, place) for _ in range(3)]
        if typing.get_origin(hint) in (Mapping, dict, __import__("collections").abc.Mapping):
            return {key: self.value(options[1], "", f"{place}.{key}") for key in ("one", "two")}
        if is_dataclass(hint):
            return self.fill(hint, place)  # type: ignore[arg-type]
        raise AssertionError(f"{place} is {hint}: tell the test of injections what that takes")

    def id(self) -> str:
        """Return an id that no other has."""
        self.ids += 1
        return f"id-{self.ids}"

    def fact(self, kind: Kind, *, asked: bool) -> dict[str, object]:
        """Return a fact of a kind; ``asked`` with a curator's own questions."""
        cls = KINDS[kind]
        without = {"ask"} if not asked else set()
        without |= {"item"} if kind is not Kind.QUESTION else set()
        made = self.fill(cls, kind.value, frozenset(without))
        if kind in (Kind.STATEMENT, Kind.CLAIM):
            own = [self.text(f"{kind}.{part}", "[]") for part in ("text", "gap", "hint", "end")]
            made[kind.value] = "{} [{}|{}] {}".format(*own)
        if kind is Kind.LIST:
            made["ordered"] = "yes" if asked else "no"
        if kind is Kind.TABLE and asked:
            forward, reverse = (
                self.text(f"table.ask.{way}", "{") for way in ("forward", "reverse")
            )
            made["ask"] = {
                "forward": f"{forward} {{row}} {{column}}",
                "reverse": f"{reverse} {{cell}}",
            }
        if asked:
            made["media"] = [
                {"file": "m.png", "side": side, "alt": self.text(f"{kind}.alt")}
                for side in ("front", "back")
            ]
        first = {kind.value: made.pop(kind.value)}
        return first | made


@dataclass(frozen=True)
class Bank:
    """A collection's files by name, and its texts by number."""

    files: Mapping[str, bytes]
    texts: Mapping[int, Written]

    def misread(self, shown: str, *, as_written: bool = False) -> list[str]:
        """Return what of a text is not as its curator wrote it, or meant it to be read.

        Spaces and line breaks do not count, since lines may be broken anywhere.
        """
        words = _normal(shown)
        wrong = []
        for match in re.finditer(r"F(\d+)end", words):
            written = self.texts[int(match[1])]
            due = _normal(written.markdown if as_written else written.plain)
            start = max(0, match.start() - due.index(match[0]))
            cut, mark, _ = words[start : start + len(due)].partition("…")
            is_cut = bool(mark) and due.startswith(cut)  # at a glance an answer has few signs
            if words[start : start + len(due)] != due and not is_cut:
                wrong.append(f"{written.place}: {due!r} is {words[start : start + len(due)]!r}")
        return wrong

    def unshown(self, numbers: set[int]) -> set[str]:
        """Return the places of which no text has one of some numbers."""
        seen = {self.texts[number].place for number in numbers}
        return {written.place for written in self.texts.values()} - seen

    def numbers(self, shown: str) -> set[int]:
        """Return the numbers of the texts that are shown."""
        return {int(number) for number in re.findall(r"F(\d+)end", _normal(shown))}


_TYPESET = (("\u200b", ""), ("\u2060", ""), ("\u00ad", ""), ("’", "'"), ("‘", "'"))


@lru_cache(maxsize=4096)
def _normal(text: str) -> str:
    """Return a text without what typesetting changes: spaces, and apostrophes that are curly."""
    for typeset, written in _TYPESET:
        text = text.replace(typeset, written)
    return "".join(text.split())


def bank(decks: int = len(DRESSES)) -> Bank:
    """Return a collection of some decks, all of each kind of fact, each with another dress."""
    filler = Filler()
    head = filler.fill(Collection, "collection") | {"id": "evil"}
    source = filler.fill(CslItem, "source", frozenset({"url"})) | {"id": "evil", "type": "book"}
    source = {ALIASES.get(name, name): value for name, value in source.items()}
    files: dict[str, object] = {"collection.yaml": head, "sources.yaml": {"references": [source]}}
    for number in range(decks):
        filler.shift += 1
        deck = filler.fill(Deck, "deck", frozenset({"rows", "columns"})) | {"id": f"d{number}"}
        asked = (f.name for f in fields(AnkiOptions) if f.default is False or f.name == "type_in")
        deck["anki"] = dict.fromkeys(asked, "yes")
        deck["anki"] |= {"preset": {"new_per_day": 7}}
        facts = [filler.fact(kind, asked=asked) for kind in KINDS for asked in (True, False)]
        deck["facts"] = facts + [_event(filler, year) for year in range(1990, 1996)]
        deck["facts"] += [_word(filler, name) for name in ("Ann Lee", "Bo Diddley", "Carla Bley")]
        files[f"d{number}.yaml"] = deck
    files["rows.yaml"] = _rows(filler)
    dumped = {
        name: yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()
        for name, value in files.items()
    }
    return Bank({**dumped, "m.png": PIXEL}, filler.texts)


def _event(filler: Filler, year: int) -> dict[str, object]:
    return {"event": filler.text("event.near"), "id": filler.id(), "date": str(year)}


def _word(filler: Filler, name: str) -> dict[str, object]:
    """Return a person whose name can stand in a puzzle."""
    return {"person": name, "id": filler.id(), "role": filler.text("puzzle.role")}


def _rows(filler: Filler) -> dict[str, object]:
    """Return a deck of rows, with texts in its cells and in what is said of its columns."""
    columns = {
        "thing": {"heading": filler.text("column.heading")},
        "place": {"ask": "yes", "back": "yes", "heading": filler.text("column.heading")},
    }
    rows = [
        {"id": filler.id(), "thing": filler.text("row"), "place": filler.text("row")}
        for _ in DRESSES
    ]
    words = {
        "row.ask": f"{filler.text('deck.words', '{}')} {{subject}} {{column}}",
        "row.back": f"{filler.text('deck.words', '{}')} {{noun}} {{column}} {{value}}",
    }
    head = {"deck": filler.text("deck.deck"), "id": "rows", "words": words}
    return head | {"columns": columns, "rows": rows}
