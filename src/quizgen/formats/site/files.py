"""All files of a site, each with the digest of what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from quizgen.digests import digest_of
from quizgen.facts import Deck
from quizgen.formats.site import addresses, changes, feed, shared
from quizgen.formats.site.entries import media_of
from quizgen.formats.site.page import SitePage
from quizgen.formats.site.pages import Contents, pages
from quizgen.formats.site.pictures import is_inert
from quizgen.output import File

Made = tuple[File, str]
"""A file, and the digest of what it is made of beside code, templates and the collection's head."""


def files(contents: Contents, others: Sequence[tuple[str, str]] = ()) -> Iterator[Made]:
    """Yield the files of a site.

    ``others`` are pages of decks that it leads to and keeps for when there is no network, each with
    the digest of what it is made of.
    """
    frame = contents.frame
    every = [(page.file(frame), _digest(contents, page)) for page in pages(contents)]
    every += _shared(contents)
    yield from every
    yield from _media(contents)
    if contents.is_whole:
        if contents.base_url:
            yield from _told(contents, every)
        yield from _kept(contents, [*((file.path, of) for file, of in every), *others])


def _digest(contents: Contents, page: SitePage) -> str:
    return digest_of(contents.frame.key, page.key)


def _shared(contents: Contents) -> Iterator[Made]:
    frame, folder = contents.frame, addresses.SHARED
    for name, make in (
        ("style.css", shared.style),
        ("site.js", shared.script),
        ("icon.svg", shared.icon),
    ):
        yield File(f"{folder}/{name}", partial(make, frame)), digest_of(name)
    yield from ((file, digest_of(file.path)) for file in shared.fonts())
    if (logo := frame.collection.logo) and is_inert(logo):
        path = addresses.medium(logo)
        yield File(path, partial(bytes, logo.data)), digest_of(path)
    if contents.is_whole:
        decks = [(row.deck.id, row.deck.deck) for row in contents.rows]
        make_index = partial(_index, contents, decks)
        yield File(f"{folder}/index.js", make_index), digest_of(decks, contents.digests)
        yield File("manifest.webmanifest", partial(shared.manifest, frame)), digest_of(frame.key)


def _index(contents: Contents, decks: Sequence[tuple[str, str]]) -> bytes:
    rows = (
        contents.of(row.deck, "searched", partial(_searched, contents)) for row in contents.rows
    )
    return shared.index(decks, rows)


def _searched(contents: Contents, deck: Deck) -> tuple[str, ...]:
    live = (entry for entry in contents.entries[deck.id] if not entry.origin.retired)
    return tuple(map(shared.row, live))


def _media(contents: Contents) -> Iterator[Made]:
    some = (entry for of in contents.entries.values() for entry in of)
    for path, medium in media_of(some).items():
        yield File(path, partial(bytes, medium.data)), digest_of(path)


def _told(contents: Contents, every: Iterable[Made]) -> Iterator[Made]:
    """Yield the feed and the map of the site."""
    frame = contents.frame
    entries = {entry.origin.id: entry for of in contents.entries.values() for entry in of}
    recent = feed.days(changes.latest(contents.ledger), entries, contents.titles, frame)
    make = partial(feed.feed, frame, recent)
    yield File("feed.xml", make), digest_of(frame.key, frame.collection.authors, recent)
    paths = [file.path for file, _ in every if file.path.endswith(".html")]
    yield File("sitemap.xml", partial(feed.sitemap, frame, paths)), digest_of(frame.key, paths)


def _kept(contents: Contents, every: Sequence[tuple[str, str]]) -> Iterator[Made]:
    """Yield what keeps all but the pages of facts, which are kept as they are read."""
    paths = [path for path, _ in every if not path.startswith("fact/")]
    version = digest_of(sorted(every))
    make = partial(shared.service_worker, contents.frame, paths, version)
    yield File("service-worker.js", make), version
