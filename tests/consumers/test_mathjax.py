r"""Formulas as Anki's own MathJax reads them: version 3.2.2 with the extensions its desktop loads.

Every command of our list is known to it, and makes the same signs in the same places; so does
mhchem of what ``\ce`` becomes.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from shutil import which
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from quizgen.tex import commands, read
from tests.conftest import ROOT, needs

SCRIPT = """
const packages = {"[+]": ["noerrors", "mathtools"],
                  "[-]": ["textmacros", "noerrors", "noundefined", "bussproofs"]};
const tex = {processEscapes: false, processEnvironments: false, processRefs: false, packages};
require("%s").init({tex, loader: {load: ["input/tex-full", "[tex]/mathtools"]}}).then(MathJax => {
  for (const line of require("fs").readFileSync(0, "utf8").split("\\n"))
    console.log(MathJax.tex2mml(line, {display: false}).replace(/\\s*\\n\\s*/g, ""));
});
"""
SAMPLES = r"""
\sqrt{x} \sqrt[3]{x} \sqrt2
\operatorname{rank} A \operatorname*{argmax}_x
\sum\limits_{i}^{n} i \int\nolimits_a^b x
\stackrel{!}{=} \overset{!}{=} \underset{!}{=}
\sum_{\substack{0<i<m\\ 0<j<n}} P
\phantom{x}a\hphantom{x}\vphantom{x}
a,\dots,b a+\dots+b
a \bmod b \pmod{n}
x_1^2 {}^{14}_6 C x^\frac12 a_\mathrm{b}
1{,}000.5 3{,}14 2. .5
-x=-(-1)\cdot-b
\{x \mid x<2\} |x| f(x)! a:b a/b a;b @ \% \# \& \$ \_
\text{a 50\% b} \text{a~b} \text{a\{b\}}
\not\in \not= \not\subset
\mathrm{SO_4} \frac{\mathrm{d}y}{\mathrm{d}x}
\left(\frac{a}{b}\right)^2 \left\{x\middle|y\right. \big(\Bigl[\biggr\}\Bigg|
\begin{aligned} a&=b & c&=d\\ e&=f\end{aligned}
\left\{\begin{array}{ll} a & b\end{array}\right.
α+β≤a×b·c−1∞ x∈ℝ 25°
\xrightarrow{a} \xrightarrow[b]{a} \xleftarrow{a}
"""
CHEMISTRY = r"""
2H2 + O2 -> 2H2O
SO4^2- + Ba^2+ -> BaSO4 v
Ag+(aq) + Cl-(aq) -> AgCl(s)
[Fe(CN)6]^3-
K4[Fe(CN)6]*3H2O
CuSO4*5H2O + CuSO4 * 5 H2O + CuSO4.5H2O
^{227}_{90}Th+ + ^14_6C + ^0_{-1}e
CaCO3 ->[\Delta] CaO + CO2 ^
A ->[above text][below] B ->T[heat] C
CH3-CH2-OH + CH2=CH2 + HC#CH
Hg2^2+ + NO_x + C_nH_{2n+2} + Fe^{III}
1/2 O2 + 0.5 O2 + n H2O + 2 H2O
MnO4- + 8H+ + 5e- -> Mn^2+ + 4H2O
H2{}^{18}O + OH. + Cl2 ->[h\nu] 2Cl.
A <- B <-> C
A\bond{-}B\bond{=}C\bond{#}D
\alpha-D-glucose + \mu-Cl
X_{red} + T^{2\beta} + ^{99m}Tc
-CH2- + (CH2)_n + R-COOH
Hg^2+ ->[I-] HgI2 ->[I-] [Hg^{II}I4]^2-
"""
ALIKE = str.maketrans("◻◼∥¯_―ˆ˜\u20d7\u20d6\u20e1\\", "□■‖‾‾‾^~→←↔∖")
"""Signs that MathJax has a twin of."""


def mathjax(formulas: list[str]) -> list[Element]:
    """Return what MathJax makes of formulas."""
    needs("node")
    module = ROOT / "node_modules" / "mathjax"
    if not module.is_dir():
        pytest.skip("mathjax is not installed: run npm ci")
    run = subprocess.run(
        [which("node") or "", "-e", SCRIPT % module.as_posix()],
        input="\n".join(formulas),
        capture_output=True,
        text=True,
        check=True,
    )
    made = re.findall(r"<math.*?</math>", run.stdout)
    assert len(made) == len(formulas)
    return [ElementTree.fromstring(markup) for markup in made]  # noqa: S314


def shape(element: Element) -> str:
    """Return the signs of a formula and where they stand, alike whoever made it."""
    tag = element.tag.rpartition("}")[2]
    if tag in ("mphantom", "mspace", "merror"):
        return element.get("data-mjx-error", "")
    parts = [shape(child) for child in element]
    match tag:
        case "msub" | "munder":
            return f"{parts[0]}⇩[{parts[1]}]"
        case "msup" | "mover":
            return f"{parts[0]}⇧[{parts[1]}]"
        case "msubsup" | "munderover":
            return f"{parts[0]}⇩[{parts[1]}]⇧[{parts[2]}]"
        case "mfrac":
            return f"({parts[0]})/({parts[1]})"
        case "msqrt" | "mroot":
            return f"√[{''.join(parts[1:])}]({parts[0]})"
        case "mtr":
            return "|".join(parts) + ";"
    return (element.text or "").strip() + "".join(parts)


def normal(formula: Element) -> str:
    made = unicodedata.normalize("NFKC", shape(formula).translate(ALIKE))
    made = re.sub(r"[\s\u2061\u00a0]", "", made).replace("⋅", "·").replace("∙", "•")
    return re.sub(r"[⇩⇧]\[\]", "", re.sub(r"⇧\[([′'`]+)\]", r"\1", made))


def samples() -> Iterator[str]:
    """Yield a formula for each command of the list, or more."""
    yield from (rf"a \{name} b" for name in (*commands.SYMBOLS, *commands.SPACES))
    yield from (rf"\{name}_x y" for name in commands.FUNCTIONS)
    yield from (rf"\{name}{{x}}\{name} {{ABC}}" for name in commands.ACCENTS)
    yield from (rf"\{name}{{a+b}}_n" for name in commands.BRACES)
    yield from (rf"\left{d} x \right. \big{d} x" for d in commands.DELIMITERS)
    yield from (rf"\{name}( x" for name in commands.SIZES)
    yield from (rf"\{name} x" for name in commands.STYLES)
    yield from (rf"\{name}{{a}}{{b}}\{name}12" for name in commands.FRACTIONS)
    yield from (rf"\{name}{{if and}} x" for name in commands.TEXTS)
    yield from (rf"a\{name}{{x}}b" for name in commands.CLASSES)
    for name, alphabet in commands.ALPHABETS.items():
        yield rf"\{name}{{ABCDEFGHIJKLMNOPQRSTUVWXYZ}}"
        if alphabet is None or alphabet.small:
            yield rf"\{name}{{abcdefghijklmnopqrstuvwxyz 019}}"
    for name in commands.ENVIRONMENTS:
        columns, cells = ("{lc}" if name == "array" else ""), "a" if name == "gathered" else "a & b"
        yield rf"\begin{{{name}}}{columns} {cells} \\ c \end{{{name}}}"
    yield from SAMPLES.strip().splitlines()


def test_every_command_is_mathjaxs_and_means_the_same() -> None:
    formulas = [read(tex) for tex in samples()]
    theirs = map(normal, mathjax([formula.tex for formula in formulas]))
    pairs = zip(formulas, theirs, strict=True)
    assert [(f.tex, normal(f.mathml), t) for f, t in pairs if normal(f.mathml) != t] == []


def test_chemistry_is_as_mhchem_has_it() -> None:
    sources = [rf"\ce{{{line}}}" for line in CHEMISTRY.strip().splitlines()]
    ours, theirs = [normal(read(tex).mathml) for tex in sources], map(normal, mathjax(sources))
    pairs = zip(sources, ours, theirs, strict=True)
    assert [pair for pair in pairs if pair[1] != pair[2]] == []
    again = mathjax([read(tex).tex for tex in sources])
    assert list(map(normal, again)) == ours
