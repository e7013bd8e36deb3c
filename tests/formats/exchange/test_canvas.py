"""Canvas' QTI 1.2: valid by the DTD, read as Canvas' importer reads it, and marked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from quizgen.formats.exchange import prose
from quizgen.formats.exchange.canvas.items import identifier
from quizgen.model import (
    Choice,
    Gap,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import plain
from tests.formats.exchange import banks
from tests.formats.exchange.banks import Bank
from tests.formats.exchange.nasty import PICTURE, SOUND
from tests.formats.exchange.reading import shown, words

_NAMESPACE = b' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"'
TYPES = {
    "multiple_choice_question",
    "true_false_question",
    "short_answer_question",
    "fill_in_multiple_blanks_question",
    "multiple_answers_question",
    "multiple_dropdowns_question",
    "matching_question",
    "numerical_question",
    "essay_question",
}
FULL = 100


@pytest.fixture(params=banks.NAMES, scope="module")
def bank(request: pytest.FixtureRequest) -> Bank:
    return banks.of(request.param)


def archive(bank: Bank) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(bank.written("canvas")))


def assessment(bank: Bank) -> Any:
    """Return the assessment, found as Canvas finds it: by the manifest's resource."""
    with archive(bank) as package:
        manifest: Any = etree.fromstring(package.read("imsmanifest.xml"))
        (resource,) = manifest.iterfind(".//{*}resource[@type='imsqti_xmlv1p2']")
        text = package.read(resource.find("{*}file").get("href"))
    return etree.fromstring(text.replace(_NAMESPACE, b""), etree.XMLParser(huge_tree=True))


@cache
def read(bank: Bank) -> dict[str, Any]:
    return {i.get("ident"): i for i in assessment(bank).iter("item")}


def metadata(item: Any, name: str) -> str:
    for field in item.iter("qtimetadatafield"):
        if field.findtext("fieldlabel") == name:
            return str(field.findtext("fieldentry"))
    raise KeyError(name)


def test_it_is_valid_by_the_dtd(bank: Bank, schemas: Path) -> None:
    dtd = etree.DTD(str(schemas / "qti12" / "ims_qtiasiv1p2p1.dtd"))
    assert dtd.validate(assessment(bank)), dtd.error_log


def test_each_item_is_there_once_with_what_it_asks(bank: Bank) -> None:
    elements = read(bank)
    assert list(elements) == [identifier("item", i.id) for i in bank.kept("canvas")]
    for item, element in zip(bank.kept("canvas"), elements.values(), strict=True):
        assert words(element.findtext("presentation/material/mattext")).startswith(shown(item.stem))
        assert metadata(element, "question_type") in TYPES
        assert metadata(element, "points_possible") == str(item.points)
        assert metadata(element, "qmd_keywords").split(", ") == [*prose.tags(item)]
        told = element.findtext("itemfeedback[@ident='general_fb']//mattext")
        assert not item.rationale or words(told).startswith(shown(item.rationale))


def test_options_pairs_and_reasons_are_as_they_were(bank: Bank) -> None:
    for item, element in zip(bank.kept("canvas"), read(bank).values(), strict=True):
        shape = item.interaction
        if isinstance(shape, Choice):
            texts = [words(t) for t in element.xpath(".//response_label//mattext/text()")]
            assert texts == ["" if o.picture else shown(o.text) for o in shape.options]
            why = [
                words(feedback.findtext(".//mattext"))
                for feedback in element.iterfind("itemfeedback")
                if feedback.get("ident") != "general_fb"
            ]
            assert why == [shown(o.why) for o in shape.options if o.why and not o.correct]
        if isinstance(shape, Match):
            prompts = [words(r.findtext("material/mattext")) for r in element.iter("response_lid")]
            assert prompts == [shown(prompt) for prompt, _ in shape.pairs]


