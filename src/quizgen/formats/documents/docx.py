"""The worksheet and its key as Word documents that a teacher can edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any, assert_never

from quizgen.bidi import LTR, MARKS, RTL, directions, embedded, is_rtl
from quizgen.checks.stages.papers import LOST_PICTURE, UNREAD_TEMPLATE
from quizgen.diagnostics import Diagnostic, Position
from quizgen.formats.answers import limits, references
from quizgen.formats.codes import code_of
from quizgen.formats.documents.manuscript import (
    BLANK,
    BOX,
    INDENT,
    PLACE,
    SPACE,
    Manuscript,
    size_of,
)
from quizgen.formats.documents.raster import natural
from quizgen.formats.pages.shortly import shortly
from quizgen.formats.pages.versions import are_same, blocks
from quizgen.formats.room import (
    LINES_A_POINT,
    Numbered,
    Part,
    answer_letter,
    beside,
    grid_of,
    is_stacked,
    minutes,
    parts,
    whole_line,
)
from quizgen.giveaways import is_answered_by
from quizgen.language import Language
from quizgen.model import (
    Candidate,
    Choice,
    Edition,
    Form,
    Gap,
    Gaps,
    Item,
    Layout,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Order,
    PaperHead,
    Reference,
    Task,
    TextEntry,
    TrueFalse,
)
from quizgen.questions.excerpt import task_line
from quizgen.resources import how_to_install
from quizgen.text import letter, plain

GAP = "_" * 14
MOST_LINES = {Layout.STANDARD: 30, Layout.DYSLEXIA: 20, Layout.LARGE_PRINT: 16}
"""Of a table that is kept on one page, at the most."""
HEADING_LINES = 4
"""What the heading of a section and its directions take of them."""
LAID_OUT = (
    *("worksheet.html", "key.html", "versions.html", "layout.html", "macros.html"),
    *("items/*", "keys/*", "page.css", "heads.css", "items.css", "editions.css"),
)
"""The templates that worksheets, keys and maps are made of on pages, and none of a document."""
UNBROKEN = 20
"""Characters of an answer that is not broken at the end of a line where a key shows all at once."""
ELSEWHERE = "…"
"""What stands for a picture that a document cannot show, where its words would be the answer."""
PICTURE_MM, THUMBNAIL_MM, LOGO_MM = 55.0, 28.0, 16.0
"""Height of a picture on a worksheet and on its key, and of a logo, at the most."""
OPTION_MM = {Layout.STANDARD: 24.0, Layout.DYSLEXIA: 24.0, Layout.LARGE_PRINT: 35.0}
ANSWER_MM = 12.0
"""The same of an option that is a picture, and of one that is the answer on a key."""


def worksheet(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the paper that learners write on.

    Raises:
        MissingExtra: when python-docx is not installed.

    """
    paper = _begun(form, form.title, edition, language)
    say = language.say
    score = f"{say('paper.score')}: {PLACE} / {form.points}"
    head = [*_candidate(form.head, language), score]
    head += [""] * (len(head) % 2)
    rows = [head[place : place + 2] for place in range(0, len(head), 2)]
    paper.most_lines = MOST_LINES[edition.layout]
    paper.table(rows, header=False, grid=True)
    below = _directions(paper, form.head.instructions, language.between.join(form.head.grades))
    for first in below[:1]:  # not close under the table
        first.paragraph_format.space_before = paper.em(0.5)
    sections = tuple(parts(form, whole_line(edition)))
    if form.head.totals:
        _totals(paper, sections, form)
    if form.head.cover:
        paper.page()
    paper.columns()
    most = MOST_LINES[edition.layout]
    for part in sections:
        score = f"{PLACE} / {_points(part.points, language)}"
        _section(paper, part, score, f"section.{part.type}.directions")
        for entry in part.items:
            paper.language_tag = _language_tag(entry.item, language)
            paper.most_lines = most - HEADING_LINES if entry is part.items[0] else most
            with _kept(paper, entry.item):
                _stem(paper, entry.item, is_key=False)
                _asked(paper, entry)
        paper.language_tag = ""
    paper.hold()  # or a page may have nothing but the words that it is the last
    end = paper.write("Directions", f"— {say('paper.end')} —")
    end.paragraph_format.space_before = paper.em(1)
    return paper.data()


