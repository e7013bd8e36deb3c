"""Short texts to be put into a file that a person wrote, all else as it was."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from quizgen.diagnostics import Position
from quizgen.facts.deck import Deck
from quizgen.records import dataclass
from quizgen.user_files import LARGEST_TEXT, read

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Insertion:
    """Where something is to go, and what is to stand before and after it."""

    place: Position
    before: str = ""
    after: str = ""

    def of(self, text: str) -> tuple[Position, str]:
        """Return the place, and what goes there."""
        return self.place, f"{self.before}{text}{self.after}"


def inserted(data: bytes, texts: Iterable[tuple[Position, str]]) -> bytes:
    """Return a file's bytes with some texts in their places; its encoding and line ends stay."""
    encoding = _encoding(data)
    text = data.decode(encoding)
    newline = first[0] if (first := _LINE_END.search(text)) else "\n"
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    parts, end = [], 0
    for place, added in sorted(texts):
        start = starts[place.line - 1]
        at = start + _raw_length(text[start:], place.column - 1)
        parts += [text[end:at], added.replace("\n", newline)]
        end = at
    return "".join((*parts, text[end:])).encode(encoding)


def _encoding(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8"


def _raw_length(text: str, characters: int) -> int:
    """Return how many characters of a text are so many of it in NFC, in which places are told."""
    line = _LINE_END.split(text, maxsplit=1)[0]
    if unicodedata.is_normalized("NFC", line):
        return characters
    lengths = range(characters, len(line) + 1)
    return next(n for n in lengths if len(unicodedata.normalize("NFC", line[:n])) >= characters)


def with_new_ids(folder: Path, decks: Iterable[Deck]) -> dict[str, bytes]:
    """Return the files of a folder in which something is to be written down, as they then are.

    It is ids of rows, and what tells of what translations were made.

    Raises:
        UnreadableError: when one of them cannot be read again.

    """
    texts: dict[str, list[tuple[Position, str]]] = defaultdict(list)
    for deck in decks:
        for place, text in (*deck.new_ids, *deck.stamps):
            texts[place.path].append((place, text))
    return {
        Path(path).relative_to(folder).as_posix(): inserted(
            read(Path(path), LARGEST_TEXT, folder), listed
        )
        for path, listed in texts.items()
    }
