"""Items that moved in from a learning platform: asked as they were there, with all their answers.

Such an item takes the place of the one of its type that would be made of its fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from quizgen.language import Language
from quizgen.model import (
    Association,
    Choice,
    Enumeration,
    Excerpt,
    Interaction,
    Item,
    LmsItem,
    Match,
    Option,
    Proposition,
    Statement,
    TextEntry,
    TrueFalse,
)
from quizgen.model.lms_item import FULL, NONE, Answer, share_of
from quizgen.numbers import Notation, for_programs
from quizgen.questions import choice, match, multiple, numeric, short, truefalse
from quizgen.questions.difficulty import difficulty
from quizgen.text import plain
from quizgen.wording import in_order, looked_up

DEMANDS = {row.TYPE: row.DEMAND for row in (choice, match, multiple, numeric, short, truefalse)}


def items(propositions: Iterable[Proposition]) -> Mapping[str, Item]:
    """Return the items that moved in, by their ids: at most one a fact."""
    of_facts: dict[str, list[Proposition]] = defaultdict(list)
    for p in propositions:
        if p.origin.lms_item:
            of_facts[p.origin.id].append(p)
    items_or_none = map(_item, of_facts.values())
    return {item.id: item for item in items_or_none if item}


def is_judged(p: Proposition) -> bool:
    """Whether it asserts that a sentence is true, or not, which is asked in no other way."""
    return p.origin.lms_item is not None and p.origin.lms_item.type == truefalse.TYPE


def _item(propositions: Sequence[Proposition]) -> Item | None:
    """Return the item of a fact; None where the fact cannot be asked so, as a check tells."""
    p = propositions[0]
    lms = p.origin.lms_item
    words = asked(propositions, lms) if lms else None
    if lms is None or words is None:
        return None
    stem, interaction = words
    whole = replace(lms, answers=tuple(answers(propositions, lms)))
    slot = "" if lms.type == match.TYPE else f"/{p.slot}"
    return Item(
        id=f"{p.origin.id}{slot}/{lms.type}",
        type=lms.type,
        stem=stem,
        interaction=interaction,
        origins=(p.origin,),
        level=p.origin.level,
        points=lms.whole_points,
        rationale=p.origin.note,
        difficulty=difficulty(p.origin.level, DEMANDS[lms.type]),
        lms=whole,
    )


def asked(propositions: Sequence[Proposition], lms: LmsItem) -> tuple[str, Interaction] | None:
    """Return the stem and the way to answer; None where the fact has not what it takes."""
    match propositions[0]:
        case Association() as p if lms.type == match.TYPE and p.cell:
            return p.cell.table, _match(propositions, lms, p.origin.notation)
        case Association() as p if lms.type == truefalse.TYPE:
            return _judged(p, p.origin.language)
        case Association() as p if lms.type == short.TYPE:
            texts = (p.value.text, *p.value.accept)
            return p.ask, TextEntry(tuple({plain(text): text for text in texts}.values()))
        case Association() as p if lms.type == numeric.TYPE and p.value.number:
            return p.ask, numeric.interaction(p.value, p.value.number)
        case Association() as p if lms.type == choice.TYPE and p.distractors:
            return p.ask, _choice(p, lms, [p.value.text])
        case Enumeration() as p if lms.type == multiple.TYPE:
            return p.prompt, _choice(p, lms, [member.text for member in p.members])
        case _:
            return None


def _judged(p: Association, language: Language) -> tuple[str, Interaction] | None:
    """Return a sentence to be judged; what is said to who takes a false one for true is why."""
    true, false = language.say("paper.true"), language.say("paper.false")
    if p.value.text not in (true, false):
        return None
    reason = dict(p.reasons).get(true, "")
    return p.ask, TrueFalse(answer=p.value.text == true, correction=reason)


def _choice(p: Association | Enumeration, lms: LmsItem, keys: Sequence[str]) -> Choice:
    """Return the options in the order of the answers, or dates and numbers in that of their own.

    What is right in part is none on paper.
    """
    reasons = dict(p.reasons)
    options = {text: Option(text, correct=True) for text in keys}
    options |= {t: Option(t, correct=False, why=reasons.get(t, "")) for t in p.distractors}
    texts = [answer.text for answer in answers([p], lms)]
    listed = [options[text] for text in texts if text in options]
    ascending = in_order([option.text for option in listed], p.origin.notation)
    return Choice(tuple(listed[n] for n in ascending or range(len(listed))), bool(ascending))


def _match(propositions: Iterable[Proposition], lms: LmsItem, notation: Notation) -> Match:
    pairs = tuple(
        (p.subject.text, p.value.text) for p in propositions if isinstance(p, Association)
    )
    extra = [answer.text for answer in lms.answers]
    responses = dict.fromkeys((*(response for _, response in pairs), *extra))
    return Match(pairs, looked_up(responses, notation))


# --- all that may be answered -----------------------------------------------------------------


def answers(propositions: Sequence[Proposition], lms: LmsItem) -> Iterator[Answer]:
    """Yield every answer with what it is worth and what is said to it.

    In the order of those that the fact's ``item`` names, where these are all.
    """
    there_by_text = {answer.text: answer for answer in lms.answers}
    own = {answer.text: answer for answer in usual(propositions, lms)}
    for text in there_by_text if own.keys() <= there_by_text.keys() else {**own, **there_by_text}:
        here, there = own.get(text, Answer(text, NONE)), there_by_text.get(text, Answer(text))
        worth = here.worth if there.worth is None else there.worth
        is_pattern = lms.type == short.TYPE and text not in own
        yield Answer(text, worth, there.feedback or here.feedback, is_pattern)


def usual(propositions: Sequence[Proposition], lms: LmsItem) -> Iterator[Answer]:
    """Yield the fact's own answers, with what is said of them there."""
    p = propositions[0]
    match p:
        case Association() if lms.type == match.TYPE:
            return
        case Association(value=value):
            note = p.origin.note if lms.notes_key else ""
            key = for_programs(value.number.value) if value.number else value.text
            yield Answer(key, FULL, note)
            others = () if value.number else value.accept
            yield from (Answer(text, FULL) for text in others)
            reasons = dict(p.reasons)
            yield from (Answer(text, NONE, reasons.get(text, "")) for text in p.distractors)
        case Enumeration():
            share = share_of(len(p.members))
            yield from (Answer(member.text, share) for member in p.members)
            reasons = dict(p.reasons)
            yield from (Answer(text, -share, reasons.get(text, "")) for text in p.distractors)
        case Statement() | Excerpt():
            return
        case _:
            assert_never(p)
