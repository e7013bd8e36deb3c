r"""The TeX that quizgen sets: what Anki's MathJax, MathML and we know in common.

This is the one list. A command outside it is refused where it stands, so that nothing is ever
printed as letters, and nothing reaches MathJax that loads, runs or defines anything. MathJax is
version 3 with the extensions that Anki's desktop loads; but only its ``base`` and ``ams`` commands
are in the list, which every app that reads Anki's cards has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from quizgen.records import dataclass


class Sort(StrEnum):
    """The sorts of atom that TeX spaces by (The TeXbook, chapter 18)."""

    ORD = "ord"
    OP = "op"
    BIN = "bin"
    REL = "rel"
    OPEN = "open"
    CLOSE = "close"
    PUNCT = "punct"
    INNER = "inner"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A character and how it is set: ``letter`` as a variable is, in italics where TeX has them."""

    text: str
    sort: Sort
    letter: bool = False


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    words = table.split()
    return zip(words[::2], words[1::2], strict=True)


_LETTERS = r"""
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω imath ı jmath ȷ
"""
_ORDINARY = r"""
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω aleph ℵ beth ℶ
    hbar ℏ ell ℓ Re ℜ Im ℑ wp ℘ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅ angle ∠
    measuredangle ∡ triangle △ square □ Box □ blacksquare ■ Diamond ◊ lozenge ◊ forall ∀ exists ∃
    nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ prime ′ backprime ‵ backslash \ sharp ♯ flat ♭ natural ♮
    spadesuit ♠ heartsuit ♡ diamondsuit ♢ clubsuit ♣ checkmark ✓ mho ℧ complement ∁ vert | Vert ‖
    S § yen ¥ vdots ⋮ bigstar ★
"""
_BINARY = r"""
    pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔
    vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙
    dagger † ddagger ‡ amalg ⨿ wr ≀ diamond ⋄ bigcirc ◯ triangleleft ◃ triangleright ▹
    bigtriangleup △ bigtriangledown ▽ ltimes ⋉ rtimes ⋊ barwedge ⊼ veebar ⊻ boxplus ⊞ boxtimes ⊠
"""
_RELATIONS = r"""
    le ≤ leq ≤ ge ≥ geq ≥ leqslant ⩽ geqslant ⩾ lt < gt > ne ≠ neq ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ equiv ≡
    sim ∼ simeq ≃ cong ≅ approx ≈ approxeq ≊ doteq ≐ propto ∝ varpropto ∝ prec ≺ succ ≻ preceq ⪯
    succeq ⪰ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subsetneq ⊊ supsetneq ⊋ nsubseteq ⊈
    nsupseteq ⊉ sqsubseteq ⊑ sqsupseteq ⊒ in ∈ notin ∉ ni ∋ owns ∋ mid ∣ nmid ∤ parallel ∥
    nparallel ∦ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ nvdash ⊬ nvDash ⊭ asymp ≍ bowtie ⋈
    smile ⌣ frown ⌢ lesssim ≲ gtrsim ≳ lessgtr ≶ gtrless ≷ lessapprox ⪅ gtrapprox ⪆ nless ≮ ngtr ≯
    nleq ≰ ngeq ≱ nsim ≁ ncong ≇ triangleq ≜ circeq ≗ trianglelefteq ⊴ trianglerighteq ⊵
    therefore ∴ because ∵ to → rightarrow → gets ← leftarrow ← leftrightarrow ↔
    Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼
    longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸
    Longleftrightarrow ⟺ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕
    hookrightarrow ↪ hookleftarrow ↩ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀
    rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽ rightleftharpoons ⇌ leftrightharpoons ⇋
    rightleftarrows ⇄ leftrightarrows ⇆ rightrightarrows ⇉ leftleftarrows ⇇ nrightarrow ↛
    nleftarrow ↚ nRightarrow ⇏ nLeftarrow ⇍ nleftrightarrow ↮ rightsquigarrow ⇝ leadsto ⇝
    twoheadrightarrow ↠ twoheadleftarrow ↞ curvearrowright ↷ curvearrowleft ↶ circlearrowright ↻
    circlearrowleft ↺
"""
_LARGE = r"""
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ biguplus ⨄ bigvee ⋁ bigwedge ⋀ bigoplus ⨁
    bigotimes ⨂ bigodot ⨀
"""
_INTEGRALS = "int ∫ iint ∬ iiint ∭ oint ∮"
_FENCES = r"""
    lbrace { rbrace } lbrack [ rbrack ] langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉
    lvert | rvert | lVert ‖ rVert ‖
"""
_SHORT = {  # what one sign after the backslash writes
    "{": Symbol("{", Sort.OPEN),
    "}": Symbol("}", Sort.CLOSE),
    "|": Symbol("‖", Sort.ORD),
    "%": Symbol("%", Sort.ORD),
    "#": Symbol("#", Sort.ORD),
    "&": Symbol("&", Sort.ORD),
    "$": Symbol("$", Sort.ORD),
    "_": Symbol("_", Sort.ORD),
}


