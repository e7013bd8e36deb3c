"""Timeline: where an event belongs among its neighbours in time.

A date learnt alone floats; between its neighbours it holds. A deck has to ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.dates import without_ties
from quizgen.model import Association, Note, NoteType, Proposition, Relation
from quizgen.notes.common import SHARED, SPARE_TEMPLATES, Study, new_card, note, sides
from quizgen.text import anki_html, anki_text, plain

NOTE_TYPE = NoteType(
    key="timeline",
    id=1747301005,
    name="quizgen Timeline",
    fields=("Name", "Event", "Task", "Others", "Answer", "Timeline", *SHARED),
    templates=("Place", *SPARE_TEMPLATES),
)
NEIGHBOURS = 2
"""How many events before and after the asked one are shown."""


def chronology(propositions: Iterable[Proposition]) -> tuple[Association, ...]:
    """Return the dated events in time, each wholly after the one before."""
    events = (p for p in propositions if isinstance(p, Association) and p.relation is Relation.DATE)
    return tuple(without_ties(events, lambda p: p.value.date))


def notes(proposition: Proposition, study: Study) -> Iterator[Note]:
    """Yield one note a dated event that has neighbours, where the deck asks for it."""
    if not (isinstance(proposition, Association) and study.options.timeline):
        return
    p = proposition
    place = study.places.get(p.origin.id)
    if place is None or study.chronology[place] is not p:
        return
    near = study.chronology[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]
    if len(near) < NEIGHBOURS + 1:
        return
    task = study.language.say("timeline.task")
    own = {
        "Name": anki_text(f"{plain(p.subject.text)} · {study.language.say('timeline')}"),
        "Event": anki_html(p.subject.text),
        "Task": anki_html(task),
        "Others": _listed((q for q in near if q is not p), None),
        "Answer": anki_html(p.value.text),
        "Timeline": _listed(near, p),
    }
    others = study.language.joined(q.subject.text for q in near if q is not p)
    front = sides(p.subject.text, task, others)
    card = new_card(p.origin, 0, "Place", front, sides(p.value.text))
    yield note(p.origin, f"{p.slot}/timeline", NOTE_TYPE, study, own, (card,))


def _listed(events: Iterable[Association], asked: Association | None) -> str:
    """Return events as a list, with their dates where one of them is the asked one."""
    entries = []
    for p in events:
        date = f"<b>{anki_html(p.value.text)}</b> " if asked else ""
        mark = ' class="asked"' if p is asked else ""
        entries.append(f"<li{mark}>{date}{anki_html(p.subject.text)}</li>")
    return f"<ol>{''.join(entries)}</ol>"
