"""H5P: a question set, as the editors of Moodle, WordPress and H5P.org take it in.

Each question's parameters are judged by the ``semantics.json`` of its library, which drops in
silence what it does not know; so nothing is written here that the named versions do not have.
Gaps and lines to write on are blanks between asterisks; matching and ordering become words to drag.
What is told after an item is the feedback of every score.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, assert_never

from quizgen.formats.archive import MARKUP, zipped
from quizgen.formats.exchange import prose
from quizgen.formats.exchange.markup import ALL, SHOWN, Mark, Place, losing
from quizgen.formats.exchange.outcome import REASONS, Exported, Exporter, left_out
from quizgen.language import Language
from quizgen.model import (
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
from quizgen.records import dataclass
from quizgen.text import html, plain

LIBRARIES: Mapping[str, tuple[int, int]] = {
    "H5P.QuestionSet": (1, 20),
    "H5P.MultiChoice": (1, 16),
    "H5P.MultiMediaChoice": (0, 3),
    "H5P.TrueFalse": (1, 8),
    "H5P.Blanks": (1, 14),
    "H5P.DragText": (1, 10),
    "H5P.Image": (1, 1),
    "H5P.Audio": (1, 5),
}
"""Libraries and the versions that the parameters are written for."""
MOST_PICTURES = 20
"""Options that are pictures."""
_NAMESPACE = uuid.UUID("6f2b1c52-6f0e-5d0c-9a55-6b1f7f3f2a10")
_SYNTAX = re.compile(r"[*/:\\]")
"""What a blank reads as its own: it has no escapes, but takes characters by their numbers."""
_BLOCK = re.compile(r'<code class="block"[^>]*>')
_NOT_KEPT = re.compile(r"</?(?:a|span|ruby|rp|rt)\b[^>]*>")
ANY_ORDER = "each line takes any of the answers, and one written twice counts twice"
POINTS = "its points are left out: here it is worth {worth}, on paper {points}"

_PLAIN = {
    Place.FEEDBACK,
    Place.CORRECTION,
    Place.GAP_HINT,
    Place.PROMPT,
    Place.RESPONSE,
    Place.ENTRY,
}
_LEFT_OUT = {Place.BANK, Place.GUIDE}
_LOSSES = {
    **losing(SHOWN - _PLAIN - _LEFT_OUT, frozenset({Mark.LINKS, Mark.LANGUAGES})),
    **losing(frozenset(_PLAIN), ALL),
}

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the library that plays it, its parameters, and its pictures and sound."""

    library: str
    params: Params
    media: tuple[Media, ...]


def item(item: Item, language: Language) -> Exported[Question]:
    """Return an item as a question, or the nearest that a question set can hold."""
    match item.interaction:
        case Choice(options) as choice:
            return _chosen(item, options, is_shuffled=not choice.sorted)
        case TrueFalse():
            return _judged(item, item.interaction, language)
        case TextEntry(accepted):
            return _blanks(item, [f"<p>{_blank(accepted)}</p>"], [])
        case Numeric(value, _, tolerance, unit):
            unit = prose.unit(item, unit)
            line = f"<p>{_blank([f'{value:f}'])} {escape(unit)}</p>"
            near = ["the tolerance is left out: the very number counts"] if tolerance else []
            return _blanks(item, [line], near)
        case Gaps() as gaps:
            lost = [] if gaps.ordered else [ANY_ORDER]
            lost += ["the word bank is left out"] if gaps.bank else []
            lost += ["the table becomes lines"] if gaps.columns else []
            return _blanks(item, [_completed(gaps)], lost)
        case Match(pairs, responses):
            used = {response for _, response in pairs}
            lines = [f"{_words(prompt)}: {_blank([response])}" for prompt, response in pairs]
            extra = [r for r in responses if r not in used]
            return _dragged(item, lines, extra, "matching becomes words to drag")
        case Order(entries):
            ranked = sorted(entries, key=lambda entry: entry.rank)
            lines = [f"{n}. {_blank([entry.text])}" for n, entry in enumerate(ranked, 1)]
            change = "the ordering becomes words to drag to their places"
            return _dragged(item, lines, [], change)
        case OpenResponse():
            return left_out("a question set has no question that a person marks")
        case _:
            assert_never(item.interaction)


