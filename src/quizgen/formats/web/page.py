"""The page: its markup, its look and its scripts around what it holds, in one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from quizgen.formats.pages.rendering import render
from quizgen.formats.web.payload import packed, payload
from quizgen.language import Language
from quizgen.model import Edition, Form, Gap, Gaps, Item, Note
from quizgen.notes.templates import style
from quizgen.resources import template_text
from quizgen.text import page_html

SCRIPTS = (
    "data",
    "compare",
    "drag",
    "draw",
    "cards",
    "items",
    "progress",
    "practise",
    "test",
    "browse",
    "main",
)
"""In the order in which they need one another."""
MOST_DRAWN = 200
"""Items that a test drawn from a bank may have."""
FRAMED = "scorm"
"""The script that a page in a learning platform has besides."""


def of_deck(
    form: Form,
    notes: Sequence[Note],
    edition: Edition,
    language: Language,
    *,
    is_framed: bool = False,
    is_in_site: bool = False,
) -> bytes:
    """Return the page of a deck: its notes to practise with, and a bank to draw tests from.

    ``is_framed`` is for a page in a learning platform, which gets its results; a page that
    ``is_in_site`` leads to those of the deck and its facts.
    """
    return _page(
        form, notes, edition, language, is_paper=False, is_framed=is_framed, is_in_site=is_in_site
    )


def of_paper(form: Form, edition: Edition, language: Language, *, is_framed: bool = False) -> bytes:
    """Return the page of one version of a paper, to be answered as it was set."""
    return _page(form, (), edition, language, is_paper=True, is_framed=is_framed)


def _page(
    form: Form,
    notes: Sequence[Note],
    edition: Edition,
    language: Language,
    *,
    is_paper: bool,
    is_framed: bool,
    is_in_site: bool = False,
) -> bytes:
    items = form.items
    id_ = f"{form.blueprint}/{form.seed}/{form.label}" if is_paper else form.blueprint
    data = payload(
        id_, form.title, language, notes, items, form if is_paper else None, edition.templates
    )
    paper = {
        "label": form.label,
        "minutes": form.minutes,
        "seed": form.seed,
        "count": len(items),
    }
    return render(
        "web/page.html",
        language,
        edition,
        title=form.title,
        card_style=Markup(style(edition.templates, edition.theme)),  # noqa: S704 - a style sheet, as on cards
        stems=[_asked(item) for item in items],
        has_cards=bool(notes),
        has_items=bool(items),
        paper=paper if is_paper else None,
        most=min(len(items), MOST_DRAWN),
        types=list(dict.fromkeys(item.type for item in items)),
        is_framed=is_framed,
        home=f"../deck/{id_}.html" if is_in_site else "",
        data=Markup(packed(data)),  # noqa: S704 - Base64
        scripts=_scripts(edition.templates, is_framed=is_framed),
    )


def _scripts(own: Path | None, *, is_framed: bool) -> Markup:
    *first, last = SCRIPTS  # the last begins all
    names = (*first, FRAMED, last) if is_framed else SCRIPTS
    text = "\n".join(template_text(f"web/{name}.js", own) for name in names)
    return Markup(text)  # noqa: S704 - templates are code


def _asked(item: Item) -> Markup:
    """Return what is asked, for who has switched scripts off; of a sentence, with its gaps."""
    if isinstance(item.interaction, Gaps) and not item.interaction.columns:
        parts = (
            Markup("____") if isinstance(part, Gap) else page_html(part)
            for part in item.interaction.parts
        )
        return Markup(" ").join([page_html(item.stem), *parts])
    return page_html(item.stem)
