"""Who argues what, and who certainly does not.

That an author argues one thing does not prove that another does not argue it, too. So a claim is
taken as not an author's only where its curator has named that author as a distractor.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from quizgen.comparison import loosely
from quizgen.distractors.bank import Bank
from quizgen.model import Association, Relation

ENOUGH = 30
"""Claims of one author that are weighed; of thousands, the first do."""
_YEAR = re.compile(r" \d{4}$")


def author(name: str) -> str:
    """Return an author as compared: without the year, and with "and" as good as "&"."""
    return " ".join(
        word for word in _YEAR.sub("", loosely(name)).split() if word not in ("and", "&")
    )


def not_by(name: str, deck: str, bank: Bank) -> list[Association]:
    """Return claims that are certainly not an author's, a deck's own first."""
    return [
        o for o in _near(bank.index(_denied), name, deck) if author(o.value.text) != author(name)
    ]


def by(name: str, deck: str, bank: Bank) -> list[Association]:
    """Return claims of an author, a deck's own first."""
    return _near(bank.index(_claims), name, deck)


def _near(
    claims: Mapping[tuple[str, str], list[Association]], name: str, deck: str
) -> list[Association]:
    own = claims.get((author(name), deck), [])[:ENOUGH]
    return own + [o for o in claims.get((author(name), ""), []) if o.origin.deck != deck]


def whole(p: Association, *, first: bool = False) -> str:
    """Return a claim with its author; the subject ``first`` where it is an event with its date."""
    ends = (p.subject.text, p.value.text)
    return ": ".join(ends if first else ends[::-1])


def _denied(bank: Bank) -> Mapping[tuple[str, str], list[Association]]:
    """Return, by author and deck ("" for any), the claims that are certainly not the author's."""
    by_author: dict[tuple[str, str], list[Association]] = defaultdict(list)
    for claim in bank.associations(Relation.CLAIM):
        for name in claim.distractors:
            _note(by_author, author(name), claim)
    return by_author


def _claims(bank: Bank) -> Mapping[tuple[str, str], list[Association]]:
    """Return each author's claims, by author and deck ("" for any)."""
    by_author: dict[tuple[str, str], list[Association]] = defaultdict(list)
    for claim in bank.associations(Relation.CLAIM):
        _note(by_author, author(claim.value.text), claim)
    return by_author


def _note(
    by_author: dict[tuple[str, str], list[Association]], name: str, claim: Association
) -> None:
    by_author[name, claim.origin.deck].append(claim)
    if len(by_author[name, ""]) < ENOUGH:
        by_author[name, ""].append(claim)
