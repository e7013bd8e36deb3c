"""The worksheet and its key as Word documents that a teacher can edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.formats.answers import harmless, references
from quizgen.formats.manuscript import Manuscript
from quizgen.formats.paper import Numbered, Part, answer_letter, minutes, parts
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Edition,
    Form,
    Gap,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    Reference,
    TextEntry,
    TrueFalse,
)
from quizgen.text import letter, plain

BOX = "☐"
GAP = "_" * 14
PLACE = "_" * 5


def worksheet(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the paper that learners write on.

    Raises:
        MissingExtra: when python-docx is not installed.

    """
    paper = _begun(form, form.title, edition, language)
    say = language.say
    score = f"{say('paper.score')}: {PLACE} / {form.points}"
    head = [f"{say(f'paper.{name}')}:" for name in ("name", "date", "class")]
    paper.table([head[:2], [head[2], score]], header=False, grid=True)
    paper.columns()
    for part in parts(form):
        score = f"{PLACE} / {_points(part.points, language)}"
        _section(paper, part, score, f"section.{part.type}.directions")
        for entry in part.items:
            first = len(paper.document.paragraphs)
            _stem(paper, entry.item)
            _asked(paper, entry)
            paper.together(first)
    paper.write("Directions", f"— {say('paper.end')} —")
    _sources(paper, harmless(form))
    return paper.data()


