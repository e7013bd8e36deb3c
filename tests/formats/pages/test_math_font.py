"""The font that formulas bring along: it has every sign that a formula can have."""

from __future__ import annotations

from typing import Any

import pytest
from fontTools.ttLib import TTFont

from quizgen.formats.pages.math_font import PARTS, with_font, without_font
from quizgen.resources import templates_dir
from quizgen.tex import commands
from quizgen.tex.letters import CHARACTERS
from quizgen.text import page_html


def font(name: str) -> Any:
    return TTFont(templates_dir() / "fonts" / f"math-{name}.woff2")


@pytest.mark.parametrize("name", PARTS)
def test_a_part_has_its_characters(name: str) -> None:
    covered = {chr(point) for point in font(name).getBestCmap()}
    assert PARTS[name] - covered == set()


def test_every_sign_of_the_list_is_in_some_part() -> None:
    signs = {c for symbol in commands.SYMBOLS.values() for c in symbol.text} | set(CHARACTERS)
    signs |= {c for accent in commands.ACCENTS.values() for c in accent.text}
    signs |= set(commands.NEGATED.values()) | {c for d in commands.DELIMITERS.values() for c in d}
    assert signs <= frozenset().union(*PARTS.values())


def test_what_grows_is_in_the_first_part() -> None:
    """A browser takes the forms of what grows from the first font of a family alone."""
    table = font("letters")["MATH"].table.MathVariants
    names = font("letters").getBestCmap()
    growing = {g for d in commands.DELIMITERS.values() for g in d} - {"/", "\\", ""}
    upright = set(table.VertGlyphCoverage.glyphs)
    assert {g for g in growing if names[ord(g)] not in upright} == set()
    assert {names[ord(c)] for c in "→←ˆ˜‾⏞⏟"} <= set(table.HorizGlyphCoverage.glyphs)


def test_a_page_carries_the_parts_that_it_needs() -> None:
    def faces(markdown: str) -> int:
        page = f"<style></style>{page_html(markdown)}"
        made = with_font(page)
        assert without_font(made).count("@font-face") == 0
        return made.count("@font-face")

    assert faces("no formula, α") == 0
    assert faces(r"\(x^2+1\)") == 1
    assert faces(r"\(\alpha\)") == 2
    assert faces(r"\(\alpha\mathbf{v}\)") == 3


def test_a_root_has_room_over_what_stands_in_it() -> None:
    page = with_font("<style></style><math><msqrt><mi>x</mi></msqrt></math>")
    assert ":is(msqrt,mroot)>:is(mi,mn,mrow):first-child{padding-top:" in page
