"""Moodle XML, read by lxml and marked as Moodle's question types mark."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from lxml import etree

from quizgen.formats.exchange.moodle import EXPORTER, id_number
from quizgen.formats.exchange.outcome import Fidelity
from quizgen.model import (
    Choice,
    Gap,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Option,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import plain
from tests.formats.exchange import banks
from tests.formats.exchange.banks import Bank
from tests.formats.exchange.nasty import PICTURE, SOUND
from tests.formats.exchange.reading import shown, words

FRACTIONS = """100 90 83.33333 80 75 70 66.66667 60 50 40 33.33333 30 25 20 16.66667 14.28571 12.5
    11.11111 10 5 0""".split()
"""The parts of a mark that Moodle's importer knows (``get_grade_options``); each may be lost."""
_FIELD = re.compile(r"\{(\d+):(SHORTANSWER|MULTICHOICE_S):((?:[^}\\]|\\.)*)\}", re.DOTALL)


@pytest.fixture(params=banks.NAMES, scope="module")
def bank(request: pytest.FixtureRequest) -> Bank:
    return banks.of(request.param)


def questions(bank: Bank) -> dict[str, Any]:
    root: Any = etree.fromstring(bank.written("moodle"), etree.XMLParser(huge_tree=True))
    return {q.findtext("idnumber"): q for q in root if q.get("type") != "category"}


def test_each_item_is_there_once_with_what_it_asks(bank: Bank) -> None:
    read = questions(bank)
    assert list(read) == [id_number(item) for item in bank.kept("moodle")]
    for item in bank.kept("moodle"):
        question = read[id_number(item)]
        assert words(question.findtext("questiontext/text")).startswith(shown(item.stem))
        assert question.findtext("name/text")
        assert question.findtext("defaultgrade") == str(item.points)
        assert f"level:{item.level}" in [t.text for t in question.iterfind("tags/tag/text")]
        told = question.findtext("generalfeedback/text") or ""
        assert shown(item.rationale) in words(told)


def test_each_item_has_its_full_mark_for_its_key_and_less_for_another(bank: Bank) -> None:
    read = questions(bank)
    for item in bank.kept("moodle"):
        question = read[id_number(item)]
        if not isinstance(item.interaction, OpenResponse):
            assert mark(question, right(item)) == pytest.approx(1, abs=1e-4), item.id
            assert mark(question, wrong(item)) < 0.999, item.id


def test_each_fraction_is_of_moodles_list(bank: Bank) -> None:
    for question in questions(bank).values():
        if question.get("type") != "ordering":
            for answer in question.iterfind("answer"):
                assert answer.get("fraction").removeprefix("-") in FRACTIONS


def test_options_and_pairs_are_as_they_were(bank: Bank) -> None:
    read = questions(bank)
    for item in bank.kept("moodle"):
        question, shape = read[id_number(item)], item.interaction
        texts = [words(text) for text in question.xpath("answer/text/text()")]
        if isinstance(shape, Choice):
            assert texts == ["" if o.picture else shown(o.text) for o in shape.options]
            why = [words(f or "") for f in question.xpath("answer/feedback/text/text()")]
            assert why == [shown(o.why) for o in shape.options if o.why and not o.correct]
            assert question.findtext("shuffleanswers") == str(not shape.sorted).lower()
        if isinstance(shape, Order):
            ranked = sorted(shape.entries, key=lambda entry: entry.rank)
            assert texts == [shown(entry.text) for entry in ranked]
        if isinstance(shape, Match):
            read_pairs = [
                (words(s.findtext("text") or ""), s.findtext("answer/text"))
                for s in question.iterfind("subquestion")
            ]
            pairs = [(shown(prompt), plain(response)) for prompt, response in shape.pairs]
            used = {response for _, response in shape.pairs}
            extra = [("", plain(r)) for r in shape.responses if r not in used]
            assert read_pairs == [*pairs, *extra]


# --- how Moodle marks -------------------------------------------------------------------------

Response = str | Sequence[str] | Mapping[str, str]


