r"""GIFT, Moodle's plain text: one question a paragraph.

What its parsers do decides what is here: a blank line ends a question, so that line breaks are
written as ``\n``; ``~ = # { } :`` and the backslash are escaped, square brackets are not; ``->``
cannot be escaped and turns an answer into a match, so it is written as ``-&gt;``; only the first
braces count, so that a sentence with several gaps goes in as one question for each; weights that do
not reach 100 % are never given. There are no files beside it: its HTML holds pictures and sounds as
``data:`` addresses, which the importer keeps as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import assert_never

from quizgen.formats.exchange import prose
from quizgen.formats.exchange.markup import Place, flattened, losing
from quizgen.formats.exchange.moodle import id_number
from quizgen.formats.exchange.outcome import Exported, Exporter, left_out
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Form,
    Gap,
    Gaps,
    Item,
    LmsItem,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Option,
    Order,
    Ranked,
    TextEntry,
    TrueFalse,
)
from quizgen.model.lms_item import FULL, NONE, Answer
from quizgen.numbers import for_programs
from quizgen.text import html, plain

BLANK = "_____"
GAP = "…"
"""Where the answer of an item that moved in was missing in its sentence."""
FEWEST_PAIRS = 2
"""A match of one pair stops the whole import."""


def item(item: Item, language: Language) -> Exported[str]:
    """Return an item as a paragraph, or as the nearest that GIFT has."""
    lost: tuple[str, ...] = ()
    stem = _directed(item) + _figures(item)
    if item.lms and item.type != "match":
        return _moved_in(item, stem, item.lms, lost)
    match item.interaction:
        case Choice(options):
            return _made(item, stem, _choice(options), lost)
        case TrueFalse(answer, correction):
            reason = f"#{_rich(correction)}" if correction else ""
            return _made(item, stem, f"{'T' if answer else 'F'}{reason}", lost)
        case TextEntry(accepted):
            return _short(item, stem, accepted, lost)
        case Numeric(value, _, tolerance, unit):
            unit = prose.unit(item, unit)
            asked = f"{stem} ({_escaped(escape(unit))})" if unit else stem
            return _made(item, asked, f"#{for_programs(value)}:{for_programs(tolerance)}", lost)
        case Gaps():
            return _gaps(item, item.interaction, stem, lost)
        case Match(pairs, responses):
            return _match(item, stem, pairs, responses, lost)
        case Order(entries):
            return _order(item, stem, entries, lost)
        case OpenResponse(guide):
            changes = (*lost, "the guide for marking goes into the feedback")
            return _made(item, stem, "", changes, feedback=tuple(guide))
        case _:
            assert_never(item.interaction)


def document(form: Form, paragraphs: Sequence[tuple[Item, str]], language: Language) -> bytes:
    """Return the paragraphs as a file, in a category for each deck."""
    parts = []
    for category in dict.fromkeys(prose.category(item, form) for item, _ in paragraphs):
        parts.append(f"$CATEGORY: {category}")
        parts += [text for item, text in paragraphs if prose.category(item, form) == category]
    return ("\n\n".join(parts) + "\n").encode()


EXPORTER: Exporter[str] = Exporter(
    item,
    document,
    shows_pictures=True,
    has_hints=True,
    has_points=False,
    plays_sounds=True,
    grades=True,
    compares_letters=True,
    losses=losing(frozenset({Place.RESPONSE})),
)


def _made(
    item: Item,
    stem: str,
    answers: str,
    changes: tuple[str, ...],
    *,
    after: str = "",
    feedback: tuple[str, ...] = (),
) -> Exported[str]:
    told = "\\n".join(map(_rich, (*prose.feedback(item), *feedback)))
    general = f"####{told}" if told else ""
    marks = [f"[tag:{_marked(tag)}]" for tag in prose.tags(item)]
    name = (item.lms and item.lms.name) or prose.name(item)
    head = (
        f"// {' '.join([f'[id:{_marked(id_number(item))}]', *marks])}\n::{_escaped(name)}::[html]"
    )
    hint = f"\\n<em>{_rich(item.hint)}</em>" if item.hint else ""
    return Exported(f"{head}{stem}{hint}{{{answers}{general}}}{after}", changes)


def _moved_in(item: Item, stem: str, lms: LmsItem, lost: tuple[str, ...]) -> Exported[str]:
    """Return an item with the answers that it had where it came from, graded as they were."""
    before, gap, after = stem.partition(GAP)
    stem, after = (before, after) if gap and GAP not in after and after.strip() else (stem, "")
    if isinstance(item.interaction, TrueFalse):
        right, wrong = sorted(lms.answers, key=lambda answer: answer.worth != FULL)[:2]
        told = "".join(f"#{_rich(answer.feedback)}" for answer in (wrong, right))
        judged = "T" if item.interaction.answer else "F"
        return _made(item, stem, f"{judged}{told.rstrip('#')}", lost, after=after)
    keys = sum(answer.worth == FULL for answer in lms.answers)
    lines = [_graded(item, answer, keys) for answer in lms.answers]
    if isinstance(item.interaction, Numeric):
        is_bare = len(lines) == 1 and not lms.answers[0].feedback
        lines = [f"#{lines[0].removeprefix('=')}"] if is_bare else ["#", *lines]
    return _made(item, stem, "\n" * (len(lines) > 1) + "\n".join(lines), lost, after=after)


def _graded(item: Item, answer: Answer, keys: int) -> str:
    """Return an answer with its mark, its weight where that is no usual one, and what is said."""
    text, tolerance = prose.graded(item, answer)
    is_choice = isinstance(item.interaction, Choice)
    worth = for_programs(answer.worth or NONE)
    usual = "100" if keys == 1 or not is_choice else ""
    mark = "=" if not is_choice or worth == usual else "~"
    is_usual = worth == usual or (mark == "~" and worth == "0")
    weight = "" if is_usual and not text.startswith("%") else f"%{worth}%"
    words = _option(answer.text) if is_choice else _escaped(text)
    number = f":{tolerance}" if tolerance else ""
    said = f"#{_rich(answer.feedback)}" if answer.feedback else ""
    return f"{mark}{weight}{words}{number}{said}"


def _marked(text: str) -> str:
    """Return an id or a tag in a comment, where a bracket ends it."""
    return text.replace("]", "\\]")


def _choice(options: Sequence[Option]) -> str:
    keys = sum(option.correct for option in options)
    lines = []
    for option in options:
        reason = f"#{_rich(option.why)}" if option.why and not option.correct else ""
        picture = option.picture
        text = _figure(picture) if picture else _option(option.text)
        lines.append(f"{_mark(keys, correct=option.correct)}{text}{reason}")
    return "\n" + "\n".join(lines) + "\n"


def _mark(keys: int, *, correct: bool) -> str:
    """Return what marks an option: with several keys each has its part of 100 %."""
    if keys == 1:
        return "=" if correct else "~"
    share = f"{100 / keys:.5f}".rstrip("0").rstrip(".")
    return f"~%{share}%" if correct else f"~%-{share}%"


def _short(
    item: Item, stem: str, accepted: Iterable[str], lost: tuple[str, ...], after: str = ""
) -> Exported[str]:
    """Return a short answer; an answer with an arrow would make a match of it."""
    texts = [*dict.fromkeys(map(plain, accepted))]
    kept = [text for text in texts if "->" not in text]
    if not kept:
        return left_out("GIFT would take an answer with an arrow for a match")
    answers = " ".join(f"={_not_weighed(_escaped(prose.as_pattern(text)))}" for text in kept)
    lost += () if kept == texts else ("answers with an arrow are left out",)
    return _made(item, stem, answers, lost, after=after)


def _not_weighed(answer: str) -> str:
    """Return an answer whose percent sign at the front is not read as a weight."""
    return f"%100%{answer}" if answer.startswith("%") else answer


def _gaps(item: Item, gaps: Gaps, stem: str, lost: tuple[str, ...]) -> Exported[str]:
    """Return a sentence of one gap with the gap in its place; of several, the nearest."""
    empty = [part for part in gaps.parts if isinstance(part, Gap)]
    if gaps.columns or not gaps.ordered or len(empty) > 1:
        return _several(item, gaps, stem, empty, lost)
    place = gaps.parts.index(empty[0])
    before, after = gaps.parts[:place], gaps.parts[place + 1 :]
    asked = "\\n".join(filter(None, (stem, "".join(_part(p) for p in before))))
    gap = empty[0]
    rest = _hint(gap) + "".join(_part(p) for p in after)
    if not gaps.bank:
        return _short(item, asked, (gap.text, *gap.accept), lost, rest)
    marks = ("=" if text == gap.text else "~" for text in gaps.bank)
    answers = " ".join(
        f"{mark}{_option(text)}" for mark, text in zip(marks, gaps.bank, strict=True)
    )
    return _made(item, asked, answers, lost, after=rest)


def _several(
    item: Item, gaps: Gaps, stem: str, empty: Sequence[Gap], lost: tuple[str, ...]
) -> Exported[str]:
    """Return several gaps as a match of each gap's number with what belongs there."""
    texts = [plain(gap.text) for gap in empty]
    if len(set(texts)) < FEWEST_PAIRS or not gaps.ordered:
        answers = "; ".join(texts)
        changes = (*lost, "several gaps become one answer in words, marked by hand")
        return _made(item, _joined(stem, gaps), "", changes, feedback=(answers,))
    pairs = [(f"({n})", gap.text) for n, gap in enumerate(empty, 1)]
    changes = (*lost, "gaps become a match of numbers with the words that belong there")
    changes += (*flattened(gaps.bank),)
    return _match(item, _joined(stem, gaps), pairs, gaps.bank, changes)


