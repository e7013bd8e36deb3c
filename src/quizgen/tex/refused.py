"""What is not set in a formula: why, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_LOADS = "it can load, run or hide something on a learner's machine"
_MOVES = "it moves what is printed, or draws over it"
_DEFINES = "it changes what other commands mean"
_COLOURS = "a page is printed in one colour"
_NUMBERS = "a formula here has no number to refer to"

COMMANDS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        """href url style class cssId data html htmlClass htmlId htmlStyle htmlData require unicode
        mmlToken action mathtip texttip toggle includegraphics input include write read openout
        special catcode csname endcsname import usepackage jax autoload""".split(),
        _LOADS,
    )
    | dict.fromkeys(
        """bbox rule Rule Space raise lower moveleft moveright llap rlap clap mathllap mathrlap
        mathclap smash strut mathstrut enclose verb kern mkern mskip""".split(),
        _MOVES,
    )
    | dict.fromkeys(
        """newcommand renewcommand providecommand newenvironment renewenvironment def edef gdef xdef
        let futurelet global long DeclareMathOperator DeclarePairedDelimiter
        DeclarePairedDelimiters DeclarePairedDelimitersX DeclarePairedDelimitersXPP newtagform
        renewtagform usetagform mathchoice setOptions""".split(),
        _DEFINES,
    )
    | dict.fromkeys(
        """color textcolor colorbox fcolorbox definecolor pagecolor rowcolor cellcolor
        columncolor""".split(),
        _COLOURS,
    )
    | dict.fromkeys("tag label ref eqref notag nonumber hfil hfill hfilll".split(), _NUMBERS)
)
"""Commands that are refused whatever they are given, and why."""

INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "over": r"write \frac{…}{…}",
        "atop": r"write \substack{… \\ …}",
        "above": r"write \frac{…}{…}",
        "choose": r"write \binom{…}{…}",
        "rm": r"write \mathrm{…}",
        "bf": r"write \mathbf{…}",
        "it": r"write \mathit{…}",
        "cal": r"write \mathcal{…}",
        "tt": r"write \mathtt{…}",
        "sf": r"write \mathsf{…}",
        "bm": r"write \boldsymbol{…}",
        "pmb": r"write \boldsymbol{…}",
        "textnormal": r"write \text{…}",
        "textsf": r"write \text{…}",
        "texttt": r"write \mathtt{…}",
        "hbox": r"write \text{…}",
        "mathbfit": r"write \boldsymbol{…}",
        "degree": r"write ^\circ",
        "celsius": r"write ^\circ\mathrm{C}",
        "ohm": r"write \Omega",
        "micro": r"write \mu",
        "R": r"write \mathbb{R}",
        "N": r"write \mathbb{N}",
        "Z": r"write \mathbb{Z}",
        "Q": r"write \mathbb{Q}",
        "C": r"write \mathbb{C}",
        "abs": r"write \left| … \right|",
        "norm": r"write \left\| … \right\|",
        "dd": r"write \mathrm{d}",
        "dv": r"write \frac{\mathrm{d}…}{\mathrm{d}…}",
        "pdv": r"write \frac{\partial …}{\partial …}",
        "matrix": r"write \begin{matrix} … \end{matrix}",
        "pmatrix": r"write \begin{pmatrix} … \end{pmatrix}",
        "cases": r"write \begin{cases} … \end{cases}",
        "cr": r"write \\",
        "newline": r"write \\",
        "hspace": r"write \quad or \,",
        "mspace": r"write \quad or \,",
        "hskip": r"write \quad or \,",
        "hline": "leave it out: a matrix here has no rules",
        "cancel": "strike nothing out: write what is left",
        "boxed": "leave the box out",
        "pu": r"write \ce{…} for a formula, and the unit in \mathrm{…}",
        "xleftrightarrow": r"write \overset{…}{\longleftrightarrow}",
        "xrightleftharpoons": r"write \overset{…}{\rightleftharpoons}",
        "underrightarrow": r"write \underset{…}{\rightarrow}",
        "ang": r"write ^\circ after the number",
        "align": r"write \begin{aligned} … \end{aligned}",
        "si": "write the unit in \\mathrm{…}",
    }
)
"""What to write instead of commands that people know from elsewhere."""

CHARACTERS: Mapping[str, str] = MappingProxyType(
    {
        "%": r"write \%",
        "#": r"write \#",
        "$": r"write \$ for the sign; a formula stands between \( and \) alone",
        "&": r"write \& for the sign, or put it into a grid such as \begin{aligned}",
        '"': r"write words as \text{…}",
        "`": r"write words as \text{…}",
        "’": "write ' for a prime",
        "‘": r"write words as \text{…}",
        "–": "write - for a minus",
        "—": "write - for a minus",
        "²": "write ^2",
        "³": "write ^3",
        "¹": "write ^1",
        "½": r"write \frac{1}{2}",
        "√": r"write \sqrt{…}",
        "€": r"write \text{€}",
    }
)
"""What to write instead of characters that are not set, or not as they stand."""

ENVIRONMENTS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        "align align* alignat alignat* eqnarray eqnarray* flalign flalign* alignedat".split(),
        "aligned",
    )
    | dict.fromkeys("gather gather* multline multline* equation equation* math".split(), "gathered")
    | dict.fromkeys("dcases rcases numcases".split(), "cases")
    | {"tabular": "array", "subarray": "array", "pmatrix*": "pmatrix", "bmatrix*": "bmatrix"}
)
"""Environments that people know from elsewhere, and the nearest that is set here."""
