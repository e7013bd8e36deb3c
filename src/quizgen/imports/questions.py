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
from quizgen.imports import lms_items, writing
from quizgen.imports.bundle import ImportRefused
from quizgen.imports.plan import Options, Plan, Target
from quizgen.language import Language
from quizgen.model import LmsItem
from quizgen.model.lms_item import FULL, NONE, is_pattern, share_of
from quizgen.model.lms_item import Answer as Graded

ALLOWED = "it was so where it came from"
ALLOWABLE = frozenset(code for row in ROWS if isinstance(row, Rule) for code in row.codes)
"""What a fact may allow."""


class Sort(Enum):
    """What a question asks for."""

    CHOICE = "choice"
    SHORT = "short answer"
    NUMERIC = "number"
    MATCH = "matching"
    TRUEFALSE = "true or false"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in Markdown, how right it is in hundredths, and what is said to who gives it."""

    text: str
    right: Decimal
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: what it asks, its answers or its pairs, and what goes with it.

    An answer to a number may have its tolerance, ``1822:2``, and a short one may be a pattern, in
    which an asterisk is any text. ``tags`` are as they were; ``pictures`` are files that it shows,
    with what they show in words; ``lms`` is what else there is of it.
    """

    sort: Sort
    stem: str
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    feedback: str = ""
    tags: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    lms: LmsItem = field(default_factory=lambda: LmsItem(""))

    @property
    def name(self) -> str:
        """What its fact is called by."""
        return self.lms.idnumber or self.lms.name or self.stem


@dataclass(slots=True)
class Found:
    """The questions of a file, sentences about what does not come, and pictures by their name."""

    asked: list[Asked] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    count: int = 0
    media: dict[str, bytes] = field(default_factory=dict)


def plan(questions: Found, target: Target, options: Options) -> Plan:
    """Return a deck of facts, one a question.

    Raises:
        ImportRefused: where there is none.

    """
    ids: set[str] = set()
    seen: set[tuple[str, frozenset[str]]] = set()
    left = list(questions.left)
    facts = []
    for asked in questions.asked:
        why = _missing(asked)
        key = (asked.stem.casefold(), frozenset(_right(asked)))
        if key in seen:
            why = "asks what another asks, with the same answer"
        if why:
            left.append(f"a question that {why}: {(asked.stem or asked.name)[:60]}")
            continue
        seen.add(key)
        facts.append(
            _fact(
                asked,
                writing.named(asked.name, ids),
                options.language,
                f"media/{target.base}",
            )
        )
    planned = facts_plan(facts, left, questions.count, "question", target, options)
    folder = f"decks/media/{target.base}"
    media = {f"{folder}/{name}": data for name, data in questions.media.items()}
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
    several = asked.sort is Sort.CHOICE and sum(a.right > 0 for a in asked.answers) > 1
    return "" if several or _keys(asked) else "has no answer that is right in full"


def _keys(asked: Asked) -> list[Answer]:
    """Return the answers that are right in full."""
    right = {a.text: a for a in _literal(asked) if a.right == FULL}
    return list(right.values())


def _distractors(asked: Asked) -> list[Answer]:
    """Return the wrong answers."""
    right = {answer.text for answer in asked.answers if answer.right > 0}
    wrong = {a.text: a for a in _literal(asked) if a.right <= 0 and a.text not in right}
    return list(wrong.values())[:MOST_FOILS]


def _literal(asked: Asked) -> Iterator[Answer]:
    """Yield the answers that say what they are; of short ones not those that stand for many."""
    for answer in filter(lambda answer: answer.text, asked.answers):
        if asked.sort is not Sort.SHORT:
            yield answer
        elif not is_pattern(answer.text):
            yield replace(answer, text=lms_items.literal(answer.text))


def _fact(asked: Asked, id_: str, language: Language, folder: str) -> dict[str, writing.Value]:
    """Return a question as a fact."""
    distractors = _distractors(asked)
    match asked.sort:
        case Sort.NUMERIC:
            fact, usual = _number(asked, id_, language)
        case Sort.MATCH:
            fact, usual = _match(asked, id_)
        case Sort.CHOICE if not _keys(asked):
            fact, usual = _several(asked, id_, distractors)
        case _:
            fact, usual = _single(asked, id_, distractors)
    key = next((a.feedback for a in asked.answers if a.text and a.right == FULL), "")
    with_key = bool(key) and not asked.feedback
    if asked.feedback or with_key:
        fact["note"] = asked.feedback or key
        usual = [replace(a, feedback=key) if with_key and not n else a for n, a in enumerate(usual)]
    if tags := lms_items.fitting(asked.tags):
        fact["tags"] = tags
    if asked.pictures:
        fact["media"] = [
            {"file": f"{folder}/{name}", "alt": alt, "side": "front"}
            for name, alt in asked.pictures
        ]
    fact["item"] = lms_items.entry(
        replace(asked.lms, type=_type(asked, distractors), answers=_graded(asked)),
        asked.stem,
        asked.tags,
        usual,
        note_with_key=with_key,
    )
    return fact


