r"""Whether two texts are the same answer: one table of rules, at more than one strength.

*Proving* that options differ, or that one text gives another away, asks what may tell answers
apart: signs before numbers, operators, ``# % ° ′``, and in code and math every sign; case and
accents count where a curator has set two options beside each other that differ in them alone
(:func:`strictly`), and not where the collection is searched for what might be right, too
(:func:`loosely`). *Typing* asks what a teacher would let pass: case, accents, quotation marks,
hyphens, spaces, thousands separators, what nobody sees, signs that no keyboard has, "the", the
order of an English date, and the vowel points that Arabic and Hebrew are mostly written without;
never letters, the vowel signs and tone marks of other scripts, signs or decimals (:func:`typed`).
The script on a card is made of the same table (:func:`script_rules`).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from types import MappingProxyType

from quizgen.records import dataclass
from quizgen.text import ENDS, is_literal, is_simple, plain, segments

_INVISIBLE = (
    "\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0001-\U000e01ef"
)
"""What nobody sees, and the stroke that only makes an Arabic word longer."""
_POINTS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
"""Vowel points of Hebrew and Arabic, without which both are mostly written."""
_EUROPEAN = "A-Za-z\u00aa-\u02af\u0370-\u03ff\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff"
"""Letters of Latin and Greek script, whose marks are accents; elsewhere a mark is a vowel."""
_ACCENTS = "\u0300-\u036f"
_WORD = r"\p{L}\p{M}\p{N}_"
_COMPARED = "<>=\u2264\u2265\u2260\u2248\u00d7\u00f7\u00b1"
"""Operators that nothing else looks like, so that spaces beside them say nothing."""
_KEPT = r"#%&*/@\\_^\u2030\u2031\u2032"
"""Punctuation and such that tells answers apart."""
_POINT, _COLON, _COMMA, _OPEN, _CLOSE, _THOUSANDS, _SPACE = map(chr, range(0xE000, 0xE007))
"""Stand for what is kept, while the rest of its kind is dropped."""
_BEYOND = "\uffff"
"""Stands for any sign beyond ASCII, where a rule needs one of many."""
_DIGITS = f"0123456789{_BEYOND}"
_GROUP = r"(?=\p{Nd}{3}(?!\p{Nd}))"


def _signs_of(ranges: str) -> str:
    """Return all signs of a class of characters, of which a text has one or is left alone."""
    return re.sub(r"(.)-(.)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), ranges)


Compared = Callable[[str], str]
"""A strength: what makes texts in Markdown equal that are the same by it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A step of making a text comparable: what is replaced by what, and when.

    ``when`` names flags that must be set, or with ``!`` must not be; ``needs`` are signs of which a
    text must hold one for the pattern to change it: of an English text, a tenth of them is left to
    look for. Without a pattern, ``replacement`` names a form
    that the text is put in.
    """

    pattern: str
    replacement: str
    when: str = ""
    needs: str = ""

    def applies(self, flags: frozenset[str]) -> bool:
        """Whether its conditions hold."""
        return all(
            condition[1:] not in flags if condition[0] == "!" else condition in flags
            for condition in self.when.split()
        )


_STROKED = {
    "\u0141": "L",
    "\u0142": "l",
    "\u00d8": "O",
    "\u00f8": "o",
    "\u00c6": "AE",
    "\u00e6": "ae",
    "\u0152": "OE",
    "\u0153": "oe",
    "\u0131": "i",
}
"""Letters that have no accent to drop, and are written without their stroke where there is none."""
_ALIKE = {"\u0643": "\u06a9", "\u064a": "\u06cc", "\u0647": "\u06c1"}
"""Letters of Arabic keyboards, by those of Persian and Urdu that look the same."""
_NASALS = {"\u0919": "\u0915-\u0918", "\u091e": "\u091a-\u091d", "\u0923": "\u091f-\u0922"} | {
    "\u0928": "\u0924-\u0927",
    "\u092e": "\u092a-\u092d",
}
"""Nasals of Devanagari, each by the letters before which a dot above says the same."""
RULES: tuple[Rule, ...] = (
    # signs that the normal form would take for letters and digits
    Rule("[\u2122\u00ae\u00a9\u2120]", "", needs="\u2122\u00ae\u00a9\u2120"),
    Rule(r"(\p{Nd})([\u00bc-\u00be\u2150-\u215e\u2189])", "$1 $2", needs=_BEYOND),
    Rule("([\u2070\u2071\u00b9\u00b2\u00b3\u2074-\u207f]+)", "^$1", needs=_BEYOND),
    Rule("\u00ba", "\u00b0", needs="\u00ba"),
    Rule('^([^"]*[0-9])"(?![\\p{L}\\p{N}])', "$1\u2032\u2032", "!literal", needs='"'),
    Rule("^([^']*[0-9])'(?![\\p{L}\\p{N}])", "$1\u2032", "!literal", needs="'"),
    Rule("[\u201c-\u201f\u00ab\u00bb\u301d-\u301f\uff02\u05f4\u300c-\u300f]", '"', needs=_BEYOND),
    Rule("[\u2018-\u201b\u2039\u203a\uff07\u02b9\u02bb\u02bc\u00b4\u05f3]", "'", needs=_BEYOND),
    Rule("", "NFKD", needs=_BEYOND),
    Rule(f"[{_INVISIBLE}]+", "", needs=_signs_of(_INVISIBLE)),
    Rule(r"[\t-\r\x1c-\x1f\x85\p{Z}]", " ", needs=f"\t\n\v\f\r\x1c\x1d\x1e\x1f{_BEYOND}"),
    Rule(" +", " ", "!spaces", needs=" "),
    Rule("=\u0338|!=", "\u2260", needs="="),
    # dashes: signs and minuses, ranges, and what only joins or sets apart
    Rule(" [\u2012-\u2015] (?!\\p{Nd})", " ", "!exact", needs=_BEYOND),
    Rule("[\u2010-\u2015\u2043\u02d7]", "-", needs=_BEYOND),
    Rule("<=", "\u2264", needs="<"),
    Rule(">=", "\u2265", needs="="),
    Rule("=>", "\u21d2", needs="="),
    Rule("-+>", "\u2192", needs=">"),
    Rule("-", "\u2212", "literal", needs="-"),
    Rule(rf"(^|[ (\[{{=+*/^,;:|~\p{{Sc}}{_COMPARED}])-(?=\.?\p{{Nd}})", "$1\u2212", needs="-"),
    Rule(r"^- (?=\.?\p{Nd})", "\u2212", needs="-"),
    Rule(r"(\p{Nd}) ?[-\u2212] ?(?=\p{Nd})", "$1 \u2212 ", "!literal", needs="-\u2212"),
    # numbers: thousands, decimals, times, and factors
    Rule("[\u2044\u2215]", "/", needs="\u2044\u2215"),
    Rule("\u066b", ".", needs="\u066b"),
    Rule(r"(\p{Nd})\u066c(?=\p{Nd})", "$1", "!literal", needs="\u066c"),
    Rule(r"(\p{Nd}),(?=(?:\p{Nd}{2,3},)*\p{Nd}{3}(?!\p{Nd}))", "$1", "!literal !comma", needs=","),
    Rule(r"(\p{Nd})\.(?=(?:\p{Nd}{3}\.)*\p{Nd}{3}(?!\p{Nd}))", "$1", "!literal comma", needs="."),
    Rule(
        rf"(^|[^\p{{Nd}}.,{_THOUSANDS}])(\p{{Nd}}{{1,3}})[ ']{_GROUP}",
        f"$1$2{_THOUSANDS}",
        "!literal",
        needs=_DIGITS,
    ),
    *[Rule(rf"({_THOUSANDS}\p{{Nd}}{{3}})[ ']{_GROUP}", f"$1{_THOUSANDS}", needs=_THOUSANDS)] * 4,
    Rule(_THOUSANDS, "", needs=_THOUSANDS),
    Rule(r"(^|\p{Nd}),(?=\p{Nd})", "$1.", "!literal comma", needs=","),
    Rule(r"(^|[^\p{L}\p{N}_.])\.(?=\p{Nd})", "$10.", "!literal", needs="."),
    Rule(r"(\p{Nd})\.(?=\p{Nd})", f"$1{_POINT}", "!literal", needs="."),
    Rule(r"(\p{Nd}),(?=\p{Nd})", f"$1{_COMMA}", "!literal", needs=","),
    Rule(r"(\p{Nd}):(?=\p{Nd})", f"$1{_COLON}", "!literal", needs=":"),
    Rule(r"(\p{Nd})[eE][-\u2212](?=\p{Nd})", "$1\u00d710^\u2212", "typing !literal", needs="eE"),
    Rule(r"(\p{Nd})[eE]\+?(?=\p{Nd})", "$1\u00d710^", "typing !literal", needs="eE"),
    Rule(
        r"(\p{Nd}) ?[xX*\u00b7\u22c5\u2219\u00d7] ?(?=\p{Nd})",
        "$1\u00d7",
        "!literal",
        needs=_DIGITS,
    ),
    Rule(r"(\p{Nd}) ?\u00f7 ?(?=\p{Nd})", "$1/", "!literal", needs="\u00f7"),
    # punctuation
    Rule(rf"([{_WORD}])\(([^()]*)\)", f"$1{_OPEN}$2{_CLOSE}", "!literal", needs="("),
    Rule(rf"(^|[^{_WORD}])_+", "$1 ", "!literal", needs="_"),
    Rule(rf"_+(?=[^{_WORD}]|$)", " ", "!literal", needs="_"),
    Rule(rf"(?![{_KEPT}])[\p{{P}}\p{{Sk}}]", " ", "!literal"),
    Rule(_POINT, ".", needs=_POINT),
    Rule(_COMMA, ",", needs=_COMMA),
    Rule(_COLON, ":", needs=_COLON),
    Rule(_OPEN, "(", needs=_OPEN),
    Rule(_CLOSE, ")", needs=_CLOSE),
    # what belongs to a number or stands between two terms
    Rule(r"(\p{Nd}) +([%\u2030\u2031\u00b0\u2032\p{Sc}])", "$1$2", needs=_DIGITS),
    Rule(r"(\p{Sc}) +(?=\p{Nd})", "$1", needs=_DIGITS),
    Rule(r"\u00b0 +(?=[CFKcfk](?!\p{L}))", "\u00b0", needs="\u00b0"),
    Rule(rf" *([{_COMPARED}]) *", "$1", "!exact", needs=_COMPARED),
    Rule(rf"([{_WORD})]) ([+*^]) (?=[{_WORD}(\u2212])", "$1$2", "!exact", needs="+*^"),
    Rule(r"(\p{L}|\)) \u2212 (?=\p{L}|\()", "$1\u2212", "!exact", needs="\u2212"),
    Rule(r"(\p{L}\p{L}\p{L})/(?=\p{L}\p{L}\p{L})", "$1 / ", "!literal", needs="/"),
    # letters
    Rule(f"[{_POINTS}]", "", "!accents", needs=_signs_of(_POINTS)),
    Rule(f"([{_EUROPEAN}])[{_ACCENTS}]+", "$1", "!accents", needs=_signs_of(_ACCENTS)),
    Rule("([\u0400-\u04ff])[\u0300\u0301]", "$1", "!accents", needs="\u0300\u0301"),
    Rule("([\u0435\u0415])\u0308", "$1", "!accents", needs="\u0308"),
    *(Rule(one, other, "!accents", needs=one) for one, other in {**_STROKED, **_ALIKE}.items()),
    *(
        Rule(f"{nasal}\u094d(?=[{before}])", "\u0902", "!accents", needs=nasal)
        for nasal, before in _NASALS.items()
    ),
    Rule("\u266f", "#", "typing !exact", needs="\u266f"),
    Rule("\u266d", "b", "typing !exact", needs="\u266d"),
    Rule("", "lower", "!case"),
    Rule("\u03c2", "\u03c3", "!case", needs="\u03c2"),
    Rule("\u00df", "ss", "!case", needs="\u00df"),
    # spaces, and exponents of what is no number, which few can type
    Rule(r"([^\p{Nd} ])\^(?=[\p{Nd}+\u2212])", "$1", "!accents", needs="^"),
    Rule(r"([^\p{Nd} ])\^(?=[\p{Nd}+\u2212])", "$1", "typing !exact", needs="^"),
    Rule(r"(\p{Nd})[ ^]+(?=\p{Nd})", "$1", "typing formula", needs=_DIGITS),
    Rule(" +", " ", "!spaces", needs=" "),
    Rule("", "trim"),
    # what English may leave out ("a" may be a name, as in A minor), and the parts of its dates
    Rule(r"^[Tt]he (?=[\p{L}\p{N}])", "", "typing !literal !accents", needs=" "),
    Rule(r"(\p{Nd})(?:st|nd|rd|th)(?!\p{L})", "$1", "typing !literal !accents", needs=_DIGITS),
    Rule(
        r"(\p{L}{3,}) (\p{Nd}\p{Nd}?) (?=\p{Nd}{4}(?!\p{Nd}))",
        "$2 $1 ",
        "typing !literal !accents",
        needs=_DIGITS,
    ),
    Rule(rf" ?([^{_WORD} ]) ?", "$1", "typing literal !exact"),
    Rule(r"(\p{Nd}) (?=\p{Nd})", f"$1{_SPACE}", "typing !literal", needs=_DIGITS),
    Rule(" ", "", "typing !literal", needs=" "),
    Rule(_SPACE, " ", needs=_SPACE),
    Rule("", "NFC", needs=_BEYOND),
)


LOOSE: frozenset[str] = frozenset()
STRICT = frozenset({"case", "accents"})
STRENGTHS: tuple[frozenset[str], ...] = (
    LOOSE,
    frozenset({"case"}),
    frozenset({"accents"}),
    STRICT,
    STRICT | {"literal"},
    STRICT | {"literal", "exact"},
)
"""What may count in an answer that is typed, beyond letters and signs: the most lenient first."""
EXACT = STRENGTHS[-1]
LONGEST_FORMULA = 40
_PROSE = str.maketrans("\u2013\u2014\u2018\u2019\u201c\u201d\u2026\n", "--''\"\". ")
_SIGNS = re.compile(
    r"[^A-Za-z0-9 ,.;:!?\"()\[\]'-]|[A-Za-z0-9]\(|[0-9][^A-Za-z0-9]{1,6}[0-9]|[0-9] ?[xX] ?[0-9]"
    r"|[-.,'][0-9]|[0-9]['\"]|^-|-$|->"
)
"""What the table has rules for, but that punctuation says nothing and spaces come one by one."""
_WORDS = re.compile("[A-Za-z0-9]+")
_FORMULA = re.compile(
    r"(?:\(?[A-Z][a-z]?\)?\d*|[\[\]])+ ?(?:\^?\d*[-+\u2212]|\d*[-+\u2212])|e\^?[-+\u2212]"
)
"""A chemical formula with its charge, once superscripts are marked: ``SO4 2-``, ``Na^+``."""


@lru_cache(maxsize=32768)
def loosely(markdown: str) -> str:
    """Return the words and signs of a text, without case and accents, to see what may be alike."""
    return _words(markdown, LOOSE)


@lru_cache(maxsize=32768)
def strictly(markdown: str) -> str:
    """Return the words and signs of a text as their curator wrote them, to see what is the same."""
    return _words(markdown, STRICT)


def _words(markdown: str, flags: frozenset[str]) -> str:
    if not markdown or is_simple(markdown):
        simple = " ".join(markdown.rstrip(ENDS).split())
        return simple if "case" in flags else simple.lower()
    code = flags | ({"literal", "spaces"} if flags == STRICT else {"literal"})
    pieces = ((text, code if literal else flags) for text, literal in segments(markdown))
    return " ".join(filter(None, (words(text, own) for text, own in pieces)))


def words(text: str, flags: frozenset[str] = LOOSE) -> str:
    """Return the words and signs of a plain text, as some flags have them compared.

    A text of nothing but punctuation is compared by that.
    """
    simple = text if text.isascii() and "\n" not in text else text.translate(_PROSE)
    if "literal" in flags or _SIGNS.search(simple):
        return by_all_rules(text, flags)
    ascii_words = " ".join(_WORDS.findall(simple))  # as in most, a tenth of the work
    return (ascii_words if "case" in flags else ascii_words.lower()) or by_all_rules(text, flags)


def by_all_rules(text: str, flags: frozenset[str]) -> str:
    """Return a text folded by the whole table, which few texts need."""
    literal = flags | {"literal"} if _is_formula(text) else flags
    return _compared(text, literal) or _compared(text, flags | {"literal"})


# --- what is typed ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Typing:
    """How what is typed is compared with an answer: what counts, and how numbers are written.

    ``decimal_comma`` is that of the language.
    """

    strength: frozenset[str] = LOOSE
    decimal_comma: bool = False

    def flags(self, answer: str) -> frozenset[str]:
        """Return the flags for a right answer in Markdown: in code and math every sign counts."""
        names = {*self.strength, "typing"}
        if self.decimal_comma:
            names.add("comma")
        if _is_formula(plain(answer)):
            names |= {"literal", "formula"}
        elif is_literal(answer):
            names |= {"literal", "spaces"} if self.strength == EXACT else {"literal"}
        return frozenset(names)

    def accepts(self, answer: str, typed: str) -> bool:
        """Whether a typed text is an answer, which is in Markdown."""
        flags = self.flags(answer)
        return typed_as(plain(answer), flags) == typed_as(typed, flags)


def typed_as(text: str, flags: frozenset[str]) -> str:
    """Return a plain text as it is compared with what is typed; the card's script does the same."""
    return _compared(text, flags) or _compared(text, flags | {"literal"})


