"""An item as Canvas has it in QTI 1.2.

Canvas' importer decides what is here: the manifest must name the assessment as a resource, or no
item is imported; each item tells its type in its metadata, or it is taken for another; each label
of a response has an identifier; gaps are named in square brackets in the text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from html import escape, unescape
from typing import assert_never
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from quizgen.formats.exchange import prose
from quizgen.formats.exchange.outcome import Exported
from quizgen.formats.exchange.shares import shares
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Gap,
    Gaps,
    Item,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Option,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.records import dataclass
from quizgen.text import html, plain

ANY_ORDER = "each line takes any of the answers, and one written twice counts twice"
FILES = "$IMS-CC-FILEBASE$/media/"
_MATH = re.compile(r'<span class="math">\\\((.*?)\\\)</span>', re.DOTALL)

Label = tuple[str, str]
"""The identifier of a response, and its text as HTML."""


@dataclass(frozen=True, slots=True)
class Question:
    """An item in Canvas' terms, and the pictures and sounds that it shows and plays."""

    element: Element
    media: tuple[Media, ...]


def item(item: Item, language: Language) -> Exported[Question]:
    """Return an item, or the nearest that Canvas has."""
    stem = _stem(item)
    changes: tuple[str, ...] = ()
    match item.interaction:
        case Choice(options) as choice:
            type_ = "multiple_choice" if len(choice.keys) == 1 else "multiple_answers"
            element = _choice(_begun(item, type_, stem), options, item)
        case TrueFalse(answer, correction):
            words = (Option("True", answer, correction), Option("False", not answer))
            element = _choice(_begun(item, "true_false", stem), words, item)
        case TextEntry(accepted):
            element = _written(_begun(item, "short_answer", stem), [*dict.fromkeys(accepted)])
        case Numeric() as number:
            named = prose.unit(item, number.unit)
            unit = f" ({escape(named)})" if named else ""
            element = _numeric(_begun(item, "numerical", stem + unit), number)
        case Gaps() as gaps:
            element = _gaps(item, gaps, stem)
            if not gaps.ordered:
                changes = (ANY_ORDER,)
        case Match(pairs, responses):
            element = _matching(_begun(item, "matching", stem), pairs, responses)
        case Order(entries):
            places = [str(n) for n in range(1, len(entries) + 1)]
            pairs = tuple((entry.text, str(entry.rank)) for entry in entries)
            element = _matching(_begun(item, "matching", stem), pairs, places)
            changes = ("the ordering becomes a match of entries with their places",)
        case OpenResponse(guide):
            element = _essay(_begun(item, "essay", stem))
            told = "".join(f"<li>{_rich(point)}</li>" for point in guide)
            _feedback(element, "general_fb", _told(item) + f"<ul>{told}</ul>")
            changes = ("the guide for marking goes into the feedback",)
            return Exported(Question(element, item.media), changes)
        case _:
            assert_never(item.interaction)
    _feedback(element, "general_fb", _told(item))
    return Exported(Question(element, prose.media(item)), changes)


# --- items ------------------------------------------------------------------------------------


def _begun(item: Item, type_: str, text: str) -> Element:
    """Return an item with its metadata and its question, and nothing to answer yet."""
    element = Element("item", ident=identifier("item", item.id), title=prose.name(item))
    fields = SubElement(SubElement(element, "itemmetadata"), "qtimetadata")
    for label, entry in (
        ("question_type", f"{type_}_question"),
        ("points_possible", str(item.points)),
        ("assessment_question_identifierref", identifier("question", item.id)),
        ("qmd_keywords", ", ".join(prose.tags(item))),
    ):
        field = SubElement(fields, "qtimetadatafield")
        SubElement(field, "fieldlabel").text = label
        SubElement(field, "fieldentry").text = entry
    _material(SubElement(element, "presentation"), text)
    return element


def _choice(element: Element, options: Sequence[Option], item: Item) -> Element:
    keys = [str(n) for n, option in enumerate(options, 1) if option.correct]
    texts = (prose.directed(_option(option), item, "span") for option in options)
    labels = [(str(n), text) for n, text in enumerate(texts, 1)]
    cardinality = "Single" if len(keys) == 1 else "Multiple"
    _response(element, "response1", labels, cardinality)
    processing = _processing(element)
    for number, option in enumerate(options, 1):
        if option.why and not option.correct:
            condition = _condition(processing, "Yes")
            _equal(condition, "response1", str(number))
            _shown(condition, f"{number}_fb")
    condition = _condition(processing)
    if len(keys) == 1:
        _equal(condition, "response1", keys[0])
    else:
        every = SubElement(condition[0], "and")
        for id_, _ in labels:
            target = every if id_ in keys else SubElement(every, "not")
            SubElement(target, "varequal", respident="response1").text = id_
    _score(condition, "100")
    for number, option in enumerate(options, 1):
        if option.why and not option.correct:
            _feedback(element, f"{number}_fb", _rich(option.why))
    return element


