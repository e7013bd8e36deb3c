"""Each script is set in type of its own, by Chromium and by WeasyPrint, wherever it stands."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

import pikepdf
import pytest
from playwright.sync_api import Browser

from quizgen import installation
from quizgen.formats.documents.pdf import pdf
from quizgen.formats.pages import FORM_PAGES
from quizgen.language import language
from quizgen.model import Edition, Form, Layout
from quizgen.notes import templates

CJK = "直す「骨」 “x” 門"
SET_IN = {
    "ja": (CJK, "Noto Serif CJK JP", "Noto Sans CJK JP"),
    "zh-CN": (CJK, "Noto Serif CJK SC", "Noto Sans CJK SC"),
    "zh-Hans": (CJK, "Noto Serif CJK SC", "Noto Sans CJK SC"),
    "zh-Hant": (CJK, "Noto Serif CJK TC", "Noto Sans CJK TC"),
    "zh-TW": (CJK, "Noto Serif CJK TC", "Noto Sans CJK TC"),
    "ko": ("한국어 直", "Noto Serif CJK KR", "Noto Sans CJK KR"),
    "hi": ("हिन्दी", "Noto Serif Devanagari", "Noto Sans Devanagari"),
    "th": ("ปู่น้ำ", "Noto Serif Thai", "Noto Sans Thai"),
    "he": ("שָׁלוֹם", "Noto Serif Hebrew", "Noto Sans Hebrew"),
    "ar": ("كِتَابٌ", "Noto Naskh Arabic", "Noto Sans Arabic"),
    "ur": ("کتاب", "Noto Nastaliq Urdu", "Noto Nastaliq Urdu"),
}
"""A text in each language, and the families of its serif and sans-serif type."""
ALIASES = {"zh-CN", "zh-TW"}
LOOPED = "Noto Looped Thai"
MONO = "DejaVu Sans Mono"
LATIN = {"NotoSerif", "NotoSans"}


@pytest.fixture(scope="module")
def in_chromium(browser: Browser) -> Iterator[Callable[[str], set[str]]]:
    """Return what tells the families that Chromium sets the spans of a page in."""
    page = browser.new_page()
    session = page.context.new_cdp_session(page)

    def used(html: str) -> set[str]:
        page.set_content(html)
        for domain in ("DOM", "CSS"):
            session.send(f"{domain}.enable")
        root = session.send("DOM.getDocument")["root"]["nodeId"]
        spans = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "span"})
        fonts = (
            session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            for node in spans["nodeIds"]
        )
        names = {font["familyName"].replace(" ", "") for some in fonts for font in some}
        return {name.removesuffix("Regular") for name in names}

    yield used
    page.close()


def in_weasyprint(html: str) -> set[str]:
    return families(pdf(html.encode()))


def families(data: bytes) -> set[str]:
    """Return the families of the fonts that a PDF brings along, without spaces and weights."""
    with pikepdf.open(io.BytesIO(data)) as file:
        fonts = (o for o in file.objects if isinstance(o, pikepdf.Dictionary))
        names = [str(o.BaseFont) for o in fonts if "/BaseFont" in o]
    weights = ("-Regular", "-Bold", "-Medium", "-SemiBold")
    for weight in weights:
        names = [name.replace(weight, "") for name in names]
    return {name.rpartition("+")[2].strip("/").replace("-", "") for name in names}


def styled(text: str, layout: Layout = Layout.STANDARD) -> str:
    """Return a page in English with a text of another language."""
    form = Form("", "", ())
    page = FORM_PAGES["worksheet"].render(form, Edition(layout=layout), language("en-GB"))
    head = page.decode().partition("</head>")[0]
    return f"{head}</head><body>{text}</body></html>"


@pytest.fixture(autouse=True)
def _has_fonts() -> None:
    families_ = {family for _, *both in SET_IN.values() for family in both} | {MONO}
    if missing := families_ - set(installation.fonts().installed or ()):
        pytest.skip(f"not installed: {', '.join(sorted(missing))}")


@pytest.mark.parametrize("engine", ["chromium", "weasyprint"])
@pytest.mark.parametrize("tags", [set(SET_IN) - ALIASES, ALIASES])
def test_a_text_that_names_its_language(
    engine: str, tags: set[str], in_chromium: Callable[[str], set[str]]
) -> None:
    used = in_chromium if engine == "chromium" else in_weasyprint
    spans = "".join(f'<p><span lang="{tag}">{SET_IN[tag][0]}</span></p>' for tag in sorted(tags))
    serif = {SET_IN[tag][1] for tag in tags}
    sans = {SET_IN[tag][2] for tag in tags}
    plain = {LOOPED if "Thai" in family else family for family in sans}
    for html, named in (
        (styled(spans), serif),
        (styled(f'<div class="directions">{spans}</div>'), sans),
        (styled(spans, Layout.DYSLEXIA), plain),
    ):
        wanted = {family.replace(" ", "") for family in named}
        assert used(html) - LATIN == wanted


@pytest.mark.parametrize("tag", ["ja", "hi", "ur"])
def test_a_paper_in_the_language(tag: str) -> None:
    """Its title, and the words at its foot, which no element holds."""
    text, *both = SET_IN[tag]
    page = FORM_PAGES["worksheet"].render(
        Form(text, "A", ()), Edition(), replace(language("en-GB"), tag=tag)
    )
    assert {family.replace(" ", "") for family in both} <= families(pdf(page))


def test_code_is_in_type_of_one_width() -> None:
    for layout in Layout:
        assert MONO.replace(" ", "") in in_weasyprint(
            styled("<p>Is <code>x</code> it?</p>", layout)
        )


def test_cards_have_the_same_type() -> None:
    style = templates.style(None)
    assert ':lang(ja) {\n  --serif: "Noto Serif CJK JP"' in style
    assert templates.FAMILIES not in style
