"""Source work: an excerpt, and graded questions on it that are answered and marked together.

Uses excerpts. One item holds all the questions of one, so that no paper splits them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.distractors.bank import Bank
from quizgen.language import Language
from quizgen.model import Excerpt, Item, OpenResponse, Proposition, Task
from quizgen.questions.difficulty import difficulty
from quizgen.text import letter

TYPE = "source-work"
USES = (Excerpt,)
DEMAND = 0.22
MOST = 16
"""Points, from which on an item is as hard as can be."""


def items(propositions: Sequence[Proposition], bank: Bank) -> Iterator[Item]:
    """Yield an item for each excerpt."""
    for p in propositions:
        if isinstance(p, Excerpt):
            asked = (task_line(index, task, bank.language) for index, task in enumerate(p.tasks))
            guide = tuple(
                f"{_label(index)} {point}"
                for index, task in enumerate(p.tasks)
                for point in task.guide
            )
            yield Item(
                id=f"{p.origin.id}/{p.slot}/{TYPE}",
                type=TYPE,
                stem="\n".join((p.text, *asked)),
                interaction=OpenResponse(guide, p.text, p.tasks),
                origins=(p.origin,),
                level=p.origin.level,
                points=len(guide),
                rationale=p.origin.note,
                difficulty=difficulty(p.origin.level, DEMAND, min(1.0, len(guide) / MOST)),
            )


def task_line(index: int, task: Task, language: Language) -> str:
    """Return a question with its letter and its points: ``a) Who …? (2 points)``."""
    worth = language.say("paper.points", points=task.points)
    return f"{_label(index)} {task.question} ({worth})"


def _label(index: int) -> str:
    return f"{letter(index).lower()})"
