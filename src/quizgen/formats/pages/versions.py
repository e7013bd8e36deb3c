"""The version map as a page."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.formats.pages.rendering import render
from quizgen.formats.versions import are_same, blocks
from quizgen.language import Language
from quizgen.model import Edition, Form


def version_map(forms: Sequence[Form], edition: Edition, language: Language) -> bytes:
    """Return one page for all versions, in the order of version A."""
    return render(
        "print/versions.html",
        language,
        form=forms[0],
        edition=edition,
        blocks=tuple(blocks(forms, language)),
        same_items=are_same(forms),
    )
