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
