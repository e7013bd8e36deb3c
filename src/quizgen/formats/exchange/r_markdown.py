"""R Markdown of a text, in which code is code and a formula is one, and nothing is run.

``knitr`` runs a piece of code whose one mark is followed by an ``r`` wherever it stands, escaped or
not, so that no mark may be left that is not ours. Pandoc reads all else (its Markdown, and TeX
between dollar signs).
"""

from __future__ import annotations

import re

from quizgen.text import parts

_SPECIAL = re.compile(r"[\\*_{}\[\]#$<>|~^]|--")
_RUN = re.compile(r"`r[ #]")
"""What ``knitr`` takes for the beginning of a program."""
_LIST = re.compile(r"^(?:([-+])(?=\s)|(\d+|[A-Za-z])([.)])(?=\s))")
"""What would make a list of a line that begins so."""
_BREAK = "\\\n"
"""The end of a line within a paragraph."""
_SPACES = re.compile("^ +")


def runs(line: str) -> bool:
    """Whether a line that stands as it is would be run as a program."""
    return _RUN.search(line) is not None


def written(markdown: str) -> str:
    """Return a text as R Markdown, on one line."""
    return " ".join(_written(markdown, " ").split())


def written_in_lines(markdown: str) -> str:
    """Return a text as R Markdown, a block of code on lines of its own."""
    return _written(markdown, _BREAK).strip().removeprefix(_BREAK).removesuffix(_BREAK[0]).strip()


def _written(markdown: str, line_break: str) -> str:
    """Return a text as R Markdown; ``line_break`` stands between the lines of a block of code."""
    text, before = "", ""
    for sort, content in parts(markdown):
        if sort == "words":
            text += _after(before, _escaped(content))
        elif sort == "math":
            text += _formula(content)
        elif sort == "code":
            text += _code(" ".join(content.split()))
        elif sort in ("emphasis", "link"):
            text += content
        elif sort == "fence":
            lines = [_indented(line) for line in content.split("\n")]
            text += line_break + line_break.join(filter(None, lines)) + line_break
        before = before if sort in ("language", "reading") else sort
    return _LIST.sub(_no_list, text)


def _no_list(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def _escaped(words: str) -> str:
    escaped = _SPECIAL.sub(lambda match: "".join(f"\\{sign}" for sign in match[0]), words)
    return escaped.replace("`", "&#96;")


def _after(before: str, words: str) -> str:
    """Return words that follow code or a formula, whose end they must not make a beginning.

    A digit after a dollar sign leaves it one, and an ``r`` after a mark of code runs what follows.
    """
    if (before == "math" and words[0].isdigit()) or (before == "code" and words[0] == "r"):
        return f"&#{ord(words[0])};{words[1:]}"
    return words


def _formula(tex: str) -> str:
    """Return a formula between dollar signs, which touch it."""
    line = " ".join(tex.split())
    return _escaped(tex) if "`" in line or "##ANSWER" in line else f"${line}$"


def _code(line: str) -> str:
    """Return a line of code; one with a mark of code in it, or of R/exams, is written as words."""
    if not line or "`" in line or "##ANSWER" in line:
        return _escaped(line)
    return f"`` {line} ``" if line.startswith("r") else f"`{line}`"


def _indented(line: str) -> str:
    """Return a line of a block of code with its indentation, which code has not of its own."""
    spaces = len(line) - len(_SPACES.sub("", line))
    return "&nbsp;" * spaces + _code(line.strip())
