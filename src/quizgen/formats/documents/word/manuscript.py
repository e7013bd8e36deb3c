"""A document that is being written: paragraphs, options, tables, pictures, lines to write on."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from quizgen.bidi import MARKS, RTL, directions, is_rtl
from quizgen.formats import sizes
from quizgen.formats.archive import with_fixed_dates
from quizgen.formats.documents.word import inline
from quizgen.formats.documents.word.elements import border, field, name, put
from quizgen.formats.documents.word.inline import Look
from quizgen.formats.documents.word.pictures import Pictures
from quizgen.formats.documents.word.runs import Run, runs
from quizgen.formats.documents.word.styles import BOX, INDENT, Styles, points_of
from quizgen.formats.fitting import MARGIN_MM, WIDTH, count
from quizgen.language import Language
from quizgen.model import Edition, Layout, Media
from quizgen.resources import extra
from quizgen.text import letter, plain

BETWEEN_MM = 9
"""Between columns."""
BLANK, LETTER, RULED = 4.2, 3.4, 2.2
"""In em: what a blank takes, a box with a letter in a cell of its own, and a line of room."""
MONOSPACED, LEAST_CODE = 0.6, 6
"""The width of a character of a program in em, and its least size in points."""
PLACE = "_" * 5
SPACE = "\N{NO-BREAK SPACE}"
_DATE = (1980, 1, 1, 0, 0, 0)


class Manuscript:
    """A document that is being written, from top to bottom.

    ``language_tag`` is the language of what is written next, if it is not the document's. A table
    of more than ``most_lines`` may go over to another page from row to row.

    Raises:
        MissingExtra: when python-docx is not installed.

    """

    def __init__(self, title: str, edition: Edition, language: Language) -> None:
        self.docx: Any = extra("docx", "docx", "DOCX")
        self.shared: Any = extra("docx.shared", "docx", "DOCX")
        self.language = language
        self.edition = edition
        self.language_tag = ""
        self.most_lines = 0
        self.document: Any = self.docx.Document()
        self._styles = Styles(self.document, edition, language)
        self._pictures = Pictures(self.document)
        self._columns = 1
        self._is_new_page = False
        self._properties(title)

    # --- writing ------------------------------------------------------------------------------

    def write(self, style: str, markdown: str) -> Any:
        """Add a paragraph and return it."""
        if style == "Heading 1" and not self._is_new_page and self._follows_table:
            self._thin()
        paragraph = self._paragraph(style)
        self.run(paragraph, markdown, is_whole=True)
        return paragraph

    def written_from_left(self, style: str, markdown: str) -> Any:
        """Add a paragraph that runs from left to right in any document, as a command does."""
        paragraph = self.write(style, markdown)
        put(paragraph._p.get_or_add_pPr(), "bidi", "0")
        return paragraph

    def _thin(self) -> None:
        """Add an empty paragraph of a point: LibreOffice leaves a heading after a table behind.

        It keeps what follows the heading with it, and moves all of that but the heading.
        """
        layout = self._paragraph("Cell").paragraph_format
        layout.space_before = layout.space_after = 0
        layout.line_spacing = self.shared.Pt(1)

    def stacked(self, style: str, texts: Sequence[str]) -> None:
        """Add texts one below the other, as lines of one paragraph where all run one way.

        LibreOffice lays out a file by a guess of twenty paragraphs a page, and does not look again
        at those that are to be kept together where its guess ends a page between them.
        """
        if not texts:
            return
        first, *others = texts
        paragraph = self.write(style, first)
        for text in others:
            if all(map(self._runs_as_the_page, texts)):
                self.words(paragraph, "\n")
                self.run(paragraph, text)
            else:
                self.write(style, text)

    def _runs_as_the_page(self, text: str) -> bool:
        words = plain(text)
        return not directions(words) or is_rtl(words) is (self.language.direction == RTL)

    def _paragraph(self, style: str) -> Any:
        """Add an empty paragraph; python-docx would look through all styles for its own."""
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self._styles.ids[style]
        if self._is_new_page:
            paragraph.paragraph_format.page_break_before = True
            paragraph.paragraph_format.space_before = 0
        self._is_new_page = False
        return paragraph

    def run(
        self, paragraph: Any, markdown: str, *, bold: bool = False, is_whole: bool = False
    ) -> None:
        """Add a text in Markdown to a paragraph.

        Where it is the whole of one, words of another direction stay beside their number.
        """
        self._run(paragraph, runs(markdown), bold=bold, is_whole=is_whole)

    def words(self, paragraph: Any, text: str) -> None:
        """Add a text to a paragraph as it is: what reads as Markdown in it is none."""
        self._run(paragraph, [(text, frozenset())])

    def _run(
        self, paragraph: Any, pieces: Sequence[Run], *, bold: bool = False, is_whole: bool = False
    ) -> None:
        look = Look(
            points=points_of(self.edition),
            direction=self.language.direction,
            page=self.language.tag,
            tag=self.language_tag,
            code=self._size_of_code("".join(text for text, marks in pieces if "code" in marks)),
            is_bold=bold,
            is_plain=self.edition.layout is not Layout.STANDARD,
        )
        inline.add(paragraph, pieces, look, is_whole=is_whole)

    def _size_of_code(self, code: str) -> Any:
        """Return the size in which no line of a program in a column is broken; None for its usual.

        In large print and for dyslexia there is one column, and no type is smaller than the text.
        """
        if self._columns == 1 or "\n" not in code:
            return None
        room = (self._room - self.em(INDENT)) / self.shared.Pt(1)
        longest = max(1, *map(len, code.split("\n")))
        points = math.floor(2 * room / (longest * MONOSPACED)) / 2
        usual = points_of(self.edition)
        return self.shared.Pt(max(LEAST_CODE, points)) if points < usual else None

    def em(self, count: float) -> Any:
        """Return a length as python-docx has it, in the edition's size of type."""
        return self._styles.em(count)

    def abreast(self, options: Sequence[str], count: int) -> None:
        """Add options, so many on a line, each at a tab stop behind its box and its letter."""
        share = (self._room - self.em(INDENT)) // count
        mark = MARKS[RTL] if self.language.direction == RTL else ""  # or a number takes the letter
        for first in range(0, len(options), count):
            paragraph = self._paragraph("Options")
            for place, option in enumerate(options[first : first + count]):
                before = f"{BOX} {letter(first + place)}{mark}{SPACE}{SPACE}"
                self.words(paragraph, f"\t{before}" if place else before)
                self.run(paragraph, option)
                if place:
                    stop = self.em(INDENT) + share * place
                    paragraph.paragraph_format.tab_stops.add_tab_stop(stop)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        header: bool,
        grid: bool,
        widths: Sequence[float] = (),
        indent: float = 0,
    ) -> Any:
        """Add a table of Markdown texts; return it.

        ``widths`` of columns and its ``indent`` are in em; those of 0 share what is left.
        """
        kept = self._lines(rows, widths) <= self.most_lines
        grid_table = self.document.add_table(rows=0, cols=len(rows[0]))
        grid_table.style = "Table Grid" if grid else "Normal Table"
        grid_table.alignment = None
        for number, row in enumerate(rows):
            added = grid_table.add_row()
            put(added._tr.get_or_add_trPr(), "cantSplit")
            if header and number == 0:
                put(added._tr.get_or_add_trPr(), "tblHeader")
            for cell, text in zip(added.cells, row, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph._p.style = self._styles.ids["Cell"]
                paragraph.paragraph_format.keep_with_next = kept and number < len(rows) - 1
                self.run(paragraph, text, bold=header and number == 0, is_whole=True)
        if self.language.direction == "rtl":
            put(grid_table._tbl.tblPr, "bidiVisual")
        if indent:
            before = put(grid_table._tbl.tblPr, "tblInd")
            before.set(name("w"), str(self.em(indent).twips))
            before.set(name("type"), "dxa")
        self._widen(grid_table, widths, self._room - self.em(indent))
        return grid_table

    def _lines(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> int:
        """Return about how many lines a table has, its rows one below the other."""
        whole, columns = self._room / self.em(1), list(widths) or [0.0] * len(rows[0])
        left = (whole - sum(columns)) / max(1, columns.count(0))
        across = [int((width or left) / WIDTH) for width in columns]
        return sum(max(1, *map(count, map(plain, row), across)) for row in rows)

    def _widen(self, table: Any, widths: Sequence[float], room: int) -> None:
        """Set the width of each column, for Word in its cells, for others in the grid."""
        left = room - sum(map(self.em, widths))
        for column, width in zip(table.columns, widths, strict=False):
            table.autofit = False
            column.width = self.em(width) if width else left // list(widths).count(0)
            for cell in column.cells:
                cell.width = column.width

    def lines(self, count: int) -> None:
        """Add lines to write on."""
        for _ in range(count):
            self._paragraph("Answer Line")

    def space(self, count: int) -> None:
        """Leave the room of so many lines to write on."""
        if count:
            self._paragraph("Item Body").paragraph_format.space_after = self.em(count * RULED)

    def boxed(self, paragraph: Any) -> None:
        """Draw a box round a paragraph."""
        border(paragraph._p.get_or_add_pPr(), ("top", "left", "bottom", "right"))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep what is written meanwhile on one page, if it fits one."""
        body = self.document.element.body
        first = len(body) - 1  # before the section's properties
        yield
        for element in body[first:-2]:
            self._hold(element)

    def hold(self) -> None:
        """Keep the last paragraph, or the last row of a table, on one page with what follows."""
        self._hold(self.document.element.body[-2])  # before the section's properties

    def _hold(self, element: Any) -> None:
        for paragraph in element.xpath("self::w:p | self::w:tbl/w:tr[last()]/w:tc/w:p"):
            paragraph.get_or_add_pPr().get_or_add_keepNext().val = True

    def columns(self) -> None:
        """Set what follows in two columns, where the edition has them."""
        if self.edition.columns == 2 and self.edition.layout is Layout.STANDARD:
            section = self.document.add_section(self.docx.enum.section.WD_SECTION.CONTINUOUS)
            (cols,) = section._sectPr.xpath("./w:cols") or [put(section._sectPr, "cols")]
            cols.set(name("num"), "2")
            cols.set(name("space"), str(self.shared.Mm(BETWEEN_MM).twips))
            self._columns = 2

    def pictured(
        self,
        style: str,
        media: Media,
        height: float,
        words: str | None = None,
        *,
        is_sized: bool = False,
        is_outlined: bool = True,
    ) -> None:
        """Add a paragraph that is a picture of so many mm in height at the most.

        It has a width of its own instead, if it has one and ``is_sized`` is set.

        Where Word shows none, words stand there: those of the picture if no others are given.
        """
        width = (media.width or self._enlarged * sizes.width(media)) if is_sized else 0.0
        if is_sized and media.suffix == ".svg" and not sizes.has_words(media):
            height = self._enlarged * sizes.PLAIN
        room = self._room - self.em(INDENT)
        paragraph = self._paragraph(style)
        self.picture(
            paragraph, media, height, words, width=width, room=room, is_outlined=is_outlined
        )

    def picture(
        self,
        paragraph: Any,
        media: Media,
        height: float,
        words: str | None = None,
        *,
        width: float = 0,
        room: int = 0,
        is_outlined: bool = True,
    ) -> None:
        """Add a picture to a paragraph, so many mm wide or of so many mm in height at the most.

        It is no wider than ``room``, if that is given. An outline shows where a flag ends.
        """
        if not self._pictures.add(
            paragraph, media, height, width=width, room=room, is_outlined=is_outlined
        ):
            text = media.alt if words is None else words
            self.run(paragraph, self.language.say("paper.picture", text=text))

    def pictures(
        self,
        pictures: Sequence[Media],
        count: int,
        height: float,
        words: str,
        *,
        enlarged: float,
        is_headed: bool,
    ) -> None:
        """Add options that are pictures, so many on a line, each with its box and its letter.

        The letter stands at the head of its picture, as a cell of a table begins above: beside it,
        or (``is_headed``) over it. Drawings with words are so many times as large as they ask for.
        """
        marks = [f"{BOX} {letter(place)}" for place in range(len(pictures))]
        each = 1 if is_headed else 2
        cells = marks if is_headed else [text for mark in marks for text in (mark, "")]
        cells = [*cells, *[""] * (-len(cells) % (each * count))]
        texts = [cells[at : at + each * count] for at in range(0, len(cells), each * count)]
        widths = () if is_headed else (LETTER, 0) * count
        table = self.table(texts, header=False, grid=False, widths=widths, indent=INDENT)
        room = (self._room - self.em(INDENT)) // count - self.em(1 if is_headed else LETTER + 1)
        for place, media in enumerate(pictures):
            row = table.rows[place // count]
            (paragraph,) = row.cells[place % count * each + each - 1].paragraphs
            if is_headed:
                self.words(paragraph, "\n")
            width = enlarged * sizes.width(media)
            self.picture(paragraph, media, height, words, width=width, room=room)

    def page(self) -> None:
        """Let what follows begin on another page."""
        self._is_new_page = True

    def header(self, text: str) -> None:
        """Set what stands at the head of each page."""
        self.document.sections[0].header_distance = self.shared.Mm(MARGIN_MM / 3)
        paragraph = self.document.sections[0].header.paragraphs[0]
        paragraph.alignment = self.docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text)

    def footer(self, left: str, page: str, of: str) -> None:
        """Set what stands at the foot of each page: a text, and beside or below it the page."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        across = int(self._room / (self.document.styles["Footer"].font.size * WIDTH))
        below = "\n" if count(f"{left}    {page} 99 {of} 99", across) > 1 else ""
        right = self.docx.enum.text.WD_TAB_ALIGNMENT.RIGHT
        paragraph.paragraph_format.tab_stops.add_tab_stop(self._room, right)
        paragraph.add_run(f"{left}{below}\t{page} ")
        field(paragraph, "PAGE")
        paragraph.add_run(f" {of} ")
        field(paragraph, "NUMPAGES")

    def data(self) -> bytes:
        """Return the file; its archive has fixed dates, so that equal papers are equal files."""
        if self._follows_table:  # Word ends with a paragraph
            self.write("Directions", "")
        saved = io.BytesIO()
        self.document.save(saved)
        return with_fixed_dates(saved.getvalue())

    # --- what it is ---------------------------------------------------------------------------

    @property
    def _follows_table(self) -> bool:
        """Whether what is written next follows a table at once."""
        last = self.document.element.body[-2]  # before the section's properties
        return bool(last.tag == name("tbl"))

    @property
    def _enlarged(self) -> float:
        """How many times as large pictures are as in other editions."""
        return sizes.ENLARGED if self.edition.layout is Layout.LARGE_PRINT else 1

    @property
    def _room(self) -> Any:
        """The width between the margins, or of a column."""
        section = self.document.sections[0]
        whole = section.page_width - section.left_margin - section.right_margin
        between = self.shared.Mm(BETWEEN_MM) * (self._columns - 1)
        return (whole - between) // self._columns

    def _properties(self, title: str) -> None:
        properties = self.document.core_properties
        properties.title, properties.language = title, self.language.tag
        properties.author, properties.comments = "", ""
        properties.created = properties.modified = datetime.datetime(*_DATE)
