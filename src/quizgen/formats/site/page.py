"""A page of the site: its values, and the template that lays them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import partial
from typing import Any

from quizgen.facts import Collection
from quizgen.formats.pages.rendering import render
from quizgen.formats.site import addresses
from quizgen.language import Language
from quizgen.model import Edition
from quizgen.output import File
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of a site share: the collection's head, what there is, and where it will be.

    ``base_url`` is the address of the start page's folder, or empty where nobody has said it.
    """

    collection: Collection
    edition: Edition
    base_url: str = ""
    has_timeline: bool = False
    has_sources: bool = False
    has_authors: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What of it counts, for a digest."""
        head = (self.collection.title, self.collection.language, self.base_url)
        return (*head, self.has_timeline, self.has_sources, self.has_authors)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page: where it stands, its template, its title and what it is about, both in Markdown.

    ``values`` are what its template gets besides. They tell all that it is made of, or ``digests``
    do in their place.
    """

    path: str
    template: str
    language: Language = field(repr=False)
    title: str
    about: str
    values: Mapping[str, Any]
    digests: tuple[object, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What it is made of, for a digest."""
        head = (self.path, self.template, self.language.tag, self.title, self.about)
        return (*head, self.digests or self.values)

    def file(self, frame: Frame) -> File:
        """Return it as a file to be made."""
        return File(self.path, partial(_laid_out, self, frame))


def _laid_out(page: SitePage, frame: Frame) -> bytes:
    return render(
        f"site/{page.template}.html",
        page.language,
        frame.edition,
        page=page,
        frame=frame,
        collection=frame.collection,
        root=addresses.root(page.path),
        to=addresses,
        **page.values,
    )
