"""GIFT, read by gift-pegjs, item by item."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from typing import Any

import pytest

from quizgen.formats.exchange import prose
from quizgen.formats.exchange.gift import EXPORTER
from quizgen.formats.exchange.moodle import id_number
from quizgen.formats.exchange.outcome import Fidelity
from quizgen.formats.exchange.prose import as_pattern
from quizgen.model import Choice, Gaps, Item, Match, Numeric, TextEntry, TrueFalse
from quizgen.text import plain
from tests.conftest import ROOT, needs
from tests.formats.exchange import banks
from tests.formats.exchange.banks import Bank
from tests.formats.exchange.reading import shown, words
from tests.formats.exchange.test_moodle import replaced

PARSE = """
const { parse } = require('gift-pegjs');
let text = ''; process.stdin.setEncoding('utf8'); process.stdin.on('data', d => text += d);
process.stdin.on('end', () => console.log(JSON.stringify(parse(text))));
"""


@pytest.fixture(params=banks.NAMES, scope="module")
def bank(request: pytest.FixtureRequest) -> Bank:
    return banks.of(request.param)


@pytest.fixture(scope="module")
def read(bank: Bank) -> dict[str, Any]:
    needs("node")
    if not (ROOT / "node_modules" / "gift-pegjs").is_dir():
        pytest.skip("gift-pegjs is not installed: run npm ci")
    questions = json.loads(
        subprocess.run(
            ["node", "-e", PARSE],
            input=bank.written("gift"),
            stdout=subprocess.PIPE,
            cwd=ROOT,
            check=True,
        ).stdout
    )
    return {q["id"]: q for q in questions if q["type"] != "Category"}


def decoded(text: str) -> str:
    """Undo what the parser does to escaped marks in the answers of a match."""
    return unescape(re.sub(r"&&0?(\d+);", lambda match: chr(int(match[1])), text))


def seen(text: dict[str, str]) -> str:
    return words(text["text"])


def is_right(question: dict[str, Any], item: Item) -> bool:
    """Whether what the parser read is what the item asks, with its key."""
    shape = item.interaction
    match shape:
        case TrueFalse():
            return (question["type"], question["isTrue"]) == ("TF", shape.answer)
        case Choice():
            choices = question["choices"]
            texts = [seen(choice["text"]) for choice in choices]
            if len(shape.keys) == 1:
                marked = [choice["isCorrect"] for choice in choices]
            else:
                marked = [choice["weight"] > 0 for choice in choices]
                full = sum(choice["weight"] for choice in choices if choice["weight"] > 0)
                assert full == pytest.approx(100, abs=0.001)
            right = ["" if o.picture else shown(o.text) for o in shape.options]
            return texts == right and marked == [option.correct for option in shape.options]
        case TextEntry():
            texts = [choice["text"]["text"] for choice in question["choices"]]
            right = [as_pattern(plain(text)) for text in shape.accepted if "->" not in plain(text)]
            listed = [*dict.fromkeys(right)]
            return [*map(decoded, texts)][: len(listed)] == listed
        case Numeric():
            choices = question["choices"]
            return (choices["number"], choices["range"]) == (
                pytest.approx(float(shape.value)),
                pytest.approx(float(shape.tolerance)),
            )
        case Match():
            answers = [decoded(pair["subanswer"]) for pair in question["matchPairs"]]
            used = {response for _, response in shape.pairs}
            extra = [r for r in shape.responses if r not in used]
            return answers == [plain(r) for r in (*(r for _, r in shape.pairs), *extra)]
        case _:
            return bool(question["type"])


@pytest.mark.slow
def test_each_item_is_there_once_as_it_was(bank: Bank, read: dict[str, Any]) -> None:
    kept = bank.kept("gift")
    assert list(read) == [id_number(item) for item in kept]
    for item in kept:
        question = read[id_number(item)]
        assert seen(question["stem"]).startswith(shown(item.stem)), item.id
        assert is_right(question, item), item.id
        assert f"level:{item.level}" in question["tags"]
        options = question.get("choices", []) if isinstance(item.interaction, Choice) else []
        texts = (question["stem"], *(choice["text"] for choice in options))
        held = [uri for text in texts for uri in re.findall(r'src="([^"]*)"', text["text"])]
        assert list(dict.fromkeys(held)) == [medium.uri for medium in prose.media(item)], item.id


# --- the rules --------------------------------------------------------------------------------

BANK = banks.of("nasty")
PARAGRAPHS = BANK.written("gift").decode().split("\n\n")


def written(type_: str) -> list[str]:
    return [text for text in PARAGRAPHS if f"/answer/{type_}]" in text]


def test_a_question_is_one_paragraph() -> None:
    questions = [text for text in PARAGRAPHS if text.startswith("//")]
    assert len(questions) == len(BANK.kept("gift"))
    assert all(re.search(r"(?<!\\)\}", text) for text in questions)


def test_only_the_first_braces_count() -> None:
    for text in PARAGRAPHS:
        if text.startswith("//"):
            body = text.partition("\n")[2]
            assert len(re.findall(r"(?<!\\)\{", body)) == 1, text


def test_square_brackets_are_not_escaped() -> None:
    assert not re.search(r"\\[\[\]]", "".join(PARAGRAPHS).replace("\\\\", ""))


def test_no_answer_with_an_arrow_makes_a_match() -> None:
    for text in PARAGRAPHS:
        if "/answer/match]" not in text and "/answer/table]" not in text:
            is_match = re.search(r"^=.* -> ", text, re.MULTILINE)
            assert ("->" in text) == bool(is_match), text
    arrow = next(i for i in BANK.form.items if i.type == "short")
    exported = EXPORTER.item(replaced(arrow, TextEntry(("a -> b",))), BANK.language)
    assert exported.fidelity is Fidelity.LEFT_OUT


def test_a_match_of_one_pair_is_left_out() -> None:
    match = next(i for i in BANK.form.items if i.type == "match")
    one = replaced(match, Match((("a", "b"),), ("b", "c")))
    assert EXPORTER.item(one, BANK.language).fidelity is Fidelity.LEFT_OUT


def test_true_or_false_tells_first_what_is_said_when_wrong() -> None:
    (judged, *_) = (text for text in written("truefalse") if re.search(r"\{F#", text))
    assert re.search(r"\{F#[^#].*####", judged, re.DOTALL)


def test_general_feedback_is_told_after_four_marks() -> None:
    assert all("####" in text for text in PARAGRAPHS if text.startswith("//"))


def test_ids_and_tags_stand_in_the_comment() -> None:
    first = written("choice")[0].split("\n")[0]
    assert first == "// [id:d/f0/answer/choice] [tag:a-tag] [tag:level:core] [tag:type:choice]"


def test_numbers_have_their_tolerance() -> None:
    assert "{#-1.50:0.25" in written("numeric")[0]


def test_a_percent_sign_is_no_weight() -> None:
    text = "".join(written("choice"))
    assert not re.search(r"^[=~]%50%", text, re.MULTILINE)
    short = next(i for i in BANK.form.items if i.type == "short")
    exported = EXPORTER.item(replaced(short, TextEntry(("%50% of all",))), BANK.language)
    assert "{=%100%%50% of all" in str(exported.body)


def test_several_gaps_that_fit_no_braces_become_a_match() -> None:
    gaps = next(i for i in BANK.form.items if i.type == "three")
    assert isinstance(gaps.interaction, Gaps)
    assert EXPORTER.item(gaps, BANK.language).fidelity is Fidelity.NEAREST
