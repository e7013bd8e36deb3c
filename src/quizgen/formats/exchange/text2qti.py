"""text2qti: plain text that its own program turns into QTI for Canvas.

A question begins with its number, an option with a letter, what belongs to either is indented to
the same column; Markdown, with fenced blocks of code, and LaTeX between dollar signs are read in
every text but right answers. Pictures of stems lie in a folder beside the text, which is named as
it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from quizgen.formats.exchange import pairs, prose
from quizgen.formats.exchange.markup import SHOWN, Mark, losing
from quizgen.formats.exchange.outcome import PICTURED, REASONS, Exported, Exporter, left_out
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Form,
    Gap,
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
from quizgen.text import parts as parts_of

INDENT = "    "
FOLDER = ".text2qti"
"""How the folder of a text's pictures ends."""
_HERE = "\x1a"
"""What stands for that folder until it has its name; no text of a deck has it."""
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+\-.!>$]")
"""What a backslash takes the meaning of."""
_TICKS = re.compile("`+")
_NUMBERED = re.compile(r"[|<~^&]")
"""What no backslash does: these are written by their numbers."""

Lines = list[str]


def item(item: Item, language: Language) -> Exported[Lines]:
    """Return an item as lines, the stem first and without its number."""
    changes: list[str] = []
    told = " ".join(map(_rich, prose.feedback(item)))
    feedback = [_under("...", told)] if told else []
    stem = [_asked(_rich(item.stem), item), *feedback]
    match item.interaction:
        case Choice(options) as choice:
            lines = [*stem, *_options(options, is_one=len(choice.keys) == 1)]
            changes += [PICTURED] if choice.is_pictured else []
            changes += [REASONS] if len(choice.keys) != 1 and prose.reasons(item) else []
        case TrueFalse(answer, correction):
            why = [_under("...", _rich(correction))] if correction else []
            true, false = ("*", "") if answer else ("", "*")
            lines = [*stem, f"{true}a) True", *why, f"{false}b) False"]
        case TextEntry(accepted):
            lines = [*stem, *(f"*   {_told(plain(text))}" for text in dict.fromkeys(accepted))]
        case Numeric(value, _, tolerance, unit):
            unit = prose.unit(item, unit)
            asked = _asked(f"{_rich(item.stem)} ({_told(unit)})", item) if unit else stem[0]
            lines = [asked, *feedback, f"=   {value:f} +- {tolerance:f}"]
        case Gaps(parts, bank, columns):
            gaps = [part for part in parts if not isinstance(part, str)]
            if columns or len(gaps) != 1:
                return left_out("text2qti has one gap a question at the most")
            asked = " ".join(filter(None, (_rich(item.stem), _sentence(parts))))
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
        mark = f"{f'{number}. ':<4}"
        parts.append("\n".join([points, _under(mark, stem), *rest]))
    return ("\n\n".join(parts) + "\n").replace(_HERE, folder).encode()


EXPORTER: Exporter[Lines] = Exporter(
    item,
    document,
    wording=lambda lines: lines[1],
    shows_pictures=True,
    has_folder=True,
    compares_letters=True,
    losses=losing(SHOWN, frozenset({Mark.READINGS, Mark.LANGUAGES})),
)


def _asked(words: str, item: Item) -> str:
    """Return what is asked, and the pictures that it is asked with."""
    figures = " ".join(f"![{_told(plain(p.alt))}]({_HERE}{p.name})" for p in item.pictures)
    return _joined(words, figures)


def _sentence(parts: Sequence[str | Gap]) -> str:
    """Return a sentence with a line in place of each gap, and its hint behind it."""
    texts = (
        prose.at_its_ends(part, _rich(part))
        if isinstance(part, str)
        else f"{_told(pairs.BLANK)}{f' ({_rich(part.hint)})' if part.hint else ''}"
        for part in parts
    )
    return "".join(texts)


def _options(options: Sequence[Option], *, is_one: bool) -> Lines:
    lines = []
    for index, option in enumerate(options):
        if is_one:
            mark = f"{'*' if option.correct else ''}{letter(index).lower()})"
        else:
            mark = f"[{'*' if option.correct else ' '}]"
        lines.append(_under(mark, _rich(option.text)))
        if option.why and not option.correct and is_one:
            lines.append(_under("...", _rich(option.why)))
    return lines


def _under(mark: str, text: str) -> str:
    """Return a text behind a mark, its further lines as far from the margin."""
    begun = f"{mark:<4}"
    return begun + text.replace("\n", f"\n{' ' * len(begun)}")


def _rich(markdown: str) -> str:
    """Return a text as Markdown of text2qti's own: code with lines is a block of its own."""
    text = ""
    for sort, content in parts_of(markdown):
        if sort == "words":
            text += _escaped(content)
        elif sort in ("emphasis", "link"):
            text += content
        elif sort == "math":
            text += f"{' ' if text.endswith('$') else ''}${' '.join(content.split())}$"
        elif sort == "fence" or "\n" in content:
            text = f"{text.rstrip()}\n\n{_block(content)}\n\n"
        elif sort == "code":
            text += _code(content)
    return text.strip()


def _joined(first: str, second: str) -> str:
    """Return two texts with a space between them, or a line where the first ends in a block."""
    between = "\n\n" if first.endswith("```") else " "
    return between.join(filter(None, (first, second)))


def _code(line: str) -> str:
    """Return code in a line, between more marks than stand together in it."""
    if not line.strip():
        return " "
    marks = _marks(line, 1)
    space = " " if "`" in (line[0], line[-1]) else ""
    return f"{marks}{space}{line}{space}{marks}"


def _block(code: str) -> str:
    marks = _marks(code, 3)
    return f"{marks}\n{code.rstrip()}\n{marks}"


def _marks(code: str, least: int) -> str:
    longest = max(map(len, _TICKS.findall(code)), default=0)
    return "`" * max(least, longest + 1)


def _told(text: str) -> str:
    """Return a plain text as the Markdown that shows it, on one line."""
    return _escaped(" ".join(text.split()))


def _escaped(words: str) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", words)
    return _NUMBERED.sub(lambda match: f"&#{ord(match[0])};", escaped)
