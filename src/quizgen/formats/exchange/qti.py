"""QTI 2.1: a package of a file for each item, a test that holds them in order, and a manifest.

Every item declares what it is worth (``MAXSCORE``) and scores just that when it is answered with
its own key; a wrong answer scores less. Identifiers never begin with a digit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from quizgen.formats.archive import zipped
from quizgen.formats.exchange import prose
from quizgen.formats.exchange.outcome import Exported, Exporter
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Form,
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
from quizgen.text import html, plain

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
ANY_ORDER = "each line takes any of the answers, and one written twice counts twice"
RESPONSE, SCORE, FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"
TOLD = "TOLD"
"""The identifier of what is told after every answer."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """An item as an assessment item, and the pictures that it shows."""

    element: Element
    pictures: tuple[Media, ...]


def item(item: Item, language: Language) -> Exported[Assessed]:
    """Return an item; QTI has an interaction for every question type."""
    root, body = _begun(item, language)
    changes: tuple[str, ...] = ()
    match item.interaction:
        case Choice(options, sorted=is_sorted) as choice:
            texts = {f"O{n}": str(html(option.text)) for n, option in enumerate(options, 1)}
            reasons = {f"O{n}": option.why for n, option in enumerate(options, 1) if option.why}
            keys = [f"O{index + 1}" for index in choice.keys]
            _choice(root, body, item, texts, keys, shuffle=not is_sorted)
            _feedback_of(root, item, reasons)
        case TrueFalse(answer, correction):
            words = {"true": language.say("paper.true"), "false": language.say("paper.false")}
            key, other = ("true", "false") if answer else ("false", "true")
            _choice(root, body, item, words, [key], shuffle=False)
            _feedback_of(root, item, {other: correction} if correction else {})
        case TextEntry(accepted):
            _entry(root, body, item, accepted)
            _feedback_of(root, item)
        case Numeric() as number:
            _numeric(root, body, item, number)
            _feedback_of(root, item)
        case Gaps() as gaps:
            _gaps(root, body, item, gaps)
            _feedback_of(root, item)
            changes = () if gaps.ordered else (ANY_ORDER,)
        case Match(pairs, responses):
            _match(root, body, item, pairs, responses)
            _feedback_of(root, item)
        case Order():
            _order(root, body, item, item.interaction)
            _feedback_of(root, item)
        case OpenResponse(guide):
            _open(root, body, guide)
            _feedback_of(root, item)
        case _:
            assert_never(item.interaction)
    return Exported(Assessed(root, item.pictures), changes)


def document(form: Form, items: Sequence[tuple[Item, Assessed]], language: Language) -> bytes:
    """Return the package."""
    return zipped(package(form, [(i, a.element) for i, a in items], _pictures(items), QTI21))


EXPORTER: Exporter[Assessed] = Exporter(item, document)


def _pictures(items: Iterable[tuple[Item, Assessed]]) -> dict[str, Media]:
    return {p.name: p for _, assessed in items for p in assessed.pictures}


# --- interactions -----------------------------------------------------------------------------


def _choice(
    root: Element,
    body: Element,
    item: Item,
    texts: Mapping[str, str],
    keys: Sequence[str],
    *,
    shuffle: bool,
) -> None:
    is_one = len(keys) == 1
    _declare(root, RESPONSE, "single" if is_one else "multiple", "identifier", keys)
    part = item.points / len(keys)
    scores = {id_: part if id_ in keys else (0 if is_one else -part) for id_ in texts}
    _map(root, scores, item.points)
    asked = SubElement(
        body,
        "choiceInteraction",
        responseIdentifier=RESPONSE,
        shuffle=str(shuffle).lower(),
        maxChoices="1" if is_one else "0",
    )
    for id_, text in texts.items():
        asked.append(_parsed("simpleChoice", text, identifier=id_))
    _score_by_map(root, [RESPONSE])


def _entry(root: Element, body: Element, item: Item, accepted: Iterable[str]) -> None:
    texts = [*dict.fromkeys(map(plain, accepted))]
    _declare(root, RESPONSE, "single", "string", texts[:1])
    _map(root, dict.fromkeys(texts, item.points), item.points, is_text=True)
    line = SubElement(body, "p")
    SubElement(line, "textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="30")
    _score_by_map(root, [RESPONSE])


def _numeric(root: Element, body: Element, item: Item, number: Numeric) -> None:
    _declare(root, RESPONSE, "single", "float", [f"{number.value:f}"])
    line = SubElement(body, "p")
    field = SubElement(
        line, "textEntryInteraction", responseIdentifier=RESPONSE, expectedLength="12"
    )
    field.tail = f" {number.unit}" if number.unit else None
    test = _condition(root)
    equal = SubElement(
        test,
        "equal",
        toleranceMode="absolute",
        tolerance=f"{number.tolerance:f} {number.tolerance:f}",
    )
    SubElement(equal, "variable", identifier=RESPONSE)
    SubElement(equal, "correct", identifier=RESPONSE)
    _set_score(test, item.points)


def _order(root: Element, body: Element, item: Item, order: Order) -> None:
    ids = {entry: f"O{n}" for n, entry in enumerate(order.entries, 1)}
    ranked = sorted(order.entries, key=lambda entry: entry.rank)
    _declare(root, RESPONSE, "ordered", "identifier", [ids[entry] for entry in ranked])
    asked = SubElement(body, "orderInteraction", responseIdentifier=RESPONSE, shuffle="true")
    for entry, id_ in ids.items():
        asked.append(_parsed("simpleChoice", str(html(entry.text)), identifier=id_))
    test = _condition(root)
    same = SubElement(test, "match")
    SubElement(same, "variable", identifier=RESPONSE)
    SubElement(same, "correct", identifier=RESPONSE)
    _set_score(test, item.points)


def _match(
    root: Element,
    body: Element,
    item: Item,
    pairs: Sequence[tuple[str, str]],
    responses: Sequence[str],
) -> None:
    ids = {text: f"R{n}" for n, text in enumerate(dict.fromkeys(responses), 1)}
    right = [f"P{n} {ids[response]}" for n, (_, response) in enumerate(pairs, 1)]
    _declare(root, RESPONSE, "multiple", "directedPair", right)
    _map(root, dict.fromkeys(right, item.points / len(right)), item.points)
    asked = SubElement(
        body,
        "matchInteraction",
        responseIdentifier=RESPONSE,
        shuffle="true",
        maxAssociations=str(len(pairs)),
    )
    prompts = SubElement(asked, "simpleMatchSet")
    for number, (prompt, _) in enumerate(pairs, 1):
        text = str(html(prompt))
        prompts.append(
            _parsed("simpleAssociableChoice", text, identifier=f"P{number}", matchMax="1")
        )
    offered = SubElement(asked, "simpleMatchSet")
    for text, id_ in ids.items():
        shown = str(html(text))
        offered.append(
            _parsed("simpleAssociableChoice", shown, identifier=id_, matchMax=str(len(pairs)))
        )
    _score_by_map(root, [RESPONSE])


def _gaps(root: Element, body: Element, item: Item, gaps: Gaps) -> None:
    """Ask for each gap in its place: in a sentence, a list, or a table."""
    empty = [part for part in gaps.parts if isinstance(part, Gap)]
    every = [text for gap in empty for text in (gap.text, *gap.accept)]
    fields: dict[int, Element] = {}
    for number, gap in enumerate(empty, 1):
        id_ = f"{RESPONSE}{number}"
        right = every if not gaps.ordered else [gap.text, *gap.accept]
        fields[id(gap)] = _field(root, id_, [*dict.fromkeys(map(plain, right))], gaps, item, empty)
    if gaps.columns:
        table = SubElement(SubElement(body, "table"), "tbody")
        for start in range(0, len(gaps.parts), gaps.columns):
            row = SubElement(table, "tr")
            for part in gaps.parts[start : start + gaps.columns]:
                _fill(SubElement(row, "td"), [part], fields)
    elif not any(isinstance(part, str) and part.strip() for part in gaps.parts):
        for part in empty:
            _fill(SubElement(body, "p"), [part], fields)
    else:
        _fill(SubElement(body, "p"), gaps.parts, fields)
    _score_by_map(root, [f"{RESPONSE}{n}" for n in range(1, len(empty) + 1)])


def _field(
    root: Element, id_: str, right: Sequence[str], gaps: Gaps, item: Item, empty: Sequence[Gap]
) -> Element:
    """Declare a gap's response, and return what asks for it: a field, or a choice of the bank."""
    part = item.points / len(empty)
    if not gaps.bank:
        _declare(root, id_, "single", "string", right[:1])
        _map(root, dict.fromkeys(right, part), part, is_text=True)
        return Element("textEntryInteraction", responseIdentifier=id_, expectedLength="20")
    ids = {plain(text): f"{id_}.{n}" for n, text in enumerate(gaps.bank, 1)}
    keys = [ids[text] for text in right if text in ids]
    _declare(root, id_, "single", "identifier", keys[:1])
    _map(root, dict.fromkeys(keys, part), part)
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
                parent.append(_parsed("span", f" ({html(part.hint)})"))
        else:
            parent.append(_parsed("span", prose.html_part(part)))


