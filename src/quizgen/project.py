"""A collection with all that is made of it, each thing once and when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from quizgen.assembly import Pool, assemble, worksheet_blueprint
from quizgen.assembly.bilingual import Lexicon, twin_of
from quizgen.checks.evidence import borne_out
from quizgen.checks.row import Material
from quizgen.checks.table import check, check_deck, check_items
from quizgen.diagnostics import Diagnostic, Problems, has_errors, in_order
from quizgen.digests import code, digest_of, files_of
from quizgen.distractors.bank import Traits, answerable_ways, traits_of, written_ways
from quizgen.distractors.changes import Changes
from quizgen.distractors.lookups import Lookups, WatchedBank
from quizgen.facts import Collection, Deck, Fact
from quizgen.kept_decks import KeptDecks
from quizgen.kept_items import Inspected, KeptItems
from quizgen.model import (
    Association,
    Blueprint,
    Excerpt,
    Form,
    Item,
    Note,
    PaperHead,
    Proposition,
    Statement,
)
from quizgen.notes import notes_of, own_notes
from quizgen.questions import Bank, items_of
from quizgen.reading import read_collection, read_texts
from quizgen.records import dataclass
from quizgen.sources import Paragraph, SourceText
from quizgen.workers import Task, Workers

T = TypeVar("T")


class UnknownDeckError(Exception):
    """Raised when there is no deck with an id; ``deck_ids`` are those that there are."""

    def __init__(self, id_: str, deck_ids: tuple[str, ...]) -> None:
        super().__init__(f"there is no deck '{id_}'")
        self.id = id_
        self.deck_ids = deck_ids


class _ByDeck(Mapping[str, T]):
    """Something of each deck, made when it is asked for."""

    def __init__(self, ids: Iterable[str], make: Callable[[str], T]) -> None:
        self._ids = tuple(ids)
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, id_: str) -> T:
        if id_ not in self._made:
            if id_ not in self._ids:
                raise KeyError(id_)
            self._made[id_] = self._make(id_)
        return self._made[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class Project:
    """A collection with all that is made of it, each thing once and when it is first needed."""

    def __init__(
        self,
        collection: Collection,
        workers: Workers | None = None,
        kept: KeptItems | None = None,
        kept_decks: KeptDecks | None = None,
    ) -> None:
        self.collection = collection
        self.workers = workers or Workers()
        is_many = len(collection.decks) > 1  # of one, all is made anew
        self._kept = kept if is_many else None
        self._kept_decks = kept_decks if is_many else None
        if kept_decks:
            kept_decks.collection = collection
        self._lookups: dict[str, Lookups] = {}
        self._inspected: dict[str, Inspected] = {}
        self._forms: dict[str, Form] = {}

    def of_deck(self, deck: str, name: str, make: Callable[[], T]) -> T:
        """Return what is made of a deck alone, by a name: as it is kept, or made now."""
        return self._kept_decks.of(deck, name, make) if self._kept_decks else make()

    @cached_property
    def _decks(self) -> Mapping[str, Deck]:
        return {deck.id: deck for deck in self.collection.decks}

    @cached_property
    def propositions(self) -> Mapping[str, tuple[Proposition, ...]]:
        """What each deck asserts, by deck id."""
        return _ByDeck(self._decks, self._propositions_of)

    def _propositions_of(self, id_: str) -> tuple[Proposition, ...]:
        deck, assert_ = self._decks[id_], self.collection.propositions
        return self.of_deck(id_, "propositions", lambda: tuple(assert_(deck)))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """All tags of all facts, sorted."""
        asserted = (p for ps in self.propositions.values() for p in ps)
        return tuple(sorted({tag for p in asserted for tag in p.origin.tags}))

    @cached_property
    def notes(self) -> Mapping[str, tuple[Note, ...]]:
        """The notes of each deck."""
        return _ByDeck(
            self._decks, lambda id_: self.of_deck(id_, "notes", partial(self._notes, id_))
        )

    def _notes(self, id_: str) -> tuple[Note, ...]:
        deck, collection = self._decks[id_], self.collection
        notes = notes_of(self.propositions[id_], deck, collection.language_of(deck))
        return (*own_notes(collection, deck), *notes)

    @cached_property
    def fact_ids(self) -> frozenset[str]:
        """``deck/fact`` of every fact."""
        return frozenset(f"{d.id}/{fact.id}" for d in self.collection.decks for fact in d.facts)

    def chosen(self, ids: Iterable[str]) -> list[Deck]:
        """Return the decks with some ids, each once, or all decks where there are none.

        Raises:
            UnknownDeckError: when there is no deck with one of them.

        """
        decks = self._decks
        wanted = dict.fromkeys(ids) or decks
        for id_ in wanted:
            if id_ not in decks:
                raise UnknownDeckError(id_, tuple(decks))
        return [decks[id_] for id_ in wanted]

    def facts(self, deck: Deck) -> tuple[Fact, ...]:
        """Return a deck's facts but the retired ones."""
        return tuple(fact for fact in deck.facts if not fact.retired)

    def fact_count(self, deck: Deck) -> int:
        """Return how many facts a deck has but the retired ones."""
        return self.of_deck(deck.id, "facts to learn", lambda: len(self.facts(deck)))

    def card_count(self, deck: Deck) -> int:
        """Return how many cards a new learner of a deck gets."""
        notes = self.notes[deck.id]
        return sum(len(note.cards) for note in notes if not note.origin.retired)

    @cached_property
    def printable(self) -> Mapping[str, tuple[Proposition, ...]]:
        """What paper can ask of each deck."""
        asserted = self.propositions
        return _ByDeck(asserted, lambda id_: tuple(filter(_is_printable, asserted[id_])))

    @cached_property
    def askable(self) -> Mapping[str, tuple[Proposition, ...]]:
        """What items can be made of, those about sounds included, of each deck."""
        asserted = self.propositions
        return _ByDeck(asserted, lambda id_: tuple(filter(_is_askable, asserted[id_])))

    @cached_property
    def items(self) -> Mapping[str, tuple[Item, ...]]:
        """The items of each deck, with distractors from all decks."""
        return _ByDeck(self.askable, self._items_of)

    def _items_of(self, deck: str) -> tuple[Item, ...]:
        bank = WatchedBank(self.bank) if self._kept else self.bank
        items = tuple(items_of(self.askable[deck], bank))
        if isinstance(bank, WatchedBank):
            self._lookups[deck] = bank.lookups
        return items

    @cached_property
    def bank(self) -> Bank:
        """All that can be asked, as the search for distractors needs it."""
        every = [p for ps in self.askable.values() for p in ps]
        traits = (t for id_ in (self._decks if self._kept else ()) for t in self._traits[id_])
        return Bank(every, self.collection.speech, traits)

    @cached_property
    def _traits(self) -> Mapping[str, Sequence[Traits]]:
        """The traits of each deck's questions, as they are kept, or found now."""
        return _ByDeck(self._decks, self._traits_of)

    def _traits_of(self, id_: str) -> Sequence[Traits]:
        if self._kept and self._kept.has(id_, self._made_of[id_]):
            return self._kept.traits(id_)
        return traits_of(self.askable[id_])

    @cached_property
    def _changes(self) -> Changes | None:
        """What has changed in the bank since the last build, as far as anybody knows."""
        if self._kept is None:
            return None
        return self._kept.since(self._made_of, self._traits.__getitem__)

    def inspected(self, deck: str) -> Inspected:
        """Return what there is to know of a deck's items."""
        if deck not in self._inspected:
            self._inspected[deck] = self._inspected_before(deck) or self._inspected_now(deck)
        return self._inspected[deck]

    def _inspected_before(self, deck: str) -> Inspected | None:
        if self._kept is None:
            return None
        asserted, bank = (lambda: self.askable[deck]), (lambda: self.bank)
        return self._kept.of(deck, self._made_of[deck], asserted, bank, self._changes)

    def _inspected_now(self, deck: str) -> Inspected:
        items = self.items[deck]
        digest = digest_of(items) if self._kept else ""  # or it is made when a file asks for it
        return Inspected(check_items(items), digest, self._lookups.get(deck))

    def digest_of_items(self, deck: str) -> str:
        """Return the digest of a deck's items."""
        return self.inspected(deck).digest or digest_of(self.items[deck])

    @cached_property
    def common(self) -> str:
        """The digest of what all is made of: code, templates, and the head of the collection."""
        own = self.collection.templates
        head = replace(self.collection, decks=(), references={}, templates=None)
        return digest_of(code(), files_of(own) if own else (), head)

    def asserted(self, deck: str) -> str:
        """Return the digest of what a deck asserts."""
        return self._asserted[deck]

    @cached_property
    def _asserted(self) -> Mapping[str, str]:
        def of(id_: str) -> str:
            return self.of_deck(id_, "asserted", lambda: digest_of(self.propositions[id_]))

        return _ByDeck(self._decks, of)

    @cached_property
    def _made_of(self) -> Mapping[str, str]:
        """The digest of what each deck's items are made of, but for what other decks give them."""
        heads = (
            replace(deck, facts=(), media={}, new_ids=(), stamps=())
            for deck in self.collection.decks
        )
        return {head.id: digest_of(self.common, head, self.asserted(head.id)) for head in heads}

    def worksheet(self, deck: Deck) -> Form:
        """The form of a deck's own worksheet."""
        if deck.id not in self._forms:
            self._forms[deck.id] = assemble(self._worksheet(deck.id, deck), self.items[deck.id])
        return self._forms[deck.id]

    def pair(self, deck: Deck) -> tuple[Form, Form]:
        """The worksheet of a translated deck in both languages, as far as both have its texts."""
        (base,) = self.chosen([deck.base])
        ours, theirs = self.propositions[base.id], self.propositions[deck.id]
        lexicon = Lexicon(ours, theirs, self.items[deck.id])
        items = [item for item in self.items[base.id] if lexicon.item(item)]
        form = assemble(self._worksheet(f"bilingual/{deck.id}", base), items)
        return form, twin_of(form, lexicon, deck.deck)

    def _worksheet(self, id_: str, deck: Deck) -> Blueprint:
        head = PaperHead(logo=self.collection.logo)
        return replace(worksheet_blueprint(id_, deck.deck, len(deck.facts)), head=head)

    @cached_property
    def pool(self) -> Pool:
        """All items, prepared for assembly."""
        return Pool(item for items in self.items.values() for item in items)

    def check(self, texts: Mapping[str, SourceText] | None = None) -> tuple[Diagnostic, ...]:
        """Run every check; of evidence only where there are texts."""
        decks = self.collection.decks
        if not self._kept or not self._changes or self._changes.is_any:
            _ = self.bank  # once, and not in each process
        self.workers.begin(Task(d.id, _inspect, (d.id,), len(d.facts)) for d in decks)
        bare = replace(self.collection, decks=())
        of_facts = [self.of_deck(d.id, "problems", partial(self._problems, d)) for d in decks]
        own = [
            self.of_deck(d.id, "has distractors", partial(self._has_distractors, d)) for d in decks
        ]
        allowing = [d for d in decks if self.of_deck(d.id, "allows", partial(_allows, d))]
        every = self.propositions.values() if any(own) else ()  # or there is nothing to prove
        material = Material(
            collection=self.collection,
            propositions=[p for ps in every for p in ps],
            notes=(),
            items=(),
            texts=texts,
        )

        def beside() -> Iterator[Diagnostic]:
            yield from check_deck(Material(collection=bare, propositions=(), notes=()))
            for problems in of_facts:
                yield from problems
            for order, inspected in self.workers.results():
                self._inspected[decks[order].id] = inspected
                yield from inspected.problems

        return check(material, beside(), replace(self.collection, decks=tuple(allowing)))

    def _problems(self, deck: Deck) -> tuple[Diagnostic, ...]:
        """Return what is wrong with a deck's facts and notes, but for what compares decks."""
        notes = [
            note
            for note in self.notes[deck.id]
            if not note.origin.retired and note.type.own is None  # what those show is not ours
        ]
        alone = replace(self.collection, decks=(deck,))
        propositions = self.propositions[deck.id]
        return check_deck(Material(collection=alone, propositions=propositions, notes=notes))

    def _has_distractors(self, deck: Deck) -> bool:
        """Whether a curator has written distractors in a deck."""
        return any(
            not isinstance(p, Statement | Excerpt)
            and (p.distractors or (isinstance(p, Association) and p.distractors_back))
            for p in self.propositions[deck.id]
        )

    def keep(self) -> None:
        """Keep what there is to know of all decks and their items for the next build or check."""
        if self._kept_decks:
            self._kept_decks.keep()
        if self._kept:
            made_of = self._made_of.items()
            inspected = {id_: (of, self._inspected[id_]) for id_, of in made_of}
            self._kept.keep(inspected, self.askable, self._traits)