def typing(right: Sequence[str], wrong: Iterable[str], *, decimal_comma: bool) -> Typing:
    """Return the most lenient way to compare by which no wrong answer passes for a right one."""
    listed = tuple(wrong)
    for strength in STRENGTHS:
        rules = Typing(strength, decimal_comma)
        if not any(rules.accepts(answer, plain(text)) for answer in right for text in listed):
            return rules
    return Typing(EXACT, decimal_comma)


def script_rules() -> str:
    """Return the table as a JavaScript array.

    Each step has its conditions, and a pattern with its replacement or the name of a form. Nothing
    in it is syntax to Anki, which a template must not hold by accident.
    """
    rows = [
        [rule.when, rule.pattern, rule.replacement]
        if rule.pattern
        else [rule.when, rule.replacement]
        for rule in RULES
    ]
    encoded = json.dumps(rows, separators=(",", ":"))
    assert not re.search(r"\{\{|\}\}|</|\[\$|\[(?:sound|anki|latex|type):", encoded)  # noqa: S101
    return encoded


# --- the table at work ------------------------------------------------------------------------


_FORMS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "NFC": partial(unicodedata.normalize, "NFC"),
        "NFKD": partial(unicodedata.normalize, "NFKD"),
        "lower": str.lower,
        "trim": str.strip,
    }
)
Step = tuple[frozenset[str], Callable[[str], str]]
"""Signs of which a text must hold one, if any are named; and what is done to the text."""


