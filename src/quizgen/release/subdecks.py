"""What a package holds of each deck: its notes, and once more those that are no longer asked.

A package cannot delete. What is retired, or gone from the files, is sent once more with a tag that
finds it; afterwards nothing of it is sent, so that new learners never meet it.
"""

from __future__ import annotations

from quizgen.anki_syntax import at_start, deck_name
from quizgen.facts.deck import Preset
from quizgen.model import Card, Kind, Note, Origin
from quizgen.notes import note_types
from quizgen.project import Project
from quizgen.records import dataclass
from quizgen.release import identity, naming
from quizgen.release.ledger import Entry, Ledger, fact_of
from quizgen.text import anki_html, plain


@dataclass(frozen=True, slots=True)
class Subdeck:
    """A deck as Anki has it: a name whose parts ``::`` divides, a description, its notes."""

    key: str
    name: str
    description: str
    notes: tuple[Note, ...]
    preset: Preset | None = None


def subdecks(project: Project, ledger: Ledger) -> dict[str, Subdeck]:
    """Return each deck as it is packaged: its current notes, and what is sent once more."""
    collection = project.collection
    notes = naming.named(project.notes, ledger)
    every = [note for some in notes.values() for note in some]
    current = {identity.guid(collection.id, note) for note in every}
    once_more = ledger.to_send_once_more()
    gone: dict[str, list[Note]] = {}
    for guid, entry in once_more.items():
        if guid not in current:
            gone.setdefault(entry.place.split("/")[0], []).append(_note(guid, entry, project))
    made_decks = {}
    for deck in collection.decks:
        asked = [
            note
            for note in notes[deck.id]
            if not note.origin.retired or identity.guid(collection.id, note) in once_more
        ]
        made_decks[deck.id] = Subdeck(
            key=deck.id,
            name=_name(collection.title, identity.name_of(deck)),
            description=str(anki_html(deck.about or "")),
            notes=(*asked, *gone.pop(deck.id, ())),
            preset=deck.anki.preset,
        )
    for id_, rest in sorted(gone.items()):
        name = _name(collection.title, ledger.decks.get(id_, id_))
        made_decks[id_] = Subdeck(key=id_, name=name, description="", notes=tuple(rest))
    return made_decks


def _name(collection: str, title: str) -> str:
    """Return the whole name of a deck."""
    if title.startswith(identity.WHOLE):
        return deck_name(*title.removeprefix(identity.WHOLE).split("::"))
    return deck_name(plain(collection), plain(title))


def _note(guid: str, entry: Entry, project: Project) -> Note:
    """Return a note that the files no longer make, from what the ledger kept of it."""
    deck, fact = fact_of(entry.place).split("/")
    say = project.collection.speech.say
    is_asked = f"{deck}/{fact}" in project.fact_ids
    reason = say("retired.unasked" if is_asked else "retired.gone")
    types = note_types(project.collection)
    note_type = next(type_ for type_ in types if type_.key == entry.type)
    values = {"Retired": say("retired", reason=reason), **entry.fields}
    return Note(
        origin=Origin(
            deck=deck,
            fact=fact,
            kind=Kind.STATEMENT,
            level=identity.level_of(entry.tags),
            tags=entry.tags,
            citations=(),
            locate=project.collection.locate,
            retired=reason,
        ),
        address=entry.address,
        type=note_type,
        fields=tuple(
            values.get(name, "") if note_type.own else at_start(values.get(name, ""))
            for name in note_type.fields
        ),
        cards=tuple(Card(ordinal, "", "", "") for ordinal in entry.cards),
        place=entry.place,
        guid=guid,
    )
