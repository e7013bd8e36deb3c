"""Rules about a curator's own distractors, each at its place in the file."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quizgen.checks.items import HALADYNA
from quizgen.checks.items.absolute import ABSOLUTE
from quizgen.checks.items.catch_all import ALL_OF_THE_ABOVE, NONE_OF_THE_ABOVE
from quizgen.checks.items.option_grammar import OPTION_GRAMMAR
from quizgen.checks.items.overlapping_options import OVERLAPPING_OPTIONS
from quizgen.checks.row import PROPOSITIONS, Rule
from quizgen.comparison import loosely, strictly
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Position, Severity
from quizgen.distractors.bank import Asked, Truths, forward, reverse
from quizgen.distractors.proof import Proof
from quizgen.model import Association, Direction, Enumeration, Origin, Proposition
from quizgen.text import is_literal
from quizgen.wording import ALL_OF_THESE, NONE_OF_THESE, fits, has_absolute, overlap

TRUE_DISTRACTOR = Code(
    name="true-distractor",
    severity=Severity.ERROR,
    family=Family.DISTRACTORS,
    says="A distractor that a curator wrote is right: of this fact, or of another that asks the "
    "same, or it is a member of the list.",
    why="The item has two keys, and whoever knows both is marked wrong for one of them.",
    source=f"{HALADYNA}, guideline 19",
    bad=Facts(
        "- {question: Who flew on Apollo 11?, id: a, answer: Armstrong, distractors: [Aldrin]}\n"
        "- {question: Who flew on Apollo 11?, id: b, answer: Aldrin, hint: the second man out}\n"
    ),
    good=Facts(
        "- {question: Who flew on Apollo 11?, id: a, answer: Armstrong, distractors: [Lovell]}\n"
        "- {question: Who flew on Apollo 11?, id: b, answer: Aldrin, hint: the second man out}\n"
    ),
)
REFUSED_DISTRACTOR = Code(
    name="refused-distractor",
    severity=Severity.WARNING,
    family=Family.DISTRACTORS,
    says="A distractor that a curator wrote is on no item: it stands in the question, or says in "
    "part what the collection says of the same.",
    why="Whether it is wrong cannot be proven, and another stands in its place, or none.",
    source=f"{HALADYNA}, guideline 19",
    bad=Facts(
        "- {question: Who stepped out after Armstrong?, id: a, answer: Aldrin, "
        "distractors: [Armstrong]}\n"
    ),
    good=Facts(
        "- {question: Who stepped out after Armstrong?, id: a, answer: Aldrin, "
        "distractors: [Collins]}\n"
    ),
)
SPELLING_ONLY = Code(
    name="spelling-only",
    severity=Severity.WARNING,
    family=Family.DISTRACTORS,
    says="A distractor differs from the answer, or from another distractor, in case or accents "
    "alone, and the others do not.",
    why="Where spelling is asked, as with `String` and `string` or año and ano, it is wrong; where "
    "it is not, it is the same answer twice.",
    source=f"{HALADYNA}, guideline 22",
    bad=Facts(
        "- question: Who stepped out first?\n  id: first\n  answer: Armstrong\n"
        "  distractors: [armstrong, Aldrin, Collins]\n"
    ),
    good=Facts(
        "- question: How is the year written in Spanish?\n  id: year\n  answer: año\n"
        "  distractors: [ano, anno]\n"
    ),
)
NEAR = 0.6
"""How alike the letters of two words are, from 0 to 1, if one may be a misspelling of the other."""


def problems(propositions: Sequence[Proposition]) -> Iterator[Diagnostic]:
    """A curator's distractor must be wrong, one of its kind, fit the stem, and be used."""
    truths = Truths()
    for p in propositions:
        if isinstance(p, Association):
            truths.all += (forward(p), reverse(p))
        elif isinstance(p, Enumeration):
            yield from _members(p)
    written = [asked for asked in truths.all if asked.distractors]
    true = _true(truths.all) if written else {}
    for asked in written:
        same = (true[asked.association.relation, asked.way, name] for name in asked.known_as)
        right, proof = set().union(*same), Proof(asked, truths)
        for index, text in enumerate(asked.distractors):
            place, wrong = _place(asked.origin, asked.way, index), False
            for code, message, hint in _problems(asked, index, text, right):
                wrong = True
                yield Diagnostic(place, code, message, hint)
            if proof.admits(text):
                proof.take(text)
            elif not wrong:
                yield _refused(place, text, proof)


