r"""The Markdown subset that facts are written in: emphasis, strong, code, links, line breaks, math.

A part in another language, and a word with its reading, are marked (``quizgen.language_marks``).
Code may be a fenced block; its spaces and line breaks are kept. HTML in a fact is shown as text.
Math stands between ``\(`` and ``\)`` and is left as TeX for the output to typeset.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from html import escape, unescape
from xml.etree.ElementTree import Element

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markupsafe import Markup

from quizgen import anki_syntax, bidi, language_marks, subset
from quizgen.records import dataclass
from quizgen.tex import inline as formulas
from quizgen.tex import width
from quizgen.typography import WHOLE, apostrophes, tied

_ACCENTS = re.compile("[\u0300-\u036f]")
_MARKUP = re.compile(rf"[*_`\[\]\\\n\r{language_marks.BEGIN}{language_marks.ANCHOR}]")
"""What the subset's rules begin with; a text without any is words alone.

Most texts are. They need no parser, which takes a hundred times as long as to see that.
"""
_NOTHING = Markup()
ENDS = ".?! "
"""What a sentence ends with, and a space."""
READ, UNFENCED, ESCAPED = "\ue000", "\ue001", "\ue002"
_SPACE = re.compile(r"\s+")
_IN_ADDRESS = str.maketrans({"$": "%24", "`": "%60"})
"""What begins a formula or code wherever it stands, in some readers of Markdown."""
_CODE = re.compile(r"(<code\b.*?</code>|<pre\b.*?</pre>|<math\b.*?</math>|<[^>]*>)", re.DOTALL)
_WHOLE = re.compile(WHOLE)
_MATH = re.compile(r'<span class="math">\\\((.*?)\\\)</span>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Bracket:
    """A gap as it is written: where it begins and ends, what it asks for, its hint and its number.

    ``crossing`` tells that it stands in emphasis that begins before it.
    """

    start: int
    end: int
    text: str
    hint: str
    number: int | None
    crossing: bool


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    md = formulas.install(subset.install(MarkdownIt("zero", {"breaks": True})))
    md.renderer.rules["text"] = _render_words  # type: ignore[attr-defined]
    return md


@lru_cache(maxsize=1024)
def _parsed(markdown: str) -> Token:
    """Return a text as it is parsed, which its words, its HTML and its pieces are made of."""
    (inline,) = _markdown().parseInline(markdown)
    return inline


def _render_words(tokens: list[Token], index: int, *_: object) -> str:
    before = tokens[index - 1] if index else None
    ended = before is not None and (before.nesting < 0 or before.type == "code_inline")
    return escapeHtml(apostrophes(tokens[index].content, is_after_word=ended))


@lru_cache(maxsize=1)
def _sentences() -> MarkdownIt:
    """Return a reader of sentences with gaps."""
    return formulas.install(subset.with_gaps(subset.install(MarkdownIt("zero", {"breaks": True}))))


@lru_cache(maxsize=16384)
def gaps(markdown: str) -> tuple[Bracket, ...]:
    """Return the gaps of a sentence, in reading order."""
    if "[" not in markdown:
        return ()
    (inline,) = _sentences().parseInline(markdown)
    tokens = (token for token in inline.children or [] if token.type == "gap")
    return tuple(Bracket(**token.meta, crossing=token.level > 0) for token in tokens)


@lru_cache(maxsize=16384)
def html(markdown: str) -> Markup:
    """Return the text as HTML that is safe in any page: its first letter tells its direction."""
    if not _MARKUP.search(markdown):
        words = escapeHtml(apostrophes(markdown)).strip()
        return Markup(bidi.mark_of(markdown) + words)  # noqa: S704 - of escaped words
    md = _markdown()
    rendered = md.renderer.render([_parsed(markdown)], md.options, {}).replace("\n", " ").strip()
    return Markup(bidi.mark_of(plain(markdown)) + formulas.held_together(rendered))  # noqa: S704 - of escaped words


@lru_cache(maxsize=16384)
def page_html(markdown: str) -> Markup:
    """Return HTML for a page or a sheet of paper, with its formulas as MathML.

    No line begins with the dot that parts one title from the next, or ends after a "p.".
    """
    with_math = _MATH.sub(lambda match: formulas.mathml(unescape(match[1])), html(markdown))
    words = _in_words(tied, with_math) if ". " in with_math else with_math
    return Markup(words.replace(" · ", "\N{NO-BREAK SPACE}· "))  # noqa: S704 - of escaped words


@lru_cache(maxsize=16384)
def print_html(markdown: str) -> Markup:
    """Return HTML as :func:`page_html`, in which no line ends at the dash of 2009–10 or al-Qaeda.

    The class ``undivided`` says so: a sign that joins would be copied, and sought in vain.
    """
    made = page_html(markdown)
    if "-" not in made and "\N{EN DASH}" not in made:
        return made
    whole = partial(_WHOLE.sub, r'<span class="undivided">\g<0></span>')
    return Markup(_in_words(whole, made))  # noqa: S704 - of escaped words


def _in_words(change: Callable[[str], str], made: str) -> str:
    """Return HTML with its words changed, and no tag, code or formula."""
    pieces = _CODE.split(made)
    return "".join(piece if place % 2 else change(piece) for place, piece in enumerate(pieces))


def broken_math(markdown: str) -> tuple[formulas.Fault, ...]:
    """Return what is wrong with the formulas in a text."""
    if "\\" not in markdown:
        return ()
    return tuple(formulas.faults(_parsed(markdown).children or []))


def anki_html(markdown: str) -> Markup:
    """Return HTML for a field of a note, in which Anki reads nothing but what is meant."""
    if not markdown:
        return _NOTHING
    return Markup(anki_syntax.escaped(html(markdown)))  # noqa: S704 - of escaped words


def anki_text(words: str) -> Markup:
    """Return a plain text as HTML for a field of a note."""
    return Markup(anki_syntax.escaped(escape(words, quote=False)))  # noqa: S704 - of escaped words


@lru_cache(maxsize=16384)
def plain(markdown: str) -> str:
    """Return the words alone, without markup, on one line."""
    if not _MARKUP.search(markdown):
        words = " ".join(markdown.split())
        return markdown if words == markdown else words  # a copy would stay as long as its card
    inline = _parsed(markdown)
    return "".join(map(_words, inline.children or [])).strip()


@lru_cache(maxsize=16384)
def by_language(markdown: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a text in pieces, each with its language, empty where no mark tells it.

    The language is a tag (BCP 47), as the mark has it.
    """
    if language_marks.BEGIN not in markdown:
        return ((plain(markdown), ""),)
    inline = _parsed(markdown)
    tags, pieces = [""], [("", "")]
    for token in inline.children or []:
        if token.type == "language_open":
            tags.append(str(token.attrs["lang"]))
        elif token.type == "language_close":
            tags.pop()
        words, tag = pieces[-1]
        if tags[-1] == tag:
            pieces[-1] = (words + _words(token), tag)
        else:
            pieces.append((_words(token), tags[-1]))
    return tuple((words.strip(), tag) for words, tag in pieces if words.strip())


