"""Which pages a site has, each with the values that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property, partial
from typing import Any, TypeVar, cast

from quizgen import dates
from quizgen.dates import Edtf
from quizgen.digests import digest_of
from quizgen.facts import Collection, Deck
from quizgen.facts.parts import Passage
from quizgen.formats.site import addresses, changes
from quizgen.formats.site.changes import Change
from quizgen.formats.site.downloads import DeckFiles
from quizgen.formats.site.entries import Claim, Entry, Moment, entries
from quizgen.formats.site.page import Frame, SitePage
from quizgen.language import Language
from quizgen.model import Edition, Level, Proposition, Reference
from quizgen.records import dataclass
from quizgen.release.ledger import Ledger, fact_of
from quizgen.slugs import slug

T = TypeVar("T")
LATEST = 20
"""Changes that a deck's page shows."""


OfDeck = Callable[[str, str, Callable[[], Any]], Any]
"""Returns what is made of a deck alone, by its id and a name: as it is kept, or made now."""


def _made_now(_deck: str, _name: str, make: Callable[[], Any]) -> Any:
    return make()


@dataclass(frozen=True)
class Contents:
    """What a site is made of: decks with what is handed out of them, and what they assert.

    ``base_url`` is where it will be read, if anybody has said so. Unless it ``is_whole``, only the
    pages of these decks are made. ``of_deck`` has what is kept of decks that are as they were.
    """

    collection: Collection
    rows: Sequence[DeckFiles]
    propositions: Mapping[str, Sequence[Proposition]]
    ledger: Ledger
    edition: Edition = field(default_factory=Edition)
    base_url: str = ""
    is_whole: bool = True
    whole: str = ""
    of_deck: OfDeck = _made_now

    @cached_property
    def entries(self) -> Mapping[str, tuple[Entry, ...]]:
        """The facts of each deck, by its id."""
        return {row.deck.id: self.of(row.deck, "entries", self._entries) for row in self.rows}

    def _entries(self, deck: Deck) -> tuple[Entry, ...]:
        return entries(self.collection, deck, self.propositions[deck.id])

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The digest of each fact, by ``deck/fact``: each is on more than one page."""
        digests: dict[str, str] = {}
        for row in self.rows:
            digests |= self.of(row.deck, "digests of entries", self._digests)
        return digests

    def _digests(self, deck: Deck) -> dict[str, str]:
        return {entry.origin.id: digest_of(entry) for entry in self.entries[deck.id]}

    def of(self, deck: Deck, name: str, make: Callable[[Deck], T]) -> T:
        """Return what is made of a deck alone, by a name: as it is kept, or made now."""
        return cast("T", self.of_deck(deck.id, name, partial(make, deck)))

    @cached_property
    def every(self) -> tuple[Entry, ...]:
        """The facts of all decks but the retired ones."""
        return tuple(e for some in self.entries.values() for e in some if not e.origin.retired)

    @cached_property
    def originals(self) -> tuple[Entry, ...]:
        """The facts of all decks but the retired ones and those that are translations of others."""
        translated = {deck.id for deck in self.collection.decks if deck.base}
        return tuple(entry for entry in self.every if entry.origin.deck not in translated)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles of the decks by their ids."""
        return {deck.id: deck.deck for deck in self.collection.decks}

    @cached_property
    def authors(self) -> Mapping[str, str]:
        """The short names of authors, by their names: of a source's, its citation key."""
        keys = {reference.who: reference.key for reference in self.collection.references.values()}
        names: dict[str, str] = {}
        for who in dict.fromkeys(claim.who for e in self.originals for claim in e.claims):
            name = keys.get(who) or slug(who)
            while name in names.values():
                name += "-2"
            names[who] = name
        return names

    @cached_property
    def frame(self) -> Frame:
        """What all pages share."""
        has_timeline = any(entry.moments for entry in self.originals)
        references, is_whole = bool(self.collection.references), self.is_whole
        return Frame(
            self.collection,
            self.edition,
            self.base_url,
            has_timeline and is_whole,
            references and is_whole,
            bool(self.authors) and is_whole,
        )


def pages(contents: Contents) -> Iterator[SitePage]:
    """Yield the pages of a site: those of decks and facts, and those of the whole collection."""
    news = _by_deck(contents)
    for row in contents.rows:
        yield _deck(contents, row, news.get(row.deck.id, ()))
        yield from _facts(contents, row)
    yield from _moved(contents)
    if not contents.is_whole:
        return
    yield _start(contents)
    if contents.frame.has_timeline:
        yield _timeline(contents)
    if contents.frame.has_sources:
        yield from _sources(contents)
    if contents.frame.has_authors:
        yield from _authors(contents)