def _type(asked: Asked, distractors: Sequence[Answer]) -> str:
    """Return the type of its item; a choice without wrong answers can only be written."""
    if asked.sort is Sort.CHOICE:
        return "multiple" if not _keys(asked) else "choice" if distractors else "short"
    return asked.sort.name.lower()


def _graded(asked: Asked) -> tuple[Graded, ...]:
    """Return all answers; those that the fact says itself are as it says them."""
    key = _keys(asked)[0].text if asked.sort is Sort.NUMERIC else ""
    graded = []
    for answer in filter(lambda answer: answer.text, asked.answers):
        text = _value(key)[0] if answer.text == key else answer.text
        is_fact = answer.right == FULL or answer.right <= 0
        if asked.sort is Sort.SHORT and is_fact and not is_pattern(text):
            text = lms_items.literal(text)
        graded.append(Graded(text, answer.right, answer.feedback))
    return tuple(graded)


def _single(
    asked: Asked, id_: str, distractors: Sequence[Answer]
) -> tuple[dict[str, writing.Value], list[Graded]]:
    """Return a question with one answer, and how its answers are graded by themselves."""
    key, *others = [answer.text for answer in _keys(asked)]
    fact: dict[str, writing.Value] = {"question": asked.stem, "id": id_, "answer": key}
    if others:
        fact["accept"] = others
    if distractors:
        fact["distractors"] = _reasons(distractors)
    right = [Graded(text, FULL) for text in (key, *others)]
    return fact, [*right, *(Graded(a.text, NONE, a.feedback) for a in distractors)]


def _reasons(distractors: Sequence[Answer]) -> list[writing.Value]:
    """Return wrong answers, each with why it is wrong where that is said."""
    return [{a.text: a.feedback} if a.feedback else a.text for a in distractors]


def _several(
    asked: Asked, id_: str, distractors: Sequence[Answer]
) -> tuple[dict[str, writing.Value], list[Graded]]:
    """Return a question with several right answers: a list."""
    keys: set[str] = set()
    right = list(dict.fromkeys(answer.text for answer in asked.answers if answer.right > 0))
    fact: dict[str, writing.Value] = {
        "list": asked.stem,
        "id": id_,
        "members": [{writing.named(text, keys): text} for text in right],
    }
    if distractors:
        fact["distractors"] = _reasons(distractors)
    share = share_of(len(right))
    wrong = [Graded(a.text, -share, a.feedback) for a in distractors]
    return fact, [*(Graded(text, share) for text in right), *wrong]


def _number(
    asked: Asked, id_: str, language: Language
) -> tuple[dict[str, writing.Value], list[Graded]]:
    """Return a question whose answer is a number."""
    value, tolerance = _value(_keys(asked)[0].text)
    decimal = language.notation.decimal
    fact: dict[str, writing.Value] = {
        "number": value.replace(".", decimal),
        "of": asked.stem.rstrip("?").strip(),
        "id": id_,
        "ask": asked.stem,
    }
    if tolerance:
        fact["tolerance"] = tolerance.replace(".", decimal)
    return fact, [Graded(value, FULL)]


def _value(text: str) -> tuple[str, str]:
    """Return the number and the tolerance of ``1822:2``, the latter empty where it is 0."""
    value, _, tolerance = text.partition(":")
    return value, tolerance if tolerance and Decimal(tolerance) else ""


def _match(asked: Asked, id_: str) -> tuple[dict[str, writing.Value], list[Graded]]:
    """Return pairs as the rows of a table with one column."""
    keys: set[str] = set()
    fact: dict[str, writing.Value] = {
        "table": asked.stem,
        "id": id_,
        "columns": {"match": "…"},
        "ask": "{row}",
        "rows": [
            {"row": prompt, "key": writing.named(prompt, keys), "cells": {"match": answer}}
            for prompt, answer in asked.pairs
        ],
    }
    return fact, []
