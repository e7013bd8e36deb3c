"""Anki's text: basic notes of questions and answers, for a deck that is not to be updated.

A deck of facts goes to Anki as a package; this is for the items of a paper. A GUID column keeps a
second import from making them twice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from quizgen.formats.exchange import pairs, prose
from quizgen.formats.exchange.markup import Place, losing
from quizgen.formats.exchange.outcome import Exported, Exporter
from quizgen.language import Language
from quizgen.model import Form, Item
from quizgen.notes.common import media_html
from quizgen.text import anki_text, plain

_HEAD = ("#separator:tab", "#html:true", "#notetype:Basic", "#guid column:1", "#tags column:4")
_ELSEWHERE = "its sound comes with the deck's package: import that, too"


def item(item: Item, language: Language) -> Exported[str]:
    """Return an item as a line: GUID, question, answer with its reason, tags."""
    changes = (_ELSEWHERE,) if item.sounds else ()
    guid = hashlib.sha256(f"item\x1f{item.id}".encode()).hexdigest()[:20]
    told = [pairs.answer(item, language), *map(plain, prose.feedback(item))]
    told += prose.reasons(item)
    front = _field(pairs.question(item, language), media_html(item.sounds))
    cells = (guid, front, _field("\n".join(told)), _tags(item))
    return Exported("\t".join(cells), changes)


def document(form: Form, lines: Sequence[tuple[Item, str]], language: Language) -> bytes:
    """Return the notes, for a deck of the form's name."""
    title = " ".join(plain(form.title).replace("::", " ").split())
    return "".join(
        f"{line}\n" for line in (*_HEAD, f"#deck:{title}", *(t for _, t in lines))
    ).encode()


EXPORTER: Exporter[str] = Exporter(
    item, document, plays_sounds=True, has_points=False, losses=losing(frozenset(Place))
)


def _field(text: str, after: str = "") -> str:
    """Return a plain text as a field that Anki shows as it is, quoted for its reader.

    ``after`` is markup that follows it.
    """
    lines = (str(anki_text(line)) for line in text.split("\n"))
    return '"' + ("<br>".join(lines) + after).replace('"', '""').replace("\t", " ") + '"'


def _tags(item: Item) -> str:
    return " ".join(re.sub(":+", "::", tag.replace(" ", "-")) for tag in prose.tags(item))
