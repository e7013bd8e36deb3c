"""Moodle XML: the richest of the formats that Moodle takes in.

What Moodle's importer does with it was measured in Moodle 5.0 and decides what is here: answers of
true or false are in small letters, fractions are of Moodle's own list, an ordering says whether it
shows the number of right places (without ``shownumcorrect`` the whole import stops), and what has
no answer worth 100 % is stored broken.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from quizgen.formats.exchange import moodle_origin, prose
from quizgen.formats.exchange.documents import document as xml_of
from quizgen.formats.exchange.markup import Place, losing
from quizgen.formats.exchange.outcome import Exported, Exporter, left_out
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
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.numbers import for_programs
from quizgen.text import html, plain

PENALTY = "0.3333333"
"""What a second try costs where a quiz allows one; Moodle's own default."""
MOST_KEYS = 10
"""Of so many right answers Moodle's list of fractions has the parts."""
FEWEST_OPTIONS, FEWEST_PAIRS = 2, 2
"""What has fewer is imported without a word, and cannot be loaded or makes no sense."""
LONGEST_ID = 100
"""Characters of an ``idnumber``; the whole import fails at a longer one."""
PLACES = "@@PLUGINFILE@@/"
"""What stands for the folder of a question's own files."""


def item(item: Item, language: Language) -> Exported[Element]:
    """Return an item as a question, or the nearest that Moodle has."""
    exported = _made(item)
    if item.lms and exported.body is not None:
        moodle_origin.restore(exported.body, item, item.lms)
    return exported


def _made(item: Item) -> Exported[Element]:
    match item.interaction:
        case Choice(options):
            return _choice(item, len([o for o in options if o.correct]))
        case TrueFalse(answer, correction):
            return Exported(_truefalse(item, answer=answer, correction=correction))
        case TextEntry(accepted):
            return Exported(_short(item, accepted))
        case Numeric():
            return Exported(_numeric(item, item.interaction))
        case Gaps():
            return _cloze(item, item.interaction)
        case Match(pairs, responses):
            return _match(item, pairs, responses)
        case Order():
            return Exported(_order(item, item.interaction))
        case OpenResponse(guide):
            return Exported(_essay(item, guide))
        case _:
            assert_never(item.interaction)


def document(form: Form, questions: Sequence[tuple[Item, Element]], language: Language) -> bytes:
    """Return the questions as a file, in a category for each deck."""
    root = Element("quiz")
    for category in dict.fromkeys(prose.category(item, form) for item, _ in questions):
        root.append(_category(category))
        root.extend(q for item, q in questions if prose.category(item, form) == category)
    return xml_of(root, is_indented=True)


def _category(path: str) -> Element:
    category = Element("question", {"type": "category"})
    _text(category, "category", path)
    return category


def pieces(form: Form, questions: Sequence[tuple[Item, Element]]) -> Iterator[tuple[str, bytes]]:
    """Yield a file for each question, in a folder for each category, as ``gitsync`` has them.

    A file has one question and no category, as ``importasversion`` wants it for a new version.
    """
    for deck in dict.fromkeys(item.deck for item, _ in questions):
        category = Element("quiz")
        category.append(_category(prose.usual_category(deck, form)))
        yield f"top/{deck}/gitsync_category.xml", xml_of(category, is_indented=True)
    for item, question in questions:
        root = Element("quiz")
        root.append(question)
        yield f"top/{item.deck}/{item.id.replace('/', '.')}.xml", xml_of(root, is_indented=True)


EXPORTER: Exporter[Element] = Exporter(
    item,
    document,
    has_hints=True,
    shows_pictures=True,
    plays_sounds=True,
    grades=True,
    keeps_all=True,
    pieces=pieces,
    compares_letters=True,
    losses=losing(frozenset({Place.RESPONSE, Place.BANK})),
)


# --- a question of each type ------------------------------------------------------------------


def _choice(item: Item, keys: int) -> Exported[Element]:
    if not 1 <= keys <= MOST_KEYS:
        return left_out(f"Moodle has no fractions for {keys} right answers")
    assert isinstance(item.interaction, Choice)  # noqa: S101 - item() has looked
    if len(item.interaction.options) < FEWEST_OPTIONS:
        return left_out("Moodle cannot load a choice of one answer")
    question = _question(item, "multichoice")
    SubElement(question, "single").text = "true" if keys == 1 else "false"
    SubElement(question, "shuffleanswers").text = "false" if item.interaction.sorted else "true"
    SubElement(question, "answernumbering").text = "ABCD"
    share = _fraction(keys)
    for option in item.interaction.options:
        wrong = "0" if keys == 1 else f"-{share}"
        text = prose.directed(prose.option(option, PLACES), item, "span")
        answer = _answer(question, text, share if option.correct else wrong)
        if option.picture:
            _file(answer, option.picture)
        why = "" if option.correct else str(html(option.why))
        _html(answer, "feedback", prose.directed(why, item, "span"))
    return Exported(question)


