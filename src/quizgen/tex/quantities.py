r"""siunitx's commands, which no MathJax in Anki knows: what to write instead of them.

They are refused, since what they print depends on settings that no deck carries; but the hint is
the quantity itself, written out in the commands that are set here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

ARGUMENTS: Mapping[str, int] = MappingProxyType(
    {"num": 1, "si": 1, "unit": 1, "ang": 1, "SI": 2, "qty": 2}
)
"""How many arguments each command takes; one in square brackets before them is left out."""

_PREFIXES = dict(
    zip(
        """quecto ronto yocto zepto atto femto pico nano micro milli centi deci deca deka hecto kilo
        mega giga tera peta exa zetta yotta ronna quetta""".split(),
        r"q r y z a f p n \mu m c d da da h k M G T P E Z Y R Q".split(),
        strict=True,
    )
)
_UNITS = dict(
    zip(
        """ampere candela kelvin kilogram gram metre meter mole second becquerel coulomb farad gray
        henry hertz joule lumen lux newton ohm pascal radian siemens sievert steradian tesla volt
        watt weber katal bar litre liter minute hour day tonne electronvolt dalton hectare
        percent degreeCelsius celsius degree um umol l ml""".split(),
        r"""A cd K kg g m m mol s Bq C F Gy H Hz J lm lx N \Omega Pa rad S Sv sr T V W Wb kat bar L
        L min h d t eV Da ha \% ^\circ\mathrm{C} ^\circ\mathrm{C} ^\circ \mu\mathrm{m}
        \mu\mathrm{mol} L mL""".split(),
        strict=True,
    )
) | {
    unit: unit
    for unit in """g m s kg km cm mm nm mol mmol K A mA V mV kV W kW J kJ Pa kPa MPa N kN Hz kHz MHz
    GHz L mL h eV keV MeV""".split()
}
_NUMBER = re.compile(
    r"(?P<figures>[+-]?\d*(?:[.,]\d+)?)(?:e(?P<power>[+-]?\d+))?(?:(?:\+-|\\pm)(?P<error>[\d.,]+))?"
)


def written_out(command: str, arguments: Sequence[str]) -> str:
    """Return a quantity in plain TeX, or nothing where that is not sure."""
    number = _number(arguments[0]) if command in ("num", "SI", "qty", "ang") else ""
    unit = _unit(arguments[-1]) if command in ("si", "unit", "SI", "qty") else ""
    if command == "ang":
        return number and number + r"^\circ"
    wanted = [part for part, asked in ((number, number), (unit, unit)) if asked]
    if len(wanted) < ARGUMENTS[command]:
        return ""
    return ("" if unit.startswith("^") else r"\,").join(wanted)


def _number(text: str) -> str:
    match = _NUMBER.fullmatch(text.replace(" ", ""))
    if not match or not (match["figures"] or match["power"]):
        return ""
    figures = match["figures"].replace(",", "{,}")
    power = f"10^{{{match['power'].lstrip('+')}}}" if match["power"] else ""
    written = r" \times ".join(filter(None, (figures, power)))
    return rf"{written} \pm {match['error']}" if match["error"] else written


def _unit(text: str) -> str:
    r"""Return a unit such as ``\kilo\metre\per\second\squared`` or ``kg.m/s^2`` in plain TeX."""
    if "\\" not in text:
        plain = re.fullmatch(r"[A-Za-z%.~/^{}0-9 -]+", text)
        parts = re.split(r"[.~ ]", text.strip())
        return r"\,".join(map(_letters, filter(None, parts))) if plain else ""
    factors: list[tuple[str, int]] = []
    prefix, sign, power = "", 1, 1
    for word in re.findall(r"\\([A-Za-z]+)|\S", text):
        if word == "per":
            sign = -1
        elif word in ("square", "cubic"):
            power = 2 if word == "square" else 3
        elif word in ("squared", "cubed") and factors:
            symbol, exponent = factors[-1]
            factors[-1] = symbol, exponent * (2 if word == "squared" else 3)
        elif word in _PREFIXES:
            prefix = _PREFIXES[word]
        elif word in _UNITS:
            factors.append((_symbol(prefix, _UNITS[word]), sign * power))
            prefix, sign, power = "", 1, 1
        else:
            return ""
    return r"\,".join(s if e == 1 else f"{s}^{{{e}}}" for s, e in factors)


def _symbol(prefix: str, unit: str) -> str:
    if unit.startswith(("^", "\\")) or prefix.startswith("\\"):
        return _letters(prefix) + _letters(unit)
    return _letters(prefix + unit)


def _letters(unit: str) -> str:
    """Set the letters of a unit upright, and leave commands as they are."""
    if "\\" in unit:
        return unit
    return re.sub(r"[A-Za-z]+", lambda match: rf"\mathrm{{{match[0]}}}", unit).replace("%", r"\%")
