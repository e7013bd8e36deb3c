"""PDF through WeasyPrint: tagged (PDF/UA-1), with bookmarks, and with its fonts embedded.

WeasyPrint typesets the same page that a browser prints. It knows no MathML, so formulas become
pictures first, no ruby, so readings become blocks above their words, and no text that finds its
direction by itself, so that is told. It draws the text
of a picture letter by letter, which tears Arabic asunder; but it knows which page is the last, so
"continued" can stand among the words at the foot. It may load nothing, neither from the network nor
from the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quizgen.bidi import is_rtl
from quizgen.formats.documents import drawing
from quizgen.formats.pages.math_font import without_font
from quizgen.resources import extra

_EARLY = re.compile(r" (?=<(?:a|b|bdi|code|em|i|span|strong|sup)\b)")
"""Where a line that is full would be broken after its first word, if there were no other place."""
_WORTH = re.compile(r'(?: ([^\s<>]{1,20}))?&nbsp;(<bdi class="worth".*?</bdi>)')
"""The points of a question, and the word that they stand beside: no break is found between the two,
so the line would be broken after its first word."""
_RUBY = re.compile(r"<ruby>(.*?)<rp>\(</rp><rt>(.*?)</rt><rp>\)</rp></ruby>", re.DOTALL)
_ABOVE = r'<span class="ruby"><span class="reading">\2</span><span class="word">\1</span></span>'
_CONTINUED = "/* continued */"
"""In the style sheet of a page: where at its foot it can be told that it goes on."""
_STYLE = """
[dir="rtl"] * { column-rule-style: none !important }
.part:last-child { margin-bottom: 0.4rem; padding-bottom: 0 }
.ruby { display: inline-block; text-align: center; text-indent: 0 }
.ruby > span { display: block; line-height: 1.1; white-space: nowrap }
.reading { font-size: 0.5em }
"""
"""It draws the rule between columns as if they ran from left to right, needs ruby
told, and leaves a page empty where all of a section fits it but the room under it. A formula is
black, whatever the colour of its text is: made paler, it would be painted as what no reader hears.
"""
_FOOT = """
@page {
  margin-bottom: 22mm;
  @bottom-left { vertical-align: bottom; padding-bottom: 5mm; white-space: pre; line-height: 2 }
  @bottom-right { vertical-align: bottom; padding-bottom: 5mm; white-space: pre; line-height: 2 }
}
html .worksheet { border: 0 !important; border-image: none !important }
.worksheet header { string-set: continued attr(data-continued) }
.worksheet .last { string-set: continued "" }
.cover { display: none }
"""

_LARGE = ' class="large-print'
"""Of a page whose two lines at its foot are so large that they would reach into its text."""


def pdf(page: bytes) -> bytes:
    """Return an HTML page as PDF, the same bytes for the same page.

    Raises:
        MissingExtra: when WeasyPrint or one of its libraries is not installed.

    """
    weasyprint: Any = extra("weasyprint", "pdf", "PDF")
    text = _RUBY.sub(_ABOVE, drawing.replaced(without_font(page.decode())))
    text = _WORTH.sub(_beside, text)
    text = _EARLY.sub(" \u200b", text)
    style = _STYLE
    if "data-continued=" in text:
        text = text.replace(_CONTINUED, 'string(continued, last) "\\A "')
        style += _FOOT.replace("line-height: 2", f"line-height: {1.2 if _LARGE in text else 2}")
    text = text.replace("</head>", f"<style>{style}</style></head>", 1)
    only_data = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    html = weasyprint.HTML(string=text, url_fetcher=only_data)
    for element in html.etree_element.iter():
        if element.get("dir") == "auto" or (element.tag == "bdi" and not element.get("dir")):
            element.set("dir", "rtl" if is_rtl("".join(_texts(element))) else "ltr")
    written: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
    return written


def _beside(points: re.Match[str]) -> str:
    word, worth = points.groups()
    return f' <span class="whole">{word}&nbsp;{worth}</span>' if word else f" {worth}"


def _texts(element: Any) -> Iterator[str]:
    """Yield the texts of an element but those of formulas, which have a direction of their own."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "formula":
            yield from _texts(child)
        yield child.tail or ""
