"""What becomes of an item in a format of another program: exact, nearest, or left out.

No format holds every question type. What one cannot hold is turned into the nearest that it has, or
left out, and the export says which items and why: nothing is lost in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from typing import Generic, TypeVar

from quizgen.checks.stages.papers import EXPORT_LOSS
from quizgen.diagnostics import Diagnostic
from quizgen.formats.exchange import markup, prose
from quizgen.formats.exchange.variants import with_variants
from quizgen.language import Language
from quizgen.model import Choice, Form, Item
from quizgen.output import LOSSES
from quizgen.records import dataclass

T = TypeVar("T")

PICTURED = "its options are pictures, in whose place stand the words for them"
NO_PICTURE = "the picture is left out: the format shows none"
NO_SOUND = "the sound is left out: the format plays none"
HEARD = "it asks about a sound, and the format plays none"
GRADES = "answers that are right in part, and what is said of right ones, are left out"
"""What of an item that moved in only formats hold that grade each answer."""
REASONS = "why each option is wrong is left out"
ONE_STAYS = "of several right answers one stays"
POINTS = "its points are left out: the format has none"
AGAIN = "another item asks in the same words, and the format takes only one"


class Fidelity(StrEnum):
    """How near an item in a format is to the item on paper."""

    EXACT = "exact"
    NEAREST = "nearest"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Exported(Generic[T]):
    """An item as a format has it, None where it is left out, and what was changed or lost.

    Each change is a sentence without a full stop; what is left out has one that says why.
    """

    body: T | None
    changes: tuple[str, ...] = ()

    @property
    def fidelity(self) -> Fidelity:
        """How near it is to the item."""
        if self.body is None:
            return Fidelity.LEFT_OUT
        return Fidelity.NEAREST if self.changes else Fidelity.EXACT


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item of a form, by its number there."""

    number: int
    item: Item
    fidelity: Fidelity
    changes: tuple[str, ...]


Outcomes = Mapping[str, Sequence[Outcome]]
"""What became of a form's items in some formats, by the name of each."""


def left_out(why: str) -> Exported[T]:
    """Return an item that a format cannot hold."""
    return Exported(None, (why,))


