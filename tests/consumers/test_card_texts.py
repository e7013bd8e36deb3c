"""What a curator writes is what a learner reads: on real cards, whatever Anki reads as syntax."""

from __future__ import annotations

import html
import re

import pytest

from quizgen import build
from quizgen.build import Settings
from tests.cases import opened
from tests.conftest import Workspace
from tests.learner import Learner


class Cards:
    """The cards of a collection in the real Anki, by fact and number."""

    def __init__(self, workspace: Workspace, learner: Learner, package: str = "a") -> None:
        settings = Settings(folder=workspace.decks, out=workspace.out, now=1, media=("apkg", "tsv"))
        build.build(settings)
        log = learner.imports(workspace.out / "anki" / f"{package}.apkg")
        assert log.new
        self.learner = learner

    def sides(self, words: str, ordinal: int = 0) -> tuple[str, str]:
        """Return both sides of a card that holds some words, as HTML without style and scripts."""
        found = [c for c in self.learner.cards() if words in _words(c.question() + c.answer())]
        (card,) = (card for card in found if card.ord == ordinal)
        return _body(card.question()), _body(card.answer())

    def words(self, words: str, ordinal: int = 0) -> tuple[str, str]:
        """Return both sides of a card as they are read."""
        front, back = self.sides(words, ordinal)
        return _words(front), _words(back)


def _body(side: str) -> str:
    return re.sub(r"(?s)<(style|script)>.*?</\1>", "", side)


def _words(side: str) -> str:
    text = re.sub(r"<[^>]*>", "", re.sub(r"<br>", "\n", _body(side)))
    return html.unescape(text).strip()


def gap(side: str) -> str:
    """Return what a cloze card shows in the place of its gap."""
    (found,) = re.findall(r'<span class="cloze"[^>]*>(.*?)</span>(?!\()', side)
    return _words(found)


def test_braces_in_a_gap(workspace: Workspace, learner: Learner) -> None:
    cards = Cards(opened("01-cloze-braces", workspace), learner)
    fields = learner.find("derivative")
    assert fields[0].count("&#123;") == 4
    assert "&amp;" not in fields[0]
    assert gap(cards.sides("derivative")[1]) == r"\(\frac{1}{\sqrt{1-x^{2}}}\)"
    assert gap(cards.sides("JSON")[1]) == '{"a": 1}'
    assert gap(cards.sides("JSON")[0]) == "[...]"


def test_a_bar_and_brackets_in_code_and_math(workspace: Workspace, learner: Learner) -> None:
    cards = Cards(opened("07-pipe-in-gap", workspace), learner)
    assert gap(cards.sides("absolute")[1]) == r"\(|x|\)"
    assert [gap(side) for side in cards.sides("counts the files")] == ["[shell]", "ls | wc -l"]
    assert gap(cards.sides("small letters")[1]) == "[a-z]+"


def test_a_colon_at_the_end_of_a_gap(workspace: Workspace, learner: Learner) -> None:
    cards = Cards(opened("14-gap-ends-in-colon", workspace), learner)
    assert [gap(side) for side in cards.sides("hard disk")] == ["[letter]", "C:"]


@pytest.mark.parametrize(
    ("statement", "hint", "answer"),
    [
        ("S [:x:|:y:] e", "[:y:]", ":x:"),
        ("S [a::b|c::d] e", "[c::d]", "a::b"),
        ("S [{x}|{y}] e", "[{y}]", "{x}"),
        ("S {[x]} e", "[...]", "x"),
        ("S {{[}}]}} e", "[...]", "}}"),
        (r"S [`}}`|`{{`] e", "[{{]", "}}"),
        (r"S [\(\{x \mid x > 0\}\)|a set] e", "[a set]", r"\(\{x \mid x > 0\}\)"),
        ("S [image-occlusion:rect:left=1] e", "[...]", "image-occlusion:rect:left=1"),
        ("S [x|sound:a.mp3] e", "[sound:a.mp3]", "x"),
        ("S [x|$] and [y|/$] e", "[$]", "x"),
        ("S [x|latex] and [y|/latex] e", "[latex]", "x"),
        ("S [x|`[type:Text]`] e", "[[type:Text]]", "x"),
        ("S [*emphasis* and **strong**] e", "[...]", "emphasis and strong"),
        ("S [[a link](https://example.org/a::b)|with [a](https://b.org)] e", "[with a]", "a link"),
        (r"S [a\|b\]|c\|d] e", "[c|d]", "a|b]"),
        ("S [``a`b``] e", "[...]", "a`b"),
        ("S [dict[str, int]] e", "[...]", "str, int"),
    ],
)
def test_a_gap_asks_for_what_is_written(
    statement: str, hint: str, answer: str, workspace: Workspace, learner: Learner
) -> None:
    quoted = statement.replace("'", "''")
    workspace.deck(f"- {{statement: '{quoted}', id: s}}")
    cards = Cards(workspace, learner, "small")
    front, back = cards.sides("S ")
    assert [gap(front), gap(back)] == [hint, answer]
    for side in (front, back):
        assert "<img" not in side
        assert "[anki:play" not in side


def test_latex_tags_are_text(workspace: Workspace, learner: Learner) -> None:
    cards = Cards(opened("08-anki-latex-tags", workspace), learner)
    assert cards.words("Perl")[0] == (
        "In Perl, which character class is [$] and what does [/$] mean?"
    )
    assert cards.words("draws")[0] == "Which tag draws with LaTeX: [latex]x[/latex]?"
    assert "<img" not in "".join(cards.sides("Perl") + cards.sides("draws"))
    assert not learner.col.media.check().missing


def test_a_title_is_one_deck(workspace: Workspace, learner: Learner) -> None:
    Cards(opened("12-title-with-colons", workspace), learner)
    assert decks(learner) == ["Case 12", "Case 12::C++: std∷vector and std∷map", "Default"]


def decks(learner: Learner) -> list[str]:
    return sorted(deck.name for deck in learner.col.decks.all_names_and_ids())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("'::'", "∷"),
        ("':'", "∶"),
        ("'Names:'", "Names∶"),
        ("'a:::b'", "a∷:b"),
        ("'The *way* to the `Moon`'", "The way to the Moon"),
        ("'<img src=x onerror=alert(1)> x < y'", "‹img src=x onerror=alert(1)> x < y"),
        ('"a\\tb"', "a b"),
    ],
)
def test_a_name_reads_as_the_title(
    title: str, name: str, workspace: Workspace, learner: Learner
) -> None:
    path = workspace.deck("- {question: Who?, id: q, answer: Ann}")
    path.write_text(path.read_text().replace("The small deck", title), encoding="utf-8")
    Cards(workspace, learner, "small")
    assert decks(learner) == ["Default", "Test", f"Test::{name}"]
    log = learner.imports_text(workspace.out / "anki" / "small.tsv")
    assert (log.new, log.updated) == (0, 0)
    assert decks(learner) == ["Default", "Test", f"Test::{name}"]
