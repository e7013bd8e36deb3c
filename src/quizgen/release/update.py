"""What learners get: the notes of a collection as its ledger knows them.

A package cannot delete. What is retired, or gone from the files, is sent once more with a tag that
finds it; afterwards nothing of it is sent, so that new learners never meet it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quizgen.anki_syntax import at_start, deck_name
from quizgen.diagnostics import Code, Diagnostic, Position, Problems
from quizgen.facts.deck import Preset
from quizgen.model import Card, Kind, Level, Note, Origin
from quizgen.notes import NOTE_TYPES
from quizgen.project import Project
from quizgen.release import identity, ledger
from quizgen.release.changes import changes, markdown
from quizgen.release.ledger import Content, Entry, Ledger
from quizgen.text import anki_html, plain

LEDGER = "ledger.json"


@dataclass(frozen=True, slots=True)
class Subdeck:
    """A deck as Anki has it: a name whose parts ``::`` divides, a description, its notes."""

    key: str
    name: str
    description: str
    notes: tuple[Note, ...]
    preset: Preset | None = None


def read_ledger(folder: Path) -> Ledger:
    """Return the ledger of a folder of decks, an empty one where there is none.

    Raises:
        Problems: when it cannot be read.

    """
    path = folder / LEDGER
    try:
        return ledger.load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Ledger()
    except (OSError, ValueError) as error:
        said = f"the ledger cannot be read: {error}"
        hint = "restore it from version control, or rebuild it: quizgen ledger LAST-RELEASE.apkg"
        raise Problems([Diagnostic(Position(path.as_posix()), Code.LEDGER, said, hint)]) from error


def bring_up_to_date(project: Project, old: Ledger, now: int) -> tuple[Ledger, list[Diagnostic]]:
    """Return the ledger for a collection as it is now, and what learners would notice.

    Raises:
        Problems: when two notes would be one to Anki, or a gap would take another's reviews.

    """
    found = contents(project)
    decks = {deck.id: deck.deck for deck in project.collection.decks}
    errors = [*_twice(project), *_renumbered(project, found, old)]
    if errors:
        raise Problems(errors)
    new = old.brought_up_to_date(
        found, identity.type_digests(NOTE_TYPES, project.collection.templates), decks, now
    )
    return new, [*_renamed(project, old), *_unknown_was(project, old)]


def contents(project: Project) -> dict[str, Content]:
    """Return what the ledger keeps of each note of a collection."""
    return identity.contents(project.collection.id, project.every_note)


def subdecks(project: Project, known: Ledger) -> dict[str, Subdeck]:
    """Return each deck as it is packaged: its current notes, and what is sent once more."""
    collection = project.collection
    once_more = known.to_send_once_more()
    current = set(contents(project))
    gone: dict[str, list[Note]] = {}
    for guid, entry in once_more.items():
        if guid not in current:
            gone.setdefault(entry.address.split("/")[0], []).append(_from_entry(entry, project))
    found = {}
    for deck in collection.decks:
        notes = [
            note
            for note in project.notes[deck.id]
            if not note.origin.retired or identity.guid(collection.id, note) in once_more
        ]
        found[deck.id] = Subdeck(
            key=deck.id,
            name=deck_name(plain(collection.title), plain(deck.deck)),
            description=str(anki_html(deck.about or "")),
            notes=(*notes, *gone.pop(deck.id, ())),
            preset=deck.anki.preset,
        )
    for id_, notes in sorted(gone.items()):
        name = deck_name(plain(collection.title), plain(known.decks.get(id_, id_)))
        found[id_] = Subdeck(key=id_, name=name, description="", notes=tuple(notes))
    return found


def _from_entry(entry: Entry, project: Project) -> Note:
    """Return a note whose fact is gone, from what the ledger kept of it."""
    deck, fact, *_ = entry.address.split("/")
    say = project.collection.speech.say
    reason = say("retired.gone")
    note_type = next(t for t in NOTE_TYPES if t.key == entry.type)
    values = {**entry.fields, "Retired": say("retired", reason=reason)}
    return Note(
        origin=Origin(
            deck=deck,
            fact=fact,
            kind=Kind.STATEMENT,
            level=Level.DETAIL,
            tags=(),
            citations=(),
            locate=project.collection.locate,
            retired=reason,
        ),
        address=entry.address,
        type=note_type,
        fields=tuple(at_start(values.get(name, "")) for name in note_type.fields),
        cards=tuple(Card(ordinal, "", "", "") for ordinal in entry.cards),
    )


def _twice(project: Project) -> Iterator[Diagnostic]:
    first: dict[str, Note] = {}
    for note in project.every_note:
        earlier = first.setdefault(note.address, note)
        if earlier is not note:
            said = f"'{note.origin.id}' and '{earlier.origin.id}' would be one note to Anki"
            hint = f"only one of them can have been '{note.address}'"
            yield Diagnostic(note.origin.locate("was"), Code.DUPLICATE_NOTE, said, hint)


def _renumbered(
    project: Project, found: Mapping[str, Content], old: Ledger
) -> Iterator[Diagnostic]:
    """Yield gaps that would take over another gap's reviews."""
    for note in project.every_note:
        guid = identity.guid(project.collection.id, note)
        if guid not in old.notes or Code.GAP_RENUMBERED in note.origin.allow:
            continue
        before, now = old.notes[guid].gaps, found[guid].gaps
        for number, text in before.items():
            moved = [n for n, t in now.items() if t == text and before.get(n) != text]
            if now.get(number) != text and moved:
                said = f"the gap '{text}' was number {number} and is now number {moved[0]}"
                hint = f"write [{text}]{{{number}}}, or its reviews pass to another gap"
                place = note.origin.locate(note.origin.kind)
                yield Diagnostic(place, Code.GAP_RENUMBERED, said, hint)


def _renamed(project: Project, old: Ledger) -> Iterator[Diagnostic]:
    decks = {deck.id: deck for deck in project.collection.decks}
    for id_, name in old.renamed({id_: deck.deck for id_, deck in decks.items()}).items():
        said = f"the deck '{name}' is now called '{decks[id_].deck}'"
        hint = (
            "Anki finds decks by name: the cards that learners have stay in the old deck, new ones "
            "go to the new one; ask them to rename theirs before they import, or keep the title"
        )
        yield Diagnostic(decks[id_].locate("deck"), Code.DECK_RENAMED, said, hint)


def _unknown_was(project: Project, old: Ledger) -> Iterator[Diagnostic]:
    known = {"/".join(entry.address.split("/")[:2]) for entry in old.notes.values()}
    seen = set()
    for note in project.every_note:
        origin = note.origin
        if known and origin.identity not in {origin.id, *known} and origin.id not in seen:
            seen.add(origin.id)
            said = f"the ledger knows no fact '{origin.identity}'"
            yield Diagnostic(origin.locate("was"), Code.UNKNOWN_WAS, said, "check its former id")


def release_notes(project: Project, known: Ledger) -> bytes:
    """Return what a learner will see change since the last release, as Markdown."""
    collection = project.collection
    return markdown(
        changes(known),
        {identity.guid(collection.id, note): note for note in project.every_note},
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
    said = f"the ledger is stale: {count} notes or note types have changed since it was written"
    hint = "run 'quizgen build' and commit it"
    return Diagnostic(Position((folder / LEDGER).as_posix()), Code.STALE_LEDGER, said, hint)
