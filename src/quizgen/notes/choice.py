"""Choice: an association with the curator's distractors, shuffled on each showing.

Recognition is weaker practice than recall, so a deck has to ask for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model import Association, Card, Note, NoteType, Proposition
from quizgen.notes.common import SHARED, SPARE_TEMPLATES, Study, note, sides
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
    if len(p.distractors) < FEWEST:
        return
    key = f'<li class="right">{anki_html(p.value.text)}</li>'
    options = key + "".join(f"<li>{anki_html(text)}</li>" for text in p.distractors)
    own = {
        "Question": anki_html(p.ask),
        "Options": f"<ul>{options}</ul>",
        "Answer": anki_html(p.value.text),
    }
    card = Card(0, "Choice", sides(p.ask, study.language.say("choice")), sides(p.value.text))
    yield note(p.origin, f"{p.slot}/choice", NOTE_TYPE, study, own, (card,))
