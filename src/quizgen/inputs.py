"""What each file of a build is made of, as a digest: the same digest, the same bytes.

A page is made of what its deck asserts; a worksheet and a key also of the deck's items, and these
hold what other decks gave them as distractors. A package is made of its notes as the ledger knows
them. All are made of the code, the templates, the words of the language, and the options.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from pathlib import Path

from quizgen.digests import digest_of
from quizgen.facts import Deck
from quizgen.fingerprints import status
from quizgen.formats.documents import fonts
from quizgen.model import Edition
from quizgen.project import Project
from quizgen.release.identity import guid
from quizgen.release.ledger import Ledger
from quizgen.release.subdecks import Subdeck, subdecks


class Inputs:
    """The digests of what the files of a collection are made of."""

    def __init__(self, project: Project, ledger: Ledger, edition: Edition) -> None:
        self._project = project
        self._ledger = ledger
        self._edition = edition
        self._facts: dict[str, str] = {}
        self._items: dict[str, str] = {}

    @cached_property
    def common(self) -> str:
        """What all files are made of."""
        return digest_of(self._project.common, self._edition)

    def facts(self, deck: Deck) -> str:
        """What a deck's pages are made of, if nothing is asked on them."""
        if deck.id not in self._facts:
            of = self._project.of_deck(deck.id, "facts", partial(self._of_facts, deck))
            self._facts[deck.id] = digest_of(self.common, of)
        return self._facts[deck.id]

    def _of_facts(self, deck: Deck) -> str:
        head = replace(deck, facts=tuple(deck.facts), media={}, new_ids=(), stamps=())
        return digest_of(head, sorted(deck.media.items()), self._project.asserted(deck.id))

    def items(self, deck: Deck) -> str:
        """What a deck's worksheet is made of, and its bank."""
        if deck.id not in self._items:
            items = self._project.digest_of_items(deck.id)
            self._items[deck.id] = digest_of(self.facts(deck), items)
        return self._items[deck.id]

    @cached_property
    def subdecks(self) -> Mapping[str, Subdeck]:
        """The decks as they are packaged."""
        return subdecks(self._project, self._ledger)

    def packages(self, ids: Sequence[str]) -> str:
        """What a package of some decks is made of, or of all decks where none are named."""
        types = self._ledger.types
        return digest_of(self.common, types, [self._package(id_) for id_ in ids or self.subdecks])

    @cache  # noqa: B019 - it lives as long as a build
    def _package(self, id_: str) -> str:
        deck = self.subdecks[id_]
        return digest_of(replace(deck, notes=()), list(self._notes(deck)))

    def _notes(self, deck: Subdeck) -> Iterator[Sequence[object]]:
        """Yield what a package holds of each note; an entry's digest is of its fields and tags."""
        for note in deck.notes:
            key = guid(self._project.collection.id, note)
            entry = self._ledger.notes[key]
            media = tuple(medium.name for medium in note.media)
            ordinals = tuple(card.ordinal for card in note.cards)
            yield key, entry.type, entry.digest, entry.added, entry.changed, ordinals, media


@cache
def installed_fonts() -> str:
    """Return the digest of the fonts that PDFs are set with, by name and size."""
    sizes = ((Path(path).name, (status(path) or (0,))[0]) for path in fonts.files())
    return digest_of(sorted(sizes))