def _written(element: Element, accepted: Sequence[str]) -> Element:
    _blank(element)
    condition = _condition(_processing(element))
    for text in dict.fromkeys(map(plain, accepted)):
        _equal(condition, "response1", text)
    _score(condition, "100")
    return element


def _numeric(element: Element, number: Numeric) -> Element:
    _blank(element, "Decimal")
    condition = _condition(_processing(element))
    either = SubElement(condition[0], "or")
    SubElement(either, "varequal", respident="response1").text = f"{number.value:f}"
    within = SubElement(either, "and")
    low, high = number.value - number.tolerance, number.value + number.tolerance
    SubElement(within, "vargte", respident="response1").text = f"{low:f}"
    SubElement(within, "varlte", respident="response1").text = f"{high:f}"
    _score(condition, "100")
    return element


def _essay(element: Element) -> Element:
    _blank(element)
    condition = _condition(_processing(element))
    SubElement(condition[0], "other")
    return element


def _matching(
    element: Element, pairs: Iterable[tuple[str, str]], responses: Sequence[str]
) -> Element:
    """Ask for one response a prompt, each worth its part."""
    ids = {text: str(n) for n, text in enumerate(dict.fromkeys(responses), 1)}
    listed = list(pairs)
    labels = [(id_, escape(plain(text))) for text, id_ in ids.items()]
    for number, (prompt, _) in enumerate(listed, 1):
        _response(element, f"response_{number}", labels, prompt=_rich(prompt))
    answers = [(f"response_{n}", ids[response]) for n, (_, response) in enumerate(listed, 1)]
    return _scored_in_parts(element, answers)


def _scored_in_parts(element: Element, answers: Sequence[tuple[str, str]]) -> Element:
    """Give each right answer, a response with its label, its part of 100."""
    processing = _processing(element)
    parts = shares(100, len(answers))
    for (respident, id_), part in zip(answers, parts, strict=True):
        condition = _condition(processing, "Yes")
        _equal(condition, respident, id_)
        _score(condition, part, action="Add")
    return element


def _gaps(item: Item, gaps: Gaps, stem: str) -> Element:
    """Return a text with a name in square brackets for each gap: to write in, or to choose from."""
    empty = [part for part in gaps.parts if isinstance(part, Gap)]
    type_ = "multiple_dropdowns" if gaps.bank else "fill_in_multiple_blanks"
    names = {id(gap): f"gap{number}" for number, gap in enumerate(empty, 1)}
    element = _begun(item, type_, _text(stem, gaps, names))
    every = [text for gap in empty for text in (gap.text, *gap.accept)]
    answers: list[tuple[str, str]] = []
    for gap in empty:
        right = every if not gaps.ordered else [gap.text, *gap.accept]
        texts = [*dict.fromkeys(map(plain, gaps.bank or right))]
        ids = {text: f"{names[id(gap)]}-{number}" for number, text in enumerate(texts, 1)}
        labels = [(ids[text], escape(text)) for text in texts]
        _response(element, f"response_{names[id(gap)]}", labels, prompt=names[id(gap)])
        answers.append((f"response_{names[id(gap)]}", ids[plain(gap.text)]))
    return _scored_in_parts(element, answers)


def _text(stem: str, gaps: Gaps, names: dict[int, str]) -> str:
    texts = [_named(part, names) for part in gaps.parts]
    if gaps.columns:
        rows = (texts[i : i + gaps.columns] for i in range(0, len(texts), gaps.columns))
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        body = f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    elif not any(isinstance(part, str) and part.strip() for part in gaps.parts):
        body = "".join(f"<p>{part}</p>" for part in texts)
    else:
        body = f"<p>{''.join(texts)}</p>"
    return stem + body


def _named(part: str | Gap, names: dict[int, str]) -> str:
    """Return a gap's name in brackets; other brackets are written so that they name nothing."""
    if isinstance(part, str):
        return _rich_part(part)
    hint = f" ({_rich_part(part.hint)})" if part.hint else ""
    return f"[{names[id(part)]}]{hint}"


