"""One page of each kind, of all that a build makes."""

from __future__ import annotations

import re
from pathlib import Path


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
