"""The worksheet and its key, from one form and one numbering."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from quizgen.formats.answers import limits, references
from quizgen.formats.codes import code_of
from quizgen.formats.pages.rendering import render
from quizgen.formats.pages.timeline import Dated, timeline
from quizgen.formats.room import (
    answer_letter,
    beside,
    enlarged,
    grid_of,
    is_headed,
    is_stacked,
    minutes,
    parts,
    whole_line,
)
from quizgen.formats.shortly import shortly
from quizgen.language import Language
from quizgen.model import Choice, Edition, Form, Gap, Order
from quizgen.records import dataclass

QUOTES, STOPS = "”“»’\"'", ".,;:!?…)]؟،۔"
"""What may close a gap: quotation marks, and then stops."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a sentence: a text, and the gap after it with the marks that close it.

    ``quote`` stays with the gap, ``stop`` with the gap or with its hint.
    """

    text: str
    gap: Gap | None = None
    quote: str = ""
    stop: str = ""


def pieces(parts: Sequence[str | Gap]) -> Iterator[Piece]:
    """Yield a sentence so that no line begins with a mark that closes a gap."""
    text = ""
    rest = list(parts)
    while rest:
        part = rest.pop(0)
        if isinstance(part, str):
            text += part
            continue
        after = rest.pop(0) if rest and isinstance(rest[0], str) else ""
        quote = _leading(str(after), QUOTES)
        stop = _leading(str(after)[len(quote) :], STOPS)
        rest.insert(0, str(after)[len(quote + stop) :])
        yield Piece(text, part, quote, stop)
        text = ""
    yield Piece(text)


def _leading(text: str, marks: str) -> str:
    return text[: len(text) - len(text.lstrip(marks))]


def worksheet(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the paper that learners write on, as a self-contained HTML page."""
    return _page("worksheet", form, edition, language)


def key(form: Form, edition: Edition, language: Language) -> bytes:
    """Return the key: each answer with its rationale, source, and what else is right."""
    return _page("key", form, edition, language)


def _page(kind: str, form: Form, edition: Edition, language: Language) -> bytes:
    return render(
        f"print/{kind}.html",
        language,
        edition,
        form=form,
        parts=tuple(parts(form, whole_line(edition))),
        minutes=minutes(form),
        code=code_of(form),
        references=references(form),
        answer=answer_letter,
        pieces=pieces,
        drawn=partial(_drawn, edition=edition, language=language),
        abreast=partial(abreast, edition=edition),
        sized=partial(sized, edition=edition),
        shortly=partial(shortly, language=language),
        limits=partial(limits, language=language),
        stacked=partial(is_stacked, whole=whole_line(edition)),
        grid=partial(grid_of, whole=whole_line(edition)),
    )


def _drawn(order: Order, edition: Edition, language: Language) -> Markup | None:
    """Return the answer of an ordering item in time as a timeline, None of any other order."""
    ranked = sorted(order.entries, key=lambda entry: entry.rank)
    dated = [Dated(entry.text, entry.date) for entry in ranked if entry.date]
    if len(dated) < len(ranked):
        return None
    return timeline(dated, language, edition)


def abreast(choice: Choice, edition: Edition) -> str:
    """Return how many options stand side by side, as a class of their list: none for one."""
    count = beside(choice, edition)
    headed = " headed" if is_headed(choice, edition) else ""
    return f" abreast-{count}{headed}" if count > 1 else ""


def sized(choice: Choice, edition: Edition) -> Markup:
    """Return how large options are that are pictures, as an attribute of their list."""
    return Markup(' style="--enlarged: {}"').format(enlarged(choice, edition))