def _compared(text: str, flags: frozenset[str]) -> str:
    signs = _signs(text)
    for needs, change in _steps(flags):
        if needs and needs.isdisjoint(signs):
            continue
        changed = change(text)
        if changed != text:
            text, signs = changed, _signs(changed)
    return text


def _signs(text: str) -> set[str]:
    return set(text) if text.isascii() else {*text, _BEYOND}


@lru_cache(maxsize=64)
def _steps(flags: frozenset[str]) -> tuple[Step, ...]:
    return tuple((frozenset(rule.needs), _change(rule)) for rule in RULES if rule.applies(flags))


@lru_cache(maxsize=128)
def _change(rule: Rule) -> Callable[[str], str]:
    if not rule.pattern:
        return _FORMS[rule.replacement]
    replacement = re.sub(r"\$(\d)", r"\\g<\1>", rule.replacement)
    compiled = cache(lambda: re.compile(_python(rule.pattern)))  # once a text may need it
    return lambda text: compiled().sub(replacement, text)


def _python(pattern: str) -> str:
    """Return a pattern without Unicode properties, which only JavaScript has."""
    translated, in_class = "", False
    for piece in re.findall(r"\\p\{\w+\}|\\.|.", pattern, re.DOTALL):
        if piece == r"\p{L}" and not in_class:
            translated += r"[^\W\d_]"
        elif piece.startswith(r"\p"):
            translated += (
                _characters()[piece[3:-1]] if in_class else f"[{_characters()[piece[3:-1]]}]"
            )
        else:
            in_class = (in_class or piece == "[") and piece != "]"
            translated += piece
    return translated


