"""What a text that is no date was meant to be, for the hint of a message.

People write dates as they are used to: 07/20/1969, 20.7.1969, July 20, 1969, 1900-1980, 44 BC,
around 1900. Each of these has one spelling in EDTF, or two where day and month cannot be told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from babel import Locale

from quizgen import dates
from quizgen.diagnostics import Unreadable

_DASH = re.compile(r"\s*(?:\.\.+|[-–—/]|\b(?:to|until|bis|à)\b)\s*")
_NUMERIC = re.compile(r"(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})")
_DAY_FIRST = re.compile(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)? (?:de |of )?)?(?P<rest>.+)")
_MONTH = re.compile(
    r"(?P<month>[^\d\s.]+)\.?(?: (?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?P<year>.*)"
)
_YEAR = re.compile(r"(?:de |of )?(\d{1,4})")
_ABOUT = re.compile(
    r"^(?:(?:circa|about|around|approx|ca|c|um|etwa|vers|hacia)\b\.?|~)\s*|(?<=\d)~$"
)
_BEFORE = re.compile(
    r"\s*(?<![^\W\d])(?:b\.?c\.?(?:e\.?)?|v\.? ?chr\.?|v\.? ?u\.? ?z\.?|av\.? ?j\.?-? ?c\.?"
    r"|a\.? ?c\.?|قبل مسیح|ق\.?م\.?)$"
)
_AFTER = re.compile(r"(?<=\d)\s*(?:a\.?d\.?|c\.?e\.?|n\.? ?chr\.?|عیسوی)$")
_ERA_FIRST = re.compile(r"^(?:a\.?d\.?|c\.?e\.?)\s*(?=\d)")
_TIME = re.compile(r"(?<=\d)[t ]\d{1,2}:\d{2}\S*$")
_OPEN = re.compile(r"(?:since|from|seit|ab|depuis|desde) (.+)|(.*\d)\s*[-–—]")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.|e)? (?:century|jahrhundert|jh\.?|siècle|صدی)")
_CJK = re.compile(
    r"(?P<before>公元前|紀元前|前)?(?:公元|西暦)?(?P<year>\d{1,4})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
)
_HYPHEN = re.compile(r"(?<=\d)-(?=[^\W\d])|(?<=[^\W\d])-(?=\d)")
"""What joins the parts of 14-Apr-1988."""
_TO_NOW = re.compile(r"(.*\d)\s*[-–—]?\s*(?:(?:to|until) )?(?:now|present|today|heute)")
_UNTIL = re.compile(r"(?:until|till|bis|jusqu.en|hasta) (.+)")
_SEASON = re.compile(r"(spring|summer|autumn|fall|winter) (?:of )?(\d{4})")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_OTHER = re.compile(
    r"\d\s*(?:a\.?h\.?|هـ?|هجري\w*|o\.s\.|b\.?p\.?|m\.?y\.?a\.?|years ago)$"
    r"|昭和|平成|令和|明治|大正|民国|民國"
)
"""What tells that a date is counted by another calendar, or back from now."""
_DECADE = re.compile(r"(\d{3})0['’]?(?:s|er)(?:[ -]jahre)?")


def meant(text: str, locale: Locale) -> str:
    """Return ``write 1969-07-20`` where a text can be told to mean that, or nothing.

    ``locale`` knows the names of months.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().replace(",", " ").split())
    folded = _TIME.sub("", _ERA_FIRST.sub("", _AFTER.sub("", folded.removeprefix("the "))))
    candidates = [c for c in dict.fromkeys(_readings(folded, _months(locale))) if _is_date(c)]
    if not candidates:
        is_other = _OTHER.search(folded) is not None
        return "write the date by the Gregorian calendar, such as 1969-07-20" if is_other else ""
    counted = "; year 0 is 1 BCE" if any(c.startswith(("-", "0000")) for c in candidates) else ""
    return f"write {' or '.join(candidates)}{counted}"


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except Unreadable:
        return False
    return True


