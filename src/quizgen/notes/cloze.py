"""Cloze: a statement with its gaps, one card a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen import anki_syntax
from quizgen.model import Gap, Note, NoteType, Proposition, Statement
from quizgen.notes.common import SHARED, Study, new_card, note, sides
from quizgen.tex.inline import CLOSING, held
from quizgen.text import anki_html, plain

NOTE_TYPE = NoteType(
    key="cloze",
    id=1747301002,
    name="quizgen Cloze",
    fields=("Text", *SHARED),
    templates=("Cloze",),
    cloze=True,
)


_FORMULA = re.compile(rf'\{{\{{c\d+::<span class="math">[^<]*</span>[^<{{}}]*\}}\}}{CLOSING}+')
"""A gap that is a formula, with the marks after it, which begin no line."""


def notes(proposition: Proposition, study: Study) -> Iterator[Note]:
    """Yield one note a statement that has gaps."""
    if not isinstance(proposition, Statement) or not proposition.gaps:
        return
    p = proposition
    text = _FORMULA.sub(lambda match: held(match[0]), "".join(map(_part, p.parts)))
    cards = tuple(
        new_card(
            p.origin,
            gap.number - 1,
            f"Cloze {gap.number}",
            sides(_front(p, gap)),
            sides(gap.text),
        )
        for gap in p.gaps
    )
    gaps = tuple((gap.number, plain(gap.text)) for gap in p.gaps)
    yield note(p.origin, p.slot, NOTE_TYPE, study, {"Text": text}, cards, gaps)


def _part(part: str | Gap) -> str:
    if isinstance(part, Gap):
        hint = f"::{anki_syntax.as_hint(anki_html(part.hint))}" if part.hint.strip() else ""
        return f"{{{{c{part.number}::{anki_syntax.in_gap(anki_html(part.text))}{hint}}}}}"
    before = " " if part[:1].isspace() else ""
    after = " " if part[-1:].isspace() else ""
    field = anki_syntax.beside_gaps(anki_html(part))
    return f"{before}{field}{after}" if part.strip() else " "


def _front(statement: Statement, asked: Gap) -> str:
    def written(part: str | Gap) -> str:
        if isinstance(part, str):
            return part
        return f"[{part.hint or '…'}]" if part is asked else part.text

    return "".join(map(written, statement.parts))