def _words(token: Token) -> str:
    """Return a token's words on one line; of code in a line, its spaces, too."""
    match token.type:
        case "softbreak" | "hardbreak":
            return " "
        case "math_inline":
            return formulas.words(token.content)
        case "code_inline":
            return token.content.replace("\n", " ")
        case "fence":
            return f" {' '.join(token.content.split())} "
        case _:
            return _SPACE.sub(" ", token.content)


@lru_cache(maxsize=16384)
def lines(markdown: str) -> tuple[str, ...]:
    """Return the words as they stand below one another, code with its indentation."""
    if not _MARKUP.search(markdown):
        return (plain(markdown),)
    inline = _parsed(markdown)
    return tuple(_lines(inline.children or []))


def _lines(tokens: Iterable[Token]) -> Iterator[str]:
    line = ""
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield line.rstrip()
            line = ""
        elif token.type == "fence":
            yield from ([line.rstrip()] if line.strip() else [])
            yield from token.content.split("\n")
            line = ""
        else:
            words = token.content if token.type != "math_inline" else formulas.words(token.content)
            *before, last = words.split("\n")
            for part in before:
                yield (line + part).rstrip()
                line = ""
            line += last
    if line.strip():
        yield line.rstrip()


def is_literal(markdown: str) -> bool:
    """Whether there is code or math in a text, in which every sign counts."""
    return any(literal for _, literal in segments(markdown))


