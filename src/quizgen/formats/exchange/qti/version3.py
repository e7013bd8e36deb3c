"""QTI 3.0: the items of QTI 2.1 under the names that version 3 gives them.

Version 3 writes elements as ``qti-choice-interaction`` and attributes as ``response-identifier``;
what stands in HTML keeps its names. The manifest has types of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from quizgen.formats.archive import MARKUP, zipped
from quizgen.formats.exchange.markup import Place, losing
from quizgen.formats.exchange.outcome import Exporter
from quizgen.formats.exchange.qti.items import Assessed, item
from quizgen.formats.exchange.qti.metadata import IEEE
from quizgen.formats.exchange.qti.package import Version, package
from quizgen.language import Language
from quizgen.model import Form, Item

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_HTML = frozenset(
    """a b br code div em i img li ol p pre small span strong sub sup table tbody td th thead tr u
    ul""".split()
)
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def document(form: Form, items: Sequence[tuple[Item, Assessed]], language: Language) -> bytes:
    """Return the package."""
    elements = [(item, _directed(renamed(a.element), item)) for item, a in items]
    media = {m.name: m for _, assessed in items for m in assessed.media}
    return zipped(package(form, elements, media, QTI3), MARKUP)


def _directed(root: Element, item: Item) -> Element:
    """Say in which direction an item reads; version 2.1 had no attribute for that."""
    body = root.find("qti-item-body")
    if body is not None and item.language.direction == "rtl":
        body.set("dir", "rtl")
    return root


def renamed(element: Element) -> Element:
    """Return an element of QTI 2.1 as version 3 writes it, with all that is in it."""
    if element.tag == "math":
        return element
    if element.tag == "object":
        return Element("audio", controls="controls", src=element.attrib["data"])
    is_html = element.tag in _HTML
    tag = element.tag if is_html else f"qti-{_kebab(element.tag)}"
    names = ((name if is_html else _kebab(name), value) for name, value in element.attrib.items())
    copy = Element(tag, dict(names))
    if copy.get("xmlns"):
        copy.set("xmlns", NAMESPACE)
    copy.text, copy.tail = element.text, element.tail
    copy.extend(map(renamed, element))
    if element.tag in ("modalFeedback", "rubricBlock"):
        body = Element("qti-content-body")
        body.text, copy.text = copy.text, None
        body.extend(list(copy))
        for child in list(copy):
            copy.remove(child)
        copy.append(body)
    return copy


def _kebab(name: str) -> str:
    return _CAPITAL.sub("-", name).lower() if ":" not in name else name


QTI3 = Version(
    "imsqti_item_xmlv3p0",
    "imsqti_test_xmlv3p0",
    "QTI Package",
    "3.0.0",
    _PACKAGE,
    IEEE,
    renamed,
)
EXPORTER: Exporter[Assessed] = Exporter(
    item,
    document,
    shows_pictures=True,
    plays_sounds=True,
    has_hints=True,
    compares_letters=True,
    losses=losing(frozenset({Place.BANK})),
)
