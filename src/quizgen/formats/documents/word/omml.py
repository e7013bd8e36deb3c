"""Formulas as Word's own math (Office MathML, ISO/IEC 29500-1, 22.1), to be edited in Word.

Word spaces operators by itself, so the room written out in MathML is left to it. A formula stands
in a box that does not break, or Word would end a line at a sign in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from quizgen.tex.commands import ACCENTS, BRACES, SYMBOLS, Sort
from quizgen.tex.letters import CHARACTERS

SPACES = {
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
FACE = "Cambria Math"
NOTHING = "\u200b"
"""Stands in an argument that is empty, in which Word shows a dotted box, and beside an operator
that has nothing on one side."""
_LARGE = {s.text for s in SYMBOLS.values() if s.sort is Sort.OP}
_MARKS = {accent.text: accent.combining for accent in ACCENTS.values()}
_LINES = {ACCENTS["overline"].text: "top", ACCENTS["underline"].text: "bot"}
_BRACES = {brace.text: "bot" if brace.under else "top" for brace in BRACES.values()}
_LONG = {"→": "⟶", "←": "⟵"}
"""Arrows that something stands on."""
_SYNTAX = frozenset("#&@%§()[]")
"""Signs that LibreOffice takes for its own: a bracket without its like breaks its formulas."""
_BARS = {"|": "\u2223", "‖": "\u2225"}
"""Bars that stand alone, and the signs that other readers of Word's math do not take for *or*."""
_WIDTHS = ((0.75, "\u2003"), (0.4, "\u2002"), (0.2, "\u2005"), (0.13, "\u2009"))
"""Spaces from the widest on, each with the least width in em that it stands for."""


def omml(formula: Element) -> str:
    """Return a ``<math>`` element as an ``<m:oMath>`` element."""
    box = _node("box", _node("boxPr", _value("noBreak", "1")), _argument("e", formula))
    root = _node("oMath", box)
    for prefix, uri in SPACES.items():
        root.set(f"xmlns:{prefix}", uri)
    return ElementTree.tostring(root, encoding="unicode")


# --- elements ---------------------------------------------------------------------------------


def _node(name: str, *children: Element, **attributes: str) -> Element:
    node = Element(f"m:{name}", {f"m:{key}": value for key, value in attributes.items()})
    node.extend(children)
    return node


def _value(name: str, value: str) -> Element:
    return _node(name, val=value)


def _properties(name: str, **values: str) -> Element:
    return _node(f"{name}Pr", *(_value(key, value) for key, value in values.items()))


def _argument(name: str, *elements: Element) -> Element:
    """Return what an element of Word's math is of; no operator stands at an end of it."""
    inner = list(_row(elements))
    if not inner or _is_operator(inner[0]):
        inner.insert(0, _run(NOTHING))
    if _is_operator(inner[-1]):
        inner.append(_run(NOTHING))
    return _node(name, *inner)


def _is_operator(element: Element) -> bool:
    """Whether an element is a sign that other readers of Word's math want operands of."""
    signs = CHARACTERS.get("".join(element.itertext()))
    return element.tag == "m:r" and bool(signs and signs.sort in (Sort.REL, Sort.BIN))


def _run(text: str, style: str = "p", words: str | None = None) -> Element:
    """Return letters or signs.

    ``style`` is ``p`` for upright ones. ``words`` are no math to Word: they are in the text's face,
    bold or italic, or in the face of that name.
    """
    kind = [_node("nor")] if words is not None else [_value("sty", style)] if style else []
    formatting = Element("w:rPr")
    if words in (None, FACE):
        faces = {f"w:{name}": FACE for name in ("ascii", "hAnsi", "cs", "eastAsia")}
        formatting.append(Element("w:rFonts", faces))
    elif words:
        formatting.append(Element({"bold": "w:b", "italic": "w:i"}[words]))
    text_node = _node("t")
    text_node.set("xml:space", "preserve")
    text_node.text = text
    return _node("r", _node("rPr", *kind), formatting, text_node)


# --- rows -------------------------------------------------------------------------------------


