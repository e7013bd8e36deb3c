"""What ``item`` says of a fact that it does not fit: the item that moved in is not made so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from quizgen.checks.row import PROPOSITIONS, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity, suggestion
from quizgen.model import Kind, LmsItem, Proposition
from quizgen.model.lms_item import FULL, Answer, is_pattern
from quizgen.questions import moved_in

TYPES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.QUESTION: ("choice", "short", "truefalse"),
        Kind.NUMBER: ("numeric",),
        Kind.LIST: ("multiple",),
        Kind.TABLE: ("match",),
    }
)
"""The types of items that a kind of fact holds."""

IDLE_ITEM = Code(
    name="idle-item",
    severity=Severity.ERROR,
    family=Family.FACTS,
    says="`item` does not fit its fact: another type, or an answer that the fact does not have.",
    why="A question that moved in from a learning platform goes back as it came. What is said of "
    "an answer that was corrected since would be lost without a word.",
    source="",
    bad=Facts("""\
- question: What is the capital of Afghanistan?
  id: capital
  answer: Kabul
  distractors: [Herat, Ghazni]
  item: {type: choice, answers: {Kaboul: 100}}
"""),
    good=Facts("""\
- question: What is the capital of Afghanistan?
  id: capital
  answer: Kabul
  distractors: [Herat, Ghazni]
  item: {type: choice, answers: {Kabul: {feedback: Since 1776.}}}
"""),
)


def problems(propositions: Sequence[Proposition]) -> Iterator[Diagnostic]:
    """Yield what does not fit."""
    of_facts: dict[str, list[Proposition]] = defaultdict(list)
    for p in propositions:
        if p.origin.lms_item:
            of_facts[p.origin.id].append(p)
    for some in of_facts.values():
        if lms := some[0].origin.lms_item:
            yield from _of_fact(some, lms)


def _of_fact(propositions: Sequence[Proposition], lms: LmsItem) -> Iterator[Diagnostic]:
    origin = propositions[0].origin
    types = TYPES.get(origin.kind, ())
    if lms.type not in types:
        hint = f"it holds {' or '.join(types)}" if types else "leave 'item' out"
        message = f"no item of the type '{lms.type}' is held by the kind '{origin.kind}'"
        yield Diagnostic(origin.locate("item"), IDLE_ITEM, message, hint)
    elif moved_in.asked(propositions, lms) is None:
        say = origin.language.say
        hints = {"truefalse": f"its answer is '{say('paper.true')}' or '{say('paper.false')}'"}
        hint = hints.get(lms.type, "give it wrong answers: 'distractors'")
        message = f"the fact makes no item of the type '{lms.type}'"
        yield Diagnostic(origin.locate("item"), IDLE_ITEM, message, hint)
    else:
        texts = [answer.text for answer in moved_in.usual(propositions, lms)]
        for answer in lms.answers:
            if answer.text not in texts and not _is_free(answer, lms.type):
                place = origin.locate("item", "answers", answer.text)
                message = f"'{answer.text}' is neither an answer of the fact nor a wrong one"
                hint = suggestion(answer.text, texts) or f"these are: {', '.join(texts)}"
                yield Diagnostic(place, IDLE_ITEM, message, hint)


def _is_free(answer: Answer, type_: str) -> bool:
    """Whether an answer may be there for platforms alone: what is right in part, for example."""
    if answer.worth is None or type_ in ("multiple", "truefalse"):
        return False
    if type_ == "short" and is_pattern(answer.text):
        return True
    return type_ in ("match", "numeric") or 0 < answer.worth < FULL


RULE = Rule((IDLE_ITEM,), PROPOSITIONS, problems)
