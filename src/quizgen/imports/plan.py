"""What an import is going to do: the files that it writes, and what it says before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from quizgen.diagnostics import Diagnostic
from quizgen.language import Language
from quizgen.records import dataclass
from quizgen.release.ledger import Entry, Stamp


@dataclass(frozen=True, slots=True)
class Target:
    """Where decks move in: the collection's id, and names that are taken there.

    ``base`` is what files are called by; ``is_named`` says that a user chose it.
    """

    collection: str
    base: str
    is_named: bool = False
    decks: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    note_types: frozenset[str] = frozenset()
    guids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Options:
    """What a user says of what is imported.

    ``now`` is Unix time; ``asks`` says whether papers ask what templates ask; ``released`` are
    packages that learners have of what has neither ids of Anki's nor times. ``columns`` are the
    heads of a sheet's columns, which ``head`` says that it has itself; ``others`` are sheets with
    more columns of the same rows. ``refused`` is why a build would refuse a fact or a row, by its
    index.
    """

    now: int
    language: Language
    asks: bool = True
    title: str = ""
    released: tuple[bytes, ...] = ()
    columns: tuple[str, ...] = ()
    head: bool | None = None
    others: tuple[Path, ...] = ()
    refused: Mapping[int, tuple[Diagnostic, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Files by their path in the project, in sentences what becomes of what, and what is left.

    ``notes`` and ``types`` are what the ledger is to know of notes that learners have already;
    ``count`` is how many notes or questions there were, and ``coming`` how many of them come.
    """

    files: Mapping[str, bytes]
    becomes: tuple[str, ...]
    left: tuple[str, ...] = ()
    notes: Mapping[str, Entry] = field(default_factory=dict)
    types: Mapping[str, Stamp] = field(default_factory=dict)
    count: int = 0
    coming: int = 0
    noun: str = "note"
