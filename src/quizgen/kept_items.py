"""What was found of the items of decks, kept for the next build or check beside what was built.

A deck's items are looked at anew only if they would be others: if what their deck asserts is
different, or an answer to what they looked up in other decks. The file can be deleted at any time.
It counts only where it was written, and whole: nobody else's is believed, and none that is damaged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

from quizgen.checks.table import CODES
from quizgen.diagnostics import Diagnostic
from quizgen.digests import code
from quizgen.distractors.bank import Bank, Traits
from quizgen.distractors.changes import Changes
from quizgen.distractors.lookups import Decision, Lookups, still_hold
from quizgen.fingerprints import CACHE, digest, here
from quizgen.model import Proposition
from quizgen.output import OutputError, write_files
from quizgen.questions import subjects
from quizgen.records import dataclass
from quizgen.user_files import UnreadableError, read

FILE = f"{CACHE}/items.json"
LARGEST = 2**28
"""Bytes of the file that are read at the most: 100,000 facts take some 40 MB."""
_DAMAGES = (OSError, UnreadableError, ValueError, TypeError, LookupError, RecursionError)
"""What reading a file raises that was damaged."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What there is to know of a deck's items where they are not needed themselves.

    ``lookups`` are those that they were made by, None where nobody has noted them.
    """

    problems: tuple[Diagnostic, ...]
    digest: str
    lookups: Lookups | None = None


class _Rows(Mapping[str, Any]):
    """What is kept of decks by their ids: a line of JSON each, read when it is first asked for.

    The line of a deck that is as it was is written again as it is: to write JSON takes long.
    """

    def __init__(self, lines: Iterable[bytes] = ()) -> None:
        self.lines = {json.loads(line[: line.index(b"\t")]): line for line in lines}
        self._read: dict[str, Any] = {}

    def __getitem__(self, deck: str) -> Any:
        if deck not in self._read:
            self._read[deck] = json.loads(self.lines[deck].partition(b"\t")[2])
        return self._read[deck]

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


def _line(deck: str, row: Sequence[Any]) -> bytes:
    return f"{json.dumps(deck)}\t{json.dumps(row)}".encode()


class KeptItems:
    """What was found of the items of decks, in a folder of outputs."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._before = _read(out)
        self._kept: dict[str, Inspected] = {}
        self._traits: dict[str, Sequence[Traits]] = {}

    def since(
        self, made_of: Mapping[str, str], traits: Callable[[str], Sequence[Traits]]
    ) -> Changes | None:
        """Return what has changed in the bank of all decks; None where they are other decks now.

        ``made_of`` are digests as in :meth:`of`, by deck; ``traits`` are a deck's now.
        """
        if [*self._before] != [*made_of]:
            return None
        others = [deck for deck, of in made_of.items() if self._before[deck][0] != of]
        if not others:
            return Changes({}, {})
        before = {deck: self.traits(deck) for deck in made_of}
        return Changes(before, before | {deck: traits(deck) for deck in others})

    def traits(self, deck: str) -> Sequence[Traits]:
        """Return the traits that a deck's questions had."""
        if deck not in self._traits:
            self._traits[deck] = tuple(map(_traits, self._before[deck][-1]))
        return self._traits[deck]

    def has(self, deck: str, made_of: str) -> bool:
        """Whether a deck's items are made of the same as before, but for other decks."""
        return deck in self._before and self._before[deck][0] == made_of

    def of(
        self,
        deck: str,
        made_of: str,
        propositions: Callable[[], Sequence[Proposition]],
        bank: Callable[[], Bank],
        changes: Changes | None = None,
    ) -> Inspected | None:
        """Return what was found of a deck's items, or None where they may be others now.

        ``made_of`` is the digest of what they are made of but for other decks; ``changes`` are
        those in the bank, as far as anybody knows.
        """
        if not self.has(deck, made_of):
            return None
        _, problems, items, answers, decisions, _ = self._before[deck]
        listed = {name: Decision(tuple(d[0]), d[1], d[2]) for name, d in decisions.items()}
        lookups = Lookups(answers, listed)
        may_differ = changes.may_concern(deck) if changes else lambda _: True
        if not still_hold(lookups, lambda: subjects(propositions()), bank, may_differ):
            return None
        places = {p.origin.id: p.origin for p in propositions()} if problems else {}
        self._kept[deck] = Inspected(
            tuple(Diagnostic(places[id_].locate(), CODES[c], *says) for id_, c, *says in problems),
            items,
            lookups,
        )
        return self._kept[deck]

    def keep(
        self,
        inspections: Mapping[str, tuple[str, Inspected]],
        propositions: Mapping[str, Sequence[Proposition]],
        traits: Mapping[str, Sequence[Traits]],
    ) -> None:
        """Keep what was found of decks, with what their items are made of, by their ids.

        ``traits`` are those of a deck's questions. Where it cannot be written, the next build only
        takes longer.
        """
        lines = {
            deck: self._before.lines[deck]
            if inspected is self._kept.get(deck)
            else _line(
                deck,
                _row(made_of, inspected, partial(propositions.__getitem__, deck), traits[deck]),
            )
            for deck, (made_of, inspected) in inspections.items()
        }
        if lines != self._before.lines:
            with suppress(OSError, OutputError):
                body = b"\n".join([json.dumps(_maker(self.out)).encode(), *lines.values()])
                write_files(self.out, {FILE: digest(body).encode() + b"\n" + body}, settled=False)


