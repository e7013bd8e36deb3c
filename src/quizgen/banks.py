"""A deck's whole bank of items, in each medium that holds a form: for a learning platform."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from quizgen.facts import Deck
from quizgen.formats import MEDIA, DeckRenderer, FormMedium
from quizgen.formats.exchange.outcome import losses_suffix, report
from quizgen.model import Edition, Form, Section
from quizgen.output import File
from quizgen.project import Project
from quizgen.questions import QUESTION_TYPES


def bank(project: Project, deck: Deck) -> Form:
    """Return a deck's items as a form without a label, type by type.

    Left out is what no curator has worded: a paper takes it where nothing else is left, and a bank
    can do without.
    """
    items = [item for item in project.items[deck.id] if not item.derived]
    sections = (
        Section(type_, tuple(item for item in items if item.type == type_))
        for type_ in QUESTION_TYPES
    )
    return Form(deck.deck, "", tuple(s for s in sections if s.items), blueprint=deck.id)


def files(project: Project, deck: Deck, media: Iterable[str], edition: Edition) -> Iterator[File]:
    """Yield a deck's bank in each of the media that hold a form, with what each loses of it."""
    for name in media:
        medium = MEDIA[name]
        if isinstance(medium, FormMedium) and medium.of_deck:
            make = partial(_of_deck, project, deck, medium.of_deck, edition)
            yield File(f"{medium.folder}/{deck.id}.html", make)
        elif isinstance(medium, FormMedium):
            stem = f"{medium.folder}/{deck.id}"
            yield File(stem + medium.suffix, partial(_rendered, project, deck, medium, edition))
            if medium.outcomes:
                make = partial(_losses, project, deck, medium)
                yield File(stem + losses_suffix(medium.suffix), make)
            yield from (File(f"{medium.folder}/{n}", make) for n, make in medium.beside.items())


def _rendered(project: Project, deck: Deck, medium: FormMedium, edition: Edition) -> bytes:
    return medium.render(bank(project, deck), edition, project.collection.language_of(deck))


def _of_deck(project: Project, deck: Deck, render: DeckRenderer, edition: Edition) -> bytes:
    notes = [
        note
        for note in project.notes[deck.id]
        if not note.origin.retired and note.type.own is None  # whose HTML is for Anki alone
    ]
    language = project.collection.language_of(deck)
    return render(bank(project, deck), notes, edition, language)


def _losses(project: Project, deck: Deck, medium: FormMedium) -> bytes:
    assert medium.outcomes  # noqa: S101 - files() has looked
    language = project.collection.language_of(deck)
    return report(deck.deck, medium.outcomes(bank(project, deck), language))
