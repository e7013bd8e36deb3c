"""Rules about items (Haladyna, Downing & Rodriguez, 2002)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from quizgen.diagnostics import Code, Diagnostic
from quizgen.model import Association, Proposition, Value
from quizgen.text import fold


def true_distractors(propositions: Iterable[Proposition]) -> Iterator[Diagnostic]:
    """A curator's distractor must be wrong: not the key by another name, nor true elsewhere."""
    true: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    written: list[tuple[Association, str, Value, tuple[str, ...]]] = []
    for p in propositions:
        if isinstance(p, Association):
            written.append((p, "forward", p.subject, p.distractors))
            written.append((p, "reverse", p.value, p.distractors_back))
            for name in p.subject.names:
                true[p.relation, "forward", name] |= p.value.names
            for name in p.value.names:
                true[p.relation, "reverse", name] |= p.subject.names
    for p, way, given, distractors in written:
        known = set().union(*(true[p.relation, way, name] for name in given.names))
        for index, distractor in enumerate(distractors):
            if fold(distractor) in known:
                place = p.origin.locate("distractors", index)
                said = f"the distractor '{distractor}' is right"
                yield Diagnostic(place, Code.TRUE_DISTRACTOR, said, "choose one that is wrong")