def right(item: Item) -> Response:
    """Return what a learner who knows it answers."""
    match item.interaction:
        case Choice(options):
            return [str(n) for n, option in enumerate(options) if option.correct]
        case TrueFalse(answer):
            return str(answer).lower()
        case TextEntry(accepted):
            return plain(accepted[-1])
        case Numeric(value, tolerance=tolerance):
            return str(value + tolerance)
        case Match(pairs):
            return {shown(prompt): plain(response) for prompt, response in pairs}
        case Order(entries):
            return [shown(e.text) for e in sorted(entries, key=lambda e: e.rank)]
        case Gaps(parts):
            return [plain(part.text) for part in parts if isinstance(part, Gap)]
        case OpenResponse():
            raise AssertionError("nobody but a person marks it")


def wrong(item: Item) -> Response:
    """Return an answer that is wrong, or in part."""
    match item.interaction:
        case Choice(options):
            return [str(n) for n, option in enumerate(options) if not option.correct]
        case TrueFalse(answer):
            return str(not answer).lower()
        case TextEntry():
            return "nothing of the sort"
        case Numeric(value, tolerance=tolerance):
            return str(value + tolerance + 1)
        case Match(pairs):
            return {shown(prompt): "nothing" for prompt, _ in pairs}
        case Order(entries):
            return [shown(e.text) for e in sorted(entries, key=lambda e: -e.rank)]
        case Gaps(parts):
            return ["nothing" for part in parts if isinstance(part, Gap)]
        case OpenResponse():
            raise AssertionError("nobody but a person marks it")


def mark(question: Any, response: Any) -> Any:
    """Return the part of the mark, by the rules of the question's type in Moodle."""
    answers = [
        (a.findtext("text"), float(a.get("fraction")) / 100, a) for a in question.iterfind("answer")
    ]
    match question.get("type"):
        case "multichoice":
            return max(0.0, min(1.0, sum(answers[int(n)][1] for n in response)))
        case "truefalse":
            return sum(fraction for text, fraction, _ in answers if text == response)
        case "shortanswer":
            return next((f for text, f, _ in answers if matches(response, text)), 0)
        case "numerical":
            return next(
                (f for text, f, answer in answers if is_near(response, text, answer)),
                0,
            )
        case "matching":
            asked = [s for s in question.iterfind("subquestion") if s.findtext("text")]
            hits = [response[words(s.findtext("text"))] == s.findtext("answer/text") for s in asked]
            return sum(hits) / len(hits)
        case "ordering":
            key = [words(text) for text, _, _ in answers]
            return sum(a == b for a, b in zip(key, response, strict=True)) / len(key)
        case "cloze":
            return cloze(question.findtext("questiontext/text"), response)
    raise AssertionError(question.get("type"))


def matches(response: str, pattern: str) -> bool:
    """Compare as Moodle's short answers do: an asterisk that is not escaped is any text."""
    parts = re.split(r"(?<!\\)\*+", pattern)
    regex = ".*".join(re.escape(part.replace(r"\*", "*")) for part in parts)
    return bool(re.fullmatch(regex, response.strip(), re.IGNORECASE))


def is_near(response: str, text: str, answer: Any) -> bool:
    return abs(Decimal(response) - Decimal(text)) <= Decimal(answer.findtext("tolerance"))


def cloze(text: str, response: Sequence[str]) -> float:
    """Return the part of the mark that the fields of an embedded question give."""
    fields = _FIELD.findall(text)
    hits = []
    for (_, kind, listed), answer in zip(fields, response, strict=True):
        options = re.split(r"(?<!\\)~", listed.replace("\\\\", "\0"))
        keys = [unescaped(option[1:]) for option in options if option.startswith("=")]
        if kind == "SHORTANSWER":
            hits.append(any(matches(answer, key) for key in keys))
        else:
            hits.append(
                words(answer.replace("<", "&lt;")) in [words(key) for key in keys] or answer in keys
            )
    return sum(hits) / len(hits)


def unescaped(text: str) -> str:
    """Undo a field's escapes and, as Moodle does for what is written in, those of HTML."""
    plain_text = re.sub(r"\\([}#~/\"])", r"\1", text).replace("\0", "\\")
    return unescape(plain_text)


