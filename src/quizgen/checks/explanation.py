"""A check explained, as Markdown: for a terminal, and as a part of the reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import assert_never

from quizgen.checks.row import Rule
from quizgen.checks.table import CODES, ROWS
from quizgen.diagnostics import Code, Example, Facts, Family, Files, Items

TITLES: Mapping[Family, str] = {
    Family.FILES: "Files, and whether they can be read",
    Family.FACTS: "Facts",
    Family.MEDIA: "Pictures and sounds",
    Family.CARDS: "Cards",
    Family.DISTRACTORS: "A curator's distractors",
    Family.ITEMS: "Items",
    Family.FORMS: "Papers",
    Family.EVIDENCE: "Evidence",
    Family.TEMPLATES: "Your own templates",
    Family.LEDGER: "The ledger, and what learners have",
}
"""How a family is headed."""
WIDEST = 100
"""Characters of a line in an example; the rest of a longer one says nothing more."""
DECK = "decks/moon.yaml"


def explain(code: Code, level: int = 1) -> str:
    """Return what a check is, why, when it looks, and an example, under a heading of a level."""
    parts = [f"{'#' * level} {code} ({code.severity})", code.says, f"**Why:** {_why(code)}"]
    parts.append(f"**Looks at** {'; or at '.join(_needs(code))}.")
    if _can_be_allowed(code):
        parts.append(f"A fact may allow it: `allow: {{{code}: the reason}}`.")
    parts += ["Wrong:", *_shown(code.bad), "Right:", *_shown(code.good)]
    return "\n\n".join(parts) + "\n"


def overview() -> str:
    """Return every code with its severity and what it says, family by family, as plain text."""
    width = max(map(len, CODES))
    lines = []
    for family, codes in groupby(CODES.values(), key=lambda code: code.family):
        lines.append(f"{family}: {TITLES[family]}")
        lines += [f"  {c.name:{width}}  {c.severity:7}  {c.says}" for c in codes]
    return "\n".join(lines) + "\n"


def reference() -> str:
    """Return the reference of all checks as Markdown."""
    families = (
        f"## {TITLES[family]}\n\nThe family `{family}`.\n\n"
        + "\n".join(explain(code, level=3) for code in codes)
        for family, codes in groupby(CODES.values(), key=lambda code: code.family)
    )
    return "\n".join((_HEAD, *families))


_HEAD = """\
# Checks

Every problem has a code, and this is what each of them means. `quizgen check --explain CODE` prints
a code's part of this page, `quizgen check --explain` a list of all.

An **error** stops a build; a **warning** does not, unless you say `quizgen check --strict`.

- `--select` and `--ignore` take codes, families (`items`) and beginnings of codes (`no` for
  `no-alt`, `no-source` …), with commas between them. The narrower word wins: `--ignore items
  --select long-key` leaves of that family `long-key` alone. What keeps a file from being read is
  always told.
- `allow` silences a check in one fact, with the reason, and only there. An allowance that silences
  nothing is told.
- `--format json`, `github` (annotations of a pull request) and `sarif` (for code scanning) write
  the problems to standard output. The exit code is 1 if one is an error, whatever the format.

<!-- Made by `make reference`; do not edit. -->
"""


def _why(code: Code) -> str:
    return f"{code.why} *({code.source})*" if code.source else code.why


def _needs(code: Code) -> Iterator[str]:
    """Yield what is looked at for a code, each once, by every row that may report it."""
    words = (r.needs.words if isinstance(r, Rule) else r.needs for r in ROWS if code in r.codes)
    yield from dict.fromkeys(words)


def _can_be_allowed(code: Code) -> bool:
    rows = [row for row in ROWS if code in row.codes]
    return all(isinstance(row, Rule) or row.is_allowed for row in rows)


def _shown(example: Example) -> Iterator[str]:
    """Yield the blocks of an example."""
    match example:
        case Items(text):
            yield _block(text, "text")
        case Facts(text, files, before, command):
            if before:
                yield from ("At the last build:", _block(before, "yaml"), "Now:")
            yield _block(text or "# no facts\n", "yaml")
            yield from _beside(files)
            yield from _command(command)
        case Files(files, before, command):
            if before:
                yield from ("At the last build:", *_beside(before), "Now:")
            yield from _beside(files)
            yield from _command(command)
        case _:
            assert_never(example)


def _beside(files: Mapping[str, str]) -> Iterator[str]:
    for path, text in files.items():
        yield _block(f"# {path}\n{text}" if text else f"# {path} is empty\n", "yaml")


def _block(text: str, language: str) -> str:
    lines = (line if len(line) <= WIDEST else f"{line[:WIDEST]}…" for line in text.splitlines())
    return "\n".join((f"```{language}", *lines, "```"))


def _command(command: str) -> Iterable[str]:
    return () if command == "check" else (f"with `quizgen {command}`",)
