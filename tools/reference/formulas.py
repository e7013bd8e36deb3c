r"""``docs/formulas.md``: the TeX that is set, from the list that the reader reads by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from quizgen.tex import chemistry, commands
from quizgen.tex.commands import Sort
from quizgen.tex.formula import MOST_CHARACTERS
from quizgen.tex.reader import MOST_DEPTH
from quizgen.tex.refused import COMMANDS

HEAD = Path(__file__).with_name("formulas.head.md")


def page() -> str:
    """Return the page."""
    head = HEAD.read_text(encoding="utf-8")
    for name, text in (
        ("%CHARACTERS%", f"{MOST_CHARACTERS:,}"),
        ("%DEPTH%", str(MOST_DEPTH)),
        ("%ARROWS%", " ".join(f"`{arrow}`" for arrow in chemistry.ARROWS)),
    ):
        head = head.replace(name, text)
    return "\n".join([head, *_sections(), *_refused(), ""])


def _sections() -> Iterator[str]:
    yield "## Signs\n"
    for title, sorts in (
        ("Letters and other signs", (Sort.ORD, Sort.INNER, Sort.PUNCT)),
        ("Operators", (Sort.BIN,)),
        ("Relations and arrows", (Sort.REL,)),
        ("Large operators", (Sort.OP,)),
        ("Brackets", (Sort.OPEN, Sort.CLOSE)),
    ):
        signs = {n: s.text for n, s in commands.SYMBOLS.items() if s.sort in sorts}
        yield f"**{title}**: {', '.join(_pairs(signs))}\n"
    yield f"**Functions**: {_listed(commands.FUNCTIONS)}\n"
    yield f"**Spaces**: {_listed(commands.SPACES)}, `~`\n"
    yield "A sign may also be typed itself: `×`, `≤`, `π`, `∈`.\n"
    yield "## What is built of others\n"
    for title, names in (
        ("Scripts", [r"x^{2}", r"x_{1}", "x'", r"\limits", r"\nolimits"]),
        ("Fractions and roots", [*_given(commands.FRACTIONS, 2), r"\sqrt{…}", r"\sqrt[3]{…}"]),
        ("Marks", _given((*commands.ACCENTS, *commands.BRACES), 1)),
        ("One over another", [*_given(("stackrel", "overset", "underset"), 2), r"\substack{…\\…}"]),
        ("Arrows with words", [rf"\{name}[below]{{above}}" for name in commands.ARROWS]),
        ("Brackets that grow", [r"\left( … \middle| … \right)", *_given(commands.SIZES, 0)]),
        ("Grids", [rf"\begin{{{name}}} … \end{{{name}}}" for name in commands.ENVIRONMENTS]),
        ("Alphabets", _given(commands.ALPHABETS, 1)),
        ("Words", [*_given(commands.TEXTS, 1), r"\operatorname{…}", r"\operatorname*{…}"]),
        ("Size", _given(commands.STYLES, 0)),
        ("Others", [*_given(commands.CLASSES, 1), r"\not", r"\bmod", r"\pmod{…}", r"\dots"]),
        ("What takes room and is not seen", _given(("phantom", "hphantom", "vphantom"), 1)),
    ):
        yield f"- {title}: {', '.join(f'`{name}`' for name in names)}"


def _pairs(signs: Mapping[str, str]) -> Iterator[str]:
    yield from (f"`\\{name}` {text}" for name, text in signs.items())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`\\{name}`" for name in names)


def _given(names: Iterable[str], arguments: int) -> list[str]:
    return [f"\\{name}{'{…}' * arguments}" for name in names]


def _refused() -> Iterator[str]:
    yield "\n## What is refused, and why\n"
    for reason in dict.fromkeys(COMMANDS.values()):
        names = _listed(name for name, other in COMMANDS.items() if other == reason)
        yield f"- {reason[0].upper()}{reason[1:]}: {names}"
