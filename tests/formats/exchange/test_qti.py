"""QTI 2.1 and 3.0: valid by the schema, converted by another's program, and played in an engine."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page
from qti_convert import convert_qti3_to_qti21, upgrade_qti2_to_qti3

from quizgen.formats.exchange import prose
from quizgen.formats.exchange.qti.metadata import DIFFICULTIES
from quizgen.formats.exchange.qti.scoring import identifier
from quizgen.formats.exchange.shares import shares
from quizgen.model import Choice, Gap, Gaps, Item, Match, Numeric, OpenResponse, TextEntry
from quizgen.text import plain
from tests.conftest import ROOT
from tests.formats.exchange import banks
from tests.formats.exchange.banks import Bank
from tests.formats.exchange.nasty import PICTURE, SOUND
from tests.formats.exchange.reading import element_shown, element_words

ENGINE = ROOT / "node_modules" / "@citolab" / "qti-components" / "cdn" / "index.global.js"
VERSIONS = ("qti", "qti3")
OWN_WAYS = ("media-to-object", "accessibility-attributes-removed")
"""What version 3 says in another way, which the converter tells."""
Q = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PLAY = """async ({xml, given}) => {
  const container = document.createElement('item-container');
  container.itemXML = xml;
  document.body.replaceChildren(container);
  let item = null;
  for (let tries = 0; tries < 400 && !item; tries++) {
    await new Promise(done => setTimeout(done, 5));
    item = container.shadowRoot && container.shadowRoot.querySelector('qti-assessment-item');
  }
  await item.updateComplete;
  await new Promise(done => setTimeout(done, 5));
  for (const [id, value] of Object.entries(given)) item.updateResponseVariable(id, value);
  item.processResponse();
  const outcome = name => item.getOutcome(name).value;
  return [outcome('SCORE'), outcome('MAXSCORE')].map(Number);
}"""


@pytest.fixture(params=banks.NAMES, scope="module")
def bank(request: pytest.FixtureRequest) -> Bank:
    return banks.of(request.param)


def items_of(bank: Bank, name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bank.written(name))) as archive:
        return {
            path.removeprefix("items/").removesuffix(".xml"): archive.read(path)
            for path in archive.namelist()
            if path.startswith("items/") and path.endswith(".xml")
        }


@pytest.fixture(scope="module")
def items_schema(schemas: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(schemas / "qtiv2p1" / "imsqti_v2p1.xsd")))


@pytest.mark.slow
def test_2_1_is_valid_by_the_schema(
    bank: Bank, schemas: Path, items_schema: etree.XMLSchema
) -> None:
    package = etree.XMLSchema(etree.parse(str(schemas / "imscp_v1p1.xsd")))
    with zipfile.ZipFile(io.BytesIO(bank.written("qti"))) as archive:
        for name in (name for name in archive.namelist() if name.endswith(".xml")):
            schema = package if name == "imsmanifest.xml" else items_schema
            root = etree.fromstring(archive.read(name))
            assert schema.validate(root), (name, schema.error_log)


@pytest.mark.slow
def test_3_0_is_valid_as_another_program_writes_it_in_2_1(
    bank: Bank, items_schema: etree.XMLSchema
) -> None:
    for name, data in items_of(bank, "qti3").items():
        result = convert_qti3_to_qti21(data.decode())
        assert [w for w in result.warnings if w.code not in OWN_WAYS] == [], name
        root = etree.fromstring(result.xml.encode())
        assert items_schema.validate(root), (name, items_schema.error_log)


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_the_manifest_has_the_tags_and_the_difficulty_of_each_item(
    bank: Bank, version: str, schemas: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(bank.written(version))) as archive:
        manifest: Any = etree.fromstring(archive.read("imsmanifest.xml"))
    told = {r.get("href"): r.find("{*}metadata/{*}lom") for r in manifest.iter("{*}resource")}
    schema = etree.XMLSchema(etree.parse(str(schemas / "imsmd_v1p2p4.xsd")))
    for item in bank.kept(version):
        lom = told[f"items/{identifier(item.id)}.xml"]
        assert version != "qti" or schema.validate(lom), schema.error_log
        assert [k.xpath("string()") for k in lom.iter("{*}keyword")] == [*prose.tags(item)]
        step = DIFFICULTIES.index(lom.xpath("string(.//*[local-name()='value'])"))
        assert step / 5 <= item.difficulty <= (step + 1) / 5


@pytest.mark.parametrize("version", VERSIONS)
def test_each_item_is_there_once_with_what_it_asks(bank: Bank, version: str) -> None:
    read = items_of(bank, version)
    assert list(read) == [identifier(item.id) for item in bank.kept(version)]
    for item in bank.kept(version):
        root: Any = etree.fromstring(read[identifier(item.id)])
        body = next(root.iter("{*}itemBody", "{*}qti-item-body"))
        for rubric in body.iterfind("{*}rubricBlock"):
            body.remove(rubric)
        for rubric in body.iterfind("{*}qti-rubric-block"):
            body.remove(rubric)
        assert element_words(body).startswith(element_shown(item.stem)), item.id
        told = [element_words(f) for f in root.iter("{*}modalFeedback", "{*}qti-modal-feedback")]
        assert not item.rationale or told[0].startswith(element_shown(item.rationale))


def test_options_pairs_and_keys_are_as_they_were(bank: Bank) -> None:
    read = items_of(bank, "qti")
    for item in bank.kept("qti"):
        root: Any = etree.fromstring(read[identifier(item.id)])
        shape = item.interaction
        key = [v.text for v in root.iterfind(".//{*}correctResponse/{*}value")]
        if isinstance(shape, Choice):
            choices = list(root.iter(f"{Q}simpleChoice"))
            assert [element_words(c) for c in choices] == [
                "" if option.picture else element_shown(option.text) for option in shape.options
            ]
            assert key == [choices[index].get("identifier") for index in shape.keys]
        if isinstance(shape, Match):
            texts = {
                c.get("identifier"): element_words(c)
                for c in root.iter(f"{Q}simpleAssociableChoice")
            }
            pairs = [tuple(texts[id_] for id_ in pair.split()) for pair in key]
            assert pairs == [(element_shown(p), element_shown(r)) for p, r in shape.pairs]
        if isinstance(shape, TextEntry):
            entries = [e.get("mapKey") for e in root.iter(f"{Q}mapEntry")]
            right = [*dict.fromkeys(map(plain, shape.accepted))]
            assert entries[: len(right)] == right


# --- played -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """An engine of QTI 3 in a browser."""
    if not ENGINE.is_file():
        pytest.skip("the engine is not installed: run npm ci")
    page = browser.new_page()
    page.set_content("<!doctype html><title>Items</title>")
    page.add_script_tag(path=ENGINE)
    yield page
    page.close()


Given = Mapping[str, str | list[str]]


def keys(root: Any) -> Given:
    """Return what is right of each response of an item of version 3."""
    given: dict[str, str | list[str]] = {}
    for declared in root.iterfind("{*}qti-response-declaration"):
        values = [v.text for v in declared.iterfind("{*}qti-correct-response/{*}qti-value")]
        is_one = declared.get("cardinality") == "single"
        given[declared.get("identifier")] = values[0] if is_one else values
    return given


def others(root: Any, given: Given) -> Given:
    """Return wrong responses: what else there is to choose, or what is offered nowhere."""
    wrong: dict[str, str | list[str]] = {}
    for id_, key in given.items():
        offered = [
            e.get("identifier")
            for e in root.iter("{*}qti-simple-choice", "{*}qti-inline-choice")
            if e.get("identifier") not in key
        ]
        if isinstance(key, str):
            mine = [o for o in offered if o.startswith(f"{id_}.") or "." not in o]
            wrong[id_] = mine[0] if mine else "9999"
        elif root.find(".//{*}qti-order-interaction") is not None:
            wrong[id_] = key[::-1]
        else:
            wrong[id_] = [*offered] or [f"{pair.split()[0]} R9" for pair in key]
    return wrong


def played(bank: Bank, version: str, each: int) -> Iterator[tuple[Item, str]]:
    """Yield every so many items of a bank, a few of each type first, as QTI 3."""
    read = items_of(bank, version)
    items = [i for i in bank.kept(version) if not isinstance(i.interaction, OpenResponse)]
    for item in items[::each]:
        data = read[identifier(item.id)].decode()
        yield item, upgrade_qti2_to_qti3(data) if version == "qti" else data


@pytest.mark.browser
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", ["nasty", "shipped"])
def test_an_engine_gives_the_full_score_for_the_key_and_less_for_another(
    engine: Page, name: str, version: str
) -> None:
    for item, xml in played(banks.of(name), version, 5 if name == "nasty" else 23):
        root: Any = etree.fromstring(xml.encode())
        key = keys(root)
        score, most = engine.evaluate(PLAY, {"xml": xml, "given": key})
        assert score == most == item.points, item.id
        score, most = engine.evaluate(PLAY, {"xml": xml, "given": others(root, key)})
        assert score < most, item.id


# --- the rules --------------------------------------------------------------------------------

NASTY = banks.of("nasty")


def test_identifiers_begin_with_no_digit() -> None:
    for version in VERSIONS:
        for data in items_of(NASTY, version).values():
            found = re.findall(rb'[iI]dentifier="([^"]*)"', data)
            assert found
            assert not any(id_[:1].isdigit() for id_ in found)


def test_every_item_declares_its_score_and_the_most() -> None:
    for item, data in zip(NASTY.kept("qti"), items_of(NASTY, "qti").values(), strict=True):
        root: Any = etree.fromstring(data)
        declared = {
            d.get("identifier"): d.findtext("{*}defaultValue/{*}value")
            for d in root.iterfind("{*}outcomeDeclaration")
        }
        assert declared["SCORE"] == "0"
        assert declared["MAXSCORE"] == str(item.points)


def test_matching_is_scored_by_a_map() -> None:
    for item, data in zip(NASTY.kept("qti"), items_of(NASTY, "qti").values(), strict=True):
        if isinstance(item.interaction, Match):
            root: Any = etree.fromstring(data)
            assert root.find(".//{*}responseProcessing//{*}mapResponse") is not None


@pytest.mark.parametrize("total", [1, 2, 3, 5])
@pytest.mark.parametrize("parts", range(1, 13))
def test_parts_add_up_to_the_whole(total: int, parts: int) -> None:
    each = [float(part) for part in shares(total, parts)]
    assert sum(each) == total
    assert max(each) - min(each) < 0.02


def test_numbers_keep_their_tolerance() -> None:
    (equal, *_) = (
        root.find(".//{*}equal")
        for item, root in (
            (i, etree.fromstring(d))
            for i, d in zip(NASTY.kept("qti"), items_of(NASTY, "qti").values(), strict=True)
        )
        if isinstance(item.interaction, Numeric)
    )
    assert equal is not None
    assert (equal.get("toleranceMode"), equal.get("tolerance")) == ("absolute", "0.25 0.25")


def test_each_gap_has_a_response_of_its_own() -> None:
    for item, data in zip(NASTY.kept("qti"), items_of(NASTY, "qti").values(), strict=True):
        if isinstance(item.interaction, Gaps):
            gaps = sum(isinstance(part, Gap) for part in item.interaction.parts)
            assert data.count(b"<responseDeclaration") == gaps


@pytest.mark.parametrize("version", VERSIONS)
def test_media_lie_in_the_package_and_are_named_by_the_manifest(version: str) -> None:
    with zipfile.ZipFile(io.BytesIO(NASTY.written(version))) as archive:
        paths = {f"items/media/{medium.name}": medium.data for medium in (PICTURE, SOUND)}
        assert {path: archive.read(path) for path in paths} == paths
        manifest: Any = etree.fromstring(archive.read("imsmanifest.xml"))
    assert paths.keys() <= {f.get("href") for f in manifest.iter("{*}file")}
    data = items_of(NASTY, version)["i.d.f1.answer.pictured"]
    assert data.count(f'src="media/{PICTURE.name}"'.encode()) == 2


@pytest.mark.parametrize(
    ("version", "player"),
    [
        ("qti", '<object data="media/{}" type="audio/mpeg" />'),
        ("qti3", '<audio controls="controls" src="media/{}" />'),
    ],
)
def test_a_sound_is_played_with_its_stem(version: str, player: str) -> None:
    data = items_of(NASTY, version)
    assert player.format(SOUND.name) in data["i.d.f5.answer.short"].decode()
    assert b"audio" not in data["i.d.f1.answer.short"]


def test_formulas_are_mathml() -> None:
    data = items_of(NASTY, "qti")["i.d.f10.answer.short"]
    assert b'<math xmlns="http://www.w3.org/1998/Math/MathML">' in data


def test_what_reads_from_right_to_left_says_so() -> None:
    for data in items_of(banks.of("nasty-urdu"), "qti3").values():
        assert b'<qti-item-body dir="rtl">' in data
        assert b'xml:lang="ur"' in data
