"""What is the same answer: at each strength, and on a card's script as in Python."""

from __future__ import annotations

import itertools
import json
import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import comparison
from quizgen.comparison import (
    EXACT,
    LOOSE,
    RULES,
    STRENGTHS,
    STRICT,
    Compared,
    Typing,
    by_all_rules,
    loosely,
    strictly,
    typed_as,
    typing,
    words,
)
from quizgen.notes import recall
from quizgen.notes.templates import templates
from quizgen.text import plain
from tests.conftest import needs

PASSES = {
    "the Avogadro constant": ["Avogadro constant", "The Avogadro constant"],
    "The Hague": ["hague"],
    "5 July 1687": ["July 5, 1687", "5th July 1687", "july 5 1687"],
    "July 5, 1687": ["5 July 1687"],
    "C♯ minor": ["C# minor"],
    "D♭": ["Db"],
    "Łódź": ["Lodz"],
    "Tromsø": ["tromso"],
    "œuvre": ["oeuvre"],
    "अंत": ["अन्त"],
    "کراچی": ["كراچي"],
    "Geneva": ["geneva", " GENEVA ", "“Geneva”", "Geneva!", "Gene\u00adva"],
    "José Ortega": ["jose ortega", "JOSÉ  ORTEGA", "José Ortega."],
    "al-Qaeda": ["Al Qaeda", "alqaeda", "al‑Qaeda", "al–Qaeda"],
    "Catch-22": ["catch 22", "Catch22", "catch–22"],
    "O'Brien": ["O’Brien", "obrien", "O`Brien"],
    "“Peanuts!”": ["peanuts", "'Peanuts'"],
    "13,000": ["13000", "13 000", "13\u202f000", "13'000"],
    "1,00,000": ["100000", "100,000"],
    "-40": ["−40", "–40", "- 40"],
    "C++": ["c++", "C ++"],
    "x < 0": ["x<0", "X < 0", "x< 0"],
    "x ≥ 1": ["x >= 1", "x>=1"],
    "a ≠ b": ["a != b"],
    "Na+": ["na+", "Na +", "Na⁺"],
    "Na-": ["Na−", "na-", "Na⁻"],
    "SO₄²⁻": ["SO4^2-", "SO4 2-", "so42-"],
    "H₂O": ["H2O", "h2o"],
    "x²": ["x^2", "x2"],
    "10²": ["10^2"],
    "1.6 × 10^-19": ["1.6 x 10^-19", "1.6*10^−19"],
    "0.5": [".5"],
    "½": ["1/2"],
    "1½": ["1 1/2"],
    "40 °C": ["40°C", "40 °c", "40ºC"],
    "3.5 %": ["3.5%"],
    "6′ 2″": ["6' 2\"", "6′2″"],
    "$5": ["$ 5"],
    "Straße": ["strasse", "STRASSE"],
    "ΣΟΦΟΣ": ["σοφος"],
    "می‌خواهم": ["میخواهم", "می خواهم"],
    "كَتَبَ": ["كتب", "كـتب"],
    "שָׁלוֹם": ["שלום"],
    "हिन्दी": ["हिन्दी", " हिन्दी।", "हिंदी"],
    "東京": ["東京。", "「東京」"],
    "`ls -l | wc`": ["ls -l|wc", "ls  -l | wc", "LS –l | wc"],
    '`print("a")`': ["print(“a”)"],
    r"\(x^2\)": ["x^2", "x2", "x²"],
    r"\(\frac{1}{2}\)": ["1/2", "½"],
    r"\(\ce{SO4^2-}\)": ["SO4 2-", "SO₄²⁻"],
    "the `ls` command": ["The ls command"],
    "f(x)": ["F(x)"],
    "Moon, the": ["moon the", "Moon (the)"],
    "?": ["?"],
    # signs that are written in two ways, and what few can type
    "क़लम": ["क़लम"],
    "शक्‍ति": ["शक्ति", "शक्ति।"],
    "ไม่เป็นไร": ["ไม่ เป็น ไร", "ไม่\u200bเป็นไร"],
    "مُعَلِّمَةٌ": ["معلمة", "معلّمة"],
    "اَللُّغَةُ": ["اللغة", "اللغة،"],
    "בֵּית־סֵפֶר": ["בית ספר", "בית-ספר"],
    "צה״ל": ['צה"ל'],
    "nǐ hǎo": ["ni hao", "nihao", "NǏ HǍO"],
    "xī’ān": ["xi'an", "xian"],
    "phở": ["pho"],
    "コーヒー": ["ｺｰﾋｰ", "コーヒー。"],
    "한국": ["한국"],
    "İstanbul": ["istanbul"],
    "Fe³⁺": ["Fe3+", "fe^3+"],
    "6.022 × 10²³": ["6.022e23", "6.022E+23", "6.022*10^23"],
    "1.6 × 10⁻¹⁹": ["1.6e-19", "1.6E−19"],
}
FAILS = {
    "Geneva": ["Genevo", "Gen", ""],
    "-40": ["40", "4-0", "-4.0", "+40"],
    "3.5": ["35", "3,5", "3.50", "-3.5"],
    "13,000": ["13.000", "1300", "13,00"],
    "C++": ["C", "C#", "C+"],
    "A minor": ["minor"],
    "C♯": ["C", "Cb"],
    "5 July 1687": ["7 May 1687", "July 1687", "6 July 1687"],
    "अन्य": ["अंय"],
    "x < 0": ["x > 0", "x = 0", "x ≤ 0", "x 0"],
    "a ≠ b": ["a = b"],
    "Na+": ["Na-", "Na", "Na2+"],
    "Na-": ["Na+", "Na"],
    "10²": ["102", "10"],
    "10^-19": ["10^19", "1019"],
    "40 °C": ["40", "40 °F", "40 C"],
    "40 %": ["40", "-40", "40 ‰"],
    "5′": ["5″"],
    "1/2": ["12", "1 2"],
    "1½": ["11/2"],
    "10:30": ["1030", "10.30"],
    "1.2.3": ["123", "1.23"],
    "$5": ["€5", "5"],
    "A*": ["A"],
    "हिन्दी": ["हुन्दू", "हन्दी", "हिन्दि"],
    "दिन": ["दान", "दीन"],
    "เบียร์": ["เบียร", "เบีย"],
    "ไม้": ["ไม", "ไม่"],
    "தமிழ்": ["தமிழ", "தமில்"],
    "か": ["が"],
    "й": ["и"],
    "أب": ["اب"],
    "`a[0]`": ["a0", "a(0)"],
    "`i++`": ["i--", "i"],
    r"\(|x|\)": ["x"],
    "f(x)": ["fx"],
    "?": ["!"],
    "फ़ल": ["फल"],
    "हंस": ["हँस"],
    "पक्का": ["पका"],
    "की": ["कि"],
    "সে": ["স"],
    "កា": ["ក"],
    "မြန်": ["မန်"],
    "မ": ["မာ"],
    "มา": ["ม้า", "หมา"],
    "แม่": ["แม้", "แม"],
    "مدرسة": ["مدرسه"],
    "على": ["علي"],
    "دود": ["دور"],
    "שלום": ["שלם"],
    "đi": ["di"],
    "コ": ["こ", "ゴ"],
    "Fe³⁺": ["Fe²⁺", "Fe³⁻", "Fe"],
    "10⁻³": ["10³"],
    "6.022 × 10²³": ["6.022e22", "6022e23", "6.022e-23"],
    "x₁": ["x₂"],
    "1.000": ["1,000"],
}