def _allows(deck: Deck) -> bool:
    return any(fact.allow for fact in deck.facts)


def _inspect(project: Project, deck: str) -> Iterator[Inspected]:
    yield project.inspected(deck)


def _is_askable(p: Proposition) -> bool:
    """Whether a proposition is still asked, and can be answered in writing."""
    if p.origin.retired:
        return False
    return not isinstance(p, Association) or any(answerable_ways(p))


def _is_printable(p: Proposition) -> bool:
    """Whether a proposition is still asked, and says without a sound what it asks about."""
    if not _is_askable(p) or p.origin.is_heard:
        return False
    return not isinstance(p, Association) or any(written_ways(p))


def inspect(
    folder: Path,
    texts: Path | None = None,
    *,
    workers: Workers | None = None,
    kept: KeptItems | None = None,
) -> tuple[Project | None, tuple[Diagnostic, ...]]:
    """Read and check a folder of decks; return it with all that is wrong with it.

    It is None where it cannot be read. ``texts`` is a folder with the texts of sources, against
    which the evidence is checked. ``kept`` is what was found of items before.
    """
    kept_decks = KeptDecks(folder, kept.out) if kept else None
    reading = read_collection(folder, kept_decks)
    if reading.collection is None:
        return None, reading.diagnostics
    project = Project(reading.collection, workers, kept, kept_decks)
    project.workers.know(project, partial(_again, folder, kept.out if kept else None))
    problems: tuple[Diagnostic, ...] = ()
    texts_by_source = None
    if texts:
        try:
            texts_by_source = read_texts(texts, reading.collection.references)
        except Problems as unreadable:
            problems = unreadable.diagnostics
    return project, in_order((*reading.diagnostics, *problems, *project.check(texts_by_source)))


