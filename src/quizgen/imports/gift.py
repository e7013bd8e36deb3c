r"""GIFT: questions in lines, their answers in braces.

A blank line ends a question, ``\`` keeps a sign from being syntax, ``// [id:…] [tag:…]`` before one
names it. https://docs.moodle.org/en/GIFT_format
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from quizgen import html_reading
from quizgen.imports import writing
from quizgen.imports.plan import Options, Plan, Target
from quizgen.imports.questions import Answer, Asked, Found, Sort
from quizgen.imports.questions import plan as plan_of
from quizgen.imports.texts import text_of
from quizgen.model import LmsItem
from quizgen.numbers import for_programs

_BLOCK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_TITLE = re.compile(r"::(?P<title>(?:\\.|(?!::).)*)::", re.DOTALL)
_FORMAT = re.compile(r"\[(?P<format>html|moodle|plain|markdown)\]")
_MARKED = re.compile(r"\[(?P<key>id|tag):(?P<value>(?:\\\]|[^\]])*)\]")
_BODY = re.compile(r"(?<!\\)\{(?P<body>(?:\\.|[^\\}])*)\}", re.DOTALL)
_ANSWER = re.compile(r"(?P<mark>[=~])(?P<text>(?:\\.|[^\\=~])*)", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(?P<weight>-?\d+(?:\.\d+)?)%")
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_TRUTH = re.compile(r"\s*(?P<value>TRUE|FALSE|T|F)\s*(?P<feedback>#.*)?", re.IGNORECASE | re.DOTALL)
_DIGITS = r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:e-?\d+)?"
_NUMBER = re.compile(
    rf"\s*(?P<low>{_DIGITS})\s*(?:(?P<sort>:|\.\.)\s*(?P<high>{_DIGITS}))?\s*", re.IGNORECASE
)
GAP = "…"
"""Stands where the answer is missing in the middle of a sentence."""


def is_it(path: Path, beginning: str) -> bool:
    """Whether a file is GIFT: by its ending, or a text that begins as such files do."""
    name = path.name.lower()
    return name.endswith((".gift", ".gift.txt")) or bool(
        re.match(r"\s*(//|::|\$CATEGORY:)", beginning)
    )


def plan(path: Path, target: Target, options: Options) -> Plan:
    """Return a deck of facts, one a question."""
    return plan_of(read(text_of(path), options), target, options)


def read(text: str, options: Options) -> Found:
    """Return the questions of a file."""
    collected, category = Found(), ""
    say = options.language.say
    for block in _BLOCK.split(text.strip("\n")):
        lines = block.split("\n")
        marked = [line for line in lines if line.lstrip().startswith("//")]
        body = "\n".join(line for line in lines if line not in marked).strip()
        if body.startswith("$CATEGORY"):
            head, _, body = body.partition("\n")
            category, body = head.partition(":")[2].strip(), body.strip()
        if not body:
            continue
        collected.count += 1
        asked = _question(body, (say("paper.true"), say("paper.false")))
        if isinstance(asked, str):
            collected.left.append(f"{asked}: {' '.join(body.split())[:60]}")
        else:
            collected.asked.append(_named(asked, marked, category))
    return collected


def _named(asked: Asked, marked: Sequence[str], category: str) -> Asked:
    """Return a question with its category, and the id and the tags of the comments before it."""
    given = [
        (m["key"], m["value"].strip().replace("\\]", "]"))
        for line in marked
        for m in _MARKED.finditer(line)
    ]
    ids = [value for key, value in given if key == "id" and value]
    tags = tuple(value for key, value in given if key == "tag" and value)
    lms = replace(asked.lms, idnumber=ids[0] if ids else "", category=category)
    return replace(asked, lms=lms, tags=tags)


def _question(text: str, truth: tuple[str, str]) -> Asked | str:
    """Return a question, or why it is none that comes."""
    title = _TITLE.match(text)
    name = _words(title["title"], "") if title else ""
    text = text[title.end() :].strip() if title else text
    format_ = _FORMAT.match(text)
    markup = format_["format"] if format_ else ""
    text = text[format_.end() :].strip() if format_ else text
    body = _BODY.search(text)
    if body is None:
        return "a text that asks nothing"
    before, after = text[: body.start()], text[body.end() :]
    if _BODY.search(after):
        return "a question with answers in two places, as where no blank line ends the first"
    stem = f"{before}{GAP}{after}" if after.strip() else before
    inner, _, feedback = _cut(body["body"], "####")
    asked = _answers(inner, truth, markup)
    if isinstance(asked, str):
        return asked
    told = _words(feedback, markup)
    return replace(asked, stem=_words(stem, markup), lms=LmsItem("", name=name), feedback=told)


def _answers(body: str, truth: tuple[str, str], markup: str) -> Asked | str:
    """Return what stands in braces, without the words before them."""
    if not body.strip():
        return "an essay"
    is_true = _TRUTH.fullmatch(body)
    if is_true:
        return _true_or_false(is_true, truth, markup)
    if body.lstrip().startswith("#"):
        return _numbers(body.lstrip()[1:], markup)
    answers = list(_listed(body, markup))
    if not answers:
        return "answers that cannot be read"
    if all(mark == "=" and "->" in text for mark, text, _ in answers):
        return _pairs([text for _, text, _ in answers], markup)
    has_choice = any(mark == "~" for mark, _, _ in answers)
    graded = tuple(
        Answer(_words(_cut(text, "#")[0], markup), right, _words(_cut(text, "#")[2], markup))
        for _, text, right in answers
    )
    return Asked(Sort.CHOICE if has_choice else Sort.SHORT, "", answers=graded)


def _listed(body: str, markup: str) -> Iterator[tuple[str, str, Decimal]]:
    """Yield each answer with its mark and how right it is."""
    for match in _ANSWER.finditer(body):
        weight = _WEIGHT.match(match["text"])
        text = match["text"][weight.end() :] if weight else match["text"]
        usual = Decimal(100 if match["mark"] == "=" else 0)
        yield match["mark"], text, Decimal(weight["weight"]) if weight else usual


def _pairs(texts: Sequence[str], markup: str) -> Asked:
    parts = [tuple(_words(part, markup) for part in text.split("->", 1)) for text in texts]
    return Asked(
        Sort.MATCH,
        "",
        pairs=tuple((prompt, answer) for prompt, answer in parts if prompt and answer),
        answers=tuple(Answer(answer, Decimal(0)) for prompt, answer in parts if not prompt),
    )


def _true_or_false(match: re.Match[str], truth: tuple[str, str], markup: str) -> Asked:
    """Return a choice of two; its feedback is first for the wrong answer, then for the right."""
    is_true = match["value"].upper().startswith("T")
    right, wrong = truth if is_true else truth[::-1]
    first, _, second = _cut((match["feedback"] or "")[1:], "#")
    return Asked(
        Sort.TRUEFALSE,
        "",
        answers=(
            Answer(right, Decimal(100), _words(second, markup)),
            Answer(wrong, Decimal(0), _words(first, markup)),
        ),
    )


def _numbers(body: str, markup: str) -> Asked | str:
    """Return a number with its tolerance: ``1066:1``, ``1065..1067``, or several after ``=``."""
    marked = [(text, right) for mark, text, right in _listed(body, markup) if mark == "="]
    answers = []
    for text, right in marked or [(body, Decimal(100))]:
        written, _, feedback = _cut(text, "#")
        number = _number(written)
        if number is None:
            return "a number that cannot be read"
        answers.append(Answer(number, right, _words(feedback, markup)))
    return Asked(Sort.NUMERIC, "", answers=tuple(answers))


def _number(text: str) -> str | None:
    """Return a number with its tolerance, ``1066:1``; None where it cannot be read."""
    match = _NUMBER.fullmatch(text)
    try:
        low, high = (
            (Decimal(match[part] or 0) for part in ("low", "high")) if match else (None,) * 2
        )
    except InvalidOperation:
        return None
    if match is None or low is None or high is None:
        return None
    if match["sort"] == "..":
        low, high = (low + high) / 2, (high - low) / 2
    return f"{for_programs(low)}:{for_programs(high)}" if high else for_programs(low)


def _cut(text: str, mark: str) -> tuple[str, str, str]:
    """Divide a text at a mark that no backslash stands before."""
    match = re.search(rf"(?<!\\){re.escape(mark)}", text)
    return (text[: match.start()], mark, text[match.end() :]) if match else (text, "", "")


def _words(text: str, markup: str) -> str:
    """Return a text in Markdown."""
    bare = _ESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], text).strip()
    bare = writing.clean(bare)
    if markup == "html" or (markup in ("", "moodle") and html_reading.is_html(bare)):
        return html_reading.markdown(bare)
    return bare if markup == "markdown" else writing.markdown_of(bare)
