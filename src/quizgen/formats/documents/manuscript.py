"""A Word document with real styles, numbering and tables, through python-docx.

One list numbers the paper: its first level the items, its second the options, which start anew with
each item by themselves. A teacher who moves or deletes an item need not renumber anything.
"""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from types import MappingProxyType
from typing import Any

from quizgen.bidi import MARKS, OTHER, RTL, directions, is_rtl
from quizgen.formats import sizes
from quizgen.formats.archive import with_fixed_dates
from quizgen.formats.documents import raster
from quizgen.formats.documents.runs import LANGUAGE, MATH, READING, Run, runs, value_of
from quizgen.formats.fitting import SIZES_MM, WIDTH, count
from quizgen.language import Language
from quizgen.model import Edition, Layout, Media
from quizgen.resources import extra
from quizgen.text import letter, plain
from quizgen.theme import USUAL

FONTS = {
    Layout.STANDARD: ("Cambria", 11, 1.15),
    Layout.LARGE_PRINT: ("Arial", 18, 1.5),
    Layout.DYSLEXIA: ("Arial", 14, 1.5),
}
"""Typeface, size in points and line spacing of each edition."""
COMPLEX = "Noto Naskh Arabic"
MARGIN_MM, BETWEEN_MM = 18, 9
"""Round the page, and between columns."""
INDENT, OPTION, BEFORE_OPTION, BLANK, LETTER = 2.2, 4.8, 2.6, 4.2, 3.4
"""In em: where an item's text begins, and an option's; what is before it takes, a blank, and a box
with a letter in a cell of its own.
"""
MONOSPACED, LEAST_CODE = 0.6, 6
"""The width of a character of a program in em, and its least size in points."""
BOX = "☐"
PLACE = "_" * 5
SPACE = "\N{NO-BREAK SPACE}"
ENLARGED = 1.35
"""How many times as large a question's pictures are in large print: ``--enlarged`` of pages."""
LIST = 90
"""The number of the paper's own list, far from those of python-docx's template."""
_AFTER_BIDI = tuple(
    """adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
    textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
    rtlGutter docGrid""".split()
)
_AFTER_RTL = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")
_AFTER: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "bidi": _AFTER_BIDI,
        "pBdr": (*"shd tabs suppressAutoHyphens kinsoku wordWrap".split(), "bidi", *_AFTER_BIDI),
        "rtl": _AFTER_RTL,
        "sz": (*"szCs highlight u effect bdr shd fitText vertAlign rtl".split(), *_AFTER_RTL),
        "szCs": (*"highlight u effect bdr shd fitText vertAlign rtl".split(), *_AFTER_RTL),
        "lang": ("eastAsianLayout", "specVanish", "oMath"),
        "bidiVisual": tuple(
            "tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
            "tblLayout tblCellMar tblLook".split()
        ),
        "tblInd": tuple("tblBorders shd tblLayout tblCellMar tblLook".split()),
        "cols": tuple(
            "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid".split()
        ),
    }
)
"""What stands after an element in its parent: Word takes a file in another order for broken."""
SHOWN = (".gif", ".jpeg", ".jpg", ".png")
"""Pictures that both Word and python-docx know."""
_SVG = "96DAC541-7B7A-43D3-8B79-37D633B846F1"
_DRAWN = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)
"""How Word extends a picture by the drawing that it stands for (MS-ODRAWXML, 2.24)."""
_OUTLINE = (
    '<a:ln xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="6350">'
    '<a:solidFill><a:srgbClr val="777777"/></a:solidFill></a:ln>'
)
"""A line round a picture, half a point wide."""
_DATE = (1980, 1, 1, 0, 0, 0)


