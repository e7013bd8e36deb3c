"""Words are divided where lines are short, by the rules of the language that an element names."""

from __future__ import annotations

import pytest

from quizgen.resources import template_text

PAGE = "<html class=two-columns lang={lang}><style>main {{ width: 9em }} {css}</style><main>{text}"
WORDS = "Verhältnismäßigkeitsprüfung und Versammlungsfreiheit"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "text", "is_divided"),
    [
        ("de", f"<p>{WORDS}", True),
        ("en", f"<p lang=de>{WORDS}", True),
        ("es", "<p>responsabilidades constitucionales de la administración descentralizada", True),
        ("de", f"<p class=answer>{WORDS}", False),
        ("de", f"<p class=answer><bdi lang=de>{WORDS}</bdi>", False),
        ("de", f"<p><code>{WORDS}</code>", False),
        ("th", "<p>ประเทศไทยมีเมืองหลวงชื่อกรุงเทพมหานครอมรรัตนโกสินทร์", False),
        ("ur", "<p>constitutional responsibilities and administration", False),
    ],
)
def test_words_are_divided(lang: str, text: str, *, is_divided: bool) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    page = PAGE.format(lang=lang, css=template_text("print/hyphens.css", None), text=text)
    document = weasyprint.HTML(string=page).render()
    boxes = document.pages[0]._page_box.descendants()
    lines = [box.text for box in boxes if type(box).__name__ == "TextBox"]
    assert any(line.endswith("‐") for line in lines) == is_divided, lines


@pytest.mark.parametrize("letters", [5, 6])
def test_a_word_in_emphasis_is_not_broken_where_it_has_no_room(letters: int) -> None:
    """WeasyPrint breaks the first word of what stands in a line, by overflow-wrap: anywhere."""
    weasyprint = pytest.importorskip("weasyprint")
    css = "@page { size: 120px 400px; margin: 0 } body { font: 12px 'Noto Serif'; padding: 0 }"
    page = f"<style>{template_text('print/page.css', None)} {css}</style>"
    page += f"<p>ab ab ab {'x' * letters} <em>Also right</em> <b>b</b> 200{_UNBROKEN}0"
    document = weasyprint.HTML(string=page).render()
    lines = [
        "".join(part.text for part in box.descendants() if type(part).__name__ == "TextBox")
        for box in document.pages[0]._page_box.descendants()
        if type(box).__name__ == "LineBox"
    ]
    assert "Also" in " ".join(lines).split()
    assert any("2009–10" in line for line in lines)


_UNBROKEN = '<span class="undivided">9–1</span>'