def _rich_part(text: str) -> str:
    """Return part of a sentence whose brackets name no gap."""
    rich = _MATH.sub(lambda match: _equation(unescape(match[1])), prose.html_part(text))
    return rich.replace("[", "&#91;").replace("]", "&#93;")


# --- what items are made of -------------------------------------------------------------------


def _stem(item: Item) -> str:
    figures = "".join(f"<p>{_figure(medium)}</p>" for medium in item.media)
    hint = f"<p><em>{_rich(item.hint)}</em></p>" if item.hint else ""
    stem = f"<p>{_rich(item.stem)}</p>" if item.stem else ""
    body = stem + figures + hint
    if isinstance(item.interaction, Gaps):
        body = body.replace("[", "&#91;").replace("]", "&#93;")
    return prose.directed(body, item)


def _told(item: Item) -> str:
    told = "".join(f"<p>{_rich(text)}</p>" for text in prose.feedback(item))
    return prose.directed(told, item)


def _option(option: Option) -> str:
    return _figure(option.picture) if option.picture else _rich(option.text)


def _figure(medium: Media) -> str:
    """Return what shows a picture or plays a sound; a link, too, where Canvas plays none itself."""
    address = FILES + medium.name
    link = f' <a href="{address}">♪</a>' if medium.is_sound else ""
    return prose.figure(medium, address) + link


def _rich(markdown: str) -> str:
    """Return a text as HTML, with each formula as the picture of it that Canvas draws."""
    return _MATH.sub(lambda match: _equation(unescape(match[1])), str(html(markdown)))


def _equation(tex: str) -> str:
    """Return a formula as Canvas' own editor writes one; the address is quoted twice there."""
    address, words = quote(quote(tex, safe=""), safe=""), escape(tex)
    return (
        f'<img class="equation_image" title="{words}" alt="LaTeX: {words}" '
        f'src="/equation_images/{address}?scale=1" data-equation-content="{words}">'
    )


def _material(parent: Element, text: str) -> None:
    element = SubElement(SubElement(parent, "material"), "mattext", texttype="text/html")
    element.text = text


def _response(
    item: Element,
    ident: str,
    labels: Iterable[Label],
    cardinality: str = "",
    *,
    prompt: str = "",
) -> None:
    """Add labels to choose from; ``prompt`` is what one of several responses is to."""
    attributes = {"ident": ident} | ({"rcardinality": cardinality} if cardinality else {})
    response = SubElement(_presentation(item), "response_lid", attributes)
    if prompt:
        _material(response, prompt)
    rendered = SubElement(response, "render_choice")
    for id_, text in labels:
        _material(SubElement(rendered, "response_label", ident=id_), text)


def _blank(item: Element, kind: str = "String") -> None:
    response = SubElement(
        _presentation(item), "response_str", ident="response1", rcardinality="Single"
    )
    rendered = SubElement(response, "render_fib", fibtype=kind)
    SubElement(rendered, "response_label", ident="answer1", rshuffle="No")


def _presentation(item: Element) -> Element:
    presentation = item.find("presentation")
    assert presentation is not None  # noqa: S101 - _begun() has made it
    return presentation


def _processing(item: Element) -> Element:
    element = SubElement(item, "resprocessing")
    SubElement(
        SubElement(element, "outcomes"),
        "decvar",
        maxvalue="100",
        minvalue="0",
        varname="SCORE",
        vartype="Decimal",
    )
    return element


def _condition(processing: Element, goes_on: str = "No") -> Element:
    element = SubElement(processing, "respcondition", {"continue": goes_on})
    SubElement(element, "conditionvar")
    return element


def _equal(condition: Element, respident: str, text: str) -> None:
    SubElement(condition[0], "varequal", respident=respident).text = text


def _score(condition: Element, points: str, action: str = "Set") -> None:
    SubElement(condition, "setvar", action=action, varname="SCORE").text = points


def _shown(condition: Element, feedback: str) -> None:
    SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)


def _feedback(item: Element, ident: str, text: str) -> None:
    if text:
        _material(SubElement(SubElement(item, "itemfeedback", ident=ident), "flow_mat"), text)


def identifier(*parts: str) -> str:
    """Return an identifier that begins with a letter, and depends on the parts alone."""
    return "g" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:31]
