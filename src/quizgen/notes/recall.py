"""Recall: an association asked forward and, where its fact allows, backward.

A deck may ask that the answer be typed in (any accepted spelling is right), and that the question
and answer be spoken. Both live in fields, so that asking for them changes neither cards nor
templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.comparison import EXACT, Typing, typing
from quizgen.facts.values import TypeIn
from quizgen.language import Language
from quizgen.model import Association, Card, Note, NoteType, Proposition, Value
from quizgen.notes.common import SHARED, SPARE_TEMPLATES, Study, note, sides
from quizgen.text import anki_html, anki_text, plain

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
    cards = [Card(0, "Recall", sides(p.ask), sides(p.value.text))]
    own: dict[str, str] = {"Question": anki_html(p.ask), "Answer": anki_html(p.value.text)}
    if p.ask_back:
        own["Reverse question"] = anki_html(p.ask_back)
        own["Reverse answer"] = anki_html(p.subject.text)
        cards.append(Card(1, "Reverse", sides(p.ask_back), sides(p.subject.text)))
    if study.options.type_in is not TypeIn.NO:
        own["Type in"] = "yes"
        own["Accepted"] = _accepted(p.value, p.distractors, study)
        if p.ask_back:
            own["Reverse accepted"] = _accepted(p.subject, p.distractors_back, study)
    if study.options.speech:
        spoken = ("Question", "Answer", "Reverse question", "Reverse answer")
        texts = (p.ask, p.value.text, p.ask_back, p.subject.text if p.ask_back else "")
        for name, text in zip(spoken, texts, strict=True):
            own[f"{name} speech"] = _speech(text, study.language)
    yield note(p.origin, p.slot, NOTE_TYPE, study, own, tuple(cards))


def _accepted(value: Value, wrong: Sequence[str], study: Study) -> str:
    """Return the right answers, one an element, for the script on the back to compare with.

    The class of each says what counts beyond what always does. A wrong answer never passes: if one
    differs from a right one in accents, accents count.
    """
    comma = study.language.notation.decimal == ","
    strict = study.options.type_in is TypeIn.STRICT
    how = Typing(EXACT, comma) if strict else typing(value.texts, wrong, decimal_comma=comma)
    return "".join(f"<i{_class(how, text)}>{anki_text(plain(text))}</i>" for text in value.texts)


def _class(how: Typing, answer: str) -> str:
    flags = " ".join(sorted(how.flags(answer) - {"typing"}))
    return f' class="{flags}"' if flags else ""


def _speech(text: str, language: Language) -> str:
    """Return Anki's markup for a text to be read aloud."""
    words = str(anki_text(plain(text))).replace("[", "(").replace("]", ")")
    return f"[anki:tts lang={language.anki_voice}]{words}[/anki:tts]" if text else ""