@dataclass(frozen=True, slots=True)
class Exporter(Generic[T]):
    """A format as two functions: of each item, and of all that is kept of a form.

    ``wording`` is what no two items of a file may have alike, where a format refuses that;
    ``shows_pictures`` and ``plays_sounds`` tell what goes with the words of an item, and
    ``has_folder`` that the pictures of stems lie in a folder beside the file; ``has_hints`` that an
    item's hint has a place of its own, which else stands behind the stem; ``most`` is how many
    items a file may have; ``pieces`` makes a file of each item, under a name. Of items that moved
    in, ``grades`` tells that each answer is graded as it was, ``keeps_all`` that all else that a
    platform had of them is there, too. ``losses`` is what of markup is lost in which texts, and
    ``has_points`` that an item is worth there what it is on paper, or the format itself tells;
    ``compares_letters`` that a typed answer is compared with several, letter by letter.
    """

    item: Callable[[Item, Language], Exported[T]]
    document: Callable[[Form, Sequence[tuple[Item, T]], Language], bytes]
    wording: Callable[[T], str] | None = None
    shows_pictures: bool = False
    plays_sounds: bool = False
    has_folder: bool = False
    has_hints: bool = False
    grades: bool = False
    keeps_all: bool = False
    has_points: bool = True
    compares_letters: bool = False
    losses: markup.Losses = field(default_factory=dict)
    most: int | None = None
    pieces: Callable[[Form, Sequence[tuple[Item, T]]], Iterable[tuple[str, bytes]]] | None = None

    def render(self, form: Form, language: Language) -> bytes:
        """Return a form in the format."""
        exported = self._exported(form, language)
        kept = [
            (item, converted.body) for item, converted in exported if converted.body is not None
        ]
        return self.document(form, kept, language)

    def divided(self, form: Form, language: Language) -> dict[str, bytes]:
        """Return a form as a file for each item, by name; none where a format has no such files."""
        exported = self._exported(form, language)
        kept = [(item, each.body) for item, each in exported if each.body is not None]
        return dict(self.pieces(form, kept)) if self.pieces else {}

    def outcomes(self, form: Form, language: Language) -> tuple[Outcome, ...]:
        """Return what became of each item, in the order of the form."""
        return tuple(
            Outcome(number, item, converted.fidelity, converted.changes)
            for number, (item, converted) in enumerate(self._exported(form, language), 1)
        )

    def _exported(self, form: Form, language: Language) -> list[tuple[Item, Exported[T]]]:
        seen: set[str] = set()
        room = len(form.items) if self.most is None else self.most
        exported: list[tuple[Item, Exported[T]]] = []
        for item in form.items:
            asked = item if self.has_hints else prose.with_hint(item)
            converted = self._told(item, self._converted(asked, language))
            if converted.body is not None and room == 0:
                converted = left_out(f"a file has {self.most} items at the most")
            if converted.body is not None and self.wording is not None:
                words = self.wording(converted.body)
                converted = left_out(AGAIN) if words in seen else converted
                seen.add(words)
            room -= converted.body is not None
            exported.append((item, converted))
        return exported

    def _converted(self, item: Item, language: Language) -> Exported[T]:
        """Return an item with what else may be typed, where there is room for that."""
        if not self.compares_letters:
            return self.item(item, language)
        exported = self.item(with_variants(item), language)
        return exported if exported.body is not None else self.item(item, language)

    def _told(self, item: Item, exported: Exported[T]) -> Exported[T]:
        """Add to what was changed what the format does not show or play of an item."""
        if exported.body is None:
            return exported
        if item.is_heard and not self.plays_sounds:
            return left_out(HEARD)
        choice = item.interaction
        is_pictured = isinstance(choice, Choice) and choice.is_pictured
        lost: tuple[tuple[str, object], ...] = (
            (NO_PICTURE, item.pictures and not self.shows_pictures),
            (PICTURED, is_pictured and not self.shows_pictures),
            (NO_SOUND, item.sounds and not self.plays_sounds),
            (POINTS, item.points != 1 and not self.has_points),
        )
        if item.lms:
            particulars = ", ".join(item.lms.particulars)
            lost += (
                (GRADES, item.lms.is_graded and not self.grades),
                (f"the format has no place for {particulars}", particulars and not self.keeps_all),
            )
        told = (change for change, is_lost in lost if is_lost)
        unmarked = markup.lost(item, self.losses)
        return replace(exported, changes=(*exported.changes, *unmarked, *told))


def summary(outcomes: Iterable[Outcome]) -> str:
    """Return ``17 exact, 2 nearest, 1 left out``: the three always sum to all items."""
    counts = Counter(outcome.fidelity for outcome in outcomes)
    return ", ".join(f"{counts[fidelity]} {fidelity}" for fidelity in Fidelity)


def report(title: str, outcomes: Sequence[Outcome]) -> bytes:
    """Return the loss report of a form: which item, what was lost or changed, and why."""
    lines = [title, summary(outcomes)]
    for outcome in outcomes:
        if outcome.changes:
            why = "; ".join(outcome.changes)
            head = f"{outcome.number}. {outcome.item.id} ({outcome.item.type}): {outcome.fidelity}"
            lines += ["", head, f"   {why}"]
    return ("\n".join(lines) + "\n").encode()


def as_errors(name: str, outcomes: Iterable[Outcome]) -> Iterator[Diagnostic]:
    """Yield what a format changes or leaves out as errors, each at its first fact."""
    hint = "ask for a format that holds it, or leave out '--strict'"
    for outcome in outcomes:
        if outcome.changes:
            why = "; ".join(outcome.changes)
            message = f"{name}: {outcome.item.id} is {outcome.fidelity}: {why}"
            yield Diagnostic(outcome.item.origins[0].locate(), EXPORT_LOSS, message, hint)


def losses_suffix(suffix: str) -> str:
    """Return the ending of the loss report of a file with an ending: ``.moodle.losses.txt``."""
    stem = suffix.rpartition(".")[0]
    return f"{stem or suffix}{LOSSES}"


def summary_of(content: bytes) -> str:
    """Return the summary that stands in the second line of a loss report."""
    return content.decode().split("\n")[1]
