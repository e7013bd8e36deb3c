r"""What each command makes: one rule for each of its kinds, and one row for each rule below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from xml.etree.ElementTree import Element

from quizgen.tex import chemistry, commands
from quizgen.tex.atoms import (
    Atom,
    Limits,
    Look,
    element,
    em,
    fence,
    identifier,
    operator,
    row,
    space,
    styled,
    symbol,
)
from quizgen.tex.commands import Sort
from quizgen.tex.errors import TexError
from quizgen.tex.grids import environment, substack
from quizgen.tex.reader import Reader, Rule

NO_BREAK = "\u00a0"
ARROW_MARGIN = 0.4
"""Em by which an arrow is longer, at each end, than what stands on it."""
PAINTED = "box-shadow:0 0 0 4em transparent"
"""Makes Chromium paint the whole of an arrow, which is longer than it takes it for."""
VECTOR = 0.65
"""The size of the arrow over a letter, in em."""
_CLOSING = frozenset({"", r"\right", r"\middle", "}"})
_TALL = frozenset({"mfrac", "mtable", "msqrt", "mroot", "munder", "mover", "munderover"})
_WORD = re.compile(r"[A-Za-z0-9 -]+")


def _symbol(reader: Reader, name: str, look: Look) -> Atom:
    return symbol(commands.SYMBOLS[name], look)


def _function(reader: Reader, name: str, look: Look) -> Atom:
    limits = Limits.MOVABLE if name in commands.LIMITS else Limits.BESIDE
    return Atom(identifier(commands.FUNCTIONS[name], upright=True), Sort.OP, limits)


def _space(reader: Reader, name: str, look: Look) -> Atom:
    return Atom(space(commands.SPACES[name]), None)


def _accent(reader: Reader, name: str, look: Look) -> Atom:
    accent = commands.ACCENTS[name]
    base = reader.argument(f"\\{name}", look)
    return Atom(_over(base, accent))


def _brace(reader: Reader, name: str, look: Look) -> Atom:
    base = reader.argument(f"\\{name}", look)
    return Atom(_over(base, commands.BRACES[name]), Sort.OP, Limits.ALWAYS)


def _over(base: Element, accent: commands.Accent) -> Element:
    mark = operator(accent.text, stretchy="true" if accent.wide else "false")
    if accent.text in "→←↔":
        mark.set("style", PAINTED if accent.wide else f"font-size:{VECTOR}em")
    if accent.under:
        return element("munder", "", base, mark, accentunder="true")
    return element("mover", "", base, mark, accent="true")


def _arrow(reader: Reader, name: str, look: Look) -> Atom:
    below = None
    if reader.peek() == "[":
        reader.take()
        below = row(reader.row(look.script, frozenset({"]", ""})), look.script)
        reader.close("]")
    above = reader.argument(f"\\{name}", look.script)
    arrow = operator(commands.ARROWS[name], stretchy="true", style=PAINTED)
    labels = [
        element("mrow", "", space(ARROW_MARGIN), label, space(ARROW_MARGIN))
        for label in (below, above)
        if label is not None
    ]
    tag = "mover" if below is None else "munderover"
    return Atom(element(tag, "", arrow, *labels), Sort.REL)


def _stack(reader: Reader, name: str, look: Look) -> Atom:
    label = reader.argument(f"\\{name}", look.script)
    base = reader.atoms(f"\\{name}", look)
    tag = "munder" if name == "underset" else "mover"
    sort = base[0].sort if len(base) == 1 else Sort.ORD
    sort = Sort.REL if name == "stackrel" else sort
    return Atom(element(tag, "", row(base, look), label), sort or Sort.ORD)


def _fraction(reader: Reader, name: str, look: Look) -> Atom:
    bar, style = commands.FRACTIONS[name]
    outer = look if style is None else replace(look, style=style)
    parts = [reader.argument(f"\\{name}", outer.part) for _ in range(2)]
    if bar:
        fraction = element("mfrac", "", *parts)
    else:
        fraction = fenced("(", [element("mfrac", "", *parts, linethickness="0")], ")")
    return Atom(fraction if style is None else styled(fraction, style))


def _root(reader: Reader, name: str, look: Look) -> Atom:
    index = None
    if reader.peek() == "[":
        reader.take()
        small = replace(look, style=2)
        index = row(reader.row(small, frozenset({"]", ""})), small)
        reader.close("]")
    of = reader.argument(r"\sqrt", look)
    return Atom(element("msqrt", "", of) if index is None else element("mroot", "", of, index))


def _alphabet(reader: Reader, name: str, look: Look) -> Atom:
    return Atom(reader.argument(f"\\{name}", replace(look, font=name)))


def _class(reader: Reader, name: str, look: Look) -> Atom:
    limits = Limits.MOVABLE if name == "mathop" else Limits.BESIDE
    return Atom(reader.argument(f"\\{name}", look), commands.CLASSES[name], limits)


def _text(reader: Reader, name: str, look: Look) -> Atom:
    start = reader.at
    words = reader.raw(f"\\{name}")
    for command in re.findall(r"\\[^ %{}#&$_\\]\w*|[{}$]|\\$", re.sub(r"\\[%{}#&$_]", "", words)):
        message = f"has '{command}' in '\\{name}', which holds words alone"
        raise TexError(message, r"close it before, and begin another after", start)
    plain = re.sub(r"\\([ %{}#&$_])", r"\1", words).replace("~", NO_BREAK)
    if plain != words:
        reader.edit(start, "{" + re.sub(r"([{}$])", r"\\\1", plain) + "}")
    kept = " ".join(re.split(r"[ \t\r\n]+", plain))
    kept = re.sub(r"^ | $", NO_BREAK, kept)
    attributes = {"mathvariant": commands.TEXTS[name]} if commands.TEXTS[name] else {}
    return Atom(element("mtext", kept, **attributes))


def _operator_name(reader: Reader, name: str, look: Look) -> Atom:
    limits = Limits.BESIDE
    if reader.peek() == "*":
        reader.take()
        limits = Limits.MOVABLE
    at = reader.at
    words = reader.raw(r"\operatorname").replace(r"\,", " ")
    if not _WORD.fullmatch(words):
        message = r"has a name in '\operatorname' that is not of letters"
        raise TexError(message, r"write letters, and \, between words", at)
    return Atom(identifier(" ".join(words.split()), upright=True), Sort.OP, limits)


def _not(reader: Reader, name: str, look: Look) -> Atom:
    at = reader.at
    relation = reader.nucleus(look, single=True)
    text = relation.element.text or ""
    if text not in commands.NEGATED:
        message = r"has a '\not' before what is no relation"
        raise TexError(message, r"write it before = or \in, or say it in words", at)
    return Atom(operator(commands.NEGATED[text]), relation.sort)


def _phantom(reader: Reader, name: str, look: Look) -> Atom:
    hidden = element("mphantom", "", reader.argument(f"\\{name}", look))
    if name == "hphantom":
        return Atom(element("mpadded", "", hidden, height="0em", depth="0em"))
    if name == "vphantom":
        return Atom(element("mpadded", "", hidden, width="0em"))
    return Atom(hidden)


def _dots(reader: Reader, name: str, look: Look) -> Atom:
    """Set dots on the line or in the middle, by what they stand before, as MathJax does."""
    part = reader.peek()
    follower = commands.SYMBOLS.get(part[1:]) if part[:1] == "\\" else None
    middle = part in "+-=<>*" if part and not follower else False
    middle = middle or bool(follower and follower.sort in (Sort.BIN, Sort.REL))
    return Atom(operator("⋯" if middle else "…"), Sort.INNER)


def _modulo(reader: Reader, name: str, look: Look) -> Atom:
    word = identifier("mod", upright=True)
    if name == "bmod":
        return Atom(word, Sort.BIN)
    of = reader.argument(r"\pmod", look)
    opening, closing = operator("("), operator(")")
    return Atom(element("mrow", "", space(4 / 9), opening, word, space(1 / 3), of, closing))


def _left(reader: Reader, name: str, look: Look) -> Atom:
    start = reader.at - len(r"\left")
    opening = reader.delimiter(r"\left")
    inner: list[Element] = []
    while True:
        inner.append(row(reader.row(look, _CLOSING), look))
        part = reader.take()
        if part == r"\right":
            closing = reader.delimiter(r"\right")
            return Atom(fenced(opening, inner, closing), Sort.INNER)
        if part != r"\middle":
            raise TexError(r"has a '\left' without its '\right'", r"write \right. after it", start)
        inner.append(fence(reader.delimiter(r"\middle")))


def fenced(opening: str, inner: Sequence[Element], closing: str) -> Element:
    """Return elements between brackets as tall as they are; one may be missing.

    Only what is tall has brackets that grow: browsers give these room for the widest.
    """
    fences = [[fence(text)] if text else [] for text in (opening, closing)]
    row = element("mrow", "", *fences[0], *inner, *fences[1])
    if not any(part.tag in _TALL for each in inner for part in each.iter()):
        for bracket in row:
            if bracket.get("fence"):
                bracket.set("stretchy", "false")
    return row


def _sized(reader: Reader, name: str, look: Look) -> Atom:
    size, sort = commands.SIZES[name]
    text = reader.delimiter(f"\\{name}")
    height = em(size)
    fence = operator(text, stretchy="true", minsize=height, maxsize=height) if text else space(0)
    return Atom(fence, sort)


def _chemistry(reader: Reader, name: str, look: Look) -> Atom:
    start = reader.at - len(r"\ce")
    tex = chemistry.tex(reader.raw(r"\ce"), start)
    inner = Reader(tex, reader.rules, reader.depth)
    atoms = inner.row(replace(look, font=""), frozenset({""}))
    reader.edit(start, "{" + tex + "}")
    return Atom(row(atoms, look))


def _rules() -> Iterator[tuple[str, Rule]]:
    for names, rule in (
        (commands.SYMBOLS, _symbol),
        (commands.FUNCTIONS, _function),
        (commands.SPACES, _space),
        (commands.ACCENTS, _accent),
        (commands.BRACES, _brace),
        (commands.ARROWS, _arrow),
        (("stackrel", "overset", "underset"), _stack),
        (commands.FRACTIONS, _fraction),
        (("sqrt",), _root),
        (commands.ALPHABETS, _alphabet),
        (commands.CLASSES, _class),
        (commands.TEXTS, _text),
        (("operatorname",), _operator_name),
        (("not",), _not),
        (("phantom", "hphantom", "vphantom"), _phantom),
        (("dots",), _dots),
        (("bmod", "pmod"), _modulo),
        (("left",), _left),
        (commands.SIZES, _sized),
        (("begin",), environment),
        (("substack",), substack),
        (("ce",), _chemistry),
    ):
        yield from ((name, rule) for name in names)


RULES: Mapping[str, Rule] = MappingProxyType(dict(_rules()))
"""What makes an atom of each command; the styles and ``\\right`` belong to what they stand in."""