def flat(pairs: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(answer, typed) for answer, every in pairs.items() for typed in every]


@pytest.mark.parametrize(("answer", "typed"), flat(PASSES))
def test_what_passes_for_an_answer(answer: str, typed: str) -> None:
    assert Typing().accepts(answer, typed)


@pytest.mark.parametrize(("answer", "typed"), flat(FAILS))
def test_what_does_not_pass(answer: str, typed: str) -> None:
    assert not Typing().accepts(answer, typed)


@pytest.mark.parametrize(
    ("answer", "typed"),
    [("3,5 %", "3,5%"), ("12.500", "12500"), ("1.000,5", "1000,5"), ("0,5", ",5")],
)
def test_numbers_are_read_as_the_language_writes_them(answer: str, typed: str) -> None:
    assert Typing(decimal_comma=True).accepts(answer, typed)
    assert not Typing(decimal_comma=True).accepts("12,5", "125")
    assert not Typing(decimal_comma=True).accepts("12,5", "12.500")
    assert not Typing(decimal_comma=True).accepts("1.000", "1,000")
    assert not Typing().accepts("1,000", "1.000")


@pytest.mark.parametrize(
    ("right", "wrong", "typed", "passes"),
    [
        ("año", [], "ano", True),
        ("año", ["ano", "anos"], "ano", False),
        ("año", ["ano", "anos"], "AÑO", True),
        ("String", ["char"], "string", True),
        ("String", ["string", "STRING"], "string", False),
        ("String", ["string", "STRING"], "String", True),
        ("Běijīng", ["Bēijìng"], "Beijing", False),
        ("`a  b`", ["`a b`"], "a b", False),
        ("al-Qaeda", ["al Qaeda"], "al Qaeda", False),
        ("don't", ["dont"], "don’t", True),
        ("Na⁺", ["Na+"], "Na", False),
        ("Na⁺", ["Na⁻"], "na+", True),
        ("mā", ["má", "mǎ", "mà"], "ma", False),
        ("mā", ["má", "mǎ", "mà"], "MĀ", True),
        ("CO", ["Co"], "co", False),
        ("كَتَبَ", ["كُتِبَ"], "كتب", False),
        ("כֹּל", ["כָּל"], "כל", False),
        ("1,000", ["1.000"], "1000", True),
    ],
)
def test_no_wrong_answer_passes(right: str, wrong: list[str], typed: str, passes: bool) -> None:
    found = typing((right,), wrong, decimal_comma=False)
    assert found.accepts(right, typed) is passes


