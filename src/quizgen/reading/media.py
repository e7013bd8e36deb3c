"""Pictures and sounds beside a deck."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from quizgen.checks.stages.keys import BAD_MEDIA
from quizgen.diagnostics import Diagnostic, Position, suggestion
from quizgen.facts import Fact
from quizgen.model import PICTURES, SOUNDS, Media

_BEGINNINGS: Mapping[str, bytes] = MappingProxyType(
    {
        ".avif": rb"....ftyp",
        ".gif": rb"GIF8",
        ".jpeg": rb"\xff\xd8\xff",
        ".jpg": rb"\xff\xd8\xff",
        ".png": rb"\x89PNG\r\n\x1a\n",
        ".svg": rb"\s*(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE|svg)",
        ".webp": rb"RIFF....WEBP",
    }
)
"""How a picture of each kind begins."""
MOST_DRAWN = 100_000
"""Elements that a picture may draw, those that it uses again counted each time."""
MOST_NESTED = 50
_UNSAFE = re.compile(r"[^\w-]+")
"""What a file name brings that HTML or Anki could read as markup."""


def read_media(folder: Path, facts: tuple[Fact, ...]) -> tuple[dict[str, Media], list[Diagnostic]]:
    """Return the media of some facts by the file they name, and what is wrong with them."""
    found: dict[str, Media] = {}
    problems: list[Diagnostic] = []
    for fact in facts:
        for index, attachment in enumerate(fact.media):
            place = fact.locate("media", index, "file")
            if attachment.file in found:
                continue
            made = _read(folder, attachment.file, place)
            if isinstance(made, Diagnostic):
                problems.append(made)
            else:
                found[attachment.file] = made
    return found, problems


def _draws_within_reason(data: bytes) -> bool:
    """Whether an SVG is well formed and its ``<use>`` elements do not multiply without end."""
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - expat bounds what entities expand to
    except ElementTree.ParseError:
        return False
    known = {element.get("id"): element for element in root.iter()}
    counts: dict[str, int] = {}

    def drawn(element: Element, open_: frozenset[str]) -> int:
        if len(open_) > MOST_NESTED:
            return MOST_DRAWN + 1
        total = 1 + sum(drawn(child, open_) for child in element)
        target = next(
            (v[1:] for k, v in element.items() if k.endswith("href") and v[:1] == "#"), ""
        )
        if target in known and target not in open_:
            if target not in counts:
                counts[target] = drawn(known[target], open_ | {target})
            total += counts[target]
        return min(total, MOST_DRAWN + 1)

    try:
        return drawn(root, frozenset()) <= MOST_DRAWN
    except RecursionError:
        return False


def _read(folder: Path, file: str, place: Position) -> Media | Diagnostic:
    path = folder / file
    suffix = path.suffix.lower()
    if suffix not in (*PICTURES, *SOUNDS):
        known = ", ".join(ending.lstrip(".") for ending in (*PICTURES, *SOUNDS))
        return Diagnostic(place, BAD_MEDIA, f"'{file}' is no picture or sound", f"use {known}")
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return Diagnostic(place, BAD_MEDIA, f"'{file}' leads out of the folder of decks")
        data = path.read_bytes()
    except FileNotFoundError:
        near = suggestion(path.name, sorted(p.name for p in path.parent.glob("*")))
        return Diagnostic(place, BAD_MEDIA, f"there is no file '{file}'", near)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        return Diagnostic(place, BAD_MEDIA, f"'{file}' cannot be read: {reason}")
    if not data:
        return Diagnostic(place, BAD_MEDIA, f"'{file}' is empty")
    if not re.match(_BEGINNINGS.get(suffix, b""), data, re.DOTALL):
        return Diagnostic(place, BAD_MEDIA, f"'{file}' is no {suffix} picture, whatever its name")
    if suffix == ".svg" and not _draws_within_reason(data):
        said = f"'{file}' is no SVG, or it draws more than {MOST_DRAWN:,} elements"
        return Diagnostic(place, BAD_MEDIA, said, "save it as plain SVG")
    stem = _UNSAFE.sub("-", path.stem)[:40]
    return Media(f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}{suffix}", data)