def _joined(stem: str, gaps: Gaps) -> str:
    """Return a stem with its sentence or list, each gap a number; a table has a line a row."""
    numbers = iter(range(1, len(gaps.parts) + 1))
    texts = [
        f"({next(numbers)}) {BLANK}{_hint(p)}" if isinstance(p, Gap) else _part(p)
        for p in gaps.parts
    ]
    if gaps.columns:
        rows = (texts[i : i + gaps.columns] for i in range(0, len(texts), gaps.columns))
        return "\\n".join([stem, *(" | ".join(row) for row in rows)])
    listed = not any(isinstance(p, str) and p.strip() for p in gaps.parts)
    return "\\n".join(filter(None, (stem, ("\\n" if listed else "").join(texts))))


def _match(
    item: Item,
    stem: str,
    pairs: Sequence[tuple[str, str]],
    responses: Iterable[str],
    changes: tuple[str, ...],
) -> Exported[str]:
    if len(pairs) < FEWEST_PAIRS:
        return left_out("GIFT has no match of one pair")
    used = {response for _, response in pairs}
    lines = [f"={_rich(prompt)} -> {_escaped(plain(response))}" for prompt, response in pairs]
    lines += [f"= -> {_escaped(plain(extra))}" for extra in responses if extra not in used]
    return _made(item, stem, "\n" + "\n".join(lines) + "\n", changes)


