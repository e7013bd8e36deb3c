"""Formulas on one line."""

from __future__ import annotations

import pytest

from quizgen.tex import linear, read


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"\frac{a}{12}", "a/12"),
        (r"\frac{1}{RT} + \frac{m}{\mathrm{mol}}", "1/(RT) + m/mol"),
        (r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}", "(−b±√(b²−4ac))/(2a)"),
        ("E = mc^2", "E = mc²"),
        ("x_i", "xᵢ"),
        ("x_k", "x_k"),
        ("x^{n+1}_{k}", "x_kⁿ⁺¹"),
        ("e^{x+y}", "e^(x+y)"),
        (r"\sqrt{x+1}", "√(x + 1)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\sum_{i=1}^n i", "∑ᵢ₌₁ⁿ i"),
        (r"\lim_{x\to0} f(x)", "lim_(x→0) f(x)"),
        ("f(x)", "f(x)"),
        (r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}", "(1 2; 3 4)"),
        (r"\begin{cases} x & x\ge 0 \\ -x & x<0\end{cases}", "{x, x ≥ 0; −x, x < 0"),
        (r"\begin{aligned} x+y&=3\\ x-y&=1\end{aligned}", "x + y = 3; x − y = 1"),
        (r"\binom{5}{2}", "(5 ¦ 2)"),
        (r"\hat{x}", "x̂"),
        (r"\overline{AB}", "A̅B̅"),
        (r"\vec{v}", "v⃗"),
        (r"\widehat{ABC}", "(ABC)̂"),
        (r"\underbrace{a+b}_{2}", "a + b₂"),
        (r"25\,^\circ\mathrm{C}", "25 °C"),
        (r"6.022\times10^{23}\,\mathrm{mol^{-1}}", "6.022 × 10²³ mol⁻¹"),
        (r"\mathbf{v}\in\mathbb{R}^3", "v ∈ ℝ³"),
        (r"\hphantom{x}y", "y"),
    ],
)
def test_a_formula_on_one_line(tex: str, line: str) -> None:
    assert linear(read(tex).mathml) == line
