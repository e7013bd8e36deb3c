"""Elements of Word's own markup (WordprocessingML), each where its schema wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from quizgen.resources import extra

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


def put(parent: Any, tag: str, value: str = "") -> Any:
    """Put an element where its schema wants it, instead of one that may be there; return it."""
    child = new(tag)
    if value:
        child.set(name("val"), value)
    for old in parent.findall(name(tag)):
        parent.remove(old)
    later = {name(after) for after in _AFTER.get(tag, ())}
    places = (place for place, other in enumerate(parent) if other.tag in later)
    parent.insert(next(places, len(parent)), child)
    return child


def new(tag: str) -> Any:
    """Return an element that stands nowhere yet."""
    return _oxml().OxmlElement(f"w:{tag}")


def parsed(markup: str) -> Any:
    """Return the element of a text in XML."""
    return _oxml().parse_xml(markup)


def name(tag: str) -> str:
    """Return the whole name of an element or an attribute, as lxml has it."""
    qualified: str = _oxml().ns.qn(f"w:{tag}")
    return qualified


def namespace() -> str:
    """Return what declares the prefix ``w`` in a text in XML."""
    return f'xmlns:w="{_oxml().ns.nsmap["w"]}"'


def border(properties: Any, sides: Sequence[str]) -> None:
    """Draw lines at the sides of a paragraph, or of all of a style."""
    borders = put(properties, "pBdr")
    for side in sides:
        line = put(borders, side, "single")
        line.set(name("sz"), "4")
        line.set(name("space"), "1")
        line.set(name("color"), "555555")


def field(paragraph: Any, code: str) -> None:
    """Add to a paragraph what Word reckons itself, as the number of a page."""
    simple = new("fldSimple")
    simple.set(name("instr"), code)
    simple.append(parsed(f"<w:r {namespace()}><w:t>1</w:t></w:r>"))
    paragraph._p.append(simple)


def _oxml() -> Any:
    return extra("docx.oxml", "docx", "DOCX")