def _row(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield elements side by side; a large operator takes what follows it up to a relation."""
    rest = _paired([inner for element in elements for inner in _flat(element)])
    while rest:
        element = rest.pop(0)
        if _is_large(element):
            taken = _operand(rest)
            del rest[: len(taken)]
            yield _large(element, taken)
        else:
            yield from _element(element)


def _paired(elements: Sequence[Element]) -> list[Element]:
    """Put what stands between two bars into brackets, which a bar by itself is not taken for."""
    paired: list[Element] = []
    opened: dict[str, int] = {}
    for element in elements:
        text = element.text or ""
        paired.append(element)
        if element.tag != "mo" or text not in _BARS:
            continue
        if text not in opened:
            opened[text] = len(paired) - 1
            continue
        start = opened.pop(text)
        opened = {bar: place for bar, place in opened.items() if place < start}
        row = Element("mrow")
        row.extend([_bar(text), *paired[start + 1 : -1], _bar(text)])
        paired[start:] = [row]
    return paired


def _bar(text: str) -> Element:
    bar = Element("mo", {"fence": "true"})
    bar.text = text
    return bar


def _flat(element: Element) -> Iterator[Element]:
    """Yield what stands in rows without brackets of their own."""
    fences = any(child.get("fence") for child in element)
    if element.tag in ("math", "mrow", "mstyle", "mtd") and not fences:
        for child in element:
            yield from _flat(child)
    else:
        yield element


def _operand(rest: Sequence[Element]) -> list[Element]:
    """Return what a large operator is of: up to an operator or a comma that is in no bracket."""
    taken: list[Element] = []
    depth = 0
    for element in rest:
        sign = CHARACTERS.get(element.text or "") if element.tag == "mo" else None
        if sign:
            depth += {Sort.OPEN: 1, Sort.CLOSE: -1}.get(sign.sort, 0) if sign.text != "!" else 0
            room = element.get("lspace", "0em") != "0em" or sign.sort is Sort.PUNCT
            if depth < 0 or (not depth and room):
                break
        taken.append(element)
    return taken


# --- one element ------------------------------------------------------------------------------


def _element(element: Element) -> Iterator[Element]:
    match element.tag, list(element):
        case "mi", []:
            yield _identifier(element.text or "", upright="mathvariant" in element.attrib)
        case (("mn" | "mo"), []):
            text = _BARS.get(element.text or "", element.text or "")
            words = FACE if text in _SYNTAX else None
            yield from [_run(text, words=words)] if text else []
        case "mtext", []:
            yield _run(element.text or "", words=element.get("mathvariant", ""))
        case "mspace", []:
            yield from _space(float(element.get("width", "0em").removesuffix("em")))
        case "mrow", parts:
            yield _brackets(parts)
        case "mfrac", [above, below]:
            kind = "noBar" if element.get("linethickness") == "0" else "bar"
            fraction = _properties("f", type=kind), _argument("num", above), _argument("den", below)
            yield _node("f", *fraction)
        case "msqrt", [of]:
            hidden = _properties("rad", degHide="1")
            yield _node("rad", hidden, _node("deg"), _argument("e", of))
        case "mroot", [of, index]:
            yield _node("rad", _argument("deg", index), _argument("e", of))
        case "mtable", rows:
            yield _matrix(element, rows)
        case (("mphantom" | "mpadded"), _):
            yield _phantom(element)
        case _, parts:
            yield _scripts(element, parts)


def _identifier(text: str, *, upright: bool) -> Element:
    """Return a variable in italics, or a word or letter that is upright."""
    if len(text) == 1 and not upright:
        return _run(text, "")
    word = (text.isascii() and text.isalpha()) or text in _SYNTAX
    return _run(text, words=FACE) if word else _run(text)


def _space(width: float) -> Iterator[Element]:
    signs = (sign for least, sign in _WIDTHS if width >= least)
    yield from (_run(sign) for sign in list(signs)[:1])


def _brackets(parts: Sequence[Element]) -> Element:
    """Return a row between brackets; a further one in it parts what they hold."""
    fences = [bool(part.get("fence")) for part in parts]
    opening = (parts[0].text or "") if fences[0] else ""
    closing = (parts[-1].text or "") if fences[-1] and len(parts) > 1 else ""
    inner = parts[1 if fences[0] else 0 : -1 if closing else None]
    held: list[list[Element]] = [[]]
    between = "|"
    for part in inner:
        if part.get("fence"):
            between = part.text or between
            held.append([])
        else:
            held[-1].append(part)
    brackets = {"begChr": opening, "sepChr": between, "endChr": closing}
    return _node("d", _properties("d", **brackets), *(_argument("e", *each) for each in held))


def _scripts(element: Element, parts: Sequence[Element]) -> Element:
    base, *scripts = parts
    match element.tag:
        case "msub":
            return _node("sSub", _argument("e", base), _argument("sub", scripts[0]))
        case "msup":
            return _node("sSup", _argument("e", base), _argument("sup", scripts[0]))
        case "msubsup":
            below, above = _argument("sub", scripts[0]), _argument("sup", scripts[1])
            return _node("sSubSup", _argument("e", base), below, above)
    marked = _marked(base, scripts[0]) if len(scripts) == 1 else None
    return _limits(element.tag, base, scripts) if marked is None else marked


def _marked(base: Element, mark: Element) -> Element | None:
    """Return what has a line, a brace or a mark over or under it, None for anything else."""
    text = mark.text or ""
    if mark.tag != "mo":
        return None
    if text in _BRACES:
        side = _BRACES[text]
        other = {"top": "bot", "bot": "top"}[side]
        properties = _properties("groupChr", chr=text, pos=side, vertJc=other)
        return _node("groupChr", properties, _argument("e", base))
    if text in _LINES and mark.get("stretchy") == "true":
        return _node("bar", _properties("bar", pos=_LINES[text]), _argument("e", base))
    if text in _MARKS:
        return _node("acc", _properties("acc", chr=_MARKS[text]), _argument("e", base))
    return None


def _limits(tag: str, base: Element, scripts: Sequence[Element]) -> Element:
    """Return what has something over it, under it, or both."""
    under = scripts[0] if tag != "mover" else None
    over = scripts[-1] if tag != "munder" else None
    arrow = _LONG.get(base.text or "") if base.get("stretchy") == "true" else None
    argument = _node("e", _run(arrow)) if arrow else _argument("e", base)
    if over is not None:
        argument = _node("e", _node("limUpp", argument, _argument("lim", over)))
    if under is not None:
        argument = _node("e", _node("limLow", argument, _argument("lim", under)))
    return argument[0]


def _is_large(element: Element) -> bool:
    base = element[0] if len(element) else element
    scripted = element.tag in ("msub", "msup", "msubsup", "munder", "mover", "munderover")
    return scripted and base.tag == "mo" and base.text in _LARGE


def _large(element: Element, operand: Sequence[Element]) -> Element:
    """Return a sum, a product or an integral with its limits and what it is of."""
    base, *scripts = element
    below = scripts[0] if element.tag not in ("msup", "mover") else None
    above = scripts[-1] if element.tag not in ("msub", "munder") else None
    place = "undOvr" if element.tag.startswith(("mu", "mo")) else "subSup"
    values = {"chr": base.text or "", "limLoc": place}
    values |= {"subHide": "1"} if below is None else {}
    values |= {"supHide": "1"} if above is None else {}
    limits = [
        _node(name) if script is None else _argument(name, script)
        for name, script in (("sub", below), ("sup", above))
    ]
    return _node("nary", _properties("nary", **values), *limits, _argument("e", *operand))


def _phantom(element: Element) -> Element:
    """Return what takes room and is not seen."""
    hidden = element if element.tag == "mphantom" else element[0]
    flat = {"zeroWid": "1"} if "width" in element.attrib else {}
    if "height" in element.attrib:
        flat = {"zeroAsc": "1", "zeroDesc": "1"}
    return _node("phant", _properties("phant", show="0", **flat), _argument("e", *hidden))


def _matrix(element: Element, rows: Sequence[Element]) -> Element:
    sides = element.get("columnalign", "center").split()
    columns = [_node("mc", _properties("mc", count="1", mcJc=side)) for side in sides]
    joined = element.get("columnspacing", "").startswith("0em")
    values = {"baseJc": "center", "plcHide": "1"}
    gap = {"cGpRule": "3", "cGp": "0"} if joined else {}
    properties = _properties("m", **values, **gap)
    properties.append(_node("mcs", *columns))
    lines = [
        _node("mr", *(_argument("e", *cell) for cell in row), *_missing(len(sides) - len(row)))
        for row in rows
    ]
    return _node("m", properties, *lines)


def _missing(count: int) -> Iterator[Element]:
    yield from (_argument("e") for _ in range(count))