def _truefalse(item: Item, *, answer: bool, correction: str) -> Element:
    question = _question(item, "truefalse")
    for value in (True, False):
        choice = SubElement(question, "answer", fraction="100" if value is answer else "0")
        SubElement(choice, "text").text = str(value).lower()
        why = "" if value is answer else str(html(correction))
        _html(choice, "feedback", prose.directed(why, item, "span"))
    return question


def _short(item: Item, accepted: Iterable[str]) -> Element:
    question = _question(item, "shortanswer")
    SubElement(question, "usecase").text = "0"
    for text in dict.fromkeys(map(plain, accepted)):
        choice = SubElement(question, "answer", fraction="100", format="plain_text")
        SubElement(choice, "text").text = prose.as_pattern(text)
        _html(choice, "feedback", "")
    return question


def _numeric(item: Item, number: Numeric) -> Element:
    named = prose.unit(item, number.unit)
    after = f" ({named})" if named else ""
    question = _question(item, "numerical", after=after)
    choice = SubElement(question, "answer", fraction="100", format="plain_text")
    SubElement(choice, "text").text = for_programs(number.value)
    SubElement(choice, "tolerance").text = for_programs(number.tolerance)
    _html(choice, "feedback", html(number.shown))
    SubElement(question, "unitgradingtype").text = "0"
    SubElement(question, "unitpenalty").text = "0.1"
    SubElement(question, "showunits").text = "3"  # units are not asked for
    return question


def _cloze(item: Item, gaps: Gaps) -> Exported[Element]:
    """Return a sentence, a list or a table with a field for each gap."""
    fields = [p if isinstance(p, str) else _field(p, gaps) for p in gaps.parts]
    if gaps.columns:
        rows = (fields[i : i + gaps.columns] for i in range(0, len(fields), gaps.columns))
        body = f"<table>{''.join(map(_row, rows, _heads()))}</table>"
    elif not any(isinstance(p, str) and p.strip() for p in gaps.parts):
        body = "".join(f"<p>{field}</p>" for field in fields)
    else:
        texts = (
            prose.html_part(part) if isinstance(part, str) else field
            for part, field in zip(gaps.parts, fields, strict=True)
        )
        body = f"<p>{''.join(texts)}</p>"
    question = _question(item, "cloze", body=body)
    changes = []
    if not gaps.ordered:
        changes.append("each line takes any of the answers, and one written twice counts twice")
    return Exported(question, tuple(changes))


def _field(gap: Gap, gaps: Gaps) -> str:
    """Return what Moodle reads as a field: to write in, or to choose from the word bank."""
    right = [gap.text, *gap.accept]
    if not gaps.ordered:
        right += [t for p in gaps.parts if isinstance(p, Gap) for t in (p.text, *p.accept)]
    patterns = map(prose.as_pattern, dict.fromkeys(map(plain, right)))
    answers = [f"={_escaped(pattern)}" for pattern in patterns]
    hint = f" ({html(gap.hint)})" if gap.hint else ""
    if gaps.bank:
        wrong = (text for text in map(plain, gaps.bank) if text not in map(plain, right))
        options = [f"={_escaped(plain(gap.text))}", *map(_escaped, wrong)]
        return f"{{1:MULTICHOICE_S:{'~'.join(options)}}}{hint}"
    return f"{{1:SHORTANSWER:{'~'.join(answers)}}}{hint}"


def _escaped(text: str) -> str:
    """Escape what ends an answer in a field, and what HTML reads."""
    for mark in '\\}#~/"':
        text = text.replace(mark, f"\\{mark}")
    return escape(text, quote=False)


def _heads() -> Iterator[str]:
    yield "th"
    while True:
        yield "td"


def _row(cells: Sequence[str], tag: str) -> str:
    first, *rest = cells
    others = "".join(f"<{tag}>{_cell(cell)}</{tag}>" for cell in rest)
    return f"<tr><th>{_cell(first)}</th>{others}</tr>"


