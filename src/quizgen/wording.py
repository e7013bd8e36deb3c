"""Options as texts: whether two overlap, what form they have, what gives a key away.

Both the making of items and the checks of what was made rest on these.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from quizgen.comparison import Compared, loosely, strictly
from quizgen.numbers import MINUS, Notation
from quizgen.records import dataclass
from quizgen.text import fold, is_code, is_sign, plain, stands_in

STEM = 6
"""Letters that stand for a word's stem, so that plurals and cases count as one."""
FEWEST_LETTERS = 4
"""Letters of an answer; a shorter one stands in many a text by chance."""
SHORT = 3
"""Words up to this length say little: articles, prepositions."""
ALL_OF_THESE = frozenset(["all of the above", "all of these", "all of them"])
NONE_OF_THESE = frozenset(["none of the above", "none of these", "none of them"])
PERFECT = frozenset("has have had".split())
BROAD = frozenset("leader head ruler chief".split())
"""English words for a part that holders of many offices have."""
STOPS = {
    **dict.fromkeys(("DEVANAGARI", "BENGALI", "GURMUKHI"), "।"),
    **dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA"), "。"),
    **dict.fromkeys(("THAI", "LAO"), ""),
}
"""What a sentence ends with that has no point there, by the first word of its letters' names."""
URDU = frozenset("ٹڈڑںےھہ")
"""Letters of Urdu that neither Arabic nor Persian has: its full stop is a dash."""
_SIGNS = frozenset("{}[]<>$#@|^~=+*_`&\\")
"""What tells one piece of code from another where the words are the same."""
RANGES = frozenset("- – — ~ 〜 ～ … .. to until bis à al hasta до से تا سے إلى".split())
"""What stands between the ends of a range."""
LONGER = 1.3
"""A key so many times as long as the median of the others draws the eye."""
TELLING = 24
"""Characters; among shorter options, and among names, the length says nothing."""
APART = 2
"""So many more shared words than any other option has make a cue."""
QUOTES = ("“", '"', "«", "„")
CUES = ("length", "echo", "convergence")
FEW = 12
"""Options whose pairs are soon looked at."""
NAME = 6
"""Words of a name at the most."""

Marks = Sequence[float]


@dataclass(frozen=True, slots=True)
class Span:
    """A number or a range of numbers, with the words before and after it.

    Years before the first are negative, and their era is no part of the words.
    """

    low: Decimal
    high: Decimal
    before: str
    after: str

    def like(self, other: Span) -> bool:
        """Whether both count the same thing."""
        return (self.before, self.after) == (other.before, other.after)


def sentence(text: str) -> str:
    """Return a sentence with its full stop, where it ends without any."""
    is_open = bool(text) and unicodedata.category(text[-1])[0] in "LMN"
    return f"{text}{full_stop(text)}" if is_open else text


def closed(text: str) -> str:
    """Return a text that another sentence may follow."""
    return text if unicodedata.category(text[-1]) == "Po" else f"{text}{full_stop(text)}"


def is_question(text: str) -> bool:
    """Whether a text ends with the sign or the word of a question."""
    return plain(text).endswith(("?", "？", "؟", "か。", "か"))


def tells_order(prompt: str, phrases: str) -> bool:
    """Whether a list's prompt says itself that its order counts: "Name, in order, …".

    ``phrases`` are what says so in its language, with bars between them (``order.told``).
    """
    told = "|".join(map(_begun, phrases.split("|")))
    return re.search(told, prompt.replace("'", "’"), re.IGNORECASE) is not None


def _begun(phrase: str) -> str:
    """Return a pattern of a phrase at the beginning of a word, where words have spaces between."""
    is_spaced = full_stop(phrase) not in ("。", "")
    return (r"(?<!\w)" if is_spaced else "") + re.escape(phrase)


@lru_cache(maxsize=8192)
def full_stop(text: str) -> str:
    """Return the sign that a sentence ends with in the script that most of its letters are of."""
    if text.isascii():
        return "."
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    stops = Counter(STOPS.get(name, ".") for name in names)
    stop = max(stops, key=stops.__getitem__, default=".")
    return "۔" if stop == "." and not URDU.isdisjoint(text) else stop


@lru_cache(maxsize=32768)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(fold(text).split())


def size(text: str) -> int:
    """Return the characters of a text as it is read."""
    return len(plain(text))


