"""R/exams: an exercise in R Markdown for each item, in an archive.

An exercise has five slots: question, answer list, solution, its answer list, and meta-information.
Several answers in one exercise are a cloze, whose parts are choices or texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from quizgen.formats.archive import zipped
from quizgen.formats.exchange import prose
from quizgen.formats.exchange.markup import SHOWN, Mark, Place, losing
from quizgen.formats.exchange.outcome import ONE_STAYS, Exported, Exporter, left_out
from quizgen.formats.exchange.r_markdown import runs, written, written_in_lines
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Form,
    Gap,
    Gaps,
    Item,
    Match,
    Media,
    Numeric,
    OpenResponse,
    Option,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import plain

_UNKNOWN = frozenset({Mark.READINGS, Mark.LANGUAGES})
_UNSAFE = re.compile(r"[^a-z0-9-]+")


def item(item: Item, language: Language) -> Exported[str]:
    """Return an item as an exercise."""
    if why := _unwritable(item):
        return left_out(why)
    changes: list[str] = []
    told = written_in_lines(item.stem)
    stem = "\n\n".join(filter(None, (told, *map(_figure, item.pictures))))
    match item.interaction:
        case Choice(options):
            kind = "schoice" if sum(o.correct for o in options) == 1 else "mchoice"
            answers = [_option(option) for option in options]
            reasons = [written(option.why) or _judged(option, language) for option in options]
            key = "".join(str(int(option.correct)) for option in options)
            exercise = _exercise(item, stem, kind, key, answers, reasons)
        case TrueFalse(answer, correction):
            words = [language.say("paper.true"), language.say("paper.false")]
            key = "10" if answer else "01"
            exercise = _exercise(item, stem, "schoice", key, words, solution=written(correction))
        case TextEntry(accepted):
            changes += [ONE_STAYS] if len(accepted) > 1 else []
            exercise = _exercise(item, stem, "string", _key(accepted[0]))
        case Numeric(value, _, tolerance, unit):
            unit = prose.unit(item, unit)
            asked = f"{stem} ({written(unit)})" if unit else stem
            extra = (f"extol: {tolerance:f}",)
            exercise = _exercise(item, asked, "num", f"{value:f}", extra=extra)
        case Gaps() as gaps:
            exercise = _cloze(item, stem, gaps)
            changes += _lost_of(gaps)
        case Match(pairs, responses):
            parts = [written(prompt) for prompt, _ in pairs]
            exercise = _of_choices(item, stem, parts, [r for _, r in pairs], responses)
        case Order(entries):
            places = [str(n) for n in range(1, len(entries) + 1)]
            ranks = [str(entry.rank) for entry in entries]
            texts = [written(entry.text) for entry in entries]
            exercise = _of_choices(item, stem, texts, ranks, places)
            changes.append("the ordering becomes a place to choose for each entry")
        case OpenResponse(guide):
            solution = "\n".join(f"* {written(point)}" for point in guide)
            extra = ("exstringtype: essay",)
            exercise = _exercise(item, stem, "string", "nil", solution=solution, extra=extra)
        case _:
            assert_never(item.interaction)
    return Exported(exercise, tuple(changes))


def document(form: Form, exercises: Sequence[tuple[Item, str]], language: Language) -> bytes:
    """Return an archive with a file for each exercise, numbered in the order of the form.

    The pictures lie beside them, where ``include_supplement`` looks for them.
    """
    names = (
        f"{number:03}-{_UNSAFE.sub('-', item.id)}.Rmd"
        for number, (item, _) in enumerate(exercises, 1)
    )
    texts = (text.encode() for _, text in exercises)
    pictures = {m.name: m.data for item, _ in exercises for m in _pictures(item)}
    return zipped([*zip(names, texts, strict=True), *sorted(pictures.items())])


EXPORTER: Exporter[str] = Exporter(
    item,
    document,
    shows_pictures=True,
    losses={
        **losing(SHOWN, _UNKNOWN | {Mark.LINES}),
        **losing(frozenset({Place.STEM}), _UNKNOWN),
    },
)


def _exercise(
    item: Item,
    stem: str,
    kind: str,
    key: str,
    answers: Sequence[str] = (),
    reasons: Sequence[str] = (),
    *,
    solution: str = "",
    extra: Sequence[str] = (),
) -> str:
    told = "\n\n".join(filter(None, (solution, *map(written, prose.feedback(item)))))
    return "\n".join(
        [
            *_supplements(item),
            *("Question", "========", stem, ""),
            *_answer_list(answers),
            *("Solution", "========", told, ""),
            *_answer_list(reasons),
            *("Meta-information", "================"),
            f"exname: {item.id}",
            f"extype: {kind}",
            f"exsolution: {key}",
            f"exshuffle: {'FALSE' if _is_sorted(item) else 'TRUE'}",
            f"expoints: {item.points}",
            f"extags: {', '.join(prose.tags(item))}",
            *extra,
            "",
        ]
    )


def _supplements(item: Item) -> list[str]:
    """Return the code that copies an exercise's pictures to where it is made."""
    calls = [f'include_supplement("{medium.name}")' for medium in _pictures(item)]
    return ["```{r, include = FALSE}", *calls, "```", ""] if calls else []


