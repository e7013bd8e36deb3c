"""Options as texts: whether two overlap, and what number each is."""

from __future__ import annotations

import pytest

from quizgen.language import language
from quizgen.wording import (
    is_question,
    looked_up,
    overlap,
    overlapping,
    sentence,
    span,
    tells,
    tells_order,
)

NOTATION = language("en-GB").notation


@pytest.mark.parametrize("text", [r"\(x^2\)", "x²", "H₂O", "①", "no digit"])
def test_digits_that_are_no_number_have_no_span(text: str) -> None:
    assert span(text, NOTATION) is None


def test_ranges_that_meet_overlap() -> None:
    assert overlap("1914 to 1918", "1916", NOTATION)
    assert not overlap("1914 to 1918", "1919", NOTATION)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Paris", "Rome", "Paris, France"], ("Paris", "Paris, France")),
        (["1914 to 1918", "1919", "1916"], ("1914 to 1918", "1916")),
        (["the value of `$HOME`", "`$HOME`", "`${HOME}`"], ()),
        (["`2`", "`2.0`", "`2.5`"], ()),
        (["`f(x)`", "`f(x)`", "`x`"], ("`f(x)`", "`f(x)`")),
        ([r"\(2\)", r"\(2.0\)", r"\(3\)"], (r"\(2\)", r"\(2.0\)")),
    ],
)
def test_of_options_two_that_overlap(texts: list[str], expected: tuple[str, ...]) -> None:
    assert overlapping(texts, NOTATION) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["83,879 km²", "42,943 km²", "301,340 km²"], ("42,943 km²", "83,879 km²", "301,340 km²")),
        (["64", "1965", "3.2"], ("3.2", "64", "1965")),
        (["Oslo", "12", "Bonn"], ("12", "Bonn", "Oslo")),
        ([], ()),
    ],
)
def test_numbers_are_looked_up_by_size(texts: list[str], expected: tuple[str, ...]) -> None:
    assert looked_up(texts, NOTATION) == expected


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("The world is round", "."),
        ("Is it?", ""),
        ("Il pleut à Orléans", "."),
        ("Земля круглая", "."),
        ("العالم كروي", "."),
        ("جهان گرد است", "."),
        ("دنیا گول ہے", "۔"),
        ("معاہدہ ۱۹۸۸ میں ہوا، یعنی 1988", "۔"),
        ("पृथ्वी गोल है", "।"),
        ("地球は丸い", "。"),
        ("日本はNATOに入っていない", "。"),
        ("โลกกลม", ""),
        ("1988", "."),
        ("", ""),
    ],
)
def test_a_sentence_ends_as_its_script_does(text: str, stop: str) -> None:
    assert sentence(text) == text + stop
    assert sentence(sentence(text)) == text + stop


@pytest.mark.parametrize(
    ("tag", "telling", "silent"),
    [
        ("en", "Put the metals in order", "Which orders has a bishop?"),
        ("de", "Welche drei Könige herrschten der Reihe nach?", "Welche drei Könige herrschten?"),
        ("es", "Nombra los tres reyes en orden", "¿Qué tres reyes reinaron?"),
        ("fr", "Mets les rois dans l'ordre", "Quels trois rois ont régné ?"),
        ("ar", "اذكر الملوك الثلاثة بالترتيب", "من هم الملوك الثلاثة؟"),
        ("hi", "तीन राजा क्रम से बताइए", "कार्यक्रम में कौन थे?"),
        ("ja", "三人の王を順に挙げなさい", "三人の王は誰ですか。"),
        ("ur", "تین بادشاہ ترتیب سے بتائیں", "تین بادشاہ کون تھے؟"),
        ("zh", "按时间顺序说出三位国王", "三位国王是谁？"),
    ],
)
def test_what_a_prompt_says_of_order(tag: str, telling: str, silent: str) -> None:
    phrases = language(tag).say("order.told")
    assert tells_order(telling, phrases)
    assert not tells_order(silent, phrases)
    assert is_question(silent)


@pytest.mark.parametrize(
    ("text", "answer", "told"),
    [
        ("… and {{{name}}} differ.", "{{name}}", False),
        ("… and {{name}} differ.", "{{name}}", True),
        ("`<name>` is not a `[name]`", "`<name>`", True),
        ("`(name)` is not a `[name]`", "`<name>`", False),
        ("The Geneva Accords are what?", "geneva accords", True),
    ],
)
def test_an_answer_of_code_is_told_with_its_signs(text: str, answer: str, told: bool) -> None:
    assert tells(text, answer) is told
