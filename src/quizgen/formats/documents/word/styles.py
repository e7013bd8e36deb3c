"""What a document is set up with: its page, its styles and its numbering.

One list numbers the paper: its first level the items, its second the options, which start anew with
each item by themselves. A teacher who moves or deletes an item need not renumber anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from quizgen.bidi import RTL
from quizgen.formats.documents.word.elements import border, name, namespace, parsed, put
from quizgen.formats.fitting import MARGIN_MM, SIZES_MM
from quizgen.language import Language
from quizgen.model import Edition, Layout
from quizgen.resources import extra
from quizgen.theme import USUAL, Theme

FONTS: Mapping[Layout, tuple[str, int, float]] = MappingProxyType(
    {
        Layout.STANDARD: ("Cambria", 11, 1.15),
        Layout.LARGE_PRINT: ("Arial", 18, 1.5),
        Layout.DYSLEXIA: ("Arial", 14, 1.5),
    }
)
"""Typeface, size in points and line spacing of each edition."""
COMPLEX = "Noto Naskh Arabic"
INDENT, OPTION, BEFORE_OPTION = 2.2, 4.8, 2.6
"""In em: where an item's text begins, and an option's, and what is before that takes."""
BOX = "☐"
FOREIGN = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")
"""The kinds of its parts: its picture, the program that wrote it, a copy of its styles."""
_LIST = 90
"""The number of the paper's own list, far from those of python-docx's template."""


def points_of(edition: Edition) -> int:
    """Return the size of type of an edition."""
    return FONTS[edition.layout][1]


class Styles:
    """The styles of a new document, which its page and its numbering are set up with.

    Raises:
        MissingExtra: when python-docx is not installed.

    """

    def __init__(self, document: Any, edition: Edition, language: Language) -> None:
        self.shared: Any = extra("docx.shared", "docx", "DOCX")
        self.document = document
        self.language = language
        self.edition = edition
        self.theme: Theme = edition.theme if edition.layout is Layout.STANDARD else USUAL
        self._unburden()
        self._version()
        self._page()
        self._number()
        self._normal()
        self._headings()
        self._paragraphs()
        self._footer()
        self.ids: dict[str, str] = {style.name: style.style_id for style in document.styles}

    def em(self, count: float) -> Any:
        """Return a length as python-docx has it, in the edition's size of type."""
        return self.shared.Pt(count * points_of(self.edition))

    def _unburden(self) -> None:
        """Take out what says something of python-docx's template alone: two fifths of a file."""
        part = self.document.part
        for owner in (part, part.package):
            for key, relation in list(owner.rels.items()):
                if relation.reltype.rpartition("/")[2] in FOREIGN:
                    del owner.rels[key]

    def _version(self) -> None:
        """Say that the file is for Word since 2013, which sets older ones as it once did."""
        (mode,) = self.document.settings.element.xpath(
            "./w:compat/w:compatSetting[@w:name='compatibilityMode']"
        )
        mode.set(name("val"), "15")

    def _page(self) -> None:
        section = self.document.sections[0]
        width, height = SIZES_MM[self.edition.paper]
        section.page_width, section.page_height = self.shared.Mm(width), self.shared.Mm(height)
        for side in ("left", "right", "top", "bottom"):
            setattr(section, f"{side}_margin", self.shared.Mm(MARGIN_MM))
        if self.language.direction == RTL:
            put(section._sectPr, "bidi")

    def _number(self) -> None:
        """Define the list: items 1, 2, 3 and under each its options A, B, C."""
        numbering = self.document.part.numbering_part.element
        colour = f'<w:rPr><w:color w:val="{self._accent}"/></w:rPr>' if self.theme.accent else ""
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{self.em(left).twips}" w:hanging="{self.em(hanging).twips}"/>'
            f"</w:pPr>{look}</w:lvl>"
            for level, style, kind, text, left, hanging, look in (
                (0, "Item", "decimal", "%1.", INDENT, INDENT, colour),
                (1, "Option", "upperLetter", f"{BOX} %2", OPTION, BEFORE_OPTION, ""),
            )
        )
        abstract = (
            f'<w:abstractNum {namespace()} w:abstractNumId="{_LIST}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        numbering.insert(0, parsed(abstract))
        number = f'<w:abstractNumId w:val="{_LIST}"/>'
        numbering.append(parsed(f'<w:num {namespace()} w:numId="{_LIST}">{number}</w:num>'))

    def _normal(self) -> None:
        face, points, spacing = FONTS[self.edition.layout]
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = self.theme.font or face, self.shared.Pt(points)
        normal.paragraph_format.line_spacing = round(spacing * self.theme.leading, 3)
        normal.paragraph_format.space_after = self.shared.Pt(3)
        self._set_scripts(normal, self.theme.font)
        put(normal.element.rPr, "szCs", str(points * 2))
        language = put(normal.element.rPr, "lang", self.language.tag)
        language.set(name("bidi"), self.language.tag)
        if self.language.direction == RTL:
            put(normal.element.get_or_add_pPr(), "bidi")

    def _headings(self) -> None:
        face, points, _ = FONTS[self.edition.layout]
        face = self.theme.heading_font or self.theme.font or face
        for title, size in (("Title", 1.7), ("Heading 1", 1.2), ("Heading 2", 1.0)):
            self._heading(title, face, points * size)

    def _heading(self, title: str, face: str, points: float) -> None:
        style = self.document.styles[title]
        style.font.name, style.font.size = face, self.shared.Pt(points)
        style.font.color.rgb = self.shared.RGBColor.from_string(self._accent)
        for line in style.element.xpath("./w:pPr/w:pBdr"):
            line.getparent().remove(line)
        fonts = style.element.rPr.rFonts
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(name(kind), None)
        self._set_scripts(style, self.theme.heading_font or self.theme.font)

    def _set_scripts(self, style: Any, own: str) -> None:
        """Set the fonts of other scripts: a theme's own, if the language is written in one."""
        fonts, is_cjk = style.element.rPr.rFonts, self.language.tag[:2] in ("ja", "ko", "zh")
        fonts.set(name("cs"), own if own and self.language.direction == RTL else COMPLEX)
        if own and is_cjk:
            fonts.set(name("eastAsia"), own)

    @property
    def _accent(self) -> str:
        """The colour of headings and numbers, in six digits."""
        return self.theme.accent.removeprefix("#").upper() or "000000"

    def _paragraphs(self) -> None:
        points = points_of(self.edition)
        for title, indent, before in (
            ("Item", 0, 9),
            ("Option", 0, 0),
            ("Options", INDENT, 0),
            ("Item Body", INDENT, 0),
            ("Answer Line", INDENT, points * 1.6),
            ("Directions", 0, 0),
            ("Cell", 0, 3),
            ("Source Note", INDENT, 0),
        ):
            self._paragraph(title, indent, before * self.theme.space)
        if self.theme.heading_font:
            self.document.styles["Directions"].font.name = self.theme.heading_font
        self._numbered("Item", 0)
        self._numbered("Option", 1)
        small = self.document.styles["Source Note"].font
        small.size = self.shared.Pt(max(8, points - 3))
        rule = self.document.styles["Answer Line"].element.get_or_add_pPr()
        border(rule, ("bottom", "between"))  # or of several lines only the last is drawn

    def _paragraph(self, title: str, indent: float, before: float) -> None:
        style = self.document.styles.add_style(title, 1)
        style.base_style = self.document.styles["Normal"]
        style.quick_style = True
        style.paragraph_format.keep_together = True
        style.paragraph_format.space_before = self.shared.Pt(before)
        if indent:
            style.paragraph_format.left_indent = self.em(indent)

    def _numbered(self, title: str, level: int) -> None:
        properties = self.document.styles[title].element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = _LIST

    def _footer(self) -> None:
        footer = self.document.styles["Footer"]
        footer.font.size = self.shared.Pt(min(12, points_of(self.edition) - 2))
        for tabs in footer.element.xpath("./w:pPr/w:tabs"):
            tabs.getparent().remove(tabs)
