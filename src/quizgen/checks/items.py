"""Rules about items (Haladyna, Downing & Rodriguez, 2002)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from quizgen.diagnostics import Code, Diagnostic
from quizgen.model import Association, Proposition
from quizgen.text import fold


def true_distractors(propositions: Iterable[Proposition]) -> Iterator[Diagnostic]:
    """A curator's distractor must be wrong: not the key by another name, nor true elsewhere."""
    associations = [p for p in propositions if isinstance(p, Association)]
    true: dict[tuple[str, str], set[str]] = defaultdict(set)
    for p in associations:
        for name in p.subject.names:
            true[p.relation, name] |= p.value.names
    for p in associations:
        known = set().union(*(true[p.relation, name] for name in p.subject.names))
        for index, distractor in enumerate(p.distractors):
            if fold(distractor) in known:
                place = p.origin.locate("distractors", index)
                said = f"the distractor '{distractor}' is right"
                yield Diagnostic(place, Code.TRUE_DISTRACTOR, said, "choose one that is wrong")
