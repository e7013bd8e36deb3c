"""Markup that is not of the subset of Markdown, and would be shown as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.entities import html5

from quizgen.checks.facts.texts import texts
from quizgen.checks.row import COLLECTION, Rule
from quizgen.diagnostics import Code, Diagnostic, Facts, Family, Severity
from quizgen.facts import Collection
from quizgen.records import dataclass
from quizgen.text import ESCAPED, READ, UNFENCED, leftover

ASKED = "- question: %s\n  id: q\n  answer: Tycho\n"

OTHER_MARKUP = Code(
    name="other-markup",
    severity=Severity.WARNING,
    family=Family.FACTS,
    says="A text has HTML or Markdown that is not of the subset: headings, tables, `$…$` and such.",
    why="It is shown as it is written, on cards and on paper.",
    source="",
    bad=Facts(ASKED % "Who named <b>this</b> crater?"),
    good=Facts(ASKED % "Who named **this** crater?"),
)
DEAD_LINK = Code(
    name="dead-link",
    severity=Severity.ERROR,
    family=Family.FACTS,
    says="A link has no whole web address, or a picture stands in a text.",
    why="A card and a page stand alone: what lies beside the deck is not there, and in a sentence "
    "with gaps it is seen neither as a link nor as a gap.",
    source="",
    bad=Facts(ASKED % "Which [crater](crater.html) is this?"),
    good=Facts(ASKED % "Which [crater](https://example.org/crater) is this?"),
)


@dataclass(frozen=True, slots=True)
class _Markup:
    """What a pattern finds, what it is, and what to write instead."""

    pattern: str
    what: str
    hint: str
    code: Code = OTHER_MARKUP


_SHOWN = "is shown as it is written"
_TAGS = """a abbr b big blockquote br caption center code col dd del details div dl dt em font form
    h1 h2 h3 h4 h5 h6 hr i iframe img input ins kbd li mark ol p pre q s script small span strike
    strong style sub summary sup svg table tbody td tfoot th thead tr tt u ul video"""
_ENTITIES = sorted({name.removesuffix(";") for name in html5 if name.endswith(";")})
_ADDRESSES = (
    _Markup(
        rf"!(?:{READ}|\[[^\[\]\n]*\]\([^()\n]*\))",
        "a picture cannot stand in a text",
        "put it into 'media:', with its 'alt'",
        DEAD_LINK,
    ),
    _Markup(
        rf"(?<![!{ESCAPED}])\[[^\[\]\n]*\]\([^()\n]*\)",
        "is no link: it has no whole web address",
        "write https://…, or put a space before the bracket",
        DEAD_LINK,
    ),
    _Markup(
        r"<(?:https?://|mailto:)[^<>\s]+>",
        f"in angle brackets {_SHOWN}",
        "write [words](https://…)",
    ),
    _Markup(
        r"\[\^[^\[\]\s]+\]",
        f"is the mark of a footnote, which {_SHOWN}",
        "put the words into 'note:'",
    ),
)
_HTML = (
    _Markup(
        rf"(?<!{ESCAPED})</?(?:{'|'.join(_TAGS.split())})(?:\s[^<>\n]*)?/?>",
        f"is HTML, which {_SHOWN}",
        "write *emphasis*, **strong**, a line break, or `<b>` where the tag itself is meant",
    ),
    _Markup(
        rf"(?<!{ESCAPED})&(?:{'|'.join(_ENTITIES)}|\#\d{{2,6}}|\#x[0-9A-Fa-f]{{2,5}});",
        f"names a character of HTML, and {_SHOWN}",
        "write the character itself",
    ),
)
_LINES = (
    _Markup(
        r"^\#{1,6} +\S[^\n]*",
        f"is a heading, which {_SHOWN}",
        "write **strong**, or a text of its own",
    ),
    _Markup(
        r"^ *\|?(?: *:?-{2,}:? *\|)+ *(?::?-{2,}:?)? *$",
        f"makes a table, which {_SHOWN}",
        "write a fact of the kind 'table', or sentences",
    ),
    _Markup(r"^(?:-{3,}|\*{3,}|_{3,}) *$", f"is a rule, which {_SHOWN}", "leave it out"),
    _Markup(
        rf"^ *(?:```|~~~)[^\n]*|{UNFENCED}",
        "code between lines of ``` has to begin and end on lines of its own",
        "put the marks on lines of their own, in a text that begins with '|'",
    ),
)
_LETTERS = (
    _Markup(
        r"(?<![\\$\w])\$\$?(?=[^\s$])(?=[^$\n]*[\\^_{}]|[A-Za-z]\$|[A-Za-z] ?[=<>+])[^$\n]*?"
        r"(?<=\S)\$\$?(?![\w$])",
        f"is math between dollars, which {_SHOWN}",
        r"write \( … \)",
    ),
    _Markup(r"~~[^~\n]+~~", f"is struck out, which {_SHOWN}", "write what holds"),
    _Markup(
        rf"(?<![{ESCAPED}\w`])`(?=[^\s`])[^`\n]*",
        "opens code that is never closed",
        r"write the ` at its end, or \` where the mark itself is meant",
    ),
    _Markup(
        rf"(?<![{ESCAPED}\w*])\*\*(?=[^\s*])[^*\n]*",
        "opens strong words that are never closed",
        r"write ** at their end, or \*\* where the marks themselves are meant",
    ),
    _Markup(
        r"(?<=\w)(?:~\w{1,4}~|\^\w{1,4}\^)",
        f"is a letter below or above the line, which {_SHOWN}",
        r"write the letter itself, as in H₂O and x², or \( … \)",
    ),
)


@cache
def _others() -> tuple[tuple[re.Pattern[str], _Markup], ...]:
    """Return all that is looked for; to compile it takes as long as to read a small deck."""
    every = (*_ADDRESSES, *_HTML, *_LINES, *_LETTERS)
    return tuple((re.compile(other.pattern, re.MULTILINE), other) for other in every)


def problems(collection: Collection) -> Iterator[Diagnostic]:
    """Yield each sort of markup that is not ours, once for each text that it stands in."""
    for place, text in texts(collection, _SIGNS):
        rest = leftover(text)
        for pattern, other in _others():
            if match := pattern.search(rest):
                yield Diagnostic(place, other.code, _said(match[0], other.what), other.hint)


_SIGNS = re.compile(r"[\[<#|$~`^]|&\w|\*\*|^[-*_]{3}", re.MULTILINE)
"""What markup that is not ours begins with; most texts have none of it."""


def _said(markup: str, what: str) -> str:
    """Return a sentence; some of them need not quote what they are about."""
    excerpt = markup.strip().translate({ord(mark): None for mark in ESCAPED})
    if (
        not what.startswith(("is ", "in ", "makes ", "opens ", "names "))
        or READ in excerpt
        or UNFENCED in excerpt
    ):
        return what
    return f"'{excerpt if len(excerpt) <= 40 else f'{excerpt[:39]}…'}' {what}"


RULE = Rule((OTHER_MARKUP, DEAD_LINK), COLLECTION, problems)