def _bare(row: DeckFiles) -> DeckFiles:
    """Return a row without what its page does not show of the deck."""
    deck = replace(row.deck, facts=(), media={}, new_ids=(), stamps=())
    return replace(row, deck=deck)


def _twins(contents: Contents, deck: Deck) -> Iterator[tuple[Deck, Language]]:
    """Yield the same deck in other languages, each with its language."""
    base = deck.base or deck.id
    for row in contents.rows:
        if row.deck.id != deck.id and base in (row.deck.id, row.deck.base):
            yield row.deck, contents.collection.language_of(row.deck)


# --- decks and facts ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class News:
    """A change with its day, and the heading of its fact, if the fact is still there."""

    day: Edtf
    sort: str
    heading: str
    path: str


def _by_deck(contents: Contents) -> Mapping[str, tuple[Change, ...]]:
    by_deck: dict[str, tuple[Change, ...]] = {}
    since = changes.since_the_first_day(contents.ledger, changes.latest(contents.ledger))
    for change in since:
        deck = change.fact.split("/")[0]
        by_deck[deck] = (*by_deck.get(deck, ()), change)[:LATEST]
    return by_deck


def _deck(contents: Contents, row: DeckFiles, news: Iterable[Change]) -> SitePage:
    deck, language = row.deck, contents.collection.language_of(row.deck)
    some = contents.entries[deck.id]
    live = [entry for entry in some if not entry.origin.retired]
    levels = [(level, [e for e in live if e.origin.level is level]) for level in Level]
    cited = dict.fromkeys(p.source for entry in live for p in entry.passages)
    references = contents.collection.references
    by_id = {entry.origin.id: entry for entry in some}
    values: dict[str, Any] = {
        "row": _bare(row),
        "sources": [references[key] for key in cited if key in references],
        "news": [_news(change, by_id[change.fact]) for change in news if change.fact in by_id],
        "twins": [(twin.id, twin.deck, speech.tag) for twin, speech in _twins(contents, deck)],
    }
    digests = ([contents.digests[entry.origin.id] for entry in live], sorted(values.items()))
    values["levels"] = [(level, of) for level, of in levels if of]
    path, about = addresses.deck(deck.id), deck.about or ""
    return SitePage(path, "deck", language, deck.deck, about, values, digests)


def _news(change: Change, entry: Entry) -> News:
    return News(dates.parse(change.day), change.sort, entry.title, entry.path)


def _facts(contents: Contents, row: DeckFiles) -> Iterator[SitePage]:
    """Yield the page of each fact of a deck, with the way to its neighbours among the live ones."""
    deck, collection = row.deck, contents.collection
    live = [e.origin.fact for e in contents.entries[deck.id] if not e.origin.retired]
    places = {id_: place for place, id_ in enumerate(live)}
    twins = [(t.id, {f.id for f in t.facts}, speech) for t, speech in _twins(contents, deck)]
    for entry in contents.entries[deck.id]:
        id_ = entry.origin.fact
        place = places.get(id_)
        beside = [] if place is None else [live[place - 1] if place else "", *live[place + 1 :][:1]]
        language = collection.language_in(deck, entry.language)
        values: dict[str, Any] = {
            "deck": deck.deck,
            "words": sorted(deck.words),
            "web": f"{row.web}#{id_}" if row.web else "",
            "beside": (*beside, "", "")[:2],
            "sources": _cited(collection.references, entry.passages),
            "authors": [(c.who, contents.authors.get(c.who, "")) for c in entry.claims],
            "twins": [
                (twin, speech.locale.display_name or speech.tag, speech.tag)
                for twin, ids, speech in twins
                if id_ in ids
            ],
        }
        digests = (contents.digests[entry.origin.id], sorted(values.items()))
        values |= {"entry": entry}
        yield SitePage(entry.path, "fact", language, entry.title, deck.deck, values, digests)


def _moved(contents: Contents) -> Iterator[SitePage]:
    """Yield a page for each former address of a fact, which leads to the one that it has now."""
    entries = {entry.origin.id: entry for some in contents.entries.values() for entry in some}
    targets = {
        name: entries[now]
        for noted in contents.ledger.notes.values()
        if noted.places and (now := fact_of(noted.place)) in entries
        for name in noted.names - entries.keys()
    }
    for name, entry in sorted(targets.items()):
        path, speech = addresses.fact(*name.split("/")), contents.collection.speech
        values = {"target": entry.path}
        yield SitePage(path, "moved", speech, entry.title, "", values)


def _cited(
    references: Mapping[str, Reference], passages: Iterable[Passage]
) -> list[tuple[Reference, Passage]]:
    return [(references[p.source], p) for p in passages if p.source in references]


# --- the whole collection -----------------------------------------------------------------------


