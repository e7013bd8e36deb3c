"""Math for what knows no MathML: as HTML with styles of its own, and as one line of text."""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
STYLE = (
    ".frac{display:inline-block;text-align:center;vertical-align:middle}"
    ".frac>span{display:block;padding:0 .2em;font-size:.8em;line-height:1.15}"
    ".frac>span:first-child{border-bottom:.5pt solid}"
    ".root{border-top:.5pt solid}"
)
"""The rules that what :func:`as_html` returns needs."""


def replaced(page: str) -> str:
    """Return a page with its formulas as HTML."""
    return _MATH.sub(lambda match: as_html(_parse(match[0])), page)


def linear(markup: str) -> str:
    """Return a ``<math>`` element as one line of text: ``(1)/(2) + √(x)``."""
    return " ".join(as_text(_parse(markup)).split())


def _parse(markup: str) -> Element:
    return ElementTree.fromstring(markup)  # noqa: S314 - made by quizgen.text, element by element


def as_html(element: Element) -> str:
    """Return a formula as HTML."""
    parts = [as_html(child) for child in element]
    match _name(element), parts:
        case "mfrac", [above, below]:
            return f'<span class="frac"><span>{above}</span><span>{below}</span></span>'
        case "msup" | "mover", [base, above]:
            return f"{base}<sup>{above}</sup>"
        case "msub" | "munder", [base, below]:
            return f"{base}<sub>{below}</sub>"
        case "msubsup" | "munderover", [base, below, above]:
            return f"{base}<sub>{below}</sub><sup>{above}</sup>"
        case "msqrt", _:
            return f'√<span class="root">{"".join(parts)}</span>'
        case "mroot", [base, index]:
            return f'<sup>{index}</sup>√<span class="root">{base}</span>'
        case "mi", [] if len(element.text or "") == 1:
            return f"<i>{escape(element.text or '')}</i>"
        case "mo", []:
            return _spaced(escape(element.text or ""))
        case _:
            return escape(element.text or "") + "".join(parts)


def as_text(element: Element) -> str:
    """Return a formula as text."""
    parts = [as_text(child) for child in element]
    match _name(element), parts:
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msup" | "mover", [base, above]:
            return f"{base}^{_grouped(above)}"
        case "msub" | "munder", [base, below]:
            return f"{base}_{_grouped(below)}"
        case "msubsup" | "munderover", [base, below, above]:
            return f"{base}_{_grouped(below)}^{_grouped(above)}"
        case "msqrt", _:
            return f"√{_grouped(''.join(parts))}"
        case "mroot", [base, index]:
            return f"{_grouped(index)}√{_grouped(base)}"
        case "mo", []:
            return _spaced(element.text or "")
        case _:
            return (element.text or "") + "".join(parts)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _grouped(text: str) -> str:
    return text if len(text.strip()) == 1 else f"({text.strip()})"


def _spaced(operator: str) -> str:
    return operator if operator.strip() in "()[]{},.|!∑∏∫" else f" {operator} "
