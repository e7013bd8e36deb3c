"""What becomes of every item of every bank in every format: nothing is lost in silence."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.formats.exchange import EXCHANGE
from quizgen.formats.exchange.outcome import Fidelity, report, summary
from quizgen.model import Choice, Form, Gap, Gaps, Option, Section
from tests.formats.exchange import banks
from tests.formats.exchange.banks import Bank

NASTY = banks.of("nasty")


@pytest.fixture(params=banks.NAMES, scope="module")
def bank(request: pytest.FixtureRequest) -> Bank:
    return banks.of(request.param)


@pytest.mark.parametrize("name", EXCHANGE)
def test_every_item_is_exact_nearest_or_left_out(bank: Bank, name: str) -> None:
    outcomes = bank.outcomes(name)
    assert [outcome.item for outcome in outcomes] == list(bank.form.items)
    assert all(bool(o.changes) == (o.fidelity is not Fidelity.EXACT) for o in outcomes)


@pytest.mark.parametrize("name", EXCHANGE)
@given(numbers=st.lists(st.integers(0, len(NASTY.form.items) - 1), unique=True, max_size=12))
def test_the_sum_of_a_report_is_the_number_of_items(name: str, numbers: list[int]) -> None:
    items = tuple(NASTY.form.items[n] for n in numbers)
    form = Form("Some", "A", (Section("", items),), tuple(range(1, len(items) + 1)))
    outcomes = EXCHANGE[name].exporter.outcomes(form, NASTY.language)
    counts = [int(n) for n in re.findall(r"(\d+) (?:exact|nearest|left out)", summary(outcomes))]
    assert len(counts) == 3
    assert sum(counts) == len(items)
    told = report("Some", outcomes).decode()
    for outcome in outcomes:
        assert all(change in told for change in outcome.changes)


@pytest.mark.parametrize("name", EXCHANGE)
def test_the_same_bank_gives_the_same_bytes(name: str) -> None:
    again = EXCHANGE[name].exporter.render(NASTY.form, NASTY.language)
    assert again == NASTY.written(name)


@pytest.mark.parametrize("name", EXCHANGE)
def test_an_empty_bank_is_a_file_all_the_same(name: str) -> None:
    empty = Form("Empty", "", ())
    assert isinstance(EXCHANGE[name].exporter.render(empty, NASTY.language), bytes)


@pytest.mark.parametrize("name", EXCHANGE)
def test_what_helps_with_a_question_is_there(name: str) -> None:
    short = next(item for item in NASTY.form.items if item.type == "short")
    origin = replace(short.origins[0], hint="a quagga")
    hinted = replace(short, origins=(origin,), lms=None)
    options = Choice((Option("a", correct=True), Option("b", correct=False)))
    gaps = Gaps(("Some ", Gap(1, "this", hint="an okapi"), " or ", Gap(2, "that")))
    one = Gaps(gaps.parts[:2])
    for item, word in [
        (hinted, "quagga"),
        (replace(hinted, interaction=options), "quagga"),
        (replace(short, interaction=gaps), "okapi"),
        (replace(short, interaction=one), "okapi"),
    ]:
        form = Form("Some", "A", (Section("", (item,)),), (1,))
        exporter = EXCHANGE[name].exporter
        (outcome,) = exporter.outcomes(form, NASTY.language)
        is_kept = outcome.fidelity is not Fidelity.LEFT_OUT
        assert (word in _unpacked(exporter.render(form, NASTY.language))) is is_kept


def _unpacked(data: bytes) -> str:
    """Return the texts of a file, or of all files in it."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return " ".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


@pytest.mark.parametrize("name", EXCHANGE)
def test_a_picture_that_is_no_option_is_told(name: str) -> None:
    outcomes: Any = {o.item.id: o for o in NASTY.outcomes(name)}
    pictured = outcomes["d/f1/answer/pictured"]
    if not EXCHANGE[name].exporter.shows_pictures and pictured.fidelity is Fidelity.NEAREST:
        assert any("pictures" in change for change in pictured.changes)


@pytest.mark.parametrize("name", EXCHANGE)
def test_what_asks_about_a_sound_is_left_out_where_none_is_played(name: str) -> None:
    """What a sound goes with is kept, and the sound told."""
    outcomes = {o.item.id: o for o in NASTY.outcomes(name)}
    heard, named = outcomes["d/f5/answer/choice"], outcomes["d/f0/answer/choice"]
    assert heard.item.is_heard
    assert named.item.sounds
    assert not named.item.is_heard
    if not EXCHANGE[name].exporter.plays_sounds:
        assert heard.fidelity is Fidelity.LEFT_OUT
        is_told = any("sound" in change for change in named.changes)
        assert is_told or named.fidelity is Fidelity.LEFT_OUT


@pytest.mark.slow
def test_a_file_has_no_more_items_than_its_program_takes() -> None:
    many = banks.of("many")
    counts = summary(many.outcomes("blackboard"))
    assert counts == "0 exact, 500 nearest, 10 left out"
    assert len(many.written("blackboard").splitlines()) == 500
    assert replace(many.form).items