def _again(folder: Path, out: Path | None) -> Project:
    """Return the same project in another process, which has no errors by then."""
    collection = read_collection(folder).collection
    assert collection is not None  # noqa: S101 - it has been read
    return Project(collection, kept=KeptItems(out) if out else None)


def load(folder: Path, texts: Path | None = None) -> tuple[Project, tuple[Diagnostic, ...]]:
    """Read and check a folder of decks as :func:`inspect` does; return it with its warnings.

    Raises:
        Problems: when there is an error in it.

    """
    project, diagnostics = inspect(folder, texts)
    if project is None or has_errors(diagnostics):
        raise Problems(diagnostics)
    return project, diagnostics


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a source the decks cite: its prose paragraphs, and those that no fact cites.

    ``set_aside`` counts those that no fact cites and none has to: ``sources.yaml`` says why.
    """

    source: str
    paragraphs: int
    uncited: tuple[Paragraph, ...]
    set_aside: int = 0


def coverage(project: Project, texts: Path) -> tuple[Coverage, ...]:
    """Return what the decks make of each source whose text is in a folder.

    Raises:
        Problems: when the texts cannot be read.

    """
    texts_by_source = read_texts(texts, project.collection.references)
    cited = borne_out(project.collection, texts_by_source)
    shares = []
    for key, text in texts_by_source.items():
        prose = [paragraph for paragraph in text.paragraphs if paragraph.is_prose]
        uncited = [paragraph for paragraph in prose if paragraph not in cited[key]]
        excused = project.collection.references[key].set_aside
        left = tuple(paragraph for paragraph in uncited if paragraph.number not in excused)
        shares.append(Coverage(key, len(prose), left, len(uncited) - len(left)))
    return tuple(shares)
