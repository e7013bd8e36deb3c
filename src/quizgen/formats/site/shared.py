"""What the pages of a site load: look, script, what is searched, and what keeps the site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from quizgen.formats.pages.math_font import FONTS, linked
from quizgen.formats.pages.rendering import render
from quizgen.formats.site import addresses
from quizgen.formats.site.entries import Entry, Side
from quizgen.formats.site.page import Frame
from quizgen.output import File
from quizgen.resources import template_text, templates_dir
from quizgen.text import plain

WORDS = 300
"""Letters of a fact's answers that are searched, at the most."""


def style(frame: Frame) -> bytes:
    """Return the style sheet of all pages."""
    collection = frame.collection
    sheet = render("site/style.css", collection.speech, frame.edition, collection=collection)
    return sheet + linked("").encode()


def script(frame: Frame) -> bytes:
    """Return the script of all pages."""
    return template_text("site/site.js", frame.edition.templates).encode()


def icon(frame: Frame) -> bytes:
    """Return the site's picture."""
    return template_text("site/icon.svg", frame.edition.templates).encode()


def fonts() -> Iterable[File]:
    """Yield the files of the font that formulas are set in."""
    for name in FONTS:
        path = templates_dir() / "fonts" / name
        yield File(f"{addresses.SHARED}/{name}", path.read_bytes)


def index(titles: Iterable[tuple[str, str]], searched: Iterable[Iterable[str]]) -> bytes:
    """Return what can be looked up, as a script: decks by their ids and titles, then facts.

    ``searched`` are the rows of each deck's facts, in the same order.
    """
    lines = [_json(plain(title), "", addresses.deck(id_)) for id_, title in titles]
    lines += [f"{row[:-1]},{deck}]" for deck, rows in enumerate(searched) for row in rows]
    return "takeIndex([\n{}\n]);\n".format(",\n".join(lines)).encode()


def row(entry: Entry) -> str:
    """Return what a fact is found by, as JSON: its title, other words, its page."""
    words = " ".join(dict.fromkeys(_texts(entry)))[:WORDS]
    return _json(plain(entry.title), words, entry.path)


def _json(*values: str) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _texts(entry: Entry) -> Iterable[str]:
    """Yield the words that a fact is found by, beside its title."""
    sides: Iterable[Side] = (a for q in entry.questions for a in (*q.answers, q.asked))
    yield from (plain(side.text) for side in (*entry.answers, *sides) if side.text)
    yield from map(plain, entry.accept)


def manifest(frame: Frame) -> bytes:
    """Return what a browser that keeps the site as an application calls it."""
    speech, title = frame.collection.speech, plain(frame.collection.title)
    data = {
        "name": title,
        "lang": speech.tag,
        "dir": speech.direction,
        "start_url": addresses.START,
        "display": "minimal-ui",
        "background_color": "#fbfaf7",
        "theme_color": frame.edition.theme.accent or "#1f5f8b",
        "icons": [{"src": f"{addresses.SHARED}/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def service_worker(frame: Frame, paths: Sequence[str], version: str) -> bytes:
    """Return what keeps pages for when there is no network.

    ``version`` is the digest of what the site is made of: another one takes the place of all that
    was kept.
    """
    return render(
        "site/service-worker.js",
        frame.collection.speech,
        frame.edition,
        id=frame.collection.id,
        version=version[:16],
        paths=Markup(json.dumps(["./", *paths])),  # noqa: S704 - paths of ours, in a script
    )