@lru_cache(maxsize=1)
def _characters() -> Mapping[str, str]:
    r"""Return what a class of characters has for each property that the table names.

    ``\w`` is letters and numbers; what is one of the two alone is never asked for in a class.
    """
    names = ("M", "P", "Z", "Sc", "Sk")
    categories = list(map(unicodedata.category, map(chr, range(0x20000))))
    places = {
        c: "".join(str(names.index(n)) for n in names if c.startswith(n)) or " "
        for c in {*categories}
    }
    ranges = dict.fromkeys(names, "")
    for run in re.finditer(r"(\d)\1*", "".join(map(places.__getitem__, categories))):
        ranges[names[int(run[1])]] += f"\\U{run.start():08x}-\\U{run.end() - 1:08x}"
    return MappingProxyType(ranges | {"Nd": r"\d", "L": r"\w", "N": r"\w"})


def _is_formula(text: str) -> bool:
    """Whether a plain text is a chemical formula with a charge, in which a hyphen is a minus."""
    if text.isalpha() or text[-1:] not in "+-\u2212\u207a\u207b" or len(text) > LONGEST_FORMULA:
        return False
    marked = re.sub("([\u2070\u00b9\u00b2\u00b3\u2074-\u207f]+)", r"^\1", text)
    return _FORMULA.fullmatch(unicodedata.normalize("NFKD", marked)) is not None