def key(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the key, numbered as the worksheet.

    Raises:
        MissingExtra: when python-docx is not installed.

    """
    title = f"{language.say('paper.key')}: {form.title}"
    paper = _begun(form, title, edition, language)
    paper.write("Directions", language.say("key.guide"))
    for part in parts(form):
        _section(paper, part, _points(part.points, language), f"marking.{part.type}")
        for entry in part.items:
            first = len(paper.document.paragraphs)
            _stem(paper, entry.item)
            _right(paper, entry.item)
            if entry.item.rationale:
                paper.write("Item Body", entry.item.rationale)
            cited = (c.text for o in entry.item.origins for c in o.citations)
            paper.write("Source Note", "; ".join(dict.fromkeys(cited)))
            paper.together(first)
    _sources(paper, references(form))
    return paper.data()


def _begun(form: Form, title: str, edition: Edition, language: Language) -> Manuscript:
    say = language.say
    paper = Manuscript(plain(title), edition, language)
    version = say("paper.version", label=form.label)
    paper.footer(f"{plain(form.title)} · {version}", say("paper.page"), say("paper.of"))
    paper.write("Title", title)
    questions = say("paper.questions", count=str(len(form.items)))
    time = say("paper.minutes", minutes=str(minutes(form)))
    facts = (version, questions, _points(form.points, language), time)
    paper.write("Directions", " · ".join(facts))
    return paper


def _section(paper: Manuscript, part: Part, score: str, directions: str) -> None:
    say = paper.language.say
    paper.write("Heading 1", f"{say(f'section.{part.type}')} ({score})")
    if directions in paper.language.strings:
        paper.write("Directions", say(directions)).paragraph_format.keep_with_next = True


def _points(count: int, language: Language) -> str:
    return language.say("paper.point" if count == 1 else "paper.points", points=str(count))


def _stem(paper: Manuscript, item: Item) -> None:
    worth = f" ({_points(item.points, paper.language)})" if item.points > 1 else ""
    paper.run(paper.write("Item", item.stem), worth)


def _sources(paper: Manuscript, cited: Sequence[Reference]) -> None:
    if not cited:
        return
    paper.write("Heading 1", paper.language.say("paper.sources"))
    for reference in cited:
        paper.write("Source Note", f"{reference.full} {reference.url}".strip())


# --- what is asked ----------------------------------------------------------------------------


def _asked(paper: Manuscript, entry: Numbered) -> None:
    say = paper.language.say
    match entry.item.interaction:
        case Choice(options):
            for option in options:
                paper.write("Option", option.text)
        case TrueFalse():
            paper.write("Item Body", f"{BOX} {say('paper.true')}    {BOX} {say('paper.false')}")
            paper.write("Item Body", say("paper.correction"))
            paper.lines(1)
        case TextEntry() | OpenResponse():
            paper.lines(entry.lines)
        case Numeric(unit=unit):
            paper.write("Item Body", f"{GAP} {unit}")
        case Gaps() as gaps:
            _gaps(paper, gaps, shown=False)
        case Match(pairs, responses):
            left = [f"{PLACE} {prompt}" for prompt, _ in pairs]
            right = [f"{letter(i)}  {text}" for i, text in enumerate(responses)]
            height = max(len(left), len(right))
            columns = (column + [""] * (height - len(column)) for column in (left, right))
            paper.table([*zip(*columns, strict=True)], header=False, grid=False)
        case Order(entries):
            for ranked in entries:
                paper.write("Item Body", f"{PLACE} {ranked.text}")


def _gaps(paper: Manuscript, gaps: Gaps, *, shown: bool) -> None:
    """Write a sentence, a list or a table, with its gaps empty or filled in."""
    if gaps.columns:
        cells = [_part(part, shown, "") for part in gaps.parts]
        rows = [cells[i : i + gaps.columns] for i in range(0, len(cells), gaps.columns)]
        paper.table(rows, header=True, grid=True)
    elif not any(isinstance(part, str) and part.strip() for part in gaps.parts):
        for part in gaps.parts:
            if isinstance(part, Gap) and shown:
                paper.write("Item Body", _part(part, shown, GAP))
            elif isinstance(part, Gap):
                paper.lines(1)
    else:
        last = paper.document.paragraphs[-1]
        sentence = paper.write("Item Body", "") if last.text.strip() else last
        for part in gaps.parts:
            paper.run(sentence, _part(part, shown, GAP))
    if gaps.bank and not shown:
        bank = " · ".join(gaps.bank)
        paper.write("Item Body", f"**{paper.language.say('paper.word_bank')}:** {bank}")


def _part(part: str | Gap, shown: bool, empty: str) -> str:
    if isinstance(part, str):
        return part
    if shown:
        return f"**{part.text}**"
    return f"{empty} ({part.hint})" if part.hint else empty


# --- what is right ----------------------------------------------------------------------------


def _right(paper: Manuscript, item: Item) -> None:
    if isinstance(item.interaction, Gaps):
        _gaps(paper, item.interaction, shown=True)
    for text in _key(item, paper.language):
        paper.write("Item Body", text)


def _key(item: Item, language: Language) -> Iterator[str]:
    say = language.say
    match item.interaction:
        case Choice(options) as choice:
            right = "; ".join(option.text for option in options if option.correct)
            yield f"**{answer_letter(choice)}** – {right}"
            for index, option in enumerate(options):
                if option.why and not option.correct:
                    yield f"{letter(index)} – {option.why}"
        case TrueFalse(answer, correction):
            yield f"**{say('paper.true' if answer else 'paper.false')}**"
            yield from filter(None, (correction,))
        case TextEntry(accepted):
            yield from (f"**{text}**" for text in accepted[:1])
            yield from _also(accepted[1:], language)
        case Numeric(_, shown, tolerance, unit):
            yield f"**{shown}**" + (f" (± {f'{tolerance} {unit}'.strip()})" if tolerance else "")
        case Gaps(parts):
            others = (text for part in parts if isinstance(part, Gap) for text in part.accept)
            yield from _also(tuple(others), language)
        case Match(pairs, responses):
            for prompt, response in pairs:
                yield f"**{letter(responses.index(response))}** – {prompt}: {response}"
        case Order(entries):
            yield say("key.boxes", ranks=" · ".join(str(entry.rank) for entry in entries))
            for entry in sorted(entries, key=lambda entry: entry.rank):
                reveal = f" ({entry.reveal})" if entry.reveal else ""
                yield f"{entry.rank}. {entry.text}{reveal}"
        case OpenResponse(guide):
            yield from (f"• {point}" for point in guide)


def _also(others: Sequence[str], language: Language) -> Iterator[str]:
    if others:
        yield language.say("paper.accept", text="; ".join(others))
