"""PDF through WeasyPrint: tagged (PDF/UA-1), with bookmarks, and with its fonts embedded.

WeasyPrint typesets the same page that a browser prints. It knows no MathML, so formulas become
pictures first, and no text that finds its direction by itself, so that is told; and it may load
nothing, neither from the network nor from the disk.
"""

from __future__ import annotations

import re
from typing import Any

from quizgen.formats.documents import drawing
from quizgen.formats.fitting import is_rtl
from quizgen.formats.pages.math_font import without_font
from quizgen.resources import extra

_EARLY = re.compile(r" (?=<(?:a|b|bdi|code|em|i|span|strong|sup)\b)")
"""Where a line that is full would be broken after its first word, if there were no other place."""


def pdf(page: bytes) -> bytes:
    """Return an HTML page as PDF, the same bytes for the same page.

    Raises:
        MissingExtra: when WeasyPrint or one of its libraries is not installed.

    """
    weasyprint: Any = extra("weasyprint", "pdf", "PDF")
    text = _EARLY.sub(" \u200b", drawing.replaced(without_font(page.decode())))
    only_data = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    html = weasyprint.HTML(string=text, url_fetcher=only_data)
    for element in html.etree_element.iter():
        if element.get("dir") == "auto":
            element.set("dir", "rtl" if is_rtl("".join(element.itertext())) else "ltr")
    made: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
    return made