# --- the rules --------------------------------------------------------------------------------

NASTY = questions(banks.of("nasty"))


def test_an_ordering_says_whether_it_shows_how_many_places_are_right() -> None:
    orderings = [q for q in NASTY.values() if q.get("type") == "ordering"]
    assert orderings
    assert all(q.findtext("shownumcorrect") == "1" for q in orderings)


def test_true_and_false_are_in_small_letters() -> None:
    judged = [q for q in NASTY.values() if q.get("type") == "truefalse"]
    assert judged
    for question in judged:
        assert [a.findtext("text") for a in question.iterfind("answer")] == ["true", "false"]


def test_what_is_written_has_an_answer_of_the_full_mark() -> None:
    for question in NASTY.values():
        if question.get("type") in ("shortanswer", "numerical"):
            assert question.xpath("answer[@fraction='100']")


def test_a_choice_of_one_answer_and_a_match_of_one_pair_are_left_out() -> None:
    bank = banks.of("nasty")
    by_type = {item.type: item for item in bank.form.items}
    alone = replaced(by_type["choice"], Choice((Option("a", True),)))
    pair = replaced(by_type["match"], Match((("a", "b"),), ("b", "c")))
    for item in (alone, pair):
        assert EXPORTER.item(item, bank.language).fidelity is Fidelity.LEFT_OUT


def replaced(item: Item, shape: Any) -> Item:
    return replace(item, interaction=shape)


def test_no_idnumber_is_given_twice_or_is_too_long() -> None:
    ids = [id_number(item) for item in banks.of("nasty").form.items]
    assert len(set(ids)) == len(ids)
    assert all(len(id_) <= 100 for id_ in ids)
    assert any(len(item.id) > 100 for item in banks.of("nasty").form.items)


def test_an_extra_response_belongs_to_an_empty_text() -> None:
    (match, *_) = (q for q in NASTY.values() if q.get("type") == "matching")
    assert [s.findtext("answer/text") for s in match.xpath("subquestion[not(text/text())]")]


def test_pictures_of_stems_and_options_bring_their_bytes() -> None:
    shown_in = [q for q in NASTY.values() if q.find("questiontext/file") is not None]
    options = [
        a for q in NASTY.values() for a in q.iterfind("answer") if a.find("file") is not None
    ]
    assert shown_in
    assert options
    for element in (*(q.find("questiontext") for q in shown_in), *options):
        files = {file.get("name"): b64decode(file.text) for file in element.iterfind("file")}
        assert files.items() <= {PICTURE.name: PICTURE.data, SOUND.name: SOUND.data}.items()
        assert all(f'src="@@PLUGINFILE@@/{name}"' in element.findtext("text") for name in files)
    heard = NASTY["d/f5/answer/short"].findtext("questiontext/text")
    assert f'<audio controls src="@@PLUGINFILE@@/{SOUND.name}"></audio>' in heard


def test_texts_from_right_to_left_say_so() -> None:
    for question in questions(banks.of("nasty-urdu")).values():
        texts = [question.findtext("questiontext/text"), *question.xpath("answer/text/text()")]
        if question.get("type") in ("multichoice", "ordering"):
            assert all(re.match(r'<(div|span) dir="rtl" lang="ur">', text) for text in texts)


def test_questions_have_what_moodle_wants_of_each() -> None:
    for question in NASTY.values():
        assert question.findtext("hidden") == "0"
        assert question.findtext("penalty") == "0.3333333"
    (first, *_) = (q for q in NASTY.values() if q.get("type") == "multichoice")
    assert first.findtext("answernumbering") == "ABCD"
    assert first.findtext("single") == "true"


def test_each_deck_is_a_category() -> None:
    root: Any = etree.fromstring(banks.of("europe").written("moodle"))
    paths = root.xpath("question[@type='category']/category/text/text()")
    assert paths == ["$course$/top/Europe/europe"] or all(
        p.startswith("$course$/top/") for p in paths
    )
