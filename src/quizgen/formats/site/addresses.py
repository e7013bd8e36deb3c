"""Where the pages of a site stand, under the output folder.

An address is made of ids that never change. Links are relative and name a file, so that they lead
somewhere on a memory stick, too.
"""

from __future__ import annotations

from quizgen.formats.site.pictures import is_inert
from quizgen.model import Media
from quizgen.user_files import is_reserved

START = "index.html"
TIMELINE = "timeline.html"
SOURCES = "source/index.html"
AUTHORS = "author/index.html"
SHARED = "site"
"""The folder of what all pages load."""


def deck(id_: str) -> str:
    """Return where the page of a deck stands."""
    return f"deck/{id_}.html"


def fact(deck_id: str, id_: str) -> str:
    """Return where the page of a fact stands; no system keeps that name for itself."""
    return f"fact/{deck_id}/{id_}{'_' * is_reserved(id_)}.html"


def source(key: str) -> str:
    """Return where the page of a source stands."""
    return f"source/{key}{'_' * (key == 'index')}.html"


def author(name: str) -> str:
    """Return where the page of an author stands, by the short name of the author."""
    return f"author/{name}{'_' * (name == 'index' or is_reserved(name))}.html"


def medium(media: Media) -> str:
    """Return where a picture or a sound stands."""
    return f"media/{media.digest}{media.suffix}"


def shown(media: Media, way: str) -> str:
    """Return what a page names a picture or a sound by; ``way`` leads to the output folder."""
    return way + medium(media) if is_inert(media) else media.uri


def root(path: str) -> str:
    """Return the way from a page to the output folder: ``../`` for each folder."""
    return "../" * path.count("/")