def key(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the key, numbered as the worksheet.

    Raises:
        MissingExtra: when python-docx is not installed.

    """
    title = f"{language.say('paper.key')}: {form.title}"
    paper = _begun(form, title, edition, language)
    paper.most_lines = MOST_LINES[edition.layout]
    paper.write("Directions", language.say("key.guide"))
    _directions(paper, language.between.join(form.head.grades))
    if form.command:
        paper.write("Directions", f"`{form.command}`")
    glance = paper.write("Directions", f"**{language.say('key.glance')}:**")
    mark = MARKS[RTL] if language.direction == RTL else ""  # or what is beside a name goes astray
    for number, item in enumerate(form.items, 1):
        paper.words(glance, f"{mark}    ")
        paper.run(glance, f"**{number}**")
        answer = embedded(_unbroken(shortly(item, language)), language.direction)
        paper.words(glance, f"{mark}{SPACE}{answer}")
    for part in parts(form):
        _section(paper, part, _points(part.points, language), f"marking.{part.type}")
        for entry in part.items:
            paper.language_tag = _language_tag(entry.item, language)
            with _kept(paper, entry.item):
                _stem(paper, entry.item, is_key=True)
                _right(paper, entry.item)
        paper.language_tag = ""
    _sources(paper, references(form))
    return paper.data()


def version_map(forms: Sequence[Form], edition: Edition, language: Language) -> bytes:
    """Return which question of one version stands where in another, and its answer.

    Raises:
        MissingExtra: when python-docx is not installed.

    """
    say, form = language.say, forms[0]
    title = f"{say('versions.title')}: {form.title}"
    paper = Manuscript(plain(title), edition, language)
    foot = (plain(form.head.footer), plain(form.title))
    paper.footer(language.between.join(filter(None, foot)), say("paper.page"), say("paper.of"))
    paper.write("Title", title)
    paper.write("Directions", say("versions.guide" if are_same(forms) else "versions.places"))
    for block in blocks(forms, language):
        heads = (say("versions.type"), *block.labels)
        names = [row.title or say(f"section.{row.type}") for row in block.rows]
        rows = [heads, *((name, *[""] * len(block.labels)) for name in names)]
        table = paper.table(rows, header=True, grid=True)
        for written, row in zip(table.rows[1:], block.rows, strict=True):
            for place, cell in zip(written.cells[1:], row.cells, strict=True):
                paper.words(place.paragraphs[0], f"{cell.number} {cell.answer}")
        paper.write("Directions", "")  # Word makes one of two tables with nothing between them
    return paper.data()


def _unbroken(answer: str) -> str:
    """Return a short answer as what is not broken at the end of a line; a longer one may be."""
    return answer.replace(" ", SPACE) if len(answer) <= UNBROKEN else answer


def _remarks(item: Item, language: Language) -> Iterator[str]:
    """Yield what is said of an answer: who disputes it, if it is of a single fact, and why."""
    if len(item.origins) == 1 and item.origins[0].disputed:
        yield language.say("disputed", text=item.origins[0].disputed)
    if item.rationale:
        yield item.rationale


def _candidate(head: PaperHead, language: Language) -> Iterator[str]:
    """Yield what is filled in, the number in boxes if there are any."""
    for field in head.candidate:
        boxes = f" {BOX * head.boxes}" if field is Candidate.NUMBER and head.boxes else ""
        yield f"{language.say(f'paper.{field}')}:{boxes}"


def _totals(paper: Manuscript, sections: Sequence[Part], form: Form) -> None:
    """Write a table of the points of each section, with a place for what is scored."""
    say, language = paper.language.say, paper.language
    rows = [(say("versions.type"), say("paper.score"))]
    rows += [(_title(part, language), f"/ {_points(part.points, language)}") for part in sections]
    rows.append((f"**{say('paper.total')}**", f"**/ {_points(form.points, language)}**"))
    paper.write("Directions", "")  # Word makes one of two tables with nothing between them
    paper.table(rows, header=True, grid=True)


def _title(part: Part, language: Language) -> str:
    return part.title or language.say(f"section.{part.type}")


def _language_tag(item: Item, language: Language) -> str:
    """Return the language of an item, if it is not that of its paper."""
    if not item.origins or item.language.tag == language.tag:
        return ""
    return item.language.tag


def lost(form: Form) -> Iterator[Diagnostic]:
    """Yield the pictures of a form that a document cannot show; their words stand there.

    Raises:
        MissingExtra: when python-docx is not installed.

    """
    logo = form.head.logo
    if logo and size_of(logo) is None:
        message = "a document cannot show the logo, and has the school's name instead"
        yield Diagnostic(Position(logo.name), LOST_PICTURE, message, _hint(logo))
    for item in form.items:
        for picture in shown_pictures(item):
            if size_of(picture) is None and LOST_PICTURE.name not in item.origins[0].allow:
                message = f"a document cannot show '{picture.name}', and has its 'alt' instead"
                place = item.origins[0].locate("media")
                yield Diagnostic(place, LOST_PICTURE, message, _hint(picture))


def unread(own: Path) -> Iterator[Diagnostic]:
    """Yield the templates of a user's own folder that pages are laid out by, and no document is."""
    for path in sorted(path for name in LAID_OUT for path in (own / "print").glob(name)):
        name = path.relative_to(own).as_posix()
        message = f"no Word document is laid out by your '{name}'"
        hint = "its head is what the blueprint and the theme give; ask for '--to pdf' to have yours"
        yield Diagnostic(Position(path.as_posix()), UNREAD_TEMPLATE, message, hint)


def _hint(picture: Media) -> str:
    """Return what lets a document show a picture."""
    if picture.suffix == ".svg" and natural(picture):
        return f"{how_to_install('docx')} (resvg-py draws it), or make it a .png or .jpg"
    return "make it a .png or .jpg"


def shown_pictures(item: Item) -> tuple[Media, ...]:
    """Return the pictures of an item: those of its stem, and its options that are pictures."""
    if not isinstance(item.interaction, Choice):
        return item.pictures
    options = (option.picture for option in item.interaction.options)
    return (*item.pictures, *filter(None, options))


def _begun(form: Form, title: str, edition: Edition, language: Language) -> Manuscript:
    say = language.say
    paper = Manuscript(plain(title), edition, language)
    version = say("paper.version", label=form.label)
    paper.footer(
        language.between.join(
            filter(None, (plain(form.head.footer), plain(form.title), version, code_of(form)))
        ),
        say("paper.page"),
        say("paper.of"),
    )
    mark = edition.watermark and say(f"paper.watermark.{edition.watermark}")
    if header := language.between.join(filter(None, (plain(form.head.header), mark))):
        paper.header(header)
    if form.head.logo:
        paper.pictured("Directions", form.head.logo, LOGO_MM, is_outlined=False)
    school = (form.head.school, form.head.subject, form.head.date)
    _directions(paper, language.between.join(filter(None, school)))
    paper.write("Title", title)
    questions = say("paper.questions", count=len(form.items))
    time = say("paper.minutes", minutes=minutes(form))
    facts = (version, questions, _points(form.points, language), time, code_of(form))
    paper.write("Directions", language.between.join(facts))
    return paper


def _section(paper: Manuscript, part: Part, score: str, directions: str) -> None:
    say = paper.language.say
    paper.write("Heading 1", f"{_title(part, paper.language)} ({score})")
    text = say(directions) if directions in paper.language.strings else ""
    if directions.startswith("section."):
        text = part.instructions or text
    if text:
        paper.write("Directions", text).paragraph_format.keep_with_next = True


def _directions(paper: Manuscript, *texts: str) -> list[Any]:
    return [paper.write("Directions", text) for text in texts if text]


def _points(count: int, language: Language) -> str:
    return language.say("paper.points", points=count)


def _kept(paper: Manuscript, item: Item) -> AbstractContextManager[None]:
    """Keep what is written of an item on one page; source work goes over between its tasks."""
    return nullcontext() if item.excerpt else paper.together()


def _stem(paper: Manuscript, item: Item, *, is_key: bool) -> None:
    """Write the stem, or the sentence that stands for it; a key has its gaps filled in."""
    stem = paper.write("Item", "" if item.excerpt else item.stem)
    if not item.stem and isinstance(item.interaction, Gaps):
        _sentence(paper, stem, item.interaction, is_key=is_key)
    if item.excerpt:  # below its number, which would else stand in the box
        for paragraph in (stem, boxed := paper.write("Item Body", item.excerpt)):
            paragraph.paragraph_format.keep_with_next = True
        paper.boxed(boxed)
    if paper.edition.marks and not is_key:
        is_mixed = paper.language.direction == LTR and RTL in directions(stem.text)
        sign = MARKS[LTR] if is_mixed else ""
        paper.words(stem, f"{SPACE}{sign}{PLACE}{SPACE}/{SPACE}{item.points}{sign}")
    elif item.points > 1 and not item.excerpt:
        worth = f"({_points(item.points, paper.language)})".replace(" ", SPACE)
        paper.words(stem, f"{SPACE}{embedded(worth, RTL if is_rtl(stem.text) else LTR)}")
    if item.hint:
        paper.write("Item Body", paper.language.say("hint", text=item.hint))
    for picture in item.pictures:
        words = picture.alt if is_key or not is_answered_by(item, picture.alt) else ELSEWHERE
        height = THUMBNAIL_MM if is_key else PICTURE_MM
        paper.pictured("Item Body", picture, height, words, is_sized=not is_key)


def _sources(paper: Manuscript, cited: Sequence[Reference]) -> None:
    if not cited:
        return
    paper.write("Heading 1", paper.language.say("paper.sources"))
    for reference in cited:
        note = paper.write("Source Note", reference.full)
        if reference.url:
            note.add_run(f" {reference.url}")


# --- what is asked ----------------------------------------------------------------------------


def _asked(paper: Manuscript, entry: Numbered) -> None:
    say = paper.language.say
    match entry.item.interaction:
        case Choice(options):
            height = OPTION_MM[paper.edition.layout]
            pictures = [option.picture for option in options if option.picture]
            if len(pictures) == len(options):
                count = beside(entry.item.interaction, paper.edition)
                paper.pictures(pictures, count, height, ELSEWHERE)
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
                    paper.write("Item Body", _task(index, task, paper.language))
                    paper.lines(LINES_A_POINT * task.points)
        case TextEntry() | OpenResponse():
            paper.lines(entry.lines)
        case Numeric(unit=unit):
            paper.write("Item Body", paper.language.unit(unit).around(GAP))
        case Gaps() as gaps:
            _gaps(paper, entry.item, gaps, is_key=False)
        case Match(pairs, responses) as match:
            prompts = [prompt for prompt, _ in pairs]
            _match(
                paper, prompts, responses, is_stacked=is_stacked(match, whole_line(paper.edition))
            )
        case Order(entries):
            _marked(paper, [(PLACE, ranked.text) for ranked in entries])
        case _:
            assert_never(entry.item.interaction)


def _task(index: int, task: Task, language: Language) -> str:
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


def _gaps(paper: Manuscript, item: Item, gaps: Gaps, *, is_key: bool) -> None:
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
        paper.table(rows, header=not is_turned, grid=True, widths=widths)
    elif not any(isinstance(part, str) and part.strip() for part in gaps.parts):
        for part in gaps.parts:
            if isinstance(part, Gap) and is_key:
                paper.write("Item Body", _part(part, is_key, GAP))
            elif isinstance(part, Gap):
                paper.lines(1)
    elif item.stem:
        _sentence(paper, paper.write("Item Body", ""), gaps, is_key=is_key)
    if has_bank and not gaps.columns:
        _bank(paper, gaps)


def _bank(paper: Manuscript, gaps: Gaps) -> None:
    words = paper.language.between.join(gaps.bank)
    paper.write("Item Body", f"**{paper.language.say('paper.word_bank')}:** {words}")


def _turned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return each row as lines of its own: its heading, then a column a line."""
    head, *others = rows
    return [
        line
        for row in others
        for line in ([f"**{row[0]}**", ""], *map(list, zip(head[1:], row[1:], strict=True)))
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


# --- what is right ----------------------------------------------------------------------------


def _right(paper: Manuscript, item: Item) -> None:
    if isinstance(item.interaction, Gaps):
        _gaps(paper, item, item.interaction, is_key=True)
    said = [*_key(item, paper.language), *_remarks(item, paper.language)]
    if pictures := _right_pictures(item):
        answer = paper.write("Item Body", said.pop(0))
        answer.paragraph_format.keep_with_next = True
        for picture in pictures:
            paper.words(answer, SPACE)
            paper.picture(answer, picture, ANSWER_MM)
    paper.stacked("Item Body", said)
    cited = (c.printed for o in item.origins for c in o.citations)
    if sources := "; ".join(dict.fromkeys(cited)):
        paper.write("Source Note", sources)


def _right_pictures(item: Item) -> list[Media]:
    """Return the pictures that are right, and that a document can show."""
    options = item.interaction.options if isinstance(item.interaction, Choice) else ()
    pictures = (option.picture for option in options if option.correct)
    return [picture for picture in pictures if picture and size_of(picture)]


def _key(item: Item, language: Language) -> Iterator[str]:
    say = language.say
    match item.interaction:
        case Choice(options) as choice:
            right = language.joined(option.text for option in options if option.correct)
            yield language.labelled(f"**{answer_letter(choice)}**", right)
            for index, option in enumerate(options):
                if option.why and not option.correct:
                    yield language.labelled(letter(index), option.why)
        case TrueFalse(answer, correction):
            yield f"**{say('paper.true' if answer else 'paper.false')}**"
            yield from filter(None, (correction,))
        case TextEntry(accepted):
            yield from (f"**{text}**" for text in accepted[:1])
            yield from _also(accepted[1:], language)
        case Numeric(shown=words) as numeric:
            yield f"**{words}**"
            if within := limits(numeric, language):
                yield say("key.tolerance", low=within[0], high=within[1])
        case Gaps(parts):
            others = (text for part in parts if isinstance(part, Gap) for text in part.accept)
            yield from _also(tuple(others), language)
        case Match(pairs, responses):
            for prompt, response in pairs:
                label = f"**{letter(responses.index(response))}**"
                yield language.labelled(label, f"{prompt}: {response}")
        case Order(entries):
            yield say("key.boxes", ranks=" · ".join(str(entry.rank) for entry in entries))
            for entry in sorted(entries, key=lambda entry: entry.rank):
                reveal = f" ({entry.reveal})" if entry.reveal else ""
                yield f"{entry.rank}. {entry.text}{reveal}"
        case OpenResponse(tasks=(_, *_) as tasks):
            for index, task in enumerate(tasks):
                yield _task(index, task, language)
                yield from (f"• {point}" for point in task.guide)
        case OpenResponse(guide):
            yield from (f"• {point}" for point in guide)
        case _:
            assert_never(item.interaction)


def _also(others: Sequence[str], language: Language) -> Iterator[str]:
    if others:
        yield language.say("paper.accept", text=language.joined(others))


PAGES: Mapping[str, Callable[[Form, Edition, Language], bytes]] = MappingProxyType(
    {"worksheet": worksheet, "key": key}
)
"""The pages that are laid out as documents."""
