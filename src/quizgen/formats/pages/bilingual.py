"""A worksheet in two languages, side by side: each question in both, under one number."""

from __future__ import annotations

from functools import partial

from quizgen.formats import room
from quizgen.formats.pages import paper
from quizgen.formats.pages.rendering import render
from quizgen.language import Language
from quizgen.model import Edition, Form


def worksheet(
    forms: tuple[Form, Form], edition: Edition, languages: tuple[Language, Language]
) -> bytes:
    """Return the paper that learners write on; the language of the first form is the page's."""
    narrow = room.COLUMN
    first, second = (tuple(room.parts(form, narrow)) for form in forms)
    pairs = tuple(zip(first, second, strict=True))
    return render(
        "print/bilingual.html",
        languages[0],
        edition,
        form=forms[0],
        other=forms[1],
        parts=pairs,
        translated=languages[1],
        minutes=room.minutes(forms[0]),
        pieces=paper.pieces,
        grid=partial(room.grid_of, whole=narrow),
        stacked=lambda _: True,  # half a line has no room for prompts beside responses
        abreast=lambda _: "",  # nor for options side by side
        sized=lambda _: "",
    )


def key(forms: tuple[Form, Form], edition: Edition, languages: tuple[Language, Language]) -> bytes:
    """Return the key in the first language; both sides have the same numbers and letters."""
    return paper.key(forms[0], edition, languages[0])
