r"""mhchem's ``\ce`` as plain TeX."""

from __future__ import annotations

import pytest

from quizgen.tex import TexError, linear, read
from quizgen.tex.chemistry import tex


@pytest.mark.parametrize(
    ("ce", "made"),
    [
        ("H2O", r"\mathrm{H}_{2}\mathrm{O}"),
        ("2H2O", r"2\,\mathrm{H}_{2}\mathrm{O}"),
        ("1/2 O2", r"\tfrac{1}{2}\,\mathrm{O}_{2}"),
        ("SO4^2-", r"\mathrm{SO}_{4}{}^{2-}"),
        ("SO4^{2-}", r"\mathrm{SO}_{4}{}^{2-}"),
        ("Na+", r"\mathrm{Na}^{+}"),
        ("[Fe(CN)6]^3-", r"[\mathrm{Fe}(\mathrm{CN})_{6}]^{3-}"),
        ("Fe^{III}", r"\mathrm{Fe}^{\mathrm{III}}"),
        ("NaOH(aq)", r"\mathrm{NaOH}\,(\mathrm{aq})"),
        ("A + B", r"\mathrm{A}+\mathrm{B}"),
        ("CH2=CH2", r"\mathrm{CH}_{2}{=}\mathrm{CH}_{2}"),
        ("HC#CH", r"\mathrm{HC}{\equiv}\mathrm{CH}"),
        ("CH3-CH3", r"\mathrm{CH}_{3}{-}\mathrm{CH}_{3}"),
        (r"A\bond{...}B", r"\mathrm{A}{\cdots}\mathrm{B}"),
        ("A -> B", r"\mathrm{A}\longrightarrow \mathrm{B}"),
        ("A <=> B", r"\mathrm{A}\rightleftharpoons \mathrm{B}"),
        (r"A ->[\Delta] B", r"\mathrm{A}\mathrel{\xrightarrow{\Delta }}\mathrm{B}"),
        ("A ->T[with acid] B", r"\mathrm{A}\mathrel{\xrightarrow{\text{with acid}}}\mathrm{B}"),
        ("^14_6C", r"{}^{14}_{\hphantom{1}6}\mathrm{C}"),
        ("^0_{-1}e", r"{}^{\hphantom{-}0}_{-1}\mathrm{e}"),
        ("H2{}^{18}O", r"\mathrm{H}_{2}{}^{18}\mathrm{O}"),
        ("CuSO4*5H2O", r"\mathrm{CuSO}_{4}\,{\cdot}\,5\,\mathrm{H}_{2}\mathrm{O}"),
        ("CO2 ^", r"\mathrm{CO}_{2}\,{\uparrow}"),
        ("AgCl v", r"\mathrm{AgCl}\,{\downarrow}"),
        ("NO_x", r"\mathrm{NO}_{x}"),
        ("C_nH_{2n+2}", r"\mathrm{C}_{n}\mathrm{H}_{2n+2}"),
    ],
)
def test_chemistry_in_plain_tex(ce: str, made: str) -> None:
    assert tex(ce, 0) == made


@pytest.mark.parametrize(
    ("ce", "words"),
    [
        ("MnO4- + 8H+ + 5e- -> Mn^2+ + 4H2O", "MnO₄⁻ + 8 H⁺ + 5 e⁻ ⟶ Mn²⁺ + 4 H₂O"),
        ("^{235}_{92}U + ^1_0n -> X", "²³⁵₉₂U + ¹₀n ⟶ X"),
        ("N2 + 3H2 <=>[Fe][450 °C] 2NH3", "N₂ + 3 H₂ ⇌^(Fe)_(450 °C) 2 NH₃"),
        ("Zn|Zn^2+||Cu^2+|Cu", "Zn | Zn²⁺ ‖ Cu²⁺ | Cu"),
    ],
)
def test_chemistry_on_one_line(ce: str, words: str) -> None:
    assert linear(read(rf"\ce{{{ce}}}").mathml) == words


@pytest.mark.parametrize(
    ("ce", "message"),
    [
        ("", r"has a '\ce' that lacks what it is of"),
        (r"\href{x}{y}", r"has '\href' in '\ce', which is not read there"),
        ("A $x$", r"has '$' in '\ce', which is not read there"),
        ("A ->[x B", "has a '[' after an arrow that is never closed"),
        (r"A\bond{~}B", r"has '\bond{~}' in '\ce'"),
        ("A <=>> B", r"has '>' in '\ce'"),
        ("H2O&", r"has '&' in '\ce'"),
    ],
)
def test_what_is_not_read(ce: str, message: str) -> None:
    with pytest.raises(TexError) as error:
        read(rf"\ce{{{ce}}}")
    assert error.value.message.startswith(message)
