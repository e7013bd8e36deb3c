"""What a card asks and answers, and what stands in order, in languages with other numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizgen.model import Choice
from quizgen.project import Project
from quizgen.text import plain
from tests.cases import CASES, opened
from tests.conftest import Workspace

OWN = {
    "fr": 'number.measure: "Combien, en {unit} ? {of}"\n'
    'number.percent: "Quel pourcentage ? {of}"\n',
    "hi": 'number: "कितने {unit}? {of}"\nnumber.measure: "{unit} में कितना? {of}"\n'
    'number.percent: "कितने प्रतिशत? {of}"\n',
}


@pytest.mark.parametrize(
    "name",
    [
        "05-years-bce",
        "years-german",
        "numbers-english",
        "numbers-german",
        "numbers-french",
        "numbers-hindi",
        "numbers-swiss",
    ],
)
def test_dates_and_numbers_read_as_the_language_has_them(
    name: str, workspace: Workspace, golden: Callable[[Path, str], None]
) -> None:
    opened(name, workspace)
    for tag, words in OWN.items():
        path = workspace.folder / "templates" / "language" / f"{tag}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    golden(CASES / name / "shown.txt", "\n".join(_shown(Project(workspace.read()))))


def _shown(project: Project) -> Iterator[str]:
    """Yield the cards of a deck, then the options that stand in an order of their own."""
    for note in project.notes["a"]:
        yield from (f"{note.origin.fact}: {card.front} → {card.back}" for card in note.cards)
    for item in project.items["a"]:
        if isinstance(item.interaction, Choice) and item.interaction.sorted:
            marked = (f"*{o.text}*" if o.correct else o.text for o in item.interaction.options)
            yield f"{item.id}: {plain(' | '.join(marked))}"
    yield ""
