"""References as pandoc and Zotero write them."""

from __future__ import annotations

import textwrap

import pytest

from quizgen.checks.stages.keys import WRONG_VALUE
from quizgen.model import Reference
from quizgen.reading import read_collection
from tests.conftest import Workspace


def reference(workspace: Workspace, text: str) -> Reference:
    item = textwrap.indent(textwrap.dedent(text).strip(), "    ")
    (workspace.decks / "sources.yaml").write_text(f"references:\n  -\n{item}\n")
    (found,) = workspace.read().references.values()
    return found


def test_an_article(workspace: Workspace) -> None:
    found = reference(
        workspace,
        """
        id: key
        type: article-journal
        author: [{family: Imran, given: Tahir}, {family: Khan, given: M. I.}]
        title: Conflict
        container-title: Review
        volume: VII
        issue: III
        page: 27–35
        issued: 2024-09
        DOI: 10.1/x
        language: en
        """,
    )
    assert found == Reference(
        key="key",
        short="Imran & Khan 2024",
        full="Imran, Tahir; Khan, M. I. (2024). “Conflict”. *Review*, VII(III), 27–35.",
        who="Tahir Imran & M. I. Khan (2024)",
        url="https://doi.org/10.1/x",
        first_page=27,
    )


def test_no_author_and_no_date(workspace: Workspace) -> None:
    found = reference(
        workspace, "{id: key, type: webpage, title: A long title, title-short: Short}"
    )
    assert (found.short, found.who) == ("“Short”", "“Short”")
    assert found.full == "“A long title” [“Short”]."


def test_many_authors_and_an_institution(workspace: Workspace) -> None:
    found = reference(
        workspace,
        """
        id: key
        type: report
        author: [{literal: UN}, {family: B}, {family: C}, {family: D}]
        title: T
        issued: {date-parts: [[2020, 5]]}
        publisher: P
        URL: https://example.org
        """,
    )
    assert found.short == "UN et al. 2020"
    assert found.full.endswith("(2020-05). “T”. P.")
    assert found.url == "https://example.org"


@pytest.mark.parametrize("issued", ["{year: 1999}", "[{year: 1999}]", '"1999"', "1999-02-03"])
def test_dates_in_each_dress(workspace: Workspace, issued: str) -> None:
    assert (
        reference(workspace, f"{{id: k, type: b, title: T, issued: {issued}}}").short == "“T” 1999"
    )


def test_an_address_that_is_none(workspace: Workspace) -> None:
    (workspace.decks / "sources.yaml").write_text(
        "references:\n  - {id: k, type: b, title: T, URL: 'javascript:alert(1)'}\n"
    )
    (diagnostic,) = read_collection(workspace.decks).diagnostics
    assert diagnostic.message.startswith("'javascript:alert(1)' is no web address")


def test_a_date_that_is_none(workspace: Workspace) -> None:
    (workspace.decks / "sources.yaml").write_text(
        "references:\n  - {id: k, type: b, title: T, issued: {season: spring}}\n"
    )
    (diagnostic,) = read_collection(workspace.decks).diagnostics
    assert diagnostic.code is WRONG_VALUE