def _symbols() -> Iterator[tuple[str, Symbol]]:
    for table, sort in (
        (_ORDINARY, Sort.ORD),
        (_BINARY, Sort.BIN),
        (_RELATIONS, Sort.REL),
        (_LARGE + _INTEGRALS, Sort.OP),
        ("ldots … cdots ⋯ ddots ⋱ dotsb ⋯ dotsc … dotso …", Sort.INNER),
    ):
        yield from ((name, Symbol(text, sort)) for name, text in _pairs(table))
    yield from ((name, Symbol(text, Sort.ORD, letter=True)) for name, text in _pairs(_LETTERS))
    for index, (name, text) in enumerate(_pairs(_FENCES)):
        yield name, Symbol(text, Sort.CLOSE if index % 2 else Sort.OPEN)
    yield from _SHORT.items()
    yield "colon", Symbol(":", Sort.PUNCT)


SYMBOLS: Mapping[str, Symbol] = MappingProxyType(dict(_symbols()))
"""Commands that are one character."""

INTEGRALS = frozenset(text for _, text in _pairs(_INTEGRALS))
"""Large operators whose limits stand beside them, in a formula of its own as well."""

_WITH_LIMITS = "lim max min sup inf det gcd Pr limsup liminf injlim projlim"
_FUNCTIONS = (
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp dim ker hom arg"
    " deg"
)
_SPELT = {"limsup": "lim sup", "liminf": "lim inf", "injlim": "inj lim", "projlim": "proj lim"}

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {name: _SPELT.get(name, name) for name in f"{_FUNCTIONS} {_WITH_LIMITS}".split()}
)
"""Functions that are printed by their names."""

LIMITS = frozenset(_WITH_LIMITS.split())
"""Functions whose limit stands below them in a formula of its own."""


@dataclass(frozen=True, slots=True)
class Accent:
    """A mark over what it is given, or under it; ``wide`` grows with it.

    ``combining`` is the character that makes one letter with the letter before it.
    """

    text: str
    combining: str
    wide: bool = False
    under: bool = False


ACCENTS: Mapping[str, Accent] = MappingProxyType(
    {
        "hat": Accent("\u02c6", "\u0302"),
        "check": Accent("\u02c7", "\u030c"),
        "tilde": Accent("\u02dc", "\u0303"),
        "acute": Accent("\u00b4", "\u0301"),
        "grave": Accent("\u0060", "\u0300"),
        "dot": Accent("\u02d9", "\u0307"),
        "ddot": Accent("\u00a8", "\u0308"),
        "breve": Accent("\u02d8", "\u0306"),
        "bar": Accent("\u203e", "\u0304"),
        "vec": Accent("\u2192", "\u20d7"),
        "mathring": Accent("\u02da", "\u030a"),
        "widehat": Accent("\u02c6", "\u0302", wide=True),
        "widetilde": Accent("\u02dc", "\u0303", wide=True),
        "overline": Accent("\u203e", "\u0305", wide=True),
        "underline": Accent("\u005f", "\u0332", wide=True, under=True),
        "overrightarrow": Accent("\u2192", "\u20d7", wide=True),
        "overleftarrow": Accent("\u2190", "\u20d6", wide=True),
        "overleftrightarrow": Accent("\u2194", "\u20e1", wide=True),
    }
)

BRACES: Mapping[str, Accent] = MappingProxyType(
    {
        "overbrace": Accent("\u23de", "", wide=True),
        "underbrace": Accent("\u23df", "", wide=True, under=True),
    }
)
"""What carries a label beyond it: the script of a brace."""

ARROWS: Mapping[str, str] = MappingProxyType({"xrightarrow": "→", "xleftarrow": "←"})
"""Arrows as long as what stands over and under them."""

DELIMITERS: Mapping[str, str] = MappingProxyType(
    {c: c for c in "()[]|/"}
    | {"<": "⟨", ">": "⟩", ".": ""}
    | {
        f"\\{name}": SYMBOLS[name].text
        for name in """{ } | lbrace rbrace lbrack rbrack langle rangle lfloor rfloor lceil rceil
        lvert rvert lVert rVert vert Vert backslash uparrow downarrow updownarrow
        Uparrow Downarrow Updownarrow""".split()
    }
)
"""What may follow ``\\left``, ``\\right``, ``\\middle`` and ``\\big``."""

SIZES: Mapping[str, tuple[float, Sort]] = MappingProxyType(
    {
        f"{name}{side}": (size, sort)
        for name, size in (("big", 1.2), ("Big", 1.8), ("bigg", 2.4), ("Bigg", 3.0))
        for side, sort in (("", Sort.ORD), ("l", Sort.OPEN), ("r", Sort.CLOSE), ("m", Sort.REL))
    }
)
"""Delimiters of a size of their own, in em."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A grid: what fences it in, and how its columns are aligned, the last for all further ones."""

    opening: str = ""
    closing: str = ""
    columns: str = "c"
    display: bool = False


