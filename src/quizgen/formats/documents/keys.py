"""The answer of an item as a Word document has it on the key, with its reasons and sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from quizgen.formats.answers import limits
from quizgen.formats.documents.items import also_right, gaps_of, is_list, task_text
from quizgen.formats.documents.word.manuscript import SPACE, Manuscript
from quizgen.formats.documents.word.pictures import size_of
from quizgen.formats.room import answer_letter
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Gap,
    Gaps,
    Item,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import letter

ANSWER_MM = 12.0
"""Height of an option that is a picture and right, at the most."""


def right(paper: Manuscript, item: Item) -> None:
    """Write what is right, why, and where that is from."""
    if isinstance(item.interaction, Gaps):
        gaps_of(paper, item, item.interaction, is_key=True)
    said = [*_key(item, paper.language), *_remarks(item, paper.language)]
    if pictures := _right_pictures(item):
        line = paper.write("Item Body", said.pop(0))
        line.paragraph_format.keep_with_next = True
        for picture in pictures:
            paper.words(line, SPACE)
            paper.picture(line, picture, ANSWER_MM)
    paper.stacked("Item Body", said)
    cited = (c.printed for o in item.origins for c in o.citations)
    if sources := "; ".join(dict.fromkeys(cited)):
        paper.write("Source Note", sources)


def _remarks(item: Item, language: Language) -> Iterator[str]:
    """Yield what is said of an answer: who disputes it, if it is of a single fact, and why."""
    if len(item.origins) == 1 and item.origins[0].disputed:
        yield language.say("disputed", text=item.origins[0].disputed)
    if item.rationale:
        yield item.rationale


def _right_pictures(item: Item) -> list[Media]:
    """Return the pictures that are right, and that a document can show."""
    options = item.interaction.options if isinstance(item.interaction, Choice) else ()
    pictures = (option.picture for option in options if option.correct)
    return [picture for picture in pictures if picture and size_of(picture)]


def _key(item: Item, language: Language) -> Iterator[str]:
    say = language.say
    match item.interaction:
        case Choice(options) as choice:
            right = language.joined(option.text for option in options if option.correct)
            yield language.labelled(f"**{answer_letter(choice)}**", f"**{right}**")
            if len(choice.keys) == 1 and any(x.why for x in options if not x.correct):
                yield say("paper.why_wrong")
            for index, option in enumerate(options):
                if option.why and not option.correct:
                    yield language.labelled(letter(index), option.why)
        case TrueFalse(answer, correction):
            yield f"**{say('paper.true' if answer else 'paper.false')}**"
            yield from filter(None, (correction,))
        case TextEntry(accepted):
            yield from (f"**{text}**" for text in accepted[:1])
            yield from also_right(accepted[1:], language)
        case Numeric(shown=words) as numeric:
            yield f"**{words}**"
            if within := limits(numeric, language):
                yield say("key.tolerance", low=within[0], high=within[1])
        case Gaps() as gaps:
            yield from _others(gaps, language)
        case Match(pairs, responses):
            for prompt, response in pairs:
                label = f"**{letter(responses.index(response))}**"
                yield language.labelled(label, f"{prompt}: {response}")
        case Order(entries):
            yield f"**{say('key.boxes', ranks=' · '.join(str(entry.rank) for entry in entries))}**"
            for entry in sorted(entries, key=lambda entry: entry.rank):
                reveal = f" ({entry.reveal})" if entry.reveal else ""
                yield f"{entry.rank}. {entry.text}{reveal}"
        case OpenResponse(tasks=(_, *_) as tasks):
            for index, task in enumerate(tasks):
                yield task_text(index, task, language)
                yield from (f"• {point}" for point in task.guide)
        case OpenResponse(guide):
            yield say("key.open_guide", points=item.points)
            yield from (f"• {point}" for point in guide)
        case _:
            assert_never(item.interaction)


def _others(gaps: Gaps, language: Language) -> Iterator[str]:
    """Yield what else is right in each gap; of what is to be named, whether its order counts."""
    if is_list(gaps):
        yield from () if gaps.ordered else (language.say("key.any_order"),)
        return
    filled = [part for part in gaps.parts if isinstance(part, Gap)]
    for gap in filled:
        for text in also_right(gap.accept, language):
            yield language.labelled(f"**{gap.text}**", text) if len(filled) > 1 else text
