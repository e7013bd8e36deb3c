"""The worksheet and its key as Word documents that a teacher can edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import Any

from quizgen.bidi import MARKS, RTL, embedded
from quizgen.checks.stages.papers import LOST_PICTURE, UNREAD_TEMPLATE
from quizgen.diagnostics import Diagnostic, Position
from quizgen.formats.answers import references
from quizgen.formats.codes import code_of
from quizgen.formats.documents.items import asked, stem
from quizgen.formats.documents.keys import right
from quizgen.formats.documents.word.manuscript import PLACE, SPACE, Manuscript
from quizgen.formats.documents.word.pictures import size_of
from quizgen.formats.documents.word.raster import natural
from quizgen.formats.documents.word.styles import BOX
from quizgen.formats.room import (
    Part,
    minutes,
    parts,
    whole_line,
)
from quizgen.formats.shortly import shortly
from quizgen.formats.versions import are_same, blocks
from quizgen.language import Language
from quizgen.model import (
    Candidate,
    Choice,
    Edition,
    Form,
    Item,
    Layout,
    Media,
    PaperHead,
    Reference,
)
from quizgen.resources import how_to_install
from quizgen.text import plain

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
LOGO_MM = 16.0
"""Height of a logo, at the most."""


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
    _briefing(paper, form.head)
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
                stem(paper, entry.item, is_key=False)
                paper.space(part.working)
                asked(paper, entry)
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
    _directions(paper, _grades(form.head, language))
    if form.command:
        paper.written_from_left("Directions", f"`{form.command}`")
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
                stem(paper, entry.item, is_key=True)
                right(paper, entry.item)
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
                paper.run(place.paragraphs[0], f"**{cell.number}**")
                paper.words(place.paragraphs[0], f"{SPACE}{SPACE}{cell.answer}")
        paper.write("Directions", "")  # Word makes one of two tables with nothing between them
    return paper.data()


def _unbroken(answer: str) -> str:
    """Return a short answer as what is not broken at the end of a line; a longer one may be."""
    return answer.replace(" ", SPACE) if len(answer) <= UNBROKEN else answer


def _candidate(head: PaperHead, language: Language) -> Iterator[str]:
    """Yield what is filled in, the number in boxes if there are any."""
    for field in head.candidate:
        boxes = f" {BOX * head.boxes}" if field is Candidate.NUMBER and head.boxes else ""
        yield f"{language.say(f'paper.{field}')}:{boxes}"


def _briefing(paper: Manuscript, head: PaperHead) -> None:
    """Write what to know before one begins; on a cover under its heads, with what items are worth.

    Nothing stands close under the table before it.
    """
    say, grades = paper.language.say, _grades(head, paper.language)
    worth = say("paper.worth") if head.cover and not paper.edition.marks else ""
    blocks = (("paper.instructions", [head.instructions]), ("paper.information", [worth, grades]))
    if head.cover:
        for title, texts in blocks:
            if any(texts):
                paper.write("Heading 2", say(title)).paragraph_format.space_before = paper.em(1)
                _directions(paper, *texts)
        return
    for first in _directions(paper, head.instructions, grades)[:1]:
        first.paragraph_format.space_before = paper.em(0.5)


def _grades(head: PaperHead, language: Language) -> str:
    """Return the grade boundaries in a line; nothing where there are none."""
    grades = language.between.join(head.grades)
    return grades and f"**{language.say('paper.grades')}:** {grades}"


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
        for picture in _shown(item):
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


def _shown(item: Item) -> tuple[Media, ...]:
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
    time = say("paper.allowed" if form.minutes else "paper.minutes", minutes=minutes(form))
    facts = (version, questions, _points(form.points, language), time, code_of(form))
    paper.write("Directions", language.between.join(facts))
    return paper


def _section(paper: Manuscript, part: Part, score: str, directions: str) -> None:
    say = paper.language.say
    score = score.replace(" ", SPACE)
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


def _sources(paper: Manuscript, cited: Sequence[Reference]) -> None:
    if not cited:
        return
    paper.write("Heading 1", paper.language.say("paper.sources"))
    for rest, reference in zip(range(len(cited), 0, -1), cited, strict=True):
        note = paper.write("Source Note", reference.full)
        note.paragraph_format.keep_with_next = rest == 2  # the last is not alone on a page
        if reference.url:
            note.add_run(f" {reference.url}")


PAGES: Mapping[str, Callable[[Form, Edition, Language], bytes]] = MappingProxyType(
    {"worksheet": worksheet, "key": key}
)
"""The pages that are laid out as documents."""
