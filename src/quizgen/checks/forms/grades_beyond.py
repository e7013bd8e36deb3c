"""A form with a grade that nobody can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.checks.row import FORM, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Position, Severity
from quizgen.model import Form

WHO = "- {question: Who?, id: who, answer: Armstrong}\n"
GRADED = "quiz --items 1 --types short --grades 'A from %d'"

GRADES_BEYOND = Code(
    name="grades-beyond",
    severity=Severity.WARNING,
    family=Family.FORMS,
    says="A grade boundary is higher than all points of the paper.",
    why="Nobody can reach it: a paper has another total than the one that the boundaries were made "
    "for, such as a resit or a paper that the decks could not fill. Percentages are left alone.",
    source="",
    bad=Facts(WHO, command=GRADED % 9),
    good=Facts(WHO, command=GRADED % 1),
)
_NUMBER = re.compile(r"(?<![\d.,/])\d+")


def problems(form: Form) -> Iterator[Diagnostic]:
    """Yield the grades that ask for more than there is."""
    grades = form.head.grades
    if any(sign in grade for grade in grades for sign in "%٪"):
        return
    for grade in grades:
        if max(map(int, _NUMBER.findall(grade)), default=0) > form.points:
            message = f"'{grade}' asks for more than the {form.points} points of the paper"
            hint = "give the paper '--grades' of its own, or more questions"
            yield Diagnostic(Position(f"version {form.label}", 0, 0), GRADES_BEYOND, message, hint)


RULE = Rule((GRADES_BEYOND,), FORM, problems)