@lru_cache(maxsize=32768)
def content(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that say something."""
    return frozenset(word[:STEM] for word in words(text) if len(word) > SHORT or word.isdigit())


def holds(text: str, other: str) -> bool:
    """Whether one text, as compared, holds the other as a run of whole words."""
    if text not in other and other not in text:
        return False  # nearly always, and a tenth of the work
    return stands_in(text, other) or stands_in(other, text)


def is_telling(words: str) -> bool:
    """Whether an answer, as compared, is so long that it does not stand in a text by chance."""
    return len(words) >= FEWEST_LETTERS


def tells(text: str, answer: str) -> bool:
    """Whether a text has an answer in it, and not by chance."""
    words = loosely(answer)
    return is_telling(words) and stands_in(words, loosely(text)) and _with_signs(text, answer)


def _with_signs(text: str, answer: str) -> bool:
    """Whether a text has the signs of an answer, too: ``{{{n}}}`` does not tell ``{{n}}``."""
    sought = plain(answer)
    if _SIGNS.isdisjoint(sought):
        return True
    first, last = re.escape(sought[0]), re.escape(sought[-1])
    before = "" if sought[0].isalnum() else f"(?<!{first})"
    after = "" if sought[-1].isalnum() else f"(?!{last})"
    whole = f"{before}{re.escape(sought)}{after}"
    return re.search(whole, plain(text), re.IGNORECASE) is not None


def overlap(text: str, other: str, notation: Notation, compared: Compared = loosely) -> bool:
    """Whether two options may both be right: one holds the other, or their ranges meet.

    Those that a curator has set beside each other are compared :func:`strictly`.
    """
    if has_digit(text) and has_digit(other) and not (is_code(text) or is_code(other)):
        here, there = span(text, notation), span(other, notation)
        if here and there and here.like(there):
            return here.low <= there.high and there.low <= here.high
    return part_of(text, other, compared)


def part_of(text: str, other: str, compared: Compared = loosely) -> bool:
    """Whether one text holds the other; a formula or a piece of code holds only itself."""
    here, there = compared(text), compared(other)
    return here == there if is_sign(text) or is_sign(other) else holds(here, there)


def distinct(texts: Iterable[str], notation: Notation, compared: Compared = strictly) -> bool:
    """Whether no two of some options overlap; they stand side by side, so each sign counts."""
    return not overlapping(texts, notation, compared)


def overlapping(
    texts: Iterable[str], notation: Notation, compared: Compared = strictly
) -> tuple[str, ...]:
    """Return two options that overlap, in the order in which they stand; nothing if none do."""
    listed = list(texts)
    spans = [None if is_code(text) else span(text, notation) for text in listed]
    pair = _meeting(spans) or _holding(listed, [compared(text) for text in listed], spans)
    return tuple(listed[index] for index in sorted(pair))


def _meeting(spans: Iterable[Span | None]) -> tuple[int, ...]:
    """Return the indexes of two ranges that count the same thing and meet."""
    alike: dict[tuple[str, str], list[tuple[int, Span]]] = defaultdict(list)
    for index, span in enumerate(spans):
        if span:
            alike[span.before, span.after].append((index, span))
    for same in alike.values():
        (widest, last), *rest = sorted(same, key=lambda each: each[1].low)
        for index, later in rest:
            if last.high >= later.low:
                return widest, index
            widest, last = index, later
    return ()


def _holding(
    texts: Sequence[str], compared: Sequence[str], spans: Sequence[Span | None]
) -> tuple[int, ...]:
    """Return the indexes of a text and of one that holds it as a run of whole words.

    Ranges may meet, and a formula or a piece of code is held by its like alone. Each text's runs of
    words are looked up among all texts, so that the cost grows with the texts and not with their
    pairs.
    """
    padded = [f" {text} " for text in compared]
    side_by_side = "\n".join(padded)
    if len(padded) <= FEW and set(map(side_by_side.count, padded)) == {1}:
        return ()  # as of nearly all options
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    listed = [tuple(text.split()) for text in compared]
    for index, text_words in enumerate(listed):
        by_words[text_words].append(index)
    lengths = sorted({len(text_words) for text_words in listed})
    for index, text_words in enumerate(listed):
        for run in _runs(text_words, lengths):
            for other in by_words.get(run, ()):
                here, there = spans[index], spans[other]
                if other == index or (here and there and here.like(there)):
                    continue
                if run == text_words or not (is_sign(texts[index]) or is_sign(texts[other])):
                    return index, other
    return ()


def _runs(text: tuple[str, ...], lengths: Iterable[int]) -> Iterator[tuple[str, ...]]:
    """Yield the runs of so many words in a text; only one without words has a run of none."""
    for length in lengths:
        if length == 0 and text:
            continue
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


def fits(stem: str, text: str) -> bool:
    """Whether an option follows the article that an English stem ends with."""
    if not stem.rstrip(" _.…:").endswith((" a", " an")):
        return True
    last = words(stem)[-1]
    return (fold(text)[:1] in "aeiou") == (last == "an")


def has_absolute(text: str) -> bool:
    """Whether a text says always or never; "has never" is a plain negation."""
    listed = words(text)
    if "never" not in listed:
        return "always" in listed
    never = (listed[i - 1] if i else "" for i, word in enumerate(listed) if word == "never")
    return "always" in listed or any(before not in PERFECT for before in never)


def broader(name: str, other: str) -> bool:
    """Whether one names a part so broadly that it may cover the other's, as "leader" does."""
    broad = [bool(BROAD & set(words(text))) for text in (name, other)]
    return broad[0] != broad[1] and bool(content(name) & content(other))


def span(text: str, notation: Notation) -> Span | None:
    """Return the number or range that a text is; None if it is none, or holds several."""
    return _read_span(text, notation) if has_digit(text) else None


@lru_cache(maxsize=32768)
def has_digit(text: str) -> bool:
    """Whether there is a digit of any script in a text."""
    return any(map(str.isdigit, text))


@lru_cache(maxsize=32768)
def _read_span(text: str, notation: Notation) -> Span | None:
    phrase = plain(text)
    numbers = tuple(notation.numbers(phrase))
    if not numbers:  # the digits are no number in this notation, such as an exponent: x²
        return None
    low, *rest = numbers
    before, after = phrase[: low.start].strip(), phrase[(rest or [low])[-1].end :].strip()
    if len(rest) > 1 or (rest and not _is_range(before, phrase[low.end : rest[0].start], after)):
        return None
    values = [low.figure.value, *(number.figure.value for number in rest)]
    if rest and 0 <= values[1] < values[0]:  # 1914–18
        start, end = (phrase[number.start : number.end] for number in (low, *rest))
        if start.isdecimal() and end.isdecimal():
            values[1] = Decimal(start[: -len(end)] + end)
    return _span(values, before, after, notation)


def _is_range(before: str, between: str, after: str) -> bool:
    """Whether what stands between two numbers makes them ends of a range, with a unit or not."""
    return between.strip().removeprefix(after).removesuffix(before).strip() in RANGES


def _span(values: Sequence[Decimal], before: str, after: str, notation: Notation) -> Span:
    """Return a span with what its sign and its era make of the values."""
    earlier, later = notation.eras
    sign = before[:1] if before[1:] and not before[1:2].isalnum() else ""
    if sign in tuple(MINUS):  # -€5
        values, before = [-value for value in values], before[1:]
    if after == earlier:
        values = [-value for value in values]
    after = "" if after in (earlier, later) else after
    return Span(min(values), max(values), before, after)


def in_order(texts: Sequence[str], notation: Notation) -> list[int] | None:
    """Return the places of numbers of one sort in ascending order; None if they are not that."""
    spans = [span(text, notation) for text in texts]
    first = spans[0]
    if first is None or any(s is None or not s.like(first) for s in spans):
        return None
    return sorted(range(len(texts)), key=lambda i: s.low if (s := spans[i]) else Decimal(0))


def looked_up(texts: Iterable[str], notation: Notation) -> tuple[str, ...]:
    """Return texts in the order in which one is looked up: by size if they are numbers of one sort.

    Others stand in alphabetical order.
    """
    ordered = sorted(texts, key=fold)
    places = in_order(ordered, notation) if ordered else None
    return tuple(ordered[place] for place in places) if places else tuple(ordered)


class Cues:
    """The marks of some options for each cue that test-wise candidates go by; the first is the key.

    The longest option, the one that repeats the stem, the one that shares most with the others
    (Haladyna, Downing & Rodriguez, 2002). Any set of them can be weighed at little cost.
    """

    def __init__(self, stem: str, options: Sequence[str]) -> None:
        asked, stems = content(stem), [content(option) for option in options]
        self.sizes = [size(option) for option in options]
        self.echoes = [len(own & asked) for own in stems]
        self.shared = [[len(own & other) for other in stems] for own in stems]
        self.names = [_is_name(option) for option in options]
        self.titled = options[0].startswith(QUOTES) and all(self.names)

    def marks(self, places: Sequence[int]) -> dict[str, Marks]:
        """Return the marks of the options at some places, two at least, as if they were all."""
        pick = itemgetter(*places)
        rows = zip(places, pick(self.shared), strict=True)
        convergence = [sum(pick(row)) - row[i] for i, row in rows]
        marks = (pick(self.sizes), pick(self.echoes), convergence)
        return dict(zip(CUES, marks, strict=True))

    def telling(self, places: Sequence[int], marks: Mapping[str, Marks]) -> list[str]:
        """Return the cues by which the first of them stands out so far that anybody sees it."""
        key, *others = marks["length"]
        long = key > TELLING and key > max(others) and key > LONGER * statistics.median(others)
        cues = ["length"] if long and not all(self.names[i] for i in places) else []
        if self.titled:
            return cues
        for name in ("echo", "convergence"):
            key, *others = marks[name]
            if key >= max(others) + APART:
                cues.append(name)
        return cues


def telling(stem: str, key: str, others: Sequence[str]) -> list[str]:
    """Return the cues by which a key stands out so far that anybody sees it."""
    options = (key, *others)
    cues, places = Cues(stem, options), range(len(options))
    return cues.telling(places, cues.marks(places))


def _is_name(text: str) -> bool:
    """Whether a text is a name or a title in quotation marks."""
    return len(words(text)) <= NAME and not text[:1].islower()
