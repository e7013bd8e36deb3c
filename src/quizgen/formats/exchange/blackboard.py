"""Blackboard's tab-delimited file: a line for each question, its type first.

Blackboard reads HTML in the texts; a tab or a line break would end a field, so that line breaks
are ``<br>``. Files have 500 questions at the most; what Blackboard calls fill in multiple blanks
names its gaps in brackets, and an empty field parts the answers of one gap from the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import assert_never

from quizgen.formats.exchange import prose
from quizgen.formats.exchange.outcome import Exported, Exporter, left_out
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
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import html, plain

_FEEDBACK = "feedback and sources are left out: the file has no place for them"
MOST = 100
"""Answers of one question."""
MOST_QUESTIONS = 500
"""Questions of one file."""

Cells = tuple[str, ...]


def item(item: Item, language: Language) -> Exported[str]:
    """Return an item as a line, or the nearest that the file holds."""
    lost = [_FEEDBACK]
    cells: Cells
    match item.interaction:
        case Choice(options):
            marked = [(_rich(o.text), "correct" if o.correct else "incorrect") for o in options]
            type_ = "MC" if sum(option.correct for option in options) == 1 else "MA"
            cells = (type_, _rich(item.stem), *(cell for pair in marked for cell in pair))
        case TrueFalse(answer):
            cells = ("TF", _rich(item.stem), str(answer).lower())
        case TextEntry(accepted):
            cells = ("FIB", _rich(item.stem), *_words(accepted))
        case Numeric(value, _, tolerance, unit):
            unit = prose.unit(item, unit)
            stem = f"{_rich(item.stem)} ({escape(unit)})" if unit else _rich(item.stem)
            cells = ("NUM", stem, f"{value:f}", f"{tolerance:f}")
        case Gaps() as gaps:
            cells = _gaps(item, gaps)
            lost += _lost_of(gaps)
        case Match(pairs, responses):
            cells = ("MAT", _rich(item.stem), *(cell for p in pairs for cell in map(_rich, p)))
            if len(responses) > len(pairs):
                lost.append("the responses that belong to nothing are left out")
        case Order(entries):
            ranked = sorted(entries, key=lambda entry: entry.rank)
            cells = ("ORD", _rich(item.stem), *(_rich(entry.text) for entry in ranked))
        case OpenResponse(guide):
            points = "<br>".join(map(_rich, guide))
            cells = ("ESS", _rich(item.stem), points)
        case _:
            assert_never(item.interaction)
    if len(cells) > MOST:
        return left_out(f"Blackboard takes {MOST} answers at the most")
    return Exported("\t".join(cells), tuple(lost))


def document(form: Form, lines: Sequence[tuple[Item, str]], language: Language) -> bytes:
    """Return the lines, in UTF-8 with the mark that Blackboard knows it by."""
    return ("\ufeff" + "".join(f"{line}\r\n" for _, line in lines)).encode()


EXPORTER: Exporter[str] = Exporter(item, document, most=MOST_QUESTIONS, compares_letters=True)


def _gaps(item: Item, gaps: Gaps) -> Cells:
    """Return a sentence, list or table with a bracketed name in place of each gap."""
    names = iter(f"gap{n}" for n in range(1, len(gaps.parts) + 1))
    texts: list[str] = []
    answers: list[str] = []
    every = [text for p in gaps.parts if isinstance(p, Gap) for text in (p.text, *p.accept)]
    for part in gaps.parts:
        if isinstance(part, Gap):
            name = next(names)
            right = every if not gaps.ordered else [part.text, *part.accept]
            answers += ["", name, *_words(right)] if answers else [name, *_words(right)]
            hint = f" ({_rich(part.hint)})" if part.hint else ""
            texts.append(f"[{name}]{hint}")
        else:
            texts.append(_without_brackets(prose.html_part(part)))
    body = _lines(texts, gaps)
    stem = _without_brackets(_rich(item.stem))
    return ("FIB_PLUS", "<br>".join(filter(None, (stem, body))), *answers)


def _lines(texts: Sequence[str], gaps: Gaps) -> str:
    if gaps.columns:
        rows = (texts[i : i + gaps.columns] for i in range(0, len(texts), gaps.columns))
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    is_list = not any(isinstance(p, str) and p.strip() for p in gaps.parts)
    return ("<br>" if is_list else "").join(texts).replace("\n", "<br>")


def _lost_of(gaps: Gaps) -> list[str]:
    lost = ["the word bank is left out"] if gaps.bank else []
    if not gaps.ordered:
        lost.append("each line takes any of the answers, and one written twice counts twice")
    return lost


def _words(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(plain(text).split()) for text in texts))


def _rich(markdown: str) -> str:
    return " ".join(str(html(markdown)).replace("\n", "<br>").split())


def _without_brackets(text: str) -> str:
    """Return HTML whose square brackets name no gap."""
    return text.replace("[", "&#91;").replace("]", "&#93;")