@lru_cache(maxsize=16384)
def segments(markdown: str) -> tuple[tuple[str, bool], ...]:
    """Return the words of a text in pieces, each with whether it is code or math.

    Code is as it is written, with its spaces and lines.
    """
    if not _MARKUP.search(markdown):
        return ((markdown, False),)
    inline = _parsed(markdown)
    pieces: list[tuple[str, bool]] = []
    for token in inline.children or []:
        code = token.type in ("code_inline", "fence")
        literal = code or token.type == "math_inline"
        words = token.content if code else _words(token)
        if pieces and not literal and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + words, False)
        else:
            pieces.append((words, literal))
    return tuple(pieces)


@lru_cache(maxsize=16384)
def parts(markdown: str) -> tuple[tuple[str, str], ...]:
    """Return what a text is made of: for each part its sort, and its words or its source.

    The sorts are ``code`` and ``fence``, as they are written, ``math``, whose source is TeX as
    MathJax reads it, and ``words``; a formula that is not set is code. Between them stand the marks
    of ``emphasis`` and ``link``, in Markdown, and the ``language`` of what follows, by its tag;
    ``reading`` follows its word.
    """
    if not _MARKUP.search(markdown):
        return (("words", " ".join(markdown.split())),)
    address, pieces = "", []
    for token in _parsed(markdown).children or []:
        if token.type == "link_open":
            address = str(token.attrs["href"]).translate(_IN_ADDRESS)
        pieces += _parts(token, address)
    return tuple(part for part in pieces if part[1])


def _parts(token: Token, address: str) -> list[tuple[str, str]]:
    match token.type:
        case "code_inline":
            return [("code", token.content)]
        case "fence":
            return [("fence", token.content)]
        case "math_inline":
            tex = formulas.tex(token.content)
            return [("math", tex) if tex else ("code", token.content)]
        case "em_open" | "em_close" | "strong_open" | "strong_close":
            return [("emphasis", "*" * len(token.markup))]
        case "link_open":
            return [("link", "[")]
        case "link_close":
            return [("link", f"](<{address}>)")]
        case "language_open":
            return [("language", str(token.attrs["lang"]))]
        case "reading":
            return [("words", _words(token)), ("reading", token.info)]
        case _:
            return [("words", _words(token))]


def leftover(markdown: str) -> str:
    """Return what of a text is read as words alone, by which markup that is not ours is found.

    What is read is left out: of code, math and links a :data:`READ` is left, of code in three marks
    or more that begins within a line ``UNFENCED``, and each escaped sign has ``ESCAPED`` before it.
    """
    (inline,) = _unjoined().parseInline(markdown)
    return "".join(map(_left, inline.children or []))


def _left(token: Token) -> str:
    match token.type:
        case "softbreak" | "hardbreak":
            return "\n"
        case "code_inline" if len(token.markup) > 2 and "\n" in token.content:
            return UNFENCED
        case "code_inline" | "math_inline" | "math_fault" | "fence" | "link_open":
            return READ
        case "text_special":
            return ESCAPED + token.content
        case _:
            return token.content


@lru_cache(maxsize=1)
def _unjoined() -> MarkdownIt:
    """Return a reader that tells signs that are escaped from others."""
    md = formulas.install(subset.install(MarkdownIt("zero", {"breaks": True})))
    return md.disable("text_join")


