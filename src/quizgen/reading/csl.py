"""``sources.yaml``: references in CSL-YAML, as pandoc and Zotero write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from quizgen.facts.description import described
from quizgen.facts.values import FileSlug, Text
from quizgen.model import Reference
from quizgen.records import dataclass


def _web_address(value: object) -> object:
    if isinstance(value, str) and not re.match(r"https?://[^\s\"<>]+$", value):
        raise ValueError(f"'{value}' is no web address that begins with http:// or https://")
    return value


_PAGE = re.compile(r"(?<!\d)\d{1,6}(?!\d)")
_SET_ASIDE = re.compile(r"para\. (\d{1,6})")
ALIASES = {"container": "container-title", "doi": "DOI", "url": "URL", "short": "title-short"}


@dataclass(frozen=True, kw_only=True)
class Name:
    """A person (``family``, ``given``) or an institution (``literal``)."""

    __pydantic_config__ = ConfigDict(extra="ignore")

    family: Annotated[str, described("The family name.", "Smith")] = ""
    given: Annotated[str, described("The given name.", "Ann")] = ""
    literal: Annotated[
        str, described("The name of an institution, in one piece.", "United Nations")
    ] = ""

    @property
    def last(self) -> str:
        """What a citation in passing calls them."""
        return self.family or self.literal

    @property
    def whole(self) -> str:
        """Their name in full."""
        return f"{self.given} {self.last}".strip()


def _year_first(value: object) -> object:
    """Read ``2024-07-14``, ``{year: 2024}``, ``{date-parts: [[2024, 7]]}`` alike."""
    match value:
        case str():
            return value
        case {"date-parts": [[*parts], *_]} if all(isinstance(part, str) for part in parts):
            return "-".join(part.zfill(2) for part in parts)
        case [{"year": str(year)}, *_] | {"year": str(year)}:
            return year
        case _:
            raise ValueError("write a date such as 2024-07-14")


@dataclass(frozen=True, kw_only=True)
class CslItem:
    """The fields of a CSL item that a citation shows; others are welcome and unused.

    ``custom: {page-break: …}`` says what a scraped text has at the head of each page, and
    ``custom: {para. 5: …}`` why no fact cites a paragraph.
    """

    __pydantic_config__ = ConfigDict(
        extra="ignore", alias_generator=lambda name: ALIASES.get(name, name)
    )

    id: Annotated[FileSlug, described("The citation key, by which facts name it.", "smith-2020")]
    type: Annotated[
        Text, described("What it is, in CSL's words.", "article-journal", "book", "webpage")
    ]
    title: Annotated[Text, described("The title.", "The Geneva Accords")]
    author: Annotated[
        tuple[Name, ...],
        described(
            "Who wrote it.", [{"family": "Smith", "given": "Ann"}, {"literal": "United Nations"}]
        ),
    ] = ()
    issued: Annotated[
        str,
        BeforeValidator(_year_first),
        described("When it came out.", "2020-05-01", {"year": "2020"}),
    ] = ""
    container: Annotated[
        str, described("The journal or the site that it is in.", "Cold War History")
    ] = ""
    volume: Annotated[str, described("The volume of the journal.", "12")] = ""
    issue: Annotated[str, described("The issue of the volume.", "3")] = ""
    page: Annotated[
        str, described("Its pages; the first one is where page numbers of `at` begin.", "101-120")
    ] = ""
    publisher: Annotated[str, described("The publisher.", "Routledge")] = ""
    doi: Annotated[str, described("The DOI, from which its address is made.", "10.1000/182")] = ""
    url: Annotated[
        str,
        BeforeValidator(_web_address),
        described("Its address on the web.", "https://example.org/accords"),
    ] = ""
    short: Annotated[str, described("A short title, for citing in passing.", "Accords")] = ""
    custom: Annotated[
        Mapping[str, str],
        described(
            "`page-break`: what a scraped text has at the head of each page; `para. 5`: why no "
            "fact cites that paragraph, for `list --sources`.",
            {"page-break": "Cold War History, vol. 12", "para. 5": "the abstract"},
        ),
    ] = field(default_factory=dict)

    def reference(self) -> Reference:
        """Return the reference as it is cited in passing, in full, and by its author's name."""
        year = self.issued[:4]
        title = f"“{self.short or self.title}”"
        last = _joined(name.last for name in self.author) or title
        whole = _joined(name.whole for name in self.author) or title
        return Reference(
            key=self.id,
            short=f"{last} {year}".strip(),
            full=self._full(),
            who=f"{whole} ({year})" if year else whole,
            url=self.url or (f"https://doi.org/{self.doi}" if self.doi else ""),
            first_page=int(pages[0]) if (pages := _PAGE.findall(self.page)) else None,
            page_break=self.custom.get("page-break", ""),
            set_aside=frozenset(
                int(match[1]) for name in self.custom if (match := _SET_ASIDE.fullmatch(name))
            ),
            is_text=self.type not in ("dataset", "map"),
        )

    def _full(self) -> str:
        """Return authors, date, title and place; without authors the title comes first.

        A volume is cited by its year, what is not in one by its day.
        """
        names = "; ".join(", ".join(filter(None, (n.last, n.given))) for n in self.author)
        date = self.issued[:4] if self.volume else self.issued
        dated = f" ({date})" if date else ""
        title = f"“{self.title}”"
        if self.short and not names:
            title += f" [“{self.short}”]"
        head = (f"{names}{dated}", title) if names else (f"{title}{dated}",)
        number = f"{self.volume}({self.issue})" if self.issue else self.volume
        container = f"*{self.container}*" if self.container else ""
        where = ", ".join(filter(None, (container, number, self.page)))
        return ". ".join(filter(None, (*head, where, self.publisher))) + "."


def _joined(names: Iterable[str]) -> str:
    *most, last = [*names] or [""]
    if len(most) > 2:
        return f"{most[0]} et al."
    return " & ".join(filter(None, (", ".join(most), last)))
