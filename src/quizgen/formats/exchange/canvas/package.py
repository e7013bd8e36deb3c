"""The package that Canvas imports: a manifest, the assessment, Canvas' settings, the media."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from quizgen.formats.archive import MARKUP, zipped
from quizgen.formats.exchange.canvas.items import Question, identifier, item
from quizgen.formats.exchange.documents import document as xml_of
from quizgen.formats.exchange.markup import Place, losing
from quizgen.formats.exchange.outcome import Exporter
from quizgen.language import Language
from quizgen.model import Form, Item
from quizgen.text import plain

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_SETTINGS = "associatedcontent/imscc_xmlv1p1/learning-application-resource"


def _assessment(id_: str, form: Form, items: Iterable[Element]) -> bytes:
    root = Element("questestinterop", xmlns=_QTI)
    assessment = SubElement(root, "assessment", ident=id_, title=_title(form))
    field = SubElement(SubElement(assessment, "qtimetadata"), "qtimetadatafield")
    SubElement(field, "fieldlabel").text = "cc_maxattempts"
    SubElement(field, "fieldentry").text = "1"
    SubElement(assessment, "section", ident="root_section").extend(items)
    return xml_of(root)


def _meta(id_: str, form: Form) -> bytes:
    root = Element("quiz", identifier=id_, xmlns=_CANVAS)
    for name, text in (
        ("title", _title(form)),
        ("quiz_type", "assignment"),
        ("points_possible", str(form.points)),
        ("shuffle_answers", "false"),
        ("scoring_policy", "keep_highest"),
        ("allowed_attempts", "1"),
    ):
        SubElement(root, name).text = text
    if form.minutes:
        SubElement(root, "time_limit").text = str(form.minutes)
    return xml_of(root)


def _manifest(id_: str, media: Iterable[str]) -> bytes:
    root = Element("manifest", identifier=f"{id_}_package", xmlns=_PACKAGE)
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "IMS Content"
    SubElement(metadata, "schemaversion").text = "1.1.3"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    quiz = SubElement(resources, "resource", identifier=id_, type="imsqti_xmlv1p2")
    SubElement(quiz, "file", href=f"{id_}/{id_}.xml")
    SubElement(quiz, "dependency", identifierref=f"{id_}_meta")
    meta = f"{id_}/assessment_meta.xml"
    settings = SubElement(
        resources, "resource", identifier=f"{id_}_meta", type=_SETTINGS, href=meta
    )
    SubElement(settings, "file", href=meta)
    for name in sorted(media):
        path = f"media/{name}"
        medium = SubElement(
            resources, "resource", identifier=identifier(name), type="webcontent", href=path
        )
        SubElement(medium, "file", href=path)
    return xml_of(root)


def _title(form: Form) -> str:
    return f"{plain(form.title)} {form.label}".strip()


def document(form: Form, questions: Sequence[tuple[Item, Question]], language: Language) -> bytes:
    """Return the package."""
    id_ = identifier("form", form.blueprint, form.label, form.title)
    media = {m.name: m for _, question in questions for m in question.media}
    return zipped(
        [
            ("imsmanifest.xml", _manifest(id_, media)),
            (f"{id_}/{id_}.xml", _assessment(id_, form, (q.element for _, q in questions))),
            (f"{id_}/assessment_meta.xml", _meta(id_, form)),
            *((f"media/{name}", medium.data) for name, medium in sorted(media.items())),
        ],
        MARKUP,
    )


EXPORTER: Exporter[Question] = Exporter(
    item,
    document,
    shows_pictures=True,
    plays_sounds=True,
    has_hints=True,
    compares_letters=True,
    losses=losing(frozenset({Place.RESPONSE, Place.BANK})),
)