@lru_cache(maxsize=16384)
def is_sign(markdown: str) -> bool:
    """Whether a text is one piece of code or one formula and nothing else: one sign, as it were."""
    pieces = segments(markdown.strip())
    return len(pieces) == 1 and pieces[0][1]


def is_code(markdown: str) -> bool:
    """Whether a text is one piece of code and nothing else, in which 2.0 is not 2."""
    return "`" in markdown and is_sign(markdown) and markdown.lstrip()[0] == "`"


def set_formulas(markdown: str) -> tuple[Element, ...]:
    """Return the formulas in a text, as MathML, but those that are not set."""
    if "\\(" not in markdown:
        return ()
    inline = _parsed(markdown)
    sources = (t.content for t in inline.children or [] if t.type == "math_inline")
    return tuple(element for source in sources for element in formulas.as_set(source))


@lru_cache(maxsize=16384)
def formula_width(markdown: str) -> float:
    """Return the width of the widest formula in a text, in em; 0 where there is none."""
    return max(map(width, set_formulas(markdown)), default=0.0)


def code_width(markdown: str) -> int:
    """Return the characters of the longest line of code that stands on lines of its own."""
    if "```" not in markdown:
        return 0
    inline = _parsed(markdown)
    blocks = (token.content for token in inline.children or [] if token.type == "fence")
    return max((len(line) for block in blocks for line in block.split("\n")), default=0)


@lru_cache(maxsize=16384)
def prose(markdown: str) -> str:
    """Return the words of a text that stand in no formula."""
    if "\\(" not in markdown:
        return plain(markdown)
    inline = _parsed(markdown)
    tokens = (token for token in inline.children or [] if token.type != "math_inline")
    return " ".join("".join(map(_words, tokens)).split())


def spoken(markdown: str) -> str:
    """Return the words of a text that stand in no code and in no formula."""
    return " ".join(words for words, is_literal in segments(markdown) if not is_literal)


def is_simple(markdown: str) -> bool:
    """Whether a text is nothing but English letters and spaces, with the end of a sentence.

    Of most names and many sentences that is so, and it saves them all further looks.
    """
    letters = markdown.replace(" ", "").rstrip(ENDS)
    return letters.isascii() and letters.isalpha()


@lru_cache(maxsize=32768)
def fold(markdown: str) -> str:
    """Return the words of a text, by which texts are put in order and their words are counted.

    Whether two answers are the same is another question: see :mod:`quizgen.comparison`.
    """
    if is_simple(markdown):
        return " ".join(markdown.rstrip(ENDS).lower().split())
    return bare(plain(markdown)) or plain(markdown)


def bare(text: str) -> str:
    """Return the words of a plain text: no case, accents, punctuation or line breaks.

    Only the accents of European scripts are dropped: elsewhere a mark is a letter's vowel.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = _ACCENTS.sub("", decomposed).translate(_SPACES)
    return " ".join(unicodedata.normalize("NFC", letters).split())


class _Spaces(dict[int, str]):
    """Maps what is no part of a word to a space, and what nobody sees to nothing.

    Each character is looked up when it is first met: all of them would take longer than a deck.
    """

    def __missing__(self, point: int) -> str:
        character = chr(point)
        category = unicodedata.category(character) if point < 0x10000 else "L"
        if category == "Cf":
            character = ""
        elif category[0] in "PSZC":
            character = " "
        self[point] = character
        return character


_SPACES = _Spaces()


def padded(words: str) -> str:
    """Return folded words with a space at either end, so that whole words are found in others."""
    return f" {words} "


def stands_in(words: str, others: str) -> bool:
    """Whether folded words stand in others as a run of whole words."""
    return padded(words) in padded(others)


def letter(index: int) -> str:
    """Return the letter of an option or a version: 0 is A, 26 is AA."""
    high, low = divmod(index, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)