def test_all_counts_where_a_deck_asks_for_it() -> None:
    exact = Typing(EXACT)
    assert exact.accepts("al-Qaeda", "al-Qaeda ")
    assert exact.accepts("don't", "don’t")
    for typed in ("Al-Qaeda", "al Qaeda", "al-Qaeda.", "alQaeda"):
        assert not exact.accepts("al-Qaeda", typed)


APART = ["C C++ C# c", "-40 40 40% 40° 40′", "x<0 x>0 x=0", "Na+ Na− Na Na2+", "1/2 12 1.2 1:2"]


@pytest.mark.parametrize("texts", APART)
@pytest.mark.parametrize("compared", [loosely, strictly])
def test_signs_tell_answers_apart(texts: str, compared: Compared) -> None:
    listed = texts.removesuffix(" c").split()
    assert len(set(map(compared, listed))) == len(listed)


@pytest.mark.parametrize(
    ("one", "other"),
    [("String", "string"), ("año", "ano"), ("Běijīng", "Bēijìng"), ("كَتَبَ", "كُتِبَ")],
)
def test_case_and_accents_count_where_a_curator_wrote_both(one: str, other: str) -> None:
    assert loosely(one) == loosely(other)
    assert strictly(one) != strictly(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("*Geneva* Accords", "“Geneva Accords”"),
        ("al-Qaeda", "al Qaeda"),
        ("13,000 soldiers", "13 000 soldiers"),
        ("18\u00a0months", "18 months."),
        ("Geneva (1988)", "Geneva, 1988"),
    ],
)
def test_dress_never_tells_answers_apart(one: str, other: str) -> None:
    assert strictly(one) == strictly(other)


def test_words_are_met_again_in_a_text() -> None:
    assert loosely("In Pakistan's war of 1996–2001 (the first)").split() == (
        "in pakistan s war of 1996 − 2001 the first".split()
    )
    assert "c++" in loosely("Who wrote (C++)?").split()
    assert "c" not in loosely("Who wrote `C++`?").split()


