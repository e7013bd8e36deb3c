"""Choice: an association with the curator's distractors, shuffled on each showing.

Recognition is weaker practice than recall, so a deck has to ask for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizgen.model import Association, Note, NoteType, Proposition
from quizgen.notes.common import SHARED, SPARE_TEMPLATES, Study, media_html, new_card, note, sides
from quizgen.text import anki_html

NOTE_TYPE = NoteType(
    key="choice",
    id=1747301004,
    name="quizgen Choice",
    fields=("Question", "Options", "Answer", *SHARED),
    templates=("Choice", *SPARE_TEMPLATES),
)
FEWEST = 2


def notes(proposition: Proposition, study: Study) -> Iterator[Note]:
    """Yield one note an association with at least two distractors, where the deck asks for it."""
    if not (isinstance(proposition, Association) and study.options.choice):
        return
    p = proposition
    if len(p.distractors) < FEWEST or not p.ask or not p.value.text:
        return
    key = f'<li class="right">{anki_html(p.value.text)}</li>'
    options = key + "".join(f"<li>{anki_html(text)}</li>" for text in p.distractors)
    own = {
        "Question": f"{anki_html(p.ask)}{media_html(p.subject.media)}",
        "Options": f"<ul>{options}</ul>",
        "Answer": anki_html(p.value.text),
    }
    front = sides(p.ask, study.language.say("choice"))
    card = new_card(p.origin, 0, "Choice", front, sides(p.value.text))
    card = replace(card, media=(*card.media, *p.subject.media))
    yield note(p.origin, f"{p.slot}/choice", NOTE_TYPE, study, own, (card,), media=p.subject.media)