def _open(root: Element, body: Element, guide: Sequence[str]) -> None:
    _declare(root, RESPONSE, "single", "string", ())
    points = "".join(f"<li>{html(point)}</li>" for point in guide)
    rubric = _parsed("rubricBlock", f"<ul>{points}</ul>", view="scorer")
    body.insert(0, rubric)
    SubElement(body, "extendedTextInteraction", responseIdentifier=RESPONSE, expectedLines="12")


# --- declarations and scoring -----------------------------------------------------------------


def _begun(item: Item, language: Language) -> tuple[Element, Element]:
    root = Element(
        "assessmentItem",
        {
            "xmlns": NAMESPACE,
            "identifier": identifier(item.id),
            "title": prose.name(item) or item.id,
            "adaptive": "false",
            "timeDependent": "false",
            "xml:lang": language.tag,
        },
    )
    body = Element("itemBody")
    if item.stem:
        body.append(_parsed("p", str(html(item.stem))))
    for picture in item.pictures:
        shown = SubElement(body, "p")
        SubElement(shown, "img", src=f"images/{picture.name}", alt=picture.alt or picture.name)
    if prose.hint(item):
        body.append(_parsed("p", f"<em>{html(prose.hint(item))}</em>"))
    root.append(body)
    for name, value in ((SCORE, "0"), ("MAXSCORE", f"{item.points}")):
        declared = Element(
            "outcomeDeclaration", identifier=name, cardinality="single", baseType="float"
        )
        SubElement(SubElement(declared, "defaultValue"), "value").text = value
        root.insert(len(root) - 1, declared)
    told = Element(
        "outcomeDeclaration", identifier=FEEDBACK, cardinality="multiple", baseType="identifier"
    )
    root.insert(len(root) - 1, told)
    return root, body