def test_each_item_has_its_full_mark_for_its_key_and_less_for_another(bank: Bank) -> None:
    for item, element in zip(bank.kept("canvas"), read(bank).values(), strict=True):
        if not isinstance(item.interaction, OpenResponse):
            assert mark(element, right(item, element)) == FULL, item.id
            assert mark(element, {}) < FULL, item.id
            assert mark(element, wrong(item, element)) < FULL, item.id


# --- how it is marked -------------------------------------------------------------------------

Response = Mapping[str, set[str]]
"""What is chosen or written, by the identifier of what it answers."""


def label_of(element: Any, ident: str, text: str) -> str:
    """Return the label of a response under which a text stands."""
    for label in element.xpath(f".//response_lid[@ident='{ident}']//response_label"):
        if words(label.findtext(".//mattext")) == words(text):
            return str(label.get("ident"))
    raise KeyError(text)


def right(item: Item, element: Any) -> Response:
    shape = item.interaction
    match shape:
        case Choice():
            return {"response1": {str(index + 1) for index in shape.keys}}
        case TrueFalse(answer):
            return {"response1": {"1" if answer else "2"}}
        case TextEntry(accepted):
            return {"response1": {plain(accepted[-1])}}
        case Numeric():
            return {"response1": {str(shape.value - shape.tolerance)}}
        case Gaps(parts):
            gaps = [part for part in parts if isinstance(part, Gap)]
            names = [f"response_gap{n}" for n in range(1, len(gaps) + 1)]
            return {
                name: {label_of(element, name, escaped(gap.text))}
                for name, gap in zip(names, gaps, strict=True)
            }
        case Match(pairs):
            answers = [response for _, response in pairs]
        case Order(entries):
            answers = [str(entry.rank) for entry in entries]
        case OpenResponse():
            raise AssertionError("nobody but a person marks it")
    return {
        f"response_{n}": {label_of(element, f"response_{n}", escaped(text))}
        for n, text in enumerate(answers, 1)
    }


def escaped(markdown: str) -> str:
    return plain(markdown).replace("&", "&amp;").replace("<", "&lt;")


def wrong(item: Item, element: Any) -> Response:
    """Return the key's opposite: what is not right of each response, or nothing of the sort."""
    if isinstance(item.interaction, TextEntry | Numeric):
        return {"response1": {"99999"}}
    others = {}
    for ident, labels in right(item, element).items():
        offered = element.xpath(f".//response_lid[@ident='{ident}']//response_label/@ident")
        others[ident] = set(offered) - labels
    return others


def mark(item: Any, response: Response) -> float:
    """Return the score by the item's conditions, in order, as QTI 1.2 processes them."""
    score = 0.0
    for condition in item.iterfind("resprocessing/respcondition"):
        if holds(condition.find("conditionvar"), response):
            for setvar in condition.iterfind("setvar"):
                worth = float(setvar.text)
                score = worth if setvar.get("action") == "Set" else score + worth
            if condition.get("continue") != "Yes":
                break
    return score


def holds(element: Any, response: Response) -> bool:
    """Whether a condition does; what stands in ``conditionvar`` itself are alternatives."""
    results = [_holds(child, response) for child in element]
    return any(results)


def _holds(element: Any, response: Response) -> bool:
    given = response.get(element.get("respident") or "", set())
    match element.tag:
        case "varequal":
            return element.text in given
        case "vargte":
            return any(float(value) >= float(element.text) for value in given)
        case "varlte":
            return any(float(value) <= float(element.text) for value in given)
        case "not":
            return not any(_holds(child, response) for child in element)
        case "and":
            return all(_holds(child, response) for child in element)
        case "or":
            return any(_holds(child, response) for child in element)
        case "other":
            return True
    raise AssertionError(element.tag)


# --- the rules --------------------------------------------------------------------------------

NASTY = banks.of("nasty")