def size_of(media: Media) -> tuple[int, int] | None:
    """Return the width and height of a picture in pixels, None where a document cannot have it.

    Raises:
        MissingExtra: when python-docx is not installed.

    """
    if media.suffix == ".svg":
        return raster.natural(media) if raster.png(media) else None
    image: Any = extra("docx.image.image", "docx", "DOCX")
    try:
        header = image.Image.from_blob(media.data)
        size = (int(header.px_width), int(header.px_height))
    except Exception:  # what a library makes of bytes that are broken in any way
        return None
    return size if media.suffix in SHOWN and min(size) > 0 else None


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
        self.oxml: Any = extra("docx.oxml", "docx", "DOCX")
        self.language = language
        self.edition = edition
        self.language_tag = ""
        self.most_lines = 0
        self.theme = edition.theme if edition.layout is Layout.STANDARD else USUAL
        self.document: Any = self.docx.Document()
        self._columns = 1
        self._is_new_page = False
        self._drawings: dict[str, str] = {}
        self._page()
        self._number()
        self._styles()
        self._style_ids = {style.name: style.style_id for style in self.document.styles}
        self._properties(title)

    # --- writing ------------------------------------------------------------------------------

    def write(self, style: str, markdown: str) -> Any:
        """Add a paragraph and return it."""
        if style == "Heading 1" and not self._is_new_page and self._follows_table:
            self._thin()
        paragraph = self._paragraph(style)
        self.run(paragraph, markdown, is_whole=True)
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
        paragraph._p.style = self._style_ids[style]
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
        prose = "".join(text for text, marks in pieces if MATH not in marks)
        rtl, page = is_rtl(prose), self.language.direction
        if is_whole and directions(prose) == {OTHER[page]}:
            pieces = _embedded(pieces, OTHER[page])
        elif rtl:
            self._add(paragraph._p.get_or_add_pPr(), "bidi")
        size = self._size_of_code("".join(text for text, marks in pieces if "code" in marks))
        for text, marks in pieces:
            if MATH in marks:
                paragraph._p.append(self.oxml.parse_xml(text))
                continue
            run = paragraph.add_run(text)
            run.bold = bold or "strong" in marks or ("em" in marks and self._is_plain) or None
            run.italic = ("em" in marks and not self._is_plain) or None
            run.underline = "a" in marks or None
            if "code" in marks:
                run.font.name = "Courier New"
                run.font.size = size
            if rtl and "code" not in marks:
                self._add(run._r.get_or_add_rPr(), "rtl")
            self._speak(run, value_of(marks, LANGUAGE) or self.language_tag)
            self._annotate(run, value_of(marks, READING))

    def _size_of_code(self, code: str) -> Any:
        """Return the size in which no line of a program in a column is broken; None for its usual.

        In large print and for dyslexia there is one column, and no type is smaller than the text.
        """
        if self._columns == 1 or "\n" not in code:
            return None
        room = (self._room - self.em(INDENT)) / self.shared.Pt(1)
        longest = max(1, *map(len, code.split("\n")))
        points = math.floor(2 * room / (longest * MONOSPACED)) / 2
        usual = FONTS[self.edition.layout][1]
        return self.shared.Pt(max(LEAST_CODE, points)) if points < usual else None

    def _speak(self, run: Any, tag: str) -> None:
        """Set the language of a run, by which Word checks its spelling and chooses its font."""
        if tag:
            element = self._add(run._r.get_or_add_rPr(), "lang", tag)
            for script in ("eastAsia", "bidi"):
                element.set(self._name(script), tag)

    def _annotate(self, run: Any, reading: str) -> None:
        """Set a reading above a run, in half its size of type."""
        if not reading:
            return
        half = FONTS[self.edition.layout][1]  # a size is told in half points
        language = run._r.xpath("./w:rPr/w:lang/@w:eastAsia")
        above, base = deepcopy(run._r), deepcopy(run._r)
        for text in above.xpath("./w:t"):
            text.text = reading
        self._add(above.get_or_add_rPr(), "sz", str(half))
        ruby = self.oxml.OxmlElement("w:ruby")
        properties = self.oxml.OxmlElement("w:rubyPr")
        for tag, value in (
            ("rubyAlign", "distributeSpace"),
            ("hps", str(half)),
            ("hpsRaise", str(half * 2 - 2)),
            ("hpsBaseText", str(half * 2)),
            ("lid", language[0] if language else self.language.tag),
        ):
            self._add(properties, tag, value)
        ruby.append(properties)
        for tag, child in (("rt", above), ("rubyBase", base)):
            holder = self.oxml.OxmlElement(f"w:{tag}")
            holder.append(child)
            ruby.append(holder)
        for text in run._r.xpath("./w:t"):
            run._r.remove(text)
        run._r.append(ruby)

    def em(self, count: float) -> Any:
        """Return a length as python-docx has it, in the edition's size of type."""
        return self.shared.Pt(count * FONTS[self.edition.layout][1])

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
            self._add(added._tr.get_or_add_trPr(), "cantSplit")
            if header and number == 0:
                self._add(added._tr.get_or_add_trPr(), "tblHeader")
            for cell, text in zip(added.cells, row, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph._p.style = self._style_ids["Cell"]
                paragraph.paragraph_format.keep_with_next = kept and number < len(rows) - 1
                self.run(paragraph, text, bold=header and number == 0, is_whole=True)
        if self.language.direction == "rtl":
            self._add(grid_table._tbl.tblPr, "bidiVisual")
        if indent:
            before = self._add(grid_table._tbl.tblPr, "tblInd")
            before.set(self._name("w"), str(self.em(indent).twips))
            before.set(self._name("type"), "dxa")
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

    def boxed(self, paragraph: Any) -> None:
        """Draw a box round a paragraph."""
        self._border(paragraph._p.get_or_add_pPr(), ("top", "left", "bottom", "right"))

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
            (cols,) = section._sectPr.xpath("./w:cols") or [self._add(section._sectPr, "cols")]
            cols.set(self._name("num"), "2")
            cols.set(self._name("space"), str(self.shared.Mm(BETWEEN_MM).twips))
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
        natural = size_of(media)
        if natural is None:
            text = media.alt if words is None else words
            self.run(paragraph, self.language.say("paper.picture", text=text))
            return
        wide, high = (self.shared.Inches(pixels / raster.SCREEN) for pixels in natural)
        scale = self.shared.Mm(width) / wide if width else min(1, self.shared.Mm(height) / high)
        scale = min(scale, room / wide if room else scale)
        drawn = raster.png(media)
        run, stream = paragraph.add_run(), io.BytesIO(drawn or media.data)
        shape = run.add_picture(stream, max(1, round(wide * scale)), max(1, round(high * scale)))
        shape._inline.docPr.set("descr", media.alt)
        for side in "TBLR":  # or LibreOffice keeps three millimetres on each
            shape._inline.set(f"dist{side}", "0")
        if is_outlined:
            (look,) = shape._inline.xpath(".//pic:spPr")
            look.append(self.oxml.parse_xml(_OUTLINE))
        if drawn:
            self._add_drawing(shape, media)

    def pictures(self, pictures: Sequence[Media], count: int, height: float, words: str) -> None:
        """Add options that are pictures, so many on a line, each beside its box and its letter.

        The letter stands at the head of its picture: a cell of a table begins above.
        """
        rows = -(-len(pictures) // count)
        marks = [f"{BOX} {letter(place)}" for place in range(len(pictures))]
        cells = [text for mark in marks for text in (mark, "")]
        cells += [""] * (2 * rows * count - len(cells))
        texts = [cells[first : first + 2 * count] for first in range(0, len(cells), 2 * count)]
        widths = (LETTER, 0) * count
        table = self.table(texts, header=False, grid=False, widths=widths, indent=INDENT)
        room = (self._room - self.em(INDENT)) // count - self.em(LETTER + 1)
        for place, media in enumerate(pictures):
            row = table.rows[place // count]
            (paragraph,) = row.cells[place % count * 2 + 1].paragraphs
            width = self._enlarged * sizes.width(media)
            self.picture(paragraph, media, height, words, width=width, room=room)

    def _add_drawing(self, shape: Any, media: Media) -> None:
        """Let a picture be the drawing that it was made of, in Word since 2016."""
        package: Any = extra("docx.opc.part", "docx", "DOCX")
        names: Any = extra("docx.opc.packuri", "docx", "DOCX")
        kinds: Any = extra("docx.opc.constants", "docx", "DOCX")
        name, own = names.PackURI(f"/word/media/{media.digest}.svg"), self.document.part
        if name not in self._drawings:
            part = package.Part(name, "image/svg+xml", media.data, own.package)
            self._drawings[name] = own.relate_to(part, kinds.RELATIONSHIP_TYPE.IMAGE)
        (blip,) = shape._inline.xpath(".//a:blip")
        extension = (
            f'<a:ext uri="{{{_SVG}}}"><asvg:svgBlip r:embed="{self._drawings[name]}"/></a:ext>'
        )
        blip.append(self.oxml.parse_xml(f"<a:extLst {_DRAWN}>{extension}</a:extLst>"))

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
        self._field(paragraph, "PAGE")
        paragraph.add_run(f" {of} ")
        self._field(paragraph, "NUMPAGES")

    def data(self) -> bytes:
        """Return the file; its archive has fixed dates, so that equal papers are equal files."""
        if self._follows_table:  # Word ends with a paragraph
            self.write("Directions", "")
        saved = io.BytesIO()
        self.document.save(saved)
        return with_fixed_dates(saved.getvalue())

    # --- setting up ---------------------------------------------------------------------------

    @property
    def _follows_table(self) -> bool:
        """Whether what is written next follows a table at once."""
        last = self.document.element.body[-2]  # before the section's properties
        return bool(last.tag == self._name("tbl"))

    @property
    def _enlarged(self) -> float:
        """How many times as large pictures are as in other editions."""
        return ENLARGED if self.edition.layout is Layout.LARGE_PRINT else 1

    @property
    def _is_plain(self) -> bool:
        """Whether emphasis is bold: slanted letters are hard to read for some."""
        return self.edition.layout is not Layout.STANDARD

    def _page(self) -> None:
        section = self.document.sections[0]
        width, height = SIZES_MM[self.edition.paper]
        section.page_width, section.page_height = self.shared.Mm(width), self.shared.Mm(height)
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", self.shared.Mm(MARGIN_MM))
        if self.language.direction == "rtl":
            self._add(section._sectPr, "bidi")

    def _properties(self, title: str) -> None:
        properties = self.document.core_properties
        properties.title, properties.language = title, self.language.tag
        properties.author, properties.comments = "", ""
        properties.created = properties.modified = datetime.datetime(*_DATE)

    def _styles(self) -> None:
        face, points, spacing = FONTS[self.edition.layout]
        face, theme = self.theme.font or face, self.theme
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = face, self.shared.Pt(points)
        normal.paragraph_format.line_spacing = round(spacing * theme.leading, 3)
        normal.paragraph_format.space_after = self.shared.Pt(3)
        self._set_scripts(normal, theme.font)
        self._add(normal.element.rPr, "szCs", str(points * 2))
        language = self._add(normal.element.rPr, "lang", self.language.tag)
        language.set(self._name("bidi"), self.language.tag)
        if self.language.direction == "rtl":
            self._add(normal.element.get_or_add_pPr(), "bidi")
        for name, size in (("Title", 1.7), ("Heading 1", 1.2), ("Heading 2", 1.0)):
            self._heading(name, theme.heading_font or face, points * size)
        for name, indent, before in (
            ("Item", 0, 9),
            ("Option", 0, 0),
            ("Options", INDENT, 0),
            ("Item Body", INDENT, 0),
            ("Answer Line", INDENT, points * 1.6),
            ("Directions", 0, 0),
            ("Cell", 0, 3),
            ("Source Note", INDENT, 0),
        ):
            self._style(name, indent, before * theme.space)
        if theme.heading_font:
            self.document.styles["Directions"].font.name = theme.heading_font
        self._numbered("Item", 0)
        self._numbered("Option", 1)
        small = self.document.styles["Source Note"].font
        small.size = self.shared.Pt(max(8, points - 3))
        footer = self.document.styles["Footer"]
        footer.font.size = self.shared.Pt(min(12, points - 2))
        for tabs in footer.element.xpath("./w:pPr/w:tabs"):
            tabs.getparent().remove(tabs)
        self._rule()

    def _heading(self, name: str, face: str, points: float) -> None:
        style = self.document.styles[name]
        style.font.name, style.font.size = face, self.shared.Pt(points)
        style.font.color.rgb = self.shared.RGBColor.from_string(self._accent)
        for border in style.element.xpath("./w:pPr/w:pBdr"):
            border.getparent().remove(border)
        fonts = style.element.rPr.rFonts
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(self._name(kind), None)
        self._set_scripts(style, self.theme.heading_font or self.theme.font)

    def _set_scripts(self, style: Any, own: str) -> None:
        """Set the fonts of other scripts: a theme's own, if the language is written in one."""
        fonts, is_cjk = style.element.rPr.rFonts, self.language.tag[:2] in ("ja", "ko", "zh")
        fonts.set(self._name("cs"), own if own and self.language.direction == "rtl" else COMPLEX)
        if own and is_cjk:
            fonts.set(self._name("eastAsia"), own)

    @property
    def _accent(self) -> str:
        """The colour of headings and numbers, in six digits."""
        return self.theme.accent.removeprefix("#").upper() or "000000"

    def _style(self, name: str, indent: float, before: float) -> None:
        style = self.document.styles.add_style(name, 1)
        style.base_style = self.document.styles["Normal"]
        style.quick_style = True
        style.paragraph_format.keep_together = True
        style.paragraph_format.space_before = self.shared.Pt(before)
        if indent:
            style.paragraph_format.left_indent = self.em(indent)

    def _rule(self) -> None:
        """Draw the line under "Answer Line"; between two such paragraphs it is drawn, too."""
        style = self.document.styles["Answer Line"].element
        self._border(style.get_or_add_pPr(), ("bottom", "between"))

    def _border(self, properties: Any, sides: Sequence[str]) -> None:
        borders = self._add(properties, "pBdr")
        for side in sides:
            line = self._add(borders, side, "single")
            line.set(self._name("sz"), "4")
            line.set(self._name("space"), "1")
            line.set(self._name("color"), "555555")

    def _numbered(self, style: str, level: int) -> None:
        properties = self.document.styles[style].element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = LIST

    def _number(self) -> None:
        """Define the list: items 1, 2, 3 and under each its options A, B, C."""
        numbering = self.document.part.numbering_part.element
        colour = f'<w:rPr><w:color w:val="{self._accent}"/></w:rPr>'
        coloured = colour if self.theme.accent else ""
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{self.em(left).twips}" w:hanging="{self.em(hanging).twips}"/>'
            f"</w:pPr>{look}</w:lvl>"
            for level, style, kind, text, left, hanging, look in (
                (0, "Item", "decimal", "%1.", INDENT, INDENT, coloured),
                (1, "Option", "upperLetter", f"{BOX} %2", OPTION, BEFORE_OPTION, ""),
            )
        )
        abstract = (
            f'<w:abstractNum {self._space} w:abstractNumId="{LIST}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        numbering.insert(0, self.oxml.parse_xml(abstract))
        number = f'<w:num {self._space} w:numId="{LIST}"><w:abstractNumId w:val="{LIST}"/></w:num>'
        numbering.append(self.oxml.parse_xml(number))

    def _field(self, paragraph: Any, code: str) -> None:
        field = self.oxml.OxmlElement("w:fldSimple")
        field.set(self._name("instr"), code)
        field.append(self.oxml.parse_xml(f"<w:r {self._space}><w:t>1</w:t></w:r>"))
        paragraph._p.append(field)

    @property
    def _room(self) -> Any:
        """The width between the margins, or of a column."""
        section = self.document.sections[0]
        whole = section.page_width - section.left_margin - section.right_margin
        between = self.shared.Mm(BETWEEN_MM) * (self._columns - 1)
        return (whole - between) // self._columns

    def _add(self, parent: Any, tag: str, value: str = "") -> Any:
        """Put an element where its schema wants it, instead of one that may be there."""
        child = self.oxml.OxmlElement(f"w:{tag}")
        if value:
            child.set(self._name("val"), value)
        for old in parent.findall(self._name(tag)):
            parent.remove(old)
        later = {self._name(after) for after in _AFTER.get(tag, ())}
        places = (place for place, other in enumerate(parent) if other.tag in later)
        parent.insert(next(places, len(parent)), child)
        return child

    @property
    def _space(self) -> str:
        return f'xmlns:w="{self.oxml.ns.nsmap["w"]}"'

    def _name(self, attribute: str) -> str:
        name: str = self.oxml.ns.qn(f"w:{attribute}")
        return name


def _embedded(pieces: Sequence[Run], direction: str) -> list[Run]:
    """Return a text of a direction to stand in a line of the other, signs at its ends, too."""
    mark = (MARKS[direction], frozenset[str]())
    return [mark, *pieces, mark]
