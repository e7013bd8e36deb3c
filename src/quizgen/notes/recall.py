"""Recall: an association asked forward and, where its fact allows, backward.

A deck may ask that the answer be typed in (any accepted spelling is right), and that the question
and answer be spoken. Both live in fields, so that asking for them changes neither cards nor
templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.comparison import EXACT, Typing, typing
from quizgen.facts.values import TypeIn
from quizgen.language import Language, within
from quizgen.model import Association, Card, Note, NoteType, Proposition, Value
from quizgen.notes.common import SHARED, SPARE_TEMPLATES, Study, media_html, note, sides
from quizgen.numbers import Notation
from quizgen.text import anki_html, anki_text, by_language, plain

NOTE_TYPE = NoteType(
    key="recall",
    id=1747301001,
    name="quizgen Recall",
    fields=(
        "Question",
        "Answer",
        "Reverse question",
        "Reverse answer",
        "Type in",
        "Accepted",
        "Reverse accepted",
        "Question speech",
        "Answer speech",
        "Reverse question speech",
        "Reverse answer speech",
        *SHARED,
    ),
    templates=("Recall", "Reverse", *SPARE_TEMPLATES),
)


def notes(proposition: Proposition, study: Study) -> Iterator[Note]:
    """Yield one note an association."""
    if not isinstance(proposition, Association):
        return
    p = proposition
    own = _forward(p) | _reverse(p)
    if study.options.type_in is not TypeIn.NO:
        own |= _typed(p, study)
    if study.options.speech:
        own |= _spoken(p, study.language)
    media = (*p.subject.media, *p.value.media)
    yield note(p.origin, p.slot, NOTE_TYPE, study, own, tuple(_cards(p)), media=media)


def _forward(p: Association) -> dict[str, str]:
    """Return the fields of the card that asks for the value; without an answer there is none.

    The question is never empty: Anki's text import passes over a note whose first field is.
    """
    if not p.ask:
        return {"Question": f"{anki_html(p.subject.text)} · {anki_html(p.slot)}"}
    return {
        "Question": f"{anki_html(p.ask)}{media_html(p.subject.media)}",
        "Answer": _answer(p.value),
    }


def _reverse(p: Association) -> dict[str, str]:
    """Return the fields of the card that asks back, with what its front shows besides."""
    if not p.ask_back:
        return {}
    hint = anki_html(p.hint_back)
    beside = f'<div class="hint" dir="auto">{hint}</div>' if hint else ""
    return {
        "Reverse question": f"{anki_html(p.ask_back)}{media_html(p.value.media)}{beside}",
        "Reverse answer": _answer(p.subject),
    }


def _answer(value: Value) -> str:
    """Return a value as an answer: its text, a list of its members, its pictures and sounds."""
    text = str(anki_html(value.text))
    if value.members:
        text = f"<ul>{''.join(f'<li>{anki_html(member)}</li>' for member in value.members)}</ul>"
    return f"{text}{media_html(value.media)}"


def _cards(p: Association) -> Iterator[Card]:
    front, back = p.origin.front_media, p.value.media
    if p.ask:
        media = (*front, *p.subject.media)
        yield Card(0, "Recall", sides(p.ask), _words(p.value), p.origin.hint, media)
    if p.ask_back:
        yield Card(1, "Reverse", sides(p.ask_back), _words(p.subject), p.hint_back, back)


def _words(value: Value) -> str:
    """Return an answer in words, a picture in those that stand for it."""
    return sides(value.text or " ".join(media.alt or media.name for media in value.media))


def _typed(p: Association, study: Study) -> dict[str, str]:
    """Return what is right where the answer is typed; a picture or a list cannot be."""
    fields = {}
    if p.ask and _can_be_typed(p.value):
        fields["Accepted"] = _accepted(p.value, p.distractors, study, p.origin.notation)
    if p.ask_back and _can_be_typed(p.subject):
        fields["Reverse accepted"] = _accepted(
            p.subject, p.distractors_back, study, study.language.notation
        )
    return {"Type in": "yes", **fields} if fields else {}


def _can_be_typed(value: Value) -> bool:
    return bool(value.text) and not value.members


def _spoken(p: Association, language: Language) -> dict[str, str]:
    """Return what is read aloud, side by side."""
    texts = {
        "Question": p.ask,
        "Answer": p.value.text if p.ask else "",
        "Reverse question": p.ask_back,
        "Reverse answer": p.subject.text if p.ask_back else "",
    }
    return {f"{name} speech": _speech(text, language) for name, text in texts.items()}


def _accepted(value: Value, wrong: Sequence[str], study: Study, notation: Notation) -> str:
    """Return the right answers, one an element, for the script on the back to compare with.

    The class of each says what counts beyond what always does. A wrong answer never passes: if one
    differs from a right one in accents, accents count.
    """
    comma = notation.decimal == ","
    strict = study.options.type_in is TypeIn.STRICT
    how = Typing(EXACT, comma) if strict else typing(value.texts, wrong, decimal_comma=comma)
    return "".join(f"<i{_class(how, text)}>{anki_text(plain(text))}</i>" for text in value.texts)


def _class(how: Typing, answer: str) -> str:
    flags = " ".join(sorted(how.flags(answer) - {"typing"}))
    return f' class="{flags}"' if flags else ""


def _speech(text: str, language: Language) -> str:
    """Return Anki's markup for a text to be read aloud, each part by a voice of its language."""
    return "".join(_voiced(words, tag, language) for words, tag in by_language(text))


def _voiced(words: str, tag: str, language: Language) -> str:
    """Return Anki's markup for words in one language, nothing where there is nothing to say."""
    spoken = str(anki_text(words)).replace("[", "(").replace("]", ")")
    voice = (within(tag, language) if tag else language).anki_voice
    return f"[anki:tts lang={voice}]{spoken}[/anki:tts]" if spoken else ""
