"""List: an enumeration as one note a member, and one that asks for all of it.

Siblings of one note bury each other in Anki, so each member is a note of its own. An ordered list
shows the members before and asks for the next; an unordered one hides one and shows the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizgen.language import Language
from quizgen.model import Enumeration, Member, Note, NoteType, Proposition
from quizgen.notes.common import SHARED, SPARE_TEMPLATES, Study, new_card, note, sides
from quizgen.text import anki_html, anki_text, plain
from quizgen.wording import tells_order

NOTE_TYPE = NoteType(
    key="list",
    id=1747301003,
    name="quizgen List",
    fields=("Name", "Prompt", "Task", "List", "Answer", "Whole list", "Recite", *SHARED),
    templates=("Member", "Recite all", *SPARE_TEMPLATES),
)

WINDOW = 2
"""How many members before the asked one an ordered list shows."""
MOST_SHOWN = 50
"""How many members of a long list a card shows around the asked one; nobody reads more."""


def notes(proposition: Proposition, study: Study) -> Iterator[Note]:
    """Yield a note a member, then the one that asks for the whole list."""
    if not isinstance(proposition, Enumeration):
        return
    for index in range(len(proposition.members)):
        yield _member(proposition, index, study)
    yield _recital(proposition, study)


def _member(p: Enumeration, index: int, study: Study) -> Note:
    asked = p.members[index]
    count = len(p.members)
    task = study.language.say(_task(p, index))
    own = {
        "Name": anki_text(f"{plain(p.prompt)} · {asked.key}"),
        "Prompt": anki_html(p.prompt),
        "Task": anki_html(task),
        "List": _window(p, index) if p.ordered else _others(p, index),
        "Answer": anki_html(asked.text),
        "Whole list": _whole(p, index),
    }
    name = f"Member {index + 1} of {count}"
    front = sides(p.prompt, _shown(p, index, study.language), task)
    card = new_card(p.origin, 0, name, front, sides(asked.text))
    member_note = note(p.origin, f"{p.slot}/{asked.key}", NOTE_TYPE, study, own, (card,))
    member_note = replace(member_note, guid=asked.guid) if asked.guid else member_note
    if not asked.was:
        return member_note
    return replace(member_note, address=_former_address(p, asked), was=("members", index, "was"))


def _former_address(p: Enumeration, member: Member) -> str:
    """Return where a member was: ``key``, ``fact/key`` or ``deck/fact/key``."""
    deck, fact = p.origin.identity.split("/")
    *place, key = member.was.split("/")
    home = "/".join((*(deck, fact)[: 2 - len(place)], *place))
    return f"{home}/{p.slot}/{key}"


def _recital(p: Enumeration, study: Study) -> Note:
    is_told = p.ordered and not tells_order(p.prompt, study.language.say("order.told"))
    key = "list.recite.ordered" if is_told else "list.recite"
    task = study.language.say(key, count=len(p.members))
    own = {
        "Name": anki_text(f"{plain(p.prompt)} · *"),
        "Prompt": anki_html(p.prompt),
        "Recite": anki_html(task),
        "Whole list": _whole(p, None),
    }
    back = study.language.joined(plain(member.text) for member in p.members)
    card = new_card(p.origin, 1, "Recite all", sides(p.prompt, task), back)
    return note(p.origin, f"{p.slot}/*", NOTE_TYPE, study, own, (card,))


def _task(p: Enumeration, index: int) -> str:
    if not p.ordered:
        return "list.missing"
    return "list.next" if index else "list.first"


def _shown(p: Enumeration, index: int, language: Language) -> str:
    """Return the list as the front shows it, on one line."""
    first = max(0, index - WINDOW) if p.ordered else 0
    last = index + 1 if p.ordered else len(p.members)
    near = _near(p, index)
    window = range(max(first, near.start), min(last, near.stop))
    return language.joined("…" if i == index else p.members[i].text for i in window)


def _near(p: Enumeration, index: int) -> range:
    """Return the members of a long list that a card shows: those around the asked one."""
    start = max(0, min(index - MOST_SHOWN // 2, len(p.members) - MOST_SHOWN))
    return range(start, min(start + MOST_SHOWN, len(p.members)))


def _window(p: Enumeration, index: int) -> str:
    first = max(0, index - WINDOW)
    before = "".join(f"<li>{anki_html(member.text)}</li>" for member in p.members[first:index])
    return f'<ol start="{first + 1}">{before}<li class="blank">…</li></ol>'


def _others(p: Enumeration, index: int) -> str:
    others = "".join(
        '<li class="blank">…</li>' if i == index else f"<li>{anki_html(p.members[i].text)}</li>"
        for i in _near(p, index)
    )
    return f"<ul>{others}</ul>"


def _whole(p: Enumeration, asked: int | None) -> str:
    """Return the list with the asked member marked; of a long one, what is around it."""
    window = range(len(p.members)) if asked is None else _near(p, asked)
    mark = {True: ' class="asked"', False: ""}
    entries = "".join(f"<li{mark[i == asked]}>{anki_html(p.members[i].text)}</li>" for i in window)
    if not p.ordered:
        return f"<ul>{entries}</ul>"
    start = f' start="{window.start + 1}"' if window.start else ""
    return f"<ol{start}>{entries}</ol>"