def _declare(root: Element, id_: str, cardinality: str, type_: str, right: Iterable[str]) -> None:
    made = Element("responseDeclaration", identifier=id_, cardinality=cardinality, baseType=type_)
    values = list(right)
    if values:
        correct = SubElement(made, "correctResponse")
        for value in values:
            SubElement(correct, "value").text = value
    root.insert(sum(child.tag == "responseDeclaration" for child in root), made)


def _map(root: Element, scores: Mapping[str, float], most: float, *, is_text: bool = False) -> None:
    """Say what each answer to the last declared response is worth."""
    declared = [child for child in root if child.tag == "responseDeclaration"][-1]
    mapping = SubElement(
        declared, "mapping", lowerBound="0", upperBound=f"{most:g}", defaultValue="0"
    )
    for key, score in scores.items():
        attributes = {"mapKey": key, "mappedValue": f"{score:.6g}"}
        attributes |= {"caseSensitive": "false"} if is_text else {}
        SubElement(mapping, "mapEntry", attributes)


def _processing(root: Element) -> Element:
    made = root.find("responseProcessing")
    return SubElement(root, "responseProcessing") if made is None else made


def _score_by_map(root: Element, responses: Sequence[str]) -> None:
    outcome = SubElement(_processing(root), "setOutcomeValue", identifier=SCORE)
    target = SubElement(outcome, "sum") if len(responses) > 1 else outcome
    for response in responses:
        SubElement(target, "mapResponse", identifier=response)


def _condition(root: Element) -> Element:
    return SubElement(SubElement(_processing(root), "responseCondition"), "responseIf")


def _set_score(test: Element, points: int) -> None:
    outcome = SubElement(test, "setOutcomeValue", identifier=SCORE)
    SubElement(outcome, "baseValue", baseType="float").text = str(points)


