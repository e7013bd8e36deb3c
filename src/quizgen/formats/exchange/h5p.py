"""H5P: a question set, as the editors of Moodle, WordPress and H5P.org take it in.

Each question's parameters are judged by the ``semantics.json`` of its library, which drops in
silence what it does not know; so nothing is written here that the named versions do not have.
Gaps and lines to write on are blanks between asterisks; matching and ordering become words to drag.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, assert_never

from quizgen.formats.archive import zipped
from quizgen.formats.exchange import prose
from quizgen.formats.exchange.outcome import Exported, Exporter, left_out
from quizgen.language import Language
from quizgen.model import (
    PICTURES,
    Choice,
    Form,
    Gap,
    Gaps,
    Item,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Option,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import html, plain

LIBRARIES: Mapping[str, tuple[int, int]] = {
    "H5P.QuestionSet": (1, 20),
    "H5P.MultiChoice": (1, 16),
    "H5P.TrueFalse": (1, 8),
    "H5P.Blanks": (1, 14),
    "H5P.DragText": (1, 10),
    "H5P.Image": (1, 1),
}
"""Libraries and the versions that the parameters are written for."""
_NAMESPACE = uuid.UUID("6f2b1c52-6f0e-5d0c-9a55-6b1f7f3f2a10")
_FEEDBACK = "feedback and sources are left out: these questions have no place for them"
ANY_ORDER = "each line takes any of the answers, and one written twice counts twice"

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the library that plays it, its parameters, and the pictures that it shows."""

    library: str
    params: Params
    pictures: tuple[Media, ...]


def item(item: Item, language: Language) -> Exported[Question]:
    """Return an item as a question, or the nearest that a question set can hold."""
    stem = f"<p>{html(item.stem)}</p>" if item.stem else ""
    match item.interaction:
        case Choice(options) as choice:
            told = _choice(stem, options, is_one=len(choice.keys) == 1, shuffled=not choice.sorted)
            return _question(item, "H5P.MultiChoice", told, [])
        case TrueFalse(answer, correction):
            told = {"question": stem, "correct": str(answer).lower(), "behaviour": {}}
            if correction:
                told["behaviour"] = {"feedbackOnWrong": plain(correction)}
            return _question(item, "H5P.TrueFalse", told, [])
        case TextEntry(accepted):
            return _blanks(item, stem, [f"<p>{_blank(accepted)}</p>"], [])
        case Numeric(value, _, tolerance, unit):
            line = f"<p>{_blank([f'{value:f}'])} {escape(unit)}</p>"
            near = ["the tolerance is left out: the very number counts"] if tolerance else []
            return _blanks(item, stem, [line], near)
        case Gaps() as gaps:
            lost = [] if gaps.ordered else [ANY_ORDER]
            lost += ["the word bank is left out"] if gaps.bank else []
            return _blanks(item, stem, [_completed(gaps)], lost)
        case Match(pairs, responses):
            used = {response for _, response in pairs}
            lines = [f"{_text(prompt)}: {_blank([response])}" for prompt, response in pairs]
            extra = [r for r in responses if r not in used]
            change = "matching becomes words to drag"
            return _dragged(item, stem, lines, extra, change)
        case Order(entries):
            ranked = sorted(entries, key=lambda entry: entry.rank)
            lines = [f"{n}. {_blank([entry.text])}" for n, entry in enumerate(ranked, 1)]
            change = "the ordering becomes words to drag to their places"
            return _dragged(item, stem, lines, [], change)
        case OpenResponse():
            return left_out("a question set has no question that a person marks")
        case _:
            assert_never(item.interaction)


def document(form: Form, questions: Sequence[tuple[Item, Question]], language: Language) -> bytes:
    """Return the package: what it is, its questions, and the pictures beside them."""
    title = f"{plain(form.title)} {form.label}".strip()
    content = {
        "introPage": {"showIntroPage": False, "title": title},
        "progressType": "textual",
        "passPercentage": 50,
        "questions": [_entry(item, question) for item, question in questions],
        "endGame": {"showResultPage": True, "showSolutionButton": True, "showRetryButton": True},
    }
    used = ["H5P.QuestionSet", *(question.library for _, question in questions)]
    pictures = {p.name: p for _, question in questions for p in question.pictures}
    used += ["H5P.Image"] if pictures else []
    about = {
        "title": title,
        "language": language.locale.language,
        "mainLibrary": "H5P.QuestionSet",
        "embedTypes": ["div"],
        "license": "U",
        "preloadedDependencies": [_dependency(name) for name in dict.fromkeys(used)],
    }
    files = [("h5p.json", _json(about)), ("content/content.json", _json(content))]
    files += [(f"content/images/{name}", p.data) for name, p in sorted(pictures.items())]
    return zipped(files)


