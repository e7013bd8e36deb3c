"""An update rehearsed in a throw-away collection of the real Anki, with a learner in between.

Two ways are compared: the package alone, and the text file of the same release. The simulated
learner has reviewed every card, tagged every note, written something into each, suspended a card
and moved one to another deck.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quizgen.interrupts import Tidied
from quizgen.records import dataclass
from quizgen.release.containers import PackageError
from quizgen.release.packages import copy_for_anki
from quizgen.resources import how_to_install
from quizgen.user_files import LARGEST_PACKAGE, LARGEST_TEXT, UnreadableError, read

MY_NOTES = "My notes"
MY_TAG = "my-own-tag"
MY_DECK = "A deck of my own"


class RehearsalError(Exception):
    """Raised when a package cannot be rehearsed; says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an update did to a learner's collection; counts of notes, or of cards where it says.

    ``emptied`` are cards that a learner has and that ask nothing any more: their reviews count as
    lost, for a learner can only delete them.
    """

    new: int
    updated: int
    untouched: int
    conflicting: int
    orphaned: int
    cards: int
    cards_kept: int
    emptied: int
    tags: int
    tags_kept: int
    notes: int
    notes_kept: int
    suspended_kept: bool
    deck_kept: bool

    @property
    def loses_reviews(self) -> bool:
        """Whether a card lost its history or its question, or a note could not be updated."""
        return self.cards_kept < self.cards or self.conflicting > 0

    @property
    def loses_own(self) -> bool:
        """Whether the learner lost a tag, a note, a suspension or a deck of their own."""
        kept = (self.tags_kept, self.notes_kept, self.suspended_kept, self.deck_kept)
        return kept != (self.tags, self.notes, True, True)


@dataclass(frozen=True, slots=True)
class _Learnt:
    """What a learner has before an update: reviews by card id, own things by note id."""

    reviews: dict[int, tuple[int, int]]
    guids: frozenset[str]
    tagged: frozenset[int]
    annotated: frozenset[int]
    suspended: int
    moved: int
    empty: frozenset[int]


def rehearse(old: Path, new: Path, text: Path | None = None) -> Outcome:
    """Import one release, learn, update to the next, and return what became of it.

    ``text`` is the next release as a text file: it is imported in place of the package's update
    of known notes, before the package brings what is new.

    Raises:
        FileNotFoundError: when there is no such file.
        RehearsalError: when Anki is not installed, when a package cannot be read, or when the two
            have no note in common.

    """
    with _collection() as (col, folder):
        _import(col, old, folder)
        learnt = _learn(col)
        updated = _import_text(col, text, folder) if text else 0
        log = _import(col, new, folder)
        if not (log.updated or log.duplicate or log.conflicting):
            raise RehearsalError(
                f"{new} has none of the notes of {old}: they are not two releases of one collection"
            )
        return _outcome(col, learnt, log, updated)


@contextmanager
def _collection() -> Iterator[tuple[Any, Path]]:
    """Open a collection, in a folder that is gone afterwards."""
    try:
        from anki.collection import Collection
    except ImportError as error:
        raise RehearsalError(
            f"a rehearsal needs Anki's backend; to install it: {how_to_install('anki')}"
        ) from error
    with (
        tempfile.TemporaryDirectory(prefix="quizgen-rehearsal-") as folder,
        Tidied(lambda: shutil.rmtree(folder, ignore_errors=True)),
    ):
        col = Collection(str(Path(folder) / "collection.anki2"))
        try:
            yield col, Path(folder)
        finally:
            col.close()


def _import(col: Any, package: Path, folder: Path) -> Any:
    """Import what a package holds; Anki gets a copy, made of what has been looked through."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    copy = folder / "looked-through.apkg"
    try:
        copy.write_bytes(copy_for_anki(read(package, LARGEST_PACKAGE)))
    except (PackageError, UnreadableError) as error:
        raise RehearsalError(f"{package} cannot be read: {error}") from error
    options = ImportAnkiPackageOptions(merge_notetypes=True)
    try:
        request = ImportAnkiPackageRequest(package_path=str(copy), options=options)
        return col.import_anki_package(request).log
    except Exception as error:
        raise RehearsalError(f"Anki cannot import {package}: {error}") from error


