"""Formulas as pictures, for what knows no MathML: drawn by ziamath, with a line of text for each.

ziamath takes an em for a third more than it is, pads words, fractions and some signs of its own
accord, and has no arrows as long as what stands on them; and it lays out each row twice for the
brackets in it, and so what stands in sixteen of them 65,536 times. Each of these is mended here.
"""

from __future__ import annotations

import copy
import logging
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from quizgen.formats.pages.math_font import BESIDE
from quizgen.formats.pages.math_font import SIZE as FORMULA
from quizgen.resources import extra
from quizgen.tex.commands import ARROWS
from quizgen.tex.linear import linear

_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_EM = re.compile(r"(-?[\d.]+)em")
_LENGTHS = (
    *("width", "height", "depth", "lspace", "rspace", "minsize", "maxsize"),
    *("columnspacing", "rowspacing"),
)
_OWN_EM = 1.000002 * 1.333
"""What ziamath takes an em for."""
_WIDE = {"\u02c6": "\u0302", "\u02dc": "\u0303", "\u203e": "\u2015", "\u005f": "\u2015"}
_ARROWS = {"\u2192": "\u20d7", "\u2190": "\u20d6", "\u2194": "\u20e1"}
"""Marks over letters and under them, and those that ziamath has wide forms of or draws."""
SIZE = 100.0
"""Units of a drawing in an em."""
MARGIN = 5.0
"""Round a drawing, in the same units: some strokes are half outside of what ziamath measures."""


def replaced(page: str) -> str:
    """Return a page with its formulas as pictures.

    Raises:
        MissingExtra: when ziamath is not installed.

    """
    return _MATH.sub(lambda match: picture(match[0]), page)


@lru_cache(maxsize=4096)
def picture(markup: str) -> str:
    """Return a ``<math>`` element as an ``<svg>`` that stands on the line, in the text's colour."""
    formula = ElementTree.fromstring(markup)  # noqa: S314 - made by quizgen.tex, element by element
    adapted_markup = ElementTree.tostring(adapted(formula), encoding="unicode")
    words = linear(formula)
    svg: Element = _ziamath().Math(adapted_markup, size=SIZE, margin=MARGIN, title=words).svgxml()
    _, top, width, height = (float(number) for number in svg.get("viewBox", "").split())
    box = {"width": width, "height": height, "vertical-align": -(height + top)}
    sizes = {name: size * FORMULA / SIZE for name, size in box.items()}
    sizes["vertical-align"] -= BESIDE  # the foot of a picture is that of its margin
    style = ";".join(f"{name}:{size:.4f}em" for name, size in sizes.items())
    for part in svg.iter():
        part.attrib.pop("fill", None)
    svg.attrib |= {"class": "formula", "style": style, "fill": "currentColor"}
    return ElementTree.tostring(svg, encoding="unicode")


def undrawn(formula: Element) -> str:
    """Return the letters of a formula that the font of drawings lacks, each once.

    Raises:
        MissingExtra: when ziamath is not installed.

    """
    letters = dict.fromkeys("".join(words.text or "" for words in formula.iter("mtext")))
    seen = [letter for letter in letters if not letter.isspace()]
    if not seen:
        return ""
    font = _ziamath().zmath.loadedfonts["default"]
    return "".join(letter for letter in seen if not font.glyphindex(letter))


def adapted(formula: Element) -> Element:
    """Return a formula as ziamath understands it."""
    adapted_formula = copy.deepcopy(formula)
    adapted_formula.set("displaystyle", "false")
    for element in adapted_formula.iter():
        element.attrib.pop("style", None)
        for name in _LENGTHS:
            if name in element.attrib:
                element.set(name, _EM.sub(_shorter, element.get(name, "")))
        text = element.text or ""
        if element.tag == "mi" and len(text) > 1:
            element.tag = "mtext"
            element.set("mathvariant", "normal")
        elif element.tag == "mi" and not text.isalpha():
            element.attrib |= {"lspace": "0em", "rspace": "0em"}
        if element.tag in ("mover", "munder", "munderover"):
            _adapt_marks(element)
    return adapted_formula


def _adapt_marks(element: Element) -> None:
    """Give what stands over something, or under it, the signs and the sort that ziamath has."""
    base, *others = element
    if base.text in ARROWS.values() and base.get("stretchy") == "true":
        element.tag = f"{element.tag}-arrow"
    for mark in others:
        if mark.get("stretchy") == "true":
            mark.text = (_WIDE | _ARROWS).get(mark.text or "", mark.text)
        elif element.get("accent") and mark.text in _ARROWS:
            mark.text = _ARROWS[mark.text]
            row = Element("mrow")  # a mark in a row does not grow
            row.append(mark)
            element[list(element).index(mark)] = row


def _shorter(match: re.Match[str]) -> str:
    return f"{float(match[1]) / _OWN_EM:.4f}em"


@lru_cache(maxsize=1)
def _ziamath() -> Any:
    """Return ziamath, which looks its nodes up by their tags, with nodes of our own among them."""
    ziamath: Any = extra("ziamath", "pdf", "PDF")
    nodes: Any = extra("ziamath.nodes", "pdf", "PDF")
    box: Any = extra("ziafont.fonttypes", "pdf", "PDF").BBox
    logging.getLogger().addHandler(logging.NullHandler())  # or it prints what all others log
    ziamath.config.svg2 = False  # what is drawn by reference does not take the text's colour

    class Row(nodes.Mrow, tag="mrow"):  # type: ignore[misc,call-arg]
        """A row that lays out what stands in it once: brackets last, when its height is known."""

        def _setup_single_line(self, line: Sequence[Element], **kwargs: Any) -> None:
            settings: dict[int, Any] = {}
            for grows in (False, True):
                for index, child in enumerate(line):
                    if grows is (child.tag == "mo" and child.get("stretchy") == "true"):
                        settings[index] = nodes.Mnode.fromelement(child, parent=self, **kwargs)
                        self.nodes = [settings[place] for place in sorted(settings)]
                boxes = [node.bbox for node in settings.values()]
                kwargs["rowymin"] = min((each.ymin for each in boxes), default=0)
                kwargs["rowymax"] = max((each.ymax for each in boxes), default=0)
            x, edges = 0.0, [0.0]
            for node in self.nodes:
                self.nodexy.append((x, 0))
                edges += [x + node.bbox.xmin, x + node.bbox.xmax]
                x += node.xadvance()
            low, high = kwargs["rowymin"], kwargs["rowymax"]
            self.bbox, self._xadvance = box(min(edges), max(edges), low, high), x

    def arrow(kind: Any) -> None:
        class Arrow(kind, tag=f"{kind.mtag}-arrow"):  # type: ignore[misc,call-arg]
            """An arrow as long as what stands on it."""

            def __init__(self, element: Element, parent: Any, **kwargs: Any) -> None:
                nodes.Mnode.__init__(self, element, parent, **kwargs)
                for label in element[1:]:
                    self.increase_child_scriptlevel(label)
                labels = [nodes.Mnode.fromelement(e, parent=self, **kwargs) for e in element[1:]]
                longest = max(label.bbox.xmax - label.bbox.xmin for label in labels)
                self.base = nodes.Mnode.fromelement(
                    element[0], parent=self, **kwargs | {"width": longest}
                )
                self.over, self.under, self._isaccent = labels[-1], labels[0], False
                self._setup(**kwargs)

    arrow(nodes.munderover.Mover)
    arrow(nodes.munderover.Munderover)
    return ziamath
