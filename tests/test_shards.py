"""Parts of a paper are the same to the last byte as the whole, whoever makes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from quizgen import cli
from quizgen.output import STAMPS
from quizgen.shards import LAST, RangeError, Shard, read_forms
from tests.conftest import ROOT

NOT_OF_A_PART = (STAMPS, "index.html")
"""What a folder has beside the files of its versions: the list of papers is of the whole."""

pytestmark = pytest.mark.usefixtures("opened_once")
DECKS = ("geneva-accords", "--decks", str(ROOT / "decks"))
ASKED = ("--items", "12", "--vary", "items", "--seed", "7", "--to", "html,json,gift")


def quiz(out: Path, *words: str) -> Result:
    result = CliRunner().invoke(cli.app, ["quiz", *DECKS, *ASKED, *words, "--out", str(out)])
    assert result.exit_code == 0, result.output
    return result


def files(*outs: Path) -> dict[str, bytes]:
    """Return the files of some runs, of which no two may have made the same."""
    found: dict[str, bytes] = {}
    for out in outs:
        for path in (p for p in out.rglob("*") if p.is_file() and p.name not in NOT_OF_A_PART):
            name = path.relative_to(out).as_posix()
            assert name not in found
            found[name] = path.read_bytes()
    return found


@pytest.mark.slow
def test_shards_are_the_whole(tmp_path: Path) -> None:
    quiz(tmp_path / "whole", "--forms", "7", "--jobs", "1")
    parts = [tmp_path / str(number) for number in (1, 2, 3)]
    for number, part in enumerate(parts, 1):
        quiz(part, "--forms", "7", "--shard", f"{number}/3", "--jobs", "1")
    assert files(*parts) == files(tmp_path / "whole")


@pytest.mark.slow
def test_a_form_is_the_same_wherever_it_is_made(tmp_path: Path) -> None:
    quiz(tmp_path / "many", "--forms", "1-6", "--jobs", "1")
    quiz(tmp_path / "some", "--forms", "5-6", "--jobs", "1")
    many, some = files(tmp_path / "many"), files(tmp_path / "some")
    labelled = {name for name in some if Path(name).name[0] in "EF"}
    assert len(labelled) == 10
    assert all(some[name] == many[name] for name in labelled)


@pytest.mark.slow
def test_forms_are_the_same_over_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr("quizgen.workers.LEAST", 1)
    for jobs in ("1", "2", "4"):
        quiz(tmp_path / jobs, "--forms", "9", "--jobs", jobs)
    one = files(tmp_path / "1")
    assert one == files(tmp_path / "2") == files(tmp_path / "4")


@pytest.mark.parametrize(
    ("text", "indexes"),
    [
        ("1", range(1)),
        ("300", range(300)),
        ("4701-4800", range(4700, 4800)),
        (str(LAST), range(LAST)),
    ],
)
def test_forms_are_named_by_their_number(text: str, indexes: range) -> None:
    assert read_forms(text) == indexes


@pytest.mark.parametrize("text", ["0", "-1", "3-", "-3", "7-3", "A", "1-2-3", str(LAST + 1)])
def test_what_names_no_forms(text: str) -> None:
    with pytest.raises(RangeError, match="is no number of forms: write 300, or 4701-4800"):
        read_forms(text)


def test_parts_of_forms_are_all_of_them_once() -> None:
    forms = range(2, 25)
    parts = [Shard.read(f"{number}/5").indexes(forms) for number in range(1, 6)]
    assert sorted(index for part in parts for index in part) == list(forms)
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@pytest.mark.parametrize("text", ["", "3", "3/2", "0/4", "1/0", "a/b", "1/2/3"])
def test_what_names_no_part(text: str) -> None:
    with pytest.raises(RangeError, match="is no part: write 3/40"):
        Shard.read(text)


def test_a_part_has_forms_and_not_too_many() -> None:
    with pytest.raises(RangeError, match="part 3 of 3 has no form of 2"):
        Shard(3, 3).indexes(range(2))
    with pytest.raises(RangeError, match=r"more than the 10,000 of one run.*'--shard 1/10'"):
        Shard().indexes(range(100_000))
    assert len(Shard(3, 40).indexes(range(100_000))) == 2500


@pytest.mark.parametrize("words", [("--forms", "0"), ("--shard", "2/1"), ("--forms", "20000")])
def test_wrong_usage_is_a_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.app, ["quiz", *DECKS, *words, "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert "write" in result.output or "make them in parts" in result.output.replace("\n", " ")