def document(form: Form, questions: Sequence[tuple[Item, Question]], language: Language) -> bytes:
    """Return the package: what it is, its questions, and the pictures and sounds beside them."""
    title = f"{plain(form.title)} {form.label}".strip()
    content = {
        "introPage": {"showIntroPage": False, "title": title},
        "progressType": "textual",
        "passPercentage": 50,
        "questions": [_entry(item, question) for item, question in questions],
        "endGame": {"showResultPage": True, "showSolutionButton": True, "showRetryButton": True},
    }
    used = ["H5P.QuestionSet", *(question.library for _, question in questions)]
    media = {m.name: m for _, question in questions for m in question.media}
    used += [_library(medium) for _, medium in sorted(media.items())]
    about = {
        "title": title,
        "language": language.locale.language,
        "mainLibrary": "H5P.QuestionSet",
        "embedTypes": ["div"],
        "license": "U",
        "preloadedDependencies": [_dependency(name) for name in dict.fromkeys(used)],
    }
    files = [("h5p.json", _json(about)), ("content/content.json", _json(content))]
    files += [(f"content/{_path(m)}", m.data) for _, m in sorted(media.items())]
    return zipped(files, MARKUP)


EXPORTER: Exporter[Question] = Exporter(
    item,
    document,
    shows_pictures=True,
    plays_sounds=True,
    has_hints=True,
    compares_letters=True,
    losses=_LOSSES,
)


# --- questions --------------------------------------------------------------------------------


def _question(
    item: Item, library: str, params: Params, changes: Sequence[str], worth: int
) -> Exported[Question]:
    """Return a question with a picture or a sound; ``worth`` is what the library gives for it.

    A library counts what is right, and has no points of an item's own.
    """
    lost = [*changes]
    beside = item.sounds[:1] if item.is_heard else item.media[:1]
    for medium in beside:
        params = params | {"media": {"type": _figure(medium)}}
        lost += ["of several pictures and sounds one stays"] if len(item.media) > 1 else []
    if worth != item.points:
        lost.append(POINTS.format(worth=worth, points=item.points))
    options = [m for m in prose.media(item) if m not in item.media]
    return Exported(Question(library, params, (*beside, *options)), tuple(lost))


def _figure(medium: Media) -> Params:
    """Return what shows a picture or plays a sound; a sound has no title that learners see."""
    file = {"path": _path(medium), "mime": medium.mime}
    if medium.is_sound:
        kind, title = "Audio", "Audio"
        params = {"files": [file], "playerMode": "full", "controls": True, "autoplay": False}
    else:
        kind, title = "Image", medium.alt or medium.name
        params = {"file": file, "alt": title, "contentName": kind}
    return {
        "library": _version(_library(medium)),
        "params": params,
        "subContentId": str(uuid.uuid5(_NAMESPACE, medium.name)),
        "metadata": {"contentType": kind, "license": "U", "title": title},
    }


def _library(medium: Media) -> str:
    return "H5P.Audio" if medium.is_sound else "H5P.Image"


def _path(medium: Media) -> str:
    """Return where a file stands among a package's content."""
    return f"{'audios' if medium.is_sound else 'images'}/{medium.name}"


def _chosen(item: Item, options: Sequence[Option], *, is_shuffled: bool) -> Exported[Question]:
    told = _feedback(item)
    if any(option.picture for option in options):
        return _of_pictures(item, options, told)
    answers = [
        {
            "text": prose.directed(f"<div>{_rich(option.text)}</div>", item),
            "correct": option.correct,
            "tipsAndFeedback": {
                "tip": "",
                "chosenFeedback": "" if option.correct else f"<div>{_rich(option.why)}</div>",
                "notChosenFeedback": "",
            },
        }
        for option in options
    ]
    behaviour = {"singlePoint": True, "randomAnswers": is_shuffled, "type": "auto"}
    params = {"question": _stem(item), "answers": answers, "behaviour": behaviour}
    return _question(item, "H5P.MultiChoice", params | told, [], 1)


def _of_pictures(item: Item, options: Sequence[Option], told: Params) -> Exported[Question]:
    """Return a choice among pictures."""
    listed = [{"media": _figure(o.picture), "correct": o.correct} for o in options if o.picture]
    if len(listed) < len(options) or len(listed) > MOST_PICTURES:
        return left_out(f"a choice has pictures alone, {MOST_PICTURES} at the most")
    behaviour = {"singlePoint": True, "questionType": "auto"}
    params = {"question": _stem(item), "options": listed, "behaviour": behaviour}
    lost = [REASONS] if any(option.why for option in options if not option.correct) else []
    return _question(item, "H5P.MultiMediaChoice", params | told, lost, 1)


