"""A package of QTI: a file for each item, a test that holds them in order, and a manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from quizgen.formats.archive import MARKUP, zipped
from quizgen.formats.exchange import prose
from quizgen.formats.exchange.documents import document as xml_of
from quizgen.formats.exchange.markup import Place, losing
from quizgen.formats.exchange.outcome import Exporter
from quizgen.formats.exchange.qti.items import Assessed, item
from quizgen.formats.exchange.qti.metadata import IMS, Binding
from quizgen.formats.exchange.qti.metadata import metadata as metadata_of
from quizgen.formats.exchange.qti.scoring import NAMESPACE, identifier
from quizgen.language import Language
from quizgen.model import Form, Item, Media
from quizgen.records import dataclass
from quizgen.text import plain

_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"


@dataclass(frozen=True, slots=True)
class Version:
    """What differs between versions of QTI in a package.

    The types of resources, what the manifest says of itself and of items, and how an element is
    written.
    """

    item_type: str
    test_type: str
    schema: str
    schemaversion: str
    package: str
    binding: Binding
    written: Callable[[Element], Element]


QTI21 = Version(
    "imsqti_item_xmlv2p1",
    "imsqti_test_xmlv2p1",
    "QTIv2.1 Package",
    "1.0.0",
    _PACKAGE,
    IMS,
    lambda element: element,
)


def package(
    form: Form,
    items: Sequence[tuple[Item, Element]],
    media: Mapping[str, Media],
    version: Version,
) -> Iterable[tuple[str, bytes]]:
    """Yield the files of a package by name."""
    yield "imsmanifest.xml", _manifest(form, items, media, version)
    yield "test.xml", xml_of(version.written(_test(form, [item for item, _ in items])))
    for each, element in items:
        yield f"items/{identifier(each.id)}.xml", xml_of(element)
    for name, medium in sorted(media.items()):
        yield f"items/media/{name}", medium.data


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
            element = SubElement(
                part,
                "assessmentSection",
                identifier=f"section{number}",
                title=section.type,
                visible="true",
            )
            for each in chosen:
                id_ = identifier(each.id)
                SubElement(element, "assessmentItemRef", identifier=id_, href=f"items/{id_}.xml")
    return root


def _manifest(
    form: Form,
    items: Sequence[tuple[Item, Element]],
    media: Mapping[str, Media],
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
    for each, _ in items:
        id_ = identifier(each.id)
        SubElement(test, "dependency", identifierref=f"r.{id_}")
        path = f"items/{id_}.xml"
        resource = SubElement(
            resources, "resource", identifier=f"r.{id_}", type=version.item_type, href=path
        )
        resource.append(metadata_of(each, version.binding))
        SubElement(resource, "file", href=path)
        for medium in prose.media(each):
            if medium.name in media:
                SubElement(resource, "file", href=f"items/media/{medium.name}")
    return xml_of(root)


def document(form: Form, items: Sequence[tuple[Item, Assessed]], language: Language) -> bytes:
    """Return the package."""
    elements = [(item, assessed.element) for item, assessed in items]
    return zipped(package(form, elements, _media(items), QTI21), MARKUP)


EXPORTER: Exporter[Assessed] = Exporter(
    item,
    document,
    shows_pictures=True,
    plays_sounds=True,
    has_hints=True,
    compares_letters=True,
    losses=losing(frozenset({Place.BANK})),
)


def _media(items: Iterable[tuple[Item, Assessed]]) -> dict[str, Media]:
    return {m.name: m for _, assessed in items for m in assessed.media}
