"""The distractors of one question: candidates, proven wrong, of which the fairest set is taken.

The curator's own come first. Where there are too few of them, values of the same sort are taken
from the whole collection, ranked by closeness: role, deck and region, period, form, length. Dates
and numbers are computed around the key. Two or three: three options do as well as five where the
others are filler (Rodriguez, 2005).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.comparison import loosely
from quizgen.distractors import computed
from quizgen.distractors.bank import Asked, Bank, Features
from quizgen.distractors.cues import best
from quizgen.distractors.proof import Proof
from quizgen.language import Language
from quizgen.model import Media, Option, Relation, Value
from quizgen.records import dataclass
from quizgen.wording import in_order, size

UNKNOWN = 0.5
"""The closeness of a distractor that nothing in the collection tells about."""
WANTED = 3
FEWEST = 2
SPARE = 2
"""Candidates from the collection beyond those wanted, so that the fairest set can be chosen."""
LENGTHS = 2.5
"""No distractor is so many times as long or as short as the key."""
LONGEST = 160
"""Characters of what is given, as a reason."""


@dataclass(frozen=True, slots=True)
class Distractor:
    """A wrong answer, what it really is, and how near it is to the key, from 0 to 1.

    ``is_alike`` says that its row and the key's are of one group.
    """

    text: str
    why: str = ""
    closeness: float = UNKNOWN
    picture: Media | None = None
    is_alike: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a choice: the key first, unless they are ``sorted``; and their closeness."""

    options: tuple[Option, ...]
    sorted: bool
    closeness: float


COMPUTED = frozenset({"date", "number"})
"""Sorts of value that have neighbours; an event has a date, too, but is none."""


def options(asked: Asked, bank: Bank) -> Options | None:
    """Return the key and its distractors, or nothing where too few are certain."""
    if asked.key.type in COMPUTED and not asked.distractors:
        return _sorted(asked, bank)
    wrong = _texts(asked, bank)
    if len(wrong) < FEWEST:
        return None
    closeness = sum(d.closeness for d in wrong) / len(wrong)
    picture = picture_of(asked.key)
    if picture:
        return Options(tuple(_pictures(picture, wrong)), False, closeness)
    key, *others = _alike([asked.key.text, *(d.text for d in wrong)], bank.language)
    wrong_options = [
        Option(text, correct=False, why=d.why or reason(asked, d.text, bank))
        for text, d in zip(others, wrong, strict=True)
    ]
    every = (Option(key, correct=True), *wrong_options)
    ascending = in_order([option.text for option in every], asked.association.origin.notation)
    if ascending:
        return Options(tuple(every[index] for index in ascending), True, closeness)
    return Options(every, False, closeness)


def picture_of(value: Value) -> Media | None:
    """Return the picture that a value is; None where it has a text."""
    return value.pictures[0] if value.pictures and not value.text else None


def _pictures(key: Media, wrong: Sequence[Distractor]) -> Iterator[Option]:
    """Yield the key and its distractors as pictures, with what they show in words."""
    yield Option(key.alt, correct=True, picture=key)
    yield from (Option(d.text, correct=False, why=d.why, picture=d.picture) for d in wrong)


def _sorted(asked: Asked, bank: Bank) -> Options | None:
    values = computed.near(asked, bank)
    right = frozenset(map(loosely, bank.true_of(asked)))
    if not values or any(why and loosely(text) in right for text, why in values):
        return None
    offered = tuple(Option(text, correct=not why, why=why) for text, why in values)
    return Options(offered, sorted=True, closeness=0.6)


def reason(asked: Asked, text: str, bank: Bank) -> str:
    """Say what a wrong answer really is, as far as the collection knows."""
    if asked.association.relation is Relation.CLAIM and asked.is_forward:
        return bank.language.say("why.claim", text=text)
    other = bank.about(text, asked.key)
    return _what_it_is(other, text, bank) if other else ""


def _what_it_is(other: Asked, text: str, bank: Bank) -> str:
    """Return a text with what it belongs to (a picture may show it), or the question it answers."""
    if picture_of(other.key):
        return other.given.text
    picture = picture_of(other.given)
    given = picture.alt if picture else other.given.text
    is_shown = other.picture and not picture
    if is_shown or not given or size(given) > LONGEST or other.key.type == "author":
        return ""
    if other.association.relation is Relation.ANSWER and other.is_forward:
        return bank.language.say("why.elsewhere", text=text, question=given)
    held = other.association.value.period
    years = bank.language.say("person.years", years=bank.language.years(held)) if held else ""
    return f"{text}: {given}{years}"


