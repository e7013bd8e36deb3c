"""What a manifest tells of an item, as learning object metadata: its keywords, and how hard it is.

Version 2.1 of QTI has the binding of IMS (1.2), version 3 that of IEEE. Keywords are the tags of
its facts, its level and its type; the difficulty is one of the five words of the standard.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from quizgen.formats.exchange import prose
from quizgen.model import Item
from quizgen.records import dataclass

DIFFICULTIES = ("very easy", "easy", "medium", "difficult", "very difficult")
"""From 0 to 1 in five equal steps."""


@dataclass(frozen=True, slots=True)
class Binding:
    """How a version writes metadata: its namespace, and a text with its language.

    ``neutral`` is the language of a word of a vocabulary, which stands alone where that is empty.
    """

    namespace: str
    text: str
    language: str
    neutral: str = ""


IMS = Binding("http://www.imsglobal.org/xsd/imsmd_v1p2", "langstring", "xml:lang", "x-none")
IEEE = Binding("http://ltsc.ieee.org/xsd/LOM", "string", "language")


def metadata(item: Item, binding: Binding) -> Element:
    """Return the metadata of an item's resource."""
    root = Element("metadata")
    lom = SubElement(root, "lom", xmlns=binding.namespace)
    general = SubElement(lom, "general")
    for tag in prose.tags(item):
        _text(SubElement(general, "keyword"), tag, item.language.tag, binding)
    difficulty = SubElement(SubElement(lom, "educational"), "difficulty")
    step = min(int(item.difficulty * len(DIFFICULTIES)), len(DIFFICULTIES) - 1)
    for name, word in (("source", "LOMv1.0"), ("value", DIFFICULTIES[step])):
        element = SubElement(difficulty, name)
        if binding.neutral:
            _text(element, word, binding.neutral, binding)
        else:
            element.text = word
    return root


def _text(parent: Element, text: str, language: str, binding: Binding) -> None:
    SubElement(parent, binding.text, {binding.language: language}).text = text
