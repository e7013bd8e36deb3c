"""text2qti: plain text that its own program turns into QTI for Canvas.

A question begins with its number, an option with a letter, what belongs to either is indented to
the same column; Markdown and LaTeX between dollar signs are read in every text. Pictures of stems
lie in a folder beside the text, which is named as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from quizgen.formats.exchange import pairs, prose
from quizgen.formats.exchange.outcome import PICTURED, Exported, Exporter, left_out
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Form,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Option,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import letter, plain

INDENT = "    "
FOLDER = ".text2qti"
"""How the folder of a text's pictures ends."""
_HERE = "\x1a"
"""What stands for that folder until it has its name; no text of a deck has it."""
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+\-.!>$]")
"""What a backslash takes the meaning of."""
_NUMBERED = re.compile(r"[|<~^&]")
"""What no backslash does: these are written by their numbers."""

Lines = list[str]


def item(item: Item, language: Language) -> Exported[Lines]:
    """Return an item as lines, the stem first and without its number."""
    changes = [*prose.flattened(item)]
    feedback = [_under("...", plain(text)) for text in prose.feedback(item)][:1]
    stem = [_asked(plain(item.stem), item), *feedback]
    match item.interaction:
        case Choice(options) as choice:
            lines = [*stem, *_options(options, is_one=len(choice.keys) == 1)]
            changes += [PICTURED] if choice.is_pictured else []
        case TrueFalse(answer, correction):
            lines = [*stem, f"{'*' if answer else ''}a) True", f"{'' if answer else '*'}b) False"]
            changes += ["the correction is left out"] if correction else []
        case TextEntry(accepted):
            lines = [*stem, *(f"*   {_told(plain(text))}" for text in dict.fromkeys(accepted))]
        case Numeric(value, _, tolerance, unit):
            unit = prose.unit(item, unit)
            asked = _asked(f"{plain(item.stem)} ({unit})", item) if unit else stem[0]
            lines = [asked, *feedback, f"=   {value:f} +- {tolerance:f}"]
        case Gaps(parts, bank, columns):
            gaps = [part for part in parts if not isinstance(part, str)]
            if columns or len(gaps) != 1:
                return left_out("text2qti has one gap a question at the most")
            asked = " ".join(filter(None, (plain(item.stem), pairs.sentence(item))))
            texts = dict.fromkeys((gaps[0].text, *gaps[0].accept))
            lines = [
                _asked(asked, item),
                *feedback,
                *(f"*   {_told(plain(text))}" for text in texts),
            ]
            changes.append("the gap becomes a short answer")
            changes += ["the word bank is left out"] if bank else []
        case OpenResponse():
            lines = [*stem, "____"]
            changes.append("the guide for marking is left out")
        case Match() | Order():
            return left_out("text2qti has neither matching nor ordering")
        case _:
            assert_never(item.interaction)
    return Exported([f"Points: {item.points}", *lines], tuple(changes))


def document(form: Form, items: Sequence[tuple[Item, Lines]], language: Language) -> bytes:
    """Return the items under the title, numbered through."""
    folder = f"{form.label or form.blueprint}{FOLDER}/"
    parts = [f"Quiz title: {plain(form.title)}"]
    for number, (_, (points, stem, *rest)) in enumerate(items, 1):
        parts.append("\n".join([points, f"{f'{number}. ':<4}{stem}", *rest]))
    return ("\n\n".join(parts) + "\n").replace(_HERE, folder).encode()


EXPORTER: Exporter[Lines] = Exporter(
    item, document, wording=lambda lines: lines[1], shows_pictures=True, has_folder=True
)


def _asked(words: str, item: Item) -> str:
    """Return what is asked, and the pictures that it is asked with, on one line."""
    figures = (f"![{_told(plain(p.alt))}]({_HERE}{p.name})" for p in item.pictures)
    return " ".join([_told(words), *figures])


def _options(options: Sequence[Option], *, is_one: bool) -> Lines:
    lines = []
    for index, option in enumerate(options):
        if is_one:
            mark = f"{'*' if option.correct else ''}{letter(index).lower()})"
        else:
            mark = f"[{'*' if option.correct else ' '}]"
        lines.append(f"{mark:<4}{_told(plain(option.text))}")
        if option.why and not option.correct and is_one:
            lines.append(_under("...", plain(option.why)))
    return lines


def _under(mark: str, text: str) -> str:
    return f"{mark:<4}{_told(text)}"


def _told(text: str) -> str:
    """Return a plain text as the Markdown that shows it, on one line."""
    escaped = _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
    return _NUMBERED.sub(lambda match: f"&#{ord(match[0])};", escaped)
