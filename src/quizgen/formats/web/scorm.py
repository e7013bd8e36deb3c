"""SCORM 1.2: the page in a package that a learning platform frames, and which reports the score.

A platform that reads it shows the page as an activity. When a test is handed in, the platform gets
the score in percent; where a test is left open, it keeps the answers, if they fit its 4,096
characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from quizgen.formats.archive import zipped
from quizgen.formats.exchange.documents import document
from quizgen.formats.web import page
from quizgen.language import Language
from quizgen.model import Edition, Form, Note
from quizgen.text import plain

_PACKAGE = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
PAGE = "index.html"
LONGEST_TITLE = 200


def of_deck(form: Form, notes: Sequence[Note], edition: Edition, language: Language) -> bytes:
    """Return the page of a deck as a package."""
    return _package(form, page.of_deck(form, notes, edition, language, is_framed=True))


def of_paper(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the page of one version of a paper as a package."""
    return _package(form, page.of_paper(form, edition, language, is_framed=True))


def _package(form: Form, data: bytes) -> bytes:
    return zipped([("imsmanifest.xml", _manifest(form)), (PAGE, data)])


def _manifest(form: Form) -> bytes:
    """Return the manifest: one activity, which is one page."""
    title = f"{plain(form.title)} {form.label}".strip()[:LONGEST_TITLE]
    name = "quizgen." + ".".join(filter(None, (form.blueprint, form.label)))
    root = Element("manifest", identifier=name, version="1.0", xmlns=_PACKAGE)
    root.set("xmlns:adlcp", _ADL)
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "ADL SCORM"
    SubElement(metadata, "schemaversion").text = "1.2"
    organizations = SubElement(root, "organizations", default="activities")
    organization = SubElement(organizations, "organization", identifier="activities")
    SubElement(organization, "title").text = title
    item = SubElement(organization, "item", identifier="activity", identifierref="page")
    SubElement(item, "title").text = title
    resource = SubElement(
        SubElement(root, "resources"),
        "resource",
        {"identifier": "page", "type": "webcontent", "adlcp:scormtype": "sco", "href": PAGE},
    )
    SubElement(resource, "file", href=PAGE)
    return document(root, is_indented=True)