def _row(
    made_of: str,
    inspected: Inspected,
    propositions: Callable[[], Sequence[Proposition]],
    traits: Sequence[Traits],
) -> list[Any]:
    """Return what is kept of a deck; where it cannot be, the traits alone."""
    problems = _by_fact(inspected.problems, propositions() if inspected.problems else ())
    questions = [_traits_row(t) for t in traits]
    if problems is None or inspected.lookups is None:
        return ["", [], "", {}, {}, questions]
    return [made_of, problems, inspected.digest, *_lookups(inspected.lookups), questions]


def _traits_row(traits: Traits) -> list[Any]:
    """Return the traits of a question as JSON has them."""
    row = [getattr(traits, f.name) for f in fields(traits)]
    return [sorted(value) if isinstance(value, frozenset) else value for value in row]


def _traits(row: Sequence[Any]) -> Traits:
    id_, sort, size, since, group, question, known_as, strictly, loosely, mark = row
    return Traits(
        id_,
        (sort[0], sort[1]),
        size,
        tuple(since) if since else None,
        group,
        question,
        frozenset(known_as),
        tuple(strictly),
        tuple(loosely),
        mark,
    )


def _lookups(lookups: Lookups) -> tuple[dict[str, str], dict[str, Any]]:
    decisions = lookups.decisions.items()
    return lookups.answers, {n: [[*d.lookups], d.answers, d.result] for n, d in decisions}


def _by_fact(
    problems: Sequence[Diagnostic], propositions: Sequence[Proposition]
) -> list[list[str]] | None:
    """Return problems with their facts, for places change; None if one stands at no fact."""
    facts = {p.origin.locate(): p.origin.id for p in propositions} if problems else {}
    if not all(problem.position in facts for problem in problems):
        return None
    return [[facts[d.position], d.code.name, d.message, d.hint] for d in problems]


def _maker(out: Path) -> list[Any]:
    """Return what tells where a file was written, and by what code."""
    return [here(f"{out.as_posix()}/{CACHE}"), code()]


def _read(out: Path) -> _Rows:
    try:
        checksum, _, body = read(out / FILE, LARGEST).partition(b"\n")
        maker, *lines = body.split(b"\n") if digest(body).encode() == checksum else [b"null"]
        return _Rows(lines if json.loads(maker) == _maker(out) else ())
    except _DAMAGES:
        return _Rows()
