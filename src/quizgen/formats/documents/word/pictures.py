"""Pictures of a document: in a line of text, with an outline, and a drawing beside its PNG."""

from __future__ import annotations

import io
from typing import Any

from quizgen.formats.documents.word import raster
from quizgen.formats.documents.word.elements import parsed
from quizgen.model import Media
from quizgen.resources import extra

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


class Pictures:
    """The pictures of one document, which has each drawing once."""

    def __init__(self, document: Any) -> None:
        self.shared: Any = extra("docx.shared", "docx", "DOCX")
        self._part = document.part
        self._drawings: dict[str, str] = {}

    def add(
        self,
        paragraph: Any,
        media: Media,
        height: float,
        *,
        width: float = 0,
        room: int = 0,
        is_outlined: bool,
    ) -> bool:
        """Add a picture so many mm wide, or so many mm high at the most; return False if it cannot.

        It is no wider than ``room``, if that is given. An outline shows where a flag ends.
        """
        natural = size_of(media)
        if natural is None:
            return False
        wide, high = (self.shared.Inches(pixels / raster.SCREEN) for pixels in natural)
        scale = self.shared.Mm(width) / wide if width else min(1, self.shared.Mm(height) / high)
        scale = min(scale, room / wide if room else scale)
        drawn = raster.png(media)
        stream = io.BytesIO(drawn or media.data)
        run = paragraph.add_run()
        shape = run.add_picture(stream, max(1, round(wide * scale)), max(1, round(high * scale)))
        shape._inline.docPr.set("descr", media.alt)
        for side in "TBLR":  # or LibreOffice keeps three millimetres on each
            shape._inline.set(f"dist{side}", "0")
        if is_outlined:
            (look,) = shape._inline.xpath(".//pic:spPr")
            look.append(parsed(_OUTLINE))
        if drawn:
            self._add_drawing(shape, media)
        return True

    def _add_drawing(self, shape: Any, media: Media) -> None:
        """Let a picture be the drawing that it was made of, in Word since 2016."""
        package: Any = extra("docx.opc.part", "docx", "DOCX")
        names: Any = extra("docx.opc.packuri", "docx", "DOCX")
        kinds: Any = extra("docx.opc.constants", "docx", "DOCX")
        name = names.PackURI(f"/word/media/{media.digest}.svg")
        if name not in self._drawings:
            part = package.Part(name, "image/svg+xml", media.data, self._part.package)
            self._drawings[name] = self._part.relate_to(part, kinds.RELATIONSHIP_TYPE.IMAGE)
        (blip,) = shape._inline.xpath(".//a:blip")
        extension = (
            f'<a:ext uri="{{{_SVG}}}"><asvg:svgBlip r:embed="{self._drawings[name]}"/></a:ext>'
        )
        blip.append(parsed(f"<a:extLst {_DRAWN}>{extension}</a:extLst>"))
