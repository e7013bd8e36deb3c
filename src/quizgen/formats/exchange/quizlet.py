"""Quizlet's text: a question, a tab and its answer, a line for each.

Only what is answered in a few words is worth a card there; a choice is asked without its options,
where its stem can stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from quizgen.formats.exchange import pairs
from quizgen.formats.exchange.markup import ASKED, losing
from quizgen.formats.exchange.outcome import ONE_STAYS, Exported, Exporter, left_out
from quizgen.language import Language
from quizgen.model import (
    Choice,
    Form,
    Gaps,
    Item,
    Match,
    Numeric,
    OpenResponse,
    Order,
    TextEntry,
    TrueFalse,
)
from quizgen.text import plain


def item(item: Item, language: Language) -> Exported[str]:
    """Return an item as a line."""
    changes = ["feedback and sources are left out: Quizlet has none"]
    stem = plain(item.stem)
    match item.interaction:
        case TextEntry(accepted):
            changes += [ONE_STAYS] if len(set(accepted)) > 1 else []
        case Numeric():
            pass
        case Choice() as choice:
            if item.type != "choice" or len(choice.keys) != 1:
                return left_out("without its options it asks nothing")
            changes.append("the options are left out")
        case Gaps(parts, bank, columns):
            if columns or sum(not isinstance(part, str) for part in parts) != 1:
                return left_out("several gaps make no pair")
            changes += ["the word bank is left out"] if bank else []
            has_more = any(part.accept for part in parts if not isinstance(part, str))
            changes += [ONE_STAYS] if has_more else []
            stem = " ".join(filter(None, (stem, pairs.sentence(item))))
        case TrueFalse() | Match() | Order() | OpenResponse():
            return left_out("Quizlet holds a question and an answer in a few words")
        case _:
            assert_never(item.interaction)
    answer = pairs.answer(item, language, is_first_alone=True)
    return Exported(f"{_cell(stem)}\t{_cell(answer)}", tuple(changes))


def document(form: Form, lines: Sequence[tuple[Item, str]], language: Language) -> bytes:
    """Return the lines."""
    return "".join(f"{line}\n" for _, line in lines).encode()


EXPORTER: Exporter[str] = Exporter(
    item, document, wording=str, has_points=False, losses=losing(ASKED)
)


def _cell(text: str) -> str:
    return " ".join(text.split())