def _order(
    item: Item, stem: str, entries: Sequence[Ranked], lost: tuple[str, ...]
) -> Exported[str]:
    """Return an ordering as a match of each entry with its place."""
    changes = (*lost, "the ordering becomes a match of entries with their places")
    pairs = [(entry.text, str(entry.rank)) for entry in entries]
    return _match(item, stem, pairs, (), changes)


def _part(part: str | Gap) -> str:
    return _syntax(prose.html_part(part)) if isinstance(part, str) else BLANK


def _hint(gap: Gap) -> str:
    return f" ({_rich(gap.hint)})" if gap.hint else ""


def _option(markdown: str) -> str:
    """Return an option; a percent sign at its front would be read as a weight."""
    text = _rich(markdown)
    return f"&\\#37;{text[1:]}" if text.startswith("%") else text


def _directed(item: Item) -> str:
    """Return a stem in its language's direction, where Moodle's page has the other."""
    return _syntax(prose.directed(str(html(item.stem)), item, "span"))


def _figures(item: Item) -> str:
    """Return what shows and plays the files of a stem, which the text itself holds."""
    return "".join(f"\\n{_figure(medium)}" for medium in item.media)


def _figure(medium: Media) -> str:
    return _syntax(prose.figure(medium, medium.uri))


def _rich(markdown: str) -> str:
    """Return a text as HTML, escaped for GIFT."""
    return _syntax(str(html(markdown)))


def _escaped(text: str) -> str:
    """Return a plain text escaped for GIFT."""
    return _syntax(text)


def _syntax(text: str) -> str:
    text = text.replace("->", "-&gt;").replace("\\", "\\\\")
    for mark in "~=#{}:":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")