def _cell(text: str) -> str:
    return text if text.startswith("{1:") else str(html(text))


def _match(
    item: Item, pairs: Sequence[tuple[str, str]], responses: Sequence[str]
) -> Exported[Element]:
    if len(pairs) < FEWEST_PAIRS:
        return left_out("Moodle's match has two pairs at least")
    question = _question(item, "matching")
    SubElement(question, "shuffleanswers").text = "true"
    used = {response for _, response in pairs}
    for prompt, response in (*pairs, *(("", r) for r in responses if r not in used)):
        pair = SubElement(question, "subquestion", format="html")
        SubElement(pair, "text").text = prose.directed(str(html(prompt)), item, "span")
        SubElement(SubElement(pair, "answer"), "text").text = plain(response)
    return Exported(question)


def _order(item: Item, order: Order) -> Element:
    question = _question(item, "ordering")
    for name, text in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", str(len(order.entries))),
        ("gradingtype", "ABSOLUTE_POSITION"),
        ("showgrading", "SHOW"),
        ("numberingstyle", "none"),
        ("shownumcorrect", "1"),
    ):
        SubElement(question, name).text = text
    for rank, entry in enumerate(sorted(order.entries, key=lambda e: e.rank), 1):
        choice = SubElement(question, "answer", fraction=f"{rank}.0000000", format="html")
        text = prose.directed(str(html(entry.text)), item, "span")
        SubElement(choice, "text").text = text
    return question


def _essay(item: Item, guide: Sequence[str]) -> Element:
    question = _question(item, "essay")
    for name, text in (
        ("responseformat", "editor"),
        ("responserequired", "1"),
        ("responsefieldlines", "15"),
        ("attachments", "0"),
        ("attachmentsrequired", "0"),
    ):
        SubElement(question, name).text = text
    _html(question, "graderinfo", f"<ul>{''.join(f'<li>{html(g)}</li>' for g in guide)}</ul>")
    _html(question, "responsetemplate", "")
    return question


# --- what every question has ------------------------------------------------------------------


def _question(item: Item, type_: str, body: str = "", after: str = "") -> Element:
    """Return a question with all that comes before its answers.

    ``body`` stands under the stem, ``after`` on its line.
    """
    question = Element("question", {"type": type_})
    _text(question, "name", prose.name(item))
    stem = f"<p>{html(item.stem)}{escape(after)}</p>" if item.stem else ""
    figures = "".join(f"<p>{prose.figure(m, PLACES + m.name)}</p>" for m in item.media)
    hint = f"<p><em>{html(item.hint)}</em></p>" if item.hint else ""
    text = prose.directed(stem + figures + body + hint, item)
    told = _html(question, "questiontext", text)
    for medium in item.media:
        _file(told, medium)
    after_all = "".join(f"<p>{html(text)}</p>" for text in prose.feedback(item))
    _html(question, "generalfeedback", prose.directed(after_all, item))
    SubElement(question, "defaultgrade").text = str(item.points)
    SubElement(question, "penalty").text = PENALTY
    SubElement(question, "hidden").text = "0"
    SubElement(question, "idnumber").text = id_number(item)
    listed = SubElement(question, "tags")
    for tag in prose.tags(item):
        _text(listed, "tag", tag)
    return question


def id_number(item: Item) -> str:
    """Return an item's id, which tells it from all others; of a long one the end is a digest.

    What moved in keeps the one that it had.
    """
    if item.lms and item.lms.idnumber:
        return item.lms.idnumber
    if len(item.id) <= LONGEST_ID:
        return item.id
    end = sha256(item.id.encode()).hexdigest()[:16]
    return f"{item.id[: LONGEST_ID - len(end) - 1]}-{end}"


def _file(parent: Element, medium: Media) -> None:
    """Put the bytes of a picture or a sound beside the text that shows or plays it."""
    file = SubElement(parent, "file", name=medium.name, path="/", encoding="base64")
    file.text = b64encode(medium.data).decode()


def _text(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    SubElement(element, "text").text = text
    return element


def _html(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name, format="html")
    SubElement(element, "text").text = str(text)
    return element


def _answer(question: Element, text: str, fraction: str) -> Element:
    element = SubElement(question, "answer", fraction=fraction, format="html")
    SubElement(element, "text").text = str(text)
    return element


def _fraction(parts: int) -> str:
    """Return a part of 100 as Moodle's list writes it: ``33.33333``."""
    return f"{100 / parts:.5f}".rstrip("0").rstrip(".")
