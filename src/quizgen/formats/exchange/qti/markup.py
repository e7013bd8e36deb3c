"""Texts as QTI has them: HTML without styles, with formulas as MathML."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from quizgen.formats.exchange.prose import at_its_ends
from quizgen.model import Media, Option
from quizgen.text import page_html

MATHML = "http://www.w3.org/1998/Math/MathML"
_RUBY = re.compile("</?(?:ruby|rp|rt)>")
_SPACES = re.compile(r"(?<= ) |^ ", re.MULTILINE)


def rich(markdown: str) -> str:
    """Return a text as HTML that :func:`parsed` takes."""
    return str(page_html(markdown))


def rich_part(text: str) -> str:
    """Return part of a sentence as HTML, with the spaces at its ends."""
    return at_its_ends(text, rich(text))


def parsed(tag: str, body: str, **attributes: str) -> Element:
    """Return an element of HTML that we made: it is well-formed but for its empty elements.

    QTI knows no ruby: a reading stands in brackets. The language of a part has XML's name.
    """
    text = _RUBY.sub("", body.replace("<br>", "<br/>")).replace("<span lang=", "<span xml:lang=")
    element = ElementTree.fromstring(f"<{tag}>{text}</{tag}>")  # noqa: S314 - our own text
    element.attrib |= attributes
    for child in element.iter():
        _fitted(child)
    return element


def _fitted(element: Element) -> None:
    """Take from an element what QTI 2.1 does not have, and keep the spaces of code by themselves.

    Its HTML has neither styles nor data, its MathML (version 2) no direction.
    """
    for name in [n for n in element.attrib if n == "style" or n.startswith("data-")]:
        del element.attrib[name]
    if element.tag == "math":
        element.attrib.pop("dir", None)
        element.set("xmlns", MATHML)
    elif element.tag == "code":
        element.text = _kept(element.text)
        for line in element:
            line.tail = _kept(line.tail)


def _kept(code: str | None) -> str | None:
    """Return a line of code whose spaces are not folded into one."""
    return _SPACES.sub("\u00a0", code) if code else code


def figure(medium: Media) -> Element:
    """Return what shows a picture of the package, or plays a sound of it.

    Without words for a picture, its name stands there.
    """
    address = f"media/{medium.name}"
    if medium.is_sound:
        return Element("object", data=address, type=medium.mime)
    return Element("img", src=address, alt=medium.alt or medium.name)


def option(tag: str, offered: Option, identifier: str) -> Element:
    """Return an option to choose: its picture where it has one, else its words."""
    if not offered.picture:
        return parsed(tag, rich(offered.text), identifier=identifier)
    element = Element(tag, identifier=identifier)
    element.append(figure(offered.picture))
    return element
