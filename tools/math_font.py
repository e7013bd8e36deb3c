"""Makes the font of formulas, ``templates/fonts/math-*.woff2``, from STIX Two Math.

STIX Two Math comes with ziamath (``pip install ziamath fonttools brotli``). Each part has the
characters that ``quizgen.formats.pages.math_font`` gives it, with all the sizes they grow to. What
browsers make of STIX is mended on the way: they do not join the parts of its long arrows, and the
marks that they stretch over letters are not the ones that it has wide forms of.
"""

from __future__ import annotations

import importlib.resources
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from quizgen.formats.pages.math_font import FAMILY, PARTS
from quizgen.resources import templates_dir

SOURCE = importlib.resources.files("ziamath.fonts") / "STIXTwoMath-Regular.ttf"
WIDE = {0x2C6: 0x302, 0x2DC: 0x303}
"""Marks by themselves, and the same marks as parts of letters, whose wide forms they take."""
LENGTHS = tuple(round(1050 * 1.1**step) for step in range(19))
"""Lengths of arrows that words stand on, in the font's units, of which an em has 1,000; Chromium
looks at twenty forms at the most."""
OVERLAP = 60
"""How much of an arrow's head lies under its shaft, in the font's units."""
WIDEST = 1.15
"""How much wider a tall bracket or root may be than a short one: browsers give every one as much
room as the widest of its forms needs."""
BRACKETS = "()[]{}|‖⟨⟩⌊⌋⌈⌉√"


def mended() -> Any:
    """Return the font with its wide forms put right."""
    font: Any = TTFont(str(SOURCE), recalcTimestamp=False)
    variants, names = font["MATH"].table.MathVariants, font.getBestCmap()
    covered, built = variants.HorizGlyphCoverage.glyphs, variants.HorizGlyphConstruction
    forms = dict(zip(covered, built, strict=True))
    for alone, combining in WIDE.items():
        forms[names[alone]] = forms[names[combining]]
    for arrow in (0x2190, 0x2192, 0x2194):
        _lengthen(font, forms[names[arrow]], names[arrow])
    constants = font["MATH"].table.MathConstants
    constants.StretchStackTopShiftUp.Value = constants.StretchStackBottomShiftDown.Value = 0
    order = sorted(forms, key=font.getGlyphID)
    variants.HorizGlyphCoverage.glyphs = order
    variants.HorizGlyphConstruction = [forms[name] for name in order]
    variants.HorizGlyphCount = len(order)
    for sign in BRACKETS:
        _narrow(font, names[ord(sign)])
    return font


def _lengthen(font: Any, construction: Any, arrow: str) -> None:
    """Draw longer forms of an arrow, of its own parts: browsers lose the head as they join them."""
    glyphs, widths = font.getGlyphSet(), font["hmtx"].metrics
    left, shaft, right = "uni2190.var", "horizontal.x", "uni2192.var"
    for length in LENGTHS:
        name = f"{arrow}.{length}"
        start = 0 if arrow == "uni2192" else widths[left][0] - OVERLAP
        end = length if arrow == "uni2190" else length - widths[right][0] + OVERLAP
        pen = TTGlyphPen(None)
        stretched = (end - start) / widths[shaft][0]
        glyphs[shaft].draw(TransformPen(pen, (stretched, 0, 0, 1, start, 0)))
        if start:
            glyphs[left].draw(pen)
        if end < length:
            glyphs[right].draw(TransformPen(pen, (1, 0, 0, 1, length - widths[right][0], 0)))
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph()
        widths[name] = (length, 0)
        record = otTables.MathGlyphVariantRecord()
        record.VariantGlyph, record.AdvanceMeasurement = name, length
        construction.MathGlyphVariantRecord.append(record)
    construction.VariantCount = len(construction.MathGlyphVariantRecord)
    construction.GlyphAssembly = None


def _narrow(font: Any, sign: str) -> None:
    """Make the taller forms of a bracket as narrow as they may be."""
    variants, widths = font["MATH"].table.MathVariants, font["hmtx"].metrics
    construction = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(sign)]
    parts = construction.GlyphAssembly.PartRecords if construction.GlyphAssembly else []
    forms = [record.VariantGlyph for record in construction.MathGlyphVariantRecord]
    glyphs = font.getGlyphSet()
    for name in dict.fromkeys([*forms, *(part.glyph for part in parts)]):
        factor = min(1.0, WIDEST * widths[sign][0] / widths[name][0])
        if factor < 1:
            pen = TTGlyphPen(None)
            glyphs[name].draw(TransformPen(pen, (factor, 0, 0, 1, 0, 0)))
            font["glyf"][name] = pen.glyph()
            width, side = widths[name]
            widths[name] = (round(width * factor), round(side * factor))


def part(characters: frozenset[str], target: Path) -> None:
    """Write some characters of the font, with the sizes they grow to."""
    font = mended()
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=["ccmp"],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=map(ord, characters))
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = FAMILY
        if record.nameID in (3, 6):
            record.string = FAMILY.replace(" ", "-")
    font.flavor = "woff2"
    font.save(str(target))


def main() -> None:
    """Write every part."""
    folder = templates_dir() / "fonts"
    for name, characters in PARTS.items():
        target = folder / f"math-{name}.woff2"
        part(characters, target)
        print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