def test_the_manifest_names_the_assessment_and_its_settings() -> None:
    with archive(NASTY) as package:
        manifest: Any = etree.fromstring(package.read("imsmanifest.xml"))
        (resource,) = manifest.iterfind(".//{*}resource[@type='imsqti_xmlv1p2']")
        id_ = resource.get("identifier")
        assert resource.find("{*}file").get("href") == f"{id_}/{id_}.xml"
        (other,) = [
            r
            for r in manifest.iterfind(".//{*}resource")
            if r.get("identifier") == resource.find("{*}dependency").get("identifierref")
        ]
        kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
        assert other.get("type") == kind
        assert other.get("href") == f"{id_}/assessment_meta.xml"
        listed = {f.get("href") for f in manifest.iterfind(".//{*}file")}
        assert listed == set(package.namelist()) - {"imsmanifest.xml"}


def test_every_label_has_an_identifier() -> None:
    labels = list(assessment(NASTY).iter("response_label"))
    assert labels
    assert all(label.get("ident") for label in labels)


def test_every_item_tells_its_type_and_none_is_a_plain_text() -> None:
    types = {metadata(item, "question_type") for item in read(NASTY).values()}
    assert types == TYPES
    assert "text_only_question" not in types


def test_matching_has_a_response_for_each_prompt() -> None:
    for item, element in zip(NASTY.kept("canvas"), read(NASTY).values(), strict=True):
        if isinstance(item.interaction, Match):
            assert len(element.findall(".//response_lid")) == len(item.interaction.pairs)


def test_numbers_have_their_bounds() -> None:
    (number, *_) = (e for e in read(NASTY).values() if e.find(".//vargte") is not None)
    assert [number.findtext(f".//{t}") for t in ("varequal", "vargte", "varlte")] == [
        "-1.50",
        "-1.75",
        "-1.25",
    ]


def test_gaps_are_named_in_brackets_and_nothing_else_is() -> None:
    for element in read(NASTY).values():
        if metadata(element, "question_type").startswith(("fill_in", "multiple_dropdowns")):
            text = element.findtext("presentation/material/mattext")
            named = {r.findtext("material/mattext") for r in element.iter("response_lid")}
            assert text.count("[") == len(named)
            assert all(f"[{name}]" in text for name in named)


def test_pictures_lie_in_the_package_and_are_shown() -> None:
    with archive(NASTY) as package:
        assert package.read(f"media/{PICTURE.name}") == PICTURE.data
        assert package.read(f"media/{SOUND.name}") == SOUND.data
    texts = list(assessment(NASTY).iter("mattext"))
    shown_in = [t for t in texts if f"$IMS-CC-FILEBASE$/media/{PICTURE.name}" in t.text]
    assert any(t.getparent().getparent().tag == "response_label" for t in shown_in)
    assert any(t.getparent().getparent().tag == "presentation" for t in shown_in)
    address = f"$IMS-CC-FILEBASE$/media/{SOUND.name}"
    heard = read(NASTY)[identifier("item", "d/f5/answer/short")].findtext("presentation//mattext")
    assert f'<audio controls src="{address}"></audio> <a href="{address}">' in heard


def test_formulas_are_pictures_that_canvas_draws() -> None:
    texts = "".join(str(t.text) for t in assessment(NASTY).iter("mattext"))
    assert 'data-equation-content="x^2 &lt; y"' in texts
    assert 'src="/equation_images/x%255E2%2520%253C%2520y?scale=1"' in texts
    assert r"\(" not in "".join(
        str(t.text) for t in assessment(NASTY).xpath("//presentation/material/mattext")
    ).replace(r"\\(", "")


def test_texts_from_right_to_left_say_so() -> None:
    for element in read(banks.of("nasty-urdu")).values():
        text = element.findtext("presentation/material/mattext")
        assert text.startswith(('<div dir="rtl" lang="ur">', "<p>", "<table>"))
        assert 'dir="rtl"' in text or not words(text.partition("<p>")[0])