EXPORTER: Exporter[Question] = Exporter(item, document)


# --- questions --------------------------------------------------------------------------------


def _question(
    item: Item, library: str, params: Params, changes: Sequence[str]
) -> Exported[Question]:
    pictures = item.pictures[:1]
    if pictures:
        (picture,) = pictures
        file = {"path": f"images/{picture.name}", "mime": PICTURES[picture.suffix]}
        image = {"file": file, "alt": picture.alt, "contentName": "Image"}
        params = params | {"media": {"type": {"library": _version("H5P.Image"), "params": image}}}
    lost = [*changes]
    lost += ["of several pictures one stays"] if len(item.pictures) > 1 else []
    lost += [_FEEDBACK] if prose.feedback(item) else []
    return Exported(Question(library, params, pictures), tuple(lost))


def _choice(stem: str, options: Sequence[Option], *, is_one: bool, shuffled: bool) -> Params:
    answers = [
        {
            "text": f"<div>{html(option.text)}</div>",
            "correct": option.correct,
            "tipsAndFeedback": {
                "tip": "",
                "chosenFeedback": "" if option.correct else f"<div>{html(option.why)}</div>",
                "notChosenFeedback": "",
            },
        }
        for option in options
    ]
    behaviour = {"singleAnswer": is_one, "randomAnswers": shuffled, "type": "auto"}
    return {"question": stem, "answers": answers, "behaviour": behaviour}


def _blanks(
    item: Item, stem: str, lines: Sequence[str], changes: Sequence[str]
) -> Exported[Question]:
    params = {
        "text": stem or "<p></p>",
        "questions": list(lines),
        "behaviour": {"caseSensitive": False, "autoCheck": False, "acceptSpellingErrors": False},
    }
    return _question(item, "H5P.Blanks", params, changes)


def _dragged(
    item: Item, stem: str, lines: Sequence[str], extra: Iterable[str], change: str
) -> Exported[Question]:
    params = {
        "taskDescription": stem,
        "textField": "\n".join(lines),
        "distractors": "".join(_blank([text]) for text in extra),
    }
    return _question(item, "H5P.DragText", params, [change])


def _completed(gaps: Gaps) -> str:
    """Return a sentence, a list or a table with a blank for each gap, as HTML."""
    every = [text for p in gaps.parts if isinstance(p, Gap) for text in (p.text, *p.accept)]
    texts = []
    for part in gaps.parts:
        if isinstance(part, Gap):
            right = [part.text, *part.accept] if gaps.ordered else every
            texts.append(_blank(right, part.hint))
        else:
            texts.append(prose.html_part(part).replace("*", "**"))
    if gaps.columns:
        rows = (texts[i : i + gaps.columns] for i in range(0, len(texts), gaps.columns))
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    if not any(isinstance(part, str) and part.strip() for part in gaps.parts):
        return "".join(f"<p>{part}</p>" for part in texts)
    return f"<p>{''.join(texts)}</p>"


def _blank(accepted: Iterable[str], hint: str = "") -> str:
    """Return a blank between asterisks: its answers parted by slashes, its hint after a colon."""
    texts = dict.fromkeys(_text(text).replace("/", "\\/").replace(":", "\\:") for text in accepted)
    tip = f":{_text(hint)}" if hint else ""
    return f"*{'/'.join(texts)}{tip}*"


def _text(markdown: str) -> str:
    """Return a text in plain words, whose asterisks mark no blank."""
    return escape(" ".join(plain(markdown).split()), quote=False).replace("*", "**")


# --- the package ------------------------------------------------------------------------------


def _entry(item: Item, question: Question) -> Params:
    return {
        "library": _version(question.library),
        "params": question.params,
        "subContentId": str(uuid.uuid5(_NAMESPACE, item.id)),
        "metadata": {"title": prose.name(item), "license": "U", "extraTitle": item.id},
    }


def _version(library: str) -> str:
    major, minor = LIBRARIES[library]
    return f"{library} {major}.{minor}"


def _dependency(library: str) -> dict[str, str | int]:
    major, minor = LIBRARIES[library]
    return {"machineName": library, "majorVersion": major, "minorVersion": minor}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()