def _place(origin: Origin, way: Direction, index: int) -> Position:
    """Where a distractor stands, in the short form or under its direction."""
    under = origin.locate("distractors", way, index)
    if under != origin.locate("distractors"):
        return under
    return origin.locate("distractors", index)


def _true(every: Iterable[Asked]) -> dict[tuple[str, str, str], set[str]]:
    """Return what is true of each thing that is given, by relation and direction."""
    right: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for asked in every:
        for name in asked.known_as:
            right[asked.association.relation, asked.way, name].update(asked.strictly)
    return right


def _refused(place: Position, text: str, proof: Proof) -> Diagnostic:
    """Return that a distractor is on no item, and why."""
    holds = proof.held_by(text)
    reason = f"'{holds}' is true of it, too" if holds else "it stands in the question"
    message = f"no item has the distractor '{text}': {reason}"
    return Diagnostic(place, REFUSED_DISTRACTOR, message, "choose one that is certainly wrong")


def _problems(
    asked: Asked, index: int, text: str, right: set[str]
) -> Iterator[tuple[Code, str, str]]:
    earlier, notation = asked.distractors[:index], asked.origin.notation
    if loosely(text) in ALL_OF_THESE:
        yield ALL_OF_THE_ABOVE, f"'{text}' is no distractor", "name one that is wrong"
    elif loosely(text) in NONE_OF_THESE:
        yield NONE_OF_THE_ABOVE, f"'{text}' tests little", "name one that is wrong"
    elif strictly(text) in right:
        message = f"the distractor '{text}' is right"
        yield TRUE_DISTRACTOR, message, "choose one that is wrong"
    elif overlap(text, asked.key.text, notation, strictly):
        message = f"the distractor '{text}' overlaps with the answer '{asked.key.text}'"
        yield OVERLAPPING_OPTIONS, message, "choose one that is wrong whichever way it is read"
    elif same := next((o for o in earlier if overlap(text, o, notation, strictly)), ""):
        message = f"the distractor '{text}' overlaps with '{same}'"
        yield OVERLAPPING_OPTIONS, message, "choose another"
    elif same := _respelt(asked, index):
        message = f"the distractor '{text}' differs from '{same}' in case or accents alone"
        yield (
            SPELLING_ONLY,
            message,
            "choose another, or write both as `code` if that is what is asked",
        )
    elif not fits(asked.stem, text):
        yield OPTION_GRAMMAR, f"'{text}' does not follow the stem's article", "reword the stem"
    if has_absolute(text) and not has_absolute(asked.key.text):
        message = f"'{text}' has an absolute, which tells that it is wrong"
        yield ABSOLUTE, message, "reword it"


def _respelt(asked: Asked, index: int) -> str:
    """Return what a distractor seems to repeat in another spelling; "" where spelling is asked."""
    text, others = asked.distractors[index], list(asked.distractors)
    earlier = (*asked.key.texts, *asked.distractors[:index])
    same = next((other for other in earlier if loosely(other) == loosely(text)), "")
    if not same or is_literal(text):
        return ""
    del others[index]
    near = [option for option in others if _is_near(option, asked.key.text)]
    return "" if near and 2 * len(near) >= len(others) else same


def _is_near(text: str, other: str) -> bool:
    return difflib.SequenceMatcher(None, loosely(text), loosely(other)).ratio() >= NEAR


def _members(p: Enumeration) -> Iterator[Diagnostic]:
    for index, text in enumerate(p.distractors):
        for member in p.members:
            names = (member.text, *member.accept)
            if any(overlap(text, name, p.origin.notation, strictly) for name in names):
                place = _place(p.origin, Direction.FORWARD, index)
                message = f"the distractor '{text}' is the member '{member.text}'"
                yield Diagnostic(place, TRUE_DISTRACTOR, message, "choose one that is wrong")


RULE = Rule(
    (
        TRUE_DISTRACTOR,
        REFUSED_DISTRACTOR,
        SPELLING_ONLY,
        OVERLAPPING_OPTIONS,
        OPTION_GRAMMAR,
        ALL_OF_THE_ABOVE,
        NONE_OF_THE_ABOVE,
        ABSOLUTE,
    ),
    PROPOSITIONS,
    problems,
    compares=True,
)
