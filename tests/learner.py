"""A learner with a real Anki collection."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.import_export_pb2 import CsvMetadata, ImportCsvRequest


@dataclass(frozen=True)
class Log:
    """What Anki says of an import."""

    new: int
    updated: int
    duplicate: int
    conflicting: int


class Learner:
    """A real collection that packages are imported into."""

    def __init__(self, path: Path) -> None:
        self.col = Collection(str(path))

    def imports(self, package: Path) -> Log:
        request = ImportAnkiPackageRequest(
            package_path=str(package), options=ImportAnkiPackageOptions(merge_notetypes=True)
        )
        log = self.col.import_anki_package(request).log
        return Log(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def review_all(self) -> None:
        """Give every card a review, as a learner would over time."""
        for card_id in self.col.find_cards(""):
            card = self.col.get_card(card_id)
            card.start_timer()
            self.col.sched.answerCard(card, 3)

    def histories(self) -> dict[tuple[str, int], tuple[int, int]]:
        """Return (card id, reviews) by GUID and template."""
        cards = (self.col.get_card(card_id) for card_id in self.col.find_cards(""))
        return {(c.note().guid, c.ord): (c.id, c.reps) for c in cards}

    def cards(self) -> list[Any]:
        return [self.col.get_card(card_id) for card_id in self.col.find_cards("")]

    def find(self, text: str) -> list[str]:
        return [self.col.get_note(id_).fields[0] for id_ in self.col.find_notes(text)]

    def imports_text(self, path: Path) -> Log:
        metadata = self.col.get_csv_metadata(str(path), None)
        metadata.dupe_resolution = CsvMetadata.DupeResolution.UPDATE
        log = self.col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
        return Log(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def style_of(self, note_type: str) -> str:
        """Return a note type's style sheet as the backend has it now."""
        id_ = self.col.models.id_for_name(note_type)
        assert id_ is not None
        return str(self.col._backend.get_notetype_legacy(id_).decode())

    @property
    def db(self) -> Any:
        return self.col.db