def _start(contents: Contents) -> SitePage:
    collection = contents.collection
    rows = [_bare(row) for row in contents.rows]
    about, values = collection.about or "", {"rows": rows, "whole": contents.whole}
    return SitePage(addresses.START, "start", collection.speech, collection.title, about, values)


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment on the timeline: whose it is, and how many years passed since the one before.

    ``decks`` are those that tell it.
    """

    moment: Moment
    entry: str
    decks: tuple[str, ...]
    language: str
    gap: int


def _timeline(contents: Contents) -> SitePage:
    collection = contents.collection
    every = sorted(_told(contents), key=lambda told: (_first(told[0].date), told[0].date.latest))
    before, line = _first(every[0][0].date)[0], []
    for moment, entry, decks in every:
        year = _first(moment.date)[0]
        line.append(Dated(moment, entry.path, decks, entry.language, year - before))
        before = year
    titles = {id_: contents.titles[id_] for dated in line for id_ in dated.decks}
    title = collection.speech.say("timeline.title")
    values = {"line": line, "decks": titles}
    return SitePage(addresses.TIMELINE, "timeline", collection.speech, title, "", values)


def _told(contents: Contents) -> Iterator[tuple[Moment, Entry, tuple[str, ...]]]:
    """Yield each moment with its fact and the decks that tell it.

    What a column says is not told again beside another fact of the same name and date.
    """
    alike: dict[tuple[str, Edtf], list[tuple[Moment, Entry]]] = {}
    for entry in contents.originals:
        for moment in entry.moments:
            alike.setdefault((moment.text, moment.date), []).append((moment, entry))
    for pairs in alike.values():
        kept = [pair for pair in pairs if not pair[0].is_cell] or pairs
        left_out = [pair[1].origin.deck for pair in pairs if pair not in kept]
        for moment, entry in kept:
            yield moment, entry, tuple(dict.fromkeys([entry.origin.deck, *left_out]))
            left_out = []


def _first(date: Edtf) -> dates.Day:
    """Return the first day of a date; of one without a beginning, that of its end."""
    return date.start.first if date.start else date.point.first


@dataclass(frozen=True, slots=True)
class Line:
    """A fact in a list: its heading, its page, and what is said beside it, in Markdown."""

    heading: str
    path: str
    beside: str
    language: str


def _sources(contents: Contents) -> Iterator[SitePage]:
    collection = contents.collection
    language, references = collection.speech, collection.references
    lines: dict[str, dict[str, list[Line]]] = {key: {} for key in references}
    for entry in contents.originals:
        for key, places in _places(entry.passages).items():
            if key in lines:
                line = Line(entry.title, entry.path, places, entry.language)
                lines[key].setdefault(entry.origin.deck, []).append(line)
    counts = {key: sum(map(len, by_deck.values())) for key, by_deck in lines.items()}
    ordered = sorted(references.values(), key=lambda reference: (reference.full, reference.key))
    title = language.say("paper.sources")
    listed = [(reference, counts[reference.key]) for reference in ordered]
    yield SitePage(addresses.SOURCES, "sources", language, title, "", {"references": listed})
    for key, reference in references.items():
        by_deck = [(contents.titles[id_], of) for id_, of in lines[key].items()]
        values = {
            "reference": reference,
            "count": counts[key],
            "by_deck": by_deck,
            "author": contents.authors.get(reference.who, ""),
        }
        path = addresses.source(key)
        yield SitePage(path, "source", language, reference.short, reference.full, values)


def _places(passages: Iterable[Passage]) -> Mapping[str, str]:
    """Return the places in each source, in one text."""
    places: dict[str, dict[str, None]] = {}
    for passage in passages:
        places.setdefault(passage.source, {})[passage.at or ""] = None
    return {key: "; ".join(filter(None, of)) for key, of in places.items()}


@dataclass(frozen=True, slots=True)
class Argued:
    """A claim with the page of its fact."""

    claim: Claim
    path: str
    language: str


def _authors(contents: Contents) -> Iterator[SitePage]:
    language, keys = contents.collection.speech, contents.collection.references
    argued: dict[str, list[Argued]] = {who: [] for who in contents.authors}
    for entry in contents.originals:
        for claim in entry.claims:
            argued[claim.who].append(Argued(claim, entry.path, entry.language))
    names = contents.authors
    ordered = sorted(argued, key=lambda who: (names[who], who))
    title = language.say("organiser.claims")
    listed = [(who, names[who], len(argued[who])) for who in ordered]
    yield SitePage(addresses.AUTHORS, "authors", language, title, "", {"authors": listed})
    for who in ordered:
        source = names[who] if names[who] in keys and keys[names[who]].who == who else ""
        values = {"argued": argued[who], "source": source}
        yield SitePage(addresses.author(names[who]), "author", language, who, title, values)
