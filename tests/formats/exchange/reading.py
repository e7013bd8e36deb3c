"""What a reader of a text sees, whatever it was written in."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape, unescape
from typing import Any

from lxml import etree

from quizgen.text import html, page_html

_EQUATION = re.compile(r'<img class="equation_image"[^>]*data-equation-content="([^"]*)"[^>]*>')


def words(markup: str) -> str:
    """Return what a browser shows of some HTML, a formula of Canvas' as its TeX."""
    with_tex = _EQUATION.sub(lambda m: escape(rf"\({unescape(m[1])}\)"), markup)
    broken = re.sub(r"<br\s*/?>|</p>|</li>|</td>", " ", with_tex)
    tree: Any = etree.fromstring(f"<p>{broken}</p>", etree.HTMLParser())
    return " ".join("".join(map(str, tree.itertext())).split()) if tree is not None else ""


def shown(markdown: str) -> str:
    """Return what a browser shows of a text, its formulas as TeX."""
    return words(str(html(markdown)))


def element_words(element: Any) -> str:
    """Return what an element of QTI shows."""
    for line_break in element.iter("{*}br"):
        line_break.tail = f" {line_break.tail or ''}"
    return " ".join("".join(map(str, element.itertext())).split())


def element_shown(markdown: str) -> str:
    """Return what a browser shows of a text, its formulas as MathML."""
    return words(str(page_html(markdown)))


def read(data: bytes) -> str:
    """Return the texts of a file, or of all files in it, without the marks of their formats."""
    text = data.decode("utf-8", "replace")
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [(n, archive.read(n).decode("utf-8", "replace")) for n in archive.namelist()]
        text = " ".join(f"{name} {content}" for name, content in files)
    whole = unescape(unescape(text)).replace('""', '"').replace('\\"', '"')
    return whole + re.sub(r"\\([~=#{}:\\])", r"\1", whole)