# --- the script -------------------------------------------------------------------------------

RUN = """
const fs = require("fs");
const [script, pairs] = JSON.parse(fs.readFileSync(0, "utf8"));
console.log(JSON.stringify(pairs.map((JUDGED)(script))));
"""
JUDGED = """script => {
  const judge = new Function("window", "document", script);
  return ([answer, flags, typed]) => {
  const box = {tagName: "DIV", textContent: "", className: ""};
  judge({quizgenTyped: {text: typed}}, {
    getElementById: () => box,
    querySelectorAll: () => [{textContent: answer, className: flags}],
  });
  return box.className;
}}"""


Pair = tuple[str, frozenset[str], str]
"""An answer, the flags by which it is compared, and what is typed."""


def judged(pairs: list[Pair]) -> list[str]:
    """Return what the script on a card's back says of what is typed for an answer."""
    needs("node")
    done = subprocess.run(
        ["node", "-e", RUN.replace("JUDGED", JUDGED)],
        input=json.dumps([script(), rows(pairs)]),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def script() -> str:
    """Return the script on a card's back."""
    _, back = templates(recall.NOTE_TYPE, None)["Recall"]
    text: str
    (text,) = re.findall(r"(?s)<script>(.*?)</script>", back)
    return text


def rows(pairs: list[Pair]) -> list[tuple[str, str, str]]:
    return [(answer, " ".join(sorted(flags)), typed) for answer, flags, typed in pairs]


def all_pairs() -> tuple[list[Pair], list[str]]:
    """Return answers with what may be typed for them at each strength, and what Python says."""
    answers = [*PASSES, *FAILS]
    every = sorted({plain(t) for pair in (*flat(PASSES), *flat(FAILS)) for t in pair} - {""})
    near = [(a, t) for a, typed in (*PASSES.items(), *FAILS.items()) for t in typed if t]
    far = list(itertools.islice(itertools.product(answers, every), 0, None, 37))
    pairs = [
        (plain(answer), Typing(strength, comma).flags(answer), typed)
        for answer, typed in (*near, *far)
        for strength in STRENGTHS
        for comma in (False, True)
    ]
    assert len(pairs) > 5000
    wanted = [
        "typed right" if typed_as(answer, flags) == typed_as(typed, flags) else "typed wrong"
        for answer, flags, typed in pairs
    ]
    assert {"typed right", "typed wrong"} == set(wanted)
    return pairs, wanted


@pytest.mark.slow
def test_the_script_judges_as_python_does() -> None:
    pairs, wanted = all_pairs()
    wrong = [
        pair for pair, one, other in zip(pairs, judged(pairs), wanted, strict=True) if one != other
    ]
    assert wrong == []


def test_nothing_typed_is_neither_right_nor_wrong() -> None:
    assert judged([("a", LOOSE, "")]) == ["typed empty"]


# --- the table --------------------------------------------------------------------------------


@given(st.text(max_size=20) | st.text(alphabet="abXY019 ,.;:!?'\"()[]-x–’“…\n", max_size=12))
def test_texts_that_need_few_rules_come_out_as_by_all(text: str) -> None:
    for flags in (LOOSE, STRICT):
        assert words(text, flags) == by_all_rules(text, flags)


SIGNS = "aX09 ,.'\"()-^%$_=>/*\t\u00e9\u0301\u00df\u00b2\u00bd\u2013\u2026\u0663\u066b\u064b\ue002"


@given(st.text(alphabet=SIGNS, max_size=12), st.sampled_from(STRENGTHS), st.booleans())
def test_a_rule_is_passed_over_only_where_it_changes_nothing(
    text: str, strength: frozenset[str], is_typed: bool
) -> None:
    flags = strength | {"typing"} if is_typed else strength
    by_each = text
    for change in (comparison._change(rule) for rule in RULES if rule.applies(flags)):
        by_each = change(by_each)
    assert typed_as(text, flags) == by_each or not by_each
