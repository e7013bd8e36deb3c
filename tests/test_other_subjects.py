"""Small decks of other subjects: all comes out as it was written, to the last sign."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from html import unescape

import pytest

from quizgen import build
from quizgen.api import check
from quizgen.build import Settings
from quizgen.formats.pages import FORM_PAGES
from quizgen.language import language
from quizgen.model import Edition, Form, Item, Section
from quizgen.project import Project, load
from tests.conftest import ROOT, Workspace
from tests.learner import Learner

SUBJECTS = sorted(path.name for path in (ROOT / "tests" / "decks").iterdir() if path.is_dir())
TELLING = {
    "arabic": ("كِتَابٌ", "هٰذَا كِتَابٌ جَدِيدٌ.", "مُعَلِّمُونَ", "قَلَمًا", "ʿaynun"),
    "hindi": ("हिन्दी", "लड़कियाँ", "विद्यार्थी", "मैं हिन्दी सीखता हूँ।", "ā̃kh"),
    "japanese": ("食べる", "がっこう", "コーヒーを飲みませんか。"),
    "programming": (
        "def twice(n):\n  if n > 0:\n    return 2 * n\n  return None\n\nprint(",
        "a[i] == {1: 2}",
        "a[i] = {1: 2}",
        "`${1 + 1}`",
        "WHERE house <> 'Red' AND points >= 10;",
        "ls | wc -l",
        "echo '$HOME'",
        'echo "$HOME"',
        "if (x == 0)",
        "#include <stdio.h>\n\nint main(void) {\n    int a[] = {1, 2, 3}, *p = a;\n",
        r'printf("%d\n", *(p + 1) | a[0] << 2);',
        '"1" === 1',
    ),
    "spanish": ("el año", "la niña", "el pingüino", "¿Qué canción es esta?", "la canción"),
    "thai": ("ไม่", "ใหม่", "น้ำ", "ไม่เป็นไร", "mǎi", "khâao"),
}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_deck_of_any_subject(subject: str, workspace: Workspace, learner: Learner) -> None:
    shutil.rmtree(workspace.decks)
    shutil.copytree(ROOT / "tests" / "decks" / subject, workspace.decks)
    assert check(workspace.decks) == ()
    project, _ = load(workspace.decks)
    for deck in project.collection.decks:
        assert {fact.id for fact in project.facts(deck)} == asked_on_cards(project, deck.id)
        assert len({item.type for item in project.items[deck.id]}) >= 2

    settings = Settings(
        workspace.decks,
        workspace.out,
        now=1_700_000_000,
        media=("apkg", "html"),
        pages=("worksheet", "key"),
    )
    build.build(settings)
    for package in sorted(workspace.out.rglob("*.apkg")):
        learner.imports(package)
    assert learner.col.card_count() == sum(map(project.card_count, project.collection.decks))

    on_cards = "\n".join(plain("\n".join(card.note().fields)) for card in learner.cards())
    on_paper = plain(paper(project))
    for text in TELLING.get(subject, ()):
        assert text in on_cards
        assert text in on_paper


def asked_on_cards(project: Project, deck: str) -> set[str]:
    return {note.origin.id.rpartition("/")[2] for note in project.notes[deck] if note.cards}


def paper(project: Project) -> str:
    """Return a worksheet of every item that a collection gives, and its key."""
    sections: dict[str, list[Item]] = defaultdict(list)
    for items in project.items.values():
        for item in items:
            sections[item.type].append(item)
    form = Form("T", "A", tuple(Section(type_, tuple(of)) for type_, of in sections.items()))
    pages = (FORM_PAGES[name] for name in ("worksheet", "key"))
    return b"\n".join(page.render(form, Edition(), language("en-GB")) for page in pages).decode()


def plain(html: str) -> str:
    """Return what a reader sees of HTML, with the line breaks of its code."""
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br\b[^>]*>", "\n", html)))
