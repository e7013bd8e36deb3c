"""What is told to write instead of siunitx's commands is set, and says the same."""

from __future__ import annotations

import pytest

from quizgen.tex import TexError, linear, read


@pytest.mark.parametrize(
    ("tex", "hint", "words"),
    [
        (r"\SI{5}{\km}", r"5\,\mathrm{km}", "5 km"),
        (r"\qty{9.81}{\metre\per\second\squared}", None, "9.81 m s⁻²"),
        (r"\qty[mode=text]{3}{kg}", r"3\,\mathrm{kg}", "3 kg"),
        (r"\num{6.022e23}", r"6.022 \times 10^{23}", "6.022 × 10²³"),
        (r"\num{1,5 +- 0.2}", r"1{,}5 \pm 0.2", "1,5 ± 0.2"),
        (r"\unit{\kilo\gram}", r"\mathrm{kg}", "kg"),
        (r"\si{kg.m/s^2}", r"\mathrm{kg}\,\mathrm{m}/\mathrm{s}^2", "kg m/s²"),
        (r"\qty{25}{\degreeCelsius}", r"25^\circ\mathrm{C}", "25°C"),
        (r"\ang{45}", r"45^\circ", "45°"),
        (r"\qty{3}{\micro\metre}", r"3\,\mu\mathrm{m}", "3 μm"),
    ],
)
def test_a_quantity_is_written_out(tex: str, hint: str | None, words: str) -> None:
    with pytest.raises(TexError) as error:
        read(tex)
    written = error.value.hint.removeprefix("write ")
    assert hint in (None, written)
    assert linear(read(written).mathml) == words


@pytest.mark.parametrize("tex", [r"\SI{x}{\km}", r"\SI{5}{\parsec}", r"\SI{5}", r"\num{}"])
def test_what_cannot_be_written_out_has_a_hint_nevertheless(tex: str) -> None:
    with pytest.raises(TexError) as error:
        read(tex)
    assert error.value.hint == r"write the unit in \mathrm{…}"