def _pictures(item: Item) -> list[Media]:
    return [medium for medium in prose.media(item) if not medium.is_sound]


def _figure(picture: Media) -> str:
    return f"![{written(picture.alt)}]({picture.name})"


def _option(offered: Option) -> str:
    return _figure(offered.picture) if offered.picture else written(offered.text)


def _judged(offered: Option, language: Language) -> str:
    """Return whether an option is right, in words as R/exams has it: LaTeX's fonts lack ✓."""
    return language.say("paper.true" if offered.correct else "paper.false")


def _is_sorted(item: Item) -> bool:
    return not isinstance(item.interaction, Choice) or item.interaction.sorted


def _answer_list(texts: Sequence[str]) -> list[str]:
    return ["Answerlist", "----------", *(f"* {text}" for text in texts), ""] if texts else []


def _cloze(item: Item, stem: str, gaps: Gaps) -> str:
    """Return a sentence, list or table in which each gap is a text, or a choice of the bank."""
    numbers = iter(range(1, len(gaps.parts) + 1))
    texts = [
        f"##ANSWER{next(numbers)}##{f' ({written(p.hint)})' if p.hint else ''}"
        if isinstance(p, Gap)
        else prose.at_its_ends(p, written(p))
        for p in gaps.parts
    ]
    body = "".join(texts)
    if gaps.columns:
        rows = [texts[i : i + gaps.columns] for i in range(0, len(texts), gaps.columns)]
        rows.insert(1, ["---"] * gaps.columns)
        body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    elif not any(isinstance(p, str) and p.strip() for p in gaps.parts):
        body = "\n\n".join(texts)
    empty = [part for part in gaps.parts if isinstance(part, Gap)]
    asked = "\n\n".join(filter(None, (stem, body)))
    if gaps.bank:
        return _of_choices(item, asked, [], [gap.text for gap in empty], gaps.bank)
    key = "|".join(_key(gap.text) for gap in empty)
    kinds = "|".join("string" for _ in empty)
    return _exercise(item, asked, "cloze", key, extra=(f"exclozetype: {kinds}",))


def _of_choices(
    item: Item, stem: str, parts: Sequence[str], keys: Sequence[str], options: Sequence[str]
) -> str:
    """Return a cloze whose parts are each a choice among the same options."""
    listed = [f"{part}: ##ANSWER{n}##" for n, part in enumerate(parts, 1)]
    asked = "\n\n".join([stem, *listed])
    masks = ["".join(str(int(option == key)) for option in options) for key in keys]
    kinds = f"exclozetype: {'|'.join('schoice' for _ in keys)}"
    answers = [written(option) for _ in keys for option in options]
    return _exercise(item, asked, "cloze", "|".join(masks), answers, extra=(kinds,))


def _lost_of(gaps: Gaps) -> list[str]:
    lost = []
    if any(isinstance(p, Gap) and p.accept for p in gaps.parts):
        lost.append(ONE_STAYS)
    if not gaps.ordered:
        lost.append("the answers are taken in one order alone")
    return lost


def _unwritable(item: Item) -> str:
    """Return why an item's right texts cannot be written, which stand as they are in a line."""
    match item.interaction:
        case TextEntry(accepted):
            keys = [accepted[0]]
        case Gaps(parts, bank):
            keys = [p.text for p in parts if isinstance(p, Gap)] if not bank else []
            if any("|" in plain(key) for key in keys):
                return "a bar parts one answer from the next, and an answer has one"
        case Choice() | TrueFalse() | Numeric() | Match() | Order() | OpenResponse():
            keys = []
        case _:
            assert_never(item.interaction)
    return "an answer would be run as a program" if any(map(runs, map(_key, keys))) else ""


def _key(text: str) -> str:
    """Return a right text."""
    return " ".join(plain(text).split())
