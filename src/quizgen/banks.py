"""A deck's whole bank of items, in each medium that holds a form: for a learning platform."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from quizgen.diagnostics import Diagnostic
from quizgen.facts import Deck
from quizgen.formats import (
    MEDIA,
    DeckRenderer,
    FormMedium,
    SiteMedium,
    outcomes_in,
    pictures,
    pieces,
)
from quizgen.formats.exchange.outcome import as_errors, losses_suffix, report
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


def files(
    project: Project,
    deck: Deck,
    media: Sequence[str],
    edition: Edition,
    *,
    is_divided: bool = False,
) -> Iterator[File]:
    """Yield a deck's bank in each of the media that hold a form, with what each loses of it.

    ``is_divided`` adds a file for each item, in a folder, where a format has such files.
    """
    for name in media:
        medium = MEDIA[name]
        if isinstance(medium, FormMedium) and medium.of_deck:
            render = (has_site(media) and medium.of_deck_in_site) or medium.of_deck
            make = partial(_of_deck, project, deck, render, edition)
            yield File(f"{medium.folder}/{deck.id}{medium.deck_suffix}", make)
        elif isinstance(medium, FormMedium):
            stem = f"{medium.folder}/{deck.id}"
            make = partial(_rendered, project, deck, medium, edition, exported(media))
            yield File(stem + medium.suffix, make)
            yield from pictures(stem, medium, deck.media.values())
            if medium.divided and is_divided:
                form, language = bank(project, deck), project.collection.language_of(deck)
                yield from pieces(stem, medium, form, language)
            if medium.outcomes:
                make = partial(_losses, project, deck, medium)
                yield File(stem + losses_suffix(medium.suffix), make)
            yield from (File(f"{medium.folder}/{n}", make) for n, make in medium.beside.items())


def paths(deck: Deck, media: Sequence[str]) -> Iterator[str]:
    """Yield where a deck's bank stands in each format of another program."""
    for name in exported(media):
        medium = MEDIA[name]
        assert isinstance(medium, FormMedium)  # noqa: S101 - exported() has looked
        yield f"{medium.folder}/{deck.id}{medium.suffix}"


def exported(media: Iterable[str]) -> tuple[str, ...]:
    """Return those of some media that are formats of other programs."""
    rows = ((name, MEDIA[name]) for name in media)
    return tuple(name for name, row in rows if isinstance(row, FormMedium) and row.outcomes)


def has_site(media: Iterable[str]) -> bool:
    """Whether the pages of some media stand in a site, to which they may lead."""
    return any(isinstance(MEDIA[name], SiteMedium) for name in media)


def losses(project: Project, deck: Deck, media: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield what formats of other programs change of a deck's bank, or leave out, as errors."""
    language = project.collection.language_of(deck)
    for name, outcomes in outcomes_in(media, bank(project, deck), language).items():
        yield from as_errors(name, outcomes)


def _rendered(
    project: Project, deck: Deck, medium: FormMedium, edition: Edition, others: Sequence[str]
) -> bytes:
    form, language = bank(project, deck), project.collection.language_of(deck)
    if medium.with_outcomes:
        return medium.with_outcomes(form, edition, language, outcomes_in(others, form, language))
    return medium.render(form, edition, language)


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
