"""What every item of QTI 2.1 declares: its responses, their worth, and what is told after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from quizgen.formats.exchange import prose
from quizgen.formats.exchange.qti.markup import figure, parsed, rich
from quizgen.language import Language
from quizgen.model import Item

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
RESPONSE, SCORE, FEEDBACK = "RESPONSE", "SCORE", "FEEDBACK"
TOLD = "TOLD"
"""The identifier of what is told after every answer."""


def begun(item: Item, language: Language) -> tuple[Element, Element]:
    """Return an item with all that comes before its interaction, and the body for that."""
    root = Element(
        "assessmentItem",
        {
            "xmlns": NAMESPACE,
            "identifier": identifier(item.id),
            "title": prose.name(item) or item.id,
            "adaptive": "false",
            "timeDependent": "false",
            "xml:lang": item.language.tag,
        },
    )
    body = Element("itemBody")
    if item.stem:
        body.append(parsed("p", rich(item.stem)))
    for medium in item.media:
        SubElement(body, "p").append(figure(medium))
    if item.hint:
        body.append(parsed("p", f"<em>{rich(item.hint)}</em>"))
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


def declare(root: Element, id_: str, cardinality: str, type_: str, right: Iterable[str]) -> None:
    """Declare a response of an item, and what is right."""
    declaration = Element(
        "responseDeclaration", identifier=id_, cardinality=cardinality, baseType=type_
    )
    values = list(right)
    if values:
        correct = SubElement(declaration, "correctResponse")
        for value in values:
            SubElement(correct, "value").text = value
    root.insert(sum(child.tag == "responseDeclaration" for child in root), declaration)


def map_scores(
    root: Element, scores: Mapping[str, str], most: str, *, is_text: bool = False
) -> None:
    """Say what each answer to the last declared response is worth."""
    declared = [child for child in root if child.tag == "responseDeclaration"][-1]
    mapping = SubElement(declared, "mapping", lowerBound="0", upperBound=most, defaultValue="0")
    for key, score in scores.items():
        attributes = {"mapKey": key, "mappedValue": score}
        attributes |= {"caseSensitive": "false"} if is_text else {}
        SubElement(mapping, "mapEntry", attributes)


def _processing(root: Element) -> Element:
    element = root.find("responseProcessing")
    return SubElement(root, "responseProcessing") if element is None else element


def score_by_map(root: Element, responses: Sequence[str]) -> None:
    """Score an item by what each answer to some responses is worth."""
    outcome = SubElement(_processing(root), "setOutcomeValue", identifier=SCORE)
    target = SubElement(outcome, "sum") if len(responses) > 1 else outcome
    for response in responses:
        SubElement(target, "mapResponse", identifier=response)


def condition(root: Element) -> Element:
    """Return the test of an item, to which a condition and a score are added."""
    return SubElement(SubElement(_processing(root), "responseCondition"), "responseIf")


def set_score(test: Element, points: int) -> None:
    """Say what an item is worth where its test holds."""
    outcome = SubElement(test, "setOutcomeValue", identifier=SCORE)
    SubElement(outcome, "baseValue", baseType="float").text = str(points)


def feedback_of(root: Element, item: Item, reasons: Mapping[str, str] | None = None) -> None:
    """Show why after every answer, and what a wrong option really is after that option."""
    told = "".join(f"<p>{rich(text)}</p>" for text in prose.feedback(item))
    if not told and not reasons:
        return
    outcome = SubElement(_processing(root), "setOutcomeValue", identifier=FEEDBACK)
    every = SubElement(outcome, "multiple")
    if told:
        SubElement(every, "baseValue", baseType="identifier").text = TOLD
    if reasons:
        SubElement(every, "variable", identifier=RESPONSE)
    texts = ({TOLD: told} if told else {}) | {
        id_: f"<p>{rich(reason)}</p>" for id_, reason in (reasons or {}).items()
    }
    for id_, text in texts.items():
        root.append(
            parsed(
                "modalFeedback", text, outcomeIdentifier=FEEDBACK, identifier=id_, showHide="show"
            )
        )


def identifier(id_: str) -> str:
    """Return an item's or a form's id as an identifier of QTI: ``i.deck.fact.answer.choice``."""
    return f"i.{id_.replace('/', '.')}"
