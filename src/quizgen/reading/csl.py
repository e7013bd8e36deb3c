"""``sources.yaml``: references in CSL-YAML, as pandoc and Zotero write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict

from quizgen.facts.common import Slug, Text
from quizgen.model import Reference

_CSL = {"container": "container-title", "doi": "DOI", "url": "URL", "short": "title-short"}


@dataclass(frozen=True, kw_only=True)
class Name:
    """A person (``family``, ``given``) or an institution (``literal``)."""

    __pydantic_config__ = ConfigDict(extra="ignore")

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def last(self) -> str:
        """What a citation in passing calls them."""
        return self.family or self.literal


def _year_first(value: object) -> object:
    """Read ``2024-07-14``, ``{year: 2024}``, ``{date-parts: [[2024, 7]]}`` alike."""
    match value:
        case str():
            return value
        case {"date-parts": [[*parts], *_]}:
            return "-".join(str(part).zfill(2) for part in parts)
        case [{"year": str(year)}, *_] | {"year": str(year)}:
            return year
        case _:
            raise ValueError("write a date such as 2024-07-14")


@dataclass(frozen=True, kw_only=True)
class CslItem:
    """The fields of a CSL item that a citation shows; others are welcome and unused."""

    __pydantic_config__ = ConfigDict(
        extra="ignore", alias_generator=lambda name: _CSL.get(name, name)
    )

    id: Slug
    type: Text
    title: Text
    author: tuple[Name, ...] = ()
    issued: Annotated[str, BeforeValidator(_year_first)] = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    publisher: str = ""
    doi: str = ""
    url: str = ""
    short: str = ""

    def reference(self) -> Reference:
        """Return the reference as it is cited in passing and in full."""
        year = self.issued[:4]
        short = self.short or " ".join(filter(None, (self._who(), year)))
        url = self.url or (f"https://doi.org/{self.doi}" if self.doi else "")
        return Reference(self.id, short, self._full(year), url)

    def _who(self) -> str:
        names = [name.last for name in self.author]
        if not names:
            return f"“{self.title}”"
        if len(names) > 3:
            return f"{names[0]} et al."
        return " & ".join(filter(None, (", ".join(names[:-1]), names[-1])))

    def _full(self, year: str) -> str:
        head = "; ".join(", ".join(filter(None, (name.last, name.given))) for name in self.author)
        number = f"{self.volume}({self.issue})" if self.issue else self.volume
        where = ", ".join(
            filter(None, (f"*{self.container}*" if self.container else "", number, self.page))
        )
        date = f"({self.issued})" if self.issued else ""
        parts = (" ".join(filter(None, (head, date))), f"“{self.title}”", where, self.publisher)
        return ". ".join(filter(None, parts)) + "."