def _feedback_of(root: Element, item: Item, reasons: Mapping[str, str] | None = None) -> None:
    """Show why after every answer, and what a wrong option really is after that option."""
    told = "".join(f"<p>{html(text)}</p>" for text in prose.feedback(item))
    if not told and not reasons:
        return
    outcome = SubElement(_processing(root), "setOutcomeValue", identifier=FEEDBACK)
    every = SubElement(outcome, "multiple")
    if told:
        SubElement(every, "baseValue", baseType="identifier").text = TOLD
    if reasons:
        SubElement(every, "variable", identifier=RESPONSE)
    texts = ({TOLD: told} if told else {}) | {
        id_: f"<p>{html(reason)}</p>" for id_, reason in (reasons or {}).items()
    }
    for id_, text in texts.items():
        root.append(
            _parsed(
                "modalFeedback", text, outcomeIdentifier=FEEDBACK, identifier=id_, showHide="show"
            )
        )


def _parsed(tag: str, body: str, **attributes: str) -> Element:
    """Return an element of HTML that we made: it is well-formed but for its empty elements."""
    text = body.replace("<br>", "<br/>")
    made = ElementTree.fromstring(f"<{tag}>{text}</{tag}>")  # noqa: S314 - our own text
    made.attrib |= attributes
    return made


def identifier(id_: str) -> str:
    """Return an item's or a form's id as an identifier of QTI: ``i.deck.fact.answer.choice``."""
    return f"i.{id_.replace('/', '.')}"


# --- the package ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Version:
    """What differs between versions of QTI in a package.

    The types of resources, what the manifest says of itself, and how an element is written.
    """

    item_type: str
    test_type: str
    schema: str
    schemaversion: str
    package: str
    written: Callable[[Element], Element]


QTI21 = Version(
    "imsqti_item_xmlv2p1",
    "imsqti_test_xmlv2p1",
    "QTIv2.1 Package",
    "1.0.0",
    _PACKAGE,
    lambda element: element,
)


def package(
    form: Form,
    items: Sequence[tuple[Item, Element]],
    pictures: Mapping[str, Media],
    version: Version,
) -> Iterable[tuple[str, bytes]]:
    """Yield the files of a package by name."""
    yield "imsmanifest.xml", _manifest(form, items, pictures, version)
    yield "test.xml", written(version.written(_test(form, [item for item, _ in items])))
    for item_, element in items:
        yield f"items/{identifier(item_.id)}.xml", written(element)
    for name, picture in sorted(pictures.items()):
        yield f"items/images/{name}", picture.data


def _test(form: Form, items: Sequence[Item]) -> Element:
    root = Element(
        "assessmentTest",
        xmlns=NAMESPACE,
        identifier=identifier(f"{form.blueprint}/{form.label}".strip("/")),
        title=f"{plain(form.title)} {form.label}".strip(),
    )
    part = SubElement(
        root,
        "testPart",
        identifier="part",
        navigationMode="nonlinear",
        submissionMode="simultaneous",
    )
    kept = {item.id for item in items}
    for number, section in enumerate(form.sections, 1):
        chosen = [item for item in section.items if item.id in kept]
        if chosen:
            made = SubElement(
                part,
                "assessmentSection",
                identifier=f"section{number}",
                title=section.type,
                visible="true",
            )
            for item_ in chosen:
                id_ = identifier(item_.id)
                SubElement(made, "assessmentItemRef", identifier=id_, href=f"items/{id_}.xml")
    return root


def _manifest(
    form: Form,
    items: Sequence[tuple[Item, Element]],
    pictures: Mapping[str, Media],
    version: Version,
) -> bytes:
    root = Element("manifest", xmlns=version.package, identifier="manifest")
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = version.schema
    SubElement(metadata, "schemaversion").text = version.schemaversion
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    test = SubElement(
        resources, "resource", identifier="test", type=version.test_type, href="test.xml"
    )
    SubElement(test, "file", href="test.xml")
    for item_, _ in items:
        id_ = identifier(item_.id)
        SubElement(test, "dependency", identifierref=f"r.{id_}")
        path = f"items/{id_}.xml"
        resource = SubElement(
            resources, "resource", identifier=f"r.{id_}", type=version.item_type, href=path
        )
        SubElement(resource, "file", href=path)
        for picture in item_.pictures:
            if picture.name in pictures:
                SubElement(resource, "file", href=f"items/images/{picture.name}")
    return written(root)


def written(root: Element) -> bytes:
    """Return an element as a file; nothing is indented, since spaces in a text are read."""
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