ENVIRONMENTS: Mapping[str, Environment] = MappingProxyType(
    {
        "matrix": Environment(),
        "pmatrix": Environment("(", ")"),
        "bmatrix": Environment("[", "]"),
        "Bmatrix": Environment("{", "}"),
        "vmatrix": Environment("|", "|"),
        "Vmatrix": Environment("‖", "‖"),
        "smallmatrix": Environment(),
        "cases": Environment("{", "", "l"),
        "array": Environment(),
        "aligned": Environment(columns="rl", display=True),
        "split": Environment(columns="rl", display=True),
        "gathered": Environment(display=True),
    }
)

SPACES: Mapping[str, float] = MappingProxyType(
    {
        ",": 3 / 18,
        "thinspace": 3 / 18,
        ":": 4 / 18,
        ">": 4 / 18,
        ";": 5 / 18,
        "!": -3 / 18,
        "negthinspace": -3 / 18,
        " ": 1 / 4,
        "enspace": 1 / 2,
        "quad": 1.0,
        "qquad": 2.0,
    }
)
"""Spaces in em."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Where a mathematical alphabet stands in Unicode: its capital A, small a and digit 0."""

    capitals: int = 0
    small: int = 0
    digits: int = 0
    greek: int = 0
    holes: Mapping[str, str] = field(default_factory=dict)


_SCRIPT = dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True))
_DOUBLE = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
_FRAKTUR = dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True))

ALPHABETS: Mapping[str, Alphabet | None] = MappingProxyType(
    {
        "mathrm": None,
        "mathbf": Alphabet(0x1D400, 0x1D41A, 0x1D7CE),
        "mathit": Alphabet(0x1D434, 0x1D44E, holes={"h": "ℎ"}),
        "boldsymbol": Alphabet(0x1D468, 0x1D482, 0x1D7CE, 0x1D736),
        "mathbb": Alphabet(0x1D538, holes=_DOUBLE),
        "mathcal": Alphabet(0x1D49C, holes=_SCRIPT),
        "mathscr": Alphabet(0x1D49C, holes=_SCRIPT),
        "mathfrak": Alphabet(0x1D504, 0x1D51E, holes=_FRAKTUR),
        "mathsf": Alphabet(0x1D5A0, 0x1D5BA, 0x1D7E2),
        "mathtt": Alphabet(0x1D670, 0x1D68A, 0x1D7F6),
    }
)
"""Commands that set letters in another alphabet; upright letters are those of everyday."""

TEXTS: Mapping[str, str] = MappingProxyType(
    {"text": "", "textrm": "", "mbox": "", "textbf": "bold", "textit": "italic"}
)
"""Commands that set words, and their weight or slant."""

CLASSES: Mapping[str, Sort] = MappingProxyType(
    {
        "mathord": Sort.ORD,
        "mathop": Sort.OP,
        "mathbin": Sort.BIN,
        "mathrel": Sort.REL,
    }
)
"""Commands that space what they are given as another sort of atom."""

NEGATED: Mapping[str, str] = MappingProxyType(
    dict(_pairs("= ≠ < ≮ > ≯ ≤ ≰ ≥ ≱ ∈ ∉ ∋ ∌ ∣ ∤ ∥ ∦ ∼ ≁ ≃ ≄ ≅ ≇ ≈ ≉ ≡ ≢ ⊂ ⊄ ⊃ ⊅ ⊆ ⊈ ⊇ ⊉ ∃ ∄"))
    | dict(_pairs("⊢ ⊬ ⊨ ⊭ → ↛ ← ↚ ↔ ↮ ⇒ ⇏ ⇐ ⇍ ⇔ ⇎"))
)
"""What ``\\not`` makes of a relation."""

STYLES: Mapping[str, int] = MappingProxyType(
    {"displaystyle": -1, "textstyle": 0, "scriptstyle": 1, "scriptscriptstyle": 2}
)
"""Commands for the size of what follows: -1 is as on a line of its own, 1 as a script."""

FRACTIONS: Mapping[str, tuple[bool, int | None]] = MappingProxyType(
    {
        "frac": (True, None),
        "dfrac": (True, -1),
        "tfrac": (True, 0),
        "cfrac": (True, -1),
        "binom": (False, None),
        "dbinom": (False, -1),
        "tbinom": (False, 0),
    }
)
"""Whether there is a bar, and the style it is set in whatever stands around it."""

STRUCTURES = frozenset(
    r"""sqrt left right middle begin end operatorname operatorname* limits nolimits not stackrel
    overset underset substack phantom hphantom vphantom dots bmod pmod mod ce \ """.split()
) | {"\\"}
"""What the reader has a rule of its own for."""

KNOWN: frozenset[str] = frozenset(
    (
        *SYMBOLS,
        *FUNCTIONS,
        *ACCENTS,
        *BRACES,
        *ARROWS,
        *SIZES,
        *SPACES,
        *ALPHABETS,
        *TEXTS,
        *CLASSES,
        *STYLES,
        *FRACTIONS,
        *STRUCTURES,
    )
)
"""Every command that is set."""
