"""An item as an assessment item of QTI 2.1.

Every item declares what it is worth (``MAXSCORE``) and scores just that when it is answered with
its own key; a wrong answer scores less. Identifiers never begin with a digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from quizgen.formats.exchange import prose
from quizgen.formats.exchange.outcome import Exported
from quizgen.formats.exchange.qti.markup import option, parsed, rich, rich_part
from quizgen.formats.exchange.qti.scoring import (
    RESPONSE,
    begun,
    condition,
    declare,
    feedback_of,
    map_scores,
    score_by_map,
    set_score,
)
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
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.records import dataclass
from quizgen.text import plain

ANY_ORDER = "each line takes any of the answers, and one written twice counts twice"


@dataclass(frozen=True, slots=True)
class Assessed:
    """An item as an assessment item, and the pictures and sounds that it shows and plays."""

    element: Element
    media: tuple[Media, ...]


def item(item: Item, language: Language) -> Exported[Assessed]:
    """Return an item; QTI has an interaction for every question type."""
    root, body = begun(item, language)
    changes: tuple[str, ...] = ()
    match item.interaction:
        case Choice(options, sorted=is_sorted) as choice:
            listed = [option("simpleChoice", o, f"O{n}") for n, o in enumerate(options, 1)]
            reasons = {f"O{n}": o.why for n, o in enumerate(options, 1) if o.why}
            keys = [f"O{index + 1}" for index in choice.keys]
            _choice(root, body, item, listed, keys, shuffle=not is_sorted)
            feedback_of(root, item, reasons)
        case TrueFalse(answer, correction):
            listed = [
                parsed("simpleChoice", rich(language.say(f"paper.{word}")), identifier=word)
                for word in ("true", "false")
            ]
            key, other = ("true", "false") if answer else ("false", "true")
            _choice(root, body, item, listed, [key], shuffle=False)
            feedback_of(root, item, {other: correction} if correction else {})
        case TextEntry(accepted):
            _entry(root, body, item, accepted)
            feedback_of(root, item)
        case Numeric() as number:
            _numeric(root, body, item, number)
            feedback_of(root, item)
        case Gaps() as gaps:
            _gaps(root, body, item, gaps)
            feedback_of(root, item)
            changes = () if gaps.ordered else (ANY_ORDER,)
        case Match(pairs, responses):
            _match(root, body, item, pairs, responses)
            feedback_of(root, item)
        case Order():
            _order(root, body, item, item.interaction)
            feedback_of(root, item)
        case OpenResponse(guide):
            _open(root, body, guide)
            feedback_of(root, item)
        case _:
            assert_never(item.interaction)
    return Exported(Assessed(root, prose.media(item)), changes)


# --- interactions -----------------------------------------------------------------------------


def _choice(
    root: Element,
    body: Element,
    item: Item,
    options: Sequence[Element],
    keys: Sequence[str],
    *,
    shuffle: bool,
) -> None:
    is_one = len(keys) == 1
    declare(root, RESPONSE, "single" if is_one else "multiple", "identifier", keys)
    parts = shares(item.points, len(keys))
    wrong = "0" if is_one else f"-{parts[0]}"
    worth = dict(zip(keys, parts, strict=True))
    ids = [element.attrib["identifier"] for element in options]
    map_scores(root, {id_: worth.get(id_, wrong) for id_ in ids}, str(item.points))
    asked = SubElement(
        body,
        "choiceInteraction",
        responseIdentifier=RESPONSE,
        shuffle=str(shuffle).lower(),
        maxChoices="1" if is_one else "0",
    )
    asked.extend(options)
    score_by_map(root, [RESPONSE])


def _entry(root: Element, body: Element, item: Item, accepted: Iterable[str]) -> None:
    texts = [*dict.fromkeys(map(plain, accepted))]
    declare(root, RESPONSE, "single", "string", texts[:1])
    map_scores(root, dict.fromkeys(texts, str(item.points)), str(item.points), is_text=True)
    line = SubElement(body, "p")
    SubElement(line, "textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="30")
    score_by_map(root, [RESPONSE])


def _numeric(root: Element, body: Element, item: Item, number: Numeric) -> None:
    declare(root, RESPONSE, "single", "float", [f"{number.value:f}"])
    line = SubElement(body, "p")
    field = SubElement(
        line, "textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="12"
    )
    unit = prose.unit(item, number.unit)
    field.tail = f" {unit}" if unit else None
    test = condition(root)
    equal = SubElement(
        test,
        "equal",
        toleranceMode="absolute",
        tolerance=f"{number.tolerance:f} {number.tolerance:f}",
    )
    SubElement(equal, "variable", identifier=RESPONSE)
    SubElement(equal, "correct", identifier=RESPONSE)
    set_score(test, item.points)


def _order(root: Element, body: Element, item: Item, order: Order) -> None:
    ids = {entry: f"O{n}" for n, entry in enumerate(order.entries, 1)}
    ranked = sorted(order.entries, key=lambda entry: entry.rank)
    declare(root, RESPONSE, "ordered", "identifier", [ids[entry] for entry in ranked])
    asked = SubElement(body, "orderInteraction", responseIdentifier=RESPONSE, shuffle="true")
    for entry, id_ in ids.items():
        asked.append(parsed("simpleChoice", rich(entry.text), identifier=id_))
    test = condition(root)
    same = SubElement(test, "match")
    SubElement(same, "variable", identifier=RESPONSE)
    SubElement(same, "correct", identifier=RESPONSE)
    set_score(test, item.points)


def _match(
    root: Element,
    body: Element,
    item: Item,
    pairs: Sequence[tuple[str, str]],
    responses: Sequence[str],
) -> None:
    ids = {text: f"R{n}" for n, text in enumerate(dict.fromkeys(responses), 1)}
    right = [f"P{n} {ids[response]}" for n, (_, response) in enumerate(pairs, 1)]
    declare(root, RESPONSE, "multiple", "directedPair", right)
    parts = shares(item.points, len(right))
    map_scores(root, dict(zip(right, parts, strict=True)), str(item.points))
    asked = SubElement(
        body,
        "matchInteraction",
        responseIdentifier=RESPONSE,
        shuffle="true",
        maxAssociations=str(len(pairs)),
    )
    prompts = SubElement(asked, "simpleMatchSet")
    for number, (prompt, _) in enumerate(pairs, 1):
        text = rich(prompt)
        prompts.append(
            parsed("simpleAssociableChoice", text, identifier=f"P{number}", matchMax="1")
        )
    offered = SubElement(asked, "simpleMatchSet")
    for text, id_ in ids.items():
        most = str(len(pairs))
        offered.append(parsed("simpleAssociableChoice", rich(text), identifier=id_, matchMax=most))
    score_by_map(root, [RESPONSE])


def _gaps(root: Element, body: Element, item: Item, gaps: Gaps) -> None:
    """Ask for each gap in its place: in a sentence, a list, or a table."""
    empty = [part for part in gaps.parts if isinstance(part, Gap)]
    every = [text for gap in empty for text in (gap.text, *gap.accept)]
    fields: dict[int, Element] = {}
    parts = shares(item.points, len(empty))
    for number, (gap, part) in enumerate(zip(empty, parts, strict=True), 1):
        id_ = f"{RESPONSE}{number}"
        right = every if not gaps.ordered else [gap.text, *gap.accept]
        fields[id(gap)] = _field(root, id_, [*dict.fromkeys(map(plain, right))], gaps, part)
    if gaps.columns:
        table = SubElement(SubElement(body, "table"), "tbody")
        for start in range(0, len(gaps.parts), gaps.columns):
            row = SubElement(table, "tr")
            for cell in gaps.parts[start : start + gaps.columns]:
                _fill(SubElement(row, "td"), [cell], fields)
    elif not any(isinstance(part, str) and part.strip() for part in gaps.parts):
        for gap in empty:
            _fill(SubElement(body, "p"), [gap], fields)
    else:
        _fill(SubElement(body, "p"), gaps.parts, fields)
    score_by_map(root, [f"{RESPONSE}{n}" for n in range(1, len(empty) + 1)])


def _field(root: Element, id_: str, right: Sequence[str], gaps: Gaps, part: str) -> Element:
    """Declare a gap's response, and return what asks for it: a field, or a choice of the bank.

    ``part`` is what it is worth.
    """
    if not gaps.bank:
        declare(root, id_, "single", "string", right[:1])
        map_scores(root, dict.fromkeys(right, part), part, is_text=True)
        return Element("textEntryInteraction", responseIdentifier=id_, expectedLength="20")
    ids = {plain(text): f"{id_}.{n}" for n, text in enumerate(gaps.bank, 1)}
    keys = [ids[text] for text in right if text in ids]
    declare(root, id_, "single", "identifier", keys[:1])
    map_scores(root, dict.fromkeys(keys, part), part)
    field = Element("inlineChoiceInteraction", responseIdentifier=id_, shuffle="false")
    for text, word in ids.items():
        SubElement(field, "inlineChoice", identifier=word).text = text
    return field


def _fill(parent: Element, parts: Sequence[str | Gap], fields: Mapping[int, Element]) -> None:
    """Write a text with its fields; what is right-to-left or rich keeps its markup."""
    for part in parts:
        if isinstance(part, Gap):
            parent.append(fields[id(part)])
            if part.hint:
                parent.append(parsed("span", f" ({rich(part.hint)})"))
        else:
            parent.append(parsed("span", rich_part(part)))


def _open(root: Element, body: Element, guide: Sequence[str]) -> None:
    declare(root, RESPONSE, "single", "string", ())
    points = "".join(f"<li>{rich(point)}</li>" for point in guide)
    rubric = parsed("rubricBlock", f"<ul>{points}</ul>", view="scorer")
    body.insert(0, rubric)
    SubElement(body, "extendedTextInteraction", responseIdentifier=RESPONSE, expectedLines="12")
