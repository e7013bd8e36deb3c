"""What was found of the items of decks, kept for the next build or check beside what was built.

A deck's items are looked at anew only if they would be others: if what their deck asserts is
different, or an answer to what they looked up in other decks. The file can be deleted at any time.
It counts only where it was written, and whole: nobody else's is believed, and none that is damaged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from quizgen.checks.table import CODES
from quizgen.diagnostics import Diagnostic
from quizgen.distractors.bank import Bank
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


class KeptItems:
    """What was found of the items of decks, in a folder of outputs."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._before = _read(out)

    def of(
        self, deck: str, made_of: str, propositions: Sequence[Proposition], bank: Bank
    ) -> Inspected | None:
        """Return what was found of a deck's items, or None where they may be others now.

        ``made_of`` is the digest of what they are made of but for other decks.
        """
        row = self._before.get(deck)
        if row is None or row[0] != made_of:
            return None
        _, problems, items, answers, decisions = row
        listed = {name: Decision(tuple(d[0]), d[1], d[2]) for name, d in decisions.items()}
        lookups = Lookups(answers, listed)
        if not still_hold(lookups, subjects(propositions), bank):
            return None
        places = {p.origin.id: p.origin for p in propositions}
        return Inspected(
            tuple(Diagnostic(places[id_].locate(), CODES[c], *says) for id_, c, *says in problems),
            items,
            lookups,
        )

    def keep(
        self,
        inspections: Mapping[str, tuple[str, Inspected]],
        propositions: Mapping[str, Sequence[Proposition]],
    ) -> None:
        """Keep what was found of decks, with what their items are made of, by their ids.

        Where it cannot be written, the next build only takes longer.
        """
        rows = {
            deck: [made_of, problems, inspected.digest, *_row(inspected.lookups)]
            for deck, (made_of, inspected) in inspections.items()
            if inspected.lookups
            and (problems := _by_fact(inspected.problems, propositions[deck])) is not None
        }
        if rows != self._before:
            with suppress(OSError, OutputError):
                body = json.dumps([here(f"{self.out.as_posix()}/{CACHE}"), rows]).encode()
                write_files(self.out, {FILE: digest(body).encode() + b"\n" + body}, settled=False)


def _row(lookups: Lookups) -> tuple[dict[str, str], dict[str, Any]]:
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


def _read(out: Path) -> dict[str, Any]:
    try:
        checksum, _, body = read(out / FILE, LARGEST).partition(b"\n")
        where, rows = json.loads(body) if digest(body).encode() == checksum else (None, {})
        return dict(rows) if where == here(f"{out.as_posix()}/{CACHE}") else {}
    except _DAMAGES:
        return {}
