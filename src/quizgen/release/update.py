"""An update: a collection as its ledger knows it, and what learners would notice.

Every command that reads decks begins with :func:`opened`, so that none of them passes what another
refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

from quizgen.checks.stages.releases import BROKEN_LEDGER, STALE_LEDGER
from quizgen.diagnostics import Diagnostic, Position, Problems, counted, has_errors, in_order
from quizgen.kept_items import KeptItems
from quizgen.model import NoteType
from quizgen.notes import NOTE_TYPES, note_types
from quizgen.project import Project, inspect
from quizgen.records import dataclass
from quizgen.release import identity, ledger_file, naming
from quizgen.release.changes import changes, markdown
from quizgen.release.identity import name_of
from quizgen.release.ledger import Content, Ledger
from quizgen.release.ledger_file import ConflictError, LedgerError
from quizgen.release.remarks import Remarks
from quizgen.user_files import LARGEST_LEDGER, UnreadableError, read_text
from quizgen.workers import Workers

LEDGER = "ledger.json"


@dataclass(frozen=True, slots=True)
class Update:
    """A collection, its ledger as it was and as it is to be, and what there is to say of both."""

    project: Project
    old: Ledger
    ledger: Ledger
    warnings: tuple[Diagnostic, ...]

    @property
    def is_news(self) -> bool:
        """Whether the ledger has to be written."""
        return self.ledger != self.old

    def about(self, decks: Sequence[str]) -> tuple[Diagnostic, ...]:
        """Return the warnings, less those about other decks where some are named."""
        every = self.project.collection.decks
        files = {deck.id: deck.paths for deck in every}
        asked = frozenset().union(*(files[id_] for id_ in decks or files))
        others = frozenset().union(*files.values()) - asked
        return tuple(d for d in self.warnings if d.position.path not in others)


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that is wrong with a folder of decks, and of the rest what could be made of it."""

    diagnostics: tuple[Diagnostic, ...]
    project: Project | None = None
    update: Update | None = None


def inspected(
    folder: Path,
    now: int,
    texts: Path | None = None,
    *,
    workers: Workers | None = None,
    kept: KeptItems | None = None,
) -> Inspection:
    """Read a folder of decks and its ledger, and check all there is to check.

    ``now`` is Unix time; ``texts`` is a folder with the texts of sources, against which the
    evidence is checked; ``workers`` make and check the items, but for those that are ``kept``.
    """
    project, diagnostics = inspect(folder, texts, workers=workers, kept=kept)
    if project is None:
        return Inspection(diagnostics)
    try:
        old = read_ledger(folder, note_types(project.collection))
        new, noticed = bring_up_to_date(project, old, now)
    except Problems as problems:
        return Inspection(in_order((*diagnostics, *problems.diagnostics)), project)
    except UnreadableError:  # a template of the user's own; the checks have said so
        return Inspection(diagnostics, project)
    diagnostics = in_order((*diagnostics, *noticed))
    return Inspection(diagnostics, project, Update(project, old, new, diagnostics))


def opened(
    folder: Path,
    now: int,
    texts: Path | None = None,
    *,
    workers: Workers | None = None,
    kept: KeptItems | None = None,
) -> Update:
    """Return an update of a folder of decks in which nothing is wrong, as :func:`inspected` does.

    Raises:
        Problems: when anything is an error.

    """
    inspection = inspected(folder, now, texts, workers=workers, kept=kept)
    if inspection.update is None or has_errors(inspection.diagnostics):
        raise Problems(inspection.diagnostics)
    return inspection.update


def read_ledger(folder: Path, types: Iterable[NoteType] = NOTE_TYPES) -> Ledger:
    """Return the ledger of a folder of decks, an empty one where there is none.

    ``types`` are the note types of which there may be notes.

    Raises:
        Problems: when it cannot be read.

    """
    path = folder / LEDGER
    rebuild = "restore it from version control, or rebuild it: quizgen ledger LAST-RELEASE.apkg"
    try:
        ledger = ledger_file.load(read_text(path, LARGEST_LEDGER, folder))
        _require_known_types(ledger, {note_type.key for note_type in types})
    except FileNotFoundError:
        return Ledger()
    except ConflictError as error:
        hint = "finish the merge: quizgen ledger --merge"
        raise Problems([_damage(path, error.line, str(error), hint)]) from error
    except LedgerError as error:
        raise Problems([_damage(path, error.line, str(error), rebuild)]) from error
    except UnreadableError as error:
        raise Problems([_damage(path, 1, str(error), rebuild)]) from error
    return ledger


def _damage(path: Path, line: int, why: str, hint: str) -> Diagnostic:
    message = f"the ledger cannot be read: {why}"
    return Diagnostic(Position(path.as_posix(), line), BROKEN_LEDGER, message, hint)


def _require_known_types(ledger: Ledger, keys: Set[str]) -> None:
    for entry in ledger.notes.values():
        if entry.type not in keys:
            raise LedgerError(f"it has a note of the type '{entry.type}', which there is not")


def bring_up_to_date(project: Project, old: Ledger, now: int) -> tuple[Ledger, list[Diagnostic]]:
    """Return the ledger for a collection as it is now, and what learners would notice.

    Raises:
        Problems: when two notes would be one to Anki, or something would take another's reviews.

    """
    collection = project.collection
    notes = naming.named(project.notes, old)
    every = [note for some in notes.values() for note in some]
    types = note_types(collection)
    remarks = Remarks(collection, every, old)
    errors = list(remarks.errors())
    if has_errors(errors):
        raise Problems(errors)
    new = old.brought_up_to_date(
        identity.contents(collection.id, every),
        identity.type_digests(types, collection.templates, collection.look.theme),
        {deck.id: name_of(deck) for deck in collection.decks},
        now,
    )
    return new, [*errors, *remarks.warnings(new)]


def contents(project: Project, ledger: Ledger) -> dict[str, Content]:
    """Return what the ledger keeps of each note of a collection, by GUID."""
    notes = naming.named(project.notes, ledger)
    return identity.contents(project.collection.id, (n for some in notes.values() for n in some))


def release_notes(project: Project, ledger: Ledger) -> bytes:
    """Return what a learner will see change since the last release, as Markdown."""
    collection = project.collection
    notes = naming.named(project.notes, ledger)
    return markdown(
        changes(ledger),
        {identity.guid(collection.id, note): note for some in notes.values() for note in some},
        {deck.id: deck.deck for deck in collection.decks},
        collection.speech,
    )


def stale_ledger(folder: Path, old: Ledger, new: Ledger) -> Diagnostic:
    """Return what is wrong where a ledger does not know the notes as they are."""
    pairs: Iterable[tuple[Mapping[str, object], Mapping[str, object]]] = (
        (old.notes, new.notes),
        (old.types, new.types),
    )
    count = sum(
        before.get(key) != after.get(key)
        for before, after in pairs
        for key in before.keys() | after.keys()
    )
    changed = f"{counted(count, 'note or note type', 'notes or note types')}"
    changed += " has" if count == 1 else " have"
    message = f"the ledger is stale: {changed} changed since it was written"
    hint = "run 'quizgen build' and commit it"
    return Diagnostic(Position((folder / LEDGER).as_posix()), STALE_LEDGER, message, hint)
