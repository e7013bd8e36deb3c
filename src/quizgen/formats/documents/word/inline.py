"""The texts of a paragraph: letters with their marks, formulas, and readings above."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from quizgen.bidi import MARKS, OTHER, directions, is_rtl
from quizgen.formats.documents.word.elements import name, new, parsed, put
from quizgen.formats.documents.word.runs import LANGUAGE, MATH, READING, Run, value_of
from quizgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How the texts of a paragraph look, and what they are in.

    ``code`` is the size of a program as python-docx has it, None for that of the text. Emphasis
    is bold where slanted letters are hard to read. ``tag`` is the language where it is not
    ``page``, that of the document, which runs in its ``direction``.
    """

    points: int
    direction: str
    page: str
    tag: str = ""
    code: Any = None
    is_bold: bool = False
    is_plain: bool = False


def add(paragraph: Any, pieces: Sequence[Run], look: Look, *, is_whole: bool = False) -> None:
    """Add texts to a paragraph.

    Where they are the whole of one, words of another direction stay beside their number.
    """
    prose = "".join(text for text, marks in pieces if MATH not in marks)
    rtl = is_rtl(prose)
    if is_whole and directions(prose) == {OTHER[look.direction]}:
        pieces = _embedded(pieces, OTHER[look.direction])
    elif rtl:
        put(paragraph._p.get_or_add_pPr(), "bidi")
    for text, marks in pieces:
        if MATH in marks:
            paragraph._p.append(parsed(text))
        else:
            _add_run(paragraph, text, marks, look, rtl=rtl)


def _add_run(paragraph: Any, text: str, marks: frozenset[str], look: Look, *, rtl: bool) -> None:
    run = paragraph.add_run(text)
    run.bold = look.is_bold or "strong" in marks or ("em" in marks and look.is_plain) or None
    run.italic = ("em" in marks and not look.is_plain) or None
    run.underline = "a" in marks or None
    if "code" in marks:
        run.font.name = "Courier New"
        run.font.size = look.code
    elif rtl:
        run.font.cs_bold, run.font.cs_italic = run.bold, run.italic  # Word has two of each
        put(run._r.get_or_add_rPr(), "rtl")
    _speak(run, value_of(marks, LANGUAGE) or look.tag)
    _annotate(run, value_of(marks, READING), look)


def _speak(run: Any, tag: str) -> None:
    """Set the language of a run, by which Word checks its spelling and chooses its font."""
    if tag:
        element = put(run._r.get_or_add_rPr(), "lang", tag)
        for script in ("eastAsia", "bidi"):
            element.set(name(script), tag)


def _annotate(run: Any, reading: str, look: Look) -> None:
    """Set a reading above a run, in half its size of type."""
    if not reading:
        return
    half = look.points  # a size is told in half points
    language = run._r.xpath("./w:rPr/w:lang/@w:eastAsia")
    above, base = deepcopy(run._r), deepcopy(run._r)
    for text in above.xpath("./w:t"):
        text.text = reading
    put(above.get_or_add_rPr(), "sz", str(half))
    ruby, properties = new("ruby"), new("rubyPr")
    for tag, value in (
        ("rubyAlign", "distributeSpace"),
        ("hps", str(half)),
        ("hpsRaise", str(half * 2 - 2)),
        ("hpsBaseText", str(half * 2)),
        ("lid", language[0] if language else look.page),
    ):
        put(properties, tag, value)
    ruby.append(properties)
    for tag, child in (("rt", above), ("rubyBase", base)):
        holder = new(tag)
        holder.append(child)
        ruby.append(holder)
    for text in run._r.xpath("./w:t"):
        run._r.remove(text)
    run._r.append(ruby)


def _embedded(pieces: Sequence[Run], direction: str) -> list[Run]:
    """Return a text of a direction to stand in a line of the other, signs at its ends, too."""
    mark = (MARKS[direction], frozenset[str]())
    return [mark, *pieces, mark]