def _import_text(col: Any, path: Path, folder: Path) -> int:
    """Import a text file, existing notes updated; return how many were."""
    from anki.import_export_pb2 import CsvMetadata, ImportCsvRequest

    copy = folder / "looked-through.tsv"
    try:
        copy.write_bytes(read(path, LARGEST_TEXT))
    except UnreadableError as error:
        raise RehearsalError(f"{path} cannot be read: {error}") from error
    try:
        metadata = col.get_csv_metadata(str(copy), None)
        metadata.dupe_resolution = CsvMetadata.DupeResolution.UPDATE
        request = ImportCsvRequest(path=str(copy), metadata=metadata)
        return len(col.import_csv(request).log.updated)
    except Exception as error:
        raise RehearsalError(f"Anki cannot import {path}: {error}") from error


def _learn(col: Any) -> _Learnt:
    cards = [col.get_card(card_id) for card_id in col.find_cards("")]
    if not cards:
        raise RehearsalError("the old package has no cards")
    for card in cards:
        card.start_timer()
        col.sched.answerCard(card, 3)
    notes = col.find_notes("")
    times = {note_id: col.get_note(note_id).mod for note_id in notes}
    col.tags.bulk_add(notes, MY_TAG)
    for note_id in notes:
        note = col.get_note(note_id)
        if MY_NOTES in note:
            note[MY_NOTES] = "something of mine"
            col.update_note(note)
    _date_back(col, times)
    suspended, moved = cards[0].id, cards[-1].id
    col.sched.suspend_cards([suspended])
    col.set_deck([moved], col.decks.id(MY_DECK))
    return _Learnt(
        reviews={card.id: _history(col, card.id) for card in cards},
        guids=frozenset(col.get_note(note_id).guid for note_id in notes),
        tagged=frozenset(notes),
        annotated=frozenset(n for n in notes if MY_NOTES in col.get_note(n)),
        suspended=suspended,
        moved=moved,
        empty=_empty(col),
    )


def _date_back(col: Any, times: dict[int, int]) -> None:
    """Date the learner's edits back to the old release: they came before the new one was made.

    Anki takes over a note only if it is newer than the learner's; none is newer than right now.
    """
    for note_id, time in times.items():
        col.db.execute("update notes set mod = ? where id = ?", time, note_id)


def _history(col: Any, card_id: int) -> tuple[int, int]:
    """Return a card's number of reviews, in its own count and in the log."""
    logged = col.db.scalar("select count() from revlog where cid = ?", card_id)
    reps = col.db.scalar("select reps from cards where id = ?", card_id)
    return reps, logged


def _empty(col: Any) -> frozenset[int]:
    """Return the cards that ask nothing."""
    return frozenset(id_ for note in col.get_empty_cards().notes for id_ in note.card_ids)


def _outcome(col: Any, learnt: _Learnt, log: Any, updated: int) -> Outcome:
    tagged = {n for n in learnt.tagged if MY_TAG in col.get_note(n).tags}
    annotated = {n for n in learnt.annotated if col.get_note(n)[MY_NOTES]}
    emptied = (_empty(col) - learnt.empty) & learnt.reviews.keys()
    kept = [id_ for id_, history in learnt.reviews.items() if _history(col, id_) == history]
    touched = max(updated, len(log.updated))
    in_package = {note.id.nid for note in (*log.updated, *log.duplicate, *log.conflicting)}
    note_ids = {id_ for id_ in col.find_notes("") if col.get_note(id_).guid in learnt.guids}
    return Outcome(
        new=len(log.new),
        updated=touched,
        untouched=len(note_ids) - touched - len(log.conflicting) - len(note_ids - in_package),
        conflicting=len(log.conflicting),
        orphaned=len(note_ids - in_package),
        cards=len(learnt.reviews),
        cards_kept=len(set(kept) - emptied),
        emptied=len(emptied),
        tags=len(learnt.tagged),
        tags_kept=len(tagged),
        notes=len(learnt.annotated),
        notes_kept=len(annotated),
        suspended_kept=col.get_card(learnt.suspended).queue == -1,
        deck_kept=col.decks.name(col.get_card(learnt.moved).did) == MY_DECK,
    )
