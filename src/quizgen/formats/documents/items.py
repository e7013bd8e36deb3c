"""An item as a Word document asks it: its stem, its pictures, and the place to answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, assert_never

from quizgen.bidi import LTR, MARKS, RTL, directions, embedded, is_rtl
from quizgen.formats.documents.word.manuscript import BLANK, PLACE, SPACE, Manuscript
from quizgen.formats.documents.word.styles import BOX, INDENT
from quizgen.formats.room import (
    LINES_A_POINT,
    Numbered,
    beside,
    enlarged,
    grid_of,
    is_headed,
    is_stacked,
    whole_line,
)
from quizgen.giveaways import is_answered_by
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Gap,
    Gaps,
    Item,
    Layout,
    Match,
    Numeric,
    OpenResponse,
    Order,
    Task,
    TextEntry,
    TrueFalse,
)
from quizgen.questions.excerpt import task_line
from quizgen.text import letter, plain

GAP = "_" * 14
ELSEWHERE = "…"
"""What stands for a picture that a document cannot show, where its words would be the answer."""
PICTURE_MM, THUMBNAIL_MM = 55.0, 28.0
"""Height of a picture on a worksheet and on its key, at the most."""
OPTION_MM = {Layout.STANDARD: 24.0, Layout.DYSLEXIA: 24.0, Layout.LARGE_PRINT: 35.0}
"""The same of an option that is a picture."""


def stem(paper: Manuscript, item: Item, *, is_key: bool) -> None:
    """Write the stem, or the sentence that stands for it; a key has its gaps filled in."""
    line = paper.write("Item", "" if item.excerpt else item.stem)
    if not item.stem and isinstance(item.interaction, Gaps):
        _sentence(paper, line, item.interaction, is_key=is_key)
    if item.excerpt:  # below its number, which would else stand in the box
        for paragraph in (line, boxed := paper.write("Item Body", item.excerpt)):
            paragraph.paragraph_format.keep_with_next = True
        paper.boxed(boxed)
    if paper.edition.marks and not is_key:
        is_mixed = paper.language.direction == LTR and RTL in directions(line.text)
        sign = MARKS[LTR] if is_mixed else ""
        paper.words(line, f"{SPACE}{sign}{PLACE}{SPACE}/{SPACE}{item.points}{sign}")
    elif item.points > 1 and not item.excerpt:
        worth = paper.language.say("paper.points", points=item.points).replace(" ", SPACE)
        way = RTL if is_rtl(line.text) else LTR
        paper.words(line, SPACE + embedded(f"({worth})", way))
    if item.hint:
        paper.write("Item Body", paper.language.say("hint", text=item.hint))
    for picture in item.pictures:
        words = picture.alt if is_key or not is_answered_by(item, picture.alt) else ELSEWHERE
        height = THUMBNAIL_MM if is_key else PICTURE_MM
        paper.pictured("Item Body", picture, height, words, is_sized=not is_key)


def asked(paper: Manuscript, entry: Numbered) -> None:
    """Write the options of an item, or the place for its answer."""
    say = paper.language.say
    match entry.item.interaction:
        case Choice(options):
            height = OPTION_MM[paper.edition.layout]
            pictures = [option.picture for option in options if option.picture]
            if len(pictures) == len(options):
                count = beside(entry.item.interaction, paper.edition)
                paper.pictures(
                    pictures,
                    count,
                    height,
                    ELSEWHERE,
                    enlarged=enlarged(entry.item.interaction, paper.edition),
                    is_headed=is_headed(entry.item.interaction, paper.edition),
                )
                return
            count = _abreast(entry.item.interaction, paper)
            if count > 1:
                paper.abreast([option.text for option in options], count)
                return
            for option in options:  # the numbering of the style writes a box and a letter before it
                if option.picture:
                    paper.pictured("Option", option.picture, height, ELSEWHERE)
                else:
                    paper.write("Option", option.text)
        case TrueFalse():
            verdicts = f"{BOX} {say('paper.true')}    {BOX} {say('paper.false')}"
            paper.stacked("Item Body", [verdicts, say("paper.correction")])
            paper.lines(entry.lines)
        case OpenResponse(tasks=(_, *_) as tasks):
            for index, task in enumerate(tasks):
                with paper.together():
                    paper.write("Item Body", task_text(index, task, paper.language))
                    paper.lines(LINES_A_POINT * task.points)
        case TextEntry() | OpenResponse():
            paper.lines(entry.lines)
        case Numeric(unit=unit):
            paper.write("Item Body", paper.language.unit(unit).around(GAP))
        case Gaps() as gaps:
            gaps_of(paper, entry.item, gaps, is_key=False)
        case Match(pairs, responses) as match:
            prompts = [prompt for prompt, _ in pairs]
            _match(
                paper, prompts, responses, is_stacked=is_stacked(match, whole_line(paper.edition))
            )
        case Order(entries):
            _marked(paper, [(PLACE, ranked.text) for ranked in entries])
        case _:
            assert_never(entry.item.interaction)


def task_text(index: int, task: Task, language: Language) -> str:
    """Return a question on an excerpt, whose points are not broken at the end of a line."""
    text, bracket, worth = task_line(index, task, language).rpartition("(")
    return f"{text}{bracket}{worth.replace(' ', SPACE)}"


def _abreast(choice: Choice, paper: Manuscript) -> int:
    """Return how many options stand on a line, where each is on one and written as the paper is."""
    texts = [plain(option.text) for option in choice.options]
    others = {way for text in texts for way in directions(text)} - {paper.language.direction}
    if choice.is_pictured or others or any("\n" in text for text in texts):
        return 1
    return beside(choice, paper.edition)


def _match(
    paper: Manuscript, prompts: Sequence[str], responses: Sequence[str], *, is_stacked: bool
) -> None:
    """Write prompts and responses side by side, or where they have no room one below the other."""
    left = [(PLACE, prompt) for prompt in prompts]
    right = [(letter(index), response) for index, response in enumerate(responses)]
    is_wide = paper.edition.layout is Layout.STANDARD and paper.edition.columns == 1
    if is_wide and not is_stacked:
        both = zip_longest(left, right, fillvalue=("", ""))
        rows = [(*prompt, *response) for prompt, response in both]
        paper.table(rows, header=False, grid=False, widths=(BLANK, 0, INDENT, 0))
    else:
        _marked(paper, left + right)


def _marked(paper: Manuscript, rows: Sequence[tuple[str, str]]) -> None:
    """Write texts one below the other, each beside a letter or a place to write one on."""
    paper.table(rows, header=False, grid=False, widths=(BLANK, 0))


def gaps_of(paper: Manuscript, item: Item, gaps: Gaps, *, is_key: bool) -> None:
    """Write a table, a list or, under a stem, a sentence, with its gaps empty or filled in."""
    has_bank = bool(gaps.bank) and not is_key
    if has_bank and gaps.columns:
        _bank(paper, gaps)
    if gaps.columns:
        cells = [_part(part, is_key, "") for part in gaps.parts]
        rows = [cells[i : i + gaps.columns] for i in range(0, len(cells), gaps.columns)]
        is_turned = grid_of(gaps, whole_line(paper.edition)).is_turned
        rows = _turned(rows) if is_turned else rows
        widths = [0.0] * len(rows[0])
        table = paper.table(rows, header=not is_turned, grid=True, widths=widths)
        if is_turned:
            _group(table, gaps.columns)
    elif is_list(gaps):
        for part in gaps.parts:
            if isinstance(part, Gap) and is_key:
                also = also_right(part.accept, paper.language)
                paper.write("Item Body", " ".join([_part(part, is_key, GAP), *also]))
            elif isinstance(part, Gap):
                paper.lines(1)
    elif item.stem:
        _sentence(paper, paper.write("Item Body", ""), gaps, is_key=is_key)
    if has_bank and not gaps.columns:
        _bank(paper, gaps)


def _bank(paper: Manuscript, gaps: Gaps) -> None:
    words = paper.language.between.join(gaps.bank)
    paper.write("Item Body", f"**{paper.language.say('paper.word_bank')}:** {words}")


def also_right(others: Sequence[str], language: Language) -> Iterator[str]:
    """Yield what else is right, if anything is."""
    if others:
        yield language.say("paper.accept", text=language.joined(others))


def is_list(gaps: Gaps) -> bool:
    """Whether all that stands in it are gaps, one below the other."""
    words = (part for part in gaps.parts if isinstance(part, str) and part.strip())
    return not gaps.columns and not any(words)


def _group(table: Any, size: int) -> None:
    """Let the heading of each so many lines go over its table, and keep them on one page."""
    for number, row in enumerate(table.rows):
        first, second = row.cells
        if number % size == 0:
            first = first.merge(second)
        for paragraph in first.paragraphs:
            paragraph.paragraph_format.keep_with_next = (number + 1) % size > 0


def _turned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return each row as lines of its own: its heading, then a column a line."""
    head, *others = rows
    name = f"{head[0]}: " if head[0] else ""
    return [
        line
        for row in others
        for line in ([f"**{name}{row[0]}**", ""], *map(list, zip(head[1:], row[1:], strict=True)))
    ]


def _sentence(paper: Manuscript, paragraph: Any, gaps: Gaps, *, is_key: bool) -> None:
    texts = [_part(part, is_key, GAP) for part in gaps.parts]
    way = RTL if is_rtl(plain("".join(texts))) else LTR
    mark = "" if way == paper.language.direction else MARKS[way]  # its stop stays at its end
    for text in (mark, *texts, mark):
        paper.run(paragraph, text)


def _part(part: str | Gap, is_key: bool, empty: str) -> str:
    if isinstance(part, str):
        return part
    if is_key:
        return f"**{part.text}**"
    return f"{empty} ({part.hint})" if part.hint else empty
