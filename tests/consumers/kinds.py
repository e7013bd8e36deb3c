"""One page of each kind, of all that a build makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from quizgen.formats.pages import PAIR_PAGES
from quizgen.model import Edition
from quizgen.project import Project


def of_each_kind(shipped: Path) -> list[Path]:
    """Return each kind of page of the shipped decks, in each edition, and the start page."""
    kinds = {
        re.sub(r"^.*?-(?=worksheet|key|flash|organ|cross|wordse)", "", path.name): path
        for path in for_paper(shipped)
    }
    return list(kinds.values())


def for_paper(out: Path) -> list[Path]:
    """Return the pages of a build that are laid out for paper, and the start page."""
    return [out / "index.html", *sorted((out / "print").rglob("*.html"))]


def in_both_languages(project: Project, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a collection's first translated deck that are in both languages."""
    for deck in [deck for deck in project.collection.decks if deck.base][:1]:
        (base,) = project.chosen([deck.base])
        forms = project.pair(deck)
        languages = (
            project.collection.language_of(base),
            project.collection.language_of(deck),
        )
        for name, page in PAIR_PAGES.items():
            yield name, page(forms, edition, languages)