def _texts(asked: Asked, bank: Bank) -> list[Distractor]:
    """Return the fairest set: of the curator's own, or else of those and the nearest others."""
    if not (asked.distractors or _has_others(asked)):
        return []  # before anything is proven, for so it is with most answers
    proof = Proof(asked, bank)
    own = list(_curated(asked, proof))[: WANTED + 1]
    pool = list(own)
    if len(own) < FEWEST:
        for d in _collected(asked, bank, proof):
            if len(pool) >= WANTED and pool[-1].is_alike and not d.is_alike:
                break  # of its own group there are enough
            pool.append(d)
            if len(pool) == WANTED + SPARE:
                break
    if len(pool) < FEWEST:
        return []
    sizes = range(FEWEST, min(WANTED, len(pool)) + 1) if pool == own else [min(WANTED, len(pool))]
    alike = max((place for place, d in enumerate(pool, 1) if d.is_alike), default=0)
    kept = alike if alike <= WANTED else 0  # of its own group there are too few to choose among
    texts = [d.text for d in pool]
    chosen = best(asked.key.text, asked.stem, texts, list(sizes), asked.id, kept)
    return [pool[index] for index in chosen]


def _curated(asked: Asked, proof: Proof) -> Iterator[Distractor]:
    reasons = dict(asked.association.reasons)
    for text in asked.distractors:
        if proof.admits(text):
            proof.take(text)
            yield Distractor(text, f"{text}: {reasons[text]}" if text in reasons else "")


def _has_others(asked: Asked) -> bool:
    """Whether any other value of its sort is another thing, and can be shown."""
    return asked.key.closed and not asked.key.is_heard


def _collected(asked: Asked, bank: Bank, proof: Proof) -> Iterator[Distractor]:
    """Yield values of the same closed sort, the nearest first; each once, each proven false."""
    if not _has_others(asked):
        return
    own = asked.association.origin
    cell = asked.association.cell
    here, drawn = asked.features, asked.draw
    near = [o for o in bank.near(asked) if cell or not o.association.origin.is_of(own)]
    group = asked.association.group
    ranked = sorted(
        (
            bool(group) and o.association.group != group,
            -_closeness(here, o.features),
            (o.draw + drawn) % 1,
            i,
        )
        for i, o in enumerate(near)
    )
    for is_other, distance, _, index in ranked:
        other = near[index]
        is_alike = bool(group) and not is_other  # by the curator's word, whatever its length
        ratio = other.features.size / here.size
        if (is_alike or 1 / LENGTHS <= ratio <= LENGTHS) and proof.admits_value(other):
            picture = picture_of(other.key)
            text = picture.alt if picture else other.key.text
            proof.take(picture.digest if picture else text)
            why = _what_it_is(other, text, bank)
            yield Distractor(text, why, -distance, picture, is_alike)


def _closeness(here: Features, there: Features) -> float:
    """Return from 0 to 1 how alike two keys of one sort are in all that a learner may go by."""
    role, deck, tags, since, until, form, length = there  # at once: this runs most often of all
    own = here.size
    closeness = 0.15 * own / length if own < length else 0.15 * length / own
    if here.role == role:
        closeness += 0.25
    if here.deck == deck:
        closeness += 0.15
    if tags and not here.tags.isdisjoint(tags):
        closeness += 0.10
    if here.form == form:
        closeness += 0.10
    if since and until and here.since and here.until:
        closeness += 0.25 * (here.since <= until and since <= here.until)
    return round(closeness, 3)


def _alike(texts: Sequence[str], language: Language) -> list[str]:
    """Strip the article from all options where some have one and others have not.

    An indefinite one cannot be left out: beside "a compromise", "the withdrawal" keeps its own.
    Nor can the first of several: "the Oder and the Elbe" keeps it beside "Rome and the Elbe".
    """
    indefinite = language.say("articles.indefinite").split()
    if any(_bare(text, indefinite) != text for text in texts):
        return list(texts)
    definite = language.say("articles").split()
    bare = [_bare(text, definite) for text in texts]
    without = [text for text, one in zip(texts, bare, strict=True) if one == text]
    is_one_of_several = any(word in definite for text in without for word in text.split())
    return bare if without and not is_one_of_several else list(texts)


def _bare(text: str, articles: Sequence[str]) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first in articles else text