def _judged(item: Item, judged: TrueFalse, language: Language) -> Exported[Question]:
    """Return a sentence to judge; what is true is told where the answer was wrong."""
    told, true = prose.feedback(item), prose.correction(item)
    feedback = {"feedbackOnCorrect": _told(told), "feedbackOnWrong": _told((*true, *told))}
    params = {
        "question": _stem(item),
        "correct": str(judged.answer).lower(),
        "behaviour": {name: text for name, text in feedback.items() if text},
        "l10n": {
            "trueText": plain(language.say("paper.true")),
            "falseText": plain(language.say("paper.false")),
        },
    }
    return _question(item, "H5P.TrueFalse", params, [], 1)


def _blanks(item: Item, lines: Sequence[str], changes: Sequence[str]) -> Exported[Question]:
    params = {
        "text": _stem(item) or "<p></p>",
        "questions": [prose.directed(line, item) for line in lines],
        "behaviour": {"caseSensitive": False, "autoCheck": False, "acceptSpellingErrors": False},
    }
    shape = item.interaction
    parts = shape.parts if isinstance(shape, Gaps) else ()
    worth = sum(isinstance(part, Gap) for part in parts) or 1
    return _question(item, "H5P.Blanks", params | _feedback(item), changes, worth)


def _dragged(
    item: Item, lines: Sequence[str], extra: Iterable[str], change: str
) -> Exported[Question]:
    params = {
        "taskDescription": _stem(item),
        "textField": "\n".join(lines),
        "distractors": " ".join(_blank([text]) for text in extra),
    }
    return _question(item, "H5P.DragText", params | _feedback(item), [change], len(lines))


def _feedback(item: Item) -> Params:
    """Return what is told after an item, at any score."""
    told = _told(prose.feedback(item))
    return {"overallFeedback": [{"from": 0, "to": 100, "feedback": told}]} if told else {}


def _told(texts: Iterable[str]) -> str:
    """Return texts in plain words, as HTML: the libraries show them so, and escape none twice."""
    return escape(" ".join(map(plain, texts)), quote=False)


def _stem(item: Item) -> str:
    hint = f"<p><em>{_rich(item.hint)}</em></p>" if item.hint else ""
    stem = f"<p>{_rich(item.stem)}</p>" if item.stem else ""
    return prose.directed(stem + hint, item)


def _completed(gaps: Gaps) -> str:
    """Return a sentence, a list or a table with a blank for each gap, as HTML."""
    every = [text for p in gaps.parts if isinstance(p, Gap) for text in (p.text, *p.accept)]
    texts = []
    for part in gaps.parts:
        if isinstance(part, Gap):
            right = [part.text, *part.accept] if gaps.ordered else every
            texts.append(_blank(right, part.hint))
        else:
            texts.append(prose.at_its_ends(part, _rich(part)).replace("*", "&#42;"))
    if gaps.columns:
        rows = (texts[i : i + gaps.columns] for i in range(0, len(texts), gaps.columns))
        return "".join(f"<p>{' | '.join(row)}</p>" for row in rows)
    if not any(isinstance(part, str) and part.strip() for part in gaps.parts):
        return "".join(f"<p>{part}</p>" for part in texts)
    return f"<p>{''.join(texts)}</p>"


def _blank(accepted: Iterable[str], hint: str = "") -> str:
    """Return a blank between asterisks: its answers parted by slashes, its hint after a colon."""
    tip = f":{_words(hint)}" if hint else ""
    return f"*{'/'.join(dict.fromkeys(map(_words, accepted)))}{tip}*"


def _words(markdown: str) -> str:
    """Return a text in plain words, of which nothing is read as syntax."""
    words = escape(" ".join(plain(markdown).split()), quote=False)
    return _SYNTAX.sub(lambda match: f"&#{ord(match[0])};", words)


def _rich(markdown: str) -> str:
    """Return a text as HTML of the tags that all texts of these libraries may have."""
    return _NOT_KEPT.sub("", _BLOCK.sub("<code>", str(html(markdown))))


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
