"""Questions of learning platforms → facts, with distractors that somebody has chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum

from quizgen.checks.row import Rule
from quizgen.checks.table import ROWS
from quizgen.diagnostics import counted
from quizgen.facts.parts import MOST_FOILS
from quizgen.imports import writing
from quizgen.imports.bundle import ImportRefused
from quizgen.imports.plan import Options, Plan, Target
from quizgen.language import Language
from quizgen.numbers import for_programs

ALLOWED = "it was so where it came from"
ALLOWABLE = frozenset(code for row in ROWS if isinstance(row, Rule) for code in row.codes)
"""What a fact may allow."""


class Sort(Enum):
    """What a question asks for."""

    CHOICE = "choice"
    SHORT = "short answer"
    NUMBER = "number"
    MATCH = "matching"
    TRUTH = "true or false"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in Markdown, how right it is in hundredths, and what is said to who gives it."""

    text: str
    right: Decimal
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: what it asks, its answers or its pairs, and what goes with it.

    ``pictures`` are files that it shows, with what they show in words.
    """

    sort: Sort
    stem: str
    name: str = ""
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    tolerance: Decimal | None = None
    feedback: str = ""
    tags: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Found:
    """The questions of a file, sentences about what does not come, and pictures by their name."""

    asked: list[Asked] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    count: int = 0
    media: dict[str, bytes] = field(default_factory=dict)


def plan(found: Found, target: Target, options: Options) -> Plan:
    """Return a deck of facts, one a question.

    Raises:
        ImportRefused: where there is none.

    """
    ids: set[str] = set()
    seen: set[tuple[str, frozenset[str]]] = set()
    left = list(found.left)
    facts = []
    for asked in found.asked:
        why = _missing(asked)
        key = (asked.stem.casefold(), frozenset(_right(asked)))
        if key in seen:
            why = "asks what another asks, with the same answer"
        if why:
            left.append(f"a question that {why}: {asked.stem[:60] or asked.name}")
            continue
        seen.add(key)
        facts.append(
            _fact(
                asked,
                writing.named(asked.name or asked.stem, ids),
                options.language,
                f"media/{target.base}",
                left,
            )
        )
    planned = facts_plan(facts, left, found.count, "question", target, options)
    folder = f"decks/media/{target.base}"
    media = {f"{folder}/{name}": data for name, data in found.media.items()}
    return replace(planned, files={**planned.files, **media})


def facts_plan(
    facts: Sequence[Mapping[str, writing.Value]],
    left: Sequence[str],
    count: int,
    noun: str,
    target: Target,
    options: Options,
) -> Plan:
    """Return a deck of some facts, written out.

    Raises:
        ImportRefused: where there are none.

    """
    left = list(left)
    facts, allowed = _heeding(facts, left, options)
    if not facts:
        raise ImportRefused("; ".join(left) or f"there is no {noun} in it")
    id_ = target.base
    title = options.title or id_.replace("-", " ").capitalize()
    title = writing.free(title, set(target.titles))
    head = {"deck": writing.markdown_of(title), "id": id_}
    data = writing.document(head) + b"facts:\n" + b"".join(map(writing.fact, facts))
    kinds: dict[str, int] = {}
    for fact in facts:
        kind = next(iter(fact))
        kinds[kind] = kinds.get(kind, 0) + 1
    return Plan(
        files={f"decks/{id_}.yaml": data},
        becomes=(
            *(
                f"{counted(number, noun)}: facts of the kind '{kind}' in decks/{id_}.yaml"
                for kind, number in kinds.items()
            ),
            *allowed,
        ),
        left=tuple(left),
        count=count,
        coming=len(facts),
        noun=noun,
    )


def _right(asked: Asked) -> Iterator[str]:
    """Yield what is right, by which questions of the same words are told apart."""
    yield from (answer.text.casefold() for answer in asked.answers if answer.right > 0)
    yield from (f"{prompt} {answer}" for prompt, answer in asked.pairs)


def _heeding(
    facts: Sequence[Mapping[str, writing.Value]], left: list[str], options: Options
) -> tuple[list[Mapping[str, writing.Value]], list[str]]:
    """Return the facts that a build will take, and what is allowed in them that checks refuse.

    What is refused and cannot be allowed is left out.
    """
    kept: list[Mapping[str, writing.Value]] = []
    allowed = []
    for index, fact in enumerate(facts):
        reasons = options.refused.get(index, ())
        refused = [why for why in reasons if why.code not in ALLOWABLE]
        if refused:
            left.append(f"a question that a build would refuse: {refused[0].message}")
        elif reasons:
            codes = dict.fromkeys((why.code.name for why in reasons), ALLOWED)
            kept.append({**fact, "allow": codes})
            allowed.append(f"allowed, though a check asks for it: {reasons[0].message}")
        else:
            kept.append(fact)
    return kept, allowed


def _missing(asked: Asked) -> str:
    """Say what a question lacks, nothing where it is whole."""
    if not asked.stem:
        return "has no words"
    if asked.sort is Sort.MATCH:
        return "" if len(asked.pairs) > 1 else "has no two pairs"
    return (
        ""
        if any(a.right == 100 and a.text for a in asked.answers)
        or (asked.sort is Sort.CHOICE and sum(a.right > 0 for a in asked.answers) > 1)
        else "has no answer that is right in full"
    )


def _fact(
    asked: Asked, id_: str, language: Language, folder: str, left: list[str]
) -> dict[str, writing.Value]:
    """Return a question as a fact."""
    match asked.sort:
        case Sort.NUMBER:
            fact = _number(asked, id_, language)
        case Sort.MATCH:
            fact = _match(asked, id_, left)
        case Sort.CHOICE if not any(answer.right == 100 for answer in asked.answers):
            fact = _several(asked, id_)
        case _:
            fact = _one(asked, id_)
    if asked.feedback:
        fact["note"] = asked.feedback
    if asked.tags:
        fact["tags"] = list(asked.tags)
    if asked.pictures:
        fact["media"] = [
            {"file": f"{folder}/{name}", "alt": alt, "side": "front"}
            for name, alt in asked.pictures
        ]
    return fact


def _one(asked: Asked, id_: str) -> dict[str, writing.Value]:
    """Return a question with one answer: a choice, a short answer, or true or false."""
    right = [answer for answer in asked.answers if answer.right == 100]
    fact: dict[str, writing.Value] = {"question": asked.stem, "id": id_, "answer": right[0].text}
    others = [answer.text for answer in right[1:] if answer.text != right[0].text]
    if others:
        fact["accept"] = others
    foils = list(_foils(asked, {answer.text for answer in right}))
    if foils:
        fact["distractors"] = foils
    if right[0].feedback and not asked.feedback:
        fact["note"] = right[0].feedback
    return fact


def _foils(asked: Asked, right: set[str]) -> Iterator[writing.Value]:
    """Yield the wrong answers, each with why it is wrong where that is said."""
    wrong = {a.text: a for a in asked.answers if a.right <= 0 and a.text and a.text not in right}
    for answer in list(wrong.values())[:MOST_FOILS]:
        yield {answer.text: answer.feedback} if answer.feedback else answer.text


def _several(asked: Asked, id_: str) -> dict[str, writing.Value]:
    """Return a question with several right answers: a list."""
    keys: set[str] = set()
    right = [answer.text for answer in asked.answers if answer.right > 0]
    fact: dict[str, writing.Value] = {
        "list": asked.stem,
        "id": id_,
        "members": [{writing.named(text, keys): text} for text in dict.fromkeys(right)],
    }
    foils = list(_foils(asked, set(right)))
    return fact | ({"distractors": foils} if foils else {})


def _number(asked: Asked, id_: str, language: Language) -> dict[str, writing.Value]:
    """Return a question whose answer is a number."""
    right = next(answer for answer in asked.answers if answer.right == 100)
    decimal = language.notation.decimal
    fact: dict[str, writing.Value] = {
        "number": right.text.replace(".", decimal),
        "of": asked.stem.rstrip("?").strip(),
        "id": id_,
        "ask": asked.stem,
    }
    if asked.tolerance:
        fact["tolerance"] = for_programs(asked.tolerance).replace(".", decimal)
    return fact


def _match(asked: Asked, id_: str, left: list[str]) -> dict[str, writing.Value]:
    """Return pairs as the rows of a table with one column."""
    keys: set[str] = set()
    unused = [answer.text for answer in asked.answers if answer.text]
    if unused:
        left.append(f"answers that match nothing, of '{asked.stem[:60]}': {', '.join(unused)}")
    return {
        "table": asked.stem,
        "id": id_,
        "columns": {"match": "…"},
        "ask": "{row}",
        "rows": [
            {"row": prompt, "key": writing.named(prompt, keys), "cells": {"match": answer}}
            for prompt, answer in asked.pairs
        ],
    }
