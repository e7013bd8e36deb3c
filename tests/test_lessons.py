"""The shipped collection as its page on four lessons and the changelog describe it."""

from __future__ import annotations

import json
import re
from collections import Counter

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "four-lessons.md").read_text(encoding="utf-8")
WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


def test_the_page_lists_the_excerpts_of_each_deck() -> None:
    excerpts = Counter(
        path.stem
        for path in (ROOT / "decks").glob("*.yaml")
        for _ in re.findall(r"^  - excerpt:", path.read_text(encoding="utf-8"), re.MULTILINE)
    )
    _, _, work = PAGE.partition("## Work with the sources")
    assert Counter(re.findall(r"^\| `([\w-]+)` \|", work, re.MULTILINE)) == excerpts
    [numbers] = re.findall(r"(\w+) facts in (\w+) decks", work)
    counted = [WORDS.split().index(number.lower()) for number in numbers]
    assert counted == [excerpts.total(), len(excerpts)]


def test_its_commands_name_files_that_are_there() -> None:
    named = re.findall(r"(?:--blueprint |\]\(\.\./)(decks/\S+?)[`) ]", PAGE)
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_the_changelog_counts_the_notes_of_new_decks() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    _, _, edition = changelog.partition("### For learners: the second edition")
    rows = re.findall(r"^\| (.+) \| (\d+) \|$", edition, re.MULTILINE)
    ledger = json.loads((ROOT / "decks" / "ledger.json").read_text(encoding="utf-8"))
    counted = Counter(
        ledger["decks"][entry["address"].split("/")[0]]
        for entry in ledger["notes"].values()
        if not entry.get("retired")
    )
    assert rows
    assert [(title, counted[title]) for title, _ in rows] == [(t, int(n)) for t, n in rows]
    [total, others] = re.findall(r"there are (\d+) (?:new notes|more)", edition)
    assert int(total) == int(others) + sum(int(number) for _, number in rows)
