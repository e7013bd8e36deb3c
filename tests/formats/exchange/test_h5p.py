"""H5P: judged by what its libraries know, parsed and marked as they do."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

import pytest

from quizgen.formats.exchange.h5p import LIBRARIES
from quizgen.model import Choice, Gap, Gaps, Item, Match, Numeric, Order, TextEntry, TrueFalse
from quizgen.text import plain
from tests.formats.exchange import banks
from tests.formats.exchange.banks import Bank
from tests.formats.exchange.nasty import PICTURE, SOUND
from tests.formats.exchange.reading import shown, words
from tests.formats.exchange.semantics import PARAMS, Field, Group, Library, Many, Options, Text


@pytest.fixture(params=banks.NAMES, scope="module")
def bank(request: pytest.FixtureRequest) -> Bank:
    return banks.of(request.param)


def package(bank: Bank) -> tuple[dict[str, Any], dict[str, Any], set[str]]:
    with zipfile.ZipFile(io.BytesIO(bank.written("h5p"))) as archive:
        about = json.loads(archive.read("h5p.json"))
        content = json.loads(archive.read("content/content.json"))
        return about, content, set(archive.namelist())


def dropped(value: Any, known: Field, path: str) -> Iterator[str]:
    """Yield what of a value a library would drop or refuse, by where it stands."""
    match known:
        case Group(fields, needed):
            yield from (f"{path}.{name} is missing" for name in needed - value.keys())
            for name, part in value.items():
                if name in fields:
                    yield from dropped(part, fields[name], f"{path}.{name}")
                else:
                    yield f"{path}.{name} is unknown"
        case Many(of, least, most):
            if not least <= len(value) <= most:
                yield f"{path} has {len(value)}"
            for number, part in enumerate(value):
                yield from dropped(part, of, f"{path}[{number}]")
        case Library(names):
            if value["library"] not in names:
                yield f"{path} is no {value['library']}"
            elif value.keys() > {"library", "params", "subContentId", "metadata"}:
                yield f"{path} has more than a library has"
            else:
                name = value["library"].split()[0]
                yield from dropped(value["params"], PARAMS[name], f"{path}<{name}>")
        case Options(values):
            if value not in values:
                yield f"{path} is {value!r}"
        case Text(tags):
            if not isinstance(value, str):
                yield f"{path} is no text"
            elif tags:
                used = set(re.findall(r"</?([a-z0-9]+)", value))
                yield from (f"{path} has a <{tag}>" for tag in sorted(used - tags))
        case _:
            if type(value) is not known:
                yield f"{path} is {value!r}"


def test_the_libraries_know_all_that_is_written(bank: Bank) -> None:
    _, content, _ = package(bank)
    assert list(dropped(content, PARAMS["H5P.QuestionSet"], "")) == []


def test_what_they_do_not_know_is_seen() -> None:
    known = PARAMS["H5P.TrueFalse"]
    value = {"question": "<table>", "correct": "True", "behaviour": {"retry": True}}
    assert list(dropped(value, known, "")) == [
        ".question has a <table>",
        ".correct is 'True'",
        ".behaviour.retry is unknown",
    ]


def test_every_library_that_is_used_is_named_with_its_version(bank: Bank) -> None:
    about, content, files = package(bank)
    named = {
        d["machineName"]: (d["majorVersion"], d["minorVersion"])
        for d in about["preloadedDependencies"]
    }
    assert named.items() <= LIBRARIES.items()
    text = json.dumps(content)
    used = set(re.findall(r'"library": "(\S+) ', text))
    assert used <= named.keys()
    pictures = set(re.findall(r'"path": "([^"]+)"', text))
    assert {f"content/{path}" for path in pictures} == files - {"h5p.json", "content/content.json"}


def test_each_item_is_there_once_under_its_id(bank: Bank) -> None:
    _, content, _ = package(bank)
    questions = content["questions"]
    ids = [question["metadata"]["extraTitle"] for question in questions]
    assert ids == [item.id for item in bank.kept("h5p")]
    assert len({question["subContentId"] for question in questions}) == len(ids)
    for item, question in zip(bank.kept("h5p"), questions, strict=True):
        params = question["params"]
        asked = params.get("question", params.get("text", params.get("taskDescription")))
        assert words(asked).startswith(shown(item.stem))


# --- how the libraries mark -------------------------------------------------------------------


def blanks(text: str) -> list[tuple[list[str], str]]:
    """Return the answers and the tip of each blank, as H5P.Blanks parses them."""
    found = []
    for inside in re.findall(r"\*([^*]+)\*", text):
        solution, _, tip = re.sub(r"</?[a-z]*\d?>", "", inside, flags=re.IGNORECASE).partition(":")
        found.append(([unescape(part).strip().lower() for part in solution.split("/")], tip))
    return found


def draggables(text: str) -> list[str]:
    """Return the words to drag, as H5P.DragText parses them."""
    found = []
    for part in re.findall(r"\*.*?\*", text):
        inside = part.strip("*")
        inside = re.sub(r":[^\\*]+|\\\+[^\\*:]+|\\-[^\\*:]+", "", inside)
        found.append(unescape(inside.rstrip()))
    return found


def right(item: Item) -> Sequence[str]:
    match item.interaction:
        case TextEntry(accepted):
            return [plain(accepted[-1])]
        case Numeric(value):
            return [str(value)]
        case Gaps(parts):
            return [plain(part.text) for part in parts if isinstance(part, Gap)]
        case Match(pairs):
            return [plain(response) for _, response in pairs]
        case Order(entries):
            return [plain(e.text) for e in sorted(entries, key=lambda e: e.rank)]
        case _:
            raise AssertionError(item.type)


def test_the_key_is_what_the_libraries_take_for_right(bank: Bank) -> None:
    _, content, _ = package(bank)
    for item, question in zip(bank.kept("h5p"), content["questions"], strict=True):
        params, shape = question["params"], item.interaction
        if isinstance(shape, Choice):
            listed = params.get("answers") or params["options"]
            assert [answer["correct"] for answer in listed] == [o.correct for o in shape.options]
            texts = [words(a["text"]) for a in params.get("answers", [])]
            assert texts == [shown(o.text) for o in shape.options if not o.picture]
        elif isinstance(shape, TrueFalse):
            assert params["correct"] == str(shape.answer).lower()
        elif "textField" in params:
            assert draggables(params["textField"]) == list(right(item))
        else:
            fields = blanks("".join(params["questions"]))
            answers = [" ".join(text.split()).lower() for text in right(item)]
            for answer, (accepted, _) in zip(answers, fields, strict=True):
                assert answer in accepted, item.id
                assert "nothing of the sort" not in accepted


# --- the rules --------------------------------------------------------------------------------


def test_what_is_told_after_an_item_is_told_at_any_score() -> None:
    _, content, _ = package(banks.of("nasty"))
    by_id = {q["metadata"]["extraTitle"]: q["params"] for q in content["questions"]}
    told = by_id["d/f1/answer/short"]["overallFeedback"]
    assert told == [
        {
            "from": 0,
            "to": 100,
            "feedback": "Because a -&gt; b and b -&gt; c (Smith 2020, p. 3 {#1})",
        }
    ]
    judged = by_id["d/f1/answer/truefalse"]["behaviour"]
    assert judged["feedbackOnWrong"].endswith(judged["feedbackOnCorrect"])


def test_pictures_are_options_where_they_are() -> None:
    _, content, files = package(banks.of("nasty"))
    pictured = [q for q in content["questions"] if q["library"] == "H5P.MultiMediaChoice 0.3"]
    assert pictured
    for question in pictured:
        paths = [o["media"]["params"]["file"]["path"] for o in question["params"]["options"]]
        assert paths == [f"images/{PICTURE.name}"] * 2
    assert f"content/images/{PICTURE.name}" in files


def test_a_sound_that_a_question_is_about_goes_before_its_picture() -> None:
    _, content, files = package(banks.of("nasty"))
    beside = {
        q["metadata"]["extraTitle"]: q["params"]["media"]["type"]
        for q in content["questions"]
        if "media" in q["params"]
    }
    heard, named = beside["d/f5/answer/short"], beside["d/f0/answer/short"]
    assert (heard["library"], named["library"]) == ("H5P.Audio 1.5", "H5P.Image 1.1")
    assert heard["params"]["files"] == [{"path": f"audios/{SOUND.name}", "mime": "audio/mpeg"}]
    assert f"content/audios/{SOUND.name}" in files