def _readings(text: str, months: Mapping[str, int]) -> Iterator[str]:
    """Yield what a text may mean in EDTF: as one date, or as two with a dash between them."""
    if match := _TO_NOW.fullmatch(text):
        yield from (f"{date}/.." for date in _single(match[1], months))
        return
    if match := _UNTIL.fullmatch(text):
        yield from (f"../{date}" for date in _single(match[1], months))
        return
    if match := _OPEN.fullmatch(text):
        yield from (f"{date}/.." for date in _single(match[1] or match[2], months))
        return
    single = list(_single(text, months))
    yield from single
    ends = [] if single else _DASH.split(text)
    if len(ends) != 2 or not all(ends):
        return
    first, last = ends
    era = _BEFORE.search(last)
    if era and not _BEFORE.search(first):  # "264–241 BC" says the era once
        first += era[0]
    elif first.isdigit() and last.isdigit() and len(last) < len(first):  # "1939-45"
        last = first[: len(first) - len(last)] + last
    elif not re.search(r"\d{3}", first):  # "4-6 July 1914" says the month once, or the year
        first = _completed(first, last)
    firsts, lasts = (list(_single(end, months)) for end in (first, last))
    yield from (f"{start}/{other}" for start in firsts[:1] for other in lasts[:1])


def _completed(first: str, last: str) -> str:
    """Return the first of two dates with what the last says for both."""
    named = re.sub(r"^\d+\S*\s*", "", last)
    if first.isdigit() and re.search(r"[^\W\d]", named):
        return f"{first} {named}"
    year = re.search(r"\d{3,4}$", last)
    return f"{first} {year[0]}" if year else first


def _single(text: str, months: Mapping[str, int], *, before: bool = False) -> Iterator[str]:
    """Yield what one date may be in EDTF; ``before`` says that its year lies before 1 CE."""
    if match := _ABOUT.search(text):
        rest = (text[: match.start()] + text[match.end() :]).strip()
        yield from (f"{date.rstrip('~')}~" for date in _single(rest, months, before=before))
    elif match := _BEFORE.search(text):
        yield from _single(text[: match.start()], months, before=True)
    elif match := _CJK.fullmatch(text):
        parts = [int(match[part]) for part in ("year", "month", "day") if match[part]]
        yield _edtf(*parts, before=bool(match["before"]))
    elif match := _SEASON.fullmatch(text):
        yield f"{match[2]}-{_SEASONS[match[1]]}"
    elif match := re.fullmatch(r"-(\d{1,3})", text):
        yield _edtf(int(match[1]), before=True)
    elif match := _CENTURY.fullmatch(text):
        yield f"-{int(match[1]) - 1:02}XX" if before else f"{int(match[1]) - 1:02}XX"
    elif (match := _DECADE.fullmatch(text)) and not before:
        yield f"{match[1]}X"
    elif match := _YEAR.fullmatch(text):
        yield _edtf(int(match[1]), before=before)
    elif match := _NUMERIC.fullmatch(text):
        yield from _numeric(match[1], match[3], match[4], before=before)
    else:
        yield from _named(_HYPHEN.sub(" ", text), months, before=before)


def _edtf(year: int, month: int | None = None, day: int | None = None, *, before: bool) -> str:
    return dates.written(1 - year if before else year, month, day)


def _numeric(first: str, second: str, third: str, *, before: bool) -> Iterator[str]:
    """Yield the day of three numbers: the year has four digits, else it is the last."""
    if len(first) > 2:
        yield _edtf(int(first), int(second), int(third), before=before)
    elif len(third) > 2:
        yield _edtf(int(third), int(first), int(second), before=before)
        yield _edtf(int(third), int(second), int(first), before=before)


def _named(text: str, months: Mapping[str, int], *, before: bool) -> Iterator[str]:
    """Yield the day or month of a text that names the month: "July 20 1969", "20. Juli 1969"."""
    match = _DAY_FIRST.fullmatch(text)
    named = _MONTH.fullmatch(match["rest"]) if match else None
    if not match or not named or named["month"] not in months:
        return
    year = _YEAR.fullmatch(named["year"].strip())
    day = match["day"] or named["day"]
    if not year and named["day"] and (match["day"] or before):  # the 44 of "March 44 BC"
        year, day = _YEAR.fullmatch(named["day"]), match["day"]
    if year:
        month = months[named["month"]]
        yield _edtf(int(year[1]), month, int(day) if day else None, before=before)


@lru_cache(maxsize=16)
def _months(locale: Locale) -> Mapping[str, int]:
    """Return the numbers of months by their names, whole and short, in a language and English."""
    return {
        unicodedata.normalize("NFKC", name).casefold().rstrip("."): number
        for spoken in (Locale("en"), locale)
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in spoken.months[context][width].items()
    }
